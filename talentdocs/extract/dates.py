"""Dates of signing and delivery (日期) as ISO, to the precision that the text gives."""

from __future__ import annotations

from talentdocs.late import late

_DIGITS = {mark: str(value) for value, mark in enumerate("〇一二三四五六七八九")} | dict.fromkeys(
    "○零ОO0", "0"
)
_ARABIC = late(
    r"(?<!\d)(?P<y>(?:19|20)\d\d)\s*(?:年\s*(?:(?P<m>\d{1,2})\s*月\s*(?:(?P<d>\d{1,2})\s*日)?)?"
    r"|[-./](?P<m2>\d{1,2})[-./](?P<d2>\d{1,2})(?!\d))"
)
_HAN = late(
    r"(?P<y>[一二][九〇○零ОO0][〇○零ОO0一二三四五六七八九]{2})\s*年"
    r"(?:\s*(?P<m>[一二三四五六七八九十]{1,3})\s*月\s*(?:(?P<d>[一二三四五六七八九十]{1,3})\s*日)?)?"
)


def read_date(words: str) -> str | None:
    """The first date in ``words``: ``2023年8月2日`` → 2023-08-02, ``二〇二三年八月`` → 2023-08."""
    found = _ARABIC.search(words)
    if found is not None:
        return _iso(int(found["y"]), found["m"] or found["m2"], found["d"] or found["d2"])
    han = _HAN.search(words)
    if han is None:
        return None
    year = int("".join(_DIGITS[mark] for mark in han["y"]))
    month, day = (str(_count(part)) if part else None for part in (han["m"], han["d"]))
    return _iso(year, month, day)


def full_date(words: str) -> str | None:
    """As ``read_date``, but only where month is given: 2023年 alone is no date of signing."""
    date = read_date(words)
    return date if date is not None and len(date) > 4 else None


def _iso(year: int, month: str | None, day: str | None) -> str | None:
    if month is None:
        return f"{year}"
    if not 1 <= int(month) <= 12:
        return None
    if day is None:
        return f"{year}-{int(month):02d}"
    return f"{year}-{int(month):02d}-{int(day):02d}" if 1 <= int(day) <= 31 else None


def _count(word: str) -> int:
    digits = "〇一二三四五六七八九"
    tens, ten, ones = word.rpartition("十")
    if not ten:
        return digits.find(word)
    return (digits.find(tens) if tens else 1) * 10 + (digits.find(ones) if ones else 0)
