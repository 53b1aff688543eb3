"""Word files (.docx): paragraphs, headings, list numbers, tables, text boxes, notes and the letterhead.

The XML is walked as it stands: content controls, insertions and links are text like any other; deletions,
hidden runs, field codes and the table of contents are not.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from talentdocs.ingest import problems
from talentdocs.ingest.container import Package, attribute, child, local, value
from talentdocs.ingest.lines import Builder, flat
from talentdocs.ingest.merged import repeated
from talentdocs.ingest.numbering import Numbering, read_numbering
from talentdocs.records import LineKind, Text

if TYPE_CHECKING:
    from lxml.etree import _Element

MAX_DEPTH = 12
"""Tables inside tables that are laid out as such; the text of deeper ones is kept on one line."""
MAX_COLUMNS = 500
_SKIPPED = frozenset(
    """
    del moveFrom instrText delText pPr sectPr rt Fallback tblPr tcPr fldData annotationRef sdtPr
    sdtEndPr posOffset binData
    """.split()  # noqa: SIM905
)
_BREAKS = {"br": "\n", "cr": "\n", "tab": "\t", "noBreakHyphen": "-", "ptab": "\t"}
_HEADING = re.compile(r"(?:heading|标题)\s*([1-9])$", re.IGNORECASE)
_TITLE = re.compile(r"(?:title|标题|文档标题)$", re.IGNORECASE)
_CONTENTS = re.compile(r"(?:toc|目录)\s*(?:[1-9]|heading|标题)$", re.IGNORECASE)
_CLOSED = ("、", "）", "．", ")", "，", "：", "】", "》")


@dataclass(slots=True)
class _Style:
    level: int | None = None
    role: str = ""
    list_id: str | None = None
    list_level: int = 0
    centred: bool = False


@dataclass(slots=True)
class _File:
    builder: Builder
    styles: dict[str, _Style]
    default: _Style
    numbering: Numbering
    notes: dict[str, list[_Element]]
    title: str = ""
    pending: str = ""
    """Text of a paragraph whose mark is deleted: it runs on into the next one."""
    warnings: list[str] = field(default_factory=list)


def read_docx(data: bytes) -> Text:
    """Text of a .docx file. Raises ReadError T103 (damaged), T104, T106 or T107."""
    package = Package(data, "docx")
    folder, main = _main_part(package)
    root = package.xml(main)
    body = child(root, "body")
    if body is None:
        raise problems.damaged("docx", "it has no document part")
    styles, default = _read_styles(package.xml(f"{folder}styles.xml"))
    file = _File(
        Builder(),
        styles,
        default,
        read_numbering(package.xml(f"{folder}numbering.xml")),
        _notes(package, folder),
    )
    for text in _letterhead(package, folder, body, file):
        file.builder.add(text, "header")
    _blocks(body, file, 0)
    if not len(file.builder):
        raise problems.no_text(
            "docx", "if it shows pictures of pages, export it as .pdf and read that with OCR"
        )
    hint = file.title or _core_title(package)
    return file.builder.text("docx", warnings=file.warnings, title_hint=hint)


def _main_part(package: Package) -> tuple[str, str]:
    for name in package.names:
        if re.fullmatch(r"word/document\d*\.xml", name):
            return "word/", name
    raise problems.damaged("docx", "it has no document part")


def _core_title(package: Package) -> str:
    root = package.xml("docProps/core.xml")
    title = child(root, "title")
    return (title.text or "") if title is not None else ""


# --- styles and notes ---------------------------------------------------------------------------


def _read_styles(root: _Element | None) -> tuple[dict[str, _Style], _Style]:
    raw = (
        {}
        if root is None
        else {attribute(item, "styleId") or "": item for item in root if local(item) == "style"}
    )
    styles = {key: _style(key, raw) for key in raw}
    default = next(
        (
            styles[key]
            for key, item in raw.items()
            if attribute(item, "default") == "1" and attribute(item, "type") == "paragraph"
        ),
        _Style(),
    )
    return styles, default


def _style(key: str, raw: dict[str, _Element]) -> _Style:
    """What a paragraph style means, by its own name and those it is based on."""
    style = _Style()
    seen: set[str] = set()
    while key in raw and key not in seen:
        seen.add(key)
        item = raw[key]
        name = value(item, "name") or ""
        heading = _HEADING.match(name)
        outline = value(item, "pPr", "outlineLvl")
        if style.level is None and heading:
            style.level = int(heading.group(1))
        elif style.level is None and outline and outline.isdigit() and int(outline) < 9:
            style.level = int(outline) + 1
        if not style.role:
            style.role = "title" if _TITLE.match(name) else "contents" if _CONTENTS.match(name) else ""
        if style.list_id is None:
            style.list_id = value(item, "pPr", "numPr", "numId")
            style.list_level = _integer(value(item, "pPr", "numPr", "ilvl"))
        style.centred = style.centred or value(item, "pPr", "jc") == "center"
        key = value(item, "basedOn") or ""
    return style


def _notes(package: Package, folder: str) -> dict[str, list[_Element]]:
    notes: dict[str, list[_Element]] = {}
    for kind in ("footnote", "endnote"):
        root = package.xml(f"{folder}{kind}s.xml")
        for note in root if root is not None else ():
            if local(note) == kind and attribute(note, "type") in (None, "normal"):
                notes[f"{kind}{attribute(note, 'id')}"] = [item for item in note if local(item) == "p"]
    return notes


def _letterhead(package: Package, folder: str, body: _Element, file: _File) -> Iterator[str]:
    """Header texts of the first section, that of the first page before the running one, none twice."""
    relations = package.xml(f"{folder}_rels/document.xml.rels")
    targets = (
        {}
        if relations is None
        else {attribute(item, "Id"): attribute(item, "Target") or "" for item in relations}
    )
    section = next((item for item in body.iter() if local(item) == "sectPr"), None)
    if section is None:
        return
    wanted = {"first": 0, "default": 1}
    references = [
        item for item in section if local(item) == "headerReference" and attribute(item, "type") in wanted
    ]
    if child(section, "titlePg") is None:
        references = [item for item in references if attribute(item, "type") == "default"]
    seen: set[str] = set()
    for reference in sorted(references, key=lambda item: wanted[attribute(item, "type") or ""]):
        target = targets.get(attribute(reference, "id"), "")
        root = package.xml(target if target.startswith("/") else folder + target)
        for paragraph in root.iter() if root is not None else ():
            text = flat(_paragraph_text(paragraph)) if local(paragraph) == "p" else ""
            if any(char.isalpha() for char in text) and text not in seen:
                seen.add(text)
                yield text


# --- blocks -------------------------------------------------------------------------------------


def _children(element: _Element) -> Iterator[_Element]:
    """Blocks of a body or a cell; content controls, insertions and custom XML are opened."""
    stack = list(reversed(element))
    while stack:
        item = stack.pop()
        name = local(item)
        if name in ("p", "tbl"):
            yield item
        elif name in (
            "sdt",
            "sdtContent",
            "ins",
            "moveTo",
            "customXml",
            "smartTag",
            "AlternateContent",
            "Choice",
        ):
            stack.extend(reversed(item))


def _blocks(element: _Element, file: _File, depth: int) -> None:
    for block in _children(element):
        if local(block) == "p":
            _paragraph(block, file, depth)
        else:
            _table(block, file, depth)


def _paragraph(paragraph: _Element, file: _File, depth: int) -> None:
    properties = child(paragraph, "pPr")
    style = file.styles.get(value(properties, "pStyle") or "", file.default)
    if style.role == "contents":
        return
    if depth < MAX_DEPTH:
        for box in _boxes(paragraph):
            _blocks(box, file, depth + 1)
    text = file.pending + _paragraph_text(paragraph)
    file.pending = ""
    if child(properties, "rPr", "del") is not None:
        file.pending = text
        return
    level = _level(properties, style)
    if text.strip():
        text = _label(properties, style, file) + text
    centred = value(properties, "jc") == "center" or style.centred
    if style.role == "title" and text.strip():
        file.title = file.title or flat(text)
    kind: LineKind = "heading" if level is not None else "para"
    pieces = [text] if centred or level is not None or style.role else text.split("\n")
    for piece in pieces:
        file.builder.add(piece, kind, level=level)
    for note in _references(paragraph):
        for item in file.notes.get(note, ()):
            file.builder.add(_paragraph_text(item), "note")


def _level(properties: _Element | None, style: _Style) -> int | None:
    own = value(properties, "outlineLvl")
    if own and own.isdigit():
        return int(own) + 1 if int(own) < 9 else None
    return style.level


def _label(properties: _Element | None, style: _Style, file: _File) -> str:
    own = child(properties, "numPr")
    list_id = value(own, "numId") or style.list_id
    if not list_id or list_id == "0":
        return ""
    level = value(own, "ilvl")
    label = file.numbering.label(list_id, _integer(level) if level else style.list_level)
    return label if not label or label.endswith(_CLOSED) else label + " "


def _paragraph_text(paragraph: _Element) -> str:
    """Text of a paragraph as a reader sees it, without text boxes."""
    pieces: list[str] = []
    stack = list(reversed(paragraph))
    while stack:
        item = stack.pop()
        name = local(item)
        if name == "t":
            pieces.append(item.text or "")
        elif name in _BREAKS:
            pieces.append(_BREAKS[name])
        elif name in _SKIPPED or name == "txbxContent" or (name == "r" and _hidden(item)):
            continue
        else:
            stack.extend(reversed(item))
    return "".join(pieces)


def _hidden(run: _Element) -> bool:
    mark = child(run, "rPr", "vanish")
    return mark is not None and attribute(mark, "val") not in ("0", "false", "off")


def _boxes(paragraph: _Element) -> Iterator[_Element]:
    """Text boxes anchored in a paragraph; of the two spellings of one box only the first."""
    stack = list(reversed(paragraph))
    while stack:
        item = stack.pop()
        name = local(item)
        if name == "txbxContent":
            yield item
        elif name == "AlternateContent":
            choice = [option for option in item if local(option) in ("Choice", "Fallback")]
            stack.extend(choice[:1])
        elif name not in ("pPr", "t", "rPr", "del", "moveFrom"):
            stack.extend(reversed(item))


def _references(paragraph: _Element) -> Iterator[str]:
    for item in paragraph.iter():
        name = local(item)
        if name in ("footnoteReference", "endnoteReference"):
            yield f"{name.removesuffix('Reference')}{attribute(item, 'id')}"


# --- tables -------------------------------------------------------------------------------------


def _table(table: _Element, file: _File, depth: int) -> None:
    if depth >= MAX_DEPTH:
        file.builder.add(_all_text(table))
        if not any(warning.startswith("T208") for warning in file.warnings):
            file.warnings.append(f"T208 表格嵌套超过{MAX_DEPTH}层，其中文字按段落读出")
        return
    rows = [row for row in _rows(table) if child(row, "trPr", "del") is None]
    cells = [list(_cells(row)) for row in rows]
    if all(len(row) <= 1 for row in cells) or _is_layout(cells):
        for row in cells:
            for cell in row:
                _blocks(cell, file, depth + 1)
        return
    number = file.builder.new_table()
    width = max(sum(_span(cell) for cell in row) for row in cells)
    above: dict[int, str] = {}
    for element, row in zip(rows, cells, strict=True):
        file.builder.row(_row_texts(element, row, above, width), number)


def _is_layout(rows: list[list[_Element]]) -> bool:
    """Whether the table only places things: a cell of it holds another table."""
    return any(any(local(block) == "tbl" for block in _children(cell)) for row in rows for cell in row)


def _row_texts(row: _Element, cells: list[_Element], above: dict[int, str], width: int) -> list[str]:
    """Cell texts of a row: a cell that spans columns is followed by empty ones, a cell merged downwards is
    repeated in every row (``above``: text by first column), and a single cell over all columns
    stands alone."""
    texts: list[str] = [""] * min(_integer(value(row, "trPr", "gridBefore")), MAX_COLUMNS)
    for cell in cells:
        merge = child(cell, "tcPr", "vMerge")
        text = flat("\n".join(_cell_texts(cell)))
        if merge is None:
            above.pop(len(texts), None)
        elif attribute(merge, "val") == "restart":
            above[len(texts)] = text
        elif not text:
            text = repeated(above.get(len(texts), ""), len(texts))
        span = _span(cell)
        if span >= width and len(cells) == 1:
            return [text]
        texts += [text] + [""] * (span - 1)
    return texts


def _rows(table: _Element) -> Iterator[_Element]:
    yield from _opened(table, "tr")


def _cells(row: _Element) -> Iterator[_Element]:
    yield from _opened(row, "tc")


def _opened(element: _Element, wanted: str) -> Iterator[_Element]:
    stack = list(reversed(element))
    while stack:
        item = stack.pop()
        name = local(item)
        if name == wanted:
            yield item
        elif name in ("sdt", "sdtContent", "ins", "customXml", "moveTo"):
            stack.extend(reversed(item))


def _span(cell: _Element) -> int:
    return max(1, min(_integer(value(cell, "tcPr", "gridSpan"), 1), MAX_COLUMNS))


def _cell_texts(cell: _Element) -> Iterator[str]:
    for block in _children(cell):
        yield _paragraph_text(block) if local(block) == "p" else _all_text(block)


def _all_text(element: _Element) -> str:
    return " ".join(_paragraph_text(item) for item in element.iter() if local(item) == "p")


def _integer(text: str | None, default: int = 0) -> int:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 7 else default
