"""One document, bytes in, table lines and facts out: what every worker runs, here or on another machine."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, TypeVar

from talentdocs.options import Options
from talentdocs.records import Extraction
from talentdocs.segment.lexicon import Lexicons, load

TABLES = ("documents", "figures", "commitments", "citations")
"""Tables that a document has rows in, in the order of their lines in a payload."""
Lines = TypeVar("Lines", bytes, memoryview)
LIGHT_BYTES = 64 << 10
"""Plain text up to this size takes a fraction of a second, and nothing but Python reads it."""


@dataclass(frozen=True)
class Processor:
    """Reads, extracts and serialises one document at a time; picklable, so that it can be sent to workers."""

    options: Options = field(default_factory=Options)

    @cached_property
    def lexicons(self) -> Lexicons:
        """The lexicons of the run, loaded once in each process."""
        return load(self.options.lexicons)

    def __getstate__(self) -> dict[str, Any]:
        return {"options": self.options}

    def prepare(self) -> None:
        """Load what every document needs, before the clock of the first one runs."""

        assert self.lexicons

    def light(self, path: str, size: int, head: bytes) -> bool:
        """Whether a document is short plain text, which needs no process of its own that may die or hang."""
        from talentdocs.ingest.sniff import sniff

        return size <= LIGHT_BYTES and sniff(head, path) in ("txt", "md")

    def extract(
        self,
        data: bytes,
        path: str,
        session_years: Mapping[str, int] | None = None,
        *,
        year: int | None = None,
        told: Mapping[str, Any] | None = None,
    ) -> Extraction:
        """All rows of one document. Raises ReadError.

        ``year`` is for one that does not say its own, ``told`` are columns of ``documents`` that a person has
        corrected.
        """
        from talentdocs.extract.document import extract_document
        from talentdocs.extract.source import Source
        from talentdocs.ingest.read import read

        text = read(data, path, self.options)
        source = Source(document_id(data), path, session_years or {}, year, told or {})
        return extract_document(text, source, self.lexicons)

    def __call__(
        self, data: bytes, path: str, context: Mapping[str, int] | None = None
    ) -> tuple[bytes, dict[str, Any]]:
        """A document's payload (the JSON lines of its tables, one behind the other) and its facts.

        ``facts["sizes"]`` says how many bytes of the payload belong to each of ``TABLES``; behind them stand
        the targets that a summary may show, apart from the facts since most runs need those of few documents.
        """
        payload, facts = packed(self.extract(data, path, context))
        facts["sha256"] = hashlib.sha256(data).hexdigest()
        return payload, facts


def packed(extraction: Extraction) -> tuple[bytes, dict[str, Any]]:
    """The payload and the facts of a document's rows, without the digest of its bytes."""
    from talentdocs.report.facts import facts_of
    from talentdocs.tables.rows import encode_records

    parts = [
        encode_records([extraction.document]),
        encode_records(extraction.figures),
        encode_records(extraction.commitments),
        encode_records(extraction.citations),
    ]
    facts = facts_of(extraction) | {"sizes": [len(part) for part in parts]}
    parts.append(json.dumps(facts.pop("targets"), ensure_ascii=False).encode("utf-8", "replace"))
    return b"".join(parts), facts


def document_id(data: bytes) -> str:
    """First 16 hex digits of the SHA-256 of a file's bytes."""
    return hashlib.sha256(data).hexdigest()[:16]


def tables_of(payload: Lines, facts: Mapping[str, Any]) -> dict[str, Lines]:
    """The JSON lines of each table in a payload; those of a view are views of it, not copies."""
    tables: dict[str, Lines] = {}
    start = 0
    for name, size in zip(TABLES, facts["sizes"], strict=True):
        tables[name] = payload[start : start + size]
        start += size
    return tables


def targets_of(payload: bytes, facts: Mapping[str, Any]) -> list[list[str | None]]:
    """The first targets of the document of a payload, as ``report.facts`` gives them."""
    targets: list[list[str | None]] = json.loads(payload[sum(facts["sizes"]) :])
    return targets
