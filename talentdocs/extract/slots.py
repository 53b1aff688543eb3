"""Slots (数据槽): each quantity of a sentence with the words around it, cut at the nearest boundaries.

A slot holds what every later decision looks at: the stretch left of the number back to the last comma or
number,
the stretch right of it, the words of time that stand in its sentence, and its clause.

Words and patterns are data: paid_cues, phrase_patterns.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from talentdocs.extract.followers import Right, parse_right
from talentdocs.extract.periods import TimeContext, TimeWord, find_time_words
from talentdocs.extract.phrase_words import BLANK, phrase_words
from talentdocs.extract.phrases import Left, parse_left
from talentdocs.extract.qualifiers import after_bounds
from talentdocs.extract.quantities import Quantity
from talentdocs.late import compiled, late
from talentdocs.records import Clause
from talentdocs.segment.lexicon import Lexicons, alternation
from talentdocs.segment.patterns import Patterns, patterns

_MARKS = late(r"[，。；：！？!?;\n\t—,:](?:(?<=—)—|(?<=[,:])(?!\d)|(?<![—,:]))")
_SHORT = 6
"""Characters between two numbers of one noun (20户、100人以上的企业): no noun stands there."""
_MARK = late(r"[，。；：！？!?;\n\t]|[,:](?!\d)")


@dataclass(slots=True)
class Slot:
    """One quantity in its sentence."""

    quantity: Quantity
    clause: Clause
    index: int
    """Index of the clause in the outline."""
    sentence_start: int
    sentence_end: int
    part_start: int
    """Behind the comma or stronger mark before it."""
    part_end: int
    floor: int
    """Start of the stretch left of it: behind that mark or behind the quantity before."""
    left: Left
    right: Right
    since_time: str
    """What stands between the number and the word of time before it, or the start of its clause."""
    earlier: str
    """The sentence before its part, with words of time blanked."""
    before: str
    """The sentence part left of the number with words of time blanked."""
    times: Sequence[TimeWord] = field(default_factory=tuple)
    """Words of time of the whole sentence."""


def build_slots(
    folded: str,
    quantities: Sequence[Quantity],
    clauses: Sequence[tuple[int, Clause]],
    context: TimeContext,
    lexicons: Lexicons,
) -> list[Slot]:
    """Slots of one sentence; ``clauses`` are its clauses with their index in the outline."""
    says = patterns(lexicons, "phrase_patterns")
    start, end = clauses[0][1].sentence_start, clauses[0][1].sentence_end
    times = find_time_words(folded, start, end, context, lexicons)
    blanked = _blank(folded, start, end, times, says)
    marks = [(match.start() + start, match.end() + start) for match in _MARKS.finditer(blanked)]
    slots: list[Slot] = []
    previous_end = start
    for position, quantity in enumerate(quantities):
        following = quantities[position + 1].start if position + 1 < len(quantities) else end
        index, clause = _clause_of(quantity, clauses)
        first = max(start, clause.start)
        boundary, part_start = _marks_before(folded, marks, first, quantity.start)
        part_end = _mark_behind(folded, marks, quantity.end, clause.end)
        if _is_attribute(folded, quantities, position, part_start, says) and (
            slots[-1].left.noun in phrase_words(lexicons).heads  # 安排总投资5亿元的项目20个
            or not paid_cues(lexicons).search(folded, part_start, quantities[position - 1].start)
            or folded.startswith("以", quantities[position - 1].end)
        ):
            previous_end = slots[-1].floor
        elif slots and slots[-1].right.noun and not _is_interval(folded, slots[-1].quantity):
            previous_end = _past_noun(folded, previous_end, quantity.start, slots[-1].right.noun)
        floor = max(_open_bracket(folded, part_start, quantity.start), previous_end, boundary)
        abuts = not folded[quantity.end : following].strip()
        of_both = following - quantity.end <= _SHORT and "的" in folded[following:part_end]
        of_both = of_both and "的" not in folded[quantity.end : following]
        right_end = part_end if abuts or of_both else min(part_end, following)
        right_end = min(right_end, _close_bracket(folded, quantity.end, right_end))
        slots.append(
            Slot(
                quantity=quantity,
                clause=clause,
                index=index,
                sentence_start=start,
                sentence_end=end,
                part_start=part_start,
                part_end=part_end,
                floor=floor,
                left=parse_left(blanked[floor - start : quantity.start - start], lexicons),
                right=parse_right(blanked[quantity.end - start : right_end - start], lexicons),
                since_time=_since_time(blanked, start, clause.start, quantity.start),
                earlier=blanked[: max(0, part_start - start)],
                before=blanked[part_start - start : quantity.start - start],
                times=times,
            )
        )
        previous_end = after_bounds(folded, quantity.end, lexicons)
    return slots


@lru_cache(maxsize=8)
def paid_cues(lexicons: Lexicons) -> re.Pattern[str]:
    """Words that make a sum an amount that was or will be paid in all: 拨付补助资金3000万元."""
    return compiled(alternation(lexicons.words("paid_cues")))


def _since_time(blanked: str, offset: int, start: int, end: int) -> str:
    words = blanked[max(start, offset) - offset : end - offset]
    return words.rpartition(BLANK)[2]


def _past_noun(folded: str, start: int, end: int, noun: str) -> int:
    """Behind the noun of the number before, and behind the mark of a list that follows it
    (25家城市书屋、34家…)."""
    if _MARK.search(folded, start, end):
        return start
    at = folded.find(noun, start, end)
    behind = at + len(noun) if at >= 0 else start
    marks = [
        folded.rfind(mark, start, end) + 1 for mark in "、和及" if folded.rfind(mark, start, end) >= start
    ]
    last = max(marks, default=behind)
    return max(behind, last) if end - max(behind, last) <= 24 else behind


def _is_interval(folded: str, quantity: Quantity) -> bool:
    """每两年评选20名: what follows an interval belongs to the next number, too."""
    unit = quantity.unit
    return unit is not None and unit.kind == "time" and folded[quantity.start - 1 : quantity.start] == "每"


def _is_attribute(
    folded: str, quantities: Sequence[Quantity], position: int, part_start: int, says: Patterns
) -> bool:
    """Whether the number before only describes the noun of this one: 新增产值过百亿元企业2家."""
    if not position or quantities[position - 1].start < part_start:
        return False
    before = quantities[position - 1]
    here = quantities[position].unit
    if before.unit is None or before.list_of is not None:
        return False
    limited = says["limited"].match(folded, before.end) is not None
    spans = before.value_max is not None and here is not None and here.kind == "money"
    if before.unit.kind != "money" and not limited and not spans:
        return False
    if says["changes"].search(folded, before.end, quantities[position].start):
        return False
    return bool(says["attribute"].fullmatch(folded, before.end, quantities[position].start))


def _blank(folded: str, start: int, end: int, times: Sequence[TimeWord], says: Patterns) -> str:
    pieces: list[str] = []
    position = start
    opener = folded[start : start + 8]
    if (opener[0].isdigit() or opener[0] in "（(") and (marker := says["list_marker"].match(opener)):
        position += marker.end()
        pieces.append(BLANK * marker.end())
    for word in times:
        begin = word.start
        if word.kind == "frequency" and word.text[-1] == "均" and says["level_noun"].match(folded, word.end):
            continue  # 月均工资: part of the name
        if folded[begin] in "到至" and begin > start and "\u4e00" <= folded[begin - 1] <= "\u9fff":
            begin += 1  # 提高到目前的: the verb keeps its 到
        pieces.append(folded[position:begin])
        pieces.append(BLANK * (word.end - begin))
        position = word.end
    pieces.append(folded[position:end])
    return "".join(pieces)


def _clause_of(quantity: Quantity, clauses: Sequence[tuple[int, Clause]]) -> tuple[int, Clause]:
    for index, clause in clauses:
        if quantity.start < clause.end:
            return index, clause
    return clauses[-1]


def _marks_before(folded: str, marks: Sequence[tuple[int, int]], start: int, end: int) -> tuple[int, int]:
    """Behind the last mark, and behind the last that is no dash, between ``start`` and ``end``, else
    ``start``."""
    boundary = part = start
    for first, last in marks:
        if last > end:
            break
        if first >= start:
            boundary = last
            if last == first + 1:
                part = last
    if end > start and folded[end - 1] in ",:":
        return end, end
    return boundary, part


def _mark_behind(folded: str, marks: Sequence[tuple[int, int]], start: int, end: int) -> int:
    """Before the first mark that is no dash between ``start`` and ``end``, else ``end``."""
    for first, last in marks:
        if first >= start and last == first + 1:
            return min(first, end)
    return end


def _open_bracket(folded: str, start: int, end: int) -> int:
    """Behind the bracket that is still open at ``end``, else ``start``."""
    if folded.find("（", start, end) < 0 and folded.find("(", start, end) < 0:
        return start
    depth = 0
    for position in range(end - 1, start - 1, -1):
        char = folded[position]
        if char in "）)":
            depth += 1
        elif char in "（(":
            if depth == 0:
                return position + 1
            depth -= 1
    return start


def _close_bracket(folded: str, start: int, end: int) -> int:
    """Before the bracket that closes without having been opened, else ``end``."""
    if folded.find("）", start, end) < 0 and folded.find(")", start, end) < 0:
        return end
    depth = 0
    for position in range(start, end):
        char = folded[position]
        if char in "（(":
            depth += 1
        elif char in "）)":
            if depth == 0:
                return position
            depth -= 1
    return end
