"""Facts (要点) of one document: the little that a run needs of it for the summary and the sessions."""

from __future__ import annotations

from collections import Counter
from typing import Any

from talentdocs.records import Extraction, Figure
from talentdocs.report.spoken import told

TARGETS = 12
"""Targets of one document that a summary may show."""


def facts_of(extraction: Extraction) -> dict[str, Any]:
    """Kind, region, year, session, counts and the first targets of one document, as plain JSON values."""
    document = extraction.document
    targets = [figure for figure in extraction.figures if figure.status == "target"]
    return {
        "doc_id": document.doc_id,
        "doc_type": document.doc_type,
        "region": document.region,
        "year": document.year,
        "year_source": document.year_source,
        "session": document.session,
        "format": document.format,
        "encoding": document.encoding,
        "chars": document.chars,
        "warnings": list(document.warnings),
        "counts": [1, len(extraction.figures), len(extraction.commitments), len(extraction.citations)],
        "statuses": dict(Counter(figure.status for figure in extraction.figures)),
        "targets": [target_facts(figure, extraction) for figure in targets[:TARGETS]],
        "target_count": len(targets),
    }


def target_facts(figure: Figure, extraction: Extraction) -> list[str | None]:
    """A target in six words: indicator, value as the source writes it, due, office, file, value with unit."""
    offices = [
        office
        for item in extraction.commitments
        if figure.figure_id in item.figure_ids
        for office in item.responsible
    ]
    document = extraction.document
    return [
        figure.indicator,
        figure.text,
        figure.period_end,
        offices[0] if offices else document.issuer,
        document.path,
        told(figure.text, figure.value, figure.unit, figure.value_max),
    ]
