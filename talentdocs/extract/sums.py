"""Names of sums of money by what they are for (资金用途), where the words before say only that it was spent.

安排6000万元推进镇村卫生机构改造 → 镇村卫生机构改造资金
（1）投入2.2亿元，实施学校改薄行动 → 学校改薄行动投入

Words and patterns are data: ``lexicons/purpose_verbs.tsv`` and ``lexicons/naming_patterns.toml``.
"""

from __future__ import annotations

import re
from functools import lru_cache

from talentdocs.extract.followers import before_praise
from talentdocs.extract.surroundings import Surroundings
from talentdocs.late import compiled
from talentdocs.segment.lexicon import Lexicons, alternation


@lru_cache(maxsize=8)
def _purposes(lexicons: Lexicons) -> re.Pattern[str]:
    return compiled(alternation(lexicons.words("purpose_verbs")))


def purpose_of(around: Surroundings, index: int) -> str:
    """安排6000万元推进镇村卫生机构改造 → 镇村卫生机构改造资金."""
    predicate = around.slots[index].right.predicate
    verb = _purposes(around.lexicons).match(predicate)
    noun = before_praise(predicate[verb.end() :], around.lexicons).strip("的等") if verb else ""
    return f"{noun}资金" if 3 <= len(noun) <= 20 else ""


def opening_sum(around: Surroundings) -> str:
    """（1）投入2.2亿元，实施学校改薄行动 → 学校改薄行动投入: what the part behind says it is for."""
    slot = around.slots[0]
    match = around.says["opening_sum"].fullmatch(slot.before)
    if match is None or slot.right.noun or slot.right.predicate:
        return ""
    told = around.paragraph_topic(0) or around.near_topic(0) or around.topic(0)
    if not told and match["sum"]:
        told = around.before.noun if around.before else ""
    told = told or around.following(0, counted=match["name"] == "投入") or "投入"
    return told + match["name"].removeprefix(told)
