"""Rows of the comparison of one region (对照行): each promise, its verdict, the result that answers it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from talentdocs.compare.align import Index
from talentdocs.compare.answers import ahead, flows, spans_years, within_year
from talentdocs.compare.items import Item
from talentdocs.compare.judge import Judgement, Verdict, judge
from talentdocs.compare.names import Namer
from talentdocs.compare.pair import Edge, Paired, pair
from talentdocs.compare.reasons import reason_of
from talentdocs.records import Comparison, Document, Figure

Office = Callable[[Figure, Document], str | None]


@dataclass(frozen=True, slots=True)
class Outcome:
    """One row to be: a promise, its answer if there is one, the verdict."""

    target: Item
    edge: Edge | None
    verdict: Verdict
    judgement: Judgement | None = None


def compare_items(items: Sequence[Item], namer: Namer, office: Office) -> Iterator[Comparison]:
    """One row for every promise with a number among one region's figures, in order of document and place.

    A promise for each year (每年) has one row for each year that is reported.
    """
    now = max((item.document.year or 0 for item in items), default=0)
    index = Index(item for item in items if item.figure.status == "actual" and not item.name.base)
    by_document: defaultdict[str, list[Item]] = defaultdict(list)
    for item in items:
        if item.figure.status == "target":
            by_document[item.document.doc_id].append(item)
    for targets in by_document.values():
        paired = pair(targets, index, namer)
        for target in targets:
            for outcome in outcomes(target, paired, now, namer):
                yield _row(outcome, paired, now, office)


def outcomes(target: Item, paired: Paired, now: int, namer: Namer) -> list[Outcome]:
    """What became of one promise; ``now`` is the latest year that a document of the region speaks from."""
    due = target.span.last
    edges = paired.answers.get(id(target), [])
    found: list[Outcome] = []
    if target.span.yearly:
        for edge in sorted(edges, key=lambda edge: edge.year):
            result = judge(target, edge.result, namer)
            found.append(Outcome(target, edge, "met" if result.reached else "missed", result))
    elif edges:
        latest = max(edges, key=lambda edge: (edge.year == due, edge.year, edge.score))
        result = judge(target, latest.result, namer)
        verdict = _verdict(target, latest, result, now)
        if verdict:
            found.append(Outcome(target, latest, verdict, result))
    if not found:
        found.append(Outcome(target, None, "pending" if due is None or due >= now else "unreported"))
    return found


def _verdict(target: Item, edge: Edge, result: Judgement, now: int) -> Verdict | None:
    """None where a value on the way says nothing, because the promise is past due."""
    due = target.span.last
    if result.reached:
        return "met"
    final = edge.year == due or not (ahead(target) or spans_years(target))
    inside = within_year(edge.result)
    if final and not (inside and (flows(target) or (due is not None and due >= now))):
        return "missed"
    return "on_track" if due is not None and due >= now else None


def _row(outcome: Outcome, paired: Paired, now: int, office: Office) -> Comparison:
    target, edge = outcome.target, outcome.edge
    figure, document = target.figure, target.document
    result = edge.result if edge else None
    reported = result.figure if result else None
    judged = outcome.judgement
    return Comparison(
        region=figure.region or document.region,
        indicator=target.indicator,
        promised_text=figure.text,
        promised_value=figure.value,
        promised_value_max=figure.value_max,
        promised_unit=figure.unit,
        promised_qualifier=figure.qualifier,
        promised_period_start=figure.period_start,
        promised_period_end=figure.period_end,
        promised_figure_id=figure.figure_id,
        promised_doc_id=figure.doc_id,
        promised_year=document.year,
        reported_text=reported.text if reported else None,
        reported_value=reported.value if reported else None,
        reported_unit=reported.unit if reported else None,
        reported_qualifier=reported.qualifier if reported else None,
        reported_period_start=reported.period_start if reported else None,
        reported_period_end=reported.period_end if reported else None,
        reported_figure_id=reported.figure_id if reported else None,
        reported_doc_id=reported.doc_id if reported else None,
        reported_year=result.document.year if result else None,
        verdict=outcome.verdict,
        gap=judged.gap if judged else None,
        gap_ratio=judged.ratio if judged else None,
        reason=reason_of(target, edge, outcome.verdict, judged, paired.doubts.get(id(target)), now),
        promised_path=document.path,
        promised_sentence=figure.sentence,
        reported_path=result.document.path if result else None,
        reported_sentence=reported.sentence if reported else None,
        office=office(figure, document),
        extra=_extra(target, edge, paired),
    )


def _extra(target: Item, edge: Edge | None, paired: Paired) -> dict[str, str]:
    """How alike the pair is; the runner-up where there is none; the year for promises of each year."""
    extra: dict[str, str] = {}
    if edge:
        extra["likeness"] = f"{edge.score:.2f}"
        extra["reported_indicator"] = edge.result.indicator or ""
    else:
        nearest = paired.nearest.get(id(target))
        if nearest:
            extra["nearest"] = f"{nearest.result.indicator or ''}{nearest.result.figure.text}"
            extra["nearest_figure_id"] = nearest.result.figure.figure_id
            extra["likeness"] = f"{nearest.score:.2f}"
    if target.span.yearly and (target.span.first is None or target.span.years > 1):
        extra["each"] = "year"
    return extra
