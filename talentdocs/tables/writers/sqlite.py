"""SQLite: a table each, indexed by document."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

from talentdocs.tables.columns import Column
from talentdocs.tables.writers import Spool

TYPES = {
    "text": "TEXT",
    "integer": "INTEGER",
    "number": "NUMERIC",
    "boolean": "INTEGER",
    "list": "TEXT",
    "json": "TEXT",
}
"""``list`` and ``json`` cells hold JSON, which SQLite's own functions read."""


def write(spools: Sequence[Spool], target: Path) -> None:
    """All tables in one database."""
    target.unlink(missing_ok=True)
    with closing(sqlite3.connect(target)) as base:
        base.execute("PRAGMA journal_mode=OFF")
        base.execute("PRAGMA synchronous=OFF")
        for spool in spools:
            _write_table(base, spool)
        base.commit()


def _write_table(base: sqlite3.Connection, spool: Spool) -> None:
    columns = ", ".join(f"{quote(column.name)} {TYPES[column.kind]}" for column in spool.columns)
    base.execute(f"CREATE TABLE {quote(spool.table)} ({columns})")
    marks = ", ".join("?" * len(spool.columns))
    base.executemany(f"INSERT INTO {quote(spool.table)} VALUES ({marks})", _cells(spool))
    if any(column.name == "doc_id" for column in spool.columns):
        base.execute(f"CREATE INDEX {quote(spool.table + '_doc_id')} ON {quote(spool.table)} (doc_id)")


def _cells(spool: Spool) -> Iterator[list[Any]]:
    for row in spool.rows():
        yield [_cell(row.get(column.name), column) for column in spool.columns]


def _cell(value: Any, column: Column) -> Any:
    if isinstance(value, (list, dict)):
        return json.dumps(value, ensure_ascii=False)
    if isinstance(value, int) and not -(2**63) <= value < 2**63:
        return float(value)
    if isinstance(value, str) and column.kind in ("list", "json"):
        return json.dumps(value, ensure_ascii=False)
    return value


def quote(name: str) -> str:
    """A name as an SQL identifier."""
    return '"' + name.replace('"', '""') + '"'
