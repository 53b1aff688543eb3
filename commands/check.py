"""``talentdocs check``: what lies in a folder, before work: what can be read, doubles, coverage."""

from __future__ import annotations

import json
from typing import Annotated

import typer

from .blocks import Reading, Running, Some, Talk
from .common import refuse_nothing
from .exits import ExitCode
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
    *,
    sources: Some,
    as_json: CheckJsonOption = False,
    reading: Reading,
    running: Running,
    talk: Talk,
) -> ExitCode:
    """Print what was found; exit code 1 where something cannot be read."""
    from talentdocs.execute.plan import make_plan
    from talentdocs.survey import survey

    options = reading.options()
    named = sources.named()
    with make_plan(named, limit=sources.limit) as plan:
        refuse_nothing(plan, named)
        with talk.progress() as progress:
            found = survey(plan, options=options, execution=running.execution(), progress=progress)
    if as_json:
        print(json.dumps(found.as_json(), ensure_ascii=False, indent=1))
    elif not talk.quiet:
        from talentdocs.report.terminal_survey import print_survey

        from .console import console

        print_survey(console(stderr=False), found, language())
    return ExitCode.FAILED if found.failures else ExitCode.DONE
