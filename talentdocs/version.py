"""The version, and a digest of the code that makes rows, so that no cache outlives a change of either."""

from __future__ import annotations

from functools import cache
from pathlib import Path

VERSION = "0.1.0"

MEANING = ("ingest", "structure", "segment", "extract", "tables", "report")
"""Packages whose code decides what a row holds."""


@cache
def code_digest() -> str:
    """First 16 hex digits of the SHA-256 over the sources of every module that decides what a row holds."""
    import hashlib

    root = Path(__file__).parent
    paths = [*root.glob("*.py"), *(path for name in MEANING for path in (root / name).rglob("*.py"))]
    total = hashlib.sha256(VERSION.encode())
    for path in sorted(paths):
        total.update(path.relative_to(root).as_posix().encode())
        total.update(path.read_bytes())
    return total.hexdigest()[:16]
