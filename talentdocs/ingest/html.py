"""Saved web pages (.html): the article with its headings and tables, without the navigation around it.

The article is found by weight: from the body down as long as one child holds nearly all of the text that is
not a link. Nothing inside it is dropped but scripts, hidden parts and lists of links.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from talentdocs.ingest import problems
from talentdocs.ingest.encoding import decode
from talentdocs.ingest.lines import Builder, flat
from talentdocs.ingest.merged import repeated
from talentdocs.ingest.weights import Weight, weigh
from talentdocs.records import Text

if TYPE_CHECKING:
    from lxml.etree import _Element

MAX_SPAN = 200
MAX_CELLS = 200_000
DOMINANT, HALF = 0.8, 0.5
"""Shares of the prose and of all text that a child must hold for the article to be inside it. Pages of
governments
have 5 to 15 % of text around the article (source, date, copyright), on a short notice up to a third."""
_CHARSET = re.compile(
    rb"<(?:meta\b[^>]{0,300}?charset|\?xml\b[^>]{0,200}?encoding)\s*=\s*[\"']?\s*([A-Za-z0-9_:.-]{2,40})",
    re.I,
)
_DROPPED = frozenset(
    """
    script style noscript nav aside iframe svg button select textarea template object embed head
    dialog audio video canvas rt rp map
    """.split()  # noqa: SIM905
)
_BOILERPLATE = re.compile(
    r"(?:^|[\s_-])(?:nav|navbar|navigation|menu|breadcrumbs?|crumbs?|share|sharebar|footer|foot|copyright|sidebar|"
    r"related|recommend|toolbar|search|searchbox|login|pagination|pager|topbar|sitemap|friendlinks?|links|qrcode|ewm|bdsharebuttonbox)"
    r"(?:$|[\s_-])",
    re.IGNORECASE,
)
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_BLOCKS = frozenset(
    """
    p div section article main header footer ul ol li dl dt dd blockquote pre table thead tbody
    tfoot tr td th caption figure figcaption h1 h2 h3 h4 h5 h6 hr form fieldset center address body
    html legend details summary
    """.split()  # noqa: SIM905
)
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_NO_ARTICLE = frozenset({"p", "tr", "ul", "ol", "tbody", "thead"})
_SITE_NAME = re.compile(r"\s*(?:[-_|—–]{1,3}|::)\s*[^-_|—–]{2,30}$")
_CONTROL = re.compile(
    "[\\x00-\\x08\\x0b\\x0c\\x0e-\\x1f\\x7f\\ud800-\\udfff\\ufffe\\uffff]|"
    r"&#(?:0*(?:[0-8]|1[124-9]|2\d|3[01])|x0*(?:[0-8bcef]|1[0-9a-f]))(?![0-9a-f]);?",
    re.IGNORECASE,
)
"""Characters that XML has no room for, and references to them."""
_SPACE = re.compile(r"[ \t\r\n\f]+")
_BETWEEN_HAN = re.compile(r"(?<=[\u3000-\u9fff\uff00-\uffef])[ \t]*[\r\n]\s*(?=[\u3000-\u9fff\uff00-\uffef])")


def read_html(data: bytes, encoding: str | None = None) -> Text:
    """Text of a web page. Raises ReadError T107 where no text is left, T103 where it cannot be parsed."""
    content, name, warnings = _decode(data, encoding)
    root = _parse(content)
    title_hint = _title(root)
    body = root.find(".//body")
    body = root if body is None else body
    heads = [text for text in (flat(_inline(item)) for item in body.iter("h1")) if text]
    _prune(body)
    weights = weigh(body)
    article = _article(body, weights)
    builder = Builder()
    lead = heads[0] if len(heads) == 1 else None
    if (
        lead
        and not any(flat(_inline(item)) == lead for item in article.iter("h1"))
        and lead not in _whole(article)[:200]
    ):
        builder.add(lead)
    _emit(article, builder, weights, title=lead)
    if not len(builder):
        raise problems.no_text(
            "html", "the page may fetch its text by script; save it from the browser as complete page"
        )
    return builder.text("html", encoding=name, warnings=warnings, title_hint=lead or title_hint)


# --- characters and tree ------------------------------------------------------------------------


def _decode(data: bytes, forced: str | None) -> tuple[str, str, list[str]]:
    """Decoded page: BOM, then what the page declares where it fits without error, then detection."""
    declared = _CHARSET.search(data[:4096])
    if (
        forced is None
        and declared
        and not data.startswith((codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    ):
        name = declared.group(1).decode("ascii").lower()
        name = {"gb2312": "gb18030", "gbk": "gb18030", "gb_2312-80": "gb18030", "x-gbk": "gb18030"}.get(
            name, name
        )
        try:
            if codecs.lookup(name).name in ("utf-8", "gb18030", "big5", "big5hkscs", "cp950"):
                return data.decode(name), codecs.lookup(name).name, []
        except (LookupError, UnicodeError):
            pass
    return decode(data, forced)


def _parse(content: str) -> _Element:
    from lxml import etree

    parser = etree.HTMLParser(
        encoding="utf-8", huge_tree=True, remove_comments=True, remove_pis=True, no_network=True
    )
    content = _CONTROL.sub("", content)
    try:
        root = etree.fromstring(content.encode("utf-8", "replace"), parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise problems.damaged("html", str(error)) from error
    if root is None:
        raise problems.no_text("html")
    return root


def _title(root: _Element) -> str | None:
    """Title that the page states: <meta name="ArticleTitle">, else <title> without the name of the site."""
    for meta in root.iter("meta"):
        if (meta.get("name") or "").lower() == "articletitle" and meta.get("content"):
            return meta.get("content")
    title = root.find(".//title")
    text = _whole(title)[:300] if title is not None else ""
    return _SITE_NAME.sub("", text) or text or None


# --- the article --------------------------------------------------------------------------------


def _prune(body: _Element) -> None:
    """Takes out what is no text of the page, and what its tag or class calls navigation."""
    weights = weigh(body)
    stack = list(body)
    while stack:
        element = stack.pop()
        if not isinstance(element.tag, str):
            continue
        if element.tag in _DROPPED or _is_hidden(element) or _is_boilerplate(element, weights[element]):
            _drop(element)
        else:
            stack.extend(element)


def _drop(element: _Element) -> None:
    parent = element.getparent()
    if parent is None:
        return
    if element.tail:
        previous = element.getprevious()
        if previous is not None:
            previous.tail = (previous.tail or "") + element.tail
        else:
            parent.text = (parent.text or "") + element.tail
    parent.remove(element)


def _is_hidden(element: _Element) -> bool:
    return element.get("hidden") is not None or bool(_HIDDEN.search(element.get("style") or ""))


def _is_boilerplate(element: _Element, weight: Weight) -> bool:
    """Whether tag, class or id call it navigation, and its text does not speak against that."""
    marks = f"{element.get('class') or ''} {element.get('id') or ''}"
    if element.tag not in ("header", "footer") and not _BOILERPLATE.search(marks[:1000]):
        return False
    return not weight.titles and weight.sentences < 5


def _article(body: _Element, weights: dict[_Element, Weight]) -> _Element:
    """The innermost element that holds nearly all of the prose; nothing with a table of its own is left
    outside."""
    article = body
    while True:
        heaviest = max(article, key=lambda child: weights[child].prose, default=None)
        if (
            heaviest is None
            or heaviest.tag not in _BLOCKS
            or heaviest.tag in _NO_ARTICLE
            or heaviest.tag in _HEADINGS
        ):
            return article
        inner, outer = weights[heaviest], weights[article]
        if inner.prose < DOMINANT * outer.prose or inner.whole < HALF * outer.whole:
            return article
        if _is_data_table(heaviest) or any(_holds_table(child) for child in article if child is not heaviest):
            return article
        article = heaviest


def _holds_table(element: _Element) -> bool:
    return any(_is_data_table(table) for table in element.iter("table"))


def _is_data_table(element: _Element) -> bool:
    return element.tag == "table" and not _is_layout(_rows(element))


def _whole(element: _Element) -> str:
    return _SPACE.sub(" ", "".join(map(str, element.itertext()))).strip()


# --- lines --------------------------------------------------------------------------------------


def _emit(article: _Element, builder: Builder, weights: dict[_Element, Weight], *, title: str | None) -> None:
    """Adds the article's paragraphs, headings and rows in order; the stack holds text and elements to
    come."""
    pending: list[str] = []
    heading: list[int] = []
    counts: dict[_Element, int] = {}

    def flush() -> None:
        text = _collapse("".join(pending))
        pending.clear()
        for piece in [text.replace("\n", " ")] if heading else text.split("\n"):
            level = heading[-1] if heading and flat(piece) != title else None
            builder.add(piece, "heading" if level else "para", level=level)

    stack: list[_Element | str | None] = [article]
    while stack:
        item = stack.pop()
        if item is None:
            flush()
            heading.clear()
        elif isinstance(item, str):
            pending.append(item)
        elif item.tag == "br":
            pending.append("\v")
        elif item.tag in ("ul", "ol", "div") and item is not article and weights[item].is_link_list():
            flush()
        elif item.tag == "table" and _table(item, builder, flush):
            continue
        elif item.tag in _BLOCKS:
            flush()
            if item.tag in _HEADINGS:
                heading.append(_HEADINGS[item.tag])
            stack.append(None)
            stack.extend(_contents(item))
            if item.tag == "li":
                stack.append(_list_mark(item, counts))
        else:
            stack.extend(_contents(item))
    flush()


def _contents(element: _Element) -> list[_Element | str | None]:
    """Text and children of an element, last first."""
    items: list[_Element | str | None] = [element.text] if element.text else []
    for child in element:
        items.append(child)
        if child.tail:
            items.append(child.tail)
    return items[::-1]


def _list_mark(item: _Element, counts: dict[_Element, int]) -> str:
    """Number of an entry in a numbered list, which no text holds; ``counts`` says how far each list is."""
    parent = item.getparent()
    if parent is None or parent.tag != "ol":
        return ""
    counts[parent] = counts.get(parent, 0) + 1
    return f"{counts[parent]}. "


def _collapse(text: str) -> str:
    """White space of the source as a browser shows it, but nothing where a line of Chinese was broken;
    \\v → \\n."""
    text = _BETWEEN_HAN.sub("", text)
    return _SPACE.sub(" ", text).replace("\v", "\n")


def _inline(element: _Element) -> str:
    pieces = []
    for item in element.iter():
        if item.tag == "br" or (item.tag in _BLOCKS and item is not element):
            pieces.append("\n")
        if item.tag not in _DROPPED and item.text:
            pieces.append(_collapse(item.text))
        if item is not element and item.tail:
            pieces.append(_collapse(item.tail))
    return "".join(pieces)


def _rows(table: _Element) -> list[list[_Element]]:
    rows = []
    for part in table:
        for row in part if part.tag in ("thead", "tbody", "tfoot") else (part,):
            if row.tag == "tr":
                rows.append([cell for cell in row if cell.tag in ("td", "th")])
    return rows


def _is_layout(rows: list[list[_Element]]) -> bool:
    """Whether a table only places things: one column, tables inside it, or a cell with many paragraphs."""
    if all(len(row) <= 1 for row in rows):
        return True
    cells = [cell for row in rows for cell in row]
    if any(cell.find(".//table") is not None for cell in cells):
        return True
    return len(rows) <= 2 and any(sum(1 for _ in cell.iter("p")) > 5 for cell in cells)


def _table(table: _Element, builder: Builder, flush: Callable[[], None]) -> bool:
    """Adds the rows of a data table; false where it is a layout table, whose cells are read as blocks."""
    rows = _rows(table)
    if _is_layout(rows):
        return False
    flush()
    caption = table.find("caption")
    if caption is not None:
        builder.add(_inline(caption))
    number = builder.new_table()
    for texts in grid(rows):
        builder.row(texts, number)
    return True


def grid(rows: list[list[_Element]]) -> Iterator[list[str]]:
    """Cell texts row by row with row and column spans laid out, as ``merged`` says."""
    width = max((sum(_span(cell, "colspan") for cell in row) for row in rows), default=0)
    hanging: dict[int, tuple[int, str]] = {}
    count = 0
    for row in rows:
        texts: list[str] = []
        waiting = list(row)
        while waiting or len(texts) in hanging:
            column = len(texts)
            if column in hanging:
                left, text = hanging.pop(column)
                if left > 1:
                    hanging[column] = (left - 1, text)
                texts.append(repeated(text, column))
                continue
            cell = waiting.pop(0)
            text, span = flat(_inline(cell)), _span(cell, "colspan")
            below = _span(cell, "rowspan") - 1
            for offset in range(span if below else 0):
                hanging[column + offset] = (below, text if offset == 0 else "")
            texts += [text] + [""] * (span - 1)
        count += len(texts)
        if count > MAX_CELLS:
            raise problems.too_large(f"a table of more than {MAX_CELLS} cells")
        yield [texts[0]] if len(row) == 1 and _span(row[0], "colspan") >= width > 1 else texts


def _span(cell: _Element, name: str) -> int:
    text = (cell.get(name) or "1").strip()
    return max(1, min(int(text), MAX_SPAN)) if text.isascii() and text.isdigit() and len(text) < 12 else 1
