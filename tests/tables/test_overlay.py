"""Documents that a person corrects and figures that a person adds, with a reader that is made up."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from talentdocs.errors import UsageError
from talentdocs.tables.added import Prose, find_words, is_added
from talentdocs.tables.corrections import (
    Correction,
    addition,
    decode_correction,
    document_correction,
    encode_corrections,
)
from talentdocs.tables.overlay import Again, Overlay
from talentdocs.tables.rows import encode_row

Row = dict[str, Any]
TEXT = "一、今年工作\n今年新增技工 5千人，\n另有讲师三十名。\n二、下一步\n力争建成3个。\n"
DOCUMENT: Row = {"doc_id": "aa", "path": "a.txt", "title": "报告", "region": "临溪市", "year": 2023}
COMMITMENT: Row = {"doc_id": "aa", "start": 35, "end": 42, "text": "力争建成3个。", "figure_ids": []}
SENTENCE = "今年新增技工5千人，另有讲师三十名。"


def figure(start: int, text: str, **values: Any) -> Row:
    row = {"figure_id": f"aa:{start}-{start + len(text)}", "doc_id": "aa", "start": start, "text": text}
    row |= {
        "end": start + len(text),
        "sentence": SENTENCE,
        "status": "actual",
        "indicator": "甲",
        "value": 5000,
    }
    return row | {"period_end": "2023", "region": "临溪市"} | values


FIGURES = [figure(14, "5千人")]
FACTS = {
    "counts": [1, 1, 1, 0],
    "statuses": {},
    "targets": [],
    "target_count": 0,
    "year": 2023,
    "region": "临溪市",
}


def lines(figures: list[Row], **document: Any) -> dict[str, bytes]:
    tables = {
        "documents": [DOCUMENT | document],
        "figures": figures,
        "commitments": [COMMITMENT],
        "citations": [],
    }
    return {name: b"".join(map(encode_row, rows)) for name, rows in tables.items()}


def reread(told: Mapping[str, Any]) -> Again:
    """The document with what was told: the period and region of its figure hang on it."""
    known = DOCUMENT | told
    found = [figure(14, "5千人", period_end=str(known["year"]), region=known["region"])]
    prose = Prose(TEXT, lambda offset: None, lambda offset: "二" if offset > 30 else "一")
    return Again(lines(found, **told), dict(FACTS), prose)


def laid(*items: Correction, read: Any = reread) -> tuple[dict[str, list[Row]], list[Row], Row]:
    overlay = Overlay(items)
    found, facts = overlay.lay(lines(FIGURES), dict(FACTS), read)
    tables = {name: [json.loads(line) for line in part.splitlines()] for name, part in found.items()}
    return tables, overlay.outcomes(), facts


def corrected(**values: Any) -> Correction:
    was = {name: DOCUMENT.get(name) for name in values}
    return document_correction(DOCUMENT, action="correct", values=values, was=was)


def test_what_hangs_on_the_year_of_a_document_follows() -> None:
    tables, (outcome,), facts = laid(corrected(year=2022))
    (document,) = tables["documents"]
    assert (document["year"], document["corrected"], document["machine"]) == (2022, ["year"], {"year": 2023})
    assert document["year_source"] is None
    assert tables["figures"][0]["period_end"] == "2022"
    assert (outcome["outcome"], outcome["reason"]) == ("applied", "followed 1")
    assert facts["year"] == 2022


def test_a_document_that_cannot_be_read_again_is_told_not_to_have_followed() -> None:
    for read in (None, lambda told: None):
        tables, (outcome,), facts = laid(corrected(region="云塘县"), read=read)
        assert tables["documents"][0]["region"] == "云塘县"
        assert tables["figures"][0]["region"] == "临溪市"
        assert (outcome["outcome"], outcome["reason"]) == ("applied", "not_followed")
        assert facts["region"] == "云塘县"


def test_where_the_machine_agrees_by_now_nothing_is_marked() -> None:
    tables, (outcome,), _ = laid(corrected(year=2023))
    assert outcome["outcome"] == "agreed"
    assert tables["documents"][0]["corrected"] == []


def test_a_corrected_document_is_known_by_what_the_machine_had_said() -> None:
    reviewed_again = document_correction(
        DOCUMENT | {"year": 2022, "machine": {"year": 2023}}, action="accept", values={"title": "报告"}
    )
    assert reviewed_again.year == 2023


def added(words: str = "三十名", sentence: str = SENTENCE, **values: Any) -> Correction:
    return addition(DOCUMENT, sentence, words, values={"value": 30, "status": "actual", **values})


def test_an_added_figure_is_a_row_that_says_so() -> None:
    tables, (outcome,), facts = laid(added(unit="名", indicator="讲师"))
    _, row = tables["figures"]
    assert TEXT[row["start"] : row["end"]] == row["text"] == "三十名"
    assert (row["value"], row["unit"], row["qualifier"], row["region"]) == (30, "名", "eq", "临溪市")
    assert (row["section"], row["measure"], row["period_end"]) == ("一", None, None)
    assert is_added(row)
    assert not is_added(tables["figures"][0])
    assert row["corrected"] == ["text", "value", "status", "unit", "indicator"]
    assert outcome["outcome"] == "added"
    assert facts["counts"][1] == 2


def test_a_commitment_names_the_figure_added_in_it_and_a_summary_the_target() -> None:
    item = addition(
        DOCUMENT, "力争建成3个。", "3个", values={"value": 3, "status": "target", "indicator": "基地"}
    )
    tables, _, facts = laid(item)
    assert tables["commitments"][0]["figure_ids"] == [tables["figures"][1]["figure_id"]]
    assert facts["target_count"] == 1
    assert facts["targets"] == [["基地", "3个", None, None, "a.txt", "3"]]


def test_an_added_figure_takes_the_corrected_region() -> None:
    tables, _, _ = laid(added(), corrected(region="云塘县"))
    assert [row["region"] for row in tables["figures"]] == ["云塘县", "云塘县"]


def test_what_the_machine_finds_by_now_is_corrected_not_doubled() -> None:
    tables, (outcome,), _ = laid(added("5千人", value=5200))
    (row,) = tables["figures"]
    assert (row["value"], row["machine"]["value"]) == (5200, 5000)
    assert (outcome["outcome"], outcome["reason"]) == ("applied", "machine_found")


@pytest.mark.parametrize(
    ("item", "reason"),
    [
        (added(sentence="另一句三十名。"), "sentence_gone"),
        (added(sentence="力争建成3个。"), "number_gone"),
    ],
)
def test_an_addition_whose_words_are_gone_is_told(item: Correction, reason: str) -> None:
    tables, (outcome,), _ = laid(item)
    assert len(tables["figures"]) == 1
    assert (outcome["outcome"], outcome["reason"]) == ("unfit", reason)


def test_without_the_text_an_addition_is_told() -> None:
    _, (outcome,), _ = laid(added(), read=None)
    assert (outcome["outcome"], outcome["reason"]) == ("unfit", "not_read")


@given(st.text(st.sampled_from(" \n\t　人数3千，。"), max_size=30), st.data())
def test_words_are_found_where_they_stand_whatever_the_white_space(content: str, data: st.DataObject) -> None:
    places = [place for place, character in enumerate(content) if not character.isspace()]
    if not places:
        return
    first = data.draw(st.sampled_from(places))
    last = data.draw(st.sampled_from([place for place in places if place >= first]))
    item = Correction("figures", "add", sentence=content, number=content[first : last + 1])
    span = find_words(content, item)
    assert not isinstance(span, str)
    assert "".join(content[span.start : span.end].split()) == "".join(item.number.split())


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ({"sentence": "共5人。", "number": "5人", "values": {"value": 5}}, "T363"),
        ({"sentence": "", "number": "5人", "values": {"value": 5, "status": "actual"}}, "T363"),
        ({"sentence": "共5人。", "number": "6人", "values": {"value": 6, "status": "actual"}}, "T364"),
        ({"sentence": "共5人。", "number": "5人", "table": "commitments"}, "T351"),
        ({"table": "documents", "action": "correct", "sentence": "", "values": {"year": 23}}, "T353"),
        ({"table": "documents", "action": "correct", "sentence": "", "values": {"doc_type": "小说"}}, "T353"),
    ],
)
def test_what_cannot_be_added_is_said(line: Row, code: str) -> None:
    with pytest.raises(UsageError) as raised:
        decode_correction(json.dumps({"table": "figures", "action": "add"} | line), "x")
    assert raised.value.code == code


def test_additions_and_documents_are_kept_in_the_same_file() -> None:
    items = [added(), corrected(year=2022, doc_type="答复")]
    data = encode_corrections(items).decode().splitlines()
    assert sorted(decode_correction(line, "x").key for line in data) == sorted(item.key for item in items)
