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

from .common import (
    CacheOption,
    CorrectionsOption,
    EncodingOption,
    FilesFromOption,
    FormatOption,
    JobsOption,
    JsonOption,
    LexiconOption,
    MemoryOption,
    NoCacheOption,
    OutputOption,
    PathsArgument,
    QuietOption,
    TableOption,
    TimeoutOption,
    VerboseOption,
    execution_of,
    gather_paths,
    overlay_of,
    refuse_nothing,
    sound_folders,
    split_list,
    tell_corrections,
)
from .exits import ExitCode
from .help import INPUT, RUN
from .language import language, tr
from .messages import say

if TYPE_CHECKING:
    from talentdocs.batch import Report
    from talentdocs.execute.limits import Execution
    from talentdocs.execute.plan import Plan
    from talentdocs.execute.progress import Callback
    from talentdocs.options import Options
    from talentdocs.tables.sink import Sink

LimitOption = Annotated[
    int | None,
    typer.Option(
        "--limit",
        metavar="N",
        min=0,
        help=tr("只读前 N 个文件", "Only the first N documents"),
        rich_help_panel=INPUT,
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
    paths: PathsArgument = None,
    files_from: FilesFromOption = None,
    limit: LimitOption = None,
    output: OutputOption = None,
    format: FormatOption = None,
    table: TableOption = "figures",
    json_summary: JsonOption = False,
    encoding: EncodingOption = None,
    lexicon: LexiconOption = None,
    corrections: CorrectionsOption = None,
    jobs: JobsOption = None,
    cache: CacheOption = None,
    no_cache: NoCacheOption = False,
    timeout: TimeoutOption = 120,
    memory: MemoryOption = "2GB",
    cluster: ClusterOption = None,
    dry_run: DryRunOption = False,
    quiet: QuietOption = 0,
    verbose: VerboseOption = 0,
) -> ExitCode:
    """Read, extract, write, sum up."""
    from talentdocs.batch import run_batch
    from talentdocs.execute.plan import make_plan
    from talentdocs.execute.progress import Progress
    from talentdocs.options import Options

    from .console import progress_bar

    execution = execution_of(jobs=jobs, cache=cache, no_cache=no_cache, timeout=timeout, memory=memory)
    options = Options(encoding=encoding, lexicons=sound_folders(lexicon))
    named = gather_paths(paths, files_from)
    if cluster is not None:
        with progress_bar(quiet=bool(quiet), verbose=bool(verbose)) as draw:
            return _on_cluster(named, output, cluster, options, execution, draw, quiet=quiet)
    streams = output == "-" or (output is None and not sys.stdout.isatty() and not json_summary)
    if streams and json_summary:
        raise UsageError("--json and -o - both want stdout", hint="write the tables to a folder", code="T319")
    with make_plan(named, limit=limit) as plan:
        if dry_run:
            return _list(plan)
        refuse_nothing(plan, named)
        overlay = overlay_of(corrections)
        sink = _sink("-" if streams else output, split_list(format), table, corrected=overlay is not None)
        last = Progress()

        def watch(progress: Progress) -> None:
            nonlocal last
            last = progress
            draw(progress)

        try:
            with progress_bar(quiet=bool(quiet), verbose=bool(verbose)) as draw:
                report = run_batch(
                    plan, sink, options=options, execution=execution, progress=watch, overlay=overlay
                )
        except KeyboardInterrupt:
            print(say("interrupted", done=last.done, total=last.total), file=sys.stderr)
            return ExitCode.INTERRUPTED
    _talk(report, output, json_summary=json_summary, quiet=quiet)
    tell_corrections(overlay, quiet=quiet)
    return ExitCode.FAILED if report.summary.failed else ExitCode.DONE


def _sink(output: str | None, formats: list[str], table: str, *, corrected: bool) -> Sink:
    from talentdocs.tables.columns import EXTRACT_TABLES, table_columns
    from talentdocs.tables.corrections import OUTCOME_COLUMNS
    from talentdocs.tables.sink import NullSink, open_sink

    if output is None:
        return NullSink()
    tables = {name: table_columns(name) for name in EXTRACT_TABLES}
    if corrected:
        tables["corrections"] = OUTCOME_COLUMNS
    return open_sink(output, formats=formats, tables=tables, table=table)


def _on_cluster(
    paths: list[str],
    output: str | None,
    address: str,
    options: Options,
    execution: Execution,
    draw: Callback,
    *,
    quiet: int,
) -> ExitCode:
    """The same run on a cluster; tables are folders of Parquet parts."""
    from talentdocs.parts import run_on_cluster

    if output is None or output == "-":
        raise UsageError("a cluster writes to a folder or URL", hint="name it with -o", code="T319")
    report = run_on_cluster(paths, output, address, options=options, execution=execution, progress=draw)
    _talk(report, output, json_summary=False, quiet=quiet)
    return ExitCode.FAILED if report.summary.failed else ExitCode.DONE


def _list(plan: Plan) -> ExitCode:
    """The dry run: one line a document, its size in bytes before its path."""
    from talentdocs.tables.width import printable

    for task in plan.tasks:
        print(f"{task.size}\t{printable(task.path)}")
    for failure in plan.failures:
        print(f"{failure.code} {printable(failure.path)} {failure.message}", file=sys.stderr)
    return ExitCode.FAILED if plan.failures else ExitCode.DONE


def _talk(report: Report, output: str | None, *, json_summary: bool, quiet: int) -> None:
    if json_summary:
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
        names = " ".join(path.name for path in report.files)
        stderr.print(say("written", place=report.files[0].parent, files=names), markup=False, soft_wrap=True)
    elif report.standing:
        stderr.print(say("standing", place=output), markup=False, soft_wrap=True)
    elif output is None and sys.stdout.isatty():
        stderr.print(say("no_output"), markup=False)
