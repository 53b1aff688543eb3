"""PDF pages → paragraphs and table rows: glyphs, lines, columns, furniture, paragraphs, ruled tables."""

from talentdocs.ingest.pdf.document import read_pdf

__all__ = ["read_pdf"]
