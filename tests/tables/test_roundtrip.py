"""What is written in any form is read back the same."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

from talentdocs.records import Figure
from talentdocs.tables.columns import EXTRACT_TABLES
from talentdocs.tables.load import open_tables
from talentdocs.tables.rows import to_row
from talentdocs.tables.sink import open_sink
from talentdocs.tables.writers import FORMATS

from .records_made import ROWS, figures


@pytest.mark.parametrize("form", FORMATS)
def test_every_table_comes_back_from_every_form(form: str, tmp_path: Path) -> None:
    sink = open_sink(tmp_path / "out", formats=[form], tables=EXTRACT_TABLES)
    for table, rows in ROWS.items():
        sink.write(table, rows)
    sink.close({"version": 1})

    tables = open_tables(tmp_path / "out")
    assert set(tables.names) == set(EXTRACT_TABLES)
    for table, rows in ROWS.items():
        assert list(tables.rows(table)) == [to_row(row) for row in rows]


@pytest.mark.parametrize("form", FORMATS)
def test_tables_without_rows_keep_their_columns(form: str, tmp_path: Path) -> None:
    open_sink(tmp_path / "out", formats=[form], tables=EXTRACT_TABLES).close({})
    tables = open_tables(tmp_path / "out")
    assert [list(tables.rows(table)) for table in EXTRACT_TABLES] == [[]] * 5


@pytest.mark.parametrize("name", ["t.csv", "t.jsonl", "t.parquet", "t.xlsx", "t.duckdb", "t.sqlite"])
def test_the_suffix_of_a_file_says_the_form(name: str, tmp_path: Path) -> None:
    sink = open_sink(tmp_path / name, tables=EXTRACT_TABLES)
    for table, rows in ROWS.items():
        sink.write(table, rows)
    sink.close({})
    assert list(open_tables(tmp_path / name).rows("figures")) == [to_row(row) for row in ROWS["figures"]]
    assert sorted(path.name for path in tmp_path.iterdir()) == [name, f"{name}.manifest.json"]


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(figure=figures())
@pytest.mark.parametrize("form", ["csv", "jsonl", "sqlite", "xlsx"])
def test_any_words_and_numbers_come_back(form: str, figure: Figure, tmp_path: Path) -> None:
    target = tmp_path / f"any.{form}"
    sink = open_sink(target, tables=EXTRACT_TABLES)
    sink.write("figures", [figure])
    sink.close()
    (row,) = open_tables(target).rows("figures")
    assert row == to_row(figure)
