"""The list that a person reviews (复核), and what they said read back from it.

One row a figure or commitment, the least certain first, with an empty column ``new_…`` beside each value:

    decision  对 accept · 改 correct · 删 reject; empty with something in a ``new_`` column means correct
    new_…     the right value, ``-`` for none
    key       what the row is about; leave it as it is
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from math import isfinite
from typing import Any

from talentdocs.errors import UsageError
from talentdocs.report.bundle import Row
from talentdocs.report.doubts import Doubts, doubt_words, weight
from talentdocs.report.labels import STATUSES, VALUES, Language
from talentdocs.tables.columns import Column, table_columns
from talentdocs.tables.corrections import (
    FIELDS,
    Action,
    Correction,
    Overlay,
    by_place,
    check_values,
    choices,
    correction_of,
    decode_correction,
    encode_corrections,
)

TABLE = "review"
NEW = "new_"
NONE = "-"
"""What stands for no value in a ``new_`` cell."""
DECISIONS: Mapping[str, Action] = {
    "对": "accept",
    "改": "correct",
    "删": "reject",
    "accept": "accept",
    "correct": "correct",
    "reject": "reject",
    "a": "accept",
    "c": "correct",
    "r": "reject",
}
"""Words for a decision."""
LISTED = tuple(dict.fromkeys((*FIELDS["figures"], *FIELDS["commitments"])))
"""Every column that can be corrected, in the order of the list."""
LEAD = ("decision", "why", "table", "path", "page", "text", "sentence")


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


def columns() -> tuple[Column, ...]:
    """Columns of the list: every value followed by the empty column for the right one."""
    lead = [Column(name, "integer" if name == "page" else "text") for name in LEAD]
    kinds = {column.name: column for table in FIELDS for column in table_columns(table)}
    pairs = [column for name in LISTED for column in (kinds[name], Column(NEW + name))]
    return (*lead, *pairs, Column("note"), Column("key"))


def sheet_rows(cases: Iterable[Case], language: Language) -> Iterator[dict[str, Any]]:
    """The list's rows."""
    for case in cases:
        row = case.row
        yield {
            "decision": None,
            "why": doubt_words(case.doubts, language),
            "table": case.table,
            "path": case.document["path"],
            "page": row.get("page"),
            "text": row["text"],
            "sentence": row.get("sentence"),
            **{name: row.get(name) for name in FIELDS[case.table]},
            "key": encode_corrections([case.blank]).decode().strip(),
        }


def allowed(column: str) -> tuple[str, ...]:
    """What a ``new_`` column may hold, where it is coded."""
    table = "figures" if column in FIELDS["figures"] else "commitments"
    return choices(table, column)


def read_sheet(rows: Iterable[Mapping[str, Any]], *, by: str = "") -> Iterator[Correction | UsageError]:
    """A correction for every row that something was said about, an error for one that is not understood."""
    for number, row in enumerate(rows, start=2):
        try:
            correction = _read(row, f"{TABLE}:{number}")
        except UsageError as error:
            yield error
            continue
        if correction is not None:
            yield replace(correction, by=by) if by else correction


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
    elif kind == "number":
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
                machine = row.get("machine") or {}
                was = {name: machine.get(name, row.get(name)) for name in FIELDS[table]}
                blank = correction_of(table, row, same, document, action="accept", was=was)
                yield Case(table, judge(row), row, document, blank)


def _read(row: Mapping[str, Any], where: str) -> Correction | None:
    said = str(row.get("decision") or "").strip().lower()
    new = {
        name: str(row[NEW + name])
        for name in LISTED
        if row.get(NEW + name) is not None and str(row[NEW + name]).strip()
    }
    if not said and not new:
        return None
    if said and said not in DECISIONS:
        raise UsageError(f"no decision {said!r}", where=where, hint="对, 改 or 删", code="T354")
    if not row.get("key"):
        raise UsageError("the key is gone", where=where, hint="leave the last column", code="T355")
    blank = decode_correction(str(row["key"]), where)
    values = {name: parse_value(blank.table, name, text, where) for name, text in _fitting(blank, new, where)}
    action = DECISIONS[said] if said else "correct"
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
