"""What became of a promise (判定): the verdict, the gap in the promise's unit, and why, in plain words."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from talentdocs.compare.items import Item
from talentdocs.compare.names import Namer

Verdict = Literal["met", "missed", "on_track", "pending", "unreported"]
Way = Literal["up", "down", "within"]
NEARLY = Decimal("0.02")
"""左右 within 2 % counts as met."""


@dataclass(frozen=True, slots=True)
class Judgement:
    """The outcome of one pair."""

    reached: bool
    gap: Decimal
    ratio: Decimal | None
    way: Way
    slack: Decimal
    """How far short still counts as met (左右)."""


def way_of(target: Item, namer: Namer) -> Way:
    """Which way is better: ceilings and things that should fall go down; by the words, not the number."""
    figure = target.figure
    if figure.qualifier == "le":
        return "down"
    good = namer.indicators.good(target.name.key or figure.indicator or "")
    if figure.qualifier == "ge":
        return "down" if good == "down" else "up"
    if good == "range":
        return "within"
    if good is None and target.name.falls:
        return "up"
    if good in (None, "none") and target.name.lowers:
        return "down"
    return "down" if good == "down" else "up"


def judge(target: Item, result: Item, namer: Namer) -> Judgement:
    """Hold a result against its promise."""
    promised = target.figure.value
    top = target.figure.value_max
    reported = in_unit_of(result, target)
    way = way_of(target, namer)
    slack = _slack(target, result)
    floor, ceiling = promised, top if top is not None else promised
    bound = result.figure.qualifier
    if way == "up":
        reached = reported >= floor - slack and not (bound == "le" and reported <= floor)
    elif way == "down":
        reached = reported <= ceiling + slack and not (bound == "ge" and reported >= ceiling)
    else:
        reached = floor - slack <= reported <= ceiling + slack
    against = ceiling if way == "down" else floor
    gap = reported - against
    ratio = (gap / abs(against)).quantize(Decimal("0.0001")) if against else None
    return Judgement(reached, gap, ratio, way, slack)


def in_unit_of(result: Item, target: Item) -> Decimal:
    """The reported value in the promise's unit: 吨 in 万吨's 吨; growth of -2 for a fall of 2."""
    value = result.figure.value
    one, two = result.name.unit, target.name.unit
    if one is not None and two is not None and one.unit_class == two.unit_class and one.factor != two.factor:
        value = value * one.factor / two.factor
    return -value if result.name.falls != target.name.falls and target.name.kind == "growth" else value


def _slack(target: Item, result: Item) -> Decimal:
    near = "approx" in (target.figure.qualifier, result.figure.qualifier)
    return abs(target.figure.value) * NEARLY if near else Decimal(0)
