"""Figures and documents made from short descriptions, for tests of the comparison."""

from __future__ import annotations

from decimal import Decimal
from functools import cache

from talentdocs.compare.items import Item, items_of
from talentdocs.compare.names import Namer, load_namer
from talentdocs.records import Document, Figure
from talentdocs.segment.lexicon import load


@cache
def namer() -> Namer:
    """The reader of names with the product's lexicons."""
    return load_namer(load())


def document(year: int, **fields: object) -> Document:
    """A work report of 某市 of a year, unless ``fields`` say otherwise."""
    given = {"region": "某市", "doc_type": "政府工作报告", "issuer": "某市人民政府"} | fields
    name = str(given.pop("name", year))
    return Document(doc_id=name.rjust(16, "0"), path=f"{name}.txt", year=year, **given)  # type: ignore[arg-type]


def figure(indicator: str, text: str, value: object, unit: str, **fields: object) -> Figure:
    """A figure whose sentence is its indicator and its text; a result unless ``fields`` say otherwise."""
    sentence = str(fields.pop("sentence", f"{indicator}{text}。"))
    start = sentence.index(text)
    given: dict[str, object] = {
        "status": "actual",
        "measure": "flow",
        "qualifier": "eq",
        "region": None,
        "period_start": None,
        "period_end": None,
        "frequency": None,
        "per": None,
        "value_max": None,
        "doc_id": "0" * 16,
    } | fields
    year = given.pop("year", None)
    if year is not None:
        given |= {"period_start": str(year), "period_end": str(year)}
    return Figure(
        figure_id=f"{given['doc_id']}:{start}-{start + len(text)}-{indicator}",
        start=start,
        end=start + len(text),
        text=text,
        value=Decimal(str(value)),
        unit=unit,
        indicator=indicator,
        period_text=None,
        sentence=sentence,
        section="",
        page=None,
        **given,  # type: ignore[arg-type]
    )


def item(doc: Document, *args: object, **fields: object) -> Item:
    """One figure of a document, ready to be compared."""
    made = figure(*args, doc_id=doc.doc_id, **fields)  # type: ignore[arg-type]
    (found,) = items_of(doc, [made], namer())
    return found
