"""Names of one thing fall together; names that differ in meaning stay apart."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from talentdocs.compare.align import likeness, overlap
from talentdocs.compare.pair import ACCEPT

from .made import document, item, namer

THEN, LATER = document(2022), document(2023)

# indicator and text of the promise, of the result; unit; measure
SAME = [
    ("新增高技能人才", "4000人", "新培养高技能人才", "4356人", "人", "flow"),
    ("高技能人才总量", "5万人", "高技能人才总数", "4.6万人", "人", "stock"),
    ("研究与试验发展经费支出占地区生产总值比重", "2.8%", "研发投入强度", "2.78%", "%", "share"),
    ("地区生产总值增速", "6%", "GDP增长", "5.2%", "%", "change"),
    ("单位GDP能耗降幅", "3%", "单位地区生产总值能耗下降", "3.4%", "%", "change"),
    ("改造城镇老旧小区", "60个", "老旧小区改造", "57个", "个", "flow"),
    ("既有住宅加装电梯", "300台", "既有多层住宅增设电梯", "340台", "台", "flow"),
    ("新增上市企业", "10家", "新增上市公司", "12家", "家", "flow"),
    ("新增专精特新“小巨人”企业", "20家", "新增国家级小巨人企业", "26家", "家", "flow"),
    ("推进口袋公园建设", "30个", "建成口袋公园", "34个", "个", "flow"),
    ("创建无废工厂", "15家", "新增无废工厂", "16家", "家", "flow"),
    ("新建、改扩建幼儿园", "12所", "新（改、扩）建幼儿园", "13所", "所", "flow"),
    ("21.城镇新增就业", "3万人", "城镇新增就业", "3.2万人", "人", "flow"),
    ("组织招商团组", "20个", "组织招商团组", "22批", None, "flow"),
]

APART = [
    ("新增高新技术企业", "100家", "高新技术企业总数", "1200家", "家", "flow", "new against all"),
    ("高新技术企业总数", "1200家", "高新技术企业净增", "100家", "家", "stock", "all against new"),
    ("制造业投资增速", "10%", "固定资产投资增速", "4%", "%", "change", "a part against the whole"),
    (
        "城镇居民人均可支配收入增速",
        "6%",
        "农村居民人均可支配收入增速",
        "7%",
        "%",
        "change",
        "town against country",
    ),
    ("省级专精特新企业", "40家", "国家级专精特新企业", "12家", "家", "flow", "who awards it"),
    ("出口增速", "5%", "进口增速", "6%", "%", "change", "out against in"),
    (
        "数字经济核心产业增加值增速",
        "8%",
        "数字经济核心产业增加值占GDP比重",
        "12%",
        "%",
        "change",
        "growth against share",
    ),
    ("亿元以上项目", "100个", "10亿元以上项目", "20个", "个", "flow", "another threshold"),
    ("建成公租房", "3000套", "开工公租房", "3600套", "套", "flow", "another stage"),
    ("新建学校", "10所", "加快建设学校", "12所", "所", "flow", "under way answers nothing"),
    ("培育未来工厂", "6家", "培育未来工厂", "326家", "家", "flow", "of quite another size"),
    ("制造业高技能人才", "2万人", "高技能人才", "2.2万人", "人", "stock", "one trade against all"),
    ("普惠托位", "2000个", "新增托位", "2100个", "个", "flow", "a kind against all kinds"),
    (
        "有效发明专利拥有量增速",
        "15%",
        "有效发明专利拥有量年均增长",
        "21%",
        "%",
        "change",
        "a mean over years",
    ),
    ("技能大师工作室", "40家", "企业技能大师工作室", "14家", "家", "stock", "of firms against all"),
    ("重点项目", "100个", "科技项目", "110个", "个", "flow", "names that say too little"),
    ("培训人次", "5万人次", "培训人数", "5万人", None, "flow", "persons against attendances"),
]


def _pair(row: tuple[str, str, str, str, str | None, str]) -> float:
    indicator, text, other, reported, unit, measure = row
    promise = item(
        THEN, indicator, text, _value(text), unit or _unit(text), status="target", year=2022, measure=measure
    )
    growth = "change" if other.endswith(("增速", "增长", "下降")) else "share" if "比重" in other else measure
    stock = "stock" if other.endswith(("总数", "总量")) else growth
    result = item(LATER, other, reported, _value(reported), unit or _unit(reported), year=2022, measure=stock)
    return likeness(promise, result, namer())


def _value(text: str) -> float:
    number = "".join(char for char in text if char.isdigit() or char == ".")
    return float(number) * (10000 if "万" in text else 1)


def _unit(text: str) -> str:
    return text.lstrip("0123456789.万")


@pytest.mark.parametrize("row", SAME, ids=[f"{row[0]}={row[2]}" for row in SAME])
def test_the_same_thing_under_two_names(row: tuple[str, str, str, str, str | None, str]) -> None:
    assert _pair(row) >= ACCEPT


@pytest.mark.parametrize("row", APART, ids=[row[6] for row in APART])
def test_names_that_differ_in_meaning(row: tuple[str, str, str, str, str | None, str, str]) -> None:
    assert _pair(row[:6]) < ACCEPT


@given(st.text(alphabet="新增高技能人才总量培训企业级省市万%（）", max_size=12))
def test_a_name_is_wholly_like_itself(text: str) -> None:
    content = namer().content(text)
    assert overlap(content, content) == pytest.approx(1.0 if content.text else 0.0)


@given(
    st.text(alphabet="新增高技能人才总量培训企业", max_size=8),
    st.text(alphabet="省市级工作室托位学校", max_size=8),
)
def test_likeness_of_words_has_no_direction(one: str, two: str) -> None:
    left, right = namer().content(one), namer().content(two)
    assert overlap(left, right) == pytest.approx(overlap(right, left))
    assert 0 <= overlap(left, right) <= 1 + 1e-9
