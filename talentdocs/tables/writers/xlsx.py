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
WRAPPED = frozenset(
    ("text", "sentence", "reason", "reasons", "message", "hint", "promised_sentence", "reported_sentence")
)
"""Columns whose cells are wrapped."""
NOTES_SHEET = "说明"
VERDICTS = frozenset(("verdict", "word"))
"""Columns that say the verdict, by its code or in words."""
LINKS = 60_000
"""Links of a sheet; the format allows 65,530."""
COLOURS = {
    "met": ("#0B57A4", "#E4EFFA"),
    "on_track": ("#0B57A4", "#FFFFFF"),
    "missed": ("#9A4400", "#FDEBDC"),
    "unreported": ("#565C64", "#EBEDF0"),
    "pending": ("#565C64", "#FFFFFF"),
}
"""Ink and ground of each verdict: blue, orange and grey, never red against green."""


class Book:
    """A workbook in the making; sheets are added in order, each in one go.

    with Book(path) as book:
        book.notes([("figures", "一行一个数据")])
        book.sheet("figures", columns, rows)
    """

    def __init__(self, target: Path, *, sources: Mapping[str, str] | None = None) -> None:
        """Begin a workbook at ``target``; same rows, same bytes.

        ``sources``: links, relative to the workbook, for the paths in columns that hold one.
        """
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
        self._link = self.book.add_format({"valign": "top", "font_color": "#0B57A4", "underline": 1})
        self._sources = sources or {}
        self._verdicts = {
            name: self.book.add_format({"font_color": ink, "bg_color": ground, "bold": True, "valign": "top"})
            for name, (ink, ground) in COLOURS.items()
        }

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

    def sheet(
        self,
        name: str,
        columns: Sequence[Column],
        rows: Iterable[Mapping[str, Any]],
        *,
        titled: bool = False,
    ) -> int:
        """A table on a sheet, on further ones where it is longer than one holds; returns how many rows.

        ``titled``: Chinese titles as heads, for sheets that only people read.
        """
        stream = iter(rows)
        total, number = 0, 1
        while True:
            part = islice(stream, SHEET_ROWS - 1)
            count = self._fill(name if number == 1 else f"{name} ({number})", columns, part, titled)
            total += count
            number += 1
            if count < SHEET_ROWS - 1:
                return total

    def _fill(
        self, name: str, columns: Sequence[Column], rows: Iterable[Mapping[str, Any]], titled: bool
    ) -> int:
        sheet = self.book.add_worksheet(name)
        widths = [width(column.name) + 3 for column in columns]
        formats = [self._wrap if column.name in WRAPPED else self._plain for column in columns]
        self._heads(sheet, name.partition(" (")[0], columns, titled)
        linked = {place for place, column in enumerate(columns) if column.name.endswith("path")}
        count = links = 0
        for count, row in enumerate(rows, start=1):
            for place, column in enumerate(columns):
                value = row.get(column.name)
                form = self._verdicts.get(row.get("verdict") or "") if column.name in VERDICTS else None
                if place in linked and value in self._sources and links < LINKS:
                    links += 1
                    text = self._write_link(sheet, (count, place), str(value))
                else:
                    text = write_cell(sheet, (count, place), value, form or formats[place])
                if count <= MEASURED_ROWS:
                    widths[place] = max(widths[place], width(text[:WIDE]) + 1)
        for place, size in enumerate(widths):
            sheet.set_column(place, place, min(max(size, NARROW), WIDE))
        sheet.freeze_panes(1, 0)
        sheet.autofilter(0, 0, count, max(len(columns) - 1, 0))
        return count

    def _heads(self, sheet: Worksheet, table: str, columns: Sequence[Column], titled: bool) -> None:
        """The first row: names or titles of columns, each with the other and its meaning as a note."""
        from talentdocs.tables.meanings import meaning_of, title_of

        for place, column in enumerate(columns):
            head, other = column.name, title_of(column.name, table)
            if titled:
                head, other = other, head
            sheet.write_string(0, place, head, self._header)
            meaning = meaning_of(column.name, table)
            if meaning:
                note = f"{other}\n{meaning}"
                sheet.write_comment(0, place, note, {"author": "talentdocs", "x_scale": 2})

    def _write_link(self, sheet: Worksheet, place: tuple[int, int], path: str) -> str:
        """A path that leads to its file."""
        link = "external:" + self._sources[path]
        text = clip(flat(path))
        if sheet.write_url(*place, link, self._link, string=text) != 0:
            sheet.write_string(*place, text, self._plain)
        return text


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
