"""Glyphs of a PDF page: what is drawn, where, and what is wrong with it."""

from __future__ import annotations

import ctypes
import math
import re
import unicodedata
from array import array
from collections import Counter, deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache, partial
from itertools import pairwise, repeat
from operator import sub
from typing import TYPE_CHECKING, Any

from talentdocs.ingest.pages.glyphs import Glyph, once

if TYPE_CHECKING:
    from pypdfium2 import PdfPage

_SURROGATE = re.compile("[\ud800-\udfff]")
_UNREADABLE = re.compile("[^\n\r -~·×—‘’“”…\u3001-\u9fff\uff01-\uff5e]")
"""Characters that ``readable`` may change, and a few that it does not."""
MAX_GLYPHS = 200_000
"""Glyphs of one page that are read: a full page of small print has 5,000."""


@dataclass(frozen=True, slots=True)
class PageGlyphs:
    """All glyphs of a page in the order of its content stream."""

    glyphs: tuple[Glyph, ...]
    width: float
    height: float
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
        raw = _runs(text, min(max(count, 0), MAX_GLYPHS))
    finally:
        text.close()
    turn = _common_turn(raw)
    left, bottom, right, top = page.get_bbox()
    straight = [glyph for run in raw if run.turn == turn for glyph in run.glyphs]
    if turn or left or bottom:
        straight = [_turned(glyph, turn, left, bottom, right, top) for glyph in straight]
    kept, twice = once(straight)
    wide, high = right - left, top - bottom
    if turn % 2:
        wide, high = high, wide
    return PageGlyphs(tuple(kept), wide, high, twice, count > MAX_GLYPHS)


@dataclass(frozen=True, slots=True)
class _Run:
    """Glyphs drawn one after the other with one baseline and size, and their turn in quarters."""

    turn: int
    glyphs: Sequence[Glyph]


def _runs(text: Any, count: int) -> list[_Run]:
    """Glyphs in page space; generated, unprintable and slanted ones are left out.

    A call into PDFium costs more than all that is done here with its answer, so boxes are fetched in one go,
    and baseline and turn once for neighbours whose boxes end at the same height below it.
    """
    import pypdfium2.raw as pdfium

    chars = _characters(text, count)
    kept = [
        index
        for index, char in enumerate(chars)
        if char > " " or (char == " " and pdfium.FPDFText_IsGenerated(text.raw, index) != 1)
    ]
    if not kept:
        return []
    lefts, tops, rights, bottoms = _boxes(text, kept)
    heights = list(map(sub, tops, bottoms))
    shown = [chars[index] for index in kept]
    breaks = [place for place, (a, b) in enumerate(pairwise(bottoms), start=1) if a != b]
    runs = []
    x, y = ctypes.c_double(), ctypes.c_double()
    for start, end in zip([0, *breaks], [*breaks, len(kept)], strict=True):
        quarter = pdfium.FPDFText_GetCharAngle(text.raw, kept[start]) / (math.pi / 2)
        if abs(quarter - round(quarter)) > 0.06:
            continue
        turn = round(quarter) % 4
        part = slice(start, end)
        if turn % 2 == 0:
            pdfium.FPDFText_GetCharOrigin(text.raw, kept[start], x, y)
            boxes = zip(shown[part], lefts[part], rights[part], repeat(y.value), heights[part])
            runs.append(_Run(turn, list(map(_make, boxes))))
            continue
        for place in range(start, end):
            pdfium.FPDFText_GetCharOrigin(text.raw, kept[place], x, y)
            glyph = Glyph(shown[place], bottoms[place], tops[place], x.value, rights[place] - lefts[place])
            runs.append(_Run(turn, (glyph,)))
    return runs


_make: Callable[[tuple[Any, ...]], Glyph] = partial(tuple.__new__, Glyph)


def _characters(text: Any, count: int) -> Sequence[str]:
    """The readable character of every index, empty or a line break where it has none."""
    import pypdfium2.raw as pdfium

    buffer = (ctypes.c_ushort * (count + 1))()
    length = pdfium.FPDFText_GetText(text.raw, 0, count, buffer) - 1
    content = bytes(buffer)[: 2 * max(length, 0)].decode("utf-16-le", "surrogatepass")
    if len(content) == count and not _SURROGATE.search(content):
        return list(map(_readable, content)) if _UNREADABLE.search(content) else content
    chars = []
    lead = 0
    for index in range(count):
        code = pdfium.FPDFText_GetUnicode(text.raw, index)
        if 0xD800 <= code < 0xDC00:
            lead = code
            chars.append("")
            continue
        if 0xDC00 <= code < 0xE000 and lead:
            code, lead = 0x10000 + ((lead - 0xD800) << 10) + (code - 0xDC00), 0
        chars.append(readable(code))
    return chars


def _boxes(text: Any, indexes: Sequence[int]) -> tuple[Sequence[float], ...]:
    """Left, top, right and bottom of the loose boxes of some glyphs."""
    size = 4 * len(indexes)
    sides = array("f", bytes(4 * size))
    begin = sides.buffer_info()[0]
    handle = ctypes.cast(text.raw, ctypes.c_void_p).value
    deque(map(_loose_box(), repeat(handle), indexes, range(begin, begin + 4 * size, 16)), maxlen=0)
    return sides[0::4], sides[1::4], sides[2::4], sides[3::4]


@cache
def _loose_box() -> Callable[[int | None, int, int], int]:
    """FPDFText_GetLooseCharBox with plain addresses, without an object and a conversion for each glyph."""
    import pypdfium2.raw as pdfium

    address = ctypes.cast(pdfium.FPDFText_GetLooseCharBox, ctypes.c_void_p).value
    kinds = (ctypes.c_int, ctypes.c_void_p, ctypes.c_int, ctypes.c_void_p)
    return ctypes.PYFUNCTYPE(*kinds)(address or 0)


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


class _Readable(dict[str, str]):
    """``readable`` for characters, each worked out once."""

    def __missing__(self, char: str) -> str:
        self[char] = found = readable(ord(char))
        return found


_readable = _Readable().__getitem__


def _common_turn(runs: Sequence[_Run]) -> int:
    if not any(run.turn for run in runs):
        return 0
    turns: Counter[int] = Counter()
    for run in runs:
        turns[run.turn] += sum(glyph.char != " " for glyph in run.glyphs)
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
