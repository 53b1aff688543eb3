"""Reading one document again (重读) with what a person says of it, for the overlay of corrections."""

from __future__ import annotations

import json
from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

from talentdocs.errors import ReadError
from talentdocs.execute.outcome import Done
from talentdocs.process import Processor, packed, tables_of, targets_of
from talentdocs.records import Text
from talentdocs.segment.lexicon import Lexicons
from talentdocs.tables.added import Prose
from talentdocs.tables.overlay import Again


@dataclass(frozen=True, slots=True)
class Rereader:
    """Reads the document of an outcome again, in this process."""

    processor: Processor
    outcome: Done

    def __call__(self, told: Mapping[str, Any]) -> Again | None:
        """Its tables, facts and text as they are with ``told``; null where it cannot be read any more."""
        from talentdocs.ingest.read import read

        task = self.outcome.task
        known = {**told, "year_source": None} if "year" in told else dict(told)
        try:
            data = task.file.read_bytes()
            text = read(data, task.path, self.processor.options)
            extraction = self.processor.extract(data, task.path, self._session(), told=known)
        except (ReadError, OSError):
            return None
        payload, facts = packed(extraction)
        facts["targets"] = targets_of(payload, facts)
        return Again(tables_of(payload, facts), facts, prose_of(text, self.processor.lexicons))

    def _session(self) -> dict[str, int]:
        """The year that the run had learnt for the document's session, so that it is not lost."""
        tables = tables_of(self.outcome.payload, self.outcome.facts)
        row = json.loads(tables["documents"])
        learnt = row["year_source"] == "session" and row["session"] and row["year"]
        return {row["session"]: row["year"]} if learnt else {}


def prose_of(text: Text, lexicons: Lexicons) -> Prose:
    """The text with the page and the section of every offset."""
    from talentdocs.structure.fold import fold
    from talentdocs.structure.outline import build_outline

    sections = build_outline(text, fold(text.content), lexicons).sections
    return Prose(text.content, text.page_at, partial(_section, [part.start for part in sections], sections))


def _section(starts: list[int], sections: tuple[Any, ...], offset: int) -> str:
    return str(sections[max(bisect_right(starts, offset) - 1, 0)].path)
