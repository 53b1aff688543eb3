"""Task tables (.xlsx, .csv): a row a line, cells as they are shown, merged cells laid out (任务分工表)."""

from __future__ import annotations

import csv
import re
from bisect import bisect_right
from collections.abc import Iterator
from datetime import date, timedelta
from io import StringIO
from typing import TYPE_CHECKING

from talentdocs.ingest import problems
from talentdocs.ingest.container import Package, attribute, child, local
from talentdocs.ingest.encoding import decode
from talentdocs.ingest.lines import Builder, flat
from talentdocs.ingest.merged import repeated
from talentdocs.records import Text

if TYPE_CHECKING:
    from lxml.etree import _Element

MAX_COLUMNS = 256
MAX_ROWS = 200_000
MAX_MERGES = 50_000
_REFERENCE = re.compile(r"([A-Z]{1,3})(\d{1,7})$")
_QUOTED = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]|_.|\*.')
_YEAR_MONTH, _MONTH_DAY = "y年m月", "m月d日"
_DATE_FORMATS = {
    14: "y-m-d",
    15: "d-m-y",
    16: "d-m",
    17: "m-y",
    22: "y-m-d h:m",
    30: "m-d-y",
    31: "y年m月d日",
    **dict.fromkeys((27, 36, 50, 52, 57), _YEAR_MONTH),
    **dict.fromkeys((28, 29, 51, 53, 54, 58), _MONTH_DAY),
}
"""Codes of the numbered date formats, those of Chinese Excel from 27 on."""
_PERCENT_FORMATS = {9: "0%", 10: "0.00%"}
Grid = dict[tuple[int, int], str]


# --- spreadsheets -------------------------------------------------------------------------------


def read_xlsx(data: bytes) -> Text:
    """Text of a workbook: visible sheets in order, each a table under its name where there are several.

    Raises ReadError T103 (damaged), T104, T106 or T107.
    """
    package = Package(data, "xlsx")
    sheets = list(_sheets(package))
    strings = _strings(package.xml("xl/sharedStrings.xml"))
    formats = _formats(package.xml("xl/styles.xml"))
    old_dates = _starts_1904(package)
    builder = Builder()
    warnings: list[str] = []
    for number, (name, path) in enumerate(sheets, start=1):
        root = package.xml(path)
        if root is None:
            warnings.append(f"T206 工作表“{name}”缺失，未能读出")
            continue
        cells, cut = _cells(root, strings, formats, old_dates)
        if cut:
            warnings.append(f"T209 工作表“{name}”过大，只读了前{MAX_ROWS}行{MAX_COLUMNS}列")
        if cells and len(sheets) > 1:
            builder.add(name, "heading", level=1, page=number)
        _add_sheet(cells, _merges(root), builder, number)
    if not len(builder):
        raise problems.no_text("xlsx")
    return builder.text("xlsx", pages=len(sheets), warnings=warnings, title_hint=_core_title(package))


def _add_sheet(cells: Grid, merges: list[tuple[int, int, int, int]], builder: Builder, page: int) -> None:
    """Adds the rows of a sheet; a cell merged downwards is repeated, one over all columns stands alone."""
    if not cells:
        return
    width = max(column for _, column in cells) + 1
    alone = set()
    filled = sorted({row for row, _ in cells})
    for top, left, bottom, right in merges:
        text = cells.get((top, left), "")
        for row in filled[bisect_right(filled, top) : bisect_right(filled, bottom)] if text else ():
            if (row, left) not in cells:
                cells[row, left] = repeated(text, left)
        if left == 0 and right >= width - 1 > 0 and top == bottom:
            alone.add(top)
    by_row: dict[int, dict[int, str]] = {}
    for (row, column), text in cells.items():
        by_row.setdefault(row, {})[column] = text
    number = builder.new_table()
    for row in sorted(by_row):
        own = by_row[row]
        texts = [own.get(column, "") for column in range(width)]
        builder.row(texts[:1] if row in alone or width == 1 else texts, number, page=page)


def _sheets(package: Package) -> Iterator[tuple[str, str]]:
    """Name and member of every visible worksheet."""
    workbook = package.xml("xl/workbook.xml")
    if workbook is None:
        raise problems.damaged("xlsx", "it has no workbook part")
    relations = package.xml("xl/_rels/workbook.xml.rels")
    targets = (
        {}
        if relations is None
        else {attribute(item, "Id"): attribute(item, "Target") or "" for item in relations}
    )
    sheets = child(workbook, "sheets")
    for sheet in sheets if sheets is not None else ():
        target = targets.get(attribute(sheet, "id"), "")
        if attribute(sheet, "state") in ("hidden", "veryHidden") or not target:
            continue
        yield attribute(sheet, "name") or "", target if target.startswith("/") else f"xl/{target}"


def _strings(root: _Element | None) -> list[str]:
    return [] if root is None else [_string(item) for item in root if local(item) == "si"]


def _string(item: _Element) -> str:
    """Text of a shared or inline string; its phonetic guide left out."""
    pieces = []
    for part in item:
        if local(part) == "t":
            pieces.append(part.text or "")
        elif local(part) == "r":
            text = child(part, "t")
            pieces.append((text.text or "") if text is not None else "")
    return "".join(pieces)


def _formats(root: _Element | None) -> list[str]:
    """Number format code of every cell style."""
    if root is None:
        return []
    codes = {**_DATE_FORMATS, **_PERCENT_FORMATS}
    own = child(root, "numFmts")
    for item in own if own is not None else ():
        codes[_integer(attribute(item, "numFmtId"))] = (attribute(item, "formatCode") or "")[:200]
    styles = child(root, "cellXfs")
    return (
        [codes.get(_integer(attribute(item, "numFmtId")), "") for item in styles]
        if styles is not None
        else []
    )


def _cells(root: _Element, strings: list[str], formats: list[str], old_dates: bool) -> tuple[Grid, bool]:
    """Shown texts by row and column from 0, and whether the sheet is larger than what is read."""
    cells: Grid = {}
    cut = False
    data = child(root, "sheetData")
    last_row = -1
    for row in data if data is not None else ():
        last_row = _integer(attribute(row, "r"), last_row + 2) - 1
        if len(cells) > MAX_ROWS * 20 or last_row >= 1_048_576:
            return cells, True
        last_column = -1
        for cell in row:
            place = _REFERENCE.match(attribute(cell, "r") or "")
            last_column = _column(place.group(1)) if place else last_column + 1
            text = flat(_shown(cell, strings, formats, old_dates))
            if text and last_column >= MAX_COLUMNS:
                cut = True
            elif text:
                cells[last_row, last_column] = text
    return cells, cut


def _shown(cell: _Element, strings: list[str], formats: list[str], old_dates: bool) -> str:
    kind = attribute(cell, "t") or "n"
    if kind == "inlineStr":
        inline = child(cell, "is")
        return _string(inline) if inline is not None else ""
    stored = child(cell, "v")
    raw = (stored.text or "") if stored is not None else ""
    if kind == "s":
        index = _integer(raw, -1)
        return strings[index] if 0 <= index < len(strings) else ""
    if kind == "b":
        return "是" if raw == "1" else "否"
    if kind != "n" or not raw:
        return "" if kind == "e" else raw
    style = _integer(attribute(cell, "s"))
    return shown_number(raw, formats[style] if style < len(formats) else "", old_dates)


def shown_number(raw: str, code: str, old_dates: bool = False) -> str:
    """A stored number as the sheet shows it: 0.349 under ``0.0%`` is 34.9%, 45078 under a date code
    2023年6月1日."""
    try:
        number = float(raw)
    except ValueError:
        return raw
    bare = _QUOTED.sub("", code.partition(";")[0]).lower()
    if "%" in bare:
        decimals = len(bare.partition("%")[0].rpartition(".")[2]) if "." in bare else 0
        return f"{number * 100:.{min(decimals, 15)}f}%"
    if (
        re.search(r"[ymd]", bare)
        and "general" not in bare
        and "#" not in bare
        and "0" not in bare.replace("00", "")
    ):
        return _shown_date(number, bare, old_dates) or _plain_number(number)
    return _plain_number(number)


def _plain_number(number: float) -> str:
    if number != number or number in (float("inf"), float("-inf")):
        return ""
    if number == int(number) and abs(number) < 1e15:
        return str(int(number))
    text = f"{number:.15g}"
    return text if "e" not in text else f"{number:.15f}".rstrip("0").rstrip(".")


def _shown_date(number: float, code: str, old_dates: bool) -> str:
    """Date of a serial number, with the parts that its code shows."""
    if not 1 <= number < 2_958_466:
        return ""
    start = date(1904, 1, 1) if old_dates else date(1899, 12, 30)
    try:
        day = start + timedelta(days=int(number))
    except OverflowError:
        return ""
    year, month, dom = "y" in code, "m" in code.partition("h")[0], "d" in code
    return (
        (f"{day.year}年" if year else "")
        + (f"{day.month}月" if month else "")
        + (f"{day.day}日" if dom else "")
    )


def _merges(root: _Element) -> list[tuple[int, int, int, int]]:
    merges = []
    parent = child(root, "mergeCells")
    for item in list(parent)[:MAX_MERGES] if parent is not None else ():
        first, _, last = (attribute(item, "ref") or "").partition(":")
        one, two = _REFERENCE.match(first), _REFERENCE.match(last)
        if one and two:
            merges.append(
                (int(one.group(2)) - 1, _column(one.group(1)), int(two.group(2)) - 1, _column(two.group(1)))
            )
    return merges


def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number - 1


def _starts_1904(package: Package) -> bool:
    workbook = package.xml("xl/workbook.xml")
    properties = child(workbook, "workbookPr")
    return properties is not None and attribute(properties, "date1904") in ("1", "true")


def _core_title(package: Package) -> str | None:
    title = child(package.xml("docProps/core.xml"), "title")
    return title.text if title is not None else None


def _integer(text: str | None, default: int = 0) -> int:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 10 else default


# --- delimited text -----------------------------------------------------------------------------


def read_csv(data: bytes, encoding: str | None = None) -> Text:
    """Text of a .csv or .tsv file: a record a line. Raises ReadError T101 or T102."""
    from talentdocs.ingest.plain import looks_binary

    content, name, warnings = decode(data, encoding)
    if encoding is None and looks_binary(content, name):
        raise problems.unknown("binary data")
    content = content.replace("\0", "")
    if not content.strip():
        raise problems.empty()
    builder = Builder()
    table = builder.new_table()
    for cells in _records(content, delimiter(content)):
        builder.row(cells, table)
    return builder.text("csv", encoding=name, warnings=warnings)


def delimiter(content: str) -> str:
    """Comma, tab or semicolon: the one that most of the first lines have the same number of."""
    lines = [line for line in content[:20_000].splitlines() if line.strip()][:20]
    best, most = ",", 0
    for mark in ",\t;，":
        counts = [line.count(mark) for line in lines]
        usual = max(set(counts), key=counts.count, default=0)
        score = counts.count(usual) * (usual > 0) * 100 + min(usual, 99)
        if usual and score > most:
            best, most = mark, score
    return best


_LONGEST_FIELD = 131_072
"""Characters, the usual limit of csv fields."""


def _records(content: str, mark: str) -> Iterator[list[str]]:
    reader = csv.reader(StringIO(content, newline=""), delimiter=mark)
    done = 0
    try:
        for cells in reader:
            if any(len(cell) > _LONGEST_FIELD for cell in cells):
                break
            yield cells[:MAX_COLUMNS]
            done = reader.line_num
        else:
            return
    except csv.Error:  # the module's own limit, which other code may have raised
        pass
    # An unclosed quotation mark makes the rest one huge field: then each line stands for itself.
    for line in content.splitlines()[done:]:
        yield line.split(mark)[:MAX_COLUMNS]
