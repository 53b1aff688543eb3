"""When targets in a table of tasks are due (任务表的完成时限): their row says so, in a column of its own."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace

from talentdocs.extract.answers import row_answers
from talentdocs.records import Document, Figure, Outline
from talentdocs.segment.lexicon import Lexicons


def date_row_targets(
    figures: Sequence[Figure], folded: str, outline: Outline, document: Document, lexicons: Lexicons
) -> tuple[Figure, ...]:
    """The figures, targets without words of time dated by the deadline of their row.

    ``建成产业学院6所 | 2024年底 | 市教育局`` → due 2024-12. A target for each year keeps its span.
    """
    if not outline.rows:
        return tuple(figures)
    tasks = row_answers(folded, outline, document.year, lexicons)
    starts = [clause.start for clause in outline.clauses]

    def dated(figure: Figure) -> Figure:
        task = tasks.get(bisect_right(starts, figure.start) - 1)
        undated = figure.status == "target" and figure.period_text is None and figure.frequency is None
        if task is None or task.deadline is None or not undated:
            return figure
        why = f"period_end={task.deadline}: deadline of the row"
        return replace(figure, period_start=None, period_end=task.deadline, reasons=(*figure.reasons, why))

    return tuple(dated(figure) for figure in figures)
