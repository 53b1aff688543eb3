"""Figures ready to be compared (待比项), with document, features of the name and the years they hold for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from talentdocs.compare.joint import parts_of
from talentdocs.compare.names import Name, Namer
from talentdocs.compare.phrases import EMPTY, phrases_of
from talentdocs.compare.times import Span, span_of
from talentdocs.records import Document, Figure


@dataclass(frozen=True, slots=True)
class Item:
    """One figure of one document."""

    figure: Figure
    document: Document
    name: Name
    span: Span
    order: int
    """Rank among the figures of its document, from 0."""
    indicator: str | None = None
    """The indicator's name, one of the two where a figure stands for two."""


def items_of(document: Document, figures: Sequence[Figure], namer: Namer) -> Iterator[Item]:
    """The targets and actual values of one document, in order; parameters of rules are left out."""
    last: Name | None = None
    ordered = sorted(figures, key=lambda figure: figure.start)
    for order, (figure, phrase) in enumerate(zip(ordered, phrases_of(ordered), strict=True)):
        if figure.status == "standard":
            continue
        for indicator in parts_of(figure, phrase, namer):
            part = figure if indicator == (figure.indicator or "") else replace(figure, indicator=indicator)
            name = namer.name(part, phrase if part is figure else EMPTY, last)
            span = span_of(figure, document, average=name.average)
            yield Item(part, document, name, span, order, part.indicator)
            last = name
