"""Names of spans of time and of ages (期限、年限、时限、年龄的名称) that a rule sets.

补贴期限不超过3年 → 补贴期限 · 使用15年以上的老旧电梯 → 老旧电梯使用年限 · 3个工作日内办结 → 办结时限
签订1年以上劳动合同 → 劳动合同期限 · 35岁以下青年 → 青年年龄

Words are data: ``term_nouns.tsv``, ``term_verbs.tsv`` and ``naming_patterns.toml`` in ``lexicons/``.
"""

from __future__ import annotations

from talentdocs.extract.phrase_words import BLANK
from talentdocs.extract.slots import Slot
from talentdocs.extract.surroundings import Surroundings
from talentdocs.segment.lexicon import Lexicons

_TERM, _LIMIT, _AGE = "期限", "时限", "年龄"
_AND_ALSO = "且"
_AND_THEN = "并"
"""Join two conditions: 签订三年以上劳动合同且缴纳社保满6个月."""


def is_term(noun: str, lexicons: Lexicons) -> bool:
    """Whether a noun is the name of a span of time by itself (补贴期限, 船龄)."""
    return noun.endswith(lexicons.words("term_nouns"))


def _is_age(slot: Slot) -> bool:
    return slot.quantity.unit is not None and slot.quantity.unit.unit_class == "岁"


def own_term(around: Surroundings, index: int, noun: str) -> str:
    """The name that the words beside the number give, empty where they give none."""
    slot = around.slots[index]
    if _is_age(slot):
        whose = around.says["joined"].split(slot.right.noun, maxsplit=1)[0]  # 75岁以上老年人和残疾人
        return whose + _AGE if whose else ""
    if bare := around.says["term_name"].search(slot.before):
        return bare["name"]
    if is_term(noun, around.lexicons):
        return noun
    if around.says["takes_object"].search(slot.before.replace(BLANK, "")):
        match = around.says["term_object"].match(around.folded, slot.quantity.end)
        return match["thing"].removesuffix(_TERM) + _TERM if match else ""
    return ""


def last_condition(noun: str) -> str:
    """连续服务满两年且群众满意度 → 群众满意度: the condition that the number is part of."""
    return noun.rpartition(_AND_ALSO)[2] or noun


def ended(noun: str, slot: Slot, around: Surroundings) -> str:
    """A noun with the word that makes it the name of a span: 器材使用 → 器材使用年限, 响应 → 响应时限."""
    noun = last_condition(noun)
    noun = noun.rpartition(_AND_THEN)[2] or noun
    if _is_age(slot):
        return noun.removesuffix(_AGE) + _AGE
    for verb, entry in around.lexicons.table("term_verbs").items():
        if noun.endswith(verb):
            behind = around.says["owned"].match(around.folded, slot.quantity.end) or within(slot, around)
            thing = slot.right.noun if behind else ""
            return f"{thing}{verb if thing else noun}{entry.text('ends')}"
    if within(slot, around):
        return noun + _LIMIT
    return noun.removesuffix(_TERM) + _TERM


def within(slot: Slot, around: Surroundings) -> bool:
    """3个工作日内办结: by when something is done."""
    return around.says["within"].match(around.folded, slot.quantity.end) is not None
