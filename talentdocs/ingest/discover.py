"""Which files there are to read (文件发现): folders walked in a stable order, globs, several paths, ``-``."""

from __future__ import annotations

import errno
import glob
import os
import stat
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from operator import attrgetter
from pathlib import Path

from talentdocs.errors import ReadError
from talentdocs.ingest import problems
from talentdocs.ingest.encoding import decode
from talentdocs.records import Failure

_LEFTOVERS = frozenset({"thumbs.db", "desktop.ini", "__pycache__"})
_PROGRAMS = (".py", ".pyc", ".js", ".css", ".sh", ".bat", ".exe", ".dll")
_PAGES = (".html", ".htm")
_SKIPPED = ("~", *_PROGRAMS)
_KINDS = (
    (stat.S_ISFIFO, "pipe"),
    (stat.S_ISSOCK, "socket"),
    (stat.S_ISBLK, "device"),
    (stat.S_ISCHR, "device"),
)


@dataclass(frozen=True, slots=True)
class Found:
    """A file to read."""

    path: str
    """What to open; ``-`` is standard input, which the caller reads."""
    display: str
    """Path relative to the folder that was named, with ``/``; as given where the file itself was named."""
    size: int = 0
    """Bytes."""


@dataclass(slots=True)
class _Level:
    """A folder that is being walked: what is left of it, the path before its names, how it is shown."""

    entries: Iterator[os.DirEntry[str]]
    before: str
    shown: str
    above: frozenset[tuple[int, int]]
    """This folder and those that lead to it."""


def discover(paths: Sequence[str]) -> Iterator[Found | Failure]:
    """Files under ``paths`` in the order given, folders sorted by name, none twice.

    Hidden and temporary files (``.x``, ``~$x``, ``.~x``), programs (``x.py``) and the picture
    folders of saved web pages are passed over, unless they are named themselves.
    What cannot be opened, leads in a circle or is no file comes as a Failure with stage ``discover``.
    """
    items = [
        item
        for path in paths
        for item in ([path] if path == "-" or os.path.lexists(path) else _matches(path))
    ]
    if len(items) == 1:  # a folder is walked once, so nothing in it comes twice
        yield from _under(items[0])
        return
    seen_files: set[str] = set()
    for found in chain.from_iterable(map(_under, items)):
        if isinstance(found, Found) and found.path != "-":
            key = os.path.abspath(found.path)  # noqa: PTH100 - a Path for each of many files is slow
            if key in seen_files:
                continue
            seen_files.add(key)
        yield found


def is_skipped(name: str) -> bool:
    """Whether a file of that name is hidden, temporary, left by a system or a program: ``~$报告.docx``,
    ``.DS_Store``, ``__init__.py``."""
    lowered = name.lower()
    return name.startswith((".", "~$", "~WRL")) or lowered.endswith(_SKIPPED) or lowered in _LEFTOVERS


def readable_name(name: str) -> str:
    """``name`` as text that can be written anywhere: bytes that are no UTF-8 are read as GBK or Big5."""
    try:
        name.encode("utf-8")
    except UnicodeEncodeError:
        return decode(os.fsencode(name))[0]
    return name


def _matches(pattern: str) -> list[str]:
    """Paths that a pattern stands for, sorted; the pattern itself, to be named as absent, where there are
    none."""
    if not glob.has_magic(pattern):
        return [pattern]
    found = glob.glob(pattern, recursive=True)  # noqa: PTH207 - Path.glob takes no absolute pattern
    return sorted(found) or [pattern]


def _under(path: str) -> Iterator[Found | Failure]:
    if path == "-":
        yield Found("-", "-")
        return
    try:
        info = Path(path).stat()
    except (OSError, ValueError) as error:
        yield _failure(path, _problem(error))
        return
    if stat.S_ISDIR(info.st_mode):
        yield from _walk(path)
    else:
        yield _file(path, readable_name(path), info)


def _walk(root: str) -> Iterator[Found | Failure]:
    """Files of a folder; every folder is entered once, however many links lead to it."""
    entered: set[tuple[int, int]] = set()
    stack: list[_Level] = []
    try:
        _enter(stack, entered, root, "", Path(root).stat())
    except (OSError, ValueError) as error:
        yield _failure(root, _problem(error))
    while stack:
        level = stack[-1]
        entry = next(level.entries, None)
        if entry is None:
            stack.pop()
            continue
        path = level.before + entry.name
        shown = f"{level.shown}/{entry.name}" if level.shown else entry.name
        try:
            info = entry.stat()
            if not stat.S_ISDIR(info.st_mode):
                yield _file(path, readable_name(shown), info)
            elif (info.st_dev, info.st_ino) in level.above:
                yield _failure(shown, problems.loop())
            else:
                _enter(stack, entered, path, shown, info)
        except (OSError, ValueError) as error:
            yield _failure(shown, _problem(error))


def _enter(
    stack: list[_Level], entered: set[tuple[int, int]], path: str, shown: str, info: os.stat_result
) -> None:
    """Puts a folder on the stack, its entries sorted by name; one that was entered before is passed over."""
    own = (info.st_dev, info.st_ino)
    if own in entered:
        return
    with os.scandir(path) as found:
        entries = sorted(found, key=attrgetter("name"))
    entered.add(own)
    pages = {entry.name.rpartition(".")[0] for entry in entries if entry.name.lower().endswith(_PAGES)}
    kept = (
        entry
        for entry in entries
        if not is_skipped(entry.name) and not (pages and _belongs_to_page(entry.name, pages))
    )
    plain = str(Path(path))
    above = stack[-1].above if stack else frozenset()
    before = "" if plain == "." else os.path.join(plain, "")  # noqa: PTH118 - with a separator behind it
    stack.append(_Level(kept, before, shown, above | {own}))


def _belongs_to_page(name: str, pages: set[str]) -> bool:
    """Whether a folder holds the pictures and scripts of a saved web page: ``报告_files`` beside
    ``报告.html``."""
    stem = name.removesuffix("_files").removesuffix(".files")
    return stem != name and stem in pages


def _file(path: str, shown: str, info: os.stat_result) -> Found | Failure:
    if not stat.S_ISREG(info.st_mode):
        for is_kind, kind in _KINDS:
            if is_kind(info.st_mode):
                return _failure(shown, problems.irregular(kind))
    if not os.access(path, os.R_OK):
        return _failure(shown, problems.unopened("permission denied"))
    return Found(path, shown.replace(os.sep, "/"), info.st_size)


def _problem(error: Exception) -> ReadError:
    if isinstance(error, OSError):
        if error.errno == errno.ELOOP:
            return problems.loop()
        if error.errno in (errno.ENOENT, errno.ENOTDIR):
            return problems.absent()
        return problems.unopened(error.strerror or str(error))
    return problems.unopened(str(error))


def _failure(shown: str, error: ReadError) -> Failure:
    return Failure(
        readable_name(shown).replace(os.sep, "/"), "discover", error.code, error.message, error.hint
    )
