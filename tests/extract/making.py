"""Documents made from text written in a test, taken through the extractors in their order."""

from __future__ import annotations

from talentdocs.extract.citations import find_citations
from talentdocs.extract.commitments import find_commitments
from talentdocs.extract.figures import find_figures
from talentdocs.extract.metadata import read_metadata
from talentdocs.extract.source import Source
from talentdocs.records import Citation, Commitment, Document, Outline
from talentdocs.segment.lexicon import load
from talentdocs.structure.fold import fold
from talentdocs.structure.outline import build_outline, date_sections
from tests.structure.making import text_of


def read(content: str, path: str = "reply.txt", **sessions: int) -> tuple[Document, Outline]:
    """Metadata and the dated outline of a text."""
    folded, lexicons = fold(content), load()
    outline = build_outline(text_of(content), folded, lexicons)
    document = read_metadata(text_of(content), folded, outline, Source("0" * 16, path, sessions), lexicons)
    return document, date_sections(outline, document.year, load())


def commitments(content: str) -> tuple[Commitment, ...]:
    document, outline = read(content)
    text, folded = text_of(content), fold(content)
    figures = find_figures(text, folded, outline, document, load())
    return find_commitments(text, folded, outline, document, figures, load())


def citations(content: str) -> tuple[Citation, ...]:
    document, outline = read(content)
    return find_citations(text_of(content), fold(content), outline, document, load())


def plan(*measures: str) -> str:
    """A plan of 2022 with these lines under 主要任务."""
    return (
        "云岭县节水实施方案\n（2022-2025年）\n\n为节约用水，制定本方案。\n一、主要任务\n"
        + "\n".join(measures)
        + "\n"
    )


def reply(*lines: str) -> str:
    """A reply of 2022 with these lines behind its opening."""
    head = (
        "云岭县水利局\n关于县九届人大二次会议第12号建议的答复\n\n李"
        "禾代表：\n您提出的《关于清淤的建议》收悉，现答复如下：\n"
    )
    return head + "\n".join(lines) + "\n\n云岭县水利局\n2022年5月6日\n"
