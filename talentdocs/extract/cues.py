"""Cues (线索): words with a weight, what must not stand before them, and a fast search for them.

A cue lexicon is TOML: ``pattern`` (regular expression over folded text), ``weight``, ``unless_before`` (what
must not end where the cue begins), ``lead`` (it counts only at the start of the clause, behind a comma or a
subject). Where a cue may begin is known from its first characters, so that other text costs next to nothing.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from talentdocs.segment.lexicon import Lexicons

LEADS = frozenset("，,；;：:。、（( \u3000\t们局委办院厅市县区州府会组我也均就都又则故此者家应并且而但")
_BACK = 8


@dataclass(frozen=True, slots=True)
class Cue:
    """One entry of a cue lexicon, compiled."""

    name: str
    pattern: re.Pattern[str]
    weight: float
    lead: bool
    unless: re.Pattern[str] | None

    def at(self, words: str, position: int) -> re.Match[str] | None:
        """The match of this cue at ``position``, None where it does not stand there or is held off."""
        if self.lead and position and words[position - 1] not in LEADS:
            return None
        found = self.pattern.match(words, position)
        if found is None or self.unless is None:
            return found
        return None if self.unless.search(words, max(0, position - _BACK), position) else found


@dataclass(frozen=True, slots=True)
class CueSet:
    """All cues of a lexicon by first character, heavier ones first."""

    finder: re.Pattern[str]
    by_first: dict[str, tuple[Cue, ...]]

    def heaviest(self, words: str, offset: int) -> tuple[float, str]:
        """Weight of the heaviest cue in ``words`` and its words with offsets, 0 and "" for none."""
        best, reason = 0.0, ""
        for hit in self.finder.finditer(words):
            position = hit.start()
            for cue in self.by_first[hit.group()]:
                if cue.weight <= best:
                    break
                if found := cue.at(words, position):
                    best, reason = cue.weight, f"{found.group()}@{offset + position}-{offset + found.end()}"
                    break
        return best, reason


@lru_cache(maxsize=16)
def cue_set(lexicons: Lexicons, name: str) -> CueSet:
    """The cues of lexicon ``name``, compiled once."""
    by_first: dict[str, list[Cue]] = {}
    for entry in lexicons.table(name).values():
        cue = Cue(
            entry.key,
            re.compile(entry.text("pattern")),
            float(entry.text("weight", "1")),
            entry.text("lead").lower() == "true",
            _ending(entry.text("unless_before")),
        )
        for char in first_characters(entry.text("pattern")):
            by_first.setdefault(char, []).append(cue)
    finder = re.compile("[" + "".join(re.escape(char) for char in sorted(by_first)) + "]")
    return CueSet(
        finder, {char: tuple(sorted(cues, key=lambda cue: -cue.weight)) for char, cues in by_first.items()}
    )


def _ending(pattern: str) -> re.Pattern[str] | None:
    return re.compile(f"(?:{pattern})$") if pattern else None


def first_characters(pattern: str) -> frozenset[str]:
    """Characters with which a match of ``pattern`` can begin: ``(?:下|今)年?`` → 下, 今.

    The pattern must begin with literals, classes or groups of them; raises ValueError for anything else.
    """
    chars, optional = _firsts(pattern)
    if optional or not chars:
        raise ValueError(f"a cue must begin with a character: {pattern}")
    return chars


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
        if rest.startswith(("(?!", "(?=", "(?<")):
            rest = rest[_close(rest, 0) + 1 :]
            continue
        end = _item_end(rest)
        item, rest = rest[:end], rest[end:]
        found, empty = _item(item)
        chars |= found
        repeat = re.match(r"[?*]|\{0,\d*\}|\{\d+,?\d*\}|\+", rest)
        rest = rest[repeat.end() :] if repeat else rest
        if not empty and not (repeat and (repeat.group()[0] in "?*" or repeat.group().startswith("{0"))):
            return chars, False
    return chars, True


def _item_end(text: str) -> int:
    if text[0] == "(":
        return _close(text, 0) + 1
    if text[0] == "[":
        return text.index("]", 1) + 1
    return 2 if text[0] == "\\" else 1


def _item(item: str) -> tuple[set[str], bool]:
    if item.startswith("(?:"):
        chars, empty = _firsts(item[3:-1])
        return set(chars), empty
    if item[0] == "[":
        if item[1] == "^":
            raise ValueError(f"a cue cannot begin with {item}")
        return _members(item[1:-1]), False
    if item == r"\d":
        return set("0123456789"), False
    if item[0] in "(.^$\\":
        raise ValueError(f"a cue cannot begin with {item}")
    return {item}, False


def _members(inside: str) -> set[str]:
    chars: set[str] = set()
    for one, first, last in re.findall(r"(\\d)|(.)(?:-(.))?", inside):
        if one:
            chars |= set("0123456789")
        else:
            chars |= {chr(code) for code in range(ord(first), ord(last or first) + 1)}
    return chars


def _close(text: str, start: int) -> int:
    depth, inside = 0, False
    for position in range(start, len(text)):
        char = text[position]
        if text[position - 1 : position] == "\\":
            continue
        if inside:
            inside = char != "]"
        elif char == "[":
            inside = True
        elif char == "(":
            depth += 1
        elif char == ")":
            depth -= 1
            if depth == 0:
                return position
    raise ValueError(f"an open bracket in {text}")


def _split(pattern: str) -> list[str]:
    """Branches of a pattern at the top level."""
    parts, start, position = [], 0, 0
    while position < len(pattern):
        if pattern[position] in "([":
            position = (
                _close(pattern, position) if pattern[position] == "(" else pattern.index("]", position + 1)
            ) + 1
            continue
        if pattern[position] == "|":
            parts.append(pattern[start:position])
            start = position + 1
        position += 2 if pattern[position] == "\\" else 1
    parts.append(pattern[start:])
    return parts
