"""Canonical text and its lines, built paragraph by paragraph (正文逐段构造)."""

from __future__ import annotations

from collections.abc import Sequence

from talentdocs.late import late
from talentdocs.records import Line, LineKind, Text

_HAN = "\u2e80-\u303f\u3400-\u9fff\uf900-\ufaff\uff00-\uffef\U00020000-\U0003ffff“”‘’—…"
_BREAK_BETWEEN_HAN = late(f"(?<=[{_HAN}])[ \t]*[\n\r\v\f\x85\u2028\u2029]+[ \t]*(?=[{_HAN}])")
_BREAK = late("[\t\n\r\v\f\x85\u2028\u2029]+")
_UNPRINTABLE = late("[\x00-\x08\x0e-\x1f\x7f\ud800-\udfff\ufeff]")
_EDGES = " \t\r\n\v\f\x85\xa0\u3000\u2028\u2029\u200b"


def plain(content: str) -> tuple[Line, ...]:
    """Lines of a text whose file format knows no structure."""
    lines = []
    start = 0
    for piece in content.split("\n"):
        end = start + len(piece)
        lines.append(Line(start, end))
        start = end + 1
    return tuple(lines)


def flat(text: str) -> str:
    """``text`` on one line: breaks go between Han characters and become a space elsewhere; controls go;
    ends trimmed."""
    text = _UNPRINTABLE.sub("", text).replace("\xa0", " ")
    if _BREAK.search(text):
        text = _BREAK.sub(" ", _BREAK_BETWEEN_HAN.sub("", text))
    return text.strip(_EDGES)


class Builder:
    """Collects paragraphs and table rows in reading order and gives the Text; blank ones are left out."""

    def __init__(self) -> None:
        self._pieces: list[str] = []
        self._lines: list[Line] = []
        self._length = 0
        self._tables = 0

    def __len__(self) -> int:
        return len(self._lines)

    def add(
        self,
        text: str,
        kind: LineKind = "para",
        *,
        level: int | None = None,
        page: int | None = None,
        confidence: float | None = None,
    ) -> None:
        """Adds one paragraph; nothing where it is blank."""
        text = flat(text)
        if text:
            start = self._push(text)
            self._lines.append(Line(start, start + len(text), kind, level, page, confidence=confidence))

    def new_table(self) -> int:
        """Ordinal of the table whose rows follow."""
        self._tables += 1
        return self._tables - 1

    def row(
        self, cells: Sequence[str], table: int, *, page: int | None = None, confidence: float | None = None
    ) -> None:
        """Adds one table row, its cells joined by tabs; nothing where every cell is blank."""
        cleaned = [flat(cell) for cell in cells]
        if not any(cleaned):
            return
        start = self._push("\t".join(cleaned))
        spans = []
        at = start
        for cell in cleaned:
            spans.append((at, at + len(cell)))
            at += len(cell) + 1
        line = Line(start, at - 1, "row", page=page, table=table, cells=tuple(spans), confidence=confidence)
        self._lines.append(line)

    def text(
        self,
        format: str,
        *,
        encoding: str | None = None,
        pages: int | None = None,
        warnings: Sequence[str] = (),
        title_hint: str | None = None,
    ) -> Text:
        """The Text of all that was added."""
        lines = tuple(self._lines) or (Line(0, 0),)
        hint = flat(title_hint) if title_hint else None
        return Text("\n".join(self._pieces), lines, format, encoding, pages, tuple(warnings), hint or None)

    def _push(self, text: str) -> int:
        start = self._length
        self._pieces.append(text)
        self._length += len(text) + 1
        return start
