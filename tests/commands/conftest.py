"""Running the command line inside the test process, in Chinese, with a cache of its own."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from subprocess import run as run_process

import pytest

os.environ["TALENTDOCS_LANG"] = "zh"

REPLY = (
    "云塘县人力资源和社会保障局\n\n"
    "关于县人大十二届三次会议第42号建议的答复\n\n"
    "王小明代表：\n\n"
    "您提出的《关于加强技能人才培养的建议》收悉，现答复如下：\n\n"
    "2022年，全县新增技能人才1200人，技能人才总量达到2.6万人。\n\n"
    "下一步，我们将力争到2025年技能人才总量达到3.5万人，高技能人才占比达到34.9%。\n\n"
    "2023年6月8日\n"
)


@dataclass(frozen=True)
class Ran:
    code: int
    out: str
    err: str


Talentdocs = Callable[..., Ran]


@pytest.fixture(autouse=True)
def own_cache(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TALENTDOCS_CACHE", str(tmp_path_factory.mktemp("cache")))
    monkeypatch.setenv("TALENTDOCS_LANG", "zh")
    monkeypatch.delenv("COLUMNS", raising=False)


@pytest.fixture
def talentdocs(capfd: pytest.CaptureFixture[str]) -> Talentdocs:
    """Runs one command line here; what it wrote and how it ended."""
    from talentdocs.commands.main import run

    def call(*arguments: str | Path) -> Ran:
        capfd.readouterr()
        code = run([str(argument) for argument in arguments])
        out, err = capfd.readouterr()
        return Ran(code, out, err)

    return call


@pytest.fixture
def process() -> Talentdocs:
    """Runs one command line in a process of its own, with variables of its own."""

    def call(*arguments: str | Path, **variables: str) -> Ran:
        command = [sys.executable, "-m", "talentdocs", *map(str, arguments)]
        done = run_process(command, env={**os.environ, **variables}, capture_output=True, check=False)
        return Ran(
            done.returncode, done.stdout.decode("utf-8", "replace"), done.stderr.decode("utf-8", "replace")
        )

    return call


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Three documents: two that can be read and one that cannot."""
    here = tmp_path / "docs"
    here.mkdir()
    (here / "a.txt").write_text(REPLY, encoding="utf-8")
    (here / "b.txt").write_bytes(REPLY.replace("1200", "1300").encode("gb18030"))
    (here / "c.docx").write_bytes(b"PK\x03\x04 cut off")
    return here
