"""Words that open or close a phrase (词首、词尾): the longest of a list, found by one look-up of the
first or last two characters.

An alternation of some hundred words tries one after the other at every character; these try the one or two
words that share two characters with the text.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping


class Prefixes:
    """Words by their first two characters, the longest first."""

    def __init__(self, words: Iterable[str]) -> None:
        self._words, self._single = _grouped(words, slice(0, 2))

    def of(self, text: str, at: int = 0) -> str:
        """The longest word that begins at ``at``, empty for none: 新增 for 新增就业."""
        for word in self._words.get(text[at : at + 2], ()):
            if text.startswith(word, at):
                return word
        single = text[at : at + 1]
        return single if single in self._single else ""


class Suffixes:
    """Words by their last two characters, the longest first."""

    def __init__(self, words: Iterable[str], not_after: Mapping[str, str] | None = None) -> None:
        """``not_after`` holds, by word, the characters that must not stand before it."""
        self._words, self._single = _grouped(words, slice(-2, None))
        self._not_after = not_after or {}

    def of(self, text: str) -> str:
        """The longest word that ends ``text``, empty for none: 达到 for 总量达到."""
        for word in self._words.get(text[-2:], ()):
            if text.endswith(word) and self._stands(word, text):
                return word
        single = text[-1:]
        return single if single in self._single and self._stands(single, text) else ""

    def _stands(self, word: str, text: str) -> bool:
        guard = self._not_after.get(word)
        return not guard or text[-len(word) - 1 : -len(word)] not in guard or len(text) == len(word)


def _grouped(words: Iterable[str], ends: slice) -> tuple[dict[str, tuple[str, ...]], frozenset[str]]:
    """Words of two characters and more by two of them, and those of one."""
    groups: dict[str, list[str]] = {}
    every = {word for word in words if word}
    for word in sorted(every, key=lambda word: (-len(word), word)):
        if len(word) > 1:
            groups.setdefault(word[ends], []).append(word)
    grouped = {pair: tuple(group) for pair, group in groups.items()}
    return grouped, frozenset(word for word in every if len(word) == 1)
