"""What a report shows, worked out from the rows (视图): promises with quotations, documents, gaps."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from talentdocs.report.bundle import Bundle, Row
from talentdocs.report.labels import VERDICTS
from talentdocs.report.passage import around, around_words
from talentdocs.report.tree import Node, full_tree

GAPS = 5
"""Gaps that open the report."""


@dataclass(frozen=True, slots=True)
class DocumentView:
    """One document of the report: its row and everything found in it."""

    number: int
    """From 1, in the order of the tables."""
    row: Row
    figures: Sequence[Row]
    commitments: Sequence[Row]

    @property
    def anchor(self) -> str:
        """The name of its place in the report."""
        return f"d{self.number}"

    def figure_anchor(self, start: int) -> str:
        """The name of a figure's place."""
        return f"d{self.number}-{start}"

    def commitment_anchor(self, start: int) -> str:
        """The name of a commitment's place."""
        return f"d{self.number}-c{start}"


@dataclass(frozen=True, slots=True)
class Quote:
    """A quotation with the words that count marked, and where it stands."""

    before: str
    words: str
    after: str
    figure: Row | None
    document: DocumentView | None
    path: str
    page: int | None
    section: str
    why: Sequence[Node] = ()


@dataclass(frozen=True, slots=True)
class Promise:
    """One target: what was promised, what was reported for it, and the verdict."""

    number: int
    """From 1, in the order of the tables."""
    row: Row
    """A row of ``comparisons``, or one made from a target figure that nothing was held against."""
    verdict: str
    promised: Quote
    reported: Quote | None
    strength: str | None
    deadline: str | None
    offices: Sequence[str]

    @property
    def anchor(self) -> str:
        """The name of its card's place."""
        return f"p{self.number}"

    @property
    def due(self) -> str | None:
        """When it is due."""
        return self.row["promised_period_end"] or self.deadline

    @property
    def office(self) -> str | None:
        """Who answers for it, the lead."""
        return self.row["office"] or (self.offices[0] if self.offices else None)


class View:
    """A bundle, looked at as a report does."""

    def __init__(self, bundle: Bundle) -> None:
        self.bundle = bundle

    @cached_property
    def documents(self) -> list[DocumentView]:
        """Every document with its figures and commitments."""
        figures = _by_document(self.bundle.figures)
        commitments = _by_document(self.bundle.commitments)
        return [
            DocumentView(number, row, figures.get(row["doc_id"], ()), commitments.get(row["doc_id"], ()))
            for number, row in enumerate(self.bundle.documents, start=1)
        ]

    @cached_property
    def promises(self) -> list[Promise]:
        """Every comparison, and every target that none speaks of."""
        compared = [*self.bundle.comparisons]
        spoken_of = {row["promised_figure_id"] for row in compared}
        targets = [
            _uncompared(row, self._documents_by_id.get(row["doc_id"]))
            for row in self.bundle.figures
            if row["status"] == "target" and row["figure_id"] not in spoken_of
        ]
        return [self._promise(number, row) for number, row in enumerate([*compared, *targets], start=1)]

    @cached_property
    def gaps(self) -> list[Promise]:
        """The missed targets that lie furthest from their result, by share of the promise."""
        missed = [item for item in self.promises if item.verdict == "missed" and item.row["gap"] is not None]
        return sorted(missed, key=_distance, reverse=True)[:GAPS]

    @cached_property
    def verdicts(self) -> list[tuple[str, int]]:
        """How many promises have each verdict, in the order of the labels."""
        counts = Counter(item.verdict for item in self.promises)
        return [(name, counts[name]) for name in VERDICTS if counts[name]]

    @cached_property
    def years(self) -> list[int]:
        """Years that the documents speak from."""
        return sorted({row["year"] for row in self.bundle.documents if row.get("year") is not None})

    @cached_property
    def regions(self) -> list[str]:
        """Regions of the documents, the most frequent first."""
        counts = Counter(row["region"] for row in self.bundle.documents if row.get("region"))
        return [name for name, _ in counts.most_common()]

    def figure(self, figure_id: str | None) -> Row | None:
        """A figure by its id."""
        return self._figures.get(figure_id or "")

    def place(self, figure_id: str) -> tuple[DocumentView, int] | None:
        """The document and the start of a figure by its id."""
        figure = self.figure(figure_id)
        document = self._documents_by_id.get(figure["doc_id"]) if figure else None
        return (document, figure["start"]) if figure and document else None

    @cached_property
    def _figures(self) -> Mapping[str, Row]:
        return {row["figure_id"]: row for row in self.bundle.figures}

    @cached_property
    def _documents_by_id(self) -> Mapping[str, DocumentView]:
        return {view.row["doc_id"]: view for view in reversed(self.documents)}

    @cached_property
    def _holders(self) -> Mapping[str, Row]:
        """The commitment that holds each figure."""
        return {name: row for row in self.bundle.commitments for name in row["figure_ids"] or ()}

    def _promise(self, number: int, row: Row) -> Promise:
        holder = self._holders.get(row["promised_figure_id"])
        return Promise(
            number,
            row,
            row["verdict"] or "none",
            self._quote(row, "promised"),
            self._quote(row, "reported") if row["reported_text"] else None,
            holder["strength"] if holder else None,
            holder["deadline"] if holder else None,
            (holder["responsible"] or ()) if holder else (),
        )

    def _quote(self, row: Row, side: str) -> Quote:
        figure = self.figure(row[f"{side}_figure_id"])
        document = self._documents_by_id.get(row[f"{side}_doc_id"])
        path = row.get(f"{side}_path") or (document.row["path"] if document else "")
        sentence = row.get(f"{side}_sentence") or (figure["sentence"] if figure else "")
        prose = self.bundle.texts.get(path)
        if figure and prose:
            parts = around(prose.content, figure["start"], figure["end"], sentence)
        else:
            parts = around_words(sentence, row[f"{side}_text"])
        return Quote(
            *parts,
            figure=figure,
            document=document,
            path=path,
            page=figure.get("page") if figure else None,
            section=(figure.get("section") or "") if figure else "",
            why=full_tree(figure, document.row if document else None) if figure else (),
        )


def _by_document(rows: Sequence[Row]) -> dict[str, list[Row]]:
    """Rows by document, each once: a file that lies in the folder twice has its rows twice."""
    found: dict[str, dict[tuple[int, int, str], Row]] = {}
    for row in rows:
        found.setdefault(row["doc_id"], {})[row["start"], row["end"], row["text"]] = row
    return {name: list(rows.values()) for name, rows in found.items()}


def _distance(item: Promise) -> tuple[float, float]:
    ratio, gap = item.row["gap_ratio"], item.row["gap"]
    return (abs(float(ratio)) if ratio is not None else -1.0, abs(float(gap)))


def _uncompared(figure: Row, document: DocumentView | None) -> Row:
    """A target figure in the shape of a comparison that has no verdict."""
    source = document.row if document else {}
    row: dict[str, object] = {
        f"reported_{name}": None
        for name in ("text", "value", "unit", "figure_id", "doc_id", "year", "path", "sentence")
    }
    row |= {
        f"promised_{name}": figure.get(name)
        for name in ("text", "value", "value_max", "unit", "qualifier", "period_start", "period_end")
    }
    return row | {
        "region": figure["region"],
        "indicator": figure["indicator"],
        "promised_figure_id": figure["figure_id"],
        "promised_doc_id": figure["doc_id"],
        "promised_year": source.get("year"),
        "promised_path": source.get("path", ""),
        "promised_sentence": figure["sentence"],
        "verdict": None,
        "gap": None,
        "gap_ratio": None,
        "reason": "",
        "office": source.get("issuer"),
    }
