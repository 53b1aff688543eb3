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
