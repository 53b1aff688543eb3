"""Workbooks: numbers are numbers, text never runs, the header stays, long tables go on."""

from pathlib import Path

import openpyxl
import pytest

from talentdocs.tables.columns import EXTRACT_TABLES, Column
from talentdocs.tables.load import open_tables
from talentdocs.tables.sink import open_sink
from talentdocs.tables.writers import xlsx

from .records_made import ROWS


@pytest.fixture
def book(tmp_path: Path) -> openpyxl.Workbook:
    sink = open_sink(tmp_path / "t.xlsx", tables=EXTRACT_TABLES)
    for table, rows in ROWS.items():
        sink.write(table, rows)
    sink.close()
    return openpyxl.load_workbook(tmp_path / "t.xlsx")


def test_the_first_sheet_explains_every_column(book: openpyxl.Workbook) -> None:
    assert book.sheetnames == ["说明", *EXTRACT_TABLES]
    lines = {row[0]: row[2] for row in book["说明"].iter_rows(values_only=True) if row[0]}
    for table in EXTRACT_TABLES:
        for head in book[table][1]:
            assert lines[head.value], f"{table}.{head.value} is not explained"


def test_numbers_are_numbers_and_formulas_are_text(book: openpyxl.Workbook) -> None:
    figures = {head.value: cell for head, cell in zip(book["figures"][1], book["figures"][2], strict=True)}
    assert (figures["value"].value, figures["value"].data_type) == (265000, "n")
    documents = {
        head.value: cell for head, cell in zip(book["documents"][1], book["documents"][2], strict=True)
    }
    assert documents["title"].value == "=1+1"
    assert documents["title"].data_type != "f"


def test_the_header_is_frozen_and_filtered(book: openpyxl.Workbook) -> None:
    assert book["figures"].freeze_panes == "A2"
    assert book["figures"].auto_filter.ref.startswith("A1:")


def test_columns_are_as_wide_as_chinese_needs(book: openpyxl.Workbook) -> None:
    assert book["citations"].column_dimensions["D"].width > 2 * len("条例")


def test_a_table_longer_than_a_sheet_goes_on_in_the_next(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(xlsx, "SHEET_ROWS", 4)
    rows = [{"value": number} for number in range(7)]
    with xlsx.Book(tmp_path / "t.xlsx") as book:
        assert book.sheet("figures", [Column("value", "number")], rows) == 7
    assert openpyxl.load_workbook(tmp_path / "t.xlsx").sheetnames == ["figures", "figures (2)", "figures (3)"]
    assert [row["value"] for row in open_tables(tmp_path / "t.xlsx").rows("figures")] == list(range(7))


def test_text_longer_than_a_cell_is_clipped_and_says_so() -> None:
    assert xlsx.clip("字" * 40000) == "字" * 32766 + "…"
    assert xlsx.clip("字" * 32767) == "字" * 32767


def test_a_workbook_saved_by_another_program_is_read(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "figures"
    for row in (["figure_id", "value", "reasons"], ["a", 12.0, "x、y"], [None, None, None], ["b", 0.5, None]):
        sheet.append(row)
    book.save(tmp_path / "t.xlsx")
    assert [
        (row["figure_id"], row["value"], row["reasons"])
        for row in open_tables(tmp_path / "t.xlsx").rows("figures")
    ] == [("a", 12, ["x", "y"]), ("b", 0.5, [])]
