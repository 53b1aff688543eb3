"""Ruled tables (框线表格): lines and rectangles that the page draws → cells → rows."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from talentdocs.ingest.merged import repeated
from talentdocs.ingest.pages.glyphs import Glyph
from talentdocs.ingest.pages.layout import ordered_lines
from talentdocs.ingest.pages.paragraphs import glued

THIN = 2.5
"""Points up to which a filled rectangle is a line: Word draws its borders so, at 0.5 to 1.5."""
SNAP = 3.0
MAX_EDGES = 6_000
Point = tuple[float, float]
Edge = dict[str, Any]
"""A horizontal or vertical line in pdfplumber's form, y downwards."""
Box = tuple[float, float, float, float]
"""x0, top, x1, bottom; y downwards from the top of the page, as pdfplumber has it."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell's text and the rows and columns that it spans (end exclusive)."""

    text: str
    row: int
    column: int
    rows: int
    columns: int


@dataclass(frozen=True, slots=True)
class RuledTable:
    """A table of a page: its box, the edges of its columns, and its rows as the cells' texts."""

    box: Box
    columns: tuple[float, ...]
    rows: tuple[tuple[str, ...], ...]


def ruled_tables(
    edges: list[Edge], glyphs: Sequence[Glyph], height: float
) -> tuple[list[RuledTable], list[Glyph]]:
    """Tables of a page from top to bottom, and the glyphs that stand in none of them.

    A page that draws fewer than two horizontal and two vertical lines has none, and costs nothing more.
    """
    if (
        sum(edge["orientation"] == "h" for edge in edges) < 2
        or sum(edge["orientation"] == "v" for edge in edges) < 2
    ):
        return [], list(glyphs)
    tables = []
    rest = list(glyphs)
    for boxes in sorted(_cell_groups(edges), key=lambda boxes: min(box[1] for box in boxes)):
        table, rest = _table(boxes, rest, height)
        if table is not None:
            tables.append(table)
    return tables, rest


def _cell_groups(edges: list[Edge]) -> list[list[Box]]:
    from pdfplumber.table import cells_to_tables, edges_to_intersections, merge_edges

    merged = merge_edges(edges, SNAP, SNAP, SNAP, SNAP)
    if len(merged) > MAX_EDGES // 10:
        return []
    crossings = edges_to_intersections(merged, SNAP, SNAP)
    if len(crossings) > MAX_EDGES:
        return []
    return [[_box(cell) for cell in group] for group in cells_to_tables(list(_cells(crossings)))]


def _cells(crossings: Mapping[Point, Mapping[str, list[Edge]]]) -> Iterator[Box]:
    """The smallest cell to the right of and below each crossing, as pdfplumber finds them; it compares every
    crossing with every other, which is slow on large tables."""
    columns: dict[float, list[float]] = {}
    rows: dict[float, list[float]] = {}
    for x, y in sorted(crossings):
        columns.setdefault(x, []).append(y)
        rows.setdefault(y, []).append(x)
    upright = {point: {id(edge) for edge in touching["v"]} for point, touching in crossings.items()}
    flat = {point: {id(edge) for edge in touching["h"]} for point, touching in crossings.items()}

    def corner(x: float, y: float) -> Point | None:
        for below in columns[x][bisect_right(columns[x], y) :]:
            if upright[x, y].isdisjoint(upright[x, below]):
                continue
            for right in rows[y][bisect_right(rows[y], x) :]:
                if (
                    not flat[x, y].isdisjoint(flat[right, y])
                    and (right, below) in crossings
                    and not upright[right, below].isdisjoint(upright[right, y])
                    and not flat[right, below].isdisjoint(flat[x, below])
                ):
                    return right, below
        return None

    for x, y in sorted(crossings):
        found = corner(x, y)
        if found:
            yield x, y, *found


def _box(cell: Sequence[float]) -> Box:
    x0, top, x1, bottom = (float(side) for side in cell)
    return x0, top, x1, bottom


def _table(boxes: list[Box], glyphs: list[Glyph], height: float) -> tuple[RuledTable | None, list[Glyph]]:
    """The table of a group of cells and the glyphs outside; none where it is a frame around prose."""
    xs = _grid_lines([x for box in boxes for x in (box[0], box[2])])
    ys = _grid_lines([y for box in boxes for y in (box[1], box[3])])
    if len(boxes) < 2 or len(xs) < 3 or len(ys) < 2:
        return None, glyphs
    inside, rest = _sorted_into(boxes, glyphs, height)
    columns = {x: _nearest(xs, x) for box in boxes for x in (box[0], box[2])}
    lines = {y: _nearest(ys, y) for box in boxes for y in (box[1], box[3])}
    cells = []
    for x0, top, x1, bottom in boxes:
        column, row = columns[x0], lines[top]
        text = _text(inside[x0, top, x1, bottom])
        cells.append(Cell(text, row, column, max(1, lines[bottom] - row), max(1, columns[x1] - column)))
    rows = _rows(cells, len(ys) - 1, len(xs) - 1)
    if not any(any(row) for row in rows):
        return None, glyphs
    outer = (xs[0], ys[0], xs[-1], ys[-1])
    return RuledTable(outer, tuple(xs), tuple(row for row in rows if any(row))), rest


def _sorted_into(
    boxes: Sequence[Box], glyphs: Iterable[Glyph], height: float
) -> tuple[dict[Box, list[Glyph]], list[Glyph]]:
    """The glyphs of each cell and those outside; cells are looked up by the bands of 20 points they touch."""
    inside: dict[Box, list[Glyph]] = {box: [] for box in boxes}
    bands: dict[float, list[Box]] = {}
    for box in boxes:
        for band in range(int(box[1] // 20), int(box[3] // 20) + 1):
            bands.setdefault(float(band), []).append(box)
    rest = []
    for glyph in glyphs:
        x, y = glyph.middle
        y = height - y
        for box in bands.get(y // 20, ()):
            if box[0] <= x <= box[2] and box[1] <= y <= box[3]:
                inside[box].append(glyph)
                break
        else:
            rest.append(glyph)
    return inside, rest


def _text(glyphs: Sequence[Glyph]) -> str:
    text = ""
    for line in ordered_lines(glyphs):
        text = glued(text, line.text)
    return text


def _rows(cells: Iterable[Cell], height: int, width: int) -> list[tuple[str, ...]]:
    rows = [[""] * width for _ in range(height)]
    alone = [True] * height
    for cell in cells:
        for row in range(cell.row, min(cell.row + cell.rows, height)):
            rows[row][cell.column] = cell.text if row == cell.row else repeated(cell.text, cell.column)
            alone[row] = alone[row] and cell.columns == width
    return [(row[0],) if single else tuple(row) for row, single in zip(rows, alone, strict=True)]


def _grid_lines(values: list[float]) -> list[float]:
    lines: list[float] = []
    for value in sorted(values):
        if not lines or value - lines[-1] > SNAP:
            lines.append(value)
    return lines


def _nearest(lines: list[float], value: float) -> int:
    return min(range(len(lines)), key=lambda index: abs(lines[index] - value))


def strokes(points: Sequence[tuple[float, float]]) -> Iterator[tuple[float, float, float, float]]:
    """Straight horizontal and vertical strokes of a path; a thin rectangle is one stroke."""
    xs, ys = [x for x, _ in points], [y for _, y in points]
    x0, x1, y0, y1 = min(xs), max(xs), min(ys), max(ys)
    if x1 - x0 <= THIN or y1 - y0 <= THIN:
        if x1 - x0 > THIN:
            yield x0, (y0 + y1) / 2, x1, (y0 + y1) / 2
        elif y1 - y0 > THIN:
            yield (x0 + x1) / 2, y0, (x0 + x1) / 2, y1
        return
    for (ax, ay), (bx, by) in pairwise(points):
        if abs(ax - bx) < 0.5 < abs(ay - by) or abs(ay - by) < 0.5 < abs(ax - bx):
            yield ax, ay, bx, by


def edge(x0: float, y0: float, x1: float, y1: float) -> Edge:
    """The line between two points, y downwards."""
    left, right, top, bottom = min(x0, x1), max(x0, x1), min(y0, y1), max(y0, y1)
    flat = right - left >= bottom - top
    return {
        "x0": left,
        "x1": right,
        "top": top,
        "bottom": bottom,
        "width": right - left,
        "height": bottom - top,
        "orientation": "h" if flat else "v",
        "object_type": "line",
    }
