"""Blocks of options (选项组) that several commands share: a command takes a block as one parameter.

    def check(sources: Sources, reading: Reading, running: Running) -> ExitCode: ...

``spread`` shows Typer a function whose options are the fields of the blocks.
"""

from __future__ import annotations

import functools
import inspect
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, fields, is_dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, get_type_hints

from talentdocs.errors import UsageError

from .common import (
    CacheOption,
    EncodingOption,
    FilesFromOption,
    FormatOption,
    JobsOption,
    JsonOption,
    LexiconOption,
    LimitOption,
    MemoryOption,
    NoCacheOption,
    OutputOption,
    PathsArgument,
    QuietOption,
    TimeoutOption,
    VerboseOption,
    gather_paths,
    parse_size,
    sound_folders,
    split_list,
)

if TYPE_CHECKING:
    from contextlib import AbstractContextManager

    from talentdocs.execute.limits import Execution
    from talentdocs.execute.progress import Callback
    from talentdocs.options import Options


@dataclass(frozen=True, slots=True, kw_only=True)
class Sources:
    """Which documents."""

    paths: PathsArgument = None
    files_from: FilesFromOption = None

    def named(self) -> list[str]:
        """Every path that was named. Raises UsageError where there is none."""
        return gather_paths(self.paths, self.files_from)


@dataclass(frozen=True, slots=True, kw_only=True)
class Some(Sources):
    """Which documents, and how many of them."""

    limit: LimitOption = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """How a document is read, and with which words."""

    encoding: EncodingOption = None
    lexicon: LexiconOption = None

    def options(self) -> Options:
        """Options of the library. Raises LexiconError for words that cannot be read with."""
        from talentdocs.options import Options

        return Options(encoding=self.encoding, lexicons=sound_folders(self.lexicon))


@dataclass(frozen=True, slots=True, kw_only=True)
class Running:
    """How a run runs."""

    jobs: JobsOption = None
    cache: CacheOption = None
    no_cache: NoCacheOption = False
    timeout: TimeoutOption = 120
    memory: MemoryOption = "2GB"

    def execution(self) -> Execution:
        """Execution of the library. Raises UsageError for a size that is none."""
        from talentdocs.execute.cache import default_folder
        from talentdocs.execute.limits import Execution

        folder = None if self.no_cache else Path(self.cache) if self.cache else default_folder()
        return Execution(jobs=self.jobs, timeout=self.timeout, memory=parse_size(self.memory), cache=folder)


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """Where tables go, and in which form."""

    output: OutputOption = None
    format: FormatOption = None
    json_summary: JsonOption = False

    @property
    def place(self) -> str | None:
        """A folder, a file, ``-`` for standard output, null for nowhere.

        Without ``-o`` rows go to standard output, unless that is a terminal or the summary goes there.
        """
        if self.output is None and not sys.stdout.isatty() and not self.json_summary:
            return "-"
        return self.output

    def check(self, table: str, tables: Sequence[str]) -> None:
        """Raises UsageError, before any work, for an unknown table or form and for two things on stdout."""
        from talentdocs.errors import UnknownName
        from talentdocs.tables.writers import FORMATS

        if self.place == "-" and self.json_summary:
            message = "--json and -o - both want stdout"
            raise UsageError(message, hint="write the tables to a folder", code="T319")
        if table not in tables:
            raise UnknownName("table", table, tables, where="--table", code="T312")
        for name in self.formats:
            if name not in FORMATS:
                raise UnknownName("format", name, FORMATS, where="--format", code="T313")

    @property
    def formats(self) -> list[str]:
        """The forms asked for."""
        return split_list(self.format)


@dataclass(frozen=True, slots=True, kw_only=True)
class Talk:
    """How much is said on stderr."""

    quiet: QuietOption = 0
    verbose: VerboseOption = 0

    def progress(self) -> AbstractContextManager[Callback]:
        """A bar on a terminal, or a line for every document."""
        from .console import progress_bar

        return progress_bar(quiet=bool(self.quiet), verbose=bool(self.verbose))


def spread(function: Callable[..., Any]) -> Callable[..., Any]:
    """The function with the fields of its blocks as parameters of its own, for Typer to read."""
    blocks: dict[str, type] = {}
    shown: list[inspect.Parameter] = []
    for parameter in inspect.signature(function, eval_str=True).parameters.values():
        if is_dataclass(parameter.annotation) and isinstance(parameter.annotation, type):
            blocks[parameter.name] = parameter.annotation
            shown += _fields_of(parameter.annotation)
        else:
            shown.append(parameter.replace(kind=inspect.Parameter.KEYWORD_ONLY))
    if not blocks:
        return function

    @functools.wraps(function)
    def call(**given: Any) -> Any:
        made = {name: _take(block, given) for name, block in blocks.items()}
        return function(**made, **given)

    setattr(call, "__signature__", inspect.Signature(shown))  # noqa: B010 - functions do not declare it
    call.__annotations__ = {parameter.name: parameter.annotation for parameter in shown}
    return call


def _fields_of(block: type) -> list[inspect.Parameter]:
    hints = get_type_hints(block, include_extras=True)
    return [
        inspect.Parameter(
            item.name, inspect.Parameter.KEYWORD_ONLY, default=item.default, annotation=hints[item.name]
        )
        for item in fields(block)
    ]


def _take(block: type, given: dict[str, Any]) -> Any:
    """The block made from its fields, which are taken out of ``given``."""
    names: Mapping[str, Any] = {item.name: given.pop(item.name) for item in fields(block)}
    return block(**names)
