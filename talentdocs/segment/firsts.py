"""First characters (首字): with which characters a match of a regular expression can begin, and a search
that uses them.

Python's ``re`` skips fast over text only where a pattern begins with a plain character or class; one that
begins
with a lookbehind, an option or a repetition is tried at every character. ``Finder`` finds the same
matches, but
tries them only where one can begin: where the first character is right, and the one behind it.

    (?:下|今)年?    → 下, 今          (?<!\\d)\\d{4}年 → digits, of which a digit follows
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Set
from functools import cached_property

from talentdocs.late import compiled
from talentdocs.shelf import shelf
from talentdocs.version import code_digest

NUMERALS = frozenset("0123456789零〇一二两三四五六七八九十百千万亿")
DIGITS = frozenset("0123456789")
_ANY = "\uffff"
"""Stands for a character that cannot be told."""
SPACES = frozenset(" \t\n\r\f\v\u3000\xa0")
_GROUP = re.compile(r"\((?:\?(?:P<\w{1,40}>|[aimsux]{0,6}:))?(?!\?)")
_BACK_REFERENCE = re.compile(r"(?<!\\)((?:\\\\)*)\\([1-9])")
_REPEAT = re.compile(r"(?:[?*+]|\{\d*,?\d*\})\??")
_OPTIONAL = ("?", "*", "{0", "{,")
_MEMBER = re.compile(
    r"\\u(?P<code>[\da-fA-F]{4})(?!-)|\\(?P<escaped>.)|(?P<low>[^\\])-(?P<high>[^\\])|(?P<single>[^\\])",
    re.DOTALL,
)


class Finder:
    """A compiled pattern that is tried only where its first characters stand.

    Matches hold what the pattern matched as the group ``found``, since the match itself is wrapped. The
    pattern
    must not match the empty string; one whose first characters cannot be told is tried everywhere.
    """

    def __init__(self, pattern: str, *, verbose: bool = False) -> None:
        """With ``verbose`` white space in the pattern means nothing."""
        text = re.sub(r"\s+", "", pattern) if verbose else pattern
        self._text = _BACK_REFERENCE.sub(lambda found: f"{found[1]}\\{int(found[2]) + 1}", text)

    @cached_property
    def regex(self) -> re.Pattern[str]:
        """What is searched for, compiled where it is first needed; re.error for a malformed pattern."""
        try:
            return compiled(where_begins(self._text, f"(?=(?P<found>{self._text}))"))
        except (ValueError, IndexError, re.error):  # also back references, which no lookbehind may hold
            return compiled(f"(?P<found>{self._text})")

    @cached_property
    def needs(self) -> tuple[tuple[frozenset[str], ...], ...]:
        """For each branch, sets of characters: every match of the branch holds one of each."""
        return needed_sets(self._text)

    @cached_property
    def gate(self) -> frozenset[str] | None:
        """Characters one of which every match holds, None where none can be told: a look before
        ``may_match``."""
        return frozenset().union(*(branch[0] for branch in self.needs)) if all(self.needs) else None

    @cached_property
    def sign(self) -> re.Pattern[str]:
        """Finds a character of ``gate``, in text of which no set was made: that takes longer."""
        return compiled(as_class(self.gate) if self.gate else "")

    def may_match(self, chars: Set[str]) -> bool:
        """Whether a text of these characters can hold a match."""
        for branch in self.needs:
            for needed in branch:
                if needed.isdisjoint(chars):
                    break
            else:
                return True
        return False

    def spans(self, text: str, start: int, end: int) -> list[tuple[int, int]]:
        """Where the matches between ``start`` and ``end`` stand."""
        found: list[tuple[int, int]] = []
        search = self.regex.search
        while hit := search(text, start, end):
            span = hit.span("found")
            found.append(span)
            start = max(span[1], span[0] + 1)
        return found

    def finditer(self, text: str, start: int, end: int) -> Iterator[re.Match[str]]:
        """The matches between ``start`` and ``end``, in order, without overlap."""
        search = self.regex.search
        while hit := search(text, start, end):
            yield hit
            start = max(hit.end("found"), hit.start() + 1)


def where_begins(pattern: str, ahead: str) -> str:
    """A pattern of the one character with which a match of ``pattern`` begins, ``ahead`` being a look ahead
    from there.

    Raises ValueError where the first characters cannot be told. Where a shelf is kept they are told once for
    all runs.
    """

    def tell() -> list[str]:
        return [as_class(first_characters(pattern)), _second_look(pattern)]

    kept = shelf("beginnings", code_digest)
    begins, look = tell() if kept is None else kept.get(pattern, tell)
    return rf"{begins}(?<={look}{ahead}[\s\S])"


def _second_look(pattern: str) -> str:
    """A look ahead at the first two characters of a match, empty where the second cannot be told for each."""
    behind: dict[str, set[str]] = {}
    for branch in _split(pattern):
        for start in _starts_of_branch(branch):
            if len(start) < 2 or start[1] == _ANY:
                return ""
            behind.setdefault(start[0], set()).add(start[1])
    pairs: dict[frozenset[str], set[str]] = {}
    for first in sorted(behind):
        pairs.setdefault(frozenset(behind[first]), set()).add(first)
    return f"(?={'|'.join(as_class(frozenset(pairs[each])) + as_class(each) for each in pairs)})"


def as_class(chars: frozenset[str]) -> str:
    """A character class: digits as \\d, white space as \\s, the rest as they are."""
    if len(chars) == 1:
        return re.escape(*chars)
    parts = [r"\d" if chars >= DIGITS else "", r"\s" if chars >= SPACES else ""]
    rest = chars - (DIGITS if parts[0] else frozenset()) - (SPACES if parts[1] else frozenset())
    return "[" + "".join(parts) + "".join(re.escape(char) for char in sorted(rest)) + "]"


def first_characters(pattern: str) -> frozenset[str]:
    """Characters with which a match of ``pattern`` can begin: ``(?:下|今)年?`` → 下, 今.

    The pattern must begin with literals, classes or groups of them, lookarounds aside; raises ValueError for
    anything else.
    """
    chars, optional = _firsts(pattern)
    if optional or not chars:
        raise ValueError(f"a match must begin with a character that can be told: {pattern}")
    return chars


def can_tell(pattern: str) -> bool:
    """Whether the characters with which a match of ``pattern`` can begin are known."""
    try:
        return bool(first_characters(pattern))
    except ValueError:
        return False


class _Every(frozenset[str]):
    """Stands for all characters."""

    def __contains__(self, char: object) -> bool:
        return True


def openings(patterns: Iterable[str]) -> frozenset[str]:
    """Characters with which a match of one of the patterns can begin, all where they cannot be told."""
    try:
        return frozenset().union(*map(first_characters, patterns))
    except ValueError:
        return _Every()


def needed_sets(pattern: str) -> tuple[tuple[frozenset[str], ...], ...]:
    """For each branch of ``pattern``, up to three sets of characters of which every match holds one each.

    ``\\d+年|第\\d号`` → (年, digits), (第, 号, digits). A branch of which nothing can be told has no sets.
    """
    try:
        return tuple(_rarest(branch) for branch in _split(pattern))
    except (ValueError, IndexError):
        return ((),)


def _rarest(branch: str) -> tuple[frozenset[str], ...]:
    sets = {chars for chars in _parts_needed(branch) if chars}
    return tuple(sorted(sets, key=lambda chars: (bool(chars & NUMERALS), len(chars), sorted(chars)))[:3])


def _needs(pattern: str) -> frozenset[str]:
    """Characters one of which every match holds, empty where none can be told: ``\\d+(?:号|幢)`` → 号, 幢."""
    needs: set[str] = set()
    for branch in _split(pattern):
        choices = [chars for chars in _parts_needed(branch) if chars]
        if not choices:
            return frozenset()
        needs |= min(choices, key=lambda chars: (bool(chars & NUMERALS), len(chars)))
    return frozenset(needs)


def _parts_needed(branch: str) -> Iterator[frozenset[str]]:
    """For every part of a branch that must match: characters one of which it holds."""
    rest = branch
    while rest:
        end = _item_end(rest)
        item, rest = rest[:end], rest[end:]
        repeat = _REPEAT.match(rest)
        rest = rest[repeat.end() :] if repeat else rest
        if item.startswith(("(?!", "(?<!", "(?<=")) or (repeat and repeat.group().startswith(_OPTIONAL)):
            continue
        if item.startswith("(?="):
            yield _needs(item[3:-1])
        elif group := _GROUP.match(item):
            yield _needs(item[group.end() : -1])
        elif item[0] not in ".^$" and not item.startswith(("[^", "(")):
            try:
                yield frozenset(_item(item)[0])
            except ValueError:  # \\w, \\u4e00-\\u9fff
                continue


def _firsts(pattern: str) -> tuple[frozenset[str], bool]:
    """First characters of a pattern, and whether it can match nothing."""
    chars: set[str] = set()
    empty = False
    for branch in _split(pattern):
        found, may_be_empty = _branch(branch)
        chars |= found
        empty = empty or may_be_empty
    return frozenset(chars), empty


def _branch(branch: str) -> tuple[set[str], bool]:
    chars: set[str] = set()
    rest = branch
    while rest:
        end = _item_end(rest)
        if rest.startswith(("^", "(?!", "(?=", "(?<")):
            rest = rest[end:]
            continue
        found, empty = _item(rest[:end])
        rest = rest[end:]
        chars |= found
        repeat = _REPEAT.match(rest)
        rest = rest[repeat.end() :] if repeat else rest
        if not empty and not (repeat and repeat.group().startswith(_OPTIONAL)):
            return chars, False
    return chars, True


def _starts_of_branch(branch: str) -> set[str]:
    """The first two characters of every match of a branch, ``_ANY`` for one that cannot be told; shorter
    where a match may end."""
    told: set[str] = set()
    short = {""}
    rest = branch
    while rest and short:
        end = _item_end(rest)
        item, rest = rest[:end], rest[end:]
        if item.startswith(("^", "$", "(?!", "(?=", "(?<!", "(?<=")):
            continue
        repeat = _REPEAT.match(rest)
        rest = rest[repeat.end() :] if repeat else rest
        found = _starts_of_item(item)
        if repeat and repeat.group()[0] != "?":
            found |= {one + other[:1] for one in found if len(one) < 2 for other in found}
        if repeat and repeat.group().startswith(_OPTIONAL):
            found.add("")
        longer = {(start + more)[:2] for start in short for more in found}
        short = {start for start in longer if len(start) < 2}
        told |= longer - short
    return told | short


def _starts_of_item(item: str) -> set[str]:
    if group := _GROUP.match(item):
        return set().union(*map(_starts_of_branch, _split(item[group.end() : -1])))
    try:
        return set(_item(item)[0])
    except ValueError:  # \\w, [^，], (?P=name)
        return {_ANY}


def _item_end(text: str) -> int:
    if text[0] == "(":
        return _close(text, 0) + 1
    if text[0] == "[":
        return _class_end(text, 0) + 1
    return 2 if text[0] == "\\" else 1


def _item(item: str) -> tuple[set[str], bool]:
    if group := _GROUP.match(item):
        chars, empty = _firsts(item[group.end() : -1])
        return set(chars), empty
    if item[0] == "[":
        if item[1] == "^":
            raise ValueError(f"a match cannot begin with {item}")
        return _members(item[1:-1]), False
    if item[0] == "\\":
        return _escaped(item[1]), False
    if item[0] in "(.^$":
        raise ValueError(f"a match cannot begin with {item}")
    return {item}, False


def _escaped(char: str) -> set[str]:
    if char == "d":
        return set(DIGITS)
    if char == "s":
        return set(SPACES)
    if char == "t":
        return {"\t"}
    if char.isalnum():
        raise ValueError(f"a match cannot begin with \\{char}")
    return {char}


def _members(inside: str) -> set[str]:
    chars: set[str] = set()
    for found in _MEMBER.finditer(inside):
        if found["code"]:
            chars.add(chr(int(found["code"], 16)))
        elif found["escaped"]:
            chars |= _escaped(found["escaped"])
        elif found["low"]:
            chars |= {chr(code) for code in range(ord(found["low"]), ord(found["high"]) + 1)}
        else:
            chars.add(found["single"])
    return chars


def _class_end(text: str, start: int) -> int:
    """Index of the ] that closes the class which opens at ``start``."""
    position = start + 2 if text[start + 1 : start + 2] == "^" else start + 1
    while position < len(text):
        if text[position] == "\\":
            position += 1
        elif text[position] == "]":
            return position
        position += 1
    raise ValueError(f"an open class in {text}")


def _close(text: str, start: int) -> int:
    """Index of the ) that closes the group which opens at ``start``."""
    depth, position = 0, start
    while position < len(text):
        char = text[position]
        if char == "\\":
            position += 1
        elif char == "[":
            position = _class_end(text, position)
        elif char == "(":
            depth += 1
        elif char == ")":
            depth -= 1
            if depth == 0:
                return position
        position += 1
    raise ValueError(f"an open bracket in {text}")


def _split(pattern: str) -> list[str]:
    """Branches of a pattern at the top level."""
    parts, start, position = [], 0, 0
    while position < len(pattern):
        char = pattern[position]
        if char == "(":
            position = _close(pattern, position)
        elif char == "[":
            position = _class_end(pattern, position)
        elif char == "\\":
            position += 1
        elif char == "|":
            parts.append(pattern[start:position])
            start = position + 1
        position += 1
    parts.append(pattern[start:])
    return parts
