"""Tables read back (读回): a folder of JSON lines, CSV or Parquet, a .duckdb, .sqlite or .xlsx file, as rows.

    tables = open_tables("out")
    for row in tables.rows("figures"): ...

Rows are dicts with the types of the contract, whatever form they were kept in: numbers are numbers, lists are
lists, unknown is None. Rows stream; nothing is held in memory.
"""

from __future__ import annotations

import csv
import json
import sqlite3
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing
from pathlib import Path
from typing import Any

from talentdocs.errors import UsageError
from talentdocs.tables.columns import RECORDS, Column, table_columns
from talentdocs.tables.writers import SUFFIXES
from talentdocs.tables.writers.csv import JOINER, unharm
from talentdocs.tables.writers.duckdb import connect, literal, quote

Row = dict[str, Any]
Reader = Callable[[], Iterator[Row]]


class Tables:
    """The tables of one place, by name."""

    def __init__(self, place: Path, readers: Mapping[str, Reader]) -> None:
        self.place = place
        self._readers = readers

    @property
    def names(self) -> tuple[str, ...]:
        """Names of the tables that are there."""
        return tuple(self._readers)

    def __contains__(self, table: object) -> bool:
        return table in self._readers

    def rows(self, table: str) -> Iterator[Row]:
        """Rows of a table in order. Raises UsageError where it is not there."""
        if table not in self._readers:
            found = ", ".join(self.names) or "none"
            raise UsageError(
                f"no table {table} here", where=str(self.place), hint=f"found: {found}", code="T312"
            )
        return self._readers[table]()


def open_tables(place: str | Path) -> Tables:
    """The tables at ``place``. Raises UsageError where there are none.

    In a folder the first form found of each table is taken: JSON lines, Parquet (one file or a folder of
    parts), CSV; else the one database or workbook in it.
    """
    path = Path(place)
    if not path.exists():
        raise UsageError(
            "no such file or folder", where=str(place), hint="name what extract wrote", code="T321"
        )
    readers = _folder(path) if path.is_dir() else _file(path)
    if not readers:
        raise UsageError("no tables here", where=str(place), hint="name what extract wrote", code="T322")
    return Tables(path, readers)


def _folder(folder: Path) -> dict[str, Reader]:
    readers: dict[str, Reader] = {}
    for suffix in (".jsonl", ".parquet", ".csv"):
        for path in sorted(folder.glob(f"*{suffix}")):
            readers.setdefault(path.stem, _single(path, path.stem, suffix))
        if suffix == ".parquet":
            for part in sorted(folder.glob("*/*.parquet")):
                table = part.parent.name
                readers.setdefault(table, _parquet(part.parent / "*.parquet", table))
    if readers:
        return readers
    together = [
        path
        for suffix in (".duckdb", ".sqlite", ".db", ".xlsx")
        for path in sorted(folder.glob(f"*{suffix}"))
    ]
    return _file(together[0]) if together else {}


def _file(path: Path) -> dict[str, Reader]:
    suffix = path.suffix.lower()
    form = SUFFIXES.get(suffix)
    if form == "duckdb":
        return _duckdb(path)
    if form == "sqlite":
        return _sqlite(path)
    if form == "xlsx":
        return _xlsx(path)
    if form in ("jsonl", "csv", "parquet"):
        table = path.stem if path.stem in RECORDS else "figures"
        return {table: _single(path, table, f".{form}")}
    known = " ".join(SUFFIXES)
    raise UsageError(
        "not a form that tables are kept in", where=str(path), hint=f"one of {known}", code="T323"
    )


def _single(path: Path, table: str, suffix: str) -> Reader:
    if suffix == ".jsonl":
        return lambda: _jsonl(path)
    if suffix == ".parquet":
        return _parquet(path, table)
    return lambda: _csv(path, columns_of_table(table))


def _jsonl(path: Path) -> Iterator[Row]:
    with path.open("rb") as stream:
        for number, line in enumerate(stream, start=1):
            if not line.strip():
                continue
            try:
                yield json.loads(line)
            except ValueError as error:
                raise UsageError(f"line {number} is no JSON", where=str(path), code="T324") from error


def _csv(path: Path, columns: Mapping[str, Column]) -> Iterator[Row]:
    csv.field_size_limit(1 << 30)
    with path.open(encoding="utf-8-sig", newline="") as stream:
        for row in csv.DictReader(stream):
            yield {name: from_flat(value or "", columns.get(name)) for name, value in row.items() if name}


def _parquet(source: Path, table: str) -> Reader:
    def read() -> Iterator[Row]:
        with connect() as base:
            cursor = base.execute(f"SELECT * FROM read_parquet({literal(str(source))})")
            yield from _cursor(cursor, columns_of_table(table))

    return read


def _duckdb(path: Path) -> dict[str, Reader]:
    def reader(table: str) -> Reader:
        def read() -> Iterator[Row]:
            with connect(path, read_only=True) as base:
                yield from _cursor(base.execute(f"SELECT * FROM {quote(table)}"), columns_of_table(table))

        return read

    with connect(path, read_only=True) as base:
        names = [name for (name,) in base.execute("SELECT table_name FROM duckdb_tables()").fetchall()]
    return {name: reader(name) for name in names}


def _sqlite(path: Path) -> dict[str, Reader]:
    def reader(table: str) -> Reader:
        def read() -> Iterator[Row]:
            with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as base:
                yield from _cursor(base.execute(f"SELECT * FROM {quote(table)}"), columns_of_table(table))

        return read

    with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as base:
        names = [name for (name,) in base.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
    return {name: reader(name) for name in names}


def _cursor(cursor: Any, columns: Mapping[str, Column]) -> Iterator[Row]:
    names = [column[0] for column in cursor.description]
    while batch := cursor.fetchmany(1000):
        for cells in batch:
            yield {name: _typed(value, columns.get(name)) for name, value in zip(names, cells, strict=True)}


def _xlsx(path: Path) -> dict[str, Reader]:
    from talentdocs.tables.workbook import NOT_TABLES, read_sheet, sheet_names

    def reader(sheets: list[str]) -> Reader:
        def read() -> Iterator[Row]:
            columns = columns_of_table(sheets[0])
            for sheet in sheets:
                for row in read_sheet(path, sheet):
                    yield {name: _typed(value, columns.get(name)) for name, value in row.items()}

        return read

    tables: dict[str, list[str]] = {}
    for name in sheet_names(path):
        if name not in NOT_TABLES:
            tables.setdefault(name.partition(" (")[0], []).append(name)
    return {table: reader(sheets) for table, sheets in tables.items()}


def columns_of_table(table: str) -> dict[str, Column]:
    """A known table's columns by name; empty for one that is not known."""
    return {column.name: column for column in table_columns(table)} if table in RECORDS else {}


def from_flat(text: str, column: Column | None) -> Any:
    """The value of a CSV cell: an empty one is None or an empty list; text where no record knows better."""
    text = unharm(text)
    if column is None:
        return text or None
    if column.kind in ("list", "json"):
        return _structured(text, column)
    if text == "":
        return None if column.nullable or column.kind != "text" else ""
    if column.kind in ("integer", "number"):
        return plain_number(text)
    return text == "true" if column.kind == "boolean" else text


def _typed(value: Any, column: Column | None) -> Any:
    """A value from a database or a workbook as the contract has it."""
    if column is None:
        return value
    kind = column.kind
    if value is None:
        return from_flat("", column)
    if kind in ("list", "json"):
        return _structured(value, column) if isinstance(value, str) else value
    if isinstance(value, str):
        return value if kind == "text" else from_flat(value, column)
    if kind == "boolean":
        return bool(value)
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return str(value) if kind == "text" and isinstance(value, (int, float)) else value


def _structured(text: str, column: Column) -> Any:
    if text.startswith(("[", "{")):
        try:
            return json.loads(text)
        except ValueError:
            pass
    if column.kind == "json":
        return {}
    return [item for item in text.split(JOINER) if item]


def plain_number(text: str) -> int | float | None:
    """A number as written in a flat cell, None where it is none."""
    try:
        number = float(text)
    except ValueError:
        return None
    if text.lstrip("+-").isdigit():
        return int(text)
    return int(number) if number.is_integer() and abs(number) < 2**53 else number
