"""The parts of a page that stand in it by the ten thousand (片段): rows of targets and figures, reasons.

Made here and not in a template: a report of twelve cities has 14,000 targets and 60,000 figures, for which
the calls of a template cost several times as much. Everything from documents passes through ``escape``.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from markupsafe import Markup, escape

from talentdocs.report.bundle import Row
from talentdocs.report.labels import VERDICTS, Language, label, rule, sign
from talentdocs.report.layout import Links
from talentdocs.report.series import due_year
from talentdocs.report.spoken import difference, normal, percent, told
from talentdocs.report.tree import Node, reason_tree
from talentdocs.report.view import DocumentView, Promise
from talentdocs.tables.added import is_added
from talentdocs.tables.meanings import title_of

PLAIN_RULES = frozenset(("rule", "as_written"))
"""What decided a column where there is nothing to tell of it."""
RANKS = {name: rank for rank, name in enumerate(VERDICTS)}


def target_row(item: Promise, links: Links, language: Language, *, late: bool) -> Markup:
    """A row of the table of targets; ``late``: not shown before more are asked for."""
    row = item.row
    document, figure = item.promised.document, item.promised.figure
    ratio, verdict = row["gap_ratio"], label(item.verdict, language)
    jump = "<td>"
    if document and figure:
        place = escape(links.figure(document, figure["start"]))
        jump = f'<td><a class="jump" href="{place}">{label("in_text", language)}</a>'
    cells = [
        f'<td class="verdict" data-v="{RANKS[item.verdict]}">{sign(item.verdict)} {verdict}',
        f'<th scope="row"><a href="{escape(links.card(item))}">{escape(_named(row, language))}</a>',
        f'<td class="num" data-v="{escape(row["promised_value"])}">{number(row, "promised")}',
        f"<td>{escape(item.due or '')}",
        f'<td class="num" data-v="{_sorted(row["reported_value"])}">{result(row) if item.reported else ""}',
        f'<td class="num" data-v="{_sorted(ratio)}">{gap(row, language)}',
        f"<td>{escape(item.office or '')}",
        f"<td>{escape(row['region'] or '')}",
        f"<td>{escape(row['promised_year'] or '')}",
        jump,
    ]
    head = (
        f'<tr{" data-late" if late else ""} class="{item.verdict}" data-due="{escape(due_year(item) or "")}">'
    )
    return Markup(head + "".join(cells) + "</tr>\n")


def number(row: Row, side: str) -> Markup:
    """The words of a promise or a result with their unit; in units of one where they do not say it."""
    value, unit, text = row[f"{side}_value"], row[f"{side}_unit"], row[f"{side}_text"]
    top = row.get("promised_value_max") if side == "promised" else None
    words = told(text, value, unit, top)
    plain = normal(value, unit) + (f"–{normal(top, unit)}" if top is not None else "")
    if plain.replace(" ", "") == words:
        return escape(words)
    return Markup('<span title="{}">{}</span>').format(plain, words)


def result(row: Row) -> Markup:
    """What was reported, with its name where that is another."""
    named = (row.get("extra") or {}).get("reported_indicator")
    if named and named != row["indicator"]:
        return Markup("<small>{}</small> {}").format(named, number(row, "reported"))
    return number(row, "reported")


def gap(row: Row, language: Language) -> Markup:
    """The difference, and its share of the promise."""
    if row["gap"] is None:
        return Markup()
    words = difference(row["gap"], row["promised_unit"], label("points", language))
    if row["gap_ratio"] is None:
        return escape(words)
    return Markup("{} <small>{}</small>").format(words, percent(row["gap_ratio"]))


def why(nodes: Sequence[Node], language: Language) -> Markup:
    """What decided each column, behind a fold."""
    if not nodes:
        return Markup()
    lines = "".join(
        f"<li><b>{escape(column_title(node.column, language))}</b> {_reason(node, language)}"
        for node in nodes
    )
    head = f'<details class="why"><summary>{label("why", language)}</summary><ul>'
    return Markup(f"{head}{lines}</ul></details>")


def figure_rows(document: DocumentView, links: Links, language: Language) -> Markup:
    """The rows of the table of a document's figures."""
    return Markup("".join(_figure_row(document, row, links, language) for row in document.figures))


def _figure_row(document: DocumentView, row: Row, links: Links, language: Language) -> str:
    status = row["status"]
    reasons = "；".join(
        f"{escape(column_title(node.column, language))} {_reason(node, language)}"
        for node in reason_tree(row)
    )
    return (
        f'<tr><th scope="row"><a class="jump" href="{escape(links.figure(document, row["start"]))}">'
        f"{escape(row['text'])}</a>{_mark(row, language)}"
        f'<td class="status {status}">{sign(status)} {label(status, language)}'
        f"<td>{escape(row['indicator'] or '')}"
        f'<td class="num">{escape(normal(row["value"], row["unit"]))}'
        f"<td>{escape(_period(row))}"
        f'<td class="small">{reasons}</tr>\n'
    )


def _mark(row: Row, language: Language) -> Markup:
    """That a person has corrected or added a figure, and which columns."""
    columns = row.get("corrected")
    if not columns:
        return Markup()
    words = label("added_by_hand" if is_added(row) else "corrected", language)
    told_columns = label("comma", language).join(columns)
    return Markup(' <span class="corrected" title="{}">{}<span class="hidden">{}</span></span>').format(
        f"{words}{label('colon', language)}{told_columns}", "✚" if is_added(row) else "✎", words
    )


def _period(row: Row) -> str:
    start, end = row["period_start"] or "", row["period_end"] or ""
    return start if start == end else f"{start}–{end}" if start and end else start or end


def _reason(node: Node, language: Language) -> str:
    """The value of a column and what decided it, where there is something to tell of that."""
    cues = [rule(cue.words, language) for cue in node.cues if cue.words not in PLAIN_RULES]
    value = escape(label(node.value, language))
    return f"{value} ← {escape(' + '.join(cues))}" if cues else str(value)


@lru_cache(maxsize=128)
def column_title(name: str, language: Language) -> str:
    """What a column is called by people."""
    return title_of(name, "figures") if language == "zh" else name.replace("_", " ")


def _named(row: Row, language: Language) -> str:
    return row["indicator"] or label("unknown", language)


def _sorted(value: object) -> Markup:
    """The number that a cell is sorted by; empty for none."""
    return escape("" if value is None else value)
