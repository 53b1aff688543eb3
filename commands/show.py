"""``talentdocs show``: one document with its figures and commitments marked."""

from __future__ import annotations

import json
from typing import Annotated

import typer

from .blocks import Reading
from .common import read_file
from .exits import ExitCode
from .help import OUTPUT
from .language import language, tr
from .text import FileArgument, NameOption

ShowJsonOption = Annotated[
    bool, typer.Option("--json", help=tr("所有行以 JSON 输出", "All rows as JSON"), rich_help_panel=OUTPUT)
]


def show(
    *,
    file: FileArgument,
    name: NameOption = "stdin.txt",
    reading: Reading,
    as_json: ShowJsonOption = False,
) -> ExitCode:
    """Print the text with marks and a legend, or every row of the document as JSON."""
    from talentdocs.ingest.read import read
    from talentdocs.process import Processor
    from talentdocs.tables.rows import to_row

    options = reading.options()
    shown = name if file == "-" else file
    data = read_file(file)
    extraction = Processor(options).extract(data, shown)
    if as_json:
        rows = {
            "document": to_row(extraction.document),
            "figures": [to_row(item) for item in extraction.figures],
            "commitments": [to_row(item) for item in extraction.commitments],
            "citations": [to_row(item) for item in extraction.citations],
        }
        print(json.dumps(rows, ensure_ascii=False, indent=1))
        return ExitCode.DONE
    from talentdocs.report.terminal_document import print_document

    from .console import console

    print_document(console(stderr=False), read(data, shown, options), extraction, language())
    return ExitCode.DONE
