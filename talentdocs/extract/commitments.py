"""Commitments (承诺): every clause that says what the issuer will do, with strength, offices and deadline."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from talentdocs.extract.dates import full_date
from talentdocs.extract.deadlines import commitment_deadline
from talentdocs.extract.offices import (
    bracket_offices,
    cell_offices,
    leading_bracket,
    sentence_offices,
    trailing_bracket,
)
from talentdocs.extract.strength import commitment_strength
from talentdocs.extract.tense import Reading, read_tenses
from talentdocs.records import Clause, Commitment, Document, Figure, Outline, Section, TableRow, Text
from talentdocs.segment.lexicon import Lexicons
from talentdocs.structure.headings import heading_forms
from talentdocs.structure.tables import column_role

_SHORTEST = 4
_HAN = re.compile(r"[\u4e00-\u9fff]")
_MEMBER = re.compile(r"[一二三四五六七八九十]{1,3}[是要]")


class RowTask(NamedTuple):
    """What a table row says of the task in one of its cells."""

    offices: tuple[str, ...]
    deadline: str | None


def find_commitments(
    text: Text,
    folded: str,
    outline: Outline,
    document: Document,
    figures: Sequence[Figure],
    lexicons: Lexicons,
) -> tuple[Commitment, ...]:
    """All commitments in order of their start.

    ``支持老旧厂房改造，2024年底前盘活50处。`` under 主要任务 → encourage, due 2024-12, with the offices of
    the bracket that closes the measure. Reports, headings, lead-ins, thanks and refusals are none.
    """
    readings = read_tenses(folded, outline, lexicons)
    glossary = _glossary(outline.sections, lexicons)
    tasks = _row_tasks(folded, outline, document, lexicons)
    brackets = _bracket_offices(folded, outline, lexicons)
    starts = [figure.start for figure in figures]
    found: list[Commitment] = []
    for index, clause in enumerate(outline.clauses):
        if clause.section in glossary or not _promises(
            folded, clause, readings[index], index in tasks, lexicons
        ):
            continue
        words = folded[clause.start : clause.end]
        section = outline.sections[clause.section]
        strength, strength_words = commitment_strength(words, lexicons)
        task = tasks.get(index)
        offices = task.offices if task else brackets.get(index) or sentence_offices(words, lexicons)
        planned = section.year_start if section.year_start == section.year_end else None
        deadline = commitment_deadline(words, document.year, planned) or (task.deadline if task else None)
        inside = figures[bisect_left(starts, clause.start) : bisect_right(starts, clause.end - 1)]
        found.append(
            Commitment(
                commitment_id=f"{document.doc_id}:{clause.start}-{clause.end}",
                doc_id=document.doc_id,
                start=clause.start,
                end=clause.end,
                text=text.content[clause.start : clause.end],
                strength=strength,
                responsible=offices,
                deadline=deadline,
                figure_ids=tuple(figure.figure_id for figure in inside if figure.end <= clause.end),
                section=section.path,
                page=text.page_at(clause.start),
                reasons=(f"planned: {readings[index].reason}", f"strength={strength}: {strength_words}"),
            )
        )
    return tuple(found)


# --- what is a promise ---------------------------------------------------------------------------


@lru_cache(maxsize=8)
def _idle(lexicons: Lexicons) -> tuple[tuple[re.Pattern[str], re.Pattern[str] | None], ...]:
    return tuple(
        (
            re.compile(entry.text("pattern")),
            re.compile(entry.text("unless")) if entry.text("unless") else None,
        )
        for entry in lexicons.table("not_promises").values()
    )


def _promises(folded: str, clause: Clause, reading: Reading, task: bool, lexicons: Lexicons) -> bool:
    """Whether a clause says what will be done: planned, and more than a formula."""
    if clause.kind != "prose" and not (clause.kind == "row" and task):
        return False
    if reading.tense != "planned" or clause.end - clause.start < _SHORTEST:
        return False
    words = folded[clause.start : clause.end]
    if _HAN.search(words) is None:
        return False
    return not any(
        pattern.search(words) and not (unless and unless.search(words)) for pattern, unless in _idle(lexicons)
    )


def _glossary(sections: Sequence[Section], lexicons: Lexicons) -> frozenset[int]:
    """Sections that explain words (名词解释), with those below them."""
    entry = lexicons.table("orientation").get("glossary")
    if entry is None:
        return frozenset()
    pattern = re.compile(entry.text("pattern"))
    inside: set[int] = set()
    for section in sections:
        if section.parent in inside or pattern.search(section.title):
            inside.add(section.index)
    return frozenset(inside)


# --- who answers ---------------------------------------------------------------------------------


def _bracket_offices(folded: str, outline: Outline, lexicons: Lexicons) -> dict[int, tuple[str, ...]]:
    """Offices by clause: a bracket that closes a measure answers for it back to the bracket before."""
    answers: dict[int, tuple[str, ...]] = {}
    since = 0
    for index, clause in enumerate(outline.clauses):
        words = folded[clause.start : clause.end]
        if clause.kind == "row":
            since = index + 1
            continue
        for offices, until in _brackets(words, clause, index, lexicons):
            first = _measure_start(folded, outline.clauses, since, index, lexicons)
            answers.update(dict.fromkeys(range(first, until), offices))
            since = max(since, until)
    return answers


def _brackets(
    words: str, clause: Clause, index: int, lexicons: Lexicons
) -> Iterator[tuple[tuple[str, ...], int]]:
    """Offices in the brackets of a clause, and the clause before which they answer."""
    if clause.kind == "bracket":
        if offices := bracket_offices(words, lexicons):
            yield offices, index
        return
    length = leading_bracket(words) if words[0] in "（(〔【[" else 0
    if offices := bracket_offices(words[:length], lexicons):
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


def _row_tasks(folded: str, outline: Outline, document: Document, lexicons: Lexicons) -> dict[int, RowTask]:
    """Clauses of task cells by index, with the offices and the deadline of their row."""
    tasks: dict[int, RowTask] = {}
    starts = [clause.start for clause in outline.clauses]
    for rows in _tables(outline.rows):
        roles = _column_roles(folded, rows, lexicons)
        if "office" not in roles.values():
            continue
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
            task = RowTask(above, _cell_deadline(due, document.year))
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


def _cell_deadline(cell: str, year: int | None) -> str | None:
    """When a cell of a column such as 完成时限 says: ``2024年底`` → 2024-12, ``2025年12月`` → 2025-12."""
    words = cell.strip()
    if not words:
        return None
    due = commitment_deadline(words, year) or commitment_deadline(f"{words}前", year) or full_date(words)
    return due or (found[0] if (found := re.search(r"20\d\d(?=年)", words)) else None)
