"""The command line's entry: ``talentdocs`` and ``python -m talentdocs``.

To add a command write ``commands/NAME.py`` and one line in ``COMMANDS``: its name, ``module:attribute``, and
a line of help in Chinese and English (at most 26 Chinese characters). The attribute is a function with
Typer-annotated parameters, or ``blocks`` of them, that returns an ``ExitCode`` (or None for 0), or a
``typer.Typer`` for a group such as ``cache info|clear``. Its module is imported only when the command is run
or its own help is asked for, so heavy imports belong inside functions and ``talentdocs --help`` stays fast.
Errors of the library (``TalentdocsError``) need no handling: ``main`` shows them in one line and picks the
exit code. What commands share: options in ``common`` and ``blocks``, ``console``, ``say`` (messages), ``tr``
(language), ``ExitCode``.
"""

from __future__ import annotations

import gc
import importlib
import sys
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NoReturn

from talentdocs.errors import UsageError

from .completion import PROGRAM, VARIABLE, add_globals, completing, prepare
from .exits import ExitCode
from .language import speak, split_globals, tr


@dataclass(frozen=True, slots=True)
class Registration:
    """One command: its name, where it is, and one line of help in both languages."""

    name: str
    target: str
    zh: str
    en: str


COMMANDS = (
    Registration("check", "check:check", "先看文件夹：能读、重复、缺年份", "Look over a folder"),
    Registration(
        "extract", "extract:extract", "读文件，写出数据、承诺、引文表", "Read documents, write the tables"
    ),
    Registration("text", "text:text", "输出一个文件的规范正文", "Print the canonical text of a document"),
    Registration("compare", "compare:compare", "承诺与结果对照", "Hold promises against what was reported"),
    Registration("trend", "trend:trend", "一个指标历年的承诺与结果", "One indicator over the years"),
    Registration("show", "show:show", "在正文中标出数据和承诺", "Show a document with its figures marked"),
    Registration(
        "lexicon", "lexicon:app", "查看、检查、添加词", "Look into words, check them, add one's own"
    ),
    Registration("explain", "explain:explain", "说明一个数为何这样读", "Say why a figure reads as it does"),
    Registration("review", "review:review", "复核最没把握的数，存下校正", "Review the least certain rows"),
    Registration("report", "report:report", "写出离线网页报告", "Write an HTML report for people"),
    Registration("cache", "cache:app", "查看或清空缓存", "Look into the cache, or clear it"),
)


SWEEP = 50_000
"""New objects between two sweeps for cyclic garbage: lexicons are many small objects, and none is garbage."""


def main(arguments: Sequence[str] | None = None) -> NoReturn:
    """Run the command line and end the process with its exit code."""
    gc.set_threshold(SWEEP)
    code = run(sys.argv[1:] if arguments is None else list(arguments))
    gc.freeze()  # Python sweeps all that is left once more at its end: a tenth of the time of a short text
    sys.exit(code)


def run(arguments: Sequence[str]) -> int:
    """Run one command line; returns the exit code. Nothing that a user can cause ends in a traceback."""
    from .streams import open_streams, silence

    open_streams()
    given = split_globals(arguments)
    try:
        speak(given.lang)
        if completing():
            return _complete()
        code = _group()(args=list(given.rest), prog_name=PROGRAM, standalone_mode=False)
        sys.stdout.flush()
        return int(code or 0)
    except BrokenPipeError:
        silence()
        return ExitCode.DONE
    except KeyboardInterrupt:
        print(tr("已中断", "interrupted"), file=sys.stderr)
        return ExitCode.INTERRUPTED
    except Exception as error:
        if given.debug:
            raise
        from .errors import explain_error

        line, exit_code = explain_error(error)
        print(line, file=sys.stderr)
        return exit_code


def _complete() -> int:
    """Answer a shell that asks what may follow; whatever is wrong with the line, it is not told of it."""
    group = _group()
    prepare(group)
    with suppress(Exception):
        group(args=[], prog_name=PROGRAM, standalone_mode=False, complete_var=VARIABLE)
    return ExitCode.DONE


def _group() -> Any:
    """The group of all commands, each a promise until it is asked for."""
    import typer

    from .help import HelpCommand, HelpGroup
    from .root import describe, root

    class Lazy(HelpGroup):
        """Lists commands by their one line of help, and imports one only to run it."""

        def list_commands(self, ctx: Any) -> list[str]:
            return [entry.name for entry in COMMANDS]

        def get_command(self, ctx: Any, cmd_name: str) -> Any:
            entry = _find(cmd_name)
            return entry and HelpCommand(entry.name, help=tr(entry.zh, entry.en), callback=lambda: None)

        def resolve_command(self, ctx: Any, args: list[str]) -> Any:
            entry = _find(args[0])
            if entry is None:
                refuse_path(args[0])
                return super().resolve_command(ctx, args)
            return entry.name, _load(entry), args[1:]

    app = typer.Typer(cls=Lazy, rich_markup_mode=None, add_completion=False, context_settings=CONTEXT)
    app.callback(invoke_without_command=True, help=describe())(root)
    return typer.main.get_group(app)


def refuse_path(word: str) -> None:
    """Raise UsageError where a path stands in the place of the command, which was left out."""
    if completing() or not Path(word).exists():
        return
    message = tr(f"少了命令：{word} 是路径", f"the command is missing: {word} is a path")
    raise UsageError(message, hint=f"talentdocs extract {word} -o out", code="T310")


CONTEXT = {"help_option_names": ["-h", "--help"]}


def _find(name: str) -> Registration | None:
    return next((entry for entry in COMMANDS if entry.name == name), None)


def _load(entry: Registration) -> Any:
    """Import a command's module and build its Click command, with defaults from environment and file."""
    import typer

    from .blocks import spread
    from .config import apply
    from .help import HelpCommand, HelpGroup

    module, attribute = entry.target.split(":")
    target = getattr(importlib.import_module(f".{module}", __package__), attribute)
    text = tr(entry.zh, entry.en)
    if isinstance(target, typer.Typer):
        target.info.cls = HelpGroup
        target.info.context_settings = CONTEXT
        target.info.help = target.info.help or text
        target.rich_markup_mode = None
        for registered in target.registered_commands:
            registered.cls = HelpCommand
        command: Any = typer.main.get_group(target)
    else:
        app = typer.Typer(rich_markup_mode=None, add_completion=False)
        page = f"{text}\n\n{_examples(module)}".strip()
        app.command(entry.name, cls=HelpCommand, help=page, context_settings=CONTEXT)(spread(target))
        command = typer.main.get_command(app)
    command.name = entry.name
    if completing():
        for each in [command, *getattr(command, "commands", {}).values()]:
            add_globals(each)
    apply(command, entry.name)
    return command


def _examples(module: str) -> str:
    """What a command module adds below its options: ``EXAMPLES``, a string or a function that gives one."""
    text = getattr(sys.modules[f"{__package__}.{module}"], "EXAMPLES", "")
    return str(text() if callable(text) else text)
