"""Cells that are one number (单元格数值), with or without bound and unit: 95%以上, ≥30, 〔120〕, 20—30万吨.

Words are data: ``lexicons/cell_bounds.tsv``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from talentdocs.extract.numerals import ARABIC, parse_numeral
from talentdocs.late import compiled
from talentdocs.records import Qualifier
from talentdocs.segment.lexicon import Lexicons, alternation
from talentdocs.segment.units import Unit, load_units, unit_pattern


@dataclass(frozen=True, slots=True)
class Cell:
    """One number in a cell, before it is placed."""

    start: int
    end: int
    value: Decimal
    value_max: Decimal | None
    unit: Unit | None
    scaled: bool
    """Whether the cell itself says 万 or 亿."""
    qualifier: Qualifier
    total: bool
    """Whether brackets 〔〕 mark it as a sum over the plan's span."""


@lru_cache(maxsize=8)
def _cell_pattern(lexicons: Lexicons) -> re.Pattern[str]:
    unit = unit_pattern(lexicons)
    bounds = lexicons.table("cell_bounds").values()
    left, right = (alternation(e.key for e in bounds if e.text("side") == side) for side in ("left", "right"))
    return compiled(
        rf"(?P<left>[〔\[（(]|{left})?\s*(?P<sign>[-－−+])?(?P<low>{ARABIC})(?P<scale>[万亿千]*)"
        rf"(?:\s?[-－—–~～至]{{1,2}}\s?(?P<high>{ARABIC})(?P<scale2>[万亿千]*))?\s?(?P<unit>{unit})?\s*"
        rf"(?P<right>[〕\]）)]|{right})?\s*[*＊]?"
    )


@lru_cache(maxsize=8)
def _bounds(lexicons: Lexicons) -> dict[tuple[str, str], str]:
    """What a bound gives, by its side and word."""
    return {(e.text("side"), e.key): e.text("gives") for e in lexicons.table("cell_bounds").values()}


def read_cell(folded: str, span: tuple[int, int], lexicons: Lexicons) -> Cell | None:
    """The number that a cell is, None where it holds anything else: 95%以上, 〔120〕, not 约定."""
    match = _cell_pattern(lexicons).fullmatch(folded, *span)
    if match is None:
        return None
    low = parse_numeral(match["low"] + match["scale"])
    high = parse_numeral(match["high"] + match["scale2"]) if match["high"] else None
    if low is None:
        return None
    if high is not None and not match["scale"] and match["scale2"]:
        low *= parse_numeral("1" + match["scale2"]) or 1
    if match["sign"] and match["sign"] != "+":
        low = -low
    unit = load_units(lexicons).get(match["unit"]) if match["unit"] else None
    number_end = max(
        match.end("low"), match.end("scale"), match.end("high"), match.end("scale2"), match.end("unit")
    )
    return Cell(
        start=match.start("sign") if match["sign"] == "-" else match.start("low"),
        end=number_end,
        value=low,
        value_max=high,
        unit=unit,
        scaled=bool(match["scale"] or match["scale2"]),
        qualifier=_qualifier(match, high, lexicons),
        total=match["left"] in ("〔", "[") and match["right"] in ("〕", "]"),
    )


def _qualifier(match: re.Match[str], high: Decimal | None, lexicons: Lexicons) -> Qualifier:
    if high is not None:
        return "range"
    bounds = _bounds(lexicons)
    said = {bounds.get((side, match[side] or "")) for side in ("left", "right")}
    kinds: tuple[Qualifier, ...] = ("ge", "le", "approx")
    return next((kind for kind in kinds if kind in said), "eq")
