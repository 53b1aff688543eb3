"""Reading forms (折叠): the same text, character for character, in the forms that the extractors know.

Full-width digits and letters become half-width, compatibility forms their plain character, traditional
characters
simplified ones, wide and no-break spaces a space. Every character gives exactly one, so that offsets into the
folded text are offsets into the canonical text. Chinese punctuation (，：；（）！？) stays.
"""

from __future__ import annotations

import unicodedata
from functools import cache

from talentdocs.segment.lexicon import load

TRADITIONAL_SHARE = 0.02
"""Share of changed Han characters from which a text counts as traditional; traditional prose has 0.25 to 0.4,
simplified prose with a quoted name or two stays below 0.005."""

_PUNCTUATION_KEPT = frozenset("，：；（）！？＂＇｛｝［］｜｟｠")
_SPACES = "\xa0\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"
_HYPHENS = "\u2010\u2011\u2012\u2013\u2212\ufe63\uff0d"
_TILDES = "\u223c\u301c\uff5e"
_MANY = 64
"""Different characters from which one pass of ``translate`` is faster than a ``replace`` for each."""


def fold(content: str) -> str:
    """``content`` in reading forms, of exactly the same length: １２％ → 12%, 人才隊伍 → 人才队伍."""
    if content.isascii():
        return content
    always, in_traditional = _tables()
    present = set(content)
    changes = {char: always[char] for char in present if char in always}
    if not changes:
        return content
    doubtful = [char for char in present if char in in_traditional]
    if doubtful and _is_traditional(content, changes):
        changes |= {char: in_traditional[char] for char in doubtful}
    if len(changes) > _MANY:
        return content.translate({ord(char): plain for char, plain in changes.items()})
    for char, plain in changes.items():
        content = content.replace(char, plain)
    return content


def _is_traditional(content: str, changes: dict[str, str]) -> bool:
    changed = sum(content.count(char) for char in changes if "\u3400" <= char <= "\u9fff")
    return changed > TRADITIONAL_SHARE * len(content)


@cache
def _tables() -> tuple[dict[str, str], dict[str, str]]:
    """What is folded in every text, and what only in traditional text."""
    always: dict[str, str] = {}
    in_traditional: dict[str, str] = {}
    for char, entry in load().table("traditional").items():
        target = always if entry.text("scope") == "any" else in_traditional
        target[char] = entry.text("simplified")
    always |= _compatibility(0xFF01, 0xFFE6) | _compatibility(0x2F00, 0x2FD5) | _compatibility(0xF900, 0xFAD9)
    always |= dict.fromkeys(_SPACES, " ") | dict.fromkeys(_HYPHENS, "-") | dict.fromkeys(_TILDES, "~")
    return always, in_traditional


def _compatibility(first: int, last: int) -> dict[str, str]:
    """Characters from ``first`` to ``last`` whose compatibility form (NFKC) is one other character."""
    pairs = {}
    for char in map(chr, range(first, last + 1)):
        plain = unicodedata.normalize("NFKC", char)
        if len(plain) == 1 and plain != char and char not in _PUNCTUATION_KEPT:
            pairs[char] = plain
    return pairs
