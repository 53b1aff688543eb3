"""Cues (线索): words with a weight, what must not stand before them, and a fast search for them.

A cue lexicon is TOML: ``pattern`` (regular expression over folded text), ``weight``, ``unless_before`` (what
must not end where the cue begins), ``lead`` (it counts only at the start of the clause, behind a comma or a
subject). Where a cue may begin is known from its first characters, so that other text costs next to nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from talentdocs.segment.firsts import first_characters
from talentdocs.segment.lexicon import Lexicons
from talentdocs.segment.patterns import patterns

HEAVY = 1.5
"""Lighter cues only tip the scale where others have spoken."""
_BACK = 8
_NEVER = re.compile(r"(?!)")


@dataclass(frozen=True, slots=True)
class Cue:
    """One entry of a cue lexicon, compiled."""

    name: str
    pattern: re.Pattern[str]
    weight: float
    lead: re.Pattern[str] | None
    """What must stand right before it, where it does not open the clause."""
    unless: re.Pattern[str] | None

    def at(self, words: str, position: int) -> re.Match[str] | None:
        """The match of this cue at ``position``, None where it does not stand there or is held off."""
        if self.lead is not None and position and self.lead.match(words, position - 1) is None:
            return None
        found = self.pattern.match(words, position)
        if found is None or self.unless is None:
            return found
        return None if self.unless.search(words, max(0, position - _BACK), position) else found


@dataclass(frozen=True, slots=True)
class CueSet:
    """All cues of a lexicon by first character, heavier ones first."""

    finder: re.Pattern[str]
    heavy: re.Pattern[str]
    """Finds where a cue of ``HEAVY`` or more may begin."""
    by_first: dict[str, tuple[Cue, ...]]

    def heaviest(self, words: str, offset: int, *, light: bool = True) -> tuple[float, str]:
        """Weight of the heaviest cue in ``words`` and its words with offsets, 0 and "" for none.

        Without ``light``, cues below ``HEAVY`` are passed over.
        """
        best, reason = 0.0 if light else HEAVY - 0.01, ""
        for hit in (self.finder if light else self.heavy).finditer(words):
            position = hit.start()
            for cue in self.by_first[hit.group()]:
                if cue.weight <= best:
                    break
                if found := cue.at(words, position):
                    best, reason = cue.weight, f"{found.group()}@{offset + position}-{offset + found.end()}"
                    break
        return (best, reason) if reason else (0.0, "")


@lru_cache(maxsize=16)
def cue_set(lexicons: Lexicons, name: str) -> CueSet:
    """The cues of lexicon ``name``, compiled once."""
    leads = patterns(lexicons, "clause_words")["subject_end"]
    by_first: dict[str, list[Cue]] = {}
    for entry in lexicons.table(name).values():
        cue = Cue(
            entry.key,
            re.compile(entry.text("pattern")),
            float(entry.text("weight", "1")),
            leads if entry.text("lead").lower() == "true" else None,
            _ending(entry.text("unless_before")),
        )
        for char in first_characters(entry.text("pattern")):
            by_first.setdefault(char, []).append(cue)
    ordered = {char: tuple(sorted(cues, key=lambda cue: -cue.weight)) for char, cues in by_first.items()}
    heavy = [char for char, cues in ordered.items() if cues[0].weight >= HEAVY]
    return CueSet(_any_of(ordered), _any_of(heavy), ordered)


def _any_of(chars: Iterable[str]) -> re.Pattern[str]:
    return re.compile("[" + "".join(re.escape(char) for char in sorted(chars)) + "]") if chars else _NEVER


def _ending(pattern: str) -> re.Pattern[str] | None:
    return re.compile(f"(?:{pattern})$") if pattern else None
