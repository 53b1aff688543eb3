"""Patterns that are compiled where they are first needed (延迟编译).

To compile a pattern with Chinese ranges takes a millisecond or more, and a short text asks half of them
nothing: a program that reads one should not wait for all.
"""

from __future__ import annotations

import re
from functools import cached_property
from typing import Any, cast


class _Late:
    """Stands for a compiled pattern; becomes as fast as one with the first call of each of its methods."""

    def __init__(self, pattern: str) -> None:
        self.pattern = pattern

    @cached_property
    def _compiled(self) -> re.Pattern[str]:
        return re.compile(self.pattern)

    def __getattr__(self, name: str) -> Any:
        found = getattr(self._compiled, name)
        setattr(self, name, found)
        return found


def late(pattern: str) -> re.Pattern[str]:
    """The same as ``re.compile(pattern)``, later: a malformed pattern raises re.error at its first use."""
    return cast("re.Pattern[str]", _Late(pattern))
