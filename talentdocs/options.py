"""One frozen Options object for a run; the command line, ``talentdocs.toml`` and Python all build it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Options:
    """What changes the rows of a run. How it runs (jobs, cache, limits) stands in ``execute``."""

    encoding: str | None = None
    """Character encoding forced on text formats, null to detect."""
    lexicons: tuple[Path, ...] = ()
    """The user's own lexicon folders, later ones overriding earlier ones."""
    ocr: bool = True
    """Whether pages without a text layer are recognised where the OCR extra is installed."""
    longest_line: int = 300_000
    """Characters of one paragraph beyond which a document is refused, 0 for no limit: 200 pages without a
    line break. The work on a paragraph grows faster than its length."""
    longest_text: int = 10_000_000
    """Characters of one document beyond which it is refused, 0 for no limit: what a worker does within its
    time and memory, some seven city yearbooks."""
