"""The pool (进程池): a document that kills or hangs its worker costs only itself.

Workers are started once (spawn) and get chunks, the largest documents first. A worker that dies or hangs is
replaced; the document it was at is tried once more, alone, or twice where the worker was killed, and then
is a failure; the rest of its chunk goes back to the queue. Results come in the order in which they end.
"""

from __future__ import annotations

import multiprocessing
import os
import selectors
import signal
import sys
import time
from collections import deque
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from itertools import islice
from multiprocessing.connection import Connection, wait
from multiprocessing.context import SpawnProcess
from types import ModuleType
from typing import Any

from talentdocs.errors import TalentdocsError
from talentdocs.execute.limits import Execution
from talentdocs.execute.outcome import Failed
from talentdocs.execute.outcome import Item as Item
from talentdocs.execute.outcome import Result as Result
from talentdocs.execute.worker import Work, serve
from talentdocs.records import Failure

CHUNK_COUNT = 16
CHUNK_BYTES = 128 << 10
"""A chunk holds at most so many documents and, but for its first, so many bytes."""
TEXTS = (".txt", ".md")
TEXT_WEAR = 0.1
"""Texts pass through no library that leaks; their workers live ten times as long."""
KILLED = -9
"""Exit code of a process that the system, or its memory limit, killed."""
START_SECONDS = 120.0
"""How long a worker may take to start: import, read lexicons."""
KILL_TRIES = 2
"""Tries more for a document whose worker the system killed: what is tried again stands alone, so that
stray kills are likely to meet the same document again."""
START_TRIES = 10
"""Workers that may die in a row before they have done anything."""


@dataclass(slots=True)
class _Worker:
    process: SpawnProcess
    connection: Connection
    since: float
    ready: bool = False
    served: float = 0
    retire: bool = False
    given: deque[Item] = field(default_factory=deque)

    @property
    def takes_more(self) -> bool:
        """Whether it should get another chunk: it has little in hand, and nothing that may kill it."""
        light = (
            len(self.given) <= CHUNK_COUNT // 2
            and sum(item.task.size for item in self.given) <= CHUNK_BYTES // 2
        )
        return self.ready and not self.retire and light and not any(item.tries for item in self.given)

    def deadline(self, timeout: float) -> float:
        if not self.ready:
            return self.since + START_SECONDS
        return self.since + timeout if self.given and timeout else float("inf")


class Pool:
    """Workers that do ``work``; use as a context manager, so that none outlives it."""

    def __init__(self, work: Work, execution: Execution) -> None:
        self._work = work
        self._execution = execution
        self._workers: list[_Worker] = []
        self._queue: deque[list[Item]] = deque()
        self._retries: deque[list[Item]] = deque()
        """Documents that ended a worker; they wait until all others are given out."""
        self._stillborn = 0
        self._ears = selectors.DefaultSelector() if os.name == "posix" else None
        """Kept open: to register every worker anew for each result takes a tenth of a millisecond."""

    def __enter__(self) -> Pool:
        return self

    def __exit__(self, *_: object) -> None:
        for worker in list(self._workers):
            self._end(worker)
        if self._ears is not None:
            self._ears.close()

    def start(self, count: int) -> None:
        """Start workers ahead of the first task, as many as are allowed and useful."""
        while len(self._workers) < min(count, self._execution.workers):
            self._workers.append(self._spawn())

    def run(self, items: Iterable[Item]) -> Iterator[Result]:
        """Each item with ``(payload, facts as JSON, digest)`` or a ``Failed``, as they are finished.

        The largest documents should come first, so that none is left to the end.
        """
        waiting = chunks(items)
        while True:
            missing = self._execution.workers - len(self._queue)
            self._queue.extend(islice(waiting, max(0, missing)))
            if not self._queue:
                self._queue, self._retries = self._retries, self._queue
            if not self._queue and not any(worker.given for worker in self._workers):
                return
            self.start(len(self._queue))
            self._feed()
            yield from self._collect()

    def _spawn(self) -> _Worker:
        context = multiprocessing.get_context("spawn")
        ours, theirs = context.Pipe()
        process = context.Process(
            target=serve, args=(theirs, self._work, self._execution.memory), daemon=True
        )
        with _without_main(), _allowed_children():
            process.start()
        theirs.close()
        if self._ears is not None:
            self._ears.register(ours, selectors.EVENT_READ)
        return _Worker(process, ours, time.monotonic())

    def _end(self, worker: _Worker) -> int | None:
        """Let a worker go; returns how it ended."""
        self._workers.remove(worker)
        if self._ears is not None:
            self._ears.unregister(worker.connection)
        return _kill(worker)

    def _feed(self) -> None:
        """Keep a chunk in hand of each worker, so that none waits; a retried document is alone."""
        for worker in self._workers:
            if not self._queue:
                return
            alone = self._queue[0][0].tries > 0
            if worker.takes_more and not (alone and worker.given):
                self._give(worker, self._queue.popleft())

    def _give(self, worker: _Worker, chunk: list[Item]) -> None:
        if not worker.given:
            worker.since = time.monotonic()
        worker.given.extend(chunk)
        with suppress(OSError):  # it is dead: found out when its results are collected
            worker.connection.send([(item.task, item.context) for item in chunk])

    def _collect(self) -> Iterator[Result]:
        """Results that are there within the next moment; dead and hanging workers are dealt with."""
        timeout = self._execution.timeout
        soonest = min(worker.deadline(timeout) for worker in self._workers)
        patience = max(0.0, min(soonest - time.monotonic(), 1.0))
        heard = self._heard(patience)
        for worker in list(self._workers):
            if worker.connection in heard:
                yield from self._hear(worker)
            elif time.monotonic() > worker.deadline(timeout):
                yield from self._bury(worker, hung=True)

    def _heard(self, patience: float) -> list[Any]:
        """Connections that have something to say, or whose worker is dead, within so many seconds."""
        if self._ears is None:
            return wait([worker.connection for worker in self._workers], patience)
        return [key.fileobj for key, _ in self._ears.select(patience)]

    def _hear(self, worker: _Worker) -> Iterator[Result]:
        try:
            message = worker.connection.recv()
        except (EOFError, OSError):
            yield from self._bury(worker, hung=False)
            return
        worker.since = time.monotonic()
        if not worker.ready:
            if isinstance(message, Exception):
                raise message
            worker.ready = True
            return
        self._stillborn = 0
        item = worker.given.popleft()
        worker.served += TEXT_WEAR if item.task.location.endswith(TEXTS) else 1
        if isinstance(message, Failed) and message.failure.code == "T192" and not item.tries:
            worker.retire = True
            self._again(item)
        else:
            yield item, message
        if worker.served >= self._execution.renew:
            worker.retire = True
        if worker.retire and not worker.given:
            self._end(worker)

    def _bury(self, worker: _Worker, *, hung: bool) -> Iterator[Result]:
        """Replace a dead or hanging worker; the document it was at is to blame."""
        code = self._end(worker)
        if not worker.ready or not worker.given:
            self._stillborn += 1
            if self._stillborn >= START_TRIES:
                raise TalentdocsError(
                    f"worker processes end as soon as they start (exit {code})",
                    hint="talentdocs show FILE --debug works without them",
                    code="T196",
                )
            if not worker.ready:
                return
        if not worker.given:
            return
        culprit, *others = worker.given
        if others:
            self._queue.appendleft(others)
        if culprit.tries >= (KILL_TRIES if code == KILLED and not hung else 1):
            yield culprit, Failed(culprit.task, self._verdict(culprit, hung=hung, code=code))
        else:
            self._again(culprit)

    def _again(self, item: Item) -> None:
        item.tries += 1
        self._retries.append([item])

    def _verdict(self, item: Item, *, hung: bool, code: int | None) -> Failure:
        if hung:
            limit = self._execution.timeout
            return Failure(
                item.task.path,
                "extract",
                "T193",
                f"took longer than {limit:g} s, twice",
                "raise the limit with --timeout",
            )
        if code == KILLED:
            return Failure(
                item.task.path,
                "extract",
                "T194",
                "the worker was killed, three times; memory may have run out",
                "raise --memory",
            )
        return Failure(
            item.task.path,
            "extract",
            "T195",
            f"the worker crashed, twice (exit {code})",
            "convert the file, try again",
        )


def chunks(items: Iterable[Item]) -> Iterator[list[Item]]:
    """Items in chunks for the workers, in their order."""
    chunk: list[Item] = []
    size = 0
    for item in items:
        if chunk and (len(chunk) >= CHUNK_COUNT or size + item.task.size > CHUNK_BYTES):
            yield chunk
            chunk, size = [], 0
        chunk.append(item)
        size += item.task.size
    if chunk:
        yield chunk


def _kill(worker: _Worker) -> int | None:
    """End a worker with its children; returns how it ended."""
    worker.connection.close()
    pid = worker.process.pid
    ended = worker.process.exitcode
    if ended is None and pid is not None and hasattr(os, "killpg"):
        worker.process.join(0.05)
        ended = worker.process.exitcode
        with suppress(ProcessLookupError, PermissionError):
            if os.getpgid(pid) == pid:
                os.killpg(pid, signal.SIGKILL)
    worker.process.kill()
    worker.process.join()
    return ended if ended is not None else worker.process.exitcode


@contextmanager
def _allowed_children() -> Iterator[None]:
    """Let a daemon, such as a worker of a cluster, have workers of its own: they end with it all the same."""
    settings: dict[str, Any] = multiprocessing.current_process()._config  # type: ignore[attr-defined]
    daemon = settings.pop("daemon", None)
    try:
        yield
    finally:
        if daemon is not None:
            settings["daemon"] = daemon


@contextmanager
def _without_main() -> Iterator[None]:
    """Keep spawn from importing the caller's main module again in the worker, which needs nothing of it."""
    main = sys.modules["__main__"]
    sys.modules["__main__"] = ModuleType("__main__")
    try:
        yield
    finally:
        sys.modules["__main__"] = main
