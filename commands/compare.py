"""``talentdocs compare``: what was promised against what was reported.

Takes documents, or the tables that ``extract`` wrote. Tables go where ``-o`` says; the summary is talk and
goes to stderr, as JSON (``--json``) it is data and goes to stdout.
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
    TimeoutOption,
    VerboseOption,
    execution_of,
    gather_paths,
    overlay_of,
    sound_folders,
    split_list,
    tell_corrections,
)
from .exits import ExitCode
from .help import INPUT, OUTPUT, RUN
from .language import language, tr

if TYPE_CHECKING:
    from talentdocs.compare.selection import Selection
    from talentdocs.comparing import Comparing
    from talentdocs.report.verdicts import VerdictSummary
    from talentdocs.tables.sink import Sink

List = list[str] | None
RegionOption = Annotated[
    List,
    typer.Option(
        "--region", metavar="a,b", help=tr("只看这些地区", "Only these regions"), rich_help_panel=INPUT
    ),
]
IndicatorOption = Annotated[
    List,
    typer.Option(
        "--indicator", metavar="a,b", help=tr("只看这些指标", "Only these indicators"), rich_help_panel=INPUT
    ),
]
YearOption = Annotated[
    List,
    typer.Option(
        "--year",
        metavar="Y|Y-Y",
        help=tr("承诺文件的年份，如 2021-2023", "Years of the promise, as 2021-2023"),
        rich_help_panel=INPUT,
    ),
]
OfficeOption = Annotated[
    List,
    typer.Option(
        "--office", metavar="a,b", help=tr("只看这些责任单位", "Only these offices"), rich_help_panel=INPUT
    ),
]
VerdictOption = Annotated[
    List,
    typer.Option(
        "--verdict",
        metavar="a,b",
        help=tr("met missed on_track pending unreported", "met, missed, on_track, pending, unreported"),
        rich_help_panel=INPUT,
    ),
]
CompareTableOption = Annotated[
    str,
    typer.Option(
        "--table",
        metavar="NAME",
        help=tr("只容一张表时写哪张", "Table for outputs that hold one"),
        rich_help_panel=OUTPUT,
    ),
]
SinceOption = Annotated[
    str | None,
    typer.Option(
        "--since",
        metavar="OLD",
        help=tr("上次的对照，另写变化表", "An earlier comparison; also write changes"),
        rich_help_panel=INPUT,
    ),
]
FailOnOption = Annotated[
    List,
    typer.Option(
        "--fail-on",
        metavar="a,b",
        help=tr("有这些结论时退出码为 3", "Exit with 3 where such verdicts exist"),
        rich_help_panel=RUN,
    ),
]


def EXAMPLES() -> str:
    """Examples below the options."""
    return tr("例：", "Examples:") + (
        "\n  talentdocs compare samples"
        "\n  talentdocs compare out.duckdb -o compared --format xlsx,csv"
        "\n  talentdocs compare samples --fail-on missed -o - > comparisons.jsonl"
        "\n  talentdocs compare samples --since last-week -o this-week"
    )


def compare(
    paths: PathsArgument = None,
    files_from: FilesFromOption = None,
    region: RegionOption = None,
    indicator: IndicatorOption = None,
    year: YearOption = None,
    office: OfficeOption = None,
    verdict: VerdictOption = None,
    since: SinceOption = None,
    output: OutputOption = None,
    format: FormatOption = None,
    table: CompareTableOption = "comparisons",
    json_summary: JsonOption = False,
    encoding: EncodingOption = None,
    lexicon: LexiconOption = None,
    corrections: CorrectionsOption = None,
    jobs: JobsOption = None,
    cache: CacheOption = None,
    no_cache: NoCacheOption = False,
    timeout: TimeoutOption = 120,
    memory: MemoryOption = "2GB",
    fail_on: FailOnOption = None,
    quiet: QuietOption = 0,
    verbose: VerboseOption = 0,
) -> ExitCode:
    """Read, compare, write, sum up."""
    from talentdocs.compare.selection import check_verdicts
    from talentdocs.comparing import Comparing
    from talentdocs.options import Options

    from .console import progress_bar

    streams = output == "-" or (output is None and not sys.stdout.isatty() and not json_summary)
    if streams and json_summary:
        raise UsageError("--json and -o - both want stdout", hint="write the tables to a folder", code="T319")
    failing = check_verdicts(split_list(fail_on))
    selection = select(region, indicator, year, office, verdict)
    execution = execution_of(jobs=jobs, cache=cache, no_cache=no_cache, timeout=timeout, memory=memory)
    options = Options(encoding=encoding, lexicons=sound_folders(lexicon))
    named = gather_paths(paths, files_from)
    with progress_bar(quiet=bool(quiet), verbose=bool(verbose)) as progress:
        overlay = overlay_of(corrections)
        comparing = Comparing(named, options=options, execution=execution, progress=progress, overlay=overlay)
    with comparing:
        selection = with_names(selection, comparing)
        sink = _sink("-" if streams else output, split_list(format), table, changes=since is not None)
        summary = comparing.write(sink, selection=selection, since=since)
        _talk(summary, comparing, output, json_summary=json_summary, quiet=quiet)
        tell_corrections(overlay, quiet=quiet)
        failed = comparing.inputs.summary.failed
    if any(summary.verdicts[name] for name in failing):
        return ExitCode.CONDITION
    return ExitCode.FAILED if failed else ExitCode.DONE


def select(region: List, indicator: List, year: List, office: List, verdict: List) -> Selection:
    """The selection that the shared filters ask for. Raises UsageError for a year or verdict that is none."""
    from talentdocs.compare.selection import Selection, check_verdicts, parse_years

    return Selection(
        regions=tuple(split_list(region)),
        indicators=tuple(split_list(indicator)),
        years=parse_years(split_list(year)),
        offices=tuple(split_list(office)),
        verdicts=check_verdicts(split_list(verdict)),
    )


def with_names(selection: Selection, comparing: Comparing) -> Selection:
    """The selection with the run's lexicons, so that --indicator knows synonyms."""
    from dataclasses import replace

    from talentdocs.compare.names import load_namer

    return replace(selection, namer=load_namer(comparing.lexicons)) if selection.indicators else selection


def _sink(output: str | None, formats: list[str], table: str, *, changes: bool) -> Sink:
    from talentdocs.tables.columns import COMPARE_TABLES
    from talentdocs.tables.sink import NullSink, open_sink

    if output is None:
        return NullSink()
    tables = (*COMPARE_TABLES, "changes") if changes else COMPARE_TABLES
    return open_sink(output, formats=formats, tables=tables, table=table)


def _talk(
    summary: VerdictSummary, comparing: Comparing, output: str | None, *, json_summary: bool, quiet: int
) -> None:
    if json_summary:
        print(json.dumps(summary.as_json(), ensure_ascii=False, indent=1))
    read = comparing.inputs.summary
    if quiet > 1 or (quiet and not read.failed):
        return
    from talentdocs.report.terminal import print_failures
    from talentdocs.report.terminal_verdicts import print_verdicts

    from .console import console

    stderr = console()
    print_failures(stderr, read, language())
    if not quiet:
        print_verdicts(stderr, summary, language(), files=comparing.inputs.files)
        if output is None and sys.stdout.isatty():
            stderr.print(
                tr("没有写出表格；用 -o 文件夹 写出", "no table was written; write them with -o FOLDER")
            )
