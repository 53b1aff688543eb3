"""Figures (数据): every quantity of a document with what it measures, for whom, when and how it stands.

Quantities are found on the whole text first; then each sentence that holds some is read once: words of time, tense,
standing, names, qualifiers. Tables are read by ``table_figures``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from talentdocs.extract.indicators import Name, name_slots
from talentdocs.extract.measures import measure_of
from talentdocs.extract.periods import TimeContext, TimeWord, find_time_words
from talentdocs.extract.qualifiers import Bound, qualify
from talentdocs.extract.quantities import Quantity, find_quantities
from talentdocs.extract.rates import rate_of
from talentdocs.extract.regions import Regions, regions
from talentdocs.extract.slots import Slot, build_slots
from talentdocs.extract.standing import Standing, stand, starts_change
from talentdocs.extract.table_figures import find_table_figures
from talentdocs.extract.distribute import distribute
from talentdocs.extract.whose import bare_place, opening_place
from talentdocs.extract.tense import Reading, read_tenses
from talentdocs.records import Clause, Document, Figure, Outline, Period, Status, Text
from talentdocs.segment.lexicon import Lexicons


@dataclass(slots=True)
class _Reader:
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
    """By start of a sentence: where the sentence before begins (-1 for none), and the word of time that opens it."""


def find_figures(
    text: Text, folded: str, outline: Outline, document: Document, lexicons: Lexicons
) -> tuple[Figure, ...]:
    """All figures of one document, in order of their start."""
    tabled = find_table_figures(text, folded, outline, document, lexicons)
    taken = {figure.start for figure in tabled}
    quantities = [q for q in find_quantities(folded, lexicons) if _in_body(q, outline) and q.start not in taken]
    reader = _Reader(
        text, folded, outline, document, lexicons,
        tenses=read_tenses(folded, outline, lexicons),
        regions=regions(lexicons),
        plan=_plan_span(document.title),
    )
    figures: list[Figure] = list(tabled)
    before: tuple[int, Name | None] = (-1, None)
    for clauses, inside in _sentences(outline, quantities):
        paragraph = clauses[0][1].paragraph_start
        name = before[1] if before[0] == paragraph else None
        found, last = _read_sentence(reader, clauses, inside, name)
        figures.extend(found)
        before = (paragraph, last)
    figures.sort(key=lambda figure: figure.start)
    return tuple(figures)


def _in_body(quantity: Quantity, outline: Outline) -> bool:
    return outline.body_start <= quantity.start and (outline.body_end == 0 or quantity.start < outline.body_end or any(
        quantity.start >= annex for annex in outline.annexes))


def _sentences(
    outline: Outline, quantities: Sequence[Quantity]
) -> Iterator[tuple[list[tuple[int, Clause]], list[Quantity]]]:
    """Sentences that hold quantities, with their clauses (and index) and the quantities in them."""
    position = 0
    index = 0
    clauses = outline.clauses
    while position < len(quantities) and index < len(clauses):
        start, end = clauses[index].sentence_start, clauses[index].sentence_end
        group: list[tuple[int, Clause]] = []
        while index < len(clauses) and clauses[index].sentence_start == start:
            group.append((index, clauses[index]))
            index += 1
        inside: list[Quantity] = []
        while position < len(quantities) and quantities[position].start < end:
            if quantities[position].start >= start:
                inside.append(quantities[position])
            position += 1
        if inside:
            yield group, inside


_PLAN_SPAN = re.compile(r"((?:19|20)\d{2})\s?年?\s?[-－—–~～至]{1,2}\s?((?:19|20)\d{2})")


def _plan_span(title: str | None) -> tuple[int, int] | None:
    match = _PLAN_SPAN.search(title or "")
    return (int(match[1]), int(match[2])) if match else None


def _read_sentence(
    reader: _Reader, clauses: list[tuple[int, Clause]], quantities: list[Quantity], before: Name | None
) -> tuple[list[Figure], Name | None]:
    first_index, first = clauses[0]
    tense = reader.tenses[first_index]
    context = _context(reader, first, tense)
    slots = build_slots(reader.folded, quantities, clauses, context, reader.lexicons)
    timings = [_time_of(reader, slot) for slot in slots]
    standings: list[Standing] = []
    for index, slot in enumerate(slots):
        word = timings[index]
        if word is not None and not word.base and starts_change(reader.folded, slot, reader.lexicons) and word.start < slot.floor:
            word = timings[index] = None
        period = word.period if word is not None else Period()
        standings.append(
            stand(reader.folded, slot, reader.tenses[slot.index], period, reader.document.year, reader.lexicons))
    statuses = [standing.status for standing in standings]
    places = _bare_places(reader, slots)
    names = name_slots(reader.folded, slots, statuses, places, before, reader.lexicons)
    figures: list[Figure] = []
    for slot, standing, name, word, place in zip(slots, standings, names, timings, places, strict=True):
        figure = _figure(reader, slot, standing, name, word, context, place)
        figures.append(_of_which(figure, figures, slot, reader.folded))
    last = next((name for name in reversed(names) if name.noun), before)
    return figures, last


_IN_LIST = re.compile(r"(?:以上|左右)?[\u4e00-\u9fff“”（）]{0,16}[、和及][\u4e00-\u9fff“”]{0,16}")


def _of_which(figure: Figure, before: Sequence[Figure], slot: Slot, folded: str) -> Figure:
    """新建停车泊位3200个，其中立体停车位800个: a part of a flow is a flow; so is the next of a list."""
    if figure.measure != "stock" or not before:
        return figure
    last = before[-1]
    listed = not slot.left.link and _IN_LIST.fullmatch(folded, last.end, figure.start) is not None
    if "其中" not in slot.left.words and not listed:
        return figure
    if last.unit == figure.unit and last.measure in ("flow", "cumulative") and last.status == figure.status:
        return replace(figure, measure=last.measure)
    return figure


def _context(reader: _Reader, clause: Clause, tense: Reading) -> TimeContext:
    section = reader.outline.sections[clause.section]
    plan = reader.plan or (None, None)
    return TimeContext(
        governed=_paragraph_year(reader, clause) if tense.tense != "planned" else None,
        year=reader.document.year,
        section_start=section.year_start,
        section_end=section.year_end,
        planned=tense.tense == "planned",
        plan_start=plan[0],
        plan_end=plan[1],
    )


_YEAR = re.compile(r"20(?<!\d20)(\d{2})年(?![以之]?[前来])")


def _paragraph_year(reader: _Reader, clause: Clause) -> int | None:
    """The latest past year named earlier in the paragraph: 2022年，…。到年底，… means the end of 2022."""
    found = None
    for match in _YEAR.finditer(reader.folded, clause.paragraph_start, clause.sentence_start):
        found = 2000 + int(match[1])
    year = reader.document.year
    return found if found is not None and year is not None and found < year else None


def _time_of(reader: _Reader, slot: Slot) -> TimeWord | None:
    """The word of time that governs a slot: the last before it, else what opens the sentence before."""
    governing: TimeWord | None = None
    for word in slot.times:
        if word.start >= slot.quantity.start:
            break
        if word.kind == "frequency" or word.kind == "same":
            continue
        if _leaves_out(reader.folded, word, slot):
            continue
        if word.base:
            if word.start >= slot.floor and _holds_number(reader.folded, word, slot):
                return word
            continue
        if _opens_change(reader.folded, word, slot) and _holds_number(reader.folded, word, slot):
            return word
        governing = word
    if governing is None:
        return _due_behind(reader.folded, slot) or _carried(reader, slot)
    return governing


def _opens_change(folded: str, word: TimeWord, slot: Slot) -> bool:
    """由2022年的71.8%: the time of one end of a change."""
    if word.start < slot.floor or not folded.startswith("的", word.end):
        return False
    return word.start > slot.sentence_start and folded[word.start - 1] in "由从到至"


def _due_behind(folded: str, slot: Slot) -> TimeWord | None:
    """首期5亿元于2024年9月底前到位: the time stands behind the number, in the same part."""
    for word in slot.times:
        if slot.quantity.end <= word.start < slot.part_end and word.kind in ("span", "moment"):
            between = folded[slot.quantity.end : word.start]
            return word if _AT.fullmatch(between) else None
    return None


_FROM = re.compile(r"(?:由|从)[^，。；]{0,14}$")
_NEAR = ("", "约", "近", "每月", "每年", "不足", "超过")
_COMPARES = ("是", "为", "相当于", "恢复到", "恢复至", "达到", "比", "较")
_RELATIVE = re.compile(r"[^，。；\d]{1,16}的")
_AT = re.compile(r"[\u4e00-\u9fff]{0,6}(?:于|在)")


def _holds_number(folded: str, word: TimeWord, slot: Slot) -> bool:
    """由2022年末的71.8%: the time belongs to this very number."""
    between = folded[word.end : slot.quantity.start]
    if between.lstrip("的").strip() not in _NEAR or folded[max(0, word.start - 3) : word.start].endswith(_COMPARES):
        return False
    return between.startswith("的") or _FROM.search(
        folded[max(slot.sentence_start, word.start - 16) : word.start]) is not None


def _leaves_out(folded: str, word: TimeWord, slot: Slot) -> bool:
    """Words of time that do not reach the number: 2000年底前建成的小区共1147个; 其中2023年完成9个；…100%."""
    between = folded[word.end : slot.quantity.start]
    if "前" in word.text and _RELATIVE.match(between):
        return True
    return "；" in between and folded[max(0, word.start - 3) : word.start].endswith("其中")


def _carried(reader: _Reader, slot: Slot) -> TimeWord | None:
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
            return word if word.kind in ("span", "moment", "since", "vague") else None
    return None


_YEAR_END = re.compile(r"年[末底终]")
"""Words that hang on the year in force and leave it in force: 2021年，…。…，年末总量4.6万人。新增… is still 2021."""

_LEAD = re.compile(r"[\s\u3000*]|其中|[一二三四五六七八九十]是")
_NO_WORD = TimeWord(0, 0, "", "same", Period())
"""Stands for a sentence before that has words of time, none of which opens it."""


def _opening_before(reader: _Reader, slot: Slot, start: int) -> tuple[int, TimeWord | None]:
    previous = _sentence_before(reader.outline, slot.index, start)
    if previous is None or previous.section != slot.clause.section:
        return -1, None
    context = _context(reader, previous, reader.tenses[slot.index])
    words = find_time_words(reader.folded, previous.sentence_start, previous.sentence_end, context, reader.lexicons)
    words = [
        word
        for word in words
        if word.kind in ("span", "moment", "since", "vague") and not word.base and not _YEAR_END.fullmatch(word.text)
    ]
    if not words:
        return previous.sentence_start, None
    lead = reader.folded[previous.sentence_start : words[0].start]
    opens = len(lead) <= 3 or len(_LEAD.sub("", lead)) <= 3
    return previous.sentence_start, words[0] if opens else _NO_WORD


def _sentence_before(outline: Outline, index: int, start: int) -> Clause | None:
    for position in range(index - 1, -1, -1):
        clause = outline.clauses[position]
        if clause.paragraph_start != outline.clauses[index].paragraph_start:
            return None
        if clause.sentence_start < start:
            return clause
    return None


def _figure(
    reader: _Reader, slot: Slot, standing: Standing, name: Name, word: TimeWord | None, context: TimeContext,
    place: str | None,
) -> Figure:
    quantity = slot.quantity
    lexicons = reader.lexicons
    unit = quantity.unit
    kind = unit.kind if unit else "count"
    status: Status = standing.status
    rate = rate_of(reader.folded, slot, status, kind, lexicons)
    period = _period(reader, status, word, context)
    since = word is not None and word.kind == "since"
    measure = measure_of(slot, name, status, period, since, lexicons)
    if word is not None and word.window and word.start < slot.sentence_start and measure in ("stock", "share"):
        word = None
        period = _period(reader, status, word, context)
    bound = _bound(reader, slot, status)
    start, end = quantity.start, quantity.end
    section = reader.outline.sections[slot.clause.section]
    doc_id = reader.document.doc_id
    return Figure(
        figure_id=f"{doc_id}:{start}-{end}",
        doc_id=doc_id,
        start=start,
        end=end,
        text=reader.text.content[start:end],
        value=quantity.value,
        value_max=quantity.value_max,
        unit=unit.name if unit else _noun_unit(name, reader, slot),
        qualifier=bound.gives,
        status=status,
        measure=measure,
        indicator=name.full or None,
        region=place or _region(reader, slot),
        period_text=word.text if word is not None and status != "standard" else None,
        period_start=period.start,
        period_end=period.end,
        frequency=rate.frequency,
        per=rate.per,
        sentence=reader.text.content[slot.sentence_start : slot.sentence_end].strip(),
        section=section.path,
        page=reader.text.page_at(start),
        reasons=(f"status={status}: {standing.reason}", f"qualifier={bound.gives}: {bound.words or 'default'}"),
    )


_REACHES = re.compile(r"(?:达到|达|满)\s?$")


def _bound(reader: _Reader, slot: Slot, status: Status) -> Bound:
    bound = qualify(reader.folded, slot.quantity, slot.floor, reader.lexicons)
    if bound.gives == "eq" and status == "standard":
        before = reader.folded[max(slot.part_start, slot.quantity.start - 8) : slot.quantity.start]
        listed = slot.quantity.list_of is not None
        if _REACHES.search(before) or (listed and reader.folded.find("达到", slot.part_start, slot.quantity.start) >= 0):
            return Bound("ge", "达到")
    return bound


def _noun_unit(name: Name, reader: _Reader, slot: Slot) -> str | None:
    words = name.full + reader.folded[slot.quantity.end : slot.quantity.end + 8]
    best: tuple[int, str] | None = None
    for entry in reader.lexicons.table("noun_units").values():
        at = words.rfind(entry.key)
        if at >= 0 and (best is None or at + len(entry.key) > best[0]):
            best = (at + len(entry.key), entry.text("unit"))
    return best[1] if best else None


def _period(reader: _Reader, status: Status, word: TimeWord | None, context: TimeContext) -> Period:
    if status == "standard":
        return Period()
    if word is not None:
        if word.kind == "span" and word.period.start == word.period.end and _lasts(reader.folded, word):
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


_ABOVE = re.compile(r"(?:高于|低于|优于|不及|超过)([\u4e00-\u9fff]{2,12}?)的?$")
_COMPARED = re.compile(r"(?:比|较|高于|低于|优于|相当于|快于|好于|超过|领先)[^，；]*$")


def _bare_places(reader: _Reader, slots: Sequence[Slot]) -> list[str | None]:
    """The region of each slot whose own words name nothing but a region, also in a chain (全国、全省分别为)."""
    home = reader.document.region
    shares = distribute(reader.folded, slots, reader.lexicons)
    places: list[str | None] = []
    for index, slot in enumerate(slots):
        unit = slot.quantity.unit
        if (match := _ABOVE.search(slot.before)) and unit is not None and unit.kind not in ("point", "permillepoint"):
            places.append(bare_place(match[1], home, reader.regions, reader.lexicons))
            continue
        if _COMPARED.search(slot.before) or (unit is not None and unit.kind in ("point", "permillepoint")):
            places.append(None)
            continue
        words = shares[index].noun if index in shares else slot.left.noun
        places.append(bare_place(words, home, reader.regions, reader.lexicons) if words else None)
    return places


_STOP = re.compile("，|。|；")


def _lasts(folded: str, word: TimeWord) -> bool:
    """2018年印发《…》以来: the year begins a running span."""
    at = folded.find("以来", word.end + 1, word.end + 62)
    return at >= 0 and _STOP.search(folded, word.end, at) is None


def _region(reader: _Reader, slot: Slot) -> str | None:
    home = reader.document.region
    return opening_place(slot.before, home, reader.regions, reader.lexicons) or home
