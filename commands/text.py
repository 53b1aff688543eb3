"""``talentdocs text``: the canonical text that every offset counts into."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from .common import EncodingOption
from .exits import ExitCode
from .help import INPUT
from .language import tr


def text(
    file: Annotated[str, typer.Argument(help=tr("文件，- 为标准输入", "A file, - for stdin"), rich_help_panel=INPUT)],
    name: Annotated[
        str, typer.Option("--name", help=tr("标准输入的文件名", "File name of stdin"), rich_help_panel=INPUT)
    ] = "stdin.txt",
    encoding: EncodingOption = None,
) -> ExitCode:
    """Print the text, nothing added."""
    from talentdocs.ingest.read import read
    from talentdocs.options import Options

    data = sys.stdin.buffer.read() if file == "-" else Path(file).read_bytes()
    content = read(data, name if file == "-" else file, Options(encoding=encoding)).content
    sys.stdout.buffer.write(content.encode("utf-8", "replace"))
    return ExitCode.DONE
