"""``talentdocs extract``: documents in, tables out.

Tables go where ``-o`` says; the summary is talk and goes to stderr, as JSON (``--json``) it is data and goes
to stdout. Without ``-o`` one table goes to stdout as JSON lines, unless stdout is a terminal.
"""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING, Annotated

import typer

from talentdocs.errors import UsageError

from . import completion
from .blocks import Reading, Running, Some, Talk, Target
from .common import CorrectionsOption, overlay_of, refuse_nothing, tell_corrections, tell_unused
from .exits import ExitCode
from .help import OUTPUT, RUN
from .language import language, tr
from .messages import say, wrote

if TYPE_CHECKING:
    from talentdocs.batch import Report
    from talentdocs.execute.limits import Execution
    from talentdocs.execute.plan import Plan
    from talentdocs.options import Options
    from talentdocs.tables.overlay import Overlay
    from talentdocs.tables.sink import Sink

TableOption = Annotated[
    str,
    typer.Option(
        "--table",
        metavar="NAME",
        help=tr("只容一张表时写哪张", "Table for outputs that hold one"),
        autocompletion=completion.extract_tables,
        rich_help_panel=OUTPUT,
    ),
]
DryRunOption = Annotated[
    bool,
    typer.Option(
        "--dry-run", help=tr("只列出要读的文件", "Only list what would be read"), rich_help_panel=RUN
    ),
]
ClusterOption = Annotated[
    str | None,
    typer.Option(
        "--cluster",
        metavar="ADDRESS",
        help=tr("交给 Dask 调度器，如 tcp://主机:8786", "Run on a Dask scheduler: tcp://HOST:8786"),
        rich_help_panel=RUN,
    ),
]


def EXAMPLES() -> str:
    """Examples below the options."""
    return tr("例：", "Examples:") + (
        "\n  talentdocs extract samples -o out --format csv,xlsx"
        "\n  talentdocs extract a.docx b.pdf -o out.duckdb"
        "\n  talentdocs extract samples -o - --table commitments | head"
    )


def extract(
    *,
    sources: Some,
    target: Target,
    table: TableOption = "figures",
    reading: Reading,
    corrections: CorrectionsOption = None,
    running: Running,
    cluster: ClusterOption = None,
    dry_run: DryRunOption = False,
    talk: Talk,
) -> ExitCode:
    """Read, extract, write, sum up."""
    from talentdocs.execute.plan import make_plan
    from talentdocs.tables.columns import EXTRACT_TABLES

    target.check(table, EXTRACT_TABLES)
    options, execution = reading.options(), running.execution()
    named = sources.named()
    if cluster is not None:
        tell_unused(corrections)
        return _on_cluster(named, target.output, cluster, options, execution, talk)
    with make_plan(named, limit=sources.limit) as plan:
        if dry_run:
            return _list(plan)
        refuse_nothing(plan, named)
        overlay = overlay_of(corrections)
        sink = _sink(target, table, corrected=overlay is not None)
        report = _run(plan, sink, options, execution, talk, overlay)
    if report is None:
        return ExitCode.INTERRUPTED
    _talk(report, target, quiet=talk.quiet)
    tell_corrections(overlay, quiet=talk.quiet)
    return ExitCode.FAILED if report.summary.failed else ExitCode.DONE


def _sink(target: Target, table: str, *, corrected: bool) -> Sink:
    from talentdocs.tables.columns import EXTRACT_TABLES, table_columns
    from talentdocs.tables.sink import NullSink, open_sink

    if target.place is None:
        return NullSink()
    tables = {name: table_columns(name) for name in EXTRACT_TABLES}
    if corrected:
        from talentdocs.tables.overlay import OUTCOME_COLUMNS

        tables["corrections"] = OUTCOME_COLUMNS
    return open_sink(target.place, formats=target.formats, tables=tables, table=table)


def _run(
    plan: Plan, sink: Sink, options: Options, execution: Execution, talk: Talk, overlay: Overlay | None
) -> Report | None:
    """The run itself; null where it was interrupted, which is said with what was done by then."""
    from talentdocs.batch import run_batch
    from talentdocs.execute.cache import default_folder
    from talentdocs.execute.progress import Progress
    from talentdocs.shelf import keep_in, save

    keep_in(default_folder())
    last = Progress()
    try:
        with talk.progress() as draw:

            def watch(progress: Progress) -> None:
                nonlocal last
                last = progress
                draw(progress)

            return run_batch(
                plan, sink, options=options, execution=execution, progress=watch, overlay=overlay
            )
    except KeyboardInterrupt:
        print(say("interrupted", done=last.done, total=last.total), file=sys.stderr)
        return None
    finally:
        save()


def _on_cluster(
    paths: list[str],
    output: str | None,
    address: str,
    options: Options,
    execution: Execution,
    talk: Talk,
) -> ExitCode:
    """The same run on a cluster; tables are folders of Parquet parts."""
    from talentdocs.parts import run_on_cluster

    if output is None or output == "-":
        message = tr("集群写到文件夹或 URL", "a cluster writes to a folder or URL")
        raise UsageError(message, hint=tr("用 -o 指定", "name it with -o"), code="T327")
    with talk.progress() as draw:
        report = run_on_cluster(paths, output, address, options=options, execution=execution, progress=draw)
    _talk(report, Target(output=output), quiet=talk.quiet)
    return ExitCode.FAILED if report.summary.failed else ExitCode.DONE


def _list(plan: Plan) -> ExitCode:
    """The dry run: one line a document, its size in bytes before its path."""
    from talentdocs.tables.width import printable

    for task in plan.tasks:
        print(f"{task.size}\t{printable(task.path)}")
    for failure in plan.failures:
        print(f"{failure.code} {printable(failure.path)} {failure.message}", file=sys.stderr)
    return ExitCode.FAILED if plan.failures else ExitCode.DONE


def _talk(report: Report, target: Target, *, quiet: int) -> None:
    if target.json_summary:
        print(json.dumps(report.summary.as_json(), ensure_ascii=False, indent=1))
    if quiet > 1 or (quiet and not report.summary.failed):
        return
    from talentdocs.report.terminal import print_failures, print_summary

    from .console import console

    stderr = console()
    if quiet:
        print_failures(stderr, report.summary, language())
        return
    print_summary(stderr, report.summary, language(), seconds=report.seconds)
    if report.files:
        stderr.print(wrote(report.files), markup=False, soft_wrap=True)
    elif report.standing:
        stderr.print(say("standing", place=target.output), markup=False, soft_wrap=True)
    elif target.output is None and sys.stdout.isatty():
        stderr.print(say("no_output"), markup=False)
