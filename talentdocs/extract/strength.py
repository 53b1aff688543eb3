"""Strength (力度) of a commitment: aim, encourage or firm. Words: ``lexicons/strength.toml``."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from talentdocs.late import compiled, late
from talentdocs.records import Strength
from talentdocs.segment.firsts import Finder
from talentdocs.segment.lexicon import Lexicons

_LEAD = late(
    r"(?:[（(〔][^（()）〔〕]{2,160}[）)〕])?\s*(?:[一二三四五六七八九十]{1,3}[是要]|\d{1,2}[.、．]|[（(][一二三四五六七八九十\d]{1,3}[）)]|[①-⑳]|——)?\s*"
)
_QUOTED = late(r"“[^”]{0,60}”|《[^》]{0,120}》")


@dataclass(frozen=True, slots=True)
class _Words:
    aim: Finder
    encourage: re.Pattern[str]
    adverb: re.Pattern[str]
    opener: re.Pattern[str]


@lru_cache(maxsize=8)
def _words(lexicons: Lexicons) -> _Words:
    table = {entry.text("role"): entry.text("pattern") for entry in lexicons.table("strength").values()}
    return _Words(
        Finder(table["aim"]),
        compiled(f"(?:{table['encourage']})"),
        compiled(f"(?:(?:{table['adverb']})[，,、]?)*"),
        compiled(f"(?:{table['opener']})"),
    )


def commitment_strength(clause: str, lexicons: Lexicons) -> tuple[Strength, str]:
    """Strength of one clause, and the words that decided.

    ``2024年计划新建学校5所`` → aim; ``重点支持技术攻关`` → encourage; ``发挥…作用，完善体系`` → firm.
    """
    words = _words(lexicons)
    shown = clause
    if "“" in clause or "《" in clause:
        shown = _QUOTED.sub(lambda found: "□" * len(found.group()), clause)
    if found := words.aim.regex.search(shown):
        return "aim", found["found"]
    lead = _LEAD.match(shown)
    for segment in shown[lead.end() if lead else 0 :].replace(",", "，").split("，"):
        start = words.adverb.match(segment)
        at = start.end() if start else 0
        if found := words.encourage.match(segment, at):
            return "encourage", found.group()
        if at < len(segment) and not words.opener.match(segment, at):
            return "firm", "default"
    return "firm", "default"
