"""What a folder holds, before any work: readable, doubled, covered, missing."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from talentdocs.report.coverage import Survey, need_of

from .conftest import REPLY, Talentdocs


def reply(year: int, *, more: str = "") -> str:
    body = REPLY.replace("2023年6月8日", f"{year}年6月8日")
    return body.replace("\n2022年，", f"\n{more}{year - 1}年，")


@pytest.fixture
def docs(tmp_path: Path) -> Path:
    """Three years of one county with a gap, a copy, a copy with one word changed, a broken file."""
    folder = tmp_path / "docs"
    (folder / "old").mkdir(parents=True)
    other = "".join(f"{number}号企业停产检修。" for number in range(90))
    long = "".join(f"第{number}项工作由第{number * 7}组承担，按月通报进展。" for number in range(80))
    (folder / "2019.txt").write_text(reply(2019, more=other), encoding="utf-8")
    (folder / "2022.txt").write_text(reply(2022, more=long), encoding="utf-8")
    (folder / "2023.txt").write_text(reply(2023), encoding="utf-8")
    (folder / "old" / "copy.txt").write_text(reply(2023), encoding="utf-8")
    draft = reply(2022, more=long.replace("第7项", "第柒项"))
    (folder / "old" / "draft.txt").write_text(draft, encoding="utf-8")
    (folder / "broken.docx").write_bytes(b"PK\x03\x04 cut off")
    return folder


@pytest.fixture
def found(talentdocs: Talentdocs, docs: Path) -> dict[str, Any]:
    ran = talentdocs("check", docs, "--json")
    assert ran.code == 1
    result: dict[str, Any] = json.loads(ran.out)
    return result


def test_what_can_be_read_and_what_not(found: dict[str, Any]) -> None:
    assert (found["readable"], found["unreadable"]) == (5, 1)
    assert found["need"]["other"] == ["broken.docx"]
    assert [(kind["format"], kind["documents"]) for kind in found["kinds"]] == [("txt", 5)]


def test_copies_and_near_copies(found: dict[str, Any]) -> None:
    assert found["doubles"] == [["2023.txt", "old/copy.txt"]]
    assert [(pair["first"], pair["second"]) for pair in found["alike"]] == [("2022.txt", "old/draft.txt")]
    assert 0.8 <= found["alike"][0]["likeness"] < 1


def test_years_of_a_region_and_the_gap_between_them(found: dict[str, Any]) -> None:
    (county,) = found["coverage"]
    assert county["region"] == "云塘县"
    assert county["years"] == {"2019": 1, "2022": 2, "2023": 2}
    assert found["gaps"] == {"云塘县": [2020, 2021]}
    assert found["offices"][0] == {"issuer": "云塘县人力资源和社会保障局", "documents": 5}


def test_the_terminal_shows_the_same(talentdocs: Talentdocs, docs: Path) -> None:
    ran = talentdocs("check", docs)
    assert ran.code == 1
    for words in ("云塘县", "缺 2020-2021", "old/copy.txt", "old/draft.txt", "broken.docx"):
        assert words in ran.out
    assert "…" not in ran.out


def test_a_clean_folder_is_exit_code_zero(talentdocs: Talentdocs, docs: Path) -> None:
    (docs / "broken.docx").unlink()
    assert talentdocs("check", docs, "--json").code == 0


def test_an_empty_folder_is_wrong_use(talentdocs: Talentdocs, tmp_path: Path) -> None:
    assert talentdocs("check", tmp_path).code == 2


# Failure → what the file needs.
NEEDS: list[tuple[str, str, str, str]] = [
    ("a.doc", "T105", "install LibreOffice (apt install libreoffice-writer)", "office"),
    ("a.png", "T105", "pip install 'talentdocs[ocr]'", "ocr"),
    ("scan.pdf", "T107", "open it and look", "ocr"),
    ("empty.docx", "T107", "open it and look", "other"),
    ("a.pdf", "T104", "save it without a password", "other"),
]


@pytest.mark.parametrize(("path", "code", "hint", "need"), NEEDS, ids=[case[0] for case in NEEDS])
def test_what_a_file_needs(path: str, code: str, hint: str, need: str) -> None:
    assert need_of({"path": path, "code": code, "message": "", "hint": hint}) == need


def test_a_page_without_text_layer_needs_recognition() -> None:
    survey = Survey()
    survey.add({"path": "a.pdf", "warnings": ["T203 第3页没有可用的文字层"]})
    survey.add({"path": "b.pdf", "warnings": ["T205 第3页的文字重复绘制，已去重"]})
    assert survey.need()["ocr"] == ["a.pdf"]
