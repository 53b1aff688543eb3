"""Offices (责任单位): who answers for a measure, from brackets, table cells and sentences.

Names and endings are data: ``lexicons/offices.tsv``; the words around them
``lexicons/responsible_words.toml``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from talentdocs.late import compiled, late
from talentdocs.segment.lexicon import Lexicons, alternation
from talentdocs.segment.patterns import Patterns, patterns

_BRACKET = late(
    r"[（(〔【\[](?P<inside>[^（()）〔〕【】]{2,400}(?:[（(][^（()）]{1,20}[）)][^（()）〔〕【】]{0,400}){0,12})[）)〕】\]]"
)


@dataclass(frozen=True, slots=True)
class OfficeWords:
    """Names of offices, compiled once."""

    names: re.Pattern[str]
    suffixes: re.Pattern[str]
    ordinary: frozenset[str]


@lru_cache(maxsize=8)
def office_words(lexicons: Lexicons) -> OfficeWords:
    """The names and endings of ``lexicons``."""
    names: list[str] = []
    suffixes: list[str] = []
    ordinary: set[str] = set()
    for entry in lexicons.table("offices").values():
        words = (entry.key, entry.text("full"), *entry.list("aliases"))
        (suffixes if entry.text("kind") == "suffix" else names).extend(word for word in words if word)
        ordinary.update(entry.list("not"))
    return OfficeWords(
        compiled(alternation(names) + "$"), compiled(alternation(suffixes) + "$"), frozenset(ordinary)
    )


def _says(lexicons: Lexicons) -> Patterns:
    return patterns(lexicons, "responsible_words")


def is_office(name: str, lexicons: Lexicons) -> bool:
    """Whether ``name`` reads as an office: 市财政局, 各区、县（市）人民政府, 团市委; not 布局, not 2022年."""
    if not 2 <= len(name) <= 32 or re.search(r"[\d%“”。！？]", name):
        return False
    words = office_words(lexicons)
    if any(name.endswith(word) for word in words.ordinary):
        return False
    if words.names.search(name) or _says(lexicons)["each"].fullmatch(name):
        return True
    return words.suffixes.search(name) is not None and (
        bool(_says(lexicons)["level"].match(name)) or len(name) >= 4
    )


def split_offices(inside: str, lexicons: Lexicons) -> tuple[str, ...]:
    """Names in a list of offices as written, the lead first: ``责任单位：市发改委、各区人民政府`` → both.

    Labels, 按职责分工负责 and notes on who leads are left out.
    """
    says = _says(lexicons)
    kept: list[str] = []

    def keep(found: re.Match[str]) -> str:
        kept.append(found.group())
        return f"、\x00{len(kept) - 1}\x01、"

    marked = says["each"].sub(keep, says["label"].sub("、", inside))
    names: list[str] = []
    for part in says["split"].split(marked):
        name = kept[int(part[1:-1])] if part.startswith("\x00") else part
        name = name.strip("。. \u3000\t*“”")
        if says["note"].search(name):
            continue
        if not part.startswith("\x00"):
            name = says["tail"].sub("", name)
        if name and name not in names:
            names.append(name)
    return tuple(names)


def bracket_offices(words: str, lexicons: Lexicons) -> tuple[str, ...]:
    """Offices in a bracket, empty where it lists none: ``（市教育局、市财政局）``; not ``（试行）``."""
    says = _says(lexicons)
    found = _BRACKET.fullmatch(words.strip().rstrip("。"))
    if found is None:
        return ()
    inside = found["inside"]
    names = split_offices(inside, lexicons)
    if not names:
        return ()
    labelled = says["label"].search(inside) is not None or says["leads"].search(inside) is not None
    offices = [name for name in names if is_office(name, lexicons)]
    if labelled and offices:
        return tuple(name for name in names if len(name) <= 32 and not says["time"].search(name))
    strong = sum(
        1 for name in offices if says["level"].match(name) or office_words(lexicons).names.search(name)
    )
    return names if len(offices) * 3 >= len(names) * 2 and strong * 2 >= len(names) else ()


def label_offices(words: str, lexicons: Lexicons) -> tuple[str, ...]:
    """Offices of a line that says who answers: ``责任单位：市教育局、市财政局``; empty for any other line."""
    says = _says(lexicons)
    if says["label"].match(words) is None or len(words) > 200:
        return ()
    return tuple(
        name
        for name in split_offices(words, lexicons)
        if 2 <= len(name) <= 32 and not says["time"].search(name)
    )


def leading_bracket(words: str) -> int:
    """Length of the bracket that a clause opens with, 0 where it opens with none."""
    found = _BRACKET.match(words)
    return found.end() if found else 0


def trailing_bracket(words: str) -> int:
    """Where the bracket begins that a clause closes with (完成改造（市住建局）。), -1 where there is none."""
    last = -1
    for found in _BRACKET.finditer(words):
        if not words[found.end() :].strip("。；;.! \u3000*"):
            last = found.start()
    return last


def sentence_offices(words: str, lexicons: Lexicons) -> tuple[str, ...]:
    """Offices that a sentence makes answerable: ``由市行政审批局牵头，…`` → 市行政审批局."""
    says = _says(lexicons)
    for found in says["by"].finditer(words) if "由" in words else ():
        listed = f"{found['names']}、{found['others'] or ''}"
        names = [name for name in split_offices(listed, lexicons) if is_office(name, lexicons)]
        if names:
            return tuple(names)
    head = says["head"].match(words) if "牵" in words or "负" in words else None
    if head:
        names = [
            name
            for name in split_offices(head["names"], lexicons)
            if is_office(name, lexicons) and says["level"].match(name)
        ]
        return tuple(names)
    return ()


def cell_offices(cell: str, lexicons: Lexicons) -> tuple[str, ...]:
    """Offices of a table cell, one a line or listed."""
    return tuple(name for name in split_offices(cell.replace("\n", "、"), lexicons) if 2 <= len(name) <= 40)
