"""Lines → clauses (分句): a clause ends in 。！？； or the end of its line, outside 《》“”（）〔〕.

Offsets are those of the canonical text. Marks of emphasis (``**``) and white space at either end of a clause
belong to none.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from talentdocs.late import late

SENTENCE_ENDS = frozenset("。！？!?")
_STOPS = "。！？；!?;"
_SCAN = late(
    r"《[^《》]*(?:《[^《》]*》[^《》]*)*》"
    r"|“[^“”]*(?:“[^“”]*”[^“”]*)*”"
    r"|（[^（()）]*(?:[（(][^（()）]*[）)][^（()）]*)*[）)]"
    r"|\([^（()）]*(?:[（(][^（()）]*[）)][^（()）]*)*[）)]"
    r"|〔[^〔〕]*〕|「[^「」]*」|【[^【】]*】|"
    + "|".join(rf"{re.escape(stop)}[{_STOPS}]*" for stop in _STOPS)
)
"""Each branch begins with a character of its own, so that others are skipped fast."""
_HAS_STOP = late(f"[{_STOPS}]")
_EDGE = " \t\r\u3000\u2002\u2003\xa0*#|"


class Piece(NamedTuple):
    """One clause of a line before it is placed: its span, and whether a sentence ends with it."""

    start: int
    end: int
    ends_sentence: bool


def split_line(content: str, start: int, end: int, breaks: tuple[int, ...] = ()) -> list[Piece]:
    """Clauses of ``content[start:end]``, which is one line; ``breaks`` are offsets that end a clause too.

    ``甲“乙；丙”丁；戊。己`` gives ``甲“乙；丙”丁；``, ``戊。`` and ``己``.
    """
    if not breaks and _HAS_STOP.search(content, start, end) is None:
        span = trim(content, start, end)
        return [Piece(*span, True)] if span else []
    stops: list[tuple[int, bool]] = [(cut, True) for cut in breaks]
    for found in _SCAN.finditer(content, start, end):
        first = content[found.start()]
        if first in _STOPS:
            stops.append((found.end(), not SENTENCE_ENDS.isdisjoint(found.group())))
    stops.sort()
    pieces: list[Piece] = []
    begin = start
    for cut, ends in (*stops, (end, True)):
        span = trim(content, begin, cut)
        begin = cut
        if span is None:
            continue
        if _only_stops(content, *span) and pieces:
            pieces[-1] = Piece(pieces[-1].start, span[1], True)
            continue
        pieces.append(Piece(*span, ends))
    if pieces and not pieces[-1].ends_sentence:
        pieces[-1] = pieces[-1]._replace(ends_sentence=True)
    return pieces


def trim(content: str, start: int, end: int) -> tuple[int, int] | None:
    """The span without white space and marks of emphasis at its ends, None where nothing is left."""
    while start < end and content[start] in _EDGE:
        start += 1
    while end > start and content[end - 1] in _EDGE:
        end -= 1
    return (start, end) if start < end else None


def _only_stops(content: str, start: int, end: int) -> bool:
    return end - start <= 3 and all(mark in "。！？；!?;”’）)" for mark in content[start:end])
