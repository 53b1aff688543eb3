"""Numbers as people write them."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from talentdocs.report.spoken import difference, normal, percent, spoken, told


@pytest.mark.parametrize(
    ("value", "unit", "expected"),
    [
        (265000, "人", "26.5万人"),
        (187000000, "元", "1.87亿元"),
        (9999, "人", "9999人"),
        (10000, None, "1万"),
        (34.9, "%", "34.9%"),
        (12000, "%", "12000%"),  # a percentage is never in 万
        (0.1 + 0.2, "%", "0.3%"),
        (None, "人", ""),
    ],
)
def test_spoken(value: float | None, unit: str | None, expected: str) -> None:
    assert spoken(value, unit) == expected


@pytest.mark.parametrize(
    ("value", "unit", "expected"),
    [(-373, "人", "−373人"), (212, "人", "+212人"), (-3.7, "%", "−3.7个百分点"), (0, "人", "0人")],
)
def test_differences_carry_their_sign(value: float, unit: str, expected: str) -> None:
    assert difference(value, unit) == expected


def test_normal_is_the_number_of_the_tables() -> None:
    assert normal(265000, "人") == "265000 人"
    assert normal(34.9, None) == "34.9"
    assert normal(None, "人") == ""


def test_percent() -> None:
    assert percent(Decimal("-0.0829")) == "−8.3%"
    assert percent(None) == ""


@given(st.integers(-(10**15), 10**15))
def test_four_decimals_of_yi_keep_the_size(value: int) -> None:
    shown = spoken(value).replace("−", "-")
    scale = 10**8 if "亿" in shown else 10**4 if "万" in shown else 1
    assert abs(float(shown.rstrip("万亿")) * scale - value) <= scale / 10**4


@pytest.mark.parametrize(
    ("text", "value", "unit", "top", "expected"),
    [
        ("26.5万人", 265000, "人", None, "26.5万人"),
        ("18万", 180000, "人", None, "18万人"),  # its unit stands in the noun
        ("56", 560000, "人", None, "56万人"),  # scale and unit stand in the head of the table
        ("35", 35, "%", None, "35%"),
        ("六成", 60, "%", None, "六成"),
        ("百分之六十", 60, "%", None, "百分之六十"),
        ("20至30", 20, "家", 30, "20–30家"),
        ("若干", 0, None, None, "若干"),
    ],
)
def test_a_figure_is_told_with_its_unit(
    text: str, value: float, unit: str | None, top: float | None, expected: str
) -> None:
    assert told(text, value, unit, top) == expected
