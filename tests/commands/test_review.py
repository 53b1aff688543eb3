"""Review, apply, run again: with a changed file, a moved file and a new version of a rule."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from .conftest import REPLY, Talentdocs

Row = dict[str, Any]
STORE = "talentdocs-corrections.jsonl"


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "a.txt").write_text(REPLY, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def fill(path: Path, answers: dict[str, Row]) -> list[Row]:
    """Fill in the list as a person does in Excel, by the words of the rows; returns its rows as they were."""
    book = openpyxl.load_workbook(path)
    sheet = book["review"]
    heads = [str(cell.value) for cell in sheet[1]]
    rows = [dict(zip(heads, cells, strict=True)) for cells in sheet.iter_rows(min_row=2, values_only=True)]
    for number, row in enumerate(rows, start=2):
        for name, value in answers.get(str(row["text"]), {}).items():
            sheet.cell(number, heads.index(name) + 1).value = value
    book.save(path)
    return rows


def table(folder: Path, name: str) -> list[Row]:
    return [json.loads(line) for line in (folder / f"{name}.jsonl").read_text("utf-8").splitlines()]


def figures(talentdocs: Talentdocs, here: Path, *options: str | Path) -> dict[str, Row]:
    ran = talentdocs("extract", here / "docs", "-o", here / "out", "-q", *options)
    assert ran.code == 0, ran.err
    return {row["text"]: row for row in table(here / "out", "figures")}


def outcomes(here: Path) -> dict[str, tuple[str, str]]:
    return {row["number"]: (row["outcome"], row["reason"]) for row in table(here / "out", "corrections")}


@pytest.fixture
def reviewed(talentdocs: Talentdocs, here: Path) -> Path:
    """A list that was filled in and applied: one corrected, one accepted, one rejected."""
    assert talentdocs("review", "docs", "-o", "review.xlsx").code == 0
    fill(
        here / "review.xlsx",
        {
            "1200人": {"new_indicator": "新增持证技能人才", "new_value": 1250, "note": "见附表"},
            "2.6万人": {"decision": "对"},
            "34.9%": {"decision": "删"},
        },
    )
    ran = talentdocs("review", "apply", "review.xlsx", "--by", "张三")
    assert ran.code == 0, ran.err
    assert "3" in ran.err
    return here / STORE


def test_the_list_has_every_row_with_empty_columns_and_the_most_doubtful_first(
    talentdocs: Talentdocs, here: Path
) -> None:
    assert talentdocs("review", "docs", "-o", "review.xlsx").code == 0
    rows = fill(here / "review.xlsx", {})
    assert {"1200人", "2.6万人", "3.5万人", "34.9%"} <= {row["text"] for row in rows}
    assert all(row[name] is None for row in rows for name in row if name.startswith("new_"))
    doubted = [row["why"] is not None for row in rows]
    assert doubted == sorted(doubted, reverse=True)
    assert next(row for row in rows if row["text"] == "2.6万人")["value"] == 26000


def test_every_later_run_applies_what_was_said(talentdocs: Talentdocs, here: Path, reviewed: Path) -> None:
    rows = figures(talentdocs, here)
    assert (rows["1200人"]["value"], rows["1200人"]["indicator"]) == (1250, "新增持证技能人才")
    assert set(rows["1200人"]["corrected"]) == {"value", "indicator"}
    assert rows["1200人"]["machine"]["value"] == 1200
    assert rows["2.6万人"]["corrected"] == []
    assert "34.9%" not in rows
    assert outcomes(here) == {"1200": ("applied", ""), "2.6": ("agreed", ""), "34.9": ("rejected", "")}
    lines = [json.loads(line) for line in reviewed.read_text("utf-8").splitlines()]
    assert {line["by"] for line in lines} == {"张三"}
    assert [line["note"] for line in lines if "note" in line] == ["见附表"]


def test_a_changed_file_keeps_its_corrections(talentdocs: Talentdocs, here: Path, reviewed: Path) -> None:
    document = here / "docs" / "a.txt"
    document.write_text(REPLY.replace("现答复如下", "经研究，现答复如下"), encoding="utf-8")
    assert figures(talentdocs, here)["1200人"]["value"] == 1250
    document.write_text(REPLY.replace("全县新增", "我县新增"), encoding="utf-8")
    assert figures(talentdocs, here)["1200人"]["value"] == 1200
    assert outcomes(here)["1200"] == ("unfit", "sentence_gone")
    assert outcomes(here)["34.9"] == ("rejected", "")


def test_what_no_longer_fits_is_said_when_quiet(talentdocs: Talentdocs, here: Path, reviewed: Path) -> None:
    (here / "docs" / "a.txt").write_text(REPLY.replace("1200", "1300"), encoding="utf-8")
    ran = talentdocs("extract", "docs", "-o", "out", "-q")
    assert "1200人" in ran.err
    assert "没有" in ran.err


def test_a_moved_file_keeps_its_corrections(talentdocs: Talentdocs, here: Path, reviewed: Path) -> None:
    (here / "docs" / "old").mkdir()
    (here / "docs" / "a.txt").rename(here / "docs" / "old" / "renamed.txt")
    assert figures(talentdocs, here)["1200人"]["value"] == 1250


def test_a_new_rule_meets_the_corrections(talentdocs: Talentdocs, here: Path, reviewed: Path) -> None:
    words = here / "words"
    words.mkdir()
    rule = "word\tside\tgives\tnot_after\tnot_before\texamples\n达到\tleft\tge\t\t\t达到2.6万人\n"
    (words / "quantity_bounds.tsv").write_text(rule, "utf-8")
    rows = figures(talentdocs, here, "--lexicon", words)
    assert rows["2.6万人"]["qualifier"] == "eq"  # accepted, so the new rule does not get its way
    assert rows["2.6万人"]["machine"] == {"qualifier": "ge"}
    assert outcomes(here)["2.6"] == ("applied", "machine_changed qualifier")
    assert rows["1200人"]["value"] == 1250


def test_corrections_reach_compare_and_report(talentdocs: Talentdocs, here: Path, reviewed: Path) -> None:
    assert talentdocs("compare", "docs", "-o", "compared", "-q").code == 0
    promised = [row["promised_text"] for row in table(here / "compared", "comparisons")]
    assert promised == ["3.5万人"]
    assert talentdocs("report", "docs", "-o", "report.html", "-q").code == 0
    page = (here / "report.html").read_text("utf-8")
    assert "新增持证技能人才" in page


def test_what_was_reviewed_is_not_listed_again(talentdocs: Talentdocs, here: Path, reviewed: Path) -> None:
    assert talentdocs("review", "docs", "-o", "again.xlsx").code == 0
    assert not {"1200人", "2.6万人", "34.9%"} & {row["text"] for row in fill(here / "again.xlsx", {})}


def test_a_colleagues_file_is_taken_over(talentdocs: Talentdocs, here: Path, reviewed: Path) -> None:
    theirs = here / "theirs.jsonl"
    lines = [json.loads(line) for line in reviewed.read_text("utf-8").splitlines()]
    changed = [line | {"values": {"value": 1300}} for line in lines if line["number"] == "1200"]
    theirs.write_text("".join(json.dumps(line) + "\n" for line in changed), "utf-8")
    assert talentdocs("review", "apply", "theirs.jsonl").code == 0
    assert len(reviewed.read_text("utf-8").splitlines()) == 3
    assert figures(talentdocs, here)["1200人"]["value"] == 1300


def test_a_csv_list_that_excel_saved_in_gbk_is_understood(talentdocs: Talentdocs, here: Path) -> None:
    assert talentdocs("review", "docs", "-o", "review.csv").code == 0
    content = (here / "review.csv").read_text("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(content)))
    for row in rows:
        if row["text"] == "3.5万人":
            row["new_status"] = "标准"
    out = io.StringIO()
    writer = csv.DictWriter(out, fieldnames=list(rows[0]))
    writer.writeheader()
    writer.writerows(rows)
    (here / "review.csv").write_bytes(out.getvalue().encode("gbk"))
    assert talentdocs("review", "apply", "review.csv").code == 0
    assert figures(talentdocs, here)["3.5万人"]["status"] == "standard"


# What may stand in a list that nobody can make sense of → the code that names it; the other rows still count.
WRONG: list[tuple[Row, str]] = [
    ({"new_value": "很多"}, "T353"),
    ({"new_status": "done"}, "T353"),
    ({"new_strength": "firm"}, "T352"),
    ({"decision": "也许"}, "T354"),
    ({"decision": "对", "key": None}, "T355"),
    ({"decision": "改"}, "T356"),
    ({"decision": "对", "key": "{}"}, "T351"),
]


@pytest.mark.parametrize(("answer", "code"), WRONG, ids=[case[1] + str(list(case[0])) for case in WRONG])
def test_a_wrong_cell_is_named_and_the_rest_is_stored(
    talentdocs: Talentdocs, here: Path, answer: Row, code: str
) -> None:
    talentdocs("review", "docs", "-o", "review.xlsx")
    fill(here / "review.xlsx", {"1200人": answer, "2.6万人": {"decision": "对"}})
    ran = talentdocs("review", "apply", "review.xlsx")
    assert ran.code == 1
    assert code in ran.err
    assert len((here / STORE).read_text("utf-8").splitlines()) == 1


def test_a_dash_takes_a_value_away(talentdocs: Talentdocs, here: Path) -> None:
    talentdocs("review", "docs", "-o", "review.xlsx")
    fill(here / "review.xlsx", {"1200人": {"new_period_start": "-", "new_value": "1,250"}})
    assert talentdocs("review", "apply", "review.xlsx").code == 0
    row = figures(talentdocs, here)["1200人"]
    assert (row["period_start"], row["value"]) == (None, 1250)


def test_without_a_terminal_it_asks_for_a_file(talentdocs: Talentdocs) -> None:
    ran = talentdocs("review", "docs")
    assert ran.code == 2
    assert "review.xlsx" in ran.err


def test_a_file_that_is_no_list_is_refused(talentdocs: Talentdocs, here: Path) -> None:
    assert talentdocs("review", "apply", "missing.xlsx").code == 1
    (here / "other.csv").write_text("a,b\n1,2\n", "utf-8")
    assert talentdocs("review", "apply", "other.csv").code == 2
    assert talentdocs("review", "apply").code == 2


def answers(*lines: str) -> Iterator[str]:
    yield from lines


def test_row_by_row(talentdocs: Talentdocs, here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Accept, correct (with a wrong column and a wrong value on the way), reject, skip, quit."""
    said = answers("?", "a", "c", "colour=red", "status=done", "status=标准", "", "r", "s", "q")
    monkeypatch.setattr("builtins.input", lambda prompt="": next(said))
    monkeypatch.setattr("sys.stdin.isatty", lambda: True, raising=False)
    monkeypatch.setattr("sys.stdout.isatty", lambda: True, raising=False)
    ran = talentdocs("review", "docs", "--rows", "6")
    assert ran.code == 0, ran.err
    lines = [json.loads(line) for line in (here / STORE).read_text("utf-8").splitlines()]
    assert sorted(line["action"] for line in lines) == ["accept", "correct", "reject"]
    assert next(line["values"] for line in lines if line["action"] == "correct") == {"status": "standard"}
    assert "【" in ran.out


def test_python_takes_the_same_file(here: Path, reviewed: Path) -> None:
    from talentdocs.api import extract

    figures = extract(here / "docs", corrections=reviewed).figures
    assert set(figures["text"]) == {"1200人", "2.6万人", "3.5万人"}
    assert figures.set_index("text").loc["1200人", "value"] == 1250
