"""Reasons as a tree."""

from __future__ import annotations

import pytest

from talentdocs.report.labels import rule
from talentdocs.report.tree import Cue, full_tree, reason_tree, split_reason


@pytest.mark.parametrize(
    ("reason", "expected"),
    [
        ("status=target: 到2025年@10-16", ("status", "target", [Cue("到2025年", 10, 16)])),
        (
            "status=target: 将@4-5 + 到2025年@10-16",
            ("status", "target", [Cue("将", 4, 5), Cue("到2025年", 10, 16)]),
        ),
        ("qualifier=eq: default", ("qualifier", "eq", [Cue("default")])),
        ("planned: 将@4-5", ("planned", "", [Cue("将", 4, 5)])),
        ("因为如此", ("", "", [Cue("因为如此")])),
        ("status=target: 电话@010-12", ("status", "target", [Cue("电话", 10, 12)])),
    ],
)
def test_a_reason_is_column_value_and_cues(reason: str, expected: tuple[str, str, list[Cue]]) -> None:
    assert split_reason(reason) == expected


def test_reasons_for_one_column_come_together() -> None:
    (node,) = reason_tree({"reasons": ["status=target: 将@4-5", "status=target: section planned"]})
    assert [cue.words for cue in node.cues] == ["将", "section planned"]


def test_columns_without_a_reason_say_where_they_come_from() -> None:
    row = {"value": 5, "start": 2, "end": 4, "region": "临溪市", "period_end": "2023", "unit": None}
    nodes = {
        node.column: node.cues
        for node in full_tree(row, {"region": "临溪市", "year": 2023, "year_source": "date"})
    }
    assert nodes["value"] == (Cue("as_written", 2, 4),)
    assert nodes["region"] == (Cue("region_of_document"),)
    assert nodes["period_end"] == (Cue("year_of_document date"),)
    assert "unit" not in nodes


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("section planned", "所在章节讲打算"),
        ("period 2022", "时期 2022 已过去"),
        ("year_of_document date", "文件年份（依据 落款日期）"),
        ("力争", "“力争”"),  # words of the document are quoted
        ("table of contents", "“table of contents”"),
    ],
)
def test_rules_in_words(words: str, expected: str) -> None:
    assert rule(words, "zh") == expected


def test_a_year_that_a_person_has_given_says_so() -> None:
    document = {"year": 2022, "year_source": None, "corrected": ["year"]}
    (node,) = full_tree({"period_end": "2022"}, document)
    assert rule(node.cues[0].words, "zh") == "文件年份（依据 人工校正）"
