"""Offices (责任单位): who answers for a measure, from brackets, table cells and sentences.

Names and endings are data: ``lexicons/offices.tsv``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from talentdocs.segment.lexicon import Lexicons, alternation

_LABEL = re.compile(
    r"(?P<label>责任(?:单位|部门|处室|科室|领导)|牵头(?:单位|部门|责任单位)?|主办(?:单位)?|配合(?:单位|部门)?|协办(?:单位)?|协同单位|参与单位|承办单位|落实单位|实施单位|完成单位|主体单位|责任主体|按职责分工负责)\s*[:：]"
)
_TAILS = re.compile(
    r"(?:等)?(?:有关|相关)?(?:单位|部门)?(?:按(?:照)?(?:职责|分工|职能)[^，。；、]{0,10}|分别负责|共同负责|负责(?:落实)?|牵头(?:负责)?|为牵头单位|落实|配合|参与|主办|协办|等(?:单位|部门)?|等按职责)$"
)
_TIME = re.compile(r"\d|时限|时间|期限|年底")
_NOTE = re.compile(r"列第一(?:位)?的?为牵头|下同|排名第一|首位|牵头单位$|^等$")
_EACH = re.compile(
    r"[省市县州]?各(?:相关|有关)?(?:地|区|县|市|州|镇|乡|街道|园区|功能区|旗)[区县市州镇乡街道旗、（）()和及功能区园]*(?:人民政府|政府|管委会|办事处|党委)?"
)
_SPLIT = re.compile(r"[、，,；;：:\s]+|(?<=[局委办厅会])(?:和|及|与|会同)(?=[市省县区州各])")
_LEVEL = re.compile(r"^(?:市|省|县|区|州|盟|旗|国家|自治区|镇|各|属地|中共)")
_BRACKET = re.compile(
    r"[（(〔【\[](?P<inside>[^（()）〔〕【】]{2,400}(?:[（(][^（()）]{1,20}[）)][^（()）〔〕【】]{0,400}){0,12})[）)〕】\]]"
)
_BY = re.compile(
    r"由(?P<names>[\u4e00-\u9fff、（）()]{2,60}?)(?:共同|联合)?(?:会同(?P<others>[\u4e00-\u9fff、]{3,40}?)(?=负责|组织|实施|研究|制定|落实|开展|推进|[，。；])|牵头|负责|组织(?:实施|开展|协商|评选)|承办|主办|具体实施|主管|统筹实施)"
)
_HEADS = re.compile(r"^(?P<names>[\u4e00-\u9fff、]{3,40}?)(?:牵头|负责)(?!人)")


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
        re.compile(alternation(names) + "$"), re.compile(alternation(suffixes) + "$"), frozenset(ordinary)
    )


def is_office(name: str, lexicons: Lexicons) -> bool:
    """Whether ``name`` reads as an office: 市财政局, 各区、县（市）人民政府, 团市委; not 布局, not 2022年."""
    if not 2 <= len(name) <= 32 or re.search(r"[\d%“”。！？]", name):
        return False
    words = office_words(lexicons)
    if any(name.endswith(word) for word in words.ordinary):
        return False
    if words.names.search(name) or _EACH.fullmatch(name):
        return True
    return words.suffixes.search(name) is not None and (bool(_LEVEL.match(name)) or len(name) >= 4)


def split_offices(inside: str) -> tuple[str, ...]:
    """Names in a list of offices as written, the lead first: ``责任单位：市发改委、各区人民政府`` → both.

    Labels, 按职责分工负责 and notes on who leads are left out.
    """
    kept: list[str] = []

    def keep(found: re.Match[str]) -> str:
        kept.append(found.group())
        return f"、\x00{len(kept) - 1}\x01、"

    marked = _EACH.sub(keep, _LABEL.sub("、", inside))
    names: list[str] = []
    for part in _SPLIT.split(marked):
        name = kept[int(part[1:-1])] if part.startswith("\x00") else part
        name = name.strip("。. \u3000\t*“”")
        if _NOTE.search(name):
            continue
        if not part.startswith("\x00"):
            name = _TAILS.sub("", name)
        if name and name not in names:
            names.append(name)
    return tuple(names)


def bracket_offices(words: str, lexicons: Lexicons) -> tuple[str, ...]:
    """Offices in a bracket, empty where it lists none: ``（市教育局、市财政局）``; not ``（试行）``."""
    found = _BRACKET.fullmatch(words.strip().rstrip("。"))
    if found is None:
        return ()
    inside = found["inside"]
    names = split_offices(inside)
    if not names:
        return ()
    labelled = _LABEL.search(inside) is not None or re.search(r"牵头|按职责|负责$", inside) is not None
    offices = [name for name in names if is_office(name, lexicons)]
    if labelled and offices:
        return tuple(name for name in names if len(name) <= 32 and not _TIME.search(name))
    strong = sum(1 for name in offices if _LEVEL.match(name) or office_words(lexicons).names.search(name))
    return names if len(offices) * 3 >= len(names) * 2 and strong * 2 >= len(names) else ()


def label_offices(words: str) -> tuple[str, ...]:
    """Offices of a line that says who answers: ``责任单位：市教育局、市财政局``; empty for any other line."""
    if _LABEL.match(words) is None or len(words) > 200:
        return ()
    return tuple(name for name in split_offices(words) if 2 <= len(name) <= 32 and not _TIME.search(name))


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
    for found in _BY.finditer(words):
        listed = f"{found['names']}、{found['others'] or ''}"
        names = [name for name in split_offices(listed) if is_office(name, lexicons)]
        if names:
            return tuple(names)
    head = _HEADS.match(words)
    if head:
        names = [
            name for name in split_offices(head["names"]) if is_office(name, lexicons) and _LEVEL.match(name)
        ]
        return tuple(names)
    return ()


def cell_offices(cell: str, lexicons: Lexicons) -> tuple[str, ...]:
    """Offices of a table cell, one a line or listed."""
    return tuple(name for name in split_offices(cell.replace("\n", "、")) if 2 <= len(name) <= 40)
