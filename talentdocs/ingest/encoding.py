"""Character encodings (字符编码) of Chinese text: BOM, then strict UTF-8, then the likeliest of the rest.

The rest are UTF-8 with damaged bytes, GB18030 (with GB2312 and GBK), Big5 (with CP950 and HKSCS) and UTF-16
without a byte-order mark. Each decodes a sample; the one whose characters look most like Chinese wins.
Japanese and Korean encodings are not looked for.
"""

from __future__ import annotations

import codecs
import re

from talentdocs.ingest import problems
from talentdocs.ingest.likeness import likeness
from talentdocs.ingest.realign import realigned

SAMPLE = 20_000
"""Bytes that are scored: enough for any text, and some 3 ms of work."""
DOUBTFUL = 2_000
"""Bytes that are looked at again for lost bytes, where no encoding stands out."""
SURE, MARGIN = 0.9, 0.3
"""Likeness of a text that is decoded rightly, and its lead over the next best."""

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
    if _is_mostly_utf8(sample):
        return "utf-8"
    scores = {name: likeness(sample.decode(name, "replace")) for name in _CANDIDATES}
    ranked = sorted(_CANDIDATES, key=lambda name: -scores[name])
    if scores[ranked[0]] < SURE or scores[ranked[0]] - scores[ranked[1]] < MARGIN:
        start = sample[:DOUBTFUL]
        for name in ("gb18030", "big5"):
            scores[name] = max(scores[name], likeness(realigned(start, name)))
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
    if name in ("gb18030", "gbk", "gb2312", "big5"):
        return realigned(data, name)
    return data.decode(name, "replace")


def _is_utf8(data: bytes) -> bool:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _is_mostly_utf8(sample: bytes) -> bool:
    """Whether most bytes above ASCII stand in well-formed sequences, which no other encoding gives by
    chance."""
    high = len(_HIGH_BYTE.findall(sample))
    text = sample.decode("utf-8", "ignore")
    formed = len(_HIGH_BYTE.findall(text.encode("utf-8")))
    return high > 0 and formed >= 0.7 * high and b"\0" not in sample and likeness(text) > 0.5


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
