"""``talentdocs trend``: one indicator over the years and regions, promised beside reported."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from talentdocs.errors import UsageError

from . import completion
from .blocks import Reading, Running
from .common import CorrectionsOption, gather_paths, overlay_of, split_list, tell_corrections
from .compare import RegionOption
from .exits import ExitCode
from .help import INPUT, OUTPUT
from .language import language, tr
from .messages import did_you_mean

if TYPE_CHECKING:
    from talentdocs.comparing import Comparing

IndicatorArgument = Annotated[
    str,
    typer.Argument(
        metavar="INDICATOR",
        help=tr("指标名称", "Name of an indicator"),
        autocompletion=completion.indicator,
        rich_help_panel=INPUT,
    ),
]
TrendPathsArgument = Annotated[
    list[str],
    typer.Argument(
        metavar="PATH...",
        help=tr("文件夹、文件或 extract 写出的表", "Documents, or tables that extract wrote"),
        rich_help_panel=INPUT,
    ),
]
TrendJsonOption = Annotated[
    bool, typer.Option("--json", help=tr("以 JSON 输出", "Rows as JSON"), rich_help_panel=OUTPUT)
]


def EXAMPLES() -> str:
    """Examples below the options."""
    return tr("例：", "Examples:") + (
        "\n  talentdocs trend 新增高技能人才 samples"
        "\n  talentdocs trend 研发投入强度 out.duckdb --region 杭州市,宁波市 --json"
    )


def trend(
    *,
    indicator: IndicatorArgument,
    paths: TrendPathsArgument,
    region: RegionOption = None,
    as_json: TrendJsonOption = False,
    reading: Reading,
    corrections: CorrectionsOption = None,
    running: Running,
) -> ExitCode:
    """Print the trend as a table with a small chart, or its rows as JSON."""
    from talentdocs.comparing import Comparing

    from .console import progress_bar

    options = reading.options()
    overlay = overlay_of(corrections)
    named = gather_paths(paths)
    with progress_bar(quiet=as_json, verbose=False) as progress:
        comparing = Comparing(
            named, options=options, execution=running.execution(), progress=progress, overlay=overlay
        )
    tell_corrections(overlay, quiet=int(as_json))
    with comparing:
        found = comparing.trends(indicator, regions=tuple(split_list(region)))
        if not found.trends:
            raise UsageError(
                tr("没有这个指标：", "no such indicator: ") + indicator,
                hint=did_you_mean(found.nearest),
                code="T342",
            )
        _show([list(item.rows()) for item in found.trends], comparing, as_json=as_json)
        failed = comparing.inputs.summary.failed
    return ExitCode.FAILED if failed else ExitCode.DONE


def _show(trends: list[list[dict[str, object]]], comparing: Comparing, *, as_json: bool) -> None:
    if as_json:
        print(json.dumps([row for rows in trends for row in rows], ensure_ascii=False, indent=1))
        return
    from talentdocs.report.terminal_trend import print_trend

    from .console import console

    files: dict[str, Path] = dict(comparing.inputs.files)
    stdout = console(stderr=False)
    for rows in trends:
        if rows:
            print_trend(stdout, rows, language(), files=files)
