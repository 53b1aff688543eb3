"""Automatic list numbers of Word files (自动编号): 一、, （二）, 3. are in no text run, yet readers see
them."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from talentdocs.ingest.container import attribute, child, local, value

if TYPE_CHECKING:
    from lxml.etree import _Element

_DIGITS = "〇一二三四五六七八九"
_STEMS = "甲乙丙丁戊己庚辛壬癸"
_BRANCHES = "子丑寅卯辰巳午未申酉戌亥"
_ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"),
          (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))  # fmt: skip
_PLACE = re.compile(r"%([1-9])")


def chinese(number: int) -> str:
    """``number`` as a list writes it: 12 → 十二, 30 → 三十, 105 → 一百零五; Arabic from 1000."""
    if not 0 < number < 1000:
        return str(number)
    hundreds, rest = divmod(number, 100)
    tens, ones = divmod(rest, 10)
    text = f"{_DIGITS[hundreds]}百" if hundreds else ""
    if tens:
        text += ("" if tens == 1 and not hundreds else _DIGITS[tens]) + "十"
    elif hundreds and ones:
        text += "零"
    return text + (_DIGITS[ones] if ones else "")


def roman(number: int) -> str:
    """``number`` in small Roman numerals; Arabic outside 1 to 3999."""
    if not 0 < number < 4000:
        return str(number)
    text = ""
    for worth, letters in _ROMAN:
        count, number = divmod(number, worth)
        text += letters * count
    return text


def _letter(number: int) -> str:
    return chr(ord("a") + (number - 1) % 26) * min(8, (number - 1) // 26 + 1) if number > 0 else str(number)


def _cyclic(signs: str) -> Callable[[int], str]:
    return lambda number: signs[(number - 1) % len(signs)]


def _circled(number: int) -> str:
    return chr(0x2460 + number - 1) if 0 < number <= 20 else str(number)


_FORMATS: dict[str, Callable[[int], str]] = {
    "decimal": str,
    "decimalZero": lambda number: f"{number:02d}",
    "decimalFullWidth": lambda number: str(number).translate({ord("0") + i: 0xFF10 + i for i in range(10)}),
    "chineseCounting": chinese,
    "chineseCountingThousand": chinese,
    "chineseLegalSimplified": lambda number: chinese(number).translate(
        str.maketrans("一二三四五六七八九十百", "壹贰叁肆伍陆柒捌玖拾佰")
    ),
    "japaneseCounting": chinese,
    "taiwaneseCounting": chinese,
    "taiwaneseCountingThousand": chinese,
    "ideographDigital": chinese,
    "ideographTraditional": _cyclic(_STEMS),
    "ideographZodiac": _cyclic(_BRANCHES),
    "decimalEnclosedCircle": _circled,
    "decimalEnclosedCircleChinese": _circled,
    "ideographEnclosedCircle": lambda number: chr(0x3280 + number - 1) if 0 < number <= 10 else str(number),
    "lowerLetter": _letter,
    "upperLetter": lambda number: _letter(number).upper(),
    "lowerRoman": roman,
    "upperRoman": lambda number: roman(number).upper(),
}


@dataclass(slots=True)
class _Level:
    format: str = "decimal"
    text: str = ""
    start: int = 1


@dataclass(slots=True)
class Numbering:
    """List definitions of one file, and how far each list has counted."""

    lists: dict[str, tuple[str, dict[int, _Level]]] = field(default_factory=dict)
    counts: dict[str, dict[int, int]] = field(default_factory=dict)

    def label(self, list_id: str, level: int) -> str:
        """Label of the next paragraph on ``level`` of a list (``（二）``); empty for bullets and unknown
        lists."""
        if list_id not in self.lists:
            return ""
        abstract, levels = self.lists[list_id]
        own = levels.get(level)
        if own is None:
            return ""
        counts = self.counts.setdefault(abstract, {})
        counts[level] = counts.get(level, own.start - 1) + 1
        for deeper in [other for other in counts if other > level]:
            del counts[deeper]
        if own.format not in _FORMATS:
            return ""
        return _PLACE.sub(lambda match: self._part(levels, counts, int(match.group(1)) - 1), own.text)

    def _part(self, levels: dict[int, _Level], counts: dict[int, int], level: int) -> str:
        known = levels.get(level, _Level())
        write = _FORMATS.get(known.format)
        return write(counts.get(level, known.start)) if write else ""


def read_numbering(root: _Element | None) -> Numbering:
    """Numbering of ``word/numbering.xml``; empty where there is none."""
    numbering = Numbering()
    if root is None:
        return numbering
    abstract = {
        attribute(item, "abstractNumId") or "": _levels(item) for item in root if local(item) == "abstractNum"
    }
    for item in root:
        if local(item) != "num":
            continue
        key = value(item, "abstractNumId") or ""
        levels = dict(abstract.get(key, {}))
        restarted = False
        for override in item:
            if local(override) == "lvlOverride":
                restarted = _override(levels, override) or restarted
        own = attribute(item, "numId") or ""
        numbering.lists[own] = (f"{key}#{own}" if restarted else key, levels)
    return numbering


def _levels(parent: _Element) -> dict[int, _Level]:
    return {_integer(attribute(item, "ilvl")): _level(item) for item in parent if local(item) == "lvl"}


def _level(item: _Element) -> _Level:
    format = value(item, "numFmt") or "decimal"
    return _Level(format, (value(item, "lvlText") or "")[:40], _integer(value(item, "start"), 1))


def _override(levels: dict[int, _Level], override: _Element) -> bool:
    index = _integer(attribute(override, "ilvl"))
    own = child(override, "lvl")
    if own is not None:
        levels[index] = _level(own)
    start = value(override, "startOverride")
    if start is None:
        return False
    base = levels.get(index, _Level())
    levels[index] = _Level(base.format, base.text, _integer(start, 1))
    return True


def _integer(text: str | None, default: int = 0) -> int:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 7 else default
