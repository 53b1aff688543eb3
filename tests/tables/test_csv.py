"""CSV opens right in Excel, and nothing in it runs."""

import pytest

from talentdocs.tables.writers.csv import cell, harmless, unharm


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("=cmd|' /C calc'!A0", "'=cmd|' /C calc'!A0"),
        ("+86 574", "'+86 574"),
        ("-A1", "'-A1"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("\t=1", "'\t=1"),
        ("＝1+1", "'＝1+1"),
        ("'=1", "''=1"),
        # negatives: numbers, plain words and what only holds such a sign
        ("-6.8", "-6.8"),
        ("+5", "+5"),
        ("技能人才", "技能人才"),
        ("a=b", "a=b"),
        ("'quoted'", "'quoted'"),
        ("", ""),
    ],
)
def test_text_that_would_run_as_a_formula_is_prefixed(value: str, expected: str) -> None:
    assert harmless(value) == expected
    assert unharm(harmless(value)) == value


def test_terminal_escapes_are_replaced() -> None:
    assert "\x1b" not in harmless("甲\x1b[2J乙")


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (None, ""),
        (-6.8, -6.8),
        (265000, 265000),
        (True, "true"),
        (["市人社局", "市财政局"], "市人社局、市财政局"),
        ([], ""),
        ({}, ""),
        ({"a": 1}, '{"a": 1}'),
    ],
)
def test_numbers_stay_bare_and_lists_are_joined(value: object, expected: object) -> None:
    assert cell(value) == expected
