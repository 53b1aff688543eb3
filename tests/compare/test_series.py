"""Series of one indicator, and documents that contradict each other."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from talentdocs.compare.items import Item
from talentdocs.compare.series import contradictions, points, series_of, step_of

from .made import document, item

REPORT, REPLY, NEXT = document(2023), document(2023, name="reply"), document(2024)


def at(doc: object, indicator: str, text: str, value: float, unit: str, **fields: object) -> Item:
    return item(doc, indicator, text, value, unit, **fields)  # type: ignore[arg-type]


def test_the_years_of_one_indicator_are_one_series_in_order() -> None:
    later = at(NEXT, "高技能人才总数", "9.2万人", 92000, "人", measure="stock", period_end="2023")
    earlier = at(REPORT, "高技能人才总量", "8.6万人", 86000, "人", measure="stock", period_end="2022")
    (group,) = series_of([later, earlier])
    assert [(point.value, point.period_end, point.path) for point in points(group)] == [
        (86000, "2022", "2023.txt"),
        (92000, "2023", "2024.txt"),
    ]


@pytest.mark.parametrize(
    ("one", "two"),
    [
        (("技能大师工作室", "38家", 38, "家", "stock"), ("企业技能大师工作室", "14家", 14, "家", "stock")),
        (("新增高技能人才", "4000人", 4000, "人", "flow"), ("高技能人才总量", "5万人", 50000, "人", "stock")),
        (
            ("高技能人才总量", "5万人", 50000, "人", "stock"),
            ("高技能人才占技能人才比重", "34%", 34, "%", "share"),
        ),
        (("引进人才", "300人", 300, "人", "flow"), ("培训人才", "300人", 300, "人", "flow")),
        (("老旧小区改造", "60个", 60, "个", "flow"), ("老旧小区改造户数", "8000户", 8000, "户", "flow")),
    ],
)
def test_different_things_are_different_series(
    one: tuple[str, str, float, str, str], two: tuple[str, str, float, str, str]
) -> None:
    items = [at(REPORT, *row[:4], measure=row[4], year=2022) for row in (one, two)]
    assert len(series_of(items)) != 1


def test_two_documents_that_disagree() -> None:
    items = [
        at(REPORT, "城镇新增就业", "3.12万人", 31200, "人", year=2022),
        at(REPLY, "城镇新增就业", "3.07万人", 30700, "人", year=2022),
        at(NEXT, "城镇新增就业", "3.12万人", 31200, "人", year=2022),
    ]
    (group,) = series_of(items)
    (found,) = contradictions(group)
    assert {found.first_text, found.second_text} == {"3.12万人", "3.07万人"}
    assert abs(found.difference) == 500


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (("3.12万人", 31200, "2022", "eq"), ("31187人", 31187, "2022", "eq")),  # rounded
        (("3.12万人", 31200, "2022", "eq"), ("3.07万人", 30700, "2021", "eq")),  # another year
        (("3.12万人", 31200, "2022", "eq"), ("3万人", 30000, "2022", "ge")),  # a bound
        (("3.12万人", 31200, "2022", "eq"), ("3万人", 30000, "2022", "approx")),
    ],
)
def test_no_contradiction(first: tuple[str, float, str, str], second: tuple[str, float, str, str]) -> None:
    items = [
        at(doc, "城镇新增就业", text, value, "人", year=year, qualifier=qualifier)
        for doc, (text, value, year, qualifier) in zip((REPORT, REPLY), (first, second), strict=True)
    ]
    assert not [row for group in series_of(items) for row in contradictions(group)]


def test_one_document_does_not_contradict_itself() -> None:
    items = [
        at(REPORT, "城镇新增就业", "3.12万人", 31200, "人", year=2022),
        at(REPORT, "城镇新增就业", "3.07万人", 30700, "人", year=2022),
    ]
    assert not [row for group in series_of(items) for row in contradictions(group)]


@pytest.mark.parametrize(
    ("text", "step"), [("3.12万人", "100"), ("31200人", "1"), ("1.5亿人", "10000000"), ("5.7%", "0.1")]
)
def test_the_step_that_a_number_is_written_in(text: str, step: str) -> None:
    unit = "%" if text.endswith("%") else "人"
    assert step_of(at(REPORT, "城镇新增就业", text, 1, unit)) == Decimal(step)


@given(st.integers(10**4, 10**7))
def test_rounding_is_never_a_contradiction(value: int) -> None:
    rounded = round(value / 10000, 1)
    items = [
        at(REPORT, "城镇新增就业", f"{value}人", value, "人", year=2022),
        at(REPLY, "城镇新增就业", f"{rounded}万人", rounded * 10000, "人", year=2022),
    ]
    assert not [row for group in series_of(items) for row in contradictions(group)]
