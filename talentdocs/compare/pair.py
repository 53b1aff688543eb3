"""Which result answers which promise (配对): each at most once, the best first, none where it is doubtful."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from talentdocs.compare.align import Index, likeness
from talentdocs.compare.answers import admissible, years_asked
from talentdocs.compare.items import Item
from talentdocs.compare.names import Namer

ACCEPT = 0.62
"""Least likeness of a pair."""
SURE = 0.88
"""From here on a pair needs no distance to the next."""
MARGIN = 0.04
"""Least distance of a pair that is not sure to the next candidate of another value."""
SHOWN = 0.4
"""Least likeness of a runner-up that is shown."""


@dataclass(frozen=True, slots=True)
class Edge:
    """A result that may answer a promise, for one year."""

    target: Item
    result: Item
    year: int
    score: float

    @property
    def last(self) -> bool:
        """Whether the result is that of the due year, not one on the way or of one year among several."""
        return self.year == self.target.span.last and not self.target.span.yearly


@dataclass(slots=True)
class Paired:
    """The answers to the promises of one document; keys are ``id`` of the target."""

    answers: defaultdict[int, list[Edge]] = field(default_factory=lambda: defaultdict(list))
    doubts: dict[int, tuple[str, ...]] = field(default_factory=dict)
    """Results between which no choice was made."""
    nearest: dict[int, Edge] = field(default_factory=dict)
    """The best candidate, taken or not."""


def pair(targets: Sequence[Item], index: Index, namer: Namer) -> Paired:
    """Answer the promises of one document; one on the way or for each year may have an answer a year."""
    return _Pairing(sorted(_edges(targets, index, namer), key=_rank)).run()


class _Pairing:
    """Greedy by likeness: the surest pair first, and what it takes is gone for the others."""

    def __init__(self, edges: Sequence[Edge]) -> None:
        self._edges = edges
        self._holder: dict[tuple[int, bool], Item] = {}
        self._done: set[tuple[int, int]] = set()
        self._of_target: defaultdict[tuple[int, int], list[Edge]] = defaultdict(list)
        self._of_result: defaultdict[int, list[Edge]] = defaultdict(list)
        for edge in edges:
            self._of_target[id(edge.target), edge.year].append(edge)
            self._of_result[id(edge.result)].append(edge)

    def run(self) -> Paired:
        paired = Paired()
        for edge in self._edges:
            paired.nearest.setdefault(id(edge.target), edge)
            asked = (id(edge.target), edge.year)
            if edge.score < ACCEPT or asked in self._done:
                continue
            held = (id(edge.result), edge.last)
            holder = self._holder.get(held)
            if holder is not None and not _restates(edge.target, holder):
                continue
            self._done.add(asked)
            rivals = self._rivals(edge) if edge.score < SURE else []
            if rivals:
                paired.doubts[id(edge.target)] = tuple(dict.fromkeys(rivals))
                continue
            self._holder.setdefault(held, edge.target)
            paired.answers[id(edge.target)].append(edge)
        return paired

    def _rivals(self, edge: Edge) -> list[str]:
        """Texts of other free results, or of other open promises, that fit nearly as well."""
        near = edge.score - MARGIN
        results = [
            other.result.figure.text
            for other in self._of_target[id(edge.target), edge.year]
            if other.score > near
            and (id(other.result), other.last) not in self._holder
            and other.result.figure.value != edge.result.figure.value
        ]
        if results:
            return [edge.result.figure.text, *results]
        promises = [
            other.target.figure.text
            for other in self._of_result[id(edge.result)]
            if other.score > near
            and other.last == edge.last
            and (id(other.target), other.year) not in self._done
            and other.target.figure.value != edge.target.figure.value
        ]
        return [edge.target.figure.text, *promises] if promises else []


def _edges(targets: Iterable[Item], index: Index, namer: Namer) -> Iterator[Edge]:
    for target in targets:
        for year in years_asked(target):
            for result in index.candidates(target, year, namer):
                fit = admissible(target, result)
                if not fit:
                    continue
                score = likeness(target, result, namer) * fit
                if score >= SHOWN:
                    yield Edge(target, result, year, score)


def _rank(edge: Edge) -> tuple[float, int, str, int, int]:
    result = edge.result
    return (-round(edge.score, 6), edge.target.order, result.document.path, result.order, edge.year)


def _restates(target: Item, holder: Item) -> bool:
    """Whether the promise that holds a result says the same as this one, in another place."""
    one, two = target.figure, holder.figure
    return one.value == two.value and one.unit == two.unit and one.figure_id != two.figure_id


__all__ = ["ACCEPT", "Edge", "Paired", "pair"]
