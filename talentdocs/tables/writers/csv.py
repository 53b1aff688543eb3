"""CSV that a double click opens right in Excel: a byte-order mark, numbers bare, no live formulas."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from talentdocs.tables.columns import Column
from talentdocs.tables.writers import Spool

JOINER = "、"
"""Between the items of a list in flat formats."""

_RISKY = re.compile(r"'*[=+\-@\t\r＝＋－＠]")
_NUMBER = re.compile(r"[+-]?\d{1,300}(?:\.\d{1,300})?(?:[eE][+-]?\d{1,3})?")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")


def write(spools: Sequence[Spool], target: Path) -> None:
    """One table as CSV, its header first."""
    (spool,) = spools
    names = [column.name for column in spool.columns]
    with target.open("w", encoding="utf-8-sig", newline="", errors="replace") as stream:
        writer = csv.writer(stream, lineterminator="\r\n")
        writer.writerow(names)
        writer.writerows(flat_row(row, spool.columns) for row in spool.rows())


def flat_row(row: Mapping[str, Any], columns: Sequence[Column]) -> list[str | int | float]:
    """The cells of a row in the order of the columns, each a harmless string or a number."""
    return [cell(row.get(column.name)) for column in columns]


def cell(value: Any) -> str | int | float:
    """One cell: null is empty, lists joined by ``、``, text cannot run as a formula or steer a terminal."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, (int, float)):
        return value
    return harmless(flat(value))


def flat(value: Any) -> str:
    """Any value but a number as text for a flat format."""
    if value is None:
        return ""
    if isinstance(value, list):
        return JOINER.join(flat(item) if not isinstance(item, (int, float)) else str(item) for item in value)
    if isinstance(value, dict):
        return json.dumps(value, ensure_ascii=False) if value else ""
    return str(value)


def harmless(text: str) -> str:
    """Text that no spreadsheet takes for a formula (``'`` in front) and no terminal for a command."""
    if _CONTROL.search(text):
        text = _CONTROL.sub("\N{REPLACEMENT CHARACTER}", text)
    if text and _RISKY.match(text) and not _NUMBER.fullmatch(text):
        return "'" + text
    return text


def unharm(text: str) -> str:
    """What ``harmless`` was given, but for control characters."""
    return text[1:] if text[:1] == "'" and _RISKY.match(text) else text
