"""Columns (列) of every table, derived from the records: field order is column order.

The contract's columns stand first because the records put them first. A new table needs one line in
``RECORDS``.
"""

from __future__ import annotations

import dataclasses
import types
import typing
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import Any, Literal

from talentdocs import records

Kind = Literal["text", "integer", "number", "boolean", "list", "json"]


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its name and what its cells hold."""

    name: str
    kind: Kind = "text"
    nullable: bool = True
    """Whether unknown is null; an empty text of a column that is never null stays an empty text."""


RECORDS: Mapping[str, type] = {
    "documents": records.Document,
    "figures": records.Figure,
    "commitments": records.Commitment,
    "citations": records.Citation,
    "failures": records.Failure,
    "comparisons": records.Comparison,
    "series": records.SeriesPoint,
    "contradictions": records.Contradiction,
    "policies": records.Policy,
    "changes": records.Change,
}
"""Record class of every table that is written from records."""

EXTRACT_TABLES = ("documents", "figures", "commitments", "citations", "failures")
"""Tables that one run of ``extract`` writes, in the order of a workbook's sheets."""

COMPARE_TABLES = ("comparisons", "series", "contradictions", "policies")
"""Tables that one run of ``compare`` writes; with ``--since`` also ``changes``."""


@lru_cache(maxsize=64)
def columns_of(record: type) -> tuple[Column, ...]:
    """Columns of a record class in field order; the kind of each comes from its type."""
    hints = typing.get_type_hints(record)
    return tuple(
        Column(field.name, kind_of(hints[field.name]), type(None) in typing.get_args(hints[field.name]))
        for field in dataclasses.fields(record)
    )


def table_columns(table: str) -> tuple[Column, ...]:
    """Columns of a known table; KeyError for one that ``RECORDS`` does not name."""
    return columns_of(RECORDS[table])


def as_columns(names: Iterable[str | Column]) -> tuple[Column, ...]:
    """Columns from plain names, which hold text, and ready ``Column`` objects."""
    return tuple(name if isinstance(name, Column) else Column(name) for name in names)


def kind_of(hint: Any) -> Kind:
    """What a field of this type holds in a table: ``int | None`` is ``integer``."""
    options = [hint]
    if typing.get_origin(hint) in (typing.Union, types.UnionType):
        options = [option for option in typing.get_args(hint) if option is not type(None)]
    if len(options) != 1:
        return "number" if set(options) <= {int, float, Decimal} else "json"
    base = typing.get_origin(options[0]) or options[0]
    if base in (tuple, list):
        return "list"
    if base in (dict, Mapping):
        return "json"
    kinds: dict[Any, Kind] = {bool: "boolean", int: "integer", float: "number", Decimal: "number"}
    return kinds.get(base, "text")
