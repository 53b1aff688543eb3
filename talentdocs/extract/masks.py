"""Masks (屏蔽): stretches that hold numerals and are no quantities, such as dates, names and list markers.

The patterns are data, ``lexicons/number_names.toml``; they are tried on the folded text, line by line,
and only
on lines that hold a candidate.
"""

from __future__ import annotations

import re
from collections.abc import Set
from functools import lru_cache

from talentdocs.errors import LexiconError
from talentdocs.segment.firsts import Finder
from talentdocs.segment.lexicon import Lexicons

Span = tuple[int, int]


@lru_cache(maxsize=8)
def mask_patterns(lexicons: Lexicons) -> tuple[tuple[str, Finder], ...]:
    """Name and compiled pattern of every mask; LexiconError names an entry whose pattern is malformed."""
    compiled = []
    for entry in lexicons.table("number_names").values():
        try:
            compiled.append((entry.key, Finder(entry.text("pattern"))))
        except re.error as error:
            raise LexiconError(f"[{entry.key}] pattern: {error}", where=entry.source, code="T308") from error
    return tuple(compiled)


def masked_spans(
    folded: str, start: int, end: int, lexicons: Lexicons, chars: Set[str] | None = None
) -> list[Span]:
    """Spans between ``start`` and ``end`` that hold no quantity, sorted, overlaps left in.

    ``chars`` are the characters that stand there, where they are known already.

    >>> from talentdocs.segment.lexicon import load
    >>> text = "2023年实施115人才工程，新增5000人"
    >>> [text[a:b] for a, b in masked_spans(text, 0, len(text), load())]
    ['2023年', '115']
    """
    spans: list[Span] = []
    chars = chars or set(folded[start:end])
    for _, finder in mask_patterns(lexicons):
        if finder.may_match(chars):
            spans.extend([match.span("found") for match in finder.finditer(folded, start, end)])
    spans.sort()
    return spans
