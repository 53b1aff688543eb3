"""Who answers for a measure and until when (责任单位、时限): brackets, lines and rows that say so."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from talentdocs.extract.dates import full_date
from talentdocs.extract.deadlines import commitment_deadline
from talentdocs.extract.offices import (
    bracket_offices,
    cell_offices,
    label_offices,
    leading_bracket,
    trailing_bracket,
)
from talentdocs.late import late
from talentdocs.records import Clause, Outline, TableRow
from talentdocs.segment.firsts import first_characters
from talentdocs.segment.lexicon import Lexicons
from talentdocs.segment.patterns import patterns
from talentdocs.structure.headings import heading_forms
from talentdocs.structure.tables import column_role

_MEMBER = late(r"[一二三四五六七八九十]{1,3}[是要]")


class Answer(NamedTuple):
    """Offices answerable for a measure, the lead first, and when it is due where they say it."""

    offices: tuple[str, ...]
    deadline: str | None


def measure_answers(folded: str, outline: Outline, year: int | None, lexicons: Lexicons) -> dict[int, Answer]:
    """Answers by clause: what closes a measure answers for it back to the one before.

    ``新建泵站。改造管网。（市水利局、市住建局）`` gives both clauses both offices.
    """
    answers: dict[int, Answer] = {}
    labels = first_characters(patterns(lexicons, "responsible_words").text("label"))
    since, last, labelled = 0, range(0), -2
    for index, clause in enumerate(outline.clauses):
        words = folded[clause.start : clause.end]
        if clause.kind == "row":
            since = index + 1
            continue
        if words[0] in labels and (offices := label_offices(words, lexicons)):
            if labelled != index - 1:
                last = range(_measure_start(folded, outline.clauses, since, index, lexicons), index)
            for at in last:
                before = answers.get(at, Answer((), None)) if labelled == index - 1 else Answer((), None)
                answers[at] = Answer(
                    tuple(dict.fromkeys((*before.offices, *offices))), _due(words, year, lexicons)
                )
            since, labelled = index + 1, index
            continue
        for found, until in _brackets(words, clause, index, lexicons):
            first = _measure_start(folded, outline.clauses, since, index, lexicons)
            answers.update(dict.fromkeys(range(first, until), Answer(found, _due(words, year, lexicons))))
            since = max(since, until)
    return answers


def _due(words: str, year: int | None, lexicons: Lexicons) -> str | None:
    found = patterns(lexicons, "responsible_words")["due"].search(words)
    return cell_deadline(found[1], year, lexicons) if found else None


def _brackets(
    words: str, clause: Clause, index: int, lexicons: Lexicons
) -> Iterator[tuple[tuple[str, ...], int]]:
    """Offices in the brackets of a clause, and the clause before which they answer."""
    if clause.kind == "bracket":
        if offices := bracket_offices(words, lexicons):
            yield offices, index
        return
    length = leading_bracket(words) if words[0] in "（(〔【[" else 0
    if length and (offices := bracket_offices(words[:length], lexicons)):
        yield offices, index
    closes = words[-2:].strip("。；;")[-1:] in ("）", ")", "〕", "】")
    at = trailing_bracket(words) if closes else -1
    if at > 0 and (offices := bracket_offices(words[at:].rstrip("。；; "), lexicons)):
        yield offices, index + 1


def _measure_start(folded: str, clauses: Sequence[Clause], since: int, index: int, lexicons: Lexicons) -> int:
    """First clause of the measure that a bracket closes: behind the bracket or the heading before it."""
    forms = heading_forms(lexicons)
    closing = clauses[index]
    for back in range(index, since - 1, -1):
        clause = clauses[back]
        if clause.kind in ("heading", "letterhead", "leadin") and not _MEMBER.match(folded, clause.start):
            return back + 1
        opens = back == 0 or clauses[back - 1].paragraph_start != clause.paragraph_start
        if opens and clause.paragraph_start == closing.paragraph_start:
            marked = forms.at(folded, clause.start, clause.end)
            if marked is not None and marked[0].rank < 85:
                return back
    return since


def row_answers(folded: str, outline: Outline, year: int | None, lexicons: Lexicons) -> dict[int, Answer]:
    """Clauses of task cells by index, with the offices and the deadline of their row."""
    tasks: dict[int, Answer] = {}
    starts = [clause.start for clause in outline.clauses]
    for rows in _tables(outline.rows):
        roles = _column_roles(folded, rows, lexicons)
        if not {"office", "task"} & {*roles.values()}:
            continue  # a table of figures
        above: tuple[str, ...] = ()
        for row in rows:
            if row.header:
                continue
            cells = {column: folded[start:end] for column, (start, end) in enumerate(row.cells)}
            offices = tuple(
                dict.fromkeys(
                    name
                    for column, cell in cells.items()
                    if roles.get(column) == "office"
                    for name in cell_offices(cell, lexicons)
                )
            )
            above = offices or above
            due = next(
                (cell for column, cell in cells.items() if roles.get(column) == "deadline" and cell), ""
            )
            task = Answer(above, cell_deadline(due, year, lexicons))
            for column, (start, end) in enumerate(row.cells):
                if roles.get(column) == "task":
                    for index in range(bisect_left(starts, start), bisect_left(starts, end)):
                        tasks[index] = task
    return tasks


def _tables(rows: Sequence[TableRow]) -> list[list[TableRow]]:
    tables: dict[int, list[TableRow]] = {}
    for row in rows:
        tables.setdefault(row.table, []).append(row)
    return list(tables.values())


def _column_roles(folded: str, rows: Sequence[TableRow], lexicons: Lexicons) -> dict[int, str]:
    """What each column holds, by its head; the longest column holds the tasks where no head says so."""
    roles: dict[int, str] = {}
    for row in rows:
        if not row.header:
            break
        for column, (start, end) in enumerate(row.cells):
            if role := column_role(folded[start:end], lexicons):
                roles[column] = role
    if "office" in roles.values() and "task" not in roles.values():
        lengths: dict[int, int] = {}
        for row in rows:
            for column, (start, end) in enumerate(row.cells):
                if not row.header and roles.get(column) not in ("office", "serial", "deadline"):
                    lengths[column] = lengths.get(column, 0) + end - start
        if lengths:
            roles[max(lengths, key=lambda column: lengths[column])] = "task"
    return roles


def cell_deadline(cell: str, year: int | None, lexicons: Lexicons) -> str | None:
    """When a cell of a column such as 完成时限 says: ``2024年底`` → 2024-12, ``2025年12月`` → 2025-12."""
    words = cell.strip()
    if not words:
        return None
    due = (
        commitment_deadline(words, year, lexicons)
        or commitment_deadline(f"{words}前", year, lexicons)
        or full_date(words)
    )
    return due or (found[0] if (found := re.search(r"20\d\d(?=年)", words)) else None)
