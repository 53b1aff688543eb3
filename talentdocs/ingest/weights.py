"""What the parts of a web page hold (文字量): counted once for all elements, from the leaves up."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from lxml.etree import _Element

_PROSE = re.compile("[，。；：！？、]")
_SENTENCE = re.compile("[。；！？]")


class Weight(NamedTuple):
    """Counts over an element and all that is in it, its tail left out."""

    whole: int = 0
    """Characters outside of links."""
    prose: int = 0
    """The same, text without any punctuation counted at a fifth."""
    links: int = 0
    linked: int = 0
    """Characters inside of links."""
    sentences: int = 0
    titles: int = 0
    """First-level headings."""

    def is_link_list(self) -> bool:
        """Three links or more that make up most of the text, and no sentence: 相关阅读."""
        return self.links >= 3 and self.linked > 1.5 * self.whole and not self.sentences


def weigh(body: _Element) -> dict[_Element, Weight]:
    """The weight of ``body`` and of every element in it."""
    weights: dict[_Element, Weight] = {}
    for element in reversed(list(body.iter())):
        parts = [_own(element.text)]
        for child in element:
            parts += [weights.get(child, Weight()), _own(child.tail)]
        total = Weight(*map(sum, zip(*parts, strict=True)))
        if element.tag == "a":
            total = total._replace(whole=0, prose=0, links=1, linked=total.whole + total.linked)
        elif element.tag == "h1":
            total = total._replace(titles=1)
        weights[element] = total
    return weights


def _own(text: str | None) -> Weight:
    if not text or not text.strip():
        return Weight()
    length = len(text.strip())
    return Weight(
        length, length if _PROSE.search(text) else length // 5, sentences=len(_SENTENCE.findall(text))
    )
