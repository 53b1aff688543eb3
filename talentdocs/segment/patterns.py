"""Patterns of a lexicon by name (句式): regular expressions that are data, compiled where they are first
needed.

A file of patterns is TOML; each entry has a ``pattern`` and ``examples`` that it finds. Code asks for it
by name:
``patterns(lexicons, "standing_patterns")["reward"]``.
"""

from __future__ import annotations

import re
from functools import lru_cache

from talentdocs.errors import LexiconError
from talentdocs.late import compiled
from talentdocs.segment.lexicon import Lexicons


class Patterns(dict[str, re.Pattern[str]]):
    """Compiled patterns by the name of their entry, each compiled at its first use.

    A missing or malformed entry raises LexiconError.
    """

    def __init__(self, lexicons: Lexicons, name: str) -> None:
        super().__init__()
        self._name = name
        self._entries = lexicons.table(name)

    def __missing__(self, key: str) -> re.Pattern[str]:
        source = self.text(key)
        try:
            pattern = compiled(source)
        except re.error as error:
            where = self._entries[key].source
            raise LexiconError(f"[{key}] pattern: {error}", where=where, code="T308") from error
        self[key] = pattern
        return pattern

    def text(self, key: str) -> str:
        """The pattern as written, to be a part of a longer one; LexiconError where the entry is missing."""
        entry = self._entries.get(key)
        if entry is None:
            raise LexiconError(f"[{key}] is missing", where=f"{self._name}.toml", code="T309")
        return entry.text("pattern")


@lru_cache(maxsize=64)
def patterns(lexicons: Lexicons, name: str) -> Patterns:
    """The patterns of lexicon ``name``."""
    return Patterns(lexicons, name)
