"""Shares (占比): what part of what whole a percentage is.

研发投入占地区生产总值的比重 → 研发投入占地区生产总值比重 · 50岁以上干部占四成 → 50岁以上干部占比
"""

from __future__ import annotations

from talentdocs.extract.names import Name, share_name, stripped
from talentdocs.extract.surroundings import Surroundings


def share_of_whole(around: Surroundings, index: int) -> Name | None:
    """X占Y的比重, or 占Y where X is the name before."""
    left = around.slots[index].left
    phrase = left.noun if "占" in left.noun else stripped(left.words, around.says)
    match = around.says["share"].search(phrase)
    if not match or around.says["land"].search(phrase):
        return None
    part = match["part"].strip("，、其中")
    if not part and index and (own := limited_whose(around, index)):
        part = own
    if not part:
        anchor = around.anchor(index)
        part = anchor.noun if anchor else ""
        if anchor and anchor.verbs and len(anchor.verbs) <= 2:
            part = anchor.verbs + part
    name = share_name(part, match["whole"], around.says)
    return Name(name.verbs, name.noun, left.suffix if left.change else "")


def limited_whose(around: Surroundings, index: int) -> str:
    """50岁以上干部占四成: the parameter right before the share is part of whose share it is."""
    slot, before = around.slots[index], around.slots[index - 1]
    if around.statuses[index - 1] != "standard" or before.part_start != slot.part_start:
        return ""
    words = around.folded[slot.part_start : slot.quantity.start]
    words = words.rpartition("占")[0] or words.rpartition("的")[0]
    return words if len(words) <= 20 else ""


def part_of(around: Surroundings, part: str, words: str) -> Name | None:
    """``part`` 占 what ``words`` say, None where they say nothing of the kind."""
    match = around.says["share"].search(stripped(words, around.says))
    return share_name(part, match["whole"], around.says) if match else None
