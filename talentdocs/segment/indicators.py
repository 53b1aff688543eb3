"""Names of indicators (指标名称): which names mean the same, and which way is better.

The names are data: ``lexicons/indicators.tsv`` holds the concepts with their synonyms,
``lexicons/indicator_words.tsv`` the words that are spelt in several ways, say nothing, or change the meaning.
Nothing is guessed: a name that is neither listed nor a spelling variant of a listed one has no key.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping
from functools import cached_property, lru_cache
from typing import Literal, cast

from talentdocs.late import compiled, late
from talentdocs.segment.lexicon import Entry, Lexicons, alternation
from talentdocs.segment.units import load_units

Good = Literal["up", "down", "range", "none"]
GROWTH, FALL, NEW = "增速", "降幅", "新增"
_COUNTED = frozenset(("org", "count", "event"))
_RATES = frozenset(("percent", "permille"))
_JOINTS = str.maketrans("", "", "、，,和与及或·")
_SPACE = late(r"[^\w.%&]|_")
_REWRITES = frozenset(("same", "drop", "head", "tail"))


class IndicatorLexicon:
    """The indicators of one set of lexicons, looked up by any name they are reported under."""

    def __init__(self, lexicons: Lexicons) -> None:
        words = lexicons.table("indicator_words")
        self._same = _Rewriter({k: e for k, e in words.items() if e.text("class") in ("same", "drop")})
        self._head = _Edge({k: e for k, e in words.items() if e.text("class") == "head"}, at_end=False)
        self._tail = _Edge({k: e for k, e in words.items() if e.text("class") == "tail"}, at_end=True)
        self._aspects = {k: e for k, e in words.items() if e.text("class") == "aspect"}
        self._marks = _Markers({k: e for k, e in words.items() if e.text("class") not in _REWRITES})
        self._entries = lexicons.table("indicators")
        self._kinds = {name: unit.kind for name, unit in load_units(lexicons).items()}
        self.normalise: Callable[[str], str] = lru_cache(maxsize=1 << 16)(self._normalise)
        self._key = lru_cache(maxsize=1 << 16)(self._look_up)
        self._aspects_of = lru_cache(maxsize=1 << 10)(self._find_aspects)
        self._index = lexicons.kept("index of indicators", self._make_index)

    def _make_index(self) -> dict[str, str]:
        """Canonical name by the normal form of every name; where two claim one, the first has it.

        The words that are rewritten are looked for in all names at once: few hold any.
        """
        keys = [key for key, entry in self._entries.items() for _ in range(1 + len(entry.list("synonyms")))]
        names = [name for key, entry in self._entries.items() for name in (key, *entry.list("synonyms"))]
        folded = [*map(_fold, names)]
        rewritten = self._same.lines("\n".join(folded))
        index: dict[str, str] = {}
        for number, (key, text) in enumerate(zip(keys, folded, strict=True)):
            index.setdefault(self._trim(self._same.apply(text) if number in rewritten else text), key)
        return index

    @property
    def entries(self) -> Mapping[str, Entry]:
        """All entries by canonical name."""
        return self._entries

    def key(self, name: str, unit: str | None = None, measure: str | None = None) -> str | None:
        """Canonical name, null where none is known: 规上工业增加值增长 → 规模以上工业增加值增速.

        ``unit`` and ``measure`` (of the contract) tell apart names that say too little: 老旧小区改造 in 户
        counts households, 地区生产总值 with measure ``change`` in % is its growth. They veto a name that
        they contradict.
        """
        return self._key(name, unit, measure)

    def _look_up(self, name: str, unit: str | None, measure: str | None) -> str | None:
        normal = self.normalise(name)
        if not normal:
            return None
        if measure == "change" and not normal.endswith((GROWTH, FALL)):
            known = self._index.get(normal)
            if known is None or self._entries[known].text("measure") != "change":
                return self._find(normal + GROWTH, unit) if self._kind(unit) in _RATES else None
        return self._find(normal, unit)

    def good(self, key_or_name: str) -> Good | None:
        """Which way is better, null where the indicator is not known: PM2.5平均浓度 → down."""
        key = key_or_name if key_or_name in self._entries else self.key(key_or_name)
        if key is None:
            return None
        entry = self._entries.get(key)
        if entry is None:
            base = self._base(self.normalise(key))
            entry = self._entries[base] if base else None
        return cast(Good, entry.text("good", "none")) if entry else None

    def markers(self, name: str) -> frozenset[str]:
        """Words that change the meaning, as ``class:word``: 新增省级技能大师工作室 → new:新增, level:省.

        Two names with different markers of the classes level, area, rate, trade, size, sector, grade, person,
        growth, share and aspect are not the same; new, stage and sum say what was counted and when. Words of
        rate and sum are read from the name as written, since 年均增速 and 增速 share their normal form.
        """
        spoken = (mark for mark in self._marks.of(_fold(name)) if mark.startswith(("rate:", "sum:")))
        return self._marks.of(self.normalise(name)) | frozenset(spoken)

    def _find(self, normal: str, unit: str | None) -> str | None:
        key = self._index.get(normal)
        if key is not None and self._agrees(self._entries[key].text("unit"), unit):
            return key
        for word in self._aspects_of(unit):
            longer = self._index.get(self.normalise(normal + word))
            if longer is not None and self._agrees(self._entries[longer].text("unit"), unit):
                return longer
        return None if key is not None else self._derived(normal, unit)

    def _find_aspects(self, unit: str | None) -> list[str]:
        """What a unit shows to be counted: 平方米 gives 面积, 户 gives 户数."""
        kind = self._kind(unit)
        if kind is None:
            return []
        aspects = ((word, aspect.text("to")) for word, aspect in self._aspects.items())
        return [
            word for word, to in aspects if to == unit or (kind not in _COUNTED and self._kind(to) == kind)
        ]

    def _derived(self, normal: str, unit: str | None) -> str | None:
        """X增速 and 新增X of a known X."""
        base = self._base(normal)
        if base is None:
            return None
        if normal.endswith(GROWTH):
            return base + GROWTH if unit is None or self._kind(unit) in _RATES else None
        if self._agrees(self._entries[base].text("unit"), unit):
            return NEW + self._tail.apply(base)
        return None

    def _base(self, normal: str) -> str | None:
        """The known indicator whose growth or increase a name is."""
        if normal.endswith(GROWTH):
            key = self._index.get(normal.removesuffix(GROWTH)) or self._index.get(
                self._tail.apply(normal.removesuffix(GROWTH))
            )
            return key if key and self._entries[key].text("measure") not in ("change", "share") else None
        if normal.startswith(NEW):
            key = self._index.get(normal.removeprefix(NEW))
            return key if key and self._entries[key].text("measure") == "stock" else None
        return None

    def _agrees(self, usual: str, unit: str | None) -> bool:
        """Whether a unit can be that of an indicator whose usual unit is ``usual``."""
        if not usual or unit is None or usual == unit:
            return True
        mine, theirs = self._kind(usual), self._kind(unit)
        if mine is None or theirs is None:
            return mine == theirs
        if mine in _COUNTED and theirs in _COUNTED:
            return not any(self._splits(aspect, usual, unit) for aspect in self._aspects.values())
        return mine == theirs or (mine in _RATES and theirs in _RATES)

    @staticmethod
    def _splits(aspect: Entry, usual: str, unit: str) -> bool:
        """Whether one of two counting units is that of an aspect (户) and the other cannot stand for it."""
        own, also = aspect.text("to"), aspect.list("also")
        return (usual == own and unit not in also) or (unit == own and usual not in also)

    def _kind(self, unit: str | None) -> str | None:
        return self._kinds.get(unit) if unit else None

    def _normalise(self, name: str) -> str:
        """The normal form of a name, for comparison only: 全市规模以上工业总产值 → 规上工业总产值."""
        return self._trim(self._same.apply(_fold(name)))

    def _trim(self, text: str) -> str:
        text = self._tail.apply(self._head.apply(text))
        if text.endswith(NEW) and len(text) > len(NEW):
            text = NEW + text.removesuffix(NEW)
        return text


class _Rewriter:
    """Replaces words by others until nothing changes; a name is never emptied."""

    def __init__(self, words: Mapping[str, Entry]) -> None:
        self._to = {_fold(word): _fold(entry.text("to")) for word, entry in words.items()}
        self._pattern = _pattern(words) if words else None

    def apply(self, text: str) -> str:
        if self._pattern is None:
            return text
        for _ in range(4):
            new, count = self._pattern.subn(lambda match: self._to[match[0]], text)
            if not count or len(new) < 2:
                return text
            text = new
        return text

    def lines(self, text: str) -> frozenset[int]:
        """Numbers of the lines of ``text`` that hold one of the words."""
        if self._pattern is None:
            return frozenset()
        found: set[int] = set()
        line = position = 0
        for match in self._pattern.finditer(text):
            line += text.count("\n", position, match.start())
            position = match.start()
            found.add(line)
        return frozenset(found)


class _Markers:
    """Finds the words that change the meaning, longest first, without overlap."""

    def __init__(self, words: Mapping[str, Entry]) -> None:
        self._words = words
        self._class = {_fold(word): entry.text("class") for word, entry in words.items()}

    @cached_property
    def _pattern(self) -> re.Pattern[str] | None:
        return _pattern(self._words) if self._words else None

    def of(self, text: str) -> frozenset[str]:
        if self._pattern is None:
            return frozenset()
        return frozenset(f"{self._class[match[0]]}:{match[0]}" for match in self._pattern.finditer(text))


class _Edge:
    """Replaces words at one end of a name, longest first, until nothing changes; a name is never emptied."""

    def __init__(self, words: Mapping[str, Entry], *, at_end: bool) -> None:
        self._at_end = at_end
        self._to = {_fold(word): _fold(entry.text("to")) for word, entry in words.items()}
        self._guards = {_fold(word): entry.text("not_after") for word, entry in words.items()}
        self._sizes = sorted({len(word) for word in self._to}, reverse=True)
        self._ends = frozenset(word[-1] if at_end else word[0] for word in self._to if word)

    def apply(self, text: str) -> str:
        outer = -1 if self._at_end else 0
        for _ in range(4):
            if not text or text[outer] not in self._ends:
                return text
            new = self._once(text)
            if new == text or len(new) < 2:
                return text
            text = new
        return text

    def _once(self, text: str) -> str:
        for size in self._sizes:
            word = text[-size:] if self._at_end else text[:size]
            if word not in self._to or len(word) < size:
                continue
            if not self._at_end:
                return self._to[word] + text[size:]
            rest = text[:-size]
            if not rest or rest[-1] not in self._guards[word]:
                return rest + self._to[word]
        return text


def _pattern(words: Mapping[str, Entry]) -> re.Pattern[str]:
    """Longest word first; a word behind one of its ``not_after`` characters is another word."""
    plain = [_fold(word) for word, entry in words.items() if not entry.text("not_after")]
    guarded = [
        f"(?<![{re.escape(entry.text('not_after'))}]){re.escape(_fold(word))}"
        for word, entry in words.items()
        if entry.text("not_after")
    ]
    parts = ([alternation(plain)] if plain else []) + guarded
    return compiled("|".join(parts))


def _fold(word: str) -> str:
    """Compatibility forms and case evened, joints (和、与) and most marks taken out."""
    if not unicodedata.is_normalized("NFKC", word):
        word = unicodedata.normalize("NFKC", word)
    word = word.upper().translate(_JOINTS)
    return word if word.isalnum() else _SPACE.sub("", word)


@lru_cache(maxsize=8)
def load_indicators(lexicons: Lexicons) -> IndicatorLexicon:
    """The indicator lexicon of a run, built once for each set of lexicons."""
    return IndicatorLexicon(lexicons)
