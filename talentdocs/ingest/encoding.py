"""Character encodings (字符编码) of Chinese text: BOM, then strict UTF-8, then the likeliest of the rest.

The rest are GB18030 (with GB2312 and GBK), Big5 (with CP950 and HKSCS) and UTF-16 without a byte-order mark, and
UTF-8 with damaged bytes. Each decodes a sample with replacement; the one whose characters look most
like Chinese text wins. Japanese and Korean encodings are not looked for.
"""

from __future__ import annotations

import codecs
import re
from functools import cache

from talentdocs.ingest import problems

SAMPLE = 20_000
"""Bytes that are scored: enough for any text, and some 3 ms of work."""

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
    (b"\x84\x31\x95\x33", "gb18030"),
)
_CANDIDATES = ("gb18030", "big5", "utf-16-le", "utf-16-be", "utf-8")
_BIG5_CODECS = ("cp950", "big5hkscs", "big5")
_HIGH_BYTE = re.compile(rb"[\x80-\xff]")
_PUNCTUATION = frozenset("，。、；：？！“”‘’（）《》〈〉〔〕【】—…·％　")


def decode(data: bytes, forced: str | None = None) -> tuple[str, str, list[str]]:
    """Text of ``data`` without its BOM, the name of the encoding, and warnings.

    ``forced`` names an encoding to use without detection. Bytes that do not fit become U+FFFD and a
    ``T201`` warning says how many. Line breaks stay as they are. Raises ReadError T108 for an unknown name.
    """
    name = _known(forced) if forced else detect(data)
    content = _decode_as(data, name)
    content = content.removeprefix("\ufeff")
    broken = content.count("\ufffd") - _genuine_replacements(data, name)
    warnings = [f"T201 有{broken}处字节不合{name}编码，已用U+FFFD代替"] if broken > 0 else []
    return content, name, warnings


def detect(data: bytes) -> str:
    """Name of the encoding that ``data`` most likely has; ``utf-8`` for plain ASCII and for nothing."""
    for mark, name in _BOMS:
        if data.startswith(mark):
            return name
    if b"\0" not in data and _is_utf8(data):
        return "utf-8"
    sample = _sample(data)
    scores = {name: _score(sample.decode(name, "replace")) for name in _CANDIDATES}
    return max(_CANDIDATES, key=lambda name: scores[name])


def _known(name: str) -> str:
    try:
        return codecs.lookup(name).name if codecs.lookup(name)._is_text_encoding else _refuse(name)
    except (LookupError, ValueError, UnicodeError):
        return _refuse(name)


def _refuse(name: str) -> str:
    raise problems.bad_encoding(name)


def _decode_as(data: bytes, name: str) -> str:
    for codec in _BIG5_CODECS if name == "big5" else (name,):
        try:
            return data.decode(codec)
        except UnicodeError:
            continue
    return data.decode("cp950" if name == "big5" else name, "replace")


def _is_utf8(data: bytes) -> bool:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _genuine_replacements(data: bytes, name: str) -> int:
    """U+FFFD that the file itself holds, which no damage of ours explains."""
    return data.count(b"\xef\xbf\xbd") if name in ("utf-8", "utf-8-sig") else 0


def _sample(data: bytes) -> bytes:
    """Bytes around the first that is not ASCII, from an even offset so that UTF-16 stays in step."""
    first = _HIGH_BYTE.search(data)
    if first is None or first.start() < SAMPLE // 2:
        return data[:SAMPLE]
    begin = first.start() - 200 & ~1
    return data[begin : begin + SAMPLE]


@cache
def common_han() -> frozenset[str]:
    """The Han characters of GB 2312 level 1 (3,755) and Big5 level 1 (5,401), by their code ranges."""
    low = bytes([*range(0x40, 0x7F), *range(0xA1, 0xFF)])
    simplified = (bytes((high, byte)) for high in range(0xB0, 0xD8) for byte in range(0xA1, 0xFF))
    traditional = (bytes((high, byte)) for high in range(0xA4, 0xC7) for byte in low)
    han = {pair.decode("gb2312", "ignore") for pair in simplified}
    han |= {pair.decode("big5", "ignore") for pair in traditional}
    return frozenset(char for char in han if "\u4e00" <= char <= "\u9fff")


def _score(text: str) -> float:
    """Likeness to Chinese text: 1 for each common Han character or mark, -5 for each that could not be decoded."""
    if not text:
        return -5.0
    common = common_han()
    total = 0.0
    for char in text:
        if char in common or char in _PUNCTUATION:
            total += 1.0
        elif " " <= char <= "~" or char in "\r\n\t":
            total += 0.6
        elif char == "\ufffd":
            total -= 5.0
        elif char < " " or "\ue000" <= char <= "\uf8ff" or not char.isprintable():
            total -= 2.0
    return total / len(text)
