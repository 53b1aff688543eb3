"""Which periods answer which (期限应答): rules on the years alone."""

from __future__ import annotations

from talentdocs.compare.items import Item

WITHIN = 0.93
"""What a value from within the due year, before its end, leaves of a likeness."""
NARROWED = 0.95
"""What is left where a window of several years was taken for its last one."""
LATER = 0.97
"""What a report leaves that is not the first after the year."""

ANNUAL = ("政府工作报告",)
"""Documents whose promises without a date are for their own year."""


def flows(item: Item) -> bool:
    """Whether the value is an amount within a period, not a state: it cannot be read off at a moment."""
    if item.name.kind == "growth":
        return True
    if item.name.kind != "level":
        return False
    if item.name.count is not None:
        return item.name.count == "new"
    return item.figure.measure in ("flow", "change")


def spans_years(item: Item) -> bool:
    """Whether a promise is for several years together, not for each of them."""
    span = item.span
    if span.yearly or span.last is None:
        return False
    if span.first is None:
        return item.name.count == "new" and item.document.year is not None and span.last > item.document.year
    return span.years > 1


def ahead(item: Item) -> bool:
    """Whether a promise is due after the year it was made in; the plan of one year made before it is not."""
    span, made = item.span, item.document.year
    return span.last is not None and made is not None and span.last > made and span.first != span.last


def quoted(item: Item) -> bool:
    """Whether a promise was due before its document: an older one that is quoted, 没有完成500人的年度目标."""
    span, told = item.span, item.document.year
    return span.last is not None and told is not None and span.last < told


def years_asked(target: Item) -> list[int]:
    """Years whose results may answer the promise, the due year first."""
    due, made = target.span.last, target.document.year
    if due is None:
        return []
    if target.figure.period_end is None and made is not None and not target.span.yearly:
        return [made] if target.document.doc_type in ANNUAL else [made, made + 1]
    start = target.span.first if target.span.yearly and target.span.first is not None else made
    if start is None or not (target.span.yearly or spans_years(target) or ahead(target)):
        return [due]
    return list(range(due, max(start, due - 15) - 1, -1))


def admissible(target: Item, result: Item) -> float:
    """How far the result's period answers the promise's: 1 fully, less for second choices, 0 not at all."""
    made, told = target.document.year, result.document.year
    if made is None or told is None or told < made or result.span.last is None:
        return 0.0
    if target.document is result.document and not (ahead(target) or spans_years(target) or quoted(target)):
        return 0.0
    if not _period_fits(target, result):
        return 0.0
    if result.span.narrowed:
        return NARROWED if told == result.span.last + 1 and _likely(target, result) else 0.0
    if within_year(result):
        return 0.0 if flows(result) else WITHIN
    return 1.0 if told <= result.span.last + 1 else LATER


def _likely(target: Item, result: Item) -> bool:
    """Whether a growth can be that of one year, held against a promise for one year."""
    if result.name.kind != "growth":
        return True
    promised, reported = abs(target.figure.value), abs(result.figure.value)
    return reported <= promised * 5 / 2 + 3


def _period_fits(target: Item, result: Item) -> bool:
    if target.span.partial and target.figure.period_start is not None:
        return (target.figure.period_start, target.figure.period_end) == (
            result.figure.period_start,
            result.figure.period_end,
        )
    if spans_years(target) and (flows(target) or _runs(target)):
        first = target.span.first
        if result.span.first is None or result.span.years < 2:
            return False
        return first is None or result.span.first == first
    return not (result.span.partial or result.span.years > 1 or result.span.yearly)


def _runs(item: Item) -> bool:
    """Whether a value is a running sum from a stated start: 2021年以来累计培训16万人次."""
    return item.figure.measure == "cumulative" and item.span.first is not None


def within_year(result: Item) -> bool:
    """Whether a value was told before its year was over; a report of December tells of the whole year."""
    date = result.document.date
    late = bool(date and len(date) >= 7 and date[5:7] == "12")
    return result.document.year == result.span.last and not late
