"""Citations (引用文件): documents that a text names in 《》, with number and role."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import deque
from dataclasses import dataclass
from functools import lru_cache

from talentdocs.extract.letterhead import read_number
from talentdocs.extract.regions import regions
from talentdocs.extract.tense import Reading, read_tenses
from talentdocs.late import compiled, late
from talentdocs.records import Citation, Clause, Document, Outline, Role, Text
from talentdocs.segment.lexicon import Lexicons, alternation

_QUOTED = compiled(r"《([^《》\n]{1,150}(?:《[^《》\n]*》[^《》\n]*)*)》")
_NUMBER = late(
    r"\s*[（(〔\[]?\s*([\u4e00-\u9fff]{1,14}\s*[〔\[［【（(]\s*(?:19|20)\d\d\s*[〕\]］】）)]\s*第?\s*[A-Za-z]?\d{1,6}\s*号)"
)
_BRACKETS = late(r"(?:[（(][^（()）]*[）)]|\s|\d)+$")
_REACH = 120
"""Characters before 《 in which a verb may stand: a list of documents shares the verb before the first."""


@dataclass(frozen=True, slots=True)
class Roles:
    """Patterns of the words beside a document in 《》."""

    verbs: re.Pattern[str]
    kinds: tuple[str, ...]
    behind: re.Pattern[str]
    others: re.Pattern[str]
    transparent: re.Pattern[str]
    under_way: re.Pattern[str]
    nouns: re.Pattern[str]
    national: re.Pattern[str]
    titled: re.Pattern[str]


@lru_cache(maxsize=8)
def _roles(lexicons: Lexicons) -> Roles:
    entries = list(lexicons.table("citation_roles").values())
    verbs = [entry for entry in entries if entry.text("role") in ("make", "basis", "mentioned")]
    order = sorted(verbs, key=lambda entry: ("mentioned", "make", "basis").index(entry.text("role")))

    def words(role: str) -> re.Pattern[str]:
        return compiled("|".join(each.text("before") for each in entries if each.text("role") == role))

    return Roles(
        compiled("|".join(f"(?P<v{k}>{entry.text('before')})" for k, entry in enumerate(order))),
        tuple(entry.text("role") for entry in order),
        compiled("|".join(entry.text("behind") for entry in entries if entry.text("behind"))),
        words("others"),
        words("transparent"),
        words("under_way"),
        compiled(alternation(lexicons.words("document_nouns")) + "$"),
        words("national"),
        words("titled"),
    )


def find_citations(
    text: Text, folded: str, outline: Outline, document: Document, lexicons: Lexicons
) -> tuple[Citation, ...]:
    """All citations in order: ``印发《实施意见》（明政办〔2018〕102号）`` → issued, with its number.

    Books and journals in 《》 are left out. A document that a higher body made is only mentioned.
    """
    found: list[Citation] = []
    roles = _roles(lexicons)
    readings: tuple[Reading, ...] = ()
    starts = [clause.start for clause in outline.clauses]
    for quote in _QUOTED.finditer(folded):
        title = text.content[quote.start(1) : quote.end(1)]
        if not is_document(folded[quote.start(1) : quote.end(1)], roles):
            continue
        readings = readings or read_tenses(folded, outline, lexicons)
        index = bisect_right(starts, quote.start()) - 1
        if index < 0:
            continue
        clause = outline.clauses[index]
        number = _NUMBER.match(folded, quote.end())
        role = _role(folded, quote, clause, readings[index], document, lexicons)
        found.append(
            Citation(
                doc_id=document.doc_id,
                start=quote.start(1),
                end=quote.end(1),
                title=title,
                number=read_number(number[1]) if number else None,
                role=role,
                sentence=text.content[clause.sentence_start : clause.sentence_end],
                section=outline.sections[clause.section].path,
                page=text.page_at(quote.start()),
            )
        )
    return tuple(found)


def is_document(title: str, roles: Roles) -> bool:
    """Whether a title in 《》 names an official document: 《民法典》 does, 《人民日报》 does not."""
    bare = _BRACKETS.sub("", title)
    return bool(roles.titled.match(title) or roles.nouns.search(bare))


def _role(
    folded: str,
    quote: re.Match[str],
    clause: Clause,
    reading: Reading,
    document: Document,
    lexicons: Lexicons,
) -> Role:
    roles = _roles(lexicons)
    if clause.kind in ("letterhead", "signature", "heading") or quote[1] == document.proposal_title:
        return "mentioned"
    before = re.sub(r"《[^《》]*》", "", folded[max(clause.start, quote.start() - 600) : quote.start()])
    before = roles.transparent.sub("", before)
    before = before[-_REACH:] if "《" not in folded[clause.start : quote.start()] else before
    last = next(iter(deque(roles.verbs.finditer(before), maxlen=1)), None)
    kind = roles.kinds[int((last.lastgroup or "v0")[1:])] if last else None
    if kind == "basis" or kind == "mentioned":
        return "basis" if kind == "basis" else "mentioned"
    if kind is None:
        if roles.behind.match(folded, quote.end(), min(quote.end() + 40, clause.end)) is None:
            return "mentioned"
        subject, made = before[-20:], before
    else:
        assert last is not None
        subject, made = before[max(0, last.start() - 24) : last.start()], before[: last.start()]
    if _by_others(subject, quote[1], document, lexicons):
        return "mentioned"
    if reading.tense == "planned" or roles.under_way.search(made):
        return "planned"
    return "issued"


def _by_others(subject: str, title: str, document: Document, lexicons: Lexicons) -> bool:
    """Whether somebody above the issuer made the document: 省人社厅出台 in a county, 《国务院关于…》."""
    places = regions(lexicons)
    home = places.place(document.region)
    provincial = home is None or home.level == 0
    others = _roles(lexicons).others
    subject = re.split(r"[，,；。]", subject)[-1]
    if not provincial and others.search(subject):
        return True
    if _roles(lexicons).national.match(title):
        return True
    named = places.at_start(title)
    if named and home is not None and named != document.region:
        line = {above.name for above in places.line(home)}
        return named in line
    return False
