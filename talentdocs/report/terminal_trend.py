"""A trend for a terminal: a table of years, a bar for what was reported, a mark at what was promised."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from talentdocs.report.labels import Language
from talentdocs.report.terminal import cell, new_table
from talentdocs.report.terminal_verdicts import linked, verdict_word

if TYPE_CHECKING:
    from rich.console import Console

BAR = 24
"""Columns of the chart."""
FULL, EMPTY, MARK = "█", "·", "┃"

Row = Mapping[str, Any]


def print_trend(
    console: Console, rows: Sequence[Row], language: Language, *, files: Mapping[str, Path]
) -> None:
    """Print one trend: year, promised, reported, verdict, chart, and both files as links."""
    zh = language == "zh"
    head = rows[0]
    title = (
        f"{head['region']} {head['indicator']}（{head['unit']}）"
        if zh
        else (f"{head['region']} {head['indicator']} ({head['unit']})")
    )
    heads = (
        ("年份", "承诺", "结果", "结论", f"{FULL}结果 {MARK}承诺", "文件")
        if zh
        else ("year", "promised", "reported", "verdict", f"{FULL} reported {MARK} promised", "files")
    )
    table = new_table(*heads)
    table.title = title.strip()
    for column in table.columns[:5]:
        column.no_wrap = True
    top = max((abs(value) for row in rows for value in _values(row)), default=0)
    for row in rows:
        table.add_row(
            str(row["year"]),
            cell(row["promised_text"] or ""),
            cell(row["reported_text"] or ""),
            verdict_word(row["verdict"], zh) if row["verdict"] else "",
            bar(row["promised_value"], row["reported_value"], top),
            _files(row, files),
        )
    console.print(table)


def bar(promised: float | None, reported: float | None, top: float) -> str:
    """A bar of ``BAR`` columns: reported filled, promised as a mark; negative values have no bar.

    >>> bar(50, 25, 100)
    '██████·····┃············'
    """
    if not top:
        return ""
    filled = _column(reported, top)
    cells = [FULL if place < filled else EMPTY for place in range(BAR)]
    if promised is not None:
        cells[max(0, _column(promised, top) - 1)] = MARK
    return "".join(cells)


def _column(value: float | None, top: float) -> int:
    return 0 if value is None else max(0, min(BAR, round(value / top * BAR)))


def _values(row: Row) -> list[float]:
    return [row[name] for name in ("promised_value", "reported_value") if row[name] is not None]


def _files(row: Row, files: Mapping[str, Path]) -> Any:
    paths = [path for path in (row["promised_path"], row["reported_path"]) if path]
    text = cell("")
    for number, path in enumerate(dict.fromkeys(paths)):
        text.append(" → " if number else "")
        text.append_text(linked(path, files))
    return text
