"""Regions (行政区划): which places a text names, and which region a document speaks for.

Places are data: ``lexicons/regions.tsv``, and so are the words around them: ``region_words.toml``. Names
stand for themselves (宁波市, 宁波); 全省, 我市 and 全国 count from the document's region. A name that several
places share means the one nearest to the document.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from talentdocs.segment.firsts import openings
from talentdocs.segment.lexicon import Lexicons
from talentdocs.segment.patterns import patterns

NATION = "全国"
_LEVELS = {"province": 0, "prefecture": 1, "county": 2}


class Mention(NamedTuple):
    """A place named in a text, or a word such as 全省 that counts from the document's region."""

    start: int
    end: int
    text: str


class Place(NamedTuple):
    """One administrative division."""

    code: str
    name: str
    level: int
    """0 province, 1 prefecture, 2 county."""
    parent: str
    current: bool


class Regions:
    """All divisions of one set of lexicons, looked up by name, short name or alias."""

    def __init__(self, lexicons: Lexicons) -> None:
        self._lexicons = lexicons
        self._says = patterns(lexicons, "region_words")
        self.places: dict[str, Place] = {}
        self._names: dict[str, list[str]] = {}
        self._by_name: dict[str, Place | None] = {}
        self._spoken: dict[str, list[str]] = {}
        self._local: dict[str, list[str]] = {}
        generic = frozenset(lexicons.words("generic_places"))
        for entry in lexicons.table("regions").values():
            cell = entry.fields.get
            level = _LEVELS.get(cell("level", ""), 2)
            place = Place(entry.key, cell("name", ""), level, cell("parent", ""), not cell("until"))
            self.places[entry.key] = place
            for word in (place.name, *entry.list("aliases")):
                self._add(self._names, word, place)
                if len(word) > 2 and word not in generic:
                    self._add(self._spoken, word, place)
            short = cell("short")
            if short:
                self._add(self._names, short, place)
                if cell("alone") == "yes" and place.current:
                    self._add(self._spoken, short, place)
                    if level == _LEVELS["county"]:
                        self._add(self._local, short, place)
        self._pairs: dict[str, tuple[str, ...]] = {}
        for word in sorted(self._spoken, key=len, reverse=True):
            self._pairs[word[:2]] = (*self._pairs.get(word[:2], ()), word)
        self._starts = frozenset(self._pairs)
        self._name_starts = frozenset(name[:2] for name in self._names)
        self._relative_starts = openings([self._says.text("relative")])

    @staticmethod
    def _add(index: dict[str, list[str]], word: str, place: Place) -> None:
        codes = index.get(word)
        if codes is None:
            index[word] = [place.code]
        elif place.code not in codes:
            codes.append(place.code)

    # --- what a text names -----------------------------------------------------------------------

    def find(self, text: str, document_region: str | None = None) -> tuple[Mention, ...]:
        """Places that ``text`` names, in order, the longest name at each spot: 浙江省宁波市 gives two.

        The short name of a county (上林, 灯塔) is a place only in a document of the same province.
        """
        home = self.place(document_region)
        province = home.code[:2] if home else None
        found = [
            Mention(hit.start(), hit.end(), hit.group()) for hit in self._says["relative"].finditer(text)
        ]
        for pair in self._starts.intersection(map("".join, pairwise(text))):
            at = text.find(pair)
            while at >= 0:
                for word in self._pairs[pair]:
                    if text.startswith(word, at) and self._stands(text, at, word, province):
                        found.append(Mention(at, at + len(word), word))
                        break
                at = text.find(pair, at + 1)
        found.sort(key=lambda mention: (mention.start, -mention.end))
        kept: list[Mention] = []
        for mention in found:
            if not kept or mention.start >= kept[-1].end:
                kept.append(mention)
        return tuple(kept)

    def may_open(self, text: str) -> bool:
        """Whether a place may stand at the start of ``text``: a quick look before ``find``."""
        return text[:2] in self._starts or self._opens_relative(text)

    def may_name(self, text: str) -> bool:
        """Whether a name may stand at the start of ``text``: a quick look before ``resolve``."""
        return text[:2] in self._name_starts or self._opens_relative(text)

    def _opens_relative(self, text: str) -> bool:
        return text[:1] in self._relative_starts and self._says["relative"].match(text) is not None

    def _stands(self, text: str, at: int, word: str, province: str | None) -> bool:
        if word in self._local and not any(code[:2] == province for code in self._local[word]):
            return False
        if province is not None and word[-1] in "市区" and self._far(word, province):
            return False
        return not (word[-1] in "区市" and self._says["part_of_word"].match(text, at + len(word)))

    def _far(self, word: str, province: str) -> bool:
        """Whether a name in 市 or 区 is that of counties elsewhere only: 立项城市 does not name 项城市."""
        codes = self._names[word]
        return all(self.places[code].level == 2 and code[:2] != province for code in codes)

    def resolve(self, mention: str, document_region: str | None) -> str | None:
        """Full name of the region that ``mention`` means in a document of ``document_region``, null for none.

        全省 in a document of 慈溪市 → 浙江省; 宁波 → 宁波市; 全国 → 全国; 全市 in one of 慈溪市 → 慈溪市.
        """
        if self._says["relative"].fullmatch(mention):
            return self._relative(mention, document_region)
        place = self._nearest(self._names.get(mention, ()), document_region)
        return place.name if place else None

    def _relative(self, mention: str, document_region: str | None) -> str | None:
        if mention[-1] == "国":
            return NATION
        place = self.place(document_region)
        if place is None:
            own = document_region is not None and (mention[0] in "我本" or document_region[-1] == mention[-1])
            return document_region if own else None
        for above in self.line(place):
            if above.name.endswith(mention[-1]) or (mention[-1] == "省" and above.level == 0):
                return above.name
        return place.name

    # --- places ----------------------------------------------------------------------------------

    def place(self, name: str | None) -> Place | None:
        """The division with this name; of several that share it the one of the highest level."""
        name = name or ""
        if name not in self._by_name:
            self._by_name[name] = self._nearest(self._names.get(name, ()), None)
        return self._by_name[name]

    def line(self, place: Place) -> Iterator[Place]:
        """The division itself, then those above it."""
        seen: Place | None = place
        while seen is not None:
            yield seen
            seen = self.places.get(seen.parent) if seen.parent else None

    def province(self, name: str | None) -> str | None:
        """Province of a region, null where it is not known."""
        place = self.place(name)
        return [above.name for above in self.line(place)][-1] if place else None

    def at_start(self, text: str) -> str | None:
        """The region whose name opens ``text``, the innermost of a chain: 浙江省慈溪市人社局 → 慈溪市."""
        inner, at = None, 0
        while at < len(text):
            word = next(
                (
                    text[at : at + size]
                    for size in range(min(14, len(text) - at), 1, -1)
                    if text[at : at + size] in self._names
                ),
                None,
            )
            if word is None:
                break
            place = self._nearest(self._names[word], inner)
            if place is None or (inner and self._says["part_of_office"].match(text, at + len(word))):
                break  # 荆州市公安局 is no office of 公安县
            above = self.place(inner) if inner else None
            if above is not None and above.code[:2] != place.code[:2]:
                break
            inner, at = place.name, at + len(word)
        return inner

    def _nearest(self, codes: Iterable[str], document_region: str | None) -> Place | None:
        places = [self.places[code] for code in codes]
        if not places:
            return None
        home = self.place(document_region) if document_region else None
        line = {above.code for above in self.line(home)} if home else set()
        province = home.code[:2] if home else None

        def near(place: Place) -> tuple[bool, bool, bool, bool, int]:
            own = place.code in line
            beside = bool(place.parent) and place.parent in line
            return (
                not own,
                not beside,
                province is not None and place.code[:2] != province,
                not place.current,
                place.level,
            )

        return min(places, key=near)

    # --- whose document --------------------------------------------------------------------------

    def of_document(
        self, issuer: str | None, title: str | None, body: str, hints: Iterable[str] = ()
    ) -> str | None:
        """The region that a document speaks for: of issuer, title or hint, else the one it names most.

        ``慈溪市民政局`` → 慈溪市. In the text only places count that fit what it calls itself
        (我市, 全县).
        """
        if title and self._says["nation"].search(title):
            return NATION
        for words in (issuer, title, *hints):
            if words and (name := self._in_name(words) or unlisted(words, self._lexicons)):
                return name
        return self._most_named(body)

    def _in_name(self, words: str) -> str | None:
        if name := self.at_start(words):
            return name
        for mention in self.find(words):
            if not self._says["relative"].fullmatch(mention.text):
                return self.at_start(words[mention.start :]) or self.resolve(mention.text, None)
        return None

    def _most_named(self, body: str) -> str | None:
        own = Counter(hit[1] for hit in self._says["own_kind"].finditer(body))
        kind = own.most_common(1)[0][0] if own else None
        first = self._count(self.find(body), None)
        province = Counter[str]()
        for name, count in first.items():
            province[self.province(name) or name] += count
        home = province.most_common(1)[0][0] if province else None
        counts = Counter(
            {
                name: count
                for name, count in self._count(self.find(body, home), home).items()
                if name != self.province(name) and (kind is None or name.endswith(kind))
            }
        )
        return counts.most_common(1)[0][0] if counts else None

    def _count(self, mentions: Iterable[Mention], home: str | None) -> Counter[str]:
        counts: Counter[str] = Counter()
        for mention in mentions:
            place = self._nearest(self._names.get(mention.text, ()), home)
            if place is not None:
                counts[place.name] += 1
        return counts


def unlisted(words: str, lexicons: Lexicons) -> str | None:
    """The place that opens the name of an organ, listed or not: 临溪市财政局 → 临溪市; 市财政局 → null."""
    match = patterns(lexicons, "region_words")["unlisted"].match(words)
    return match[1] if match else None


@lru_cache(maxsize=8)
def regions(lexicons: Lexicons) -> Regions:
    """The regions of ``lexicons``, built once."""
    return Regions(lexicons)
