"""Measures (计量方式): stock, flow, cumulative, share or change — what kind of amount a number is.

    总量达50万人 stock · 全年新增5000人 flow · 累计培训4000人次 cumulative · 占比34.9% share · 增长5% change
"""

from __future__ import annotations

import re
from functools import lru_cache

from talentdocs.extract.slots import Slot
from talentdocs.records import Measure, Period, Status
from talentdocs.segment.lexicon import Lexicons, alternation

_CHANGE_NOUN = re.compile(r"(?:增速|增幅|涨幅|降幅|增长率|增长|下降|涨跌幅)$")


@lru_cache(maxsize=8)
def _cue(lexicons: Lexicons, gives: str) -> re.Pattern[str]:
    entries = lexicons.table("measure_cues").values()
    return re.compile(alternation(e.key for e in entries if e.text("gives") == gives))


def measure_of(
    slot: Slot, name: str, status: Status, period: Period, window: bool, lexicons: Lexicons
) -> Measure | None:
    """The measure of one slot; None for a standard.

    ``name`` is its indicator, ``period`` what its words of time mean, ``window`` whether they name a running span.
    """
    if status == "standard":
        return None
    unit = slot.quantity.unit
    kind = unit.kind if unit else "person"
    if kind in ("point", "permillepoint", "times"):
        return "change"
    if kind in ("percent", "permille"):
        change = slot.left.change or _CHANGE_NOUN.search(name)
        return "change" if change else "share"
    if kind == "rate" or (unit and unit.unit_class.startswith("微克")):
        return "share"
    if slot.left.change and slot.left.link not in ("高于", "低于", "净增"):
        return "change"
    left = slot.left.words
    part = slot.before
    if _cue(lexicons, "cumulative").search(part):
        return "cumulative"
    if slot.left.verbs and _cue(lexicons, "flow").search(slot.left.verbs):
        if status == "target" and period.start is None and period.end is not None:
            return "cumulative"
        return "cumulative" if window and status == "actual" else "flow"
    if _cue(lexicons, "stock").search(left) or _cue(lexicons, "stock_name").search(name):
        return "stock"
    if slot.left.verbs:
        return _of_verb(status, period, window)
    if kind == "money" or _cue(lexicons, "flow_name").search(name):
        return "flow"
    if kind in ("event",) or (unit and unit.name in ("人次", "件")):
        return "cumulative" if window and status == "actual" else "flow"
    return "stock"


def _of_verb(status: Status, period: Period, window: bool) -> Measure:
    if status == "target":
        return "cumulative" if period.start is None and period.end is not None else "flow"
    if window or (period.start is None and period.end is not None):
        return "cumulative"
    return "flow"
