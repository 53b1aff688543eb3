"""Words and stretches by which the standing of a number is told (性质线索), read once for a set of lexicons.

Word lists: standard_cues, target_cues, paid_cues, per_things. Patterns: ``lexicons/standing_patterns.toml``.
"""

from __future__ import annotations

import re
from functools import cached_property, lru_cache
from typing import NamedTuple

from talentdocs.extract.slots import Slot, paid_cues
from talentdocs.late import compiled
from talentdocs.segment.firsts import openings
from talentdocs.segment.lexicon import Lexicons, alternation
from talentdocs.segment.patterns import Patterns, patterns

BEHIND = (
    *("reward", "above_each", "of_those", "portion", "tiers", "then_gift", "attribute_limit"),
    *("hamlet", "sized", "by_norm", "above_of", "bound_of", "for_bound", "condition"),
)
"""Patterns that ``standing`` matches behind a number that a rule may hold for, all of them."""


@lru_cache(maxsize=8)
def says_of(lexicons: Lexicons) -> Patterns:
    """The patterns of ``standing_patterns``."""
    return patterns(lexicons, "standing_patterns")


class Cues:
    """The patterns that word lists make, each compiled where a number first needs it."""

    def __init__(self, lexicons: Lexicons) -> None:
        self._lexicons = lexicons
        self._says = says_of(lexicons)

    @cached_property
    def give_left(self) -> re.Pattern[str]:
        """What gives, before a number: 补贴1万元."""
        return compiled(alternation(self._standard("left")) + self._says.text("give_tail"))

    @cached_property
    def give_right(self) -> re.Pattern[str]:
        """What is given, behind a number: 1万元的奖励."""
        return compiled(self._says.text("give_lead") + alternation(self._standard("right")))

    @cached_property
    def give_part(self) -> re.Pattern[str]:
        """What names a rule in the part of the sentence before a number: 补助标准提高到1万元."""
        return compiled(alternation(self._standard("segment")))

    @cached_property
    def behind(self) -> frozenset[str]:
        """Characters with which what ``BEHIND`` matches begins; few numbers have one behind them."""
        return openings(["的", *map(self._says.text, BEHIND)])

    @cached_property
    def paid(self) -> re.Pattern[str]:
        """What was or will be paid in all: 拨付3000万元."""
        return paid_cues(self._lexicons)

    @cached_property
    def target_left(self) -> re.Pattern[str]:
        """What makes a number a target, before it: 力争新增5000名."""
        return compiled(alternation(self._target("left")))

    @cached_property
    def target_right(self) -> re.Pattern[str]:
        """The same behind it: 175个的年度任务."""
        right = alternation(key.removeprefix("的") for key in self._target("right"))
        return compiled(self._says.text("target_lead") + right)

    @cached_property
    def per(self) -> re.Pattern[str]:
        """A denominator at the end of a part: 每人."""
        lead, time = self._says.text("per_lead"), self._says.text("per_time")
        return compiled(rf"{lead}(?:{self._things()}|{time})[\u4e00-\u9fff]{{0,5}}$")

    @cached_property
    def per_gift(self) -> re.Pattern[str]:
        """A denominator with what is given: 每人补贴."""
        tail = self._says.text("per_tail") + self._says.text("gift_tail")
        return compiled(rf"每(?:{self._things()}){tail}")

    def _standard(self, side: str) -> list[str]:
        return [e.key for e in self._lexicons.table("standard_cues").values() if side in e.list("side")]

    def _target(self, side: str) -> list[str]:
        return [e.key for e in self._lexicons.table("target_cues").values() if side in e.list("side")]

    def _things(self) -> str:
        return alternation(self._lexicons.words("per_things"))


@lru_cache(maxsize=8)
def cues_of(lexicons: Lexicons) -> Cues:
    """The cues of ``lexicons``, compiled once."""
    return Cues(lexicons)


class Place(NamedTuple):
    """One number with the stretches of its sentence that the rules look at."""

    folded: str
    slot: Slot
    part: str
    """From the last comma to the number."""
    after: str
    """What follows its unit, within the clause."""
    kind: str

    @property
    def sentence(self) -> str:
        """The sentence before the number."""
        return self.folded[self.slot.sentence_start : self.slot.quantity.start]

    @property
    def near(self) -> str:
        """The last characters of the part before the number."""
        start = self.slot.quantity.start
        return self.folded[max(self.slot.part_start, start - 24) : start]
