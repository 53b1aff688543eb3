"""The words beside a number in its sentence (数字旁的词语): what the figure's name was read from."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from talentdocs.records import Figure

_LEFT_STOPS = "，；。！？：:;,!?\n\t"
_RIGHT_STOPS = _LEFT_STOPS + "、（("
_BOUND = re.compile(r"(?:及以上|以上|以下|以内)(?=[\w“])")
_TAIL_BOUND = re.compile(r"^(?:及以上|以上|以下|以内|左右)")
_JOINS = re.compile(r"^[、和及与并]+|^以及")


@dataclass(frozen=True, slots=True)
class Phrase:
    """The words left and right of one number within its clause."""

    left: str
    right: str
    listed: bool
    """Whether it goes on a list whose verb stands before an earlier number: 新增A3家、B10家."""
    alone: bool
    """Whether no words of its own stand to its left: 4条133公里."""

    @property
    def text(self) -> str:
        """All words, the number left out."""
        return f"{self.left}{self.right}"


EMPTY = Phrase("", "", listed=False, alone=True)


def phrases_of(figures: Sequence[Figure]) -> list[Phrase]:
    """The phrase of every figure of one document, in the order given.

    建成高速公路4条133公里 gives 建成高速公路 for 4条 and, alone, for 133公里.
    """
    order = sorted(range(len(figures)), key=lambda index: figures[index].start)
    found = [EMPTY] * len(figures)
    for _, group in groupby(order, key=lambda index: figures[index].sentence):
        indices = list(group)
        members = [figures[index] for index in indices]
        base = _sentence_start(members)
        if base is None:
            continue
        for index, phrase in zip(indices, _of_sentence(members, base), strict=True):
            found[index] = phrase
    return found


def _sentence_start(members: Sequence[Figure]) -> int | None:
    """Offset at which the sentence begins: the one at which all its figures stand where they say."""
    sentence, first = members[0].sentence, members[0]
    for match in re.finditer(re.escape(first.text), sentence):
        base = first.start - match.start()
        if all(sentence[item.start - base : item.end - base] == item.text for item in members):
            return base
    return None


def _of_sentence(members: Sequence[Figure], base: int) -> Iterable[Phrase]:
    sentence = members[0].sentence
    before = 0
    left_of_last = ""
    for number, item in enumerate(members):
        start, end = item.start - base, item.end - base
        following = members[number + 1].start - base if number + 1 < len(members) else len(sentence)
        left = sentence[_last_stop(sentence, before, start) : start]
        touching = before > 0 and len(left) == start - before
        bound = _BOUND.match(left) if touching else None
        listed = False
        if bound:
            left = left_of_last + sentence[members[number - 1].start - base : before] + left
        elif touching:
            own = _TAIL_BOUND.sub("", left)
            listed = bool(_JOINS.match(own)) or not own
            left = _JOINS.sub("", own)
        right = sentence[end : _first_stop(sentence, end, following)]
        if _JOINS.match(right):
            right = ""
        alone = touching and not bound and not left.strip() and not right.strip()
        if alone:
            left = left_of_last
        yield Phrase(left, right, listed=listed, alone=alone)
        before, left_of_last = end, left or left_of_last


def _last_stop(sentence: str, low: int, high: int) -> int:
    return max((sentence.rfind(stop, low, high) + 1 for stop in _LEFT_STOPS), default=low) or low


def _first_stop(sentence: str, low: int, high: int) -> int:
    stops = (sentence.find(stop, low, high) for stop in _RIGHT_STOPS)
    return min((stop for stop in stops if stop >= 0), default=high)
