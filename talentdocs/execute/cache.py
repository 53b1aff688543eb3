"""The cache (缓存): what was made of a document, under a key of everything that could change it.

One SQLite file in the user's cache folder, safe for concurrent runs, size-limited. Without a folder it is a
temporary file that only carries one run, so that memory does not grow with the documents.
"""

from __future__ import annotations

import hashlib
import os
import sqlite3
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from types import TracebackType
from typing import overload

from talentdocs.errors import OutputError

FILE = "results-3.sqlite"
"""Name of the database; the number changes with its layout."""
PAGE_SIZE = 16 << 10
"""Bytes of a page of the database: the rows of a document take 20 to 100 kB."""
COMMIT_SECONDS = 0.5
BATCH = 500
READ_AHEAD = 100
"""Results that one query asks for; they come one at a time."""
SETTLED_SECONDS = 2.0
"""A file changed so recently may change again within the same time stamp: its digest is not remembered."""

SCHEMA = """
CREATE TABLE IF NOT EXISTS results (
    key BLOB PRIMARY KEY, size INTEGER NOT NULL, used INTEGER NOT NULL,
    facts BLOB NOT NULL, payload BLOB NOT NULL);
CREATE TABLE IF NOT EXISTS files (
    path TEXT PRIMARY KEY, size INTEGER NOT NULL, changed INTEGER NOT NULL, inode INTEGER NOT NULL,
    digest BLOB NOT NULL);
"""


@dataclass(frozen=True, slots=True)
class CacheInfo:
    """What is in a cache folder."""

    folder: Path
    documents: int
    bytes: int


def default_folder() -> Path:
    """The user's cache folder: TALENTDOCS_CACHE, else where the system keeps caches."""
    if named := os.environ.get("TALENTDOCS_CACHE"):
        return Path(named)
    if sys.platform == "win32":
        base = Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local")
    elif sys.platform == "darwin":
        base = Path.home() / "Library" / "Caches"
    else:
        base = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    return base / "talentdocs"


class Cache:
    """Results by key. Opened for one run; ``close`` commits, and shrinks it to ``limit`` bytes."""

    def __init__(self, folder: Path | None, *, limit: int = 4 << 30) -> None:
        """Open the cache in ``folder``, or a temporary one. Raises OutputError where it cannot be written."""
        self._limit = limit
        self.lasting = folder is not None
        self._temporary = (
            None if folder else tempfile.TemporaryDirectory(prefix="talentdocs-", ignore_cleanup_errors=True)
        )
        self.folder = Path(self._temporary.name) if self._temporary else Path(folder or "")
        self._today = int(time.time() // 86400)
        self._committed = time.monotonic()
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            self._base = self._open()
        except (OSError, sqlite3.Error) as error:
            raise self._unusable(error) from error

    def __enter__(self) -> Cache:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _open(self) -> sqlite3.Connection:
        base = sqlite3.connect(self.folder / FILE, timeout=60, isolation_level="DEFERRED")
        try:
            base.execute(f"PRAGMA page_size={PAGE_SIZE}")
            if self.lasting:
                base.execute("PRAGMA journal_mode=WAL")
                base.execute("PRAGMA synchronous=NORMAL")
            else:
                base.execute("PRAGMA journal_mode=OFF")
                base.execute("PRAGMA synchronous=OFF")
            base.executescript(SCHEMA)
        except sqlite3.DatabaseError as error:
            base.close()
            if "malformed" not in str(error) and "not a database" not in str(error):
                raise
            for path in self.folder.glob(f"{FILE}*"):
                path.unlink(missing_ok=True)
            return self._open()
        return base

    # --- results ------------------------------------------------------------------------------

    def facts(self, keys: Sequence[bytes]) -> Iterator[bytes | None]:
        """The facts of each key in their order, null for one that is not there; they count as used today."""
        for start in range(0, len(keys), BATCH):
            part = keys[start : start + BATCH]
            marks = ",".join("?" * len(part))
            rows = self._base.execute(
                f"SELECT key, used, facts FROM results WHERE key IN ({marks})", part
            ).fetchall()
            stale = [key for key, used, _ in rows if used != self._today]
            if stale:
                marks = ",".join("?" * len(stale))
                self._base.execute(f"UPDATE results SET used = {self._today} WHERE key IN ({marks})", stale)
            found = {key: facts for key, _, facts in rows}
            yield from map(found.get, part)
        self._commit()  # digests too: another run must not wait for the end of this one

    def rows(self, keys: Sequence[bytes]) -> Iterator[tuple[bytes, bytes] | None]:
        """Facts and payload of each key in their order, null for one that is not there."""
        for start in range(0, len(keys), READ_AHEAD):
            part = keys[start : start + READ_AHEAD]
            marks = ",".join(["(?)"] * len(part))
            query = f"SELECT facts, payload FROM (VALUES {marks}) LEFT JOIN results ON key = column1"
            for facts, payload in self._base.execute(query, part):
                yield None if facts is None else (facts, payload)

    def put(self, key: bytes, facts: bytes, payload: bytes) -> None:
        """Keep a result; committed at least every half second, so that a killed run is resumed from there."""
        size = len(facts) + len(payload) + 128
        with self._explained():
            self._base.execute(
                "INSERT OR REPLACE INTO results VALUES (?, ?, ?, ?, ?)",
                (key, size, self._today, facts, payload),
            )
            if time.monotonic() - self._committed > COMMIT_SECONDS:
                self._commit()

    # --- digests of files ---------------------------------------------------------------------

    def digests(self, paths: Iterable[str]) -> Iterator[bytes | OSError]:
        """SHA-256 of each file, or why it cannot be read.

        A file is read only where its size, time or inode differ from when it was last read.
        """
        here = Path.cwd()
        rest = iter(paths)
        while part := [os.path.join(here, path) for path in islice(rest, BATCH)]:  # noqa: PTH118 - often
            known = self._known_files(part)
            for name in part:
                try:
                    yield self._digest(name, known)
                except OSError as error:
                    yield error

    def _known_files(self, names: Sequence[str]) -> dict[str, tuple[int, int, int, bytes]]:
        marks = ",".join("?" * len(names))
        rows = self._base.execute(
            f"SELECT path, size, changed, inode, digest FROM files WHERE path IN ({marks})", names
        )
        return {name: (size, changed, inode, digest) for name, size, changed, inode, digest in rows}

    def _digest(self, name: str, known: dict[str, tuple[int, int, int, bytes]]) -> bytes:
        status = os.stat(name)  # noqa: PTH116 - a Path for each of many files costs more than the call
        stamp = (status.st_size, status.st_mtime_ns, status.st_ino)
        row = known.get(name)
        if row is not None and row[:3] == stamp:
            return row[3]
        with Path(name).open("rb") as stream:
            digest = hashlib.file_digest(stream, "sha256").digest()
        if time.time() - status.st_mtime > SETTLED_SECONDS:
            self._base.execute("INSERT OR REPLACE INTO files VALUES (?, ?, ?, ?, ?)", (name, *stamp, digest))
        return digest

    # --- upkeep -------------------------------------------------------------------------------

    def close(self) -> None:
        """Commit, shrink to the limit, and close; a temporary cache is removed."""
        with suppress(sqlite3.Error):
            if self.lasting:
                self._shrink()
            self._commit()
        self._base.close()
        if self._temporary:
            self._temporary.cleanup()

    def info(self) -> CacheInfo:
        """How many results there are and how many bytes they take."""
        count, size = self._base.execute("SELECT count(*), coalesce(sum(size), 0) FROM results").fetchone()
        return CacheInfo(self.folder, int(count), int(size))

    def clear(self) -> CacheInfo:
        """Drop everything; returns what there was."""
        before = self.info()
        self._base.execute("DELETE FROM results")
        self._base.execute("DELETE FROM files")
        self._commit()
        self._base.execute("VACUUM")
        return before

    @contextmanager
    def _explained(self) -> Iterator[None]:
        """Turn a database error, a full disk above all, into one line that says what to do."""
        try:
            yield
        except sqlite3.Error as error:
            raise self._unusable(error) from error

    def _unusable(self, error: Exception) -> OutputError:
        hint = "free some space, choose another with --cache DIR, or --no-cache"
        return OutputError(
            f"the cache cannot be used: {error}", where=str(self.folder), hint=hint, code="T405"
        )

    def _commit(self) -> None:
        self._base.commit()
        self._committed = time.monotonic()

    def _shrink(self) -> None:
        """Drop the longest unused results until the rest fits; what was used today goes last."""
        pages, free, page_size = (
            self._base.execute(f"PRAGMA {name}").fetchone()[0]
            for name in ("page_count", "freelist_count", "page_size")
        )
        if (pages - free) * page_size <= self._limit:
            return
        total = self.info().bytes
        for key, size in self._base.execute("SELECT key, size FROM results ORDER BY used, rowid").fetchall():
            if total <= self._limit * 9 // 10:
                break
            self._base.execute("DELETE FROM results WHERE key = ?", (key,))
            total -= size


class Keys(Sequence[bytes]):
    """Very many keys in one stretch of memory; an empty one stands for a document without a result."""

    SIZE = 32

    def __init__(self) -> None:
        self.packed = bytearray()
        """All of them, one behind the other."""

    def append(self, key: bytes) -> None:
        """One more key, behind the others."""
        self.packed += key or bytes(self.SIZE)

    def __len__(self) -> int:
        return len(self.packed) // self.SIZE

    @overload
    def __getitem__(self, index: int) -> bytes: ...

    @overload
    def __getitem__(self, index: slice) -> list[bytes]: ...

    def __getitem__(self, index: int | slice) -> bytes | list[bytes]:
        if isinstance(index, slice):
            return [self[place] for place in range(*index.indices(len(self)))]
        if not 0 <= index < len(self):
            raise IndexError(index)
        return bytes(self.packed[index * self.SIZE : (index + 1) * self.SIZE])

    def __setitem__(self, index: int, key: bytes) -> None:
        self.packed[index * self.SIZE : (index + 1) * self.SIZE] = key


def make_key(*parts: bytes | str) -> bytes:
    """A key of everything that could change a result, each part with its length before it."""
    total = hashlib.sha256()
    for part in parts:
        piece = part.encode("utf-8", "surrogatepass") if isinstance(part, str) else part
        total.update(len(piece).to_bytes(8, "big"))
        total.update(piece)
    return total.digest()
