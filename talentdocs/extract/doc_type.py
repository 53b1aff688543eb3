"""The kind of a document (文种), by its title, else by its opening. Words: ``lexicons/doc_types.toml``."""

from __future__ import annotations

import re
from functools import lru_cache

from talentdocs.late import compiled
from talentdocs.segment.lexicon import Lexicons

OTHER = "其他"


@lru_cache(maxsize=8)
def _kinds(lexicons: Lexicons) -> tuple[tuple[str, re.Pattern[str] | None, re.Pattern[str] | None], ...]:
    return tuple(
        (
            entry.text("type"),
            compiled(entry.text("title")) if entry.text("title") else None,
            compiled(entry.text("opening")) if entry.text("opening") else None,
        )
        for entry in lexicons.table("doc_types").values()
    )


def doc_type(title: str | None, opening: str, lexicons: Lexicons) -> str:
    """The document's kind: ``关于第156号建议的答复`` → 答复; 其他 where neither title nor opening says."""
    for kind, in_title, _ in _kinds(lexicons):
        if title and in_title is not None and in_title.search(title):
            return kind
    for kind, _, in_opening in _kinds(lexicons):
        if in_opening is not None and in_opening.search(opening):
            return kind
    return OTHER
