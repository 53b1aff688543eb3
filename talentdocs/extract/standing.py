"""Standing (性质): whether a number is actual, target or standard (实际值、目标值、标准值).

全市技能人才总量达26.5万人 actual · 力争新培养5000名以上 target · 每人最高补贴1万元 standard
由28.6%提升到33%: the first is actual · 没有完成175个的年度计划: target, though the section reports
"""

from __future__ import annotations

import re
from typing import NamedTuple

from talentdocs.extract.slots import Slot
from talentdocs.extract.standing_cues import Place, cues_of, says_of
from talentdocs.extract.tense import Reading
from talentdocs.records import Period, Status
from talentdocs.segment.lexicon import Lexicons
from talentdocs.segment.patterns import Patterns


class Standing(NamedTuple):
    """The status and the words that decided."""

    status: Status
    reason: str


_ATTRIBUTES = ("power", "length", "area", "mass", "volume", "temperature")
_POINTS = ("point", "permillepoint")
_LARGE = 10_000_000
"""Yuan: a sum that was paid in all; no rule gives as much to each."""
_SMALL, _MONTHLY, _ONE = 1_000_000, 100_000, 1_000
"""Yuan: below these a limit, or what is given each month, holds for one; above them it is a sum of many."""
_SHARES = ("percent", "permille")
_GOAL = re.compile("[计标务承初]")
"""One of these stands in every word that names a goal (计划, 目标, 任务, 承诺, 年初): asked first."""
_HOUSEHOLD = "户"


def stand(
    folded: str, slot: Slot, tense: Reading, period: Period, year: int | None, lexicons: Lexicons
) -> Standing:
    """The status of one slot: 力争新培养5000名 is a target, 每人最高补贴1万元 a standard.

    ``tense`` is that of its clause, ``period`` what its words of time mean (null, null where none stand),
    ``year`` the
    document's year.
    """
    cues, says = cues_of(lexicons), says_of(lexicons)
    quantity = slot.quantity
    place = Place(
        folded,
        slot,
        folded[slot.part_start : quantity.start],
        folded[quantity.end : min(slot.clause.end, quantity.end + 40)].removeprefix("（含）"),
        quantity.unit.kind if quantity.unit else "count",
    )
    if (match := cues.target_right.match(place.after)) and not _done_task(place, tense, says):
        return Standing("target", match.group())
    if says["from"].search(place.part):
        sum_for_one = place.kind != "money" or quantity.value < _LARGE
        if sum_for_one and says["norm_changes"].search(place.sentence):
            return Standing("standard", "标准由…到")
        if starts_change(folded, slot, lexicons):
            return Standing("actual", "由…到")
    if says["assigned_order"].search(place.part) and says["assigned_after"].match(place.after):
        return Standing("target", "下达…任务")
    if says["planned_but"].search(place.part) and says["but_did"].match(place.after):
        return Standing("target", "计划…实际")
    if place.part.endswith(("的", "和", "、")) and says["done_of"].search(says["chain"].sub("", place.part)):
        return Standing("actual", "完成…的")
    if says["reckoned_after"].match(place.after) and says["reckoned"].search(place.part):
        return Standing("actual", "按…测算")
    promised = place.kind not in _POINTS and not says["only"].search(place.near)
    if promised and _GOAL.search(place.sentence) and (match := says["promised"].search(place.sentence)):
        return Standing("target", match.group())
    if reason := _standard(place, tense, lexicons):
        return Standing("standard", reason)
    return _by_time(place, tense, period, year, lexicons)


def _done_task(place: Place, tense: Reading, says: Patterns) -> bool:
    """完成1000个自然村治理任务, 72项年度任务全部完成: what was done, though its words name a task."""
    if says["all_done"].match(place.after):
        return True
    did = tense.tense == "done" and says["did"].search(place.part)
    return bool(did) and not says["its_goal"].match(place.after)


def _by_time(place: Place, tense: Reading, period: Period, year: int | None, lexicons: Lexicons) -> Standing:
    """What is due later is a target, what was due earlier is actual, else the tense of the clause decides."""
    if period.end is not None and year is not None:
        due = int(period.end[:4])
        if due > year:
            return Standing("target", f"due {period.end}")
        if due == year and tense.tense == "done" and says_of(lexicons)["assigned"].search(place.part):
            return Standing("target", "下达")
        if due < year and not cues_of(lexicons).target_left.search(place.sentence):
            return Standing("actual", f"period {period.end}")
    if tense.tense == "planned" and (match := says_of(lexicons)["already"].search(place.part)):
        return Standing("actual", match.group())
    return Standing("target" if tense.tense == "planned" else "actual", tense.reason)


def starts_change(folded: str, slot: Slot, lexicons: Lexicons) -> bool:
    """由28.6%提升到33%: the first number is where the change began."""
    says = says_of(lexicons)
    return bool(
        says["change_from"].search(folded, slot.floor, slot.quantity.start)
        and says["change_to"].match(folded, slot.quantity.end)
    )


def _standard(place: Place, tense: Reading, lexicons: Lexicons) -> str:
    """Why a number is a parameter of a rule, empty where it is none."""
    cues, says = cues_of(lexicons), says_of(lexicons)
    part, kind = place.part, place.kind
    if place.after[:1] in cues.behind and (reason := _standard_behind(place, lexicons)):
        return reason
    if match := says["at_most"].search(part) or says["each_more"].search(part):
        return match.group()
    if says["limit_end"].search(part, max(0, len(part) - 1)) and (
        match := says["prescribed"].search(part) or says["each_at_most"].search(part)
    ):
        return match.group()
    if kind in _SHARES and _share_of_rule(place, tense, lexicons):
        return "分担"
    if kind == "times" and tense.tense != "done" and says["reckoned"].search(part):
        return "按…倍"
    if kind == "times" and not place.slot.left.change and says["norm_times"].search(part):
        return "标准"
    if "每" in part and tense.tense != "done" and (match := cues.per_gift.search(part)):
        return match.group()
    if kind == "money" and (reason := _standard_limit_of_sum(place, tense, lexicons)):
        return reason
    if kind in _SHARES and says["if_then"].search(place.sentence):
        return "…的，" if not _reached(place, tense) else ""
    if kind in _SHARES and says["and_condition"].match(place.after):
        return "以上且…的"
    described = place.after.startswith("的") and says["attribute_of"].match(place.after)
    if kind in _SHARES and described and says["bounded"].search(part):
        return "低于…的"  # 撤并入住率低于25%的敬老院31所
    if kind == "money" and tense.tense != "done" and says["capped"].search(part):
        return "封顶"
    if kind == "money":
        told = tense.tense == "done" and place.slot.quantity.value >= _LARGE
        return _standard_sum(place, lexicons) or ("" if told else _standard_gift(place, lexicons))
    told = kind in (*_SHARES, "area", "person", "event") and tense.tense != "planned"
    if told and (match := says["terms"].search(part)):
        return match.group()
    return _standard_limit(place, tense, lexicons)


def _standard_limit_of_sum(place: Place, tense: Reading, lexicons: Lexicons) -> str:
    """提取限额为每人每月1500元, 月缴存额不低于200元, 每月发放津贴800元."""
    says, value = says_of(lexicons), place.slot.quantity.value
    if value < _SMALL and says["limit_noun"].search(place.part):
        return "限额"
    if value < _MONTHLY and says["gift_for_each"].search(place.part):
        return "每人"
    if value < _ONE and says["borne_by_one"].search(place.part):
        return "承担"
    monthly = value < _MONTHLY and tense.tense != "done" and says["monthly_gift"].search(place.part)
    return "每月" if monthly else ""


def _standard_behind(place: Place, lexicons: Lexicons) -> str:
    """Rules told by what stands behind the number: 以上的，奖励 · 的有9起 · （含）部分 · 的标准配备."""
    says, part, after, kind = says_of(lexicons), place.part, place.after, place.kind
    if match := says["reward"].match(after):
        return match.group()
    if says["above_each"].match(after):
        return "以上…每"
    if after.startswith("的") and says["for_any_reaching"].search(part):
        return "对…达到"
    if says["of_those"].match(after) or says["portion"].match(after):
        return "…的"
    if says["tiers"].match(after):
        return "…档"
    crossing = kind == "money" and says["for_any_crossing"].match(part)
    if crossing and says["then_gift"].match(after):
        return "对…达到"
    if kind in _ATTRIBUTES and says["attribute_limit"].match(after):
        return "以上…"
    new = place.slot.left.verbs.startswith("新")
    unit = place.slot.quantity.unit
    homes = unit is not None and unit.name == _HOUSEHOLD and not place.slot.left.link
    if homes and says["hamlet"].match(after):
        return "以上…"
    if kind == "person" and not new and says["sized"].match(after):
        return "以上…"
    if says["by_norm"].match(after) and says["reckoned"].search(part):
        return "按…的标准"
    limits = kind != "money" and kind not in _SHARES and not place.slot.left.verbs
    return "以上的" if limits and says["above_of"].match(after) else ""


def _share_of_rule(place: Place, tense: Reading, lexicons: Lexicons) -> bool:
    """保费由财政承担80%, 按投资额的30%抵免, 补贴标准提高30%."""
    says = says_of(lexicons)
    if _reached(place, tense):
        return False
    if says["shared"].search(place.part):
        return True
    if tense.tense == "done":
        return False
    return bool(says["by_part_of"].search(place.part) or says["norm_of_gift"].search(place.part))


def _reached(place: Place, tense: Reading) -> bool:
    """报销比例分别为82.3%和71.6%: rules give round shares, so that this one was reached."""
    return tense.tense == "done" and place.slot.quantity.value % 1 != 0


def _standard_limit(place: Place, tense: Reading, lexicons: Lexicons) -> str:
    """Whom or what a rule holds for: 35岁以下, 6层以上的, 每次不少于2小时."""
    cues, says = cues_of(lexicons), says_of(lexicons)
    unit, after, part, kind = place.slot.quantity.unit, place.after, place.part, place.kind
    if unit and unit.name == "层":
        return "层"
    ruled = after[:1] in cues.behind
    if ruled and says["bound_of"].match(after) and says["no_longer"].search(part):
        return "不再"
    if unit and unit.unit_class == "岁" and not says["mean_age"].search(part):
        return "岁"
    if ruled and says["for_bound"].match(after) and says["for_open"].match(place.slot.before):
        return "对…以上的"
    if kind == "time":
        return _standard_time(place, tense, lexicons)
    condition = says["condition"].match(after) if ruled else None
    if condition and (says["then"].match(after) or says["for"].search(place.sentence)):
        return "…的，"
    share = kind in _SHARES and not place.slot.left.change and not _reached(place, tense)
    share = share and not says["of_all"].search(part)
    if share and (cues.give_part.search(part) or says["norm_behind"].match(after)):
        return "标准"
    if kind in ("event", "count", "person") and says["each_term"].search(part):
        return "每…不少于" if kind == "event" else ""
    if condition and kind in ("org", "count", "area", "length", "mass", "person"):
        return "对…的" if says["for_near"].search(part) else ""
    return ""


def _standard_sum(place: Place, lexicons: Lexicons) -> str:
    """A sum of money that limits, conditions or describes: 最高50万元, 亿元以上的企业,
    产值过百亿元企业2家."""
    cues, says = cues_of(lexicons), says_of(lexicons)
    after = place.after
    if says["crossed"].search(place.near) and says["mark"].match(after):
        return ""
    if match := says["each_money"].search(place.near):
        return match.group()
    if says["then_noun"].match(after) and says["for_reaching"].search(place.part):
        return "对…达到"
    if says["for_open"].match(place.slot.before) and says["threshold"].match(after):
        return "对…以上的"
    if says["fund_behind"].match(after) and _is_size(place, lexicons):
        return ""
    limited = after.startswith("以")  # 累计批准1000万美元以上的项目197个
    if not limited and cues.paid.search(place.part):
        return ""
    if says["attribute_of"].match(after):
        return "attributive"
    if cues.paid.search(place.part):
        return ""
    if place.slot.quantity.bare and not says["stops"].match(after):
        return "attributive"
    if says["threshold"].match(after) and not says["no_threshold"].match(after):
        return "threshold"
    return "…的，" if says["condition"].match(after) else ""


def _is_size(place: Place, lexicons: Lexicons) -> bool:
    """Whether the noun before a sum is the size of what stands behind it: 组建规模2亿元的种业发展基金."""
    return place.slot.left.noun.endswith(lexicons.words("size_nouns"))


def _standard_gift(place: Place, lexicons: Lexicons) -> str:
    """A sum that a rule gives: 给予10万元奖励, 每户补助2万元, 分别奖励5万元、3万元."""
    cues, says = cues_of(lexicons), says_of(lexicons)
    slot, part = place.slot, place.part
    if cues.paid.search(part):
        return ""
    if match := cues.give_left.search(place.near):
        return match.group().strip()
    if match := cues.give_right.match(place.after):
        return match.group()
    if match := cues.give_part.search(part):
        return match.group()
    dated = any(
        slot.part_start <= word.start < slot.quantity.start and word.kind != "frequency" and not word.base
        for word in slot.times
    )
    if (
        not dated
        and (match := cues.per.search(part))
        and not says["earned"].search(part)
        and not says["mean"].search(part)
    ):
        return "每…"
    sentence = place.sentence
    if says["for_whom"].search(sentence) and not says["summed"].search(sentence):
        return "对…给予"
    listed = slot.quantity.list_of is not None and says["gift_before"].search(sentence) is not None
    if listed and not cues.paid.search(sentence[-30:]):
        return "分别给予"
    return "分别给予" if says["gift_list"].search(sentence) else ""


def _standard_time(place: Place, tense: Reading, lexicons: Lexicons) -> str:
    """A span of time that a rule sets: 期限不超过3年, 有效期5年, 毕业2年内的大学生."""
    says = says_of(lexicons)
    part, after = place.part, place.after
    unit = place.slot.quantity.unit
    if says["day_count"].search(place.slot.left.noun):
        return ""
    if unit is not None and unit.unit_class == "岁" and says["mean_age"].search(part):
        return ""
    if says["norm_time"].match(after) or says["valid"].search(part[-6:]) or after.startswith("的，"):
        return "标准"
    if says["shortened"].search(part):
        return ""
    if says["term_left"].search(part):
        return "term"
    if says["term_right"].match(after) and tense.tense != "done":
        return "term"
    return "term" if says["term_of"].match(after) else ""
