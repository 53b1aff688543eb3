"""Glyphs (字形): every character of a page with the place where it stands."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from operator import itemgetter, sub
from typing import NamedTuple

TWICE = 0.2
"""Distance in em under which the same character drawn again is one: shadows and imitated bold type."""
RECENT = 40
"""Earlier glyphs of the same character that are compared; the copy is drawn right after, or a page-full
later."""


class Glyph(NamedTuple):
    """A character, the box of its advance, its baseline; points, y upwards, the page as it is shown."""

    char: str
    x0: float
    x1: float
    y: float
    height: float

    @property
    def middle(self) -> tuple[float, float]:
        """Centre of the glyph, for the cell that it stands in."""
        return (self.x0 + self.x1) / 2, self.y + self.height * 0.3


BY_X = itemgetter(1)
BY_Y = itemgetter(3)
_HEIGHT = itemgetter(4)


def once(glyphs: Sequence[Glyph]) -> tuple[list[Glyph], int]:
    """Without those that repeat the same character in the same place, and how many these were."""
    if not _any_twice(glyphs):
        return list(glyphs), 0
    last: dict[str, list[Glyph]] = {}
    kept = []
    for glyph in glyphs:
        reach = max(TWICE * glyph.height, 0.1)
        before = last.setdefault(glyph.char, [])
        if glyph.char != " " and any(
            abs(b.x0 - glyph.x0) < reach and abs(b.y - glyph.y) < reach for b in before[-RECENT:]
        ):
            continue
        before.append(glyph)
        kept.append(glyph)
    return kept, len(glyphs) - len(kept)


def _any_twice(glyphs: Sequence[Glyph]) -> bool:
    """Whether any glyph may repeat another: a look along each row at neighbours that nearly coincide."""
    if not glyphs:
        return False
    reach = max(TWICE * max(map(_HEIGHT, glyphs)), 0.1)
    for row in _bands(glyphs, reach):
        lefts = list(map(BY_X, row))
        if len(row) < 2 or min(map(sub, lefts[1:], lefts)) >= reach:
            continue
        for place, glyph in enumerate(row):
            after = place + 1
            while after < len(row) and lefts[after] - glyph.x0 < reach:
                if row[after].char == glyph.char != " ":
                    return True
                after += 1
    return False


def _bands(glyphs: Sequence[Glyph], reach: float) -> Iterator[list[Glyph]]:
    """Glyphs from left to right by bands of baselines, at least ``reach`` apart."""
    band: list[Glyph] = []
    for y, group in groupby(sorted(glyphs, key=BY_Y), BY_Y):
        if band and y - band[-1].y >= reach:
            yield sorted(band, key=BY_X)
            band = []
        band.extend(group)
    yield sorted(band, key=BY_X)
