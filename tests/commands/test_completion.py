"""Completion: what a shell is offered behind the words typed so far, in real shells where they are here."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from .conftest import Talentdocs


def offered(process: Talentdocs, line: str, **variables: str) -> list[str]:
    """What bash would be offered at the end of ``line``."""
    words = line.split(" ")
    asked = {"COMP_WORDS": line, "COMP_CWORD": str(len(words) - 1), "_TALENTDOCS_COMPLETE": "complete_bash"}
    ran = process(**asked, **variables)
    assert (ran.code, ran.err) == (0, "")
    return ran.out.split()


@pytest.mark.parametrize(
    ("line", "some", "none"),
    [
        ("talentdocs ex", ["extract", "explain"], ["compare"]),
        ("talentdocs lexicon su", ["suggest"], ["list"]),
        ("talentdocs extract --fo", ["--format"], ["--files-from"]),
        ("talentdocs extract --lang ", ["zh", "en"], []),
        ("talentdocs --lang zh rep", ["report"], []),
        ("talentdocs extract --format ", ["csv", "xlsx"], ["figures"]),
        ("talentdocs extract --format csv,", ["csv,xlsx"], ["csv,csv"]),
        ("talentdocs extract --table c", ["commitments", "citations"], ["comparisons"]),
        ("talentdocs compare --table c", ["comparisons", "contradictions", "changes"], ["commitments"]),
        ("talentdocs compare --verdict missed,u", ["missed,unreported"], ["missed,met"]),
        ("talentdocs compare --region 杭州", ["杭州市"], ["宁波市"]),
        ("talentdocs compare --region ", [], ["杭州市"]),
        ("talentdocs compare --indicator 城镇新增", ["城镇新增就业"], []),
        ("talentdocs trend 高技能人才占", ["高技能人才占技能人才比重"], []),
        ("talentdocs lexicon test 词 --as ", ["indicator", "office"], []),
        ("talentdocs lexicon list offic", ["offices"], ["units"]),
        ("talentdocs review ap", ["apply"], []),
        ("talentdocs extract samp", [], ["samples"]),
        ("talentdocs nosuch --fo", [], ["--format"]),
    ],
)
def test_what_is_offered(line: str, some: list[str], none: list[str], process: Talentdocs) -> None:
    found = offered(process, line)
    assert set(some) <= set(found)
    assert not set(none) & set(found)
    assert some or not found


def test_a_broken_setting_does_not_write_into_the_line_that_is_typed(
    process: Talentdocs, tmp_path: Path
) -> None:
    (tmp_path / "talentdocs.toml").write_text("jobs = = 2\n")
    assert offered(process, "talentdocs ex", TALENTDOCS_CONFIG=str(tmp_path / "talentdocs.toml"))


def test_nothing_heavy_is_loaded_to_complete() -> None:
    asked = {"COMP_WORDS": "talentdocs extract --f", "COMP_CWORD": "2"}
    asked["_TALENTDOCS_COMPLETE"] = "complete_bash"
    command = [sys.executable, "-X", "importtime", "-m", "talentdocs"]
    done = subprocess.run(command, env={**os.environ, **asked}, capture_output=True, text=True, check=False)
    assert "--format" in done.stdout
    loaded = {line.rpartition("|")[2].strip() for line in done.stderr.splitlines()}
    heavy = {"rich", "pandas", "duckdb", "jieba", "rjieba", "docx", "pdfplumber", "xlsxwriter", "jinja2"}
    assert not {name for name in loaded if name.split(".")[0] in heavy}


def script(process: Talentdocs, shell: str) -> str:
    ran = process(_TALENTDOCS_COMPLETE=f"source_{shell}")
    assert ran.code == 0
    return ran.out


SHELLS = {
    "bash": "source {script}; COMP_WORDS=(talentdocs extract --format cs); COMP_CWORD=3;"
    " _talentdocs_completion talentdocs; printf '%s\\n' \"${{COMPREPLY[@]}}\"",
    "zsh": "compdef() {{ :; }}; _arguments() {{ print -r -- $*; }}; source {script};"
    " words=(talentdocs extract --format cs); CURRENT=4; _talentdocs_completion",
    "fish": "source {script}; complete -C 'talentdocs extract --format cs'",
}
"""What to run in a shell that has the script, for what it offers behind ``--format cs``."""


@pytest.mark.parametrize("shell", SHELLS)
def test_the_script_works_in_the_shell(shell: str, process: Talentdocs, tmp_path: Path) -> None:
    if shutil.which(shell) is None:
        pytest.skip(f"{shell} is not here")
    place = tmp_path / "script"
    place.write_text(script(process, shell), encoding="utf-8")
    (tmp_path / "talentdocs").write_text(f'#!/bin/sh\nexec {sys.executable} -m talentdocs "$@"\n')
    (tmp_path / "talentdocs").chmod(0o755)
    around = {**os.environ, "PATH": f"{tmp_path}:{os.environ['PATH']}", "HOME": str(tmp_path)}
    command = [shell, "-c", SHELLS[shell].format(script=place)]
    done = subprocess.run(command, env=around, capture_output=True, text=True, check=False)
    assert "csv" in done.stdout, done.stderr


def test_it_is_set_up_for_the_shell_that_runs_it(tmp_path: Path) -> None:
    if shutil.which("bash") is None:
        pytest.skip("bash is not here")
    command = f"{sys.executable} -m talentdocs --install-completion; true"
    around = {**os.environ, "HOME": str(tmp_path), "TALENTDOCS_LANG": "zh"}
    done = subprocess.run(["bash", "-c", command], env=around, capture_output=True, text=True, check=False)
    assert "已为 bash 装好补全" in done.stdout
    assert "_talentdocs_completion" in (tmp_path / ".bash_completions" / "talentdocs.sh").read_text()
    assert "talentdocs.sh" in (tmp_path / ".bashrc").read_text()
