"""The overlay (叠加): corrections of people, laid over the rows of one document after the other.

    overlay = Overlay(read_corrections(path))
    tables = overlay.apply(document, {"figures": rows, "commitments": rows})
    overlay.outcomes()

What is said of a document itself (its year, region, kind, title) cannot be laid over its rows one by one:
今年 and 全市 hang on it. So the document is read again with it, and every row follows. ``Reread`` does that;
without one the row of the document alone is corrected, and it is told that the others do not follow.
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal, Protocol

from talentdocs.tables.added import Prose, add_figure, find_words
from talentdocs.tables.columns import Column, as_columns
from talentdocs.tables.corrections import (
    Correction,
    Row,
    digest,
    place_of,
    start_of,
)
from talentdocs.tables.rows import encode_row

Outcome = Literal["applied", "agreed", "rejected", "added", "unfit", "absent"]
Lines = dict[str, bytes]

OUTCOME_COLUMNS: tuple[Column, ...] = as_columns(
    ("table", "path", "sentence", "number", "action", Column("values", "json"), "outcome", "reason")
)
"""Columns of the table ``corrections``, which a run with an overlay writes."""


@dataclass(frozen=True, slots=True)
class Again:
    """A document that was read once more: its tables as JSON lines, its facts, and its text."""

    lines: Lines
    facts: dict[str, Any]
    prose: Prose


class Reread(Protocol):
    """Reads a document again with what a person says of it; null where it cannot be read any more."""

    def __call__(self, told: Mapping[str, Any]) -> Again | None:
        """The document as it is with ``told``, columns of ``documents``."""


TABLES = ("figures", "commitments")
"""Tables whose rows are corrected one by one."""


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

    def apply(
        self, document: Row, tables: Mapping[str, Sequence[Row]], prose: Prose | None = None
    ) -> dict[str, list[Row]]:
        """The document's tables with the corrections on them; the rows given are left as they are.

        ``prose``: the document's text, in which added figures are looked for.
        """
        found = {name: [dict(row) for row in rows] for name, rows in tables.items()}
        dropped: set[int] = set()
        current = next(iter(found.get("documents", ())), document)
        places = {name: by_place(name, rows) for name, rows in found.items() if name in TABLES}
        for number in self._numbers(document):
            item = self.corrections[number]
            if item.table == "documents":
                continue
            if item.action == "add":
                self._say(number, *self._add(item, current, found, prose))
                continue
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

    def lay(
        self, lines: Lines, facts: dict[str, Any], reread: Reread | None = None
    ) -> tuple[Lines, dict[str, Any]]:
        """The same over a document's tables as JSON lines, and its facts counted anew where a row changed."""
        document = json.loads(lines["documents"])
        concerned = self.concerns(document)
        if not concerned:
            return lines, facts
        prose = None
        said = [item for item in concerned if item.table == "documents"]
        told = {name: value for item in said for name, value in item.values.items()}
        again = None
        if reread and (told or any(item.action == "add" for item in concerned)):
            again = reread(told)
        before = lines
        if again is not None:
            lines, facts, prose = again.lines, facts | again.facts, again.prose
        decoded = {name: _decoded(part) for name, part in lines.items()}
        followed = None if again is None else _differing(before, decoded)
        tables = self.apply(document, decoded, prose)
        tables["documents"] = [self._document(document, followed)]
        return {name: b"".join(map(encode_row, rows)) for name, rows in tables.items()}, _counted(
            facts, tables
        )

    def _document(self, document: Row, followed: int | None) -> Row:
        """The row of a document with what was said of it; ``followed`` rows changed with it."""
        row = dict(document)
        for number in self._numbers(document):
            item = self.corrections[number]
            if item.table == "documents":
                self.touched.add(("documents", document["doc_id"], 0))
                outcome, reason = _lay(item, row)
                if outcome == "applied" and not reason:
                    reason = "not_followed" if followed is None else f"followed {followed}"
                self._say(number, outcome, reason)
        if "year" in row.get("corrected", ()):
            row["year_source"] = None
        return row

    def _add(
        self, item: Correction, document: Row, tables: dict[str, list[Row]], prose: Prose | None
    ) -> tuple[Outcome, str]:
        """Add a figure that the machine missed; where it finds it by now, its row is corrected instead."""
        if prose is None:
            return "unfit", "not_read"
        span = find_words(prose.content, item)
        if isinstance(span, str):
            return "unfit", span
        held = next(
            (row for row in tables["figures"] if row["start"] < span.end and row["end"] > span.start), None
        )
        if held is not None:
            self.touched.add(("figures", document["doc_id"], held["start"]))
            return _lay(item, held)[0], "machine_found"
        row = add_figure(item, document, prose, span)
        self.touched.add(("figures", document["doc_id"], row["start"]))
        tables["figures"] = sorted([*tables["figures"], row], key=start_of)
        for commitment in tables.get("commitments", ()):
            if commitment["start"] <= row["start"] and row["end"] <= commitment["end"]:
                commitment["figure_ids"] = [*(commitment.get("figure_ids") or ()), row["figure_id"]]
        return "added", ""

    def outcomes(self) -> list[Row]:
        """One row a correction: what became of it in this run, and why.

        ``reason``: ``sentence_gone``, ``number_gone``, ``count_changed BEFORE NOW``, ``not_in_run``,
        ``not_read``; ``machine_changed COLUMN…`` where the machine now says something else than when it was
        corrected; ``machine_found`` where it now finds what was added; of a document ``followed ROWS`` or
        ``not_followed``.
        """
        return [self._outcome(number, item) for number, item in enumerate(self.corrections)]

    def unfit(self) -> list[Row]:
        """Corrections that do not hold, or not wholly, though their document was read."""
        return [
            row for row in self.outcomes() if row["outcome"] == "unfit" or row["reason"] == "not_followed"
        ]

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


# --- finding the row ----------------------------------------------------------------------------


def _names(
    doc_id: str, path: str, title: str | None, region: str | None, year: int | None
) -> Iterator[tuple[Any, ...]]:
    """What a document may be known by: its bytes, its path, its title with region and year."""
    yield ("bytes", doc_id)
    yield ("path", path)
    if title and (region or year):
        yield ("title", title, region, year)


def by_place(table: str, rows: Sequence[Mapping[str, Any]]) -> dict[tuple[str, str], list[Any]]:
    """Rows by sentence (its digest) and numeral, those of one place in the order of the text."""
    found: defaultdict[tuple[str, str], list[Any]] = defaultdict(list)
    for row in sorted(rows, key=start_of):
        sentence, number = place_of(table, row)
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
    if "indicator" in changed and row.get("indicator_key"):
        row["indicator_key"] = None  # it was the key of the other name
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


def _differing(before: Lines, after: Mapping[str, Sequence[Row]]) -> int:
    """How many rows of figures and commitments are not as they were before the document was read again."""
    count = 0
    for name in TABLES:
        old = {json.dumps(row, sort_keys=True) for row in _decoded(before.get(name, b""))}
        count += sum(json.dumps(row, sort_keys=True) not in old for row in after.get(name, ()))
    return count


def _counted(facts: dict[str, Any], tables: Mapping[str, Sequence[Row]]) -> dict[str, Any]:
    """The facts with everything in them that a correction may change."""
    figures = tables["figures"]
    (document,) = tables["documents"]
    told = {
        name: document.get(name) for name in ("doc_type", "region", "year", "year_source") if name in facts
    }
    return (
        facts
        | told
        | {
            "counts": [len(rows) for rows in tables.values()],
            "statuses": dict(Counter(row["status"] for row in figures)),
            "target_count": sum(row["status"] == "target" for row in figures),
            "targets": _targets(facts["targets"], figures, document),
        }
    )


def _decoded(lines: bytes) -> list[Row]:
    return [json.loads(line) for line in lines.splitlines()]


def _targets(shown: Sequence[Sequence[Any]], figures: Sequence[Row], document: Row) -> list[list[Any]]:
    """The targets that a summary shows: as corrected, without those that are none any more, and the added."""
    by_words = {row["text"]: row for row in figures if row["status"] == "target"}
    kept = [
        [
            by_words[words]["indicator"],
            words,
            by_words[words]["period_end"],
            *rest,
            _told(by_words[words], value),
        ]
        for _, words, _, *rest, value in shown
        if words in by_words
    ]
    added = [
        [
            row["indicator"],
            row["text"],
            row["period_end"],
            document.get("issuer"),
            document["path"],
            _told(row),
        ]
        for row in by_words.values()
        if "text" in row.get("corrected", ())
    ]
    return kept + added


def _told(row: Row, value: str | None = None) -> str:
    """The value that a summary shows: as it was, unless a person has given it or its unit."""
    if value is not None and not {"value", "unit"} & set(row.get("corrected") or ()):
        return value
    return f"{row['value']}{row.get('unit') or ''}"
