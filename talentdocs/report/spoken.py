"""Numbers as people write them in Chinese documents: 265000 人 is 26.5万人 (万, 亿)."""

from __future__ import annotations

from decimal import Decimal

SCALES = ((Decimal(10) ** 8, "亿"), (Decimal(10) ** 4, "万"))
PLAIN = frozenset(("%", "‰", "个百分点", "百分点"))
"""Units whose numbers are never scaled."""

Number = int | float | Decimal


def spoken(value: Number | None, unit: str | None = None, *, signed: bool = False) -> str:
    """The number with 亿 or 万 and its unit, without a space between; empty for null.

    >>> spoken(265000, "人"), spoken(-8000, "人", signed=True), spoken(34.9, "%")
    ('26.5万人', '−8000人', '34.9%')
    """
    if value is None:
        return ""
    number = exact(value)
    scale, word = scale_of(number, unit)
    lead = "−" if number < 0 else "+" if signed and number > 0 else ""
    return f"{lead}{digits(abs(number) / scale)}{word}{unit or ''}"


def told(text: str, value: Number | None, unit: str | None, top: Number | None = None) -> str:
    """The words of a figure where they hold its unit, else the number with scale and unit from elsewhere.

    >>> told("26.5万人", 265000, "人"), told("18万", 180000, "人"), told("56", 560000, "人")
    ('26.5万人', '18万人', '56万人')
    """
    if not unit or unit in text or text.startswith("百分之") or text.endswith("成"):
        return text
    low = "" if top is None else f"{spoken(value, None)}–"
    return low + spoken(value if top is None else top, unit)


def scale_of(value: Decimal, unit: str | None) -> tuple[Decimal, str]:
    """What a number is divided by, and the word for it."""
    if unit not in PLAIN:
        for scale, word in SCALES:
            if abs(value) >= scale:
                return scale, word
    return Decimal(1), ""


def normal(value: Number | None, unit: str | None) -> str:
    """The number in units of one, as the tables hold it: 265000 人."""
    return "" if value is None else f"{digits(exact(value))} {unit or ''}".strip()


def difference(value: Number | None, unit: str | None, points: str = "个百分点") -> str:
    """A difference with its sign; between two percentages it is in percentage points.

    >>> difference(-3.7, "%"), difference(212, "人")
    ('−3.7个百分点', '+212人')
    """
    return spoken(value, points if unit == "%" else unit, signed=True)


def percent(ratio: Number | None) -> str:
    """A ratio as a signed percentage with at most one decimal: −16%."""
    if ratio is None:
        return ""
    return spoken(round(exact(ratio) * 100, 1), "%", signed=True)


def exact(value: Number) -> Decimal:
    """The shortest decimal that is the number."""
    return value if isinstance(value, Decimal) else Decimal(str(value))


def digits(value: Decimal) -> str:
    """Plain digits, at most four decimals, no exponent, no zeros at the end."""
    text = f"{value:.4f}" if value != value.to_integral_value() else f"{value:.0f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
