"""Tables and lines of a terminal: nothing is cut, marks keep off line starts, names stay whole."""

from __future__ import annotations

import io
from collections import Counter

import pytest
from rich.console import Console

from talentdocs.report.labels import VERDICTS, Language
from talentdocs.report.terminal import cell, new_table, print_parts
from talentdocs.report.terminal_verdicts import print_verdicts
from talentdocs.report.verdicts import VerdictSummary
from talentdocs.tables.width import width


def printed(columns: int) -> tuple[Console, io.StringIO]:
    stream = io.StringIO()
    return Console(file=stream, width=columns, color_system=None), stream


@pytest.mark.parametrize("columns", [30, 40, 60])
def test_cells_fold_as_chinese_is_set(columns: int) -> None:
    console, stream = printed(columns)
    table = new_table("文件", "说明")
    table.add_row(
        cell("2023-人社局-答复建议68号.txt"), cell("技能人才总量达到2.6万人，其中（高技能人才）占34.9%。")
    )
    console.print(table)
    lines = stream.getvalue().splitlines()
    assert max(map(width, lines)) <= columns
    cells = [part.strip() for line in lines[3:] for part in line.split("  ") if part.strip()]
    assert not any(part[0] in "，。）%" or part[-1] in "（" for part in cells)
    assert any(part.endswith(".txt") for part in cells)


def test_nothing_of_a_cell_is_cut() -> None:
    console, stream = printed(20)
    table = new_table("文件")
    table.add_row(cell("很长很长的名字-没有空格也要写全.docx"))
    console.print(table)
    assert "很长很长的名字-没有空格也要写全.docx" in "".join(stream.getvalue().split())


def test_a_line_of_counts_ends_between_two_of_them() -> None:
    console, stream = printed(24)
    print_parts(console, ["甲 1", "? 未见报告 26", "○ 未到期 33"], "共：")
    assert stream.getvalue().splitlines() == ["共：甲 1 · ? 未见报告 26", "  ○ 未到期 33"]


@pytest.mark.parametrize(
    ("language", "promised"),
    [("zh", "承诺要出台的文件：已出台 2 · 未见出台 1"), ("en", "documents promised: issued 2")],
)
def test_the_same_words_and_the_punctuation_of_the_language(language: Language, promised: str) -> None:
    summary = VerdictSummary()
    summary.verdicts = Counter(dict.fromkeys(("met", "missed", "on_track", "pending", "unreported"), 1))
    summary.policies = Counter({"issued": 2, "unreported": 1})
    console, stream = printed(120)
    print_verdicts(console, summary, language, files={})
    told = stream.getvalue()
    assert promised in told
    for sign, zh, en in (VERDICTS[name] for name in summary.verdicts):
        assert f"{sign} {zh if language == 'zh' else en} 1" in told
    assert language == "zh" or "：" not in told
