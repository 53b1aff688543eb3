"""``talentdocs explain``: which words, sections and defaults led to each column of a row."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from talentdocs.errors import ReadError

from .blocks import Reading
from .common import read_file
from .exits import ExitCode
from .help import INPUT, OUTPUT
from .language import language, tr

if TYPE_CHECKING:
    from talentdocs.options import Options

PlaceArgument = Annotated[
    str,
    typer.Argument(
        metavar="FILE[:OFFSET|TEXT]",
        help=tr("文件，及其中的位置或字句", "A file, and an offset or words in it"),
        rich_help_panel=INPUT,
    ),
]
TreeOption = Annotated[
    bool, typer.Option("--json", help=tr("以 JSON 输出", "As JSON"), rich_help_panel=OUTPUT)
]
NameOption = Annotated[
    str,
    typer.Option(
        "--name", metavar="NAME", help=tr("标准输入的文件名", "File name of stdin"), rich_help_panel=INPUT
    ),
]


def EXAMPLES() -> str:
    """Examples below the options."""
    return tr("例：", "Examples:") + (
        "\n  talentdocs explain 答复.docx:26.5万人"
        "\n  talentdocs explain 答复.docx:1203"
        "\n  talentdocs explain 答复.docx:技能人才总量 --json"
    )


def explain(
    *,
    place: PlaceArgument,
    name: NameOption = "stdin.txt",
    as_json: TreeOption = False,
    reading: Reading,
) -> ExitCode:
    """Print a tree for every row that is meant; exit code 1 where there is none."""
    from talentdocs.report.explaining import explain as explained
    from talentdocs.report.explaining import plain, tree_lines

    file, wanted = split_place(place)
    tables, content = _read(file, name if file == "-" else file, reading.options())
    found = explained(tables, content, wanted)
    if as_json:
        print(json.dumps([plain(item) for item in found], ensure_ascii=False, indent=1))
    elif found:
        print("\n\n".join("\n".join(tree_lines(item, content, language())) for item in found))
    if not found:
        print(
            tr(f"没有符合“{wanted}”的数据或承诺", f"no figure or commitment at {wanted!r}"), file=sys.stderr
        )
        return ExitCode.FAILED
    return ExitCode.DONE


def split_place(place: str) -> tuple[str, str]:
    """``FILE:120`` as file and what is wanted in it; a file whose name holds a colon is a file."""
    if place == "-" or Path(place).exists():
        return place, ""
    for at in (index for index, character in enumerate(place) if character == ":"):
        file = place[:at]
        if file == "-" or (file and Path(file).is_file()):
            return file, place[at + 1 :].strip()
    raise ReadError(tr("没有这个文件", "no such file"), where=place, code="T191")


def _read(file: str, name: str, options: Options) -> tuple[dict[str, list[dict[str, Any]]], str]:
    """The rows of one document, and its text."""
    from talentdocs.ingest.read import read
    from talentdocs.process import Processor
    from talentdocs.tables.rows import to_row

    data = read_file(file)
    found = Processor(options).extract(data, name)
    tables = {
        "documents": [to_row(found.document)],
        "figures": [to_row(row) for row in found.figures],
        "commitments": [to_row(row) for row in found.commitments],
    }
    return tables, read(data, name, options).content
