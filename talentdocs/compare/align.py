"""Which figures may be the same indicator (对齐): cheap keys to find candidates, a score to hold them to.

Names that mean the same fall together, through the indicator lexicon or because their words do; names that
differ in a word that changes the meaning stay apart: new against total, growth against level, share against
count, another scope, another stage.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable
from decimal import Decimal

from talentdocs.compare.items import Item
from talentdocs.compare.names import Content, Name, Namer
from talentdocs.segment.units import Unit

MARK_WEIGHT = {
    "level": 0.62,
    "rate": 0.6,
    "trade": 0.6,
    "sector": 0.7,
    "area": 0.78,
    "size": 0.78,
    "grade": 0.78,
    "person": 0.65,
}
"""What one side's word that the other lacks leaves of a score, by its class."""
OTHER_MARK = 0.45
"""What is left where both sides have a word of a class, and another one."""
_COUNTED = frozenset(("org", "count", "event"))
HALF_KNOWN = 0.88
"""What is left for a growth or a share where only one name is known: the other may be a part of it."""
SHORTLIST = 24
NEAR = 0.26
"""Logarithm of a ratio within which a promise and its result usually are."""
COUNTABLE = 5
"""Least promise for which nearness says something."""
UNSURE = 0.58
"""Most that names are alike which say too little, or are known to be two."""
TELLING = 3
"""Least characters beside a number that say something."""


def likeness(target: Item, result: Item, namer: Namer) -> float:
    """How likely the result counts what the target counts, 0 to 1."""
    left, right = target.name, result.name
    if left.kind != right.kind:
        return 0.0
    units = _units(left.unit, right.unit, target.figure.unit, result.figure.unit)
    if not units:
        return 0.0
    words = _words(left, right)
    if not _same_per(target.figure.per, result.figure.per, namer):
        return 0.0
    score = words * units * _counting(left, right, words) * _bounds(left, right, words)
    if left.kind != "level" and bool(left.key) != bool(right.key):
        score *= HALF_KNOWN
    return min(1.0, score * _magnitude(target, result, words))


def _same_per(one: str | None, two: str | None, namer: Namer) -> bool:
    """Whether two denominators are one: 万名老年人 and 万老年人口. An unstated one may be in the name."""
    if one is None or two is None or one == two:
        return True
    return namer.indicators.normalise(f"每{one}") == namer.indicators.normalise(f"每{two}")


def _words(left: Name, right: Name) -> float:
    if left.key and left.key == right.key:
        return _same_key(left, right)
    own = _content(left.own, right.own, left, right)
    if left.key and right.key and left.own.text != right.own.text:
        return min(own, UNSURE)
    generic = (left.generic or right.generic) and not left.count == right.count == "total"
    if min(len(left.beside.text), len(right.beside.text)) < TELLING:
        return min(own, UNSURE) if generic else own
    beside = _content(left.beside, right.beside, left, right)
    if generic:
        return (own + beside) / 2
    across = max(
        _content(left.own, right.beside, left, right),
        _content(left.beside, right.own, left, right),
    )
    return 0.6 * max(own, beside, across) + 0.4 * (own + beside) / 2


def _same_key(left: Name, right: Name) -> float:
    """1, but for names that say little (总投资, 项目): there the words beside decide."""
    if not left.generic or left.count == right.count == "total":
        return 1.0
    return 0.4 + 0.6 * overlap(left.beside, right.beside)


def _content(one: Content, two: Content, left: Name, right: Name) -> float:
    if not one.text or not two.text:
        return 0.0
    return overlap(one, two) * _marks(one, two, left, right)


def overlap(one: Content, two: Content) -> float:
    """Weighed share of common characters and neighbours (Dice), 0 to 1."""
    theirs = two.grams
    common = sum(min(weight, theirs[gram]) for gram, weight in one.grams.items() if gram in theirs)
    both = one.total + two.total
    return 2 * common / both if both else 0.0


def _marks(one: Content, two: Content, left: Name, right: Name) -> float:
    mine = one.marks - two.marks - right.beside.marks - right.own.marks
    theirs = two.marks - one.marks - left.beside.marks - left.own.marks
    result = 1.0
    for kind, weight in MARK_WEIGHT.items():
        here = {mark for mark in mine if mark.startswith(kind)}
        there = {mark for mark in theirs if mark.startswith(kind)}
        if here and there:
            result *= OTHER_MARK
        elif here or there:
            result *= weight
    return result


def _units(one: Unit | None, two: Unit | None, a: str | None, b: str | None) -> float:
    """1 for units of a class, less for other words that may count the same, 0 for what cannot be compared."""
    if one is None or two is None:
        return 1.0 if a == b else 0.0
    if one.name == two.name:
        return 1.0
    if one.kind in _COUNTED and two.kind in _COUNTED:
        if "户" in (one.name, two.name):
            return 0.95 if "家" in (one.name, two.name) else 0.8
        return 0.97 if "个" in (one.name, two.name) or one.unit_class == two.unit_class else 0.85
    if one.unit_class == two.unit_class:
        return 1.0
    return 0.0


def _counting(left: Name, right: Name, words: float) -> float:
    """New against total, stages, averages, parts, things counted together."""
    result = 1.0
    if left.kind == "level":
        result *= _new_or_total(left, right) * _stages(left, right)
        if right.count == "total" and left.count is None and left.flows:
            result *= 0.65
        if left.underway != right.underway:
            result *= 0.5
    if right.average and not left.average:
        result *= 0.4
    if left.part != right.part:
        result *= 0.95
    if left.joint != right.joint and words < 0.95:
        result *= 0.82
    return result


def _new_or_total(left: Name, right: Name) -> float:
    if left.count == right.count:
        return 1.0
    if {left.count, right.count} == {"new", "total"}:
        return 0.4
    if "total" in (left.count, right.count):
        return 0.96
    if left.count == "new":
        return 0.6 if right.foster else 0.98 if right.stage == "done" else 0.85
    return 0.98


def _stages(left: Name, right: Name) -> float:
    one, two = left.stage, right.stage
    if two == "start" and one != "start":
        return 0.45 if one != "progress" else 0.7
    if two == "progress" and one != "progress":
        return 0.45
    if one == "start" and two != "start":
        return 0.6
    return 1.0


def _bounds(left: Name, right: Name, words: float) -> float:
    if left.bounds == right.bounds or words >= 1:
        return 1.0
    return 0.4 if left.bounds and right.bounds else 0.75


def _magnitude(target: Item, result: Item, words: float) -> float:
    """Results far from the promise are doubted, more so under another name; near ones are favoured."""
    if target.name.kind != "level" or not target.figure.value or not result.figure.value:
        return 1.0
    one = float(target.figure.value) * float(target.name.unit.factor if target.name.unit else 1)
    two = float(result.figure.value) * float(result.name.unit.factor if result.name.unit else 1)
    if one <= 0 or two <= 0:
        return 1.0
    away = abs(math.log(two / one))
    if away == 0 and _telling(target.figure.value):
        return 1.15
    if away < NEAR and target.figure.value >= COUNTABLE:
        return 1.05
    free = 1.4 if words < 0.95 else 2.2
    return max(0.5, 1.0 - 0.25 * (away - free)) if away > free else 1.0


def _telling(value: Decimal) -> bool:
    """Whether a number is no round one, so that two of it are hardly an accident: 173, not 200."""
    return len(value.normalize().as_tuple().digits) >= 3


class Block:
    """The results of one region, year, kind of value and class of unit, found by key or by rare words."""

    def __init__(self) -> None:
        self._items: list[Item] = []
        self._keys: defaultdict[str, list[int]] = defaultdict(list)
        self._grams: defaultdict[str, list[int]] = defaultdict(list)

    def add(self, item: Item) -> None:
        """Index one result."""
        number = len(self._items)
        self._items.append(item)
        if item.name.key:
            self._keys[item.name.key].append(number)
        for gram in _pairs(item.name):
            self._grams[gram].append(number)

    def candidates(self, target: Item, namer: Namer) -> list[Item]:
        """At most ``SHORTLIST`` results that share the key or the most telling words."""
        votes: dict[int, float] = defaultdict(float)
        for gram in _pairs(target.name):
            weight = namer.weight(gram)
            for number in self._grams.get(gram, ())[:200]:
                votes[number] += weight
        chosen = sorted(votes, key=lambda number: (-votes[number], number))[:SHORTLIST]
        keyed = self._keys.get(target.name.key, []) if target.name.key else []
        return [self._items[number] for number in dict.fromkeys([*keyed, *chosen])]


def _pairs(name: Name) -> list[str]:
    """Pairs of characters of both texts, in order, so that sums over them come out the same everywhere."""
    both = (gram for content in (name.own, name.beside) for gram in content.grams if len(gram) == 2)
    return list(dict.fromkeys(both))


def block_keys(item: Item) -> tuple[str, str]:
    """Kind of value and class of unit, all counting units together."""
    unit = item.name.unit
    if unit is None:
        return item.name.kind, item.figure.unit or ""
    return item.name.kind, "#" if unit.kind in _COUNTED else unit.unit_class


class Index:
    """All results by region, year, kind of value and class of unit."""

    def __init__(self, results: Iterable[Item]) -> None:
        self._blocks: dict[tuple[str, int | None, str, str], Block] = {}
        for item in results:
            key = (item.figure.region or item.document.region or "", item.span.last, *block_keys(item))
            self._blocks.setdefault(key, Block()).add(item)

    def candidates(self, target: Item, year: int, namer: Namer) -> list[Item]:
        """Results of the target's region and of ``year`` that may be the same indicator."""
        key = (target.figure.region or target.document.region or "", year, *block_keys(target))
        block = self._blocks.get(key)
        return block.candidates(target, namer) if block else []
