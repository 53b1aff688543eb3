"""One document, start to end: the order of the extractors stands here and nowhere else."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from talentdocs.records import Extraction, Text
from talentdocs.segment.lexicon import Lexicons


@dataclass(frozen=True, slots=True)
class Source:
    """Where a document came from, and what the run knows beyond its text."""

    doc_id: str
    """First 16 hex digits of the SHA-256 of the file's bytes."""
    path: str
    """As given, relative to the folder that was named."""
    session_years: Mapping[str, int] = field(default_factory=dict)
    """Year by congress session (``市人大十八届二次会议``), learnt from the dated documents of the same run."""


def extract_document(text: Text, source: Source, lexicons: Lexicons) -> Extraction:
    """All rows of one document: a pure function of its arguments.

    The same text, lexicons and version give the same rows on any machine and in any order.
    """
    from talentdocs.extract.citations import find_citations
    from talentdocs.extract.commitments import find_commitments
    from talentdocs.extract.figures import find_figures
    from talentdocs.extract.metadata import read_metadata
    from talentdocs.structure.fold import fold
    from talentdocs.structure.outline import build_outline, date_sections

    folded = fold(text.content)
    outline = build_outline(text, folded, lexicons)
    document = read_metadata(text, folded, outline, source, lexicons)
    outline = date_sections(outline, document.year)
    figures = find_figures(text, folded, outline, document, lexicons)
    commitments = find_commitments(text, folded, outline, document, figures, lexicons)
    citations = find_citations(text, folded, outline, document, lexicons)
    return Extraction(document, figures, commitments, citations)
