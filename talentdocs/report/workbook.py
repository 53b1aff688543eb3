"""The workbook for analysts (工作簿): targets in words, charts, every table, links to the source files."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from talentdocs.report.accuracy import measured, plain
from talentdocs.report.bundle import Bundle
from talentdocs.report.labels import Language, label, sign
from talentdocs.report.series import CHARTS, Series, series_of
from talentdocs.report.view import Promise, View
from talentdocs.tables.columns import Column, table_columns
from talentdocs.tables.writers import Spool
from talentdocs.tables.writers.xlsx import Book

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

TABLES = ("documents", "figures", "commitments", "comparisons", "contradictions", "citations", "failures")
"""Tables of the record contract, a sheet each."""
TARGETS = "targets"
CHARTS_SHEET = "charts"
CHART_ROWS = 16
"""Rows that a chart takes on its sheet."""

COLUMNS = (
    Column("word"),
    Column("indicator"),
    Column("region"),
    Column("promised"),
    Column("promised_value", "number"),
    Column("unit"),
    Column("due"),
    Column("reported"),
    Column("reported_value", "number"),
    Column("gap", "number"),
    Column("gap_ratio", "number"),
    Column("office"),
    Column("strength"),
    Column("promised_year", "integer"),
    Column("promised_sentence"),
    Column("promised_path"),
    Column("promised_page", "integer"),
    Column("reported_sentence"),
    Column("reported_path"),
    Column("reported_page", "integer"),
    Column("reason"),
    Column("verdict"),
)
"""Columns of the sheet of targets: first what it comes to, then both sources."""


def write_workbook(bundle: Bundle, target: Path, language: Language) -> None:
    """Write the workbook, whole or not at all. Raises OutputError where it cannot be written."""
    from talentdocs.tables.place import Place, explained

    place = Place(target.parent, name=target.name)
    try:
        with explained(target.parent):
            _write(bundle, place.stage / target.name, language)
        place.commit([target.name])
    except BaseException:
        place.abandon()
        raise


def _write(bundle: Bundle, target: Path, language: Language) -> None:
    view = View(bundle)
    with Book(target, sources=bundle.sources) as book:
        book.notes(_notes(bundle, view, language))
        rows = (target_row(item, language) for item in view.promises)
        book.sheet(TARGETS, COLUMNS, rows, titled=language == "zh")
        _charts(book, series_of(view.promises)[:CHARTS], language)
        for name in TABLES:
            book.sheet(name, table_columns(name), getattr(bundle, name))


def target_row(item: Promise, language: Language) -> dict[str, Any]:
    """One target with its verdict in words, and both sources."""
    row = item.row
    return {
        "word": f"{sign(item.verdict)} {label(item.verdict, language)}",
        "indicator": row["indicator"],
        "region": row["region"],
        "promised": row["promised_text"],
        "promised_value": row["promised_value"],
        "unit": row["promised_unit"],
        "due": item.due,
        "reported": row["reported_text"],
        "reported_value": row["reported_value"],
        "gap": row["gap"],
        "gap_ratio": row["gap_ratio"],
        "office": "、".join(item.offices) or item.office,
        "strength": label(item.strength, language) if item.strength else None,
        "promised_year": row["promised_year"],
        "promised_sentence": row["promised_sentence"],
        "promised_path": item.promised.path,
        "promised_page": item.promised.page,
        "reported_sentence": row["reported_sentence"],
        "reported_path": item.reported.path if item.reported else None,
        "reported_page": item.reported.page if item.reported else None,
        "reason": row["reason"],
        "verdict": row["verdict"],
    }


def _notes(bundle: Bundle, view: View, language: Language) -> Iterator[Sequence[str]]:
    """The first sheet: what the workbook covers, how it was made, what its columns mean."""
    from talentdocs.tables.meanings import notes

    yield (label("title", language), "", label("judged", language))
    counts = [f"{label(name, language)} {count}" for name, count in view.verdicts]
    yield (label("targets", language), str(len(view.promises)), " · ".join(counts))
    yield (label("read", language), str(len(bundle.documents)), "、".join(view.regions))
    yield (label("unread", language), str(len(bundle.failures)))
    for name, value in bundle.made.items():
        yield (label(name, language), value)
    accuracy = measured(language)
    yield (label("accuracy", language), "", plain(accuracy.meaning))
    for kind, *numbers in accuracy.rows:
        pairs = zip(accuracy.heads[1:], numbers, strict=True)
        yield ("", " · ".join(f"{head} {number}" for head, number in pairs), kind)
    for text in (*accuracy.notes, *accuracy.limits):
        yield ("", "", plain(text))
    for row in bundle.unfit:
        yield (label("unfit", language), row["path"], row["sentence"])
    spools = [Spool(name, table_columns(name), Path(), len(getattr(bundle, name))) for name in TABLES]
    yield from notes([Spool(TARGETS, COLUMNS, Path(), len(view.promises)), *spools])


def _charts(book: Book, series: Sequence[Series], language: Language) -> None:
    """A sheet of charts of the main indicators, the numbers of each beside it."""
    if not series:
        return
    sheet = book.book.add_worksheet(CHARTS_SHEET)
    sheet.set_column(0, 0, 24)
    for number, item in enumerate(series):
        _chart(book, sheet, item, number * CHART_ROWS, language)


def _chart(book: Book, sheet: Worksheet, series: Series, top: int, language: Language) -> None:
    rows = list(series.points)[: CHART_ROWS - 3]
    title = f"{series.indicator} {series.region}".strip()
    sheet.write_string(top, 0, title)
    sheet.write_string(top, 1, series.unit)
    heads = ("year", "promised", "reported", "verdict")
    for place, name in enumerate(heads):
        sheet.write_string(top + 1, place, label(name, language))
    for number, point in enumerate(rows, start=top + 2):
        sheet.write_string(number, 0, str(point.year))
        for place, value in ((1, point.promised), (2, point.reported)):
            if value is not None:
                sheet.write_number(number, place, value)
        verdict = point.promise.verdict
        sheet.write_string(number, 3, f"{sign(verdict)} {label(verdict, language)}")
    chart = book.book.add_chart({"type": "line"})
    last = top + 1 + len(rows)
    for place, colour, dash in ((1, "#9A4400", "dash"), (2, "#0B57A4", "solid")):
        chart.add_series(
            {
                "name": label(heads[place], language),
                "categories": [CHARTS_SHEET, top + 2, 0, last, 0],
                "values": [CHARTS_SHEET, top + 2, place, last, place],
                "line": {"color": colour, "dash_type": dash, "width": 2},
                "marker": {
                    "type": "circle",
                    "size": 6,
                    "fill": {"color": colour},
                    "border": {"color": colour},
                },
            }
        )
    chart.set_title({"name": title, "name_font": {"size": 11}})
    chart.set_y_axis(
        {"name": series.unit, "major_gridlines": {"visible": True, "line": {"color": "#D5D9DE"}}}
    )
    chart.set_legend({"position": "bottom"})
    chart.show_blanks_as("gap")
    chart.set_size({"width": 480, "height": 20 * (CHART_ROWS - 1)})
    sheet.insert_chart(top, len(heads) + 1, chart)
