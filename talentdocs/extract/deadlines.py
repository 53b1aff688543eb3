"""Deadlines (时限) of commitments: when a clause says that something is due, ISO at its own precision.

Words are data: ``lexicons/deadline_words.toml``.
"""

from __future__ import annotations

import re

from talentdocs.late import late
from talentdocs.segment.lexicon import Lexicons
from talentdocs.segment.patterns import Patterns, patterns

_MONTH = r"(1[0-2]|0?[1-9]|[一二三四五六七八九十]{1,2})"
_BY = late(
    rf"(?P<every>每年度?|每)?(?P<until>[到至])?(?:(?P<year>20\d\d)\s*年|(?P<rel>今年|明年|后年|当年|本年|次年))?(?:度)?"
    rf"(?:(?P<month>{_MONTH})\s*月(?:\s*\d{{1,2}}\s*日|[上中下]旬)?(?P<mend>底|末|份)?|(?P<half>上半年)|(?P<yend>年[底末终]|(?<=[年度])[底末终]))"
    rf"(?P<before>之?前|以前)?"
)
_DUE = re.compile("月|底|末|终|上半年")
"""One of them stands in whatever ``_BY`` matches."""
_UNTIL_YEAR = re.compile(
    r"(?<!达)[到至](20\d\d)\s*年(?!度?[底末]|\s*\d{1,2}\s*月|代|以前)|(?<!\d)(20\d\d)\s*年(?:之?前|以前)"
)
_PLAN = re.compile(r"“?十([一二三四五六])五”?(?:规划)?(?:期间|时期|末|期末|内|以来)")
_HAN = "零一二三四五六七八九"


def commitment_deadline(
    clause: str, year: int | None, lexicons: Lexicons, planned_year: int | None = None
) -> str | None:
    """When the clause is due, null where it names no time or only a recurring one.

    ``2024年6月底前建成`` → 2024-06; ``年底前完成`` in a document of 2024 → 2024-12; ``“十四五”期间`` → 2025;
    ``每年`` → null. ``planned_year`` is that of the heading above (2024年工作安排): 年内 and 全年 go by it.
    """
    says = patterns(lexicons, "deadline_words")
    current = planned_year or year
    if _DUE.search(clause) and (due := _by_month(clause, current, says)):
        return due
    if "年" not in clause and "十" not in clause:
        return None
    for until in _UNTIL_YEAR.finditer(clause):
        due_year = int(until[1] or until[2])
        if year is None or due_year >= year:
            return str(due_year)
    if found := _PLAN.search(clause):
        return str(1951 + 5 * (10 + _HAN.index(found[1])) + 4)
    if (found := says["leading_year"].search(clause)) and (year is None or int(found[1]) >= year):
        return found[1]
    if current is not None and (found := says["next_year"].search(clause)):
        return str(current + (1 if found[1] == "明年" else 2))
    if current is not None and (says["this_year"].search(clause) or says["whole_year"].search(clause)):
        return str(current)
    return None


def names_time(clause: str, lexicons: Lexicons) -> bool:
    """Whether a clause speaks of a time or a rhythm of its own (每年, 上半年): none carries over."""
    return patterns(lexicons, "deadline_words")["own_time"].search(clause) is not None


def opens_with_time(clause: str, lexicons: Lexicons) -> bool:
    """Whether a time stands alone at the head, so that it holds for the whole sentence: 到2025年，…；…。"""
    return patterns(lexicons, "deadline_words")["opening_time"].match(clause) is not None


def _by_month(clause: str, year: int | None, says: Patterns) -> str | None:
    for found in _BY.finditer(clause):
        if found["every"] or not (found["before"] or found["until"] or _ends(clause, found, says)):
            continue
        due = _year(found, year)
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


def _year(found: re.Match[str], year: int | None) -> int | None:
    if found["year"]:
        return int(found["year"])
    if year is None:
        return None
    return year + {"明年": 1, "次年": 1, "后年": 2}.get(found["rel"] or "", 0)


def _count(word: str) -> int:
    if word.isdigit():
        return int(word)
    tens, ten, ones = word.rpartition("十")
    return (
        ((_HAN.index(tens) if tens else 1) * 10 + (_HAN.index(ones) if ones else 0))
        if ten
        else _HAN.index(ones)
    )
