"""Many machines (集群): batches on an existing Dask scheduler, handed on when a worker dies.

Start one with ``dask scheduler`` on one host and ``dask worker tcp://HOST:8786`` on each: docs/scaling.md.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from importlib import import_module
from typing import Any, TypeVar

from talentdocs.errors import UsageError

Batch = TypeVar("Batch")
Report = TypeVar("Report")

CONNECT_SECONDS = 15
RETRIES = 3
"""How often a batch is handed to another worker when the one that had it dies."""
AHEAD = 4
"""Batches in flight for each thread of the cluster: enough that none waits."""


def connect(address: str) -> Any:
    """A client of the scheduler at ``address``. Raises UsageError where there is none or no worker."""
    try:
        distributed: Any = import_module("distributed")
    except ImportError as error:
        raise UsageError(
            "Dask is not installed", hint="pip install 'talentdocs[cluster]'", code="T330"
        ) from error
    try:
        client = distributed.Client(address, timeout=CONNECT_SECONDS, set_as_default=False)
    except (OSError, ValueError) as error:
        hint = "start one: dask scheduler"
        raise UsageError("no scheduler answers", where=address, hint=hint, code="T331") from error
    if not client.nthreads():
        client.close()
        raise UsageError("no worker", where=address, hint=f"start one: dask worker {address}", code="T332")
    return client


def run_batches(
    client: Any, work: Callable[[Batch], Report], batches: Sequence[Batch]
) -> Iterator[tuple[Batch, Report | Exception]]:
    """Each batch with its report, or with what ended it on every worker that tried, as they are finished."""
    distributed: Any = import_module("distributed")
    waiting = iter(batches)
    running: dict[Any, Batch] = {}
    queue = distributed.as_completed(loop=client.loop)

    def submit(batch: Batch) -> None:
        future = client.submit(work, batch, retries=RETRIES, pure=False)
        running[future] = batch
        queue.add(future)

    for _, batch in zip(range(AHEAD * sum(client.nthreads().values())), waiting, strict=False):
        submit(batch)
    while running:
        future = next(queue)
        batch = running.pop(future)
        error = future.exception()
        yield batch, future.result() if error is None else error
        future.release()
        following = next(waiting, None)
        if following is not None:
            submit(following)
