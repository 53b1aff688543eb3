"""``talentdocs lexicon``: look into the words, check them, and add one's own."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from talentdocs.errors import UnknownName, UsageError

from . import completion
from .common import EncodingOption, JsonOption, LexiconOption, PathsArgument, folders_of, gather_paths
from .exits import ExitCode
from .help import INPUT, OTHER, OUTPUT
from .language import tr
from .lexicon_show import show_catalog, show_changes, show_entries, show_suggestions, spoken, talk

OWN_FOLDER = "words"
"""Folder that ``add`` writes to where neither --lexicon nor talentdocs.toml names one."""

ADD_HELP_ZH = f"""把一个词条写进自己的词表

其他列写作 --列名 值，如 --unit 个 --good up；多个值用 | 隔开。
写入 --lexicon 或 talentdocs.toml 所指的文件夹，都没有时写入 ./{OWN_FOLDER}。"""
ADD_HELP_EN = f"""Write an entry into a lexicon of your own

Other columns are given as --COLUMN VALUE, such as --unit 个 --good up; several values are parted by |.
The folder is that of --lexicon or talentdocs.toml, else ./{OWN_FOLDER}."""
TEST_HELP_ZH = """试一个词：加进词表后，哪些行会多、会少、会变

不写入任何文件。其他列写作 --列名 值，如 --as unit --kind count；--synonym_of 把它作为已有指标的别名。"""
TEST_HELP_EN = """Try a word: which rows it would bring, take away or change

Nothing is written. Other columns are given as --COLUMN VALUE, such as --as unit --kind count;
--synonym_of makes it another name of a listed indicator."""
TEST_EXAMPLE = "talentdocs lexicon test 零工驿站 --as indicator --unit 个 documents"
COLUMN_HINT = tr("--列名 值", "--COLUMN VALUE")
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
    typer.Argument(
        metavar="NAME",
        help=tr("词表名，不给则列出全部", "A lexicon; all are listed without"),
        autocompletion=completion.lexicons,
    ),
]
AddNameArgument = Annotated[
    str,
    typer.Argument(metavar="NAME", help=tr("词表名", "The lexicon"), autocompletion=completion.lexicons),
]
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
WordArgument = Annotated[str, typer.Argument(metavar="WORD", help=tr("要试的词", "The word to try"))]
KindOption = Annotated[
    str,
    typer.Option(
        "--as",
        metavar="KIND",
        help="indicator unit cue office",
        autocompletion=completion.kinds,
        rich_help_panel=INPUT,
        show_default=True,
    ),
]
RowsOption = Annotated[
    int,
    typer.Option(
        "--rows",
        metavar="N",
        min=0,
        help=tr("每类最多显示几行", "Rows shown of each kind"),
        rich_help_panel=OUTPUT,
    ),
]
LeastOption = Annotated[
    int,
    typer.Option(
        "--least",
        metavar="N",
        min=1,
        help=tr("至少出现几次", "Times that a word is found at least"),
        rich_help_panel=OUTPUT,
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
        show_catalog(lexicons, as_json=as_json)
    else:
        show_entries(lexicons, name, match, as_json=as_json)
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
        print(talk("fine", folders=tr("、", ", ").join(map(str, chosen))), file=sys.stderr)
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

    stray, fields = split_extra(ctx.args)
    if stray:
        raise UsageError(tr(f"多出了 {stray[0]}", f"what is {stray[0]!r}?"), hint=COLUMN_HINT, code="T326")
    fields |= {"examples": tuple(example)} if example else {}
    fields |= {"not": tuple(counter)} if counter else {}
    fields |= {"remove": ("yes",)} if remove else {}
    folders = folders_of(lexicon)
    folder = folders[-1] if folders else Path(OWN_FOLDER)
    path, problems = add_entry(folder, name, key, fields)
    for problem in problems:
        print(spoken(problem))
    if problems:
        print(talk("refused", path=path), file=sys.stderr)
        return ExitCode.USAGE
    print(talk("added", key=key, path=path), file=sys.stderr)
    if not folders:
        print(talk("unnamed", folder=folder), file=sys.stderr)
    return ExitCode.DONE


@app.command(
    "test",
    help=f"{tr(TEST_HELP_ZH, TEST_HELP_EN)}\n\n  {TEST_EXAMPLE}",
    context_settings={"allow_extra_args": True, "ignore_unknown_options": True},
)
def test(
    word: WordArgument,
    paths: PathsArgument = None,
    kind: KindOption = "indicator",
    rows: RowsOption = 20,
    lexicon: LexiconOption = None,
    encoding: EncodingOption = None,
    as_json: JsonOption = False,
) -> ExitCode:
    """Rows that the word would bring, take away or change, with their sentences; nothing is written."""
    from talentdocs.execute.plan import make_plan
    from talentdocs.options import Options
    from talentdocs.segment.scan import Problem
    from talentdocs.trial import KINDS, entry_of, try_entry

    if kind not in KINDS:
        raise UnknownName("kind", kind, KINDS, where="--as")
    names, fields = split_extra(paths or [])
    entry = entry_of(word, kind, fields)  # type: ignore[arg-type]
    options = Options(encoding=encoding, lexicons=folders_of(lexicon))
    with make_plan(gather_paths(names)) as plan:
        found = list(try_entry(entry, plan.tasks, options, word))
    problems = [item for item in found if isinstance(item, Problem)]
    for problem in problems:
        print(spoken(problem))
    if problems:
        return ExitCode.USAGE
    show_changes([item for item in found if not isinstance(item, Problem)], rows, as_json=as_json)
    return ExitCode.DONE


@app.command("suggest", help=tr("找出文件常用而词表没有的词", "Words that documents use and lexicons lack"))
def suggest(
    paths: PathsArgument = None,
    least: LeastOption = 3,
    rows: RowsOption = 20,
    lexicon: LexiconOption = None,
    encoding: EncodingOption = None,
    as_json: JsonOption = False,
) -> ExitCode:
    """Indicators, synonyms, offices and units by how often they are used, each with an example."""
    from talentdocs.execute.plan import make_plan
    from talentdocs.options import Options
    from talentdocs.suggest import suggest as find

    with make_plan(gather_paths(paths)) as plan:
        found = find(plan.tasks, Options(encoding=encoding, lexicons=folders_of(lexicon)), least=least)
    show_suggestions(found, rows, as_json=as_json)
    return ExitCode.DONE


def split_extra(words: list[str]) -> tuple[list[str], dict[str, tuple[str, ...]]]:
    """Words that no option took, as (paths, fields): ``report.txt --unit 个 --good=up``.

    Raises UsageError for a column without a value.
    """
    others: list[str] = []
    fields: dict[str, tuple[str, ...]] = {}
    rest = iter(words)
    for word in rest:
        column, equals, value = word.removeprefix("--").partition("=")
        if not word.startswith("--") or not column:
            others.append(word)
            continue
        if not equals:
            value = next(rest, "")
        values = tuple(part.strip() for part in value.split("|") if part.strip())
        if not values:
            raise UsageError(
                tr(f"--{column} 后面要有值", f"--{column} without a value"), hint=COLUMN_HINT, code="T326"
            )
        fields[column.replace("-", "_")] = values
    return others, fields
