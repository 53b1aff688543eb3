"""Cues (线索): words with a weight, what must not stand before them, and a fast search for them.

A cue lexicon is TOML: ``pattern`` (regular expression over folded text), ``weight``, ``unless_before`` (what
must not end where the cue begins), ``lead`` (it counts only at the start of the clause, behind a comma or a
subject). Where a cue may begin is known from its first characters, so that other text costs next to nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cached_property, lru_cache

from talentdocs.late import compiled, late
from talentdocs.segment.firsts import first_characters, where_begins
from talentdocs.segment.lexicon import Entry, Lexicons
from talentdocs.segment.patterns import patterns

HEAVY = 1.5
"""Lighter cues only tip the scale where others have spoken."""
_BACK = 8
_NEVER = late(r"(?!)")


class Cue:
    """One entry of a cue lexicon, compiled where it is first needed."""

    def __init__(self, entry: Entry, lead: re.Pattern[str] | None) -> None:
        """``lead`` is what must stand right before it, where it does not open the clause."""
        self.entry = entry
        self.weight = float(entry.text("weight", "1"))
        self.lead = lead

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """What the cue looks like."""
        return compiled(self.entry.text("pattern"))

    @cached_property
    def unless(self) -> re.Pattern[str] | None:
        """What must not end where the cue begins."""
        pattern = self.entry.text("unless_before")
        return compiled(f"(?:{pattern})$") if pattern else None

    def at(self, words: str, position: int) -> re.Match[str] | None:
        """The match of this cue at ``position``, None where it does not stand there or is held off."""
        found = self.pattern.match(words, position)
        if found is None:
            return None
        if self.lead is not None and position and self.lead.match(words, position - 1) is None:
            return None
        if self.unless is not None and self.unless.search(words, max(0, position - _BACK), position):
            return None
        return found


class CueSet:
    """All cues of a lexicon by first character, heavier ones first."""

    def __init__(self, cues: Iterable[Cue]) -> None:
        self._cues = sorted(cues, key=lambda cue: -cue.weight)
        self.by_first: dict[str, list[Cue]] = {}
        for cue in self._cues:
            for char in first_characters(cue.entry.text("pattern")):
                self.by_first.setdefault(char, []).append(cue)

    @cached_property
    def finder(self) -> re.Pattern[str]:
        """Finds the first character of whatever one of the patterns matches."""
        return _first_of(self._cues)

    @cached_property
    def heavy(self) -> re.Pattern[str]:
        """The same for cues of ``HEAVY`` or more."""
        return _first_of(cue for cue in self._cues if cue.weight >= HEAVY)

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
    """The cues of lexicon ``name``, read once."""
    leads = patterns(lexicons, "clause_words")["subject_end"]
    return CueSet(
        Cue(entry, leads if entry.text("lead").lower() == "true" else None)
        for entry in lexicons.table(name).values()
    )


def _first_of(cues: Iterable[Cue]) -> re.Pattern[str]:
    sources = [cue.entry.text("pattern") for cue in cues]
    if not sources:
        return _NEVER
    any_of = "|".join(sources)
    return compiled(where_begins(any_of, f"(?={any_of})"))
