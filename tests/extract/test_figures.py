"""Sentence → the whole row of one figure, in a document of 2023 about 绍兴市."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from talentdocs.extract.document import Source, extract_document
from talentdocs.ingest.read import read
from talentdocs.records import Extraction, Figure
from talentdocs.segment.lexicon import load
from tests.extract.reading import cases

LETTER = """绍兴市人力资源和社会保障局
关于市十八届人大二次会议第12号建议的答复
绍市人社函〔2023〕12号
王一明代表：
您提出的《关于加强技能人才培养的建议》收悉，现答复如下：
{lead}
{sentence}
绍兴市人力资源和社会保障局
2023年8月1日
"""
LEADS = {"done": "一、已开展的工作", "planned": "二、下一步工作打算"}


def extract(text: str) -> Extraction:
    return extract_document(read(text.encode(), "case.txt"), Source("0" * 16, "case.txt"), load())


def figure_of(place: str, sentence: str, words: str) -> Figure:
    figures = extract(LETTER.format(lead=LEADS[place], sentence=sentence)).figures
    found = [figure for figure in figures if figure.text == words]
    assert found, f"{words} not among {[figure.text for figure in figures]}"
    return found[0]


@pytest.mark.parametrize("case", cases("figures"), ids=lambda case: f"{case['sentence']}[{case['text']}]")
def test_figure(case: dict[str, str]) -> None:
    figure = figure_of(case["place"], case["sentence"], case["text"])
    columns = [name for name in case if name not in ("place", "sentence", "text") and case[name]]
    expected = {name: None if case[name] == "-" else case[name] for name in columns}
    assert {name: getattr(figure, name) for name in columns} == expected


def test_the_past_year_turns_a_review_of_five_years_to_its_last() -> None:
    text = (
        "政府工作报告\n2023年1月8日\n一、过去五年工作回顾\n过去五年，我们新建泵站90座。\n"
        "各位代表，过去的一年，我们迎难而上。\n（一）水利更稳。新建水厂12座。\n"
    )
    periods = {figure.text: (figure.period_start, figure.period_end) for figure in extract(text).figures}
    assert periods == {"90座": ("2018", "2022"), "12座": ("2022", "2022")}


def test_every_row_leads_back_to_its_words() -> None:
    text = LETTER.format(
        lead=LEADS["done"], sentence="2022年，新增高技能人才1.5万人，增长5%；发放补贴3 亿元。"
    )
    result = extract(text)
    assert len(result.figures) == 3
    for row in (*result.figures, *result.commitments):
        assert text[row.start : row.end] == row.text
        assert row.page is None


@settings(max_examples=60, deadline=None)
@given(
    st.text(
        alphabet="全市新增达到增长年2023至到五十百万亿人家元%个点，。；：、（）《》“”\n\t 一是"
        "0123456789.-对给予奖励补贴每占比分别以上左右",
        max_size=160,
    )
)
def test_any_text_gives_rows_with_spans_of_their_words(text: str) -> None:
    canonical = read(text.encode(), "x.txt").content if text.strip() else ""
    if not canonical.strip():
        return
    for row in extract(text).figures:
        assert canonical[row.start : row.end] == row.text


def test_tables_give_unit_and_period_from_their_heads() -> None:
    text = LETTER.format(
        lead="主要指标",
        sentence="指标\t2022年\t2025年\n技能人才总量（万人）\t26.5\t32\n在册工作室（家）\t38\t60\n",
    )
    rows = {figure.text: figure for figure in extract(text).figures}
    assert (rows["26.5"].value, rows["26.5"].unit, rows["26.5"].status, rows["26.5"].period_end) == (
        265000,
        "人",
        "actual",
        "2022",
    )
    assert (rows["60"].value, rows["60"].unit, rows["60"].status, rows["60"].period_end) == (
        60,
        "家",
        "target",
        "2025",
    )
    assert rows["60"].indicator == "在册工作室"


GOLD = Path(__file__).parents[3] / "shared" / "gold"


@pytest.mark.skipif(not (GOLD / "score.py").exists(), reason="the annotated documents are not here")
@pytest.mark.parametrize(
    ("gold", "docs", "core", "full"),
    [
        (".", "../seeds", 0.96, 0.75),
        ("reports", "../corpus/reports", 0.98, 0.92),
        ("replies", "replies/docs", 0.98, 0.83),
    ],
)
def test_accuracy_does_not_fall_below_what_was_reached(
    gold: str, docs: str, core: float, full: float
) -> None:
    import subprocess
    import sys

    command = [
        sys.executable,
        str(GOLD / "score.py"),
        "extract",
        "--gold",
        str(GOLD / gold),
        "--docs",
        str(GOLD / docs),
    ]
    run = subprocess.run(
        command,
        capture_output=True,
        text=True,
        check=True,
        env={
            "TALENTDOCS": f"{sys.executable} -m talentdocs",
            "PATH": "/usr/bin:/bin",
            "HOME": str(Path.home()),
        },
    )
    scores = {match[1]: float(match[2]) for match in re.finditer(r"^(\S+)\s+([\d.]+)$", run.stdout, re.M)}
    assert scores["figures.f1"] >= 0.99
    assert scores["figures.core_f1"] >= core
    assert scores["figures.full_f1"] >= full
    assert scores["commitments.f1"] >= 0.97
    assert scores["citations.f1"] >= 0.99
