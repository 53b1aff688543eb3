"""Filters, and names that are nearly right."""

from __future__ import annotations

import pytest

from talentdocs.compare.selection import Selection, check_verdicts, nearest, parse_years
from talentdocs.errors import UsageError

from .made import namer

CASES: list[tuple[Selection, bool]] = [
    (Selection(), True),
    (Selection(regions=("某",)), True),
    (Selection(regions=("他市",)), False),
    (Selection(indicators=("就业",)), True),
    (Selection(indicators=("城镇新增就业人数",), namer=namer()), True),
    (Selection(indicators=("失业率",), namer=namer()), False),
    (Selection(years=((2021, 2022),)), True),
    (Selection(years=((2023, 2023),)), False),
    (Selection(offices=("人社局",)), True),
    (Selection(offices=("财政局",)), False),
]


@pytest.mark.parametrize(("selection", "wanted"), CASES)
def test_wanted(selection: Selection, wanted: bool) -> None:
    assert selection.wants_promise("某市", "城镇新增就业", 2022, "市人社局") is wanted


def test_verdicts() -> None:
    assert Selection(verdicts=("missed",)).wants_verdict("missed")
    assert not Selection(verdicts=("missed",)).wants_verdict("met")


def test_years() -> None:
    assert parse_years(["2023", "2019-2021"]) == ((2023, 2023), (2019, 2021))


@pytest.mark.parametrize("word", ["今年", "20a3", "2021-", "2021-现在"])
def test_no_year(word: str) -> None:
    with pytest.raises(UsageError, match="T340"):
        parse_years([word])


def test_no_verdict() -> None:
    with pytest.raises(UsageError, match="one of met, missed"):
        check_verdicts(["failed"])


def test_nearest_names() -> None:
    names = ["研发投入强度", "全社会研发投入", "城镇新增就业", "研发费用", "绿道里程"]
    assert nearest("研发投人强度", names)[0] == "研发投入强度"
    assert len(nearest("研发", names)) <= 3
    assert nearest("xyz", names) == []
