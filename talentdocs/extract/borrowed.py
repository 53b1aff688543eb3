"""Borrowed names (承前省略): a number without a noun of its own goes by what stands before it.

实现销售收入5亿元，达到… → 销售收入 · 国际航线新增30条，达37条 → 国际航线

Words and patterns are data: ``lexicons/naming_patterns.toml`` and ``unit_nouns.tsv``.
"""

from __future__ import annotations

from talentdocs.extract.followers import what_it_did
from talentdocs.extract.names import Name, without_verb
from talentdocs.extract.phrase_words import BLANK, phrase_words
from talentdocs.extract.surroundings import Surroundings, is_counted


def borrowed(around: Surroundings, index: int) -> Name:
    """A slot without a noun goes by what stands before: 实现销售收入5亿元，达到… → 销售收入."""
    slot = around.slots[index]
    left, unit = slot.left, slot.quantity.unit
    anchor = around.anchor(index)
    if index == 0 and (topic := around.topic(index) or around.paragraph_topic(index)):
        anchor = Name("", topic)
    elif index == 0 and (thing := around.launched(index)):
        anchor = Name("", thing)
    if index and unit is not None and (not left.verbs or around.after_rate(index)):
        listed = around.folded[around.slots[index - 1].quantity.end : slot.quantity.start].strip() == "、"
        anchor = (None if listed else around.same_unit(index, unit)) or anchor
    if bare := around.says["bare_name"].search(slot.before.strip(BLANK + " ，、；")):
        return Name("", bare["name"])
    if grown := _grown(around, index):
        return grown
    if own := _limited_noun(around, index):
        return Name(left.verbs, own)
    did = what_it_did(slot.right.predicate, around.lexicons) if not left.verbs else ""
    before = around.slots[index - 1].quantity.unit if index else None
    if did and anchor and unit is not None and before is not None and before.unit_class == unit.unit_class:
        return Name(did, without_verb(anchor.noun))
    if anchor is None:
        return Name(left.verbs, "")
    if is_counted(unit) and around.says["rate_end"].search(anchor.noun):
        anchor = around.counted_before(index, anchor) or (Name("", "") if left.verbs else anchor)
    if index and unit is not None and around.same_unit(index, unit) is None and not did:
        near = around.near_topic(index)
        anchor = Name("", near) if near else anchor
    if left.verbs:
        known = phrase_words(around.lexicons)
        if left.verbs.endswith(tuple(known.alone)) or anchor.noun in known.keeps:
            return Name("", left.verbs)  # 完成技术改造20项，造林4.4万亩 · 办理退货5204起、退款…
        if around.says["gives_object"].search(left.verbs):
            return Name("", left.verbs)  # 兑付建设补贴1264万元
        if anchor.noun.startswith(left.verbs):
            return Name("", left.verbs)  # 实施节能改造项目100项，节能10万吨
        if around.says["stage"].search(anchor.noun) and around.says["stage"].fullmatch(left.verbs):
            return Name("", around.says["stage"].sub(left.verbs, anchor.noun))
        return Name(left.verbs, anchor.noun if anchor.verbs else without_verb(anchor.noun))
    summed = around.says["sum_of_new"].search(slot.before) or around.says["totals"].search(slot.before)
    if summed and anchor.verbs.startswith("新"):
        return Name("", anchor.noun)
    if (noun := _unit_noun(around, index)) and not anchor.noun.endswith(noun):
        return Name(anchor.verbs, anchor.noun + noun)
    own_part = slot.floor >= slot.part_start and "，" in around.folded[slot.part_start - 1 : slot.part_start]
    if own_part and around.says["arriving_link"].search(left.link):
        verbs = around.says["new_verb"].sub("", anchor.verbs) if anchor.verbs.startswith("新") else ""
        return Name(verbs, around.says["new_end"].sub("", anchor.noun) or anchor.noun)
    return Name(anchor.verbs, anchor.noun)


def _grown(around: Surroundings, index: int) -> Name | None:
    """租房提取增长34.5%，达到2.61亿元: the sum is of what grew in the part right before."""
    slot = around.slots[index]
    if not index or slot.left.verbs or not around.says["arriving_link"].search(slot.left.link):
        return None
    before, name = around.slots[index - 1], around.names[index - 1]
    unit = before.quantity.unit
    near = before.part_end + 1 >= slot.part_start > before.part_start
    rate = unit is not None and unit.kind == "percent"
    return Name(name.verbs, name.noun) if near and rate and name.suffix and before.left.noun else None


def _limited_noun(around: Surroundings, index: int) -> str:
    """年销售额1000万元以上的企业发展到47家: the parameter right before is part of what is counted."""
    slot = around.slots[index]
    if not index or around.statuses[index - 1] != "standard":
        return ""
    if not around.says["arriving_link"].search(slot.left.link):
        return ""
    before = around.slots[index - 1]
    if before.part_start != slot.part_start or not before.right.noun:
        return ""
    words = around.folded[slot.part_start : slot.quantity.start]
    whole = words[: words.find(before.right.noun) + len(before.right.noun)].replace("的", "")
    return whole if len(whole) <= 24 else before.right.noun


def _unit_noun(around: Surroundings, index: int) -> str:
    """开工改造734个小区、6.07万户: the second counts 户数 of the same."""
    unit = around.slots[index].quantity.unit
    previous = around.slots[index - 1].quantity.unit if index else None
    if unit is None or previous is None or unit.unit_class == previous.unit_class:
        return ""
    if around.after_rate(index) and around.same_unit(index, unit):
        return ""  # 建成9家，完成计划的90%；另有1家: the name before counted in it already
    entry = around.lexicons.table("unit_nouns").get(unit.name)
    return entry.text("noun") if entry else ""
