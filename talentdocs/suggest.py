"""Words that documents use and lexicons lack (缺词): indicators, synonyms, offices and units, with counts."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from typing import Literal

from talentdocs.errors import ReadError
from talentdocs.execute.outcome import Task
from talentdocs.extract.masks import masked_spans
from talentdocs.options import Options
from talentdocs.process import Processor
from talentdocs.records import Extraction
from talentdocs.segment.indicators import IndicatorLexicon, load_indicators
from talentdocs.segment.lexicon import Lexicons
from talentdocs.segment.units import unit_pattern

Kind = Literal["indicator", "synonym", "office", "unit"]
NEAR = 0.78
"""Similarity from which an unknown name is proposed as a synonym of a known one."""
EXAMPLES = 3
_NUMBER = re.compile(r"\d[\d,.]{0,15}(?:[余多])?[十百千万亿]{0,3}(?:[余多])?([\u4e00-\u9fff]{1,4})")


@dataclass(slots=True)
class Suggestion:
    """One word that might be added."""

    kind: Kind
    word: str
    count: int = 0
    documents: int = 0
    like: str = ""
    """The known indicator that it may be another name of."""
    unit: str = ""
    """The unit that it mostly has."""
    examples: list[str] = field(default_factory=list)
    """Sentences, at most three, from different documents where there are some."""


class _Finds:
    """Counts what was found, by kind and word."""

    def __init__(self) -> None:
        self.found: dict[tuple[Kind, str], Suggestion] = {}
        self.units: dict[str, Counter[str]] = {}
        self._last: dict[tuple[Kind, str], str] = {}

    def add(self, kind: Kind, word: str, sentence: str, path: str) -> None:
        suggestion = self.found.setdefault((kind, word), Suggestion(kind, word))
        suggestion.count += 1
        if self._last.get((kind, word)) != path:
            self._last[kind, word] = path
            suggestion.documents += 1
            if len(suggestion.examples) < EXAMPLES:
                suggestion.examples.append(sentence.strip())


def suggest(tasks: Sequence[Task], options: Options, *, least: int = 3) -> list[Suggestion]:
    """Words found ``least`` times or more, by kind, the most frequent first.

    A synonym is only proposed where every word that changes the meaning agrees; it is for a person to accept.
    Documents that cannot be read are passed over.
    """
    processor = Processor(options)
    lexicons = processor.lexicons
    finds = _Finds()
    for task in tasks:
        try:
            data = task.file.read_bytes()
            extraction = processor.extract(data, task.path)
            content = _content(data, task.path, options)
        except (ReadError, OSError):
            continue
        _note_indicators(finds, extraction, load_indicators(lexicons))
        _note_offices(finds, extraction, lexicons)
        for unit, sentence in _strange_units(content, extraction, lexicons):
            finds.add("unit", unit, sentence, task.path)
    kept = [suggestion for suggestion in finds.found.values() if suggestion.count >= least]
    _name_neighbours(kept, finds.units, load_indicators(lexicons))
    order = {"synonym": 0, "indicator": 1, "office": 2, "unit": 3}
    return sorted(kept, key=lambda item: (order[item.kind], -item.count, item.word))


def _content(data: bytes, path: str, options: Options) -> str:
    from talentdocs.ingest.read import read

    return read(data, path, options).content


def _note_indicators(finds: _Finds, extraction: Extraction, indicators: IndicatorLexicon) -> None:
    for figure in extraction.figures:
        name = figure.indicator
        if not name or figure.status == "standard" or len(name) > 30:
            continue
        if indicators.key(name, figure.unit, figure.measure) is None and indicators.key(name) is None:
            finds.add("indicator", name, figure.sentence, extraction.document.path)
            finds.units.setdefault(name, Counter())[figure.unit or ""] += 1


def _note_offices(finds: _Finds, extraction: Extraction, lexicons: Lexicons) -> None:
    known = _office_endings(lexicons)
    for commitment in extraction.commitments:
        for office in commitment.responsible:
            if not any(office.endswith(known[length]) for length in known if length <= len(office)):
                finds.add("office", office, commitment.text, extraction.document.path)


def _office_endings(lexicons: Lexicons) -> dict[int, tuple[str, ...]]:
    """Names of listed offices and suffixes of two characters and more, by length."""
    endings: dict[int, list[str]] = {}
    for entry in lexicons.table("offices").values():
        for word in (entry.key, entry.text("full"), *entry.list("aliases")):
            if len(word) > 1 and (entry.text("kind") != "suffix" or len(word) > 2):
                endings.setdefault(len(word), []).append(word)
    return {length: tuple(words) for length, words in endings.items()}


def _strange_units(content: str, extraction: Extraction, lexicons: Lexicons) -> Iterator[tuple[str, str]]:
    """Words behind numerals that belong to no figure and no name: candidates for measure words."""
    from talentdocs.structure.fold import fold

    folded = fold(content)
    taken = [(figure.start, figure.end) for figure in extraction.figures]
    taken += masked_spans(folded, 0, len(folded), lexicons)
    taken.sort()
    known = re.compile(unit_pattern(lexicons))
    place = 0
    for match in _NUMBER.finditer(folded):
        while place < len(taken) and taken[place][1] <= match.start():
            place += 1
        if place < len(taken) and taken[place][0] < match.start(1):
            continue
        if not known.match(folded, match.start(1)):
            start = max(folded.rfind(mark, 0, match.start()) for mark in "。\n；") + 1
            yield match[1][:2], content[start : match.end() + 20].partition("\n")[0]


def _name_neighbours(
    kept: list[Suggestion], units: dict[str, Counter[str]], indicators: IndicatorLexicon
) -> None:
    """Turn an unknown indicator into a proposed synonym where a known name is close and no marker differs."""
    names = [
        (indicators.normalise(name), key)
        for key, entry in indicators.entries.items()
        for name in (key, *entry.list("synonyms"))
    ]
    pairs: dict[str, set[int]] = {}
    for number, (normal, _) in enumerate(names):
        for start in range(len(normal) - 1):
            pairs.setdefault(normal[start : start + 2], set()).add(number)
    for suggestion in kept:
        if suggestion.kind != "indicator":
            continue
        suggestion.unit = units[suggestion.word].most_common(1)[0][0]
        near = _nearest(suggestion, names, pairs, indicators)
        if near:
            suggestion.kind, suggestion.like = "synonym", near


def _nearest(
    suggestion: Suggestion,
    names: list[tuple[str, str]],
    pairs: dict[str, set[int]],
    indicators: IndicatorLexicon,
) -> str:
    word = indicators.normalise(suggestion.word)
    shared = Counter(n for start in range(len(word) - 1) for n in pairs.get(word[start : start + 2], ()))
    best, name = NEAR, ""
    for number, _ in shared.most_common(12):
        normal, key = names[number]
        ratio = SequenceMatcher(None, word, normal).ratio()
        if ratio <= best or indicators.markers(word) != indicators.markers(normal):
            continue
        if indicators.key(key, suggestion.unit or None) == key:
            best, name = ratio, key
    return name
