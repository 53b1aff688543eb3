"""DuckDB: a table each, read by DuckDB itself from the JSON lines just written, with explicit types."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from talentdocs.tables.columns import Column
from talentdocs.tables.writers import Spool

if TYPE_CHECKING:
    import duckdb

TYPES = {
    "text": "VARCHAR",
    "integer": "BIGINT",
    "number": "DOUBLE",
    "boolean": "BOOLEAN",
    "list": "VARCHAR[]",
    "json": "JSON",
}
MEMORY = 512 << 20
"""Bytes that DuckDB may take; more where a single line needs it."""
LINE_FACTOR = 12
"""DuckDB reads through buffers of several times the longest line."""


def write(spools: Sequence[Spool], target: Path) -> None:
    """All tables in one database."""
    target.unlink(missing_ok=True)
    with connect(target, longest=max(spool.longest for spool in spools)) as base:
        for spool in spools:
            base.execute(f"CREATE TABLE {quote(spool.table)} AS {select(spool)}")


def connect(
    target: Path | None = None, *, longest: int = 0, read_only: bool = False
) -> duckdb.DuckDBPyConnection:
    """A connection that keeps row order, stays within a fixed memory and never reaches out for extensions."""
    import duckdb

    settings: dict[str, str | bool | int | float | list[str]] = {
        "memory_limit": f"{max(MEMORY, LINE_FACTOR * longest)}B",
        "threads": 2,
        "preserve_insertion_order": True,
        "autoinstall_known_extensions": False,
        "autoload_known_extensions": False,
    }
    return duckdb.connect(str(target) if target else ":memory:", read_only=read_only, config=settings)


def select(spool: Spool) -> str:
    """The query that reads a spool with the types of its columns; an empty one gives an empty table."""
    columns = ", ".join(f"{literal(column.name)}: {literal(_type(column))}" for column in spool.columns)
    if not spool.count:
        nothing = ", ".join(
            f"CAST(NULL AS {_type(column)}) AS {quote(column.name)}" for column in spool.columns
        )
        return f"SELECT {nothing} WHERE false"
    return (
        f"SELECT * FROM read_json({literal(str(spool.path))}, format = 'newline_delimited', "
        f"columns = {{{columns}}}, maximum_object_size = {max(spool.longest + 1, 16 << 20)})"
    )


def _type(column: Column) -> str:
    return TYPES[column.kind]


def quote(name: str) -> str:
    """A name as an SQL identifier."""
    return '"' + name.replace('"', '""') + '"'


def literal(text: str) -> str:
    """Text as an SQL string."""
    return "'" + text.replace("'", "''") + "'"
