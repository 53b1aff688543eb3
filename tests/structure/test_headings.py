"""Headings of every common style, with what looks like one and is none beside them."""

from __future__ import annotations

import pytest

from talentdocs.structure.headings import ordinal_value
from tests.structure.making import outline_of, titled

BODY = "全县修建水渠，惠及各村。"


@pytest.mark.parametrize(
    ("line", "title"),
    [
        ("第一章　总则", "总则"),
        ("第二篇 水网建设", "水网建设"),
        ("一、水网建设", "水网建设"),
        ("一、2022年治水回顾", "2022年治水回顾"),
        ("（一）灌区改造", "灌区改造"),
        ("(一)灌区改造。", "灌区改造"),
        ("一）灌区改造", "灌区改造"),
        ("1.渠系配套", "渠系配套"),
        ("1、渠系配套", "渠系配套"),
        ("１．渠系配套", "渠系配套"),
        ("（1）渠首工程", "渠首工程"),
        ("## 水网建设", "水网建设"),
        ("**水网建设**", "水网建设"),
        ("**一、水网建设**", "水网建设"),
        ("——强基础，持续补短板", "强基础，持续补短板"),
        ("主要任务：", "主要任务"),
        ("水网建设", "水网建设"),
    ],
)
def test_a_line_of_its_own(line: str, title: str) -> None:
    outline = outline_of(f"{BODY}\n{line}\n{BODY}\n")
    assert title in [section.title for section in outline.sections]


@pytest.mark.parametrize(
    "line",
    [
        "第一批项目开工，第二批跟进。",
        "1.5万亩农田受益，群众称好。",
        "2022年全县新修水渠三百里，",
        "一、二、三产业协同发展，带动增收。其中一产增长。",
        "（2023年5月）",
        "——2023年1月5日在水利工作会议上",
        "全县修建水渠，惠及各村。",
    ],
)
def test_no_heading(line: str) -> None:
    outline = outline_of(f"{BODY}\n{line}\n{BODY}\n")
    assert line.rstrip("。，") not in [section.title for section in outline.sections]


@pytest.mark.parametrize(
    ("line", "title"),
    [
        ("一、夯实供水根基。今年新建泵站两座，更新管线。", "夯实供水根基"),
        ("1.供水。全县供水稳定，水质达标。", "供水"),
        ("一是修渠引水。组织各村修渠，通水到田。", "修渠引水"),
        ("**加快修渠。**组织各村修渠，通水到田。", "加快修渠"),
        ("——渠系更密。全县渠系加密，通水到田。", "渠系更密"),
    ],
)
def test_a_heading_runs_into_its_paragraph(line: str, title: str) -> None:
    outline = outline_of(f"{BODY}\n{line}\n")
    section = next(section for section in outline.sections if section.title == title)
    text = f"{BODY}\n{line}\n"
    assert text[section.heading_end :].lstrip("*")[:1] not in ("", "。")
    kinds = [clause.kind for clause in outline.clauses if clause.section == section.index]
    assert kinds[0] == "heading" and "prose" in kinds[1:]


def test_a_numbered_sentence_stays_prose() -> None:
    outline = outline_of(f"{BODY}\n1.新建泵站12座。\n2.更新管线30公里。\n")
    assert [clause.kind for clause in outline.clauses] == ["prose"] * 3


def test_markers_inside_a_paragraph_open_sections() -> None:
    text = f"{BODY}\n一、供水。一是修渠引水。组织各村修渠。二是打井抗旱。新打机井。\n"
    assert titled(outline_of(text)) == [(1, "供水"), (2, "修渠引水"), (2, "打井抗旱")]


def test_levels_follow_the_styles_that_a_document_uses() -> None:
    text = (
        "第一章 总则\n一、目标\n（一）供水\n1.城区\n（1）管网\n正文一"
        "句话。\n二、原则\n正文一句话。\n第二章 任务\n正文一句话。"
    )
    assert titled(outline_of(text)) == [
        (1, "总则"),
        (2, "目标"),
        (3, "供水"),
        (4, "城区"),
        (5, "管网"),
        (2, "原则"),
        (1, "任务"),
    ]


def test_an_unnumbered_heading_stands_above_the_list_that_starts_anew() -> None:
    text = (
        f"{BODY}\n过去五年的治水工作\n一、供水\n{BODY}\n二、排"
        f"水\n{BODY}\n今后五年的治水工作\n一、供水\n{BODY}\n"
    )
    assert titled(outline_of(text)) == [
        (1, "过去五年的治水工作"),
        (2, "供水"),
        (2, "排水"),
        (1, "今后五年的治水工作"),
        (2, "供水"),
    ]


def test_lines_broken_at_a_width_are_no_headings() -> None:
    broken = "\n".join(["全县上下把修渠引水摆在突出位置抓紧抓实抓好并"] * 12) + "\n见到成效。\n"
    assert titled(outline_of(broken)) == []


@pytest.mark.parametrize(
    ("word", "value"), [("一", 1), ("十", 10), ("十二", 12), ("二十", 20), ("二十三", 23), ("7", 7), ("③", 3)]
)
def test_ordinals(word: str, value: int) -> None:
    assert ordinal_value(word) == value
