"""Deadlines (时限) of commitments: when a clause says that something is due, ISO at its own precision."""

from __future__ import annotations

import re

_MONTH = r"(1[0-2]|0?[1-9]|[一二三四五六七八九十]{1,2})"
_BY = re.compile(
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
_THIS_YEAR = re.compile(
    r"(?:(?:^|[，,；：:。、]|其中|我[局市县区州]|确保|力争|争取|实现)\s*)(?:今年|本年度?|年内)(?!以来|[\d一二三四五六七八九十前]|上半年|起|开始)|今年内|(?<![一二两三四五六七八九十几\d])年内(?=[^，。]{0,3}[完建实启新力])"
)
_LEADING_YEAR = re.compile(
    r"(?:^|[，,；：:（(]|力争|争取|确保|计划|目标：)\s*(?:在|于)?(20\d\d)\s*年(?:度|内)?(?!起|开始|以来|版|前|之前|以前|[底末]|\s*\d{1,2}\s*月|[-—–至到])"
)
_WHOLE_YEAR = re.compile(
    r"(?:完成|实现)全年(?![^。]*需要)|全年(?!龄|[^，。；]{0,12}(?:目标|任务|各项|工作)|[^，。；]{0,24}的[，,])(?:度)?"
)
_NEXT_YEAR = re.compile(
    r"(?:^|[，,；：:。、]|确保|力争|争取|计划|预计|将)\s*(明年|后年)(?!起|开始|[^，。]{0,3}月)"
)
_OWN_TIME = re.compile(
    r"每[年月季周天日]|年度?[底末初终均内]|(?:19|20)\d\d\s*年|[今明后]年|[上下]半年|\d\s*月"
)
_OPENING_TIME = re.compile(
    r"(?:[（(]?[一二三四五六七八九十\d]{1,3}[）)、是.．]\s*)?(?:力争|争取|确保|计划)?[到至在]?"
    r"(?:(?:(?:19|20)\d\d\s*年|[今明后]年|年(?=[内底末]))(?:[内底末]|\d{1,2}月[底末份]?)?|\d{1,2}月[底末份]?)(?:之?前)?，"
)
_HAN = "零一二三四五六七八九"


def commitment_deadline(clause: str, year: int | None, planned_year: int | None = None) -> str | None:
    """When the clause is due, null where it names no time or only a recurring one.

    ``2024年6月底前建成`` → 2024-06; ``年底前完成`` in a document of 2024 → 2024-12; ``“十四五”期间`` → 2025;
    ``每年`` → null. ``planned_year`` is that of the heading above (2024年工作安排): 年内 and 全年 go by it.
    """
    current = planned_year or year
    if _DUE.search(clause) and (due := _by_month(clause, current)):
        return due
    if "年" not in clause and "十" not in clause:
        return None
    for found in _UNTIL_YEAR.finditer(clause):
        due_year = int(found[1] or found[2])
        if year is None or due_year >= year:
            return str(due_year)
    if found := _PLAN.search(clause):
        return str(1951 + 5 * (10 + _HAN.index(found[1])) + 4)
    if (found := _LEADING_YEAR.search(clause)) and (year is None or int(found[1]) >= year):
        return found[1]
    if current is not None and (found := _NEXT_YEAR.search(clause)):
        return str(current + (1 if found[1] == "明年" else 2))
    if current is not None and (_THIS_YEAR.search(clause) or _WHOLE_YEAR.search(clause)):
        return str(current)
    return None


def names_time(clause: str) -> bool:
    """Whether a clause speaks of a time or a rhythm of its own (每年, 上半年): none carries over."""
    return _OWN_TIME.search(clause) is not None


def opens_with_time(clause: str) -> bool:
    """Whether a time stands alone at the head, so that it holds for the whole sentence: 到2025年，…；…。"""
    return _OPENING_TIME.match(clause) is not None


def _by_month(clause: str, year: int | None) -> str | None:
    for found in _BY.finditer(clause):
        if found["every"] or not (found["before"] or found["until"] or _ends(clause, found)):
            continue
        due = _year(found, year)
        if due is None or (found["year"] and year is not None and due < year):
            continue
        if found["month"]:
            return f"{due}-{_count(found['month']):02d}"
        return f"{due}-06" if found["half"] else f"{due}-12"
    return None


def _ends(clause: str, found: re.Match[str]) -> bool:
    """Whether a time without 前 still says when something is due: 力争年底…达到, 2025年底实现."""
    if not (found["mend"] in ("底", "末") or found["yend"]):
        return False
    behind = clause[found.end() : found.end() + 4]
    ahead = clause[max(0, found.start() - 6) : found.start()]
    if re.match(r"(?:的|已|以来|，?全[市县区州].{0,2}已)", behind) or re.search(
        r"由$|从$|比$|较$|截[至止]$|自$", ahead
    ):
        return False
    if re.search(r"力争|确保|争取|计划|将$", ahead):
        return True
    return bool(re.search(r"将|拟|实现|预计|[，,；]$|^$", ahead))


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
