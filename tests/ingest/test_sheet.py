"""Task tables: rows as they are shown."""

from __future__ import annotations

import csv
import datetime
import io
from typing import Any

import pytest

from talentdocs.errors import ReadError
from talentdocs.ingest.read import read
from talentdocs.ingest.sheet import delimiter, shown_number
from talentdocs.records import Text
from tests.ingest.check import check, rows


def workbook(build: Any) -> Text:
    import openpyxl

    book = openpyxl.Workbook()
    build(book)
    buffer = io.BytesIO()
    book.save(buffer)
    return check(read(buffer.getvalue(), "a.xlsx"))


def test_task_table() -> None:
    def build(book: Any) -> None:
        sheet = book.active
        sheet.append(["重点任务分工表"])
        sheet.merge_cells("A1:D1")
        sheet.append(["类别", "任务", "目标", "完成时间"])
        sheet.append(["就业", "提高\n劳动参与率", 0.349, datetime.date(2023, 6, 1)])
        sheet.append([None, "新增就业", 50000.5, "2023年底"])
        sheet.merge_cells("A3:A4")
        sheet["C3"].number_format = "0.0%"
        sheet["D3"].number_format = "yyyy年m月"

    assert rows(workbook(build)) == [
        ("重点任务分工表",),
        ("类别", "任务", "目标", "完成时间"),
        ("就业", "提高劳动参与率", "34.9%", "2023年6月"),
        ("就业", "新增就业", "50000.5", "2023年底"),
    ]


def test_several_sheets_stand_under_their_names_and_hidden_ones_do_not() -> None:
    def build(book: Any) -> None:
        book.active.title = "就业"
        book.active.append(["a", "b"])
        book.create_sheet("教育").append(["c", "d"])
        book.create_sheet("草稿").append(["e"])
        book["草稿"].sheet_state = "hidden"

    text = workbook(build)
    assert text.content == "就业\na\tb\n教育\nc\td"
    assert [line.kind for line in text.lines] == ["heading", "row", "heading", "row"]
    assert [line.page for line in text.lines] == [1, 1, 2, 2]


@pytest.mark.parametrize(
    ("raw", "code", "shown"),
    [
        ("0.349", "0.0%", "34.9%"),
        ("0.07", "0%", "7%"),
        ("45078", "yyyy/m/d", "2023年6月1日"),
        ("45078", 'yyyy"年"m"月"', "2023年6月"),
        ("45078", "0.00", "45078"),
        ("45078", "General", "45078"),
        ("1234.5", "#,##0.00", "1234.5"),
        ("0.1", "", "0.1"),
        ("1e15", "", "1000000000000000"),
        ("0.30000000000000004", "", "0.3"),
        ("12", '0"万元"', "12"),
        ("-6.8", "0.0", "-6.8"),
        ("nan", "", ""),
        ("x", "", "x"),
    ],
)
def test_numbers_as_shown(raw: str, code: str, shown: str) -> None:
    assert shown_number(raw, code) == shown


@pytest.mark.parametrize("codec", ["utf-8-sig", "gb18030", "utf-16"])
def test_csv(codec: str) -> None:
    data = '任务,目标,单位\r\n"培训,招聘",5万人,"市人社局\n市财政局"\r\n,,\r\n'.encode(codec)
    assert rows(read(data, "任务.csv")) == [
        ("任务", "目标", "单位"),
        ("培训,招聘", "5万人", "市人社局市财政局"),
    ]


@pytest.mark.parametrize(
    ("content", "mark"),
    [("a\tb\nc\td", "\t"), ("a;b\nc;d", ";"), ("甲，乙\n丙，丁", "，"), ("a,b;c\nd,e", ",")],
)
def test_delimiters(content: str, mark: str) -> None:
    assert delimiter(content) == mark


@pytest.mark.parametrize("limit", [131_072, 1 << 30])
def test_an_unclosed_quotation_mark_keeps_the_rest(limit: int) -> None:
    csv.field_size_limit(limit)  # other readers of tables raise it for the whole process
    text = read(('a,b\n"c,' + "长" * 140_000 + "\nd,e\n").encode(), "a.csv")
    assert "长" * 1000 in text.content
    assert rows(text)[-1] == ("d", "e")


def test_an_empty_workbook() -> None:
    with pytest.raises(ReadError) as caught:
        workbook(lambda book: None)
    assert caught.value.code == "T107"
