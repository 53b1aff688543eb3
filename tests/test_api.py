"""The library from Python: tables as DataFrames, one text, one file; importing it costs nothing."""

import subprocess
import sys
from decimal import Decimal
from pathlib import Path

import pandas
import pytest

import talentdocs
from talentdocs.errors import LexiconError, ReadError

REPLY = (
    "关于县人大十二届三次会议第42号建议的答复\n\n王小明代表：\n\n"
    "2022年，全县新增技能人才1200人。力争到2025年技能人才总量达到3.5万人。\n\n2023年6月8日\n"
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    here = tmp_path / "docs"
    here.mkdir()
    (here / "a.txt").write_text(REPLY, encoding="utf-8")
    (here / "bad.docx").write_bytes(b"PK\x03\x04")
    return here


def test_a_folder_becomes_data_frames(folder: Path) -> None:
    result = talentdocs.extract(folder)
    assert isinstance(result.figures, pandas.DataFrame)
    by_text = result.figures.set_index("text")
    assert by_text.loc["3.5万人", "value"] == 35000
    assert by_text.loc["3.5万人", "status"] == "target"
    assert result.figures["start"].dtype == "Int64"
    assert list(result.documents["year"]) == [2023]
    assert list(result.failures["path"]) == ["bad.docx"]
    assert result.commitments["responsible"].map(type).eq(list).all()
    assert list(result.citations.columns)[:4] == ["doc_id", "start", "end", "title"]
    assert "documents=1" in repr(result)


def test_workers_and_a_kept_folder_give_the_same(folder: Path, tmp_path: Path) -> None:
    kept = talentdocs.extract(folder, output=tmp_path / "out", jobs=2, cache=tmp_path / "cache")
    assert (tmp_path / "out" / "figures.jsonl").exists()
    pandas.testing.assert_frame_equal(kept.figures, talentdocs.extract(folder).figures)


def test_one_text_gives_records_whose_offsets_count_into_it() -> None:
    extraction = talentdocs.process_text(REPLY)
    assert {figure.value for figure in extraction.figures} == {Decimal(1200), Decimal(35000)}
    assert all(REPLY[figure.start : figure.end] == figure.text for figure in extraction.figures)


def test_the_caller_may_say_the_year_of_a_text_that_does_not() -> None:
    text = "我县技能人才工作情况\n\n今年，全县新增技能人才1200人。\n"
    assert talentdocs.process_text(text).document.year is None
    extraction = talentdocs.process_text(text, year=2023)
    assert extraction.document.year == 2023
    assert extraction.figures[0].period_end == "2023"
    assert talentdocs.process_text(REPLY, year=1999).document.year == 2023


def test_a_file_is_read_as_text(folder: Path) -> None:
    assert talentdocs.read(folder / "a.txt").content == REPLY
    for name in ("gone.txt", "bad.docx"):
        with pytest.raises(ReadError):
            talentdocs.read(folder / name)


def test_a_bad_lexicon_is_raised(folder: Path) -> None:
    with pytest.raises(LexiconError):
        talentdocs.extract(folder, lexicons=[folder / "nowhere"])


def test_importing_loads_no_heavy_library() -> None:
    script = (
        "import sys, talentdocs; "
        "print(sorted({name.split('.')[0] for name in sys.modules} & "
        "{'pandas', 'jieba', 'rjieba', 'duckdb', 'rich', 'typer', 'lxml', 'docx', 'pdfplumber', 'numpy'}))"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_names_that_are_not_there_say_so() -> None:
    with pytest.raises(AttributeError, match="no_such_name"):
        talentdocs.no_such_name  # noqa: B018
    assert {"extract", "process_text", "read"} <= set(dir(talentdocs))
