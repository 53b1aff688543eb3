"""Denominators and frequencies (分母与频率): what a value holds for — 每人每年 gives 人·年 and yearly.

Matches: 每人每年最高2000元 (人·年) · 每平方米每月9.5元 (平方米·月) · 每部8万元 (部) ·
每万人高价值发明专利 (万人) · 单个项目最高 (项目).
Leaves out: 每年新增 (frequency only), 每个人都.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from talentdocs.extract.slots import Slot
from talentdocs.late import compiled
from talentdocs.records import Frequency, Status
from talentdocs.segment.lexicon import Lexicons, alternation
from talentdocs.segment.patterns import patterns

_PER_KINDS = frozenset(
    ("money", "person", "area", "event", "time", "count", "energy", "volume", "org", "length", "mass")
)
_EACH = ("每", "单")
"""What every denominator begins with."""


class Rate(NamedTuple):
    """What the value holds for."""

    per: str | None = None
    frequency: Frequency | None = None


@lru_cache(maxsize=8)
def _times(lexicons: Lexicons) -> dict[str, Frequency]:
    """Frequencies by the unit of time behind 每."""
    return {e.key: e.text("gives") for e in lexicons.table("rate_times").values()}  # type: ignore[misc]


@lru_cache(maxsize=8)
def _pattern(lexicons: Lexicons) -> re.Pattern[str]:
    things = alternation(lexicons.words("per_things"))
    times = alternation(lexicons.words("rate_times"))
    lead = patterns(lexicons, "quantity_patterns").text("per_lead")
    scaled = r"(?:[十百千万亿]+)"
    return compiled(
        rf"(?:{lead})(?P<thing>{scaled}?(?:个|家|名)?{things}(?:[（(][^（()）]*[）)])?)(?:每(?P<time>{times}|{things}))?"
        rf"|每(?P<time2>{times})(?:每(?P<thing2>{things}))?"
    )


def rate_of(folded: str, slot: Slot, status: Status, kind: str, lexicons: Lexicons) -> Rate:
    """Denominator and frequency of one slot, from the words of its sentence part and the slash behind it."""
    if (per := slot.quantity.per) in _times(lexicons):
        return Rate(None, _times(lexicons)[per])  # 420元/月
    if per:
        return Rate(per, None)
    frequency = _frequency(slot, status, kind)
    if all(folded.find(word, slot.sentence_start, slot.quantity.start) < 0 for word in _EACH):
        return Rate(None, frequency)
    near = folded[slot.floor if slot.quantity.list_of is None else slot.part_start : slot.quantity.start]
    found = None
    for match in _pattern(lexicons).finditer(near):
        if _reaches(near, match, kind, status):
            found = match
    if found is None:
        found = _scaled_before(folded, slot, kind, lexicons)
    if found is None:
        return Rate(None, frequency)
    thing = found["thing"] or found["thing2"]
    time, times = found["time"] or found["time2"], _times(lexicons)
    if time in times:
        frequency = times[time]
    if thing is None:
        return Rate(None, frequency)
    thing = re.sub(r"[（(].*", "", thing)
    thing = thing.removeprefix("个") if len(thing) > 1 else thing
    if time:
        return Rate(f"{thing}·{time}", frequency)
    return Rate(thing, frequency)


def _scaled_before(folded: str, slot: Slot, kind: str, lexicons: Lexicons) -> re.Match[str] | None:
    """每千人口拥有3岁以下婴幼儿托位4.5个, 每万名老年人中，失能的有1240余人: another number or a comma
    stands between."""
    if kind in ("time", "percent", "permille", "point"):
        return None
    start = slot.part_start
    before = folded[slot.sentence_start : start].rstrip("，,")
    if before.endswith("中"):
        start = slot.sentence_start
    for match in _pattern(lexicons).finditer(folded, start, slot.quantity.start):
        if (match["thing"] or "")[:1] in ("十", "百", "千", "万") and match.start() >= start:
            return match
    return None


def _reaches(near: str, match: re.Match[str], kind: str, status: Status) -> bool:
    """A denominator holds where it stands close to the number, or where it opens the name (每万人…拥有量)."""
    gap = near[match.end() :]
    thing = match["thing"] or match["thing2"] or ""
    if thing[:1] in ("十", "百", "千", "万", "亿"):
        return True
    if match["time2"] and not thing:
        return len(gap) <= 24
    if kind in ("percent", "permille", "point"):
        return False
    return len(gap) <= 10 and (kind in _PER_KINDS or status == "standard")


def _frequency(slot: Slot, status: Status, kind: str) -> Frequency | None:
    """The nearest word of frequency before the number; a yearly count reaches on to the counts behind it."""
    found: Frequency | None = None
    for word in slot.times:
        if word.start >= slot.quantity.start:
            break
        if word.kind == "frequency":
            if kind in ("time", "rate"):
                continue
            same_part = word.start >= slot.part_start
            goes_on = (
                word.text.startswith("每")
                and status == "target"
                and word.frequency == "yearly"
                and not slot.left.link
            )
            if same_part or (goes_on and kind not in ("percent", "permille", "point")):
                found = word.frequency
        elif word.kind in ("span", "moment", "since") and not word.base:
            found = None
    return found
