"""Corrections (校正) as an overlay: what a person said about a row, laid over the rows of every later run.

A correction is keyed by what the document says, never by an offset: the document (its bytes, or its path, or
its title with region and year), the sentence, and which number in it. So it holds when the file is moved,
when other parts of it change, and when rules find other spans. What no longer fits is told, never dropped
(see ``overlay``).

    figures      accept, correct or reject what the machine found; add what it missed
    commitments  accept, correct or reject
    documents    accept or correct: the document is read again with what a person says of it

They are kept as JSON lines, one a correction, in a stable order: a file that people can send, merge and read.
"""

from __future__ import annotations

import hashlib
import json
import re
import typing
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field, fields
from functools import lru_cache
from pathlib import Path
from typing import Any, Literal

from talentdocs.errors import UsageError
from talentdocs.tables.columns import RECORDS, table_columns

Row = dict[str, Any]
Action = Literal["accept", "correct", "reject", "add"]

FIELDS: Mapping[str, tuple[str, ...]] = {
    "figures": (
        "value",
        "value_max",
        "unit",
        "qualifier",
        "status",
        "measure",
        "indicator",
        "region",
        "period_start",
        "period_end",
        "frequency",
        "per",
    ),
    "commitments": ("strength", "responsible", "deadline"),
    "documents": ("title", "doc_type", "year", "region"),
}
"""Columns of each table that can be corrected."""
ACTIONS: Mapping[str, tuple[Action, ...]] = {
    "figures": ("accept", "correct", "reject", "add"),
    "commitments": ("accept", "correct", "reject"),
    "documents": ("accept", "correct"),
}
"""What can be said about a row of each table."""
NEEDED = ("value", "status")
"""Columns without which no figure can be added."""
YEARS = range(1900, 2101)
"""Years that a document may speak from."""

OTHER = "其他"
"""The kind of a document that is of no kind."""

_NUMERAL = re.compile(
    r"[0-9０-９.．,，]+|百分之[零〇一二两三四五六七八九十百千万点]+|[零〇一二两三四五六七八九十百千万亿半]+"
)


@dataclass(frozen=True, slots=True)
class Correction:
    """What a person said about one row."""

    table: str
    action: Action
    sentence: str = ""
    """The sentence of a figure, the text of a commitment, empty for a document."""
    number: str = ""
    """The numeral of a figure as written: 26.5 of 26.5万人; of an added one all its words."""
    nth: int = 1
    """Which of the figures with that sentence and numeral in the document, from 1."""
    of: int = 1
    """How many there were."""
    values: Mapping[str, Any] = field(default_factory=dict)
    """What the columns should hold: for ``accept`` all that were looked at."""
    was: Mapping[str, Any] = field(default_factory=dict)
    """What the machine had said then."""
    doc_id: str = ""
    path: str = ""
    title: str | None = None
    region: str | None = None
    year: int | None = None
    note: str = ""
    by: str = ""

    @property
    def key(self) -> tuple[str, ...]:
        """What it is about; a later correction with the same key takes the place of an earlier one."""
        return (self.table, self.doc_id, digest(self.sentence), self.number, str(self.nth))


def correction_of(
    table: str,
    row: Mapping[str, Any],
    rows: Sequence[Mapping[str, Any]],
    document: Mapping[str, Any],
    **given: Any,
) -> Correction:
    """A correction about ``row``, which stands among the ``rows`` of its table in ``document``."""
    sentence, number = place_of(table, row)
    same = sorted((item for item in rows if place_of(table, item) == (sentence, number)), key=start_of)
    nth = next(index for index, item in enumerate(same, start=1) if item["start"] == row["start"])
    where = known_by(document) | {"sentence": sentence, "number": number, "nth": nth, "of": len(same)}
    return Correction(table=table, **where, **given)


def document_correction(document: Mapping[str, Any], **given: Any) -> Correction:
    """A correction about a document itself."""
    return Correction(table="documents", sentence="", **known_by(document), **given)


def addition(document: Mapping[str, Any], sentence: str, words: str, **given: Any) -> Correction:
    """A figure that the machine missed: the sentence that holds it, and its words from numeral to unit."""
    where = known_by(document) | {"sentence": sentence, "number": words}
    return Correction(table="figures", action="add", **where, **given)


def known_by(document: Mapping[str, Any]) -> dict[str, Any]:
    """What a document is known by later, as the machine had it: its bytes, path, title, region and year."""
    said = {**document, **(document.get("machine") or {})}
    names = ("doc_id", "path", "title", "region", "year")
    return {name: said.get(name) for name in names}


def place_of(table: str, row: Mapping[str, Any]) -> tuple[str, str]:
    """The sentence and the numeral that a row is known by."""
    if table == "figures":
        return row["sentence"], numeral(row["text"])
    return row["text"], ""


def start_of(row: Mapping[str, Any]) -> int:
    """Where a row stands in its document."""
    return int(row["start"])


def digest(text: str) -> str:
    """First 16 hex digits of the SHA-256 of a sentence without its white space."""
    return hashlib.sha256(squeezed(text).encode("utf-8", "replace")).hexdigest()[:16]


def squeezed(text: str) -> str:
    """The text without its white space."""
    return "".join(text.split())


def numeral(text: str) -> str:
    """The number of a figure as written, without unit and scale: 26.5 of 26.5万人; 百分之六十 whole."""
    match = _NUMERAL.search(text)
    return match[0] if match else text


# --- the file -----------------------------------------------------------------------------------


def read_corrections(path: Path) -> list[Correction]:
    """Corrections of a file of JSON lines. Raises UsageError with the line that is wrong."""
    try:
        lines = path.read_text(encoding="utf-8-sig").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"cannot be read: {error}", where=str(path), code="T350") from error
    return [
        decode_correction(line, f"{path}:{number}")
        for number, line in enumerate(lines, start=1)
        if line.strip()
    ]


def decode_correction(line: str, where: str) -> Correction:
    """A correction from its line. Raises UsageError where it is none."""
    try:
        given = json.loads(line)
        known = {item.name for item in fields(Correction)}
        correction = Correction(**{name: value for name, value in given.items() if name in known})
    except (ValueError, TypeError, AttributeError) as error:
        raise UsageError(f"not a correction: {error}", where=where, code="T351") from error
    if correction.action not in ACTIONS.get(correction.table, ()):
        hint = "; ".join(f"{table}: {', '.join(actions)}" for table, actions in ACTIONS.items())
        raise UsageError("unknown action or table", where=where, hint=hint, code="T351")
    check_values(correction.table, correction.values, where)
    check_addition(correction, where)
    return correction


def check_addition(correction: Correction, where: str) -> None:
    """Raises UsageError for an added figure that lacks something, or whose words are not in the sentence."""
    if correction.action != "add":
        return
    given = {"sentence": correction.sentence, "text": correction.number, **correction.values}
    missing = [name for name in ("sentence", "text", *NEEDED) if given.get(name) in ("", None)]
    if missing:
        raise UsageError(f"an added figure needs {', '.join(missing)}", where=where, code="T363")
    if squeezed(correction.number) not in squeezed(correction.sentence):
        message = f"{correction.number!r} does not stand in the sentence"
        raise UsageError(message, where=where, hint="copy both from the document", code="T364")


def encode_corrections(corrections: Iterable[Correction]) -> bytes:
    """Corrections as JSON lines: one for each key, the last one given, sorted by document and sentence."""
    latest = {item.key: item for item in corrections}
    ordered = sorted(latest.values(), key=lambda item: (item.path, item.doc_id, item.table, item.key))
    lines = [json.dumps(_slim(item), ensure_ascii=False) + "\n" for item in ordered]
    return "".join(lines).encode("utf-8", "replace")


def _slim(item: Correction) -> Row:
    return {name: value for name, value in asdict(item).items() if value not in ("", None, {})}


def check_values(table: str, values: Mapping[str, Any], where: str) -> None:
    """Raises UsageError for a column that cannot be corrected, or a value that it cannot hold."""
    columns = {column.name: column for column in table_columns(table)}
    for name, value in values.items():
        if name not in FIELDS[table]:
            hint = ", ".join(FIELDS[table])
            raise UsageError(f"column {name} cannot be corrected", where=where, hint=hint, code="T352")
        allowed = choices(table, name)
        if allowed and value is not None and value not in allowed:
            raise UsageError(f"{name} cannot be {value!r}", where=where, hint=", ".join(allowed), code="T353")
        if columns[name].kind == "number" and not isinstance(value, (int, float, type(None))):
            raise UsageError(f"{name} must be a number, not {value!r}", where=where, code="T353")
        if name == "year" and value is not None and value not in YEARS:
            raise UsageError(f"no year: {value!r}", where=where, hint="such as 2023", code="T353")


def choices(table: str, column: str) -> tuple[str, ...]:
    """The values that a coded column may hold; empty for free ones."""
    if column == "doc_type":
        return doc_types()
    hint = typing.get_type_hints(RECORDS[table])[column]
    options = [hint, *typing.get_args(hint)]
    return tuple(
        str(value)
        for option in options
        if typing.get_origin(option) is Literal
        for value in typing.get_args(option)
    )


@lru_cache(maxsize=1)
def doc_types() -> tuple[str, ...]:
    """Kinds of documents, as the lexicon that tells them names them."""
    from talentdocs.segment.lexicon import load

    kinds = (entry.text("type") for entry in load().table("doc_types").values())
    return (*dict.fromkeys(kind for kind in kinds if kind), OTHER)
