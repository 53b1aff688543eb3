"""Figures of a run by region, on disk (分区): memory grows with the largest region, not with the run."""

from __future__ import annotations

import pickle
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import fields
from decimal import Decimal
from itertools import groupby
from tempfile import TemporaryFile
from types import TracebackType
from typing import Any, Protocol

from talentdocs.records import Citation, Document, Figure

Row = Mapping[str, Any]


class Tables(Protocol):
    """Rows of the tables that ``extract`` writes."""

    def rows(self, table: str) -> Iterable[Row]:
        """All rows of a table; those of one document stand together."""

    def __contains__(self, table: object) -> bool: ...


class Store:
    """The documents of a run, and their figures by region in a temporary file.

    with Store(tables) as store:
        for region in store.regions: store.figures(region)
    """

    def __init__(self, tables: Tables) -> None:
        self.documents: dict[str, Document] = {}
        for row in tables.rows("documents"):
            self.documents.setdefault(row["doc_id"], _document(row))
        self._offices = _offices(tables)
        self._spool = TemporaryFile(prefix="talentdocs-")  # noqa: SIM115  closed by __exit__
        self._places: defaultdict[str, list[tuple[str, int, int]]] = defaultdict(list)
        seen: set[str] = set()
        for doc_id, rows in groupby(tables.rows("figures"), key=lambda row: row["doc_id"]):
            document = self.documents.get(doc_id)
            if document is not None and doc_id not in seen:
                self._keep(document, [_figure(row) for row in rows if row.get("value") is not None])
                seen.add(doc_id)

    def __enter__(self) -> Store:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._spool.close()

    @property
    def regions(self) -> list[str]:
        """Names of the regions, sorted; a document without one stands under its issuer."""
        return sorted(self._places)

    def figures(self, region: str) -> dict[str, list[Figure]]:
        """Figures of a region by document."""
        found: dict[str, list[Figure]] = {}
        for doc_id, offset, size in self._places[region]:
            self._spool.seek(offset)
            values: list[tuple[Any, ...]] = pickle.loads(self._spool.read(size))
            found[doc_id] = [_MAKE(*cells) for cells in values]
        return found

    def office(self, figure: Figure, document: Document) -> str | None:
        """Lead office of the commitment that holds the figure, else the issuer of its document."""
        return self._offices.get(figure.figure_id) or document.issuer

    def _keep(self, document: Document, figures: Sequence[Figure]) -> None:
        parts: defaultdict[str, list[Figure]] = defaultdict(list)
        for figure in figures:
            parts[scope_of(document, figure.region)].append(figure)
        for region, part in parts.items():
            content = pickle.dumps([_values(figure) for figure in part], protocol=pickle.HIGHEST_PROTOCOL)
            self._places[region].append((document.doc_id, self._spool.tell(), len(content)))
            self._spool.write(content)


def scope_of(document: Document, region: str | None) -> str:
    """What figures are compared within: the region, the issuer where none is known, else the file alone."""
    return region or document.region or document.issuer or document.path


def citations(tables: Tables) -> Iterator[Citation]:
    """All citations, none where the table is missing."""
    if "citations" in tables:
        for row in tables.rows("citations"):
            yield Citation(**_known(Citation, row))


def _offices(tables: Tables) -> dict[str, str]:
    """Lead office by figure."""
    found: dict[str, str] = {}
    if "commitments" in tables:
        for row in tables.rows("commitments"):
            leads: list[str] = list(row.get("responsible") or ())
            for figure_id in row.get("figure_ids") or ():
                if leads:
                    found.setdefault(figure_id, leads[0])
    return found


def _document(row: Row) -> Document:
    known = _known(Document, row)
    known["warnings"] = ()
    return Document(**known)


def _figure(row: Row) -> Figure:
    known = _known(Figure, row)
    known["reasons"] = ()
    known["value"] = _decimal(row["value"])
    known["value_max"] = None if row.get("value_max") is None else _decimal(row["value_max"])
    return Figure(**known)


def _decimal(value: object) -> Decimal:
    return value if isinstance(value, Decimal) else Decimal(str(value))


def _known(record: type, row: Row) -> dict[str, Any]:
    return {name: row[name] for name in _names(record) if name in row}


def _values(figure: Figure) -> tuple[Any, ...]:
    return tuple(getattr(figure, name) for name in _names(Figure))


def _names(record: type) -> tuple[str, ...]:
    if record not in _NAMES:
        _NAMES[record] = tuple(field.name for field in fields(record))
    return _NAMES[record]


_MAKE: Callable[..., Figure] = Figure
_NAMES: dict[type, tuple[str, ...]] = {}
