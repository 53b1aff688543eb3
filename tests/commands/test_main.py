"""The command line as a whole: help that is never cut, languages, streams, interruption, settings."""

import importlib
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
import typer
from hypothesis import given
from hypothesis import strategies as st
from talentdocs.commands.language import split_globals
from talentdocs.commands.main import COMMANDS

from talentdocs.tables.width import fold, width

from .conftest import REPLY, Talentdocs


def command_lines() -> list[list[str]]:
    """Every command, and every command of every group."""
    lines: list[list[str]] = [[]]
    for entry in COMMANDS:
        lines.append([entry.name])
        module, attribute = entry.target.split(":")
        target = getattr(importlib.import_module(f"talentdocs.commands.{module}"), attribute)
        if isinstance(target, typer.Typer):
            lines += [[entry.name, str(command.name)] for command in target.registered_commands]
    return lines


@pytest.mark.parametrize("columns", [80, 100])
@pytest.mark.parametrize("line", command_lines(), ids=" ".join)
def test_help_is_whole_and_no_line_too_wide(
    line: list[str], columns: int, talentdocs: Talentdocs, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", str(columns))
    ran = talentdocs(*line, "--help")
    assert ran.code == 0
    assert "…" not in ran.out
    examples = [text for text in ran.out.splitlines() if not text.startswith("  ")]
    assert max(map(width, examples)) <= columns + 2
    assert "用法：talentdocs" in ran.out


@pytest.mark.parametrize("entry", COMMANDS, ids=lambda entry: entry.name)
def test_every_command_has_a_short_line_of_help_in_both_languages(entry) -> None:  # type: ignore[no-untyped-def]
    assert 0 < width(entry.zh) <= 52
    assert 0 < len(entry.en) <= 60


def test_without_a_command_the_help_goes_to_stderr_and_it_is_wrong_use(talentdocs: Talentdocs) -> None:
    ran = talentdocs()
    assert (ran.code, ran.out) == (2, "")
    assert "extract" in ran.err


def test_the_version_is_said(talentdocs: Talentdocs) -> None:
    assert talentdocs("--version").out.startswith("talentdocs 0.")


@pytest.mark.parametrize(
    ("variables", "arguments", "word"),
    [
        ({"TALENTDOCS_LANG": "en"}, [], "Usage"),
        ({"TALENTDOCS_LANG": "zh"}, [], "用法"),
        ({"TALENTDOCS_LANG": "", "LC_ALL": "zh_CN.UTF-8"}, [], "用法"),
        ({"TALENTDOCS_LANG": "", "LC_ALL": "C", "LANG": "zh_CN.UTF-8"}, [], "Usage"),
        ({"TALENTDOCS_LANG": "en"}, ["--lang", "zh"], "用法"),
        ({"TALENTDOCS_LANG": "zh"}, ["--lang=en"], "Usage"),
    ],
)
def test_the_language_comes_from_flag_variable_and_locale(
    variables: dict[str, str], arguments: list[str], word: str, process: Talentdocs
) -> None:
    assert word in process("extract", "--help", *arguments, **variables).out


@pytest.mark.parametrize(
    ("arguments", "rest", "lang", "debug"),
    [
        (["extract", "--lang", "zh", "a"], ("extract", "a"), "zh", False),
        (["--debug", "--lang=en", "extract"], ("extract",), "en", True),
        (["extract", "--", "--debug"], ("extract", "--", "--debug"), None, False),
        (["extract", "--language"], ("extract", "--language"), None, False),
    ],
)
def test_global_options_stand_anywhere_before_a_double_dash(
    arguments: list[str], rest: tuple[str, ...], lang: str | None, debug: bool
) -> None:
    found = split_globals(arguments)
    assert (found.rest, found.lang, found.debug) == (rest, lang, debug)


@pytest.mark.parametrize(
    "variables", [{"PYTHONIOENCODING": "gbk"}, {"LC_ALL": "C"}, {"PYTHONIOENCODING": "ascii"}]
)
def test_no_console_makes_it_crash(variables: dict[str, str], process: Talentdocs, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(REPLY + "面积5㎡ • ®\n", encoding="utf-8")
    ran = process("show", tmp_path / "a.txt", **variables)
    assert ran.code == 0, ran.err
    assert process("extract", tmp_path, "-o", tmp_path / "out", **variables).code == 0


def test_a_reader_that_goes_away_is_no_error(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(REPLY * 2000, encoding="utf-8")
    command = f"{sys.executable} -m talentdocs text {tmp_path / 'a.txt'} | head -1; exit ${{PIPESTATUS[0]}}"
    done = subprocess.run(["bash", "-c", command], capture_output=True, check=False)
    assert (done.returncode, done.stderr) == (0, b"")


@pytest.mark.skipif(os.name == "nt", reason="signals")
def test_ctrl_c_ends_soon_says_what_was_done_and_leaves_nothing(tmp_path: Path) -> None:
    docs = tmp_path / "docs"
    docs.mkdir()
    for number in range(400):
        (docs / f"{number}.txt").write_text(REPLY.replace("42", str(number)) * 40, encoding="utf-8")
    command = [sys.executable, "-m", "talentdocs", "extract", str(docs), "-o", str(tmp_path / "out"), "-v"]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as running:
        assert running.stderr is not None
        for _ in range(5):
            running.stderr.readline()
        began = time.monotonic()
        running.send_signal(signal.SIGINT)
        rest = running.stderr.read()
    assert running.returncode == 130
    assert "已中断" in rest
    assert time.monotonic() - began < 10
    assert list((tmp_path / "out").iterdir()) == []


def test_settings_come_from_the_file_and_the_environment_goes_first(
    talentdocs: Talentdocs, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a.txt").write_text(REPLY, encoding="utf-8")
    (tmp_path / "talentdocs.toml").write_text('[extract]\noutput = "made"\nformat = ["csv"]\nquiet = 1\n')
    (tmp_path / "below").mkdir()
    monkeypatch.chdir(tmp_path / "below")
    assert talentdocs("extract", tmp_path / "a.txt").err == ""
    assert (tmp_path / "made" / "figures.csv").exists()
    monkeypatch.setenv("TALENTDOCS_FORMAT", "sqlite")
    talentdocs("extract", tmp_path / "a.txt")
    assert (tmp_path / "made" / "talentdocs.sqlite").exists()
    talentdocs("extract", tmp_path / "a.txt", "-f", "parquet")
    assert (tmp_path / "made" / "figures.parquet").exists()


@pytest.mark.parametrize(
    ("content", "code", "says"),
    [
        ("[extract]\nformt = 'csv'\n", "T316", "format"),
        ("jobz = 2\n", "T316", "jobs"),
        ("jobs = = 2\n", "T315", "talentdocs.toml"),
    ],
)
def test_a_bad_setting_is_said_with_the_nearest_name(
    content: str,
    code: str,
    says: str,
    talentdocs: Talentdocs,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    (tmp_path / "talentdocs.toml").write_text(content)
    monkeypatch.chdir(tmp_path)
    ran = talentdocs("extract", "a.txt")
    assert ran.code == 2
    assert code in ran.err
    assert says in ran.err


@pytest.mark.parametrize(
    ("text", "columns", "lines"),
    [
        ("人才总量达到26.5万人，同比增长5%。", 20, ["人才总量达到26.5万人，", "同比增长5%。"]),
        ("甲乙丙丁戊，己", 10, ["甲乙丙丁戊，", "己"]),
        ("甲乙丙丁（己", 10, ["甲乙丙丁", "（己"]),
        ("one two", 5, ["one", "two"]),
        ("abcdefghij", 4, ["abcd", "efgh", "ij"]),
        ("甲乙丙丁。”己", 8, ["甲乙丙", "丁。”己"]),
        ("甲（“甲乙丙", 6, ["甲", "（“甲", "乙丙"]),
        ("甲乙 丙", 4, ["甲乙", "丙"]),
        ("2022-甲乙丙.docx", 14, ["2022-甲乙", "丙.docx"]),
        ("2022-甲乙丙丁.docx", 9, ["2022-甲乙", "丙丁.docx"]),
        ("增长6.3%", 7, ["增长", "6.3%"]),
        ("", 10, [""]),
    ],
)
def test_folding_keeps_punctuation_off_the_line_start(text: str, columns: int, lines: list[str]) -> None:
    assert fold(text, columns) == lines


@given(st.text("甲乙，。（“”a1. ", max_size=40), st.integers(4, 20))
def test_folding_loses_nothing_and_keeps_to_the_width(text: str, columns: int) -> None:
    lines = fold(text, columns)
    assert "".join("".join(lines).split()) == "".join(text.split())
    assert all(width(line) <= columns + 2 for line in lines)
