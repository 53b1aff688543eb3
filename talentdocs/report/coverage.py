"""What a survey found, as data (摸底结果): kinds, what cannot be read, doubles, coverage and its gaps."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

from talentdocs.report.likeness import near_pairs

ALIKE = 0.8
"""Share of common wording from which two documents are called nearly the same."""
NO_TEXT_LAYER = ("T203", "T204")
"""Warnings that a page's text can only be had by recognition."""
PICTURES = (".png", ".jpg", ".jpeg", ".tif", ".tiff", ".bmp", ".gif", ".webp")

Row = Mapping[str, Any]


class Survey:
    """Documents that could be read, and those that could not, with what that says about the folder."""

    def __init__(self) -> None:
        self.documents: list[Row] = []
        """Rows of ``documents`` with ``size`` in bytes and the ``sketch`` of the text."""
        self.failures: list[Row] = []

    def add(self, document: Row) -> None:
        """Take in a document that was read."""
        self.documents.append(document)

    def fail(self, failure: Row) -> None:
        """Take in one that was not."""
        self.failures.append(failure)

    def kinds(self) -> list[tuple[str, int, int, int]]:
        """Format, documents, bytes and characters, the most frequent format first."""
        counts: Counter[str] = Counter()
        sizes: Counter[str] = Counter()
        chars: Counter[str] = Counter()
        for row in self.documents:
            counts[row["format"] or ""] += 1
            sizes[row["format"] or ""] += row["size"]
            chars[row["format"] or ""] += row["chars"] or 0
        return [(name, count, sizes[name], chars[name]) for name, count in counts.most_common()]

    def need(self) -> dict[str, list[str]]:
        """Paths by what must be done before they can be read whole: ``ocr``, ``office``, ``other``."""
        found: dict[str, list[str]] = {"ocr": [], "office": [], "other": []}
        for row in self.documents:
            if any(str(warning).startswith(NO_TEXT_LAYER) for warning in row["warnings"]):
                found["ocr"].append(row["path"])
        for row in self.failures:
            found[need_of(row)].append(row["path"])
        return found

    def doubles(self) -> list[list[str]]:
        """Groups of paths whose files are the same, byte for byte."""
        groups: defaultdict[str, list[str]] = defaultdict(list)
        for row in self.documents:
            groups[row["doc_id"]].append(row["path"])
        return [paths for paths in groups.values() if len(paths) > 1]

    def alike(self) -> list[tuple[str, str, float]]:
        """Pairs of documents that are not the same but say nearly the same, with the share in common."""
        firsts: dict[str, Row] = {}
        for row in self.documents:
            firsts.setdefault(row["doc_id"], row)
        sketches = {row["path"]: row["sketch"] for row in firsts.values()}
        return list(near_pairs(sketches, least=ALIKE))

    def coverage(self) -> dict[str, dict[int, int]]:
        """Documents by region and year, regions with the most first; those of unknown year are left out."""
        table: defaultdict[str, Counter[int]] = defaultdict(Counter)
        for row in self.documents:
            if row["region"] and row["year"] is not None:
                table[row["region"]][row["year"]] += 1
        ordered = sorted(table.items(), key=lambda item: (-item[1].total(), item[0]))
        return {region: dict(sorted(years.items())) for region, years in ordered}

    def gaps(self) -> dict[str, list[int]]:
        """Years without a document between the first and the last of a region."""
        found = {
            region: [year for year in range(min(years), max(years)) if year not in years]
            for region, years in self.coverage().items()
        }
        return {region: years for region, years in found.items() if years}

    def offices(self) -> list[tuple[str, int]]:
        """Issuers and how many documents they have, the most frequent first."""
        return Counter(row["issuer"] for row in self.documents if row["issuer"]).most_common()

    def unknown(self, column: str) -> list[str]:
        """Paths of documents whose column is not known."""
        return [row["path"] for row in self.documents if row[column] is None]

    def as_json(self) -> dict[str, Any]:
        """The survey as plain JSON values."""
        names = ("format", "documents", "bytes", "characters")
        return {
            "readable": len(self.documents),
            "unreadable": len(self.failures),
            "kinds": [dict(zip(names, kind, strict=True)) for kind in self.kinds()],
            "need": self.need(),
            "failures": self.failures,
            "doubles": self.doubles(),
            "alike": [
                {"first": one, "second": other, "likeness": round(share, 2)}
                for one, other, share in self.alike()
            ],
            "coverage": [
                {"region": region, "years": {str(year): count for year, count in years.items()}}
                for region, years in self.coverage().items()
            ],
            "gaps": self.gaps(),
            "offices": [{"issuer": name, "documents": count} for name, count in self.offices()],
            "unknown": {column: self.unknown(column) for column in ("region", "year", "issuer")},
            "warnings": _warnings(self.documents),
        }


def need_of(failure: Row) -> str:
    """What a file that could not be read needs: ``ocr``, ``office`` (LibreOffice), or ``other``."""
    words = f"{failure['message']} {failure['hint']}".lower()
    path = str(failure["path"]).lower()
    if failure["code"] == "T105" and "libreoffice" in words:
        return "office"
    if failure["code"] in ("T105", "T107") and ("ocr" in words or path.endswith((*PICTURES, ".pdf", ".ofd"))):
        return "ocr"
    return "other"


def _warnings(documents: Sequence[Row]) -> list[dict[str, str]]:
    return [{"path": row["path"], "warning": warning} for row in documents for warning in row["warnings"]]
