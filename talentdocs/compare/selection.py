"""Which rows are wanted (筛选): by region, indicator, year, office and verdict."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from talentdocs.compare.names import Namer, grams
from talentdocs.errors import UnknownName, UsageError

VERDICTS = ("met", "missed", "on_track", "pending", "unreported")


@dataclass(frozen=True)
class Selection:
    """Every condition that is set must hold; an empty one always does."""

    regions: tuple[str, ...] = ()
    """A region's name or how it begins: 杭州 takes 杭州市."""
    indicators: tuple[str, ...] = ()
    """Words of the indicator's name, or a name with the same canonical name."""
    years: tuple[tuple[int, int], ...] = ()
    """Spans of years of the promising document."""
    offices: tuple[str, ...] = ()
    """Words of the office's name."""
    verdicts: tuple[str, ...] = ()
    namer: Namer | None = field(default=None, compare=False)

    def __bool__(self) -> bool:
        return bool(self.regions or self.indicators or self.years or self.offices or self.verdicts)

    def wants(self, region: str | None, indicator: str | None) -> bool:
        """Whether a row of this region and indicator is wanted, whatever its kind."""
        return self._region(region) and self._indicator(indicator)

    def wants_promise(
        self, region: str | None, indicator: str | None, year: int | None, office: str | None
    ) -> bool:
        """Whether a promise is wanted, whatever became of it."""
        if not self.wants(region, indicator):
            return False
        if self.years and not any(low <= (year or 0) <= high for low, high in self.years):
            return False
        return not self.offices or any(name in (office or "") for name in self.offices)

    def wants_verdict(self, verdict: str) -> bool:
        """Whether a verdict is wanted."""
        return not self.verdicts or verdict in self.verdicts

    def _region(self, region: str | None) -> bool:
        return not self.regions or any((region or "").startswith(name) for name in self.regions)

    def _indicator(self, indicator: str | None) -> bool:
        if not self.indicators:
            return True
        name = indicator or ""
        return any(wanted in name or self._same(wanted, name) for wanted in self.indicators)

    def _same(self, wanted: str, name: str) -> bool:
        if self.namer is None or not name:
            return False
        known = self.namer.indicators
        key = known.key(wanted)
        return known.normalise(wanted) in known.normalise(name) or (
            key is not None and key == known.key(name)
        )


def parse_years(words: Iterable[str]) -> tuple[tuple[int, int], ...]:
    """``2023`` and ``2021-2023`` as spans. Raises UsageError for anything else."""
    spans = []
    for word in words:
        low, dash, high = word.partition("-")
        if not low.isdigit() or (dash and not high.isdigit()):
            raise UsageError(f"no year: {word!r}", hint="such as 2023 or 2021-2023", code="T340")
        spans.append((int(low), int(high or low)))
    return tuple(spans)


def check_verdicts(words: Iterable[str]) -> tuple[str, ...]:
    """The words if all are verdicts. Raises UsageError for another."""
    found = tuple(words)
    for word in found:
        if word not in VERDICTS:
            raise UnknownName("verdict", word, VERDICTS)
    return found


def nearest(word: str, names: Iterable[str], count: int = 3) -> list[str]:
    """The names that look most like a misspelt one, the best first."""
    mine = Counter(grams(word))
    scored = []
    for name in dict.fromkeys(names):
        theirs = Counter(grams(name))
        both = sum(mine.values()) + sum(theirs.values())
        common = sum((mine & theirs).values())
        if common:
            scored.append((-2 * common / both, len(name), name))
    return [name for _, _, name in sorted(scored)[:count]]
