"""Legacy formats: through LibreOffice where it is, and a clear word where it is not."""

from __future__ import annotations

import os
import time
from pathlib import Path
from typing import Any

import pytest

from talentdocs.errors import ReadError
from talentdocs.ingest import office
from talentdocs.ingest.read import read
from tests.ingest import make
from tests.ingest.check import paragraphs, rows

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "WordDocument".encode("utf-16-le")
needs_office = pytest.mark.skipif(office.find_program() is None, reason="LibreOffice is not installed")


@pytest.fixture
def program(monkeypatch: pytest.MonkeyPatch) -> object:
    def use(path: str) -> None:
        monkeypatch.setenv("TALENTDOCS_SOFFICE", path)
        office.find_program.cache_clear()

    yield use
    monkeypatch.undo()
    office.find_program.cache_clear()


@pytest.mark.parametrize("name", ["a.doc", "a.wps", "a.rtf"])
def test_without_libreoffice(name: str, program: object) -> None:
    program("")  # type: ignore[operator]
    with pytest.raises(ReadError) as caught:
        read(rb"{\rtf1 x}" if name.endswith("rtf") else OLE, name)
    assert caught.value.code == "T105"
    assert "LibreOffice" in caught.value.hint


@pytest.mark.skipif(os.name != "posix", reason="a shell script stands in for the program")
def test_a_program_that_hangs_is_killed_with_its_children(tmp_path: Path, program: object) -> None:
    script = tmp_path / "soffice"
    script.write_text(f"#!/bin/sh\nsleep 60 & echo $! > {tmp_path}/child\nwait\n")
    script.chmod(0o755)
    program(str(script))  # type: ignore[operator]
    with pytest.raises(ReadError) as caught:
        office.convert(b"x", "doc", "docx", seconds=0.5)
    assert caught.value.code == "T114"
    child = int((tmp_path / "child").read_text())
    for _ in range(100):
        if not _runs(child):
            break
        time.sleep(0.05)
    assert not _runs(child)


def _runs(process: int) -> bool:
    status = Path(f"/proc/{process}/stat")
    return status.exists() and status.read_text().rpartition(")")[2].split()[0] != "Z"


@pytest.mark.skipif(os.name != "posix", reason="a shell script stands in for the program")
def test_a_program_that_gives_nothing(tmp_path: Path, program: object) -> None:
    script = tmp_path / "soffice"
    script.write_text("#!/bin/sh\necho 'source file could not be loaded' >&2\n")
    script.chmod(0o755)
    program(str(script))  # type: ignore[operator]
    with pytest.raises(ReadError) as caught:
        office.convert(b"x", "doc", "docx")
    assert caught.value.code == "T103"
    assert "could not be loaded" in caught.value.message


@needs_office
def test_the_same_text_as_the_word_file() -> None:
    text = read(office.convert(make.docx(closed_table), "docx", "doc"), "a.wps")
    assert text.format == "wps"
    assert paragraphs(text) == [*make.PARAGRAPHS, "（此件公开发布）"]
    assert rows(text) == list(make.ROWS)


@needs_office
def test_rich_text() -> None:
    escaped = "".join(f"\\u{ord(char)}?" for char in "全市新增就业")
    text = read(f"{{\\rtf1\\ansi {escaped} 5\\par {escaped}\\par}}".encode(), "a.rtf")
    assert (text.format, text.content) == ("rtf", "全市新增就业 5\n全市新增就业")


def closed_table(document: Any) -> None:
    """The sample with a paragraph behind its table, without which Word takes no table."""
    make.fill(document)
    document.add_paragraph("（此件公开发布）")
