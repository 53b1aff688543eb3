"""分别 (respectively): which noun each number of a chain belongs to.

机电产品、农产品出口分别增长7.7%和5.2%      → 机电产品 …, 农产品出口 …
接待游客5891万人次，实现旅游总收入782亿元，分别增长76.5%、82.3%      → the two figures before
城乡低保标准分别提高5.7%和7.9%      → 城市低保标准, 农村低保标准 (joint_words.tsv)

Words are data: ``lexicons/list_patterns.toml``.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from talentdocs.extract.slots import Slot
from talentdocs.late import compiled, late
from talentdocs.segment.lexicon import Lexicons, alternation
from talentdocs.segment.patterns import Patterns, patterns
from talentdocs.segment.words import tag

_COUNTED = late(r"(?<=[\u4e00-\u9fff]{2})\d[\d.]*[万千百亿]*余?[\u4e00-\u9fff]{1,2}$")
"""幼儿园98所: the count of an item that is a figure of its own."""


class Share(NamedTuple):
    """One number's part of a chain."""

    noun: str
    """Its own noun; empty where it takes the name of an earlier figure."""
    earlier: int | None
    """Index of the earlier slot whose name it takes, where 分别 follows figures."""
    lead: str
    """The words between 分别 and the first number (增长, 给予, 占进出口总额的)."""


def _says(lexicons: Lexicons) -> Patterns:
    return patterns(lexicons, "list_patterns")


@lru_cache(maxsize=8)
def _joint(lexicons: Lexicons) -> tuple[re.Pattern[str], dict[str, tuple[str, ...]]]:
    table = lexicons.table("joint_words")
    return compiled(alternation(table)), {e.key: e.list("parts") for e in table.values()}


def distribute(folded: str, slots: Sequence[Slot], lexicons: Lexicons) -> dict[int, Share]:
    """Shares by index of slot, for every chain in the sentence that 分别 or 各 leads or that needs it."""
    shares: dict[int, Share] = {}
    if len(slots) < 2:
        return shares
    index = 0
    while index < len(slots):
        chain = chain_at(folded, slots, index, lexicons)
        if len(chain) >= 2:
            shares.update(_of_chain(folded, slots, chain, lexicons))
        index += max(1, len(chain))
    return shares


def chain_at(folded: str, slots: Sequence[Slot], first: int, lexicons: Lexicons) -> list[int]:
    """Indices of numbers that only a list mark divides."""
    divides = _says(lexicons)["between"]
    chain = [first]
    for index in range(first + 1, len(slots)):
        between = folded[slots[index - 1].quantity.end : slots[index].quantity.start]
        if not divides.fullmatch(between):
            break
        if "，" in between and _unit(slots[index]) != _unit(slots[first]):
            break
        chain.append(index)
    return chain


def _unit(slot: Slot) -> str:
    return slot.quantity.unit.name if slot.quantity.unit else ""


def _of_chain(folded: str, slots: Sequence[Slot], chain: list[int], lexicons: Lexicons) -> dict[int, Share]:
    first = slots[chain[0]]
    start = max(first.sentence_start, _previous_stop(folded, first))
    words = folded[start : first.quantity.start]
    led = _says(lexicons)["respectively"].match(words)
    if again := _again(folded, slots, chain, start + (led.end("word") if led else 0), lexicons):
        return again
    if led:
        head, lead = words[: led.start("word")], words[led.end() :]
        part = _says(lexicons)["against"].sub("", re.split(r"[，,；：。]", head)[-1])
    elif (pair := _joint_parts(_own(folded, slots, chain[0], words), len(chain), lexicons)) or (
        pair := _graded(first, len(chain), lexicons)
    ):
        return {slot: Share(noun, None, "") for slot, noun in zip(chain, pair, strict=True)}
    else:
        return _unled([slots[index] for index in chain], chain, words, lexicons)
    count = len(chain)
    nouns = _nouns(part, count, lexicons)
    if not nouns:
        rest = patterns(lexicons, "naming_patterns")["filler"].sub("", part)
        nouns = [noun + rest for noun in _nouns_before(head, count, lexicons)] if len(rest) <= 4 else []
    if nouns:
        return {slot: Share(noun, None, lead) for slot, noun in zip(chain, nouns, strict=True)}
    if chain[0] >= count and not _has_noun(part, lexicons):
        return {slot: Share("", chain[0] - count + k, lead) for k, slot in enumerate(chain)}
    return {}


def _own(folded: str, slots: Sequence[Slot], index: int, words: str) -> str:
    """Of the words before a number those behind the number before: 财政收入500亿元、城乡居民收入2.5万元…."""
    if not index:
        return words
    own = folded[slots[index - 1].quantity.end : slots[index].quantity.start]
    return own.lstrip("、，") if len(own) < len(words) else words


def _again(
    folded: str, slots: Sequence[Slot], chain: list[int], start: int, lexicons: Lexicons
) -> dict[int, Share]:
    """分别年均增长9.4%、10.4%，达到4.3万元、1.8万元: as many numbers as right before, of the same things."""
    count, before = len(chain), chain[0] - len(chain)
    if before < 0 or slots[before].quantity.start < start:
        return {}
    if len(chain_at(folded, slots, before, lexicons)) != count:
        return {}
    lead = folded[slots[chain[0] - 1].quantity.end : slots[chain[0]].quantity.start]
    if _says(lexicons)["same_again"].fullmatch(lead) is None:
        return {}
    return {slot: Share("", before + k, lead) for k, slot in enumerate(chain)}


def _unled(slots: Sequence[Slot], chain: list[int], words: str, lexicons: Lexicons) -> dict[int, Share]:
    """警情、立案数下降50.7%和36.4%; 国家级、省级工作室，按30万元、10万元给予: as many nouns as numbers."""
    says, count = _says(lexicons), len(chain)
    units = {_unit(slot) for slot in slots}
    if count < 2 or (len(units) > 1 and "%" in units) or says["alike_for_all"].search(words):
        return {}
    first, nouns = slots[0], list[str]()
    if first.left.noun and not first.left.verbs:
        listed = says["split"].split(first.left.noun)
        if len(listed) == count and not says["by_inside"].search(first.left.noun):
            nouns = _nouns(first.left.noun, count, lexicons)
        lead = first.left.link
    elif says["bare_lead"].fullmatch(first.before):
        before = [part for part in re.split(r"[，,；：。]", words)[:-1] if part.strip()]
        if before and len(says["split"].split(before[-1])) == count:
            nouns = _nouns_before(words, count, lexicons)
        lead = first.before
    if len(nouns) != count or any(len(noun) < 3 for noun in nouns):
        return {}
    return {slot: Share(noun, None, lead) for slot, noun in zip(chain, nouns, strict=True)}


def _graded(slot: Slot, count: int, lexicons: Lexicons) -> list[str]:
    """培育国家级、省级、市级龙头企业3家、27家、64家: one grade for each number, without 分别."""
    words = slot.left.verbs + slot.left.noun
    says = _says(lexicons)
    items = [item for item in says["split"].split(slot.left.noun) if item]
    if len(items) != count or not all(says["grade"].fullmatch(item) for item in items[:-1]) or not words:
        return []
    return [slot.left.verbs + noun for noun in _share_head(items, lexicons)]


def _previous_stop(folded: str, slot: Slot) -> int:
    return max(folded.rfind(mark, slot.sentence_start, slot.quantity.start) for mark in "；。") + 1


def _has_noun(part: str, lexicons: Lexicons) -> bool:
    named = len(re.sub(r"[\s，、（()）]", "", part)) >= 3
    return named and not _says(lexicons)["no_noun"].fullmatch(part)


def _nouns(part: str, count: int, lexicons: Lexicons) -> list[str]:
    """The last ``count`` nouns of a list such as 甲级、乙级、丙级旅游民宿; empty where there are fewer."""
    part = re.sub(r"[（(][^（()）]*[）)]", "", part).strip()
    says = _says(lexicons)
    part = says["tiers"].sub("", says["time_head"].sub("", part))
    part = says["kinds"].sub("", says["by"].sub("", part))
    items = [item.strip() for item in says["split"].split(part)]
    if len(items) > count and len(listed := part.split("、")) == count:
        items = listed  # 汽车及零部件、高端装备、医药化工: three and not four
    items = [_COUNTED.sub("", item) for item in items if item]
    if len(items) != count and (joint := _joint_parts(part, count, lexicons)):
        return joint
    if len(items) < count:
        return []
    items = items[-count:]
    if all(says["level"].fullmatch(item) for item in items):
        return [item.removesuffix("级").removesuffix("分") + "级" for item in items]  # 省、市、县分级
    if items[-1] in lexicons.table("scope_words"):
        for scope in sorted(lexicons.words("scope_words"), key=len, reverse=True):
            if items[0].endswith(scope) and len(items[0]) > len(scope) + 1:
                head = items[0][: -len(scope)]
                return [scope + head, *(item + head for item in items[1:])]
    return _share_head(items, lexicons)


def _nouns_before(head: str, count: int, lexicons: Lexicons) -> list[str]:
    """对新评定的甲级、乙级、丙级旅游民宿，一次性分别奖补: the list stands one comma before."""
    parts = [part for part in re.split(r"[，,；：。]", head)[:-1] if part.strip()]
    if not parts or _says(lexicons)["amount"].search(parts[-1]):
        return []
    head, of, after = parts[-1].rpartition("的")
    nouns = _nouns(after or head or parts[-1], count, lexicons)
    if not nouns and of and after:
        nouns = [noun + after for noun in _nouns(head, count, lexicons)]
    return nouns


def _joint_parts(part: str, count: int, lexicons: Lexicons) -> list[str]:
    pattern, parts = _joint(lexicons)
    for match in pattern.finditer(part):
        words = parts[match.group()]
        if len(words) == count:
            return [part[: match.start()] + word + part[match.end() :] for word in words]
    return []


def _common_head(items: list[str], lexicons: Lexicons) -> str:
    """城镇、农村居民收入: short items before a longer last one share what stands behind its first word."""
    if head := _behind_same_noun(items, lexicons):
        return head
    if len(items[-2]) == 1 and len(items[-1]) > 2:
        return items[-1][1:]  # 金、银、铜牌
    first = max(len(item) for item in items[1:-1] or items[:-1])
    if first > 3 and not all(re.fullmatch(r"[A-Za-z\d.]+", item) for item in items[:-1]):
        return _amount(items, lexicons) or _rate(items, lexicons)
    latin = re.match(r"[A-Za-z\d.]+", items[-1])
    alike = len(items[-2]) == 2 and items[-2][0] == items[-1][0]  # 第一、第二、第三产业增加值
    width = latin.end() if latin else 2 if alike else _word_end(items[-1], len(items[-2]))
    if len(items[-1]) < width + 2:
        return ""
    return items[-1][width:] if alike or latin else _after_verbs(items[-1][width:], lexicons)


def _after_verbs(words: str, lexicons: Lexicons) -> str:
    """新建、改造提升项目: verbs that go on with the item's own are no part of what the items share."""
    rest, verbs = words, lexicons.table("indicator_verbs")
    for word, _ in tag(words[:16]):
        kept = len(word) > 1 and word in verbs and verbs[word].text("action") != "drop"
        if not kept or len(rest) - len(word) < 2:
            break
        rest = rest[len(word) :]
    return rest


def _amount(items: list[str], lexicons: Lexicons) -> str:
    """二氧化硫、化学需氧量排放总量: the amount that ends the last item, where no other ends in one."""
    heads = lexicons.table("dependent_heads")
    tails = [[item[at:] for at in range(2, len(item) - 1)] for item in items]
    endings = [next((tail for tail in each if tail in heads), "") for each in tails]
    alone = _says(lexicons)["amount_end"].search(endings[-1]) and not any(endings[:-1])
    return endings[-1] if alone else ""


def _rate(items: list[str], lexicons: Lexicons) -> str:
    """65岁以上老年人、糖尿病患者签约率: the rate that ends the last item, where no other ends in one."""
    says = _says(lexicons)
    if not says["rate_word"].search(items[-1]) or any(says["rate_word"].search(item) for item in items[:-1]):
        return ""
    words = tag(items[-1][-12:])
    word = words[-1][0] if words else ""
    return word if 2 < len(word) < len(items[-1]) - 1 else ""


def _word_end(item: str, width: int) -> int:
    """对东盟、非洲进出口总额: the end of a word nearest to ``width``, at it or before it, else ``width``."""
    end, ends = 0, []
    for word, _ in tag(item[:24]):
        end += len(word)
        ends.append(end)
    near = [end for end in ends if width - 1 <= end <= width]
    if not near and ends[:1] == [len(item)]:
        return width  # 燃气、供热、排水管网: one word of the dictionary
    return max(near, default=min((end for end in ends if width < end <= width + 2), default=width))


def _behind_same_noun(items: list[str], lexicons: Lexicons) -> str:
    """国内专利、发明专利授权量: what stands behind the noun that the items share belongs to all."""
    for size in (2, 1):  # 氮氧化物、挥发性有机物排放总量
        noun = items[-2][-size:]
        at = items[-1].rfind(noun)
        alike = at > 0 and all(item.endswith(noun) and len(item) > size for item in items[:-1])
        head = items[-1][at + size :]
        shared = alike and _says(lexicons)["shared_head"].match(head)
        if shared and (size == 2 or _word_end(items[-1], at + 1) == at + 1):
            return head
    return ""


def _share_head(items: list[str], lexicons: Lexicons) -> list[str]:
    """甲级、乙级、丙级旅游民宿: the head of the last item belongs to all."""
    first = items[0].rpartition("的")
    if first[1] and len(first[2]) >= 1:
        items = [first[2], *items[1:]]
    grade = _says(lexicons)["grade"]
    last = grade.match(items[-1])
    graded = last is not None and all(grade.fullmatch(item) for item in items[:-1])
    if not graded and (head := _common_head(items, lexicons)):
        return [*(item if item.endswith(head) else item + head for item in items[:-1]), items[-1]]
    if (
        last
        and last.end() < len(items[-1])
        and all(
            grade.fullmatch(item) or (grade.search(item) and item.endswith(last.group()[-1]))
            for item in items[:-1]
        )
    ):
        head = items[-1][last.end() :]
        return [item + head for item in items[:-1]] + [items[-1]]
    return _share_owner(items, lexicons)


def _share_owner(items: list[str], lexicons: Lexicons) -> list[str]:
    """发明专利申请量和授权量: a property in a later item is of what the first one is of."""
    heads, amount = lexicons.table("dependent_heads"), _says(lexicons)["amount_of_deed"]
    first = items[0]
    head = next((first[at:] for at in range(2, len(first) - 1) if first[at:] in heads), "")
    shared = []
    for item in items[1:]:
        alike = amount.fullmatch(item) and amount.fullmatch(first[-3:]) and len(first) >= 5
        own = head if item in heads else first[-3:] if alike else ""
        shared.append(first.removesuffix(own) + item if own else item)
    return [first, *shared]
