"""The version, and a digest of the code that makes rows, so that no cache outlives a change of either."""

from __future__ import annotations

from functools import cache
from pathlib import Path

VERSION = "0.1.0"

MEANING = ("ingest", "structure", "segment", "extract")
"""Packages whose code decides what a row holds, besides ``MODULES``."""
MODULES = ("records.py", "options.py", "process.py", "report/facts.py", "tables/columns.py", "tables/rows.py")


@cache
def code_digest() -> str:
    """First 16 hex digits of the SHA-256 over the sources of every module that decides what a row holds."""
    import hashlib

    root = Path(__file__).parent
    paths = [root / name for name in MODULES]
    paths += [path for name in MEANING for path in (root / name).rglob("*.py")]
    total = hashlib.sha256(VERSION.encode())
    for path in sorted(paths):
        total.update(path.relative_to(root).as_posix().encode())
        total.update(path.read_bytes())
    return total.hexdigest()[:16]
