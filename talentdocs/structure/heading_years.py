"""Years that headings name (标题年份), absolute (2022年工作回顾) or relative to the document (过去五年)."""

from __future__ import annotations

import re
from dataclasses import replace

from talentdocs.records import Outline, Section

_HAN = {mark: value for value, mark in enumerate("零一二三四五六七八九")} | {"两": 2, "十": 10}
_SPAN = re.compile(r"(?<!\d)(20\d\d|19\d\d)\s*年?\s*(?:[-—–－~～至到]|——)+\s*(20\d\d)(?!\d)")
_YEAR = re.compile(r"(?<!\d)(20\d\d|19\d\d)(?=\s*年|[）)]|$)")
_PLAN = re.compile(r"十([一二三四五六七八九])五|第十([一二三四五六七八九])个五年")
_PAST = re.compile(r"(?:过去|近|前)的?([一两二三四五六七八九十\d])年|([一两二三四五六七八九十\d])年来")
_LAST_FIVE = re.compile(r"(?:本|上一?)届政府(?!的?(?:目标|任务|工作(?:安排|打算)))")
_COMING = re.compile(r"(?:今后|未来|下一个|往后|接下来)的?([一两二三四五六七八九十\d])年")
_THIS = re.compile(r"今年|本年度?|当年|下一阶段|下半年|全年")
_LAST = re.compile(r"去年|上年|过去一年|上一年度?|一年来")
_NEXT = re.compile(r"明年|来年")
_REVIEW = re.compile(r"回顾|工作总结")
_ACCOUNT = re.compile(r"公报|年报|工作总结|(?:执行|完成|发展|落实)情况")
_OPENING = re.compile(r"开局|起步|开门红|开好头")
_CLOSING = re.compile(r"收官")
_NEW_YEAR = re.compile(r"新的?一年")


def date_sections(outline: Outline, year: int | None, title: str | None = None) -> Outline:
    """The outline with the years of every section resolved against the document's ``year``.

    In a document of 2023: 2022年工作回顾 → 2022; 过去五年 → 2018 to 2022; 今后五年 → 2023 to 2027;
    今年工作 → 2023; 工作回顾 → 2022; “十四五” → 2021 to 2025. What a heading does not name is inherited;
    the whole of an account of one past year (2022年统计公报, by the document's ``title``) is of that year.
    """
    sections: list[Section] = []
    for section in outline.sections:
        span = title_years(section.title, year)
        if section.parent is None:
            span = _accounted_year(title or "", year)
        elif span is None:
            above = sections[section.parent]
            span = (above.year_start, above.year_end)
        start, end = span or (None, None)
        sections.append(replace(section, year_start=start, year_end=end))
    return replace(outline, sections=tuple(sections), year=year)


def _accounted_year(title: str, year: int | None) -> tuple[int, int] | None:
    """2022 of 临溪市2022年国民经济和社会发展统计公报, published in 2023; null where it plans, too."""
    years = {int(value) for value in _YEAR.findall(title)}
    past = {value for value in years if year is not None and value < year}
    return (min(past), min(past)) if len(years) == len(past) == 1 and _ACCOUNT.search(title) else None


def title_years(title: str, year: int | None) -> tuple[int | None, int | None] | None:
    """First and last year that a heading names, None where it names none.

    A year goes before a longer span named beside it (2020年和“十三五”治水回顾 → 2020).
    """
    if not title:
        return None
    if found := _SPAN.search(title):
        return int(found[1]), int(found[2])
    if years := [int(value) for value in _YEAR.findall(title)]:
        if f"到{years[-1]}" in title:
            return None, years[-1]
        return years[0], years[-1]
    return _relative(title, year) if year is not None else _plan(title)


def _plan(title: str) -> tuple[int, int] | None:
    if found := _PLAN.search(title):
        first = 1951 + 5 * (10 + _HAN[found[1] or found[2]])
        return first, first + 4
    return None


def _relative(title: str, year: int) -> tuple[int | None, int | None] | None:
    if found := _COMING.search(title):
        return year, year + _number(found[1]) - 1
    if found := _PAST.search(title):
        count = _number(found[1] or found[2])
        return year - count, year - 1
    if plan := _plan(title):
        if _OPENING.search(title):
            return plan[0], plan[0]
        return (plan[1], plan[1]) if _CLOSING.search(title) else plan
    if _LAST_FIVE.search(title):
        return year - 5, year - 1
    if _NEXT.search(title):
        return year + 1, year + 1
    if _LAST.search(title):
        return year - 1, year - 1
    if _THIS.search(title) or _NEW_YEAR.search(title):
        return year, year
    if _REVIEW.search(title):
        return year - 1, year - 1
    return None


def _number(word: str) -> int:
    return int(word) if word.isdigit() else _HAN[word]
