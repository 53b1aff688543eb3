"""Words that say how a quantity was counted (口径词), and words for one thing under two names (同义词).

From ``lexicons/compare_words.tsv`` and ``lexicons/compare_same.tsv``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from talentdocs.segment.lexicon import Lexicons, alternation

_AT_THE_ENDS = frozenset(("neutral", "tail", "generic"))
_LEAST = 2
"""Characters that are left of a name when words at its ends are taken off."""


@dataclass(frozen=True, slots=True)
class Counted:
    """The classes of the counting words of a text, in order."""

    found: tuple[frozenset[str], ...]

    def __contains__(self, kind: object) -> bool:
        return any(kind in kinds for kinds in self.found)

    def last(self, *wanted: str) -> str | None:
        """The class among ``wanted`` whose word stands last: 启动建设，建成10所 → done."""
        for kinds in reversed(self.found):
            for kind in wanted:
                if kind in kinds:
                    return kind
        return None


class CountingWords:
    """Finds the counting words of a text, longest first, but none inside one of its ``not`` words."""

    def __init__(self, lexicons: Lexicons) -> None:
        self._classes: dict[str, frozenset[str]] = {}
        for word, entry in lexicons.table("compare_words").items():
            for guard in entry.list("not"):
                self._classes.setdefault(guard, frozenset())
            self._classes[word] = frozenset((entry.text("class"), *entry.list("also")))
        self._pattern = re.compile(alternation(self._classes))
        self._guards = tuple(word for word, kinds in self._classes.items() if not kinds)
        self._head = re.compile(alternation(self._of("neutral")))
        self._tail = re.compile(f"{alternation(self._of('tail'))}$")
        self.generic = frozenset(self._of("generic"))
        same = lexicons.table("compare_same")
        self._same = {word: entry.text("to") for word, entry in same.items()}
        self._same_pattern = re.compile(alternation(self._same)) if self._same else None

    def read(self, text: str) -> Counted:
        """All counting words of a text, in order: 新开工住房 → new, start."""
        return Counted(tuple(self._classes[match[0]] for match in self._pattern.finditer(text)))

    def same(self, text: str) -> str:
        """The text with one word for each thing: 新增上市企业 → 新增上市公司."""
        return (
            self._same_pattern.sub(lambda match: self._same[match[0]], text) if self._same_pattern else text
        )

    def strip(self, text: str) -> str:
        """The text without its counting words and empty verbs: 推进老旧小区改造项目 → 老旧小区改造."""
        bare = self.uncounted(text)
        while True:
            shorter = self._shorter(bare)
            if shorter == bare:
                return bare
            bare = shorter

    def uncounted(self, text: str) -> str:
        """The text without words of number and stage; verbs and tails stay: 新增停车泊位 → 停车泊位."""
        return self._pattern.sub(self._without, text)

    def _shorter(self, text: str) -> str:
        head = self._head.match(text)
        if head and len(text) >= head.end() + _LEAST and not self._guarded(text, 0, head[0]):
            rest = text[head.end() :]
            return text if rest in self.generic else rest
        tail = self._tail.search(text)
        if tail and tail.start() >= _LEAST and not self._guarded(text, tail.start(), tail[0]):
            return text[: tail.start()]
        return text

    def _guarded(self, text: str, start: int, word: str) -> bool:
        """Whether the word stands inside another one there (指数)."""
        near = text[max(0, start - 3) : start + len(word) + 3]
        return any(word in guard and guard in near for guard in self._guards)

    def _without(self, match: re.Match[str]) -> str:
        kinds = self._classes[match[0]]
        return match[0] if not kinds or kinds & _AT_THE_ENDS else ""

    def _of(self, kind: str) -> tuple[str, ...]:
        words = (word for word, kinds in self._classes.items() if kind in kinds)
        return tuple(sorted(words, key=lambda word: (-len(word), word)))


@lru_cache(maxsize=8)
def load_counting_words(lexicons: Lexicons) -> CountingWords:
    """The counting words of a run."""
    return CountingWords(lexicons)
