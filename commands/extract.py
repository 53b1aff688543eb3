"""``talentdocs extract``: documents in, tables out."""

from __future__ import annotations

import sys
from pathlib import Path

from .common import (
    EncodingOption,
    FormatOption,
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
    quiet: QuietOption = 0,
) -> ExitCode:
    """Read, extract, write."""
    from talentdocs.execute.outcome import Done, Failed
    from talentdocs.execute.plan import make_plan
    from talentdocs.execute.run import run
    from talentdocs.options import Options
    from talentdocs.process import Processor, tables_of
    from talentdocs.tables.columns import EXTRACT_TABLES
    from talentdocs.tables.sink import open_sink

    options = Options(encoding=encoding, lexicons=tuple(Path(folder) for folder in lexicon or ()))
    plan = make_plan(paths or [])
    sink = open_sink(output or "-", formats=split_list(format), tables=EXTRACT_TABLES, table=table)
    failed = 0
    try:
        for failure in plan.failures:
            failed += sink.write("failures", [failure])
        for outcome in run(plan.tasks, Processor(options)):
            if isinstance(outcome, Done):
                for name, lines in tables_of(outcome.payload, outcome.facts).items():
                    sink.write_lines(name, lines)
            elif isinstance(outcome, Failed):
                failed += sink.write("failures", [outcome.failure])
                print(outcome.failure, file=sys.stderr)
        sink.close({})
    except BaseException:
        sink.abandon()
        raise
    if not quiet:
        print(tr("完成", "done"), len(plan.tasks), failed, file=sys.stderr)
    return ExitCode.FAILED if failed else ExitCode.DONE
