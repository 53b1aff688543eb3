"""Files that the tests read, made from texts of their own in every format."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Sequence
from typing import Any

MM = 72 / 25.4

PARAGRAPHS = (
    "关于加快培育青川技能人才的实施意见",
    (
        "近年来，青川市围绕制造业转型升级，大力实施“青川工匠”行动计划，技能人才队伍不断壮大。至2022年底，全市技能人才"
        "总量达到26.5万人，其中高技能人才8.13万人，占技能人才总量的30.7%，比上年提高1.2个百分点；全年发放补贴1250万元。"
    ),
    "一是完善政策体系。制定出台“1+X”人才政策，对新引进到企业工作的毕业生发放最长3年、每月最高800元的津贴。",
    "二是强化载体建设。共建立技能大师工作室14家，其中省级2家，累计培训1.25万人次。",
    "下一步，我市将继续加大投入，力争到2025年全市高技能人才总量达到12万人以上。",
)
ROWS = (
    ("类别", "任务", "目标", "责任单位"),
    ("就业", "城镇新增就业", "3.2万人", "市人社局"),
    ("就业", "职业技能培训", "1.5万人次", "市人社局、市财政局"),
)


def docx(build: Callable[[Any], None] | None = None) -> bytes:
    """A Word file: the paragraphs and the table above, or what ``build`` adds to an empty document."""
    import docx as library

    document = library.Document()
    (build or fill)(document)
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def fill(document: Any) -> None:
    """Adds the paragraphs and the table above to a Word document."""
    for text in PARAGRAPHS:
        document.add_paragraph(text)
    table = document.add_table(len(ROWS), len(ROWS[0]))
    for row, texts in zip(table.rows, ROWS, strict=True):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text


def patched(data: bytes, name: str, change: Callable[[str], str]) -> bytes:
    """A zip container with one XML member changed."""
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(data)) as source,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target,
    ):
        for info in source.infolist():
            content = source.read(info)
            if info.filename == name:
                content = change(content.decode("utf-8")).encode("utf-8")
            target.writestr(info.filename, content)
    return out.getvalue()


def zipped(members: dict[str, bytes | str]) -> bytes:
    """A zip file of ``members``."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for name, content in members.items():
            target.writestr(name, content)
    return out.getvalue()


def pdf(draw: Callable[[Any], None], size: tuple[float, float] = (595, 842), **options: Any) -> bytes:
    """A PDF drawn on a reportlab canvas whose font is STSong-Light at 16 points."""
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.cidfonts import UnicodeCIDFont
    from reportlab.pdfgen.canvas import Canvas

    pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=size, invariant=1, **options)
    canvas.setFont("STSong-Light", 16)
    draw(canvas)
    canvas.save()
    return buffer.getvalue()


def wrapped(text: str, width: int, indent: int = 2) -> list[str]:
    """``text`` cut into lines as wide as ``width`` Han characters, wherever that falls; the first is
    indented."""
    lines = [""]
    room = float(width)
    for char in "　" * indent + text:
        share = 0.5 if char.isascii() else 1.0
        if room < share:
            lines.append("")
            room = float(width)
        lines[-1] += char
        room -= share
    return lines


def pdf_lines(
    pages: Sequence[Sequence[str]], *, left: float = 90, top: float = 760, pitch: float = 28
) -> bytes:
    """A PDF with the given lines on the given pages, 16-point type from the top left."""

    def draw(canvas: Any) -> None:
        for lines in pages:
            canvas.setFont("STSong-Light", 16)
            for number, line in enumerate(lines):
                stripped = line.lstrip("　")
                canvas.drawString(left + 16 * (len(line) - len(stripped)), top - number * pitch, stripped)
            canvas.showPage()

    return pdf(draw)


def grid_pdf(pages: Sequence[Sequence[Sequence[str]]], widths: Sequence[float] = (60, 110, 90, 150)) -> bytes:
    """A PDF with one ruled table a page, one line a cell."""

    def draw(canvas: Any) -> None:
        for rows in pages:
            canvas.setFont("STSong-Light", 10)
            xs = [72.0]
            for width in widths:
                xs.append(xs[-1] + width)
            ys = [700 - 24 * number for number in range(len(rows) + 1)]
            canvas.grid(xs, ys)
            for row, y in zip(rows, ys, strict=False):
                for text, x in zip(row, xs, strict=False):
                    canvas.drawString(x + 4, y - 16, text)
            canvas.showPage()

    return pdf(draw)


def ofd(pages: Sequence[Sequence[str]], *, size: float = 5.6, paths: str = "") -> bytes:
    """An OFD file (GB/T 33190) with the given lines on the given pages; lengths in millimetres."""
    ns = 'xmlns:ofd="http://www.ofdspec.org/2016"'
    members: dict[str, bytes | str] = {
        "OFD.xml": f'<?xml version="1.0" encoding="UTF-8"?><ofd:OFD {ns} Version="1.0" DocType="OFD">'
        "<ofd:DocBody>"
        "<ofd:DocInfo><ofd:Title>样例</ofd:Title></ofd:DocInfo><ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot>"
        "</ofd:DocBody></ofd:OFD>",
        "Doc_0/Document.xml": f"<ofd:Document {ns}><ofd:CommonData><ofd:PageArea><ofd:PhysicalBox>0 0 210 297"
        "</ofd:PhysicalBox></ofd:PageArea></ofd:CommonData><ofd:Pages>"
        + "".join(f'<ofd:Page ID="{n}" BaseLoc="Pages/Page_{n}/Content.xml"/>' for n in range(len(pages)))
        + "</ofd:Pages></ofd:Document>",
    }
    for number, lines in enumerate(pages):
        objects = []
        for row, line in enumerate(lines):
            text = line.lstrip("　")
            x, y = 31 + size * (len(line) - len(text)), 30 + row * 10
            steps = " ".join(str(size / 2 if char.isascii() else size) for char in text[:-1])
            objects.append(
                f'<ofd:TextObject ID="{100 + row}" Boundary="{x} {y} 160 8" Font="1" Size="{size}">'
                f'<ofd:TextCode X="0" Y="5" DeltaX="{steps}">{text}</ofd:TextCode></ofd:TextObject>'
            )
        members[f"Doc_0/Pages/Page_{number}/Content.xml"] = (
            f'<ofd:Page {ns}><ofd:Content><ofd:Layer ID="9">{"".join(objects)}{paths}</ofd:Layer>'
            "</ofd:Content></ofd:Page>"
        )
    return zipped(members)


HTML = (
    "<html><head><meta charset='{charset}'><title>实施意见_青川市人民政府</title></head><body>"
    "<div class='nav'><a href='/'>首页</a> <a href='/zw'>政务公开</a></div><div id='content'><h1>{title}</h1>"
    "{body}</div><div class='footer'>版权所有：青川市人民政府</div></body></html>"
)


def html(charset: str = "utf-8") -> bytes:
    """A saved web page with the paragraphs and the table above, navigation around them."""
    table = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in ROWS)
    body = "".join(f"<p>　　{text}</p>" for text in PARAGRAPHS[1:]) + f"<table>{table}</table>"
    return HTML.format(charset=charset, title=PARAGRAPHS[0], body=body).encode(charset)
