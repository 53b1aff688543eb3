"""``talentdocs trend``: one indicator over the years."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from talentdocs.report.terminal_trend import BAR, FULL, MARK, bar

from .conftest import Talentdocs
from .test_compare import reports

__all__ = ["reports"]


def test_promised_beside_reported(talentdocs: Talentdocs, reports: Path) -> None:
    ran = talentdocs("trend", "城镇新增就业", reports, "--json")
    told = [
        (row["year"], row["promised_text"], row["reported_text"], row["verdict"])
        for row in json.loads(ran.out)
    ]
    assert told == [
        (2021, None, "3100人", None),
        (2022, "3200人", "3418人", "met"),
        (2023, "3300人", None, "pending"),
    ]


def test_another_name_of_the_same_indicator(talentdocs: Talentdocs, reports: Path) -> None:
    rows = json.loads(talentdocs("trend", "新培养高技能人才", reports, "--json").out)
    assert [row["reported_text"] for row in rows] == ["400人", "463人"]


def test_table_and_chart(talentdocs: Talentdocs, reports: Path) -> None:
    ran = talentdocs("trend", "城镇新增就业", reports)
    assert ran.code == 0
    assert "云塘县 城镇新增就业" in ran.out
    assert FULL in ran.out
    assert MARK in ran.out
    assert "✔ 达成" in ran.out


def test_a_misspelt_indicator_is_suggested(talentdocs: Talentdocs, reports: Path) -> None:
    ran = talentdocs("trend", "城镇新增就亚", reports)
    assert ran.code == 2
    assert "你是不是要找" in ran.err
    assert "城镇新增就业" in ran.err


def test_a_region_that_is_not_there(talentdocs: Talentdocs, reports: Path) -> None:
    assert talentdocs("trend", "城镇新增就业", reports, "--region", "他市").code == 2


@pytest.mark.parametrize(
    ("promised", "reported", "top", "filled", "mark"),
    [
        (50, 25, 100, 6, 11),
        (100, 100, 100, 23, 23),
        (None, 100, 100, 24, None),
        (50, None, 100, 0, 11),
        (0, -5, 10, 0, 0),
    ],
)
def test_bar(
    promised: float | None, reported: float | None, top: float, filled: int, mark: int | None
) -> None:
    drawn = bar(promised, reported, top)
    assert len(drawn) == BAR
    assert drawn.count(FULL) == filled
    assert (drawn.index(MARK) if MARK in drawn else None) == mark


def test_nothing_to_draw() -> None:
    assert bar(0, 0, 0) == ""
