"""What differs between two runs."""

from __future__ import annotations

from typing import Any

import pytest

from talentdocs.compare.changes import changes_of

OPEN = {
    "promised_figure_id": "a:1-2",
    "indicator": "新增学位",
    "region": "某市",
    "promised_text": "500个",
    "promised_path": "2022.txt",
    "verdict": "pending",
    "reported_figure_id": None,
    "reported_text": None,
    "reported_value": None,
    "reported_period_end": None,
    "reported_path": None,
    "reason": "",
    "extra": {},
}
MET = OPEN | {
    "verdict": "met",
    "reported_figure_id": "b:1-2",
    "reported_text": "520个",
    "reported_value": 520,
}
MISSED = MET | {"verdict": "missed", "reported_text": "480个", "reported_value": 480}
REVISED = MET | {"reported_text": "530个", "reported_value": 530}
YEARLY = OPEN | {"extra": {"each": "year"}}
FIRST = MET | {"extra": {"each": "year"}, "reported_period_end": "2022"}


@pytest.mark.parametrize(
    ("before", "now", "expected"),
    [
        ([OPEN], [OPEN], []),
        ([MET], [MET], []),
        ([], [OPEN], ["promise"]),
        ([OPEN], [MET], ["result"]),
        ([MET], [MISSED], ["verdict"]),
        ([MET], [REVISED], ["revised"]),
        ([MET], [], ["gone"]),
        ([YEARLY], [FIRST], ["result"]),
    ],
    ids=[
        "open",
        "same",
        "new promise",
        "first result",
        "other verdict",
        "other value",
        "gone",
        "first year of each",
    ],
)
def test_changes(before: list[dict[str, Any]], now: list[dict[str, Any]], expected: list[str]) -> None:
    assert [change.change for change in changes_of(before, now)] == expected


def test_a_change_says_what_it_was_before() -> None:
    (change,) = changes_of([MET], [MISSED])
    assert (change.verdict_before, change.verdict) == ("met", "missed")
    assert (change.reported_before, change.reported_text) == ("520个", "480个")
