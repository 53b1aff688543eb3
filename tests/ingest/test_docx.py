# ruff: noqa: E501 - a case is a line
"""Word files as a reader sees them."""

from __future__ import annotations

from typing import Any

import pytest

from talentdocs.errors import ReadError
from talentdocs.ingest.merged import repeated
from talentdocs.ingest.numbering import chinese, roman
from talentdocs.ingest.read import read
from talentdocs.records import Text
from tests.ingest import make
from tests.ingest.check import check, paragraphs, rows

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def built(build: Any) -> Text:
    return check(read(make.docx(build), "a.docx"))


def body(xml: str) -> Text:
    """A document whose body holds ``xml`` before its own first paragraph."""
    data = make.docx(lambda document: document.add_paragraph("末段。"))
    return check(
        read(
            make.patched(data, "word/document.xml", lambda text: text.replace("<w:body>", f"<w:body>{xml}")),
            "a",
        )
    )


def run(text: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def test_paragraphs_and_rows_in_reading_order() -> None:
    text = read(make.docx(), "x")
    assert text.format == "docx"
    assert paragraphs(text) == list(make.PARAGRAPHS)
    assert rows(text) == list(make.ROWS)


def test_a_table_stands_where_it_stands() -> None:
    def build(document: Any) -> None:
        document.add_paragraph("前")
        table = document.add_table(1, 2)
        table.cell(0, 0).text, table.cell(0, 1).text = "一\n格", "二"
        document.add_paragraph("后")

    assert built(build).content == "前\n一格\t二\n后"


def test_headings_by_style_and_outline_level() -> None:
    def build(document: Any) -> None:
        document.add_heading("标题", 0)
        document.add_heading("一、总体要求", 1)
        document.add_heading("（一）目标", 2)
        document.add_paragraph("正文。")

    text = built(build)
    assert [(line.kind, line.level) for line in text.lines] == [
        ("para", None),
        ("heading", 1),
        ("heading", 2),
        ("para", None),
    ]
    assert text.title_hint == "标题"


@pytest.mark.parametrize(
    ("format", "label", "expected"),
    [
        ("chineseCounting", "%1、", ["一、甲", "二、乙"]),
        ("chineseCountingThousand", "（%1）", ["（一）甲", "（二）乙"]),
        ("decimal", "%1.", ["1. 甲", "2. 乙"]),
        ("decimalEnclosedCircleChinese", "%1", ["① 甲", "② 乙"]),
        ("upperRoman", "%1", ["I 甲", "II 乙"]),
        ("bullet", "", ["甲", "乙"]),
    ],
)
def test_automatic_numbers_are_text(format: str, label: str, expected: list[str]) -> None:
    data = make.docx(lambda document: [document.add_paragraph(text, style="List Number") for text in "甲乙"])

    def number(xml: str) -> str:
        return (
            f'<w:numbering {W}><w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/>'
            f'<w:numFmt w:val="{format}"/><w:lvlText w:val="{label}"/></w:lvl></w:abstractNum>'
            + "".join(f'<w:num w:numId="{n}"><w:abstractNumId w:val="0"/></w:num>' for n in range(1, 12))
            + "</w:numbering>"
        )

    assert check(read(make.patched(data, "word/numbering.xml", number), "a")).content.split("\n") == expected


def test_chinese_and_roman_numbers() -> None:
    assert [chinese(n) for n in (1, 10, 11, 20, 99, 100, 105, 110, 0, 1000)] == [
        "一", "十", "十一", "二十", "九十九", "一百", "一百零五", "一百一十", "0", "1000",
    ]  # fmt: skip
    assert [roman(n) for n in (4, 9, 14, 1990, 0)] == ["iv", "ix", "xiv", "mcmxc", "0"]


@pytest.mark.parametrize(
    ("xml", "expected"),
    [
        (f"<w:p>{run('甲')}{run('乙')}</w:p>", "甲乙"),
        (
            f"<w:p><w:ins>{run('新增')}</w:ins><w:del><w:r><w:delText>删除</w:delText></w:r></w:del></w:p>",
            "新增",
        ),
        (f"<w:p>{run('见')}<w:hyperlink>{run('链接')}</w:hyperlink></w:p>", "见链接"),
        (f"<w:sdt><w:sdtContent><w:p>{run('控件')}</w:p></w:sdtContent></w:sdt>", "控件"),
        (f"<w:p>{run('看见')}{run('隐藏', '<w:vanish/>')}</w:p>", "看见"),
        (f"<w:p><w:r><w:instrText>PAGE</w:instrText></w:r>{run('3')}</w:p>", "3"),
        ("<w:p><w:r><w:t>甲</w:t><w:br/><w:t>乙</w:t></w:r></w:p>", "甲\n乙"),
        (
            '<w:p><w:pPr><w:jc w:val="center"/></w:pPr><w:r><w:t>长标题</w:t><w:br/><w:t>第二行</w:t></w:r></w:p>',
            "长标题第二行",
        ),
        (f"<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr>{run('上')}</w:p><w:p>{run('下')}</w:p>", "上下"),
        (f"<w:p>{run('  ')}</w:p>", ""),
        (f"<w:p>{run('文号')}<w:r><w:tab/></w:r>{run('签发人')}</w:p>", "文号 签发人"),
    ],
)
def test_runs(xml: str, expected: str) -> None:
    assert body(xml).content == (f"{expected}\n末段。" if expected else "末段。")


def test_a_text_box_counts_once() -> None:
    box = f"<w:txbxContent><w:p>{run('某市文件')}</w:p></w:txbxContent>"
    mc = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    xml = f"<w:p><w:r><mc:AlternateContent {mc}><mc:Choice>{box}</mc:Choice><mc:Fallback>{box}</mc:Fallback></mc:AlternateContent></w:r>{run('正文')}</w:p>"
    assert body(xml).content == "某市文件\n正文\n末段。"


def test_letterhead_in_the_header_comes_first_and_page_numbers_do_not() -> None:
    def build(document: Any) -> None:
        section = document.sections[0]
        section.header.paragraphs[0].text = "青川市人力资源和社会保障局文件"
        section.footer.paragraphs[0].text = "- 1 -"
        document.add_paragraph("正文。")

    text = built(build)
    assert text.content == "青川市人力资源和社会保障局文件\n正文。"
    assert text.lines[0].kind == "header"


def test_footnotes_follow_their_paragraph() -> None:
    data = make.docx(lambda document: document.add_paragraph("末段。"))
    note = f'<w:footnotes {W}><w:footnote w:id="2"><w:p>{run("脚注文字")}</w:p></w:footnote></w:footnotes>'
    xml = f'<w:p>{run("正文")}<w:r><w:footnoteReference w:id="2"/></w:r></w:p>'
    data = make.patched(data, "word/document.xml", lambda text: text.replace("<w:body>", f"<w:body>{xml}"))
    import io
    import zipfile

    out = io.BytesIO(data)
    with zipfile.ZipFile(out, "a") as archive:
        archive.writestr("word/footnotes.xml", note)
    text = check(read(out.getvalue(), "a"))
    assert text.content == "正文\n脚注文字\n末段。"
    assert [line.kind for line in text.lines] == ["para", "note", "para"]


def test_merged_cells_give_each_row_its_own_meaning() -> None:
    def build(document: Any) -> None:
        table = document.add_table(4, 3)
        for row, texts in zip(
            table.rows,
            [("类别", "任务", "目标"), ("就业", "培训", "5万人"), ("", "招聘", ""), ("合计", "", "九项")],
            strict=True,
        ):
            for cell, text in zip(row.cells, texts, strict=True):
                cell.text = text
        table.cell(1, 0).merge(table.cell(2, 0))
        table.cell(1, 2).merge(table.cell(2, 2))
        table.cell(3, 0).merge(table.cell(3, 1))

    assert rows(built(build)) == [
        ("类别", "任务", "目标"),
        ("就业", "培训", "5万人"),
        ("就业", "招聘", ""),
        ("合计", "", "九项"),
    ]


@pytest.mark.parametrize(
    ("text", "column", "expected"),
    [
        ("就业", 2, "就业"),
        ("市人社局", 3, "市人社局"),
        ("2023年底", 3, "2023年底"),
        ("6岁以下儿童", 0, "6岁以下儿童"),
        ("5000人", 2, ""),
        ("2023年新增5000人", 2, ""),
    ],
)
def test_what_a_merged_cell_says_again(text: str, column: int, expected: str) -> None:
    assert repeated(text, column) == expected


def test_a_row_over_all_columns_is_one_cell() -> None:
    def build(document: Any) -> None:
        table = document.add_table(2, 3)
        table.cell(0, 0).merge(table.cell(0, 2)).text = "一、经济发展"
        table.cell(1, 0).text = "甲"

    assert rows(built(build)) == [("一、经济发展",), ("甲", "", "")]


def test_a_table_that_only_places_things_is_read_as_text() -> None:
    def build(document: Any) -> None:
        outer = document.add_table(1, 1)
        outer.cell(0, 0).text = "框内文字"
        inner = outer.cell(0, 0).add_table(1, 2)
        inner.cell(0, 0).text, inner.cell(0, 1).text = "甲", "乙"

    assert built(build).content == "框内文字\n甲\t乙"


def test_no_text_at_all() -> None:
    with pytest.raises(ReadError) as caught:
        read(make.docx(lambda document: None), "a.docx")
    assert caught.value.code == "T107"
