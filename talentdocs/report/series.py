"""Promise and result of one indicator over the years (历年), the data behind each chart."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from talentdocs.report.view import Promise

CHARTS = 12
"""Charts of one report; the rest is in the table of targets."""


@dataclass(frozen=True, slots=True)
class Point:
    """One year: what was promised for it and what was reported in the end; not how far it had come before."""

    year: int
    promised: float | None
    reported: float | None
    promise: Promise


@dataclass(frozen=True, slots=True)
class Series:
    """One indicator of one region in one unit."""

    region: str
    indicator: str
    unit: str
    points: Sequence[Point]

    @property
    def pairs(self) -> int:
        """Years in which a promise has its result."""
        return sum(point.reported is not None for point in self.points)


def series_of(promises: Sequence[Promise]) -> list[Series]:
    """Indicators with at least two years and one result, the fullest first; yearly due dates only.

    Where several documents promise for the same year, the first that has a result stands for it.
    """
    groups: dict[tuple[str, str, str], dict[int, Point]] = {}
    for promise in promises:
        year = point_year(promise)
        indicator = promise.row["indicator"]
        if year is None or not indicator or promise.verdict == "none":
            continue
        key = (promise.row["region"] or "", indicator, promise.row["promised_unit"] or "")
        points = groups.setdefault(key, {})
        if year not in points or (points[year].reported is None and promise.reported):
            points[year] = _point(year, promise)
    found = [Series(*key, points=[points[year] for year in sorted(points)]) for key, points in groups.items()]
    found = [item for item in found if len(item.points) > 1 and item.pairs]
    return sorted(found, key=lambda item: (-item.pairs, -len(item.points), item.region, item.indicator))


def due_year(promise: Promise) -> int | None:
    """The year that a promise is due in."""
    due = promise.due
    return int(due[:4]) if due and due[:4].isdigit() else None


def point_year(promise: Promise) -> int | None:
    """The year that a promise stands at: of its answer for one of each year (每年), else its due year."""
    answered = promise.row.get("reported_period_end")
    figure = promise.promised.figure
    each = (promise.row.get("extra") or {}).get("each") == "year"
    if answered and (each or (figure and figure.get("frequency") == "yearly")):
        return int(answered[:4])
    return due_year(promise)


def _point(year: int, promise: Promise) -> Point:
    promised, reported = _float(promise.row["promised_value"]), None
    if promise.verdict in ("met", "missed"):
        gap = _float(promise.row["gap"])
        reported = _float(promise.row["reported_value"])
        if promised is not None and gap is not None:
            reported = promised + gap  # a fall (下降15%) held against a rise has the sign of the promise
    return Point(year, promised, reported, promise)


def _float(value: object) -> float | None:
    return None if value is None else float(str(value))
