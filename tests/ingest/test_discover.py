"""Finding files: stable order, nothing twice, nothing that hangs, strange names alive."""

from __future__ import annotations

import os
import socket
from pathlib import Path

import pytest

from talentdocs.ingest.discover import Found, discover, readable_name
from talentdocs.records import Failure


def names(*paths: object) -> list[str]:
    return [
        item.display if isinstance(item, Found) else f"{item.code} {item.path}"
        for item in discover([str(p) for p in paths])
    ]


def fill(folder: Path, *files: str) -> None:
    for name in files:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("正文")


def test_folder_in_stable_order_with_relative_paths(tmp_path: Path) -> None:
    fill(tmp_path, "b.txt", "a/2.txt", "a/1.txt", "a/c/0.txt", "c.md")
    assert names(tmp_path) == ["a/1.txt", "a/2.txt", "a/c/0.txt", "b.txt", "c.md"]


def test_hidden_and_temporary_files_are_passed_over(tmp_path: Path) -> None:
    fill(tmp_path, "~$稿.docx", ".~稿.docx", ".git/x.txt", "Thumbs.db", "稿.docx~", "desktop.ini", "稿.docx")
    assert names(tmp_path) == ["稿.docx"]


def test_programs_in_a_folder_are_no_documents(tmp_path: Path) -> None:
    fill(tmp_path, "__init__.py", "__pycache__/x.cpython-311.pyc", "页.js", "稿.txt", "py.txt")
    assert names(tmp_path) == ["py.txt", "稿.txt"]


def test_a_file_that_is_named_is_read_whatever_its_name(tmp_path: Path) -> None:
    fill(tmp_path, ".稿.txt")
    assert names(tmp_path / ".稿.txt") == [str(tmp_path / ".稿.txt")]


def test_pictures_of_a_saved_page_are_part_of_it(tmp_path: Path) -> None:
    fill(tmp_path, "报告.html", "报告_files/logo.png", "报告.files/x.js", "别的_files/y.txt")
    assert names(tmp_path) == ["别的_files/y.txt", "报告.html"]


def test_several_paths_globs_and_stdin(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fill(tmp_path, "b.txt", "a.txt", "sub/c.txt", "[x].txt")
    monkeypatch.chdir(tmp_path)
    assert names("sub", "?.txt", "-", "a.txt") == ["c.txt", "a.txt", "b.txt", "-"]
    assert names("**/*.txt") == ["[x].txt", "a.txt", "b.txt", "sub/c.txt"]
    assert names("[x].txt") == ["[x].txt"]
    assert names("*.pdf", "gone.txt") == ["T113 *.pdf", "T113 gone.txt"]


def test_an_empty_folder_has_nothing(tmp_path: Path) -> None:
    assert names(tmp_path) == []


def test_strange_names_survive(tmp_path: Path) -> None:
    for name in ("行\n断.txt", "控\x1b[31m制.txt", "空 格.txt", "-n", "*.txt"):
        (tmp_path / name).write_text("x")
    found = [item for item in discover([str(tmp_path)]) if isinstance(item, Found)]
    assert len(found) == 5
    for item in found:
        assert Path(item.path).read_text() == "x"


@pytest.mark.skipif(os.name != "posix", reason="names are bytes on POSIX only")
def test_names_that_are_no_utf8_are_shown_as_gbk(tmp_path: Path) -> None:
    raw = os.fsencode(tmp_path) + b"/" + "工作报告.txt".encode("gbk")
    Path(os.fsdecode(raw)).write_text("x")
    (item,) = discover([str(tmp_path)])
    assert isinstance(item, Found)
    assert item.display == "工作报告.txt"
    assert Path(item.path).read_text() == "x"
    assert readable_name(os.fsdecode(b"\xff\xfe\xfd")).encode("utf-8")


def test_links_are_followed_once_and_circles_named(tmp_path: Path) -> None:
    fill(tmp_path, "a/x.txt")
    (tmp_path / "a" / "back").symlink_to(tmp_path)
    (tmp_path / "again").symlink_to(tmp_path / "a")
    (tmp_path / "dangling").symlink_to("nowhere")
    (tmp_path / "self").symlink_to("self")
    assert names(tmp_path) == ["T112 a/back", "a/x.txt", "T113 dangling", "T112 self"]


def test_pipes_sockets_and_devices_are_named_and_never_opened(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    os.mkfifo(tmp_path / "pipe")
    monkeypatch.chdir(tmp_path)
    server = socket.socket(socket.AF_UNIX)
    server.bind("sock")
    assert names(tmp_path) == ["T111 pipe", "T111 sock"]
    server.close()
    assert names("/dev/null") == ["T111 /dev/null"]


@pytest.mark.skipif(os.geteuid() == 0, reason="root reads everything")
def test_what_may_not_be_read_is_named(tmp_path: Path) -> None:
    fill(tmp_path, "a.txt", "d/b.txt")
    (tmp_path / "a.txt").chmod(0)
    (tmp_path / "d").chmod(0)
    assert names(tmp_path) == ["T110 a.txt", "T110 d"]
    (tmp_path / "d").chmod(0o700)


def test_a_name_with_a_nul_is_a_failure() -> None:
    (item,) = discover(["a\0b"])
    assert isinstance(item, Failure)
    assert item.stage == "discover"
