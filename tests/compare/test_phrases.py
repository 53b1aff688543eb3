"""The words beside a number in its sentence."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from talentdocs.compare.joint import parts_of
from talentdocs.compare.phrases import EMPTY, phrases_of
from talentdocs.records import Figure

from .made import figure, namer

# sentence with its numbers in 【】, and (left, right, listed, alone) of each
CASES = [
    (
        "全年新增学位【500个】，建成绿道【20公里】。",
        [("全年新增学位", "", False, False), ("建成绿道", "", False, False)],
    ),
    (
        "建成高速公路【4条】【133公里】。",
        [("建成高速公路", "", False, False), ("建成高速公路", "", True, True)],
    ),
    (
        "新增隐形冠军【10家】、小巨人企业【50家】。",
        [("新增隐形冠军", "", False, False), ("小巨人企业", "", True, False)],
    ),
    (
        "招引【10亿元】以上项目【20个】。",
        [("招引", "以上项目", False, False), ("招引10亿元以上项目", "", False, False)],
    ),
    ("组织【20个】招商团组，参加展会。", [("组织", "招商团组", False, False)]),
    (
        "城镇、农村居民收入分别增长【5%】和【6%】。",
        [("城镇、农村居民收入分别增长", "", False, False), ("城镇、农村居民收入分别增长", "", True, True)],
    ),
]


def _figures(marked: str) -> list[Figure]:
    sentence = re.sub("[【】]", "", marked)
    made, offset = [], 0
    for match in re.finditer("【(.+?)】", marked):
        start = match.start() - offset
        offset += 2
        plain = figure("", match[1], 1, "个", sentence=sentence)
        fields = {name: getattr(plain, name) for name in Figure.__slots__}
        made.append(Figure(**fields | {"start": start + 100, "end": start + 100 + len(match[1])}))
    return made


@pytest.mark.parametrize(("marked", "expected"), CASES, ids=[case[0] for case in CASES])
def test_words_beside(marked: str, expected: list[tuple[str, str, bool, bool]]) -> None:
    found = phrases_of(_figures(marked))
    assert [(item.left, item.right, item.listed, item.alone) for item in found] == expected


def test_a_figure_that_is_not_in_its_sentence_has_no_words() -> None:
    (item,) = _figures("新增学位【500个】。")
    fields = {name: getattr(item, name) for name in Figure.__slots__} | {"sentence": "别的话。"}
    assert phrases_of([Figure(**fields)]) == [EMPTY]


@given(
    st.lists(
        st.sampled_from(["新增学位", "，", "、", "和", "以上", "【5个】", "【30%】", "；", "其中"]),
        max_size=14,
    )
)
def test_every_figure_has_a_phrase_and_phrases_hold_no_stop(parts: list[str]) -> None:
    figures = _figures("".join(parts))
    found = phrases_of(figures)
    assert len(found) == len(figures)
    for item in found:
        assert not set("，；。") & set(item.text)


# name, words left of the number, unit, measure → names
JOINT = [
    (
        "旅游总收入和接待游客人次增速",
        "旅游总收入和接待游客人次均增长",
        ("旅游总收入增速", "接待游客人次增速"),
    ),
    (
        "固定资产投资和社会消费品零售总额增速",
        "固定资产投资和社会消费品零售总额增长",
        ("固定资产投资增速", "社会消费品零售总额增速"),
    ),
    ("研究与试验发展经费支出增速", "研究与试验发展经费支出增长", ("研究与试验发展经费支出增速",)),
    ("工业投资增速", "工业投资增长", ("工业投资增速",)),
    ("和美乡村与绿美乡村建设增速", "和美乡村与绿美乡村建设增长", ("和美乡村与绿美乡村建设增速",)),
]


@pytest.mark.parametrize(("name", "left", "expected"), JOINT)
def test_one_number_for_two_indicators(name: str, left: str, expected: tuple[str, ...]) -> None:
    made = figure(name, "10%", 10, "%", measure="change", sentence=f"{left}10%。")
    (phrase,) = phrases_of([made])
    assert tuple(parts_of(made, phrase, namer())) == expected


def test_a_sum_of_two_is_one_number() -> None:
    made = figure("技术交易额、新产品产值", "8500亿元", 850000000000, "元")
    (phrase,) = phrases_of([made])
    assert len(parts_of(made, phrase, namer())) == 1
