"""Words that part the phrases beside a number (短语用词): verbs, links, bounds, stops."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from talentdocs.late import compiled
from talentdocs.segment.affixes import Prefixes, Suffixes
from talentdocs.segment.firsts import Finder
from talentdocs.segment.lexicon import Entry, Lexicons, alternation
from talentdocs.segment.patterns import Patterns, patterns

BLANK = "\x00"
"""Stands for each character of a word of time that was taken out before parsing."""
_SELDOM = ("ordered", "multiple_of", "out_of", "attained", "provides", "whose")
"""Patterns that few nouns match."""


@dataclass(frozen=True, slots=True)
class PhraseWords:
    """Words and patterns that part a phrase, of one set of lexicons."""

    says: Patterns
    tail: Suffixes
    link: Suffixes
    suffixes: dict[str, tuple[bool, str]]
    head: Prefixes
    keeps: frozenset[str]
    alone: frozenset[str]
    """Verbs that hold their own object and name by themselves (造林, 减贫)."""
    kept_tail: Suffixes
    bounds: re.Pattern[str]
    stops: re.Pattern[str]
    closing: re.Pattern[str]
    """Verbs that close a compound, with the noun that may follow (改造, 建设项目)."""
    closes: Prefixes
    light: Prefixes
    vague: Prefixes
    vaguely: re.Pattern[str]
    strong: re.Pattern[str]
    gift: re.Pattern[str]
    things: frozenset[str]
    """What 每 may stand before (人, 平方米, 年)."""
    prelude: Prefixes
    led: frozenset[str]
    """Words that open a prelude also where they were taken off already (为, 向)."""
    award: re.Pattern[str]
    heads: frozenset[str]
    wholes_at: Prefixes
    """How words begin whose beginning is noise or a verb by itself (共享, 服务业)."""
    seldom: re.Pattern[str]
    """Finds a character of which one stands in whatever the ``_SELDOM`` patterns match."""
    left_over: re.Pattern[str]
    """The same for what is left over at the end of a noun."""


@lru_cache(maxsize=8)
def phrase_words(lexicons: Lexicons) -> PhraseWords:
    """The words and patterns of ``lexicons``, read once.

    Raises LexiconError where an entry is missing or malformed.
    """
    says = patterns(lexicons, "phrase_patterns")
    links = lexicons.table("link_verbs").values()
    bounds = lexicons.table("quantity_bounds").values()
    left_bounds = [e.key for e in bounds if e.text("side") == "left"]
    right_bounds = [e.key for e in bounds if e.text("side") == "right"]
    verbs = lexicons.table("indicator_verbs").values()
    drops = {e.key for e in verbs if e.text("action") == "drop"} | set(lexicons.words("indicator_noise"))
    keeps = frozenset(e.key for e in verbs if e.text("action") != "drop")
    gifts = [e.key for e in lexicons.table("standard_cues").values() if "right" in e.list("side")]
    other_unit = patterns(lexicons, "bound_patterns").text("other_unit")
    stops = lexicons.table("right_stops").values()
    compound, light, vague = (
        [e.key for e in stops if e.text("role") == role] for role in ("compound", "light", "vague")
    )
    return PhraseWords(
        says=says,
        tail=Suffixes(
            [*lexicons.words("link_adverbs"), *left_bounds, BLANK, "的", "、", "按"],
            {e.key: "".join(e.list("not_after")) for e in bounds if e.text("side") == "left"},
        ),
        link=Suffixes((e.key for e in links), {e.key: "".join(e.list("not_after")) for e in links}),
        suffixes={e.key: (e.text("gives") == "change", e.text("suffix")) for e in links},
        head=Prefixes(drops | keeps),
        keeps=keeps,
        alone=frozenset(e.key for e in verbs if e.text("action") == "alone"),
        kept_tail=Suffixes(keeps),
        bounds=compiled(
            rf"(?:{other_unit})?"
            rf"(?:\s?(?:（含）)?{alternation([*right_bounds, *says.text('bounds').split('|')])})+"
            rf"|{other_unit}"
        ),
        stops=compiled(_guarded(stops)),
        closing=compiled(
            rf"{says.text('closing_head')}(?:{alternation(compound)}|{says.text('also_closes')})+"
            rf"{says.text('closing_tail')}"
        ),
        closes=Prefixes(compound),
        light=Prefixes(light),
        vague=Prefixes(vague),
        vaguely=compiled(alternation(vague)),
        strong=compiled(alternation(word for word in keeps if word.startswith("新") and len(word) > 1)),
        gift=compiled(alternation(gifts) + "$"),
        things=frozenset([*lexicons.words("per_things"), *lexicons.words("units"), *"年月天日周季"]),
        prelude=Prefixes(lexicons.words("prelude_words")),
        led=frozenset(e.key for e in lexicons.table("prelude_words").values() if e.text("led")),
        award=compiled(alternation(lexicons.words("award_verbs"))),
        heads=frozenset(lexicons.words("dependent_heads")),
        wholes_at=Prefixes(lexicons.words("whole_words")),
        seldom=_needed(says, _SELDOM),
        left_over=_needed(says, ["left_over"]),
    )


def _needed(says: Patterns, names: Iterable[str]) -> re.Pattern[str]:
    return Finder("|".join(says.text(name) for name in names)).sign


def _guarded(stops: Iterable[Entry]) -> str:
    """An alternation of words, longest first, each with what must not stand beside it (上市公司).

    Each begins with a plain character, so that text without one is skipped fast.
    """
    pieces = []
    for entry in sorted(stops, key=lambda entry: (-len(entry.key), entry.key)):
        before, behind = entry.list("not_after"), entry.list("not_before")
        open_ = f"(?<![{''.join(before)}]{re.escape(entry.key)})" if before else ""
        close = f"(?!{alternation(behind)})" if behind else ""
        pieces.append(re.escape(entry.key) + open_ + close)
    return "(?:" + "|".join(pieces) + ")"
