"""Rows of tables in plain text: by tabs, by pipes, and pasted one cell to a line."""

from __future__ import annotations

import pytest

from talentdocs.segment.lexicon import load
from talentdocs.structure.fold import fold
from talentdocs.structure.tables import column_role, find_tables
from tests.structure.making import outline_of, text_of


def rows(content: str) -> list[tuple[bool, list[str]]]:
    found = find_tables(text_of(content), fold(content), load()).rows
    return [(row.header, [content[start:end] for start, end in row.cells]) for row in found]


def test_tabs() -> None:
    text = "说明文字。\n指标\t2021年\t2025年\n供水能力（万吨）\t12\t20\n漏损率\t15%\t9%\n结束。\n"
    assert rows(text) == [
        (True, ["指标", "2021年", "2025年"]),
        (False, ["供水能力（万吨）", "12", "20"]),
        (False, ["漏损率", "15%", "9%"]),
    ]


def test_pipes() -> None:
    text = "| 任务 | 责任单位 |\n| --- | --- |\n| 修渠 | 县水利局 |\n"
    assert rows(text) == [(True, ["任务", "责任单位"]), (False, ["修渠", "县水利局"])]


def test_cells_pasted_one_to_a_line() -> None:
    text = (
        "附件\n任务分工\n\n\t类别\n\t序号\n\t任务\n\t责任单位\n\n\t工程\n\n建设\n\t1\n\t修建水渠五十里。\n\t县水利局\n\n县财政局\n\n"
        "\t\n\t2\n\t加固水库两座。\n\t县应急局\n\n\t管护\n\t3\n\t清理河道。\n\t各乡镇\n"
    )
    assert rows(text) == [
        (True, ["类别", "序号", "任务", "责任单位"]),
        (False, ["工程\n\n建设", "1", "修建水渠五十里。", "县水利局\n\n县财政局"]),
        (False, ["", "2", "加固水库两座。", "县应急局"]),
        (False, ["管护", "3", "清理河道。", "各乡镇"]),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "\t   云水〔2022〕7号               签发人：李禾\n关于治水的答复\n",
        "市长\t李禾\n正文一句。\n",
        "a|b\n",
        "",
    ],
)
def test_no_table(text: str) -> None:
    assert rows(text) == []


def test_clauses_of_rows_stay_within_their_cells() -> None:
    text = "任务\t责任单位\n修渠；打井\t县水利局\n"
    assert [(text[c.start : c.end], c.kind) for c in outline_of(text).clauses] == [
        ("任务", "row"),
        ("责任单位", "row"),
        ("修渠；", "row"),
        ("打井", "row"),
        ("县水利局", "row"),
    ]


@pytest.mark.parametrize(
    ("head", "role"),
    [
        ("序 号", "serial"),
        ("重点任务", "task"),
        ("牵头单位", "office"),
        ("完成时限", "deadline"),
        ("计量单位", "indicator"),
        ("随便写写", None),
    ],
)
def test_roles_of_columns(head: str, role: str | None) -> None:
    assert column_role(head, load()) == role
