"""Words that say how a quantity was counted (口径词), from ``lexicons/compare_words.tsv``."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from talentdocs.segment.lexicon import Lexicons, alternation


class CountingWords:
    """Finds the counting words of a text, longest first; a word inside one of its ``not`` words is not found."""

    def __init__(self, lexicons: Lexicons) -> None:
        self._classes: dict[str, frozenset[str]] = {}
        for word, entry in lexicons.table("compare_words").items():
            for guard in entry.list("not"):
                self._classes.setdefault(guard, frozenset())
            self._classes[word] = frozenset((entry.text("class"), *entry.list("also")))
        self._pattern = re.compile(alternation(self._classes))

    def classes(self, text: str) -> frozenset[str]:
        """Classes of all counting words: 新开工住房 → new, start."""
        return frozenset(kind for _, kinds in self._found(text) for kind in kinds)

    def last(self, text: str, *wanted: str) -> str | None:
        """The class among ``wanted`` whose word stands last: 启动建设，建成10所 → done."""
        found = None
        for _, kinds in self._found(text):
            found = next((kind for kind in wanted if kind in kinds), found)
        return found

    def strip(self, text: str) -> str:
        """The text without its counting words: 新增公共停车泊位 → 公共停车泊位."""
        return self._pattern.sub(lambda match: "" if self._classes[match[0]] else match[0], text)

    def _found(self, text: str) -> Iterator[tuple[str, frozenset[str]]]:
        for match in self._pattern.finditer(text):
            if self._classes[match[0]]:
                yield match[0], self._classes[match[0]]


@lru_cache(maxsize=8)
def load_counting_words(lexicons: Lexicons) -> CountingWords:
    """The counting words of a run."""
    return CountingWords(lexicons)
