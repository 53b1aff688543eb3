"""Timing (时间归属) of figures: which word of time governs a number, and which period that gives.

2022年，…达26.5万人          the word that opens the sentence
由2022年的71.8%提高到…       a time of its own
首期5亿元于2024年9月底前到位   a time behind the number

Words are data: ``lexicons/time_patterns.toml``.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from talentdocs.extract.periods import TimeContext, TimeWord, find_time_words, holds_time
from talentdocs.extract.regions import Regions
from talentdocs.extract.slots import Slot
from talentdocs.extract.tense import Reading
from talentdocs.late import late
from talentdocs.records import Clause, Document, Outline, Period, Section, Status, Text
from talentdocs.segment.lexicon import Lexicons
from talentdocs.segment.patterns import Patterns, patterns
from talentdocs.structure.heading_years import plan_years


@dataclass(slots=True)
class Reader:
    """What every sentence of one document is read with."""

    text: Text
    folded: str
    outline: Outline
    document: Document
    lexicons: Lexicons
    tenses: Sequence[Reading]
    regions: Regions
    plan: tuple[int, int] | None
    openings: dict[int, tuple[int, TimeWord | None]] = field(default_factory=dict)
    """By start of a sentence: where the sentence before begins (-1 for none), and the word of time that
    opens it."""
    last_years: dict[int, int | None] = field(default_factory=dict)
    """By index of a section over several years: from where on it tells of the last of them."""


def _says(reader: Reader) -> Patterns:
    return patterns(reader.lexicons, "time_patterns")


_PLAN_SPAN = late(r"((?:19|20)\d{2})\s?年?\s?[-－—–~～至]{1,2}\s?((?:19|20)\d{2})")


def plan_span(title: str | None, doc_type: str | None = None) -> tuple[int, int] | None:
    """First and last year of the plan that a title names: ``…规划（2021—2025年）`` → 2021, 2025.

    A five-year plan by its number counts only where the document is that plan (``doc_type`` 规划): a reply
    about the “十四五” promises nothing for 2025 by its title.
    """
    if match := _PLAN_SPAN.search(title or ""):
        return int(match[1]), int(match[2])
    return plan_years(title or "") if doc_type == "规划" else None


def time_context(reader: Reader, clause: Clause, tense: Reading) -> TimeContext:
    """What the words of time of a sentence count from: ``年底`` in a paragraph that opens with 2022年."""
    section = reader.outline.sections[clause.section]
    plan = reader.plan or (None, None)
    turn = _last_year_from(reader, section)
    return TimeContext(
        governed=_paragraph_year(reader, clause) if tense.tense != "planned" else None,
        year=reader.document.year,
        month=_month_of(reader.document.date),
        section_start=section.year_start if turn is None or clause.start < turn else section.year_end,
        section_end=section.year_end,
        planned=tense.tense == "planned",
        plan_start=plan[0],
        plan_end=plan[1],
    )


def _month_of(date: str | None) -> int | None:
    """6 of 2025-06-12; None where the date is no finer than a year."""
    return int(date[5:7]) if date and len(date) >= 7 else None


def _last_year_from(reader: Reader, section: Section) -> int | None:
    """Under 过去五年和2022年工作总结, where a sentence that opens with 刚刚过去的2022年, or with
    过去的一年, turns to it."""
    years = section.year_start, section.year_end
    if years[0] is None or years[1] is None or years[0] == years[1]:
        return None
    if section.index not in reader.last_years:
        above = section
        while f"{years[1]}年" not in above.title and above.parent:
            above = reader.outline.sections[above.parent]
        turn = None
        if f"{years[1]}年" in above.title and f"{years[0]}" not in above.title:
            opening = re.compile(rf"[\n。！]\s*[^，。！\n]{{0,8}}{years[1]}年，")
            turn = opening.search(reader.folded, above.heading_end, above.end)
        if turn is None:
            while above.parent and _years(reader, above.parent) == years:
                above = reader.outline.sections[above.parent]
            turn = _says(reader)["past_year_opens"].search(reader.folded, above.heading_end, above.end)
        reader.last_years[section.index] = turn.start() if turn else None
    return reader.last_years[section.index]


def _years(reader: Reader, index: int) -> tuple[int | None, int | None]:
    section = reader.outline.sections[index]
    return section.year_start, section.year_end


_YEAR = late(r"20(?<!\d20)(\d{2})年(?![以之]?[前来])")


def _paragraph_year(reader: Reader, clause: Clause) -> int | None:
    """The latest past year named earlier in the paragraph: 2022年，…。到年底，… means the end of 2022."""
    found = None
    for match in _YEAR.finditer(reader.folded, clause.paragraph_start, clause.sentence_start):
        found = 2000 + int(match[1])
    year = reader.document.year
    return found if found is not None and year is not None and found < year else None


def time_of(reader: Reader, slot: Slot) -> TimeWord | None:
    """The word of time that governs a slot: the last before it, else what opens the sentence before."""
    governing: TimeWord | None = None
    window: TimeWord | None = None
    for word in slot.times:
        if word.start >= slot.quantity.start:
            break
        if word.window:
            window = word
        elif window is not None and word.start >= slot.part_start and _is_mean(word):
            return window  # 五年来，…，2016年达到1万亿元；收入年均增长14.2%: over the five years
        if word.kind == "frequency" or word.kind == "same":
            continue
        if _leaves_out(reader, word, slot):
            continue
        if word.base:
            if word.start >= slot.floor and _holds_number(reader, word, slot):
                return _same_part(reader, word, governing)
            continue
        if _opens_change(reader, word, slot) and _holds_number(reader, word, slot):
            return word
        if word.yields and governing is not None and governing.kind == "moment":
            continue
        governing = word
    if governing is None:
        return _due_behind(reader, slot) or _carried(reader, slot)
    return governing


def _is_mean(word: TimeWord) -> bool:
    """年均, 月均: a mean of each year or month of a span."""
    return word.kind == "frequency" and word.text[-1] == "均"


def _same_part(reader: Reader, word: TimeWord, governing: TimeWord | None) -> TimeWord:
    """今年一季度，由去年同期的168件增加到205件: 同期 is the first quarter of last year."""
    same = _says(reader)["same_part"].match(reader.folded, word.end)
    if not same or governing is None or word.year is None:
        return word
    start, end = governing.period.start, governing.period.end
    parts = [None if date is None else f"{word.year}{date[4:]}" for date in (start, end)]
    same_year = (start or end or "")[:4] == (end or "")[:4]
    return word._replace(period=Period(*parts)) if same_year else word


def _opens_change(reader: Reader, word: TimeWord, slot: Slot) -> bool:
    """由2022年的71.8%: the time of one end of a change."""
    folded = reader.folded
    if word.start < slot.floor or not folded.startswith("的", word.end):
        return False
    return (
        word.start > slot.sentence_start
        and _says(reader)["change_end"].match(folded, word.start - 1) is not None
    )


def _due_behind(reader: Reader, slot: Slot) -> TimeWord | None:
    """首期5亿元于2024年9月底前到位: the time stands behind the number, in the same part."""
    for word in slot.times:
        if slot.quantity.end <= word.start < slot.part_end and word.kind in ("span", "moment"):
            between = reader.folded[slot.quantity.end : word.start]
            return word if _says(reader)["at"].fullmatch(between) else None
    return None


def _holds_number(reader: Reader, word: TimeWord, slot: Slot) -> bool:
    """由2022年末的71.8%: the time belongs to this very number."""
    says, folded = _says(reader), reader.folded
    between = folded[word.end : slot.quantity.start]
    lead_end = word.start + (word.text[0] in "到至")  # 恢复到2019年的: the word of time holds the 到
    compared = says["compares"].search(folded[max(0, word.start - 3) : lead_end])
    if same := says["same_part"].match(between):
        between = between[same.end() :]
    if compared or not says["near"].match(between.lstrip("的").strip()):
        return False
    return (
        between.startswith("的")
        or says["from"].search(folded[max(slot.sentence_start, word.start - 16) : word.start]) is not None
    )


def _leaves_out(reader: Reader, word: TimeWord, slot: Slot) -> bool:
    """Words of time that do not reach the number: 2000年底前建成的小区共1147个; 其中2023年完成9个；…100%."""
    says, folded = _says(reader), reader.folded
    between = folded[word.end : slot.quantity.start]
    if word.kind in ("span", "since") and says["superlative"].match(folded, word.end):
        return True  # 应对近40年来最大汛情, 创近10年新高
    if "前" in word.text and says["relative"].match(between):
        return True
    opened = folded.rfind("（", slot.sentence_start, word.start)
    if opened > folded.rfind("）", slot.sentence_start, word.start) and "）" in between:
        return True  # 占58.3%（2024年数据尚未公布），经费支出86.2亿元
    before = folded[max(0, word.start - 3) : word.start]
    if says["carried_over"].search(before):
        return True  # 接续去年民生实事24件
    return "；" in between and says["of_which"].search(before) is not None


def _carried(reader: Reader, slot: Slot) -> TimeWord | None:
    """What opens the sentence before it in the same paragraph, where this sentence has no words of time."""
    clause = slot.clause
    before = [word for word in slot.times if word.start < slot.quantity.start]
    if any(word.kind in ("span", "moment", "since", "vague") and not word.base for word in before):
        return None
    start = clause.sentence_start
    while start > clause.paragraph_start:
        if start not in reader.openings:
            reader.openings[start] = _opening_before(reader, slot, start)
        start, word = reader.openings[start]
        if word is not None:
            carries = word.kind in ("span", "moment", "since", "vague") and not _of_one_day(word)
            return word if carries and not (_each_year(reader, slot) and _one_year(word)) else None
    return None


def _each_year(reader: Reader, slot: Slot) -> bool:
    """每年培训200人: what is planned for each year is not for the one that the sentence before names."""
    return reader.tenses[slot.index].tense == "planned" and any(
        word.kind == "frequency" and word.frequency == "yearly" and word.start < slot.quantity.start
        for word in slot.times
    )


def _one_year(word: TimeWord) -> bool:
    start, end = word.period.start, word.period.end
    return end is not None and (start is None or start[:4] == end[:4])


def _of_one_day(word: TimeWord) -> bool:
    """去年1月25日，组建督导组。…: what happened on a day says nothing of the sentences behind."""
    return word.kind == "span" and word.period.start == word.period.end and len(word.period.end or "") == 10


_NO_WORD = TimeWord(0, 0, "", "same", Period())
"""Stands for a sentence before that has words of time, none of which opens it."""


def _opening_before(reader: Reader, slot: Slot, start: int) -> tuple[int, TimeWord | None]:
    says = _says(reader)
    previous = _sentence_before(reader.outline, slot.index, start)
    if previous is None or previous.section != slot.clause.section:
        return -1, None
    if not holds_time(reader.folded, previous.sentence_start, previous.sentence_end, reader.lexicons):
        return previous.sentence_start, None
    context = time_context(reader, previous, reader.tenses[slot.index])
    words = find_time_words(
        reader.folded, previous.sentence_start, previous.sentence_end, context, reader.lexicons
    )
    words = [
        word
        for word in words
        if word.kind in ("span", "moment", "since", "vague")
        and not word.base
        and not says["carried_over"].search(reader.folded[max(0, word.start - 3) : word.start])
        and not says["year_end"].fullmatch(word.text)  # 年末 hangs on the year in force and leaves it so
    ]
    if not words:
        return previous.sentence_start, None
    if _opens(reader, previous.sentence_start, words[0], says):
        return previous.sentence_start, words[0]
    last = words[-1]
    part = max(previous.sentence_start, reader.folded.rfind("；", 0, last.start) + 1)
    if says["list_follows"].search(reader.folded, last.end, previous.sentence_end) and _opens(
        reader, part, last, says
    ):
        return previous.sentence_start, last  # …；今年新增实事10件，分别是：（1）…。（2）…
    return previous.sentence_start, _NO_WORD


def _opens(reader: Reader, start: int, word: TimeWord, says: Patterns) -> bool:
    """Whether a word of time stands at the head of the stretch that begins at ``start``."""
    lead = reader.folded[start : word.start]
    return len(lead) <= 3 or len(says["lead"].sub("", lead)) <= 3


def _sentence_before(outline: Outline, index: int, start: int) -> Clause | None:
    for position in range(index - 1, -1, -1):
        clause = outline.clauses[position]
        if clause.paragraph_start != outline.clauses[index].paragraph_start:
            return None
        if clause.sentence_start < start:
            return clause
    return None


def period_of(reader: Reader, status: Status, word: TimeWord | None, context: TimeContext) -> Period:
    """The period of a figure: of its word of time, else of its section, else the document's year."""
    if status == "standard":
        return Period()
    if word is not None:
        if word.kind == "span" and word.period.start == word.period.end and _lasts(reader, word):
            year = reader.document.year
            return Period(word.period.start, str(year) if year is not None else None)
        return word.period
    if context.section_start is not None or context.section_end is not None:
        start = str(context.section_start) if context.section_start is not None else None
        end = str(context.section_end) if context.section_end is not None else None
        return Period(start, end)
    year = reader.document.year
    if status == "actual":
        return Period(None, str(year) if year is not None else None)
    if reader.plan:
        return Period(str(reader.plan[0]), str(reader.plan[1]))
    return Period()


_STOP = late("，|。|；")


def _lasts(reader: Reader, word: TimeWord) -> bool:
    """2018年印发《…》以来: the year begins a running span."""
    found = _says(reader)["running"].search(reader.folded, word.end + 1, word.end + 62)
    return found is not None and _STOP.search(reader.folded, word.end, found.start()) is None
