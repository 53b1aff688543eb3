"""Measures (计量方式): stock, flow, cumulative, share or change — what kind of amount a number is.

总量达50万人 stock · 全年新增5000人 flow · 累计培训4000人次 cumulative · 占比34.9% share · 增长5% change
"""

from __future__ import annotations

import re
from functools import lru_cache

from talentdocs.extract.followers import what_it_did
from talentdocs.extract.indicators import Name
from talentdocs.extract.phrase_words import BLANK, phrase_words
from talentdocs.extract.slots import Slot
from talentdocs.late import compiled
from talentdocs.records import Measure, Period, Status
from talentdocs.segment.lexicon import Lexicons, alternation
from talentdocs.segment.patterns import patterns
from talentdocs.segment.units import Unit
from talentdocs.segment.words import tag


@lru_cache(maxsize=8)
def _cue(lexicons: Lexicons, gives: str) -> re.Pattern[str]:
    entries = lexicons.table("measure_cues").values()
    return compiled(alternation(e.key for e in entries if e.text("gives") == gives))


def measure_of(
    slot: Slot, name: Name, status: Status, period: Period, since: bool, lexicons: Lexicons
) -> Measure | None:
    """The measure of one slot; None for a standard.

    ``name`` is its indicator, ``period`` the period that was settled for it, ``since`` whether its words
    of time name
    a running sum (2021年以来).
    """
    if status == "standard":
        return None
    names = patterns(lexicons, "naming_patterns")
    unit = slot.quantity.unit
    kind = unit.kind if unit else "person"
    if kind in ("point", "permillepoint", "times"):
        return "change"
    if kind in ("percent", "permille"):
        return _of_percent(name, lexicons)
    if kind == "rate" or (unit and unit.unit_class.startswith("微克")):
        return "share"
    if name.suffix or names["gap"].search(slot.left.words):
        return "change"
    if slot.quantity.per or _cue(lexicons, "share_name").search(name.full):
        return "share"
    counted = kind in ("person", "org", "count")
    if counted and names["from_link"].match(slot.left.link) and not _done(name, lexicons):
        return "stock"
    able = kind in ("power", "length") and _cue(lexicons, "stock_name").search(name.noun)
    if able and names["arriving_link"].search(slot.left.link) and not name.verbs.startswith("新"):
        return "stock"  # 承载能力提升至2600万千瓦
    if counted and "总" in slot.before and names["totals"].search(slot.before + "1"):
        return "stock"
    if (counted or kind in ("length", "area", "power")) and names["total"].match(slot.left.noun):
        return "stock"  # 净增高新技术企业1994户、总数8406户
    summed = _cue(lexicons, "cumulative")
    reached = names["arriving_link"].search(slot.left.link) and not summed.search(slot.before)
    if not reached and _summed(slot.since_time, summed, names["ends_sum"]):
        return "cumulative"
    running = status == "actual" and (since or period.start is None)
    if running and not reached and _cue(lexicons, "cumulative_open").search(slot.since_time):
        return "cumulative"
    if kind in ("money", "mass", "energy", "volume", "event") or (unit and unit.name in ("人次", "件")):
        return _of_flows(slot, name, running, since, lexicons)
    if name.verbs.startswith("新") or "新增" in name.noun:
        return "cumulative" if running else "flow"
    if names["has"].search(slot.left.words):
        return "stock"
    if _cue(lexicons, "stock_verb").search(slot.left.words) and not _cue(lexicons, "flow").search(name.verbs):
        return "stock"
    if _cue(lexicons, "flow_name").search(name.full):
        return "cumulative" if since else "flow"
    did = what_it_did(slot.right.predicate, lexicons)
    stands = running or not did or names["remains"].search(slot.left.words)  # not 全年共有50人通过评审
    if stands and _cue(lexicons, "stock").search(slot.left.words):
        return "stock"
    acted = name.verbs or name.noun.endswith(tuple(phrase_words(lexicons).alone))
    acted = acted or did
    if acted or _cue(lexicons, "flow").search(slot.left.words) or _acts(slot):
        # 到2025年 sums up until then, 9月底前 is a piece of work with a date
        due = status == "target" and period.start is None and len(period.end or "") == 4
        return "cumulative" if running or due else "flow"
    return "stock"


def _summed(words: str, summed: re.Pattern[str], ends: re.Pattern[str]) -> bool:
    """Whether a running sum (累计) holds for a number, and did not end before it: 累计建成20家，新增5家."""
    if not summed.search(words):
        return False
    fresh = max((match.end() for match in ends.finditer(words)), default=0)
    return summed.search(words, fresh) is not None


def _of_percent(name: Name, lexicons: Lexicons) -> Measure:
    """增长5%, 办理环节减少64% are changes; what else is a percentage is a share."""
    names = patterns(lexicons, "naming_patterns")
    verb = lexicons.table("link_verbs").get(name.verbs) if name.verbs else None
    changed = verb is not None and verb.text("gives") == "change"
    changed = changed or bool(name.suffix or names["cuts"].match(name.full))
    return "change" if changed or names["change_name"].search(name.full) else "share"


def _done(name: Name, lexicons: Lexicons) -> bool:
    """Whether the name itself tells of what was done: 新增就业, 办件量."""
    flow = _cue(lexicons, "flow").search(name.verbs or name.noun[:4])
    return flow is not None or _cue(lexicons, "flow_name").search(name.full) is not None


def _acts(slot: Slot) -> bool:
    """Whether the name itself begins with a verb by jieba's dictionary: 更换破损井盖2400个 is an amount
    of doing."""
    name = (
        slot.left.words.replace(BLANK, "").strip("，、；： \u3000")
        if slot.left.example_list
        else slot.left.noun
    )
    words = tag(name[:24]) if len(name) > 2 else ()
    if len(words) < 2:
        return False
    opens = words[0][1] == "v" and len(words[0][0]) > 1
    return opens or (len(name) <= 24 and not slot.left.link and words[-1][1] == "v" and len(words[-1][0]) > 1)


def measure_of_name(name: str, unit: Unit, status: Status, lexicons: Lexicons) -> Measure | None:
    """The measure of a number in a table, which has only its name and unit to go by."""
    says = patterns(lexicons, "table_patterns")
    if status == "standard":
        return None
    if unit.kind in ("point", "permillepoint", "times"):
        return "change"
    if unit.kind in ("percent", "permille"):
        named = patterns(lexicons, "naming_patterns")["change_name"].search(name)
        return "change" if named or says["change"].search(name) else "share"
    if unit.kind == "rate" or _cue(lexicons, "share_name").search(name):
        return "share"
    if says["flow"].search(name) or _cue(lexicons, "flow_name").search(name):
        return "flow"
    return (
        "flow"
        if unit.kind in ("money", "event") and not _cue(lexicons, "stock_name").search(name)
        else "stock"
    )


def _of_flows(slot: Slot, name: Name, running: bool, since: bool, lexicons: Lexicons) -> Measure:
    """Money, weights and visits are flows unless the name says that they stand (余额, 保有量)."""
    if name.verbs.startswith("新"):
        return "cumulative" if running or since else "flow"
    if _cue(lexicons, "stock_total").search(name.full):
        return "stock"
    unit = slot.quantity.unit
    visits = bool(name.verbs) and unit is not None and unit.name == "人次"  # 巡诊贫困人口5.6万人次
    flows = visits or _cue(lexicons, "flow_name").search(name.full)
    stands = not flows and _cue(lexicons, "stock_name").search(name.full)
    if stands and not _cue(lexicons, "flow").match(name.verbs):  # 压减焦化产能80万吨 is a piece of work
        return "stock"
    if patterns(lexicons, "naming_patterns")["remains"].search(slot.left.words):
        return "stock"  # 尚有236万元补贴未拨付
    yearly = patterns(lexicons, "naming_patterns")["yearly"].search(slot.left.words)
    summed = since or (running and not yearly and not _cue(lexicons, "flow_name").search(name.noun))
    if summed and (name.verbs or _cue(lexicons, "flow").search(slot.left.words) or _acts(slot)):
        return "cumulative"
    return "flow"
