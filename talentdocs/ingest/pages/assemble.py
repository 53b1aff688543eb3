"""Pages → canonical text (逐页成文): paragraphs and tables run on over page breaks, furniture is left out."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from talentdocs.ingest.lines import Builder
from talentdocs.ingest.pages.furniture import body_lines
from talentdocs.ingest.pages.glyphs import Glyph
from talentdocs.ingest.pages.layout import PageLine, ordered_lines
from talentdocs.ingest.pages.paragraphs import Leaf, Placed, glued, join, placed
from talentdocs.ingest.pages.ruling import RuledTable

_QUOTES = frozenset('"“”')
_NUMBER_BRACKETS = re.compile(r"[\[［〔【(（]((?:19|20)\d\d)[\]］〕】)）](?=第?\d{1,4}号)")


@dataclass(slots=True)
class Page:
    """What was found on one page."""

    number: int
    width: float = 1.0
    height: float = 1.0
    lines: list[PageLine] = field(default_factory=list)
    tables: list[RuledTable] = field(default_factory=list)
    confidence: float | None = None


def lines_around(glyphs: Sequence[Glyph], tables: Sequence[RuledTable], height: float) -> list[PageLine]:
    """Lines in reading order, each stretch between two tables on its own so that columns are found in it."""
    lines: list[PageLine] = []
    bounds = [height - table.box[1] for table in tables]
    rest = list(glyphs)
    for bound in bounds:
        above = [glyph for glyph in rest if glyph.y >= bound]
        rest = [glyph for glyph in rest if glyph.y < bound]
        lines += [line.compact() for line in ordered_lines(above)]
    return lines + [line.compact() for line in ordered_lines(rest)]


def write(pages: Sequence[Page], builder: Builder) -> None:
    """Adds paragraphs and rows of all pages; a paragraph and a table may run on over a page break."""
    kept = body_lines([(page.lines, page.height) for page in pages])
    leaves = [
        Leaf(page.number, lines, page.width, page.confidence is not None)
        for page, lines in zip(pages, kept, strict=True)
    ]
    writer = _Writer(builder, {page.number: page.confidence for page in pages})
    for page, rest in zip(pages, placed(leaves), strict=True):
        for table in page.tables:
            above = [item for item in rest if item.line.y > page.height - table.box[1]]
            rest = rest[len(above) :]
            writer.add_lines(above)
            writer.add_table(table, page.number)
        writer.add_lines(rest)
    writer.close()


class _Writer:
    """The paragraph and the table that are still open at a page break."""

    def __init__(self, builder: Builder, confidence: Mapping[int, float | None]) -> None:
        self._builder = builder
        self._confidence = confidence
        self._lines: list[Placed] = []
        self._table: RuledTable | None = None
        self._rows: list[tuple[int, tuple[str, ...]]] = []

    def add_lines(self, lines: Sequence[Placed]) -> None:
        """Lines of text, which end an open table."""
        if lines:
            self._close_table()
            self._lines += lines

    def add_table(self, table: RuledTable, page: int) -> None:
        """A table, which ends an open paragraph; right after another with the same columns it goes on
        with that."""
        self._close_paragraphs()
        if self._table is not None and _same_columns(self._table, table):
            fresh = continued([row for _, row in self._rows], table.rows)
            self._rows = [(number, row) for (number, _), row in zip(self._rows, fresh, strict=False)] + [
                (page, row) for row in fresh[len(self._rows) :]
            ]
            return
        self._close_table()
        self._table = table
        self._rows = [(page, row) for row in table.rows]

    def close(self) -> None:
        """Writes what is still open."""
        self._close_paragraphs()
        self._close_table()

    def _close_paragraphs(self) -> None:
        for paragraph in join(self._lines):
            confidence = self._confidence[paragraph.page]
            text = paragraph.text if confidence is None else repaired(paragraph.text)
            self._builder.add(text, page=paragraph.page, confidence=confidence)
        self._lines = []

    def _close_table(self) -> None:
        if self._table is not None:
            number = self._builder.new_table()
            for page, row in self._rows:
                self._builder.row(row, number, page=page, confidence=self._confidence[page])
        self._table, self._rows = None, []


def continued(above: Sequence[tuple[str, ...]], below: Sequence[tuple[str, ...]]) -> list[tuple[str, ...]]:
    """Rows of a table and of its continuation on the next page as one: the repeated head is left out, a
    row that
    the page break cuts is made whole, and the category of a merged first cell goes on."""
    rows, rest = list(above), list(below)
    head = 0
    while head < min(len(rows), len(rest)) and rest[head] == rows[head]:
        head += 1
    rest = rest[head:]
    if rest and rows and _is_rest_of_row(rows[-1], rest[0]):
        rows[-1] = tuple(glued(one, other) for one, other in zip(rows[-1], rest.pop(0), strict=True))
    if not head:
        for index, row in enumerate(rest):
            if row[0] or len(row) == 1 or not rows or len(rows[-1]) == 1:
                break
            rest[index] = (rows[-1][0], *row[1:])
    return rows + rest


def _is_rest_of_row(last: tuple[str, ...], first: tuple[str, ...]) -> bool:
    """Whether ``first`` only fills cells that ran over: its first cell and another are empty that were
    not above."""
    if len(last) != len(first) or first[0] or len(last) < 2:
        return False
    return any(one and not other for one, other in zip(last[1:], first[1:], strict=True))


def repaired(text: str) -> str:
    """Recognised text with the marks that recognition confuses put right.

    Quotation marks alternate: ``“上林工匠"`` is “上林工匠”, and ``”上林工匠“`` too where their
    number is even. The
    brackets of a document number are 〔〕: ``慈党发〔2017】38号``.
    """
    text = _NUMBER_BRACKETS.sub(r"〔\1〕", text)
    strict = sum(char in _QUOTES for char in text) % 2 == 0
    pieces = []
    inside = False
    for char in text:
        if char in _QUOTES:
            closing = inside if strict or char == '"' else char == "”"
            char = "”" if closing else "“"
            inside = not closing
        pieces.append(char)
    return "".join(pieces)


def _same_columns(one: RuledTable, other: RuledTable) -> bool:
    return len(one.columns) == len(other.columns) and all(
        abs(a - b) < 4 for a, b in zip(one.columns, other.columns, strict=True)
    )
