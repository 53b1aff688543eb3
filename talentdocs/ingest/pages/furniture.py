"""Page furniture (页眉页脚): running heads, running feet and page numbers, which are no text of the
document."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import product

from talentdocs.ingest.pages.layout import PageLine

ZONE = 0.12
"""Share of the page's height at top and bottom where furniture stands; GB/T 9704 gives margins of 12 %."""
_NUMBER = re.compile(
    r"[-—–―·\s.]*(?:第\s*)?(?:\d{1,5}|[ivxlcIVXLC]{1,8}|[〇一二三四五六七八九十百]{1,5})(?:\s*页)?"
    r"(?:\s*(?:[/／]|共|，\s*共|of)\s*\d{1,5}(?:\s*页)?)?[-—–―·\s.]*"
)
_BARE = re.compile(r"[ivxlcIVXLC]{1,8}|[〇一二三四五六七八九十百]{1,5}")
_PLAIN = re.compile(r"\d{1,5}")
_DIGITS = re.compile(r"\d{1,9}")
MAX_NUMBERS = 4
"""Numbers in a running head that may count on; more are compared as they stand."""


def body_lines(pages: Sequence[tuple[Sequence[PageLine], float]]) -> list[list[PageLine]]:
    """Lines of each page (with its height) without furniture.

    A line goes that stands at the edge of the page and is a page number (``— 3 —``, ``第3页 共9页``), or is
    the same in the same place on at least three pages, or on both of two; a number in it may count on with
    the pages. Body text that differs in its figures (``2021年达到729辆``, ``2021年达到815辆``) is kept.
    """
    counts = Counter(
        key
        for number, (lines, height) in enumerate(pages)
        for key in {key for line in _edge(lines, height) for key in _keys(line, height, number)}
    )
    least = 2 if len(pages) == 2 else 3
    offsets = Counter(
        int(line.text) - number
        for number, (lines, height) in enumerate(pages)
        for line in _edge(lines, height)
        if _PLAIN.fullmatch(line.text)
    )
    kept = []
    for number, (lines, height) in enumerate(pages):
        dropped = {
            id(line)
            for line in _edge(lines, height)
            if _is_number_of(line.text, number, offsets, len(pages))
            or (
                len(pages) > 1
                and not _PLAIN.fullmatch(line.text)
                and any(counts[key] >= least for key in _keys(line, height, number))
            )
        }
        kept.append([line for line in lines if id(line) not in dropped])
    return kept


def _is_number_of(text: str, number: int, offsets: Counter[int], pages: int) -> bool:
    """Whether a line at the edge is the page's number; a plain figure must count on with that of another
    page."""
    if _PLAIN.fullmatch(text):
        return pages == 1 or offsets[int(text) - number] > 1
    return is_page_number(text)


def is_page_number(text: str) -> bool:
    """Whether a line is a page number and nothing else: ``3``, ``- 3 -``, ``第3页``, ``3/12``."""
    text = text.strip()
    return bool(text) and bool(_NUMBER.fullmatch(text)) and not _BARE.fullmatch(text)


def _edge(lines: Sequence[PageLine], height: float) -> list[PageLine]:
    """Lines in the margins: the outermost two at either end."""
    inside = sorted(lines, key=lambda line: -line.y)
    top = [line for line in inside[:2] if line.y > height * (1 - ZONE)]
    bottom = [line for line in inside[-2:] if line.y < height * ZONE]
    return top + bottom


def _keys(line: PageLine, height: float, page: int) -> list[tuple[str, tuple[tuple[bool, int], ...], int]]:
    """What a line has in common with running heads on other pages: its words, its place, and its numbers,
    each as it stands or as its distance from the page's."""
    place = round(line.y / max(height, 1.0) * 50)
    numbers = [int(digits) for digits in _DIGITS.findall(line.text)]
    words = _DIGITS.sub("#", line.text)
    if len(numbers) > MAX_NUMBERS:
        return [(line.text, (), place)]
    readings = product(*([(False, number), (True, number - page)] for number in numbers))
    return [(words, reading, place) for reading in readings]
