"""A PDF file, page by page: which pages have text, what stands on them, and how it runs on (版式文件)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from talentdocs.ingest import problems
from talentdocs.ingest.encoding import common_han
from talentdocs.ingest.lines import Builder
from talentdocs.ingest.pdf.furniture import body_lines
from talentdocs.ingest.pdf.glyphs import Glyph, PageGlyphs, page_glyphs
from talentdocs.ingest.pdf.layout import LineOfText, ordered_lines
from talentdocs.ingest.pdf.paragraphs import Placed, join, placed
from talentdocs.ingest.pdf.ruling import RuledTable, ruled_tables
from talentdocs.options import Options
from talentdocs.records import Text

if TYPE_CHECKING:
    from pypdfium2 import PdfDocument, PdfPage

MAX_PAGES = 20_000
GARBLED = 0.1
"""Share of glyphs without a Unicode value from which the text layer of a page is of no use."""
TWICE_SHARE = 0.3


@dataclass(slots=True)
class Page:
    """What was found on one page."""

    number: int
    height: float
    lines: list[LineOfText] = field(default_factory=list)
    tables: list[RuledTable] = field(default_factory=list)
    confidence: float | None = None


def read_pdf(data: bytes, options: Options = Options()) -> Text:  # noqa: B008 - frozen
    """Text of a PDF: a paragraph a line, rows of ruled tables, the page of each line.

    Raises ReadError T103 (damaged), T104 (encrypted) and T107 or T105 where no page has text.
    """
    document = _open(data)
    try:
        count = len(document)
        if count > MAX_PAGES:
            raise problems.too_large(f"{count} pages")
        warnings: list[str] = []
        pages = [_read_page(document, number, warnings) for number in range(1, count + 1)]
        title = _title(document)
    finally:
        document.close()
    builder = Builder()
    _write(pages, builder)
    if not len(builder):
        raise problems.no_text("pdf", "its pages are pictures: install 'talentdocs[ocr]' to have them recognised")
    return builder.text("pdf", pages=count, warnings=warnings, title_hint=title)


def _open(data: bytes) -> PdfDocument:
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(data)
        if len(document) == 0:
            raise problems.damaged("pdf", "it has no pages")
    except pypdfium2.PdfiumError as error:
        if "password" in str(error).lower() or "security" in str(error).lower():
            raise problems.encrypted("pdf") from error
        raise problems.damaged("pdf", str(error)) from error
    return document


def _title(document: PdfDocument) -> str | None:
    return document.get_metadata_value("Title") or None


def _read_page(document: PdfDocument, number: int, warnings: list[str]) -> Page:
    import pypdfium2

    try:
        page = document[number - 1]
    except pypdfium2.PdfiumError:
        warnings.append(f"T206 第{number}页已损坏，未能读出")
        return Page(number, 1.0)
    try:
        found = page_glyphs(page)
        trouble = _trouble(page, found, number)
        if trouble:
            warnings.append(trouble)
        if trouble.startswith(("T203", "T204")):
            return Page(number, found.height)
        tables, rest = ruled_tables(page, found.glyphs, found.height)
        return Page(number, found.height, _lines_around(rest, tables, found.height), tables)
    finally:
        page.close()


def _lines_around(glyphs: Sequence[Glyph], tables: Sequence[RuledTable], height: float) -> list[LineOfText]:
    """Lines in reading order, each stretch between two tables on its own so that columns are found in it."""
    lines: list[LineOfText] = []
    bounds = [height - table.box[1] for table in tables]
    rest = list(glyphs)
    for bound in bounds:
        above = [glyph for glyph in rest if glyph.y >= bound]
        rest = [glyph for glyph in rest if glyph.y < bound]
        lines += ordered_lines(above)
    return lines + ordered_lines(rest)


def _trouble(page: PdfPage, found: PageGlyphs, number: int) -> str:
    """Warning about the text layer of a page; empty where all is well."""
    shown = [glyph.char for glyph in found.glyphs if glyph.char != " "]
    if len(shown) < 3 and _has_picture(page):
        return f"T203 第{number}页没有可用的文字层"
    if shown and is_garbled("".join(shown)):
        return f"T204 第{number}页的文字层是乱码"
    if found.twice > TWICE_SHARE * max(len(shown), 1):
        return f"T205 第{number}页的文字重复绘制，已去重"
    if found.cut:
        return f"T207 第{number}页字数过多，只读了前一部分"
    return ""


def is_garbled(text: str) -> bool:
    """Whether a text layer is of no use: characters without Unicode value, accented letters where Chinese should
    stand, or Han characters that hardly occur in any text."""
    if not text:
        return False
    if text.count("\ufffd") > GARBLED * len(text):
        return True
    accented = sum("\xa1" <= char <= "\u024f" for char in text)
    han = [char for char in text if "\u3400" <= char <= "\u9fff"]
    if accented > 0.25 * len(text) and len(han) < 0.2 * len(text):
        return True
    common = common_han()
    return len(han) >= 50 and sum(char in common for char in han) < 0.6 * len(han)


def _has_picture(page: PdfPage) -> bool:
    import pypdfium2.raw as pdfium

    width, height = page.get_size()
    for item in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_IMAGE], max_depth=3):
        left, bottom, right, top = item.get_bounds()
        if (right - left) * (top - bottom) > 0.15 * width * height:
            return True
    return False


# --- pages → text -------------------------------------------------------------------------------


def _write(pages: Sequence[Page], builder: Builder) -> None:
    """Adds paragraphs and rows of all pages; a paragraph and a table may run on over a page break."""
    kept = body_lines([(page.lines, page.height) for page in pages])
    open_lines: list[Placed] = []
    open_table: tuple[int, RuledTable] | None = None
    for page, lines in zip(pages, kept, strict=True):
        rest = placed(lines, page.number)
        for table in page.tables:
            above = [item for item in rest if item.line.y > page.height - table.box[1]]
            rest = rest[len(above) :]
            open_lines += above
            if open_lines:
                _flush(open_lines, builder)
                open_table = None
            open_table = _add_table(table, open_table, page.number, builder)
        if rest:
            open_table = None
        open_lines += rest
    _flush(open_lines, builder)


def _flush(lines: list[Placed], builder: Builder) -> None:
    for paragraph in join(lines):
        builder.add(paragraph.text, page=paragraph.page)
    lines.clear()


def _add_table(
    table: RuledTable, before: tuple[int, RuledTable] | None, page: int, builder: Builder
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
        builder.row(row, number, page=page)
    return number, first


def _same_columns(one: RuledTable, other: RuledTable) -> bool:
    return len(one.columns) == len(other.columns) and all(
        abs(a - b) < 4 for a, b in zip(one.columns, other.columns, strict=True)
    )
