"""Which names of indicators mean the same, and which do not; which way is better."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from talentdocs.segment.indicators import IndicatorLexicon, load_indicators
from talentdocs.segment.lexicon import load

INDICATORS = load_indicators(load())
NAMES = [name for key, entry in INDICATORS.entries.items() for name in (key, *entry.list("synonyms"))]


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("GDP增速", "地区生产总值增速"),
        ("全市生产总值同比增长", "地区生产总值增速"),
        ("全市高技能人才总数", "高技能人才总量"),
        ("高技能人才数量", "高技能人才总量"),
        ("高技能人才占技能人才的比例", "高技能人才占技能人才比重"),
        ("全社会研究与试验发展经费支出占GDP的比重", "研发投入强度"),
        ("R&D经费支出占地区生产总值比重", "研发投入强度"),
        ("规上工业增加值增幅", "规模以上工业增加值增速"),
        ("社零总额", "社会消费品零售总额"),
        ("公共财政预算收入", "一般公共预算收入"),
        ("细颗粒物（PM2.5）平均浓度", "PM2.5平均浓度"),
        ("国家专精特新小巨人企业", "国家级专精特新“小巨人”企业数"),
        ("新增国家高新技术企业", "新增高新技术企业"),
        ("高技能人才新增数", "新增高技能人才"),
        ("每千人口拥有3岁以下婴幼儿托位数", "每千人托位数"),
        ("城镇常住居民人均可支配收入", "城镇居民人均可支配收入"),
        ("单位ＧＤＰ能耗下降", "单位地区生产总值能耗降幅"),
        ("新（改）建农村公路", "新改建农村公路"),
    ],
)
def test_names_that_mean_the_same(name: str, key: str) -> None:
    assert INDICATORS.key(name) == key


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("高技能人才总量", "新增高技能人才"),
        ("高技能人才总量", "技能人才总量"),
        ("高技能人才总量", "制造业高技能人才总量"),
        ("高技能人才总量", "高技能人才占技能人才比重"),
        ("国家级技能大师工作室", "省级技能大师工作室"),
        ("地区生产总值", "地区生产总值增速"),
        ("地区生产总值", "海洋生产总值"),
        ("地区生产总值", "人均地区生产总值"),
        ("城镇登记失业率", "城镇调查失业率"),
        ("PM2.5平均浓度", "PM10平均浓度"),
        ("PM2.5平均浓度", "PM2.5平均浓度降幅"),
        ("空气质量优良天数", "空气质量优良天数比例"),
        ("进出口总额", "出口总额"),
        ("实际利用外资", "合同利用外资"),
        ("新增学位", "新增公办学位"),
        ("新增托位", "每千人托位数"),
        ("老旧小区改造", "开工改造老旧小区"),
        ("筹集保障性租赁住房", "新开工保障性租赁住房"),
        ("新建高标准农田", "改造提升高标准农田"),
        ("新增高新技术企业", "净增高新技术企业"),
        ("养老床位", "新增养老机构床位"),
        ("农村居民人均可支配收入", "农民人均纯收入"),
        ("居民消费价格指数", "居民消费价格涨幅"),
        ("全社会研发投入", "研发投入强度"),
        ("每万人发明专利拥有量", "每万人高价值发明专利拥有量"),
    ],
)
def test_names_that_differ_in_meaning_stay_apart(one: str, other: str) -> None:
    assert INDICATORS.key(one) is not None
    assert INDICATORS.key(other) is not None
    assert INDICATORS.key(one) != INDICATORS.key(other)
    assert INDICATORS.normalise(one) != INDICATORS.normalise(other)


@pytest.mark.parametrize(
    ("name", "unit", "measure", "key"),
    [
        ("老旧小区改造", "个", "flow", "老旧小区改造数"),
        ("老旧小区改造", "户", "flow", "老旧小区改造户数"),
        ("老旧小区改造", "平方米", "flow", "老旧小区改造面积"),
        ("地区生产总值", "元", "flow", "地区生产总值"),
        ("地区生产总值", "%", "change", "地区生产总值增速"),
        ("地区生产总值", "%", "flow", None),
        ("地区生产总值", "人", "flow", None),
        ("高技能人才", "名", "stock", "高技能人才总量"),
        ("高技能人才", "%", "share", None),
        ("高新技术企业", "户", "stock", "高新技术企业数"),
        ("研发投入强度", "个百分点", "change", None),
        ("进出口总额", "美元", "flow", "进出口总额"),
        ("旅游投诉率", "‰", "share", "旅游投诉率"),
    ],
)
def test_unit_and_measure_tell_apart_and_veto(name: str, unit: str, measure: str, key: str | None) -> None:
    assert INDICATORS.key(name, unit, measure) == key


@pytest.mark.parametrize(
    "name",
    ["", "的", "数", "企业", "投入资金", "上林金匠人数", "增长", "增速", "新增", "比重", "2023", "100%"],
)
def test_what_is_not_listed_has_no_key(name: str) -> None:
    assert INDICATORS.key(name) is None
    assert INDICATORS.good(name) is None


@pytest.mark.parametrize(
    ("name", "key", "good"),
    [
        ("绿道总里程增长", "绿道总里程增速", "up"),
        ("高标准农田面积增速", "高标准农田面积增速", "up"),
        ("新增海外仓数", "新增海外仓", "up"),
        ("城镇登记失业率增速", None, None),
        ("新增失业率", None, None),
    ],
)
def test_growth_and_increase_of_what_is_listed(name: str, key: str | None, good: str | None) -> None:
    assert INDICATORS.key(name) == key
    assert INDICATORS.good(name) == good


@pytest.mark.parametrize(
    ("name", "good"),
    [
        ("PM2.5平均浓度", "down"),
        ("PM2.5平均浓度下降", "up"),
        ("登记失业率", "down"),
        ("CPI涨幅", "down"),
        ("单位GDP能耗下降", "up"),
        ("耕地保有量", "up"),
        ("常住人口", "none"),
        ("GDP增速", "up"),
        ("不知名指标", None),
    ],
)
def test_which_way_is_better(name: str, good: str | None) -> None:
    assert INDICATORS.good(name) == good


@pytest.mark.parametrize(
    ("name", "markers"),
    [
        ("新增省级技能大师工作室", {"new:新增", "level:省"}),
        ("制造业高技能人才总量", {"sector:制造业", "grade:高技能"}),
        ("地区生产总值年均增速", {"rate:年均", "growth:增速"}),
        ("累计培训人次", {"sum:累计", "aspect:人次"}),
        ("农村居民人均可支配收入", {"area:农村", "rate:人均"}),
    ],
)
def test_markers_are_the_words_that_change_the_meaning(name: str, markers: set[str]) -> None:
    assert markers <= INDICATORS.markers(name)


def test_a_user_s_folder_adds_and_overrides(tmp_path: Path) -> None:
    (tmp_path / "indicators.tsv").write_text(
        "name\tsynonyms\tunit\tmeasure\tgood\texamples\n"
        "低空飞行架次\t无人机飞行架次\t架次\tflow\tup\t全市低空飞行架次\n"
        "常住人口\t\t\t\tup\t\n",
        encoding="utf-8",
    )
    own = IndicatorLexicon(load((tmp_path,)))
    assert own.key("全市无人机飞行架次") == "低空飞行架次"
    assert own.good("常住人口") == "up"
    assert own.key("GDP增速") == "地区生产总值增速"
    assert INDICATORS.key("全市无人机飞行架次") is None


def test_the_lexicon_is_built_once_for_each_set_of_lexicons() -> None:
    assert load_indicators(load()) is load_indicators(load())


@given(st.sampled_from(NAMES))
def test_every_listed_name_has_a_key_and_its_normal_form_is_stable(name: str) -> None:
    key = INDICATORS.key(name)
    assert key is not None
    normal = INDICATORS.normalise(name)
    assert INDICATORS.normalise(normal) == normal
    assert INDICATORS.key(normal) == key


@given(st.sampled_from(NAMES), st.sampled_from(["全市", "我市", "全年", "", "“", " "]))
def test_words_that_say_nothing_change_nothing(name: str, noise: str) -> None:
    assert INDICATORS.key(noise + name) == INDICATORS.key(name)


@given(st.text(max_size=200))
def test_any_text_can_be_looked_up(name: str) -> None:
    assert isinstance(INDICATORS.normalise(name), str)
    assert INDICATORS.key(name, "个", "flow") is None or INDICATORS.good(name) is not None
    INDICATORS.markers(name)
