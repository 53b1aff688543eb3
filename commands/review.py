"""``talentdocs review``: look at the least certain rows, correct them, and have every later run know.

``review PATH... -o review.xlsx`` writes the list, ``review apply review.xlsx`` stores what was filled in,
``review PATH...`` in a terminal asks row by row.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from talentdocs.errors import UsageError

from . import completion
from .blocks import Reading, Running, Talk
from .common import (
    CORRECTIONS,
    CorrectionsOption,
    FilesFromOption,
    LimitOption,
    gather_paths,
    nearest_corrections,
    refuse_nothing,
    tell_corrections,
    tell_failures,
)
from .errors import explain_error
from .exits import ExitCode
from .help import INPUT, OUTPUT
from .language import language, tr
from .messages import wrote

if TYPE_CHECKING:
    from talentdocs.report.review import Case
    from talentdocs.tables.corrections import Correction

APPLY = "apply"
ListOption = Annotated[
    str | None,
    typer.Option(
        "-o",
        "--output",
        metavar="FILE",
        help=tr("复核表，.xlsx 或 .csv", "The list, .xlsx or .csv"),
        rich_help_panel=OUTPUT,
    ),
]
RowsOption = Annotated[
    int,
    typer.Option(
        "--rows",
        metavar="N",
        min=0,
        help=tr("只列最该看的 N 行，0 全列", "The N rows most in doubt, 0 for all"),
        rich_help_panel=OUTPUT,
    ),
]
ByOption = Annotated[
    str,
    typer.Option("--by", metavar="NAME", help=tr("复核人", "Who reviews"), rich_help_panel=INPUT),
]


ReviewArgument = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="[apply] PATH...",
        help=tr("文件、文件夹；apply 后为复核表", "Documents; behind apply, lists"),
        autocompletion=completion.review_words,
        rich_help_panel=INPUT,
    ),
]


def EXAMPLES() -> str:
    """Examples below the options."""
    return tr(
        "例：\n  talentdocs review 文件夹 -o review.xlsx      写出复核表，在 Excel 中填 decision 与 new_ 列"
        "\n  talentdocs review apply review.xlsx         存入校正，以后每次运行都会用上"
        "\n  talentdocs review 文件夹                     在终端逐行复核"
        "\n  talentdocs review apply 同事的.jsonl         并入同事的校正",
        "Examples:\n  talentdocs review FOLDER -o review.xlsx     write the list, to be filled in Excel"
        "\n  talentdocs review apply review.xlsx         store the corrections for every later run"
        "\n  talentdocs review FOLDER                    row by row in the terminal"
        "\n  talentdocs review apply theirs.jsonl        take over a colleague's corrections",
    )


def review(
    *,
    paths: ReviewArgument = None,
    files_from: FilesFromOption = None,
    limit: LimitOption = None,
    by: ByOption = "",
    output: ListOption = None,
    rows: RowsOption = 500,
    reading: Reading,
    corrections: CorrectionsOption = None,
    running: Running,
    talk: Talk,
) -> ExitCode:
    """List, ask, or apply."""
    from talentdocs.execute.plan import make_plan
    from talentdocs.gather import gather_tables
    from talentdocs.report.review import cases_of, document_cases
    from talentdocs.tables.corrections import read_corrections
    from talentdocs.tables.overlay import Overlay

    store = Path(corrections) if corrections else nearest_corrections() or Path(CORRECTIONS)
    if paths and paths[0] == APPLY:
        return _apply(paths[1:], store, by=by)
    named = gather_paths(paths, files_from)
    if output is None and not (sys.stdin.isatty() and sys.stdout.isatty()):
        message = tr("没有终端可以提问", "there is no terminal to ask in")
        raise UsageError(message, hint="-o review.xlsx", code="T359")
    overlay = Overlay(read_corrections(store) if store.exists() else ())
    options = reading.options()
    with make_plan(named, limit=limit) as plan:
        refuse_nothing(plan, named)
        with talk.progress() as progress:
            tables = gather_tables(
                plan, options=options, execution=running.execution(), progress=progress, overlay=overlay
            )
    tell_corrections(overlay, quiet=talk.quiet)
    cases, documents = cases_of(tables, overlay), document_cases(tables, overlay)
    shown = cases[:rows] if rows else cases
    if output is None:
        _ask([case for case in documents if case.doubts] + shown, store, by=by)
    else:
        _list(shown, documents, output, left=len(cases) - len(shown), quiet=talk.quiet)
    tell_failures(tables["failures"])
    return ExitCode.FAILED if tables["failures"] else ExitCode.DONE


def _list(cases: Sequence[Case], documents: Sequence[Case], output: str, *, left: int, quiet: int) -> None:
    from talentdocs.report.review import sheet_rows
    from talentdocs.report.review_file import write_list

    target = Path(output)
    rows, about = (list(sheet_rows(listed, language())) for listed in (cases, documents))
    write_list(target, rows, about, language())
    if not quiet:
        more = tr(f"，另有 {left} 行，用 --rows 0 全列", f", {left} more with --rows 0") if left else ""
        note = tr(
            f"{len(cases)} 行，{len(documents)} 个文件{more}",
            f"{len(cases)} rows, {len(documents)} documents{more}",
        )
        then = tr("填好后：", "when it is filled in: ")
        print(f"{wrote([target], note)}\n{then}talentdocs review apply {output}", file=sys.stderr)


def _apply(lists: Sequence[str], store: Path, *, by: str) -> ExitCode:
    """Store what the lists say; rows that cannot be understood are named and left out."""
    from talentdocs.report.review import read_sheet
    from talentdocs.report.review_file import read_list
    from talentdocs.tables.corrections import read_corrections

    if not lists:
        message = tr("没有给出复核表", "no list was named")
        raise UsageError(message, hint="talentdocs review apply review.xlsx", code="T318")
    given: list[Correction] = []
    wrong = 0
    for name in lists:
        path = Path(name)
        if path.suffix.lower() in (".jsonl", ".json"):
            given += read_corrections(path)
            continue
        for item in read_sheet(read_list(path), by=by):
            if isinstance(item, UsageError):
                print(explain_error(item)[0], file=sys.stderr)
                wrong += 1
            else:
                given.append(item)
    total = _keep(given, store)
    print(
        tr(
            f"已存入 {len(given)} 条校正，{store} 共 {total} 条；以后每次运行都会用上",
            f"stored {len(given)} corrections, {total} in {store}; every later run uses them",
        ),
        file=sys.stderr,
    )
    return ExitCode.FAILED if wrong else ExitCode.DONE


def _keep(given: Sequence[Correction], store: Path) -> int:
    """Add corrections to the file; returns how many it holds."""
    from talentdocs.tables.corrections import encode_corrections, read_corrections
    from talentdocs.tables.place import write_whole

    kept = read_corrections(store) if store.exists() else []
    data = encode_corrections([*kept, *given])
    write_whole(store, data)
    return data.count(b"\n")


def _ask(cases: Sequence[Case], store: Path, *, by: str) -> None:
    """Ask row by row; every answer is stored at once, so that one may stop at any time."""
    from dataclasses import replace

    from talentdocs.report.terminal_review import ask

    from .console import console

    answered = 0
    for number, case in enumerate(cases, start=1):
        place = f"{number}/{len(cases)}"
        answer = ask(console(stderr=False), case, language(), place=place, read=input)
        if answer == "quit":
            break
        if answer is not None:
            _keep([replace(answer, by=by) if by else answer], store)
            answered += 1
    print(
        tr(f"已存入 {answered} 条校正：{store}", f"stored {answered} corrections in {store}"), file=sys.stderr
    )
