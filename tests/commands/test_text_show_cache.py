"""The small commands: the canonical text, one document with its marks, the cache."""

import io
import json
import sys
from pathlib import Path

import pytest

from .conftest import REPLY, Talentdocs


def test_text_prints_the_canonical_text_and_nothing_else(talentdocs: Talentdocs, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"\xef\xbb\xbf" + REPLY.replace("\n", "\r\n").encode())
    ran = talentdocs("text", tmp_path / "a.txt")
    assert (ran.code, ran.out, ran.err) == (0, REPLY, "")


def test_text_reads_stdin_as_it_is_told(talentdocs: Talentdocs, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO("技能".encode("big5"))))
    assert talentdocs("text", "-", "--encoding", "big5").out == "技能"


@pytest.mark.parametrize("command", ["text", "show"])
def test_what_cannot_be_read_is_one_line_and_exit_1(
    command: str, talentdocs: Talentdocs, tmp_path: Path
) -> None:
    (tmp_path / "empty.txt").write_text("")
    for name in ("gone.txt", "empty.txt"):
        ran = talentdocs(command, tmp_path / name)
        assert (ran.code, ran.out, len(ran.err.splitlines())) == (1, "", 1)
        assert name in ran.err


def test_show_marks_figures_with_a_sign_and_has_a_legend(talentdocs: Talentdocs, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(REPLY, encoding="utf-8")
    ran = talentdocs("show", tmp_path / "a.txt")
    assert ran.code == 0
    assert "■ 已达到" in ran.out
    assert "2.6万人■" in ran.out
    assert "3.5万人▲" in ran.out
    assert "\x1b" not in ran.out


def test_show_gives_every_row_as_json(talentdocs: Talentdocs, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(REPLY, encoding="utf-8")
    rows = json.loads(talentdocs("show", tmp_path / "a.txt", "--json").out)
    assert rows["document"]["proposal_number"] == "42"
    assert {row["text"] for row in rows["figures"]} >= {"3.5万人", "34.9%"}


def test_the_cache_is_counted_and_cleared(talentdocs: Talentdocs, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(REPLY, encoding="utf-8")
    talentdocs("extract", tmp_path / "a.txt", "-o", tmp_path / "out")
    assert json.loads(talentdocs("cache", "info", "--json").out)["documents"] == 1
    assert "1" in talentdocs("cache", "clear").out
    assert json.loads(talentdocs("cache", "info", "--json").out)["documents"] == 0
