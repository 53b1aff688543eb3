"""Figures that stand for two indicators (一数两指): 旅游总收入和接待游客人次均增长10%."""

from __future__ import annotations

import re
from collections.abc import Sequence

from talentdocs.compare.names import Namer
from talentdocs.compare.phrases import Phrase
from talentdocs.records import Figure

_JOINT = re.compile(r"[、和及与]")
_LEAST = 2


def parts_of(figure: Figure, phrase: Phrase, namer: Namer) -> Sequence[str]:
    """Names of the indicators that one figure gives the value of; one name where it is one.

    Split only where the words say that each has the value (均, 都, 分别, 各), or where every part is a known
    name: 研发与试验发展经费 stays whole, and so does a sum (技术交易额、新产品产值超8500亿元).
    """
    name = figure.indicator or ""
    if not _JOINT.search(name) or namer.indicators.key(name, figure.unit, figure.measure):
        return (name,)
    tail = next((tail for tail in namer.tails["joint"] if name.endswith(tail)), "")
    parts = [part for part in _JOINT.split(name.removesuffix(tail)) if part]
    if len(parts) < 2 or any(len(part) < _LEAST for part in parts):
        return (name,)
    each = "each" in namer.words.read(f"{phrase.left}，{phrase.right[:2]}")
    names = tuple(f"{part}{tail}" for part in parts)
    if each:
        return names
    known = all(namer.indicators.key(part, figure.unit, figure.measure) for part in names)
    return names if known and tail else (name,)
