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
