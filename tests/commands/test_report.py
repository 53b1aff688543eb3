"""``talentdocs report``: a page or a workbook from documents, written whole, with failures named."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest
from lxml import html

from .conftest import REPLY, Talentdocs

LATER = (
    "云塘县人力资源和社会保障局\n\n关于县人大十二届五次会议第7号建议的答复\n\n李四代表：\n\n"
    "2025年，全县技能人才总量达到3.2万人。\n\n2026年5月6日\n"
)


@pytest.fixture
def docs(tmp_path: Path) -> Path:
    folder = tmp_path / "docs"
    folder.mkdir()
    promise = REPLY.replace("我们将力争到2025年技能人才总量", "力争到2025年，技能人才总量")
    (folder / "a.txt").write_text(promise, encoding="utf-8")
    (folder / "b.txt").write_text(LATER, encoding="utf-8")
    return folder


def test_one_file_with_the_comparison_and_both_documents(
    talentdocs: Talentdocs, docs: Path, tmp_path: Path
) -> None:
    ran = talentdocs("report", docs, "-o", tmp_path / "out" / "report.html")
    assert ran.code == 0, ran.err
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["report.html"]
    page = html.parse(str(tmp_path / "out" / "report.html")).getroot()
    card = next(item for item in page.xpath("//article") if "3.5万人" in item.text_content())
    assert "3.2万人" in card.text_content()
    assert len(page.xpath("//details[contains(@class, 'document')]")) == 2
    links = page.xpath("//p[@class='source']/a/@href")
    assert "../docs/a.txt" in links


@pytest.mark.parametrize(
    ("target", "says"),
    [
        ("report.html", "已写入 report.html（2 个文件，1 项对照）"),
        ("out/r.xlsx", "已写入 out/r.xlsx（2 个文件，1 项对照）"),
        ("site", "已写入 site/index.html（2 个文件，1 项对照）"),
    ],
)
def test_it_says_what_was_written(
    target: str, says: str, talentdocs: Talentdocs, docs: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(docs.parent)
    (docs / "a.txt").write_text(REPLY.split("，高技能人才占比")[0] + "。\n\n2023年6月8日\n", encoding="utf-8")
    assert talentdocs("report", "docs", "-o", target).err.strip() == says


def test_a_folder_of_pages_drops_those_of_an_earlier_report(
    talentdocs: Talentdocs, docs: Path, tmp_path: Path
) -> None:
    site = tmp_path / "site"
    assert talentdocs("report", docs, "--pages", "-o", site).code == 0
    assert {path.name for path in (site / "index_files").iterdir()} == {"d1.html", "d2.html", "p1.html"}
    (site / "index_files" / "mine.txt").write_text("keep", "utf-8")
    assert talentdocs("report", docs / "a.txt", "--pages", "-o", site).code == 0
    assert {path.name for path in (site / "index_files").iterdir()} == {"d1.html", "p1.html", "mine.txt"}


def test_a_workbook_by_its_suffix(talentdocs: Talentdocs, docs: Path, tmp_path: Path) -> None:
    assert talentdocs("report", docs, "-o", tmp_path / "r.xlsx").code == 0
    assert openpyxl.load_workbook(tmp_path / "r.xlsx").sheetnames[:2] == ["说明", "targets"]


def test_what_cannot_be_read_is_named_and_in_the_report(
    talentdocs: Talentdocs, folder: Path, tmp_path: Path
) -> None:
    ran = talentdocs("report", folder, "-o", tmp_path / "r.html")
    assert ran.code == 1
    assert "c.docx" in ran.err
    unread = html.parse(str(tmp_path / "r.html")).getroot().get_element_by_id("unread").getparent()
    assert "c.docx" in unread.text_content()


def test_script_in_a_document_stays_text(talentdocs: Talentdocs, tmp_path: Path) -> None:
    evil = tmp_path / "<img src=x onerror=alert(1)>.txt"
    evil.write_text(REPLY.replace("技能人才总量", "<script>alert(1)</script>人才总量"), encoding="utf-8")
    assert talentdocs("report", evil, "-o", tmp_path / "r.html").code == 0
    page = html.parse(str(tmp_path / "r.html")).getroot()
    assert len(page.xpath("//script")) == 1
    assert page.xpath("//img") == []
    assert "<script>alert(1)</script>人才总量" in page.text_content()


def test_the_same_documents_make_the_same_bytes(talentdocs: Talentdocs, docs: Path, tmp_path: Path) -> None:
    pages = []
    for jobs in ("1", "2"):
        talentdocs("report", docs, "-o", tmp_path / "r.html", "-j", jobs, "--no-cache", "-q")
        pages.append((tmp_path / "r.html").read_bytes())
    assert pages[0] == pages[1]


@pytest.mark.parametrize("output", ["r.pdf", "r.docx"])
def test_another_kind_of_file_is_wrong_use(
    talentdocs: Talentdocs, docs: Path, tmp_path: Path, output: str
) -> None:
    ran = talentdocs("report", docs, "-o", tmp_path / output)
    assert ran.code == 2
    assert ".html" in ran.err


def test_tables_are_no_documents(talentdocs: Talentdocs, docs: Path, tmp_path: Path) -> None:
    talentdocs("extract", docs, "-o", tmp_path / "out", "-q")
    ran = talentdocs("report", tmp_path / "out", "-o", tmp_path / "r.html")
    assert ran.code == 2
    assert "T361" in ran.err
