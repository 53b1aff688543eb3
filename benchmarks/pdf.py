"""Quality and speed of the PDF reader on texts whose paragraphs are known.

    python benchmarks/pdf.py ../shared/corpus/reports --files 6

Each text is set in two ways: by reportlab (STSong-Light, not embedded) and, where LibreOffice is installed,
as a Word file that it exports. Shown for each: pages a second, the share of paragraphs that come back whole,
whether every character is there in order, and the figures that are still in one piece.
"""

from __future__ import annotations

import argparse
import random
import re
import sys
import time
from collections.abc import Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from talentdocs.ingest import office
from talentdocs.ingest.read import read
from tests.ingest import make

FIGURE = re.compile(r"\d+(?:\.\d+)?(?:万|亿)?(?:[%％人元个家名次户项]|个百分点|公里|平方米)")
SPACE = re.compile(r"\s+")
LINES, WIDTH = 22, 28


def paragraphs(path: Path) -> list[str]:
    """Paragraphs of a text without Markdown marks, as any format would give them."""
    content = read(path.read_bytes(), path.name).content
    lines = (line.replace("**", "").lstrip("#").strip() for line in content.split("\n"))
    return [line for line in lines if line and any("\u4e00" <= char <= "\u9fff" for char in line)]


def by_reportlab(texts: Sequence[str]) -> bytes:
    lines = [line for text in texts for line in make.wrapped(text, WIDTH)]
    return make.pdf_lines([lines[start : start + LINES] for start in range(0, len(lines), LINES)], left=70)


def by_libreoffice(texts: Sequence[str]) -> bytes:
    import docx

    def build(document: docx.document.Document) -> None:
        document.sections[0].footer.paragraphs[0].text = "— 1 —"
        for text in texts:
            paragraph = document.add_paragraph(text)
            paragraph.paragraph_format.first_line_indent = docx.shared.Pt(32)
            paragraph.paragraph_format.space_after = docx.shared.Pt(0)
            paragraph.runs[0].font.size = docx.shared.Pt(16)

    return office.convert(make.docx(build), "docx", "pdf")


def measure(name: str, data: bytes, texts: Sequence[str]) -> str:
    """One row: what came back of ``texts``."""
    begin = time.perf_counter()
    found = read(data, "x.pdf")
    spent = time.perf_counter() - begin
    wanted = [SPACE.sub("", text) for text in texts]
    lines = [SPACE.sub("", line) for line in found.content.split("\n")]
    whole = sum(line in set(lines) for line in wanted)
    figures = [figure for text in texts for figure in FIGURE.findall(text)]
    kept = sum(figure in found.content for figure in figures)
    same = "".join(wanted) == "".join(lines)
    pages = found.pages or 0
    return (
        f"{name:40}{pages:6}{pages / spent:9.0f}{whole / len(wanted):9.1%}{'yes' if same else 'NO':>8}"
        f"{kept:7}/{len(figures)}"
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--files", type=int, default=6)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    paths = sorted(path for path in options.folder.rglob("*") if path.suffix in (".md", ".txt"))
    print(f"{'text':40}{'pages':>6}{'pages/s':>9}{'whole':>9}{'order':>8}{'figures':>9}")
    for path in random.Random(options.seed).sample(paths, min(options.files, len(paths))):
        texts = paragraphs(path)
        print(measure(f"reportlab {path.parent.name}/{path.stem}", by_reportlab(texts), texts))
        if office.find_program():
            print(measure(f"LibreOffice {path.parent.name}/{path.stem}", by_libreoffice(texts), texts))


if __name__ == "__main__":
    main()
