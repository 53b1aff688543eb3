"""Units of measure and measure words (单位、量词) from ``lexicons/units.tsv``."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import Literal

from talentdocs.segment.lexicon import Entry, Lexicons

Small = Literal["yes", "bound", "never"]


@dataclass(frozen=True, slots=True)
class Unit:
    """One unit as written behind a numeral."""

    name: str
    kind: str
    """What it counts: person, org, count, event, money, percent, point, times, length, area, time, rate, …"""
    unit_class: str
    """Units of one class may be compared after multiplying by ``factor``."""
    factor: Decimal
    small: Small
    """Whether a single Chinese digit before it makes a figure: always, only beside a bound, never."""


@lru_cache(maxsize=8)
def load_units(lexicons: Lexicons) -> Mapping[str, Unit]:
    """All units by name."""
    return {entry.key: _unit(entry) for entry in lexicons.table("units").values()}


@lru_cache(maxsize=8)
def unit_pattern(lexicons: Lexicons) -> str:
    """Alternation of all units, longest first, each guarded against the words that it may begin.

    ``人`` is no unit in 50万人才, ``部`` none in 5部门. A look at the next character comes first: few are
    followed up.
    """
    guarded = []
    for entry in sorted(lexicons.table("units").values(), key=lambda entry: (-len(entry.key), entry.key)):
        stops = entry.list("not_before")
        guard = f"(?!{'|'.join(map(re.escape, stops))})" if stops else ""
        latin = "(?![A-Za-z])" if entry.key[-1].isascii() and entry.key[-1].isalpha() else ""
        guarded.append(re.escape(entry.key) + guard + latin)
    firsts = "".join(sorted({re.escape(key[0]) for key in lexicons.table("units")}))
    return f"(?=[{firsts}])(?:{'|'.join(guarded)})"


def _unit(entry: Entry) -> Unit:
    small = entry.text("small", "bound")
    return Unit(
        name=entry.key,
        kind=entry.text("kind"),
        unit_class=entry.text("class", entry.key),
        factor=Decimal(entry.text("factor", "1")),
        small=small if small in ("yes", "never") else "bound",  # type: ignore[arg-type]
    )
