"""The HTML report (网页报告): one self-contained file, or an overview with a folder of linked pages.

Everything from documents passes through Jinja2's escaping; a content security policy lets only the report's
own script run and no request leave the page.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from talentdocs.report.accuracy import measured, plain
from talentdocs.report.bundle import Bundle
from talentdocs.report.charts import draw, unit_of
from talentdocs.report.fragments import figure_rows, gap, number, result, target_row, why
from talentdocs.report.labels import STATUSES, VERDICTS, Language, label, sign, unfit_reason
from talentdocs.report.layout import CARDS_A_PAGE, Layout, Links
from talentdocs.report.passage import mark_lines
from talentdocs.report.series import CHARTS, due_year, series_of
from talentdocs.report.spoken import difference, normal
from talentdocs.report.view import DocumentView, View
from talentdocs.tables.added import is_added

if TYPE_CHECKING:
    from jinja2 import Environment

TEMPLATES = Path(__file__).parent / "templates"
COLUMNS = (
    ("verdict", False, "verdict"),
    ("indicator", False, ""),
    ("promised", True, ""),
    ("due", False, ""),
    ("reported", True, ""),
    ("gap", True, ""),
    ("office", False, "office"),
    ("region", False, "region"),
    ("said_in", False, "said"),
)
"""Heads of the table of targets, whether they are numbers, and the filter that goes by their cells."""
SHOWN = 200
"""Targets that the table shows before more are asked for, where script runs."""
ONE_FILE = 400_000
"""Characters of all documents together up to which the report is one file."""


def is_large(bundle: Bundle) -> bool:
    """Whether the report is better a folder of linked pages."""
    return sum(len(prose.content) for prose in bundle.texts.values()) > ONE_FILE


def render(
    bundle: Bundle, *, name: str = "report.html", paged: bool | None = None, language: Language = "zh"
) -> Iterator[tuple[str, str]]:
    """The pages of a report as (relative path, HTML), the overview first.

    ``paged``: whether documents get pages of their own, null where the size decides. Same bundle, same pages.
    """
    paged = is_large(bundle) if paged is None else paged
    layout = Layout(name, f"{name.removesuffix('.html')}_files" if paged else None)
    view = View(bundle)
    page = _Page(view, layout, language)
    yield name, page.overview()
    if paged:
        for number in range(-(-len(view.promises) // CARDS_A_PAGE)):
            yield layout.cards(number), page.cards(number)
        for document in view.documents:
            yield layout.document(document), page.document(document)


class _Page:
    """Fills the templates; ``shared`` is what every page knows."""

    def __init__(self, view: View, layout: Layout, language: Language) -> None:
        self.view = view
        self.layout = layout
        self.language = language

    def overview(self) -> str:
        """The page that opens the report."""
        view = self.view
        series = series_of(view.promises)
        charts = [(item, unit_of(item), draw(item, self.language)) for item in series[:CHARTS]]
        return self._fill("overview.html", self.layout.index, charts=charts, filters=_filters(view))

    def cards(self, number: int) -> str:
        """One page of cards."""
        first = number * CARDS_A_PAGE
        promises = self.view.promises[first : first + CARDS_A_PAGE]
        return self._fill("cards.html", self.layout.cards(number), promises=promises)

    def document(self, document: DocumentView) -> str:
        """The page of one document."""
        return self._fill("document.html", self.layout.document(document), document=document)

    def _fill(self, template: str, here: str, **values: Any) -> str:
        def words(key: str, **parts: object) -> str:
            return label(key, self.language, **parts)

        def lines(document: DocumentView) -> Any:
            prose = self.view.bundle.texts.get(document.row["path"])
            return mark_lines(prose, document.figures, document.commitments) if prose else ()

        filled = environment().get_template(template)
        return filled.render(
            view=self.view,
            bundle=self.view.bundle,
            links=Links(self.layout, here),
            paged=self.layout.folder is not None,
            language=self.language,
            style=_asset("report.css"),
            script=_asset("report.js"),
            script_hash=_hash(_asset("report.js")),
            t=words,
            accuracy=measured(self.language),
            plain=plain,
            lines=lines,
            **values,
        )


@lru_cache(maxsize=1)
def environment() -> Environment:
    """The templates, everything escaped."""
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    found = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    found.globals.update(
        sign=sign,
        normal=normal,
        unfit_reason=unfit_reason,
        difference=difference,
        is_added=is_added,
        target_row=target_row,
        figure_rows=figure_rows,
        number=number,
        result=result,
        gap=gap,
        why=why,
        verdicts=VERDICTS,
        columns=COLUMNS,
        shown=SHOWN,
        cards_a_page=CARDS_A_PAGE,
        statuses=STATUSES,
    )
    return found


def _filters(view: View) -> dict[str, list[str]]:
    """The values of each filter, as they stand in the rows."""
    promises = view.promises
    return {
        "region": sorted({item.row["region"] for item in promises if item.row["region"]}),
        "said": sorted({str(item.row["promised_year"]) for item in promises if item.row["promised_year"]}),
        "due": sorted({str(year) for item in promises if (year := due_year(item))}),
        "office": sorted({item.office for item in promises if item.office}),
        "verdict": [name for name, _ in view.verdicts],
    }


@lru_cache(maxsize=4)
def _asset(name: str) -> str:
    return (TEMPLATES / name).read_text(encoding="utf-8")


def _hash(script: str) -> str:
    digest = hashlib.sha256(script.encode()).digest()
    return f"sha256-{base64.b64encode(digest).decode()}"
