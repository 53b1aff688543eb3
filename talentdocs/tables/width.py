"""Display width (显示宽度): a Chinese character takes two columns; folding that minds punctuation."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from itertools import pairwise

NOT_FIRST = frozenset("，。；：！？、）》〉”’％」』】〕·…—,.;:!?)]}%")
"""What may not open a line."""
NOT_LAST = frozenset("（《〈“‘「『【〔([{")
"""What may not close a line."""

JOINERS = frozenset(",.:%-")
"""What goes with the word or number before it."""
HANG = 2
"""Columns by which a mark may stand out at the end of a line."""


def width(text: str) -> int:
    """Columns that ``text`` takes: wide characters two, combining marks none, the rest one."""
    return sum(map(_cell, text))


def _cell(character: str) -> int:
    if character < "\u0300":
        return 1
    if unicodedata.combining(character) or unicodedata.category(character) in ("Cf", "Mn"):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def fold(text: str, columns: int) -> list[str]:
    """``text`` in lines of at most ``columns`` columns, but for a punctuation mark that hangs at the end."""
    places = [0, *breaks(text, columns), len(text)]
    return [text[start:end].strip() if start else text[start:end].rstrip() for start, end in pairwise(places)]


def breaks(text: str, columns: int, *, hang: int = HANG) -> list[int]:
    """Offsets at which new lines begin when ``text`` is folded.

    Latin words, numbers and the suffixes of files stay whole where they fit; 。 and ） do not begin a line,
    （ and “ do not end one. ``hang``: columns by which a mark may stand out at the end of a line.
    """
    found: list[int] = []
    pieces = list(_pieces(text, columns))
    first, used, number = 0, 0, 0
    while number < len(pieces):
        start, end = pieces[number]
        size = width(text[start:end])
        hangs = text[start:end] in NOT_FIRST and used + size <= columns + hang
        if used + size <= columns or number == first or hangs:
            used += size
            number += 1
            continue
        number = _cut(text, pieces, first, number)
        found.append(pieces[number][0])
        first, used = number, 0
    return found


def _cut(text: str, pieces: Sequence[tuple[int, int]], first: int, number: int) -> int:
    """The piece that begins the next line: earlier ones where a mark must stay with its neighbour."""
    place = number
    while place > first:
        opens, before = text[slice(*pieces[place])], text[slice(*pieces[place - 1])]
        if opens[0] not in NOT_FIRST and before not in NOT_LAST:
            return place
        place -= 1
    return number


def pad(text: str, columns: int) -> str:
    """``text`` with blanks behind it up to ``columns`` columns."""
    return text + " " * max(0, columns - width(text))


def printable(text: str) -> str:
    """Text on one line without control characters, so that it cannot steer a terminal."""
    return "".join(character if character.isprintable() else "\ufffd" for character in " ".join(text.split()))


def _pieces(text: str, columns: int) -> Iterator[tuple[int, int]]:
    """Spans that are not split: wide characters, blanks, and runs of everything else that fit on a line."""
    start, used = 0, 0
    for place, character in enumerate(text):
        size = _cell(character)
        suffix = character == "." and text[place + 1 : place + 2].isalnum() and text[place + 1].isascii()
        joins = suffix or (place > start and character in JOINERS)
        if size == 2 or ((character.isspace() or character in NOT_FIRST) and not joins):
            if place > start:
                yield start, place
            yield place, place + 1
            start, used = place + 1, 0
        elif used + size > columns:
            yield start, place
            start, used = place, size
        else:
            used += size
    if len(text) > start:
        yield start, len(text)
