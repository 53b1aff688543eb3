"""Completion of a command line by the shell (补全): what may stand behind an option, and how it is set up.

The shell calls the program at every TAB, so nothing heavy is imported: names of tables and formats come from
the library's own lists, words from one lexicon file. Where nothing is offered the shell completes paths.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import typer

from .language import tr

PROGRAM = "talentdocs"
VARIABLE = "_TALENTDOCS_COMPLETE"
"""Set by the shell where it asks for completions."""


def completing() -> bool:
    """Whether this process was started by a shell to complete a line."""
    return VARIABLE in os.environ


def prepare(group: Any) -> None:
    """Make a command group ready to be asked by a shell."""
    from typer.completion import completion_init  # type: ignore[attr-defined]

    completion_init()
    # Typer imports Rich, 0.1 s, to take markup out of help that has none; None makes it seem not there.
    sys.modules.setdefault("rich", None)  # type: ignore[arg-type]
    add_globals(group)


def add_globals(command: Any) -> None:
    """Give a command the options that ``main`` takes out before parsing, so that a shell is told of them."""
    from typer.core import TyperOption

    language = TyperOption(
        param_decls=["--lang"], type=str, expose_value=False, help=tr("语言", "Language"),
        autocompletion=lambda ctx, args, incomplete: ["zh", "en"],
    )  # fmt: skip
    debug = TyperOption(
        param_decls=["--debug"], is_flag=True, expose_value=False, help=tr("详情", "Details of an error")
    )
    command.params += [language, debug]


def install(value: bool) -> None:
    """``--install-completion``: for the shell that runs this."""
    if not value:
        return
    from typer.completion import install as install_script  # type: ignore[attr-defined]

    shell, path = install_script(prog_name=PROGRAM, complete_var=VARIABLE)
    print(
        tr(
            f"已为 {shell} 装好补全：{path}；重开终端后生效",
            f"{shell} completion is installed in {path}; open a new terminal to use it",
        )
    )
    raise typer.Exit


def show(value: bool) -> None:
    """``--show-completion``: the script for the shell that runs this."""
    if not value:
        return
    from typer import completion

    shell = completion._get_shell_name() or Path(os.environ.get("SHELL", "")).name  # type: ignore[attr-defined]
    script = completion.get_completion_script  # type: ignore[attr-defined]
    print(script(prog_name=PROGRAM, complete_var=VARIABLE, shell=shell))
    raise typer.Exit


# --- what may stand behind an option --------------------------------------------------------------


def formats(incomplete: str) -> list[str]:
    """Formats of tables, several parted by commas."""
    from talentdocs.tables.writers import FORMATS

    return listed(incomplete, FORMATS)


def extract_tables(incomplete: str) -> list[str]:
    """Tables that ``extract`` writes."""
    from talentdocs.tables.columns import EXTRACT_TABLES

    return starting(incomplete, EXTRACT_TABLES)


def compare_tables(incomplete: str) -> list[str]:
    """Tables that ``compare`` writes."""
    from talentdocs.tables.columns import COMPARE_TABLES

    return starting(incomplete, (*COMPARE_TABLES, "changes"))


def verdicts(incomplete: str) -> list[str]:
    """Verdicts, several parted by commas."""
    from talentdocs.report.labels import VERDICTS

    return listed(incomplete, (name for name in VERDICTS if name != "none"))


def encodings(incomplete: str) -> list[str]:
    """Encodings that Chinese texts come in."""
    return starting(incomplete, ("utf-8", "gb18030", "gbk", "big5", "utf-16"))


def regions(incomplete: str) -> list[str]:
    """Regions that begin with what is typed; there are thousands, so none before the first character."""
    return listed(incomplete, _words("regions", "name") if incomplete.rpartition(",")[2] else ())


def indicators(incomplete: str) -> list[str]:
    """Indicators that begin with what is typed, several parted by commas."""
    return listed(incomplete, _words("indicators") if incomplete.rpartition(",")[2] else ())


def indicator(incomplete: str) -> list[str]:
    """One indicator that begins with what is typed."""
    return starting(incomplete, _words("indicators") if incomplete else ())


def lexicons(incomplete: str) -> list[str]:
    """Names of lexicons."""
    from talentdocs.segment.lexicon import load

    return starting(incomplete, load().names())


def kinds(incomplete: str) -> list[str]:
    """Kinds of words that can be tried."""
    return starting(incomplete, ("indicator", "unit", "cue", "office"))


def review_words(ctx: typer.Context, incomplete: str) -> list[str]:
    """``apply`` as the first word behind ``review``; else paths."""
    return starting(incomplete, ("apply",)) if incomplete and not ctx.params.get("paths") else []


def starting(incomplete: str, names: Iterable[str]) -> list[str]:
    """The names that begin with what is typed."""
    return [name for name in names if name.startswith(incomplete)]


def listed(incomplete: str, names: Iterable[str]) -> list[str]:
    """The same for the last part of a list, without those that stand in it: ``csv,x`` gives ``csv,xlsx``."""
    before, comma, last = incomplete.rpartition(",")
    taken = before.split(",")
    return [before + comma + name for name in starting(last, names) if name not in taken]


def _words(lexicon: str, column: str | None = None) -> Iterator[str]:
    from talentdocs.segment.lexicon import load

    for entry in load().table(lexicon).values():
        yield entry.text(column) if column else entry.key
