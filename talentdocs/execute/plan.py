"""The plan (计划): every document of a run, archives expanded, in the order of the tables."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from talentdocs.execute.outcome import Task
from talentdocs.records import Failure


@dataclass(slots=True)
class Plan:
    """What will be done, and what could not even be found."""

    tasks: list[Task] = field(default_factory=list)
    failures: list[Failure] = field(default_factory=list)


def make_plan(paths: Sequence[str | Path], *, limit: int | None = None) -> Plan:
    """The documents under ``paths`` in a stable order; what cannot be opened is a failure, not an exception."""
    plan = Plan()
    for item in _discover(paths):
        if isinstance(item, Failure):
            plan.failures.append(item)
        elif limit is None or len(plan.tasks) < limit:
            plan.tasks.append(item)
    return plan


def _discover(paths: Iterable[str | Path]) -> Iterable[Task | Failure]:
    from talentdocs.ingest.discover import discover

    for item in discover(list(paths)):
        if isinstance(item, Failure):
            yield item
        else:
            yield Task(item.path, item.file, item.size)
