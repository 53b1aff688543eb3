"""Pages → canonical text (逐页成文): paragraphs and tables run on over page breaks, furniture is left out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from talentdocs.ingest.lines import Builder
from talentdocs.ingest.pages.furniture import body_lines
from talentdocs.ingest.pages.glyphs import Glyph
from talentdocs.ingest.pages.layout import LineOfText, ordered_lines
from talentdocs.ingest.pages.paragraphs import Placed, join, placed
from talentdocs.ingest.pages.ruling import RuledTable


@dataclass(slots=True)
class Page:
    """What was found on one page."""

    number: int
    height: float
    lines: list[LineOfText] = field(default_factory=list)
    tables: list[RuledTable] = field(default_factory=list)
    confidence: float | None = None


def lines_around(glyphs: Sequence[Glyph], tables: Sequence[RuledTable], height: float) -> list[LineOfText]:
    """Lines in reading order, each stretch between two tables on its own so that columns are found in it."""
    lines: list[LineOfText] = []
    bounds = [height - table.box[1] for table in tables]
    rest = list(glyphs)
    for bound in bounds:
        above = [glyph for glyph in rest if glyph.y >= bound]
        rest = [glyph for glyph in rest if glyph.y < bound]
        lines += ordered_lines(above)
    return lines + ordered_lines(rest)



def write(pages: Sequence[Page], builder: Builder) -> None:
    """Adds paragraphs and rows of all pages; a paragraph and a table may run on over a page break."""
    kept = body_lines([(page.lines, page.height) for page in pages])
    numbered = [(page.number, lines, page.confidence is not None) for page, lines in zip(pages, kept, strict=True)]
    open_lines: list[Placed] = []
    open_table: tuple[int, RuledTable] | None = None
    sure = {page.number: page.confidence for page in pages}
    for page, rest in zip(pages, placed(numbered), strict=True):
        for table in page.tables:
            above = [item for item in rest if item.line.y > page.height - table.box[1]]
            rest = rest[len(above) :]
            open_lines += above
            if open_lines:
                _flush(open_lines, builder, sure)
                open_table = None
            open_table = _add_table(table, open_table, page, builder)
        if rest:
            open_table = None
        open_lines += rest
    _flush(open_lines, builder, sure)


def _flush(lines: list[Placed], builder: Builder, sure: Mapping[int, float | None]) -> None:
    for paragraph in join(lines):
        confidence = sure[paragraph.page]
        text = paragraph.text if confidence is None else paired_quotes(paragraph.text)
        builder.add(text, page=paragraph.page, confidence=confidence)
    lines.clear()


def paired_quotes(text: str) -> str:
    """Straight quotation marks as curly ones, in turn: recognition often sees ``“上林工匠"`` for “上林工匠”."""
    if '"' not in text:
        return text
    pieces = []
    inside = False
    for char in text:
        if char in '"“”':
            char = "”" if char == "”" or (char == '"' and inside) else "“"
            inside = char == "“"
        pieces.append(char)
    return "".join(pieces)


def _add_table(
    table: RuledTable, before: tuple[int, RuledTable] | None, page: Page, builder: Builder
) -> tuple[int, RuledTable]:
    """Adds the rows; a table with the same columns right after another one goes on with it, its head left out."""
    rows = table.rows
    if before is not None and _same_columns(before[1], table):
        number, first = before
        if rows[0] == first.rows[0]:
            rows = rows[1:]
    else:
        number, first = builder.new_table(), table
    for row in rows:
        builder.row(row, number, page=page.number, confidence=page.confidence)
    return number, first


def _same_columns(one: RuledTable, other: RuledTable) -> bool:
    return len(one.columns) == len(other.columns) and all(
        abs(a - b) < 4 for a, b in zip(one.columns, other.columns, strict=True)
    )
