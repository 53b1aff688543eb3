"""A document with its figures and commitments marked (标注): stretches of text, each with what it is."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from talentdocs.records import Extraction, Text


@dataclass(frozen=True, slots=True)
class Mark:
    """A stretch of the canonical text and the styles that hold over it."""

    start: int
    end: int
    figure: str | None = None
    """Status of the figure that it belongs to."""
    commitment: str | None = None
    """Strength of the commitment that it belongs to."""


def marks(text: Text, extraction: Extraction) -> Iterator[Mark]:
    """The whole text in stretches, none empty, none overlapping; figures go before commitments."""
    edges = {0, len(text.content)}
    spans: list[tuple[int, int, str, str]] = []
    for commitment in extraction.commitments:
        spans.append((commitment.start, commitment.end, "commitment", commitment.strength))
    for figure in extraction.figures:
        spans.append((figure.start, figure.end, "figure", figure.status))
    for start, end, _, _ in spans:
        edges |= {start, end}
    opening: dict[int, list[tuple[int, str, str]]] = {}
    for start, end, kind, value in spans:
        opening.setdefault(start, []).append((end, kind, value))
    places = sorted(edges)
    current: list[tuple[int, str, str]] = []
    for start, end in pairwise(places):
        current = [item for item in current if item[0] > start] + opening.get(start, [])
        held = {kind: value for _, kind, value in current}
        yield Mark(start, end, held.get("figure"), held.get("commitment"))
