"""Done, planned or neither: the place, the clause's own cues, and the years that govern it."""

from __future__ import annotations

import pytest

from talentdocs.extract.cues import cue_set
from talentdocs.extract.tense import clause_tense, read_tenses
from talentdocs.segment.lexicon import load
from talentdocs.structure.fold import fold
from tests.structure.making import outline_of

LEXICONS = load()


def tenses(content: str, year: int | None = 2022) -> list[str]:
    outline = outline_of(content, year)
    readings = read_tenses(fold(content), outline, LEXICONS)
    for clause, reading in zip(outline.clauses, readings, strict=True):
        assert clause_tense(fold(content), clause, outline, LEXICONS) == reading
    return [
        reading.tense
        for clause, reading in zip(outline.clauses, readings, strict=True)
        if clause.kind == "prose"
    ]


@pytest.mark.parametrize(
    ("clause", "tense"),
    [
        ("新建泵站3座。", "done"),
        ("下一步，我县将新建泵站3座。", "planned"),
        ("对此，我们将采取措施解决。", "planned"),
        ("2023年底前完成改造。", "planned"),
        ("到2025年，新建泵站3座。", "planned"),
        ("将泵站列入管护范围。", "done"),
        ("加快布局灌区改造，聚焦前沿技术。", "done"),
        ("计划新建泵站9座，已建成7座。", "done"),
        ("管护能力还要进一步加强。", "done"),
        ("必须坚持节水优先。", "done"),
    ],
)
def test_under_a_review(clause: str, tense: str) -> None:
    assert tenses(f"全县用水平稳。\n一、2021年工作回顾\n{clause}\n")[-1] == tense


@pytest.mark.parametrize(
    ("clause", "tense"),
    [
        ("新建泵站3座。", "planned"),
        ("去年新建泵站3座。", "done"),
        ("2021年，新建泵站3座。", "done"),
        ("截至6月末，已通水。", "done"),
        ("推动了产业升级。", "done"),
        ("为了加快通水，增加投入。", "planned"),
        ("比上年增长5%。", "planned"),
        ("加快已征地块开发。", "planned"),
        ("针对存在的问题，完善制度。", "planned"),
        ("保障共有产权住房供应。", "planned"),
        ("培育以上年轻技工百名。", "planned"),
    ],
)
def test_under_a_plan(clause: str, tense: str) -> None:
    assert tenses(f"全县用水平稳。\n一、2022年工作安排\n{clause}\n")[-1] == tense


def test_a_past_year_governs_the_figures_behind_it() -> None:
    content = (
        "一、发展目标\n2021年，全县供水12万吨。漏损率15%，高于全"
        "市2个百分点。到2025年，漏损率降到9%。加快管网改造。\n"
    )
    assert tenses(content) == ["done", "done", "planned", "planned"]


@pytest.mark.parametrize(
    "content",
    [
        "一、关于停车难\n去年新增泊位300个。\n我们将倒排工期。再建停车场2处。\n",
        "一、关于停车难\n去年新增泊位300个。\n下来，我们抓好落实。再建停车场2处。\n",
        "一、关于停车难\n去年新增泊位300个。\n今后，一是完善办法。二是再建停车场2处。\n",
    ],
)
def test_what_the_office_will_do_opens_a_paragraph_of_plans(content: str) -> None:
    assert tenses(content, 2023)[-1] == "planned"


def test_a_clause_goes_with_the_sentence_that_it_belongs_to() -> None:
    assert tenses("去年新建泵站3座；机井20眼。\n", 2022) == ["done", "done"]


def test_without_place_or_cue_there_is_no_tense() -> None:
    assert tenses("水是生命之源。\n") == ["neutral"]


def test_the_reason_quotes_the_words_that_decided() -> None:
    content = "一、2021年工作回顾\n下一步，我县将新建泵站3座。\n"
    outline = outline_of(content, 2022)
    reading = read_tenses(fold(content), outline, LEXICONS)[-1]
    words, _, span = reading.reason.partition("@")
    start, end = map(int, span.split("-"))
    assert content[start:end] == words == "下一步"


@pytest.mark.parametrize("name", ["promise_cues", "report_cues"])
def test_every_cue_fires_on_its_examples(name: str) -> None:
    cues = cue_set(LEXICONS, name)
    for entry in LEXICONS.table(name).values():
        assert all(cues.heaviest(example, 0)[0] > 0 for example in entry.list("examples")), entry.key


@pytest.mark.parametrize("mark", ["1", "一", "年", "已", "将", "2022年", "第", "自", "关于"])
def test_a_long_line_of_one_mark_is_read(mark: str) -> None:
    assert len(tenses(mark * 20000)) <= 1
