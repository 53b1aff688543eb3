"""Names of standards (标准的名称): whom a rule is for, and what it gives, limits or asks.

对获奖人员给予一次性奖励5万元 → 获奖人员一次性奖励 · 补贴期限不超过3年 → 补贴期限 · 35岁以下青年 → 青年年龄
"""

from __future__ import annotations

import re
from functools import lru_cache

from talentdocs.extract.names import Name, only_deeds
from talentdocs.extract.phrase_words import BLANK, phrase_words
from talentdocs.extract.phrases import Left, last_object
from talentdocs.extract.slots import Slot
from talentdocs.extract.surroundings import Surroundings
from talentdocs.extract.terms import ended, is_term, last_condition, own_term, within
from talentdocs.late import compiled
from talentdocs.segment.lexicon import Lexicons, alternation
from talentdocs.segment.patterns import Patterns

_SHARES = ("percent", "permille")


@lru_cache(maxsize=8)
def _gives(lexicons: Lexicons) -> re.Pattern[str]:
    entries = lexicons.table("standard_cues").values()
    return compiled(alternation(e.key for e in entries if e.list("side") != ("segment",) and len(e.key) > 1))


def name_standard(around: Surroundings, index: int) -> Name:
    """A parameter of a rule: whom it is for, and what it is (奖励, 补助, 期限)."""
    slot = around.slots[index]
    if name := around.property_of(index):
        return name
    gives = None
    for match in _gives(around.lexicons).finditer(slot.before[-24:]):
        gives = match.group()
    noun = _whom_of(_without_gift(slot.left.noun, gives, around.says), around.says)
    noun = last_condition(_without_each(noun, around.lexicons))
    opening = slot.before.lstrip("，；、对 " + BLANK)
    told = opening.startswith(f"{noun}的") and len(opening) > len(noun) + 1
    if told and around.says["only_condition"].search(f"{noun}的"):
        noun = ""  # 对验收合格的给予100万元补助: what it is for stands before
    if around.says["term_only"].fullmatch(noun):
        noun = ""  # 管理期内每人每月发放津贴
    if slot.left.verbs in phrase_words(around.lexicons).alone and _gives(around.lexicons).match(noun):
        noun = slot.left.verbs + noun  # 节水奖励标准
    if noun and _gives(around.lexicons).fullmatch(noun):
        gives, noun = noun, ""  # 对文旅企业，一次性奖励10万元: whom it is for stands one comma before
    compound = noun in around.lexicons.table("dependent_heads") or around.says["fee"].fullmatch(noun)
    if noun and slot.left.verbs and compound:
        noun = slot.left.verbs + noun  # 提取限额, 签约服务费
    anchor = around.anchor(index)
    if around.says["authority"].fullmatch(noun) and anchor:
        noun = anchor.noun  # 国家规定为不低于55%
    if named := _by_norm(around, index, noun):
        return Name("", named)
    sets_condition = around.says["condition_behind"].match(around.folded, slot.quantity.end) is not None
    gift = "" if sets_condition and noun else _given(slot, around.says) or _gift(around, index, gives)
    unit = slot.quantity.unit
    if unit is not None and unit.kind == "time":
        gift_term = is_term(noun, around.lexicons) and _gives(around.lexicons).fullmatch(slot.left.verbs)
        bare = len(noun) == 2 and is_term(noun, around.lexicons)
        return Name("", _term(around, index, slot.left.verbs + noun if gift_term or bare else noun))
    if unit is not None and unit.kind in _SHARES:
        if around.says["by_base"].search(slot.before):
            noun = ""  # 按不超过总投资的30%给予补助: the base is no name
        noun = noun or _whom(around, slot) or around.topic(index)
        if around.says["rate_name"].search(noun):
            return Name("", noun)
        end = "" if around.says["rate_name"].search(noun + gift) else "比例"
        return Name("", noun + ("" if gift in noun else gift) + end)
    if noun in around.lexicons.table("scope_words"):
        topic, unit = around.near_topic(index), slot.quantity.unit
        same = around.same_unit(index, unit) if unit is not None and index else None
        noun = topic + noun if topic or not same else noun + _without_scope(same.noun, around.lexicons)
    if unit is not None and unit.kind == "event" and len(noun) >= 2 and only_deeds(noun):
        entry = around.lexicons.table("event_nouns").get(unit.name)
        noun += entry.text("noun") if entry else ""  # 年演出满20场 → 演出场次
    if len(noun) >= 2:
        return Name("", _rule(_first_time(noun, slot, around.says), gift))
    whom = _whom(around, slot) or _each_of(around, index)
    whom = whom or ("" if len(gift) >= 4 else around.topic(index) or around.following(index))
    anchor = around.anchor(index)
    owner = anchor is not None and not is_term(anchor.noun, around.lexicons)
    owner = owner and not (anchor and around.says["rate_name"].search(anchor.noun.removesuffix("比例")))
    if gift and not whom and index and anchor and owner and len(gift) < 4:
        whom = anchor.noun.removesuffix("比例")
    if gift:
        return Name("", _rule(whom, gift))
    if index and anchor:
        percents = unit is not None and unit.kind in _SHARES
        return Name("", anchor.noun if percents else anchor.noun.removesuffix("比例"))
    return Name("", whom or (anchor.noun if anchor else ""))


def _first_time(noun: str, slot: Slot, says: Patterns) -> str:
    """对首次升规的工业企业奖励10万元 → 首次升规工业企业: not every such firm gets it."""
    at = slot.before.find(f"的{noun}")
    first = slot.before.rfind("首次", 0, at) if at > 0 else -1
    told = first >= 0 and says["first_time"].match(slot.before[first:at])
    return slot.before[first:at] + noun if told else noun


def _each_of(around: Surroundings, index: int) -> str:
    """评选首席技师20名，每人奖励2万元: those who were counted before are whom the sum is for."""
    match = around.says["each_one"].search(around.slots[index].before)
    if match is None:
        return ""
    for position in range(index - 1, -1, -1):
        unit = around.slots[position].quantity.unit
        if unit is not None and (unit.name == match["one"] or (match["person"] and unit.kind == "person")):
            return around.names[position].noun
    return ""


def _without_scope(noun: str, lexicons: Lexicons) -> str:
    """中心城区最低生活保障标准 → 最低生活保障标准: the other part's name has a scope of its own."""
    for scope in sorted(lexicons.words("scope_words"), key=len, reverse=True):
        if len(scope) > 1 and noun.startswith(scope) and len(noun) - len(scope) >= 3:
            return noun[len(scope) :]
    return noun


def _without_each(noun: str, lexicons: Lexicons) -> str:
    """每亩保费 → 保费, 每万千伏安 → nothing: what a sum holds for is no part of its name."""
    if noun[:1] != "每":
        return noun
    things = lexicons.table("per_things")
    for end in range(len(noun), 1, -1):
        if noun[1:end] != "个" and any(
            noun[1:end].lstrip(scales) in things for scales in ("", "十百万", "十百千万")
        ):
            return noun[end:]
    return noun


def _by_norm(around: Surroundings, index: int, noun: str) -> str:
    """按每10万亩不少于15人的标准配备扑火队员 → 配备扑火队员; …的标准发放补助 → whom it is for, 补助."""
    slot = around.slots[index]
    match = around.says["norm_for"].match(around.folded, slot.quantity.end)
    if match is None:
        return ""
    what = match["what"] if match["gives"] else f"{match['verb']}{match['what']}"
    own = len(noun) >= 3 or noun in around.lexicons.table("scope_words")
    own = own and not slot.left.noun.startswith("每")
    owner = noun if own else _whom(around, slot) or _each_of(around, index)
    return owner[-16:] + what


def name_shared_standard(around: Surroundings, index: int, noun: str, words: str, lead: Left) -> Name:
    """One number of a chain that 分别 leads: ``noun`` is its own, ``words`` stand between 分别 and the
    first."""
    slot = around.slots[index]
    found = _gives(around.lexicons).search(words)
    gives = found.group() if found else None
    noun = noun.rpartition("的")[2] or noun
    noun = around.says["earned_title"].sub("", around.says["to_whom"].sub("", noun))
    norm = around.says["norm_for"].search(around.folded, slot.quantity.end, slot.part_end + 1)
    given = (norm["what"] if norm and norm["gives"] else "") or slot.right.noun
    given = given or _without_gift(lead.noun, gives, around.says) or _gift(around, index, gives)
    return Name("", noun[-16:] + around.says["gift_trim"].sub("", given))


def name_earlier_standard(around: Surroundings, index: int, noun: str, words: str) -> Name:
    """One number of a chain that takes the noun of an earlier figure."""
    found = _gives(around.lexicons).search(words)
    gift = around.slots[index].right.noun or _gift(around, index, found.group() if found else None)
    return Name("", _rule(noun, gift))


def _given(slot: Slot, says: Patterns) -> str:
    """What the words behind the number call it: 5万元奖励, 按80%的标准给予补助."""
    if slot.right.noun and not says["norm"].match(slot.right.noun):
        return says["plain_deed"].sub("", says["gift_trim"].sub("", slot.right.noun))
    match = says["rule_predicate"].match(slot.right.predicate)
    return slot.right.predicate[match.end() :] if match else ""


def _gift(around: Surroundings, index: int, gives: str | None) -> str:
    """What is given: the noun behind a later number of the list, the verb itself, else what was named
    before."""
    slot = around.slots[index]
    pattern = _gives(around.lexicons)
    gift = _plain_gift(gives or "", around)
    if gift and not around.says["general_gift"].match(gift):
        return gift
    for later in around.slots[index + 1 :]:
        if later.part_start > slot.part_end + 1:
            break
        if later.right.noun and pattern.search(later.right.noun):
            return around.says["gift_trim"].sub("", later.right.noun)
    end = min(slot.clause.end, slot.quantity.end + 24)
    if found := pattern.search(around.folded, slot.quantity.end, end):
        return found.group()
    before = [m.group() for m in pattern.finditer(around.folded, slot.sentence_start, slot.part_start)]
    words = [word for word in before if not around.says["gives_only"].match(word)]
    return words[-1] if words else gift


def _plain_gift(word: str, around: Surroundings) -> str:
    word = around.says["gift_head"].sub("", word)
    entry = around.lexicons.table("gift_names").get(word)
    return entry.text("name") if entry else word


def _term(around: Surroundings, index: int, noun: str) -> str:
    """A span of time or an age: 补贴期限不超过3年, 最多补两年, 35岁以下."""
    slot = around.slots[index]
    if around.says["bare_term"].search(noun) and index and (given := around.slots[index - 1].right.noun):
        return given.removesuffix(noun.removesuffix("期限")) + noun
    if named := own_term(around, index, noun):
        return named
    if around.says["giving_end"].search(noun) and (gift := _gift(around, index, None)):
        return ended(gift, slot, around)
    if len(noun) < 2 and slot.right.noun and not within(slot, around):
        return ended(slot.right.noun, slot, around)
    if within(slot, around) and slot.right.noun and len(noun) < 2:
        owner = _whom(around, slot) or around.topic(index)
        return ended(owner[-10:] + slot.right.noun, slot, around)
    if len(noun) < 2:
        anchor = around.anchor(index)
        noun = anchor.noun if index and anchor else _whom(around, slot) or around.topic(index)
        noun = noun or around.following(index)
    return ended(noun, slot, around)


def _whom(around: Surroundings, slot: Slot) -> str:
    """对获奖人员给予…: whom a rule is for, from its sentence.

    Where 对 names a condition alone (建设二级节点，对投入运营的，补助10万元), it is what stands before.
    """
    says = around.says
    sentence = around.folded[slot.sentence_start : slot.quantity.start]
    taker, condition = "", None
    for match in says["whom"].finditer(sentence):
        whom = says["gift_verb"].split(match[1])[0]
        if whom.endswith("的") and says["only_condition"].search(whom):
            condition = match
        else:
            taker, condition = _taker(whom, says) or taker, None
    if condition is None or taker:
        return taker
    parts = [part for part in says["parts"].split(sentence[: condition.start()]) if part.strip()]
    words = re.split(r"\d", parts[-1], maxsplit=1)[0] if parts else ""
    return last_object(words, around.lexicons)[-16:]


def _taker(whom: str, says: Patterns) -> str:
    clause, of, whose = whom.rpartition("的")
    if of and len(whose) == 2 and len(clause) <= 12 and not says["conditional"].search(clause):
        whom = clause + whose  # 主动腾出能耗的企业: two characters alone say too little
    elif of and says["first_time"].match(clause) and 2 <= len(whose) <= 8:
        whom = clause + whose  # 首次升规的工业企业: not every such firm
    elif len(whose) >= 2:
        whom = whose
    whom = says["threshold"].sub("", whom).strip("的")
    whom = says["earned_title"].sub("", re.split(r"\d", whom, maxsplit=1)[0].strip("的"))
    noun = whom.rpartition("的")[2] if len(whom.rpartition("的")[2]) >= 2 else whom
    return "".join(noun.replace("“", "").replace("”", "").split())[-16:]


def _whom_of(noun: str, says: Patterns) -> str:
    """项目招引技能人才由属地财政给予企业 → 项目招引技能人才; 新型学徒制培训按职工学徒 → 新型学徒制培训."""
    noun = says["payer"].split(noun)[0] or noun
    for word in says.text("hands_out").split("|"):
        front, found, behind = noun.rpartition(word)
        if not found:
            continue
        if len(front) >= 4 and (len(behind) < 2 or says["generic_taker"].fullmatch(behind)):
            return front
        if len(behind) >= 2:
            return behind
    if says["payer_only"].fullmatch(noun):
        return ""
    noun = says["bound_head"].sub("", says["by"].sub("", noun))
    return says["giving"].split(noun)[0] or noun


def _rule(whom: str, gift: str) -> str:
    """A rule's name: a gift that says enough by itself stands alone where whom it is for takes too many
    words."""
    if not gift or gift in whom:
        return whom
    if len(gift) >= 4 and len(whom) > 14:
        return gift
    return whom[-16:] + gift


def _without_gift(noun: str, gives: str | None, says: Patterns) -> str:
    """获奖人员给予 → 获奖人员: the verb of giving is said by the name's end."""
    for word in (gives or "", *says.text("gift_ends").split("|")):
        if word and noun.endswith(word):
            noun = noun[: -len(word)]
    return says["each"].sub("", noun).strip("的按")
