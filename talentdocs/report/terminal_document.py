"""One document for a terminal: figures coloured by status, commitments underlined, with a legend.

Meaning never stands in colour alone: a figure carries a sign behind it (■ actual, ▲ target, ◆ standard).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from talentdocs.records import Extraction, Text
from talentdocs.report.labels import Language, sign
from talentdocs.report.terminal_marks import Mark, marks
from talentdocs.report.terminal_words import word
from talentdocs.tables.width import HANG, breaks

if TYPE_CHECKING:
    from rich.console import Console
    from rich.text import Text as Painted

STYLES = {"actual": "bold green", "target": "bold magenta", "standard": "bold cyan"}
COMMITMENT = "underline"


def print_document(console: Console, text: Text, extraction: Extraction, language: Language) -> None:
    """Print the legend, then the text with its marks."""
    console.print(_legend(extraction, language))
    for line in _paint(text, extraction).split("\n", allow_blank=True):
        for part in line.divide(breaks(line.plain, console.width - HANG)):
            part.rstrip()
            console.print(part, soft_wrap=True)


def _legend(extraction: Extraction, language: Language) -> Painted:
    from rich.text import Text as Painted

    counts = {status: sum(figure.status == status for figure in extraction.figures) for status in STYLES}
    legend = Painted()
    for status, style in STYLES.items():
        legend.append(f"{sign(status)} {word(status, language)} {counts[status]}", style)
        legend.append("   ")
    legend.append(f"{word('commitment', language)} {len(extraction.commitments)}", COMMITMENT)
    return legend


def _paint(text: Text, extraction: Extraction) -> Painted:
    from rich.text import Text as Painted

    painted = Painted()
    for mark in marks(text, extraction):
        painted.append(visible(text.content[mark.start : mark.end]), _style(mark))
        if mark.figure and not _goes_on(mark, extraction):
            painted.append(sign(mark.figure), STYLES[mark.figure])
    return painted


def _goes_on(mark: Mark, extraction: Extraction) -> bool:
    """Whether the figure goes on behind the mark, because a commitment begins or ends inside it."""
    return any(figure.start < mark.end < figure.end for figure in extraction.figures)


def _style(mark: Mark) -> str:
    parts = [STYLES[mark.figure]] if mark.figure else []
    parts += [COMMITMENT] if mark.commitment else []
    return " ".join(parts)


def visible(text: str) -> str:
    """Text with its line breaks and tabs, but without what could steer a terminal."""
    return "".join(item if item.isprintable() or item in "\n\t\u3000\u00a0" else "\ufffd" for item in text)
