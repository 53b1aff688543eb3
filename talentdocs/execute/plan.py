"""The plan (计划): every document of a run in the order of the tables, archives expanded."""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType

from talentdocs.execute.outcome import Task, Tasks
from talentdocs.records import Failure

NO_ARCHIVES = frozenset(
    [
        ".txt",
        ".md",
        ".pdf",
        ".docx",
        ".doc",
        ".wps",
        ".rtf",
        ".odt",
        ".html",
        ".htm",
        ".ofd",
        ".xlsx",
        ".xls",
        ".csv",
        ".png",
        ".jpg",
        ".jpeg",
        ".tif",
        ".tiff",
        ".bmp",
    ]
)
"""Suffixes of files that are not opened just to see whether they hold documents of their own."""
PEEK = 1 << 20
"""Bytes that tell an archive from a document; the whole of it is read only then."""


@dataclass(slots=True)
class Plan:
    """What will be done, and what could not be found. Holds members of archives in a temporary folder."""

    tasks: Tasks = field(default_factory=Tasks)
    failures: list[Failure] = field(default_factory=list)
    left_out: int = 0
    """Documents beyond the limit."""
    _spool: tempfile.TemporaryDirectory[str] | None = None
    _kept: int = 0

    def __enter__(self) -> Plan:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Remove the members of archives."""
        if self._spool:
            self._spool.cleanup()

    def keep(self, path: str, data: bytes) -> Task:
        """A task for bytes that are no file of their own."""
        if self._spool is None:
            self._spool = tempfile.TemporaryDirectory(prefix="talentdocs-", ignore_cleanup_errors=True)
        self._kept += 1
        file = Path(self._spool.name) / str(self._kept)
        file.write_bytes(data)
        return Task(path, str(file), len(data))


def make_plan(paths: Sequence[str], *, limit: int | None = None) -> Plan:
    """The documents under ``paths`` in a stable order; what cannot be opened a failure."""
    plan = Plan()
    for item in _items(plan, paths):
        _add(plan, item, limit)
    return plan


def add_file(plan: Plan, file: str, display: str) -> None:
    """One file, or the documents in it, behind what the plan holds already."""
    for item in _file(plan, file, display, Path(file).stat().st_size):
        _add(plan, item, None)


def _add(plan: Plan, item: Task | Failure, limit: int | None) -> None:
    if isinstance(item, Failure):
        plan.failures.append(item)
    elif limit is None or len(plan.tasks) < limit:
        plan.tasks.append(item)
    else:
        plan.left_out += 1


def _items(plan: Plan, paths: Sequence[str]) -> Iterator[Task | Failure]:
    from talentdocs.ingest.discover import discover

    for item in discover(paths):
        if isinstance(item, Failure):
            yield item
        elif item.path == "-":
            yield plan.keep(item.display, sys.stdin.buffer.read())
        else:
            yield from _file(plan, item.path, item.display, item.size)


def _file(plan: Plan, file: str, display: str, size: int) -> Iterator[Task | Failure]:
    try:
        if suffix_of(display) not in NO_ARCHIVES and _holds_documents(Path(file), display):
            yield from _members(plan, Path(file), display)
            return
    except OSError as error:
        yield Failure(
            display, "discover", "T191", error.strerror or str(error), "check that the file is readable"
        )
        return
    yield Task(display, file, size)


def suffix_of(name: str) -> str:
    """The suffix of a file's name in small letters: ``.docx``; empty where it has none."""
    stem, dot, suffix = name.rpartition("/")[2].rpartition(".")
    return f".{suffix.lower()}" if stem and dot else ""


def _holds_documents(file: Path, display: str) -> bool:
    from talentdocs.ingest.archive import is_archive

    with file.open("rb") as stream:
        head = stream.read(PEEK)
        if suffix_of(display) != ".zip" and head[:4] != b"PK\x03\x04":
            return is_archive(head, display)
        return is_archive(head + stream.read(), display)


def _members(plan: Plan, file: Path, display: str) -> Iterable[Task | Failure]:
    from talentdocs.ingest.archive import expand

    for member in expand(file.read_bytes(), display):
        if member.data is not None:
            yield plan.keep(member.path, member.data)
        elif member.error is not None:
            error = member.error
            yield Failure(member.path, "read", error.code, error.message, error.hint)
