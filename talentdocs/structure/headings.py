"""Headings (标题) of plain text: what marker a line opens with, how deep it stands, and how far it reaches.

Plain text has no styles, so a heading is known by its marker (一、 （一） 1. 一是 ——), by bold type of
Markdown, or by being a short line of its own. The forms are data: ``lexicons/headings.toml``.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import lru_cache

from talentdocs.late import compiled, late
from talentdocs.segment.lexicon import Lexicons
from talentdocs.segment.patterns import Patterns, patterns
from talentdocs.structure.clauses import Piece, trim

UNNUMBERED_TOP = 36.0
UNNUMBERED = 46.0
HASH = 30.0
GLOSSARY = 6.0
BOLD = 86.0
_HAN = {mark: value for value, mark in enumerate("零一二三四五六七八九")}
_CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
_FINAL = "。！？；：!?;:，,、"
_NO_TITLE = late(r"[\t：:]")


@dataclass(frozen=True, slots=True)
class Form:
    """One form of marker, from the lexicon."""

    name: str
    pattern: re.Pattern[str]
    rank: float
    limit: int
    alone: bool


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading that was found, before it has a place in the tree."""

    style: str
    rank: float
    ordinal: int | None
    start: int
    """First character of the marker."""
    title_start: int
    title_end: int
    end: int
    """Where the section's body starts."""
    item: bool = False
    """A paragraph that opens with a marker: it begins a section, and its words are prose."""

    def at_rank(self, rank: float) -> Heading:
        """The same heading at another depth."""
        return replace(self, rank=rank)


@dataclass(frozen=True, slots=True)
class Forms:
    """All forms of one set of lexicons."""

    forms: tuple[Form, ...]
    quick: re.Pattern[str]
    says: Patterns
    """Words of headings."""

    def at(self, folded: str, position: int, end: int) -> tuple[Form, re.Match[str]] | None:
        """The form whose marker stands at ``position``."""
        if self.quick.match(folded, position, end) is None:
            return None
        for form in self.forms:
            if found := form.pattern.match(folded, position, end):
                return form, found
        return None


@lru_cache(maxsize=8)
def heading_forms(lexicons: Lexicons) -> Forms:
    """The heading forms of ``lexicons``, compiled once."""
    forms = tuple(
        Form(
            entry.key,
            compiled(entry.text("pattern")),
            float(entry.text("rank", "99")),
            int(entry.text("limit", "40")),
            str(entry.fields.get("alone", "true")).lower() == "true",
        )
        for entry in lexicons.table("headings").values()
        if entry.text("pattern")
    )
    quick = compiled(r"[、第一二三四五六七八九十（(〔\d①-⑳—─\-]")
    return Forms(forms, quick, patterns(lexicons, "heading_words"))


def ordinal_value(text: str) -> int | None:
    """``十二`` and ``12`` give 12, ``③`` gives 3."""
    if text.isdigit() and text.isascii():
        return int(text)
    if text in _CIRCLED:
        return _CIRCLED.index(text) + 1
    if "百" in text:
        return None
    tens, ten, ones = text.rpartition("十")
    if not ten:
        return _HAN.get(ones) if len(ones) == 1 else None
    return (_HAN.get(tens, 0) if tens else 1) * 10 + (_HAN.get(ones, 0) if ones else 0)


def read_marked(
    content: str, folded: str, pieces: list[Piece], forms: Forms, line: tuple[int, int]
) -> Heading | None:
    """The heading that a line opens with by its marker, None where it opens with none.

    ``一、加强体系建设。一是…`` → the heading is ``一、加强体系建设。``; a line such as ``2.新建公园12个。``
    is an item: its words stay prose.
    """
    first = pieces[0]
    found = forms.at(folded, first.start, line[1])
    if found is None:
        return None
    form, match = found
    span = trim(content, match.end(), first.end)
    if span is None:
        return None
    title_start, piece_end = span
    title_end = _bare_end(content, title_start, piece_end)
    ordinal = ordinal_value(match["n"]) if "n" in match.groupdict() else None
    item = _is_item(content, form, pieces, (title_start, title_end), forms.says["figure"])
    if item:
        title_end = _phrase_end(content, title_start, title_end)
    end = first.start if item else first.end
    return Heading(form.name, form.rank, ordinal, first.start, title_start, title_end, end, item)


def _is_item(
    content: str, form: Form, pieces: list[Piece], title: tuple[int, int], figure: re.Pattern[str]
) -> bool:
    """Whether a marked line is a paragraph with a number, not a heading."""
    start, end = title
    length = end - start
    closing = content[pieces[0].end - 1]
    if length > form.limit or closing in "；;，,":
        return True
    if len(pieces) > 1:
        return form.rank >= 40 and figure.search(content, start, end) is not None
    if closing in "。！？!?":
        if form.rank >= 60:
            return True
        return form.rank >= 40 and figure.search(content, start, end) is not None
    return not form.alone


def read_bold(content: str, line: tuple[int, int], pieces: list[Piece]) -> Heading | None:
    """A heading set in bold type: ``**扩大投资。**实施…`` or a line that is bold as a whole."""
    start = line[0]
    while start < line[1] and content[start] in " \t\u3000-":
        start += 1
    if not content.startswith("**", start):
        return None
    close = content.find("**", start + 2, line[1])
    span = trim(content, start + 2, close) if close > 0 else None
    if span is None or span[1] - span[0] > 45:
        return None
    rest = content[close : line[1]].strip("* \t\u3000。：:")
    if not rest:
        return None
    end = next((piece.end for piece in pieces if piece.end >= span[1]), span[1])
    if end - span[1] > 1:
        end = span[1]
    return Heading("bold", BOLD, None, span[0], span[0], _bare_end(content, *span), end)


def read_unnumbered(
    content: str, pieces: list[Piece], wrapped: bool, amount: re.Pattern[str]
) -> Heading | None:
    """A short line of its own without a final mark: ``总体要求``; its rank is settled by what follows it."""
    if len(pieces) != 1:
        return None
    start, end = pieces[0].start, pieces[0].end
    length = end - start
    if not 2 <= length <= (16 if wrapped else 42) or content[end - 1] in _FINAL:
        return None
    text = content[start:end]
    if text.count("，") + text.count("、") > 3 or _NO_TITLE.search(text) or amount.search(text):
        return None
    if not ("\u4e00" <= text[0] <= "\u9fff" or text[0] in "“《\"'2"):
        return None
    return Heading("plain", UNNUMBERED, None, start, start, end, end)


def read_titled(
    content: str, pieces: list[Piece], glossary: re.Pattern[str], titled: re.Pattern[str]
) -> Heading | None:
    """A line that is a heading by its words though it ends in a colon: ``名词解释：``, ``总体要求：``."""
    if len(pieces) != 1:
        return None
    start, end = pieces[0].start, _bare_end(content, pieces[0].start, pieces[0].end)
    words = content[start:end]
    if end - start <= 45 and content[pieces[0].end - 1] not in "。；" and glossary.search(words):
        return Heading("glossary", GLOSSARY, None, start, start, end, pieces[0].end)
    if content[pieces[0].end - 1] in "：:" and 3 <= len(words) <= 10 and titled.fullmatch(words):
        return Heading("plain", UNNUMBERED, None, start, start, end, pieces[0].end)
    return None


def hash_level(content: str, line: tuple[int, int]) -> int | None:
    """Level of a Markdown ``##`` heading."""
    start = line[0]
    while start < line[1] and content[start] in " \u3000":
        start += 1
    count = 0
    while start + count < line[1] and content[start + count] == "#":
        count += 1
    return (
        count
        if 0 < count <= 6 and content[start + count : start + count + 1] in (" ", "\u3000", "\t")
        else None
    )


def read_inline(
    content: str, folded: str, piece: Piece, last: bool, forms: Mapping[str, Form], states: re.Pattern[str]
) -> Heading | None:
    """A marker inside a paragraph: ``…。二是确保资金到位。全面…`` opens a section of its own."""
    form = forms["ordinal_is"] if folded[piece.start] in "一二三四五六七八九十" else None
    match = form.pattern.match(folded, piece.start, piece.end) if form else None
    if form is None or match is None:
        return None
    title_start, title_end = match.end(), _bare_end(content, match.end(), piece.end)
    if title_end <= title_start:
        return None
    item = title_end - title_start > form.limit or last or content[piece.end - 1] not in "。！"
    item = item or states.search(folded, title_start, title_end) is not None
    item = item or ("，" in content[title_start:title_end] and title_end - title_start > 20)
    if item:
        title_end = _phrase_end(content, title_start, title_end)
    ordinal = ordinal_value(match["n"])
    return Heading(
        form.name,
        form.rank,
        ordinal,
        piece.start,
        title_start,
        title_end,
        piece.start if item else piece.end,
        item,
    )


def _bare_end(content: str, start: int, end: int) -> int:
    while end > start and (content[end - 1] in "。：:；;！!*" or content[end - 1].isspace()):
        end -= 1
    return end


def _phrase_end(content: str, start: int, end: int) -> int:
    for position in range(start, min(end, start + 30)):
        if content[position] in "，,；;（(。：:":
            return position if position > start else min(end, start + 24)
    return min(end, start + 24)
