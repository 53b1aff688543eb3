"""Tables (表格) in plain text: rows by tabs, by Markdown pipes, or broken into one line a cell.

Tables that the file format itself rules (docx, html, pdf) come with ``Line.cells``.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from talentdocs.late import compiled, late
from talentdocs.records import Line, TableRow, Text
from talentdocs.segment.lexicon import Lexicons
from talentdocs.structure.clauses import trim

Span = tuple[int, int]
_RULE = late(r"[|:\-\s—]+$")
_SERIAL = late(r"\d{1,3}[.、]?$")
_NUMBER = late(r"\d")


@dataclass(frozen=True, slots=True)
class Tables:
    """Rows of all tables, and the lines that they cover."""

    rows: tuple[TableRow, ...]
    lines: frozenset[int]


@lru_cache(maxsize=8)
def column_heads(lexicons: Lexicons) -> re.Pattern[str]:
    """Heads of columns, one named group a role: serial, category, task, office, deadline, indicator."""
    entries = lexicons.table("table_heads").values()
    return compiled("|".join(f"(?P<{entry.text('role')}>{entry.text('pattern')})" for entry in entries))


def column_role(head: str, lexicons: Lexicons) -> str | None:
    """What the column under ``head`` holds: ``责任单位`` → office."""
    found = column_heads(lexicons).match(re.sub(r"\s", "", head))
    return found.lastgroup if found and len(head) <= 16 else None


def find_tables(text: Text, folded: str, lexicons: Lexicons) -> Tables:
    """All rows of a document, in order of their start."""
    rows: list[TableRow] = []
    covered: set[int] = set()
    number = 0
    for block, used in (
        *_ruled(text.lines),
        *_piped(text.lines, folded),
        *_tabbed(text.lines, folded),
        *_broken(text.lines, folded),
    ):
        if covered & used:
            continue
        covered |= used
        headers = _header_rows(folded, block, lexicons)
        for position, cells in enumerate(block):
            spans = tuple(trim(text.content, *cell) or (cell[0], cell[0]) for cell in cells)
            rows.append(TableRow(number, position, spans, position < headers))
        number += 1
    rows.sort(key=lambda row: (row.table, row.row))
    return Tables(tuple(rows), frozenset(covered))


def _ruled(lines: Sequence[Line]) -> list[tuple[list[list[Span]], set[int]]]:
    blocks: dict[int, tuple[list[list[Span]], set[int]]] = {}
    for number, line in enumerate(lines):
        if line.kind == "row" and line.cells:
            rows, used = blocks.setdefault(line.table or 0, ([], set()))
            rows.append(list(line.cells))
            used.add(number)
    return list(blocks.values())


def _runs(numbers: list[int], lines: Sequence[Line], gap: int) -> list[list[int]]:
    """Runs of line numbers with at most ``gap`` other lines between two."""
    runs: list[list[int]] = []
    for number in numbers:
        if (
            runs
            and number - runs[-1][-1] <= gap + 1
            and all(lines[k].end == lines[k].start for k in range(runs[-1][-1] + 1, number))
        ):
            runs[-1].append(number)
        else:
            runs.append([number])
    return runs


def _piped(lines: Sequence[Line], folded: str) -> list[tuple[list[list[Span]], set[int]]]:
    if "|" not in folded:
        return []
    numbers = [
        n
        for n, line in enumerate(lines)
        if line.kind != "row"
        and folded[line.start : line.end].strip().startswith("|")
        and folded.count("|", line.start, line.end) >= 2
    ]
    blocks = []
    for run in _runs(numbers, lines, 1):
        rows = []
        for number in run:
            line = lines[number]
            if _RULE.match(folded, line.start, line.end) and "-" in folded[line.start : line.end]:
                continue
            rows.append(
                _cells(folded, line, "|")[1:-1]
                if folded[line.start : line.end].rstrip().endswith("|")
                else _cells(folded, line, "|")[1:]
            )
        if len(rows) > 1:
            blocks.append((rows, set(run)))
    return blocks


def _tabbed(lines: Sequence[Line], folded: str) -> list[tuple[list[list[Span]], set[int]]]:
    if "\t" not in folded:
        return []
    numbers = [
        n
        for n, line in enumerate(lines)
        if line.kind != "row"
        and folded.find("\t", line.start, line.end) >= 0
        and "\t" in folded[line.start : line.end].strip()
    ]
    blocks = []
    for run in _runs(numbers, lines, 1):
        rows = [_cells(folded, lines[number], "\t") for number in run]
        if len(rows) > 1 and max(len(row) for row in rows) <= 30:
            blocks.append((rows, set(run)))
    return blocks


def _cells(folded: str, line: Line, separator: str) -> list[Span]:
    cells: list[Span] = []
    start = line.start
    while (cut := folded.find(separator, start, line.end)) >= 0:
        cells.append((start, cut))
        start = cut + 1
    cells.append((start, line.end))
    return cells


def _broken(lines: Sequence[Line], folded: str) -> list[tuple[list[list[Span]], set[int]]]:
    """Tables pasted one cell to a line, each behind a tab: the serial numbers 1, 2, 3 … give the width."""
    starts = [
        n
        for n, line in enumerate(lines)
        if line.end > line.start
        and folded[line.start] == "\t"
        and "\t" not in folded[line.start : line.end].strip()
    ]
    if len(starts) < 6:
        return []
    blocks = []
    for run in _tab_runs(starts, lines, folded):
        cells = _pasted_cells(run, lines, folded)
        if width := _width(folded, [cell for cell, _ in cells]):
            rows = [[cell for cell, _ in cells[k : k + width]] for k in range(0, len(cells), width)]
            blocks.append((rows, {number for _, used in cells for number in used}))
    return blocks


def _tab_runs(starts: list[int], lines: Sequence[Line], folded: str) -> list[list[int]]:
    runs: list[list[int]] = []
    for number in starts:
        if runs and number - runs[-1][-1] <= 40 and not _prose_between(runs[-1][-1], number, lines, folded):
            runs[-1].append(number)
        else:
            runs.append([number])
    return [run for run in runs if len(run) >= 6]


def _prose_between(first: int, last: int, lines: Sequence[Line], folded: str) -> bool:
    return any(lines[k].end - lines[k].start > 60 for k in range(first + 1, last))


def _pasted_cells(run: list[int], lines: Sequence[Line], folded: str) -> list[tuple[Span, set[int]]]:
    """Cells with the lines that each covers; lines without a tab go on with the cell above them."""
    cells: list[tuple[Span, set[int]]] = []
    for position, number in enumerate(run):
        until = run[position + 1] if position + 1 < len(run) else _tail(number, lines, folded)
        used = {number}
        end = lines[number].end
        for follow in range(number + 1, until):
            if (
                lines[follow].end > lines[follow].start
                and folded[lines[follow].start : lines[follow].end].strip()
            ):
                used.add(follow)
                end = lines[follow].end
        cells.append(((lines[number].start, end), used))
    return cells


def _tail(number: int, lines: Sequence[Line], folded: str) -> int:
    """First line behind the last cell: lines of a few words without a full stop still belong to it."""
    blank = 0
    for follow in range(number + 1, len(lines)):
        words = folded[lines[follow].start : lines[follow].end].strip()
        blank = 0 if words else blank + 1
        if blank > 1 or len(words) > 24 or words.endswith(("。", "：")):
            return follow
    return len(lines)


def _width(folded: str, cells: list[Span]) -> int | None:
    """Number of columns for which one column counts 1, 2, 3 …; the first row names the columns."""
    words = [folded[start:end].strip() for start, end in cells]
    for width in range(2, 9):
        if len(words) < 3 * width:
            break
        for column in range(width):
            serials = words[width + column :: width]
            if len(serials) >= 2 and all(
                _SERIAL.match(word) and int(word.strip(".、")) == k for k, word in enumerate(serials, start=1)
            ):
                return width
    return None


def _header_rows(folded: str, rows: list[list[Span]], lexicons: Lexicons) -> int:
    """Number of rows at the top that name the columns."""
    count = 0
    for cells in rows[:3]:
        words = [folded[start:end].strip() for start, end in cells]
        filled = [word for word in words if word]
        named = sum(1 for word in filled if column_role(word, lexicons))
        numbers = sum(
            1 for word in filled if _NUMBER.search(word) and not re.search(r"年|月|季|度|[一-鿿]{3}", word)
        )
        titled = named >= 1 and named * 3 >= len(filled)
        first = count == 0 and len(rows) > 1 and all(len(word) <= 20 for word in filled)
        if filled and not numbers and (titled or (first and _numeric(folded, rows[1]))):
            count += 1
        else:
            break
    return count if count < len(rows) else 0


def _numeric(folded: str, cells: list[Span]) -> bool:
    return any(_NUMBER.search(folded, start, end) for start, end in cells[1:])
