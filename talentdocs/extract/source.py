"""What is known of a document beside its text (来源)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Source:
    """Where a document came from, and what the run knows beyond its text."""

    doc_id: str
    """First 16 hex digits of the SHA-256 of the file's bytes."""
    path: str
    """As given, relative to the folder that was named."""
    session_years: Mapping[str, int] = field(default_factory=dict)
    """Year by congress session (``市人大九届二次会议``), learnt from the dated documents of the same run."""
    year: int | None = None
    """Year that the caller names, for a text that does not say its own."""
    told: Mapping[str, Any] = field(default_factory=dict)
    """Columns of ``documents`` that a person has corrected: they go over what the text says, and what hangs
    on them (今年, 全市, the span of a plan) follows."""
