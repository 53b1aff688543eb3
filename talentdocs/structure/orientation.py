"""Orientation (取向) of titles, headings and lead-ins: done, planned or neither. Words: ``lexicons/orientation.toml``."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from talentdocs.records import Orientation
from talentdocs.segment.lexicon import Lexicons

_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)(?!\d)年?")


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
            (re.compile(entry.text("pattern")), entry.text("orientation"), float(entry.text("weight", "1")))  # type: ignore[misc]
            for entry in lexicons.table("orientation").values()
            if place in entry.list("where")
        )
    )


def heading_orientation(title: str, words: Words, year: int | None) -> Orientation | None:
    """What a heading says of the text below it; a year against the document's ``year`` decides where words do not.

    ``2019年经济社会发展`` in a document of 2020 is done, ``2020年主要工作`` planned.
    """
    orientation, lead = words.read(title)
    if orientation is not None and lead > 0 and lead >= 2:
        return orientation
    years = [int(found) for found in _YEAR.findall(title)]
    if years and year is not None:
        return "done" if max(years) < year else "planned"
    return orientation
