"""A document's text cut into pieces by the figures and commitments in it (标注), ready to be shown."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise

from talentdocs.report.bundle import Prose, Row


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of one line with at most one figure and one commitment over it."""

    text: str
    figure: Row | None = None
    commitment: Row | None = None
    opens: tuple[int, ...] = ()
    """Starts of the figures that begin here: their anchors."""
    begins: bool = False
    """Whether the commitment begins here: its anchor."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """Neighbouring pieces under the same commitment, or under none."""

    commitment: Row | None
    begins: bool
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class MarkedLine:
    """One line of a document."""

    kind: str
    page: int | None
    """Page, on the first line of each page only."""
    stretches: tuple[Stretch, ...]
    indented: bool = False
    """Whether the line brings its own indent, two full-width blanks."""


def mark_lines(prose: Prose, figures: Sequence[Row], commitments: Sequence[Row]) -> Iterator[MarkedLine]:
    """Every line that is not blank, in order; ``"".join`` of its pieces is the line's text."""
    figures = sorted(figures, key=lambda row: (row["start"], -row["end"]))
    commitments = sorted(commitments, key=lambda row: (row["start"], -row["end"]))
    start, page = 0, None
    for index, line in enumerate(prose.content.split("\n")):
        kind, here = prose.line(index)
        end = start + len(line)
        if line.strip():
            inside = _over(figures, start, end), _over(commitments, start, end)
            pieces = _pieces(prose.content, start, end, *inside)
            own = line.startswith("\u3000")
            yield MarkedLine(kind, here if here != page else None, tuple(_stretches(pieces)), own)
            page = here
        start = end + 1


def _over(rows: Sequence[Row], start: int, end: int) -> list[Row]:
    """Rows that touch the line; one that began on an earlier line is found by looking a little back."""
    last = bisect_left(rows, end, key=lambda row: int(row["start"]))
    found: list[Row] = []
    for row in reversed(rows[:last]):
        if row["end"] > start:
            found.append(row)
        elif start - row["end"] > 5000:
            break
    return found[::-1]


def _pieces(
    content: str, start: int, end: int, figures: Sequence[Row], commitments: Sequence[Row]
) -> Iterator[Piece]:
    edges = {start, end}
    for row in (*figures, *commitments):
        edges.update(edge for edge in (row["start"], row["end"]) if start < edge < end)
    places = sorted(edges)
    for left, right in pairwise(places):
        over = [row for row in figures if row["start"] <= left < row["end"]]
        under = next((row for row in commitments if row["start"] <= left < row["end"]), None)
        yield Piece(
            content[left:right],
            over[0] if over else None,
            under,
            tuple(dict.fromkeys(row["start"] for row in over if row["start"] == left)),
            under is not None and max(under["start"], start) == left,
        )


def _stretches(pieces: Iterator[Piece]) -> Iterator[Stretch]:
    for _, group in groupby(pieces, key=lambda piece: piece.commitment and piece.commitment["start"]):
        members = tuple(group)
        first = members[0]
        begins = first.begins and first.commitment is not None
        yield Stretch(first.commitment, begins, members)


def around(content: str, start: int, end: int, sentence: str) -> tuple[str, str, str]:
    """The sentence around a span as (before, span, after), its edges found in the text."""
    left = content.find(sentence, max(0, end - len(sentence)), start + len(sentence)) if sentence else -1
    if left < 0 or not left <= start <= end <= left + len(sentence):
        line = content.rfind("\n", 0, start) + 1
        stop = content.find("\n", end)
        return content[line:start], content[start:end], content[end : stop if stop >= 0 else len(content)]
    return content[left:start], content[start:end], content[end : left + len(sentence)]


def around_words(sentence: str, words: str) -> tuple[str, str, str]:
    """The sentence around the first occurrence of some words, where the text itself is not at hand."""
    before, found, after = sentence.partition(words)
    return (before, found, after) if found else (sentence, "", "")
