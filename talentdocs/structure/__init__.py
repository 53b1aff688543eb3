"""Canonical text → outline (提纲): headings, sections with orientation and year, clauses, frame, tables."""
