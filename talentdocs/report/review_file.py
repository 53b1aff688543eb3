"""The review list as a file (复核表): a workbook with drop-down lists, or a CSV, written and read back."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from talentdocs.errors import ReadError, UsageError
from talentdocs.report.labels import Language
from talentdocs.report.review import LISTED, NEW, TABLE, allowed, columns
from talentdocs.tables.columns import Column

GUIDE: Mapping[Language, tuple[tuple[str, ...], ...]] = {
    "zh": (
        ("怎样复核",),
        ("decision", "对 / 改 / 删", "对：照机器所写留住；改：按 new_ 列改；删：这不是数据或承诺"),
        ("new_…", "正确的值", "空着就是不改；- 表示没有；数值以一为单位，26.5万人写 265000"),
        ("note", "备注", "随校正一起保存"),
        ("key", "标识", "不要改动"),
        ("然后", "talentdocs review apply 本文件", "以后每次运行都会用上；不再适用的会说明"),
    ),
    "en": (
        ("How to review",),
        ("decision", "accept / correct / reject", "accept keeps the row; correct uses new_; reject drops it"),
        ("new_…", "the right value", "empty for no change, - for none; in units of one: 265000 for 26.5万人"),
        ("note", "a note", "kept with the correction"),
        ("key", "what the row is about", "leave it as it is"),
        ("then", "talentdocs review apply FILE", "every later run uses it and tells what no longer fits"),
    ),
}
"""The first sheet of the workbook."""


def write_list(target: Path, rows: Iterable[Mapping[str, Any]], language: Language) -> None:
    """Write the list as .xlsx or .csv, whole or not at all. Raises UsageError for another suffix."""
    from talentdocs.tables.place import Place, explained

    writer = {".xlsx": _write_xlsx, ".csv": _write_csv}.get(target.suffix.lower())
    if writer is None:
        raise UsageError(
            "a review list is .xlsx or .csv", where=str(target), hint="-o review.xlsx", code="T357"
        )
    place = Place(target.parent, name=target.name)
    try:
        with explained(target.parent):
            writer(place.stage / target.name, rows, language)
        place.commit([target.name])
    except BaseException:
        place.abandon()
        raise


def read_list(path: Path) -> Iterator[Mapping[str, Any]]:
    """Rows of an edited list. Raises ReadError where it cannot be read, UsageError where it is no list."""
    if not path.is_file():
        raise ReadError("no such file", where=str(path), code="T191")
    rows = _read_csv(path) if path.suffix.lower() == ".csv" else _read_xlsx(path)
    for row in rows:
        if "key" not in row or "decision" not in row:
            hint = "made by talentdocs review -o"
            raise UsageError("not a review list", where=str(path), hint=hint, code="T358")
        yield row


def _write_xlsx(target: Path, rows: Iterable[Mapping[str, Any]], language: Language) -> None:
    from talentdocs.tables.writers.xlsx import Book

    listed = columns()
    with Book(target) as book:
        book.notes(GUIDE[language])
        count = book.sheet(TABLE, listed, rows)
        sheet = book.book.worksheets()[-1]
        for name, choices in _choices(listed, language):
            place = [column.name for column in listed].index(name)
            options = {"validate": "list", "source": list(choices), "error_type": "warning"}
            sheet.data_validation(1, place, max(count, 1), place, options)
        sheet.freeze_panes(1, 2)
        sheet.set_column(len(listed) - 1, len(listed) - 1, 8, None, {"hidden": True})
        sheet.activate()


def _choices(listed: Sequence[Column], language: Language) -> Iterator[tuple[str, Sequence[str]]]:
    """Columns with a drop-down list."""
    yield "decision", ("对", "改", "删") if language == "zh" else ("accept", "correct", "reject")
    for name in LISTED:
        if allowed(name):
            yield NEW + name, (*allowed(name), "-")


def _write_csv(target: Path, rows: Iterable[Mapping[str, Any]], language: Language) -> None:
    from talentdocs.tables.rows import encode_row
    from talentdocs.tables.writers import Spool
    from talentdocs.tables.writers.csv import write

    spool = target.with_suffix(".spool")
    lines = [encode_row({column.name: row.get(column.name) for column in columns()}) for row in rows]
    spool.write_bytes(b"".join(lines))
    write([Spool(TABLE, columns(), spool, len(lines))], target)
    spool.unlink()


def _read_xlsx(path: Path) -> Iterator[dict[str, Any]]:
    from talentdocs.tables.workbook import read_sheet, sheet_names

    for name in sheet_names(path):
        if name.partition(" (")[0] == TABLE:
            yield from read_sheet(path, name)
            return
    raise UsageError("not a review list", where=str(path), hint="made by talentdocs review -o", code="T358")


def _read_csv(path: Path) -> Iterator[dict[str, Any]]:
    """Rows of a CSV, in the encoding that Excel saved it in."""
    from talentdocs.ingest.encoding import decode
    from talentdocs.tables.writers.csv import unharm

    csv.field_size_limit(1 << 30)
    content = decode(path.read_bytes())[0]
    for row in csv.DictReader(io.StringIO(content, newline="")):
        yield {name: unharm(value or "") for name, value in row.items() if name}
