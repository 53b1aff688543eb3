"""Canonical text → outline (提纲): headings, sections with orientation and years, clauses, rows.

Orientation comes from headings and from lead-in sentences (下一步，我局将抓好以下工作：). A lead-in governs
what follows it up to the next lead-in, or the next heading that stands as high as the section that holds it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache

from talentdocs.late import compiled, late
from talentdocs.records import Clause, Orientation, Outline, Section, Text
from talentdocs.segment.firsts import Finder
from talentdocs.segment.lexicon import Lexicons
from talentdocs.structure.clauses import Piece
from talentdocs.structure.frame import Frame, find_frame
from talentdocs.structure.heading_years import date_sections
from talentdocs.structure.headings import Heading
from talentdocs.structure.orientation import Words, heading_orientation, orientation_words
from talentdocs.structure.scan import FLAT, Kind, Scan, scan_lines
from talentdocs.structure.tables import find_tables

__all__ = ["build_outline", "date_sections"]

_DEEPEST = 99.0
_BRACKET = late(r"[（(〔【\[][^（(〔【]*(?:[（(][^（()）]*[）)][^（(〔【]*)*[）)〕】\]][。.]?")


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


def build_outline(text: Text, folded: str, lexicons: Lexicons) -> Outline:
    """Sections, clauses and rows of one document.

    ``folded`` has the length of ``text.content`` (full-width digits as ASCII). Years of headings that speak
    relatively stay open until ``date_sections`` is told the document's year.
    """
    tables = find_tables(text, folded, lexicons)
    frame = find_frame(text, folded, lexicons, tables.lines)
    scans = scan_lines(text, folded, lexicons, tables, frame)
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
    return date_sections(outline, None, lexicons)


# --- sections and clauses ------------------------------------------------------------------------


@lru_cache(maxsize=8)
def _lead_ins(lexicons: Lexicons) -> dict[str, re.Pattern[str]]:
    """Forms of lead-ins by name: list, opened, begun, ahead, we_will, salutation."""
    return {
        entry.key: compiled(entry.text("pattern"))
        if entry.key == "opened"
        else Finder(entry.text("pattern")).regex
        for entry in lexicons.table("leadins").values()
    }


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

    def run(self, scans: list[Scan]) -> None:
        self.queue = [
            (heading.start, heading)
            for scan in scans
            for heading in (*((scan.heading,) if scan.heading else ()), *scan.inline.values())
        ]
        for scan in scans:
            self._line(scan)

    def finished_sections(self) -> list[Section]:
        return [
            section if section.end == end else replace(section, end=end)
            for section, end in zip(self.sections, self.ends, strict=True)
        ]

    def _line(self, scan: Scan) -> None:
        if scan.heading is not None:
            self._open_section(scan.heading)
        pieces = scan.pieces
        first = 0
        for position, piece in enumerate(pieces):
            if inline := scan.inline.get(position):
                self._open_section(inline)
            kind = self._kind(scan, position, piece)
            if kind in ("prose", "leadin"):
                kind = self._lead_in(piece, kind, position == 0)
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

    def _kind(self, scan: Scan, position: int, piece: Piece) -> Kind:
        if scan.kind != "prose":
            return scan.kind
        heading = scan.heading if position == 0 else scan.inline.get(position)
        listed = position > 0 and not scan.pieces[position - 1].ends_sentence
        if heading is not None and not heading.item and not listed and heading.end >= piece.end - 2:
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
            if above.turns and heading.rank < 48 and self.turns.read(title)[0] == "planned":
                inherited = "planned"
        if heading.rank > 80 or heading.item:
            return above.orientation, False
        found, lead = heading_orientation(title, self.words, self.frame.year)
        if found is None or found == inherited:
            return inherited, found is not None
        if inherited != "neutral" and lead < 2:
            return inherited, False
        guarded = inherited != "neutral" and (heading.rank >= 48 or above.strong)
        if guarded and (lead < 4 or (found == "neutral" and len(title) > 12)):
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

    def _lead_in(self, piece: Piece, kind: Kind, opens: bool) -> Kind:
        """Open a region where the clause is a lead-in; its kind is ``leadin`` where it only announces.

        ``opens`` says that it opens its paragraph.
        """
        words = self.folded[piece.start : piece.end]
        lists = kind == "leadin" or (
            len(words) < 60 and words[-1] in "。：:" and self.forms["list"].search(words[-30:]) is not None
        )
        colon = "：" in words or ":" in words
        opened = self.forms["opened"].search(words) if colon and not lists else None
        if lists or opened:
            orientation, lead = self.leads.read(words[: opened.end()] if opened else words)
        elif "了" not in words and (
            self.forms["ahead"].search(words[:60]) or (opens and self.forms["we_will"].match(words))
        ):
            orientation, lead = "planned", 4.0
        else:
            return kind
        if orientation is None or not lead:
            return kind
        top = self.open[-1]
        if (
            orientation != top.orientation
            and top.strong
            and lead < (1 if opened or words[-1] in "：:" else 3)
        ):
            return kind
        begun = opened or self.forms["begun"].search(words)
        self._push_lead(orientation, piece.start, 2 if begun else 1)
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
        return heading.rank - 0.5 if heading.style in FLAT and not inside else _DEEPEST
