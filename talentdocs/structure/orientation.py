"""Orientation (取向) of titles, headings and lead-ins: done, planned or neither.

Words are data: ``lexicons/orientation.toml``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from talentdocs.late import compiled
from talentdocs.records import Orientation
from talentdocs.segment.lexicon import Lexicons
from talentdocs.structure.heading_years import written_years

_BY_YEAR = 4.0


@dataclass(frozen=True, slots=True)
class Words:
    """The words of one place (title, heading or leadin) with the orientation that they give."""

    entries: tuple[tuple[re.Pattern[str], Orientation, float], ...]

    def read(self, text: str) -> tuple[Orientation | None, float]:
        """The orientation with the larger weight and by how much, None where no word speaks.

        ``2023年工作安排`` → planned; ``存在的问题`` → neutral.
        """
        sums = {"done": 0.0, "planned": 0.0, "neutral": 0.0}
        for pattern, orientation, weight in self.entries:
            if pattern.search(text):
                sums[orientation] += weight
        best = max(sums, key=lambda name: (sums[name], name == "planned"))
        if not sums[best]:
            return None, 0.0
        rest = max(value for name, value in sums.items() if name != best)
        return best, sums[best] - rest  # type: ignore[return-value]


@lru_cache(maxsize=32)
def orientation_words(lexicons: Lexicons, place: str) -> Words:
    """Orientation words that count in ``place``: title, heading or leadin."""
    return Words(
        tuple(
            (compiled(entry.text("pattern")), entry.text("orientation"), float(entry.text("weight", "1")))  # type: ignore[misc]
            for entry in lexicons.table("orientation").values()
            if place in entry.list("where")
        )
    )


def heading_orientation(title: str, words: Words, year: int | None) -> tuple[Orientation | None, float]:
    """What a heading says of the text below it, and how strongly.

    A year or a five-year plan against the document's ``year`` decides where words do not:

    ``2019年水利发展`` in a document of 2020 is done, ``2020年主要工作`` planned.
    """
    orientation, lead = words.read(title)
    span = written_years(title) if year is not None else None
    if span is None or year is None:
        return orientation, lead
    first, last = span
    if last is not None and last < year:
        said: Orientation = "done"
    elif (first or last or 0) >= year:
        said = "planned"
    else:
        return orientation, lead
    if orientation == said:
        return orientation, lead + 2
    if orientation is not None and lead >= (2 if orientation == "done" else 3.5):
        return orientation, lead
    return said, _BY_YEAR
