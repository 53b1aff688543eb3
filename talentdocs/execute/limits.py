"""How a run runs (运行方式): processes, limits, cache. Nothing here changes a row."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Execution:
    """How documents are processed; the same rows whatever stands here."""

    jobs: int | None = None
    """Worker processes; null for as many as this process may use cores."""
    timeout: float = 120.0
    """Seconds that one document may take before its worker is killed."""
    memory: int = 2 << 30
    """Bytes that one worker may allocate; 0 for no limit. Kept where the system can (not on Windows)."""
    cache: Path | None = None
    """Folder of the cache; null for none."""
    cache_size: int = 4 << 30
    """Bytes that the cache may take; the longest unused entries go first."""
    isolate: bool = True
    """Whether documents are processed in workers that may die, or in this process."""
    renew: int = 1000
    """Documents after which a worker is replaced, as PDF libraries leak; ten plain texts count as one."""

    @property
    def workers(self) -> int:
        """The number of worker processes."""
        return max(1, self.jobs or cores())


def cores() -> int:
    """Cores that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
