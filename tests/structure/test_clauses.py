"""Clauses end in 。！？； or the end of the line, outside brackets and quotation marks."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from talentdocs.structure.clauses import split_line


def pieces(line: str) -> list[str]:
    return [line[piece.start : piece.end] for piece in split_line(line, 0, len(line))]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("清淤三条河；加固两座坝。", ["清淤三条河；", "加固两座坝。"]),
        ("做到“水清；岸绿”同步，见效快。好！", ["做到“水清；岸绿”同步，见效快。", "好！"]),
        ("按《节水条例；附则》执行。", ["按《节水条例；附则》执行。"]),
        ("（牵头单位：市水利局；配合单位：市住建局）", ["（牵头单位：市水利局；配合单位：市住建局）"]),
        ("〔市水利局；列第一的牵头〕完毕。", ["〔市水利局；列第一的牵头〕完毕。"]),
        ("（甲（乙；丙）丁；戊）己。庚", ["（甲（乙；丙）丁；戊）己。", "庚"]),
        ("没有关上的（括号；照样断。下一句。", ["没有关上的（括号；", "照样断。", "下一句。"]),
        ("**修渠引水。**完成三处。", ["修渠引水。", "完成三处。"]),
        ("　　缩进的一句。", ["缩进的一句。"]),
        ("真的吗？！", ["真的吗？！"]),
        ("没有标点", ["没有标点"]),
        ("   ", []),
        ("", []),
    ],
)
def test_split(line: str, expected: list[str]) -> None:
    assert pieces(line) == expected


def test_a_semicolon_ends_a_clause_and_no_sentence() -> None:
    line = "甲；乙。丙"
    assert [piece.ends_sentence for piece in split_line(line, 0, len(line))] == [False, True, True]


@given(st.text(alphabet="甲乙，。；！“”（）《》〔〕*　 ", max_size=60))
def test_clauses_stand_in_order_and_cover_every_word(line: str) -> None:
    found = split_line(line, 0, len(line))
    assert all(one.end <= two.start for one, two in pairwise(found))
    covered = {at for piece in found for at in range(piece.start, piece.end)}
    assert all(at in covered for at, mark in enumerate(line) if mark in "甲乙")
    assert not found or found[-1].ends_sentence
