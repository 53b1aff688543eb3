"""Canonical text → outline (提纲): headings, sections with orientation and years, clauses, rows.

Orientation comes from headings and from lead-in sentences (下一步，我局将着力抓好以下工作：). A lead-in governs what
follows it up to the next lead-in, or the next heading that stands as high as the section that holds it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import Literal

from talentdocs.records import Clause, Line, Orientation, Outline, Section, Text
from talentdocs.segment.lexicon import Lexicons
from talentdocs.structure.clauses import Piece, split_line, trim
from talentdocs.structure.frame import Frame, find_frame
from talentdocs.structure.heading_years import date_sections
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
from talentdocs.structure.orientation import Words, heading_orientation, orientation_words
from talentdocs.structure.tables import Tables, find_tables

__all__ = ["build_outline", "date_sections"]

Kind = Literal["prose", "heading", "leadin", "row", "letterhead", "bracket", "signature"]
_ANNEX = 5.0
_DEEPEST = 99.0
_FLAT = ("dash", "bold")
_BRACKET = re.compile(r"[（(〔【\[][^（(〔【]*(?:[（(][^（()）]*[）)][^（(〔【]*)*[）)〕】\]][。.]?")


@dataclass(slots=True)
class _Open:
    """A section or a lead-in that is still open while the text is read."""

    rank: float
    section: int
    orientation: Orientation
    strong: bool = False
    child: Orientation | None = None
    turns: bool = False
    """Whether its last part was a review, so that the next one that opens with a verb tells of plans."""


@dataclass(slots=True)
class _Scan:
    """One line with its clauses and the headings in it."""

    line: Line
    number: int
    pieces: list[Piece]
    kind: Kind = "prose"
    heading: Heading | None = None
    inline: dict[int, Heading] = field(default_factory=dict)
    plain: bool = False


def build_outline(text: Text, folded: str, lexicons: Lexicons) -> Outline:
    """Sections, clauses and rows of one document.

    ``folded`` has the length of ``text.content`` (full-width digits as ASCII). Years of headings that speak
    relatively stay open until ``date_sections`` is told the document's year.
    """
    tables = find_tables(text, folded, lexicons)
    frame = find_frame(text, folded, lexicons)
    scans = _scan_lines(text, folded, lexicons, tables, frame)
    _settle_unnumbered(scans)
    builder = _Builder(text.content, folded, lexicons, frame)
    builder.run(scans)
    outline = Outline(
        sections=tuple(builder.finished_sections()),
        clauses=tuple(builder.clauses),
        rows=tables.rows,
        body_start=frame.body_start,
        body_end=frame.body_end,
        annexes=frame.annexes,
    )
    return date_sections(outline, None)


# --- lines ---------------------------------------------------------------------------------------


def _scan_lines(text: Text, folded: str, lexicons: Lexicons, tables: Tables, frame: Frame) -> list[_Scan]:
    content, forms = text.content, heading_forms(lexicons)
    named = {form.name: form for form in forms.forms}
    wrapped = _is_wrapped(text.lines, content)
    contents = _contents_lines(text.lines, folded)
    scans: list[_Scan] = []
    for number, line in enumerate(text.lines):
        span = (line.start, line.end)
        if line.start == line.end:
            continue
        row = number in tables.lines
        pieces = split_line(content, *span, _tabs(content, line) if row else ())
        if not pieces:
            continue
        scan = _Scan(line, number, pieces)
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
    return scans


def _read_heading(
    scan: _Scan, content: str, folded: str, lexicons: Lexicons, wrapped: bool, named: dict[str, Form]
) -> None:
    line, pieces = scan.line, scan.pieces
    span = (line.start, line.end)
    heading = read_titled(content, pieces, _glossary(lexicons))
    if heading is None:
        heading = read_marked(content, folded, pieces, heading_forms(lexicons), span)
    level = line.level if line.kind == "heading" else hash_level(content, span)
    if heading is None and level is not None and (title := trim(content, *span)):
        heading = Heading("hash", HASH + level, None, title[0], title[0], title[1], title[1])
    if heading is None:
        heading = read_bold(content, span, pieces)
    if heading is None:
        heading = read_unnumbered(content, span, pieces, wrapped)
        scan.plain = heading is not None
    scan.heading = heading
    if len(pieces) > 1:
        for position, piece in enumerate(pieces[1:], start=1):
            found = read_inline(content, folded, piece, position == len(pieces) - 1, named)
            if found is not None:
                scan.inline[position] = found


@lru_cache(maxsize=8)
def _glossary(lexicons: Lexicons) -> re.Pattern[str]:
    """What the heading of a glossary (名词解释) says."""
    entry = lexicons.table("orientation").get("glossary")
    return re.compile(entry.text("pattern") if entry else "(?!)")


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


def _contents_lines(lines: Sequence[Line], folded: str) -> frozenset[int]:
    """Lines of a table of contents (目录): from its title to the line before its first entry stands again."""
    for number, line in enumerate(lines[:60]):
        words = re.sub(r"[\s*#<>/a-z]", "", folded[line.start : line.end])
        if words != "目录":
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


def _settle_unnumbered(scans: list[_Scan]) -> None:
    """Which short lines are headings, and how high: above the list that starts anew behind them, else inside."""
    for index, scan in enumerate(scans):
        if scan.plain and not _may_head(scans, index):
            scan.heading, scan.plain = None, False
    following: Heading | None = None
    for index in range(len(scans) - 1, -1, -1):
        scan = scans[index]
        if scan.heading is None or scan.heading.style in (*_FLAT, "ordinal_is"):
            continue
        if scan.plain:
            rank = _plain_rank(scans, index, following)
            scan.heading = _ranked(scan.heading, rank)
        else:
            following = scan.heading


def _may_head(scans: list[_Scan], index: int) -> bool:
    before = scans[index - 1] if index else None
    after = scans[index + 1] if index + 1 < len(scans) else None
    if after is None or after.kind == "signature":
        return False
    if before and before.plain and after.plain:
        return False
    return not (before and before.kind == "prose" and before.heading is None and not _closed(before))


def _closed(scan: _Scan) -> bool:
    return scan.pieces[-1].ends_sentence and scan.line.end - scan.pieces[-1].start < 2000


def _plain_rank(scans: list[_Scan], index: int, following: Heading | None) -> float:
    if any(scan.heading and scan.heading.style == "annex" for scan in scans[max(0, index - 2) : index]):
        return _ANNEX + 1
    if following is None or following.ordinal is None:
        return UNNUMBERED_TOP if following is None else following.rank
    if following.ordinal == 1:
        return following.rank - 4
    for scan in reversed(scans[:index]):
        if scan.heading and scan.heading.style == following.style:
            return UNNUMBERED if scan.heading.ordinal == following.ordinal - 1 else following.rank
    return following.rank


def _ranked(heading: Heading, rank: float) -> Heading:
    return Heading("plain", rank, None, heading.start, heading.title_start, heading.title_end, heading.end)


# --- sections and clauses ------------------------------------------------------------------------


@lru_cache(maxsize=8)
def _lead_ins(lexicons: Lexicons) -> dict[str, re.Pattern[str]]:
    """Forms of lead-ins by name: list, ahead, salutation."""
    return {entry.key: re.compile(entry.text("pattern")) for entry in lexicons.table("leadins").values()}


class _Builder:
    """Reads the scanned lines in order and keeps the sections and lead-ins that are open."""

    def __init__(self, content: str, folded: str, lexicons: Lexicons, frame: Frame) -> None:
        self.content = content
        self.folded = folded
        self.frame = frame
        self.words: Words = orientation_words(lexicons, "heading")
        self.leads: Words = orientation_words(lexicons, "leadin")
        self.forms = _lead_ins(lexicons)
        self.turns: Words = orientation_words(lexicons, "turn")
        default = self._default(orientation_words(lexicons, "title"))
        self.sections: list[Section] = [Section(0, "", 0, 0, len(content), 0, 0, None, default)]
        self.ends: list[int] = [len(content)]
        self.open: list[_Open] = [_Open(0.0, 0, default)]
        self.clauses: list[Clause] = []
        self.queue: list[tuple[int, Heading]] = []
        self.next = 0

    def _default(self, titles: Words) -> Orientation:
        for line in reversed(self.frame.title.split("\n")):
            orientation, _ = titles.read(line)
            if orientation is not None:
                return orientation
        opening = self.content[self.frame.body_start : self.frame.body_start + 400].strip().split("\n")[0]
        return titles.read(opening.rstrip("。：: "))[0] or "neutral"

    def run(self, scans: list[_Scan]) -> None:
        self.queue = [
            (heading.start, heading)
            for scan in scans
            for heading in (*((scan.heading,) if scan.heading else ()), *scan.inline.values())
        ]
        for scan in scans:
            self._line(scan)

    def finished_sections(self) -> list[Section]:
        return [replace(section, end=end) for section, end in zip(self.sections, self.ends, strict=True)]

    def _line(self, scan: _Scan) -> None:
        if scan.heading is not None:
            self._open_section(scan.heading)
        pieces = scan.pieces
        first = 0
        for position, piece in enumerate(pieces):
            if inline := scan.inline.get(position):
                self._open_section(inline)
            kind = self._kind(scan, position, piece)
            if kind in ("prose", "leadin"):
                kind = self._lead_in(piece, kind)
            if position and pieces[position - 1].ends_sentence:
                first = position
            last = position
            while not pieces[last].ends_sentence:
                last += 1
            top = self.open[-1]
            self.clauses.append(
                Clause(
                    piece.start,
                    piece.end,
                    pieces[first].start,
                    pieces[last].end,
                    scan.line.start,
                    scan.line.end,
                    top.section,
                    kind,
                    top.orientation,
                )
            )

    def _kind(self, scan: _Scan, position: int, piece: Piece) -> Kind:
        if scan.kind != "prose":
            return scan.kind
        heading = scan.heading if position == 0 else scan.inline.get(position)
        if heading is not None and not heading.item and heading.end >= piece.end - 2:
            return "heading"
        if self.content[piece.start] in "（(〔【[" and _BRACKET.fullmatch(
            self.content, piece.start, piece.end
        ):
            return "bracket"
        if self.content[piece.end - 1] in "：:" or (
            piece.end - piece.start < 14
            and self.forms["salutation"].match(self.content[piece.start : piece.end])
        ):
            return "leadin"
        return "prose"

    def _open_section(self, heading: Heading) -> None:
        while len(self.open) > 1 and self.open[-1].rank >= heading.rank:
            self._close(heading.start)
        while self.next < len(self.queue) and self.queue[self.next][0] <= heading.start:
            self.next += 1
        above = self.open[-1]
        title = self.content[heading.title_start : heading.title_end].replace("**", "").strip()
        orientation, strong = self._orient(title, heading, above)
        index = len(self.sections)
        parent = self.sections[above.section]
        path = f"{parent.path} > {title}" if parent.path else title
        self.sections.append(
            Section(
                index,
                title,
                parent.level + 1,
                heading.start,
                len(self.content),
                heading.start,
                heading.end,
                parent.index,
                orientation,
                path=path,
            )
        )
        self.ends.append(len(self.content))
        if orientation != "neutral":
            above.child = orientation
            above.turns = strong and orientation == "done" and self.leads.read(title)[0] == "done"
        self.open.append(_Open(heading.rank, index, orientation, strong))

    def _orient(self, title: str, heading: Heading, above: _Open) -> tuple[Orientation, bool]:
        inherited = above.orientation
        if heading.rank < 60 and above.child is not None and not self._leads(above):
            inherited = above.child
            if above.turns and self.turns.read(title)[0] == "planned":
                inherited = "planned"
        if heading.rank > 80 or heading.item:
            return above.orientation, False
        found, lead = heading_orientation(title, self.words, self.frame.year)
        if found is None or found == inherited:
            return inherited, found is not None
        if inherited != "neutral" and lead < 2:
            return inherited, False
        if inherited != "neutral" and (heading.rank >= 48 or above.strong):
            if lead < 4 or (found == "neutral" and len(title) > 12):
                return inherited, False
        return found, True

    def _leads(self, above: _Open) -> bool:
        return above.strong and above.rank != int(above.rank) and above.child is None

    def _close(self, position: int) -> None:
        closed = self.open.pop()
        if self.sections[closed.section].heading_start < position and (
            self.open[-1].section != closed.section
        ):
            self.ends[closed.section] = position

    def _lead_in(self, piece: Piece, kind: Kind) -> Kind:
        """Open a region where the clause is a lead-in; its kind is ``leadin`` where it only announces."""
        words = self.folded[piece.start : piece.end]
        lists = kind == "leadin" or (len(words) < 60 and self.forms["list"].search(words) is not None)
        opened = self.forms["opened"].search(words) if not lists else None
        ahead = self.forms["ahead"].search(words[:60]) is not None
        if not lists and not opened and (not ahead or "了" in words):
            return kind
        orientation, lead = self.leads.read(words[: opened.end()] if opened else words)
        if ahead and not lists and not opened:
            orientation, lead = "planned", 4.0
        if orientation is None or not lead:
            return kind
        top = self.open[-1]
        if (
            orientation != top.orientation
            and top.strong
            and lead < (1 if opened or words[-1] in "：:" else 3)
        ):
            return kind
        self._push_lead(orientation, piece.start, 2 if opened else 1)
        return "leadin" if lists else kind

    def _push_lead(self, orientation: Orientation, position: int, first: int) -> None:
        rank = self._lead_rank(position, first)
        while len(self.open) > 1 and self.open[-1].rank >= rank:
            self._close(position)
        self.open.append(_Open(rank, self.open[-1].section, orientation, True))

    def _lead_rank(self, position: int, first: int) -> float:
        """Just above the list whose item ``first`` comes next, else deepest."""
        while self.next < len(self.queue) and self.queue[self.next][0] <= position:
            self.next += 1
        if self.next >= len(self.queue):
            return _DEEPEST
        heading = self.queue[self.next][1]
        if heading.ordinal == first:
            return heading.rank - 0.5
        inside = any(frame.rank == heading.rank for frame in self.open)
        return heading.rank - 0.5 if heading.style in _FLAT and not inside else _DEEPEST
