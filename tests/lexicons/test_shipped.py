"""The lexicons that come with the product: they load, they check, and they hold what they should."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from talentdocs.segment.catalog import catalog
from talentdocs.segment.check import check_folder
from talentdocs.segment.lexicon import default_folder, load
from talentdocs.segment.scan import lexicon_files, scan_file

FILES = lexicon_files(default_folder())


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_every_lexicon_loads_and_says_what_it_is(path: Path) -> None:
    scan = scan_file(path)
    assert not scan.problems
    assert len(load().table(path.stem)) == len(scan.entries) > 0
    opening = path.read_text(encoding="utf-8").partition("\n\n")[0]
    assert opening.startswith("# ")
    assert "talentdocs." in opening or ".py" in opening, "names no module that uses it"


def test_every_entry_agrees_with_its_examples_and_counter_examples() -> None:
    assert [str(problem) for problem in check_folder(default_folder())] == []


def test_the_catalog_tells_names_counts_and_meanings() -> None:
    listings = {listing.name: listing for listing in catalog(load())}
    assert set(listings) == {path.stem for path in FILES}
    assert listings["offices"].about.startswith("Offices (机关、单位)")
    assert all(listing.own == 0 for listing in listings.values())


# --- regions ------------------------------------------------------------------------------------


def test_all_provinces_prefectures_and_counties_of_today_are_there() -> None:
    levels = Counter(e.text("level") for e in load().table("regions").values() if not e.text("until"))
    assert levels == {"province": 34, "prefecture": 333, "county": 2846}


def test_every_region_stands_under_one_of_the_level_above() -> None:
    regions = load().table("regions")
    above = {"prefecture": {"province"}, "county": {"prefecture", "province"}}
    for entry in regions.values():
        if entry.text("level") == "province":
            assert entry.text("parent") == ""
        else:
            parent = regions[entry.text("parent")]
            assert parent.text("level") in above[entry.text("level")], entry.key


@pytest.mark.parametrize(
    ("code", "name", "short", "parent", "alone"),
    [
        ("330282", "慈溪市", "慈溪", "330200", "yes"),
        ("371000", "威海市", "威海", "370000", "yes"),
        ("532900", "大理白族自治州", "大理", "530000", "yes"),
        ("150000", "内蒙古自治区", "内蒙古", "", "yes"),
        ("310115", "浦东新区", "浦东", "310000", "no"),
        ("500112", "渝北区", "渝北", "500000", "no"),
        ("330326", "平阳县", "平阳", "330300", "yes"),
        ("220200", "吉林市", "吉林", "220000", "no"),
        ("152922", "阿拉善右旗", "阿拉善右", "152900", "yes"),
        ("441900", "东莞市", "东莞", "440000", "yes"),
        ("429004", "仙桃市", "仙桃", "420000", "yes"),
    ],
)
def test_regions_have_the_names_that_people_say(
    code: str, name: str, short: str, parent: str, alone: str
) -> None:
    entry = load().table("regions")[code]
    assert (entry.text("name"), entry.text("short"), entry.text("parent")) == (name, short, parent)
    assert entry.text("alone") == alone


@pytest.mark.parametrize(
    ("code", "alias"),
    [("532900", "大理州"), ("361128", ""), ("152500", "锡盟"), ("420600", "襄樊市"), ("621228", "")],
)
def test_aliases_are_other_names_of_the_same_place(code: str, alias: str) -> None:
    aliases = load().table("regions")[code].list("aliases")
    assert alias in aliases if alias else not aliases


def test_dissolved_regions_keep_their_last_year() -> None:
    regions = load().table("regions")
    lower_city = next(e for e in regions.values() if e.text("name") == "下城区")
    assert lower_city.text("until") == "2020"
    assert lower_city.text("parent") == "330100"


# --- offices ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "name",
    [
        *(
            "人力社保局",
            "人社局",
            "发展和改革委员会",
            "经信局",
            "工信局",
            "财政局",
            "总工会",
            "团市委",
            "妇联",
        ),
        *("妇联", "残联", "科协", "医保局", "数据局", "国资委", "税务局", "人行", "供电公司", "人才发展集团"),
        *("海关", "行政审批局", "退役军人局", "烟草局", "气象局", "水利局", "林业局", "体育局", "外办"),
    ],
)
def test_offices_of_every_topic_are_named(name: str) -> None:
    known = {
        word
        for entry in load().table("offices").values()
        for word in (entry.key, entry.text("full"), *entry.list("aliases"))
    }
    assert name in known


def test_no_office_name_stands_among_the_ordinary_words() -> None:
    """大数据中心 would never be found if 数据中心 were a counter-example of 中心."""
    offices = load().table("offices").values()
    ordinary = [word for entry in offices for word in entry.list("not")]
    for entry in offices:
        if entry.text("kind") != "suffix":
            for name in (entry.key, *entry.list("aliases")):
                assert not [word for word in ordinary if name.endswith(word)], name


# --- indicators ---------------------------------------------------------------------------------


def test_indicators_cover_the_topics_that_governments_report_on() -> None:
    topics = Counter(entry.text("topic") for entry in load().table("indicators").values())
    asked = (
        "经济",
        "财政",
        "就业",
        "教育",
        "卫生",
        "养老托育",
        "住房",
        "交通",
        "农业",
        "环境",
        "能源",
        "数字",
    )
    assert sum(topics.values()) >= 600
    assert all(topics[topic] >= 20 for topic in (*asked, "数字", "安全法治", "人才", "文旅体")), topics


def test_a_share_has_a_unit_of_shares_and_a_growth_one_of_growth() -> None:
    for entry in load().table("indicators").values():
        if entry.key.endswith(("增速", "降幅")):
            assert entry.text("measure") == "change", entry.key
            assert entry.text("unit") == "%", entry.key
        if entry.key.endswith(("比重", "覆盖率", "失业率")):
            assert (entry.text("measure"), entry.text("unit")) == ("share", "%"), entry.key


@pytest.mark.parametrize(
    "word", ["失业率", "死亡率", "PM2.5平均浓度", "漏损率", "不良贷款率", "城乡居民收入比", "劣Ⅴ类"]
)
def test_what_should_fall_is_better_down(word: str) -> None:
    found = [e for e in load().table("indicators").values() if word in e.key and "降幅" not in e.key]
    assert found
    assert {entry.text("good") for entry in found} == {"down"}
