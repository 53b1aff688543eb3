"""The closing of a document (文尾): signature, date, contacts, copies and the list of annexes above them.

It stands at the end, before the first 附件, or, where a notice carries what it issues, in the middle.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from talentdocs.late import late

LONGEST = 16
"""Lines that a closing has at most."""
_DATE_LINE = late(
    r"[（(]?(?:(?:19|20)\d\d\s*年\s*\d{1,2}\s*月\s*\d{1,2}\s*日|[二一][〇○零ОO0九][^\s年]{2}年[^\s月]{1,3}月[^\s日]{1,3}日)[）)]?$"
)
_LIST_ITEM = late(r"\d{1,2}\s*[.．、]\s*\S{2,50}$")
_POINTS = late(r"[。；：，！]")

Forms = Mapping[str, re.Pattern[str]]
Words = Sequence[tuple[int, str]]
"""Line numbers with the words of the lines, blank lines left out."""


class Closing(NamedTuple):
    """Line numbers of the closing, and the line behind it where what is issued begins."""

    lines: frozenset[int]
    issued: int | None = None


def find_closing(words: Words, forms: Forms) -> Closing:
    """The closing of the lines before the first annex: at their end, else in their middle."""
    at_end = frozenset(_read_back(words, len(words) - 1, forms))
    if any(number in at_end and _DATE_LINE.match(line) for number, line in words[-LONGEST:]):
        return Closing(at_end)
    for index in range(1, len(words) - 3):
        line = words[index][1]
        if len(line) <= 24 and _DATE_LINE.match(line) and _signed(words, index, forms):
            middle = _in_the_middle(words, index, forms)
            return middle._replace(lines=middle.lines | at_end)
    return Closing(at_end)


def find_imprint(words: Words, forms: Forms, imprint: re.Pattern[str]) -> frozenset[int]:
    """The imprint that may stand below all annexes: ``某市人民政府办公室`` and ``2024年5月20日印发``."""
    if not words or not imprint.search(words[-1][1]) or len(words[-1][1]) > 45:
        return frozenset()
    organ = len(words) > 1 and forms["organ"].fullmatch(re.sub(r"\s", "", words[-2][1]))
    return frozenset(number for number, _ in words[-2 if organ else -1 :])


def _signed(words: Words, index: int, forms: Forms) -> bool:
    above = words[index - 1][1]
    return len(above) <= 40 and forms["organ"].fullmatch(re.sub(r"\s", "", above)) is not None


def _in_the_middle(words: Words, index: int, forms: Forms) -> Closing:
    lines = set(_read_back(words, index, forms))
    follow = index + 1
    while follow < len(words) and forms["closing"].match(words[follow][1]):
        lines.add(words[follow][0])
        follow += 1
    return Closing(frozenset(lines), words[follow][0] if follow < len(words) else None)


def _read_back(words: Words, last: int, forms: Forms) -> list[int]:
    """Lines of the closing that ends with line ``last``, from the end upwards."""
    found: list[int] = []
    dated = False
    index = last
    while index >= 0 and len(found) < LONGEST:
        number, line = words[index]
        if forms["closing"].match(line):
            dated = True
        elif _LIST_ITEM.match(line) and (start := _annex_list(words, index, forms)) is not None:
            found.extend(words[item][0] for item in range(index, start - 1, -1))
            index = start - 1
            continue
        elif len(line) > 45 or not (
            forms["organ"].match(line) or (dated and len(line) <= 20 and not _POINTS.search(line))
        ):
            break
        found.append(number)
        index -= 1
    return found


def _annex_list(words: Words, index: int, forms: Forms) -> int | None:
    """Index of the line 附件：1.… of which this line goes on with the list."""
    for start in range(index - 1, max(-1, index - 12), -1):
        if forms["annex_list"].match(words[start][1]):
            return start
        if not _LIST_ITEM.match(words[start][1]):
            return None
    return None
