"""Lines → scanned lines (行扫描): clauses and headings of each line, and what its place makes it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Literal

from talentdocs.late import compiled
from talentdocs.records import Line, Text
from talentdocs.segment.lexicon import Lexicons
from talentdocs.segment.patterns import patterns
from talentdocs.structure.clauses import Piece, split_line, trim
from talentdocs.structure.frame import Frame
from talentdocs.structure.headings import (
    HASH,
    UNNUMBERED,
    UNNUMBERED_TOP,
    Form,
    Heading,
    hash_level,
    heading_forms,
    read_bold,
    read_inline,
    read_marked,
    read_titled,
    read_unnumbered,
)
from talentdocs.structure.tables import Tables

Kind = Literal["prose", "heading", "leadin", "row", "letterhead", "bracket", "signature"]
FLAT = ("dash", "bold")
"""Styles of headings without an ordinal that stand below numbered ones."""
_ANNEX = 5.0
_FINAL = frozenset("。！？；：）)”」】》;:!?.*…")


@dataclass(slots=True)
class Scan:
    """One line with its clauses and the headings in it."""

    line: Line
    number: int
    pieces: list[Piece]
    closed: bool
    """Whether the line ends with a mark that ends a sentence or a part of one."""
    kind: Kind = "prose"
    heading: Heading | None = None
    inline: dict[int, Heading] = field(default_factory=dict)
    """Headings inside the line by the number of their clause."""
    plain: bool = False
    """Whether the heading is known only by standing on a short line of its own."""


def scan_lines(text: Text, folded: str, lexicons: Lexicons, tables: Tables, frame: Frame) -> list[Scan]:
    """All lines that hold anything, in order."""
    content, forms = text.content, heading_forms(lexicons)
    named = {form.name: form for form in forms.forms}
    wrapped = _is_wrapped(text.lines, content)
    contents = _contents_lines(text.lines, folded, patterns(lexicons, "heading_words")["contents"])
    scans: list[Scan] = []
    for number, line in enumerate(text.lines):
        span = (line.start, line.end)
        if line.start == line.end:
            continue
        row = number in tables.lines
        pieces = split_line(content, *span, _tabs(content, line) if row else ())
        if not pieces:
            continue
        scan = Scan(line, number, pieces, content[pieces[-1].end - 1] in _FINAL)
        scans.append(scan)
        if number in frame.head or number in contents:
            scan.kind = "letterhead"
        elif number in frame.closing:
            scan.kind = "signature"
        elif row:
            scan.kind = "row"
        elif line.start in frame.annexes:
            scan.heading = Heading(
                "annex", _ANNEX, None, pieces[0].start, pieces[0].start, pieces[0].end, pieces[0].end
            )
        else:
            _read_heading(scan, content, folded, lexicons, wrapped, named)
    _settle_unnumbered(scans)
    return scans


def _read_heading(
    scan: Scan, content: str, folded: str, lexicons: Lexicons, wrapped: bool, named: dict[str, Form]
) -> None:
    line, pieces = scan.line, scan.pieces
    span = (line.start, line.end)
    says = patterns(lexicons, "heading_words")
    heading = read_titled(content, pieces, _glossary(lexicons), says["titled"])
    if heading is None:
        heading = read_marked(content, folded, pieces, heading_forms(lexicons), span)
    level = line.level if line.kind == "heading" else hash_level(content, span)
    if heading is None and level is not None and (title := trim(content, *span)):
        heading = Heading("hash", HASH + level, None, title[0], title[0], title[1], title[1])
    if heading is None:
        heading = read_bold(content, span, pieces)
    if heading is None:
        heading = read_unnumbered(content, pieces, wrapped, says["other_number"])
        scan.plain = heading is not None
    scan.heading = heading
    if len(pieces) > 1:
        for position, piece in enumerate(pieces[1:], start=1):
            found = read_inline(content, folded, piece, position == len(pieces) - 1, named, says["states"])
            if found is not None:
                scan.inline[position] = found


@lru_cache(maxsize=8)
def _glossary(lexicons: Lexicons) -> re.Pattern[str]:
    """What the heading of a glossary (名词解释) says."""
    entry = lexicons.table("orientation").get("glossary")
    return compiled(entry.text("pattern") if entry else "(?!)")


def _tabs(content: str, line: Line) -> tuple[int, ...]:
    cuts, at = [], content.find("\t", line.start, line.end)
    while at >= 0:
        cuts.append(at)
        at = content.find("\t", at + 1, line.end)
    if content[line.start : line.end].lstrip().startswith("|"):
        cuts += [at for at in range(line.start, line.end) if content[at] == "|"]
    return tuple(cuts)


def _is_wrapped(lines: Sequence[Line], content: str) -> bool:
    """Whether lines break at a fixed width rather than at paragraphs."""
    ends = [content[line.end - 1] for line in lines if line.end - line.start > 20]
    broken = sum(1 for mark in ends if mark not in "。！？；：）)”」.;:!?*】》")
    return len(ends) > 8 and broken * 3 > len(ends)


def _contents_lines(lines: Sequence[Line], folded: str, contents: re.Pattern[str]) -> frozenset[int]:
    """Lines of a table of contents (目录): from its title to the line before its first entry stands again."""
    for number, line in enumerate(lines[:60]):
        words = re.sub(r"[\s*#<>/a-z]", "", folded[line.start : line.end])
        if not contents.fullmatch(words):
            continue
        first = None
        for follow in range(number + 1, len(lines)):
            entry = re.sub(r"^[\s*#\-]+|[\s.…·\d*]+$", "", folded[lines[follow].start : lines[follow].end])
            if not entry or entry.startswith("<"):
                continue
            if first is None:
                first = entry
            elif entry == first:
                return frozenset(range(number, follow))
            if len(entry) > 80:
                break
        return frozenset()
    return frozenset()


def _settle_unnumbered(scans: list[Scan]) -> None:
    """Which short lines are headings, and how high: above a list that starts behind them, else inside."""
    for index, scan in enumerate(scans):
        if scan.plain and not _may_head(scans, index):
            scan.heading, scan.plain = None, False
    following: Heading | None = None
    behind: dict[int, Heading | None] = {}
    for index in range(len(scans) - 1, -1, -1):
        heading = scans[index].heading
        if scans[index].plain:
            behind[index] = following
        elif heading is not None and heading.style not in (*FLAT, "ordinal_is"):
            following = heading
    latest: dict[str, int | None] = {}
    for index, scan in enumerate(scans):
        if scan.heading is None:
            continue
        if scan.plain:
            near_annex = any(
                above.heading and above.heading.style == "annex" for above in scans[max(0, index - 2) : index]
            )
            rank = _ANNEX + 1 if near_annex else _plain_rank(behind[index], latest)
            scan.heading = scan.heading.at_rank(rank)
        else:
            latest[scan.heading.style] = scan.heading.ordinal


def _may_head(scans: list[Scan], index: int) -> bool:
    before = scans[index - 1] if index else None
    after = scans[index + 1] if index + 1 < len(scans) else None
    if after is None or after.kind == "signature":
        return False
    if before and before.plain and after.plain:
        return False
    return not (before and before.kind == "prose" and before.heading is None and not before.closed)


def _plain_rank(following: Heading | None, latest: dict[str, int | None]) -> float:
    """Rank of an unnumbered heading by the numbered one behind it and the last of that style before it."""
    if following is None:
        return UNNUMBERED_TOP
    if following.ordinal is None:
        return following.rank
    if following.ordinal == 1:
        return following.rank - 4
    if following.style in latest and latest[following.style] == following.ordinal - 1:
        return UNNUMBERED
    return following.rank
