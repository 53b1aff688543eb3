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


def fill(path: Path, answers: dict[str, Row], *, sheet: str = "review", by: str = "text") -> list[Row]:
    """Fill in the list as a person does in Excel, by the words of the rows; returns its rows as they were."""
    book = openpyxl.load_workbook(path)
    filled = book[sheet]
    heads = [str(cell.value) for cell in filled[1]]
    rows = [dict(zip(heads, cells, strict=True)) for cells in filled.iter_rows(min_row=2, values_only=True)]
    for number, row in enumerate(rows, start=2):
        for name, value in answers.get(str(row[by]), {}).items():
            filled.cell(number, heads.index(name) + 1).value = value
    book.save(path)
    return rows


def add(book_path: Path, **values: Any) -> None:
    """Fill in the first line of the sheet for figures that were missed."""
    book = openpyxl.load_workbook(book_path)
    heads = [str(cell.value) for cell in book["add"][1]]
    for name, value in values.items():
        book["add"].cell(2, heads.index(name) + 1).value = value
    book.save(book_path)


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
    ({"decision": "补"}, "T363"),
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


MISSED = "下一步，我们将力争到2025年技能人才总量达到3.5万人，高技能人才占比达到34.9%。"


def test_a_corrected_year_is_followed_by_every_row_that_hangs_on_it(
    talentdocs: Talentdocs, here: Path
) -> None:
    text = REPLY.replace("2022年，全县", "今年，全县").replace("2023年6月8日", "")
    (here / "docs" / "a.txt").write_text(text, encoding="utf-8")
    (before,) = [row for row in figures(talentdocs, here).values() if row["text"] == "1200人"]
    talentdocs("review", "docs", "-o", "review.xlsx")
    (row,) = fill(here / "review.xlsx", {"a.txt": {"new_year": 2021}}, sheet="documents", by="path")
    assert row["key"]
    assert talentdocs("review", "apply", "review.xlsx").code == 0
    after = figures(talentdocs, here)["1200人"]
    (document,) = table(here / "out", "documents")
    assert (document["year"], document["corrected"]) == (2021, ["year"])
    assert document["machine"] == {"year": row["year"]}
    assert before["period_end"] != after["period_end"] == "2021"
    (outcome,) = table(here / "out", "corrections")
    assert (outcome["outcome"], outcome["reason"].split()[0]) == ("applied", "followed")


def test_a_corrected_region_reaches_figures_and_comparisons(talentdocs: Talentdocs, here: Path) -> None:
    talentdocs("review", "docs", "-o", "review.xlsx")
    fill(here / "review.xlsx", {"a.txt": {"new_region": "临溪市"}}, sheet="documents", by="path")
    assert talentdocs("review", "apply", "review.xlsx").code == 0
    assert {row["region"] for row in figures(talentdocs, here).values()} == {"临溪市"}
    assert talentdocs("compare", "docs", "-o", "compared", "-q").code == 0
    assert {row["region"] for row in table(here / "compared", "comparisons")} == {"临溪市"}
    assert talentdocs("report", "docs", "-o", "report.html", "-q").code == 0
    assert "已校正" in (here / "report.html").read_text("utf-8")


def test_a_figure_that_was_missed_is_added_in_every_later_run(talentdocs: Talentdocs, here: Path) -> None:
    extra = "另有首席技师工作室若干所，其中建成十余处。\n"
    (here / "docs" / "a.txt").write_text(REPLY.replace("下一步", f"{extra}下一步"), encoding="utf-8")
    talentdocs("review", "docs", "-o", "review.xlsx")
    given = {"path": "a.txt", "sentence": extra.strip(), "text": "若干所", "note": "附表为9所"}
    add(here / "review.xlsx", **given, new_value=9, new_status="已达到", new_indicator="首席技师工作室")
    ran = talentdocs("review", "apply", "review.xlsx", "--by", "李四")
    assert ran.code == 0, ran.err
    row = figures(talentdocs, here)["若干所"]
    assert (row["value"], row["status"], row["indicator"]) == (9, "actual", "首席技师工作室")
    assert row["corrected"][0] == "text"
    (here / "docs" / "a.txt").rename(here / "docs" / "b.txt")
    assert "若干所" in figures(talentdocs, here)
    assert talentdocs("report", "docs", "-o", "report.html", "-q").code == 0
    assert "人工补录" in (here / "report.html").read_text("utf-8")
    (here / "docs" / "b.txt").write_text(REPLY, encoding="utf-8")
    ran = talentdocs("extract", "docs", "-o", "out", "-q")
    assert "若干所" in ran.err
    assert "没有这句话" in ran.err


def test_an_addition_in_a_csv_list_is_a_row_of_its_own(talentdocs: Talentdocs, here: Path) -> None:
    talentdocs("review", "docs", "-o", "review.csv")
    with (here / "review.csv").open(encoding="utf-8-sig", newline="") as stream:
        rows = list(csv.DictReader(stream))
    assert [row["table"] for row in rows].count("documents") == 1
    blank = dict.fromkeys(rows[0], "")
    given = {"decision": "补", "path": "a.txt", "sentence": MISSED, "text": "2025年"}
    rows.append(blank | given | {"new_value": "2025", "new_status": "目标"})
    with (here / "review.csv").open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, fieldnames=list(blank))
        writer.writeheader()
        writer.writerows(rows)
    assert talentdocs("review", "apply", "review.csv").code == 0
    row = figures(talentdocs, here)["2025年"]
    assert row["figure_id"] in table(here / "out", "commitments")[-1]["figure_ids"]


def test_an_addition_to_a_document_that_is_not_listed_is_named(talentdocs: Talentdocs, here: Path) -> None:
    talentdocs("review", "docs", "-o", "review.xlsx")
    add(here / "review.xlsx", path="x.txt", sentence="共5人。", text="5人", new_value=5, new_status="已达到")
    ran = talentdocs("review", "apply", "review.xlsx")
    assert ran.code == 1
    assert "T365" in ran.err
    assert "add:2" in ran.err


def test_a_document_cannot_be_rejected(talentdocs: Talentdocs, here: Path) -> None:
    talentdocs("review", "docs", "-o", "review.xlsx")
    fill(here / "review.xlsx", {"a.txt": {"decision": "删"}}, sheet="documents", by="path")
    assert "T354" in talentdocs("review", "apply", "review.xlsx").err


def test_a_reviewed_document_is_not_listed_again(talentdocs: Talentdocs, here: Path) -> None:
    talentdocs("review", "docs", "-o", "review.xlsx")
    fill(here / "review.xlsx", {"a.txt": {"decision": "对"}}, sheet="documents", by="path")
    talentdocs("review", "apply", "review.xlsx")
    talentdocs("review", "docs", "-o", "again.xlsx")
    assert fill(here / "again.xlsx", {}, sheet="documents", by="path") == []


def test_a_corrected_name_is_paired_by_its_new_name(talentdocs: Talentdocs, here: Path) -> None:
    """The key of the lexicon belonged to the old name: with it the two would still be one indicator."""
    promise = REPLY.replace("我们将力争到", "力争到")
    (here / "docs" / "a.txt").write_text(promise, encoding="utf-8")
    later = promise.replace("2.6万人", "3.6万人").replace("2022年，", "2025年，")
    later = later.replace("2023年6月8日", "2026年3月2日").replace("3.5万人", "4.5万人")
    (here / "docs" / "b.txt").write_text(later, encoding="utf-8")
    talentdocs("compare", "docs", "-o", "compared", "-q")
    assert "met" in {row["verdict"] for row in table(here / "compared", "comparisons")}
    talentdocs("review", "docs", "-o", "review.xlsx")
    fill(here / "review.xlsx", {"3.5万人": {"new_indicator": "讲解员志愿服务时长"}})
    talentdocs("review", "apply", "review.xlsx")
    talentdocs("compare", "docs", "-o", "compared", "-q")
    rows = table(here / "compared", "comparisons")
    (row,) = [
        row for row in rows if row["indicator"] == "讲解员志愿服务时长" and row["promised_path"] == "a.txt"
    ]
    assert row["verdict"] == "unreported"


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


def test_a_missed_number_is_added_row_by_row(
    talentdocs: Talentdocs, here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Words that are not in the sentence, then too little, then all that is needed."""
    text = "关于某建议的答复\n\n下一步，建成工作室若干个，配备讲师3.5万人。\n\n2023年6月8日\n"
    (here / "docs" / "a.txt").write_text(text, encoding="utf-8")
    tries = ("n", "3万个", "n", "若干个", "value=9", "", "n", "若干个", "value=9", "status=目标", "", "q")
    said = answers("s", *tries)  # the document, whose region is not known, comes first
    monkeypatch.setattr("builtins.input", lambda prompt="": next(said))
    monkeypatch.setattr("sys.stdin.isatty", lambda: True, raising=False)
    monkeypatch.setattr("sys.stdout.isatty", lambda: True, raising=False)
    ran = talentdocs("review", "docs", "--rows", "1")
    assert ran.code == 0, ran.err
    assert "句中没有这个数" in ran.out
    assert "补录的数不完整" in ran.out
    row = figures(talentdocs, here)["若干个"]
    assert (row["value"], row["status"]) == (9, "target")
