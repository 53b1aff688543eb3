"""Glyphs → lines in reading order (排版行): baselines, columns, and which gaps are spaces.

PDFium's own order is that of the content stream, where quotation marks of another font may stand far from
their words; so lines are made from the places of the glyphs alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import accumulate, groupby
from operator import itemgetter, sub
from typing import NamedTuple

from talentdocs.ingest.pages.glyphs import BY_X, BY_Y, Glyph

SAME_LINE = 0.4
"""Distance of baselines in em up to which glyphs share a line; a raised or lowered figure is off by 0.35."""
WORD_GAP = 0.18
"""Gap in em that parts Latin words; letter spacing stays below 0.1, a narrow space is 0.25."""
HAN_GAP = 0.6
"""Gap in em that parts Chinese words on purpose; justified lines stretch by up to 0.3."""
COLUMN_GAP = 0.9
MIN_COLUMN_LINES = 4
_UNIT = "(?:[A-Za-z0-9.,%％:∶/+-]+|.)"
_HEAD = re.compile(
    f'[《〈（(〔【“‘"]*{_UNIT}(?:[”’“‘"]+{_UNIT}|[》〉）)〕】，。、；：？！%％…—]+(?:\\d+)?)*[”’]*'
)
"""What may not be parted at the end of a line: a number or word, or one character, with the marks that
cling to
it. Typesetting programs let curly quotes cling to both sides, and digits to a mark before them (Unicode line
breaking, classes QU and NU)."""
_HANGING = frozenset("，。、；：？！”’》〉）〕】")
_CLOSING = frozenset("，。、；：？！）》〉”’】〕％…")


class PageLine(NamedTuple):
    """A line as the rest of the work needs it, without its glyphs: those of 1,000 pages take 300 MB."""

    text: str
    x0: float
    x1: float
    edge: float
    """Right edge without the marks that may hang over the margin."""
    y: float
    em: float
    """Width of a Han character."""
    head: float
    """Width of its beginning up to the first place to break: what would have had to fit on the line
    before."""
    has_wide: bool
    is_tabular: bool
    column: int
    """0 where the page has one column, else the ordinal of the column from the top left."""


class LineOfText:
    """One line on the page; points, y upwards."""

    __slots__ = (
        "_blanks",
        "_chars",
        "_gaps",
        "_shown",
        "_widest",
        "column",
        "em",
        "glyphs",
        "has_wide",
        "x0",
        "x1",
    )

    def __init__(self, glyphs: Sequence[Glyph], column: int = 0) -> None:
        self.glyphs = glyphs
        self.column = column
        """0 where the page has one column, else the ordinal of the column from the top left."""
        chars, lefts, rights, _, heights = zip(*glyphs, strict=True)
        self.x0: float = lefts[0]
        """Left edge."""
        self.x1: float = max(rights)
        """Right edge."""
        wide = list(map(_is_wide, chars))
        self.has_wide = True in wide
        """Whether it has a character of full width."""
        widths = [b - a for a, b, is_wide in zip(lefts, rights, wide, strict=True) if is_wide and b > a]
        self.em = middle(widths) if widths else max(0.85 * middle(heights), 1.0)
        """Width of a Han character in it; from the height where there is none."""
        self._blanks = _blanks(chars) if " " in chars else _NONE
        self._shown = glyphs
        if self._blanks:
            self._shown = [glyph for glyph in glyphs if glyph[0] != " "]
            chars, lefts, rights, _, _ = zip(*self._shown, strict=True)
        self._chars: Sequence[str] = chars
        self._gaps: list[float] = list(map(sub, lefts[1:], rights))
        """Between each character that is shown and the next one."""
        self._widest = max(self._gaps, default=0.0)

    @property
    def text(self) -> str:
        """The line's text, spaces put where a reader sees them.

        The gap that layout puts between Han and digits is none; one between Latin words is, and one that sets
        Chinese words apart (市长　王某) where it is wide.
        """
        shown, blanks = self._shown, self._blanks
        least = WORD_GAP * 0.85 * min(map(_HEIGHT, shown))
        if not blanks and self._widest <= least:
            return "".join(self._chars)
        chars = list(self._chars)
        for place in reversed(range(len(self._gaps))):
            gap = self._gaps[place]
            blank = place in blanks
            if (blank or gap > least) and _is_space(shown[place], shown[place + 1], gap, blank):
                chars.insert(place + 1, " ")
        return "".join(chars)

    def segments(self) -> list[tuple[float, float]]:
        """Stretches of the line without a gap as wide as a gutter."""
        least = COLUMN_GAP * self.em
        shown = self._shown
        if self._widest < least:
            return [(shown[0].x0, max(map(_RIGHT, shown)))]
        segments: list[tuple[float, float]] = []
        for glyph in shown:
            if segments and glyph.x0 - segments[-1][1] < least:
                segments[-1] = (segments[-1][0], max(segments[-1][1], glyph.x1))
            else:
                segments.append((glyph.x0, glyph.x1))
        return segments

    def compact(self) -> PageLine:
        """The line without its glyphs."""
        y = middle(list(map(BY_Y, self.glyphs)))
        tabular = self._widest > 3 * self.em
        edges = (self.x0, self.x1, self._edge())
        return PageLine(self.text, *edges, y, self.em, self._head(), self.has_wide, tabular, self.column)

    def _edge(self) -> float:
        return next((glyph.x1 for glyph in reversed(self.glyphs) if glyph.char not in _HANGING), self.x1)

    def _head(self) -> float:
        shown = self._shown
        firsts = "".join(self._chars)
        if len(firsts) != len(shown):  # a ligature
            firsts = "".join([char[:1] for char in self._chars])
        head = _HEAD.match(firsts)
        return shown[head.end() - 1].x1 - shown[0].x0 if head else 0.0


_HEIGHT = itemgetter(4)
_RIGHT = itemgetter(2)


_NONE: frozenset[int] = frozenset()


def _blanks(chars: Sequence[str]) -> frozenset[int]:
    """Places of shown characters that a drawn space follows."""
    found = set()
    place = -1
    for char in chars:
        if char == " ":
            found.add(place)
        else:
            place += 1
    return frozenset(found)


def middle(values: Sequence[float]) -> float:
    """The median, quickly: many lines have few glyphs."""
    ordered = sorted(values)
    half = len(ordered) // 2
    return ordered[half] if len(ordered) % 2 else (ordered[half - 1] + ordered[half]) / 2


def is_wide(char: str) -> bool:
    """Whether ``char`` is set in the full width of Chinese type: Han characters and their punctuation."""
    return (
        "\u2e80" <= char <= "\u9fff"
        or "\uff00" <= char <= "\uff60"
        or char in "“”‘’…—"
        or char >= "\U00020000"
    )


class _Wide(dict[str, bool]):
    """``is_wide`` of characters, each worked out once."""

    def __missing__(self, char: str) -> bool:
        self[char] = found = is_wide(char)
        return found


_is_wide = _Wide().__getitem__


def ordered_lines(glyphs: Sequence[Glyph]) -> list[LineOfText]:
    """Lines in reading order; where two columns of prose stand side by side, the left one first."""
    lines = _clustered(glyphs)
    gutter = _gutter(lines)
    if gutter is None:
        return lines
    ordered: list[LineOfText] = []
    run: list[LineOfText] = []
    for line in lines:
        if _crosses(line, gutter):
            ordered += [*_columns(run, gutter, len(ordered)), line]
            run = []
        else:
            run.append(line)
    return ordered + _columns(run, gutter, len(ordered))


def _clustered(glyphs: Iterable[Glyph]) -> list[LineOfText]:
    """Lines from top to bottom: glyphs with one baseline, from left to right."""
    rows: list[list[Glyph]] = []
    baseline = height = 0.0
    for y, group in groupby(sorted(glyphs, key=BY_Y, reverse=True), BY_Y):
        block = sorted(group, key=BY_X)
        if rows and (y == baseline or _is_near(baseline - y, height, block[0].height)):
            baseline, height = _joined(rows, block, baseline, height)
        else:
            rows.append(block)
            baseline, height = y, max(map(_HEIGHT, block))
    lines = []
    for row in rows:
        row.sort(key=BY_X)
        trimmed = _trimmed(row)
        if trimmed:
            lines.append(LineOfText(trimmed))
    return lines


def _is_near(distance: float, height: float, other: float) -> bool:
    return distance <= SAME_LINE * 0.85 * max(min(height, other), 1.0)


def _joined(
    rows: list[list[Glyph]], block: Sequence[Glyph], baseline: float, height: float
) -> tuple[float, float]:
    """Adds glyphs that stand a little below the last row to it, each by its own size; the row's baseline is
    that of its largest."""
    for glyph in block:
        if _is_near(baseline - glyph.y, height, glyph.height):
            rows[-1].append(glyph)
            if glyph.height > height:
                baseline, height = glyph.y, glyph.height
        else:
            rows.append([glyph])
            baseline, height = glyph.y, glyph.height
    return baseline, height


def _trimmed(row: list[Glyph]) -> list[Glyph]:
    begin, end = 0, len(row)
    while begin < end and row[begin].char == " ":
        begin += 1
    while end > begin and row[end - 1].char == " ":
        end -= 1
    return row[begin:end]


def _is_space(left: Glyph, right: Glyph, gap: float, blank: bool) -> bool:
    em = 0.85 * min(left.height, right.height)
    wide = is_wide(left.char) or is_wide(right.char)
    if not wide:
        return blank or gap > WORD_GAP * em
    if left.char in _CLOSING:
        gap -= 0.5 * em
    return gap > (HAN_GAP if not blank else HAN_GAP * 0.75) * em


# --- columns ------------------------------------------------------------------------------------


def _crosses(line: LineOfText, gutter: float) -> bool:
    return any(x0 < gutter < x1 for x0, x1 in line.segments())


def _gutter(lines: Sequence[LineOfText]) -> float | None:
    """Middle of the gap between two columns of prose; null for a page of one column."""
    if len(lines) < 2 * MIN_COLUMN_LINES:
        return None
    left = min(line.x0 for line in lines)
    right = max(line.x1 for line in lines)
    step = max((right - left) / 200, 0.5)
    steps = [0] * 202
    for line in lines:
        for x0, x1 in line.segments():
            steps[max(0, int((x0 - left) / step))] += 1
            steps[min(200, int((x1 - left) / step)) + 1] -= 1
    bins = list(accumulate(steps))
    inner = range(70, 131)
    least = min(bins[index] for index in inner)
    if least > 0.35 * len(lines):
        return None
    best = _longest_run([index for index in inner if bins[index] <= least + 1])
    gutter = left + (best[0] + best[-1] + 1) / 2 * step
    open_lines = [line for line in lines if not _crosses(line, gutter)]
    return gutter if _is_prose(open_lines, gutter, left, right) else None


def _longest_run(indexes: list[int]) -> list[int]:
    best: list[int] = []
    run: list[int] = []
    for index in indexes:
        run = [*run, index] if run and index == run[-1] + 1 else [index]
        if len(run) > len(best):
            best = run
    return best


def _is_prose(lines: Sequence[LineOfText], gutter: float, left: float, right: float) -> bool:
    """Whether both sides of the gutter are filled as running text fills a column; the cells of a table
    are not."""
    sides = _split(lines, gutter)
    for side, width in zip(sides, (gutter - left, right - gutter), strict=True):
        if len(side) < MIN_COLUMN_LINES:
            return False
        lengths = sorted((line.x1 - line.x0) / width for line in side)
        if lengths[len(lengths) // 2] < 0.75:
            return False
    return True


def _split(lines: Sequence[LineOfText], gutter: float) -> tuple[list[LineOfText], list[LineOfText]]:
    """The two sides, each with lines of its own, as baselines of two columns need not agree."""
    glyphs = [glyph for line in lines for glyph in line.glyphs]
    left = _clustered(glyph for glyph in glyphs if (glyph.x0 + glyph.x1) / 2 < gutter)
    right = _clustered(glyph for glyph in glyphs if (glyph.x0 + glyph.x1) / 2 >= gutter)
    return left, right


def _columns(run: Sequence[LineOfText], gutter: float, number: int) -> list[LineOfText]:
    """Lines between two that cross the gutter, the left column before the right one."""
    if not run:
        return []
    left, right = _split(run, gutter)
    if len(left) < MIN_COLUMN_LINES or len(right) < 2:
        return list(run)
    numbered = [(line, 2 * number + 1) for line in left] + [(line, 2 * number + 2) for line in right]
    return [LineOfText(line.glyphs, column) for line, column in numbered]
