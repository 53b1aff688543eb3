"""One indicator over the years and regions, promised beside reported (走势)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from talentdocs.compare.items import Item
from talentdocs.compare.names import Namer
from talentdocs.compare.series import series_key
from talentdocs.compare.times import year_of
from talentdocs.records import Comparison

Group = tuple[str, ...]
Verdicts = Mapping[tuple[str, int], str]


@dataclass(slots=True)
class Year:
    """What was promised for one year, and what was reported for it."""

    year: int
    promised: Item | None = None
    reported: Item | None = None
    verdict: str | None = None


@dataclass(slots=True)
class Trend:
    """One indicator of one region in one unit."""

    region: str
    indicator: str
    unit: str
    years: list[Year] = field(default_factory=list)

    def rows(self) -> Iterator[dict[str, object]]:
        """Plain rows, a year each."""
        for year in self.years:
            promised, reported = year.promised, year.reported
            yield {
                "region": self.region,
                "indicator": self.indicator,
                "unit": self.unit,
                "year": year.year,
                "promised_text": promised.figure.text if promised else None,
                "promised_value": _number(promised),
                "reported_text": reported.figure.text if reported else None,
                "reported_value": _number(reported),
                "verdict": year.verdict,
                "promised_path": promised.document.path if promised else None,
                "reported_path": reported.document.path if reported else None,
                "promised_figure_id": promised.figure.figure_id if promised else None,
                "reported_figure_id": reported.figure.figure_id if reported else None,
            }


def trends_of(
    items: Sequence[Item], comparisons: Iterable[Comparison], wanted: str, namer: Namer
) -> list[Trend]:
    """Trends of the indicators of one region that ``wanted`` names, in order of name."""
    verdicts = _verdicts(comparisons)
    groups: defaultdict[Group, list[Item]] = defaultdict(list)
    for item in items:
        if item.figure.status != "standard" and item.span.last is not None and names(wanted, item, namer):
            key = series_key(item)
            if key is not None:
                groups[_loose(key)].append(item)
    return [_trend(group, verdicts) for _, group in sorted(groups.items())]


def names(wanted: str, item: Item, namer: Namer) -> bool:
    """Whether ``wanted`` names the indicator of a figure: the same words, counted the same way.

    新增高技能人才 names 新培养高技能人才, not 高技能人才总量; 地区生产总值 does not name its growth.
    """
    key = namer.indicators.key(wanted)
    if key is not None and key == item.name.key:
        return True
    asked = key or wanted
    if asked.endswith(namer.tails["asked"]) != (item.name.kind == "growth"):
        return False
    new = "new" in namer.words.read(f"{wanted}，{asked}")
    return namer.content(asked).text == item.name.own.text and new == (item.name.count == "new")


def _loose(key: Group) -> Group:
    """Promises and results of one indicator: their measure may be told differently."""
    name, kind, _, *rest = key
    return (name, kind, *rest)


def _trend(group: Sequence[Item], verdicts: Verdicts) -> Trend:
    first = group[0]
    years: dict[int, Year] = {}
    for item in sorted(group, key=lambda item: (item.document.year or 0, item.document.path, item.order)):
        for number in _years(item):
            year = years.setdefault(number, Year(number))
            if item.figure.status == "target":
                told = verdicts.get((item.figure.figure_id, number))
                if year.promised is None or (year.promised.span.yearly and not item.span.yearly):
                    year.promised, year.verdict = item, told  # a year's own promise goes before 每年
                year.verdict = year.verdict or told
            else:
                year.reported = year.reported or item
    return Trend(
        region=first.figure.region or first.document.region or "",
        indicator=first.name.key or first.indicator or "",
        unit=first.figure.unit or "",
        years=sorted(years.values(), key=lambda year: year.year),
    )


def _years(item: Item) -> Sequence[int]:
    """Years that a figure is shown in: a promise for each year in each, a sum over several in none."""
    span = item.span
    if span.last is None or span.partial or item.name.base:
        return ()
    if span.yearly and item.figure.status == "target":
        return range(span.first or item.document.year or span.last, span.last + 1)
    return () if span.years > 1 or span.yearly else (span.last,)


def _verdicts(comparisons: Iterable[Comparison]) -> Verdicts:
    """The verdict of each promise by the year it is about: that of the result, else the due year."""
    found: dict[tuple[str, int], str] = {}
    for row in comparisons:
        year = year_of(
            row.reported_period_end if row.verdict in ("met", "missed") else row.promised_period_end
        )
        year = year or row.promised_year
        if year is not None:
            found.setdefault((row.promised_figure_id, year), row.verdict)
    return found


def _number(item: Item | None) -> int | float | None:
    if item is None:
        return None
    value: Decimal = item.figure.value
    return int(value) if value == value.to_integral_value() else float(value)
