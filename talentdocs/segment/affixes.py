"""Words that open or close a phrase (词首、词尾): the longest of a list, found by one look-up of the
first or last character.

An alternation of some hundred words tries one after the other at every character; these try the two or
three words
that share one character with the text.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping


class Prefixes:
    """Words by their first character, the longest first."""

    def __init__(self, words: Iterable[str]) -> None:
        self._words = _grouped(words, 0)

    def of(self, text: str, at: int = 0) -> str:
        """The longest word that begins at ``at``, empty for none: 新增 for 新增就业."""
        for word in self._words.get(text[at : at + 1], ()):
            if text.startswith(word, at):
                return word
        return ""


class Suffixes:
    """Words by their last character, the longest first."""

    def __init__(self, words: Iterable[str], not_after: Mapping[str, str] | None = None) -> None:
        """``not_after`` holds, by word, the characters that must not stand before it."""
        self._words = _grouped(words, -1)
        self._not_after = not_after or {}

    def of(self, text: str) -> str:
        """The longest word that ends ``text``, empty for none: 达到 for 总量达到."""
        for word in self._words.get(text[-1:], ()):
            if text.endswith(word):
                guard = self._not_after.get(word)
                if not guard or text[-len(word) - 1 : -len(word)] not in guard or len(text) == len(word):
                    return word
        return ""


def _grouped(words: Iterable[str], position: int) -> dict[str, tuple[str, ...]]:
    groups: dict[str, list[str]] = {}
    for word in sorted({word for word in words if word}, key=lambda word: (-len(word), word)):
        groups.setdefault(word[position], []).append(word)
    return {char: tuple(group) for char, group in groups.items()}
