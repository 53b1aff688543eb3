"""``talentdocs report``: an HTML page for people, one file or a folder of pages; or a workbook."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from talentdocs.errors import UsageError

from .common import (
    CacheOption,
    CorrectionsOption,
    EncodingOption,
    FilesFromOption,
    JobsOption,
    LexiconOption,
    MemoryOption,
    NoCacheOption,
    PathsArgument,
    QuietOption,
    TimeoutOption,
    VerboseOption,
    execution_of,
    gather_paths,
    overlay_of,
    refuse_nothing,
    sound_folders,
    tell_corrections,
    tell_failures,
)
from .exits import ExitCode
from .extract import LimitOption
from .help import OUTPUT
from .language import language, tr
from .messages import say

if TYPE_CHECKING:
    from talentdocs.report.bundle import Bundle

PageOption = Annotated[
    str,
    typer.Option(
        "-o",
        "--output",
        metavar="FILE|DIR",
        help=tr(".html、.xlsx 或文件夹", "A file .html or .xlsx, or a folder"),
        rich_help_panel=OUTPUT,
    ),
]
PagedOption = Annotated[
    bool | None,
    typer.Option(
        "--pages/--one-file",
        show_default=False,
        help=tr("分页或单个文件，默认看大小", "Linked pages or one file, by default by size"),
        rich_help_panel=OUTPUT,
    ),
]


def EXAMPLES() -> str:
    """Examples below the options."""
    return tr("例：", "Examples:") + (
        "\n  talentdocs report samples -o report.html"
        "\n  talentdocs report FOLDER --pages -o site"
        "\n  talentdocs report FOLDER -o report.xlsx"
    )


def report(
    paths: PathsArgument = None,
    files_from: FilesFromOption = None,
    limit: LimitOption = None,
    output: PageOption = "report.html",
    paged: PagedOption = None,
    encoding: EncodingOption = None,
    lexicon: LexiconOption = None,
    corrections: CorrectionsOption = None,
    jobs: JobsOption = None,
    cache: CacheOption = None,
    no_cache: NoCacheOption = False,
    timeout: TimeoutOption = 120,
    memory: MemoryOption = "2GB",
    quiet: QuietOption = 0,
    verbose: VerboseOption = 0,
) -> ExitCode:
    """Read, compare, write the page."""
    from talentdocs.execute.plan import make_plan
    from talentdocs.gather import gather
    from talentdocs.options import Options
    from talentdocs.report.html import render
    from talentdocs.report.workbook import write_workbook
    from talentdocs.report.write import write_pages

    from .console import progress_bar

    execution = execution_of(jobs=jobs, cache=cache, no_cache=no_cache, timeout=timeout, memory=memory)
    options = Options(encoding=encoding, lexicons=sound_folders(lexicon))
    named = gather_paths(paths, files_from)
    refuse_tables(named)
    target = page_of(output)
    overlay = overlay_of(corrections)
    with make_plan(named, limit=limit) as plan:
        refuse_nothing(plan, named)
        with progress_bar(quiet=bool(quiet), verbose=bool(verbose)) as progress:
            bundle = gather(
                plan, options=options, execution=execution, output=target, progress=progress, overlay=overlay
            )
    if target.suffix == ".xlsx":
        write_workbook(bundle, target, language())
        pages = 1
    else:
        rendered = render(bundle, name=target.name, paged=paged, language=language())
        pages = len(write_pages(target.parent, rendered))
    if not quiet:
        _talk(bundle, target, pages)
    tell_corrections(overlay, quiet=quiet)
    return ExitCode.FAILED if bundle.failures else ExitCode.DONE


def refuse_tables(paths: Sequence[str]) -> None:
    """Raises UsageError where a path holds tables: a report shows the documents themselves."""
    from talentdocs.comparing import holds_tables

    for path in paths:
        if holds_tables(path):
            message = tr("这是表，不是文件", "these are tables, not documents")
            raise UsageError(
                message,
                where=path,
                hint=tr("写出文件所在的文件夹", "name the folder of documents"),
                code="T361",
            )


def page_of(output: str) -> Path:
    """The file of the overview: ``index.html`` in a folder. Raises UsageError for another kind of file."""
    path = Path(output)
    if path.suffix.lower() in (".html", ".htm", ".xlsx") and not path.is_dir():
        return path
    if path.suffix and not path.is_dir():
        message = tr("报告只写成 .html 或 .xlsx", "a report is .html or .xlsx")
        raise UsageError(message, where=output, hint="-o report.html", code="T360")
    return path / "index.html"


def _talk(bundle: Bundle, target: Path, pages: int) -> None:
    counts = f"{len(bundle.documents)} · {len(bundle.comparisons)} · {pages}"
    what = tr("文件 · 对照 · 页", "documents · comparisons · pages")
    print(f"{say('written', place=target.parent, files=target.name)} ({what} {counts})", file=sys.stderr)
    tell_failures(bundle.failures)
