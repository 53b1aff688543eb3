"""``talentdocs extract``: documents in, tables out."""

from __future__ import annotations

import sys
from pathlib import Path

from .common import (
    EncodingOption,
    FormatOption,
    JobsOption,
    LexiconOption,
    OutputOption,
    PathsArgument,
    QuietOption,
    TableOption,
    split_list,
)
from .exits import ExitCode
from .language import tr


def extract(
    paths: PathsArgument = None,
    output: OutputOption = None,
    format: FormatOption = None,
    table: TableOption = "figures",
    encoding: EncodingOption = None,
    lexicon: LexiconOption = None,
    jobs: JobsOption = None,
    quiet: QuietOption = 0,
) -> ExitCode:
    """Read, extract, write."""
    from talentdocs.batch import run_batch
    from talentdocs.execute.limits import Execution
    from talentdocs.execute.plan import make_plan
    from talentdocs.options import Options
    from talentdocs.tables.columns import EXTRACT_TABLES
    from talentdocs.tables.sink import open_sink

    options = Options(encoding=encoding, lexicons=tuple(Path(folder) for folder in lexicon or ()))
    plan = make_plan(paths or [])
    sink = open_sink(output or "-", formats=split_list(format), tables=EXTRACT_TABLES, table=table)
    report = run_batch(plan, sink, options=options, execution=Execution(jobs=jobs))
    for failure in report.summary.failures:
        print(failure, file=sys.stderr)
    if not quiet:
        print(tr("完成", "done"), report.summary.counts(), file=sys.stderr)
    return ExitCode.FAILED if report.summary.failed else ExitCode.DONE
