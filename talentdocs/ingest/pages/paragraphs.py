"""Lines → paragraphs (段落): which line goes on in the next one, across pages too."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise
from statistics import median

from talentdocs.ingest.pages.layout import PageLine

INDENT = 1.2
"""Indent in em that opens a paragraph; official papers indent by 2."""
SLACK = 0.5
"""Room in em by which a line must be shorter than what would have fitted on it to be the last of its
paragraph."""
PIXEL_SLACK = 1.7
"""The same on recognised pages, whose boxes end a character early or late."""
FULL = 6
"""Lines from which a page shows its own margins."""
LOOSE = 1.45
"""Line distance, in the usual one, that parts paragraphs."""
_BROKEN_NUMBER = re.compile(r"\d(?:[.．]\d|[%％])|[.．]\d")
"""A line broken inside a number: 提高1 | .2个百分点, 占30. | 7%."""
_ENDED = frozenset("。！？；：")
_OPENING_MARK = re.compile(
    r"(?:[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十\d]{1,3}[)）]|\d{1,2}[、．.](?!\d)|第[一二三四五六七八九十百]{1,4}[章节条])"
)


@dataclass(frozen=True, slots=True)
class Placed:
    """A line with its page and the edges of its column."""

    line: PageLine
    page: int
    left: float
    right: float
    pitch: float
    """Usual distance of baselines on its page."""
    slack: float
    """Room in em that may be left on a line in the middle of a paragraph."""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Joined text and the page on which it begins."""

    text: str
    page: int


@dataclass(frozen=True, slots=True)
class Leaf:
    """The lines of one page in reading order."""

    number: int
    lines: Sequence[PageLine]
    width: float
    recognised: bool = False
    """Whether they were recognised from pixels."""


def placed(leaves: Sequence[Leaf]) -> list[list[Placed]]:
    """Lines of every page with the edges of their column.

    Edges come from the column's own lines; a page with only a few takes those of the fuller page before it on
    the same side of the sheet, so that a single indented line on the last page is still seen as indented.
    """
    usual: dict[int, tuple[float, float]] = {}
    result = []
    for leaf in leaves:
        found: list[Placed] = []
        slack = PIXEL_SLACK if leaf.recognised else SLACK
        for column, group in groupby(leaf.lines, key=lambda line: line.column):
            run = list(group)
            left, right = _edges(run)
            side = leaf.number % 2
            if column == 0 and len(run) >= FULL and _shows_edges(run, left, right, leaf.width):
                usual[side] = left, right
            elif column == 0 and (usual or not _shows_edges(run, left, right, leaf.width)):
                guess = (left, leaf.width - 1.25 * left)
                usual_left, usual_right = usual.get(side) or usual.get(1 - side) or guess
                left, right = min(left, usual_left), max(right, usual_right)
            pitch = _pitch(run)
            found += [Placed(line, leaf.number, left, right, pitch, slack) for line in run]
        result.append(found)
    return result


def _shows_edges(lines: Sequence[PageLine], left: float, right: float, width: float) -> bool:
    """Whether lines that end together show the right margin: three of them, or two that cross most of the
    page."""
    ending = sum(abs(line.edge - right) < 1.1 * line.em for line in lines)
    return ending >= 3 or (ending >= 2 and right - left > 0.6 * width)


def _pitch(lines: Sequence[PageLine]) -> float:
    gaps = [a.y - b.y for a, b in pairwise(lines) if 0 < a.y - b.y < 6 * a.em]
    return median(gaps) if gaps else 1.75 * lines[0].em


def _edges(lines: Sequence[PageLine]) -> tuple[float, float]:
    """Left and right edge of the text: the outermost that two lines or a tenth of them share."""
    em = median(line.em for line in lines)
    need = max(2, len(lines) // 10) if len(lines) > 2 else 1
    lefts = sorted(line.x0 for line in lines)
    rights = sorted((line.edge for line in lines), reverse=True)
    left = next((x for x in lefts if sum(abs(other - x) < 0.5 * em for other in lefts) >= need), lefts[0])
    right = next((x for x in rights if sum(0 <= x - other < 1.1 * em for other in rights) >= need), rights[0])
    return left, max(right, left + em)


def join(lines: Sequence[Placed]) -> list[Paragraph]:
    """Paragraphs of lines in reading order."""
    paragraphs: list[Paragraph] = []
    pieces: list[Placed] = []
    for item in lines:
        if pieces and not continues(pieces[-1], item, opening=pieces[0]):
            paragraphs.append(_paragraph(pieces))
            pieces = []
        pieces.append(item)
    if pieces:
        paragraphs.append(_paragraph(pieces))
    return paragraphs


def _paragraph(pieces: Sequence[Placed]) -> Paragraph:
    text = pieces[0].line.text
    for item in pieces[1:]:
        text = glued(text, item.line.text)
    return Paragraph(text, pieces[0].page)


def continues(before: Placed, after: Placed, *, opening: Placed) -> bool:
    """Whether ``after`` belongs to the paragraph of ``before``, which began with the line ``opening``."""
    above, below = before.line, after.line
    em = above.em
    if _differs_in_size(before, after):
        return False
    same_column = before.page == after.page and above.y > below.y
    if same_column and above.y - below.y > LOOSE * before.pitch and above.y - below.y > 1.9 * em:
        return False
    if _is_centred(before) and _is_centred(after):
        return same_column and em > 1.15 * _body_em(before) and not _ends(above.text)
    if above.is_tabular or below.is_tabular:
        return False
    if below.x0 - after.left > INDENT * em:
        return _hangs(opening, before, after)
    return not _is_short(before, below)


def _differs_in_size(one: Placed, other: Placed) -> bool:
    """Whether two lines are set in different sizes; Latin lines and recognised ones tell theirs only
    roughly."""
    exact = one.line.has_wide and other.line.has_wide and one.slack < PIXEL_SLACK
    return abs(one.line.em - other.line.em) > (0.12 if exact else 0.4) * one.line.em


def _hangs(opening: Placed, before: Placed, after: Placed) -> bool:
    """Whether a line is indented as the whole paragraph is, under a first line that is not indented less."""
    if before.page != after.page or before is opening:
        return False
    same = abs(before.line.x0 - after.line.x0) < 0.3 * before.line.em
    return (
        same
        and not _is_short(before, after.line)
        and abs(opening.line.x0 - before.line.x0) > 0.5 * before.line.em
    )


def _is_short(item: Placed, following: PageLine) -> bool:
    """Whether a line ends though the beginning of the next one would have fitted on it."""
    line = item.line
    if _BROKEN_NUMBER.match(line.text[-1:] + following.text[:2]):
        return False
    room = (item.right - line.x1) / line.em
    needed = following.head / line.em
    if room > needed + item.slack:
        return True
    return room > 0.9 and _ends(line.text) and bool(_OPENING_MARK.match(following.text))


def _is_centred(item: Placed) -> bool:
    line = item.line
    left, right = line.x0 - item.left, item.right - line.x1
    return left > 1.5 * line.em and right > 1.5 * line.em and abs(left - right) < 1.5 * line.em


def _body_em(item: Placed) -> float:
    """Size of the body, guessed from the pitch: official papers set 16-point type at 28 points."""
    return item.pitch / 1.75


def _ends(text: str) -> bool:
    return bool(text) and text[-1] in _ENDED


def glued(left: str, right: str) -> str:
    """Two lines as one: nothing between them, but a space between two Latin words; a hyphen that breaks a
    word goes."""
    if not left or not right:
        return left + right
    last, first = left[-1], right[0]
    if last.isascii() and first.isascii() and first.isalpha() and (last.isalpha() or last in ",.;:)"):
        return f"{left} {right}"
    if (
        last == "-"
        and len(left) > 1
        and left[-2].isascii()
        and left[-2].islower()
        and first.isascii()
        and first.islower()
    ):
        return left[:-1] + right
    return left + right
