"""Tables as pandas DataFrames, with the types of their columns whatever the rows hold."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from talentdocs.tables.columns import table_columns
from talentdocs.tables.writers import Spool

if TYPE_CHECKING:
    import pandas

DTYPES = {"integer": "Int64", "number": "float64", "boolean": "boolean"}


def read_frame(path: Path, table: str) -> pandas.DataFrame:
    """A table of JSON lines as a DataFrame; integers that may be missing are ``Int64``, lists stay lists."""
    import pandas

    columns = table_columns(table)
    rows = list(Spool(table, columns, path, 0).rows())
    frame = pandas.DataFrame(rows, columns=[column.name for column in columns])
    kinds = {column.name: DTYPES[column.kind] for column in columns if column.kind in DTYPES}
    return frame.astype(kinds)
