"""Masks (屏蔽): stretches that hold numerals and are no quantities, such as dates, names and list markers.

The patterns are data, ``lexicons/number_names.toml``; they are tried on the folded text, line by line,
and only
on lines that hold a candidate.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Set
from functools import lru_cache

from talentdocs.errors import LexiconError
from talentdocs.segment.firsts import Finder
from talentdocs.segment.lexicon import Lexicons

Span = tuple[int, int]


@lru_cache(maxsize=8)
def mask_patterns(lexicons: Lexicons) -> tuple[tuple[str, Finder], ...]:
    """Name and pattern of every mask."""
    return tuple(
        (entry.key, Finder(entry.text("pattern"))) for entry in lexicons.table("number_names").values()
    )


def masked_spans(folded: str, start: int, end: int, lexicons: Lexicons) -> list[Span]:
    """Spans between ``start`` and ``end`` that hold no quantity, sorted, overlaps left in.

    Raises LexiconError that names an entry whose pattern is malformed.

    >>> from talentdocs.segment.lexicon import load
    >>> text = "2023年实施115人才工程，新增5000人"
    >>> [text[a:b] for a, b in masked_spans(text, 0, len(text), load())]
    ['2023年', '115']
    """
    spans: list[Span] = []
    for name, finder in _candidates(lexicons, set(folded[start:end])):
        try:
            spans.extend(finder.spans(folded, start, end))
        except re.error as error:
            entry = lexicons.table("number_names")[name]
            raise LexiconError(f"[{name}] pattern: {error}", where=entry.source, code="T308") from error
    spans.sort()
    return spans


@lru_cache(maxsize=8)
def _gates(lexicons: Lexicons) -> tuple[tuple[str, Finder, frozenset[str] | None], ...]:
    """Masks with characters one of which stands in every match, None where none can be told."""
    return tuple((name, finder, finder.gate) for name, finder in mask_patterns(lexicons))


def _candidates(lexicons: Lexicons, chars: Set[str]) -> Iterator[tuple[str, Finder]]:
    """Masks that a text of these characters may hold."""
    for name, finder, gate in _gates(lexicons):
        if (gate is None or not gate.isdisjoint(chars)) and finder.may_match(chars):
            yield name, finder
