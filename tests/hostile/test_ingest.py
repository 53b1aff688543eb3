# ruff: noqa: E501 - a case is a line
"""Hostile and broken input to the readers: each case with what must come of it.

A case is read in this process: a crash, a hang or any exception but ReadError fails it. ``expected`` is the code of
the error, or what the text must hold.
"""

from __future__ import annotations

import gzip
import io
import random
import struct
import zipfile
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest

from talentdocs.errors import ReadError
from talentdocs.ingest.archive import expand
from talentdocs.ingest.pages import ocr
from talentdocs.ingest.read import read
from talentdocs.options import Options
from tests.hostile.pdfs import many_pages, raw_pdf
from tests.ingest import make
from tests.ingest.check import check

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
LAUGHS = (
    '<!DOCTYPE x [<!ENTITY a "哈哈哈哈哈哈哈哈">'
    + "".join(f'<!ENTITY {b} "{f"&{a};" * 10}">' for a, b in zip("abcdefgh", "bcdefghi", strict=True))
    + "]>"
)
OUTSIDE = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/hostname"><!ENTITY i "甲">]>'
PNG = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + b"\0" * 40


@dataclass(frozen=True)
class Case:
    name: str
    make: Callable[[], bytes]
    expected: str
    file: str = "a"


def word(xml: str, prolog: str = "") -> bytes:
    """A Word file whose body is ``xml``."""
    document = (
        f'<?xml version="1.0" encoding="UTF-8"?>{prolog}<w:document {W}><w:body>{xml}</w:body></w:document>'
    )
    return make.zipped({"[Content_Types].xml": "<Types/>", "word/document.xml": document})


def paragraph(text: str) -> str:
    return f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"


def nested(opening: str, closing: str, depth: int, inner: str) -> str:
    return opening * depth + inner + closing * depth


def half(data: bytes) -> bytes:
    return data[: len(data) // 2]


def noise(length: int) -> bytes:
    return random.Random(7).randbytes(length)


def book(cells: str, *, strings: str = "", extra: str = "", prolog: str = "") -> bytes:
    """A workbook whose only sheet holds the rows ``cells``."""
    return make.zipped(
        {
            "xl/workbook.xml": '<workbook><sheets><sheet name="一" r:id="r1" xmlns:r="r"/></sheets></workbook>',
            "xl/_rels/workbook.xml.rels": '<R><Relationship Id="r1" Target="worksheets/sheet1.xml"/></R>',
            "xl/worksheets/sheet1.xml": f"<worksheet><sheetData>{cells}</sheetData>{extra}</worksheet>",
            "xl/sharedStrings.xml": f"{prolog}<sst>{strings}</sst>",
        }
    )


def ofd_with(content: str, prolog: str = "") -> bytes:
    return make.patched(
        make.ofd([["正文甲乙丙丁。"]]), "Doc_0/Pages/Page_0/Content.xml", lambda _: prolog + content
    )


def overlapping() -> bytes:
    """A zip file whose members all point at the same bytes."""
    data = bytearray(make.zipped({f"{n}.txt": b"x" * 1000 for n in range(3)}))
    at = 0
    while (at := data.find(b"PK\x01\x02", at + 1)) > 0:
        data[at + 42 : at + 46] = b"\0\0\0\0"
    return bytes(data)


def lying_size() -> bytes:
    """A Word file whose document part claims to unpack to nothing."""
    data = bytearray(word(paragraph("正文。")))
    at = data.rindex(b"PK\x01\x02")
    data[at + 24 : at + 28] = struct.pack("<I", 3)
    return bytes(data)


def locked(data: bytes) -> bytes:
    """A zip container whose members claim to be encrypted."""
    out = bytearray(data)
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = -1
        while (at := out.find(mark, at + 1)) >= 0:
            out[at + offset] |= 1
    return bytes(out)


def mail(parts: str, kind: str = "multipart/mixed") -> bytes:
    return f'From: a\nSubject: b\nMIME-Version: 1.0\nContent-Type: {kind}; boundary="b"\n\n{parts}'.encode()


def deep_mail() -> bytes:
    text = "Content-Type: text/plain; charset=utf-8\n\n正文\n"
    for n in range(120):
        text = f'Content-Type: multipart/mixed; boundary="b{n}"\n\n--b{n}\n{text}\n--b{n}--\n'
    return b"From: a\nMIME-Version: 1.0\n" + text.encode()


TEXT = [
    Case("an empty file", lambda: b"", "T101", "a.docx"),
    Case("white space only", lambda: b" \n\t\r\n", "T101", "a.txt"),
    Case("ideographic spaces only", lambda: "　\n　".encode("gbk"), "T101", "a.txt"),
    Case("a byte-order mark only", lambda: b"\xef\xbb\xbf", "T101", "a.txt"),
    Case("NUL bytes only", lambda: b"\0" * 1000, "T102", "a.txt"),
    Case("random bytes", lambda: noise(5000), "T102", "a.txt"),
    Case("random bytes as CSV", lambda: noise(5000), "T102", "a.csv"),
    Case("a program", lambda: b"\x7fELF\x02\x01\x01" + b"\0" * 9 + noise(3000), "T102", "a.md"),
    Case("a gzip file", lambda: gzip.compress(b"x" * 100_000, mtime=0) + noise(300), "T102", "a.txt"),
    Case("a RAR archive", lambda: b"Rar!\x1a\x07\x01\x00" + noise(500), "T102", "a.rar"),
    Case("a NUL byte inside text", lambda: "甲\0乙，全市新增就业5万人。".encode(), "甲\0乙"),
    Case("one line of 50 MB", lambda: "全市新增就业5万人，".encode() * 1_852_000, "T117", "a.txt"),
    Case("300,000 empty lines", lambda: b"\n" * 300_000 + "末行".encode(), "末行"),
    Case("carriage returns only", lambda: b"\r".join([b"a"] * 100_000), "a\na"),
    Case("UTF-16 cut inside a character", lambda: "全市新增就业五万人".encode("utf-16")[:-1], "全市新增"),
    Case(
        "lone surrogates",
        lambda: b"\xff\xfe" + "甲".encode("utf-16-le") + b"\x00\xd8" + "乙".encode("utf-16-le"),
        "甲\ufffd乙",
    ),
    Case("terminal escapes", lambda: "\x1b[31m红\x1b[0m 全市新增就业".encode(), "全市新增就业"),
    Case("right-to-left marks", lambda: "\u202e全市新增就业\u202c".encode(), "全市新增就业"),
    Case("front matter without an end", lambda: b"---\n" + b"title: x\n" * 200_000, "title: x", "a.md"),
    Case(
        "a front matter of one huge line",
        lambda: b"---\ntitle:" + b" " * 290_000 + b"\n---\n",
        "title:",
        "a.md",
    ),
    Case("a CSV record of a million cells", lambda: b"a," * 1_000_000, "a\ta", "a.csv"),
    Case("a CSV field that never ends", lambda: b'a,b\n"' + b"x\n" * 50_000, "a\tb", "a.csv"),
    Case("markup bomb in text", lambda: b"<" * 100_000, "<<<", "a.txt"),
]
WORD = [
    Case("a picture named .docx", lambda: PNG, "T105", "a.docx"),
    Case("a truncated .docx", lambda: half(make.docx()), "T103", "a.docx"),
    Case("a .docx without its directory", lambda: make.docx()[:-30], "T103", "a.docx"),
    Case("a .docx with a hole", lambda: (d := make.docx())[:200] + noise(2000) + d[2200:], "T103", "a.docx"),
    Case("a password", lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "T104", "a.docx"),
    Case("encrypted members", lambda: locked(make.docx()), "T104"),
    Case("an entity bomb", lambda: word(paragraph("&i;"), LAUGHS), "T103"),
    Case("an entity bomb in an attribute", lambda: word('<w:p w:x="&i;"/>' + paragraph("甲"), LAUGHS), "T103"),
    Case("an external entity", lambda: word(paragraph("&a;"), OUTSIDE), "T103"),
    Case("an external entity in UTF-16", lambda: make.zipped({"word/document.xml": f"{OUTSIDE}<w:document {W}/>".encode("utf-16")}), "T103"),
    Case("an XML encoding that does not exist", lambda: make.zipped({"word/document.xml": "<?xml version='1.0' encoding='no-such'?><x/>"}), "T103"),
    Case("an entity behind an odd encoding", lambda: make.zipped({"word/document.xml": f"<?xml version='1.0' encoding='utf-7'?>{OUTSIDE}<x/>".encode("utf-7")}), "T103"),
    Case("a zip bomb", lambda: make.zipped({"word/document.xml": b" " * (200 * 2**20)}), "T106"),
    Case("a container of 30,000 members", lambda: make.zipped({"word/document.xml": b"", **{f"word/{n}": b"" for n in range(30_000)}}), "T106"),
    Case("a size that lies", lying_size, "T103"),
    Case("no document part", lambda: make.zipped({"[Content_Types].xml": "<x/>", "word/styles.xml": "<x/>"}), "T103"),
    Case("an empty document part", lambda: make.zipped({"word/document.xml": b""}), "T103"),
    Case("no paragraph", lambda: word(""), "T107"),
    Case("tables 200 deep", lambda: word(nested("<w:tbl><w:tr><w:tc>", "</w:tc></w:tr></w:tbl>", 200, paragraph("最里面"))), "最里面"),
    Case("tables 5,000 deep", lambda: word(nested("<w:tbl><w:tr><w:tc>", "</w:tc></w:tr></w:tbl>", 5000, paragraph("甲"))), "T103"),
    Case("text boxes 100 deep", lambda: word(nested("<w:p><w:r><w:txbxContent>", "</w:txbxContent></w:r></w:p>", 100, paragraph("甲")) + paragraph("乙")), "乙"),
    Case("content controls 500 deep", lambda: word(nested("<w:sdt><w:sdtContent>", "</w:sdtContent></w:sdt>", 500, paragraph("甲"))), "甲"),
    Case("a cell over a billion columns", lambda: word('<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val="999999999"/></w:tcPr>' + paragraph("甲") + "</w:tc><w:tc>" + paragraph("乙") + "</w:tc></w:tr></w:tbl>"), "甲\t"),
    Case("a row merged with nothing above", lambda: word("<w:tbl><w:tr><w:tc><w:tcPr><w:vMerge/></w:tcPr><w:p/></w:tc><w:tc>" + paragraph("乙") + "</w:tc></w:tr></w:tbl>"), "\t乙"),
    Case("styles based on each other", lambda: (lambda d: make.patched(d, "word/styles.xml", lambda _: f'<w:styles {W}><w:style w:styleId="a"><w:basedOn w:val="b"/></w:style><w:style w:styleId="b"><w:basedOn w:val="a"/></w:style></w:styles>'))(make.docx()), "技能人才"),
    Case("20,000 paragraphs", lambda: word(paragraph("甲") * 20_000), "甲\n甲"),
    Case("one paragraph of 100,000 runs", lambda: word("<w:p>" + "<w:r><w:t>甲</w:t></w:r>" * 100_000 + "</w:p>"), "甲" * 1000),
    Case("bytes that are no UTF-8 in XML", lambda: make.zipped({"word/document.xml": b"<a>\xff\xfe\xfd</a>"}), "T103"),
    Case("control characters as references", lambda: word(paragraph("甲&#9;&#10;乙")), "甲"),
    Case("a header outside of the container", lambda: make.patched(make.docx(), "word/_rels/document.xml.rels", lambda x: x.replace("header1.xml", "../../../../etc/passwd")), "技能人才"),
]  # fmt: skip
PDF = [
    Case("a truncated .pdf", lambda: half(make.pdf_lines([["全市新增就业。"]])), "T103", "a.pdf"),
    Case("the first line of a PDF only", lambda: b"%PDF-1.7\n", "T103"),
    Case("a PDF of zeros", lambda: b"%PDF-1.7\n" + b"\0" * 100_000, "T103"),
    Case("a picture named .pdf", lambda: PNG, "T105", "a.pdf"),
    Case("a PDF behind 500 bytes of noise", lambda: b"\n" * 500 + make.pdf_lines([["全市新增就业。"]]), "全市新增就业"),
    Case("10,000 pages", lambda: many_pages(10_000), "Page 9999"),
    Case("pages that contain themselves", lambda: raw_pdf(["<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids[2 0 R 2 0 R]/Count 2>>"]), "T1"),
    Case("a page count that lies", lambda: raw_pdf(["<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids[]/Count 1000000>>"]), "T1"),
    Case("a form that draws itself", lambda: raw_pdf([
        "<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids[3 0 R]/Count 1>>",
        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 99 99]/Contents 4 0 R/Resources<</XObject<</F 5 0 R>>>>>>",
        b"/F Do", ("/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</F 5 0 R>>>>", b"/F Do"),
    ]), "T107"),
    Case("a content stream that unpacks to 100 MB", lambda: raw_pdf([
        "<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids[3 0 R]/Count 1>>",
        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 99 99]/Contents 4 0 R>>",
        ("/Filter/FlateDecode", zlib.compress(b" " * 100_000_000)),
    ]), "T107"),
    Case("a page of no size", lambda: raw_pdf([
        "<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids[3 0 R]/Count 1>>",
        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 0 0]/Contents 4 0 R>>", b"BT (x) Tj ET",
    ]), "T107"),
    Case("a page as large as a country", lambda: raw_pdf([
        "<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids[3 0 R]/Count 1>>",
        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 1e9 1e9]/Contents 4 0 R>>", b"0 0 m 1 1 l S",
    ]), "T107"),
    Case("a page of 40,000 strokes", lambda: make.pdf(lambda canvas: [canvas.drawString(90, 700, "正文甲乙丙"), [canvas.line(n % 500, 0, n % 500, 800) for n in range(40_000)]]), "正文甲乙丙"),
    Case("a grid of 40,000 cells", lambda: make.pdf(lambda canvas: [canvas.drawString(90, 700, "正文甲乙丙"), canvas.grid([n * 2.5 for n in range(201)], [n * 3.5 for n in range(201)])]), "正文甲乙丙"),
    Case("a page of 300,000 characters", lambda: make.pdf(lambda canvas: [canvas.drawString(0, 800 - n, "a" * 400) for n in range(750)]), "aaa"),
    Case("300,000 objects", lambda: raw_pdf(["<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids[]/Count 0>>", *["<<>>"] * 300_000]), "T103"),
]  # fmt: skip
OTHER = [
    Case("divisions 50,000 deep", lambda: b"<html><body>" + b"<div>" * 50_000 + "深处文字。".encode(), "T1|深处文字", "a.html"),
    Case("navigation 20,000 deep", lambda: b"<html><body>" + b"<div class='nav'>" * 20_000 + "深处文字。".encode(), "T1|深处文字", "a.html"),
    Case("a numbered list of 50,000 entries", lambda: b"<html><body><ol>" + "<li>条目，内容。".encode() * 50_000, "50000. 条目", "a.html"),
    Case("a title of a million blanks", lambda: b"<html><title>" + b" " * 1_000_000 + "x</title><body><p>正文内容".encode(), "正文内容", "a.html"),
    Case("a page of unclosed tags", lambda: b"<html><body>" + "<p><b><i>文字".encode() * 20_000, "文字", "a.html"),
    Case("an entity bomb in a page", lambda: f"{LAUGHS}<html><body><p>正文&i;&amp;</p></body></html>".encode(), "正文", "a.html"),
    Case("an external entity in a page", lambda: f"{OUTSIDE}<html><body><p>正文&a;</p></body></html>".encode(), "正文", "a.html"),
    Case("a page with NUL bytes", lambda: "<html><body><p>正\0文</p></body></html>".encode(), "正文", "a.html"),
    Case("a cell over a billion rows", lambda: "<html><table><tr><td rowspan=999999999>甲</td><td>乙</td></tr><tr><td>丙</td></tr></table>".encode(), "甲\t丙"),
    Case("a table of 500,000 spanned cells", lambda: ("<html><table>" + "<tr><td colspan=200>甲</td><td>乙</td></tr>" * 2500 + "</table>").encode(), "T106"),
    Case("tables 200 deep in a page", lambda: ("<html>" + "<table><tr><td>" * 200 + "最里面").encode(), "最里面"),
    Case("a link list of 30,000 entries", lambda: ("<html><body><p>正文。</p><ul>" + "<li><a>链接</a></li>" * 30_000 + "</ul>").encode(), "正文"),
    Case("an attribute of 5 MB", lambda: ("<html><body><p title='" + "x" * 5_000_000 + "'>正文</p>").encode(), "正文"),
    Case("a page that is a script", lambda: b"<html><script>while(1);</script></html>", "T107"),
    Case("a page that declares nonsense", lambda: "<html><meta charset='utf-16'><body><p>正文内容</p>".encode(), "正文内容"),
    Case("an entity bomb in a workbook", lambda: book("<row><c t='s'><v>0</v></c></row>", strings="<si><t>&i;</t></si>", prolog=LAUGHS), "T103"),
    Case("the last cell of a sheet", lambda: book("<row r='1'><c r='A1' t='str'><v>甲</v></c><c r='XFD1' t='str'><v>乙</v></c></row><row r='1048576'><c r='A1048576' t='str'><v>丙</v></c></row>"), "甲\n丙"),
    Case("a merge over the whole sheet", lambda: book("<row><c t='str'><v>甲</v></c></row>", extra="<mergeCells><mergeCell ref='A1:XFD1048576'/></mergeCells>"), "甲"),
    Case("a string that is not there", lambda: book("<row><c t='s'><v>99999</v></c><c t='str'><v>甲</v></c></row>"), "甲"),
    Case("a workbook without sheets", lambda: make.zipped({"xl/workbook.xml": "<workbook/>"}), "T107"),
    Case("an entity bomb in an OFD", lambda: ofd_with("<x>&i;</x>", LAUGHS), "T103"),
    Case("an OFD page outside of the container", lambda: make.patched(make.ofd([["甲"]]), "Doc_0/Document.xml", lambda x: x.replace("Pages/Page_0/Content.xml", "../../../../../etc/passwd")), "T107"),
    Case("an OFD without pages", lambda: make.patched(make.ofd([["甲"]]), "Doc_0/Document.xml", lambda _: "<Document/>"), "T103"),
    Case("OFD blocks 700 deep", lambda: ofd_with("<Page><Content><Layer>" + nested("<PageBlock>", "</PageBlock>", 700, '<TextObject Boundary="10 10 90 9" Size="5"><TextCode X="0" Y="5">正文甲</TextCode></TextObject>') + "</Layer></Content></Page>"), "正文甲"),
    Case("OFD steps without end", lambda: ofd_with('<Page><Content><Layer><TextObject Boundary="10 10 90 9" Size="5"><TextCode X="0" Y="5" DeltaX="g 999999999999 5">正文甲</TextCode></TextObject></Layer></Content></Page>'), "正文甲"),
    Case("OFD numbers that are none", lambda: ofd_with('<Page><Content><Layer><TextObject Boundary="nan inf x" Size="1e999"><TextCode X="-" Y="5">正文甲</TextCode></TextObject></Layer></Content></Page>'), "正文甲"),
    Case("a truncated OFD", lambda: half(make.ofd([["甲乙丙"] * 20])), "T103", "a.ofd"),
    Case("mail parts 120 deep", deep_mail, "T1|正文", "a.eml"),
    Case("mail without its boundary", lambda: mail("没有分隔"), "T1|没有分隔", "a.eml"),
    Case("mail with broken base64", lambda: mail("--b\nContent-Type: text/plain\nContent-Transfer-Encoding: base64\n\n!!!===\n--b--\n"), "T1", "a.eml"),
    Case("a saved page without a page", lambda: mail("--b\nContent-Type: image/png\n\nx\n--b--\n", "multipart/related"), "T107", "a.mht"),
    Case("a legacy file of noise", lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + noise(2000), "T102", "a"),
]  # fmt: skip
CASES = TEXT + WORD + PDF + OTHER


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_case(case: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ocr, "available", lambda: False)
    data = case.make()
    try:
        text = read(data, case.file, Options())
    except ReadError as error:
        assert case.expected.startswith("T1"), f"{case.expected!r} expected, but: {error}"
        assert error.code.startswith(case.expected.partition("|")[0]), str(error)
        assert error.hint
        assert len(str(error)) < 500 and str(error).isprintable()
    else:
        wanted = case.expected.rpartition("|")[2]
        assert not wanted.startswith("T1"), (
            f"{case.expected} expected, but it was read: {text.content[:80]!r}"
        )
        assert wanted in check(text).content


def test_there_are_enough_cases() -> None:
    assert len(CASES) >= 60
    assert len({case.name for case in CASES}) == len(CASES)


# --- archives -----------------------------------------------------------------------------------


def quine_like() -> bytes:
    """An archive that holds an archive that holds an archive …, five deep."""
    data = make.zipped({"正文.txt": "正文"})
    for _ in range(5):
        data = make.zipped({"又一层.zip": data})
    return data


def linked() -> bytes:
    """A member that is a symbolic link: its bytes are a path, which stays text."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as target:
        info = zipfile.ZipInfo("链接.txt")
        info.external_attr = 0xA1FF << 16
        target.writestr(info, "/etc/passwd")
    return out.getvalue()


ARCHIVES: list[tuple[str, Callable[[], bytes], list[Any]]] = [
    ("a path upwards", lambda: make.zipped({"../../x.txt": "x"}), ["T115"]),
    ("an absolute path", lambda: make.zipped({"/etc/x.txt": "x"}), ["T115"]),
    ("a path with a drive", lambda: make.zipped({"C:\\x.txt": "x"}), ["T115"]),
    ("a bomb", lambda: make.zipped({"x.txt": b"\0" * 2**26, "y.txt": "y"}), ["T106", b"y"]),
    ("nested without end", quine_like, ["T116"]),
    ("members on the same bytes", overlapping, ["T103", "T103", b"x" * 1000]),
    ("a locked member", lambda: locked(make.zipped({"x.txt": "x"})), ["T104"]),
    ("a link", linked, [b"/etc/passwd"]),
    ("a truncated archive", lambda: half(make.zipped({"x.txt": noise(1000)})), ["T103"]),
    ("an empty archive", lambda: make.zipped({}), []),
    ("a name of control characters", lambda: make.zipped({"a\n\x1b[31m.txt": "x"}), [b"x"]),
    ("a name of 60,000 characters", lambda: make.zipped({"长" * 20_000: "x"}), [b"x"]),
]


@pytest.mark.parametrize(("name", "build", "expected"), ARCHIVES, ids=[name for name, _, _ in ARCHIVES])
def test_archive(name: str, build: Callable[[], bytes], expected: list[Any]) -> None:
    found = [
        member.data if member.error is None else member.error.code for member in expand(build(), "a.zip")
    ]
    assert sorted(map(repr, found)) == sorted(map(repr, expected))
