"""Every reported value of an indicator, in order of time (序列), and where two documents disagree (矛盾)."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from itertools import combinations

from talentdocs.compare.items import Item
from talentdocs.records import Contradiction, SeriesPoint

Key = tuple[str, ...]
_NUMERAL = re.compile(r"\d[\d,，]*(?:\.(\d+))?\s*([十百千万亿]*)")
_SCALES = {"十": 10, "百": 100, "千": 1000, "万": 10000, "亿": 100000000}


def series_of(items: Iterable[Item]) -> list[list[Item]]:
    """Actual values grouped by what they count, each group in order of time, the groups by name.

    What a change starts from (由28.6%提升到33%) is left out: its own year is seldom told.
    """
    groups: defaultdict[Key, list[Item]] = defaultdict(list)
    for item in items:
        if item.figure.status == "actual" and item.span.last is not None and not item.name.base:
            key = series_key(item)
            if key is not None:
                groups[key].append(item)
    return [sorted(group, key=_when) for _, group in sorted(groups.items())]


def series_key(item: Item) -> Key | None:
    """Values with the same key are one series; null where the name says too little.

    高技能人才总量 and 高技能人才总数 have one key; 技能大师工作室 and 企业技能大师工作室 do not.
    """
    name, figure = item.name, item.figure
    if len(name.own.text) < 2 or name.generic:
        return None
    unit = name.unit
    counted = unit is not None and unit.kind in ("org", "count")
    return (
        name.own.text if name.count == "new" else name.counted,
        name.kind,
        _measure(item),
        "number" if counted else unit.unit_class if unit else figure.unit or "",
        figure.per or "",
        "fall" if name.falls else "",
        ",".join(sorted(name.own.marks)),
        ",".join(sorted(name.bounds)),
        "average" if name.average else "",
    )


def _measure(item: Item) -> str:
    """What is added up how; a running sum without a start (建成…102家) is a state like 现有102家."""
    figure = item.figure
    if item.name.count == "new" or figure.measure == "flow":
        return "new"
    if figure.measure == "cumulative" and figure.period_start is None:
        return "stock"
    return figure.measure or ""


def points(group: Sequence[Item]) -> Iterator[SeriesPoint]:
    """The rows of one series; what the same document says twice stands once."""
    name = Counter(item.figure.indicator for item in group).most_common(1)[0][0]
    seen: set[tuple[object, ...]] = set()
    for item in group:
        figure, document = item.figure, item.document
        once = (figure.period_start, figure.period_end, figure.value, figure.unit, document.doc_id)
        if once in seen:
            continue
        seen.add(once)
        yield SeriesPoint(
            region=figure.region or document.region,
            indicator=name,
            measure=figure.measure,
            unit=figure.unit,
            period_start=figure.period_start,
            period_end=figure.period_end,
            value=figure.value,
            qualifier=figure.qualifier,
            text=figure.text,
            figure_id=figure.figure_id,
            doc_id=figure.doc_id,
            year=document.year,
            path=document.path,
            sentence=figure.sentence,
            named=figure.indicator,
        )


def contradictions(group: Sequence[Item]) -> Iterator[Contradiction]:
    """Pairs of documents that report different values for one period, beyond what rounding explains."""
    periods: defaultdict[tuple[str | None, str | None], list[Item]] = defaultdict(list)
    for item in group:
        figure = item.figure
        if figure.qualifier == "eq" and figure.period_end is not None and figure.value_max is None:
            periods[_period(figure.period_start, figure.period_end)].append(item)
    for same in periods.values():
        said: dict[str, Item] = {}
        for item in same:
            said.setdefault(item.document.doc_id, item)
        values: dict[Decimal, Item] = {}
        for item in said.values():
            values.setdefault(_plain(item), item)
        for first, second in combinations(values.values(), 2):
            if _disagree(first, second):
                yield _contradiction(first, second)


def _period(start: str | None, end: str | None) -> tuple[str | None, str | None]:
    """As of 2022 and during 2022 are one period for one indicator."""
    return (None, end) if start == end else (start, end)


def _disagree(first: Item, second: Item) -> bool:
    step = max(step_of(first), step_of(second))
    return abs(_plain(first) - _plain(second)) > step / 2


def step_of(item: Item) -> Decimal:
    """The least difference that the way a number is written can show: 100 for 3.12万人."""
    match = _NUMERAL.search(item.figure.text)
    if match is None:
        return Decimal(1)
    scale = Decimal(1)
    for char in match[2]:
        scale *= _SCALES[char]
    factor = item.name.unit.factor if item.name.unit else Decimal(1)
    return scale.scaleb(-len(match[1] or "")) * factor


def _plain(item: Item) -> Decimal:
    return item.figure.value * (item.name.unit.factor if item.name.unit else Decimal(1))


def _contradiction(first: Item, second: Item) -> Contradiction:
    one, two = first.figure, second.figure
    factor = first.name.unit.factor if first.name.unit else Decimal(1)
    return Contradiction(
        region=one.region or first.document.region,
        indicator=one.indicator,
        measure=one.measure,
        unit=one.unit,
        period_start=one.period_start,
        period_end=one.period_end,
        first_value=one.value,
        second_value=two.value,
        first_text=one.text,
        second_text=two.text,
        first_figure_id=one.figure_id,
        second_figure_id=two.figure_id,
        first_path=first.document.path,
        second_path=second.document.path,
        first_sentence=one.sentence,
        second_sentence=two.sentence,
        difference=(_plain(second) - _plain(first)) / factor,
    )


def _when(item: Item) -> tuple[str, str, int, str, int]:
    figure = item.figure
    return (
        figure.period_end or "",
        figure.period_start or "",
        item.document.year or 0,
        item.document.path,
        figure.start,
    )
