"""Web pages: the article, its headings and tables; not the navigation."""

from __future__ import annotations

import pytest

from talentdocs.errors import ReadError
from talentdocs.ingest.read import read
from talentdocs.options import Options
from talentdocs.records import Text
from tests.ingest import make
from tests.ingest.check import check, paragraphs, rows

FILLER = "全市上下认真贯彻落实各项决策部署，扎实推进各项工作，取得了明显成效。"


def page(body: str, head: str = "") -> Text:
    return check(
        read(f"<!DOCTYPE html><html><head>{head}</head><body>{body}</body></html>".encode(), "a.html")
    )


def article(body: str) -> Text:
    return page(f"<div><p>{FILLER}</p>{body}<p>{FILLER}</p></div>")


def inner(text: Text) -> str:
    assert text.content.startswith(FILLER)
    assert text.content.endswith(FILLER)
    return text.content[len(FILLER) : -len(FILLER)].strip("\n")


@pytest.mark.parametrize("charset", ["utf-8", "gbk", "gb2312", "gb18030"])
def test_article_without_navigation(charset: str) -> None:
    text = read(make.html(charset), "a.html")
    assert paragraphs(text) == list(make.PARAGRAPHS)
    assert rows(text) == list(make.ROWS)
    assert text.title_hint == make.PARAGRAPHS[0]


def test_charset_is_detected_where_it_is_missing_or_wrong() -> None:
    data = make.html("gbk")
    for wrong in (
        b"<meta>",
        b"<meta charset='utf-8'>",
        b"<meta charset='no-such'>",
        b"<meta charset='ascii'>",
    ):
        text = read(data.replace(b"<meta charset='gbk'>", wrong), "a.html")
        assert paragraphs(text) == list(make.PARAGRAPHS)
        assert text.encoding == "gb18030"


def test_forced_encoding() -> None:
    assert read(make.html("gbk"), "a.html", Options(encoding="gbk")).encoding == "gbk"


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("<p>甲<br>乙<br/>丙</p>", "甲\n乙\n丙"),
        ("<p>全市\n    各县</p>", "全市各县"),
        ("<p>two\n  words</p>", "two words"),
        ("<p>“引号”&nbsp;与&amp;实体&#8212;</p>", "“引号” 与&实体—"),
        ("<p><b>一是</b><span>加快</span>推进。</p>", "一是加快推进。"),
        ("<div>无段落标签<div>内层</div>外层</div>", "无段落标签\n内层\n外层"),
        ("<ul><li>甲</li><li>乙</li></ul>", "甲\n乙"),
        ("<ol><li>甲</li><li>乙</li></ol>", "1. 甲\n2. 乙"),
        ("<p>见</p><script>var x='脚本';</script><style>p{}</style><p>完</p>", "见\n完"),
        ("<p style='display:none'>隐藏</p><p hidden>隐藏</p><p>可见</p>", "可见"),
        ("<p>甲&#0;&#x1f;&#31;乙\x0b丙&#65;&#120;</p>", "甲乙丙Ax"),
        ("<p>甲</p><!-- 注释 --><p>乙</p>", "甲\n乙"),
        ("<table><tr><td>版式</td></tr></table>", "版式"),
        ("<table><tr><td>甲</td><td>1</td></tr></table>", "甲\t1"),
        (
            "<table><tr><td rowspan=2>就业</td><td>培训</td></tr><tr><td>招聘</td></tr></table>",
            "就业\t培训\n就业\t招聘",
        ),
        ("<table><tr><td colspan=2>合计</td></tr><tr><td>甲</td><td>乙</td></tr></table>", "合计\n甲\t乙"),
        ("<table><tr><th>指<br>标</th><th>数</th></tr></table>", "指标\t数"),
    ],
)
def test_inside_of_an_article(body: str, expected: str) -> None:
    assert inner(article(body)) == expected


def test_headings_have_levels() -> None:
    text = article("<h2>一、工作回顾</h2><h3>（一）就业</h3>")
    assert [(line.kind, line.level) for line in text.lines[1:3]] == [("heading", 2), ("heading", 3)]


def test_a_list_of_links_is_no_text_and_a_linked_word_is() -> None:
    links = "<ul><li><a>甲文章</a></li><li><a>乙文章</a></li><li><a>丙文章</a></li></ul>"
    assert inner(article(f"{links}<p>见<a>《意见》</a>。</p>")) == "见《意见》。"


def test_the_form_that_wraps_a_whole_page_is_kept() -> None:
    text = page(f"<form><div class='menu'><a>首页</a></div><div><p>{FILLER}</p></div></form>")
    assert text.content == FILLER


def test_title_comes_from_the_page() -> None:
    assert page(f"<p>{FILLER}</p>", "<title>政府工作报告 - 青川市政府网</title>").title_hint == "政府工作报告"
    assert (
        page(f"<p>{FILLER}</p>", "<meta name='ArticleTitle' content='报告'><title>x</title>").title_hint
        == "报告"
    )


def test_a_short_notice_above_a_long_footer() -> None:
    footer = "主办单位 青川市人民政府办公室 网站标识码5107000001 技术支持 青川市大数据中心"
    text = page(f"<div><div><h1>通知</h1><p>{FILLER * 3}</p></div></div><div><p>{footer}</p></div>")
    assert text.content == f"通知\n{FILLER * 3}"


def test_a_table_beside_the_text_is_not_lost() -> None:
    table = "<table><tr><td>任务</td><td>目标</td></tr><tr><td>培训</td><td>5万人</td></tr></table>"
    text = page(f"<div><p>{FILLER * 5}</p></div><div>{table}</div>")
    assert text.content == f"{FILLER * 5}\n任务\t目标\n培训\t5万人"


def test_a_page_without_text_says_so() -> None:
    with pytest.raises(ReadError) as caught:
        read(b"<html><body><div id=app></div><script>render()</script></body></html>", "a.html")
    assert caught.value.code == "T107"


def test_markup_inside_text_files_is_text() -> None:
    assert read("1 < 2，<b>不是网页</b>".encode(), "a.txt").format == "txt"
