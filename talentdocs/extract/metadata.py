"""Metadata (元数据): one row of ``documents`` from the letterhead, the closing and the opening of a text."""

from __future__ import annotations

import re

from talentdocs.extract.doc_type import OTHER, doc_type
from talentdocs.extract.letterhead import Letterhead, read_letterhead
from talentdocs.extract.proposals import Proposal, read_proposal, read_session
from talentdocs.extract.regions import regions
from talentdocs.extract.source import Source
from talentdocs.extract.years import YearEvidence, document_year
from talentdocs.records import Document, Outline, Text
from talentdocs.segment.lexicon import Lexicons
from talentdocs.segment.patterns import Patterns, patterns

_OPENING = 600
_ANSWERS = ("答复", "协办意见")


def read_metadata(text: Text, folded: str, outline: Outline, source: Source, lexicons: Lexicons) -> Document:
    """Every column of ``documents``; what the text does not say stays null."""
    head = read_letterhead(text, folded, outline, lexicons)
    opening = folded[outline.body_start : outline.body_start + _OPENING]
    kind = doc_type(head.title, opening, lexicons)
    proposal = _proposal(kind, head, opening, lexicons)
    session = proposal.session
    if kind != OTHER:
        session = session or read_session(head.head.replace("\n", ""), lexicons)
    says = patterns(lexicons, "letterhead_words")
    speaker = says["speaker"].search(opening) if kind == "政府工作报告" else None
    body = text.content[outline.body_start : outline.body_end or None]
    hints = [words for words in (speaker[1] if speaker else None, session, head.head.split("\n")[0]) if words]
    region = regions(lexicons).of_document(
        head.issuer, head.title, body, (*hints[:2], *_folder(source.path, says))
    )
    issuer = head.issuer
    if kind == "政府工作报告" and region:
        issuer = f"{region}人民政府"
    evidence = YearEvidence(head.date, head.doc_number, head.title, session, region, head.published)
    year, year_source = document_year(evidence, folded, outline, source.session_years, lexicons)
    return Document(
        doc_id=source.doc_id,
        path=source.path,
        doc_type=kind,
        title=head.title,
        issuer=issuer,
        doc_number=head.doc_number,
        signatory=head.signatory,
        addressee=head.addressee,
        proposal_kind=proposal.kind,
        proposal_number=proposal.number,
        session=session,
        proposer=proposal.proposer,
        proposal_title=proposal.title,
        date=head.date,
        year=source.year if year is None else year,
        year_source=year_source,
        region=region,
        format=text.format,
        encoding=text.encoding,
        pages=text.pages,
        chars=len(text.content),
        warnings=text.warnings,
    )


def _proposal(kind: str, head: Letterhead, opening: str, lexicons: Lexicons) -> Proposal:
    if kind not in _ANSWERS:
        return Proposal()
    assisting = kind == "协办意见"
    return read_proposal(
        head.title, _first_words(opening, lexicons), head.addressee, lexicons, assisting=assisting
    )


def _first_words(opening: str, lexicons: Lexicons) -> str:
    """The sentences that name the proposal: up to the lead-in (现答复如下：), at most three lines."""
    lines = [line for line in opening.split("\n") if line.strip()][:3]
    lead_in = patterns(lexicons, "letterhead_words")["lead_in"]
    kept: list[str] = []
    for line in lines:
        kept.append(line)
        if lead_in.search(line):
            break
    return "\n".join(kept)


def _folder(path: str, says: Patterns) -> tuple[str, ...]:
    parts = re.split(r"[\\/]", path)
    return tuple(part for part in reversed(parts[:-1]) if says["place_folder"].search(part))
