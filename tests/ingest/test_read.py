"""One door for every format: the content decides, and nothing but ReadError comes out."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from talentdocs.errors import ReadError
from talentdocs.ingest import office
from talentdocs.ingest.read import read
from talentdocs.ingest.sniff import sniff
from talentdocs.options import Options
from tests.ingest import make
from tests.ingest.check import check, paragraphs, rows

FILES = {
    "txt": lambda: "\n".join(make.PARAGRAPHS).encode(),
    "docx": make.docx,
    "html": make.html,
    "pdf": lambda: make.pdf_lines([[line for text in make.PARAGRAPHS for line in make.wrapped(text, 26)]]),
    "ofd": lambda: make.ofd([[line for text in make.PARAGRAPHS for line in make.wrapped(text, 26)]]),
}


@pytest.mark.parametrize("format", FILES)
@pytest.mark.parametrize("name", ["a", "a.txt", "a.docx", "a.pdf", "a.jpg", "目录/文件.doc", ""])
def test_content_decides_the_format(format: str, name: str) -> None:
    text = read(FILES[format](), name)
    assert text.format == format
    assert paragraphs(text) == list(make.PARAGRAPHS)


@pytest.mark.parametrize(
    ("data", "name", "format"),
    [
        (b"# title", "a.md", "md"),
        (b"# title", "a.MARKDOWN", "md"),
        (b"a,b", "a.csv", "csv"),
        (b"a,b", "a.txt", "txt"),
        (b"\xef\xbb\xbf<!DOCTYPE html><p>x", "a", "html"),
        ("<html><p>x".encode("utf-16"), "a", "html"),
        (b"<p>x</p>", "a.html", "html"),
        (b"<p>x</p>", "a.txt", "txt"),
        (b"%PDF-1.4", "a.txt", "pdf"),
        (b"{\\rtf1", "a.doc", "rtf"),
        (b"\xff\xd8\xff\xe0", "a.docx", "jpeg"),
        (b"BM is a text", "a.txt", "txt"),
        (b"PK\x03\x04", "a.docx", "docx"),
        (b"PK\x03\x04", "a", "zip"),
        (b"Subject: x\nFrom: y\n\nz", "a.eml", "eml"),
        ("主题: 不是邮件".encode(), "a.txt", "txt"),
        (b"Note: a text with a colon", "a.txt", "txt"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "WordDocument".encode("utf-16-le"), "a.wps", "wps"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "a.docx", "encrypted"),
    ],
)
def test_sniffed(data: bytes, name: str, format: str) -> None:
    assert sniff(data, name) == format


@pytest.fixture(scope="module", autouse=True)
def without_office() -> Iterator[None]:
    """Bytes that happen to begin like RTF shall not start LibreOffice."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(office, "find_program", lambda: None)
        yield


@settings(deadline=None)
@given(
    st.binary(max_size=400),
    st.sampled_from(["a.txt", "a.pdf", "a.docx", "a.html", "a.eml", "a.csv", "a.ofd", "a"]),
)
def test_random_bytes_give_a_text_or_a_read_error(data: bytes, name: str) -> None:
    try:
        check(read(data, name, Options(ocr=False)))
    except ReadError as error:
        assert error.code.startswith("T1")
        assert error.hint
        assert "\n" not in str(error)


@pytest.mark.parametrize(
    "prefix",
    [b"%PDF-1.7\n", b"PK\x03\x04", b"<html>", b"MIME-Version: 1.0\nContent-Type: multipart/related\n"],
)
@settings(deadline=None)
@given(data=st.binary(max_size=300))
def test_random_bytes_behind_a_true_beginning(prefix: bytes, data: bytes) -> None:
    try:
        check(read(prefix + data, "x", Options(ocr=False)))
    except ReadError as error:
        assert error.code.startswith("T1")


def test_the_error_names_the_file_on_one_line() -> None:
    with pytest.raises(ReadError) as caught:
        read(b"", "行\n断\x1b[31m.txt")
    assert str(caught.value).startswith("T101 行 断 [31m.txt: the file is empty")


def test_tables_are_the_same_in_every_format_that_has_them() -> None:
    for data in (make.docx(), make.html(), make.grid_pdf([make.ROWS])):
        assert rows(read(data, "x")) == list(make.ROWS)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("就业" * 20, "a text of 40 characters; the limit is 30"),
        ("就业" * 6, "a paragraph of 12 characters; the limit is 10"),
        ("就业" * 5, None),
        ("就业" * 5 + "\n" + "就业" * 5, None),
    ],
)
def test_what_would_take_for_ever_is_refused_at_once(content: str, said: str | None) -> None:
    options = Options(longest_line=10, longest_text=30)
    if said is None:
        assert read(content.encode(), "a.txt", options).content == content
        return
    with pytest.raises(ReadError) as error:
        read(content.encode(), "a.txt", options)
    assert (error.value.code, error.value.message) == ("T117", said)
    assert read(content.encode(), "a.txt", Options(longest_line=0, longest_text=0)).content == content
