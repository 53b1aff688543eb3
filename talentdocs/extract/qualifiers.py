"""Qualifiers (限定): what the words beside a number say of its exactness — eq, approx, ge, le or range.

超过4000人次 ge · 6千名以上 ge · 1万余人 ge · 近200个 approx · 100名左右 approx · 最高1万元 le · 10年内 le
达到1250万元的，奖励27万元 ge (in a condition) · 高于全国2个百分点 eq (a comparison)

Words are data: ``lexicons/quantity_bounds.tsv``, ``bound_patterns.toml`` and ``list_patterns.toml``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from talentdocs.extract.quantities import Quantity
from talentdocs.late import compiled
from talentdocs.records import Qualifier
from talentdocs.segment.firsts import Finder, openings
from talentdocs.segment.lexicon import Entry, Lexicons
from talentdocs.segment.patterns import Patterns, patterns

_REACH = 18
"""Characters left of a number within which a bound may stand (最多补两年)."""


class Bound(NamedTuple):
    """The word that decided a qualifier, and what it gives; ``words`` is empty for the default."""

    gives: Qualifier
    words: str = ""


@dataclass(frozen=True, slots=True)
class _Patterns:
    left: Finder
    far: Finder
    right: re.Pattern[str]
    right_opens: frozenset[str]
    """Characters with which a bound behind a number begins, white space aside."""
    gives: dict[tuple[str, str], Qualifier]
    says: Patterns
    lists: Patterns


@lru_cache(maxsize=8)
def _patterns(lexicons: Lexicons) -> _Patterns:
    entries = list(lexicons.table("quantity_bounds").values())
    gives: dict[tuple[str, str], Qualifier] = {(e.text("side"), e.key): e.text("gives") for e in entries}  # type: ignore[misc]
    left = [e for e in entries if e.text("side") == "left"]
    right = [e for e in entries if e.text("side") == "right"]
    far = [
        e
        for e in left
        if len(e.key) > 1 and (e.text("gives") == "le" or e.key.startswith(("不", "至少", "最少")))
    ]
    says = patterns(lexicons, "bound_patterns")
    behind = says.text("right_lead") + f"({_guarded(right)})"
    return _Patterns(
        left=Finder(rf"(?P<bound>{_guarded(left)})" + says.text("near_tail")),
        far=Finder(rf"(?P<bound>{_guarded(far)})" + says.text("far_tail")),
        right=compiled(behind),
        right_opens=openings([behind]),
        gives=gives,
        says=says,
        lists=patterns(lexicons, "list_patterns"),
    )


def _guarded(entries: list[Entry]) -> str:
    parts = []
    for entry in sorted(entries, key=lambda entry: -len(entry.key)):
        after = "".join(entry.list("not_after"))
        before = "".join(entry.list("not_before"))
        parts.append(
            (f"(?<![{after}])" if after else "")
            + re.escape(entry.key)
            + (f"(?![{before}])" if before else "")
        )
    return "|".join(parts)


def qualify(folded: str, quantity: Quantity, floor: int, lexicons: Lexicons) -> Bound:
    """The qualifier of one quantity; ``floor`` is where the stretch left of it begins.

    >>> from talentdocs.segment.lexicon import load
    >>> from talentdocs.extract.quantities import find_quantities
    >>> text = "补贴期限不超过3年"
    >>> qualify(text, find_quantities(text, load())[0], 0, load())
    Bound(gives='le', words='不超过')
    """
    known = _patterns(lexicons)
    if quantity.value_max is not None:
        return Bound("range", folded[quantity.start : quantity.end])
    before = folded[max(floor, quantity.start - _REACH) : quantity.start].rstrip("* ")
    right = _right(folded, quantity.end, known)
    left = known.left.regex.search(before)
    if right and _binds(right, quantity, known):
        return Bound(known.gives["right", right[1]], right[1])
    if quantity.more:
        return Bound("ge", folded[quantity.start : quantity.end])
    if left:
        gives = known.gives["left", left["bound"]]
        if _tells_no_bound(folded, quantity, left["bound"], known):
            return Bound("eq")
        if (
            quantity.unit is not None
            and quantity.unit.kind in ("point", "permillepoint")
            and known.says["compared"].match(left["bound"])
        ):
            return Bound("eq")
        if gives != "eq":
            return Bound(gives, left["bound"])
        inner = known.left.regex.search(before[: left.start()])
        if inner and known.gives["left", inner["bound"]] != "eq":
            return Bound(known.gives["left", inner["bound"]], inner["bound"])
        return Bound("eq")
    if shared := _shared_bound(folded, quantity, known):
        return shared
    if known.says["average"].match(folded, quantity.end):
        return Bound("eq")
    if far := known.far.regex.search(folded[max(floor, quantity.start - _REACH) : quantity.start]):
        return Bound(known.gives["left", far["bound"]], far["bound"])
    return Bound("eq")


def _tells_no_bound(folded: str, quantity: Quantity, word: str, known: _Patterns) -> bool:
    """突破12项关键技术: what is broken through are the techniques, not the number."""
    if quantity.unit is None or quantity.unit.kind not in ("count", "event"):
        return False
    if not known.says["broken"].match(word):
        return False
    behind = folded[quantity.end : quantity.end + 2]
    return (
        len(behind) == 2
        and all("\u4e00" <= char <= "\u9fff" for char in behind)
        and not known.says["mark"].match(behind)
    )


def _shared_bound(folded: str, quantity: Quantity, known: _Patterns) -> Bound | None:
    """分别不低于20%、15%, 分别提高到50%和43%以上: one bound holds for a list that 分别 leads."""
    start = max(0, quantity.start - 40)
    if not known.lists["respectively_near"].search(folded, start, quantity.start):
        return None
    end = quantity.end
    while match := known.lists["next_member"].match(folded, end):
        end = match.end()
    if lead := known.lists["led"].search(folded[start : quantity.start]):
        left = known.left.regex.search(lead["lead"])
        if left and known.gives["left", left["bound"]] != "eq":
            return Bound(known.gives["left", left["bound"]], left["bound"])
    right = _right(folded, end, known) if end > quantity.end else None
    if right is None or known.says["terms_only"].match(right[1]):
        return None
    return Bound(known.gives["right", right[1]], right[1])


def after_bounds(folded: str, end: int, lexicons: Lexicons) -> int:
    """The offset behind the words that bound the number which ends at ``end`` (以上, 左右), else ``end``."""
    match = _right(folded, end, _patterns(lexicons))
    return match.end() if match else end


def _right(folded: str, at: int, known: _Patterns) -> re.Match[str] | None:
    """The bound that stands at ``at``: few numbers have one, which its first character tells."""
    first = folded[at : at + 1]
    if first == "（" and (other := known.says["other_unit"].match(folded, at)):
        at = other.end()  # 2万套（间）以上
        first = folded[at : at + 1]
    return known.right.match(folded, at) if first in known.right_opens or first.isspace() else None


def _binds(right: re.Match[str], quantity: Quantity, known: _Patterns) -> bool:
    """内 binds terms only (10年内), not places (28个城市内)."""
    if not known.says["terms_only"].match(right[1]):
        return True
    return quantity.unit is not None and quantity.unit.kind == "time"
