"""Records to rows: the one place where an exact ``Decimal`` becomes the int or float that a table holds."""

from __future__ import annotations

import json.encoder
from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal
from functools import lru_cache
from operator import attrgetter
from typing import Any

from talentdocs.tables.columns import Kind, columns_of

Row = dict[str, Any]

LARGEST = 300
"""Powers of ten beyond which no number is written: a float does not hold them."""

_encode = json.JSONEncoder(ensure_ascii=False).encode
_quote = json.encoder.encode_basestring


def plain(value: Any) -> Any:
    """The value as JSON knows it: Decimal to int where integral, else float; tuples to lists."""
    if isinstance(value, Decimal):
        return number(value)
    if isinstance(value, (tuple, list)):
        return [plain(item) for item in value]
    if isinstance(value, Mapping):
        return {str(key): plain(item) for key, item in value.items()}
    return value


def number(value: Decimal) -> int | float | None:
    """An int where the value is integral, else the nearest float; null for NaN, infinities and the absurd."""
    if not value.is_finite() or value.adjusted() > LARGEST:
        return None
    integral = int(value)
    return integral if integral == value else float(value)


def to_row(record: Any) -> Row:
    """One record as a plain row, its columns in order."""
    kind: Any = type(record)
    return _maker(kind)(record)


def encode_row(row: Mapping[str, Any]) -> bytes:
    """One row as a JSON line; a lone surrogate, which UTF-8 cannot hold, becomes ``?``."""
    return _encode(row).encode("utf-8", "replace") + b"\n"


def encode_records(records: Iterable[Any]) -> bytes:
    """Records as JSON lines."""
    kind: Callable[[Any], Any] = type
    return "".join([_liner(kind(record))(record) for record in records]).encode("utf-8", "replace")


@lru_cache(maxsize=64)
def _maker(record: Any) -> Callable[[Any], Row]:
    """A function that turns one record of this class into a row, touching only the cells that need it."""
    columns = columns_of(record)
    names = [column.name for column in columns]
    turns = [(column.name, TURNS[column.kind]) for column in columns if column.kind in TURNS]
    fetch = attrgetter(*names)
    if len(names) == 1:
        return lambda item: {names[0]: plain(fetch(item))}

    def make(item: Any) -> Row:
        row = dict(zip(names, fetch(item), strict=True))
        for name, turn in turns:
            value = row[name]
            if value is not None:
                row[name] = turn(value)
        return row

    return make


@lru_cache(maxsize=64)
def _liner(record: Any) -> Callable[[Any], str]:
    """A function that turns one record of this class into the JSON line of its row.

    Most cells are texts or unknown; to write them one by one takes half the time of a row first.
    """
    names = [column.name for column in columns_of(record)]
    line = "{" + ", ".join(f"{_quote(name)}: %s" for name in names) + "}\n"
    fetch = attrgetter(*names)
    if len(names) == 1:
        return lambda item: line % _encode(plain(fetch(item)))
    return lambda item: (
        line
        % tuple(
            [
                _quote(cell)
                if type(cell) is str
                else "null"
                if cell is None
                else str(cell)
                if type(cell) is int
                else _write(cell)
                for cell in fetch(item)
            ]
        )
    )


def _write(cell: Any) -> str:
    """The JSON of one cell that is neither text nor unknown; the usual kinds without the encoder's detour."""
    kind: Any = type(cell)
    if kind is Decimal:
        cell = number(cell)
        kind = type(cell)
    if kind is int:
        return str(cell)
    if not cell and kind in _EMPTY:
        return _EMPTY[kind]
    if kind is tuple and {*map(type, cell)} == _STRINGS:
        return f"[{', '.join(map(_quote, cell))}]"
    return _encode(plain(cell))


_STRINGS = {str}
_EMPTY: Mapping[Any, str] = {tuple: "[]", dict: "{}"}
TURNS: Mapping[Kind, Callable[[Any], Any]] = {
    "number": lambda value: number(value) if isinstance(value, Decimal) else value,
    "list": lambda value: [*value] if {*map(type, value)} <= _STRINGS else plain(value),
    "json": plain,
}
"""What is done with the cells of a kind; the others are plain already."""
