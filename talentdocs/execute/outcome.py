"""Tasks and what became of them (结果): Done, Failed or Skipped, values and never exceptions."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

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
