"""Figures that a person has added (补录): found by their words in the text, made into rows that say so."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from talentdocs.tables.columns import table_columns
from talentdocs.tables.corrections import Correction, Row, squeezed

ADDED = "text"
"""The column that only a figure which a person has added names in ``corrected``."""


@dataclass(frozen=True, slots=True)
class Prose:
    """The text of a document, and the page and section of every offset."""

    content: str
    page_at: Callable[[int], int | None]
    section_at: Callable[[int], str]


class Span(NamedTuple):
    """Where an added figure stands, and the sentence around it."""

    start: int
    end: int
    sentence_start: int
    sentence_end: int


def find_words(content: str, item: Correction) -> Span | str:
    """Where the words of an added figure stand, whatever the white space; else why they do not."""
    places = [place for place, character in enumerate(content) if not character.isspace()]
    plain = squeezed(content)
    sentence, words = squeezed(item.sentence), squeezed(item.number)
    at = plain.find(sentence)
    if at < 0 or not sentence:
        return "sentence_gone"
    start = at - 1
    for _ in range(item.nth):
        start = plain.find(words, start + 1, at + len(sentence))
        if start < 0 or not words:
            return "number_gone"
    ends = start + len(words) - 1, at + len(sentence) - 1
    return Span(places[start], places[ends[0]] + 1, places[at], places[ends[1]] + 1)


def add_figure(item: Correction, document: Row, prose: Prose, span: Span) -> Row:
    """The row of an added figure: what the person said, and the document's region unless that was said."""
    row: dict[str, Any] = {column.name: None for column in table_columns("figures")}
    doc_id = document["doc_id"]
    return row | {
        "figure_id": f"{doc_id}:{span.start}-{span.end}",
        "doc_id": doc_id,
        "start": span.start,
        "end": span.end,
        "text": prose.content[span.start : span.end],
        "qualifier": "eq",
        "region": document.get("region"),
        "sentence": prose.content[span.sentence_start : span.sentence_end],
        "section": prose.section_at(span.start),
        "page": prose.page_at(span.start),
        **item.values,
        "reasons": [f"{name}={value}: person" for name, value in item.values.items()],
        "corrected": [ADDED, *item.values],
        "machine": {},
    }


def is_added(row: Mapping[str, Any]) -> bool:
    """Whether a person has added the figure."""
    return ADDED in (row.get("corrected") or ())
