"""The PDF reader against pdfplumber's ``extract_text``, on PDFs whose every word and cell is known.

    python benchmarks/pdf.py [--pages 100] [--font FILE.ttf]
    python benchmarks/pdf.py --texts ../shared/corpus/reports --files 6

The pages are made up here and set twice: by reportlab (platypus) and, where LibreOffice is installed, as a
Word file that it exports. The Chinese font is embedded; every fourth page holds a ruled table. Shown:
pages a second of processor time for both readers in turn, whether every character is there in order, the
share of paragraphs that come back whole, and the tables whose every cell is right. With ``--texts`` the texts
of a folder are set instead, to see how real paragraphs survive.
"""

from __future__ import annotations

import argparse
import io
import random
import re
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from machine import describe
from scale import make_document

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from talentdocs.ingest import office
from talentdocs.ingest.read import read
from talentdocs.records import Text
from tests.ingest import make

FIGURE = re.compile(r"\d+(?:\.\d+)?(?:万|亿)?(?:[%％人元个家名次户项]|个百分点|公里|平方米)")
SPACE = re.compile(r"\s+")
PAGE = 560
"""Characters of a page: 22 lines of 28, as official papers have, less what paragraphs leave open."""
HEAD = ("任务", "现状", "目标", "责任单位")
WORK = ["技能培训", "养老床位", "充电桩", "污水处理", "公租房", "托育机构", "绿道", "农家书屋"]
OFFICES = ["市人社局", "市民政局、市财政局", "市发展改革委", "市住房城乡建设局、各区政府", "市卫生健康委"]

Table = tuple[tuple[str, ...], ...]
Piece = str | Table
Page = list[Piece]


def make_pages(count: int) -> list[Page]:
    """Pages of prose, a table on every fourth."""
    random_ = random.Random(count)
    pages = []
    for number in range(count):
        text = make_document(random_, number).split("\n\n")[4:-2]
        table = make_table(random_) if number % 4 == 3 else None
        pages.append(fill(text, PAGE - 200 if table else PAGE, table))
    return pages


def fill(paragraphs: Sequence[str], room: int, table: Table | None) -> Page:
    page: Page = []
    for text in paragraphs:
        if sum(len(piece) for piece in page if isinstance(piece, str)) + len(text) > room:
            break
        page.append(text)
    if table:
        page.insert(1, table)
    return page


def make_table(random_: random.Random) -> Table:
    rows = [
        (
            f"{work}提升",
            f"{random_.randint(100, 999)}个",
            f"{random_.randint(1, 9)}.{random_.randint(1, 9)}万人",
            who,
        )
        for work, who in zip(random_.sample(WORK, 5), random_.sample(OFFICES, 5), strict=True)
    ]
    return (HEAD, *rows)


def font_file(named: str | None) -> Path:
    """A TrueType font with Chinese characters: the one named, else one that fontconfig knows."""
    if named:
        return Path(named)
    listed = subprocess.run(
        ["fc-list", ":lang=zh", "file"], capture_output=True, text=True, check=False
    ).stdout
    for line in sorted(listed.splitlines()):
        path = Path(line.rstrip(": "))
        if "wqy" in path.name or path.suffix == ".ttf":
            return path
    sys.exit("no TrueType font with Chinese characters: install fonts-wqy-zenhei, or name one with --font")


def by_reportlab(pages: Sequence[Page], font: Path) -> bytes:
    from reportlab.lib.styles import ParagraphStyle
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont
    from reportlab.platypus import PageBreak, Paragraph, SimpleDocTemplate
    from reportlab.platypus import Table as Grid

    pdfmetrics.registerFont(TTFont("Han", font, subfontIndex=0))
    body = ParagraphStyle("body", fontName="Han", fontSize=16, leading=28, firstLineIndent=32, wordWrap="CJK")
    grid = [("GRID", (0, 0), (-1, -1), 0.5, "black"), ("FONT", (0, 0), (-1, -1), "Han", 11)]
    story: list[Any] = []
    for page in pages:
        for piece in page:
            story.append(Paragraph(piece, body) if isinstance(piece, str) else Grid(piece, style=grid))
        story.append(PageBreak())
    buffer = io.BytesIO()
    SimpleDocTemplate(buffer, pagesize=(595, 842), leftMargin=74, rightMargin=74, invariant=1).build(story)
    return buffer.getvalue()


def by_libreoffice(pages: Sequence[Page], font: str) -> bytes:
    import docx
    from docx.oxml.ns import qn

    def write(paragraph: Any, text: str, size: int) -> None:
        run = paragraph.add_run(text)
        run.font.size = docx.shared.Pt(size)
        run.font.name = font
        run._element.rPr.rFonts.set(qn("w:eastAsia"), font)
        paragraph.paragraph_format.space_after = docx.shared.Pt(0)

    def build(document: Any) -> None:
        for number, page in enumerate(pages):
            for place, piece in enumerate(page):
                if not isinstance(piece, str):
                    grid = document.add_table(len(piece), len(piece[0]), style="Table Grid")
                    for row, texts in zip(grid.rows, piece, strict=True):
                        for cell, text in zip(row.cells, texts, strict=True):
                            write(cell.paragraphs[0], text, 11)
                    continue
                paragraph = document.add_paragraph()
                paragraph.paragraph_format.first_line_indent = docx.shared.Pt(32)
                paragraph.paragraph_format.page_break_before = number > 0 and place == 0
                write(paragraph, piece, 16)

    return office.convert(make.docx(build), "docx", "pdf")


def by_pdfplumber(data: bytes) -> str:
    import pdfplumber

    texts = []
    with pdfplumber.open(io.BytesIO(data)) as document:
        for page in document.pages:
            texts.append(page.extract_text())
            page.close()
    return "\n".join(texts)


def ours(data: bytes) -> Text:
    return read(data, "x.pdf")


def timed(data: bytes, rounds: int = 3) -> tuple[float, float]:
    """Seconds of processor time of both readers, turn by turn, the best of each: other work on the machine
    weighs on both."""
    here, there = [], []
    for _ in range(rounds):
        here += [seconds(ours, data) for _ in range(3)]
        there.append(seconds(by_pdfplumber, data))
    return min(here), min(there)


def seconds(work: Callable[[bytes], Any], data: bytes) -> float:
    begin = time.process_time()
    work(data)
    return time.process_time() - begin


@dataclass
class Score:
    """What came back of what was set."""

    in_order: bool
    whole: float
    tables: int
    of: int


def score(found: Text, pieces: Sequence[Piece]) -> Score:
    wanted = [
        SPACE.sub("", "".join("".join(row) for row in p) if isinstance(p, tuple) else p) for p in pieces
    ]
    lines = {SPACE.sub("", line) for line in found.content.split("\n")}
    prose = [text for text, piece in zip(wanted, pieces, strict=True) if isinstance(piece, str)]
    tables = [piece for piece in pieces if isinstance(piece, tuple)]
    rows: dict[int, list[tuple[str, ...]]] = {}
    for line in found.lines:
        if line.table is not None:
            rows.setdefault(line.table, []).append(tuple(found.content[a:b] for a, b in line.cells))
    read_tables = [tuple(table) for table in rows.values()]
    return Score(
        SPACE.sub("", found.content) == "".join(wanted),
        sum(text in lines for text in prose) / len(prose),
        sum(table in read_tables for table in tables),
        len(tables),
    )


def against_pdfplumber(count: int, font: Path) -> None:
    pages = make_pages(count)
    made = {"reportlab": by_reportlab(pages, font)}
    if office.find_program():
        family = subprocess.run(
            ["fc-query", "-i", "0", "-f", "%{family[0]}", str(font)],
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        made["LibreOffice"] = by_libreoffice(pages, family)
    print(
        f"{'set by':12}{'pages':>6}{'pages/s':>9}{'pdfplumber':>11}{'times':>7}"
        f"{'order':>7}{'whole':>8}{'tables':>9}"
    )
    ours(make.pdf_lines([["暖机"]]))
    spent_here = spent_there = 0.0
    for name, data in made.items():
        found = ours(data)
        result = score(found, [piece for page in pages for piece in page])
        here, there = timed(data)
        spent_here, spent_there = spent_here + here, spent_there + there
        number = found.pages or 0
        print(
            f"{name:12}{number:6}{number / here:9.0f}{number / there:11.1f}{there / here:7.1f}"
            f"{'yes' if result.in_order else 'NO':>7}{result.whole:8.1%}{result.tables:6}/{result.of}"
        )
    print(f"both: {spent_there / spent_here:.1f} times as fast")


# --- texts of a folder ----------------------------------------------------------------------------


def paragraphs(path: Path) -> list[str]:
    """Paragraphs of a text without Markdown marks, as any format would give them."""
    content = read(path.read_bytes(), path.name).content
    lines = (line.replace("**", "").lstrip("#").strip() for line in content.split("\n"))
    return [line for line in lines if line and any("\u4e00" <= char <= "\u9fff" for char in line)]


def on_texts(folder: Path, files: int, seed: int, font: Path) -> None:
    paths = sorted(path for path in folder.rglob("*") if path.suffix in (".md", ".txt"))
    print(f"{'text':40}{'pages':>6}{'order':>7}{'whole':>8}{'figures':>11}")
    for path in random.Random(seed).sample(paths, min(files, len(paths))):
        texts = paragraphs(path)
        figures = [figure for text in texts for figure in FIGURE.findall(text)]
        made = {"reportlab": by_reportlab([list(texts)], font)}
        if office.find_program():
            made["LibreOffice"] = by_libreoffice([list(texts)], "WenQuanYi Zen Hei")
        for name, data in made.items():
            found = ours(data)
            result = score(found, texts)
            kept = sum(figure in found.content for figure in figures)
            print(
                f"{name + ' ' + path.parent.name + '/' + path.stem:40}{found.pages or 0:6}"
                f"{'yes' if result.in_order else 'NO':>7}{result.whole:8.1%}{kept:6}/{len(figures)}"
            )


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--pages", type=int, default=100)
    parser.add_argument("--font")
    parser.add_argument("--texts", type=Path)
    parser.add_argument("--files", type=int, default=6)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    print(describe())
    font = font_file(options.font)
    if options.texts:
        on_texts(options.texts, options.files, options.seed, font)
    else:
        against_pdfplumber(options.pages, font)


if __name__ == "__main__":
    main()
