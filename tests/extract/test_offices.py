"""Names of offices in brackets, cells and sentences; brackets that name none."""

from __future__ import annotations

import pytest

from talentdocs.extract.offices import (
    bracket_offices,
    cell_offices,
    is_office,
    sentence_offices,
    split_offices,
)
from talentdocs.segment.lexicon import load


@pytest.mark.parametrize(
    ("words", "offices"),
    [
        ("（市教育局、市财政局）", ("市教育局", "市财政局")),
        ("(市教育局、市财政局）", ("市教育局", "市财政局")),
        ("（市教育局）。", ("市教育局",)),
        ("〔市水利局，各县（市、区）人民政府〕", ("市水利局", "各县（市、区）人民政府")),
        ("〔各区、县（市）人民政府，市水利局〕", ("各区、县（市）人民政府", "市水利局")),
        ("（责任单位：市水利局、市人才集团）", ("市水利局", "市人才集团")),
        (
            "（牵头单位：市水利局；配合单位：市住建局、高新区管委会）",
            ("市水利局", "市住建局", "高新区管委会"),
        ),
        ("（市水利局牵头，市住建局配合）", ("市水利局", "市住建局")),
        ("（市水利局、市住建局按职责分工负责）", ("市水利局", "市住建局")),
        ("（市委组织部、团市委、市妇联）", ("市委组织部", "团市委", "市妇联")),
        ("（试行）", ()),
        ("（2022—2025年）", ()),
        ("（含技师学院）", ()),
        ("（东门汽车站、西门汽车站）", ()),
        ("（占全市的30%）", ()),
        ("市教育局", ()),
    ],
)
def test_brackets(words: str, offices: tuple[str, ...]) -> None:
    assert bracket_offices(words, load()) == offices


@pytest.mark.parametrize(
    "name", ["市水利局", "团市委", "各乡镇", "各区、县（市）人民政府", "市委组织部", "县总工会", "省教育厅"]
)
def test_an_office(name: str) -> None:
    assert is_office(name, load())


@pytest.mark.parametrize("name", ["新格局", "全局", "干部", "2022年", "大厅", "市民", "水", "占比30%"])
def test_no_office(name: str) -> None:
    assert not is_office(name, load())


@pytest.mark.parametrize(
    ("words", "offices"),
    [
        ("由市水利局牵头，新建泵站。", ("市水利局",)),
        ("由市水利局会同市财政局负责落实。", ("市水利局", "市财政局")),
        ("市住建局负责，每年改造管网。", ("市住建局",)),
        ("由属地财政给予补助。", ()),
        ("由群众组织实施。", ()),
        ("我局将新建泵站。", ()),
    ],
)
def test_sentences(words: str, offices: tuple[str, ...]) -> None:
    assert sentence_offices(words, load()) == offices


def test_cells_list_one_office_a_line() -> None:
    assert cell_offices("市水利局\n\n市财政局", load()) == ("市水利局", "市财政局")
    assert cell_offices("", load()) == ()


def test_an_office_is_named_once() -> None:
    assert split_offices("市水利局、市财政局，市水利局", load()) == ("市水利局", "市财政局")
