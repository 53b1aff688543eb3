"""What a careful reader holds against each other in ``samples/``: each promise, and what became of it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.sample_tables import Row, Tables, call, run


@pytest.fixture(scope="module")
def compared(tmp_path_factory: pytest.TempPathFactory) -> Tables:
    return run("compare", tmp_path_factory.mktemp("compare"))


# (year of the promise, a word of its indicator, promised, reported or None, verdict) for 临溪市 as a whole.
VERDICTS: list[tuple[int, str, str, str | None, str]] = [
    (2021, "地区生产总值", "7%", "8.2%", "met"),
    (2021, "一般公共预算收入", "6%", "7.1%", "met"),
    (2021, "工业增加值", "7.5%", "7.4%", "met"),  # 左右: within 2 %
    (2021, "城镇新增就业", "2.8万人", "2.96万人", "met"),
    (2021, "失业率", "5.5%", "5.1%", "met"),  # a ceiling
    (2021, "能耗", "3%", "3.4%", "met"),  # a fall that should be large
    (2021, "PM2.5", "36微克/立方米", "34.8微克/立方米", "met"),  # should fall
    (2021, "研究与试验发展", "2.6%", "2.63%", "met"),
    (2021, "培训", "5万人次", "5.36万人次", "met"),
    (2021, "高技能人才", "3600人", "3812人", "met"),
    (2021, "优良天数", "82%", "83.9%", "met"),
    (2021, "老旧小区", "50个", "53个", "met"),
    (2021, "加装电梯", "100部", "62部", "missed"),
    (2021, "居家养老服务中心", "12家", None, "unreported"),  # dropped
    (2021, "评价机构", "20家", "23家", "met"),
    (2022, "地区生产总值", "6.5%", "3.4%", "missed"),
    (2022, "一般公共预算收入", "6%", "2.3%", "missed"),
    (2022, "工业增加值", "7%", "4.9%", "missed"),
    (2022, "失业率", "5.5%", "5.7%", "missed"),
    (2022, "能耗", "3%", "2.6%", "missed"),
    (2022, "PM2.5", "34微克/立方米", "35.2微克/立方米", "missed"),
    (2022, "研究与试验发展", "2.75%", "2.78%", "met"),  # reported as 研发投入强度
    (2022, "高新技术企业", "70家", "74家", "met"),
    (2022, "培训", "5.5万人次", "5.81万人次", "met"),
    (2022, "高技能人才", "4000人", "4356人", "met"),  # 新培养 is reported as 新增
    (2022, "公共实训基地", "2个", None, "unreported"),  # dropped
    (2022, "优良天数", "84.5%", "82.7%", "missed"),
    (2022, "保障性租赁住房", "3000套", "3216套", "met"),
    (2022, "老旧小区", "60个", "57个", "missed"),
    (2022, "加装电梯", "90部", "96部", "met"),
    (2022, "护理型床位", "55%", "56.3%", "met"),
    (2022, "助餐点", "60个", "64个", "met"),
    (2023, "地区生产总值", "6%", "6.3%", "met"),
    (2023, "一般公共预算收入", "5%", "5.6%", "met"),
    (2023, "工业增加值", "6.5%", None, "unreported"),
    (2023, "城镇新增就业", "3.1万人", "3.23万人", "met"),
    (2023, "失业率", "5.5%", "5.2%", "met"),
    (2023, "能耗", "3%", "3.1%", "met"),
    (2023, "PM2.5", "34微克/立方米", "32.6微克/立方米", "met"),
    (2023, "研究与试验发展", "2.9%", "2.87%", "missed"),
    (2023, "培训", "6万人次", None, "unreported"),
    (2023, "高技能人才", "4500人", "4127人", "missed"),
    (2023, "优良天数", "84%", "85.4%", "met"),
    (2023, "保障性租赁住房", "3500套", "2890套", "missed"),
    (2023, "老旧小区", "45个", "45个", "met"),
    (2023, "加装电梯", "110部", "118部", "met"),
    (2023, "护理型床位", "58%", "57.1%", "missed"),
    (2023, "助餐点", "80个", "83个", "met"),
    (2023, "零工驿站", "8个", "9个", "met"),
    (2023, "技能大师工作室", "32家", "32家", "met"),
    (2021, "高技能人才总量", "6.5万人", "5.7万人", "on_track"),
    (2022, "高技能人才总量", "7万人", "5.7万人", "on_track"),
    (2022, "比重", "35%", "33.6%", "on_track"),
    (2022, "技能大师工作室", "40家", "32家", "on_track"),
    (2022, "地区生产总值", "2000亿元", "1601.3亿元", "on_track"),
    (2021, "创新平台", "60个", None, "pending"),
    (2021, "培训", "28万人次", None, "pending"),  # a sum of five years, which one year does not answer
    (2024, "高技能人才", "4600人", None, "pending"),
    (2024, "失业率", "5.5%", None, "pending"),
]


def promises(tables: Tables, year: int, word: str, promised: str, region: str = "临溪市") -> list[Row]:
    return [
        row
        for row in tables["comparisons"]
        if row["promised_year"] == year
        and row["promised_text"] == promised
        and row["region"] == region
        and word in f"{row['indicator']}{row.get('promised_sentence', '')}"
    ]


@pytest.mark.parametrize(
    ("year", "word", "promised", "reported", "verdict"),
    VERDICTS,
    ids=[f"{row[0]}-{row[1]}-{row[2]}" for row in VERDICTS],
)
def test_verdict(
    compared: Tables, year: int, word: str, promised: str, reported: str | None, verdict: str
) -> None:
    rows = promises(compared, year, word, promised)
    named = [row for row in rows if word in (row["indicator"] or "")] or rows
    assert named, f"{word} {promised} of {year} is not among the promises"
    for row in named:
        assert (row["reported_text"], row["verdict"]) == (reported, verdict), row["reason"]
        assert row["reason"]


def test_contradictory_results_both_stand(compared: Tables) -> None:
    """城镇新增就业 of 2022 is 3.12万人 in the report and the bulletin, 3.07万人 in the bureau's reply."""
    (row,) = promises(compared, 2022, "城镇新增就业", "3万人")
    assert row["verdict"] == "met"
    assert row["reported_text"] in ("3.12万人", "3.07万人")
    found = [row for row in compared["contradictions"] if "新增就业" in row["indicator"]]
    assert len(found) == 1
    assert "3.12万人" in json.dumps(found, ensure_ascii=False)
    assert "3.07万人" in json.dumps(found, ensure_ascii=False)


def test_a_county_is_held_to_its_own_promises(compared: Tables) -> None:
    (row,) = promises(compared, 2022, "高技能人才", "500人", region="云塘县")
    assert (row["reported_text"], row["verdict"], row["gap"]) == ("463人", "missed", -37)
    for row in compared["comparisons"]:
        if row["reported_path"]:
            assert row["promised_path"].startswith("云塘县") == row["reported_path"].startswith("云塘县")


@pytest.mark.parametrize(
    ("region", "year", "promised", "reported"),
    [("临溪市", 2024, "4500人", "4127人"), ("云塘县", 2023, "500人", "463人")],
)
def test_a_quoted_promise_is_answered_where_it_is_quoted(
    compared: Tables, region: str, year: int, promised: str, reported: str
) -> None:
    (row,) = promises(compared, year, "高技能人才", promised, region=region)
    assert (row["reported_text"], row["verdict"]) == (reported, "missed")


def test_nothing_has_changed_since_the_same_documents(tmp_path: Path) -> None:
    run("compare", tmp_path / "old")
    assert run("compare", tmp_path / "new", "--since", str(tmp_path / "old"))["changes"] == []


def test_a_year_s_own_promise_goes_before_that_for_every_year() -> None:
    """2023 has its own 4500人, which was missed; the plan's 4000人 for every year was met."""
    rows = {
        row["year"]: row
        for row in json.loads(call("trend", "新增高技能人才", "--region", "临溪市", "--json"))
    }
    assert (rows[2023]["promised_text"], rows[2023]["verdict"]) == ("4500人", "missed")
    assert (rows[2025]["promised_text"], rows[2025]["reported_text"]) == ("4000人", None)


def test_a_sum_of_five_years_answers_no_yearly_promise(compared: Tables) -> None:
    assert not {row["reported_text"] for row in compared["comparisons"]} & {"13.4万人", "176个"}


def test_policies_planned_and_issued(compared: Tables) -> None:
    """Two were issued (one late), one never appeared."""
    text = {row["title"]: row for row in compared["policies"]}
    for title in ("临溪市技能人才评价管理办法", "临溪市高技能人才奖励办法"):
        assert text[title]["issued_path"], title
    assert text["临溪市公共实训基地管理办法"]["issued_path"] is None
