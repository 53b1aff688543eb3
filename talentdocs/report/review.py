"""The list that a person reviews (复核), and what they said read back from it.

One row a figure or commitment, the least certain first, one row a document, with an empty column ``new_…``
beside each value:

    decision  对 accept · 改 correct · 删 reject; empty with something in a ``new_`` column means correct
    new_…     the right value, ``-`` for none
    key       what the row is about; leave it as it is

A row with 补 (add) as its decision, or on the sheet ``add``, is a figure that was missed: path, sentence,
text (its words from numeral to unit) and the ``new_`` columns say what it is.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from math import isfinite
from typing import Any

from talentdocs.errors import UsageError
from talentdocs.report.bundle import Row
from talentdocs.report.doubts import Doubts, doubt_words, weight
from talentdocs.report.labels import STATUSES, VALUES, Language
from talentdocs.tables.columns import Column, table_columns
from talentdocs.tables.corrections import (
    ACTIONS,
    FIELDS,
    Action,
    Correction,
    addition,
    check_addition,
    check_values,
    choices,
    correction_of,
    decode_correction,
    document_correction,
    encode_corrections,
)
from talentdocs.tables.overlay import Overlay, by_place

TABLE = "review"
NEW = "new_"
NONE = "-"
"""What stands for no value in a ``new_`` cell."""
DECISIONS: Mapping[str, Action] = {
    "对": "accept",
    "改": "correct",
    "删": "reject",
    "补": "add",
    "accept": "accept",
    "correct": "correct",
    "reject": "reject",
    "add": "add",
    "a": "accept",
    "c": "correct",
    "r": "reject",
}
"""Words for a decision."""
DOCUMENTS, ADD = "documents", "add"
"""Sheets of documents, and of figures to be added."""
LISTED = tuple(dict.fromkeys((*FIELDS["figures"], *FIELDS["commitments"])))
"""Every column of a row that can be corrected, in the order of the list."""
LEAD = ("decision", "why", "table", "path", "page", "text", "sentence")
DOCUMENT_LEAD = ("decision", "why", "path", "issuer", "date", "year_source")
ADD_LEAD = ("path", "sentence", "text")


@dataclass(frozen=True, slots=True)
class Case:
    """One row to review: what is doubted, the row, and the correction that accepts it as it is."""

    table: str
    doubts: tuple[str, ...]
    row: Row
    document: Row
    blank: Correction


def cases_of(tables: Mapping[str, Sequence[Row]], overlay: Overlay | None = None) -> list[Case]:
    """Every row that nobody has reviewed yet, the least certain first, else in the order of the tables."""
    doubts = Doubts(tables["documents"], tables["figures"], tables.get("comparisons", ()))
    found = [
        case
        for table, judge in (("figures", doubts.of_figure), ("commitments", doubts.of_commitment))
        for case in _cases(table, tables, judge)
        if overlay is None or (case.table, case.row["doc_id"], case.row["start"]) not in overlay.touched
    ]
    order = {row["doc_id"]: number for number, row in reversed([*enumerate(tables["documents"])])}
    return sorted(
        found, key=lambda case: (-weight(case.doubts), order[case.row["doc_id"]], case.row["start"])
    )


def document_cases(tables: Mapping[str, Sequence[Row]], overlay: Overlay | None = None) -> list[Case]:
    """Every document that nobody has reviewed yet, the least certain first; a copy of one is listed once."""
    doubts = Doubts(tables["documents"], tables["figures"])
    found: dict[str, Case] = {}
    for row in tables["documents"]:
        if overlay is not None and ("documents", row["doc_id"], 0) in overlay.touched:
            continue
        blank = document_correction(row, action="accept", was=was_of("documents", row))
        found.setdefault(row["doc_id"], Case("documents", doubts.of_document(row), row, row, blank))
    return sorted(found.values(), key=lambda case: -weight(case.doubts))


def was_of(table: str, row: Row) -> dict[str, Any]:
    """What the machine says in the columns that can be corrected."""
    machine = row.get("machine") or {}
    return {name: machine.get(name, row.get(name)) for name in FIELDS[table]}


def columns(sheet: str = TABLE) -> tuple[Column, ...]:
    """Columns of a sheet: every value followed by the empty column for the right one."""
    kinds = {column.name: column for table in FIELDS for column in table_columns(table)}
    if sheet == ADD:
        return (*map(Column, ADD_LEAD), *(Column(NEW + name) for name in FIELDS["figures"]), Column("note"))
    lead = DOCUMENT_LEAD if sheet == DOCUMENTS else LEAD
    names = FIELDS["documents"] if sheet == DOCUMENTS else LISTED
    pairs = [column for name in names for column in (kinds[name], Column(NEW + name))]
    first = [Column(name, "integer" if name == "page" else "text") for name in lead]
    return (*first, *pairs, Column("note"), Column("key"))


def all_columns() -> tuple[Column, ...]:
    """Columns of a list that has no sheets."""
    *found, note, key = columns()
    names = {column.name for column in found}
    return (*found, *(column for column in columns(DOCUMENTS)[:-2] if column.name not in names), note, key)


def sheet_rows(cases: Iterable[Case], language: Language) -> Iterator[dict[str, Any]]:
    """The list's rows."""
    for case in cases:
        row = case.row
        yield {
            "decision": None,
            "why": doubt_words(case.doubts, language),
            "table": case.table,
            "path": case.document["path"],
            **{name: row.get(name) for name in ("page", "text", "sentence", "issuer", "date", "year_source")},
            **{name: row.get(name) for name in FIELDS[case.table]},
            "key": encode_corrections([case.blank]).decode().strip(),
        }


def allowed(column: str) -> tuple[str, ...]:
    """What a ``new_`` column may hold, where it is coded."""
    table = next(table for table, names in FIELDS.items() if column in names)
    return choices(table, column)


def read_sheet(rows: Iterable[Mapping[str, Any]], *, by: str = "") -> Iterator[Correction | UsageError]:
    """A correction for every row that something was said about, an error for one that is not understood.

    A row may say in ``sheet`` and ``row`` where it stands.
    """
    listed = list(rows)
    documents = dict(_documents(listed))
    for number, row in enumerate(listed, start=2):
        where = f"{row.get('sheet') or TABLE}:{row.get('row') or number}"
        try:
            correction = _added(row, documents, where) if _adds(row) else _read(row, where)
        except UsageError as error:
            yield error
            continue
        if correction is not None:
            yield replace(correction, by=by) if by else correction


def _documents(rows: Iterable[Mapping[str, Any]]) -> Iterator[tuple[str, dict[str, Any]]]:
    """What each document of a list is known by, by its path."""
    for row in rows:
        with suppress(UsageError):
            if row.get("key"):
                blank = decode_correction(str(row["key"]), "")
                names = ("doc_id", "path", "title", "region", "year")
                yield blank.path, {name: getattr(blank, name) for name in names}


def _adds(row: Mapping[str, Any]) -> bool:
    if row.get("sheet") == ADD:
        return any(str(value or "").strip() for name, value in row.items() if name not in ("sheet", "row"))
    return DECISIONS.get(_said(row)) == "add"


def _said(row: Mapping[str, Any]) -> str:
    return str(row.get("decision") or "").strip().lower()


def _added(row: Mapping[str, Any], documents: Mapping[str, dict[str, Any]], where: str) -> Correction:
    """The figure that a row adds."""
    path = str(row.get("path") or "").strip()
    document = documents.get(path)
    if document is None:
        raise UsageError(f"no document of this list: {path!r}", where=where, hint="column path", code="T365")
    new = {name: text for name, text in _new(row).items() if name in FIELDS["figures"]}
    values = {name: parse_value("figures", name, text, where) for name, text in new.items()}
    words = (str(row.get(name) or "").strip() for name in ("sentence", "text"))
    correction = addition(document, *words, values=values, note=str(row.get("note") or ""))
    check_addition(correction, where)
    return correction


def _new(row: Mapping[str, Any]) -> dict[str, str]:
    """What stands in the ``new_`` columns."""
    names = dict.fromkeys((*LISTED, *FIELDS["documents"]))
    given = {name: row.get(NEW + name) for name in names}
    return {
        name: str(value).strip() for name, value in given.items() if value is not None and str(value).strip()
    }


def decide(case: Case, action: Action, values: Mapping[str, Any], *, note: str = "") -> Correction:
    """The correction for a decision about a case."""
    return _decided(case.blank, action, values, note)


def parse_value(table: str, column: str, text: str, where: str) -> Any:
    """A value as a person writes it; ``-`` is none, Chinese names of codes are known, 26.5万 is no number.

    Raises UsageError where the column cannot hold it.
    """
    text = text.strip()
    kind = next(item.kind for item in table_columns(table) if item.name == column)
    value: Any = text
    if text == NONE:
        value = None
    elif kind in ("number", "integer"):
        value = _number(text, where)
    elif kind == "list":
        value = [
            part.strip() for part in text.replace("，", "、").replace(";", "、").split("、") if part.strip()
        ]
    elif choices(table, column):
        value = _code(text)
    check_values(table, {column: value}, where)
    return value


def _cases(table: str, tables: Mapping[str, Sequence[Row]], judge: Any) -> Iterator[Case]:
    documents = {row["doc_id"]: row for row in reversed(tables["documents"])}
    groups: dict[str, dict[int, Row]] = {}
    for row in tables[table]:
        groups.setdefault(row["doc_id"], {})[row["start"]] = row
    for doc_id, by_start in groups.items():
        document = documents[doc_id]
        for same in by_place(table, list(by_start.values())).values():
            for row in same:
                blank = correction_of(table, row, same, document, action="accept", was=was_of(table, row))
                yield Case(table, judge(row), row, document, blank)


def _read(row: Mapping[str, Any], where: str) -> Correction | None:
    said, new = _said(row), _new(row)
    if not said and not new:
        return None
    if said and said not in DECISIONS:
        raise UsageError(f"no decision {said!r}", where=where, hint="对, 改, 删 or 补", code="T354")
    if not row.get("key"):
        raise UsageError("the key is gone", where=where, hint="leave the last column", code="T355")
    blank = decode_correction(str(row["key"]), where)
    values = {name: parse_value(blank.table, name, text, where) for name, text in _fitting(blank, new, where)}
    action = DECISIONS[said] if said else "correct"
    if action not in ACTIONS[blank.table]:
        raise UsageError(f"no decision {said!r} here", where=where, hint="对 or 改", code="T354")
    if action == "correct" and not values:
        raise UsageError("nothing is corrected", where=where, hint="fill a new_ column", code="T356")
    return _decided(blank, action, values, str(row.get("note") or ""))


def _fitting(blank: Correction, new: Mapping[str, str], where: str) -> Iterator[tuple[str, str]]:
    for name, text in new.items():
        if name not in FIELDS[blank.table]:
            hint = ", ".join(FIELDS[blank.table])
            raise UsageError(f"column {name} cannot be corrected", where=where, hint=hint, code="T352")
        yield name, text


def _decided(blank: Correction, action: Action, values: Mapping[str, Any], note: str) -> Correction:
    """``accept`` keeps all values of the row, with those given over them; ``correct`` only those given."""
    kept: Mapping[str, Any] = {**blank.was, **values} if action == "accept" else values
    if action == "reject":
        kept = {}
    was = {name: blank.was.get(name) for name in kept}
    return replace(blank, action=action, values=dict(kept), was=was, note=note)


def _number(text: str, where: str) -> int | float:
    plain = text.replace(",", "").replace("，", "").rstrip("%％")
    try:
        value = float(plain)
    except ValueError:
        value = float("nan")
    if not isfinite(value):
        hint = "in units of one: 265000 for 26.5万"
        raise UsageError(f"not a number: {text!r}", where=where, hint=hint, code="T353")
    return int(value) if value.is_integer() else value


def _code(text: str) -> str:
    """The code for a Chinese or English name of it."""
    for code, names in (*STATUSES.items(), *VALUES.items()):
        if text in names:
            return code
    return text
