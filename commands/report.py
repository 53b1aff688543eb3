"""``talentdocs report``: an HTML page for people, one file or a folder of pages; or a workbook."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from talentdocs.errors import UsageError

from .blocks import Reading, Running, Some, Talk
from .common import CorrectionsOption, overlay_of, refuse_nothing, tell_corrections, tell_failures
from .exits import ExitCode
from .help import OUTPUT
from .language import language, tr
from .messages import wrote

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
    *,
    sources: Some,
    output: PageOption = "report.html",
    paged: PagedOption = None,
    reading: Reading,
    corrections: CorrectionsOption = None,
    running: Running,
    talk: Talk,
) -> ExitCode:
    """Read, compare, write the page."""
    from talentdocs.execute.plan import make_plan
    from talentdocs.gather import gather

    options = reading.options()
    named = sources.named()
    refuse_tables(named)
    target = page_of(output)
    overlay = overlay_of(corrections)
    with make_plan(named, limit=sources.limit) as plan:
        refuse_nothing(plan, named)
        with talk.progress() as progress:
            bundle = gather(
                plan,
                options=options,
                execution=running.execution(),
                output=target,
                progress=progress,
                overlay=overlay,
            )
    pages = _write(bundle, target, paged=paged)
    if not talk.quiet:
        _talk(bundle, target, pages)
    tell_corrections(overlay, quiet=talk.quiet)
    return ExitCode.FAILED if bundle.failures else ExitCode.DONE


def _write(bundle: Bundle, target: Path, *, paged: bool | None) -> int:
    """Write the report; returns how many pages it has."""
    if target.suffix == ".xlsx":
        from talentdocs.report.workbook import write_workbook

        write_workbook(bundle, target, language())
        return 1
    from talentdocs.report.html import render
    from talentdocs.report.write import write_pages

    return len(write_pages(target.parent, render(bundle, name=target.name, paged=paged, language=language())))


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
    counts = [
        (len(bundle.documents), tr("个文件", "documents")),
        (len(bundle.comparisons), tr("项对照", "comparisons")),
    ]
    if pages > 1:
        counts.append((pages, tr("页", "pages")))
    note = tr("，", ", ").join(f"{count} {what}" for count, what in counts)
    print(wrote([target], note), file=sys.stderr)
    tell_failures(bundle.failures)
