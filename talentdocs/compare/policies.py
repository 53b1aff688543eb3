"""Documents promised with 《》, and whether they were issued (政策承诺)."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping

from talentdocs.compare.store import scope_of
from talentdocs.records import Citation, Document, Policy

_LOOSE = re.compile(r"[\s《》〈〉“”]|[（(](?:试行|暂行|征求意见稿|草案|修订稿|[^（）()]{0,12}版)[）)]")
_TITLED = re.compile(r"《([^《》]+)》")

Office = Callable[[Citation, Document], str | None]


def policies_of(
    citations: Iterable[Citation], documents: Mapping[str, Document], office: Office
) -> Iterator[Policy]:
    """One row for every promise of a document in 《》, in order of region, title and year."""
    planned: dict[tuple[str, str, str], Citation] = {}
    issued: defaultdict[tuple[str, str], list[tuple[Document, Citation | None]]] = defaultdict(list)
    last: defaultdict[str, int] = defaultdict(int)
    for document in documents.values():
        region = scope_of(document, None)
        last[region] = max(last[region], document.year or 0)
        for title in _own_titles(document):
            issued[region, title].append((document, None))
    for citation in citations:
        found = documents.get(citation.doc_id)
        if found is None:
            continue
        key = (scope_of(found, None), plain_title(citation.title))
        if citation.role == "planned":
            planned.setdefault((*key, citation.doc_id), citation)
        elif citation.role == "issued":
            issued[key].append((found, citation))
    rows = []
    for (region, title, doc_id), citation in planned.items():
        document = documents[doc_id]
        answers = [item for item in issued[region, title] if _later(document, item[0])]
        first = min(answers, key=_rank, default=None)
        rows.append(_policy(document, citation, first, last[region], office))
    yield from sorted(
        rows, key=lambda row: (row.region or "", row.title, row.planned_year or 0, row.planned_path)
    )


def plain_title(title: str) -> str:
    """A title without brackets that come and go: 某办法（试行） → 某办法."""
    return _LOOSE.sub("", title)


def _own_titles(document: Document) -> Iterator[str]:
    """Titles under which a document itself is issued: its own, and that in 关于印发《…》的通知."""
    if document.title:
        yield plain_title(document.title)
        if document.doc_type in ("通知", "实施意见", "实施方案", "规划", "其他"):
            yield from (plain_title(title) for title in _TITLED.findall(document.title))


def _later(plan: Document, answer: Document) -> bool:
    """Whether a document can tell of the issue: not itself, and not from an earlier year."""
    if plan.doc_id == answer.doc_id:
        return False
    if plan.year is None or answer.year is None:
        return True
    if plan.date and answer.date and len(plan.date) == len(answer.date) == 10:
        return answer.date >= plan.date
    return answer.year >= plan.year


def _rank(item: tuple[Document, Citation | None]) -> tuple[int, bool, str, int]:
    document, citation = item
    return document.year or 9999, citation is not None, document.path, citation.start if citation else 0


def _policy(
    document: Document,
    citation: Citation,
    answer: tuple[Document, Citation | None] | None,
    last: int,
    office: Office,
) -> Policy:
    found, proof = answer if answer else (None, None)
    waiting = document.year is None or last <= document.year
    return Policy(
        region=document.region,
        title=citation.title,
        planned_doc_id=document.doc_id,
        planned_path=document.path,
        planned_year=document.year,
        planned_sentence=citation.sentence,
        issued_doc_id=found.doc_id if found else None,
        issued_path=found.path if found else None,
        issued_year=found.year if found else None,
        issued_number=(proof.number if proof else found.doc_number) if found else None,
        issued_sentence=proof.sentence if proof else found.title if found else None,
        state="issued" if found else "pending" if waiting else "unreported",
        office=office(citation, document),
    )
