"""Numerals (数词): what a stretch of digits or Chinese numerals is worth, as an exact Decimal.

Matches: 26.5 · 1,234.5 · 12 345 · 5千 · 1.2万 · 24万亿 · 三百五十万 · 二〇二三 · 两百 · 十五 · 百 · -6.8
· 1.5亿.
Leaves out: fractions and tenths (三分之一, 六成), which quantities.py reads together with their unit.
"""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache

from talentdocs.late import late

DIGITS = {
    char: value
    for value, chars in enumerate(
        ["零〇０", "一壹", "二两贰", "三叁", "四肆", "五伍", "六陆", "七柒", "八捌", "九玖"]
    )
    for char in chars
}
SMALL_SCALES = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000}
LARGE_SCALES = {"万": 10**4, "亿": 10**8}
SCALES = SMALL_SCALES | LARGE_SCALES

ARABIC = r"\d{1,3}(?:[,\x20\u2009\u00a0]\d{3})+(?!\d)(?:\.\d+)?|\d+(?:\.\d+)?"
"""A run of Arabic digits, with separators of thousands or a decimal point."""
CHINESE = "[零〇一二两三四五六七八九十百千万亿壹贰叁肆伍陆柒捌玖拾佰仟]"
"""One Chinese numeral character."""

_ARABIC_FULL = late(rf"([-－−+]?)({ARABIC})\s?([十百千万亿]*)$")


@lru_cache(maxsize=4096)
def parse_numeral(text: str) -> Decimal | None:
    """The value of one numeral in units of one, or None where the text is no numeral.

    >>> parse_numeral("26.5万"), parse_numeral("三百五十万"), parse_numeral("-6.8"), parse_numeral("两")
    (Decimal('265000.0'), Decimal('3500000'), Decimal('-6.8'), Decimal('2'))
    """
    text = text.strip()
    if match := _ARABIC_FULL.match(text):
        sign, number, scales = match.groups()
        value = Decimal(re.sub(r"[,\s]", "", number))
        for scale in scales:
            value *= SCALES[scale]
        return -value if sign in ("-", "－", "−") and sign else value
    return parse_chinese(text)


def parse_chinese(text: str) -> Decimal | None:
    """The value of a numeral in Chinese characters: 三百五十万 3500000, 二〇二三 2023, 万 10000, 三点五 3.5.

    Returns None where a character is no numeral or the order of scales makes no number.
    """
    if not text:
        return None
    whole, point, fraction = text.partition("点")
    if point:
        head, tail = parse_chinese(whole), [DIGITS.get(char) for char in fraction.rstrip("万亿")]
        if head is None or None in tail or not tail:
            return None
        value = head + Decimal("0." + "".join(map(str, tail)))
        for scale in fraction[len(tail) :]:
            value *= LARGE_SCALES[scale]
        return value
    if all(char in DIGITS for char in text):
        return Decimal("".join(str(DIGITS[char]) for char in text))
    return _parse_scaled(text)


def _parse_scaled(text: str) -> Decimal | None:
    total = section = digit = 0
    pending = False  # a digit stands without its scale
    for char in text:
        if char in DIGITS:
            if pending and digit:
                return None
            digit, pending = DIGITS[char], DIGITS[char] != 0
        elif char in SMALL_SCALES:
            section += (digit if pending else 1) * SMALL_SCALES[char]
            digit, pending = 0, False
        elif char in LARGE_SCALES:
            group = section + digit
            if char == "亿":
                total = (total + group or 1) * LARGE_SCALES[char]
            else:
                total += (group or 1) * LARGE_SCALES[char]
            section = digit = 0
            pending = False
        else:
            return None
    return Decimal(total + section + digit)
