"""What became of promises: met, missed, on the way, ahead, never heard of again."""

from __future__ import annotations

from dataclasses import replace

from talentdocs.compare.items import Item
from talentdocs.compare.rows import compare_items
from talentdocs.records import Comparison

from .made import document, item, namer


def compared(*items: Item) -> list[Comparison]:
    return list(compare_items(items, namer(), lambda figure, document: document.issuer))


def promise(made: int, indicator: str, text: str, value: float, unit: str, **fields: object) -> Item:
    return item(document(made), indicator, text, value, unit, **({"status": "target", "year": made} | fields))


def result(about: int, indicator: str, text: str, value: float, unit: str, **fields: object) -> Item:
    return item(document(about + 1), indicator, text, value, unit, **({"year": about} | fields))


def test_met_and_missed_with_gap_sources_and_reason() -> None:
    rows = compared(
        promise(2022, "新增上市公司", "30家", 30, "家"),
        promise(2022, "城镇新增就业", "3万人", 30000, "人"),
        result(2022, "新增境内外上市公司", "27家", 27, "家"),
        result(2022, "城镇新增就业", "3.2万人", 32000, "人"),
    )
    first, second = rows
    assert (first.verdict, first.reported_text, first.gap, first.gap_ratio) == (
        "missed",
        "27家",
        -3,
        first.gap_ratio,
    )
    assert float(first.gap_ratio or 0) == -0.1
    assert (first.promised_path, first.reported_path, first.office) == (
        "2022.txt",
        "2023.txt",
        "某市人民政府",
    )
    assert "27家低于30家" in first.reason
    assert (second.verdict, second.reported_qualifier, second.reported_period_end) == ("met", "eq", "2022")


def test_never_reported_and_not_yet_due() -> None:
    rows = compared(
        promise(2022, "新增杭州书房", "35个", 35, "个"),
        promise(2023, "新增学位", "500个", 500, "个"),
        result(2022, "城镇新增就业", "3.2万人", 32000, "人"),
    )
    assert [row.verdict for row in rows] == ["unreported", "pending"]
    assert all(row.reported_figure_id is None and row.gap is None and row.reason for row in rows)


def test_on_the_way_tells_how_far_and_how_long() -> None:
    (row,) = compared(
        promise(
            2021,
            "高技能人才总量",
            "7万人",
            70000,
            "人",
            measure="stock",
            period_start=None,
            period_end="2025",
            year=None,
        ),
        result(
            2022,
            "高技能人才总量",
            "5.6万人",
            56000,
            "人",
            measure="stock",
            period_start=None,
            period_end="2022",
            year=None,
        ),
    )
    assert (row.verdict, row.reported_text) == ("on_track", "5.6万人")
    assert "已到目标的80%" in row.reason
    assert "时间已过40%" in row.reason


def test_reached_before_it_is_due() -> None:
    (row,) = compared(
        promise(
            2021,
            "高技能人才总量",
            "7万人",
            70000,
            "人",
            measure="stock",
            period_start=None,
            period_end="2025",
            year=None,
        ),
        result(
            2023,
            "高技能人才总量",
            "7.1万人",
            71000,
            "人",
            measure="stock",
            period_start=None,
            period_end="2023",
            year=None,
        ),
    )
    assert row.verdict == "met"


def test_a_value_on_the_way_is_no_result_once_the_date_is_past() -> None:
    rows = compared(
        promise(
            2021,
            "高技能人才总量",
            "7万人",
            70000,
            "人",
            measure="stock",
            period_start=None,
            period_end="2022",
            year=None,
        ),
        result(
            2021,
            "高技能人才总量",
            "5.6万人",
            56000,
            "人",
            measure="stock",
            period_start=None,
            period_end="2021",
            year=None,
        ),
        result(2024, "城镇新增就业", "3.2万人", 32000, "人"),
    )
    assert [row.verdict for row in rows] == ["unreported"]


def test_each_year_of_a_yearly_promise_has_its_row() -> None:
    rows = compared(
        promise(
            2021,
            "新增学位",
            "500个",
            500,
            "个",
            period_start="2021",
            period_end="2025",
            year=None,
            frequency="yearly",
        ),
        result(2021, "新增学位", "520个", 520, "个"),
        result(2022, "新增学位", "470个", 470, "个"),
    )
    assert [(row.reported_period_end, row.verdict) for row in rows] == [("2021", "met"), ("2022", "missed")]
    assert all(row.extra["each"] == "year" for row in rows)


def test_what_a_change_starts_from_is_no_result() -> None:
    rows = compared(
        promise(2022, "护理型床位占比", "55%", 55, "%", measure="share"),
        result(
            2022, "护理型床位占比", "48%", 48, "%", measure="share", sentence="护理型床位占比由48%提高到56%。"
        ),
    )
    assert rows[0].verdict == "unreported"


def test_a_plan_is_no_result() -> None:
    rows = compared(
        promise(2022, "安排财政资金", "490亿元", 49000000000, "元"),
        promise(2023, "安排财政资金", "502亿元", 50200000000, "元"),
    )
    assert [row.verdict for row in rows] == ["unreported", "pending"]


def test_a_report_of_december_is_held_against_the_plan_of_its_year() -> None:
    early, late = document(2022, date="2022-01-10"), document(2022, name="late", date="2022-12-30")
    (row,) = compared(
        item(early, "固定资产投资增速", "9%", 9, "%", status="target", measure="change", year=2022),
        item(late, "固定资产投资增速", "7.5%", 7.5, "%", measure="change", year=2022),
    )
    assert row.verdict == "missed"


def test_a_promise_without_a_date_is_held_to_its_own_year_first() -> None:
    reply = document(2021, doc_type="答复")
    (row,) = compared(
        item(reply, "新增学位", "500个", 500, "个", status="target"),
        result(2021, "新增学位", "480个", 480, "个"),
        result(2022, "新增学位", "530个", 530, "个"),
    )
    assert (row.verdict, row.reported_text) == ("missed", "480个")
    assert "没有写明期限" not in row.reason


def test_documents_without_a_year_or_region_pair_with_nothing_and_break_nothing() -> None:
    nowhere = document(2022, region=None, issuer=None, name="x")
    timeless = document(2022, name="y")
    timeless = replace(timeless, year=None)
    rows = compared(
        item(nowhere, "新增学位", "500个", 500, "个", status="target"),
        item(timeless, "新增学位", "500个", 500, "个", status="target"),
        item(timeless, "新增学位", "520个", 520, "个"),
    )
    assert [row.reported_text for row in rows] == [None, None]
    assert {row.verdict for row in rows} <= {"pending", "unreported"}
