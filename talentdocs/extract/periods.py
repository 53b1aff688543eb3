"""Words of time (时间表达): first what they say, then, with the document as the context, which period
they mean.

Matches: 2022年 · 到2025年 · 2024年6月底前 · 2019年至2023年 · 2021年以来 · 今年1—4月 · “十四五”期间 ·
过去三年 · 目前 · 每年.
Leaves out: years in document numbers and titles, bases of a comparison (比2021年回落) and windows of a
plan's name.

How dates are written stands here; the words around them are data: ``lexicons/time_patterns.toml``.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from talentdocs.extract.period_words import Kind, Saying, TimeContext
from talentdocs.late import compiled
from talentdocs.records import Frequency, Period
from talentdocs.segment.firsts import Finder
from talentdocs.segment.lexicon import Lexicons, alternation
from talentdocs.segment.patterns import Patterns, patterns

_NUMBER = r"(?:\d{1,2}|[一二两三四五六七八九十]{1,2})"
_MONTH = r"(?:1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九])"

__all__ = ["TimeContext", "TimeWord", "find_time_words", "holds_time"]


class TimeWord(NamedTuple):
    """One expression of time as the text writes it, resolved or a frequency."""

    start: int
    end: int
    text: str
    kind: Kind
    period: Period
    frequency: Frequency | None = None
    base: bool = False
    """Whether it is the base of a comparison or the start of a change (由2022年的…), so that it does not
    govern what follows beyond its own number."""
    window: bool = False
    """Whether it is a window such as 过去三年, which does not carry over onto a state or a share."""
    year: int | None = None
    """The single year it names, which a later month without a year belongs to."""
    yields: bool = False
    """Whether it gives way to a moment before it: 截至2024年底，现有填埋场15座 is as of 2024-12."""


def _says(lexicons: Lexicons) -> Patterns:
    return patterns(lexicons, "time_patterns")


@lru_cache(maxsize=8)
def _pattern(lexicons: Lexicons) -> Finder:
    said = _says(lexicons).text
    words = alternation(lexicons.words("time_words"))
    followers = alternation(lexicons.words("span_followers"))
    seasons = alternation(lexicons.words("season_words"))
    day = r"[0-3]?\d[日号]"
    edge = r"(?:底|末|初|中旬|上旬|下旬|中)"
    year = r"(?:19|20)\d{2}年"
    relative = f"(?:{said('year_of_month')})"
    return Finder(
        rf"""
        (?P<until>{said("until")})?\s?
        (?:
          (?P<y1>(?:19|20)\d{{2}})\s?年?\s?(?:[-－—–~～]{{1,2}}|至|到)\s?(?P<y2>(?:19|20)\d{{2}}|\d{{2}}(?=年))
            \s?(?:{seasons}|年|(?=[）)]))(?P<y2edge>底|末)?
        | (?P<fy>{year}|{relative})(?P<fm>{_MONTH})月(?:份)?\s?(?:[-－—–~～]{{1,2}}|至|到)\s?
            (?P<ty>{year}|{relative})(?P<tm>{_MONTH})月(?:份)?
        | (?P<ya>(?:19|20)\d{{2}})[、和及](?P<yb>(?:19|20)\d{{2}})年
        | (?:(?P<year>(?:19|20)\d{{2}}|[一二]〇[〇零一二三四五六七八九]{{2}})
              (?:\s?年(?:度)?|{said("class_of")})
            |(?P<rel>{said("relative_year")}))
          (?:
             \s?(?P<month>{_MONTH})(?:(?:月份?)?\s?[-－—–~～至到、]{{1,2}}\s?(?P<month2>{_MONTH}))?月(?:份)?(?:(?P<day>{day})|(?P<medge>{edge}))?
           | (?P<half>[上下])半年
           | (?P<quarter>[一二三四1-4]|第[一二三四])季度
           | 前(?P<quarters>[二三两])(?:个)?季度
           | 前(?P<months>{_NUMBER})个?月 | (?P<yedge>年?(?:底|末|初)) | (?P<within>年内|以内|全年)
             | {said("school_term")}
          )?
        | (?P<month_only>(?:1[0-2]|0?[1-9])(?=\s?(?:[-－—–~～至到、]\s?(?:1[0-2]|0?[1-9])\s?)?月)
            |(?:十[一二]?|[一二三四五六七八九])(?=月(?:份|底|末|初)))(?:(?:月份?)?\s?[-－—–~～至到、]{{1,2}}\s?(?P<month_only2>{_MONTH}))?月(?:份)?
            (?:(?P<day_only>{day})|(?P<medge_only>{edge}))?(?!度)
        | 前(?P<months_only>{_NUMBER})个?月
        | [“"]?(?P<plan>九|十[一二三四五六]?)五[”"]?
            (?P<plan_edge>{said("plan_part")})
        | (?:{said("past_lead")})(?P<past>{_NUMBER})(?:个)?年(?:{said("past_tail")})?
        | (?P<past_year>{said("past_year")})
        | (?P<past2>{_NUMBER})年多?(?:来|间)(?!龄)
        | (?:{said("future_lead")})(?P<future>{_NUMBER})(?:至{_NUMBER}|到{_NUMBER})?年
        | (?P<span_only>[一二两三四五六七八九十]{{1,2}}|(?<!\d)\d)年(?:内|时间)?(?={followers})
        | {said("not_within_lead")}(?P<within_years>[二两三四五六七八九十])年内(?=[\u4e00-\u9fff])
            {said("not_within_tail")}
        | (?P<word>{words})
        )
        (?P<before>{said("before")})?
        (?P<since>{said("since")})?
        """,
        verbose=True,
    )


@lru_cache(maxsize=8)
def _base_pattern(lexicons: Lexicons) -> re.Pattern[str]:
    return compiled(alternation(lexicons.words("base_words")) + _says(lexicons).text("base_end"))


def find_time_words(
    folded: str, start: int, end: int, context: TimeContext, lexicons: Lexicons
) -> list[TimeWord]:
    """All words of time between ``start`` and ``end`` (a sentence), in order, resolved against ``context``.

    >>> from talentdocs.segment.lexicon import load
    >>> words = find_time_words("到2025年，每年新增6千名", 0, 12, TimeContext(year=2023), load())
    >>> [(w.text, w.period.end, w.frequency) for w in words]
    [('到2025年', '2025', None), ('每年', None, 'yearly')]
    """
    found: list[TimeWord] = []
    says = _says(lexicons)
    governed = context.governed
    for match in _matches(folded, start, end, lexicons):
        word = _resolve(match, folded, context, governed, lexicons)
        if word is None or folded.rfind("《", start, word.start) > folded.rfind("》", start, word.start):
            continue  # 《实施计划（2021—2025年）》: the years of a title
        if found and found[-1].base and says["listed_base"].fullmatch(folded, found[-1].end, word.start):
            word = word._replace(base=True)  # 较上半年、前三季度加快
        if not word.base and word.year is not None:
            governed = word.year
        found.append(word)
    return found


def holds_time(folded: str, start: int, end: int, lexicons: Lexicons) -> bool:
    """Whether anything between ``start`` and ``end`` (a sentence) reads as words of time."""
    return bool(_matches(folded, start, end, lexicons))


@lru_cache(maxsize=256)
def _matches(folded: str, start: int, end: int, lexicons: Lexicons) -> tuple[re.Match[str], ...]:
    """What reads as words of time in a sentence, kept for the sentences behind, which look back at it."""
    found = _pattern(lexicons).finditer(folded, start, end)
    says = _says(lexicons)
    return tuple(match for match in found if not _is_part_of_more(folded, match, says))


def _is_part_of_more(folded: str, match: re.Match[str], says: Patterns) -> bool:
    """Whether it is cut out of a number or a word: 第3月, 实现; a year behind a marker (7.2024年9月底前) is
    not."""
    start = match.start("found")
    before = folded[start - 1 : start] if start else ""
    first = folded[start]
    if first.isdigit() and (before.isdigit() or before == "个" or (before == "." and not match["year"])):
        return True
    if match["month_only"] and (before in "个第每近" and before):
        return True
    if match["word"] and says["goal_of_the_year"].match(folded, start):
        return True
    return bool(match["word"] and before and says["inside_word"].match(before + match["word"]))


def _resolve(
    match: re.Match[str], folded: str, context: TimeContext, governed: int | None, lexicons: Lexicons
) -> TimeWord | None:
    say = Saying(match, context, governed, lexicons)
    kind, period, window = say.kind_and_period()
    if kind is None:
        return None
    text = match["found"].strip()
    start, end = match.span("found")
    mark = match.end("until") if match["until"] else start
    lead = folded[max(0, start - 6) : mark]
    if kind == "moment" and say.single_year is not None and _says(lexicons)["raised_to"].search(lead):
        kind, period = "span", Period(str(say.single_year), str(say.single_year))  # 升至2022年的45%
    base = _is_base(lead, folded[end : end + 12], lexicons) or bool(
        _says(lexicons)["of"].match(folded, end)
        and _says(lexicons)["change_start"].search(folded[max(0, start - 14) : start])
    )
    return TimeWord(
        start=start,
        end=end,
        text=text,
        kind=kind,
        period=period,
        frequency=say.frequency,
        base=base,
        window=window,
        year=say.single_year,
        yields=say.yields,
    )


def _is_base(lead: str, tail: str, lexicons: Lexicons) -> bool:
    says = _says(lexicons)
    if says["strong_base"].search(lead):
        return True
    if says["alike_lead"].search(lead) and says["alike"].match(tail):
        return True
    found = _base_pattern(lexicons).search(lead)
    if not found:
        return False
    if says["base_behind"].match(tail):
        return True
    return bool(says["base_value"].match(tail)) and not says["no_base"].search(lead)
