"""Writers (写出), one file a format: each turns spooled JSON lines into a file, in constant memory.

A writer is a function ``write(spools, target)``: ``spools`` are the tables in order, ``target`` the file to
make. Formats that hold one table a file get one spool at a time.
"""

from __future__ import annotations

import importlib
import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from talentdocs.tables.columns import Column


@dataclass(frozen=True, slots=True)
class Spool:
    """One finished table as a file of JSON lines, its columns, how many rows it has, and its longest line."""

    table: str
    columns: tuple[Column, ...]
    path: Path
    count: int
    longest: int = 1 << 20
    """No line is longer, in bytes."""

    def rows(self) -> Iterator[dict[str, Any]]:
        """The rows in order, one at a time."""
        with self.path.open("rb") as stream:
            for line in stream:
                yield json.loads(line)


Writer = Callable[[Sequence[Spool], Path], None]


@dataclass(frozen=True, slots=True)
class Format:
    """A form of output: its writer, the suffix of its files, and whether one file holds all tables."""

    name: str
    suffix: str
    together: bool
    writer: str

    def load(self) -> Writer:
        """The writer; its module, and the library behind it, is imported only now."""
        module, function = self.writer.split(":")
        writer: Writer = getattr(importlib.import_module(module), function)
        return writer


def _format(name: str, *, suffix: str = "", together: bool = False) -> Format:
    return Format(name, suffix or f".{name}", together, f"talentdocs.tables.writers.{name}:write")


FORMATS = {
    item.name: item
    for item in (
        _format("jsonl"),
        _format("csv"),
        _format("parquet"),
        _format("xlsx", together=True),
        _format("duckdb", together=True),
        _format("sqlite", together=True),
    )
}
"""Every form of output by its name on the command line."""

SUFFIXES = {item.suffix: item.name for item in FORMATS.values()} | {".db": "sqlite", ".ndjson": "jsonl"}
"""What the suffix of ``-o FILE`` means."""
