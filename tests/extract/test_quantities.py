"""Sentence → the quantities in it, and silence on what only looks like one."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from talentdocs.extract.quantities import Quantity, find_quantities
from talentdocs.segment.lexicon import load
from tests.extract.reading import cases


def spell(sentence: str, quantity: Quantity) -> str:
    value = format(quantity.value.normalize(), "f")
    top = f"..{format(quantity.value_max.normalize(), 'f')}" if quantity.value_max is not None else ""
    unit = quantity.unit.name if quantity.unit else ""
    more = " ~" if quantity.more else ""
    return f"{sentence[quantity.start : quantity.end]}={value}{top} {unit}{more}"


@pytest.mark.parametrize("case", cases("quantities"), ids=lambda case: case["sentence"])
def test_quantities(case: dict[str, str]) -> None:
    sentence = case["sentence"]
    found = [spell(sentence, quantity) for quantity in find_quantities(sentence, load())]
    assert [item.strip() for item in found] == [
        item.strip() for item in case["expected"].split("|") if item.strip()
    ]


@given(
    st.integers(min_value=1, max_value=10**7),
    st.sampled_from(["人", "家", "元", "个", "公里", "%", "个百分点", "人次"]),
)
def test_any_number_with_a_unit_is_found_whole(value: int, unit: str) -> None:
    sentence = f"全市共达到{value}{unit}，"
    found = find_quantities(sentence, load())
    assert [(sentence[q.start : q.end], q.value) for q in found] == [(f"{value}{unit}", Decimal(value))]


@given(
    st.text(alphabet="0123456789一二三十百千万亿点.,，。、%人家元年月日至到-—第“”《》（） \n", max_size=60)
)
def test_spans_are_in_order_and_inside(text: str) -> None:
    end = 0
    for quantity in find_quantities(text, load()):
        assert end <= quantity.start < quantity.end <= len(text)
        end = quantity.end
