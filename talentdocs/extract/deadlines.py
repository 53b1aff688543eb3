"""Deadlines (时限) of commitments: when a clause says that something is due, ISO at its own precision.

Words are data: ``lexicons/deadline_words.toml`` and ``coming_years.tsv``; how dates are written stands here.
"""

from __future__ import annotations

import re
from functools import lru_cache

from talentdocs.late import compiled, late
from talentdocs.segment.lexicon import Lexicons
from talentdocs.segment.patterns import Patterns, patterns

_MONTH = r"(1[0-2]|0?[1-9]|[一二三四五六七八九十]{1,2})"
_DUE = late("月|底|末|终|上半年")
"""One of them stands in whatever ``_by`` matches."""
_HAN = "零一二三四五六七八九"


@lru_cache(maxsize=8)
def _coming(lexicons: Lexicons) -> dict[str, int]:
    """How many years later a word means: 明年 1."""
    return {e.key: int(e.text("years")) for e in lexicons.table("coming_years").values()}


@lru_cache(maxsize=8)
def _by(lexicons: Lexicons) -> re.Pattern[str]:
    relative = "|".join(_coming(lexicons))
    return compiled(
        rf"(?P<every>每年度?|每)?(?P<until>[到至])?(?:(?P<year>20\d\d)\s*年|(?P<rel>{relative}))?(?:度)?"
        rf"(?:(?P<month>{_MONTH})\s*月(?:\s*\d{{1,2}}\s*日|[上中下]旬)?(?P<mend>底|末|份)?|(?P<half>上半年)|(?P<yend>年[底末终]|(?<=[年度])[底末终]))"
        rf"(?P<before>之?前|以前)?"
    )


def commitment_deadline(
    clause: str, year: int | None, lexicons: Lexicons, planned_year: int | None = None
) -> str | None:
    """When the clause is due, null where it names no time or only a recurring one.

    ``2024年6月底前建成`` → 2024-06; ``年底前完成`` in a document of 2024 → 2024-12; ``“十四五”期间`` → 2025;
    ``每年`` → null. ``planned_year`` is that of the heading above (2024年工作安排): 年内 and 全年 go by it.
    """
    says = patterns(lexicons, "deadline_words")
    current = planned_year or year
    if _DUE.search(clause) and (due := _by_month(clause, current, lexicons)):
        return due
    if "年" not in clause and "十" not in clause:
        return None
    for until in says["until_year"].finditer(clause):
        due_year = int(until[1] or until[2])
        if year is None or due_year >= year:
            return str(due_year)
    if found := says["plan"].search(clause):
        return str(1951 + 5 * (10 + _HAN.index(found[1])) + 4)
    if (found := says["leading_year"].search(clause)) and (year is None or int(found[1]) >= year):
        return found[1]
    if current is not None and (found := says["next_year"].search(clause)):
        return str(current + _coming(lexicons)[found[1]])
    if current is not None and (says["this_year"].search(clause) or says["whole_year"].search(clause)):
        return str(current)
    return None


def names_time(clause: str, lexicons: Lexicons) -> bool:
    """Whether a clause speaks of a time or a rhythm of its own (每年, 上半年): none carries over."""
    return patterns(lexicons, "deadline_words")["own_time"].search(clause) is not None


def opens_with_time(clause: str, lexicons: Lexicons) -> bool:
    """Whether a time stands alone at the head, so that it holds for the whole sentence: 到2025年，…；…。"""
    return patterns(lexicons, "deadline_words")["opening_time"].match(clause) is not None


def _by_month(clause: str, year: int | None, lexicons: Lexicons) -> str | None:
    says = patterns(lexicons, "deadline_words")
    for found in _by(lexicons).finditer(clause):
        if found["every"] or not (found["before"] or found["until"] or _ends(clause, found, says)):
            continue
        due = _year(found, year, lexicons)
        if due is None or (found["year"] and year is not None and due < year):
            continue
        if found["month"]:
            return f"{due}-{_count(found['month']):02d}"
        return f"{due}-06" if found["half"] else f"{due}-12"
    return None


def _ends(clause: str, found: re.Match[str], says: Patterns) -> bool:
    """Whether a time without 前 still says when something is due: 力争年底…达到, 2025年底实现."""
    if not (found["mend"] in ("底", "末") or found["yend"]):
        return False
    behind = clause[found.end() : found.end() + 4]
    ahead = clause[max(0, found.start() - 6) : found.start()]
    if says["no_deadline_behind"].match(behind) or says["no_deadline_before"].search(ahead):
        return False
    return bool(says["aimed_before"].search(ahead) or says["stands_before"].search(ahead))


def _year(found: re.Match[str], year: int | None, lexicons: Lexicons) -> int | None:
    if found["year"]:
        return int(found["year"])
    if year is None:
        return None
    return year + _coming(lexicons).get(found["rel"] or "", 0)


def _count(word: str) -> int:
    if word.isdigit():
        return int(word)
    tens, ten, ones = word.rpartition("十")
    return (
        ((_HAN.index(tens) if tens else 1) * 10 + (_HAN.index(ones) if ones else 0))
        if ten
        else _HAN.index(ones)
    )
