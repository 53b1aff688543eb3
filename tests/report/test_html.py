"""The HTML report: what stands where, every link leads somewhere, nothing from a document is markup."""

from __future__ import annotations

import posixpath
import re
from urllib.parse import unquote

import pytest
from lxml import html

from talentdocs.report.bundle import Bundle, Prose
from talentdocs.report.html import is_large, render

from .making import bundle, comparison, figure, many

EVIL = "<script>alert(1)</script><img src=x onerror=alert(2)>\" onmouseover='alert(3)'"


def pages_of(given: Bundle, **options: object) -> dict[str, html.HtmlElement]:
    return {name: html.document_fromstring(page) for name, page in render(given, **options)}  # type: ignore[arg-type]


def overview(given: Bundle, **options: object) -> html.HtmlElement:
    return next(iter(pages_of(given, **options).values()))


def text(node: html.HtmlElement) -> str:
    return re.sub(r"\s+", " ", node.text_content())


def test_sections_stand_in_the_order_in_which_they_are_wanted() -> None:
    page = overview(bundle())
    names = page.xpath("//section/h2/@id")
    assert names == ["covers", "gaps", "targets", "cards", "documents", "made", "unread"]


def test_a_card_has_both_quotations_the_reason_and_their_sources() -> None:
    card = overview(bundle()).get_element_by_id("p1")
    words = text(card)
    assert "未达成" in words
    assert [text(mark) for mark in card.xpath(".//mark")] == ["4500人", "4127人"]
    assert "2023年新增高技能人才4500人，建成实训基地3个。" in words
    assert "指标、地区与年度相同" in words
    assert "−373人" in words
    assert "报告/2024.txt" in words
    assert "性质 目标" in words  # why, behind a fold


def test_a_promise_without_report_says_so_and_is_not_called_missed() -> None:
    card = overview(bundle()).get_element_by_id("p2")
    assert "未见报告" in text(card)
    assert "没有找到" in text(card)
    assert "未达成" not in text(card)


def test_targets_that_nothing_was_held_against_are_still_listed() -> None:
    page = overview(bundle(comparisons=[]))
    rows = page.xpath("//table[@id='all']/tbody/tr")
    assert [row.get("class") for row in rows] == ["none", "none"]
    assert "4500人" in text(rows[0])


def test_a_document_shows_its_figures_by_status_and_its_commitments() -> None:
    page = overview(bundle())
    prose = page.xpath("//details[@id='d1']//div[@class='prose']")[0]
    assert text(prose).strip() == "2023年新增高技能人才4500人，建成实训基地3个。"
    assert [(mark.get("class"), text(mark)) for mark in prose.xpath(".//mark")] == [
        ("fig target", "4500人"),
        ("fig target", "3个"),
    ]
    assert len(prose.xpath(".//span[@class='commit firm']")) == 1


@pytest.mark.parametrize("paged", [False, True])
@pytest.mark.parametrize("given", [bundle(), many(450)], ids=["two", "many"])
def test_every_link_leads_to_a_place_that_is_there(given: Bundle, paged: bool) -> None:
    pages = pages_of(given, paged=paged)
    anchors = {name: set(page.xpath("//@id")) for name, page in pages.items()}
    followed = 0
    for name, page in pages.items():
        for link in page.xpath("//a/@href"):
            path, _, anchor = link.partition("#")
            target = (
                posixpath.normpath(posixpath.join(posixpath.dirname(name), unquote(path))) if path else name
            )
            assert target in pages, link
            assert not anchor or anchor in anchors[target], link
            followed += 1
    assert followed > 10


def test_ids_are_unique() -> None:
    ids = overview(many(30)).xpath("//@id")
    assert len(ids) == len(set(ids))


def test_the_page_of_a_large_report_is_an_overview_with_pages_beside_it() -> None:
    names = list(dict(render(many(450), name="index.html", paged=True)))
    assert names == [
        "index.html",
        "index_files/p1.html",
        "index_files/p2.html",
        "index_files/p3.html",
        "index_files/d1.html",
    ]
    large = bundle(texts={"报告/2023.txt": Prose("字" * 2_000_000)})
    assert is_large(large)
    assert not is_large(bundle())


def hostile() -> Bundle:
    """Markup in every place where words of a document, a file name or a lexicon can stand."""
    content = f"{EVIL}2023年新增{EVIL}4500人。"
    row = figure("a" * 16, content, "4500人", status="target", indicator=EVIL, section=EVIL, period_end=EVIL)
    row |= {"reasons": [f"status=target: {EVIL}"], "region": EVIL, "unit": EVIL, "corrected": ["status"]}
    row |= {"machine": {"status": EVIL}}
    document = bundle().documents[0] | {
        "path": f"{EVIL}.txt",
        "title": EVIL,
        "issuer": EVIL,
        "warnings": [EVIL],
    }
    pair = comparison(row, row, "missed", office=EVIL, reason=EVIL, region=EVIL)
    return bundle(
        documents=[document],
        figures=[row],
        commitments=[],
        comparisons=[pair | {"promised_value": 1, "gap_ratio": -1}],
        failures=[{"path": EVIL, "stage": "read", "code": EVIL, "message": EVIL, "hint": EVIL, "page": None}],
        texts={f"{EVIL}.txt": Prose(content)},
        sources={f"{EVIL}.txt": f"../{EVIL}.txt"},
        made={"version": EVIL},
        unfit=[{"path": EVIL, "sentence": EVIL, "number": EVIL, "values": {EVIL: EVIL}, "reason": EVIL}],
    )


@pytest.mark.parametrize("paged", [False, True])
def test_markup_in_documents_stays_text(paged: bool) -> None:
    for page in pages_of(hostile(), paged=paged).values():
        assert len(page.xpath("//script")) == 1  # our own
        assert page.xpath("//img") == []
        attributes = {name for node in page.iter() for name in node.attrib}
        assert not {name for name in attributes if name.startswith("on")}
        assert all(not link.startswith(("javascript:", "data:")) for link in page.xpath("//a/@href"))
        assert "<script>alert(1)</script>" in page.text_content()


def test_no_address_outside_of_the_report_is_in_it() -> None:
    for _, page in render(bundle()):
        tree = html.document_fromstring(page)
        assert "http" not in page.replace("http-equiv", "").replace("http://www.w3.org/", "")
        assert tree.xpath("//@src") == []
        assert tree.xpath("//link/@href") == ["data:,"]
        assert "@import" not in page
        assert "url(" not in page


def test_same_rows_same_bytes() -> None:
    given = many(40)
    assert list(render(given)) == list(render(given))


def test_charts_are_shapes_and_text_with_their_table_beside_them() -> None:
    promise = "2022年新增4000人，2023年新增4500人。"
    first = figure("a" * 16, promise, "4000人", value=4000, status="target", period_end="2022")
    second = figure("a" * 16, promise, "4500人", value=4500, status="target")
    result = figure("b" * 16, "新增4127人", "4127人", value=4127)
    page = overview(
        bundle(
            figures=[first, second, result],
            comparisons=[comparison(first, result, "met"), comparison(second, None, "pending")],
        )
    )
    (chart,) = page.xpath("//figure[@class='chart']")
    assert chart.xpath(".//svg")
    assert not chart.xpath(".//svg//script | .//svg//style")
    assert [text(cell) for cell in chart.xpath(".//tbody/tr/*[position()<=3]")] == [
        "2022",
        "4000人",
        "4127人",
        "2023",
        "4500人",
        "",
    ]


def test_english_labels_keep_the_words_of_the_documents() -> None:
    page = overview(bundle(), language="en")
    assert page.get("lang") == "en"
    assert "missed" in text(page.get_element_by_id("p1"))
    assert "4500人" in text(page.get_element_by_id("p1"))


def test_nothing_at_all_is_still_a_report() -> None:
    page = overview(Bundle())
    assert "没有发现带数字的目标" in text(page)
