"""Why a figure reads as it does, for whoever names it by offset or by words."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from .conftest import REPLY, Talentdocs


@pytest.fixture
def reply(tmp_path: Path) -> Path:
    path = tmp_path / "答复:a.txt"
    path.write_text(REPLY, encoding="utf-8")
    return path


def texts(talentdocs: Talentdocs, place: str) -> list[str]:
    ran = talentdocs("explain", place, "--json")
    return [item["text"] for item in json.loads(ran.out)]


# What is asked for → the figures or commitments that are meant.
WANTED: list[tuple[str, list[str]]] = [
    ("1200人", ["1200人"]),
    ("技能人才总量", ["2.6万人", "3.5万人"]),  # by indicator
    (f"{REPLY.index('34.9')}", ["34.9%"]),
    (f"{REPLY.index('34.9')}-{REPLY.index('34.9') + 2}", ["34.9%"]),
    ("力争", ["3.5万人", "34.9%"]),  # by sentence
    ("没有的话", []),
]


@pytest.mark.parametrize(("wanted", "expected"), WANTED, ids=[case[0] for case in WANTED])
def test_what_is_meant(talentdocs: Talentdocs, reply: Path, wanted: str, expected: list[str]) -> None:
    assert texts(talentdocs, f"{reply}:{wanted}") == expected


def test_an_offset_in_a_sentence_without_figures_means_its_commitment(
    talentdocs: Talentdocs, tmp_path: Path
) -> None:
    path = tmp_path / "a.txt"
    path.write_text("下一步，我局将加强监管。\n", encoding="utf-8")
    assert texts(talentdocs, f"{path}:5") == ["下一步，我局将加强监管。"]


def test_the_tree_shows_the_sentence_each_column_and_what_decided_it(
    talentdocs: Talentdocs, reply: Path
) -> None:
    ran = talentdocs("explain", f"{reply}:34.9%")
    assert ran.code == 0
    head, sentence, *tree = ran.out.splitlines()
    assert "【34.9%】" in head
    assert "高技能人才占比达到【34.9%】。" in sentence
    columns = [line.split()[1:3] for line in tree if line[0] in "├└"]
    assert columns[:3] == [["性质", "status"], ["计量", "measure"], ["指标", "indicator"]]
    assert {"value", "unit", "period_end"} <= {name for _, name in columns}
    at = tree.index("├─ 性质 status = 目标")
    assert "2025" in tree[at + 1]


def test_every_column_has_a_reason(talentdocs: Talentdocs, reply: Path) -> None:
    found: list[dict[str, Any]] = json.loads(talentdocs("explain", reply, "--json").out)
    assert len(found) == 4
    assert all(column["because"] for item in found for column in item["columns"])


def test_nothing_meant_is_exit_code_one(talentdocs: Talentdocs, reply: Path) -> None:
    ran = talentdocs("explain", f"{reply}:没有的话")
    assert (ran.code, ran.out) == (1, "")
    assert "没有的话" in ran.err


def test_a_missing_file_is_said(talentdocs: Talentdocs, tmp_path: Path) -> None:
    ran = talentdocs("explain", f"{tmp_path}/none.txt:12")
    assert ran.code == 1
    assert "none.txt" in ran.err
