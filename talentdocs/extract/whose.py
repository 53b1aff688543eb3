"""Whose value (数据所属区域): the region of a figure where the text names another than the document's.

全省平均为64.5% → the document's province · 同期南平市为64.5% → 南平市 · 全国、全省分别为-1.9%、1.7% → one
each
入选浙江工匠5名 → the document's region: who awards a title is not whose it is
"""

from __future__ import annotations

import re
from functools import lru_cache

from talentdocs.extract.regions import Regions
from talentdocs.late import compiled
from talentdocs.segment.lexicon import Lexicons, alternation
from talentdocs.segment.patterns import patterns

_MARKS = "，、；：的"


@lru_cache(maxsize=8)
def _around(lexicons: Lexicons) -> tuple[re.Pattern[str], re.Pattern[str]]:
    before = alternation(lexicons.words("place_lead_words"))
    after = alternation(lexicons.words("place_tail_words"))
    return compiled(rf"(?:{before}|[\x00\s])*"), compiled(rf"(?:{after}|[\x00\s])+$")


def _past(lead: re.Pattern[str], words: str) -> str:
    found = lead.match(words)
    return words[found.end() :] if found else words


def bare_place(words: str, document_region: str | None, regions: Regions, lexicons: Lexicons) -> str | None:
    """The region that ``words`` name and nothing else (而丽江市同期, 全省平均), else None."""
    lead, tail = _around(lexicons)
    words = _past(lead, words).lstrip(_MARKS)
    if not regions.may_name(words):
        return None
    words = tail.sub("", words).strip(_MARKS)
    if not 2 <= len(words) <= 14:
        return None
    place = regions.resolve(words, document_region)
    return place if place is not None and place != document_region else None


def opening_place(
    words: str, document_region: str | None, regions: Regions, lexicons: Lexicons
) -> str | None:
    """The region that opens a sentence part (全省新增…, 南平市完成…), where it is another than the
    document's."""
    lead, _ = _around(lexicons)
    words = _past(lead, words)
    if not regions.may_open(words):
        return None
    mentions = regions.find(words[:16], document_region)
    if not mentions or mentions[0].start != 0:
        return None
    mention = mentions[0]
    says = patterns(lexicons, "region_words")
    if not says["division"].search(mention.text) or says["no_owner"].match(words, mention.end):
        return None
    place = regions.resolve(mention.text, document_region)
    return place if place is not None and place != document_region else None
