"""What tables and columns mean, in words for people: the first sheet of a workbook."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from talentdocs.segment.lexicon import load
from talentdocs.tables.writers import Spool
from talentdocs.version import VERSION


def title_of(column: str, table: str = "") -> str:
    """The Chinese title of a column, the name itself where the lexicon ``columns`` has none."""
    return _field(column, table, "title") or column


def meaning_of(column: str, table: str = "") -> str:
    """What a column means, in Chinese; empty where the lexicon ``columns`` does not say."""
    return _field(column, table, "meaning")


def notes(spools: Sequence[Spool]) -> Iterator[tuple[str, ...]]:
    """Rows of the sheet 说明: what made the workbook, then each table with its columns."""
    yield ("talentdocs", VERSION)
    for spool in spools:
        yield ()
        yield (
            spool.table,
            title_of(f"={spool.table}").removeprefix("="),
            f"{meaning_of('=' + spool.table)}（{spool.count} 行）",
        )
        for column in spool.columns:
            yield (column.name, title_of(column.name, spool.table), meaning_of(column.name, spool.table))


def _field(column: str, table: str, field: str) -> str:
    entries = load().table("columns")
    entry = entries.get(f"{table}.{column}") or entries.get(column)
    return entry.text(field) if entry else ""
