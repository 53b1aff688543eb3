"""A text cut at its figures and commitments says the same as before."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from talentdocs.report.bundle import Prose
from talentdocs.report.passage import around, mark_lines

from .making import commitment, figure

TEXT = "一、目标\n2023年新增人才500人，建成基地3个。\n\n力争开工2家。"


def test_each_figure_is_one_piece_with_its_anchor() -> None:
    rows = [figure("d", TEXT, "500人"), figure("d", TEXT, "3个")]
    lines = list(mark_lines(Prose(TEXT), rows, []))
    pieces = [piece for line in lines for stretch in line.stretches for piece in stretch.pieces]
    assert [piece.text for piece in pieces if piece.figure] == ["500人", "3个"]
    assert [piece.opens for piece in pieces if piece.figure] == [(rows[0]["start"],), (rows[1]["start"],)]


def test_a_commitment_holds_its_figures_and_begins_once() -> None:
    rows = [figure("d", TEXT, "500人"), figure("d", TEXT, "3个")]
    promise = commitment("d", TEXT, "2023年新增人才500人，建成基地3个。")
    line = list(mark_lines(Prose(TEXT), rows, [promise]))[1]
    (stretch,) = line.stretches
    assert stretch.begins
    assert stretch.commitment == promise
    assert len(stretch.pieces) == 5


def test_blank_lines_are_left_out_and_pages_are_told_once() -> None:
    prose = Prose(TEXT, (("heading", 1), ("para", 1), ("para", 1), ("para", 2)))
    lines = list(mark_lines(prose, [], []))
    assert [(line.kind, line.page) for line in lines] == [("heading", 1), ("para", None), ("para", 2)]


def test_a_row_over_two_lines_is_marked_on_both() -> None:
    wide = commitment("d", TEXT, "建成基地3个。\n\n力争开工2家。")
    lines = list(mark_lines(Prose(TEXT), [], [wide]))
    marked = [stretch for line in lines for stretch in line.stretches if stretch.commitment]
    assert ["".join(piece.text for piece in stretch.pieces) for stretch in marked] == [
        "建成基地3个。",
        "力争开工2家。",
    ]
    assert [stretch.begins for stretch in marked] == [True, False] or marked[1].begins


SPANS = st.lists(st.tuples(st.integers(0, 59), st.integers(1, 20)), max_size=8)


@given(st.text(alphabet="甲乙1%\n", min_size=60, max_size=60), SPANS, SPANS)
def test_pieces_add_up_to_the_line_however_rows_overlap(
    content: str, figures: list[tuple[int, int]], commitments: list[tuple[int, int]]
) -> None:
    def rows(spans: list[tuple[int, int]]) -> list[dict[str, object]]:
        return [{"start": start, "end": min(60, start + size), "strength": "firm"} for start, size in spans]

    lines = mark_lines(Prose(content), rows(figures), rows(commitments))
    shown = ["".join(p.text for s in line.stretches for p in s.pieces) for line in lines]
    assert shown == [line for line in content.split("\n") if line.strip()]


def test_a_quotation_is_the_sentence_that_holds_the_span() -> None:
    content = "增长5%。增长5%。"
    assert around(content, 7, 9, "增长5%。") == ("增长", "5%", "。")
    assert around(content, 2, 4, "不在文中") == ("增长", "5%", "。增长5%。")
