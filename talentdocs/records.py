"""The records that flow through the house; every field says its meaning, its unit and when it is null.

Offsets (``start``, ``end``) count Unicode code points of the canonical text, end exclusive, so that
``text.content[record.start:record.end] == record.text``. Numbers are ``Decimal``, in units of one.
Unknown is ``None``, never a guess. Field order is column order: ``tables`` derives its columns from here.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, Literal

from talentdocs.quick import quick

Orientation = Literal["done", "planned", "neutral"]
Status = Literal["actual", "target", "standard"]
Measure = Literal["stock", "flow", "cumulative", "share", "change"]
Qualifier = Literal["eq", "approx", "ge", "le", "range"]
Frequency = Literal["yearly", "monthly", "quarterly", "daily"]
Strength = Literal["firm", "aim", "encourage"]
Role = Literal["issued", "planned", "basis", "mentioned"]
LineKind = Literal["para", "heading", "row", "note", "header"]


# --- ingest -------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the canonical text (a paragraph, a heading or a table row), without its line break."""

    start: int
    end: int
    kind: LineKind = "para"
    """``heading`` and ``row`` only where the file format itself says so (docx styles, ruled tables, <h2>)."""
    level: int | None = None
    """Heading level from 1, where the format says it."""
    page: int | None = None
    """Page from 1, where the format has pages."""
    table: int | None = None
    """Ordinal of the table in the document, for rows."""
    cells: tuple[tuple[int, int], ...] = ()
    """Spans of a row's cells; cells are joined by one tab."""
    confidence: float | None = None
    """0 to 1, for text that was recognised from pixels."""


@dataclass(frozen=True, slots=True)
class Text:
    """The canonical text (正文) of one document and how it was read."""

    content: str
    lines: tuple[Line, ...]
    """Every line in order; ``content.split('\\n')`` has the same number of items."""
    format: str
    """txt, md, docx, pdf, html, …: by content, not by suffix."""
    encoding: str | None = None
    """Character encoding that was used, for text formats."""
    pages: int | None = None
    warnings: tuple[str, ...] = ()
    """Codes with a message, such as ``T203 第3页没有可用的文字层``."""
    title_hint: str | None = None
    """Title that the container states (<title>, docx core properties, Markdown front matter)."""

    def page_at(self, offset: int) -> int | None:
        """Page of the line that holds ``offset``."""
        if self.pages is None:
            return None
        from bisect import bisect_right
        from operator import attrgetter

        index = bisect_right(self.lines, offset, key=attrgetter("start")) - 1
        return self.lines[index].page if index >= 0 else None


@dataclass(frozen=True, slots=True)
class Section:
    """A heading with all the text below it (章节), up to the next heading of the same or a higher level."""

    index: int
    title: str
    """Heading text without its list marker; empty for the root."""
    level: int
    """0 for the root, then 1, 2, …"""
    start: int
    end: int
    heading_start: int
    heading_end: int
    """Span of the heading itself; ``heading_end`` is where the section's body starts. A run-in heading
    (一是加快…。) spans only its own words."""
    parent: int | None
    orientation: Orientation
    """What the section tells of: what was done, what will be done, or neither; inherited from the parent."""
    year_start: int | None = None
    year_end: int | None = None
    """Years that the heading names (2022年工作回顾: 2022, 2022; 过去五年 in 2023: 2018, 2022), inherited."""
    path: str = ""
    """Headings from the top joined by `` > ``."""


@dataclass(frozen=True, slots=True)
class Clause:
    """A stretch that ends in 。！？； or a line break, outside 《》“”（）: the contract's unit of text."""

    start: int
    """First character that is not white space."""
    end: int
    """Behind the closing punctuation mark."""
    sentence_start: int
    sentence_end: int
    """The sentence (。！？ or line break) that holds the clause."""
    paragraph_start: int
    paragraph_end: int
    """The line that holds the clause."""
    section: int
    """Index into ``Outline.sections``."""
    kind: Literal["prose", "heading", "leadin", "row", "letterhead", "bracket", "signature"] = "prose"
    """What the clause is by its place: prose carries claims, the others do not (rows: see tables)."""
    orientation: Orientation = "neutral"
    """Orientation of its place: of the lead-in that governs it (下一步，我局将…), else of its section."""


@dataclass(frozen=True, slots=True)
class TableRow:
    """A row of a table, ruled by the format or recovered from plain text."""

    table: int
    row: int
    cells: tuple[tuple[int, int], ...]
    """Spans of the cells, white space at both ends left out."""
    header: bool = False


@dataclass(frozen=True, slots=True)
class Outline:
    """The structure of one document."""

    sections: tuple[Section, ...]
    """In order of ``start``; ``sections[0]`` is the root and spans the whole text."""
    clauses: tuple[Clause, ...]
    """In order, without overlap; white space between them is covered by none."""
    rows: tuple[TableRow, ...] = ()
    body_start: int = 0
    """Where the letterhead (title, number, addressee) ends and the body begins."""
    body_end: int = 0
    """Where the closing (signature, date, contacts) begins."""
    annexes: tuple[int, ...] = ()
    """Offsets at which annexes (附件) begin."""
    year: int | None = None
    """The document's year, once ``date_sections`` has been told it."""


@dataclass(frozen=True, slots=True)
class Period:
    """A span of time as ISO dates at their own precision (2022, 2024-06, 2024-06-30)."""

    start: str | None = None
    end: str | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """One row of ``documents``; field meanings are those of the record contract."""

    doc_id: str
    path: str
    doc_type: str = "其他"
    title: str | None = None
    issuer: str | None = None
    doc_number: str | None = None
    signatory: str | None = None
    addressee: str | None = None
    proposal_kind: str | None = None
    proposal_number: str | None = None
    session: str | None = None
    proposer: str | None = None
    proposal_title: str | None = None
    date: str | None = None
    year: int | None = None
    year_source: str | None = None
    region: str | None = None
    format: str | None = None
    encoding: str | None = None
    pages: int | None = None
    chars: int | None = None
    warnings: tuple[str, ...] = ()
    corrected: tuple[str, ...] = ()
    """Columns that a person has corrected."""
    machine: dict[str, Any] = field(default_factory=dict)
    """What the machine had said in those columns."""


@dataclass(frozen=True, slots=True)
class Figure:
    """One row of ``figures``: a number with its unit that says how much of something (数据)."""

    figure_id: str
    doc_id: str
    start: int
    end: int
    text: str
    value: Decimal
    value_max: Decimal | None
    unit: str | None
    qualifier: Qualifier
    status: Status
    measure: Measure | None
    indicator: str | None
    region: str | None
    period_text: str | None
    period_start: str | None
    period_end: str | None
    frequency: Frequency | None
    per: str | None
    sentence: str
    section: str
    page: int | None
    indicator_key: str | None = None
    """Name in the indicator lexicon that the indicator falls under, null where none is known."""
    reasons: tuple[str, ...] = ()
    """Why: one entry per column that a cue decided, ``column=value: words@start-end`` or
    ``column=value: default``."""
    confidence: float | None = None
    """Recognition confidence of the page, for text from pixels."""
    corrected: tuple[str, ...] = ()
    """Columns that a person has corrected; a figure that a person has added names ``text`` among them."""
    machine: dict[str, Any] = field(default_factory=dict)
    """What the machine had said in those columns."""


@dataclass(frozen=True, slots=True)
class Commitment:
    """One row of ``commitments``: a sentence that says what the issuer will do (承诺)."""

    commitment_id: str
    doc_id: str
    start: int
    end: int
    text: str
    strength: Strength
    responsible: tuple[str, ...]
    deadline: str | None
    figure_ids: tuple[str, ...]
    section: str
    page: int | None
    reasons: tuple[str, ...] = ()
    corrected: tuple[str, ...] = ()
    """Columns that a person has corrected."""
    machine: dict[str, Any] = field(default_factory=dict)
    """What the machine had said in those columns."""


@dataclass(frozen=True, slots=True)
class Citation:
    """One row of ``citations``: a document named in 《》 (引用文件)."""

    doc_id: str
    start: int
    end: int
    title: str
    number: str | None
    role: Role
    sentence: str
    section: str
    page: int | None


@dataclass(frozen=True, slots=True)
class Extraction:
    """All rows of one document."""

    document: Document
    figures: tuple[Figure, ...] = ()
    commitments: tuple[Commitment, ...] = ()
    citations: tuple[Citation, ...] = ()


@dataclass(frozen=True, slots=True)
class Failure:
    """One row of ``failures``: a document, or a page of one, that could not be read."""

    path: str
    stage: str
    """discover, read, parse, extract or write."""
    code: str
    message: str
    hint: str
    page: int | None = None


@dataclass(frozen=True, slots=True)
class Comparison:
    """One row of ``comparisons``: a promise that carries a number, and what was reported for it."""

    region: str | None
    indicator: str | None
    promised_text: str
    promised_value: Decimal
    promised_value_max: Decimal | None
    promised_unit: str | None
    promised_qualifier: Qualifier
    promised_period_start: str | None
    promised_period_end: str | None
    promised_figure_id: str
    promised_doc_id: str
    promised_year: int | None
    reported_text: str | None
    reported_value: Decimal | None
    reported_unit: str | None
    reported_qualifier: Qualifier | None
    reported_period_start: str | None
    reported_period_end: str | None
    reported_figure_id: str | None
    reported_doc_id: str | None
    reported_year: int | None
    verdict: Literal["met", "missed", "on_track", "pending", "unreported"]
    gap: Decimal | None
    gap_ratio: Decimal | None
    reason: str
    promised_path: str = ""
    promised_sentence: str = ""
    reported_path: str | None = None
    reported_sentence: str | None = None
    office: str | None = None
    """Lead office of the commitment that holds the promise, else the issuer of its document."""
    extra: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class SeriesPoint:
    """One row of ``series`` (序列): a reported value of an indicator for a region, a measure and a period."""

    region: str | None
    indicator: str | None
    """The name that most of the series' values are reported under."""
    measure: Measure | None
    unit: str | None
    period_start: str | None
    period_end: str | None
    value: Decimal
    qualifier: Qualifier
    text: str
    figure_id: str
    doc_id: str
    year: int | None
    """Year of the document that reports it."""
    path: str
    sentence: str
    named: str | None = None
    """The name that this value is reported under."""


@dataclass(frozen=True, slots=True)
class Contradiction:
    """One row of ``contradictions`` (矛盾): two documents that differ on one indicator and period."""

    region: str | None
    indicator: str | None
    measure: Measure | None
    unit: str | None
    period_start: str | None
    period_end: str | None
    first_value: Decimal
    second_value: Decimal
    first_text: str
    second_text: str
    first_figure_id: str
    second_figure_id: str
    first_path: str
    second_path: str
    first_sentence: str
    second_sentence: str
    difference: Decimal
    """Second minus first, in the first's unit."""


@dataclass(frozen=True, slots=True)
class Policy:
    """One row of ``policies`` (政策): a document promised in 《》, and whether it came out later."""

    region: str | None
    title: str
    planned_doc_id: str
    planned_path: str
    planned_year: int | None
    planned_sentence: str
    issued_doc_id: str | None
    issued_path: str | None
    issued_year: int | None
    issued_number: str | None
    issued_sentence: str | None
    state: Literal["issued", "pending", "unreported"]
    """``unreported``: no document that speaks of a later year names it as issued."""
    office: str | None = None


@dataclass(frozen=True, slots=True)
class Change:
    """One row of ``changes``: what differs from an earlier comparison (变化)."""

    change: Literal["promise", "result", "verdict", "revised", "gone"]
    """New promise; first result; another verdict; another result, same verdict; promise that is gone."""
    region: str | None
    indicator: str | None
    promised_text: str | None
    promised_path: str | None
    promised_figure_id: str
    verdict: str | None
    verdict_before: str | None
    reported_text: str | None
    reported_before: str | None
    reported_path: str | None
    reason: str | None


for _made_often in (Line, Section, Clause, Period, Document, Figure, Commitment, Citation):
    quick(_made_often)

__all__ = [name for name in dir() if name[0].isupper()]
