"""Reading forms keep every offset."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from talentdocs.segment.lexicon import load
from talentdocs.structure.fold import fold


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("增长１２．５％", "增长12.5%"),
        ("－６．８％，３～５年", "-6.8%,3~5年".replace(",", "，")),
        ("１＋Ｘ政策", "1+X政策"),
        ("⼀是⼈才", "一是人才"),
        ("⻓期⺠生", "长期民生"),
        ("人才隊伍建設取得進展", "人才队伍建设取得进展"),
        ("22.6\xa0万　人", "22.6 万 人"),
        ("豈敢", "岂敢"),
    ],
)
def test_folded(text: str, folded: str) -> None:
    assert fold(text) == folded


@pytest.mark.parametrize(
    "text",
    [
        "，：；（）！？",
        "“上林工匠”",
        "《关于……的意见》",
        "100㎡",
        "㈠①Ⅱ",
        "著名作家沈钱",
        "乾隆年间",
        "plain",
        "",
    ],
)
def test_left_alone(text: str) -> None:
    assert fold(text) == text


def test_doubtful_characters_follow_the_script_of_the_text() -> None:
    assert fold("瞭解乾部隊伍建設，徵求羣眾意見以後") == "了解干部队伍建设，征求群众意见以后"
    assert fold("乾隆以後") == "乾隆以後"


@settings(deadline=None)
@given(st.text())
def test_same_length_and_stable(text: str) -> None:
    folded = fold(text)
    assert len(folded) == len(text)
    assert len(fold(folded)) == len(text)


def test_table_is_one_character_to_one_and_never_in_a_chain() -> None:
    table = load().table("traditional")
    for char, entry in table.items():
        plain = entry.text("simplified")
        assert len(char) == len(plain) == 1
        assert char != plain
        assert entry.text("scope") in ("any", "traditional")
        assert entry.text("scope") != "any" or not _is_gb2312(char), f"{char} is a simplified character too"


def _is_gb2312(char: str) -> bool:
    try:
        return bool(char.encode("gb2312"))
    except UnicodeEncodeError:
        return False
