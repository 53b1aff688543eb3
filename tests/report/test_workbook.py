"""The workbook reads back to the same values, opens in LibreOffice, and nothing in it runs."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import openpyxl
import pytest

from talentdocs.report.workbook import TABLES, write_workbook
from talentdocs.tables.load import open_tables

from .making import bundle, comparison, figure, many
from .test_html import hostile

UTF8_CSV = "csv:Text - txt - csv (StarCalc):44,34,76"
SHEETS = ["说明", "targets", "documents", "figures", "commitments", "comparisons", "contradictions"]


@pytest.fixture
def target(tmp_path: Path) -> Path:
    return tmp_path / "report.xlsx"


def test_sheets_in_order_with_frozen_heads_and_filters(target: Path) -> None:
    write_workbook(bundle(), target, "zh")
    book = openpyxl.load_workbook(target)
    assert book.sheetnames == [*SHEETS, "citations", "failures"]
    for name in book.sheetnames[1:]:
        assert book[name].freeze_panes == "A2"
        assert book[name].auto_filter.ref
    assert {path.name for path in target.parent.iterdir()} == {"report.xlsx"}


def test_targets_tell_the_verdict_in_words_and_colour_with_numbers_as_numbers(target: Path) -> None:
    write_workbook(bundle(), target, "zh")
    sheet = openpyxl.load_workbook(target)["targets"]
    heads = [cell.value for cell in sheet[1]]
    assert heads[:4] == ["结论", "指标", "地区", "承诺"]
    rows = [dict(zip(heads, row, strict=True)) for row in sheet.iter_rows(min_row=2)]
    assert [row["结论"].value for row in rows] == ["✘ 未达成", "? 未见报告"]
    assert rows[0]["结论"].fill.fgColor.rgb != rows[1]["结论"].fill.fgColor.rgb
    numbers = [cell.value for cell in sheet[2] if isinstance(cell.value, (int, float))]
    assert {4500, 4127, -373} <= set(numbers)


def test_every_table_reads_back_to_the_same_values(target: Path) -> None:
    given = bundle()
    write_workbook(given, target, "zh")
    tables = open_tables(target)
    for name in TABLES:
        assert list(tables.rows(name)) == [dict(row) for row in getattr(given, name)], name


def test_paths_lead_to_their_files(target: Path) -> None:
    write_workbook(bundle(sources={"报告/2023.txt": "../报告/2023.txt"}), target, "zh")
    sheet = openpyxl.load_workbook(target)["documents"]
    cells = [cell for row in sheet.iter_rows(min_row=2) for cell in row if cell.hyperlink]
    assert [cell.value for cell in cells] == ["报告/2023.txt"]
    assert "2023.txt" in cells[0].hyperlink.target


def test_charts_of_indicators_with_several_years(target: Path) -> None:
    promise = "2022年新增4000人，2023年新增4500人。"
    first = figure("a" * 16, promise, "4000人", value=4000, status="target", period_end="2022")
    second = figure("a" * 16, promise, "4500人", value=4500, status="target")
    result = figure("b" * 16, "新增4127人", "4127人", value=4127)
    pairs = [comparison(first, result, "met"), comparison(second, None, "pending")]
    write_workbook(bundle(figures=[first, second, result], comparisons=pairs), target, "zh")
    sheet = openpyxl.load_workbook(target)["charts"]
    assert len(sheet._charts) == 1
    assert [[cell.value for cell in row[:3]] for row in sheet.iter_rows(min_row=3, max_row=4)] == [
        ["2022", 4000, 4127],
        ["2023", 4500, None],
    ]


def test_nothing_from_a_document_runs(target: Path) -> None:
    formula = '=HYPERLINK("http://x","y")'
    rows = [row | {"indicator": formula} for row in bundle().figures]
    write_workbook(bundle(figures=rows), target, "zh")
    cells = [cell for row in openpyxl.load_workbook(target)["figures"].iter_rows() for cell in row]
    assert [cell.data_type for cell in cells if cell.value == formula] == ["s", "s", "s"]
    write_workbook(hostile(), target, "zh")


def test_same_rows_same_bytes(target: Path) -> None:
    write_workbook(many(20), target, "zh")
    first = target.read_bytes()
    write_workbook(many(20), target, "zh")
    assert target.read_bytes() == first


@pytest.mark.skipif(not shutil.which("soffice"), reason="no LibreOffice")
def test_libreoffice_opens_it(target: Path) -> None:
    write_workbook(bundle(), target, "zh")
    profile = f"-env:UserInstallation={(target.parent / 'profile').as_uri()}"
    command = [
        "soffice",
        profile,
        "--headless",
        "--convert-to",
        UTF8_CSV,
        "--outdir",
        str(target.parent),
        str(target),
    ]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    assert "结论由规则得出" in (target.parent / "report.csv").read_text("utf-8", errors="replace")
