"""Lexicon files read with patience: every bad line is reported, where the loader stops at the first."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from talentdocs.segment.lexicon import SUFFIXES, Entry

REASONS = {
    "unreadable": "cannot be read as UTF-8: {why}",
    "toml": "not valid TOML: {why}",
    "table": "entry {key!r} must be a table",
    "empty": "no columns are named",
    "cells": "{cells} cells under {columns} columns",
    "key": "an entry without a key",
    "twice": "{key!r} stands twice, first in line {first}",
    "comment": "does not open with a comment that says what it is",
    "name": "no lexicon is named {name!r}{near}",
    "column": "no column is named {column!r}{near}",
    "value": "{key!r}: {column} cannot be {value!r}{near}",
    "number": "{key!r}: {column} must be a number, not {value!r}",
    "remove": "{key!r} is to be removed but is not there",
    "no_example": "{key!r} has no example",
    "word": "{key!r} does not stand in its example {example!r}",
    "pattern": "{key!r}: {column} is no regular expression: {why}",
    "unmatched": "{key!r} does not match its example {example!r}",
    "overmatched": "{key!r} matches its counter-example {example!r}",
    "indicator": "{example!r} falls under {found!r}, not under {key!r}",
    "rewrite": "{example!r} should read A → B with the same normal form",
    "shared": "{word!r} is a name of {key!r} and of {other!r}",
    "unit": "{key!r}: no unit is named {value!r}",
    "parent": "{key!r}: no region has the code {value!r}",
}
"""What may be wrong, by kind, in English."""
BREAKING = frozenset(
    ("unreadable", "toml", "table", "empty", "cells", "key", "twice", "value", "number", "pattern", "unit")
)
"""Kinds with which no document can be read rightly; the others are advice."""


@dataclass(frozen=True, slots=True)
class Problem:
    """One fault of a lexicon file: ``file:line: reason``."""

    path: Path
    line: int
    kind: str
    """Key of ``REASONS``."""
    values: dict[str, Any] = field(default_factory=dict)

    @property
    def reason(self) -> str:
        """What is wrong, in English."""
        return REASONS[self.kind].format(**self.values)

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: {self.reason}"


@dataclass(frozen=True, slots=True)
class Scan:
    """What one file holds: its columns (TSV), its entries, the line of each, and what could not be read."""

    path: Path
    columns: tuple[str, ...]
    entries: dict[str, Entry]
    lines: dict[str, int]
    problems: tuple[Problem, ...]


def lexicon_files(folder: Path) -> list[Path]:
    """Lexicon files of a folder, sorted."""
    return sorted(
        path for path in folder.iterdir() if path.suffix in SUFFIXES and not path.name.startswith(".")
    )


def scan_file(path: Path) -> Scan:
    """Everything of a file that can be read, and a problem for everything that cannot."""
    try:
        content = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        return Scan(path, (), {}, {}, (Problem(path, 1, "unreadable", {"why": error}),))
    return _scan_toml(path, content) if path.suffix == ".toml" else _scan_tsv(path, content)


def has_comment(path: Path) -> bool:
    """Whether a file opens with a comment line."""
    return path.read_text(encoding="utf-8-sig", errors="replace").lstrip().startswith("#")


def _scan_tsv(path: Path, content: str) -> Scan:
    columns: tuple[str, ...] = ()
    entries: dict[str, Entry] = {}
    lines: dict[str, int] = {}
    problems: list[Problem] = []
    for number, cells in _rows(content):
        if not columns:
            columns = tuple(cells)
            continue
        problem = _row_problem(path, number, cells, columns, lines)
        if problem:
            problems.append(problem)
            continue
        lines[cells[0]] = number
        fields = dict(zip(columns[1:], cells[1:], strict=False))
        entries[cells[0]] = Entry(cells[0], fields, f"{path.name}:{number}")
    if not columns:
        problems.append(Problem(path, 1, "empty"))
    return Scan(path, columns, entries, lines, tuple(problems))


def _rows(content: str) -> Iterator[tuple[int, list[str]]]:
    for number, line in enumerate(content.splitlines(), start=1):
        if line.strip() and not line.startswith("#"):
            yield number, [cell.strip() for cell in line.split("\t")]


def _row_problem(
    path: Path, number: int, cells: list[str], columns: tuple[str, ...], lines: dict[str, int]
) -> Problem | None:
    if len(cells) > len(columns):
        return Problem(path, number, "cells", {"cells": len(cells), "columns": len(columns)})
    if not cells[0]:
        return Problem(path, number, "key")
    if cells[0] in lines:
        return Problem(path, number, "twice", {"key": cells[0], "first": lines[cells[0]]})
    return None


def _scan_toml(path: Path, content: str) -> Scan:
    try:
        data = tomllib.loads(content)
    except tomllib.TOMLDecodeError as error:
        found = re.search(r"at line (\d{1,9})", str(error))
        problem = Problem(path, int(found[1]) if found else 1, "toml", {"why": error})
        return Scan(path, (), {}, {}, (problem,))
    starts = {match[1]: number for number, match in _headers(content)}
    entries, problems = {}, []
    for key, fields in data.items():
        if isinstance(fields, dict):
            entries[key] = Entry(key, fields, path.name)
        else:
            problems.append(Problem(path, _line_of(content, key), "table", {"key": key}))
    return Scan(path, (), entries, {key: starts.get(key, 1) for key in entries}, tuple(problems))


def _headers(content: str) -> Iterator[tuple[int, re.Match[str]]]:
    for number, line in enumerate(content.splitlines(), start=1):
        match = re.match(r"\s*\[\s*[\"']?([^\[\]\"']+?)[\"']?\s*\]", line)
        if match:
            yield number, match


def _line_of(content: str, key: str) -> int:
    return next((n for n, line in enumerate(content.splitlines(), start=1) if line.startswith(key)), 1)
