"""A run (运行): tasks in, outcomes out, in the order of the tasks."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from talentdocs.execute.outcome import Done, Failed, Outcome, Task, failure_of

Work = Callable[[bytes, str, Any], tuple[bytes, dict[str, Any]]]
"""What is done with one document: its bytes, its path and the context of the run give a payload and facts."""


def attempt(work: Work, task: Task, context: Any = None) -> Outcome:
    """Do one task here; the one place where any exception becomes a value."""
    try:
        payload, facts = work(task.file.read_bytes(), task.path, context)
    except Exception as error:
        return Failed(task, failure_of(error, task.path))
    return Done(task, payload, facts)


def run(tasks: Sequence[Task], work: Work) -> Iterator[Outcome]:
    """Outcomes in the order of ``tasks``."""
    for task in tasks:
        yield attempt(work, task)
