"""Read the case tables: a TSV with comment lines, a header, and one case a line."""

from __future__ import annotations

from pathlib import Path

CASES = Path(__file__).parent / "cases"


def cases(name: str) -> list[dict[str, str]]:
    """Rows of ``cases/NAME.tsv`` by column."""
    lines = (CASES / f"{name}.tsv").read_text(encoding="utf-8").splitlines()
    rows = [line.split("\t") for line in lines if line.strip() and not line.startswith("#")]
    header = rows[0]
    return [dict(zip(header, [*row, *[""] * len(header)], strict=False)) for row in rows[1:]]
