"""What a report is made of (材料): rows of the tables, the documents' texts, and how they were made."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Prose:
    """The canonical text of one document with the kind and the page of each of its lines."""

    content: str
    lines: tuple[tuple[str, int | None], ...] = ()
    """Kind (para, heading, row, note, header) and page of each line of ``content``; may be empty."""

    def line(self, index: int) -> tuple[str, int | None]:
        """Kind and page of a line; a plain paragraph where nothing is known."""
        return self.lines[index] if index < len(self.lines) else ("para", None)


@dataclass(frozen=True, slots=True)
class Bundle:
    """Rows as plain dicts with the columns of the record contract, in the order of the tables."""

    documents: Sequence[Row] = ()
    figures: Sequence[Row] = ()
    commitments: Sequence[Row] = ()
    comparisons: Sequence[Row] = ()
    failures: Sequence[Row] = ()
    citations: Sequence[Row] = ()
    contradictions: Sequence[Row] = ()
    texts: Mapping[str, Prose] = field(default_factory=dict)
    """Text by the path of the document."""
    sources: Mapping[str, str] = field(default_factory=dict)
    """Link to the source file by the path of the document, relative to where the report is written."""
    made: Mapping[str, str] = field(default_factory=dict)
    """How it was made, as words: version, digests, options."""
    unfit: Sequence[Row] = ()
    """Corrections that fit no row any more: doc_id, sentence, field, value, reason."""
