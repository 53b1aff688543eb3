"""The summary (摘要) of a run as data: what an analyst wants to know first, in constant memory."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import Any

from talentdocs.records import Failure

KEPT = 200
"""Targets and failures that are kept to be shown; the rest is counted."""
TABLES = ("documents", "figures", "commitments", "citations")


class Summary:
    """Counts of a run, its first targets and its first failures."""

    def __init__(self) -> None:
        self.tables: Counter[str] = Counter()
        self.kinds: Counter[str] = Counter()
        self.regions: Counter[str | None] = Counter()
        self.years: Counter[int | None] = Counter()
        self.statuses: Counter[str] = Counter()
        self.targets: list[list[str | None]] = []
        """Indicator, value as written, due, office, file."""
        self.target_count = 0
        self.failures: list[Failure] = []
        self.failed = 0
        self.cached = 0
        self.warned: list[tuple[str, str]] = []
        """File and warning."""

    @property
    def is_open(self) -> bool:
        """Whether it still takes targets to be shown."""
        return len(self.targets) < KEPT

    def add(self, path: str, facts: Mapping[str, Any], *, cached: bool = False) -> None:
        """Count one document by its facts; ``targets`` among them only matter while it ``is_open``."""
        for table, count in zip(TABLES, facts["counts"], strict=True):
            self.tables[table] += count
        self.kinds[facts["doc_type"]] += 1
        self.regions[facts["region"]] += 1
        self.years[facts["year"]] += 1
        for status, count in facts["statuses"].items():
            self.statuses[status] += count
        self.target_count += facts["target_count"]
        if self.is_open:
            self.targets.extend(facts["targets"][: KEPT - len(self.targets)])
        self.cached += cached
        if len(self.warned) < KEPT:
            self.warned.extend((path, warning) for warning in facts["warnings"])

    def fail(self, failure: Failure) -> None:
        """Count one failure."""
        self.failed += 1
        if len(self.failures) < KEPT:
            self.failures.append(failure)

    def join(self, other: Summary) -> None:
        """Count another summary's documents behind these."""
        for mine, theirs in (
            (self.tables, other.tables),
            (self.kinds, other.kinds),
            (self.statuses, other.statuses),
        ):
            mine.update(theirs)
        self.regions.update(other.regions)
        self.years.update(other.years)
        self.targets = (self.targets + other.targets)[:KEPT]
        self.target_count += other.target_count
        self.failures = (self.failures + other.failures)[:KEPT]
        self.failed += other.failed
        self.cached += other.cached
        self.warned = (self.warned + other.warned)[:KEPT]

    @property
    def documents(self) -> int:
        """Documents that were read."""
        return self.tables["documents"]

    def counts(self) -> dict[str, int]:
        """Rows of each table, failures and cached documents."""
        return {name: self.tables[name] for name in TABLES} | {"failures": self.failed, "cached": self.cached}

    @classmethod
    def restore(cls, data: Mapping[str, Any]) -> Summary:
        """A summary of documents that all stand unchanged, from what ``as_json`` gave."""
        summary = cls()
        summary.tables.update({name: data["counts"][name] for name in TABLES})
        summary.kinds.update(data["doc_types"])
        summary.regions.update({item["region"]: item["documents"] for item in data["regions"]})
        summary.years.update({item["year"]: item["documents"] for item in data["years"]})
        summary.statuses.update(data["statuses"])
        summary.targets = [list(item.values()) for item in data["targets"]]
        summary.target_count = data["target_count"]
        summary.cached = summary.documents
        summary.warned = [(item["path"], item["warning"]) for item in data["warnings"]]
        return summary

    def as_json(self) -> dict[str, Any]:
        """The summary as plain JSON values, for ``--json``."""
        return {
            "counts": self.counts(),
            "doc_types": dict(self.kinds.most_common()),
            "regions": [
                {"region": region, "documents": count} for region, count in self.regions.most_common()
            ],
            "years": [
                {"year": year, "documents": count} for year, count in sorted(self.years.items(), key=_year)
            ],
            "statuses": dict(self.statuses.most_common()),
            "targets": [
                dict(zip(("indicator", "text", "due", "office", "path", "value"), target, strict=True))
                for target in self.targets
            ],
            "target_count": self.target_count,
            "failures": [
                {
                    "path": item.path,
                    "stage": item.stage,
                    "code": item.code,
                    "message": item.message,
                    "hint": item.hint,
                }
                for item in self.failures
            ],
            "warnings": [{"path": path, "warning": warning} for path, warning in self.warned],
        }


def _year(item: tuple[int | None, int]) -> int:
    return item[0] or 0
