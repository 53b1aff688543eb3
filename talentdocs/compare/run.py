"""A whole comparison (对照): tables of ``extract`` in, tables of the contract out, region by region."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from talentdocs.compare.items import Item, items_of
from talentdocs.compare.names import Namer, load_namer
from talentdocs.compare.policies import policies_of
from talentdocs.compare.rows import compare_items
from talentdocs.compare.series import contradictions, points, series_of
from talentdocs.compare.store import Store, Tables, citations
from talentdocs.records import Comparison
from talentdocs.segment.lexicon import Lexicons

Write = Callable[[str, Iterable[Any]], object]
"""Takes the name of a table and rows, as ``Sink.write`` does."""
Keep = Callable[[Comparison], bool]


@dataclass(slots=True)
class Count:
    """How many rows were written, by table, and of the comparisons by verdict."""

    tables: Counter[str] = field(default_factory=Counter)
    verdicts: Counter[str] = field(default_factory=Counter)


def compare_tables(
    tables: Tables, lexicons: Lexicons, write: Write, *, keep: Keep = lambda row: True
) -> Count:
    """Hold every promise against what was reported, and write ``comparisons``, ``series``, ``contradictions``
    and ``policies``; ``keep`` says which comparisons are wanted.
    """
    namer = load_namer(lexicons)
    count = Count()
    with Store(tables) as store:
        for region in store.regions:
            items = list(region_items(store, region, namer))
            rows = [row for row in compare_items(items, namer, store.office) if keep(row)]
            count.verdicts.update(row.verdict for row in rows)
            for name, part in (("comparisons", rows), *_told(items)):
                count.tables[name] += len(part)
                write(name, part)
        planned = list(policies_of(citations(tables), store.documents, lambda _, document: document.issuer))
        count.tables["policies"] += len(planned)
        write("policies", planned)
    return count


def _told(items: list[Item]) -> Iterator[tuple[str, list[Any]]]:
    groups = series_of(items)
    yield "series", [point for group in groups for point in points(group)]
    yield "contradictions", [row for group in groups for row in contradictions(group)]


def region_items(store: Store, region: str, namer: Namer) -> Iterator[Item]:
    """The figures of one region, ready to be compared, in order of year, document and place."""
    figures = store.figures(region)
    documents = sorted(
        (store.documents[doc_id] for doc_id in figures), key=lambda item: (item.year or 0, item.path)
    )
    for document in documents:
        yield from items_of(document, figures[document.doc_id], namer)
