"""What a person said about a row holds in every later run, or is told no longer to fit."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from talentdocs.errors import UsageError
from talentdocs.tables.corrections import (
    Correction,
    correction_of,
    encode_corrections,
    numeral,
    read_corrections,
)
from talentdocs.tables.overlay import Overlay
from talentdocs.tables.rows import encode_row

Row = dict[str, Any]

DOCUMENT: Row = {
    "doc_id": "aa",
    "path": "2023/答复.txt",
    "title": "关于某建议的答复",
    "region": "临溪市",
    "year": 2023,
}
SENTENCE = "新增5人，培训5人次，占30%。"


def figure(start: int, text: str, *, sentence: str = SENTENCE, **values: Any) -> Row:
    row = {"figure_id": f"aa:{start}-{start + len(text)}", "doc_id": "aa", "start": start, "text": text}
    return row | {"sentence": sentence, "status": "actual", "indicator": "甲", "value": 5} | values


FIGURES = [figure(2, "5人"), figure(7, "5人次"), figure(13, "30%")]


def correct(row: Row, rows: list[Row] = FIGURES, document: Row = DOCUMENT, **values: Any) -> Correction:
    was = {name: row[name] for name in values}
    return correction_of("figures", row, rows, document, action="correct", values=values, was=was)


def laid(correction: Correction, rows: list[Row], document: Row = DOCUMENT) -> tuple[list[Row], Row]:
    """Corrected figures, and what became of the correction."""
    overlay = Overlay([correction])
    tables = overlay.apply(document, {"documents": [document], "figures": rows, "commitments": []})
    return tables["figures"], overlay.outcomes()[0]


def test_a_corrected_row_says_so_and_keeps_what_the_machine_had_said() -> None:
    rows, outcome = laid(correct(FIGURES[1], status="target", indicator="乙"), FIGURES)
    assert rows[1]["status"] == "target"
    assert rows[1]["corrected"] == ["status", "indicator"]
    assert rows[1]["machine"] == {"status": "actual", "indicator": "甲"}
    assert rows[0] == FIGURES[0]
    assert FIGURES[1]["status"] == "actual"
    assert outcome["outcome"] == "applied"


# What happens to a document between review and the next run → what becomes of the correction of 5人次.
MOVED = [figure(row["start"] + 900, row["text"]) for row in FIGURES]
WIDER = [figure(2, "5人"), figure(7, "5"), figure(13, "30%")]
CASES: list[tuple[str, Row, list[Row], str]] = [
    ("the file was moved", DOCUMENT | {"path": "old/x.txt"}, FIGURES, "applied"),
    ("other parts of the file changed", DOCUMENT | {"doc_id": "bb"}, MOVED, "applied"),
    ("saved in another format and place", DOCUMENT | {"doc_id": "bb", "path": "b.pdf"}, MOVED, "applied"),
    ("a new rule finds another span", DOCUMENT, WIDER, "applied"),
    (
        "a new rule reads another status",
        DOCUMENT,
        [row | {"status": "standard"} for row in FIGURES],
        "applied",
    ),
    ("a new rule agrees", DOCUMENT, [row | {"status": "target"} for row in FIGURES], "agreed"),
    ("a new rule finds one number less", DOCUMENT, FIGURES[1:], "unfit"),
    ("the number is no longer found", DOCUMENT, FIGURES[2:], "unfit"),
    (
        "the sentence was rewritten",
        DOCUMENT,
        [row | {"sentence": "另一句5人次。"} for row in FIGURES],
        "unfit",
    ),
    (
        "another document with the same sentence",
        DOCUMENT | {"doc_id": "cc", "path": "c", "year": 2024},
        FIGURES,
        "absent",
    ),
    (
        "another city with the same title",
        DOCUMENT | {"doc_id": "cc", "path": "c", "region": "云塘县"},
        FIGURES,
        "absent",
    ),
]


@pytest.mark.parametrize(
    ("document", "rows", "outcome"), [case[1:] for case in CASES], ids=[case[0] for case in CASES]
)
def test_a_correction_is_applied_or_told(document: Row, rows: list[Row], outcome: str) -> None:
    found, said = laid(correct(FIGURES[1], status="target"), rows, document)
    assert said["outcome"] == outcome
    changed = [row for row in found if row.get("corrected")]
    assert len(changed) == (outcome == "applied")
    if changed:
        assert changed[0]["text"].startswith("5")
        assert changed[0]["start"] == rows[1]["start"]


def test_what_was_accepted_stays_when_a_rule_changes_its_mind() -> None:
    accepted = correction_of(
        "figures", FIGURES[0], FIGURES, DOCUMENT, action="accept", values={"status": "actual", "value": 5}
    )
    rows, said = laid(accepted, FIGURES)
    assert (said["outcome"], rows[0].get("corrected")) == ("agreed", [])
    rows, said = laid(accepted, [row | {"status": "target"} for row in FIGURES])
    assert rows[0]["status"] == "actual"
    assert rows[0]["machine"] == {"status": "target"}


def test_the_change_of_mind_is_told() -> None:
    _, said = laid(correct(FIGURES[1], status="target"), [row | {"status": "standard"} for row in FIGURES])
    assert said["reason"] == "machine_changed status"


def test_a_rejected_figure_goes_and_no_commitment_names_it() -> None:
    held = {"text": SENTENCE, "start": 0, "figure_ids": [row["figure_id"] for row in FIGURES]}
    rejected = correction_of("figures", FIGURES[0], FIGURES, DOCUMENT, action="reject")
    overlay = Overlay([rejected])
    tables = overlay.apply(DOCUMENT, {"figures": FIGURES, "commitments": [held]})
    assert tables["figures"] == FIGURES[1:]
    assert tables["commitments"][0]["figure_ids"] == held["figure_ids"][1:]
    assert overlay.counts() == {"rejected": 1}


def test_a_commitment_is_known_by_its_words() -> None:
    row = {
        "text": "力争建成3个。",
        "start": 40,
        "strength": "firm",
        "responsible": ["甲局"],
        "figure_ids": [],
    }
    item = correction_of(
        "commitments", row, [row], DOCUMENT, action="correct", values={"responsible": ["乙局"]}
    )
    overlay = Overlay([item])
    (found,) = overlay.apply(DOCUMENT, {"commitments": [row | {"start": 99}]})["commitments"]
    assert found["responsible"] == ["乙局"]
    assert found["machine"] == {"responsible": ["甲局"]}


def test_what_fits_one_copy_of_a_document_is_not_unfit() -> None:
    overlay = Overlay([correct(FIGURES[1], status="target")])
    overlay.apply(DOCUMENT, {"figures": FIGURES})
    overlay.apply(DOCUMENT | {"doc_id": "bb"}, {"figures": []})
    assert overlay.unfit() == []


def test_the_later_of_two_corrections_holds() -> None:
    first, second = correct(FIGURES[0], status="target"), correct(FIGURES[0], status="standard")
    rows = Overlay([first, second]).apply(DOCUMENT, {"figures": FIGURES})["figures"]
    assert rows[0]["status"] == "standard"


def test_facts_are_counted_anew() -> None:
    tables = {"documents": [DOCUMENT], "figures": FIGURES, "commitments": [], "citations": []}
    lines = {name: b"".join(map(encode_row, rows)) for name, rows in tables.items()}
    facts = {"counts": [1, 3, 0, 0], "statuses": {"actual": 3}, "targets": [], "target_count": 0}
    overlay = Overlay([correct(FIGURES[2], status="target")])
    found, counted = overlay.lay(lines, facts)
    assert counted["statuses"] == {"actual": 2, "target": 1}
    assert json.loads(found["figures"].splitlines()[2])["corrected"] == ["status"]
    assert (
        overlay.lay(
            {**lines, "documents": encode_row(DOCUMENT | {"doc_id": "x", "path": "y", "title": None})}, facts
        )[1]
        is facts
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("26.5万人", "26.5"),
        ("3%-5%", "3"),
        ("百分之六十", "百分之六十"),
        ("五千元", "五千"),
        ("1,200户", "1,200"),
        ("若干", "若干"),
    ],
)
def test_the_numeral_of_a_figure(text: str, expected: str) -> None:
    assert numeral(text) == expected


VALUES = st.fixed_dictionaries(
    {},
    optional={
        "status": st.sampled_from(["actual", "target"]),
        "value": st.integers(),
        "indicator": st.text(),
    },
)


@given(st.lists(st.tuples(st.sampled_from(FIGURES), VALUES, st.text()), max_size=5))
def test_the_file_keeps_every_correction(
    tmp_path_factory: pytest.TempPathFactory, given_: list[tuple[Row, Row, str]]
) -> None:
    items = [
        correction_of("figures", row, FIGURES, DOCUMENT, action="correct", values=values, note=note)
        for row, values, note in given_
    ]
    path = tmp_path_factory.mktemp("corrections") / "c.jsonl"
    path.write_bytes(encode_corrections(items))
    read = read_corrections(path)
    assert {item.key: item for item in read} == {item.key: item for item in items}
    assert encode_corrections(reversed(read)) == path.read_bytes()


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("{", "T351"),
        ('{"table": "figures", "action": "guess", "sentence": ""}', "T351"),
        ('{"table": "documents", "action": "reject", "sentence": ""}', "T351"),
        ('{"table": "figures", "action": "correct", "sentence": "", "values": {"doc_id": "x"}}', "T352"),
        ('{"table": "figures", "action": "correct", "sentence": "", "values": {"status": "done"}}', "T353"),
        ('{"table": "figures", "action": "correct", "sentence": "", "values": {"value": "many"}}', "T353"),
        ("[]", "T351"),
    ],
)
def test_a_wrong_line_is_named(tmp_path: Path, line: str, code: str) -> None:
    path = tmp_path / "c.jsonl"
    path.write_text("\n" + line, encoding="utf-8")
    with pytest.raises(UsageError) as raised:
        read_corrections(path)
    assert raised.value.code == code
    assert raised.value.where.endswith("c.jsonl:2")
