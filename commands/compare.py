"""``talentdocs compare``: what was promised against what was reported.

Takes documents, or the tables that ``extract`` wrote. Tables go where ``-o`` says; the summary is talk and
goes to stderr, as JSON (``--json``) it is data and goes to stdout.
"""

from __future__ import annotations

import json
import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated

import typer

from . import completion
from .blocks import Reading, Running, Sources, Talk, Target
from .common import CorrectionsOption, overlay_of, split_list, tell_corrections
from .exits import ExitCode
from .help import INPUT, OUTPUT, RUN
from .language import language, tr
from .messages import say

if TYPE_CHECKING:
    from talentdocs.compare.selection import Selection
    from talentdocs.comparing import Comparing
    from talentdocs.report.verdicts import VerdictSummary
    from talentdocs.tables.sink import Sink

List = list[str] | None
RegionOption = Annotated[
    List,
    typer.Option(
        "--region",
        metavar="a,b",
        help=tr("只看这些地区", "Only these regions"),
        autocompletion=completion.regions,
        rich_help_panel=INPUT,
    ),
]
IndicatorOption = Annotated[
    List,
    typer.Option(
        "--indicator",
        metavar="a,b",
        help=tr("只看这些指标", "Only these indicators"),
        autocompletion=completion.indicators,
        rich_help_panel=INPUT,
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
        autocompletion=completion.verdicts,
        rich_help_panel=INPUT,
    ),
]
CompareTableOption = Annotated[
    str,
    typer.Option(
        "--table",
        metavar="NAME",
        help=tr("只容一张表时写哪张", "Table for outputs that hold one"),
        autocompletion=completion.compare_tables,
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
        autocompletion=completion.verdicts,
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Filters:
    """Which promises."""

    region: RegionOption = None
    indicator: IndicatorOption = None
    year: YearOption = None
    office: OfficeOption = None
    verdict: VerdictOption = None

    def selection(self) -> Selection:
        """The selection of the library. Raises UsageError for a year or verdict that is none."""
        from talentdocs.compare.selection import Selection, parse_years

        return Selection(
            regions=tuple(split_list(self.region)),
            indicators=tuple(split_list(self.indicator)),
            years=parse_years(split_list(self.year)),
            offices=tuple(split_list(self.office)),
            verdicts=verdicts_of(self.verdict),
        )


def compare(
    *,
    sources: Sources,
    filters: Filters,
    since: SinceOption = None,
    target: Target,
    table: CompareTableOption = "comparisons",
    reading: Reading,
    corrections: CorrectionsOption = None,
    running: Running,
    fail_on: FailOnOption = None,
    talk: Talk,
) -> ExitCode:
    """Read, compare, write, sum up."""
    from talentdocs.comparing import Comparing

    tables = tables_of(changes=since is not None)
    target.check(table, tables)
    failing = verdicts_of(fail_on)
    selection = filters.selection()
    overlay = overlay_of(corrections)
    with talk.progress() as progress:
        comparing = Comparing(
            sources.named(),
            options=reading.options(),
            execution=running.execution(),
            progress=progress,
            overlay=overlay,
        )
    with comparing:
        selection = with_names(selection, comparing)
        summary = comparing.write(_sink(target, table, tables), selection=selection, since=since)
        _talk(summary, comparing, target, quiet=talk.quiet)
        tell_corrections(overlay, quiet=talk.quiet)
        failed = comparing.inputs.summary.failed
    if any(summary.verdicts[name] for name in failing):
        return ExitCode.CONDITION
    return ExitCode.FAILED if failed else ExitCode.DONE


def tables_of(*, changes: bool) -> tuple[str, ...]:
    """Tables that a comparison writes."""
    from talentdocs.tables.columns import COMPARE_TABLES

    return (*COMPARE_TABLES, "changes") if changes else COMPARE_TABLES


def verdicts_of(words: List) -> tuple[str, ...]:
    """Verdicts by their codes or by the words that people are shown (未达成). Raises UnknownName."""
    from talentdocs.compare.selection import check_verdicts
    from talentdocs.report.labels import VERDICTS

    codes = {name: code for code, (_, *names) in VERDICTS.items() for name in names}
    return check_verdicts(codes.get(word, word) for word in split_list(words))


def with_names(selection: Selection, comparing: Comparing) -> Selection:
    """The selection with the run's lexicons, so that --indicator knows synonyms."""
    from dataclasses import replace

    from talentdocs.compare.names import load_namer

    return replace(selection, namer=load_namer(comparing.lexicons)) if selection.indicators else selection


def _sink(target: Target, table: str, tables: tuple[str, ...]) -> Sink:
    from talentdocs.tables.sink import NullSink, open_sink

    if target.place is None:
        return NullSink()
    return open_sink(target.place, formats=target.formats, tables=tables, table=table)


def _talk(summary: VerdictSummary, comparing: Comparing, target: Target, *, quiet: int) -> None:
    if target.json_summary:
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
        if target.output is None and sys.stdout.isatty():
            stderr.print(say("no_output"), markup=False)
