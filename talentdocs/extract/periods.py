"""Words of time (时间表达): first what they say, then, with the document as the context, which period they mean.

Matches: 2022年 · 到2025年 · 2024年6月底前 · 2019年至2023年 · 2021年以来 · 今年1—4月 · “十四五”期间 · 过去三年 · 目前 · 每年.
Leaves out: years in document numbers and titles, bases of a comparison (比2021年回落) and windows of a plan's name.
"""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from talentdocs.extract.numerals import parse_numeral
from talentdocs.records import Frequency, Period
from talentdocs.segment.firsts import Finder
from talentdocs.segment.lexicon import Lexicons, alternation

FIRST_PLAN_YEAR = 1951  # “一五” ran from 1953; the tenth and later plans begin in years that end in 1 or 6
_PLANS = {"九": 1996, "十": 2001, "十一": 2006, "十二": 2011, "十三": 2016, "十四": 2021, "十五": 2026, "十六": 2031}
_FREQUENCIES: dict[str, Frequency] = {
    "yearly": "yearly", "monthly": "monthly", "quarterly": "quarterly", "daily": "daily",
}
_NUMBER = r"(?:\d{1,2}|[一二两三四五六七八九十]{1,2})"
_MONTH = r"(?:1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九])"
_UNTIL = r"(?:截至到|截止到|截至|截止|力争到|确保到|争取到|努力到|到|至)"

Kind = Literal["span", "moment", "since", "frequency", "same", "vague"]


@dataclass(frozen=True, slots=True)
class TimeContext:
    """What words of time count from."""

    year: int | None
    """The document's year."""
    section_start: int | None = None
    section_end: int | None = None
    """The years of the section's heading."""
    governed: int | None = None
    """The single year that an earlier sentence of the paragraph speaks of: what 年底 and 全年 count from."""
    planned: bool = False
    """Whether the clause tells of what will be done: decides which way 五年 counts."""
    plan_start: int | None = None
    plan_end: int | None = None
    """The span of the plan in the title."""


@dataclass(frozen=True, slots=True)
class TimeWord:
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


@lru_cache(maxsize=8)
def _pattern(lexicons: Lexicons) -> Finder:
    words = alternation(lexicons.words("time_words"))
    day = r"[0-3]?\d[日号]"
    edge = r"(?:底|末|初|中旬|上旬|下旬|中)"
    return Finder(
        rf"""
        (?P<until>{_UNTIL})?\s?
        (?:
          (?P<y1>(?:19|20)\d{{2}})\s?年?\s?(?:[-－—–~～]{{1,2}}|至|到)\s?(?P<y2>(?:19|20)\d{{2}}|\d{{2}}(?=年))\s?(?:年|(?=[）)]))(?P<y2edge>底|末)?
        | (?P<ya>(?:19|20)\d{{2}})[、和及](?P<yb>(?:19|20)\d{{2}})年
        | (?:(?P<year>(?:19|20)\d{{2}}|[一二]〇[〇零一二三四五六七八九]{{2}})\s?年(?:度)?|(?P<rel>今年|去年|上年|明年|前年|本年|后年|当年))
          (?:
             \s?(?P<month>{_MONTH})(?:(?:[-－—–~～至到、]|\s?[-－—–]\s?)(?P<month2>{_MONTH}))?月(?:份)?(?:(?P<day>{day})|(?P<medge>{edge}))?
           | (?P<half>[上下])半年 | (?P<quarter>[一二三四1-4]|第[一二三四])季度 | 前(?P<quarters>[二三两])(?:个)?季度
           | 前(?P<months>{_NUMBER})个?月 | (?P<yedge>年?(?:底|末|初)) | (?P<within>年内|以内|全年)
          )?
        | (?P<month_only>(?:1[0-2]|0?[1-9])(?=\s?(?:[-－—–~～至到、]\s?(?:1[0-2]|0?[1-9])\s?)?月)|(?:十[一二]?|[一二三四五六七八九])(?=月(?:份|底|末|初)))(?:\s?[-－—–~～至到、]\s?(?P<month_only2>{_MONTH}))?月(?:份)?(?:(?P<day_only>{day})|(?P<medge_only>{edge}))?(?!度)
        | 前(?P<months_only>{_NUMBER})个?月
        | [“"]?(?P<plan>九|十[一二三四五六]?)五[”"]?(?P<plan_edge>末|初|以来|开局|规划|期间|时期|中期|后期|前期|(?=[，、]))
        | (?:过去的?|近|前|最近|此前|这)(?P<past>{_NUMBER})(?:个)?年(?:来|间|里|多来|以来)? | (?P<past_year>过去的?一年|一年来|一年多来)
        | (?P<past2>{_NUMBER})年(?:来|间)(?!龄)
        | (?:今后的?|未来|往后|再用|接下来的?)(?P<future>{_NUMBER})(?:至{_NUMBER}|到{_NUMBER})?年
        | (?P<span_only>[一二两三四五六七八九十]{{1,2}}|(?<!\d)\d)年(?:内|时间)?(?=累计|共|年均|统筹|新增|总|投入|建成|城镇|专利|实施|完成|力争|全市|全县|全区|安排|培[训养育]|引进|新建|改造|组织)
        | (?P<word>{words})
        )
        (?P<before>之?前|以前)?
        (?P<since>以来|起至今|至今|起|开始)?
        """,
        verbose=True,
    )


@lru_cache(maxsize=8)
def _base_pattern(lexicons: Lexicons) -> re.Pattern[str]:
    return re.compile(alternation(lexicons.words("base_words")) + r"(?:了|约)?$")


_STRONG_BASE = re.compile(r"(?:比|较|同比|相比|相较|较之|对比|高于|低于|超过|相当于|恢复到|恢复至)$")
_BASE_TAIL = re.compile(r"的?(?:基础上|水平|相比|同期|以来|时)?的?")
_CHANGE_START = re.compile(r"(?:由|从)[^，。；、\d]{0,12}$")


def find_time_words(folded: str, start: int, end: int, context: TimeContext, lexicons: Lexicons) -> list[TimeWord]:
    """All words of time between ``start`` and ``end`` (a sentence), in order, resolved against ``context``.

    >>> from talentdocs.segment.lexicon import load
    >>> words = find_time_words("到2025年，每年新增6千名", 0, 12, TimeContext(year=2023), load())
    >>> [(w.text, w.period.end, w.frequency) for w in words]
    [('到2025年', '2025', None), ('每年', None, 'yearly')]
    """
    found: list[TimeWord] = []
    governed = context.governed
    for match in _pattern(lexicons).finditer(folded, start, end):
        if _is_part_of_a_number(folded, match):
            continue
        word = _resolve(match, folded, context, governed, lexicons)
        if word is None:
            continue
        if not word.base and word.year is not None:
            governed = word.year
        found.append(word)
    return found


def _is_part_of_a_number(folded: str, match: re.Match[str]) -> bool:
    start = match.start("found")
    before = folded[start - 1 : start] if start else ""
    first = folded[start]
    if first.isdigit() and (before.isdigit() or before in (".", "个")):
        return True
    if match["month_only"] and (before in "个第每近" and before):
        return True
    return bool(match["word"] and before and match["word"][0] in "现当" and before in "实体表出发呈展再应适相每")


def _resolve(
    match: re.Match[str], folded: str, context: TimeContext, governed: int | None, lexicons: Lexicons
) -> TimeWord | None:
    say = _Saying(match, context, governed, lexicons)
    kind, period, window = say.kind_and_period()
    if kind is None:
        return None
    text = match["found"].strip()
    start, end = match.span("found")
    mark = match.end("until") if match["until"] else start
    lead = folded[max(0, start - 6) : mark]
    base = _is_base(lead, folded[end : end + 12], lexicons) or bool(_CHANGE_START.search(
        folded[max(0, start - 14) : start]) and folded[end : end + 1] == "的")
    return TimeWord(
        start=start, end=end, text=text, kind=kind, period=period, frequency=say.frequency,
        base=base, window=window, year=say.single_year,
    )


def _is_base(lead: str, tail: str, lexicons: Lexicons) -> bool:
    if _STRONG_BASE.search(lead):
        return True
    found = _base_pattern(lexicons).search(lead)
    if not found:
        return False
    if re.match(r"(?:的)?(?:基础上|水平|相比|时的)", tail):
        return True
    return bool(re.match(r"(?:同期)?的(?:\d|[一二三四五六七八九两]\s?[成倍]|近|约)", tail)) and not lead.endswith(("在", "与", "和", "同"))


class _Saying:
    """What one match says, resolved step by step; each branch of the pattern has its method."""

    def __init__(
        self, match: re.Match[str], context: TimeContext, governed: int | None, lexicons: Lexicons
    ) -> None:
        self.match = match
        self.context = context
        self.governed = governed
        self.lexicons = lexicons
        self.frequency: Frequency | None = None
        self.single_year: int | None = None

    def kind_and_period(self) -> tuple[Kind | None, Period, bool]:
        match = self.match
        if match["y1"]:
            return self._years(match["y1"], match["y2"])
        if match["ya"]:
            return self._years(match["ya"], match["yb"])
        if match["year"] or match["rel"]:
            return self._year()
        if match["month_only"]:
            return self._part_of(self._governed_year(), match["month_only"], match["month_only2"],
                                 match["day_only"], match["medge_only"])
        if match["months_only"]:
            return self._first_months(self._governed_year(), match["months_only"])
        if match["plan"]:
            return self._plan()
        if match["past"] or match["past2"] or match["past_year"]:
            count = 1 if match["past_year"] else int(parse_numeral(match["past"] or match["past2"]) or 0)
            return self._window(-count, -1)
        if match["future"]:
            return self._window(0, int(parse_numeral(match["future"]) or 1) - 1)
        if match["span_only"]:
            return self._span_only(int(parse_numeral(match["span_only"]) or 0))
        return self._word(match["word"])

    def _years(self, first: str, last: str) -> tuple[Kind | None, Period, bool]:
        if len(last) == 2:
            last = first[:2] + last
        if int(last) < int(first):
            return None, Period(), False
        return "span", Period(first, last), True

    def _year(self) -> tuple[Kind | None, Period, bool]:
        match = self.match
        year = self._named_year()
        if year is None:
            return "vague", Period(), False
        if match["month"]:
            return self._part_of(year, match["month"], match["month2"], match["day"], match["medge"])
        if match["half"]:
            return self._span(f"{year}-01", f"{year}-06") if match["half"] == "上" else self._span(f"{year}-07", f"{year}-12")
        if match["quarter"]:
            return self._quarter(year, int(parse_numeral(match["quarter"].removeprefix("第")) or 1))
        if match["quarters"]:
            return self._span(f"{year}-01", f"{year}-{3 * int(parse_numeral(match['quarters']) or 3):02d}")
        if match["months"]:
            return self._first_months(year, match["months"])
        if match["yedge"]:
            if match["yedge"].endswith("初"):
                return "moment", Period(None, f"{year}-01"), False
            return "moment", Period(None, f"{year}-12"), False
        self.single_year = year
        if match["since"]:
            return self._since(str(year))
        if match["until"] or match["before"]:
            return "moment", Period(None, str(year)), False
        return "span", Period(str(year), str(year)), False

    def _named_year(self) -> int | None:
        match = self.match
        if match["year"]:
            value = parse_numeral(match["year"])
            return int(value) if value is not None else None
        if match["rel"] == "当年":
            return self._governed_year()
        gives = self.lexicons.table("time_words")[match["rel"]].text("gives")
        if match["rel"] == "上年" and self.governed is not None:
            return self.governed - 1
        if self.context.year is None:
            return None
        return self.context.year + int(gives.removeprefix("year:"))

    def _governed_year(self) -> int | None:
        if self.governed is not None:
            return self.governed
        if self.context.section_start is not None and self.context.section_start == self.context.section_end:
            return self.context.section_start
        if self.context.section_end is not None and not self.context.planned:
            return self.context.section_end
        return self.context.year

    def _part_of(
        self, year: int | None, first: str, last: str | None, day: str | None, edge: str | None
    ) -> tuple[Kind | None, Period, bool]:
        match = self.match
        if year is None:
            return "vague", Period(), False
        month = int(parse_numeral(first) or 0)
        if not 1 <= month <= 12:
            return None, Period(), False
        begin = f"{year}-{month:02d}"
        if last:
            stop = int(parse_numeral(last) or 0)
            return self._span(begin, f"{year}-{stop:02d}")
        if day:
            number = int(day[:-1])
            if number > calendar.monthrange(year, month)[1]:
                return None, Period(), False
            begin += f"-{number:02d}"
        if match["since"]:
            return self._since(begin)
        if match["until"] or match["before"] or edge in ("底", "末"):
            return "moment", Period(None, begin), False
        return "span", Period(begin, begin), False

    def _first_months(self, year: int | None, count: str) -> tuple[Kind | None, Period, bool]:
        if year is None:
            return "vague", Period(), False
        return self._span(f"{year}-01", f"{year}-{int(parse_numeral(count) or 1):02d}")

    def _quarter(self, year: int | None, number: int) -> tuple[Kind | None, Period, bool]:
        if year is None:
            return "vague", Period(), False
        return self._span(f"{year}-{3 * number - 2:02d}", f"{year}-{3 * number:02d}")

    def _plan(self) -> tuple[Kind | None, Period, bool]:
        match = self.match
        first = _PLANS.get(match["plan"])
        if first is None:
            return None, Period(), False
        edge = match["plan_edge"]
        if edge == "以来" or match["since"]:
            return self._since(str(first))
        if edge == "末" or match["until"]:
            return "moment", Period(None, str(first + 4)), False
        if edge in ("初", "开局"):
            return "moment", Period(None, str(first)), False
        return "span", Period(str(first), str(first + 4)), True

    def _span_only(self, count: int) -> tuple[Kind | None, Period, bool]:
        context = self.context
        for first, last in ((context.section_start, context.section_end), (context.plan_start, context.plan_end)):
            if first is not None and last is not None and last - first + 1 == count:
                return "span", Period(str(first), str(last)), True
        return self._window(0, count - 1) if context.planned else self._window(-count, -1)

    def _window(self, first: int, last: int) -> tuple[Kind | None, Period, bool]:
        year = self.context.year
        if year is None:
            return "vague", Period(), True
        return "span", Period(str(year + first), str(year + last)), True

    def _word(self, word: str) -> tuple[Kind | None, Period, bool]:
        gives = self.lexicons.table("time_words")[word].text("gives")
        if gives in _FREQUENCIES:
            self.frequency = _FREQUENCIES[gives]
            return "frequency", Period(), False
        if gives == "same":
            return "same", Period(), False
        if gives == "vague":
            return "vague", Period(), False
        name, _, number = gives.partition(":")
        year = self.context.year
        if name == "years":
            first, _, last = number.partition("..")
            return self._window(int(first), int(last))
        if name == "now":
            return "moment", Period(None, str(year) if year is not None else None), word.startswith(("近", "多"))
        if name == "year":
            self.single_year = None if year is None else year + int(number)
            return ("vague" if year is None else "span"), self._single(self.single_year), False
        year = self._governed_year()
        if year is None:
            return "vague", Period(), False
        if name == "governed":
            return "span", Period(str(year), str(year)), False
        if name == "moment":
            return "moment", Period(None, f"{year}-12"), False
        if name == "half":
            return self._span(f"{year}-01", f"{year}-06") if number == "1" else self._span(f"{year}-07", f"{year}-12")
        if name == "quarter":
            return self._quarter(year, int(number))
        return self._span(f"{year}-01", f"{year}-{3 * int(number):02d}")

    def _since(self, first: str) -> tuple[Kind | None, Period, bool]:
        year = self.context.year
        return "since", Period(first, str(year) if year is not None else None), True

    def _span(self, first: str, last: str) -> tuple[Kind | None, Period, bool]:
        if self.match["until"] and not self.match["half"]:
            return "moment", Period(None, last), False
        return "span", Period(first, last), False

    @staticmethod
    def _single(year: int | None) -> Period:
        return Period() if year is None else Period(str(year), str(year))
