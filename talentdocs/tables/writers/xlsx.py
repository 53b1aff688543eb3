"""Workbooks for people: a sheet a table, numbers as numbers, a filter, a frozen header, nothing that runs.

Written in constant memory; a table longer than a sheet goes on in the next one (``figures (2)``).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from itertools import islice
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any

from talentdocs.tables.columns import Column
from talentdocs.tables.width import width
from talentdocs.tables.writers import Spool
from talentdocs.tables.writers.csv import flat

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

SHEET_ROWS = 1_048_576
"""Rows of a sheet, its header among them: the limit of the format."""
CELL_CHARACTERS = 32_767
"""Characters of a cell: the limit of the format."""
NARROW, WIDE = 6, 60
"""Narrowest and widest column, in characters of Latin width."""
MEASURED_ROWS = 300
"""Rows that the widths are taken from."""
WRAPPED = frozenset(("text", "sentence", "reason", "reasons", "message", "hint"))
"""Columns whose cells are wrapped."""
NOTES_SHEET = "说明"


class Book:
    """A workbook in the making; sheets are added in order, each in one go.

    with Book(path) as book:
        book.notes([("figures", "一行一个数据")])
        book.sheet("figures", columns, rows)
    """

    def __init__(self, target: Path) -> None:
        """Begin a workbook at ``target``; same rows, same bytes."""
        import xlsxwriter

        settings = {
            "constant_memory": True,
            "strings_to_formulas": False,
            "strings_to_urls": False,
            "strings_to_numbers": False,
            "tmpdir": str(target.parent),
        }
        self.book = xlsxwriter.Workbook(str(target), settings)
        self.book.set_properties({"created": datetime(2000, 1, 1), "author": "talentdocs"})
        self._header = self.book.add_format({"bold": True, "bottom": 1, "valign": "top"})
        self._wrap = self.book.add_format({"text_wrap": True, "valign": "top"})
        self._plain = self.book.add_format({"valign": "top"})

    def __enter__(self) -> Book:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if kind is None:
            self.book.close()

    def notes(self, lines: Iterable[Sequence[str]], *, name: str = NOTES_SHEET) -> None:
        """A sheet of explanations: rows of text, the first of each in bold."""
        sheet = self.book.add_worksheet(name)
        for number, cells in enumerate(lines):
            for place, text in enumerate(cells):
                sheet.write_string(number, place, clip(text), self._header if not place else self._wrap)
        sheet.set_column(0, 0, 28)
        sheet.set_column(1, 1, 22)
        sheet.set_column(2, 2, 80)

    def sheet(self, name: str, columns: Sequence[Column], rows: Iterable[Mapping[str, Any]]) -> int:
        """A table on a sheet, on further ones where it is longer than one holds; returns how many rows."""
        stream = iter(rows)
        total, number = 0, 1
        while True:
            part = islice(stream, SHEET_ROWS - 1)
            count = self._fill(name if number == 1 else f"{name} ({number})", columns, part)
            total += count
            number += 1
            if count < SHEET_ROWS - 1:
                return total

    def _fill(self, name: str, columns: Sequence[Column], rows: Iterable[Mapping[str, Any]]) -> int:
        sheet = self.book.add_worksheet(name)
        widths = [width(column.name) + 3 for column in columns]
        formats = [self._wrap if column.name in WRAPPED else self._plain for column in columns]
        for place, column in enumerate(columns):
            sheet.write_string(0, place, column.name, self._header)
        count = 0
        for count, row in enumerate(rows, start=1):
            for place, column in enumerate(columns):
                text = write_cell(sheet, (count, place), row.get(column.name), formats[place])
                if count <= MEASURED_ROWS:
                    widths[place] = max(widths[place], width(text[:WIDE]) + 1)
        for place, size in enumerate(widths):
            sheet.set_column(place, place, min(max(size, NARROW), WIDE))
        sheet.freeze_panes(1, 0)
        sheet.autofilter(0, 0, count, max(len(columns) - 1, 0))
        return count


def write_cell(sheet: Worksheet, place: tuple[int, int], value: Any, form: Format) -> str:
    """Write one value, numbers as numbers, all else as text that cannot run; returns it as shown."""
    if value is None:
        return ""
    if isinstance(value, bool):
        sheet.write_boolean(*place, value, form)
        return str(value)
    if isinstance(value, (int, float)):
        sheet.write_number(*place, value, form)
        return str(value)
    text = clip(flat(value))
    sheet.write_string(*place, text, form)
    return text


def clip(text: str) -> str:
    """Text that a cell holds; what is too long ends in an ellipsis."""
    text = text.encode("utf-8", "replace").decode("utf-8")
    return text if len(text) <= CELL_CHARACTERS else text[: CELL_CHARACTERS - 1] + "…"


def write(spools: Sequence[Spool], target: Path) -> None:
    """All tables in one workbook, behind a sheet that says what each column means."""
    from talentdocs.tables.meanings import notes

    with Book(target) as book:
        book.notes(notes(spools))
        for spool in spools:
            book.sheet(spool.table, spool.columns, spool.rows())
