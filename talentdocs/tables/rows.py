"""Records to rows: the one place where an exact ``Decimal`` becomes the int or float that a table holds."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal
from functools import lru_cache
from operator import attrgetter
from typing import Any

import orjson

from talentdocs.tables.columns import Kind, columns_of

Row = dict[str, Any]

LARGEST = 300
"""Powers of ten beyond which no number is written: a float does not hold them."""


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
    return _line(row)


def encode_records(records: Iterable[Any]) -> bytes:
    """Records as JSON lines, their fields in order."""
    return b"".join(map(_line, records))


def _line(item: Any) -> bytes:
    try:
        return orjson.dumps(item, default=plain, option=orjson.OPT_APPEND_NEWLINE)
    except orjson.JSONEncodeError:  # a lone surrogate, or an integer of more than 64 bits
        row = plain(item if isinstance(item, Mapping) else to_row(item))
        return json.dumps(row, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace") + b"\n"


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


_STRINGS = {str}
TURNS: Mapping[Kind, Callable[[Any], Any]] = {
    "number": lambda value: number(value) if isinstance(value, Decimal) else value,
    "list": lambda value: [*value] if {*map(type, value)} <= _STRINGS else plain(value),
    "json": plain,
}
"""What is done with the cells of a kind; the others are plain already."""
