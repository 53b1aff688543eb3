"""Figures (数据): every quantity of a document with what it measures, for whom, when and how it stands.

Quantities are found on the whole text first; then each sentence that holds some is read
once: words of time, tense, standing, names, qualifiers. Tables are read by ``table_figures``.

Words are data: ``lexicons/list_patterns.toml``, ``bound_patterns.toml`` and ``naming_patterns.toml``.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from talentdocs.extract.distribute import Share, distribute
from talentdocs.extract.indicators import Known, Name, goes_on, name_slots
from talentdocs.extract.measures import measure_of
from talentdocs.extract.periods import TimeContext, TimeWord
from talentdocs.extract.qualifiers import Bound, qualify
from talentdocs.extract.quantities import Quantity, find_quantities
from talentdocs.extract.rates import Rate, rate_of
from talentdocs.extract.regions import regions
from talentdocs.extract.slots import Slot, build_slots
from talentdocs.extract.standing import Standing, stand, starts_change
from talentdocs.extract.table_figures import find_table_figures
from talentdocs.extract.tense import read_tenses
from talentdocs.extract.timing import Reader, period_of, plan_span, time_context, time_of
from talentdocs.extract.whose import bare_place, opening_place
from talentdocs.records import Clause, Document, Figure, Measure, Outline, Period, Status, Text
from talentdocs.segment.indicators import load_indicators
from talentdocs.segment.lexicon import Lexicons
from talentdocs.segment.patterns import Patterns, patterns


def find_figures(
    text: Text, folded: str, outline: Outline, document: Document, lexicons: Lexicons
) -> tuple[Figure, ...]:
    """All figures of one document, in order of their start."""
    tabled = find_table_figures(text, folded, outline, document, lexicons)
    taken = {figure.start for figure in tabled}
    quantities = [
        q for q in find_quantities(folded, lexicons) if _in_body(q, outline) and q.start not in taken
    ]
    reader = Reader(
        text,
        folded,
        outline,
        document,
        lexicons,
        tenses=read_tenses(folded, outline, lexicons),
        regions=regions(lexicons),
        plan=plan_span(document.title, document.doc_type),
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
    return outline.body_start <= quantity.start and (
        outline.body_end == 0
        or quantity.start < outline.body_end
        or any(quantity.start >= annex for annex in outline.annexes)
    )


def _sentences(
    outline: Outline, quantities: Sequence[Quantity]
) -> Iterator[tuple[list[tuple[int, Clause]], list[Quantity]]]:
    """Sentences that hold quantities, with their clauses (and index) and the quantities in them."""
    position = 0
    index = 0
    clauses = outline.clauses
    while position < len(quantities) and index < len(clauses):
        start, end = clauses[index].sentence_start, clauses[index].sentence_end
        if quantities[position].start >= end:
            index += 1
            continue
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


def _read_sentence(
    reader: Reader, clauses: list[tuple[int, Clause]], quantities: list[Quantity], before: Name | None
) -> tuple[list[Figure], Name | None]:
    first_index, first = clauses[0]
    tense = reader.tenses[first_index]
    context = time_context(reader, first, tense)
    slots = build_slots(reader.folded, quantities, clauses, context, reader.lexicons)
    timings = [time_of(reader, slot) for slot in slots]
    standings: list[Standing] = []
    for index, slot in enumerate(slots):
        word = timings[index]
        if (
            word is not None
            and not word.base
            and starts_change(reader.folded, slot, reader.lexicons)
            and word.start < slot.floor
        ):
            word = timings[index] = None
        period = word.period if word is not None else Period()
        standings.append(
            stand(
                reader.folded, slot, reader.tenses[slot.index], period, reader.document.year, reader.lexicons
            )
        )
    standings = _listed_standards(reader, slots, standings)
    statuses = [standing.status for standing in standings]
    shares = distribute(reader.folded, slots, reader.lexicons)
    places = _bare_places(reader, slots, shares)
    known = Known(statuses, places, shares)
    names = name_slots(reader.folded, slots, known, before, reader.lexicons)
    says = patterns(reader.lexicons, "list_patterns")
    figures: list[Figure] = []
    for slot, standing, name, word, place in zip(slots, standings, names, timings, places, strict=True):
        figure = _figure(reader, slot, standing, name, word, context, place)
        figure = _of_which(figure, figures, slot, reader.folded, says)
        figures.append(_held_for(figure, figures, slot, reader))
    last = goes_on(names, reader.lexicons) or before
    return figures, last


_SCALES = frozenset("十百千万亿")


def _listed_standards(reader: Reader, slots: Sequence[Slot], standings: list[Standing]) -> list[Standing]:
    """乡道5000元、村道3000元执行: in a list of sums or shares, what follows a standard is one, too."""
    says = patterns(reader.lexicons, "list_patterns")
    found = list(standings)
    for index in range(1, len(slots)):
        before, here = slots[index - 1].quantity, slots[index].quantity
        if found[index - 1].status != "standard" or found[index].status == "standard":
            continue
        like = before.unit is not None and here.unit is not None and before.unit.name == here.unit.name
        kind = here.unit.kind if here.unit else ""
        if (
            like
            and kind in ("money", "percent")
            and says["same_rule"].fullmatch(reader.folded, before.end, here.start)
        ):
            found[index] = Standing("standard", "、")
    return found


def _held_for(figure: Figure, before: Sequence[Figure], slot: Slot, reader: Reader) -> Figure:
    """每人每月910元提高到930元, 每人每月60元、120元: the next number holds for the same as the first."""
    if figure.per or not before or not before[-1].per or before[-1].unit != figure.unit:
        return figure
    last = before[-1]
    between = reader.folded[last.end : figure.start]
    level = patterns(reader.lexicons, "naming_patterns")["level_link"]
    reaches = level.search(slot.left.link) and not slot.left.noun
    same = patterns(reader.lexicons, "list_patterns")["same"]
    if "，" in between or not (reaches or same.fullmatch(between)):
        return figure
    return replace(figure, per=last.per, frequency=figure.frequency or last.frequency)


def _of_which(figure: Figure, before: Sequence[Figure], slot: Slot, folded: str, says: Patterns) -> Figure:
    """新建停车泊位3200个，其中立体停车位800个: a part of a flow is a flow; so is the next of a list."""
    if figure.measure not in ("stock", "flow") or not before:
        return figure
    if says["sum_name"].match(slot.left.noun):
        return figure  # 新增里程281公里、总里程590公里
    last = before[-1]
    part = not slot.left.verbs and says["of_which"].search(slot.left.words) is not None
    if part:
        last = next((each for each in reversed(before) if each.unit == figure.unit), last)
    same = last.unit == figure.unit and last.status == figure.status and last.start >= slot.sentence_start
    if part and same:
        if figure.period_start and figure.period_start != last.period_start and last.measure == "cumulative":
            return _measured(figure, "flow")  # 累计完成2260户，其中今年前5个月完成540户
        kept = last.measure in ("stock", "flow", "cumulative")
        return _measured(figure, last.measure) if kept else figure
    if last.end == figure.start and last.status == figure.status and slot.quantity.unit:
        return _measured(figure, last.measure)  # 培训6期316人
    if figure.measure == "flow":
        summed = last.measure == "cumulative" and last.period_start == figure.period_start
        in_list = summed and says["in_list"].fullmatch(folded, last.end, figure.start) is not None
        return _measured(figure, "cumulative") if in_list and last.status == figure.status else figure
    listed = not slot.left.link and says["in_list"].fullmatch(folded, last.end, figure.start) is not None
    if not listed:
        return figure
    alike = last.unit == figure.unit or (listed and bool(slot.right.noun) and not slot.left.noun)
    alike = alike or not (slot.left.noun or slot.left.verbs or slot.right.noun)  # 出让用地14宗、963亩
    if alike and last.measure in ("flow", "cumulative") and last.status == figure.status:
        return _measured(figure, last.measure)
    return figure


def _measured(figure: Figure, measure: Measure | None) -> Figure:
    """The figure with that measure, which most have already."""
    return figure if figure.measure == measure else replace(figure, measure=measure)


def _figure(
    reader: Reader,
    slot: Slot,
    standing: Standing,
    name: Name,
    word: TimeWord | None,
    context: TimeContext,
    place: str | None,
) -> Figure:
    quantity = slot.quantity
    lexicons = reader.lexicons
    unit = quantity.unit
    kind = unit.kind if unit else "count"
    status: Status = standing.status
    rate = rate_of(reader.folded, slot, status, kind, lexicons)
    period = period_of(reader, status, word, context)
    since = status == "actual" and _sums_up(word, slot, lexicons)
    measure = measure_of(slot, name, status, period, since, lexicons)
    measure = _held_to_rate(measure, rate, slot, status, lexicons)
    carried = word is not None and word.window and word.start < slot.sentence_start
    if carried and measure in ("stock", "share"):
        word = None
        period = period_of(reader, status, word, context)
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
        indicator_key=_key(name.full, unit.name if unit else None, measure, lexicons),
        reasons=(
            f"status={status}: {standing.reason}",
            f"qualifier={bound.gives}: {bound.words or 'default'}",
        ),
    )


def _sums_up(word: TimeWord | None, slot: Slot, lexicons: Lexicons) -> bool:
    """Whether the word of time begins or closes a running sum: 2021年以来, 截至2022年底."""
    if word is None:
        return False
    says = patterns(lexicons, "time_patterns")
    years = word.kind == "span" and word.window and word.period.start != word.period.end
    if years and says["in_all"].search(slot.left.words):
        return True  # 三年来共惠及1431家次
    return word.kind == "since" or (word.kind == "moment" and says["as_of"].match(word.text) is not None)


def _held_to_rate(
    measure: Measure | None, rate: Rate, slot: Slot, status: Status, lexicons: Lexicons
) -> Measure | None:
    """The measure where a denominator or 每年 says more: 全科医生每万人口仅3.9名 is a share."""
    if measure in ("stock", "flow") and rate.per and rate.per[0] in _SCALES:
        return "share"
    if measure == "cumulative" and rate.frequency == "yearly" and status == "actual":
        return "flow"  # 年均接待4万人次
    if measure in ("stock", "cumulative") and rate.frequency == "yearly" and status == "target":
        attained = patterns(lexicons, "naming_patterns")["attained_link"].search(slot.left.link)
        return measure if attained else "flow"
    return measure


def _key(name: str, unit: str | None, measure: Measure | None, lexicons: Lexicons) -> str | None:
    """The indicator lexicon's own name for it (GDP增速 → 地区生产总值增速), null where it has none."""
    return load_indicators(lexicons).key(name, unit, measure) if name else None


def _bound(reader: Reader, slot: Slot, status: Status) -> Bound:
    bound = qualify(reader.folded, slot.quantity, slot.floor, reader.lexicons)
    if bound.gives == "eq" and status == "standard":
        says = patterns(reader.lexicons, "bound_patterns")
        before = reader.folded[max(slot.part_start, slot.quantity.start - 8) : slot.quantity.start]
        if says["reaches_first"].search(reader.folded[slot.part_start : slot.quantity.start]):
            return Bound("ge", "达到")  # 达到30万元、50万元的: what the first must reach, the next must, too
        listed = slot.quantity.list_of is not None
        if says["reaches"].search(before) or (
            listed and says["reached"].search(reader.folded, slot.part_start, slot.quantity.start)
        ):
            return Bound("ge", "达到")
    return bound


def _noun_unit(name: Name, reader: Reader, slot: Slot) -> str | None:
    words = name.full + reader.folded[slot.quantity.end : slot.quantity.end + 8]
    best: tuple[int, str] | None = None
    for entry in reader.lexicons.table("noun_units").values():
        at = words.rfind(entry.key)
        if at >= 0 and (best is None or at + len(entry.key) > best[0]):
            best = (at + len(entry.key), entry.text("unit"))
    return best[1] if best else None


def _bare_places(reader: Reader, slots: Sequence[Slot], shares: Mapping[int, Share]) -> list[str | None]:
    """The region of each slot whose own words name nothing but a region, also in a chain
    (全国、全省分别为)."""
    says = patterns(reader.lexicons, "naming_patterns")
    home = reader.document.region
    places: list[str | None] = []
    for index, slot in enumerate(slots):
        unit = slot.quantity.unit
        if (
            (match := says["above_place"].search(slot.before))
            and unit is not None
            and unit.kind not in ("point", "permillepoint")
        ):
            places.append(bare_place(match[1], home, reader.regions, reader.lexicons))
            continue
        points = unit is not None and unit.kind in ("point", "permillepoint")
        if points or says["compared_with"].search(slot.before):
            places.append(None)
            continue
        words = shares[index].noun if index in shares else slot.left.noun
        places.append(bare_place(words, home, reader.regions, reader.lexicons) if words else None)
    return places


def _region(reader: Reader, slot: Slot) -> str | None:
    home = reader.document.region
    return opening_place(slot.before, home, reader.regions, reader.lexicons) or home
