"""Verdicts: which way is better, bounds on either side, 左右, ranges, units."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from talentdocs.compare.judge import judge

from .made import document, item, namer

MADE, TOLD = document(2022), document(2023)

# indicator, unit; promised (value, high end, qualifier); reported (value, qualifier); met?
CASES = [
    ("地区生产总值增速", "%", (6, None, "eq"), (6, "eq"), True),
    ("地区生产总值增速", "%", (6, None, "ge"), (5.9, "eq"), False),
    ("地区生产总值增速", "%", (5.5, None, "approx"), (5.4, "eq"), True),
    ("地区生产总值增速", "%", (5.5, None, "approx"), (5.3, "eq"), False),
    ("地区生产总值增速", "%", (5, 6, "range"), (5.2, "eq"), True),
    ("地区生产总值增速", "%", (5, 6, "range"), (6.5, "eq"), True),
    ("地区生产总值增速", "%", (5, 6, "range"), (4.8, "eq"), False),
    ("城镇调查失业率", "%", (5.5, None, "le"), (5.5, "eq"), True),
    ("城镇调查失业率", "%", (5.5, None, "le"), (5.7, "eq"), False),
    ("城镇调查失业率", "%", (5.5, None, "eq"), (5.1, "eq"), True),
    ("城镇登记失业率", "%", (4, None, "ge"), (3.72, "eq"), True),  # 没有突破4%的控制目标
    ("PM2.5平均浓度", "微克/立方米", (32, None, "eq"), (31.4, "eq"), True),
    ("PM2.5平均浓度", "微克/立方米", (32, None, "eq"), (33, "eq"), False),
    ("单位地区生产总值能耗降幅", "%", (3, None, "eq"), (3.4, "eq"), True),
    ("单位地区生产总值能耗降幅", "%", (3, None, "eq"), (2.6, "eq"), False),
    ("技术交易额", "元", (1500, None, "eq"), (1480, "ge"), False),
    ("技术交易额", "元", (1500, None, "ge"), (1500, "ge"), True),
    ("技术交易额", "元", (1500, None, "eq"), (1500, "le"), False),
    ("城镇调查失业率", "%", (5.5, None, "le"), (5.5, "le"), True),
    ("城镇调查失业率", "%", (5.5, None, "le"), (5.5, "ge"), False),
]


@pytest.mark.parametrize(("indicator", "unit", "promised", "reported", "met"), CASES)
def test_verdict(
    indicator: str,
    unit: str,
    promised: tuple[float, float | None, str],
    reported: tuple[float, str],
    met: bool,
) -> None:
    value, top, qualifier = promised
    measure = "change" if indicator.endswith(("增速", "降幅")) else "share" if unit == "%" else "flow"
    high = None if top is None else Decimal(str(top))
    target = item(
        MADE,
        indicator,
        f"{value}{unit}",
        value,
        unit,
        status="target",
        qualifier=qualifier,
        value_max=high,
        measure=measure,
    )
    found = item(
        TOLD, indicator, f"{reported[0]}{unit}", reported[0], unit, qualifier=reported[1], measure=measure
    )
    assert judge(target, found, namer()).reached is met


def test_the_gap_is_in_the_unit_of_the_promise() -> None:
    target = item(MADE, "绿道里程", "20公里", 20, "公里", status="target")
    found = item(TOLD, "绿道里程", "25000米", 25000, "米")
    outcome = judge(target, found, namer())
    assert (outcome.gap, outcome.ratio) == (Decimal(5), Decimal("0.2500"))


def test_a_fall_answers_a_promised_growth() -> None:
    target = item(MADE, "社会消费品零售总额增速", "7%", 7, "%", status="target", measure="change")
    found = item(TOLD, "社会消费品零售总额降幅", "2%", 2, "%", measure="change")
    outcome = judge(target, found, namer())
    assert (outcome.reached, outcome.gap) == (False, Decimal(-9))


def test_the_gap_of_a_range_counts_from_the_end_that_was_missed() -> None:
    target = item(
        MADE, "PM2.5平均浓度", "28-30微克/立方米", 28, "微克/立方米", status="target", value_max=Decimal(30)
    )
    outcome = judge(target, item(TOLD, "PM2.5平均浓度", "33微克/立方米", 33, "微克/立方米"), namer())
    assert (outcome.reached, outcome.gap) == (False, Decimal(3))


@given(st.integers(1, 10**6), st.integers(1, 10**6))
def test_the_verdict_follows_the_sign_of_the_gap(promised: int, reported: int) -> None:
    target = item(MADE, "城镇新增就业", f"{promised}人", promised, "人", status="target")
    outcome = judge(target, item(TOLD, "城镇新增就业", f"{reported}人", reported, "人"), namer())
    assert outcome.reached is (outcome.gap >= 0)
    assert outcome.gap == reported - promised


# sentence of the promise, reported days, met? No lexicon has the indicator: the words say which way is good.
TIMES = [
    ("窗口办件等候时间压缩至5天。", 4, True),
    ("窗口办件等候时间压缩至5天。", 6, False),
    ("窗口办件等候时间延长至5天。", 6, True),
]


@pytest.mark.parametrize(("sentence", "days", "met"), TIMES)
def test_words_that_bring_a_number_down(sentence: str, days: int, met: bool) -> None:
    target = item(MADE, "窗口办件等候时间", "5天", 5, "天", status="target", sentence=sentence)
    found = item(TOLD, "窗口办件等候时间", f"{days}天", days, "天")
    assert judge(target, found, namer()).reached is met
