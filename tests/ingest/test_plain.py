""".txt and .md: offsets are those of the decoded file."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from talentdocs.errors import ReadError
from talentdocs.ingest.lines import Builder, flat
from talentdocs.ingest.read import read
from talentdocs.options import Options
from tests.ingest.check import check


@pytest.mark.parametrize(
    ("data", "content"),
    [
        ("甲\r\n乙\r丙\n", "甲\n乙\n丙\n"),
        ("\ufeff甲", "甲"),
        ("　　首行缩进\t有制表符 \n\n\n空行保留", "　　首行缩进\t有制表符 \n\n\n空行保留"),
        ("１２％，全角不变", "１２％，全角不变"),
        ("行\u2028分隔\x0b符\x0c不\x85算换行", "行\u2028分隔\x0b符\x0c不\x85算换行"),
    ],
)
def test_only_the_mark_and_line_breaks_change(data: str, content: str) -> None:
    text = check(read(data.encode(), "a.txt"))
    assert text.content == content
    assert {line.kind for line in text.lines} == {"para"}


@settings(deadline=None)
@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0\r\ufeff"), min_size=1))
def test_utf8_text_comes_through(content: str) -> None:
    if content.strip() and not any(char < " " or char == "\ufffd" for char in content):
        try:
            assert check(read(content.encode(), "a.txt")).content == content
        except ReadError as error:
            assert error.code in ("T102", "T107")


@pytest.mark.parametrize(
    ("content", "title"),
    [
        ("---\ntitle: 2023年政府工作报告\ndate: 2023\n---\n正文", "2023年政府工作报告"),
        ('---\ntitle: "带引号"\n---\n正文', "带引号"),
        ("---\ndate: 2023\n---\n正文", None),
        ("正文\n---\ntitle: 不是\n---\n", None),
        ("title: 不是\n正文", None),
    ],
)
def test_title_of_markdown_front_matter(content: str, title: str | None) -> None:
    text = read(content.encode(), "a.md")
    assert (text.content, text.title_hint, text.format) == (content, title, "md")


def test_front_matter_of_plain_text_is_text() -> None:
    assert read("---\ntitle: 甲\n---\n正文".encode(), "a.txt").title_hint is None


def test_encoding_is_recorded_and_forced() -> None:
    assert read("数据分析报告，全市人口100万人。".encode("gbk"), "a.txt").encoding == "gb18030"
    assert read("報告".encode("big5"), "a.txt", Options(encoding="big5")).content == "報告"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("市人社局\n市财政局", "市人社局市财政局"),
        ("Python\nlanguage", "Python language"),
        ("共12\n项", "共12 项"),
        ("　　缩进\xa0空格 ", "缩进 空格"),
        ("a\x00b\x07c", "abc"),
    ],
)
def test_a_cell_is_one_line(text: str, expected: str) -> None:
    assert flat(text) == expected


@settings(deadline=None)
@given(st.lists(st.one_of(st.text(), st.lists(st.text(), max_size=4)), max_size=8))
def test_builder_keeps_lines_and_content_together(items: list[str | list[str]]) -> None:
    builder = Builder()
    for item in items:
        if isinstance(item, str):
            builder.add(item)
        else:
            builder.row(item, builder.new_table())
    check(builder.text("x"))
