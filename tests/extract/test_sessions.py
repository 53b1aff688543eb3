"""A document that only names its congress session gets the year of a dated one of the same run and region."""

from typing import Any

import pytest

from talentdocs.execute.outcome import Task
from talentdocs.execute.worker import attempt
from talentdocs.extract.sessions import Sessions

SECOND = "市人大十八届二次会议"


def facts(
    year: int | None, source: str | None, region: str = "甲市", session: str | None = SECOND
) -> dict[str, Any]:
    return {"year": year, "year_source": source, "region": region, "session": session}


DATED = facts(2023, "date")


@pytest.mark.parametrize(
    ("documents", "expected"),
    [
        # what a session settles
        ([DATED, facts(2022, "session")], {1: {SECOND: 2023}}),
        ([DATED, facts(2022, "text")], {1: {SECOND: 2023}}),
        ([DATED, facts(None, None)], {1: {SECOND: 2023}}),
        ([facts(None, None), DATED], {0: {SECOND: 2023}}),
        ([facts(2023, "number"), facts(None, None)], {1: {SECOND: 2023}}),
        # the same year, but the session is the better reason
        ([DATED, facts(2023, "text")], {1: {SECOND: 2023}}),
        # the majority, then the earliest
        ([DATED, DATED, facts(2024, "date"), facts(None, None)], {3: {SECOND: 2023}}),
        ([facts(2024, "date"), DATED, facts(None, None)], {2: {SECOND: 2023}}),
        # what it does not
        ([DATED, facts(2023, "session")], {}),
        ([DATED, facts(2021, "date")], {}),
        ([DATED, facts(2021, "force")], {}),
        ([DATED, facts(2022, "session", region="乙市")], {}),
        ([DATED, facts(2022, "session", session="市人大十八届三次会议")], {}),
        ([DATED, facts(2022, "text", session=None)], {}),
        ([facts(2022, "text"), facts(2023, "text")], {}),
        ([], {}),
    ],
)
def test_which_documents_are_done_again(documents: list[dict[str, Any]], expected: dict[int, Any]) -> None:
    sessions = Sessions()
    for index, document in enumerate(documents):
        sessions.see(index, document)
    assert sessions.contexts() == expected


def test_the_order_in_which_documents_come_does_not_matter() -> None:
    documents = [facts(2024, "date"), DATED, facts(None, None), facts(2022, "session")]
    found = []
    for order in ([0, 1, 2, 3], [3, 2, 1, 0], [2, 0, 3, 1]):
        sessions = Sessions()
        for index in order:
            sessions.see(index, documents[index])
        found.append(sessions.contexts())
    assert found[0] == found[1] == found[2]


@pytest.mark.parametrize(
    ("document", "tells"),
    [
        (facts(2023, "date"), True),
        (facts(None, None), True),
        (facts(2023, "date", session='"session": null'), True),
        (facts(2023, "date", session=None), False),
        (facts(2023, "date", region='"session": null', session=None), False),
    ],
)
def test_a_quick_look_passes_over_those_without_a_session_and_no_others(
    document: dict[str, Any], tells: bool
) -> None:
    """As a worker writes them."""
    task = Task("a.txt", __file__, 1)
    done = attempt(lambda data, path, context: (b"", document), task)
    assert isinstance(done, tuple)
    assert Sessions().may_tell(done[1]) is tells
