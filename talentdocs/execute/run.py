"""A run (运行): tasks in, outcomes out, in the order of the tasks, whatever the number of workers.

What is known by the cache is not done again. Results wait on disk, never in memory, until their turn. Work on
a document may depend on the rest of the run (its ``context``): a ``Revision`` sees every result and names
those that must be done again, with what.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Protocol

from talentdocs.execute.cache import Cache, make_key
from talentdocs.execute.limits import Execution
from talentdocs.execute.outcome import Done, Failed, Outcome, Task, failure_of
from talentdocs.execute.pool import Item, Pool, Result
from talentdocs.execute.progress import Callback, Progress, ignore
from talentdocs.execute.worker import Work, attempt
from talentdocs.records import Failure


class Revision(Protocol):
    """What a run learns from all documents for some of them."""

    def see(self, index: int, facts: Mapping[str, Any]) -> None:
        """Take note of one document's facts, in any order."""

    def contexts(self) -> Mapping[int, Any]:
        """Documents to do again by index, each with its context (plain JSON values)."""


def run(
    tasks: Sequence[Task],
    work: Work,
    *,
    execution: Execution,
    signature: str = "",
    revision: Revision | None = None,
    progress: Callback = ignore,
) -> Iterator[Outcome]:
    """Outcomes in the order of ``tasks``; ``signature`` names all else that decides a result."""
    with Cache(execution.cache, limit=execution.cache_size) as cache:
        job = _Run(tasks, work, execution, cache, signature, progress)
        job.first_pass(revision)
        if revision is not None:
            job.second_pass(revision.contexts())
        yield from job.outcomes()


class _Run:
    """The state of one run: a key for every document that has a result, a failure for every other."""

    def __init__(
        self,
        tasks: Sequence[Task],
        work: Work,
        execution: Execution,
        cache: Cache,
        signature: str,
        callback: Callback,
    ) -> None:
        self._tasks = tasks
        self._work = work
        self._execution = execution
        self._cache = cache
        self._signature = signature
        self._callback = callback
        self._progress = Progress(len(tasks), bytes_total=sum(task.size for task in tasks))
        self._keys: list[bytes] = [b""] * len(tasks)
        self._failures: dict[int, Failure] = {}
        self._known: set[int] = set()
        self._contexts: Mapping[int, Any] = {}

    def first_pass(self, revision: Revision | None) -> None:
        """Every document on its own; those that the cache knows are only looked up."""
        self._callback(self._progress)
        for index, task in enumerate(self._tasks):
            self._keys[index] = self._key_of(index, task)
        present = self._cache.present([key for key in self._keys if key]) if self._cache.lasting else set()
        self._known = {index for index, key in enumerate(self._keys) if key in present}
        for index in self._known:
            self._advance(self._tasks[index], cached=True)
        if revision is not None:
            self._recall(revision)
        todo = [Item(index, task) for index, task in enumerate(self._tasks) if self._is_open(index)]
        for item, result in self._work_on(todo):
            facts = self._keep(item, result)
            self._advance(item.task, failed=facts is None)
            if revision is not None and facts is not None:
                revision.see(item.index, facts)

    def second_pass(self, contexts: Mapping[int, Any]) -> None:
        """Those documents again that depend on others."""
        self._contexts = contexts
        todo: dict[int, Item] = {}
        for index, context in contexts.items():
            self._keys[index] = make_key(self._keys[index], json.dumps(context, sort_keys=True))
            todo[index] = Item(index, self._tasks[index], context)
        present = self._cache.present([self._keys[index] for index in todo]) if self._cache.lasting else set()
        items = [item for index, item in todo.items() if self._keys[index] not in present]
        self._known.difference_update(item.index for item in items)
        for item, result in self._work_on(items):
            self._keep(item, result)

    def outcomes(self) -> Iterator[Outcome]:
        """What became of every document, in order, read back from the disk one at a time."""
        for index, task in enumerate(self._tasks):
            if index in self._failures:
                yield Failed(task, self._failures[index])
                continue
            kept = self._cache.get(self._keys[index])
            if kept is None:  # another run emptied the cache meanwhile
                yield self._once_more(index, task)
            else:
                facts, payload = kept
                yield Done(task, payload, json.loads(facts), index in self._known)

    def _is_open(self, index: int) -> bool:
        return index not in self._known and index not in self._failures

    def _key_of(self, index: int, task: Task) -> bytes:
        if not self._cache.lasting:
            return make_key(str(index))
        try:
            digest = self._cache.digest(task.file)
        except OSError as error:
            self._failures[index] = failure_of(error, task.path, stage="read")
            self._advance(task, failed=True)
            return b""
        return self._key(digest, task)

    def _key(self, digest: bytes, task: Task) -> bytes:
        return make_key(digest, task.path, self._signature)

    def _recall(self, revision: Revision) -> None:
        indexes = {self._keys[index]: index for index in self._known}
        for key, facts in self._cache.facts(list(indexes)):
            revision.see(indexes[key], json.loads(facts))

    def _work_on(self, items: Sequence[Item]) -> Iterator[Result]:
        if not items:
            return
        if not self._execution.isolate:
            for item in items:
                yield item, attempt(self._work, item.task, item.context)
            return
        with Pool(self._work, self._execution) as pool:
            yield from pool.run(items)

    def _keep(self, item: Item, result: Any) -> Mapping[str, Any] | None:
        """Store a result under its key; returns its facts, null for a failure."""
        if isinstance(result, Failed):
            self._failures[item.index] = result.failure
            return None
        payload, facts, digest = result
        if self._cache.lasting and item.context is None:
            self._keys[item.index] = self._key(digest, item.task)
        self._cache.put(
            self._keys[item.index], json.dumps(facts, ensure_ascii=False).encode("utf-8", "replace"), payload
        )
        kept: Mapping[str, Any] = facts
        return kept

    def _once_more(self, index: int, task: Task) -> Outcome:
        result = attempt(self._work, task, self._contexts.get(index))
        if isinstance(result, Failed):
            return result
        payload, facts, _ = result
        return Done(task, payload, facts)

    def _advance(self, task: Task, *, failed: bool = False, cached: bool = False) -> None:
        progress = self._progress
        progress.done += 1
        progress.failed += failed
        progress.cached += cached
        progress.bytes_done += task.size
        progress.path = task.path
        self._callback(progress)
