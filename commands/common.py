"""What several commands share: options, the console, reading of sizes and numbers."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from .help import INPUT, OTHER, OUTPUT, READING, RUN
from .language import tr

PathsArgument = Annotated[
    list[str] | None, typer.Argument(metavar="PATH...", help=tr("文件、文件夹或通配符，- 为标准输入", "Files, folders or globs, - for stdin"), rich_help_panel=INPUT)
]
OutputOption = Annotated[
    str | None,
    typer.Option("-o", "--output", metavar="DIR|FILE", help=tr("文件夹，或带后缀的文件，- 为标准输出", "A folder, a file with a suffix, - for stdout"), rich_help_panel=OUTPUT),
]
FormatOption = Annotated[
    list[str] | None,
    typer.Option("-f", "--format", metavar="a,b", help=tr("csv jsonl xlsx parquet duckdb sqlite", "csv, jsonl, xlsx, parquet, duckdb, sqlite"), rich_help_panel=OUTPUT),
]
TableOption = Annotated[
    str, typer.Option("--table", metavar="NAME", help=tr("只容一张表的输出写哪张", "Table for outputs that hold one"), rich_help_panel=OUTPUT)
]
JobsOption = Annotated[
    int | None, typer.Option("-j", "--jobs", metavar="N", help=tr("进程数，默认全部核心", "Processes, all cores by default"), rich_help_panel=RUN)
]
EncodingOption = Annotated[
    str | None, typer.Option("--encoding", metavar="NAME", help=tr("强制文本编码，如 gb18030", "Force the text encoding, e.g. gb18030"), rich_help_panel=READING)
]
LexiconOption = Annotated[
    list[str] | None, typer.Option("--lexicon", metavar="DIR", help=tr("自己的词表文件夹，可重复", "A lexicon folder of your own, repeatable"), rich_help_panel=READING)
]
QuietOption = Annotated[
    int, typer.Option("-q", "--quiet", count=True, help=tr("不显示进度和摘要，-qq 只报错", "No progress, no summary; -qq errors only"), rich_help_panel=OTHER)
]
JsonOption = Annotated[bool, typer.Option("--json", help=tr("摘要以 JSON 输出", "Summary as JSON on stdout"), rich_help_panel=OUTPUT)]


def split_list(values: list[str] | None) -> list[str]:
    """``--format a,b --format c`` as one list."""
    return [part.strip() for value in values or [] for part in value.split(",") if part.strip()]


__all__ = [name for name in dir() if name.endswith("Option") or name.endswith("Argument")] + ["Any", "split_list", "OTHER"]
