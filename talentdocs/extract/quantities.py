"""Quantities (数量): numerals with their unit, as spans of the text with exact values.

Matches: 26.5万人 · 1万余人 · 34.9% · 5千元 · 20至30家 · 3%-5% · 12、8、5个 · 百分之六十 · 六成 · 超万人 ·
50万 (人才).
Leaves out: dates, ordinals, names with numbers (masks.py), 一批, 两类, 数十家, 进一步.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from talentdocs.extract.masks import masked_spans
from talentdocs.extract.numerals import ARABIC, parse_chinese, parse_numeral
from talentdocs.late import compiled, late
from talentdocs.segment.firsts import Finder
from talentdocs.segment.lexicon import Lexicons, alternation
from talentdocs.segment.patterns import Patterns, patterns
from talentdocs.segment.units import Unit, load_units, unit_pattern

CHINESE_RUN = "[零〇一二两三四五六七八九十百千万亿]+(?:点[零〇一二三四五六七八九]+)?"
SCALE = "(?:十|百|千(?!瓦|克|米|伏|卡|焦|帕|兆)|万|亿)*"
_SCALES = late("[十百千万亿]")
_AND = late(r"\s?[、和及与]\s?")
RANGE_DASH = r"\s?(?:[-－—–~～]{1,2}|至|到)\s?"


class Quantity(NamedTuple):
    """A number with its unit as the text writes it."""

    start: int
    end: int
    """From the first character of the numeral to the last of the unit."""
    value: Decimal
    value_max: Decimal | None
    """The high end of a range."""
    unit: Unit | None
    """None where only the noun tells the unit (技能人才总量达到50万)."""
    more: bool = False
    """Whether 余 or 多 stands inside (1万余人)."""
    bare: bool = False
    """Whether the scale is the numeral (超万人, 百亿美元)."""
    per: str | None = None
    """The denominator written behind a slash (8.42张/千人)."""
    list_of: int | None = None
    """Start of the first member, for the members of a list that shares a unit (12、8、5个)."""


@dataclass(frozen=True, slots=True)
class _Grammar:
    candidate: Finder
    fraction: Finder
    bound_left: re.Pattern[str]
    bound_right: re.Pattern[str]
    units: dict[str, Unit]
    structural: re.Pattern[str]
    says: Patterns


@lru_cache(maxsize=8)
def _grammar(lexicons: Lexicons) -> _Grammar:
    unit = unit_pattern(lexicons)
    said = patterns(lexicons, "quantity_patterns").text
    number = rf"(?:{ARABIC})\s?{SCALE}|{CHINESE_RUN}"
    candidate = Finder(
        rf"""(?<![\d.A-Za-z第〇])(?<!{said("vague")}(?=[十百千万亿]))
        (?P<sign>(?<={said("before_sign")})\s?[-－−])?
        (?P<low>{number})
        (?:
            (?P<low_more>[余多])?(?P<low_unit>{unit})?{RANGE_DASH}(?P<high>{number})
        )?
        (?P<more>[余多])?(?P<scale2>(?:万|亿)*)\s?
        (?P<unit>{unit})
        (?P<more2>[多余](?=[的、，。；]|$))?
        (?:/(?P<per>(?:{said("slash_thing")})))?
        """,
        verbose=True,
    )
    fraction = Finder(
        rf"(?<!{said('vague')})(?:百分之(?P<percent>{ARABIC}|{CHINESE_RUN})"
        rf"(?:{RANGE_DASH}(?:百分之)?(?P<percent_high>{ARABIC}|{CHINESE_RUN}))?(?P<percent_more>[多余])?"
        rf"|千分之(?P<permille>{ARABIC}|{CHINESE_RUN})"
        rf"|(?P<tenth>[一二两三四五六七八九]|\d(?:\.\d)?)成(?P<half>半|[一二三四五六七八九](?!成))?(?P<tenth_more>[多余])?(?!{said('no_tenths')})"
        rf"|(?P<below>[二三四五六七八九十])分之(?P<above>[一二三四五六七八九])"
        rf"|(?P<doubling>翻)(?P<doublings>[一二两三]|\d)?番)"
    )
    table = lexicons.table("quantity_bounds").values()
    left = alternation(entry.key for entry in table if entry.text("side") == "left")
    far = alternation(
        entry.key for entry in table if entry.text("side") == "left" and entry.text("gives") == "le"
    )
    right = alternation(entry.key for entry in table if entry.text("side") == "right")
    return _Grammar(
        candidate=candidate,
        fraction=fraction,
        bound_left=compiled(rf"(?:{left}(?:了|到|至|约)?|{far}[\u4e00-\u9fff]{{1,3}})\s?$"),
        bound_right=compiled(r"\s?(?:（含）|\(含\))?" + right),
        units=dict(load_units(lexicons)),
        structural=compiled(alternation(lexicons.words("structural_nouns"))),
        says=patterns(lexicons, "quantity_patterns"),
    )


def find_quantities(folded: str, lexicons: Lexicons) -> list[Quantity]:
    """Every quantity of the folded text, in order, without overlap.

    >>> from talentdocs.segment.lexicon import load
    >>> [(q.value, q.unit.name) for q in find_quantities("新增12、8、5个，完成1万余人", load())]
    [(Decimal('12'), '个'), (Decimal('8'), '个'), (Decimal('5'), '个'), (Decimal('10000'), '人')]
    """
    grammar = _grammar(lexicons)
    found: list[Quantity] = []
    start = 0
    for line in folded.split("\n"):
        end = start + len(line)
        if line:
            found.extend(_line_quantities(folded, start, end, grammar, lexicons))
        start = end + 1
    return found


def _line_quantities(
    folded: str, start: int, end: int, grammar: _Grammar, lexicons: Lexicons
) -> list[Quantity]:
    raw = list(_candidates(folded, start, end, grammar))
    if grammar.fraction.sign.search(folded, start, end):
        raw.extend(_fractions(folded, start, end, grammar))
    if folded.find("万", start, end) >= 0 or folded.find("亿", start, end) >= 0:
        raw.extend(_unitless(folded, start, end, lexicons))
    if not raw:
        return []
    masks = masked_spans(folded, start, end, lexicons)
    raw.sort(key=lambda quantity: (quantity.start, -quantity.end))
    kept: list[Quantity] = []
    for quantity in raw:
        if kept and quantity.start < kept[-1].end:
            continue
        if any(a < quantity.end and quantity.start < b for a, b in masks):
            continue
        kept.append(quantity)
    return _take_unit(folded, _share_units(folded, kept, masks))


def _candidates(folded: str, start: int, end: int, grammar: _Grammar) -> Iterator[Quantity]:
    for match in grammar.candidate.finditer(folded, start, end):
        quantity = _from_match(match, grammar)
        if quantity is None:
            continue
        if _counts(folded, match, quantity, grammar):
            yield quantity


def _from_match(match: re.Match[str], grammar: _Grammar) -> Quantity | None:
    sign, low_text, high_text, scale, unit = match.group("sign", "low", "high", "scale2", "unit")
    low = parse_numeral(low_text)
    if low is None:
        return None
    multiplier = parse_chinese(scale) if scale else None
    high: Decimal | None = None
    if high_text:
        high = parse_numeral(high_text)
        if high is None:
            return None
        if multiplier:
            high *= multiplier
        low = _scale_low(low, low_text, high, match)
        if high <= low:
            return None
    elif multiplier:
        low *= multiplier
    if sign:
        low = -low
    numeral_only = low_text.strip("十百千万亿") == ""
    return Quantity(
        start=match.start("sign" if sign else "low"),
        end=match.end("per" if match["per"] else "unit"),
        value=low,
        value_max=high,
        unit=grammar.units[unit],
        more=bool(match["more"] or match["more2"]),
        bare=numeral_only and low_text[0] in "百千万亿",
        per=match["per"],
    )


def _scale_low(low: Decimal, low_text: str, high: Decimal, match: re.Match[str]) -> Decimal:
    """The low end takes the scale of the high end where it has none of its own: 1.5至2万家, 3300至4600元."""
    scales = "".join(_SCALES.findall(match["high"] + (match["scale2"] or "")))
    plain = match["high"][:1].isdigit() and not _SCALES.search(low_text)
    if plain and scales and not match["low_unit"] and low < high:
        return low * (parse_chinese(scales) or 1)
    return low


def _counts(folded: str, match: re.Match[str], quantity: Quantity, grammar: _Grammar) -> bool:
    """Whether a candidate says how much of something: 两家 does, 两类 and 五个方面 do not."""
    low_text = match["low"]
    unit = quantity.unit
    assert unit is not None
    before = folded[max(0, quantity.start - 8) : quantity.start]
    if unit.small == "never":
        return False
    plain = low_text[0].isdigit() and unit.name != "年" and not quantity.bare
    if plain:
        return not (unit.kind in ("count", "org") and grammar.structural.match(folded, quantity.end))
    bounded = bool(
        quantity.value_max is not None
        or grammar.bound_right.match(folded, quantity.end)
        or grammar.bound_left.search(before)
    )
    if quantity.bare:
        return bounded and not grammar.says["not_bare"].search(before)
    if unit.kind in ("count", "org") and grammar.structural.match(folded, quantity.end):
        return False
    if low_text[0].isdigit():
        return bounded or bool(grammar.says["each"].search(before))
    if len(low_text) == 1 and low_text != "十":
        if unit.small == "yes" and low_text != "一":
            return True
        return bounded or (unit.kind in ("time", "event") and bool(grammar.says["each"].search(before)))
    if unit.name == "年":
        return bounded or bool(grammar.says["each"].search(before))
    return quantity.value >= 10 and low_text[0] not in "零〇"


def _fractions(folded: str, first: int, last: int, grammar: _Grammar) -> Iterator[Quantity]:
    units = grammar.units
    for match in grammar.fraction.finditer(folded, first, last):
        start, end = match.span("found")
        if match["percent"]:
            low, high = parse_numeral(match["percent"]), None
            if match["percent_high"]:
                high = parse_numeral(match["percent_high"])
            if low is not None:
                yield Quantity(start, end, low, high, units["%"], more=bool(match["percent_more"]))
        elif match["permille"]:
            low = parse_numeral(match["permille"])
            if low is not None:
                yield Quantity(start, end, low, None, units["‰"])
        elif match["tenth"]:
            low = parse_numeral(match["tenth"])
            if low is not None:
                half = match["half"]
                value = low * 10 + (5 if half == "半" else parse_chinese(half) or 0 if half else 0)
                yield Quantity(start, end, value, None, units["%"], more=bool(match["tenth_more"]))
        elif match["below"]:
            below, above = parse_chinese(match["below"]), parse_chinese(match["above"])
            if below and above and above < below:
                value = (above * 100 / below).quantize(Decimal("0.0001"))
                yield Quantity(start, end, value, None, units["%"])
        elif match["doublings"]:
            low = parse_numeral(match["doublings"])
            if low is not None:
                yield Quantity(match.start("doublings"), end, low, None, units["番"])


@lru_cache(maxsize=8)
def _unitless_pattern(lexicons: Lexicons) -> Finder:
    nouns = alternation(lexicons.words("noun_units"))
    end = patterns(lexicons, "quantity_patterns").text("no_unit_end")
    return Finder(
        rf"(?<![\d.A-Za-z第])(?P<number>(?:{ARABIC})\s?(?P<inner>[余多])?[万亿]+)(?P<more>[余多])?"
        rf"(?=\s*(?:{end}|(?:的)?[\u4e00-\u9fff]{{0,4}}?{nouns}))"
    )


@lru_cache(maxsize=8)
def _bare_pattern(lexicons: Lexicons) -> Finder:
    said = patterns(lexicons, "quantity_patterns").text
    end = f"(?={said('bare_end')}|{alternation(lexicons.words('bare_scale_nouns'))})"
    return Finder(
        rf"{said('bare_lead')}[百千十]?(?:万|亿|万亿){end}|{said('bare_thousand_lead')}千(?:万|亿){end}"
    )


def _unitless(folded: str, start: int, end: int, lexicons: Lexicons) -> Iterator[Quantity]:
    """Numbers whose unit only the noun tells: 总量达到50万, 高技能人才超过18万, 引进10万人才."""
    for match in _unitless_pattern(lexicons).finditer(folded, start, end):
        value = parse_numeral(match["number"].replace("余", "").replace("多", ""))
        if value is not None:
            more = bool(match["more"] or match["inner"])
            yield Quantity(*match.span("found"), value, None, None, more=more)
    for match in _bare_pattern(lexicons).finditer(folded, start, end):
        value = parse_chinese(match["found"])
        if value is not None and value >= 10**6:
            yield Quantity(*match.span("found"), value, None, None, bare=True)


def _take_unit(folded: str, found: list[Quantity]) -> list[Quantity]:
    """分别为198.4万、17.5万千瓦: a member with its own scale takes the unit that stands behind the last."""
    result = list(found)
    for index in range(len(result) - 2, -1, -1):
        here, following = result[index], result[index + 1]
        between = folded[here.end : following.start].strip()
        if here.unit is None and not here.bare and following.unit is not None and between in ("、", "和"):
            result[index] = here._replace(unit=following.unit)
    return result


_LIST_MARKS = "、和及与，"
_LIST_ITEM = late(rf"(?<![\d.A-Za-z第])((?:{ARABIC})\s?{SCALE})(?P<unit>个)?[{_LIST_MARKS}]$")


def _share_units(folded: str, found: list[Quantity], masks: list[tuple[int, int]]) -> list[Quantity]:
    """Give the early members of a list the scale and the unit of its last: 分别为4800、5300万元."""
    result: list[Quantity] = []
    previous_end = 0
    for quantity in found:
        members = _list_before(folded, quantity, previous_end, masks)
        if members:
            first = members[0].start
            result.extend(member._replace(list_of=first) for member in members)
            quantity = quantity._replace(list_of=first)
        result.append(quantity)
        previous_end = quantity.end
    return _share_points(folded, result)


def _list_before(folded: str, quantity: Quantity, floor: int, masks: list[tuple[int, int]]) -> list[Quantity]:
    if quantity.unit is None or quantity.value_max is not None or not folded[quantity.start].isdigit():
        return []
    if not quantity.start or folded[quantity.start - 1] not in _LIST_MARKS:
        return []
    shared = _SCALES.findall(folded[quantity.start : quantity.end - len(quantity.unit.name)])
    multiplier = parse_chinese("".join(shared)) if shared else Decimal(1)
    members: list[Quantity] = []
    position = quantity.start
    while match := _LIST_ITEM.search(folded, max(floor, position - 14), position):
        text = match[1]
        if match["unit"] or match[0].endswith("，"):
            break
        value = parse_numeral(text)
        if value is None or any(a < position and match.start() < b for a, b in masks):
            break
        if not _SCALES.search(text) and multiplier:
            value *= multiplier
        members.append(Quantity(match.start(1), match.end(1), value, None, quantity.unit))
        position = match.start(1)
    return members[::-1]


def _share_points(folded: str, found: list[Quantity]) -> list[Quantity]:
    """3.2个、8.9个百分点: the early one is in percentage points, too."""
    result = list(found)
    for index in range(len(result) - 2, -1, -1):
        unit, following = result[index].unit, result[index + 1].unit
        if (
            unit is None
            or following is None
            or unit.name != "个"
            or following.kind not in ("point", "permillepoint")
        ):
            continue
        if _AND.fullmatch(folded, result[index].end, result[index + 1].start):
            result[index] = result[index]._replace(unit=following)
    return result
