"""One document, start to end: the order of the extractors stands here and nowhere else."""

from __future__ import annotations

from dataclasses import replace

from talentdocs.extract.source import Source
from talentdocs.records import Extraction, Text
from talentdocs.segment.lexicon import Lexicons

__all__ = ["Source", "extract_document"]


def extract_document(text: Text, source: Source, lexicons: Lexicons) -> Extraction:
    """All rows of one document: a pure function of its arguments.

    The same text, lexicons and version give the same rows on any machine and in any order.
    """
    from talentdocs.extract.citations import find_citations
    from talentdocs.extract.commitments import find_commitments
    from talentdocs.extract.figures import find_figures
    from talentdocs.extract.metadata import read_metadata
    from talentdocs.extract.row_periods import date_row_targets
    from talentdocs.structure.fold import fold
    from talentdocs.structure.outline import build_outline, date_sections

    folded = fold(text.content)
    outline = build_outline(text, folded, lexicons)
    document = replace(read_metadata(text, folded, outline, source, lexicons), **source.told)
    outline = date_sections(outline, document.year, lexicons, document.title)
    figures = find_figures(text, folded, outline, document, lexicons)
    figures = date_row_targets(figures, folded, outline, document, lexicons)
    commitments = find_commitments(text, folded, outline, document, figures, lexicons)
    citations = find_citations(text, folded, outline, document, lexicons)
    return Extraction(document, figures, commitments, citations)
