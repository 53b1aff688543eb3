"""Records to rows: the one place where an exact ``Decimal`` becomes the int or float that a table holds."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal
from functools import lru_cache
from operator import attrgetter
from typing import Any

from talentdocs.tables.columns import columns_of

Row = dict[str, Any]

_encode = json.JSONEncoder(ensure_ascii=False).encode


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
    """An int where the value is integral, else the nearest float; null for NaN and infinities."""
    if not value.is_finite():
        return None
    integral = value.to_integral_value()
    return int(integral) if integral == value else float(value)


def to_row(record: Any) -> Row:
    """One record as a plain row, its columns in order."""
    kind: Any = type(record)
    return _maker(kind)(record)


def encode_row(row: Mapping[str, Any]) -> bytes:
    """One row as a JSON line; a lone surrogate, which UTF-8 cannot hold, becomes ``?``."""
    return _encode(row).encode("utf-8", "replace") + b"\n"


def encode_records(records: Iterable[Any]) -> bytes:
    """Records as JSON lines."""
    return b"".join([encode_row(to_row(record)) for record in records])


@lru_cache(maxsize=64)
def _maker(record: Any) -> Callable[[Any], Row]:
    """A function that turns one record of this class into a row, touching only the cells that need it."""
    columns = columns_of(record)
    names = [column.name for column in columns]
    special = [column.name for column in columns if column.kind in ("number", "list", "json")]
    fetch = attrgetter(*names)
    if len(names) == 1:
        return lambda item: {names[0]: plain(fetch(item))}

    def make(item: Any) -> Row:
        row = dict(zip(names, fetch(item), strict=True))
        for name in special:
            row[name] = plain(row[name])
        return row

    return make
