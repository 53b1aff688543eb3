"""Indicators (指标): what a number measures, as the noun phrase that an analyst puts at the head of a column.

全市技能人才总量达26.5万人 → 技能人才总量 · 社会消费品零售总额增长6.4% → 社会消费品零售总额增速
2457亿元，增长5.5% → the name before, with 增速 · 占地区生产总值比重达到4.1% →
全社会研发投入占地区生产总值比重
6家企业成为省级示范企业 → 省级示范企业 · 新增25家城市书屋 → 新增城市书屋 · 其中省级2家 → 省级
+ the noun before
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from talentdocs.extract.borrowed import borrowed
from talentdocs.extract.counted import counted
from talentdocs.extract.distribute import Share
from talentdocs.extract.names import Name, inherited, only_deeds, with_field, without_verb
from talentdocs.extract.phrase_words import phrase_words
from talentdocs.extract.phrases import parse_left
from talentdocs.extract.rules import name_earlier_standard, name_shared_standard, name_standard
from talentdocs.extract.shares import limited_whose, part_of, share_of_whole
from talentdocs.extract.slots import Slot
from talentdocs.extract.standing import starts_change
from talentdocs.extract.sums import opening_sum, purpose_of
from talentdocs.extract.surroundings import Surroundings
from talentdocs.extract.terms import own_term
from talentdocs.late import compiled
from talentdocs.records import Status
from talentdocs.segment.firsts import openings
from talentdocs.segment.lexicon import Lexicons, alternation
from talentdocs.segment.patterns import patterns

__all__ = ["Known", "Name", "goes_on", "name_slots"]

_FAR = 12
"""Characters: a longer name of the sentence before tells of something else than the head of this one."""
_RATE_KINDS = ("percent", "permille", "point", "permillepoint", "times")


class Known(NamedTuple):
    """What is known of the slots of one sentence before they are named."""

    statuses: Sequence[Status]
    places: Sequence[str | None]
    """The region where a slot names nothing but a region (南平市为64.5%)."""
    shares: Mapping[int, Share]
    """By index, what 分别 gives to each number of a chain."""


@lru_cache(maxsize=8)
def _heads(lexicons: Lexicons) -> re.Pattern[str]:
    return compiled(alternation(lexicons.words("dependent_heads")) + r"$")


def name_slots(
    folded: str,
    slots: Sequence[Slot],
    known: Known,
    before: Name | None,
    lexicons: Lexicons,
) -> list[Name]:
    """Names of all slots of one sentence; ``before`` is the last name of the sentence before in the
    paragraph."""
    statuses, places, shares = known
    around = Surroundings(folded, slots, statuses, before, lexicons, [])
    for index, slot in enumerate(slots):
        if places[index] is not None:
            name = _of_place(around, index)
        elif index and _ends_change(around, slots[index - 1], slot):
            name = around.names[index - 1]
        elif index in shares:
            name = _distributed(around, index, shares[index])
        elif statuses[index] == "standard" and not starts_change(folded, slot, lexicons):
            name = name_standard(around, index)
        else:
            name = _plain(around, index)
        around.names.append(name.tidied())
    return around.names


def goes_on(names: Sequence[Name], lexicons: Lexicons) -> Name | None:
    """The name of a sentence that the next may go on with: the last, but not that of those who profit
    (改造418座，受益群众21.6万人。去年改造145座)."""
    benefits = patterns(lexicons, "naming_patterns")["benefits"]
    last: Name | None = None
    for name in reversed(names):
        if not name.noun:
            continue
        if not benefits.match(name.full):
            return name
        last = last or name
    return last


def _ends_change(around: Surroundings, before: Slot, slot: Slot) -> bool:
    """由615元提高到655元: the second number is of the same thing as the first."""
    if slot.left.noun or not around.says["level_link"].search(slot.left.link):
        return False
    return starts_change(around.folded, before, around.lexicons)


def _plain(around: Surroundings, index: int) -> Name:
    """A slot that reports or promises: 全市技能人才总量达26.5万人 → 技能人才总量."""
    slot = around.slots[index]
    kind = slot.quantity.unit.kind if slot.quantity.unit else "person"
    left = slot.left
    if goal_of := _short_of(around, index):
        return goal_of
    if "占" in left.words and (share := share_of_whole(around, index)):
        return share
    if kind in _RATE_KINDS:
        return _rate(around, index, kind)
    if left.change and not slot.right.noun:
        base, few = _own_or_anchor(around, index), around.says["few_or_many"]
        return Name(base.verbs, base.noun, left.suffix if few.match(left.link) else left.link)
    if name := around.property_of(index):
        return name
    unnamed = not left.noun or around.says["payer_only"].fullmatch(left.noun)
    if kind == "money" and unnamed and (purpose := purpose_of(around, index)):
        return Name("", purpose)
    if kind == "money" and not index and (sum_ := opening_sum(around)):
        return Name("", sum_)
    if kind == "time" and (term := own_term(around, index, "")):
        return Name("", term)
    goal = phrase_words(around.lexicons).says["goal"].search(slot.right.noun) and not left.noun
    goal = goal and around.folded.startswith(f"{slot.right.noun}的", slot.quantity.end)  # 10家计划的90%
    if (slot.right.noun or slot.right.predicate) and not goal and (name := counted(around, index)):
        return _in_list(around, index, name)
    if left.noun:
        return _in_list(around, index, _with_anchor(around, index, Name(left.verbs, left.noun)))
    if len(left.verbs) >= 3 and around.says["done"].search(left.words):
        same = around.same_unit(index, slot.quantity.unit) if slot.quantity.unit else None
        whole = left.verbs if left.verbs.startswith("完成") else f"完成{left.verbs}"
        return Name("", whole + (without_verb(same.noun) if same else ""))
    return borrowed(around, index)


@lru_cache(maxsize=8)
def _goal_opens(lexicons: Lexicons) -> frozenset[str]:
    """Characters with which what stands behind a goal begins; few numbers have one behind them."""
    return openings([patterns(lexicons, "naming_patterns").text("of_goal")])


def _short_of(around: Surroundings, index: int) -> Name | None:
    """漏损率8.7%，距离8%的目标仍有差距: the goal is of what was named before."""
    slot = around.slots[index]
    end = slot.quantity.end
    if around.folded[end : end + 1] not in _goal_opens(around.lexicons):
        return None
    if not around.says["of_goal"].match(around.folded, end):
        return None
    short = around.says["short_of"].fullmatch(slot.before)
    if short is None:
        return None
    if short["deed"]:
        goal = parse_left(short["deed"], around.lexicons)  # 距离年底开户8000人的目标
        return Name(goal.verbs, goal.noun)
    if short["what"]:
        return Name("", parse_left(short["what"], around.lexicons).noun)
    unit = slot.quantity.unit
    same = around.same_unit(index, unit) if unit is not None and unit.kind not in _RATE_KINDS else None
    anchor = (same or around.anchor(index)) if index else None
    return Name(anchor.verbs, anchor.noun) if anchor else None


def _of_place(around: Surroundings, index: int) -> Name:
    """南平市为64.5%: the same as before, of another region."""
    unit = around.slots[index].quantity.unit
    for position in range(index - 1, -1, -1):
        before = around.slots[position].quantity.unit
        if unit is not None and before is not None and before.unit_class == unit.unit_class:
            return around.names[position]
    return around.anchor(index) or Name("", "")


def _distributed(around: Surroundings, index: int, share: Share) -> Name:
    """A slot of a chain that 分别 leads: 机电产品、农产品出口分别增长7.7%和5.2%."""
    if share.earlier is not None and share.earlier < len(around.names):
        return _of_earlier(around, index, around.names[share.earlier], share.lead)
    slot = around.slots[index]
    lead = parse_left(share.lead, around.lexicons)
    unit = slot.quantity.unit
    if unit is not None and unit.kind in ("point", "permillepoint"):
        whose = share.noun.partition("比")[0]
        anchor = Name("", whose) if 2 <= len(whose) < len(share.noun) else around.anchor(index)
        if anchor:
            return Name(anchor.verbs, anchor.noun, lead.suffix or "差距")
    own = parse_left(share.noun, around.lexicons)
    noun = own.noun or share.noun
    if around.statuses[index] == "standard":
        whole = own.verbs + noun if len(noun) <= 3 else noun  # 新建项目: 项目 alone says too little
        return name_shared_standard(around, index, whole, share.lead, lead)
    if found := part_of(around, noun, share.lead):
        return found
    if lead.change:
        return Name(own.verbs, noun, lead.suffix)
    name = Name(lead.verbs or own.verbs, noun + (lead.noun if lead.noun not in noun else ""))
    bare = not lead.noun and not lead.verbs and not own.verbs
    if bare and (unit.kind if unit else "") not in _RATE_KINDS:
        return _with_anchor(around, index, name)
    return name


def _of_earlier(around: Surroundings, index: int, earlier: Name, words: str) -> Name:
    """接待游客5891万人次，实现旅游总收入782亿元，分别增长76.5%、82.3%: the names of the figures before."""
    if around.statuses[index] == "standard":
        return name_earlier_standard(around, index, earlier.noun, words)
    lead = parse_left(words, around.lexicons)
    if lead.change:
        return Name(earlier.verbs, earlier.noun, lead.suffix)
    if match := around.says["done_of"].search(words):
        return Name(earlier.verbs, f"{earlier.noun}{match['goal']}完成率")
    if around.says["totals"].search(around.slots[index].before):
        return Name("", earlier.noun)
    if (unit := around.slots[index].quantity.unit) is not None and unit.kind == "times":
        return Name(earlier.verbs, earlier.noun)
    return part_of(around, earlier.noun, words) or Name(earlier.verbs, earlier.noun + lead.noun)


def _rate(around: Surroundings, index: int, kind: str) -> Name:
    """A percentage: 增长5.5% of the name before, 完成年度任务的82%, 小学入学率达99.9%."""
    slot = around.slots[index]
    left = slot.left
    part = around.folded[slot.part_start : slot.quantity.start]
    if (match := around.says["done_of"].search(part)) and (anchor := around.anchor(index)):
        return Name(anchor.verbs, f"{anchor.noun}{match['goal']}完成率")
    if (match := around.says["recovered"].search(part)) and (anchor := around.anchor(index)):
        return Name(anchor.verbs, f"{anchor.noun}恢复至{match['base']}比例")
    link = around.lexicons.table("link_verbs").get(left.link) if left.change else None
    suffix = (link.text("rate") or left.suffix) if link else ""
    if not left.noun and not suffix and slot.right.noun and _is_part(around, slot):
        return Name("", f"{slot.right.noun}{slot.right.predicate}比例")
    if not left.noun and not suffix and index and (own := limited_whose(around, index)):
        return Name("", f"{own.strip('的')}占比")
    if not left.noun:
        return _rate_of_anchor(around, index, kind, suffix)
    if not left.change and kind in ("percent", "permille") and (name := _part_that_did(slot)):
        return name
    name = _with_anchor(around, index, Name(left.verbs, left.noun, suffix))
    tenths = around.folded[slot.quantity.start : slot.quantity.end]
    tenth = not suffix and around.says["tenth"].search(tenths)
    if tenth and not around.says["share_end"].search(name.noun):
        return Name(name.verbs, f"{name.noun}占比")  # 即办件超过七成
    return name


def _part_that_did(slot: Slot) -> Name | None:
    """新增财力的七成用于民生 → 新增财力用于民生比例; None where nothing follows the number."""
    left, right = slot.left, slot.right
    if not right.noun and not right.predicate:
        return None
    words = f"{left.verbs}{left.noun}{right.noun}{right.predicate}"
    if left.link or (left.verbs and not left.verbs.startswith("新")) or len(words) > 26:
        return Name(left.verbs, left.noun) if right.noun else None
    return Name("", words if words.endswith("率") else f"{words}比例")


def _is_part(around: Surroundings, slot: Slot) -> bool:
    """88%的农村工业企业进入工业园: the share of those that did."""
    return around.says["of_those"].match(around.folded, slot.quantity.end) is not None


def _rate_of_anchor(around: Surroundings, index: int, kind: str, suffix: str) -> Name:
    slot = around.slots[index]
    anchor = around.anchor(index)
    if not index:
        before = around.before.noun if around.before else ""
        anchor = Name("", around.topic(index) or before)
    if anchor is None:
        return Name(slot.left.verbs, around.topic(index), suffix)
    plain = not slot.left.change and not anchor.suffix and not slot.right.noun
    if plain and kind in ("percent", "permille"):
        return Name(anchor.verbs, anchor.noun)
    if suffix and anchor.noun and kind == "percent" and (counted := around.counted_before(index, anchor)):
        anchor = counted  # 占比近六成，同比上升14.3%: what grew is the number, not its share
    level = around.says["level_link"].search(slot.left.link) and not slot.left.change
    return Name(anchor.verbs, anchor.noun, suffix or ("" if level else anchor.suffix))


def _in_list(around: Surroundings, index: int, name: Name) -> Name:
    """A member of a 、 list takes the verb and the grade of the member before it.

    新增国家级智能制造示范工厂3个、智能制造优秀场景11个: the second is 新增国家级智能制造优秀场景.
    """
    slot = around.slots[index]
    if (
        not index
        or name.verbs
        or around.says["total"].match(slot.left.noun)
        or (slot.left.link and not slot.left.change and slot.quantity.unit is None)
    ):
        return name
    at = index - 1
    while at > 0 and around.statuses[at] == "standard":
        at -= 1
    previous = around.slots[at]
    between = around.folded[previous.quantity.end : slot.quantity.start]
    if "，" in between or not around.says["list_mark"].match(between):
        return name
    before = around.names[at]
    if around.says["casualties"].match(name.noun) and (
        accident := around.says["accident"].fullmatch(before.verbs + before.noun)
    ):
        return Name("", f"{accident['what']}{name.noun.removesuffix('人数')}人数")
    if (previous.left.link and not previous.left.verbs) or before.suffix or not before.verbs:
        return name
    return Name(before.verbs, inherited(before.noun, name.noun, around.says), name.suffix)


def _own_or_anchor(around: Surroundings, index: int) -> Name:
    left = around.slots[index].left
    if left.noun:
        return Name(left.verbs, left.noun)
    anchor, unit = around.anchor(index), around.slots[index].quantity.unit
    if anchor and unit is not None and unit.kind not in _RATE_KINDS:
        anchor = around.counted_before(index, anchor) or anchor  # 占总量三成多，净增3.6万人
    return anchor or Name(left.verbs, around.topic(index))


def _with_anchor(around: Surroundings, index: int, name: Name) -> Name:
    """Names that need the one before: 总量 → 规上农产品加工企业总量, 其中省级 → 省级技能大师工作室."""
    anchor = around.anchor(index)
    if index == 0 and (topic := around.topic(index) or around.paragraph_topic(index)) and topic != name.noun:
        anchor = Name("", topic)
    if anchor is None or not anchor.noun:
        return name
    far = not index and anchor is around.before and len(anchor.noun) > _FAR
    if far and not around.paragraph_topic(index):
        return name
    says = around.says
    if len(name.noun) <= 6 and only_deeds(name.noun) and (of := around.paragraph_topic(index)):
        return Name(name.verbs, of + name.noun, name.suffix)
    if says["trade"].match(name.noun):
        both = says["both_end"].search(anchor.noun)
        whole = says["both_trades"].sub(name.noun, anchor.noun) if both else name.noun
        return Name(name.verbs, whole, name.suffix)
    if not name.verbs and _heads(around.lexicons).fullmatch(name.noun):
        if around.is_stage(index):
            anchor = around.names[index - 1]
        unit = around.slots[index].quantity.unit
        if unit is not None and unit.kind not in _RATE_KINDS:
            anchor = around.spent_on(index, around.counted_before(index, anchor) or anchor)
        owner = _head_of(around, index, anchor, name.noun)
        return Name("", owner.removesuffix(name.noun[:2]) + name.noun, name.suffix)
    if index and not name.verbs and name.noun in around.lexicons.table("scope_words"):
        anchor = around.whole_of_part(index) or anchor
        return Name("", name.noun + says["one_grade"].sub("", anchor.noun), name.suffix)
    return with_field(anchor.noun, name, says) or _graded(around, index, anchor, name)


def _head_of(around: Surroundings, index: int, anchor: Name, noun: str) -> str:
    """What a head such as 总量 or 增幅 is of: the part right before, else the name before without its own
    head."""
    if near := around.near_topic(index):
        return near
    if around.says["of_whole"].search(noun):
        return anchor.noun
    whole = _heads(around.lexicons).sub("", anchor.noun) or anchor.noun
    if around.says["total"].match(noun):
        whole = around.says["new_end"].sub("", whole) or whole  # 新增里程281公里、总里程590公里
    return whole


def _graded(around: Surroundings, index: int, anchor: Name, name: Name) -> Name:
    """其中省级3家: a grade takes the noun of the name before, where both count in the same unit."""
    noun = name.noun
    if (
        not index
        or len(noun) > 8
        or anchor.noun.startswith(noun)
        or not around.says["grade_end"].search(noun)
    ):
        return name
    previous, unit = around.slots[index - 1].quantity.unit, around.slots[index].quantity.unit
    if previous is None or unit is None or previous.unit_class != unit.unit_class:
        return name
    whole = around.says["grades_only"].sub("", anchor.noun)
    return Name(name.verbs or anchor.verbs, noun + whole, name.suffix)
