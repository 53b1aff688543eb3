"""Glyphs (字形): every character of a page with the place where it stands."""

from __future__ import annotations

from collections.abc import Sequence
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


def once(glyphs: Sequence[Glyph]) -> tuple[list[Glyph], int]:
    """Without those that repeat the same character in the same place, and how many these were."""
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
