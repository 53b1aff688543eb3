"""Tasks and what became of them (结果): Done, Failed or Skipped, values and never exceptions."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, overload

from talentdocs.errors import TalentdocsError
from talentdocs.records import Failure


@dataclass(frozen=True, slots=True)
class Task:
    """One document that is to be processed."""

    path: str
    """As it is shown: relative to the folder that was named, ``archive.zip!/member`` inside an archive."""
    location: str
    """Where its bytes are: a string, since there may be very many tasks."""
    size: int
    """Bytes, so that the largest can go first."""

    @property
    def file(self) -> Path:
        """Where its bytes are."""
        return Path(self.location)


class Tasks(Sequence[Task]):
    """Very many tasks in little memory: of each its path and size, and once what stands before the paths."""

    def __init__(self, tasks: Iterable[Task] = ()) -> None:
        self._paths: list[str] = []
        self._stems: list[str] = []
        self._stem_of = array("l")
        """Place of the stem before each path; from -1 downwards the place of a whole location."""
        self._sizes = array("Q")
        for task in tasks:
            self.append(task)

    def append(self, task: Task) -> None:
        """One more task, behind the others."""
        whole = not task.location.endswith(task.path)
        stem = task.location if whole else task.location[: len(task.location) - len(task.path)]
        if not self._stems or self._stems[-1] != stem:
            self._stems.append(stem)
        place = len(self._stems) - 1
        self._paths.append(task.path)
        self._stem_of.append(~place if whole else place)
        self._sizes.append(task.size)

    def __len__(self) -> int:
        return len(self._paths)

    @overload
    def __getitem__(self, index: int) -> Task: ...

    @overload
    def __getitem__(self, index: slice) -> Sequence[Task]: ...

    def __getitem__(self, index: int | slice) -> Task | Sequence[Task]:
        if isinstance(index, slice):
            return [self[place] for place in range(*index.indices(len(self)))]
        path, place = self._paths[index], self._stem_of[index]
        location = self._stems[place] + path if place >= 0 else self._stems[~place]
        return Task(path, location, self._sizes[index])


@dataclass(slots=True)
class Item:
    """One task on its way through a run."""

    index: int
    task: Task
    context: Any = None
    tries: int = 0


Result = tuple[Item, Any]
"""An item with what its work returned: ``(payload, facts as JSON, digest)`` or a ``Failed``."""


@dataclass(frozen=True, slots=True)
class Done:
    """A document that was processed; ``payload`` and ``facts`` are what the work returned."""

    task: Task
    payload: bytes
    facts: dict[str, Any]
    cached: bool = False


@dataclass(frozen=True, slots=True)
class Failed:
    """A document that could not be processed, and why."""

    task: Task
    failure: Failure


@dataclass(frozen=True, slots=True)
class Skipped:
    """A document that was left out on purpose."""

    task: Task
    reason: str


Outcome = Done | Failed | Skipped

STAGES = {"T1": "read", "T2": "read", "T3": "read", "T4": "write"}


def failure_of(error: BaseException, path: str, *, stage: str = "extract") -> Failure:
    """The row of ``failures`` for an exception; one without a code of its own is T190."""
    if isinstance(error, TalentdocsError):
        stage = STAGES.get(error.code[:2], stage)
        return Failure(path, stage, error.code, error.message, error.hint)
    if isinstance(error, MemoryError):
        return Failure(path, stage, "T192", "needs more memory than the limit", "raise it with --memory")
    if isinstance(error, OSError):
        return Failure(
            path, "read", "T191", error.strerror or str(error), "check that the file is there and readable"
        )
    message = f"{type(error).__name__}: {error}"
    return Failure(path, stage, "T190", message, "talentdocs show FILE --debug shows where")
