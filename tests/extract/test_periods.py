"""Words of time → periods, in a document of 2023."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from talentdocs.extract.periods import TimeContext, find_time_words
from talentdocs.segment.lexicon import load
from tests.extract.reading import cases


def null(cell: str) -> str | None:
    return None if cell == "-" else cell


@pytest.mark.parametrize("case", cases("periods"), ids=lambda case: case["words"])
def test_words_of_time(case: dict[str, str]) -> None:
    words = case["words"]
    found = find_time_words(words, 0, len(words), TimeContext(year=2023), load())
    assert found, "no word of time found"
    first = found[0]
    assert (first.kind, first.period.start, first.period.end, first.frequency) == (
        case["kind"],
        null(case["start"]),
        null(case["end"]),
        null(case["frequency"]),
    )


@pytest.mark.parametrize(
    "words",
    ["比2021年回落0.7个百分点", "较2020年提高", "是2006年的2倍", "恢复到2019年的89.3%", "与2020年相比"],
)
def test_bases_of_a_comparison_govern_nothing(words: str) -> None:
    assert all(word.base for word in find_time_words(words, 0, len(words), TimeContext(year=2023), load()))


@pytest.mark.parametrize("words", ["满6个月", "现代化建设", "举办三月街活动", "实现目标", "表现突出"])
def test_what_is_no_word_of_time(words: str) -> None:
    assert find_time_words(words, 0, len(words), TimeContext(year=2023), load()) == []


@given(st.integers(min_value=1990, max_value=2049), st.integers(min_value=1, max_value=12))
def test_a_month_of_a_year_keeps_its_precision(year: int, month: int) -> None:
    words = f"{year}年{month}月底前完成"
    [word] = find_time_words(words, 0, len(words), TimeContext(year=2023), load())
    assert word.period.end == f"{year}-{month:02d}"
    assert word.period.start is None


def test_nothing_is_guessed_without_the_year_of_the_document() -> None:
    words = "今年新增500家，目前达到900家"
    found = find_time_words(words, 0, len(words), TimeContext(year=None), load())
    assert all(word.period.end is None for word in found)
