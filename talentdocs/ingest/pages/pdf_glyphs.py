"""Glyphs of a PDF page: what is drawn, where, and what is wrong with it."""

from __future__ import annotations

import ctypes
import math
import unicodedata
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from talentdocs.ingest.pages.glyphs import Glyph, once

if TYPE_CHECKING:
    from pypdfium2 import PdfPage

MAX_GLYPHS = 200_000
"""Glyphs of one page that are read: a full page of small print has 5,000."""


@dataclass(frozen=True, slots=True)
class PageGlyphs:
    """All glyphs of a page in the order of its content stream."""

    glyphs: tuple[Glyph, ...]
    width: float
    height: float
    unmapped: int
    """Glyphs without a Unicode value, and private-use ones."""
    twice: int
    """Glyphs left out as they were drawn a second time in the same place."""
    cut: bool
    """Whether the page has more glyphs than are read."""


def page_glyphs(page: PdfPage) -> PageGlyphs:
    """Glyphs of ``page``, turned the way the page is shown; slanted ones (watermarks) are left out."""
    import pypdfium2.raw as pdfium

    text = page.get_textpage()
    try:
        count = pdfium.FPDFText_CountChars(text)
        raw, unmapped = _raw_glyphs(text, min(max(count, 0), MAX_GLYPHS))
    finally:
        text.close()
    turn = _common_turn(raw)
    left, bottom, right, top = page.get_bbox()
    kept = [_turned(glyph, turn, left, bottom, right, top) for glyph, angle in raw if angle == turn]
    kept, twice = once(kept)
    wide, high = right - left, top - bottom
    if turn % 2:
        wide, high = high, wide
    return PageGlyphs(tuple(kept), wide, high, unmapped, twice, count > MAX_GLYPHS)


def _raw_glyphs(text: object, count: int) -> tuple[list[tuple[Glyph, int]], int]:
    """Glyphs in page space with their turn in quarters; generated and slanted ones are left out."""
    import pypdfium2.raw as pdfium

    box = pdfium.FS_RECTF()
    x, y = ctypes.c_double(), ctypes.c_double()
    glyphs: list[tuple[Glyph, int]] = []
    unmapped = 0
    lead = 0
    for index in range(count):
        code = pdfium.FPDFText_GetUnicode(text, index)
        if pdfium.FPDFText_IsGenerated(text, index) == 1:
            continue
        if 0xD800 <= code < 0xDC00:
            lead = code
            continue
        if 0xDC00 <= code < 0xE000 and lead:
            code, lead = 0x10000 + ((lead - 0xD800) << 10) + (code - 0xDC00), 0
        char = readable(code)
        if char == "\ufffd":
            unmapped += 1
        if not char:
            continue
        angle = pdfium.FPDFText_GetCharAngle(text, index)
        quarter = angle / (math.pi / 2)
        if abs(quarter - round(quarter)) > 0.06:
            continue
        pdfium.FPDFText_GetLooseCharBox(text, index, box)
        pdfium.FPDFText_GetCharOrigin(text, index, x, y)
        turn = round(quarter) % 4
        if turn % 2:
            glyph = Glyph(char, box.bottom, box.top, x.value, box.right - box.left)
        else:
            glyph = Glyph(char, box.left, box.right, y.value, box.top - box.bottom)
        glyphs.append((glyph, turn))
    return glyphs, unmapped


def readable(code: int) -> str:
    """The character of a code point: compatibility forms plain, hyphenation marks a hyphen, private use
    U+FFFD."""
    if code in (2, 0xAD, 0xFFFE):
        return "-"
    if code in (9, 0xA0, 0x3000):
        return " "
    if code in (10, 13, 0x200B, 0x200C, 0x200D, 0xFEFF):
        return ""
    if (
        code < 32
        or 0x7F <= code < 0xA0
        or 0xE000 <= code <= 0xF8FF
        or 0xD800 <= code < 0xE000
        or code > 0x10FFFF
    ):
        return "\ufffd"
    if code >= 0xF0000 or code == 0xFFFF:
        return "\ufffd"
    char = chr(code)
    if 0x2F00 <= code <= 0x2FD5 or 0xF900 <= code <= 0xFAD9 or 0xFB00 <= code <= 0xFB06:
        return unicodedata.normalize("NFKC", char)
    return char


def _common_turn(raw: list[tuple[Glyph, int]]) -> int:
    turns = Counter(turn for glyph, turn in raw if glyph.char != " ")
    return turns.most_common(1)[0][0] if turns else 0


def _turned(glyph: Glyph, turn: int, left: float, bottom: float, right: float, top: float) -> Glyph:
    """``glyph`` in a page that is turned so that its text runs from left to right."""
    char, x0, x1, y, height = glyph
    if turn == 0:
        return Glyph(char, x0 - left, x1 - left, y - bottom, height)
    if turn == 1:  # runs downwards on the page
        return Glyph(char, top - x1, top - x0, y - left, height)
    if turn == 2:
        return Glyph(char, right - x1, right - x0, top - y, height)
    return Glyph(char, x0 - bottom, x1 - bottom, right - y, height)
