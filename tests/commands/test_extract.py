"""``talentdocs extract`` from the outside: tables, summary, exit codes."""

import json
from pathlib import Path

import pytest

from .conftest import REPLY, Talentdocs


def rows(path: Path) -> list[dict[str, object]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def test_a_folder_becomes_tables_and_a_failure(talentdocs: Talentdocs, folder: Path, tmp_path: Path) -> None:
    ran = talentdocs("extract", folder, "-o", tmp_path / "out", "--format", "jsonl")
    assert ran.code == 1
    assert ran.out == ""
    documents = rows(tmp_path / "out" / "documents.jsonl")
    assert [(row["path"], row["year"]) for row in documents] == [("a.txt", 2023), ("b.txt", 2023)]
    assert [row["path"] for row in rows(tmp_path / "out" / "failures.jsonl")] == ["c.docx"]
    figures = rows(tmp_path / "out" / "figures.jsonl")
    assert {row["text"] for row in figures} >= {"1200人", "2.6万人", "3.5万人", "34.9%", "1300人"}
    text = REPLY
    for row in figures:
        if row["doc_id"] == documents[0]["doc_id"]:
            assert text[int(str(row["start"])) : int(str(row["end"]))] == row["text"]


def test_the_summary_says_what_is_asked_first(talentdocs: Talentdocs, folder: Path, tmp_path: Path) -> None:
    ran = talentdocs("extract", folder, "-o", tmp_path / "out")
    for word in (
        "文种",
        "答复",
        "2023",
        "目标",
        "3.5万人",
        "2025",
        "a.txt",
        "c.docx",
        "T103",
        "figures.jsonl",
    ):
        assert word in ran.err
    assert "\x1b" not in ran.err


def test_the_manifest_says_what_made_the_tables(talentdocs: Talentdocs, folder: Path, tmp_path: Path) -> None:
    talentdocs("extract", folder, "-o", tmp_path / "out")
    manifest = json.loads((tmp_path / "out" / "manifest.json").read_text(encoding="utf-8"))
    assert manifest["counts"]["documents"] == 2
    assert [entry["encoding"] for entry in manifest["documents"]] == ["utf-8", "gb18030"]
    assert len(manifest["documents"][0]["sha256"]) == 64
    assert {"talentdocs", "lexicons", "options", "seconds"} <= set(manifest)


def test_the_same_bytes_whatever_the_workers(talentdocs: Talentdocs, folder: Path, tmp_path: Path) -> None:
    for number in range(20):
        (folder / f"more{number}.txt").write_text(
            REPLY.replace("42", str(number)) * (number % 3 + 1), encoding="utf-8"
        )
    for jobs in ("1", "3"):
        talentdocs("extract", folder, "-o", tmp_path / jobs, "-f", "jsonl,csv", "-j", jobs, "--no-cache")
    one, three = (
        {path.name: path.read_bytes() for path in (tmp_path / jobs).iterdir()} for jobs in ("1", "3")
    )
    one.pop("manifest.json"), three.pop("manifest.json")
    assert one == three


def test_a_second_run_reads_nothing_again(talentdocs: Talentdocs, folder: Path, tmp_path: Path) -> None:
    talentdocs("extract", folder, "-o", tmp_path / "out")
    before = (tmp_path / "out" / "figures.jsonl").read_bytes()
    ran = talentdocs("extract", folder, "-o", tmp_path / "out", "--json", "-q")
    assert json.loads(ran.out)["counts"]["cached"] == 2
    assert (tmp_path / "out" / "figures.jsonl").read_bytes() == before
    assert (
        talentdocs("extract", folder, "-o", tmp_path / "out", "--no-cache", "--json").out.count('"cached": 0')
        == 1
    )


def test_tables_that_are_up_to_date_are_left_as_they_are(
    talentdocs: Talentdocs, folder: Path, tmp_path: Path
) -> None:
    (folder / "c.docx").unlink()
    out = tmp_path / "out"
    first = talentdocs("extract", folder, "-o", out)
    before = {path.name: path.stat().st_mtime_ns for path in out.iterdir()}
    again = talentdocs("extract", folder, "-o", out)
    assert {path.name: path.stat().st_mtime_ns for path in out.iterdir()} == before
    assert "未变 2" in again.err
    assert "3.5万人" in again.err
    assert first.err.split("\n")[2:-2] == again.err.split("\n")[2:-2]

    (out / "figures.jsonl").write_text("edited\n")
    talentdocs("extract", folder, "-o", out)
    assert len(rows(out / "figures.jsonl")) > 3
    talentdocs("extract", folder, "-o", out, "-f", "jsonl,csv")
    assert (out / "figures.csv").exists()
    (folder / "b.txt").unlink()
    talentdocs("extract", folder, "-o", out)
    assert [row["path"] for row in rows(out / "documents.jsonl")] == ["a.txt"]


def test_stdout_carries_one_table_as_json_lines(talentdocs: Talentdocs, folder: Path) -> None:
    ran = talentdocs("extract", folder / "a.txt", "-o", "-", "--table", "documents")
    assert [json.loads(line)["path"] for line in ran.out.splitlines()] == [str(folder / "a.txt")]
    piped = talentdocs("extract", folder / "a.txt")
    assert {json.loads(line)["status"] for line in piped.out.splitlines()} == {"actual", "target"}


def test_quiet_says_only_what_failed(talentdocs: Talentdocs, folder: Path, tmp_path: Path) -> None:
    assert talentdocs("extract", folder / "a.txt", "-o", tmp_path / "out", "-q").err == ""
    once = talentdocs("extract", folder, "-o", tmp_path / "out", "-q")
    assert "c.docx" in once.err
    assert "文种" not in once.err
    assert talentdocs("extract", folder, "-o", tmp_path / "out", "-qq").err == ""


def test_verbose_names_every_document(talentdocs: Talentdocs, folder: Path, tmp_path: Path) -> None:
    ran = talentdocs("extract", folder, "-o", tmp_path / "out", "-v")
    assert "3/3" in ran.err
    assert {line.split()[-1] for line in ran.err.splitlines() if line[:1].isdigit()} == {
        "a.txt",
        "b.txt",
        "c.docx",
    }


def test_a_dry_run_lists_and_writes_nothing(talentdocs: Talentdocs, folder: Path, tmp_path: Path) -> None:
    ran = talentdocs("extract", folder, "-o", tmp_path / "out", "--dry-run", "--limit", "2")
    assert [line.split("\t")[1] for line in ran.out.splitlines()] == ["a.txt", "b.txt"]
    assert not (tmp_path / "out").exists()


def test_paths_come_from_a_list(talentdocs: Talentdocs, folder: Path, tmp_path: Path) -> None:
    (tmp_path / "list").write_text(f"{folder / 'a.txt'}\n\n{folder / 'b.txt'}\n", encoding="utf-8")
    ran = talentdocs("extract", "--files-from", tmp_path / "list", "--dry-run")
    assert len(ran.out.splitlines()) == 2


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        ([], "没有给出文件"),
        (["a.txt", "-o", "out", "--format", "doc"], "没有名为 doc 的格式"),
        (["a.txt", "-o", "out.csv", "--format", "xlsx"], "后缀"),
        (["a.txt", "-o", "a.txt/out"], "T404"),
        (["a.txt", "-o", "out", "--memory", "much"], "T317"),
        (["a.txt", "-o", "out", "--lexicon", "nowhere"], "T302"),
        (["a.txt", "--nope"], "没有选项"),
        (["a.txt", "-j", "0"], "-j"),
        (["a.txt", "-o", "-", "--json"], "标准输出"),
        (["empty", "-o", "out"], "没有找到可读的文件"),
        (["smaples", "-o", "out"], "smaples"),
        (["a.txt", "-o", "out", "--lexicon", "words"], "units.tsv:2: 箩：factor 应是数字"),
    ],
)
def test_wrong_use_is_one_line_and_exit_2(
    arguments: list[str], says: str, talentdocs: Talentdocs, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("a.txt").write_text(REPLY, encoding="utf-8")
    Path("empty").mkdir()
    Path("words").mkdir()
    row = "unit\tkind\tclass\tfactor\tsmall\tnot_before\texamples\n箩\tcount\t箩\tx\tyes\t\t5箩\n"
    Path("words/units.tsv").write_text(row, encoding="utf-8")
    ran = talentdocs("extract", *arguments)
    assert ran.code == 2
    assert says in ran.err
    assert len(ran.err.splitlines()) == 1
    assert not Path("out").exists() or not any(Path("out").iterdir())


def test_a_name_that_is_not_there_fails_alone(talentdocs: Talentdocs, folder: Path, tmp_path: Path) -> None:
    ran = talentdocs("extract", folder / "a.txt", folder / "gone.txt", "-o", tmp_path / "out")
    assert ran.code == 1
    assert "T113" in ran.err
    assert len(rows(tmp_path / "out" / "documents.jsonl")) == 1


def test_names_cannot_steer_the_terminal(talentdocs: Talentdocs, tmp_path: Path) -> None:
    (tmp_path / "bad\x1b[2J\nname.docx").write_bytes(b"\x00\x01")
    ran = talentdocs("extract", tmp_path, "-o", tmp_path / "out", "-v")
    assert "\x1b" not in ran.err


def test_a_session_learns_its_year_from_the_run(talentdocs: Talentdocs, tmp_path: Path) -> None:
    undated = REPLY.replace("2023年6月8日\n", "").replace("2022年，", "").replace("2025年", "近期")
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "a-undated.txt").write_text(undated, encoding="utf-8")
    (tmp_path / "docs" / "b-dated.txt").write_text(
        REPLY.replace("2023年6月8日", "2024年6月8日"), encoding="utf-8"
    )
    talentdocs("extract", tmp_path / "docs", "-o", tmp_path / "out")
    years = [(row["year"], row["year_source"]) for row in rows(tmp_path / "out" / "documents.jsonl")]
    assert years == [(2024, "session"), (2024, "date")]
