# ruff: noqa: E501 - a case is a line
"""Pages: lines in reading order, paragraphs, columns, furniture, tables; in PDF and OFD alike."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from typing import Any

import pytest

from talentdocs.errors import ReadError
from talentdocs.ingest.pages.assemble import continued, repaired
from talentdocs.ingest.pages.furniture import is_page_number
from talentdocs.ingest.pages.ofd import deltas
from talentdocs.ingest.pages.paragraphs import glued
from talentdocs.ingest.pages.pdf import is_garbled
from talentdocs.ingest.read import read
from talentdocs.options import Options
from tests.ingest import make
from tests.ingest.check import check, paragraphs, rows

NO_OCR = Options(ocr=False)
WIDTH = 26
Maker = Callable[[Sequence[Sequence[str]]], bytes]
MAKERS = pytest.mark.parametrize("maker", [make.pdf_lines, make.ofd], ids=["pdf", "ofd"])


def laid_out(texts: Sequence[str], lines: int = 18) -> list[list[str]]:
    """Pages of ``lines`` lines with indented paragraphs."""
    flat = [line for text in texts for line in make.wrapped(text, WIDTH)]
    return [flat[start : start + lines] for start in range(0, len(flat), lines)]


@MAKERS
@pytest.mark.parametrize("lines", [4, 5, 7, 18])
def test_paragraphs_are_whole_wherever_line_and_page_break(maker: Maker, lines: int) -> None:
    text = read(maker(laid_out(make.PARAGRAPHS, lines)), "x")
    assert paragraphs(text) == list(make.PARAGRAPHS)
    assert text.lines[0].page == 1
    assert text.lines[-1].page == (text.pages if lines > 4 else text.lines[-1].page)


@MAKERS
def test_short_lines_stay_apart(maker: Maker) -> None:
    lines = [
        "青川市人民政府",
        "青政发〔2023〕5号",
        "各县区人民政府：",
        *make.wrapped(make.PARAGRAPHS[1], WIDTH),
        "　　（联系人：王某）",
    ]
    assert paragraphs(read(maker([lines]), "x")) == [*lines[:3], make.PARAGRAPHS[1], "（联系人：王某）"]


@pytest.mark.parametrize(
    ("left", "right", "joined"),
    [
        ("全市新增就业15", "00人", "全市新增就业1500人"),
        ("提高1", ".2个百分点", "提高1.2个百分点"),
        ("推进城", "乡建设", "推进城乡建设"),
        ("using the", "language", "using the language"),
        ("develop-", "ment", "development"),
        ("PM2.5", "浓度", "PM2.5浓度"),
    ],
)
def test_two_lines_as_one(left: str, right: str, joined: str) -> None:
    assert glued(left, right) == joined


@pytest.mark.parametrize("text", ["3", "- 3 -", "— 12 —", "第3页", "第 3 页 共 9 页", "3/12", "第三页"])
def test_page_numbers(text: str) -> None:
    assert is_page_number(text)


@pytest.mark.parametrize("text", ["一", "三、下一步", "2023年", "12人", "i", "", "第3章"])
def test_no_page_numbers(text: str) -> None:
    assert not is_page_number(text)


def test_running_heads_and_page_numbers_go_and_the_text_runs_on() -> None:
    pages = laid_out(list(make.PARAGRAPHS) * 3, 12)

    def draw(canvas: Any) -> None:
        for number, lines in enumerate(pages, start=1):
            canvas.setFont("STSong-Light", 10)
            canvas.drawString(200, 800, "青川市文件汇编")
            canvas.drawString(280, 40, f"— {number} —")
            canvas.setFont("STSong-Light", 16)
            for row, line in enumerate(lines):
                text = line.lstrip("　")
                canvas.drawString(90 + 16 * (len(line) - len(text)), 740 - 28 * row, text)
            canvas.showPage()

    assert paragraphs(read(make.pdf(draw), "x")) == list(make.PARAGRAPHS) * 3


@pytest.mark.parametrize(
    ("heads", "kept"),
    [
        (["青川年鉴 2022", "青川年鉴 2022", "青川年鉴 2022"], False),
        (["第1页 共3页 青川", "第2页 共3页 青川", "第3页 共3页 青川"], False),
        (["2021年产量达到729辆，", "2021年产量达到815辆，", "2022年产量达到903辆，"], True),
    ],
)
def test_a_first_line_is_a_running_head_only_where_its_numbers_stand_or_count_on(
    heads: Sequence[str], kept: bool
) -> None:
    def draw(canvas: Any) -> None:
        for head in heads:
            canvas.setFont("STSong-Light", 16)
            canvas.drawString(90, 790, head)
            canvas.drawString(90, 600, "正文。")
            canvas.showPage()

    content = read(make.pdf(draw), "x").content
    assert all((head in content) == kept for head in heads)


def test_plain_figures_at_the_edge_are_page_numbers_only_where_they_count_on() -> None:
    def draw(canvas: Any, numbers: Sequence[int]) -> None:
        for number in numbers:
            canvas.setFont("STSong-Light", 16)
            canvas.drawString(90, 700, f"第{number}段的文字。")
            canvas.drawString(290, 40, str(number))
            canvas.showPage()

    assert paragraphs(read(make.pdf(lambda canvas: draw(canvas, (7, 8))), "x")) == [
        "第7段的文字。",
        "第8段的文字。",
    ]
    assert paragraphs(read(make.pdf(lambda canvas: draw(canvas, (7, 12))), "x"))[1] == "7"


@pytest.mark.parametrize("offset", [0, 7])
def test_two_columns_are_read_one_after_the_other(offset: float) -> None:
    left, right = make.PARAGRAPHS[1] * 2, make.PARAGRAPHS[2] * 3
    title = "关于两栏排版的文件怎样读出的说明"

    def draw(canvas: Any) -> None:
        canvas.setFont("STSong-Light", 22)
        canvas.drawCentredString(297, 800, title)
        canvas.setFont("STSong-Light", 14)
        for column, (text, x) in enumerate(((left, 60), (right, 320))):
            for row, line in enumerate(make.wrapped(text, 14)):
                bare = line.lstrip("　")
                canvas.drawString(x + 14 * (len(line) - len(bare)), 750 - 22 * row - column * offset, bare)

    assert paragraphs(read(make.pdf(draw), "x")) == [title, left, right]


def test_a_plain_table_without_lines_is_not_two_columns() -> None:
    names = ["城镇新增就业", "技能培训", "高技能人才", "创业带动就业", "困难人员就业", "毕业生就业"]

    def draw(canvas: Any) -> None:
        for row, name in enumerate(names):
            canvas.drawString(90, 700 - 28 * row, name)
            canvas.drawString(400, 700 - 28 * row, f"{row + 1}万人")

    assert paragraphs(read(make.pdf(draw), "x")) == [
        f"{name} {row}万人" for row, name in enumerate(names, start=1)
    ]


def test_order_of_the_content_stream_does_not_matter() -> None:
    def draw(canvas: Any) -> None:
        canvas.drawString(90, 672, "二、下一步打算")
        canvas.drawString(90 + 16 * 4, 700, "”建设行动")
        canvas.drawString(90, 700, "“青川工")

    assert paragraphs(read(make.pdf(draw), "x")) == ["“青川工”建设行动", "二、下一步打算"]


def test_space_between_han_and_digits_goes_and_between_words_stays() -> None:
    def draw(canvas: Any) -> None:
        x = 90.0
        for piece in ("总量达到", "22.6", "万人"):
            canvas.drawString(x, 700, piece)
            x += canvas.stringWidth(piece, "STSong-Light", 16) + 4
        canvas.drawString(90, 600, "The Python language")
        canvas.drawString(90, 560, "市长")
        canvas.drawString(90 + 16 * 4, 560, "王某某")

    assert paragraphs(read(make.pdf(draw), "x")) == ["总量达到22.6万人", "The Python language", "市长 王某某"]


@pytest.mark.parametrize("turn", [90, 180, 270])
def test_turned_pages(turn: int) -> None:
    import pypdfium2

    document = pypdfium2.PdfDocument(make.pdf_lines(laid_out(make.PARAGRAPHS)))
    document[0].set_rotation(turn)
    buffer = io.BytesIO()
    document.save(buffer)
    assert paragraphs(read(buffer.getvalue(), "x")) == list(make.PARAGRAPHS)


def test_a_landscape_page_drawn_sideways() -> None:
    def draw(canvas: Any) -> None:
        canvas.rotate(90)
        for row, line in enumerate(make.wrapped(make.PARAGRAPHS[1], 40)):
            text = line.lstrip("　")
            canvas.drawString(60 + 16 * (len(line) - len(text)), -100 - 28 * row, text)

    assert paragraphs(read(make.pdf(draw), "x")) == [make.PARAGRAPHS[1]]


def test_watermarks_are_not_text() -> None:
    def draw(canvas: Any) -> None:
        canvas.drawString(90, 700, "正文没有水印。")
        canvas.translate(200, 300)
        canvas.rotate(45)
        canvas.drawString(0, 0, "内部资料")

    assert paragraphs(read(make.pdf(draw), "x")) == ["正文没有水印。"]


def test_pdfium_and_pdfplumber_see_the_same_characters() -> None:
    import pdfplumber

    data = make.pdf_lines(laid_out(list(make.PARAGRAPHS) * 2))
    with pdfplumber.open(io.BytesIO(data)) as document:
        expected = sorted(
            char["text"] for page in document.pages for char in page.chars if char["text"].strip()
        )
    assert sorted(char for char in read(data, "x").content if char.strip()) == expected


# --- tables -------------------------------------------------------------------------------------


def test_ruled_tables_are_rows() -> None:
    text = read(make.grid_pdf([make.ROWS]), "x")
    assert rows(text) == list(make.ROWS)
    assert paragraphs(text) == []


def test_a_table_goes_on_over_the_page_without_its_head() -> None:
    text = read(make.grid_pdf([make.ROWS, make.ROWS[:1] + make.ROWS[2:]]), "x")
    assert rows(text) == [*make.ROWS, make.ROWS[2]]
    assert {line.table for line in text.lines} == {0}
    assert [line.page for line in text.lines] == [1, 1, 1, 2]


def test_text_around_a_table_stays_around_it() -> None:
    def draw(canvas: Any) -> None:
        canvas.drawString(90, 760, "附件：任务分工表")
        canvas.grid([90, 200, 400], [720, 690, 660])
        for row, cells in enumerate((("任务", "目标"), ("培训", "5万人"))):
            for x, cell in zip((94, 204), cells, strict=True):
                canvas.drawString(x, 700 - 30 * row, cell)
        canvas.drawString(90, 600, "以上任务由市人社局牵头。")

    assert (
        read(make.pdf(draw), "x").content
        == "附件：任务分工表\n任务\t目标\n培训\t5万人\n以上任务由市人社局牵头。"
    )


def test_cells_merged_downwards_and_drawn_as_thin_rectangles() -> None:
    def draw(canvas: Any) -> None:
        for y in (720, 660):
            canvas.rect(90, y, 300, 0.5, stroke=0, fill=1)
        canvas.rect(190, 690, 200, 0.5, stroke=0, fill=1)
        for x in (90, 190, 390):
            canvas.rect(x, 660, 0.5, 60, stroke=0, fill=1)
        canvas.drawString(100, 685, "就业")
        canvas.drawString(200, 700, "培训")
        canvas.drawString(200, 670, "招聘")

    assert rows(read(make.pdf(draw), "x")) == [("就业", "培训"), ("就业", "招聘")]


@pytest.mark.parametrize("frame", ["one box", "underline", "page border"])
def test_frames_and_rules_are_no_tables(frame: str) -> None:
    def draw(canvas: Any) -> None:
        canvas.drawString(100, 700, "青川市人民政府文件")
        if frame == "underline":
            canvas.line(90, 690, 500, 690)
            canvas.line(90, 686, 500, 686)
        else:
            canvas.rect(*((90, 680, 300, 40) if frame == "one box" else (20, 20, 555, 800)))

    text = read(make.pdf(draw), "x")
    assert paragraphs(text) == ["青川市人民政府文件"]
    assert rows(text) == []


@pytest.mark.parametrize(
    ("above", "below", "expected"),
    [
        (
            [("类", "项"), ("甲", "一")],
            [("类", "项"), ("乙", "二")],
            [("类", "项"), ("甲", "一"), ("乙", "二")],
        ),
        ([("甲", "提高劳动", "局")], [("", "者素质", "")], [("甲", "提高劳动者素质", "局")]),
        (
            [("甲", "一", "局")],
            [("", "二", "委"), ("乙", "三", "办")],
            [("甲", "一", "局"), ("甲", "二", "委"), ("乙", "三", "办")],
        ),
        ([("甲", "一")], [("乙", "二")], [("甲", "一"), ("乙", "二")]),
    ],
)
def test_continuation_of_a_table(
    above: list[tuple[str, ...]], below: list[tuple[str, ...]], expected: object
) -> None:
    assert continued(above, below) == expected


# --- what is wrong with a page ------------------------------------------------------------------


def picture_pdf(pages: int = 1, text_on: int = 0) -> bytes:
    from PIL import Image
    from reportlab.lib.utils import ImageReader

    image = ImageReader(Image.new("L", (300, 400), 240))

    def draw(canvas: Any) -> None:
        for number in range(1, pages + 1):
            canvas.setFont("STSong-Light", 16)
            if number == text_on:
                canvas.drawString(90, 700, "这一页有文字。")
            else:
                canvas.drawImage(image, 0, 0, 595, 842)
            canvas.showPage()

    return make.pdf(draw)


def test_a_page_without_text_layer_is_said() -> None:
    text = read(picture_pdf(3, text_on=2), "x", NO_OCR)
    assert text.content == "这一页有文字。"
    assert text.warnings == ("T203 第1页没有可用的文字层", "T203 第3页没有可用的文字层")
    assert text.lines[0].page == 2


def test_a_file_of_pictures_is_never_an_empty_success() -> None:
    with pytest.raises(ReadError) as caught:
        read(picture_pdf(), "x", NO_OCR)
    assert caught.value.code == "T105"
    assert "talentdocs[ocr]" in caught.value.hint


def test_an_empty_page_among_others_is_no_trouble() -> None:
    assert read(make.pdf_lines([["甲甲甲。"], [], ["乙乙乙。"]]), "x").warnings == ()


def test_text_drawn_twice_is_read_once() -> None:
    def draw(canvas: Any) -> None:
        for shift in (0, 0.6):
            canvas.drawString(90 + shift, 700, "加粗的标题文字用两次描绘")

    text = read(make.pdf(draw), "x")
    assert text.content == "加粗的标题文字用两次描绘"


def test_words_that_repeat_are_kept() -> None:
    text = read(make.pdf(lambda canvas: canvas.drawString(90, 700, "人人人人参与，1111人")), "x")
    assert text.content == "人人人人参与，1111人"


@pytest.mark.parametrize(
    ("text", "garbled"),
    [
        ("全市技能人才总量达到26.5万人" * 5, False),
        ("Annual report of the city government", False),
        ("\ufffd\ufffd市", True),
        ("ÄãºÃÊÀ½çÕâÊÇÂÒÂë", True),
        ("瑒瑗瑝瑮瑫瑴瑦瑧瑨瑩" * 6, True),
        ("", False),
    ],
)
def test_garbled_text_layers(text: str, garbled: bool) -> None:
    assert is_garbled(text) is garbled


def test_an_encrypted_file_says_what_to_do() -> None:
    from reportlab.lib import pdfencrypt

    data = make.pdf(
        lambda canvas: canvas.drawString(90, 700, "密"), encrypt=pdfencrypt.StandardEncryption("secret")
    )
    with pytest.raises(ReadError) as caught:
        read(data, "a.pdf")
    assert (caught.value.code, caught.value.where) == ("T104", "a.pdf")
    assert "password" in caught.value.hint


@pytest.mark.parametrize(
    ("title", "hint"),
    [("青川市工作报告", "青川市工作报告"), ("Microsoft Word - 文档1", None), ("文档1", None), ("x", None)],
)
def test_title_in_the_properties(title: str, hint: str | None) -> None:
    def draw(canvas: Any) -> None:
        canvas.setTitle(title)
        canvas.drawString(90, 700, "正文。")

    assert read(make.pdf(draw), "x").title_hint == hint


# --- OFD ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "count", "expected"),
    [
        ("5 5 4.5", 3, [5, 5, 4.5]),
        ("g 3 5 4.5", 4, [5, 5, 5, 4.5]),
        ("5", 3, [5, 5, 5]),
        ("g 1000000000 5", 3, [5, 5, 5]),
        ("", 3, []),
        (None, 3, []),
        ("x y", 2, [0, 0]),
    ],
)
def test_steps_between_ofd_characters(text: str | None, count: int, expected: list[float]) -> None:
    assert deltas(text, count) == expected


def test_ofd_tables_and_title() -> None:
    lines = "".join(
        f'<ofd:PathObject Boundary="0 0 210 297"><ofd:AbbreviatedData>{data}</ofd:AbbreviatedData></ofd:PathObject>'
        for data in (
            "M 30 28 L 130 28",
            "M 30 38 L 130 38",
            "M 30 48 L 130 48",
            "M 30 28 L 30 48",
            "M 80 28 L 80 48",
            "M 130 28 L 130 48",
        )
    )
    objects = "".join(
        f'<ofd:TextObject Boundary="{x} {y} 40 8" Size="4"><ofd:TextCode X="0" Y="5">{text}</ofd:TextCode></ofd:TextObject>'
        for text, x, y in (("任务", 32, 30), ("目标", 82, 30), ("培训", 32, 40), ("5万人", 82, 40))
    )
    text = read(make.ofd([[]], paths=objects + lines), "x")
    assert rows(text) == [("任务", "目标"), ("培训", "5万人")]
    assert (text.format, text.pages, text.title_hint) == ("ofd", 1, "样例")


# --- pixels -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('“上林工匠"计划和"新八级"', "“上林工匠”计划和“新八级”"),
        ("完善”上林工匠”体系", "完善“上林工匠”体系"),
        ("“没有完”的“一段", "“没有完”的“一段"),
        ('"甲”', "“甲”"),
        ("慈党发〔2017】38号、[2023]第5号", "慈党发〔2017〕38号、〔2023〕第5号"),
        ("（2023）年", "（2023）年"),
    ],
)
def test_marks_of_recognised_text(text: str, expected: str) -> None:
    assert repaired(text) == expected


def test_scans_and_pictures_are_recognised() -> None:
    pytest.importorskip("rapidocr_onnxruntime")
    import pypdfium2

    shown = make.pdf_lines([["　　全市技能人才总量达到26.5万人。"]])
    image = pypdfium2.PdfDocument(shown)[0].render(scale=150 / 72).to_pil().convert("L")
    for format in ("PDF", "PNG"):
        buffer = io.BytesIO()
        image.save(buffer, format, resolution=150, dpi=(150, 150))
        text = check(read(buffer.getvalue(), "scan"))
        assert text.content == "全市技能人才总量达到26.5万人。"
        assert text.warnings == ("T210 第1页的文字由图像识别",)
        assert 0.85 < (text.lines[0].confidence or 0) <= 1
