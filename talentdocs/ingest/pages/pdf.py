"""A PDF file, page by page: which pages have text, what stands on them, and how it runs on (版式文件)."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from talentdocs.errors import ReadError
from talentdocs.ingest import problems
from talentdocs.ingest.likeness import common_han
from talentdocs.ingest.lines import Builder
from talentdocs.ingest.pages.assemble import Page, lines_around, write
from talentdocs.ingest.pages.pdf_glyphs import PageGlyphs, page_glyphs
from talentdocs.ingest.pages.pdf_paths import page_edges
from talentdocs.ingest.pages.ruling import ruled_tables
from talentdocs.options import Options
from talentdocs.records import Text

if TYPE_CHECKING:
    from pypdfium2 import PdfDocument, PdfPage

MAX_PAGES = 20_000
GARBLED = 0.1
"""Share of glyphs without a Unicode value from which the text layer of a page is of no use."""
TWICE_SHARE = 0.3
_NO_TITLE = re.compile(r"^Microsoft|\.(?:docx?|wps|pdf)$|^(?:文档|未命名|无标题)\s*\d*$", re.IGNORECASE)


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
        pages = [_read_page(document, number, options, warnings) for number in range(1, count + 1)]
        title = _title(document)
    finally:
        document.close()
    builder = Builder()
    write(pages, builder)
    if not len(builder):
        raise _nothing(warnings, options)
    return builder.text("pdf", pages=count, warnings=warnings, title_hint=title)


def _nothing(warnings: list[str], options: Options) -> ReadError:
    """Why a file gave no text: pages that need recognition, or pages without anything on them."""
    from talentdocs.ingest.pages import ocr

    if any(warning.startswith(("T203", "T204")) for warning in warnings) and not (
        options.ocr and ocr.available()
    ):
        return ocr.needed()
    return problems.no_text("pdf")


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
    """Title in the properties, where it is one and not the name of a template or file."""
    title = str(document.get_metadata_value("Title") or "")
    if not any("\u4e00" <= char <= "\u9fff" for char in title) or _NO_TITLE.search(title):
        return None
    return title


def _read_page(document: PdfDocument, number: int, options: Options, warnings: list[str]) -> Page:
    import pypdfium2

    try:
        page = document[number - 1]
    except pypdfium2.PdfiumError:
        warnings.append(f"T206 第{number}页已损坏，未能读出")
        return Page(number)
    try:
        found = page_glyphs(page)
        trouble = _trouble(page, found, number)
        if trouble.startswith(("T203", "T204")):
            return _recognised(page, number, options, trouble, warnings)
        if trouble:
            warnings.append(trouble)
        tables, rest = ruled_tables(page_edges(page, found.height), found.glyphs, found.height)
        return Page(number, found.width, found.height, lines_around(rest, tables, found.height), tables)
    finally:
        page.close()


def _recognised(page: PdfPage, number: int, options: Options, trouble: str, warnings: list[str]) -> Page:
    """A page without a usable text layer, read from its picture where recognition is installed and wanted."""
    from talentdocs.ingest.pages import ocr

    width, height = page.get_size()
    if not options.ocr or not ocr.available() or min(width, height) < 1:
        warnings.append(trouble)
        return Page(number, width, height)
    dpi = min(ocr.RESOLUTION, 72 * (ocr.MAX_PIXELS / (width * height)) ** 0.5)
    bitmap = page.render(scale=dpi / 72)
    try:
        found = ocr.recognise(bitmap.to_pil(), number, dpi)
    finally:
        bitmap.close()
    warnings.append(ocr.remark(found) if found.lines else trouble)
    return found


def _trouble(page: PdfPage, found: PageGlyphs, number: int) -> str:
    """Warning about the text layer of a page; empty where all is well."""
    shown = "".join([glyph[0] for glyph in found.glyphs]).replace(" ", "")
    if len(shown) < 3 and _has_picture(page):
        return f"T203 第{number}页没有可用的文字层"
    if shown and is_garbled(shown):
        return f"T204 第{number}页的文字层是乱码"
    if found.twice > TWICE_SHARE * max(len(shown), 1):
        return f"T205 第{number}页的文字重复绘制，已去重"
    if found.cut:
        return f"T207 第{number}页字数过多，只读了前一部分"
    return ""


def is_garbled(text: str) -> bool:
    """Whether a text layer is of no use: characters without Unicode value, accented letters where Chinese
    should
    stand, or Han characters that hardly occur in any text."""
    if not text:
        return False
    if text.count("\ufffd") > GARBLED * len(text):
        return True
    common = common_han()
    if sum(map(common.__contains__, text)) > 0.6 * len(text):
        return False
    accented = han = usual = 0
    for char, count in Counter(text).items():
        if "\u3400" <= char <= "\u9fff":
            han += count
            usual += count if char in common else 0
        elif "\xa1" <= char <= "\u024f":
            accented += count
    if accented > 0.25 * len(text) and han < 0.2 * len(text):
        return True
    return han >= 50 and usual < 0.6 * han


def _has_picture(page: PdfPage) -> bool:
    import pypdfium2.raw as pdfium

    width, height = page.get_size()
    for item in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_IMAGE], max_depth=3):
        left, bottom, right, top = item.get_bounds()
        if (right - left) * (top - bottom) > 0.15 * width * height:
            return True
    return False
