"""Where output goes, and how it gets there whole: a folder or a file, staged beside, then renamed into place.

Everything is written into a stage beside the target, flushed to disk, and marked as complete; only then are
the files renamed one by one. A run that is killed before the mark leaves the earlier output as it was; one
killed between two renames is finished by whoever opens the place next.
"""

from __future__ import annotations

import errno
import json
import os
import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from queue import SimpleQueue
from threading import Thread
from typing import IO, Any

from talentdocs.errors import OutputError

STAGE = ".talentdocs-stage"
LOCK = ".talentdocs.lock"
COMPLETE = "COMPLETE"


class Place:
    """A target folder with its lock and its stage; files in it are replaced together by ``commit``."""

    def __init__(self, folder: Path, *, name: str = "") -> None:
        """Lock ``folder``, finish or drop what an earlier run left. ``name``: the one file that is written.

        Raises OutputError where the folder cannot be made, written or locked.
        """
        self.folder = folder
        self._suffix = f"-{name}" if name else ""
        with explained(folder):
            folder.mkdir(parents=True, exist_ok=True)
            self._lock = _lock(folder / (LOCK + self._suffix))
            self.stage = folder / (STAGE + self._suffix)
            try:
                settle(self.stage)
                self.stage.mkdir()
            except BaseException:
                self.release()
                raise

    def commit(self, names: Sequence[str]) -> None:
        """Put the staged files ``names`` into the folder, in this order, all of them or none."""
        with explained(self.folder):
            for name in names:
                _flush(self.stage / name)
            mark = self.stage / COMPLETE
            mark.write_text(json.dumps(list(names), ensure_ascii=False), encoding="utf-8")
            _flush(mark)
            _flush(self.stage)
            settle(self.stage)
            _flush(self.folder)
        self.release()

    def abandon(self) -> None:
        """Drop the stage and let go of the lock; the earlier output stays as it was."""
        shutil.rmtree(self.stage, ignore_errors=True)
        self.release()

    def release(self) -> None:
        """Let go of the lock."""
        if not self._lock.closed:
            with suppress(OSError):  # Windows does not remove a file that is open
                Path(self._lock.name).unlink(missing_ok=True)
            self._lock.close()


class Flusher:
    """Brings growing files to the disk while more is written, to leave little to wait for at the end."""

    STEP = 16 << 20
    """Bytes after which a file is worth a flush."""

    def __init__(self) -> None:
        self._waiting: SimpleQueue[IO[bytes] | None] = SimpleQueue()
        self._grown: dict[int, int] = {}
        self._thread: Thread | None = None

    def grew(self, stream: IO[bytes], size: int) -> None:
        """Take note of ``size`` more bytes in a file that stays open until ``stop``."""
        handle = stream.fileno()
        grown = self._grown.get(handle, 0) + size
        if grown >= self.STEP:
            grown = 0
            if self._thread is None:
                self._thread = Thread(target=self._work, daemon=True)
                self._thread.start()
            self._waiting.put(stream)
        self._grown[handle] = grown

    def stop(self) -> None:
        """End after the flush that is under way."""
        if self._thread is not None:
            while not self._waiting.empty():
                self._waiting.get()
            self._waiting.put(None)
            self._thread.join()
            self._thread = None

    def _work(self) -> None:
        while (stream := self._waiting.get()) is not None:
            with suppress(OSError):  # the flush at the end tells
                os.fsync(stream.fileno())


def write_whole(target: Path, data: bytes) -> None:
    """Write one file, whole or not at all. Raises OutputError where it cannot be written."""
    place = Place(target.parent, name=target.name)
    try:
        with explained(target.parent):
            (place.stage / target.name).write_bytes(data)
        place.commit([target.name])
    except BaseException:
        place.abandon()
        raise


def settle(stage: Path) -> None:
    """Finish the renames of a stage that is marked complete, drop one that is not."""
    mark = stage / COMPLETE
    if mark.exists():
        for name in json.loads(mark.read_text(encoding="utf-8")):
            staged = stage / name
            if staged.exists():
                staged.replace(stage.parent / name)
    if stage.exists():
        shutil.rmtree(stage)


@contextmanager
def explained(where: Path) -> Iterator[None]:
    """Raise the system's errors as what ``explain`` makes of them."""
    try:
        yield
    except OSError as error:
        raise explain(error, where) from error


def explain(error: OSError, where: Path) -> OutputError:
    """An error of the system as one line that says what to do: a full disk, no permission."""
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return OutputError(
            "the disk is full; nothing was replaced",
            where=str(where),
            hint="free some space, run again",
            code="T402",
        )
    if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        return OutputError(
            "no permission to write here", where=str(where), hint="choose another -o", code="T403"
        )
    if error.errno in (errno.EEXIST, errno.ENOTDIR, errno.EISDIR):
        return OutputError(
            "a file stands where a folder is needed, or the other way round",
            where=str(where),
            hint="choose another -o",
            code="T404",
        )
    return OutputError(error.strerror or str(error), where=str(where), code="T400")


def _lock(path: Path) -> IO[Any]:
    """Open and lock a file; it is removed on release, so a lock on one that is gone is none."""
    while True:
        stream = _locked(path)
        with suppress(FileNotFoundError):
            if os.name == "nt" or path.stat().st_ino == os.fstat(stream.fileno()).st_ino:
                return stream
        stream.close()


def _locked(path: Path) -> IO[Any]:
    stream = path.open("a+")
    try:
        _lock_stream(stream)
    except OSError as error:
        stream.close()
        if error.errno not in (errno.EACCES, errno.EAGAIN, errno.EDEADLK):
            raise
        raise OutputError(
            "another run is writing here",
            where=str(path.parent),
            hint="wait for it to end, or choose another -o",
            code="T401",
        ) from error
    return stream


def _lock_stream(stream: IO[Any]) -> None:
    if os.name == "nt":
        import msvcrt

        msvcrt.locking(stream.fileno(), msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined,unused-ignore]
        return
    import fcntl

    fcntl.flock(stream, fcntl.LOCK_EX | fcntl.LOCK_NB)


def _flush(path: Path) -> None:
    """Bring a file, or a folder's list of names, to the disk."""
    if path.is_dir() and os.name == "nt":
        return
    handle = os.open(path, os.O_RDONLY if path.is_dir() else os.O_RDWR)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
