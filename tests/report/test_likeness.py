"""Nearly the same texts are found, others are not."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from talentdocs.report.likeness import KEPT, likeness, near_pairs, sketch

WORDS = [chr(code) for code in range(0x4E00, 0x4E00 + 800)]


def prose(seed: int, length: int = 3000) -> str:
    return "".join(random.Random(seed).choices(WORDS, k=length))


BASE = prose(1)


@pytest.mark.parametrize(
    ("other", "least", "most"),
    [
        (BASE, 1, 1),
        (BASE.replace(BASE[100], "\n" + BASE[100]), 1, 1),  # other line breaks
        (BASE[:1500] + "一处改动" + BASE[1500:], 0.95, 1),
        (BASE[: len(BASE) // 2] + prose(2, 1500), 0.15, 0.55),
        (prose(3), 0, 0.02),
        ("", 0, 0),
    ],
)
def test_likeness_tells_the_share_of_common_wording(other: str, least: float, most: float) -> None:
    assert least <= likeness(sketch(BASE), sketch(other)) <= most


def test_pairs_are_found_the_likest_first() -> None:
    texts = {"a": BASE, "b": BASE[:2990], "c": BASE[:2700], "d": prose(7), "e": ""}
    found = list(near_pairs({name: sketch(text) for name, text in texts.items()}, least=0.8))
    assert {(one, other) for one, other, _ in found} == {("a", "b"), ("a", "c"), ("b", "c")}
    assert found[0][:2] == ("a", "b")


@given(st.text(), st.text())
def test_likeness_is_the_same_both_ways_and_within_bounds(one: str, other: str) -> None:
    first, second = sketch(one), sketch(other)
    assert likeness(first, second) == likeness(second, first)
    assert 0 <= likeness(first, second) <= 1
    assert len(first) <= KEPT
