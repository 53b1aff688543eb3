"""Names of what is counted (所计之物): the noun behind a unit, with the verb before it or what the noun did.

新增25家城市书屋 → 新增城市书屋 · 13家企业入选500强 → 入选500强企业 · 推进机场二期、6个港航项目 → 推进港航项目

Words and patterns are data: ``right_stops``, ``naming_patterns``.
"""

from __future__ import annotations

from talentdocs.extract.followers import what_it_did
from talentdocs.extract.names import Name
from talentdocs.extract.phrase_words import phrase_words
from talentdocs.extract.slots import Slot
from talentdocs.extract.surroundings import Surroundings


def counted(around: Surroundings, index: int) -> Name | None:
    """The name behind the unit: 新增25家城市书屋 → 新增城市书屋; 5个集体荣获全国先锋号."""
    slot = around.slots[index]
    left, right = slot.left, slot.right
    unit = slot.quantity.unit
    verbs = left.verbs or (left.link if left.change else "")
    if right.noun and not verbs and not left.link and around.says["each_does"].search(left.noun):
        closing = phrase_words(around.lexicons).kept_tail.of(left.noun)
        if len(closing) >= 2:
            return Name(closing, right.noun)  # 督促总包单位至少配备1名劳资专管员
    if not right.noun:
        if unit and unit.kind == "person" and not left.noun and right.predicate and not left.verbs:
            return Name("", right.predicate + "人数")
        return None
    named = bool(left.noun) and not left.example_list and not _only_lists(slot, around)
    if unit and unit.kind == "count" and around.says["breaking"].match(left.link):
        return Name(left.link, right.noun)
    if (whole := _grade_of_next(around, index)) and not left.noun:
        return Name(verbs, whole)
    did = what_it_did(right.predicate, around.lexicons)
    helped = left.link == "为" and did and unit and unit.kind in ("person", "org", "count")
    if named and left.link and not left.change and not helped:
        return None
    if named and not helped:
        joined = right.noun not in left.noun and len(left.noun) <= 14
        did = did if joined and len(left.noun) <= 5 and not verbs else ""
        return Name(verbs or did, left.noun + right.noun if joined else right.noun)
    if verbs:
        return Name(f"{verbs}{did}" if len(did) <= 12 else verbs, right.noun)
    return Name("", did) if did.endswith(right.noun) else Name(did, right.noun)


def _grade_of_next(around: Surroundings, index: int) -> str:
    """建设20个省级、100个市级示范村: the grade takes what the next number of the list counts."""
    grades, noun = around.says["grades_only"], around.slots[index].right.noun
    if index + 1 == len(around.slots) or not grades.fullmatch(noun):
        return ""
    here, behind = around.slots[index], around.slots[index + 1]
    next_to = around.folded[here.quantity.end : behind.quantity.start].strip("、和及 ") == noun
    grade = grades.match(behind.right.noun) if next_to else None
    return noun + behind.right.noun[grade.end() :] if grade else ""


def _only_lists(slot: Slot, around: Surroundings) -> bool:
    """Whether what stands left names no part of what is counted on the right.

    推进机场二期、6个港航项目 an item of the list before · 甲、乙2个装置 its members ·
    每个区县有1家中心 who has it
    """
    left = slot.left
    if around.says["list_joint"].search(left.words):
        return True
    if left.link == "有" and around.says["haver"].fullmatch(left.noun):
        return True
    return "、" in left.noun and left.noun.count("、") + 1 == slot.quantity.value
