"""Parquet, written by DuckDB from the JSON lines just written, with explicit types."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from talentdocs.tables.writers import Spool
from talentdocs.tables.writers.duckdb import connect, literal, select


def write(spools: Sequence[Spool], target: Path) -> None:
    """One table as a Parquet file."""
    (spool,) = spools
    with connect(longest=spool.longest) as base:
        base.execute(f"COPY ({select(spool)}) TO {literal(str(target))} (FORMAT parquet, COMPRESSION zstd)")
