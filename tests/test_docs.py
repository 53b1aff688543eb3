"""The documentation holds: commands and options exist, links resolve, both READMEs show the same commands."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from talentdocs.commands.main import COMMANDS, _find, _load

from talentdocs.tables.columns import RECORDS, table_columns

ROOT = Path(__file__).resolve().parent.parent
README = ROOT / "README.md"
CHINESE = ROOT / "README.zh-CN.md"
PAGES = [README, CHINESE, ROOT / "CHANGELOG.md", *sorted((ROOT / "docs").rglob("*.md"))]
GUIDES = [ROOT / "docs" / name for name in ("tutorial.md", "words.md", "zh/tutorial.md", "zh/words.md")]
TRANSLATED = sorted((ROOT / "docs" / "zh").glob("*.md"))

BLOCK = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
LINK = re.compile(r"\[[^\]]*\]\(([^)\s]+)\)")


def blocks(page: Path, language: str) -> list[str]:
    return [body for name, body in BLOCK.findall(page.read_text("utf-8")) if name == language]


def shell_lines(page: Path) -> list[str]:
    """Every command line of the ``sh`` blocks, without comments."""
    lines = [line.strip() for body in blocks(page, "sh") for line in body.splitlines()]
    return [line for line in lines if line and not line.startswith("#")]


def calls(page: Path) -> list[list[str]]:
    """The arguments of every ``talentdocs …`` in the ``sh`` blocks, one list each."""
    return [call for body in blocks(page, "sh") for call in calls_of(body)]


def calls_of(body: str) -> list[list[str]]:
    found = []
    for line in body.splitlines():
        for piece in re.split(r"\s(?:&&|\|)\s", line):
            words = shlex.split(piece.partition(" > ")[0], comments=True)
            if words and words[0].rpartition("/")[2] == "talentdocs":
                found.append(words[1:])
    return found


def parse(arguments: list[str]) -> Any:
    """Parse one call as the command line does, without running it."""
    entry = _find(arguments[0])
    assert entry is not None, f"no command {arguments[0]}"
    command, rest = _load(entry), arguments[1:]
    while hasattr(command, "resolve_command") and rest:
        with command.make_context(command.name, list(rest)) as context:
            _, command, rest = command.resolve_command(context, [*context._protected_args, *context.args])
    return command.make_context(command.name, list(rest))


def slug(heading: str) -> str:
    """The anchor that GitHub gives a heading."""
    kept = re.sub(r"[^\w\- ]", "", heading.strip().lower().replace("`", ""))
    return kept.replace(" ", "-")


def anchors(page: Path) -> set[str]:
    prose = BLOCK.sub("", page.read_text("utf-8"))
    return {slug(heading) for heading in re.findall(r"^#+ (.+)$", prose, re.MULTILINE)}


# --- commands -----------------------------------------------------------------------------------


@pytest.mark.parametrize("page", [README, CHINESE], ids=["en", "zh"])
@pytest.mark.parametrize("name", [entry.name for entry in COMMANDS])
def test_every_command_is_in_the_readme(name: str, page: Path) -> None:
    assert f"`talentdocs {name}" in page.read_text("utf-8")


def leaves(command: Any) -> list[Any]:
    """A command, or all commands of a group."""
    return (
        [leaf for sub in command.commands.values() for leaf in leaves(sub)]
        if hasattr(command, "commands")
        else [command]
    )


@pytest.mark.parametrize("name", [entry.name for entry in COMMANDS])
def test_every_command_and_option_has_help(name: str) -> None:
    entry = _find(name)
    assert entry is not None
    for command in leaves(_load(entry)):
        assert command.help, command.name
        for parameter in command.params:
            assert getattr(parameter, "help", None), f"{name}: {parameter.name}"


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_command_line_parses(page: Path) -> None:
    for arguments in calls(page):
        if arguments and not arguments[0].startswith("-"):
            parse(arguments)


@pytest.mark.parametrize("line", ["no-such-command", "extract samples --no-such-option"])
def test_a_wrong_command_line_does_not_parse(line: str) -> None:
    with pytest.raises(Exception, match="no-such") as raised:
        parse(line.split())
    assert isinstance(raised.value, AssertionError) or hasattr(raised.value, "format_message")


def run(arguments: list[str], folder: Path, language: str = "en") -> subprocess.CompletedProcess[str]:
    """One call in a folder of its own, as on a terminal that is wide enough for any table."""
    environment = os.environ | {"COLUMNS": "200", "TALENTDOCS_LANG": language, "PYTHONIOENCODING": "utf-8"}
    done = subprocess.run(
        [sys.executable, "-m", "talentdocs", *arguments],
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
        encoding="utf-8",
        stdin=subprocess.DEVNULL,
        check=False,
    )
    expected = 3 if "--fail-on" in arguments else 0
    assert done.returncode == expected, (arguments, done.stderr)
    return done


@pytest.fixture(scope="module", autouse=True)
def cache(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """One cache for all calls, so that each document is read once."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("TALENTDOCS_CACHE", str(tmp_path_factory.mktemp("cache")))
        yield


@pytest.fixture
def beside_samples(tmp_path: Path) -> Path:
    """A folder that holds the samples and nothing else."""
    shutil.copytree(
        ROOT / "samples", tmp_path / "samples", ignore=shutil.ignore_patterns("*.py*", "__pycache__")
    )
    return tmp_path


def test_the_readme_commands_run(beside_samples: Path) -> None:
    """What the README shows runs, in its order."""
    shown = calls(README)
    assert len(shown) >= 8
    for arguments in shown:
        run(arguments, beside_samples)


@pytest.mark.parametrize("page", GUIDES, ids=lambda page: f"{page.parent.name}-{page.stem}")
def test_what_a_guide_shows_is_what_the_program_prints(page: Path, beside_samples: Path) -> None:
    """Each line of a ``text`` block stands in what the commands right before it print, spaces aside.

    The English guides are run whole; of the others, with the same commands, only what has something to show.
    """
    found = BLOCK.findall(page.read_text("utf-8"))
    followed = [
        language == "sh" and after == "text" for (language, _), (after, _) in pairwise([*found, ("", "")])
    ]
    printed = ""
    for (language, body), shows in zip(found, followed, strict=True):
        if language == "sh" and (shows or page_language(page) == "en"):
            done = [run(each, beside_samples, page_language(page)) for each in calls_of(body)]
            printed = squeeze("".join(one.stdout + one.stderr for one in done))
        for line in body.splitlines() if language == "text" else []:
            assert squeeze(line) in printed, f"{line!r} is not printed:\n{printed}"


def page_language(page: Path) -> str:
    return "zh" if page.parent.name == "zh" else "en"


def squeeze(text: str) -> str:
    """Text with every run of spaces as one space, and none at the ends of lines."""
    return "\n".join(" ".join(line.split()) for line in text.splitlines())


def test_the_readme_python_example_runs(beside_samples: Path) -> None:
    (body,) = blocks(README, "python")
    done = subprocess.run(
        [sys.executable, "-c", body],
        cwd=beside_samples,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stderr


# --- the two lines for a fresh machine ----------------------------------------------------------


@pytest.mark.parametrize(("page", "heading"), [(README, "## Test"), (CHINESE, "## 测试")])
def test_the_test_command_is_one_line_under_its_heading(page: Path, heading: str) -> None:
    match = re.search(rf"^{heading}\n\n```sh\n(.+)\n```$", page.read_text("utf-8"), re.MULTILINE)
    assert match is not None
    assert (
        match[1]
        == "python3 -m venv .venv && .venv/bin/pip install -q -e '.[test]' && .venv/bin/python -m pytest"
    )


def test_both_readmes_show_the_same_commands() -> None:
    assert shell_lines(README) == shell_lines(CHINESE)
    assert blocks(README, "python") == blocks(CHINESE, "python")


@pytest.mark.parametrize("page", TRANSLATED, ids=lambda page: page.name)
def test_a_translated_page_follows_the_english_one(page: Path) -> None:
    """The same commands, and a heading for a heading."""
    english = page.parent.parent / page.name
    assert shell_lines(page) == shell_lines(english)
    levels = [
        [
            line.split()[0]
            for line in BLOCK.sub("", text.read_text("utf-8")).splitlines()
            if line.startswith("#")
        ]
        for text in (page, english)
    ]
    assert levels[0] == levels[1]


# --- links, columns, version --------------------------------------------------------------------


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_resolve(page: Path) -> None:
    for target in LINK.findall(BLOCK.sub("", page.read_text("utf-8"))):
        if "://" in target:
            continue
        name, _, anchor = target.partition("#")
        linked = (page.parent / name).resolve() if name else page
        assert linked.exists(), target
        if anchor:
            assert anchor in anchors(linked), target


@pytest.mark.parametrize("page", ["tables.md", "zh/tables.md"])
@pytest.mark.parametrize("table", list(RECORDS))
def test_every_column_is_explained(table: str, page: str) -> None:
    text = (ROOT / "docs" / page).read_text("utf-8")
    section = re.search(rf"^## {table}\n(.*?)(?=^## |\Z)", text, re.MULTILINE | re.DOTALL)
    assert section is not None, table
    explained = set(re.findall(r"`(\w+)`", section[1]))
    assert {column.name for column in table_columns(table)} <= explained


def test_the_changelog_opens_with_this_version() -> None:
    version = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["version"]
    first = re.search(r"^## \[([^\]]+)\]", (ROOT / "CHANGELOG.md").read_text("utf-8"), re.MULTILINE)
    assert first is not None
    assert first[1] == version
