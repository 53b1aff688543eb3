"""``talentdocs text``: the canonical text that every offset counts into."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from .common import EncodingOption, read_file
from .exits import ExitCode
from .help import INPUT
from .language import tr

FileArgument = Annotated[
    str,
    typer.Argument(
        metavar="FILE", help=tr("文件，- 为标准输入", "A file, - for stdin"), rich_help_panel=INPUT
    ),
]
NameOption = Annotated[
    str,
    typer.Option(
        "--name", metavar="NAME", help=tr("标准输入的文件名", "File name of stdin"), rich_help_panel=INPUT
    ),
]


def text(file: FileArgument, name: NameOption = "stdin.txt", encoding: EncodingOption = None) -> ExitCode:
    """Print the text and nothing else, in UTF-8."""
    from talentdocs.ingest.read import read
    from talentdocs.options import Options

    content = read(read_file(file), name if file == "-" else file, Options(encoding=encoding)).content
    sys.stdout.buffer.write(content.encode("utf-8", "replace"))
    sys.stdout.buffer.flush()
    return ExitCode.DONE
