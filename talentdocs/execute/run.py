"""A run (运行): tasks in, outcomes out, in the order of the tasks, whatever the number of workers.

What is known by the cache is not done again. Results wait on disk, never in memory, until their turn. Work on
a document may depend on the rest of the run (its ``context``): a ``Revision`` sees every result and names
those that must be done again, with what.
"""

from __future__ import annotations

import hashlib
import json
from array import array
from collections.abc import Iterator, Mapping, Sequence
from types import TracebackType
from typing import Any, Protocol

from talentdocs.execute.cache import Cache, Keys, make_key
from talentdocs.execute.limits import Execution
from talentdocs.execute.outcome import Done, Failed, Item, Outcome, Result, Task, failure_of
from talentdocs.execute.progress import Callback, Progress, ignore
from talentdocs.execute.worker import Work, attempt, is_light
from talentdocs.records import Failure


class Revision(Protocol):
    """What a run learns from all documents for some of them."""

    def may_tell(self, packed: bytes) -> bool:
        """Whether facts need be seen: a quick look at them as JSON, as ``worker.attempt`` writes it."""

    def see(self, index: int, facts: Mapping[str, Any]) -> None:
        """Take note of one document's facts, in any order."""

    def contexts(self) -> Mapping[int, Any]:
        """Documents to do again by index, each with its context (plain JSON values)."""


class Run:
    """One run over ``tasks``; a context manager, since it holds the cache open.

    ``signature`` names all besides a document that decides its result.
    """

    def __init__(
        self,
        tasks: Sequence[Task],
        work: Work,
        *,
        execution: Execution,
        signature: str = "",
        progress: Callback = ignore,
    ) -> None:
        self._tasks = tasks
        self._work = work
        self._execution = execution
        self._signature = signature
        self._callback = progress
        self._sizes = array("Q", [task.size for task in tasks])
        self._progress = Progress(len(tasks), bytes_total=sum(self._sizes))
        self._failures: dict[int, Failure] = {}
        self._known = bytearray(len(tasks))
        """1 for each document that was not read again."""
        self._contexts: Mapping[int, Any] = {}
        self._cache = Cache(execution.cache, limit=execution.cache_size)
        self._keys = self._make_keys()

    def __enter__(self) -> Run:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._cache.close()

    @property
    def state(self) -> str | None:
        """A digest of every document and all that decides its result: the same state gives the same outcomes.

        None without a lasting cache, and where a document cannot be read.
        """
        if not self._cache.lasting or self._failures:
            return None
        return hashlib.sha256(self._keys.packed).hexdigest()

    def outcomes(self, revision: Revision | None = None) -> Iterator[Outcome]:
        """Outcomes in the order of the tasks, read back from the disk one at a time."""
        self._first_pass(revision)
        if revision is not None:
            self._second_pass(revision.contexts())
        for (index, task), kept in zip(enumerate(self._tasks), self._cache.rows(self._keys), strict=True):
            if index in self._failures:
                yield Failed(task, self._failures[index])
            elif kept is None:  # another run emptied the cache meanwhile
                yield self._once_more(index, task)
            else:
                facts, payload = kept
                yield Done(task, payload, json.loads(facts), bool(self._known[index]))

    def _make_keys(self) -> Keys:
        """A key for every document; an empty one, and a failure, for one whose bytes cannot be read."""
        keys = Keys()
        if not self._cache.lasting:
            for index in range(len(self._tasks)):
                keys.append(make_key(str(index)))
            return keys
        digests = self._cache.digests(task.location for task in self._tasks)
        for (index, task), digest in zip(enumerate(self._tasks), digests, strict=True):
            if isinstance(digest, OSError):
                self._failures[index] = failure_of(digest, task.path, stage="read")
                keys.append(b"")
            else:
                keys.append(self._key(digest, task))
        return keys

    def _key(self, digest: bytes, task: Task) -> bytes:
        return make_key(digest, task.path, self._signature)

    def _first_pass(self, revision: Revision | None) -> None:
        """Every document on its own; those that the cache knows are only looked up."""
        self._callback(self._progress)
        for index in self._failures:
            self._advance(self._tasks[index], failed=True)
        if self._cache.lasting:
            self._recall(revision)
        todo = array(
            "L",
            (i for i, known in enumerate(self._known) if not known and i not in self._failures),
        )
        for item, result in self._work_on(todo, {}):
            packed = self._keep(item, result)
            self._advance(item.task, failed=packed is None)
            if revision is not None and packed is not None and revision.may_tell(packed):
                revision.see(item.index, json.loads(packed))

    def _recall(self, revision: Revision | None) -> None:
        for index, facts in enumerate(self._cache.facts(self._keys)):
            if facts is not None:
                self._known[index] = 1
                self._advance(self._tasks[index], cached=True)
                if revision is not None and revision.may_tell(facts):
                    revision.see(index, json.loads(facts))

    def _second_pass(self, contexts: Mapping[int, Any]) -> None:
        """Those documents again that depend on others."""
        self._contexts = contexts
        for index, context in contexts.items():
            self._keys[index] = make_key(self._keys[index], json.dumps(context, sort_keys=True))
        indexes = array("L", contexts)
        if self._cache.lasting:
            kept = self._cache.facts([self._keys[index] for index in indexes])
            indexes = array("L", (i for i, facts in zip(indexes, kept, strict=True) if facts is None))
        for index in indexes:
            self._known[index] = 0
        for item, result in self._work_on(indexes, contexts):
            self._keep(item, result)

    def _work_on(self, indexes: Sequence[int], contexts: Mapping[int, Any]) -> Iterator[Result]:
        if not indexes:
            return
        if not self._execution.isolate or (
            len(indexes) == 1 and is_light(self._work, self._tasks[indexes[0]])
        ):
            for index in indexes:
                item = Item(index, self._tasks[index], contexts.get(index))
                yield item, attempt(self._work, item.task, item.context)
            return
        # here, since one text can do without the tenth of a second that it costs
        from talentdocs.execute.pool import Pool

        largest_first = array("L", sorted(indexes, key=lambda index: (-self._sizes[index], index)))
        with Pool(self._work, self._execution) as pool:
            yield from pool.run(Item(i, self._tasks[i], contexts.get(i)) for i in largest_first)

    def _keep(self, item: Item, result: Any) -> bytes | None:
        """Store a result under its key; returns its facts, null for a failure."""
        if isinstance(result, Failed):
            self._failures[item.index] = result.failure
            return None
        payload, packed, digest = result
        if self._cache.lasting and item.context is None:  # it may have changed since its digest was taken
            self._keys[item.index] = self._key(digest, item.task)
        self._cache.put(self._keys[item.index], packed, payload)
        facts: bytes = packed
        return facts

    def _once_more(self, index: int, task: Task) -> Outcome:
        result = attempt(self._work, task, self._contexts.get(index))
        if isinstance(result, Failed):
            return result
        payload, packed, _ = result
        return Done(task, payload, json.loads(packed))

    def _advance(self, task: Task, *, failed: bool = False, cached: bool = False) -> None:
        progress = self._progress
        progress.done += 1
        progress.failed += failed
        progress.cached += cached
        progress.bytes_done += task.size
        progress.path = task.path
        self._callback(progress)


def run(
    tasks: Sequence[Task],
    work: Work,
    *,
    execution: Execution,
    signature: str = "",
    revision: Revision | None = None,
    progress: Callback = ignore,
) -> Iterator[Outcome]:
    """Outcomes in the order of ``tasks``."""
    with Run(tasks, work, execution=execution, signature=signature, progress=progress) as opened:
        yield from opened.outcomes(revision)
