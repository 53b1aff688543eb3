"""``talentdocs compare`` on two reports of an invented county: inputs, outputs, filters, exit codes."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from .conftest import Talentdocs

THEN = (
    "2022年云塘县人民政府工作报告\n\n"
    "——2022年1月12日在云塘县第十七届人民代表大会第一次会议上\n\n"
    "一、2021年工作回顾\n\n"
    "2021年，城镇新增就业3100人，新增高技能人才400人。\n\n"
    "二、2022年工作安排\n\n"
    "2022年，城镇新增就业3200人，新增高技能人才500人，城镇调查失业率控制在5.5%以内。"
    "制定《云塘县技能人才评价办法》。\n"
)
LATER = (
    "2023年云塘县人民政府工作报告\n\n"
    "——2023年1月10日在云塘县第十七届人民代表大会第二次会议上\n\n"
    "一、2022年工作回顾\n\n"
    "2022年，城镇新增就业3418人，新培养高技能人才463人。出台《云塘县技能人才评价办法》。\n\n"
    "二、2023年工作安排\n\n"
    "2023年，城镇新增就业3300人。\n"
)


@pytest.fixture
def reports(tmp_path: Path) -> Path:
    folder = tmp_path / "云塘县"
    folder.mkdir()
    (folder / "2022.txt").write_text(THEN, encoding="utf-8")
    (folder / "2023.txt").write_text(LATER, encoding="utf-8")
    return folder


def rows(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def verdicts(found: list[dict[str, Any]]) -> dict[tuple[int, str], str]:
    return {(row["promised_year"], row["promised_text"]): row["verdict"] for row in found}


EXPECTED = {
    (2022, "3200人"): "met",
    (2022, "500人"): "missed",
    (2022, "5.5%"): "unreported",
    (2023, "3300人"): "pending",
}


def test_documents_in_tables_out(talentdocs: Talentdocs, reports: Path, tmp_path: Path) -> None:
    ran = talentdocs("compare", reports, "-o", tmp_path / "out")
    assert ran.code == 0, ran.err
    assert verdicts(rows(tmp_path / "out" / "comparisons.jsonl")) == EXPECTED
    (policy,) = rows(tmp_path / "out" / "policies.jsonl")
    assert (policy["state"], policy["issued_path"]) == ("issued", "2023.txt")
    series = [row for row in rows(tmp_path / "out" / "series.jsonl") if row["indicator"] == "城镇新增就业"]
    assert [row["value"] for row in series] == [3100, 3418]
    assert ran.out == ""
    assert "达成 1" in ran.err
    assert "2022.txt" in ran.err
    assert "2023.txt" in ran.err


@pytest.mark.parametrize("place", ["tables", "tables.duckdb", "tables.sqlite"])
def test_what_extract_wrote_gives_the_same_rows(
    talentdocs: Talentdocs, reports: Path, tmp_path: Path, place: str
) -> None:
    assert talentdocs("extract", reports, "-o", tmp_path / place, "-q").code == 0
    assert talentdocs("compare", tmp_path / place, "-o", tmp_path / "from-tables", "-q").code == 0
    assert talentdocs("compare", reports, "-o", tmp_path / "from-documents", "-q").code == 0
    for table in ("comparisons", "series", "contradictions", "policies"):
        one = (tmp_path / "from-tables" / f"{table}.jsonl").read_bytes()
        assert one == (tmp_path / "from-documents" / f"{table}.jsonl").read_bytes()


@pytest.mark.parametrize(
    ("option", "value", "texts"),
    [
        ("--region", "云塘", {"3200人", "500人", "5.5%", "3300人"}),
        ("--region", "他县", set()),
        ("--indicator", "高技能人才", {"500人"}),
        ("--year", "2023", {"3300人"}),
        ("--year", "2021-2022", {"3200人", "500人", "5.5%"}),
        ("--verdict", "missed,unreported", {"500人", "5.5%"}),
        ("--office", "财政局", set()),
    ],
)
def test_filters(
    talentdocs: Talentdocs, reports: Path, tmp_path: Path, option: str, value: str, texts: set[str]
) -> None:
    assert talentdocs("compare", reports, option, value, "-o", tmp_path / "out", "-q").code == 0
    assert {row["promised_text"] for row in rows(tmp_path / "out" / "comparisons.jsonl")} == texts


@pytest.mark.parametrize(
    ("verdict", "code"), [("missed", 3), ("unreported,met", 3), ("on_track", 0), ("lost", 2)]
)
def test_fail_on(talentdocs: Talentdocs, reports: Path, verdict: str, code: int) -> None:
    assert talentdocs("compare", reports, "--fail-on", verdict, "-o", "-", "-q").code == code


def test_fail_on_counts_only_what_is_wanted(talentdocs: Talentdocs, reports: Path) -> None:
    assert talentdocs("compare", reports, "--year", "2023", "--fail-on", "missed", "-o", "-", "-q").code == 0


def test_json_lines_on_stdout(talentdocs: Talentdocs, reports: Path) -> None:
    ran = talentdocs("compare", reports, "-o", "-", "-q")
    assert verdicts([json.loads(line) for line in ran.out.splitlines()]) == EXPECTED


def test_summary_as_json(talentdocs: Talentdocs, reports: Path, tmp_path: Path) -> None:
    ran = talentdocs("compare", reports, "--json", "-o", tmp_path / "out", "-q")
    told = json.loads(ran.out)
    assert told["verdicts"] == {"met": 1, "missed": 1, "on_track": 0, "pending": 1, "unreported": 1}
    assert [row["region"] for row in told["regions"]] == ["云塘县"]
    (worst,) = told["shortfalls"]
    assert (worst["promised"], worst["reported"], worst["gap_ratio"]) == ("500人", "463人", -0.074)
    assert (worst["promised_path"], worst["reported_path"]) == ("2022.txt", "2023.txt")


def test_changes_since_an_earlier_run(talentdocs: Talentdocs, reports: Path, tmp_path: Path) -> None:
    later = reports / "2023.txt"
    kept = later.read_bytes()
    later.unlink()
    assert talentdocs("compare", reports, "-o", tmp_path / "old", "-q").code == 0
    later.write_bytes(kept)
    ran = talentdocs("compare", reports, "--since", tmp_path / "old", "-o", tmp_path / "new")
    assert ran.code == 0
    changes = rows(tmp_path / "new" / "changes.jsonl")
    assert [(row["change"], row["promised_text"], row["verdict"]) for row in changes] == [
        ("result", "3200人", "met"),
        ("result", "500人", "missed"),
        ("verdict", "5.5%", "unreported"),
        ("promise", "3300人", "pending"),
    ]
    assert "新结果 2" in ran.err


def test_since_needs_a_comparison(talentdocs: Talentdocs, reports: Path, tmp_path: Path) -> None:
    assert talentdocs("extract", reports, "-o", tmp_path / "tables", "-q").code == 0
    assert talentdocs("compare", reports, "--since", tmp_path / "tables", "-o", tmp_path / "out").code == 2
    assert not (tmp_path / "out" / "comparisons.jsonl").exists()


def test_a_damaged_document_is_counted_and_the_rest_is_compared(
    talentdocs: Talentdocs, reports: Path, tmp_path: Path
) -> None:
    (reports / "坏.docx").write_bytes(b"PK\x03\x04 not a document")
    ran = talentdocs("compare", reports, "-o", tmp_path / "out")
    assert ran.code == 1
    assert "坏.docx" in ran.err
    assert verdicts(rows(tmp_path / "out" / "comparisons.jsonl")) == EXPECTED


def test_one_workbook(talentdocs: Talentdocs, reports: Path, tmp_path: Path) -> None:
    openpyxl = pytest.importorskip("openpyxl")
    assert talentdocs("compare", reports, "-o", tmp_path / "对照.xlsx", "-q").code == 0
    book = openpyxl.load_workbook(tmp_path / "对照.xlsx", read_only=True)
    assert {"comparisons", "series", "contradictions", "policies"} <= set(book.sheetnames)


def test_help_is_not_cut(talentdocs: Talentdocs) -> None:
    for command in ("compare", "trend"):
        ran = talentdocs(command, "--help")
        assert ran.code == 0
        assert "…" not in ran.out


def test_the_same_bytes_whatever_the_hash_seed(process: Talentdocs, reports: Path, tmp_path: Path) -> None:
    outputs = []
    for seed in ("1", "2"):
        ran = process("compare", reports, "-o", tmp_path / seed, "-q", "--no-cache", PYTHONHASHSEED=seed)
        assert ran.code == 0, ran.err
        outputs.append([path.read_bytes() for path in sorted((tmp_path / seed).glob("*.jsonl"))])
    assert outputs[0] == outputs[1]
