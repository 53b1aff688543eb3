"""When a promise is due and which results answer it (期限与应答).

A target of the year N is answered by a result of the whole year N; one that is due later by the value as of
that year, and on the way by earlier values; 每年 by each year's result. Half a year, a quarter, or a sum over
several years answers nothing but itself.
"""

from __future__ import annotations

from dataclasses import dataclass

from talentdocs.records import Document, Figure


@dataclass(frozen=True, slots=True)
class Span:
    """The years that a figure holds for, at year precision, and what is special about them."""

    first: int | None
    """Null for a value at a moment."""
    last: int | None
    """Null where nothing is known."""
    partial: bool
    """A part of a year: a quarter, half a year."""
    yearly: bool
    """Each year of the span (每年, 年均)."""
    narrowed: bool = False
    """The end of a window that an earlier sentence opened, taken for its own: see ``span_of``."""

    @property
    def years(self) -> int:
        """Number of years; 1 for a moment."""
        return 1 if self.first is None or self.last is None else self.last - self.first + 1


def year_of(date: str | None) -> int | None:
    """2024-06 → 2024."""
    return int(date[:4]) if date and date[:4].isdigit() else None


def span_of(figure: Figure, document: Document, *, average: bool = False) -> Span:
    """The years a figure holds for. A target without any is taken to be due in the year of its document.

    A window of several years that an earlier sentence opened (五年来…。失业率2.4%。) is narrowed to its end
    for a state, a share or a growth told without 年均: those hold for a moment or a year.
    """
    first, last = year_of(figure.period_start), year_of(figure.period_end)
    if last is None:
        last = document.year
        first = document.year if figure.measure in ("flow", "change") else None
    yearly = figure.frequency == "yearly" or average
    own = figure.period_text is not None and figure.period_text in figure.sentence
    inherited = first is not None and first != last and not own and not yearly
    if inherited and figure.status == "actual" and figure.measure in ("stock", "share", "change"):
        return Span(last, last, partial=False, yearly=False, narrowed=True)
    return Span(first, last, _partial(figure), yearly)


def _partial(figure: Figure) -> bool:
    """Whether the period is a part of a year; the end of June is one, the end of December is not."""
    start, end = figure.period_start, figure.period_end
    if start is None or end is None:
        return bool(end and len(end) > 4 and end[5:7] != "12")
    if len(start) == 4 and len(end) == 4:
        return False
    return not (start[5:7] in ("", "01") and end[5:7] in ("", "12"))
