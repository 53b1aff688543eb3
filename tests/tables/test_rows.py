"""Records become rows of plain values, columns in the order of the contract."""

from decimal import Decimal

import pytest

from talentdocs.tables.columns import Column, kind_of, table_columns
from talentdocs.tables.rows import encode_row, number, to_row

from .records_made import COMMITMENT, FIGURE


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("265000", 265000),
        ("34.9", 34.9),
        ("1E+8", 100000000),
        ("-6.80", -6.8),
        ("0.0", 0),
        ("NaN", None),
        ("Infinity", None),
        ("1E+999999", None),
        ("0.1", 0.1),
        ("123456789012345678901", 123456789012345678901),
    ],
)
def test_a_decimal_becomes_an_int_where_it_is_integral(value: str, expected: float | None) -> None:
    got = number(Decimal(value))
    assert got == expected
    assert type(got) is type(expected)


def test_a_row_has_the_contract_columns_first_and_in_order() -> None:
    names = list(to_row(FIGURE))
    assert names[:8] == ["figure_id", "doc_id", "start", "end", "text", "value", "value_max", "unit"]
    assert names == [column.name for column in table_columns("figures")]


def test_tuples_become_lists_and_unknown_stays_none() -> None:
    row = to_row(COMMITMENT)
    assert row["responsible"] == ["市人社局", "市财政局"]
    assert row["figure_ids"] == []
    assert row["deadline"] is None


@pytest.mark.parametrize(
    ("hint", "kind"),
    [
        (int | None, "integer"),
        (Decimal, "number"),
        (str | None, "text"),
        (tuple[str, ...], "list"),
        (dict[str, str], "json"),
        (bool, "boolean"),
    ],
)
def test_the_kind_of_a_column_comes_from_the_type_of_its_field(hint: object, kind: str) -> None:
    assert kind_of(hint) == kind


def test_a_column_knows_whether_it_may_be_null() -> None:
    columns = {column.name: column for column in table_columns("figures")}
    assert columns["section"] == Column("section", "text", nullable=False)
    assert columns["unit"].nullable


def test_a_lone_surrogate_does_not_stop_a_table() -> None:
    assert encode_row({"text": "a\ud800"}) == b'{"text":"a?"}\n'


def test_a_number_beyond_64_bits_is_written_whole() -> None:
    assert encode_row({"value": Decimal("1e20")}) == b'{"value":100000000000000000000}\n'
