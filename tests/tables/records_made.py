"""Records made up for the tests of tables, by example and by Hypothesis."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import strategies as st

from talentdocs.records import Citation, Commitment, Document, Failure, Figure

TEXTS = st.text(st.characters(codec="utf-8", exclude_categories=("Cs", "Cc")), max_size=12)
WORDS = st.one_of(
    TEXTS, st.sampled_from(["=1+1", "+86", "-5", "@x", "'=x", "技能人才", "a\tb", "1,2", '"', "3-5", "０"])
)
NUMBERS = st.decimals(-(10**9), 10**12, allow_nan=False, allow_infinity=False, places=2)

DOCUMENT = Document("a" * 16, "甲/答复.txt", "答复", title="=1+1", year=2023, year_source="date", chars=12)
FIGURE = Figure(
    figure_id="a:3-9",
    doc_id="a" * 16,
    start=3,
    end=9,
    text="26.5万人",
    value=Decimal("265000"),
    value_max=None,
    unit="人",
    qualifier="eq",
    status="actual",
    measure="stock",
    indicator="技能人才总量",
    region=None,
    period_text=None,
    period_start=None,
    period_end="2022",
    frequency=None,
    per=None,
    sentence="技能人才总量达26.5万人。",
    section="",
    page=None,
    reasons=("status=actual: 达@6-7",),
)
COMMITMENT = Commitment(
    "a:0-5", "a" * 16, 0, 5, "力争完成。", "aim", ("市人社局", "市财政局"), None, (), "", 2
)
CITATION = Citation("a" * 16, 0, 4, "条例", None, "basis", "根据《条例》。", "一、 > 二、", 1)
FAILURE = Failure("坏.docx", "read", "T101", "not a document", "convert it")

ROWS = {
    "documents": [DOCUMENT],
    "figures": [FIGURE],
    "commitments": [COMMITMENT],
    "citations": [CITATION],
    "failures": [FAILURE],
}


@st.composite
def figures(draw: st.DrawFn) -> Figure:
    optional = st.one_of(st.none(), WORDS.filter(bool))
    return Figure(
        figure_id=draw(WORDS),
        doc_id="a" * 16,
        start=draw(st.integers(0, 10**9)),
        end=draw(st.integers(0, 10**9)),
        text=draw(WORDS),
        value=draw(NUMBERS),
        value_max=draw(st.one_of(st.none(), NUMBERS)),
        unit=draw(optional),
        qualifier="eq",
        status="actual",
        measure=None,
        indicator=draw(optional),
        region=draw(optional),
        period_text=draw(optional),
        period_start=draw(st.sampled_from([None, "2022", "2022-06", "2022-06-30"])),
        period_end=None,
        frequency=None,
        per=draw(optional),
        sentence=draw(WORDS),
        section=draw(WORDS),
        page=draw(st.one_of(st.none(), st.integers(1, 9))),
        reasons=tuple(draw(st.lists(WORDS.filter(lambda word: word and "、" not in word), max_size=2))),
    )
