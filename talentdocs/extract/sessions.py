"""Sessions (届次): what the dated documents of a run say about those that only name their congress session.

市人大十八届二次会议 without a date gets the year of another document of the same region that names the same
session and does carry a date (``year_source`` date, number or force).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import Any

SURE = frozenset(("date", "number", "force"))
"""Sources of a year that teach others."""
OPEN = frozenset(("session", "text", None))
"""Sources of a year that a session learnt from others may replace."""

Place = tuple[str | None, str]
"""Region and session: every city has its own 十八届二次会议."""


class Sessions:
    """Learns the year of each session from a run's documents, and names the documents to do again with it.

    Keeps a few words of each document that names a session, nothing of the others.
    """

    def __init__(self) -> None:
        self._years: dict[Place, Counter[int]] = {}
        self._open: dict[int, tuple[Place, int | None, str | None]] = {}

    def may_tell(self, packed: bytes) -> bool:
        """Whether facts in JSON name a session: many documents name none, and to read facts takes long."""
        return b'"session": null' not in packed

    def see(self, index: int, facts: Mapping[str, Any]) -> None:
        """Take note of one document's ``region``, ``session``, ``year`` and ``year_source``."""
        session, year, source = facts.get("session"), facts.get("year"), facts.get("year_source")
        if not session:
            return
        place = (facts.get("region"), str(session))
        if source in SURE and year is not None:
            self._years.setdefault(place, Counter())[int(year)] += 1
        elif source in OPEN:
            self._open[index] = (place, year, source)

    def contexts(self) -> dict[int, dict[str, int]]:
        """``{session: year}`` for every document whose year a session settles better, by index.

        A session goes before the years that the text reports on: ``text`` gives way even to the same year.
        """
        found: dict[int, dict[str, int]] = {}
        for index in sorted(self._open):
            place, year, source = self._open[index]
            learnt = self.year_of(place)
            if learnt is not None and (learnt != year or source != "session"):
                found[index] = {place[1]: learnt}
        return found

    def year_of(self, place: Place) -> int | None:
        """The year that most dated documents of a session have; the earliest of those that tie, else null."""
        years = self._years.get(place)
        if not years:
            return None
        best = max(years.values())
        return min(year for year, count in years.items() if count == best)
