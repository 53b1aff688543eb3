"""Which page each part of a report stands on (页面), and how one part links to another."""

from __future__ import annotations

import posixpath
import re
from dataclasses import dataclass
from functools import lru_cache

from talentdocs.report.view import DocumentView, Promise

CARDS_A_PAGE = 200
"""Targets whose cards share a page, where the report is a folder of pages."""


@dataclass(frozen=True, slots=True)
class Layout:
    """The names of the pages; with ``folder`` documents and cards have pages of their own in it."""

    index: str
    folder: str | None = None

    def document(self, view: DocumentView) -> str:
        """The page of a document."""
        return f"{self.folder}/d{view.number}.html" if self.folder else self.index

    def card(self, promise: Promise) -> str:
        """The page of a target's card."""
        return self.cards((promise.number - 1) // CARDS_A_PAGE) if self.folder else self.index

    def cards(self, number: int) -> str:
        """The page of the cards, counted from 0."""
        return f"{self.folder}/p{number + 1}.html" if self.folder else self.index


@dataclass(frozen=True, slots=True)
class Links:
    """Links from one page to the places of the report."""

    layout: Layout
    here: str

    def to(self, page: str, anchor: str = "") -> str:
        """A link to a page, and to a place on it."""
        target = "" if page == self.here else _relative(page, self.here)
        return f"{target}#{anchor}" if anchor or not target else target

    def index(self, anchor: str = "") -> str:
        """A link to the overview."""
        return self.to(self.layout.index, anchor)

    def document(self, view: DocumentView) -> str:
        """A link to a document."""
        return self.to(self.layout.document(view), view.anchor)

    def figure(self, view: DocumentView, start: int) -> str:
        """A link to a figure in its document."""
        return self.to(self.layout.document(view), view.figure_anchor(start))

    def commitment(self, view: DocumentView, start: int) -> str:
        """A link to a commitment in its document."""
        return self.to(self.layout.document(view), view.commitment_anchor(start))

    def card(self, promise: Promise) -> str:
        """A link to a target's card."""
        return self.to(self.layout.card(promise), promise.anchor)

    def source(self, link: str, page: int | None) -> str:
        """A link to a source file, which is relative to the overview, at a page of it."""
        return _relative(link, self.here) + (f"#page={page}" if page else "")


@lru_cache(maxsize=1 << 12)
def _relative(page: str, here: str) -> str:
    """The link from one page to another, or to a file."""
    return _quoted(posixpath.relpath(page, posixpath.dirname(here) or "."))


def _quoted(path: str) -> str:
    """A path as a link; Chinese stays as it is, which is a third of the length."""
    from urllib.parse import quote

    return _UNSAFE.sub(lambda match: quote(match[0], errors="surrogatepass"), path)


_UNSAFE = re.compile(r"[^\w/.\-~]|[\ud800-\udfff]")
"""What does not stand in a link as it is."""
