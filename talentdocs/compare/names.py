"""What a figure counts, to be held against another (指标特征): words weighed, counting words apart."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from talentdocs.compare.phrases import Phrase
from talentdocs.compare.words import Counted, CountingWords, load_counting_words
from talentdocs.records import Figure
from talentdocs.segment.indicators import IndicatorLexicon, load_indicators
from talentdocs.segment.lexicon import Lexicons
from talentdocs.segment.patterns import patterns
from talentdocs.segment.units import Unit, load_units

Kind = Literal["growth", "share", "points", "level"]
Count = Literal["new", "total"]
Stage = Literal["start", "progress", "done"]

STAGES = ("start", "progress", "done")
_WORDS = re.compile(r"[^\w.%]|_")
_JOINT = re.compile(r"[、]|(?<=\w{2})[和及与或](?=\w{2})")
_MARKER = re.compile(r"^\W*(?:\d{1,3}[.．、)）]|[①-⑳⑴-⒛]|[一二三四五六七八九十]{1,3}(?:是|、))+")
_BRACKETS = re.compile(r"[（(][^（）()]*[）)]|[“”\"《》]")
BASE = 8
"""Characters beside a number in which 由 and 提升到 speak of it."""
REACH = 4
"""Characters before a number in which 达到 speaks of it."""
TELLING = 4
"""Least characters beside a number that can contradict the indicator's name."""
_SOFT = frozenset(("new", "stage", "sum", "growth", "share", "aspect"))


@dataclass(frozen=True, slots=True)
class Content:
    """The weighed words of one text."""

    text: str
    grams: Mapping[str, float]
    """Its characters and pairs of characters, with how much each tells."""
    total: float
    marks: frozenset[str]
    """Words that change the meaning, as ``class:word``."""


@dataclass(frozen=True, slots=True)
class Name:
    """What one figure counts, and how."""

    key: str | None
    kind: Kind
    falls: bool
    """Whether the value is the size of a fall (降幅)."""
    unit: Unit | None
    count: Count | None
    stage: Stage | None
    average: bool
    """A mean over several years."""
    lowers: bool
    """The words before the number bring it down (压缩至5天)."""
    base: bool
    """What a change starts from: 28.6% of 由28.6%提升到33%."""
    flows: bool
    """An amount within a period by its measure."""
    foster: bool
    """Counts what is looked after (培育), not what came."""
    generic: bool
    """The name says too little by itself: 项目, 总投资."""
    underway: bool
    """What is being built, not what is built (在建)."""
    part: bool
    """A part of what stands before it (其中)."""
    joint: bool
    """Names several things that are counted together."""
    bounds: frozenset[str]
    """Thresholds that cut out what is counted: 10亿元以上 of 10亿元以上项目."""
    counted: str
    """The name without counting words, its verb kept: 引进人才 is not 培养人才."""
    own: Content
    """Of the indicator's name, of the canonical one where it is known."""
    beside: Content
    """Of the words beside the number."""


class Namer:
    """Reads names of figures with one set of lexicons."""

    def __init__(self, lexicons: Lexicons) -> None:
        self.indicators: IndicatorLexicon = load_indicators(lexicons)
        self.words: CountingWords = load_counting_words(lexicons)
        self.says = patterns(lexicons, "compare_patterns")
        self._units = load_units(lexicons)
        tails = lexicons.table("compare_tails").values()
        self.tails = {
            kind: tuple(entry.key for entry in tails if kind in entry.list("as"))
            for kind in ("growth", "fall", "joint", "asked")
        }
        """Last words of names of growths (增速) and falls (降幅), by what they are looked for."""
        self._weights: dict[str, float] = {}
        self._weights = _weights(self)
        self.content = lru_cache(maxsize=1 << 15)(self._content)
        self.counted = lru_cache(maxsize=1 << 15)(self._counted)

    def name(self, figure: Figure, phrase: Phrase, carried: Name | None = None) -> Name:
        """The features of a figure; ``carried`` is the member before it of a list that shares a verb."""
        indicator = self.named(figure, phrase)
        key = self._key(figure, indicator, phrase)
        left = self.words.read(phrase.left)
        whole = self.words.read(f"{indicator}，{phrase.text}")
        carries = carried is not None and phrase.listed
        count = self._count(left, whole, figure, phrase, carried if carries else None)
        stage = left.last(*STAGES) or whole.last(*STAGES)
        if stage is None and carries and carried is not None:
            stage = carried.stage
        return Name(
            key=key,
            kind=self._kind(figure, key or indicator),
            falls=(key or indicator).endswith(self.tails["fall"]),
            unit=self._units.get(figure.unit or ""),
            count=count,
            stage=stage,  # type: ignore[arg-type]
            average="average" in whole,
            lowers="lower" in self.words.read(phrase.left[-BASE:]),
            base="base" in self.words.read(phrase.left[-BASE:])
            and "then" in self.words.read(phrase.right[:BASE]),
            flows=figure.measure == "flow",
            foster="foster" in whole,
            generic=self.content(key or indicator).text in self.words.generic,
            underway="underway" in whole,
            part="part" in whole,
            joint=bool(_JOINT.search(bare_of(indicator))),
            bounds=frozenset(self.says["threshold"].findall(phrase.left)),
            counted=self.counted(key or indicator),
            own=self.content(key or indicator),
            beside=self.content("" if _told(figure) else phrase.text),
        )

    def _counted(self, text: str) -> str:
        """The normal form of a name without counting words: 全市高技能人才总数 → 高技能人才."""
        normal = self.normal(bare_of(text)) if text else ""
        for tail in self.tails["growth"]:
            normal = normal.removesuffix(tail)
        return _WORDS.sub("", self.words.uncounted(normal))

    def normal(self, text: str) -> str:
        """The normal form of a name, with one word for each thing before and after spelling is evened."""
        return self.words.same(self.indicators.normalise(self.words.same(text)))

    def weight(self, gram: str) -> float:
        """How much a gram tells, 0 to 1: rare ones tell much."""
        return self._weights.get(gram, 1.0)

    def named(self, figure: Figure, phrase: Phrase) -> str:
        """The indicator's name; the words left of the number where the two have nothing in common.

        A name that a person has given stands whatever the words are.
        """
        indicator = figure.indicator or ""
        words = phrase.left or phrase.right
        if indicator and _told(figure):
            return indicator
        if phrase.alone or not indicator:
            return indicator or words
        own, beside = self.content(indicator), self.content(words)
        if len(beside.text) < TELLING or any(gram in beside.grams for gram in own.grams if len(gram) == 2):
            return indicator
        return words

    def _key(self, figure: Figure, indicator: str, phrase: Phrase) -> str | None:
        """Canonical name: of the indicator, else of the words left of the number."""
        names = (indicator, self.words.same(indicator), "" if _told(figure) else phrase.left)
        found = (self.indicators.key(name, figure.unit, figure.measure) for name in names if name)
        given = figure.indicator_key if indicator == figure.indicator else None
        return given or next((key for key in found if key), None)

    def _count(
        self, left: Counted, whole: Counted, figure: Figure, phrase: Phrase, carried: Name | None
    ) -> Count | None:
        """New in the period, or in all: 净增30家 is new, 增至410家 and, of a stock, 达到8500家 are in all."""
        if "total" in left:
            return "total"
        if "new" in whole:
            return "new"
        if "total" in whole:
            return "total"
        if carried and carried.count == "new":
            return "new"
        reaches = figure.measure == "stock" and "reach" in self.words.read(phrase.left[-REACH:])
        return "total" if reaches else None

    def _kind(self, figure: Figure, name: str) -> Kind:
        unit = self._units.get(figure.unit or "")
        if unit is not None and unit.kind in ("point", "permillepoint"):
            return "points"
        if unit is None or unit.kind not in ("percent", "permille"):
            return "level"
        return "growth" if figure.measure == "change" or name.endswith(self.tails["growth"]) else "share"

    def _content(self, text: str) -> Content:
        plain = bare_of(self.says["and_others"].sub("", text))
        normal = self.normal(plain) if plain else ""
        for tail in self.tails["growth"]:
            normal = normal.removesuffix(tail)
        bare = _WORDS.sub("", self.words.strip(normal))
        for word in self.says.text("own_kind").split("|"):
            plain = plain.removesuffix(word)
        marks = frozenset(mark for mark in self.indicators.markers(plain) if mark.split(":")[0] not in _SOFT)
        weighed = {gram: self.weight(gram) * count for gram, count in grams(bare).items()}
        return Content(bare, weighed, sum(weighed.values()), marks)


def _told(figure: Figure) -> bool:
    """Whether a person has said what the figure measures."""
    return "indicator" in figure.corrected


def bare_of(text: str) -> str:
    """A name without a list marker, without what stands in brackets and without quotation marks."""
    return _BRACKETS.sub("", _MARKER.sub("", text))


def grams(text: str) -> Mapping[str, int]:
    """Characters and pairs of neighbouring characters, counted."""
    return Counter([*text, *(text[index : index + 2] for index in range(len(text) - 1))])


def _weights(namer: Namer) -> dict[str, float]:
    """Weights of grams by how many listed indicators hold them."""
    total = 1
    seen: Counter[str] = Counter()
    for key in namer.indicators.entries:
        total += 1
        seen.update(set(grams(namer._content(key).text)))
    return {gram: max(0.15, 1 - math.log1p(count) / math.log1p(total)) for gram, count in seen.items()}


@lru_cache(maxsize=8)
def load_namer(lexicons: Lexicons) -> Namer:
    """The reader of names of a run."""
    return Namer(lexicons)
