"""A pattern tried only where it can begin finds what the pattern finds; affixes are the longest that fit."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from talentdocs.segment.affixes import Prefixes, Suffixes
from talentdocs.segment.firsts import Finder, first_characters, needed_sets, openings, where_begins

PATTERNS = (
    r"(?<!\d)\d{4}年",
    r"(?:前|上)?[一二三四]季度|[上下]半年",
    r"\d+(?:\.\d+)?(?:万|亿)*[人家](?=[，。]|$)",
    r"(?P<mark>[-/])\d(?P=mark)\d",
    r"^第\d+",
    r"\s?(?:前|上)(?:半年|[一二]季度)|[一二](?:季|半年)?度?|第(?=\d)|百\w",
    r"(?:[一二]{2,3}|\d{1,2})(?:年|季度)",
    r"(?:今年)?半?年?[上下]半|年\b",
)


@given(st.text(alphabet="0123456789年前上下一二季度半今百万亿人家，。-/第. ", max_size=40))
def test_finds_what_the_pattern_finds(text: str) -> None:
    for pattern in PATTERNS:
        finder = Finder(pattern)
        plain = [match.span() for match in re.finditer(pattern, text)]
        assert [match.span("found") for match in finder.finditer(text, 0, len(text))] == plain
        assert not plain or finder.may_match(set(text))


@pytest.mark.parametrize(
    ("pattern", "firsts", "needs"),
    [
        (r"(?:下|今)年?", "下今", [["下今"]]),
        (r"(?<!\d)\d+(?:号|幢)", "0123456789", [["号幢", "0123456789"]]),
        (r"“[^”]{1,24}”", "“", [["“", "”"]]),
        (r"(?:前|后)?[一二]月", "前后一二", [["月", "一二"]]),
        (r"\d年|第?[一二]号", "0123456789第一二", [["年", "0123456789"], ["号", "一二"]]),
    ],
)
def test_characters(pattern: str, firsts: str, needs: list[list[str]]) -> None:
    assert first_characters(pattern) == frozenset(firsts)
    assert needed_sets(pattern) == tuple(tuple(map(frozenset, branch)) for branch in needs)


@pytest.mark.parametrize(
    ("text", "may"), [("3年", True), ("三年", False), ("二号", True), ("二年", False), ("3号", False)]
)
def test_a_match_needs_all_sets_of_one_branch(text: str, may: bool) -> None:
    assert Finder(r"\d年|第?[一二]号").may_match(set(text)) is may


@pytest.mark.parametrize("pattern", [r".年", r"[^年]", r"年?", r"\w+"])
def test_characters_that_cannot_be_told(pattern: str) -> None:
    with pytest.raises(ValueError, match="begin"):
        first_characters(pattern)


@pytest.mark.parametrize(
    ("pattern", "begins"),
    [
        (r"今年|[明后]年", "[今后明](?<=(?=[今后明]年)!"),
        (r"(?:下一?步|再用)", "[下再](?<=(?=下[一步]|再用)!"),
        (r"第?一(?:月)?", "[一第](?<=!"),  # 一 may stand alone
        (r"一.", "一(?<=!"),
    ],
)
def test_where_a_match_begins(pattern: str, begins: str) -> None:
    assert where_begins(pattern, "!") == begins + r"[\s\S])"


def test_openings_of_several_patterns() -> None:
    assert openings(["(?:及)?以上", "的"]) == frozenset("及以的")
    assert "年" in openings(["以上", ".年"])  # nothing can be told: all may open a match


def test_affixes() -> None:
    assert Prefixes(["新", "新增", "培育"]).of("新增就业") == "新增"
    assert Prefixes(["新增"]).of("全年新增", 2) == "新增"
    assert Prefixes(["新增"]).of("增") == ""
    links = Suffixes(["过", "超过", "达"], {"过": "通"})
    assert [links.of(words) for words in ("总量超过", "通过", "经过", "")] == ["超过", "", "过", ""]
