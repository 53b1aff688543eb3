"""What became of a run's promises, as data (对照摘要): counts by region and office, largest shortfalls."""

from __future__ import annotations

import heapq
from collections import Counter, defaultdict
from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from talentdocs.records import Change, Comparison, Contradiction, Policy

VERDICTS = ("met", "missed", "on_track", "pending", "unreported")
SHORTFALLS = 10
CONTRADICTIONS = 5
OFFICES = 12
"""Rows kept for show; all are counted."""


class VerdictSummary:
    """Counts rows as they stream by and keeps the few worth showing."""

    def __init__(self) -> None:
        self.verdicts: Counter[str] = Counter()
        self.regions: defaultdict[str, Counter[str]] = defaultdict(Counter)
        self.offices: defaultdict[str, Counter[str]] = defaultdict(Counter)
        self.contradictions: list[Contradiction] = []
        self.contradiction_count = 0
        self.policies: Counter[str] = Counter()
        self.series = 0
        self.changes: list[Change] = []
        self._worst: list[tuple[Decimal, int, Comparison]] = []
        self._rank = 0

    def add(self, table: str, rows: Iterable[Any]) -> None:
        """Count rows of a table."""
        for row in rows:
            if isinstance(row, Comparison):
                self._promise(row)
            elif isinstance(row, Contradiction):
                self.contradiction_count += 1
                if len(self.contradictions) < CONTRADICTIONS:
                    self.contradictions.append(row)
            elif isinstance(row, Policy):
                self.policies[row.state] += 1
            elif isinstance(row, Change):
                self.changes.append(row)
            elif table == "series":
                self.series += 1

    @property
    def shortfalls(self) -> list[Comparison]:
        """Missed promises, the largest share of the promise first."""
        return [row for _, _, row in sorted(self._worst, key=lambda entry: (-entry[0], -entry[1]))]

    def as_json(self) -> dict[str, Any]:
        """The summary as plain JSON values, for ``--json``."""
        return {
            "verdicts": {name: self.verdicts[name] for name in VERDICTS},
            "regions": [{"region": name, **_counts(found)} for name, found in sorted(self.regions.items())],
            "offices": [{"office": name, **_counts(found)} for name, found in ranked(self.offices)],
            "shortfalls": [shortfall(row) for row in self.shortfalls],
            "contradictions": self.contradiction_count,
            "policies": dict(sorted(self.policies.items())),
            "series": self.series,
            "changes": dict(sorted(Counter(change.change for change in self.changes).items())),
        }

    def _promise(self, row: Comparison) -> None:
        self.verdicts[row.verdict] += 1
        self.regions[row.region or ""][row.verdict] += 1
        self.offices[row.office or ""][row.verdict] += 1
        if row.verdict != "missed" or row.gap_ratio is None:
            return
        self._rank += 1
        entry = (abs(row.gap_ratio), -self._rank, row)
        if len(self._worst) < SHORTFALLS:
            heapq.heappush(self._worst, entry)
        else:
            heapq.heappushpop(self._worst, entry)


def shortfall(row: Comparison) -> dict[str, Any]:
    """One missed promise as plain JSON values, both sources with it."""
    return {
        "region": row.region,
        "indicator": row.indicator,
        "year": row.promised_period_end or row.promised_year,
        "promised": row.promised_text,
        "reported": row.reported_text,
        "gap_ratio": float(row.gap_ratio) if row.gap_ratio is not None else None,
        "promised_path": row.promised_path,
        "reported_path": row.reported_path,
        "office": row.office,
        "reason": row.reason,
    }


def ranked(groups: dict[str, Counter[str]]) -> list[tuple[str, Counter[str]]]:
    """Groups by missed promises, then by all."""
    return sorted(groups.items(), key=lambda item: (-item[1]["missed"], -item[1].total(), item[0]))


def _counts(found: Counter[str]) -> dict[str, int]:
    return {name: found[name] for name in VERDICTS}
