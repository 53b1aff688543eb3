"""The summary of a run for a terminal: tables that line up with wide characters, fold, and never cut."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from talentdocs.report.labels import Language
from talentdocs.report.summary import Summary
from talentdocs.report.terminal_words import problem, word
from talentdocs.tables.width import printable, width

if TYPE_CHECKING:
    from rich.console import Console, RenderableType
    from rich.table import Table

SHOWN_TARGETS = 15
SHOWN_FAILURES = 20
SHOWN_GROUPS = 8
"""Rows of each table; the rest is counted."""


def print_summary(
    console: Console, summary: Summary, language: Language, *, seconds: float | None = None
) -> None:
    """Print what was read, the figures by status, the targets found and what failed."""
    print_parts(console, _headline(summary, language, seconds))
    if summary.documents:
        from rich.columns import Columns

        console.print(Columns(_counts(summary, language), padding=(0, 3)))
    if summary.targets:
        console.print(_targets(summary, language))
    if summary.warned:
        console.print(_warnings(summary, language))
    print_failures(console, summary, language)


def print_failures(console: Console, summary: Summary, language: Language) -> None:
    """Print what could not be read, and what to do about it."""
    if summary.failures:
        console.print(_failures(summary, language))


def _headline(summary: Summary, language: Language, seconds: float | None) -> list[str]:
    counts = summary.counts()
    parts = [
        f"{word(name, language)} {count}"
        for name, count in counts.items()
        if count or name not in ("failures", "cached")
    ]
    if seconds is not None:
        parts.append(word("seconds", language, seconds=f"{seconds:.1f}"))
    return parts


def _counts(summary: Summary, language: Language) -> list[RenderableType]:
    unknown = word("unknown", language)
    years = sorted(summary.years.items(), key=lambda item: item[0] or 0)
    groups: list[tuple[str, Iterable[tuple[Any, int]]]] = [
        ("doc_type", summary.kinds.most_common()),
        ("region", summary.regions.most_common()),
        ("year", years),
        (
            "status",
            [(word(str(status), language), count) for status, count in summary.statuses.most_common()],
        ),
    ]
    return [_group(word(name, language), list(rows), unknown, language) for name, rows in groups]


def _group(title: str, rows: Sequence[tuple[Any, int]], unknown: str, language: Language) -> Table:
    table = new_table(title, word("count", language))
    table.columns[1].justify = "right"
    table.columns[1].no_wrap = True
    shown = rows if len(rows) <= SHOWN_GROUPS else rows[: SHOWN_GROUPS - 1]
    for value, count in shown:
        table.add_row(cell(unknown if value is None else str(value)), str(count))
    if len(rows) > len(shown):
        rest = rows[len(shown) :]
        table.add_row(word("more", language, count=len(rest)), str(sum(count for _, count in rest)))
    return table


def _targets(summary: Summary, language: Language) -> Table:
    table = new_table(*(word(name, language) for name in ("indicator", "value", "due", "office", "path")))
    table.title = word("targets", language)
    table.columns[1].no_wrap = table.columns[2].no_wrap = True
    for target in summary.targets[:SHOWN_TARGETS]:
        indicator, _, due, office, path, value = (part or "" for part in target)
        table.add_row(*map(cell, (indicator, value, due, office, path)))
    more = summary.target_count - min(len(summary.targets), SHOWN_TARGETS)
    if more > 0:
        table.caption = word("more_targets", language, count=more)
    return table


def _failures(summary: Summary, language: Language) -> Table:
    table = new_table(*(word(name, language) for name in ("path", "code", "message", "hint")))
    table.title = word("unread", language)
    table.columns[1].no_wrap = True
    for failure in summary.failures[:SHOWN_FAILURES]:
        message, hint = problem(failure.code, failure.message, failure.hint, language)
        table.add_row(*(cell(value) for value in (failure.path, failure.code, message, hint)))
    more = summary.failed - min(len(summary.failures), SHOWN_FAILURES)
    if more > 0:
        table.caption = word("more_failures", language, count=more)
    return table


def _warnings(summary: Summary, language: Language) -> Table:
    table = new_table(word("path", language), word("warnings", language))
    for path, warning in summary.warned[:SHOWN_FAILURES]:
        table.add_row(cell(path), cell(warning))
    return table


def print_parts(console: Console, parts: Iterable[str], lead: str = "") -> None:
    """Print short parts with · between them; a line ends between two parts, never within one."""
    line = lead
    for number, part in enumerate(parts):
        longer = f"{line} · {part}" if number else f"{line}{part}"
        if number and width(longer) > console.width:
            console.print(line, markup=False, highlight=False)
            longer = f"  {part}"
        line = longer
    console.print(line, markup=False, highlight=False)


def new_table(*heads: str) -> Table:
    """A table without a right border, whose cells fold instead of being cut."""
    from rich.box import SIMPLE_HEAD
    from rich.table import Table

    table = Table(
        box=SIMPLE_HEAD, title_justify="left", caption_justify="left", title_style="bold", pad_edge=False
    )
    for head in heads:
        table.add_column(cell(head), overflow="fold")
    return table


def cell(text: str) -> Any:
    """Text for a table cell: no markup, no control characters, folded as Chinese is set."""
    from talentdocs.report.terminal_cell import folded

    return folded()(printable(text))
