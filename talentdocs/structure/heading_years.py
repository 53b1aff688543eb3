"""Years that headings name (标题年份), absolute (2022年工作回顾) or relative to the document (过去五年).

Words are data: ``lexicons/heading_years.toml``.
"""

from __future__ import annotations

from dataclasses import replace

from talentdocs.late import late
from talentdocs.records import Outline, Section
from talentdocs.segment.lexicon import Lexicons
from talentdocs.segment.patterns import Patterns, patterns

_HAN = {mark: value for value, mark in enumerate("零一二三四五六七八九")} | {"两": 2, "十": 10}
_SPAN = late(r"(?<!\d)(20\d\d|19\d\d)\s*年?\s*(?:[-—–－~～至到]|——)+\s*(20\d\d)(?!\d)")
_YEAR = late(r"(?<!\d)(20\d\d|19\d\d)(?=\s*年|[）)]|$)")
_PLAN = late(r"十([一二三四五六七八九])五|第十([一二三四五六七八九])个五年")


def date_sections(
    outline: Outline, year: int | None, lexicons: Lexicons, title: str | None = None
) -> Outline:
    """The outline with the years of every section resolved against the document's ``year``.

    In a document of 2023: 2022年工作回顾 → 2022; 过去五年 → 2018 to 2022; 今后五年 → 2023 to 2027;
    今年工作 → 2023; 工作回顾 → 2022; “十四五” → 2021 to 2025. What a heading does not name is inherited;
    the whole of an account of one past year (2022年统计公报, by the document's ``title``) is of that year.
    """
    says = patterns(lexicons, "heading_years")
    sections: list[Section] = []
    for section in outline.sections:
        span = title_years(section.title, year, says)
        if section.parent is None:
            span = _accounted_year(title or "", year, says)
        elif span is None:
            above = sections[section.parent]
            span = (above.year_start, above.year_end)
        start, end = span or (None, None)
        told = (section.year_start, section.year_end) == (start, end)
        sections.append(section if told else replace(section, year_start=start, year_end=end))
    return replace(outline, sections=tuple(sections), year=year)


def _accounted_year(title: str, year: int | None, says: Patterns) -> tuple[int, int] | None:
    """2022 of 临溪市2022年国民经济和社会发展统计公报, published in 2023; null where it plans, too."""
    years = {int(value) for value in _YEAR.findall(title)}
    past = {value for value in years if year is not None and value < year}
    return (min(past), min(past)) if len(years) == len(past) == 1 and says["account"].search(title) else None


def title_years(title: str, year: int | None, says: Patterns) -> tuple[int | None, int | None] | None:
    """First and last year that a heading names, None where it names none.

    A year goes before a longer span named beside it (2020年和“十三五”治水回顾 → 2020).
    """
    if year is None or not title:
        return written_years(title)
    return _digits(title) or _relative(title, year, says)


def written_years(title: str) -> tuple[int | None, int | None] | None:
    """First and last year that a heading writes out or names by their plan, whatever the document's year."""
    return _digits(title) or plan_years(title)


def _digits(title: str) -> tuple[int | None, int | None] | None:
    if found := _SPAN.search(title):
        return int(found[1]), int(found[2])
    if years := [int(value) for value in _YEAR.findall(title)]:
        return (None, years[-1]) if f"到{years[-1]}" in title else (years[0], years[-1])
    return None


def plan_years(title: str) -> tuple[int, int] | None:
    """First and last year of the five-year plan that a title names: ``“十四五”规划`` → 2021, 2025."""
    if found := _PLAN.search(title):
        first = 1951 + 5 * (10 + _HAN[found[1] or found[2]])
        return first, first + 4
    return None


def _relative(title: str, year: int, says: Patterns) -> tuple[int | None, int | None] | None:
    if found := says["coming"].search(title):
        return year, year + _number(found[1]) - 1
    if found := says["past"].search(title):
        count = _number(found[1] or found[2])
        return year - count, year - 1
    if plan := plan_years(title):
        if says["opening"].search(title):
            return plan[0], plan[0]
        return (plan[1], plan[1]) if says["closing"].search(title) else plan
    if says["last_five"].search(title):
        return year - 5, year - 1
    if says["next"].search(title):
        return year + 1, year + 1
    if says["last"].search(title):
        return year - 1, year - 1
    if says["this"].search(title) or says["new_year"].search(title):
        return year, year
    if says["review"].search(title):
        return year - 1, year - 1
    return None


def _number(word: str) -> int:
    return int(word) if word.isdigit() else _HAN[word]
