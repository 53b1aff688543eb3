"""What ``talentdocs`` itself takes and says, before any command."""

from __future__ import annotations

from typing import Annotated

import typer

from . import completion
from .help import OTHER
from .language import tr


def describe() -> str:
    """The page of ``talentdocs --help``."""
    return tr(
        """读中文公文（答复、意见、报告），写出数据、承诺、引文表，核对承诺与结果。

例：
  talentdocs extract 文件夹 -o 结果 --format xlsx,csv
  talentdocs show 答复.docx
  talentdocs compare 结果 -o 对照.xlsx

退出码：0 完成 · 1 部分文件未能读取，其余已写出 · 2 用法错误或无法写出 · 3 满足 --fail-on · 130 中断
环境变量：TALENTDOCS_LANG（zh、en） · NO_COLOR · TALENTDOCS_CACHE""",
        """Read Chinese official replies, opinions and reports; write tables of figures, commitments and
citations; hold promised against reported numbers.

Examples:
  talentdocs extract FOLDER -o OUT --format xlsx,csv
  talentdocs show reply.docx
  talentdocs compare OUT -o comparison.xlsx

Exit codes: 0 done · 1 some documents failed, the rest is written · 2 wrong use or nothing could be
written · 3 a --fail-on condition holds · 130 interrupted
Environment: TALENTDOCS_LANG (zh, en) · NO_COLOR · TALENTDOCS_CACHE""",
    )


def _version(value: bool) -> None:
    if value:
        from talentdocs import __version__

        print(f"talentdocs {__version__}")
        raise typer.Exit


def root(
    context: typer.Context,
    version: Annotated[
        bool,
        typer.Option(
            "--version",
            callback=_version,
            is_eager=True,
            help=tr("显示版本", "Show the version"),
            rich_help_panel=OTHER,
        ),
    ] = False,
    install_completion: Annotated[
        bool,
        typer.Option(
            "--install-completion",
            callback=completion.install,
            is_eager=True,
            expose_value=False,
            help=tr("给当前 shell 装上补全", "Set up completion for this shell"),
            rich_help_panel=OTHER,
        ),
    ] = False,
    show_completion: Annotated[
        bool,
        typer.Option(
            "--show-completion",
            callback=completion.show,
            is_eager=True,
            expose_value=False,
            help=tr("输出当前 shell 的补全脚本", "Print the completion script of this shell"),
            rich_help_panel=OTHER,
        ),
    ] = False,
) -> int | None:
    """Show the help where no command is named."""
    if context.invoked_subcommand is None:
        import sys

        print(context.get_help(), file=sys.stderr)
        raise typer.Exit(2)
    return None
