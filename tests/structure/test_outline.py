"""Sections with orientation and years, lead-ins, and clauses with their kind."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.structure.making import outline_of, section_named, words

DONE, PLANNED = "全县新修水渠八十里。", "新修水渠五十里。"


@pytest.mark.parametrize(
    ("title", "orientation"),
    [
        ("一、2021年治水工作回顾", "done"),
        ("一、过去五年的治水工作", "done"),
        ("一、工作进展情况", "done"),
        ("一、主要做法和成效", "done"),
        ("一、下一步工作打算", "planned"),
        ("一、2022年治水工作安排", "planned"),
        ("一、今后五年的主要任务", "planned"),
        ("一、保障措施", "planned"),
        ("一、存在的问题", "neutral"),
        ("一、有关建议", "neutral"),
        ("名词解释", "neutral"),
    ],
)
def test_what_headings_say(title: str, orientation: str) -> None:
    outline = outline_of(f"县水利工作总结\n县水利局：\n{DONE}\n{title}\n{DONE}\n", 2022)
    assert outline.sections[-1].orientation == orientation


def test_a_heading_without_words_goes_with_the_one_before_it() -> None:
    text = f"{DONE}\n一、2021年工作回顾\n{DONE}\n二、2022年工作安排\n{PLANNED}\n三、加强自身建设\n{PLANNED}\n"
    assert [section.orientation for section in outline_of(text, 2022).sections[1:]] == [
        "done",
        "planned",
        "planned",
    ]


def test_a_year_decides_where_words_do_not() -> None:
    head = "县水利局\n2022年3月1日\n\n各位代表：\n"
    text = f"{head}{DONE}\n一、2021年主要工作\n{DONE}\n二、2022年主要工作\n{PLANNED}\n"
    assert [section.orientation for section in outline_of(text).sections[1:]] == ["done", "planned"]


def test_an_aim_put_as_a_result_stays_a_plan() -> None:
    text = f"{DONE}\n一、2022年工作安排\n（一）加快修渠，推动灌区建设取得新进展\n{PLANNED}\n"
    assert [section.orientation for section in outline_of(text, 2022).sections[1:]] == ["planned", "planned"]


def test_a_lead_in_governs_the_list_behind_it() -> None:
    text = (
        "关于第9号建议的答复\n李禾代表：\n近年来"
        "，我局主要做了以下工作：\n一、修渠。\n"
        + DONE
        + "\n二、打井。\n"
        + DONE
        + "\n下一步，我局将抓好以下几件事：\n一、修坝。\n"
        + PLANNED
        + "\n二、清淤。\n"
        + PLANNED
        + "\n"
    )
    outline = outline_of(text, 2022)
    assert [section.orientation for section in outline.sections[1:]] == ["done", "done", "planned", "planned"]
    assert [words(text, clause) for clause in outline.clauses if clause.kind == "leadin"] == [
        "近年来，我局主要做了以下工作：",
        "下一步，我局将抓好以下几件事：",
    ]


def test_a_lead_in_ends_with_the_section_that_holds_it() -> None:
    text = (
        "关于第9号建议的答复\n李禾代表：\n一、关于修渠\n"
        + DONE
        + "下一步，我局将加大投入。\n"
        + PLANNED
        + "\n二、关于打井\n"
        + DONE
        + "\n"
    )
    outline = outline_of(text, 2022)
    prose = [clause.orientation for clause in outline.clauses if clause.kind == "prose"]
    assert prose == ["done", "planned", "planned", "done"]


def test_a_list_may_begin_in_its_lead_in() -> None:
    text = (
        "关于第9号建议的复函\n李禾委员：\n" + DONE + "\n我们将重点做好以下工作：一是修坝"
        "，年内完工；二是清淤，每年一次；"
        "三是绿化，逐年推进。\n"
    )
    clauses = outline_of(text, 2022).clauses
    assert [clause.orientation for clause in clauses if clause.kind == "prose"][-3:] == ["planned"] * 3


@pytest.mark.parametrize(
    ("title", "years"),
    [
        ("2021年工作回顾", (2021, 2021)),
        ("过去五年工作回顾", (2017, 2021)),
        ("今后五年的目标任务", (2022, 2026)),
        ("工作回顾", (2021, 2021)),
        ("今年工作", (2022, 2022)),
        ("明年工作打算", (2023, 2023)),
        ("“十四五”发展目标", (2021, 2025)),
        ("第十四个五年规划的主要目标", (2021, 2025)),
        ("2020年和“十三五”回顾", (2020, 2020)),
        ("2023—2025年工作安排", (2023, 2025)),
        ("保障措施", (None, None)),
    ],
)
def test_years_that_headings_name(title: str, years: tuple[int | None, int | None]) -> None:
    section = section_named(outline_of(f"{DONE}\n一、{title}\n{DONE}\n（一）修渠\n{DONE}\n", 2022), "修渠")
    assert (section.year_start, section.year_end) == years


def test_kinds_of_clauses() -> None:
    text = (
        "云岭县水利局文件\n云水〔2022〕7号\n关于第9号建议"
        "的答复\n\n李禾代表：\n现答复如下：\n一、修渠\n"
        + DONE
        + "\n（县水利局、县财政局）\n各位代表！\n\n云岭县水利局\n2022年5月6日\n"
    )
    assert [clause.kind for clause in outline_of(text).clauses] == [
        "letterhead",
        "letterhead",
        "letterhead",
        "letterhead",
        "leadin",
        "heading",
        "prose",
        "bracket",
        "leadin",
        "signature",
        "signature",
    ]


def test_a_notice_signs_before_what_it_issues() -> None:
    text = (
        "云岭县人民政府办公室关于印发节水方案的通知\n各乡镇人民政府：\n节水方案已经县政府同意，现印发给你们。\n"
        "云岭县人民政府办公室\n2022年5月6日\n（此件公开发布）\n节水方案\n为节约用水，制定本方案。\n一、主要任务\n"
        + PLANNED
        + "\n二、保障措施\n"
        + PLANNED
        + "\n"
    )
    outline = outline_of(text)
    kinds = {words(text, clause): clause.kind for clause in outline.clauses}
    assert kinds["2022年5月6日"] == kinds["（此件公开发布）"] == "signature"
    assert outline.annexes == (text.index("节水方案\n为节约"),)
    assert outline.body_end == text.index("云岭县人民政府办公室\n2022")


def test_a_table_of_contents_is_no_section() -> None:
    text = "水利规划\n目录\n第一章 供水\n第二章 排水\n第一章 供水\n全县供水。\n第二章 排水\n全县排水。\n"
    assert [section.title for section in outline_of(text).sections[1:]] == ["供水", "排水"]


MARKS = st.sampled_from(
    [
        "一、",
        "（一）",
        "1.",
        "一是",
        "——",
        "**",
        "##",
        "。",
        "；",
        "：",
        "\n",
        "\n\n",
        "修渠",
        "2022年",
        "下一步，",
        "（",
        "）",
        "“",
        "”",
        "《",
        "》",
        "\t",
        "|",
        "附件1",
        "各位代表：",
        "以下工作",
        "县水利局",
        "2022年5月6日",
    ]
)


@pytest.mark.parametrize(
    "above",
    ["县水利局\n2022年5月6日\n附件：治水任务分工表\n", "附件：治水任务分工表\n序号\t任务\t单位\n"],
    ids=["below the date", "before a table"],
)
def test_a_titled_annex_below_the_text_is_read(above: str) -> None:
    rows = "".join(f"{number}\t{PLANNED}\t县水利局\n" for number in (1, 2))
    text = f"县水利局关于治水的意见\n\n各乡镇：\n\n{DONE}\n\n{above}{rows}"
    outline = outline_of(text, 2022)
    assert outline.annexes == (text.index("附件："),)


@settings(max_examples=150, deadline=None)
@given(st.lists(MARKS, max_size=60))
def test_any_text_has_an_outline(parts: list[str]) -> None:
    text = "".join(parts)
    outline = outline_of(text, 2022)
    assert outline.sections[0].end == len(text)
    for section in outline.sections[1:]:
        assert section.start <= section.heading_end <= section.end <= len(text)
        assert section.parent is not None and section.parent < section.index
    ends = 0
    for clause in outline.clauses:
        assert ends <= clause.start < clause.end
        assert clause.sentence_start <= clause.start and clause.end <= clause.sentence_end
        assert clause.paragraph_start <= clause.sentence_start and clause.sentence_end <= clause.paragraph_end
        ends = clause.end


@pytest.mark.parametrize(
    "mark", ["（", "“", "《", "。", "一是", "**", "\n", "|", "\t", "（一）", "以下工作："]
)
def test_a_long_line_of_one_mark_is_read(mark: str) -> None:
    assert outline_of(mark * 20000).sections
