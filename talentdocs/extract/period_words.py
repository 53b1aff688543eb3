"""What words of time mean (时间表达的解析): each branch of the pattern resolved against the document.

“十四五”期间 → 2021 to 2025 · 年底 in a paragraph on 2022 → by 2022-12 · 过去三年 in 2023 → 2020 to 2022
"""

from __future__ import annotations

import calendar
import re
from typing import Literal, NamedTuple

from talentdocs.extract.numerals import parse_numeral
from talentdocs.records import Frequency, Period
from talentdocs.segment.lexicon import Lexicons

_PLANS = {
    "九": 1996,
    "十": 2001,
    "十一": 2006,
    "十二": 2011,
    "十三": 2016,
    "十四": 2021,
    "十五": 2026,
    "十六": 2031,
}
_FREQUENCIES: dict[str, Frequency] = {
    "yearly": "yearly",
    "monthly": "monthly",
    "quarterly": "quarterly",
    "daily": "daily",
}

Kind = Literal["span", "moment", "since", "frequency", "same", "vague"]


class TimeContext(NamedTuple):
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
    month: int | None = None
    """The document's month, where its date tells it: what 上月 counts from."""
    plan_start: int | None = None
    plan_end: int | None = None
    """The span of the plan in the title."""


class Saying:
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
        self.yields = False

    def kind_and_period(self) -> tuple[Kind | None, Period, bool]:
        """Kind (None for no word of time), period, and whether it is a window such as 过去三年."""
        match = self.match
        if match["y1"]:
            return self._years(match["y1"], match["y2"])
        if match["fy"]:
            return self._across_years()
        if match["ya"]:
            return self._years(match["ya"], match["yb"])
        if match["year"] or match["rel"]:
            return self._year()
        if match["month_only"]:
            return self._part_of(
                self._governed_year(),
                match["month_only"],
                match["month_only2"],
                match["day_only"],
                match["medge_only"],
            )
        if match["months_only"]:
            return self._first_months(self._governed_year(), match["months_only"])
        if match["plan"]:
            return self._plan()
        if match["past_year"]:
            return self._past_year()
        if match["past"] or match["past2"]:
            return self._window(-int(parse_numeral(match["past"] or match["past2"]) or 0), -1)
        if match["future"]:
            return self._window(0, int(parse_numeral(match["future"]) or 1) - 1)
        if count := match["span_only"] or match["within_years"]:
            return self._span_only(int(parse_numeral(count) or 0))
        return self._word(match["word"])

    def _past_year(self) -> tuple[Kind | None, Period, bool]:
        """一年来 under 2022年工作回顾 is 2022, also where the report was given in December of that year."""
        start, end = self.context.section_start, self.context.section_end
        if start is not None and start == end and start == self.context.year:
            return "span", Period(str(start), str(end)), True
        return self._window(-1, -1)

    def _years(self, first: str, last: str) -> tuple[Kind | None, Period, bool]:
        if len(last) == 2:
            last = first[:2] + last
        if int(last) < int(first):
            return None, Period(), False
        return "span", Period(first, last), True

    def _across_years(self) -> tuple[Kind | None, Period, bool]:
        """去年10月至今年3月, 2023年9月至2024年6月."""
        match = self.match
        first, last = self._count_year(match["fy"]), self._count_year(match["ty"])
        if first is None or last is None:
            return "vague", Period(), False
        begin, stop = (int(parse_numeral(match[name]) or 0) for name in ("fm", "tm"))
        if not (1 <= begin <= 12 and 1 <= stop <= 12) or (first, begin) > (last, stop):
            return None, Period(), False
        return self._span(f"{first}-{begin:02d}", f"{last}-{stop:02d}")

    def _count_year(self, word: str) -> int | None:
        """2023年 or 去年 as a number."""
        if word[0].isdecimal():
            return int(word[:4])
        gives = self.lexicons.table("time_words")[word].text("gives")
        year = self.context.year
        return None if year is None else year + int(gives.removeprefix("year:"))

    def _year(self) -> tuple[Kind | None, Period, bool]:
        match = self.match
        year = self._named_year()
        if year is None:
            return "vague", Period(), False
        if match["month"]:
            return self._part_of(year, match["month"], match["month2"], match["day"], match["medge"])
        if match["half"] and match["since"]:
            return self._since(f"{year}-{'01' if match['half'] == '上' else '07'}")
        if match["half"]:
            return (
                self._span(f"{year}-01", f"{year}-06")
                if match["half"] == "上"
                else self._span(f"{year}-07", f"{year}-12")
            )
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
        entry = self.lexicons.table("time_words")[match["rel"]]
        if entry.text("gives") == "governed":
            return self._governed_year()
        governs = entry.text("from") == "governed" and self.governed is not None
        year = self.governed if governs else self.context.year
        return None if year is None else year + int(entry.text("gives").removeprefix("year:"))

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
        if edge[-1:] == "年":
            count = int(parse_numeral(edge[-2]) or 1)
            begin = first if "前" in edge else first + 5 - count
            return "span", Period(str(begin), str(begin + count - 1)), True
        if edge in ("初", "开局"):
            return "moment", Period(None, str(first)), False
        return "span", Period(str(first), str(first + 4)), True

    def _span_only(self, count: int) -> tuple[Kind | None, Period, bool]:
        context = self.context
        for first, last in (
            (context.section_start, context.section_end),
            (context.plan_start, context.plan_end),
        ):
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
        if name in ("month", "month_end"):
            return self._month(int(number), ends=name == "month_end")
        if name == "years":
            first, _, last = number.partition("..")
            return self._window(int(first), int(last))
        if name in ("now", "has"):
            self.yields = name == "has"
            return (
                "moment",
                Period(None, str(year) if year is not None else None),
                word.startswith(("近", "多")),
            )
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
            return (
                self._span(f"{year}-01", f"{year}-06")
                if number == "1"
                else self._span(f"{year}-07", f"{year}-12")
            )
        if name == "quarter":
            return self._quarter(year, int(number))
        if name == "quarter_end":
            return "moment", Period(None, f"{year}-{3 * int(number):02d}"), False
        return self._span(f"{year}-01", f"{year}-{3 * int(number):02d}")

    def _month(self, distance: int, *, ends: bool) -> tuple[Kind | None, Period, bool]:
        """上月, 本月底: counted from the document's month; finer than what is known without one."""
        year, month = self.context.year, self.context.month
        if year is None or month is None:
            return "vague", Period(), False
        months = 12 * year + month - 1 + distance
        name = f"{months // 12}-{months % 12 + 1:02d}"
        if ends or self.match["until"]:
            return "moment", Period(None, name), False
        return "span", Period(name, name), False

    def _since(self, first: str) -> tuple[Kind | None, Period, bool]:
        year = self.context.year
        last = None if year is None or first[:4] > str(year) else str(year)  # 从2026年1月起: no end yet
        return "since", Period(first, last), True

    def _span(self, first: str, last: str) -> tuple[Kind | None, Period, bool]:
        if self.match["until"] and not self.match["half"]:
            return "moment", Period(None, last), False
        return "span", Period(first, last), False

    @staticmethod
    def _single(year: int | None) -> Period:
        return Period() if year is None else Period(str(year), str(year))
