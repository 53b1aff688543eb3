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
    for given in map(Path, paths):
        if given.is_dir():
            for file in sorted(given.rglob("*")):
                if file.is_file() and not file.name.startswith((".", "~$")):
                    yield Task(file.relative_to(given).as_posix(), file, file.stat().st_size)
        elif given.is_file():
            yield Task(given.name, given, given.stat().st_size)
        else:
            yield Failure(str(given), "discover", "T101", "no such file or folder", "check the path")
