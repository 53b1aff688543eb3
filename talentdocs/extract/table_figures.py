"""Figures in tables (表格数据): a number in a cell takes unit, period and name from its row and column.

    指标                    2022年   2025年
    核心产业营业收入（亿元）   2318.6   3600     → 231860000000 元 actual 2022 · 360000000000 元 target 2025
    新改建农村公路（公里）     680                → a task table: target, due by its 完成时限

A cell counts where all of it is one number, with or without its unit; prose in cells is read as prose.

Words are data: ``lexicons/table_patterns.toml``, ``table_target_words.tsv`` and ``doc_types.toml``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache

from talentdocs.extract.cells import Cell, read_cell
from talentdocs.extract.measures import measure_of_name
from talentdocs.extract.numerals import SCALES
from talentdocs.extract.periods import TimeContext, find_time_words
from talentdocs.extract.regions import Regions, regions
from talentdocs.late import compiled
from talentdocs.records import Document, Figure, Measure, Outline, Period, Status, TableRow, Text
from talentdocs.segment.lexicon import Lexicons, alternation
from talentdocs.segment.patterns import Patterns, patterns
from talentdocs.segment.units import Unit, load_units, unit_pattern


@dataclass(frozen=True, slots=True)
class Head:
    """What a header or label cell says: a name, a unit with its scale, a time, a standing."""

    name: str
    unit: str | None
    scale: Decimal
    period: Period | None
    year: int | None
    target: bool


@dataclass(slots=True)
class _Table:
    text: Text
    folded: str
    outline: Outline
    document: Document
    lexicons: Lexicons
    regions: Regions
    units: dict[str, Unit]
    says: Patterns


@lru_cache(maxsize=8)
def _target_words(lexicons: Lexicons) -> re.Pattern[str]:
    return compiled(alternation(lexicons.words("table_target_words")))


@lru_cache(maxsize=8)
def _planning_kinds(lexicons: Lexicons) -> frozenset[str]:
    """Kinds of documents whose tables hold targets."""
    kinds = lexicons.table("doc_types").values()
    return frozenset(entry.text("type") for entry in kinds if entry.fields.get("plans"))


@lru_cache(maxsize=8)
def _unit_in_label(lexicons: Lexicons) -> re.Pattern[str]:
    label, unit = patterns(lexicons, "table_patterns").text("unit_label"), unit_pattern(lexicons)
    return compiled(rf"[（(]\s?(?:{label})?(?P<scale>[十百千万亿]*)(?P<unit>{unit})\s?[）)]")


@lru_cache(maxsize=8)
def _unit_in_caption(lexicons: Lexicons) -> re.Pattern[str]:
    label, unit = patterns(lexicons, "table_patterns").text("unit_label"), unit_pattern(lexicons)
    return compiled(rf"{label}\s?(?P<scale>[十百千万亿]*)(?P<unit>{unit})")


def find_table_figures(
    text: Text, folded: str, outline: Outline, document: Document, lexicons: Lexicons
) -> tuple[Figure, ...]:
    """Figures of all tables, in order of their start."""
    if not outline.rows:
        return ()
    table = _Table(
        text,
        folded,
        outline,
        document,
        lexicons,
        regions=regions(lexicons),
        units=dict(load_units(lexicons)),
        says=patterns(lexicons, "table_patterns"),
    )
    figures: list[Figure] = []
    for rows in _tables(outline.rows):
        figures.extend(_read_table(table, rows))
    return tuple(sorted(figures, key=lambda figure: figure.start))


def _tables(rows: Sequence[TableRow]) -> Iterator[list[TableRow]]:
    group: list[TableRow] = []
    for row in rows:
        if group and row.table != group[0].table:
            yield group
            group = []
        group.append(row)
    if group:
        yield group


def _read_table(table: _Table, rows: list[TableRow]) -> Iterator[Figure]:
    says = table.says
    headers = [row for row in rows if row.header] or rows[:1]
    heads = _heads(table, headers)
    unit_column = next((i for i, head in enumerate(heads) if says["unit_column"].match(head.name)), None)
    due_column = next((i for i, head in enumerate(heads) if says["due_column"].search(head.name)), None)
    caption = _caption(table, rows[0])
    for row in rows:
        if row in headers:
            continue
        cells = [read_cell(table.folded, span, table.lexicons) for span in row.cells]
        label = _label(table, row, cells, heads)
        if label is None:
            continue
        for column, cell in enumerate(cells):
            head = heads[column] if column < len(heads) else Head("", None, Decimal(1), None, None, False)
            if cell is None or says["serial_column"].search(head.name):
                continue
            unit = _cell_unit(table, row, unit_column, cell, label, head, caption)
            if unit is None:
                continue
            due = _due(table, row, due_column)
            if head.period is None and caption.period is not None:
                head = replace(head, period=caption.period, year=int((caption.period.end or "0")[:4]))
            yield _figure(table, row, cell, label, head, unit, due)


def _heads(table: _Table, headers: Sequence[TableRow]) -> list[Head]:
    width = max((len(row.cells) for row in headers), default=0)
    heads = []
    for column in range(width):
        words = []
        for row in headers:
            if column < len(row.cells):
                word = table.folded[slice(*row.cells[column])].strip()
                if word and word not in words:
                    words.append(word)
        heads.append(_read_label(table, "".join(words)))
    return heads


def _read_label(table: _Table, words: str) -> Head:
    words = "".join(words.split())
    unit, scale = None, Decimal(1)
    if match := _unit_in_label(table.lexicons).search(words):
        unit = match["unit"]
        for char in match["scale"]:
            scale *= SCALES[char]
        words = words[: match.start()] + words[match.end() :]
    context = TimeContext(year=table.document.year)
    times = [
        w for w in find_time_words(words, 0, len(words), context, table.lexicons) if w.kind != "frequency"
    ]
    period = times[0].period if times else None
    year = int(period.end[:4]) if period and period.end else None
    target = _target_words(table.lexicons).search(words) is not None
    name = words
    for word in reversed(times):
        name = name[: word.start] + name[word.end :]
    return Head(name.strip("：:*"), unit, scale, period, year, target)


def _label(table: _Table, row: TableRow, cells: Sequence[Cell | None], heads: Sequence[Head]) -> Head | None:
    """The row's own name: its longest cell of words before the first number."""
    best = ""
    for index, (span, cell) in enumerate(zip(row.cells, cells, strict=True)):
        words = table.folded[slice(*span)].strip()
        head = heads[index].name if index < len(heads) else ""
        if cell is not None and best:
            break
        if (
            cell is None
            and len(words) > len(best)
            and len(words) <= 60
            and not table.says["no_label"].search(head)
        ):
            best = words
    return _read_label(table, best) if best else None


def _caption(table: _Table, first: TableRow) -> Head:
    """The line above the table, which may hold the unit for all of it (单位：亿元)."""
    start = first.cells[0][0] if first.cells else 0
    line_start = table.folded.rfind("\n", 0, start)
    above = table.folded[max(0, line_start - 60) : max(0, line_start)].rstrip("\n").rpartition("\n")[2]
    context = TimeContext(year=table.document.year)
    times = [
        w
        for w in find_time_words(above, 0, len(above), context, table.lexicons)
        if w.kind in ("span", "moment")
    ]
    period = times[0].period if times else None
    match = _unit_in_caption(table.lexicons).search(above)
    if match is None:
        return Head("", None, Decimal(1), period, None, False)
    scale = Decimal(1)
    for char in match["scale"]:
        scale *= SCALES[char]
    return Head("", match["unit"], scale, period, None, False)


def _cell_unit(
    table: _Table, row: TableRow, unit_column: int | None, cell: Cell, label: Head, head: Head, caption: Head
) -> tuple[Unit, Decimal] | None:
    if cell.unit is not None:
        return cell.unit, Decimal(1)
    if unit_column is not None and unit_column < len(row.cells):
        words = table.folded[slice(*row.cells[unit_column])].strip()
        match = re.fullmatch(rf"([十百千万亿]*)({unit_pattern(table.lexicons)})", words)
        if match:
            scale = Decimal(1)
            for char in match[1]:
                scale *= SCALES[char]
            return table.units[match[2]], scale
    for source in (label, head, caption):
        if source.unit is not None and source.unit in table.units:
            return table.units[source.unit], source.scale
    return None


def _due(table: _Table, row: TableRow, column: int | None) -> Period | None:
    if column is None or column >= len(row.cells):
        return None
    start, end = row.cells[column]
    context = TimeContext(year=table.document.year, planned=True)
    words = find_time_words(table.folded, start, end, context, table.lexicons)
    return next((word.period for word in words if word.kind in ("span", "moment")), None)


def _figure(
    table: _Table,
    row: TableRow,
    cell: Cell,
    label: Head,
    head: Head,
    unit: tuple[Unit, Decimal],
    due: Period | None,
) -> Figure:
    document = table.document
    kind, scale = unit
    place = table.regions.resolve(label.name, document.region) if label.name else None
    name = _name(table, label, head, place)
    status = _status(table, row, head, due)
    period = _span(table, cell) or _period(table, row, head, due, status)
    measure: Measure | None = measure_of_name(name, kind, status, table.lexicons)
    if cell.total:
        measure = "cumulative"
    if measure in ("stock", "share", "cumulative") and period.start == period.end:
        period = replace(period, start=None)
    section = table.outline.sections[_section_at(table.outline, cell.start)]
    per = table.says["per"].search(name)
    return Figure(
        figure_id=f"{document.doc_id}:{cell.start}-{cell.end}",
        doc_id=document.doc_id,
        start=cell.start,
        end=cell.end,
        text=table.text.content[cell.start : cell.end],
        value=cell.value * scale,
        value_max=cell.value_max * scale if cell.value_max is not None else None,
        unit=kind.name,
        qualifier=cell.qualifier,
        status=status,
        measure=measure,
        indicator=name or None,
        region=place or document.region,
        period_text=None,
        period_start=period.start,
        period_end=period.end,
        frequency=None,
        per=per[1] if per else None,
        sentence=_line(table, cell.start),
        section=section.path,
        page=table.text.page_at(cell.start),
        reasons=(f"status={status}: table", f"qualifier={cell.qualifier}: table"),
    )


def _name(table: _Table, label: Head, head: Head, place: str | None) -> str:
    """The row's name, with the column's where that is another property; a row of a place has no other."""
    if place or not label.name:
        return head.name
    tells_when = head.period is not None or head.target
    if tells_when or head.name in ("", label.name) or _is_value_head(head.name, table.says):
        return label.name
    return f"{label.name}{head.name}"


def _span(table: _Table, cell: Cell) -> Period | None:
    """The years of the plan, where the cell is a sum over them."""
    match = table.says["plan_years"].search(table.document.title or "") if cell.total else None
    return Period(match[1], match[2]) if match else None


def _line(table: _Table, offset: int) -> str:
    """The line that holds ``offset``."""
    end = table.folded.find("\n", offset)
    start = table.folded.rfind("\n", 0, offset) + 1
    return table.text.content[start : end if end >= 0 else len(table.folded)].strip()


def _is_value_head(name: str, says: Patterns) -> bool:
    """Whether a header says only that numbers stand below it (数量, 目标值)."""
    return says["value_head"].match(name) is not None


def _status(table: _Table, row: TableRow, head: Head, due: Period | None) -> Status:
    year = table.document.year
    if head.target or due is not None:
        return "target"
    if head.year is not None and year is not None:
        return "target" if head.year > year or (head.year == year and _planned(table, row)) else "actual"
    return "target" if _planned(table, row) else "actual"


def _planned(table: _Table, row: TableRow) -> bool:
    section = table.outline.sections[_section_at(table.outline, row.cells[0][0])]
    if section.orientation != "neutral":
        return section.orientation == "planned"
    return table.document.doc_type in _planning_kinds(table.lexicons)


def _period(table: _Table, row: TableRow, head: Head, due: Period | None, status: Status) -> Period:
    if head.period is not None:
        return head.period
    if due is not None:
        return due
    section = table.outline.sections[_section_at(table.outline, row.cells[0][0])]
    if section.year_end is not None:
        return Period(
            str(section.year_start) if section.year_start is not None else None, str(section.year_end)
        )
    year = table.document.year
    return Period(None, str(year)) if status == "actual" and year is not None else Period()


def _section_at(outline: Outline, offset: int) -> int:
    """Index of the innermost section that holds ``offset``."""
    found = 0
    for index, section in enumerate(outline.sections):
        if section.start <= offset < section.end:
            found = index
    return found
