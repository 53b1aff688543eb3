"""Why a row says what it says (依据), as a tree: column, value, and the words or defaults that decided it.

``reasons`` of a row hold ``column=value: words@start-end``; several words for one column are joined by
`` + ``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from talentdocs.report.bundle import Row

_SPAN = re.compile(r"@(\d{1,9})-(\d{1,9})$")


@dataclass(frozen=True, slots=True)
class Cue:
    """What decided: the words of the text with their place, or a rule without words."""

    words: str
    start: int | None = None
    end: int | None = None

    @property
    def place(self) -> str:
        """Where the words stand, as ``start-end``; empty for a rule without words."""
        return "" if self.start is None else f"{self.start}-{self.end}"


@dataclass(frozen=True, slots=True)
class Node:
    """One column of a row, its value, and what decided it."""

    column: str
    value: str
    cues: tuple[Cue, ...]


def reason_tree(row: Row) -> tuple[Node, ...]:
    """One node a column, in the order in which the row gives its reasons."""
    nodes: dict[tuple[str, str], list[Cue]] = {}
    for reason in row.get("reasons") or ():
        column, value, cues = split_reason(reason)
        nodes.setdefault((column, value), []).extend(cues)
    return tuple(Node(column, value, tuple(dict.fromkeys(cues))) for (column, value), cues in nodes.items())


def full_tree(row: Row, document: Row | None = None) -> tuple[Node, ...]:
    """Every column of a row that holds something, with what decided it; rules that need no word are named.

    Names of rules: ``as_written`` (the figure's own words), ``words_of_time``, ``year_of_section``,
    ``year_of_document``, ``region_of_document``, ``named_in_text``, ``lexicon``, ``rule``.
    """
    given: dict[str, list[Node]] = {}
    for node in reason_tree(row):
        given.setdefault(node.column, []).append(node)
    nodes: list[Node] = []
    for column in (*EXPLAINED, *(name for name in given if name not in EXPLAINED)):
        value = row.get(column)
        known = given.get(column, [])
        if known:
            cues = tuple(cue for node in known for cue in node.cues)
            shown = known[-1].value or ("" if value is None else _shown(value))
            nodes.append(Node(column, shown, cues))
        elif value not in (None, "", [], ()):
            nodes.append(Node(column, _shown(value), tuple(_derived(column, row, document or {}))))
    return tuple(nodes)


EXPLAINED = (
    "status",
    "measure",
    "indicator",
    "indicator_key",
    "value",
    "value_max",
    "unit",
    "qualifier",
    "per",
    "frequency",
    "period_start",
    "period_end",
    "region",
    "strength",
    "responsible",
    "deadline",
)
"""Columns that a tree shows, in this order."""


def _derived(column: str, row: Row, document: Row) -> Iterator[Cue]:
    """What decided a column that the row gives no reason for, as far as the row itself can tell."""
    if column in ("value", "value_max", "unit"):
        yield Cue("as_written", row.get("start"), row.get("end"))
    elif column in ("period_start", "period_end"):
        words = row.get("period_text")
        if words:
            yield Cue(f"words_of_time {words}")
        elif str(row[column])[:4] == str(document.get("year")):
            known_by = (
                "person" if "year" in (document.get("corrected") or ()) else document.get("year_source")
            )
            yield Cue(f"year_of_document {known_by or ''}".strip())
        elif str(row[column])[:4] in str(row.get("section")):
            yield Cue(f"year_of_section {row['section']}")
        else:
            yield Cue("rule")
    elif column == "region":
        yield Cue("region_of_document" if row[column] == document.get("region") else "named_in_text")
    else:
        yield Cue("lexicon" if column == "indicator_key" else "rule")


def _shown(value: object) -> str:
    return "、".join(map(str, value)) if isinstance(value, (list, tuple)) else str(value)


def split_reason(reason: str) -> tuple[str, str, Sequence[Cue]]:
    """``status=target: 到2025年@10-16`` as column, value and cues; a reason of another form is one cue."""
    head, colon, tail = reason.partition(": ")
    column, _, value = head.partition("=")
    if not column.isidentifier() or not (colon or value):
        return "", "", [_cue(reason)]
    return column, value, list(_cues(tail)) if colon else []


def _cues(text: str) -> Iterator[Cue]:
    for part in text.split(" + "):
        if part.strip():
            yield _cue(part.strip())


def _cue(text: str) -> Cue:
    match = _SPAN.search(text)
    if match is None:
        return Cue(text)
    return Cue(text[: match.start()], int(match[1]), int(match[2]))
