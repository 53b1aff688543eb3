"""``talentdocs lexicon``: look into the words, check them, and add one's own."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from talentdocs.errors import UsageError

from .common import JsonOption, LexiconOption, folders_of
from .exits import ExitCode
from .help import INPUT, OTHER, OUTPUT
from .language import language, tr
from .lexicon_words import REASONS, TEXT

if TYPE_CHECKING:
    from talentdocs.segment.lexicon import Lexicons
    from talentdocs.segment.scan import Problem

OWN_FOLDER = "words"
"""Folder that ``add`` writes to where neither --lexicon nor talentdocs.toml names one."""

ADD_HELP_ZH = f"""把一个词条写进自己的词表

其他列写作 --列名 值，如 --unit 个 --good up；多个值用 | 隔开。
写入 --lexicon 或 talentdocs.toml 所指的文件夹，都没有时写入 ./{OWN_FOLDER}。"""
ADD_HELP_EN = f"""Write an entry into a lexicon of your own

Other columns are given as --COLUMN VALUE, such as --unit 个 --good up; several values are parted by |.
The folder is that of --lexicon or talentdocs.toml, else ./{OWN_FOLDER}."""
ADD_EXAMPLE = "talentdocs lexicon add offices 低空经济局 --kind office --example 市低空经济局"

app = typer.Typer(no_args_is_help=True)

DirectoryArgument = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="DIR...", help=tr("词表文件夹，默认全部", "Lexicon folders, by default all in use")
    ),
]
NameArgument = Annotated[
    str | None,
    typer.Argument(metavar="NAME", help=tr("词表名，不给则列出全部", "A lexicon; all are listed without")),
]
AddNameArgument = Annotated[str, typer.Argument(metavar="NAME", help=tr("词表名", "The lexicon"))]
KeyArgument = Annotated[str, typer.Argument(metavar="KEY", help=tr("词条", "The entry's key"))]
ExampleOption = Annotated[
    list[str] | None,
    typer.Option(
        "--example", metavar="TEXT", help=tr("例句，可重复", "An example, repeatable"), rich_help_panel=INPUT
    ),
]
CounterOption = Annotated[
    list[str] | None,
    typer.Option(
        "--not",
        metavar="TEXT",
        help=tr("反例，可重复", "A counter-example, repeatable"),
        rich_help_panel=INPUT,
    ),
]
MatchOption = Annotated[
    str,
    typer.Option(
        "--match",
        metavar="TEXT",
        help=tr("只列含此字样的词条", "Only entries that hold TEXT"),
        rich_help_panel=OUTPUT,
    ),
]
RemoveOption = Annotated[
    bool,
    typer.Option(
        "--remove", help=tr("停用产品自带的此词条", "Drop the product's entry"), rich_help_panel=OTHER
    ),
]


@app.command("list", help=tr("列出词表，或一个词表的词条", "List the lexicons, or the entries of one"))
def list_words(
    name: NameArgument = None,
    match: MatchOption = "",
    lexicon: LexiconOption = None,
    as_json: JsonOption = False,
) -> ExitCode:
    """Names with counts and what they are; with a name its entries."""
    from talentdocs.segment.lexicon import load

    lexicons = load(folders_of(lexicon))
    if name is None:
        _show_catalog(lexicons, as_json=as_json)
    else:
        _show_entries(lexicons, name, match, as_json=as_json)
    return ExitCode.DONE


@app.command("check", help=tr("检查词表：格式、例句、重名", "Check form, examples and double meanings"))
def check(folders: DirectoryArgument = None, lexicon: LexiconOption = None) -> ExitCode:
    """One line a problem, ``file:line: reason``; exit code 2 where there is any."""
    from talentdocs.segment.check import check_folder
    from talentdocs.segment.lexicon import default_folder

    chosen = [Path(folder) for folder in folders or ()] or [default_folder(), *folders_of(lexicon)]
    problems = [problem for folder in chosen for problem in check_folder(folder)]
    for problem in problems:
        print(spoken(problem))
    if not problems:
        print(_say("fine", folders=tr("、", ", ").join(map(str, chosen))), file=sys.stderr)
    return ExitCode.USAGE if problems else ExitCode.DONE


@app.command(
    "add",
    help=f"{tr(ADD_HELP_ZH, ADD_HELP_EN)}\n\n  {ADD_EXAMPLE}",
    context_settings={"allow_extra_args": True, "ignore_unknown_options": True},
)
def add(
    ctx: typer.Context,
    name: AddNameArgument,
    key: KeyArgument,
    example: ExampleOption = None,
    counter: CounterOption = None,
    remove: RemoveOption = False,
    lexicon: LexiconOption = None,
) -> ExitCode:
    """The entry is checked first; with a problem nothing is written and the exit code is 2."""
    from talentdocs.segment.own import add_entry

    fields = _extra_fields(ctx.args)
    fields |= {"examples": tuple(example)} if example else {}
    fields |= {"not": tuple(counter)} if counter else {}
    fields |= {"remove": ("yes",)} if remove else {}
    folders = folders_of(lexicon)
    folder = folders[-1] if folders else Path(OWN_FOLDER)
    path, problems = add_entry(folder, name, key, fields)
    for problem in problems:
        print(spoken(problem))
    if problems:
        print(_say("refused", path=path), file=sys.stderr)
        return ExitCode.USAGE
    print(_say("added", key=key, path=path), file=sys.stderr)
    if not folders:
        print(_say("unnamed", folder=folder), file=sys.stderr)
    return ExitCode.DONE


def spoken(problem: Problem) -> str:
    """``file:line: reason`` in the language of this process."""
    if language() == "en":
        return str(problem)
    values = {name: _zh_near(name, value) for name, value in problem.values.items()}
    return f"{problem.path}:{problem.line}: {REASONS[problem.kind].format(**values)}"


def _zh_near(name: str, value: Any) -> Any:
    if name != "near":
        return value
    return (
        str(value).replace(", did you mean ", "，是不是 ").replace(" (one of ", "（可用：").replace(")", "）")
    )


def _say(key: str, /, **values: object) -> str:
    return TEXT[key][0 if language() == "zh" else 1].format(**values)


def _extra_fields(words: list[str]) -> dict[str, tuple[str, ...]]:
    """``--unit 个 --good up`` as fields. Raises UsageError for a word that is no such pair."""
    fields: dict[str, tuple[str, ...]] = {}
    rest = iter(words)
    for word in rest:
        column, equals, value = word.removeprefix("--").partition("=")
        if not word.startswith("--") or not column:
            raise UsageError(f"what is {word!r}?", hint="--COLUMN VALUE", code="T319")
        if not equals:
            value = next(rest, "")
        values = tuple(part.strip() for part in value.split("|") if part.strip())
        if not values:
            raise UsageError(f"--{column} without a value", hint="--COLUMN VALUE", code="T319")
        fields[column.replace("-", "_")] = values
    return fields


def _show_catalog(lexicons: Lexicons, *, as_json: bool) -> None:
    from talentdocs.segment.catalog import catalog
    from talentdocs.tables.width import pad

    listings = catalog(lexicons)
    if as_json:
        rows = [{"name": x.name, "entries": x.entries, "own": x.own, "about": x.about} for x in listings]
        print(json.dumps(rows, ensure_ascii=False, indent=1))
        return
    wide = max(len(listing.name) for listing in listings)
    for listing in listings:
        own = f" +{listing.own}" if listing.own else ""
        print(f"{pad(listing.name, wide)}  {listing.entries:>5}{pad(own, 5)}  {listing.about}")


def _show_entries(lexicons: Lexicons, name: str, match: str, *, as_json: bool) -> None:
    from talentdocs.segment.check import near
    from talentdocs.tables.width import printable

    if name not in lexicons.names():
        raise UsageError(f"no lexicon is named {name!r}{near(name, lexicons.names())}", code="T321")
    entries = [
        entry
        for entry in lexicons.table(name).values()
        if match in entry.key or any(match in str(value) for value in entry.fields.values())
    ]
    if as_json:
        rows = [{"key": entry.key, **entry.fields, "source": entry.source} for entry in entries]
        print(json.dumps(rows, ensure_ascii=False, indent=1))
        return
    for entry in entries:
        told = (
            f"{column}={_cell(value)}" for column, value in entry.fields.items() if value not in ("", None)
        )
        print("\t".join(printable(part) for part in (entry.key, *told)))


def _cell(value: Any) -> str:
    return " | ".join(map(str, value)) if isinstance(value, list) else str(value)
