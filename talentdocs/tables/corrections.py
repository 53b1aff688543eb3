"""Corrections (校正) as an overlay: what a person said about a row, laid over the rows of every later run.

A correction is keyed by what the document says, never by an offset: the document (its bytes, or its path, or
its title with region and year), the sentence, and which number in it. So it holds when the file is moved,
when other parts of it change, and when rules find other spans. What no longer fits is told, never dropped.

    overlay = Overlay(read_corrections(path))
    tables = overlay.apply(document, {"figures": rows, "commitments": rows})
    overlay.outcomes()

They are kept as JSON lines, one a correction, in a stable order: a file that people can send, merge and read.
"""

from __future__ import annotations

import hashlib
import json
import re
import typing
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field, fields
from pathlib import Path
from typing import Any, Literal

from talentdocs.errors import UsageError
from talentdocs.tables.columns import RECORDS, Column, as_columns, table_columns
from talentdocs.tables.rows import encode_row

Row = dict[str, Any]
Action = Literal["accept", "correct", "reject"]
Outcome = Literal["applied", "agreed", "rejected", "unfit", "absent"]

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
}
"""Columns of each table that can be corrected."""

OUTCOME_COLUMNS: tuple[Column, ...] = as_columns(
    ("table", "path", "sentence", "number", "action", Column("values", "json"), "outcome", "reason")
)
"""Columns of the table ``corrections``, which a run with an overlay writes."""

_NUMERAL = re.compile(
    r"[0-9０-９.．,，]+|百分之[零〇一二两三四五六七八九十百千万点]+|[零〇一二两三四五六七八九十百千万亿半]+"
)


@dataclass(frozen=True, slots=True)
class Correction:
    """What a person said about one row."""

    table: str
    action: Action
    sentence: str
    """The sentence of a figure, the text of a commitment."""
    number: str = ""
    """The numeral of a figure as written, without its unit: 26.5 of 26.5万人."""
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
    same = sorted((item for item in rows if _place(table, item) == _place(table, row)), key=_start)
    sentence, number = _place(table, row)
    nth = next(index for index, item in enumerate(same, start=1) if item["start"] == row["start"])
    return Correction(
        table=table,
        sentence=sentence,
        number=number,
        nth=nth,
        of=len(same),
        doc_id=document["doc_id"],
        path=document["path"],
        title=document.get("title"),
        region=document.get("region"),
        year=document.get("year"),
        **given,
    )


class Overlay:
    """Corrections, laid over the rows of one document after the other; it remembers what became of each."""

    def __init__(self, corrections: Iterable[Correction]) -> None:
        self.corrections = tuple({item.key: item for item in corrections}.values())
        self._index: defaultdict[tuple[Any, ...], list[int]] = defaultdict(list)
        for number, item in enumerate(self.corrections):
            for name in _names(item.doc_id, item.path, item.title, item.region, item.year):
                self._index[name].append(number)
        self._said: dict[int, tuple[Outcome, str]] = {}
        self.touched: set[tuple[str, str, int]] = set()
        """Table, document and start of every row that a correction was about."""

    def concerns(self, document: Mapping[str, Any]) -> list[Correction]:
        """Corrections about a document, by its bytes, its path or its title."""
        return [self.corrections[number] for number in self._numbers(document)]

    def apply(self, document: Row, tables: Mapping[str, Sequence[Row]]) -> dict[str, list[Row]]:
        """The document's tables with the corrections on them; the rows given are left as they are."""
        found = {name: [dict(row) for row in rows] for name, rows in tables.items()}
        dropped: set[int] = set()
        places = {name: by_place(name, rows) for name, rows in found.items() if name in FIELDS}
        for number in self._numbers(document):
            item = self.corrections[number]
            row, problem = _find(item, places.get(item.table, {}))
            if row is None:
                self._say(number, "unfit", problem)
                continue
            self.touched.add((item.table, document["doc_id"], row["start"]))
            if item.action == "reject":
                dropped.add(id(row))
                self._say(number, "rejected", "")
            else:
                self._say(number, *_lay(item, row))
        return _without(found, dropped)

    def lay(self, lines: dict[str, bytes], facts: dict[str, Any]) -> tuple[dict[str, bytes], dict[str, Any]]:
        """The same over a document's tables as JSON lines, and its facts counted anew where a row changed."""
        document = json.loads(lines["documents"])
        if not self.concerns(document):
            return lines, facts
        tables = self.apply(document, {name: _decoded(part) for name, part in lines.items()})
        figures = tables["figures"]
        counted = facts | {
            "counts": [len(rows) for rows in tables.values()],
            "statuses": dict(Counter(row["status"] for row in figures)),
            "target_count": sum(row["status"] == "target" for row in figures),
            "targets": _targets(facts["targets"], figures),
        }
        return {name: b"".join(map(encode_row, rows)) for name, rows in tables.items()}, counted

    def outcomes(self) -> list[Row]:
        """One row a correction: what became of it in this run, and why.

        ``reason``: ``sentence_gone``, ``number_gone``, ``count_changed BEFORE NOW``, ``not_in_run``, or
        ``machine_changed COLUMN…`` where the machine now says something else than when it was corrected.
        """
        return [self._outcome(number, item) for number, item in enumerate(self.corrections)]

    def unfit(self) -> list[Row]:
        """Corrections whose document was read but whose words are no longer in it."""
        return [row for row in self.outcomes() if row["outcome"] == "unfit"]

    def counts(self) -> dict[str, int]:
        """How many corrections came to each outcome."""
        counts: dict[str, int] = {}
        for row in self.outcomes():
            counts[row["outcome"]] = counts.get(row["outcome"], 0) + 1
        return counts

    def _outcome(self, number: int, item: Correction) -> Row:
        outcome, reason = self._said.get(number, ("absent", "not_in_run"))
        return {
            "table": item.table,
            "path": item.path,
            "sentence": item.sentence,
            "number": item.number,
            "action": item.action,
            "values": dict(item.values),
            "outcome": outcome,
            "reason": reason,
        }

    def _say(self, number: int, outcome: Outcome, reason: str) -> None:
        """Take note; what fitted one of two copies of a document is not unfit."""
        if outcome != "unfit" or number not in self._said:
            self._said[number] = outcome, reason

    def _numbers(self, document: Mapping[str, Any]) -> list[int]:
        names = _names(
            document["doc_id"],
            document["path"],
            document.get("title"),
            document.get("region"),
            document.get("year"),
        )
        return sorted({number for name in names for number in self._index.get(name, ())})


def digest(text: str) -> str:
    """First 16 hex digits of the SHA-256 of a sentence without its white space."""
    return hashlib.sha256("".join(text.split()).encode("utf-8", "replace")).hexdigest()[:16]


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
    if correction.action not in typing.get_args(Action) or correction.table not in FIELDS:
        hint = f"{', '.join(typing.get_args(Action))}; {', '.join(FIELDS)}"
        raise UsageError("unknown action or table", where=where, hint=hint, code="T351")
    check_values(correction.table, correction.values, where)
    return correction


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


def choices(table: str, column: str) -> tuple[str, ...]:
    """The values that a coded column may hold; empty for free ones."""
    hint = typing.get_type_hints(RECORDS[table])[column]
    options = [hint, *typing.get_args(hint)]
    return tuple(
        str(value)
        for option in options
        if typing.get_origin(option) is Literal
        for value in typing.get_args(option)
    )


# --- finding the row ----------------------------------------------------------------------------


def _names(
    doc_id: str, path: str, title: str | None, region: str | None, year: int | None
) -> Iterator[tuple[Any, ...]]:
    """What a document may be known by: its bytes, its path, its title with region and year."""
    yield ("bytes", doc_id)
    yield ("path", path)
    if title and (region or year):
        yield ("title", title, region, year)


def _place(table: str, row: Mapping[str, Any]) -> tuple[str, str]:
    if table == "figures":
        return row["sentence"], numeral(row["text"])
    return row["text"], ""


def _start(row: Mapping[str, Any]) -> int:
    return int(row["start"])


def by_place(table: str, rows: Sequence[Mapping[str, Any]]) -> dict[tuple[str, str], list[Any]]:
    """Rows by sentence (its digest) and numeral, those of one place in the order of the text."""
    found: defaultdict[tuple[str, str], list[Any]] = defaultdict(list)
    for row in sorted(rows, key=_start):
        sentence, number = _place(table, row)
        found[digest(sentence), number].append(row)
    return found


def _find(item: Correction, places: Mapping[tuple[str, str], list[Row]]) -> tuple[Row | None, str]:
    """The row that a correction is about, or why there is none."""
    sentence = digest(item.sentence)
    rows = places.get((sentence, item.number), [])
    if not rows and any(place[0] == sentence for place in places):
        return None, "number_gone"
    if not rows:
        return None, "sentence_gone"
    if len(rows) != item.of:
        return None, f"count_changed {item.of} {len(rows)}"
    return rows[item.nth - 1], ""


def _lay(item: Correction, row: Row) -> tuple[Outcome, str]:
    """Put the values on a row, keeping what the machine had said."""
    changed = {name: value for name, value in item.values.items() if row.get(name) != value}
    row["machine"] = {**row.get("machine", {}), **{name: row.get(name) for name in changed}}
    row["corrected"] = [*row.get("corrected", ()), *changed]
    row.update(changed)
    if not changed:
        return "agreed", ""
    moved = [name for name in changed if name in item.was and row["machine"][name] != item.was[name]]
    return "applied", f"machine_changed {' '.join(moved)}" if moved else ""


def _without(tables: dict[str, list[Row]], dropped: set[int]) -> dict[str, list[Row]]:
    """The tables without rejected rows; commitments no longer name rejected figures."""
    gone = {row["figure_id"] for row in tables.get("figures", ()) if id(row) in dropped}
    kept = {name: [row for row in rows if id(row) not in dropped] for name, rows in tables.items()}
    if gone:
        for row in kept.get("commitments", ()):
            row["figure_ids"] = [name for name in row.get("figure_ids") or () if name not in gone]
    return kept


def _decoded(lines: bytes) -> list[Row]:
    return [json.loads(line) for line in lines.splitlines()]


def _targets(shown: Sequence[Sequence[Any]], figures: Sequence[Row]) -> list[list[Any]]:
    """The targets that a summary shows, without those that are none any more, with their corrected names."""
    by_words = {row["text"]: row for row in figures if row["status"] == "target"}
    return [
        [by_words[words]["indicator"], words, by_words[words]["period_end"], *rest]
        for _, words, _, *rest in shown
        if words in by_words
    ]
