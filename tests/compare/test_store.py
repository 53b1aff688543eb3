"""Figures by region on disk: what one is given back is what one put in, whatever the tables lack."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from talentdocs.compare.run import compare_tables
from talentdocs.compare.store import Store, scope_of
from talentdocs.segment.lexicon import load
from talentdocs.tables.rows import to_row

from .made import document, figure


class Memory:
    """Tables as lists of rows."""

    def __init__(self, **tables: list[dict[str, Any]]) -> None:
        self.tables = tables

    def __contains__(self, table: object) -> bool:
        return table in self.tables

    def rows(self, table: str) -> Iterable[dict[str, Any]]:
        return self.tables[table]


DOC = document(2022)
FIGURE = figure(
    "新增学位", "500个", "500.5", "个", doc_id=DOC.doc_id, region="某市", status="target", year=2022
)


def tables(**more: list[dict[str, Any]]) -> Memory:
    return Memory(**{"documents": [to_row(DOC)], "figures": [to_row(FIGURE)]} | more)


def test_figures_come_back_by_region() -> None:
    elsewhere = to_row(FIGURE) | {"region": "全省"}
    with Store(tables(figures=[to_row(FIGURE), elsewhere])) as store:
        assert store.regions == ["全省", "某市"]
        (found,) = store.figures("某市")[DOC.doc_id]
        assert (found.value, found.indicator, found.sentence) == (
            Decimal("500.5"),
            "新增学位",
            FIGURE.sentence,
        )


def test_the_office_is_that_of_the_commitment_else_the_issuer() -> None:
    commitment = {"responsible": ["市教育局", "市财政局"], "figure_ids": [FIGURE.figure_id]}
    with Store(tables(commitments=[commitment])) as store:
        assert store.office(FIGURE, DOC) == "市教育局"
    with Store(tables(commitments=[commitment | {"responsible": []}])) as store:
        assert store.office(FIGURE, DOC) == "某市人民政府"


def test_rows_that_lack_what_is_not_needed() -> None:
    """Tables of another version: columns missing, columns unknown, a value that is none, a stray document."""
    row = to_row(FIGURE)
    poor = {name: row[name] for name in row if name not in ("reasons", "confidence", "indicator_key", "page")}
    poor |= {"page": None, "unknown": 1}
    empty = poor | {"value": None}
    stray = poor | {"doc_id": "f" * 16}
    written: dict[str, list[Any]] = {}
    count = compare_tables(
        tables(figures=[poor, empty, stray]),
        load(),
        lambda table, rows: written.setdefault(table, []).extend(rows),
    )
    assert count.tables["comparisons"] == 1
    assert written["comparisons"][0].verdict == "pending"


def test_no_tables_but_the_two() -> None:
    count = compare_tables(Memory(documents=[], figures=[]), load(), lambda table, rows: None)
    assert not count.verdicts


def test_a_scope_is_never_shared_by_accident() -> None:
    assert scope_of(DOC, "全省") == "全省"
    assert scope_of(DOC, None) == "某市"
    assert scope_of(document(2022, region=None), None) == "某市人民政府"
    alone = [document(2022, region=None, issuer=None, name=name) for name in "ab"]
    assert len({scope_of(doc, None) for doc in alone}) == 2
