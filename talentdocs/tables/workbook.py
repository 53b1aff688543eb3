"""Workbooks read back, also after someone has edited and saved them in Excel or WPS; streaming, safe XML."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

from talentdocs.errors import UsageError
from talentdocs.tables.writers.xlsx import NOTES_SHEET

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

NOT_TABLES = frozenset((NOTES_SHEET,))
"""Sheets that hold no table."""
_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_LINK = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_COLUMN = re.compile(r"[A-Z]{1,3}")


def sheet_names(path: Path) -> list[str]:
    """Names of the sheets in order. Raises UsageError where the file is no workbook."""
    with _open(path) as archive:
        return [name for name, _ in _sheets(archive)]


def read_sheet(path: Path, sheet: str) -> Iterator[dict[str, Any]]:
    """Rows of a sheet under the names in its first row; empty cells are None, empty rows are left out."""
    with _open(path) as archive:
        member = dict(_sheets(archive))[sheet]
        shared = _shared_strings(archive)
        heads: dict[int, str] = {}
        with archive.open(member) as stream:
            for cells in _rows(stream, shared):
                if not heads:
                    heads = {place: str(value) for place, value in cells.items()}
                elif cells:
                    yield {name: cells.get(place) for place, name in heads.items()}


def _open(path: Path) -> zipfile.ZipFile:
    try:
        return zipfile.ZipFile(path)
    except (OSError, zipfile.BadZipFile) as error:
        raise UsageError("not a workbook", where=str(path), code="T325") from error


def _sheets(archive: zipfile.ZipFile) -> list[tuple[str, str]]:
    """Name and member of every sheet."""
    links = {
        link.get("Id", ""): link.get("Target", "") for link in _parse(archive, "xl/_rels/workbook.xml.rels")
    }
    sheets = _parse(archive, "xl/workbook.xml").iter(f"{_MAIN}sheet")
    found = [(sheet.get("name", ""), links.get(sheet.get(_LINK, ""), "")) for sheet in sheets]
    return [
        (name, target.lstrip("/") if target.startswith("/") else f"xl/{target}") for name, target in found
    ]


def _shared_strings(archive: zipfile.ZipFile) -> list[str]:
    if "xl/sharedStrings.xml" not in archive.namelist():
        return []
    return [_text(item) for item in _parse(archive, "xl/sharedStrings.xml").iter(f"{_MAIN}si")]


def _rows(stream: IO[bytes], shared: list[str]) -> Iterator[dict[int, Any]]:
    from lxml import etree

    for _, row in etree.iterparse(
        stream, tag=f"{_MAIN}row", resolve_entities=False, no_network=True, huge_tree=True
    ):
        cells: dict[int, Any] = {}
        for number, cell in enumerate(row.iter(f"{_MAIN}c")):
            value = _value(cell, shared)
            if value is not None:
                cells[_place(cell.get("r", ""), number)] = value
        yield cells
        row.clear()


def _value(cell: Element, shared: list[str]) -> Any:
    kind = cell.get("t", "n")
    if kind == "inlineStr":
        return _text(cell) or None
    text = cell.findtext(f"{_MAIN}v")
    if text is None or text == "":
        return None
    if kind == "s":
        return shared[int(text)]
    if kind == "b":
        return text == "1"
    if kind in ("str", "e", "d"):
        return text
    number = float(text)
    return int(number) if number.is_integer() and abs(number) < 2**53 else number


def _text(element: Element) -> str:
    """All text of a string, without phonetic guides; ``_x000D_`` escapes are undone."""
    parts = [
        item.text or ""
        for item in element.iter(f"{_MAIN}t")
        if (above := item.getparent()) is None or above.tag != f"{_MAIN}rPh"
    ]
    return re.sub(r"_x([0-9A-Fa-f]{4})_", lambda found: chr(int(found[1], 16)), "".join(parts))


def _place(reference: str, number: int) -> int:
    """Column of a cell from 0: ``C7`` is 2; its ordinal where it has no reference."""
    match = _COLUMN.match(reference)
    if not match:
        return number
    place = 0
    for letter in match[0]:
        place = place * 26 + ord(letter) - 64
    return place - 1


def _parse(archive: zipfile.ZipFile, member: str) -> Element:
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True)
    return etree.fromstring(archive.read(member), parser)
