"""The review list as a file (复核表): a workbook with drop-down lists, or a CSV, written and read back."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from talentdocs.errors import ReadError, UsageError
from talentdocs.report.labels import Language
from talentdocs.report.review import ADD, DOCUMENTS, NEW, TABLE, all_columns, allowed, columns

if TYPE_CHECKING:
    from talentdocs.tables.writers.xlsx import Book

BLANK = 200
"""Rows of the sheet for added figures that have drop-down lists."""
GUIDE: Mapping[Language, tuple[tuple[str, ...], ...]] = {
    "zh": (
        ("怎样复核",),
        ("decision", "对 / 改 / 删", "对：照机器所写留住；改：按 new_ 列改；删：这不是数据或承诺"),
        ("new_…", "正确的值", "空着就是不改；- 表示没有；数值以一为单位，26.5万人写 265000"),
        ("note", "备注", "随校正一起保存"),
        ("key", "标识", "不要改动"),
        (
            "documents 表",
            "文件的年份、地区、文种、标题",
            "改了以后按新的值重读该文件：今年、全市、规划期等随之改变",
        ),
        (
            "add 表",
            "机器漏掉的数",
            "path、sentence、text（从数字到单位，照抄原文）、new_value、new_status 必填，其余可空",
        ),
        ("然后", "存入校正", "talentdocs review apply 本文件：以后每次运行都会用上，不再适用的会说明"),
    ),
    "en": (
        ("How to review",),
        ("decision", "accept / correct / reject", "accept keeps the row; correct uses new_; reject drops it"),
        ("new_…", "the right value", "empty for no change, - for none; in units of one: 265000 for 26.5万人"),
        ("note", "a note", "kept with the correction"),
        ("key", "what the row is about", "leave it as it is"),
        (
            "sheet documents",
            "year, region, kind, title",
            "the document is read again with the right value: all that hangs on it follows",
        ),
        (
            "sheet add",
            "figures that were missed",
            "path, sentence, text (numeral to unit, as written), new_value, new_status; the rest as known",
        ),
        (
            "then",
            "store it",
            "talentdocs review apply FILE: every later run uses it and tells what no longer fits",
        ),
    ),
}
"""The first sheet of the workbook."""


def write_list(
    target: Path,
    rows: Sequence[Mapping[str, Any]],
    documents: Sequence[Mapping[str, Any]],
    language: Language,
) -> None:
    """Write rows and documents as .xlsx or .csv, whole or not at all. Raises UsageError for another form."""
    from talentdocs.tables.place import Place, explained

    writer = {".xlsx": _write_xlsx, ".csv": _write_csv}.get(target.suffix.lower())
    if writer is None:
        raise UsageError(
            "a review list is .xlsx or .csv", where=str(target), hint="-o review.xlsx", code="T357"
        )
    place = Place(target.parent, name=target.name)
    try:
        with explained(target.parent):
            writer(place.stage / target.name, rows, documents, language)
        place.commit([target.name])
    except BaseException:
        place.abandon()
        raise


def read_list(path: Path) -> Iterator[Mapping[str, Any]]:
    """Rows of an edited list, each with its ``sheet`` and ``row``.

    Raises ReadError where it cannot be read, UsageError where it is no list.
    """
    if not path.is_file():
        raise ReadError("no such file", where=str(path), code="T191")
    rows = _read_csv(path) if path.suffix.lower() == ".csv" else _read_xlsx(path)
    for row in rows:
        if row["sheet"] != ADD and ("key" not in row or "decision" not in row):
            hint = "made by talentdocs review -o"
            raise UsageError("not a review list", where=str(path), hint=hint, code="T358")
        yield row


def _write_xlsx(
    target: Path,
    rows: Sequence[Mapping[str, Any]],
    documents: Sequence[Mapping[str, Any]],
    language: Language,
) -> None:
    from talentdocs.tables.writers.xlsx import Book

    with Book(target) as book:
        book.notes(GUIDE[language])
        _sheet(book, TABLE, rows, language)
        book.book.worksheets()[-1].activate()
        _sheet(book, DOCUMENTS, documents, language)
        _sheet(book, ADD, (), language)
        paths = [column.name for column in columns(DOCUMENTS)].index("path")
        letter = chr(ord("A") + paths)
        source = f"={DOCUMENTS}!${letter}$2:${letter}${len(documents) + 1}"
        validation = {"validate": "list", "source": source, "error_type": "warning"}
        book.book.worksheets()[-1].data_validation(1, 0, BLANK, 0, validation)


def _sheet(book: Book, name: str, rows: Iterable[Mapping[str, Any]], language: Language) -> None:
    """A sheet with drop-down lists where a column is coded; the key is hidden."""
    listed = columns(name)
    names = [column.name for column in listed]
    count = book.sheet(name, listed, rows)
    sheet = book.book.worksheets()[-1]
    for column, choices in _choices(names, name, language):
        place = names.index(column)
        options = {"validate": "list", "source": list(choices), "error_type": "warning"}
        sheet.data_validation(1, place, BLANK if name == ADD else max(count, 1), place, options)
    sheet.freeze_panes(1, 2)
    if "key" in names:
        sheet.set_column(len(listed) - 1, len(listed) - 1, 8, None, {"hidden": True})
    if name == ADD:
        sheet.set_column(0, 0, 32)
        sheet.set_column(1, 1, 60)


def _choices(names: Sequence[str], sheet: str, language: Language) -> Iterator[tuple[str, Sequence[str]]]:
    """Columns with a drop-down list."""
    if "decision" in names:
        said = ("对", "改", "删") if language == "zh" else ("accept", "correct", "reject")
        yield "decision", said[:2] if sheet == DOCUMENTS else said
    for column in names:
        if column.startswith(NEW) and (codes := allowed(column.removeprefix(NEW))):
            yield column, (*codes, "-") if sheet != DOCUMENTS else codes


def _write_csv(
    target: Path,
    rows: Sequence[Mapping[str, Any]],
    documents: Sequence[Mapping[str, Any]],
    language: Language,
) -> None:
    from talentdocs.tables.rows import encode_row
    from talentdocs.tables.writers import Spool
    from talentdocs.tables.writers.csv import write

    listed = all_columns()
    spool = target.with_suffix(".spool")
    lines = [
        encode_row({column.name: row.get(column.name) for column in listed}) for row in (*rows, *documents)
    ]
    spool.write_bytes(b"".join(lines))
    write([Spool(TABLE, listed, spool, len(lines))], target)
    spool.unlink()


def _read_xlsx(path: Path) -> Iterator[dict[str, Any]]:
    from talentdocs.tables.workbook import read_sheet, sheet_names

    names = [name for name in sheet_names(path) if name.partition(" (")[0] in (TABLE, DOCUMENTS, ADD)]
    if TABLE not in names:
        hint = "made by talentdocs review -o"
        raise UsageError("not a review list", where=str(path), hint=hint, code="T358")
    for name in names:
        for number, row in enumerate(read_sheet(path, name), start=2):
            yield row | {"sheet": name.partition(" (")[0], "row": number}


def _read_csv(path: Path) -> Iterator[dict[str, Any]]:
    """Rows of a CSV, in the encoding that Excel saved it in."""
    from talentdocs.ingest.encoding import decode
    from talentdocs.tables.writers.csv import unharm

    csv.field_size_limit(1 << 30)
    content = decode(path.read_bytes())[0]
    for number, row in enumerate(csv.DictReader(io.StringIO(content, newline="")), start=2):
        yield {name: unharm(value or "") for name, value in row.items() if name} | {
            "sheet": TABLE,
            "row": number,
        }
