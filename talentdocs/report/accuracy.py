"""How often the program is right (实测准确度): ``accuracy.toml`` for report, workbook and docs."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from talentdocs.report.labels import Language

FILE = Path(__file__).parent / "accuracy.toml"
HEADS: dict[str, tuple[str, str]] = {
    "documents": ("文件", "documents"),
    "found": ("找到（F1）", "found (F1)"),
    "core": ("核心", "core"),
    "full": ("全对", "full"),
}
LINE = 130
"""Columns at which lines of the English docs are folded; a fold in Chinese would read as a space."""


@dataclass(frozen=True, slots=True)
class Accuracy:
    """What was measured, in one language."""

    meaning: str
    """What the numbers mean."""
    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    """Kind of documents, found, core, full."""
    notes: tuple[str, ...]
    limits: tuple[str, ...]


@lru_cache(maxsize=2)
def measured(language: Language) -> Accuracy:
    """The measured accuracy."""
    data: dict[str, Any] = tomllib.loads(FILE.read_text(encoding="utf-8"))
    side = 0 if language == "zh" else 1
    return Accuracy(
        meaning=data["meaning"][language],
        heads=tuple(words[side] for words in HEADS.values()),
        rows=tuple(
            (item[language], *(item[name] for name in HEADS if name != "documents"))
            for item in data["documents"]
        ),
        notes=tuple(item[language] for item in data["notes"]),
        limits=tuple(item[language] for item in data["limits"]),
    )


def markdown(language: Language) -> str:
    """The section of the docs: what the numbers mean, the table, the notes."""
    found = measured(language)
    table = [
        "| " + " | ".join(found.heads) + " |",
        "|---|--:|--:|--:|",
        *("| " + " | ".join(row) + " |" for row in found.rows),
    ]
    notes = found.notes if language == "zh" else _folded(" ".join(found.notes))
    meaning = [found.meaning] if language == "zh" else _folded(found.meaning)
    return "\n\n".join("\n".join(lines) for lines in (meaning, table, notes)) + "\n"


def plain(text: str) -> str:
    """A sentence of the docs without its marks."""
    return text.replace("`", "").replace("*", "")


def _folded(text: str) -> Iterator[str]:
    from talentdocs.tables.width import fold

    yield from fold(text, LINE)
