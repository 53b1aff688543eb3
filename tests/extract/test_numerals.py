"""Numerals are held against an independent converter and against their own spelling."""

from __future__ import annotations

from decimal import Decimal

import cn2an
import pytest
from hypothesis import given
from hypothesis import strategies as st

from talentdocs.extract.numerals import parse_chinese, parse_numeral


@given(st.integers(min_value=0, max_value=10**12 - 1))
def test_chinese_numerals_mean_what_another_converter_spelled(value: int) -> None:
    assert parse_chinese(cn2an.an2cn(value, "low")) == value


@given(st.integers(min_value=0, max_value=10**9))
def test_separators_change_nothing(value: int) -> None:
    assert parse_numeral(f"{value:,}") == parse_numeral(str(value)) == value


@given(st.decimals(min_value=0, max_value=10**6, places=3), st.sampled_from("千万亿"))
def test_a_scale_multiplies_exactly(value: Decimal, scale: str) -> None:
    scales = {"千": 1000, "万": 10**4, "亿": 10**8}
    assert parse_numeral(f"{value}{scale}") == value * scales[scale]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("5千", 5000),
        ("3千万", 30_000_000),
        ("24万亿", 24 * 10**12),
        ("三百五十万", 3_500_000),
        ("两百", 200),
        ("十五", 15),
        ("二〇二三", 2023),
        ("百", 100),
        ("万", 10_000),
        ("一千零五", 1005),
        ("-6.8", Decimal("-6.8")),
        ("三亿五千万", 350_000_000),
        ("12 万", 120_000),
        ("三点五万", 35_000),
    ],
)
def test_numerals(text: str, value: int | Decimal) -> None:
    assert parse_numeral(text) == value


@pytest.mark.parametrize("text", ["", "几", "若干", "一二万三四", "人", "点五", "3.5.2"])
def test_what_is_no_numeral(text: str) -> None:
    assert parse_numeral(text) is None
