"""Progress (进度): numbers that a command may draw; nothing here draws."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(slots=True)
class Progress:
    """How far a run is. One object lives through the run; the callback sees it after each change."""

    total: int = 0
    """Documents of the run."""
    done: int = 0
    """Documents that are finished, failed and cached ones among them."""
    cached: int = 0
    """Documents that were not read again."""
    failed: int = 0
    bytes_total: int = 0
    bytes_done: int = 0
    path: str = ""
    """The document that was finished last."""


Callback = Callable[[Progress], None]


def ignore(_: Progress) -> None:
    """The callback of a run that nobody watches."""
