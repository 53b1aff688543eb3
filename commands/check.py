"""``talentdocs check``: what lies in a folder, before work: what can be read, doubles, coverage."""

from __future__ import annotations

import json
from typing import Annotated

import typer

from .common import (
    CacheOption,
    EncodingOption,
    FilesFromOption,
    JobsOption,
    LexiconOption,
    MemoryOption,
    NoCacheOption,
    PathsArgument,
    QuietOption,
    TimeoutOption,
    execution_of,
    gather_paths,
    refuse_nothing,
    sound_folders,
)
from .exits import ExitCode
from .extract import LimitOption
from .help import OUTPUT
from .language import language, tr

CheckJsonOption = Annotated[
    bool, typer.Option("--json", help=tr("以 JSON 输出", "As JSON"), rich_help_panel=OUTPUT)
]


def EXAMPLES() -> str:
    """Examples below the options."""
    return (
        tr("例：", "Examples:") + "\n  talentdocs check samples\n  talentdocs check FOLDER --json | jq .need"
    )


def check(
    paths: PathsArgument = None,
    files_from: FilesFromOption = None,
    limit: LimitOption = None,
    as_json: CheckJsonOption = False,
    encoding: EncodingOption = None,
    lexicon: LexiconOption = None,
    jobs: JobsOption = None,
    cache: CacheOption = None,
    no_cache: NoCacheOption = False,
    timeout: TimeoutOption = 120,
    memory: MemoryOption = "2GB",
    quiet: QuietOption = 0,
) -> ExitCode:
    """Print what was found; exit code 1 where something cannot be read."""
    from talentdocs.execute.plan import make_plan
    from talentdocs.options import Options
    from talentdocs.survey import survey

    from .console import console, progress_bar

    execution = execution_of(jobs=jobs, cache=cache, no_cache=no_cache, timeout=timeout, memory=memory)
    options = Options(encoding=encoding, lexicons=sound_folders(lexicon))
    named = gather_paths(paths, files_from)
    with make_plan(named, limit=limit) as plan:
        refuse_nothing(plan, named)
        with progress_bar(quiet=bool(quiet), verbose=False) as progress:
            found = survey(plan, options=options, execution=execution, progress=progress)
    if as_json:
        print(json.dumps(found.as_json(), ensure_ascii=False, indent=1))
    elif not quiet:
        from talentdocs.report.terminal_survey import print_survey

        print_survey(console(stderr=False), found, language())
    return ExitCode.FAILED if found.failures else ExitCode.DONE
