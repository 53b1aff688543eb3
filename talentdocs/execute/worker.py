"""The worker (工作进程): a process that does one task after the other and may die of one."""

from __future__ import annotations

import gc
import hashlib
import json
import os
import threading
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from talentdocs.execute.outcome import Failed, Task, failure_of

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

Work = Callable[[bytes, str, Any], tuple[bytes, dict[str, Any]]]
"""What is done with one document: its bytes, its path and its context give a payload and facts."""
SWEEP = 50_000
"""New objects between two sweeps for cyclic garbage: what a worker makes is nearly all rows."""
HEAD = 4096
"""Bytes that tell what a document is."""


def attempt(work: Work, task: Task, context: Any = None) -> tuple[bytes, bytes, bytes] | Failed:
    """Do one task: payload, facts as JSON, SHA-256 of the bytes. Here alone any exception becomes a value."""
    try:
        data = task.file.read_bytes()
        payload, facts = work(data, task.path, context)
    except Exception as error:
        return Failed(task, failure_of(error, task.path))
    packed = json.dumps(facts, ensure_ascii=False).encode("utf-8", "replace")
    return payload, packed, hashlib.sha256(data).digest()


def is_light(work: Work, task: Task) -> bool:
    """Whether the work says of a document, by its name, size and first bytes, that it needs no worker."""
    light = getattr(work, "light", None)
    if light is None:
        return False
    try:
        with task.file.open("rb") as stream:
            return bool(light(task.path, task.size, stream.read(HEAD)))
    except OSError:
        return False


def serve(connection: Connection, work: Work, memory: int) -> None:
    """The main loop of a worker: chunks of ``(task, context)`` come in, one result a task goes out.

    The first message out is ``None``, when the work is prepared, or the exception that kept it from that.
    """
    _detach()
    _limit(memory)
    gc.set_threshold(SWEEP)
    try:
        getattr(work, "prepare", bool)()
        connection.send(None)
    except Exception as error:
        connection.send(error)
        return
    try:
        while (chunk := connection.recv()) is not None:
            for task, context in chunk:
                connection.send(attempt(work, task, context))
    except (EOFError, OSError):
        return


def _detach() -> None:
    """Lead a session, to die with its children and not by Ctrl-C; and die when the parent does."""
    import multiprocessing
    from multiprocessing.connection import wait

    if hasattr(os, "setsid"):
        os.setsid()
    parent = multiprocessing.parent_process()
    if parent is None:
        return

    def follow() -> None:
        wait([parent.sentinel])
        end()

    threading.Thread(target=follow, daemon=True).start()


def end() -> None:
    """End this process and whatever it started, now."""
    if hasattr(os, "killpg") and os.getpgid(0) == os.getpid():
        os.killpg(0, 9)
    os._exit(1)


def _limit(memory: int) -> None:
    if not memory:
        return
    try:
        import resource
    except ImportError:  # Windows has no such limits
        return
    kind = getattr(resource, "RLIMIT_DATA", resource.RLIMIT_AS)
    _, hard = resource.getrlimit(kind)
    if hard == resource.RLIM_INFINITY or memory < hard:
        resource.setrlimit(kind, (memory, hard))
