"""Which rows someone means (定位), and why they say what they say, as data and as a text tree."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from talentdocs.report.bundle import Row
from talentdocs.report.labels import STATUSES, VALUES, Language, label, rule
from talentdocs.report.passage import around
from talentdocs.report.tree import Node, full_tree
from talentdocs.tables.meanings import title_of
from talentdocs.tables.width import printable

_SPAN = re.compile(r"(\d{1,9})(?:-(\d{1,9}))?")
CODED = frozenset((*STATUSES, *VALUES))


@dataclass(frozen=True, slots=True)
class Explained:
    """One row with its place and its reasons."""

    table: str
    row: Row
    before: str
    words: str
    after: str
    nodes: Sequence[Node]


def explain(tables: Mapping[str, Sequence[Row]], content: str, wanted: str = "") -> list[Explained]:
    """The figures and commitments that ``wanted`` means, each with its tree.

    ``wanted``: an offset or span into the canonical text (``120``, ``120-126``: the figures there, else the
    commitment), words (figures whose words or indicator hold them, else whose sentence does; then
    commitments), or nothing for all figures.
    """
    document = tables["documents"][0]
    found = [("figures", row) for row in _meant(tables["figures"], wanted)]
    if not found:
        found = [("commitments", row) for row in _meant(tables["commitments"], wanted)]
    return [_explained(table, row, document, content) for table, row in found]


def plain(item: Explained) -> dict[str, Any]:
    """One explained row as plain JSON values."""
    return {
        "table": item.table,
        "start": item.row["start"],
        "end": item.row["end"],
        "text": item.words,
        "sentence": item.before + item.words + item.after,
        "section": item.row.get("section"),
        "page": item.row.get("page"),
        "columns": [
            {
                "column": node.column,
                "value": node.value,
                "because": [{"words": cue.words, "start": cue.start, "end": cue.end} for cue in node.cues],
            }
            for node in item.nodes
        ],
    }


def tree_lines(item: Explained, content: str, language: Language) -> Iterator[str]:
    """One explained row as a tree of plain text: columns, and under each what decided it."""
    row = item.row
    page = f" · {label('page', language, page=row['page'])}" if row.get("page") else ""
    section = f" · {row['section']}" if row.get("section") else ""
    yield printable(f"{row['start']}-{row['end']} 【{item.words}】{page}{section}")
    yield f"│ {printable(item.before)}【{printable(item.words)}】{printable(item.after)}"
    for number, node in enumerate(item.nodes, start=1):
        last = number == len(item.nodes)
        value = label(node.value, language) if node.value in CODED else node.value
        name = f"{title_of(node.column, item.table)} {node.column}" if language == "zh" else node.column
        yield f"{'└' if last else '├'}─ {name} = {printable(value)}"
        for place, cue in enumerate(node.cues, start=1):
            stem = " " if last else "│"
            branch = "└" if place == len(node.cues) else "├"
            yield f"{stem}  {branch}─ {printable(_cue(cue.words, cue.start, content, language))}"


def _cue(words: str, start: int | None, content: str, language: Language) -> str:
    said = rule(words, language)
    if start is None:
        return said
    line = content.count("\n", 0, start) + 1
    return f"{said} @{start} · {label('line', language, line=line)}"


def _meant(rows: Sequence[Row], wanted: str) -> list[Row]:
    if not wanted:
        return list(rows)
    span = _SPAN.fullmatch(wanted)
    if span:
        start = int(span[1])
        end = int(span[2]) if span[2] else start + 1
        return [row for row in rows if row["start"] < end and start < row["end"]]
    named = [row for row in rows if wanted in row["text"] or wanted in (row.get("indicator") or "")]
    return named or [row for row in rows if wanted in (row.get("sentence") or "")]


def _explained(table: str, row: Row, document: Row, content: str) -> Explained:
    sentence = row.get("sentence") or row["text"]
    parts = around(content, row["start"], row["end"], sentence)
    return Explained(table, row, *parts, nodes=full_tree(row, document))
