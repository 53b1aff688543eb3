"""Where the rows of a run go: spooled as JSON lines, then made into every form that was asked for.

    sink = open_sink("out", formats=["csv", "xlsx"], tables=EXTRACT_TABLES)
    sink.write("figures", rows)
    sink.close()

Rows stream to disk as they come, so memory does not grow with them. The files appear at ``close``, whole, or
not at all. The same call serves every command that writes tables.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import IO, Any, BinaryIO, Protocol

from talentdocs.errors import OutputError, UnknownName, UsageError
from talentdocs.tables.columns import Column, as_columns, table_columns
from talentdocs.tables.place import Flusher, Place, explain, explained
from talentdocs.tables.rows import encode_row, to_row
from talentdocs.tables.writers import FORMATS, SUFFIXES, Format, Spool

Tables = Sequence[str] | Mapping[str, Sequence[str | Column]]
"""Names of known tables, or names with their columns."""


class Sink(Protocol):
    """What takes rows; ``close`` makes them appear, ``abandon`` drops them."""

    def write(self, table: str, rows: Iterable[Any]) -> int:
        """Append rows (dicts or records) to a table; returns how many."""

    def write_lines(self, table: str, lines: bytes | memoryview, count: int | None = None) -> int:
        """Append ready JSON lines to a table; returns how many, ``count`` where the caller knows."""

    def record(self, document: Mapping[str, Any]) -> None:
        """Append one document's entry to the manifest."""

    def standing(self) -> Mapping[str, Any] | None:
        """The manifest of an earlier run whose files stand as it left them, in every form wanted now."""

    def close(self, manifest: Mapping[str, Any] | None = None) -> list[Path]:
        """Make the files appear, the manifest last; returns their paths."""

    def abandon(self) -> None:
        """Drop everything that was written."""


def open_sink(
    target: str | Path,
    *,
    formats: Sequence[str] = (),
    tables: Tables,
    table: str = "figures",
    stdout: BinaryIO | None = None,
) -> Sink:
    """A sink for ``target``: a folder, a file whose suffix names the form, or ``-`` for standard output.

    ``table`` is the one that goes to a target that holds a single table. Raises UsageError for an unknown
    format or table, OutputError for a place that cannot be written.
    """
    columns = _columns(tables)
    if str(target) == "-":
        _known(table, columns)
        return StreamSink(table, stdout or sys.stdout.buffer)
    path = Path(target)
    suffix = SUFFIXES.get(path.suffix.lower())
    if suffix and not path.is_dir():
        if formats and set(formats) != {suffix}:
            raise UsageError(
                f"the suffix of {path.name} says {suffix}, --format says {', '.join(formats)}",
                hint="name a folder, or leave out --format",
                code="T311",
            )
        form = FORMATS[suffix]
        if not form.together:
            columns = {table: _known(table, columns)}
        return FileSink(path.parent, columns, [form], single=path.name)
    return FileSink(path, columns, [_form(name) for name in (formats or ["jsonl"])])


class FileSink:
    """Tables in a folder, or one file; staged, then renamed into place."""

    def __init__(
        self,
        folder: Path,
        tables: Mapping[str, tuple[Column, ...]],
        formats: Sequence[Format],
        *,
        single: str = "",
    ) -> None:
        self._tables = dict(tables)
        self._formats = list(dict.fromkeys(formats))
        self._single = single
        self._place = Place(folder, name=single)
        self._flusher = Flusher() if FORMATS["jsonl"] in self._formats else None
        self._streams: dict[str, IO[bytes]] = {}
        self._counts = dict.fromkeys(self._tables, 0)
        self._longest = dict.fromkeys(self._tables, 1 << 20)
        with explained(folder):
            for name in self._tables:
                self._streams[name] = self._spool(name).open("wb", buffering=1 << 20)
            self._entries = self._spool("manifest").open("w+b")

    def __enter__(self) -> FileSink:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if kind is not None:
            self.abandon()

    def write(self, table: str, rows: Iterable[Any]) -> int:
        """Append rows, dicts or records; those of a table that the target does not hold are passed over."""
        lines = [encode_row(row if isinstance(row, Mapping) else to_row(row)) for row in rows]
        return self._append(table, b"".join(lines), len(lines))

    def write_lines(self, table: str, lines: bytes | memoryview, count: int | None = None) -> int:
        """Append ready JSON lines, each with its line break; ``count`` where the caller knows how many."""
        return self._append(table, lines, _count(lines) if count is None else count)

    def _append(self, table: str, lines: bytes | memoryview, count: int) -> int:
        if table in self._streams and lines:
            stream = self._streams[table]
            try:  # not explained(), which takes longer than the writing
                stream.write(lines)
            except OSError as error:
                raise explain(error, self._place.folder) from error
            if self._flusher is not None:
                self._flusher.grew(stream, len(lines))
            self._counts[table] += count
            if len(lines) > self._longest[table]:
                self._longest[table] = max(self._longest[table], *map(len, bytes(lines).split(b"\n")))
        return count

    def record(self, document: Mapping[str, Any]) -> None:
        """Append one document's entry to the manifest."""
        try:
            self._entries.write(encode_row(document))
        except OSError as error:
            raise explain(error, self._place.folder) from error

    def standing(self) -> Mapping[str, Any] | None:
        """The manifest of an earlier run whose files stand as it left them, in every form wanted now."""
        return read_standing(self._place.folder, self._manifest_name(), self._names())

    def close(self, manifest: Mapping[str, Any] | None = None) -> list[Path]:
        """Make every form, rename all files into place, the manifest last."""
        try:
            with explained(self._place.folder):
                for stream in (*self._streams.values(), self._entries):
                    stream.flush()
                for form in self._formats:
                    self._make(form)
                names = self._names()
                if manifest is not None:
                    names.append(self._manifest(manifest, names))
            self._release()
            self._place.commit(names)
        except BaseException:
            self.abandon()
            raise
        return [self._place.folder / name for name in names]

    def abandon(self) -> None:
        """Drop the stage; the earlier output stays as it was."""
        self._release()
        self._place.abandon()

    def _release(self) -> None:
        if self._flusher is not None:
            self._flusher.stop()
        for stream in (*self._streams.values(), self._entries):
            with suppress(OSError):  # a full disk: the buffer that is left cannot be written either
                stream.close()

    def _spool(self, table: str) -> Path:
        return self._place.stage / f"{table}.spool"

    def _spools(self) -> list[Spool]:
        return [
            Spool(name, self._tables[name], self._spool(name), self._counts[name], self._longest[name])
            for name in self._tables
        ]

    def _names(self) -> list[str]:
        """Names of the files that ``close`` makes, but for the manifest."""
        return [name for form in self._formats for name in self._names_of(form)]

    def _names_of(self, form: Format) -> list[str]:
        if form.together or self._single:
            return [self._single or f"talentdocs{form.suffix}"]
        return [f"{table}{form.suffix}" for table in self._tables]

    def _make(self, form: Format) -> None:
        write = form.load()
        spools = self._spools()
        names = self._names_of(form)
        groups = [spools] if form.together else [[spool] for spool in spools]
        for group, name in zip(groups, names, strict=True):
            write(group, self._place.stage / name)

    def _manifest_name(self) -> str:
        return f"{self._single}.manifest.json" if self._single else "manifest.json"

    def _manifest(self, manifest: Mapping[str, Any], names: Sequence[str]) -> str:
        """The manifest: its head, then one line a document, streamed from the spool."""
        name = self._manifest_name()
        files = {name: (self._place.stage / name).stat().st_size for name in names}
        head = json.dumps({**manifest, "tables": self._counts, "files": files}, ensure_ascii=False, indent=1)
        with (self._place.stage / name).open("wb") as target:
            target.write(head.removesuffix("\n}").encode("utf-8", "replace") + b',\n "documents": [')
            self._entries.seek(0)
            for number, line in enumerate(self._entries):
                target.write((b",\n  " if number else b"\n  ") + line.rstrip(b"\n"))
            target.write(b"\n ]\n}\n")
        return name


def read_standing(folder: Path, name: str, files: Sequence[str]) -> Mapping[str, Any] | None:
    """A manifest whose ``files`` are all there, of the size that it says and no younger than itself."""
    try:
        written = (folder / name).stat().st_mtime_ns
        manifest = json.loads((folder / name).read_bytes())
        for file in files:
            status = (folder / file).stat()
            if status.st_size != manifest["files"][file] or status.st_mtime_ns > written:
                return None
    except (OSError, ValueError, KeyError, TypeError):
        return None
    return manifest if isinstance(manifest, dict) else None


class StreamSink:
    """One table as JSON lines on a stream, written as it comes; the other tables are passed over."""

    def __init__(self, table: str, stream: BinaryIO) -> None:
        self._table = table
        self._stream = stream

    def write(self, table: str, rows: Iterable[Any]) -> int:
        """Write the rows of the one table, dicts or records."""
        lines = [encode_row(row if isinstance(row, Mapping) else to_row(row)) for row in rows]
        if table == self._table:
            self._stream.write(b"".join(lines))
        return len(lines)

    def write_lines(self, table: str, lines: bytes | memoryview, count: int | None = None) -> int:
        """Write ready JSON lines of the one table."""
        if table == self._table:
            self._stream.write(lines)
        return _count(lines) if count is None else count

    def record(self, document: Mapping[str, Any]) -> None:
        """A stream has no manifest."""

    def standing(self) -> Mapping[str, Any] | None:
        """A stream has no past."""

    def close(self, manifest: Mapping[str, Any] | None = None) -> list[Path]:
        """Flush; a stream has no manifest and leaves no file."""
        self._stream.flush()
        return []

    def abandon(self) -> None:
        """Nothing to drop: what was written is gone down the pipe."""


class NullSink:
    """A sink for a run that only wants its summary: counts, keeps nothing."""

    def write(self, table: str, rows: Iterable[Any]) -> int:
        """Count the rows."""
        return sum(1 for _ in rows)

    def write_lines(self, table: str, lines: bytes | memoryview, count: int | None = None) -> int:
        """Count the lines."""
        return _count(lines) if count is None else count

    def record(self, document: Mapping[str, Any]) -> None:
        """There is no manifest."""

    def standing(self) -> Mapping[str, Any] | None:
        """Nothing is kept."""

    def close(self, manifest: Mapping[str, Any] | None = None) -> list[Path]:
        """No file appears."""
        return []

    def abandon(self) -> None:
        """Nothing to drop."""


def _count(lines: bytes | memoryview) -> int:
    return bytes(lines).count(b"\n")


def _columns(tables: Tables) -> dict[str, tuple[Column, ...]]:
    if isinstance(tables, Mapping):
        return {name: as_columns(columns) for name, columns in tables.items()}
    return {name: table_columns(name) for name in tables}


def _known(table: str, tables: Mapping[str, tuple[Column, ...]]) -> tuple[Column, ...]:
    if table not in tables:
        raise UnknownName("table", table, tables, code="T312")
    return tables[table]


def _form(name: str) -> Format:
    if name not in FORMATS:
        raise UnknownName("format", name, FORMATS, code="T313")
    return FORMATS[name]


__all__ = ["FileSink", "NullSink", "OutputError", "Sink", "StreamSink", "Tables", "open_sink"]
