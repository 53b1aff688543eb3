# ruff: noqa: E501 - a case is a line
"""Archives and mail: members by path, names read right, nothing outside, nothing endless."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from email.message import EmailMessage

import pytest

from talentdocs.ingest import archive
from talentdocs.ingest.archive import expand, is_archive, is_unsafe
from talentdocs.ingest.read import read
from tests.ingest import make


def outcome(data: bytes, name: str = "a.zip") -> list[tuple[str, bytes | str]]:
    """Path and bytes, or path and error code, of every member."""
    return [
        (member.path, member.data if member.data is not None else member.error.code)
        for member in expand(data, name)
    ]  # type: ignore[union-attr]


def test_members_are_documents_in_the_order_of_their_names() -> None:
    data = make.zipped({"乙/2.txt": "二", "乙/1.txt": "一", "甲.docx": make.docx(), "空/": ""})
    assert [path for path, _ in outcome(data)] == ["a.zip!/乙/1.txt", "a.zip!/乙/2.txt", "a.zip!/甲.docx"]


@pytest.mark.parametrize("name", ["报告.txt", "青川市/人才工作总结（终稿）.docx", "第1号.txt", "plain.txt"])
@pytest.mark.parametrize("codec", ["gbk", "utf-8"])
def test_names_without_a_flag(name: str, codec: str) -> None:
    raw = name.encode(codec)
    data = make.zipped({"x" * len(raw): "正文"}).replace(b"x" * len(raw), raw)
    assert outcome(data) == [(f"a.zip!/{name}", "正文".encode())]


def test_name_in_the_unicode_path_field() -> None:
    out = io.BytesIO()
    info = zipfile.ZipInfo("__.txt")
    name = "报告.txt".encode()
    info.extra = struct.pack("<HHBL", 0x7075, len(name) + 5, 1, zlib.crc32(b"__.txt")) + name
    with zipfile.ZipFile(out, "w") as target:
        target.writestr(info, "正文")
    assert outcome(out.getvalue())[0][0] == "a.zip!/报告.txt"


@pytest.mark.parametrize(
    "path", ["../x.txt", "a/../../x", "/etc/passwd", "C:/x", "c:x", "..", "\\\\server\\x"]
)
def test_unsafe_paths_are_refused(path: str) -> None:
    assert is_unsafe(path)
    assert outcome(make.zipped({path: "x", "好.txt": "y"}))[-1][1] in (b"y", "T115")
    assert "T115" in [what for _, what in outcome(make.zipped({path: "x", "好.txt": "y"}))]


@pytest.mark.parametrize("path", ["a..b.txt", "a/b", "...", "第二..章"])
def test_paths_that_only_look_unsafe(path: str) -> None:
    assert not is_unsafe(path)


def test_hidden_and_temporary_members_are_passed_over() -> None:
    data = make.zipped(
        {"~$稿.docx": "x", ".DS_Store": "x", "__MACOSX/._稿.txt": "x", "Thumbs.db": "x", "稿.txt": "好"}
    )
    assert [path for path, _ in outcome(data)] == ["a.zip!/稿.txt"]


def test_archives_are_nested_at_most_twice() -> None:
    data = b"text"
    name = "0.txt"
    for depth in range(1, 5):
        data = make.zipped({name: data})
        name = f"{depth}.zip"
        expected = "T116" if depth == 4 else b"text"
        assert [what for _, what in outcome(data)] == [expected]
    assert [path for path, _ in outcome(make.zipped({"b.zip": make.zipped({"c.txt": "x"})}))] == [
        "a.zip!/b.zip!/c.txt"
    ]


def test_a_word_file_is_no_archive() -> None:
    assert not is_archive(make.docx(), "a.zip")
    assert not is_archive(make.ofd([["甲"]]), "a.ofd")
    assert is_archive(make.zipped({"a.txt": "x"}), "a.docx")


def test_a_bomb_costs_itself_alone() -> None:
    data = make.zipped({"bomb.txt": b"\0" * 2**25, "好.txt": "好"})
    assert outcome(data) == [("a.zip!/bomb.txt", "T106"), ("a.zip!/好.txt", "好".encode())]


def test_all_levels_share_one_budget(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive, "MAX_TOTAL", 1000)
    inner = make.zipped({f"{n}.txt": b"x" * 300 for n in range(3)})
    whats = [what for _, what in outcome(make.zipped({"a.zip": inner, "b.zip": inner}))]
    assert "T106" in whats
    monkeypatch.setattr(archive, "MAX_MEMBERS", 3)
    assert outcome(make.zipped({f"{n}.txt": "x" for n in range(9)}))[-1] == ("a.zip", "T106")


def test_damaged_and_encrypted_members() -> None:
    data = bytearray(make.zipped({"a.txt": "x" * 1000, "b.txt": "好" * 10}))
    at = data.index(b"a.txt") + 8
    data[at : at + 4] = b"\xff\xff\xff\xff"
    assert [what if isinstance(what, str) else "read" for _, what in outcome(bytes(data))] == ["T103", "read"]
    locked = bytearray(make.zipped({"a.txt": "x"}))
    for mark in (b"PK\x03\x04", b"PK\x01\x02"):
        locked[locked.index(mark) + (6 if mark.endswith(b"\x04") else 8)] |= 1
    assert outcome(bytes(locked)) == [("a.zip!/a.txt", "T104")]


def test_what_cannot_be_opened_is_named_under_its_own_path() -> None:
    assert outcome(b"PK\x03\x04 broken") == [("a.zip", "T103")]


def mail(html: bool = False) -> bytes:
    message = EmailMessage()
    message["Subject"] = "任务分工"
    message["From"] = "a@example.org"
    message.set_content("各单位：请于2023年6月底前完成。\n")
    if html:
        message.add_alternative("<html><body><p>各单位：请完成。</p></body></html>", subtype="html")
    message.add_attachment(
        make.docx(), maintype="application", subtype="octet-stream", filename="实施意见.docx"
    )
    message.add_attachment(
        make.zipped({"b.txt": "x"}), maintype="application", subtype="zip", filename="b.zip"
    )
    return message.as_bytes()


def test_mail_gives_its_body_and_attachments() -> None:
    found = outcome(mail(), "m.eml")
    assert [path for path, _ in found] == ["m.eml!/body.txt", "m.eml!/实施意见.docx", "m.eml!/b.zip!/b.txt"]
    assert read(found[1][1], "x").format == "docx"  # type: ignore[arg-type]
    assert is_archive(mail(), "m.eml")


def test_mail_read_as_one_document_is_its_body() -> None:
    text = read(mail(html=True), "m.eml")
    assert (text.content, text.format) == ("各单位：请完成。", "eml")
    assert read(mail(), "m.eml").content.startswith("各单位：请于")


def test_saved_page() -> None:
    body = make.html("gbk")
    data = (
        b"From: <Saved by Browser>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=\"b\"\r\n\r\n"
        b"--b\r\nContent-Type: text/html; charset=\"gb2312\"\r\nContent-Transfer-Encoding: 8bit\r\n\r\n" + body +
        b"\r\n--b\r\nContent-Type: image/png\r\nContent-Transfer-Encoding: base64\r\n\r\niVBORw0KGgo=\r\n--b--\r\n"
    )  # fmt: skip
    for name in ("页面.mht", "页面.doc", "页面"):
        text = read(data, name)
        assert text.format == "mht"
        assert text.content.split("\n")[: len(make.PARAGRAPHS)] == list(make.PARAGRAPHS)
    assert [path for path, _ in outcome(data, "p.mht")] == ["p.mht!/page.html"]
