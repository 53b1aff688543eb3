"""Outlines made from text written in a test."""

from __future__ import annotations

from talentdocs.records import Clause, Line, Outline, Section, Text
from talentdocs.segment.lexicon import load
from talentdocs.structure.fold import fold
from talentdocs.structure.outline import build_outline, date_sections


def text_of(content: str) -> Text:
    """Canonical text of a .txt file with this content."""
    lines, start = [], 0
    for line in content.split("\n"):
        lines.append(Line(start, start + len(line)))
        start += len(line) + 1
    return Text(content, tuple(lines), "txt")


def outline_of(content: str, year: int | None = None) -> Outline:
    """The outline of a text, dated where a year is given."""
    outline = build_outline(text_of(content), fold(content), load())
    return date_sections(outline, year, load()) if year is not None else outline


def words(content: str, clause: Clause) -> str:
    """The words of a clause."""
    return content[clause.start : clause.end]


def titled(outline: Outline) -> list[tuple[int, str]]:
    """Level and title of every section below the root."""
    return [(section.level, section.title) for section in outline.sections[1:]]


def section_named(outline: Outline, title: str) -> Section:
    """The section whose title begins so."""
    return next(section for section in outline.sections if section.title.startswith(title))
