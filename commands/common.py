"""What several commands share: their options, and how words on the command line are read."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from talentdocs.errors import LexiconError, ReadError, UsageError

from . import completion
from .help import INPUT, OTHER, OUTPUT, READING, RUN
from .language import language, tr

if TYPE_CHECKING:
    from talentdocs.execute.plan import Plan
    from talentdocs.tables.overlay import Overlay

CORRECTIONS = "talentdocs-corrections.jsonl"
"""Name of the file in which ``review`` keeps corrections, and in which every run looks for them."""

PathsArgument = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="PATH...",
        help=tr("文件、文件夹、通配符，- 为标准输入", "Files, folders, globs, - for stdin"),
        rich_help_panel=INPUT,
    ),
]
FilesFromOption = Annotated[
    str | None,
    typer.Option(
        "--files-from",
        metavar="FILE",
        help=tr("从文件读路径，一行一个", "Read paths from FILE, one a line"),
        rich_help_panel=INPUT,
    ),
]
OutputOption = Annotated[
    str | None,
    typer.Option(
        "-o",
        "--output",
        metavar="DIR|FILE",
        help=tr("文件夹或带后缀的文件，- 为标准输出", "A folder, a file with a suffix, - for stdout"),
        rich_help_panel=OUTPUT,
    ),
]
FormatOption = Annotated[
    list[str] | None,
    typer.Option(
        "-f",
        "--format",
        metavar="a,b",
        help=tr("jsonl csv xlsx parquet duckdb sqlite", "jsonl, csv, xlsx, parquet, duckdb, sqlite"),
        autocompletion=completion.formats,
        rich_help_panel=OUTPUT,
    ),
]
LimitOption = Annotated[
    int | None,
    typer.Option(
        "--limit",
        metavar="N",
        min=0,
        help=tr("只读前 N 个文件", "Only the first N documents"),
        rich_help_panel=INPUT,
    ),
]
JsonOption = Annotated[
    bool,
    typer.Option("--json", help=tr("摘要以 JSON 输出", "Summary as JSON on stdout"), rich_help_panel=OUTPUT),
]
EncodingOption = Annotated[
    str | None,
    typer.Option(
        "--encoding",
        metavar="NAME",
        help=tr("强制文本编码，如 gb18030", "Force the text encoding, e.g. gb18030"),
        autocompletion=completion.encodings,
        rich_help_panel=READING,
    ),
]
LexiconOption = Annotated[
    list[str] | None,
    typer.Option(
        "--lexicon",
        metavar="DIR",
        help=tr("自己的词表文件夹，可重复", "A lexicon folder of your own, repeatable"),
        rich_help_panel=READING,
    ),
]
CorrectionsOption = Annotated[
    str | None,
    typer.Option(
        "--corrections",
        metavar="FILE",
        help=tr("校正文件，见 review", "A file of corrections, see review"),
        rich_help_panel=READING,
    ),
]
JobsOption = Annotated[
    int | None,
    typer.Option(
        "-j",
        "--jobs",
        metavar="N",
        min=1,
        help=tr("进程数，默认全部核心", "Processes, by default all cores"),
        rich_help_panel=RUN,
    ),
]
CacheOption = Annotated[
    str | None,
    typer.Option("--cache", metavar="DIR", help=tr("缓存文件夹", "Cache folder"), rich_help_panel=RUN),
]
NoCacheOption = Annotated[
    bool, typer.Option("--no-cache", help=tr("不用缓存", "Use no cache"), rich_help_panel=RUN)
]
TimeoutOption = Annotated[
    float,
    typer.Option(
        "--timeout",
        metavar="SECONDS",
        min=0,
        help=tr("每个文件的时限，0 不限", "Limit a document, 0 for none"),
        rich_help_panel=RUN,
    ),
]
MemoryOption = Annotated[
    str,
    typer.Option(
        "--memory",
        metavar="SIZE",
        help=tr("每个进程的内存上限，0 不限", "Limit a process, 0 for none"),
        rich_help_panel=RUN,
    ),
]
QuietOption = Annotated[
    int,
    typer.Option(
        "-q",
        "--quiet",
        count=True,
        show_default=False,
        help=tr("不显示进度和摘要，-qq 只报错", "No progress, no summary; -qq errors only"),
        rich_help_panel=OTHER,
    ),
]
VerboseOption = Annotated[
    int,
    typer.Option(
        "-v",
        "--verbose",
        count=True,
        show_default=False,
        help=tr("每个文件报一行", "A line for every document"),
        rich_help_panel=OTHER,
    ),
]

_SIZE = re.compile(r"(\d{1,15}(?:\.\d{1,6})?)\s*([kmgt]?)i?b?", re.IGNORECASE)


def split_list(values: list[str] | None) -> list[str]:
    """``--format a,b --format c`` as one list."""
    return [part.strip() for value in values or [] for part in value.split(",") if part.strip()]


def parse_size(text: str) -> int:
    """``512MB``, ``2g``, ``0`` as bytes. Raises UsageError for anything else."""
    match = _SIZE.fullmatch(text.strip())
    if not match:
        raise UsageError(f"no size: {text!r}", hint="such as 512MB or 2GB", code="T317")
    return int(float(match[1]) * 1024 ** " kmgt".index(match[2].lower() or " "))


def folders_of(lexicon: list[str] | None) -> tuple[Path, ...]:
    """Lexicon folders from the shared option."""
    return tuple(Path(folder) for folder in lexicon or ())


def sound_folders(lexicon: list[str] | None) -> tuple[Path, ...]:
    """Lexicon folders that a run can read with. Raises LexiconError for a row that it cannot be read with."""
    folders = folders_of(lexicon)
    if folders:
        from talentdocs.segment.check import check_folder
        from talentdocs.segment.scan import BREAKING

        from .lexicon_show import spoken

        for problem in (found for folder in folders for found in check_folder(folder)):
            if problem.kind in BREAKING:
                raise LexiconError(spoken(problem), code="T362")
    return folders


def refuse_nothing(plan: Plan, named: Sequence[str]) -> None:
    """Raise UsageError where the paths hold no document at all, or none of them is there."""
    if not plan.tasks and all(failure.code == "T113" for failure in plan.failures):
        raise UsageError("no documents found", where=" ".join(named), code="T320")


def overlay_of(corrections: str | None) -> Overlay | None:
    """The corrections of the option, else those of the nearest ``talentdocs-corrections.jsonl`` upwards.

    Raises UsageError where the file cannot be read or is wrong.
    """
    path = Path(corrections) if corrections else nearest_corrections()
    if path is None:
        return None
    from talentdocs.tables.corrections import read_corrections
    from talentdocs.tables.overlay import Overlay

    return Overlay(read_corrections(path))


def tell_unused(corrections: str | None) -> None:
    """Say on stderr that corrections are left out, where there are any."""
    import sys

    path = Path(corrections) if corrections else nearest_corrections()
    if path is not None:
        print(
            tr(f"集群上不用校正：{path}", f"corrections are not used on a cluster: {path}"), file=sys.stderr
        )


def nearest_corrections() -> Path | None:
    """The file of corrections that holds in the working folder: in it, or in a folder above."""
    here = Path.cwd()
    return next((path for folder in (here, *here.parents) if (path := folder / CORRECTIONS).is_file()), None)


def tell_corrections(overlay: Overlay | None, *, quiet: int) -> None:
    """Say on stderr what became of the corrections; those that no longer fit are named unless ``-qq``."""
    if overlay is None or not overlay.corrections or quiet > 1:
        return
    import sys

    from talentdocs.report.labels import label, unfit_reason
    from talentdocs.tables.width import printable

    if not quiet:
        parts = [f"{label(name, language())} {count}" for name, count in overlay.counts().items()]
        print(f"{tr('校正：', 'corrections: ')}{' · '.join(parts) or 0}", file=sys.stderr)
    for row in overlay.unfit():
        reason = unfit_reason(row["reason"], language())
        print(f"  {printable(row['path'])}: {printable(row['sentence'])} ({reason})", file=sys.stderr)


def tell_failures(failures: Iterable[Mapping[str, Any]]) -> None:
    """Name on stderr the documents that could not be read, one a line."""
    import sys

    from talentdocs.tables.width import printable

    from .messages import localized

    for row in failures:
        line = localized(row["code"], row["path"], row["message"], row["hint"])
        print(printable(line), file=sys.stderr)


def gather_paths(paths: list[str] | None, files_from: str | None = None) -> list[str]:
    """Paths of the command line and of ``--files-from``. Raises UsageError where there are none."""
    found = list(paths or [])
    if files_from:
        content = read_file(files_from).decode("utf-8-sig", "surrogateescape")
        found += [line for line in content.splitlines() if line.strip()]
    if not found:
        message = tr("没有给出文件", "no files were named")
        raise UsageError(message, hint="talentdocs extract FOLDER -o OUT", code="T318")
    return found


def read_file(name: str) -> bytes:
    """The bytes of a file, of stdin for ``-``. Raises ReadError where it cannot be read."""
    if name == "-":
        import sys

        return sys.stdin.buffer.read()
    try:
        return Path(name).read_bytes()
    except OSError as error:
        raise ReadError(error.strerror or str(error), where=name, code="T191") from error
