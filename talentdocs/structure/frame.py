"""The frame of a document (文头、文尾): where its letterhead ends, its closing begins and its annexes stand.

Line forms are data: ``lexicons/letterhead.toml``.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from talentdocs.late import compiled, late
from talentdocs.records import Line, Text
from talentdocs.segment.lexicon import Lexicons
from talentdocs.segment.patterns import Patterns, patterns
from talentdocs.structure.closing import find_closing, find_imprint
from talentdocs.structure.headings import heading_forms

_HEAD_LINES = 30
_PLACES = frozenset(
    ("closing", "date", "annex", "annex_list", "annex_titled", "organ", "addressee", "not_addressee")
)
_EDGE = "* \t\u3000#"
_YEAR = late(r"(?<!\d)(20\d\d|19[89]\d)(?=\s*年|\s*[-—－–]|[〕\]］】)）])")
_DATE = late(r"(?<!\d)(20\d\d|19[89]\d)\s*[年\-./]\s*(\d{1,2})\s*[月\-./]")
_HAN_YEAR = late(r"二[〇○零ОO0][〇○零ОO0一二三四五六七八九]{2}年")


@dataclass(frozen=True, slots=True)
class Frame:
    """Line numbers and offsets that frame the body."""

    head: frozenset[int]
    """Numbers of the lines of the letterhead."""
    closing: frozenset[int]
    """Numbers of the lines of the closing."""
    body_start: int
    body_end: int
    annexes: tuple[int, ...]
    title: str
    """All lines of the letterhead joined: enough to tell what kind of document it is."""
    year: int | None
    """Year that the letterhead or the closing names, a first guess."""


@lru_cache(maxsize=8)
def line_forms(lexicons: Lexicons) -> dict[str, re.Pattern[str]]:
    """Line forms by place or name: those of ``_PLACES``."""
    parts: dict[str, list[str]] = {}
    for entry in lexicons.table("letterhead").values():
        for place in {entry.text("place"), entry.key} & _PLACES:
            parts.setdefault(place, []).append(f"(?:{entry.text('pattern')})")
    return {place: compiled("|".join(pieces)) for place, pieces in parts.items()}


def find_frame(text: Text, folded: str, lexicons: Lexicons, rows: frozenset[int] = frozenset()) -> Frame:
    """The frame of one document; everything is body where it has neither letterhead nor closing.

    ``rows`` are the numbers of lines that tables cover: they belong to neither.
    """
    forms = line_forms(lexicons)
    words = [
        (number, stripped)
        for number, line in enumerate(text.lines)
        if (stripped := folded[line.start : line.end].strip(_EDGE))
    ]
    top = [number for number, _ in words]
    until = next((index for index, number in enumerate(top) if number in rows), len(top))
    head, body_start = _head(text.lines, folded, top[:until], lexicons)
    if until < len(top) and body_start > text.lines[top[until]].start:
        body_start = text.lines[top[until]].start
    behind = [(number, line) for number, line in words if number not in head and number not in rows]
    annexes = [
        number
        for at, (number, line) in enumerate(behind)
        if (len(line) <= 12 and forms["annex"].match(line))
        or (forms["annex_titled"].match(line) and _is_below(behind[:at], number, rows, forms))
    ]
    closing = find_closing([pair for pair in behind if not annexes or pair[0] < annexes[0]], forms)
    if closing.issued is not None:
        annexes.insert(0, closing.issued)
    end = text.lines[annexes[0]].start if annexes else len(text.content)
    body_end = min((text.lines[number].start for number in closing.lines), default=end)
    title = "\n".join(
        folded[text.lines[number].start : text.lines[number].end].strip(_EDGE) for number in sorted(head)
    )
    starts = tuple(text.lines[number].start for number in annexes)
    below = closing.lines | find_imprint(behind, forms, patterns(lexicons, "letterhead_words")["imprint"])
    year = _year(title, text.lines, folded, below, patterns(lexicons, "heading_words"))
    return Frame(head, below, body_start, body_end, starts, title, year)


def _is_below(
    above: Sequence[tuple[int, str]], number: int, rows: frozenset[int], forms: dict[str, re.Pattern[str]]
) -> bool:
    """Whether a line 附件：任务分工表 heads that table or stands below the date, not above a signature."""
    if number + 1 in rows or number + 2 in rows:
        return True
    return bool(above) and len(above[-1][1]) <= 24 and forms["date"].match(above[-1][1]) is not None


def _head(
    lines: Sequence[Line], folded: str, filled: list[int], lexicons: Lexicons
) -> tuple[frozenset[int], int]:
    forms, marks = line_forms(lexicons), heading_forms(lexicons)
    says = patterns(lexicons, "heading_words")
    head: list[int] = []
    queue = _past_front_matter(lines, folded, filled, head)
    for number in queue[:_HEAD_LINES]:
        line = lines[number]
        stripped = folded[line.start : line.end].strip("* \t\u3000#>")
        if not stripped or stripped.startswith("<"):
            head.append(number)
            continue
        if _is_addressee(stripped, forms) and not _marked(stripped, marks):
            head.append(number)
            return frozenset(head), min(line.end + 1, len(folded))
        if line.kind == "row" or _is_body(stripped, says) or _marked(stripped, marks):
            return frozenset(head), line.start
        head.append(number)
    if len(queue) > _HEAD_LINES:
        head = head[: len(head) - _HEAD_LINES + 1]
    start = next((lines[number].start for number in filled if number not in head), len(folded))
    return frozenset(head), start


def _past_front_matter(lines: Sequence[Line], folded: str, filled: list[int], head: list[int]) -> list[int]:
    def words(number: int) -> str:
        return folded[lines[number].start : lines[number].end].strip()

    if not filled or set(words(filled[0])) != {"-"}:
        return filled
    close = next(
        (spot for spot in range(1, min(len(filled), 40)) if re.fullmatch(r"-{3,}", words(filled[spot]))), None
    )
    if close is None:
        return filled
    head.extend(filled[: close + 1])
    return filled[close + 1 :]


def _is_addressee(stripped: str, forms: dict[str, re.Pattern[str]]) -> bool:
    return (
        forms["addressee"].fullmatch(stripped) is not None and forms["not_addressee"].match(stripped) is None
    )


def _is_body(stripped: str, says: Patterns) -> bool:
    if says["opens_body"].match(stripped):
        return True
    return "。" in stripped or stripped.endswith(("；", "，")) or (len(stripped) > 70 and "，" in stripped)


def _marked(stripped: str, marks: object) -> bool:
    found = marks.at(stripped, 0, len(stripped))  # type: ignore[attr-defined]
    return found is not None and found[0].rank < 88 and len(stripped) > found[1].end() + 1


def _year(
    title: str, lines: Sequence[Line], folded: str, closing: frozenset[int], says: Patterns
) -> int | None:
    for number in sorted(closing):
        if found := _DATE.search(folded, lines[number].start, lines[number].end):
            return int(found[1])
        if found := _HAN_YEAR.search(folded, lines[number].start, lines[number].end):
            return int(
                "".join(
                    str("〇一二三四五六七八九".find(mark)) if mark not in "○零ОO0" else "0"
                    for mark in found[0][:4]
                )
            )
    kept = [line for line in title.split("\n") if not says["not_titled"].match(line)]
    dates = [int(found[1]) for line in kept for found in _DATE.finditer(line)]
    years = dates or [int(found) for line in kept for found in _YEAR.findall(line)]
    if not years:
        return None
    late = any(found[2] in ("11", "12") for line in kept for found in _DATE.finditer(line))
    return min(years) + 1 if late and says["report"].search(title) else min(years)
