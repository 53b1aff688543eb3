"""The year a document speaks from (年份): by date, number, force, session or text, the first that applies.

Words are data: ``lexicons/year_words.toml``.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from talentdocs.extract.tense import read_tenses
from talentdocs.late import late
from talentdocs.records import Outline
from talentdocs.segment.lexicon import Lexicons
from talentdocs.segment.patterns import patterns

_PLAN_SPAN = late(r"((?:19|20)\d\d)\s*年?\s*[-—–~至到]+\s*(?:19|20)\d\d\s*年?")
_PLAN_NAME = late(r"十([一二三四五六])五|第十([一二三四五六])个五年")
_TITLE_YEAR = late(r"(?<!\d)((?:19|20)\d\d)\s*年")
_ORDINAL = late(r"(?:第?([一二三四五六七八九十\d]{1,3})届).*?第?([一二三四五六七八九十\d]{1,3})次")
_YEAR = late(r"(?<![\d〔\[（(])((?:19|20)\d\d)(?=年|[-—–]\d{4}年)")
_HAN = "零一二三四五六七八九"


@dataclass(frozen=True, slots=True)
class YearEvidence:
    """What may tell the year, as the letterhead and the title give it."""

    date: str | None
    number: str | None
    title: str | None
    session: str | None
    region: str | None
    published: str | None = None


def document_year(
    evidence: YearEvidence, folded: str, outline: Outline, known: Mapping[str, int], lexicons: Lexicons
) -> tuple[int | None, str | None]:
    """Year and how it is known, null and null where nothing tells.

    ``市十七届人大三次会议`` with reports up to 2018 → (2019, "session"): the third year of a term from 2017.
    """
    if evidence.date:
        return int(evidence.date[:4]), "date"
    if evidence.number and (found := re.search(r"〔((?:19|20)\d\d)〕", evidence.number)):
        return int(found[1]), "number"
    if year := _force_year(evidence.title, folded, outline, lexicons):
        return year, "force"
    if evidence.session and evidence.session in known:
        return known[evidence.session], "session"
    named = _TITLE_YEAR.search(evidence.title or "")
    if named is not None and patterns(lexicons, "year_words")["report"].search(evidence.title or ""):
        return int(named[1]), "session" if evidence.session else "text"
    reported, coming = reported_years(folded, outline, lexicons)
    if evidence.session:
        year = session_year(evidence.session, evidence.region, reported, coming, lexicons)
        if year is not None:
            return year, "session"
    if reported is None and named is not None:
        return int(named[1]), "text"
    if reported is None:
        return (int(evidence.published[:4]), "date") if evidence.published else (None, None)
    return (reported + 1 if coming == reported + 1 else reported), "text"


def _force_year(title: str | None, folded: str, outline: Outline, lexicons: Lexicons) -> int | None:
    says = patterns(lexicons, "year_words")
    end = outline.body_end or len(folded)
    found = says["force"].search(folded, max(outline.body_start, end - 3000), end)
    found = found or says["own_force"].search(folded)
    if found is not None:
        return int(found[1])
    if title and (found := _PLAN_SPAN.search(title)):
        return int(found[1])
    if title and (found := _PLAN_NAME.search(title)) and says["plan"].search(title):
        return 1951 + 5 * (10 + _HAN.index(found[1] or found[2]))
    return None


def reported_years(folded: str, outline: Outline, lexicons: Lexicons) -> tuple[int | None, int | None]:
    """Latest year that the text reports on, and latest year that it plans for."""
    past: set[int] = set()
    coming: set[int] = set()
    for clause, reading in zip(outline.clauses, read_tenses(folded, outline, lexicons), strict=True):
        if clause.kind not in ("prose", "heading", "leadin"):
            continue
        for found in _YEAR.finditer(folded, clause.start, clause.end):
            ahead = folded[max(0, found.start() - 1) : found.start()] in ("到", "至")
            (coming if reading.tense == "planned" or ahead else past).add(int(found[1]))
    return (max(past) if past else None), (
        min((year for year in coming if not past or year > max(past)), default=None)
    )


@lru_cache(maxsize=8)
def _terms(lexicons: Lexicons) -> dict[str, tuple[int, ...]]:
    return {
        entry.key: tuple(int(year) for year in entry.list("begins"))
        for entry in lexicons.table("terms").values()
    }


def session_year(
    session: str, region: str | None, reported: int | None, coming: int | None, lexicons: Lexicons
) -> int | None:
    """Year of a session by the electoral term: the first one not before the latest year reported on, else the
    last one not after the first year planned for (力争到2025年)."""
    found = _ORDINAL.search(session)
    if found is None:
        return None
    count = _number(found[2])
    says = patterns(lexicons, "year_words")
    provincial = bool(says["national"].match(session) or says["municipality"].match(region or ""))
    begins = _terms(lexicons)["province" if provincial else "local"]
    years = [begin + count - 1 for begin in (*begins, begins[-1] + 5) if 1 <= count <= 5]
    if reported is None:
        return max((year for year in years if coming is not None and year <= coming), default=None)
    return min((year for year in years if year >= reported), default=None)


def _number(word: str) -> int:
    if word.isdigit():
        return int(word)
    tens, ten, ones = word.rpartition("十")
    if not ten:
        return _HAN.index(ones)
    return (_HAN.index(tens) if tens else 1) * 10 + (_HAN.index(ones) if ones else 0)
