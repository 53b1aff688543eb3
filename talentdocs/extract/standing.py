"""Standing (性质): whether a number is actual, target or standard (实际值、目标值、标准值).

    全市技能人才总量达26.5万人 actual · 力争新培养5000名以上 target · 每人最高补贴1万元 standard
    由28.6%提升到33%: the first is actual · 没有完成175个的年度计划: target, though the section reports
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from talentdocs.extract.slots import Slot
from talentdocs.extract.tense import Reading
from talentdocs.records import Period, Status
from talentdocs.segment.lexicon import Lexicons, alternation


@dataclass(frozen=True, slots=True)
class Standing:
    """The status and the words that decided."""

    status: Status
    reason: str


@dataclass(frozen=True, slots=True)
class _Cues:
    give_left: re.Pattern[str]
    give_right: re.Pattern[str]
    give_part: re.Pattern[str]
    paid: re.Pattern[str]
    target_left: re.Pattern[str]
    target_right: re.Pattern[str]
    per: re.Pattern[str]
    per_gift: re.Pattern[str]
    for_whom: re.Pattern[str]


@lru_cache(maxsize=8)
def _cues(lexicons: Lexicons) -> _Cues:
    standard = lexicons.table("standard_cues").values()
    target = lexicons.table("target_cues").values()
    right = alternation(e.key for e in standard if "right" in e.list("side"))
    return _Cues(
        give_left=re.compile(
            alternation(e.key for e in standard if "left" in e.list("side"))
            + r"(?:[^，。；\d]{0,4}(?:最高|最多|最低|不超过|不低于|不少于|每[\u4e00-\u9fff]{1,4})|标准|约)?[\s\x00]*$"
        ),
        give_right=re.compile(rf"(?:以内|以下|以上|左右)?的?(?:标准)?[\u4e00-\u9fff]{{0,6}}?{right}"),
        give_part=re.compile(alternation(e.key for e in standard if "segment" in e.list("side"))),
        paid=re.compile(alternation(lexicons.words("paid_cues"))),
        target_left=re.compile(alternation(e.key for e in target if "left" in e.list("side"))),
        target_right=re.compile(
            r"(?:以内|以下|以上|左右)?(?:[\u4e00-\u9fff“”A-Z\d]{0,14}的)?(?:[“”\u4e00-\u9fff]{0,6})?" + alternation(e.key.removeprefix("的") for e in target if "right" in e.list("side"))
        ),
        per=re.compile(rf"(?:每|单个?)(?:{alternation(lexicons.words('per_things'))}|年|月|天)[\u4e00-\u9fff]{{0,5}}$"),
        per_gift=re.compile(
            rf"每(?:{alternation(lexicons.words('per_things'))})(?:每[年月天])?[^，。；]{{0,10}}"
            + r"(?:补贴|补助|奖励|奖补|免收|减免|津贴|给予|资助)[\u4e00-\u9fff]{0,4}$"
        ),
        for_whom=re.compile(
            r"(?:^|[，。；：、）])[\x00\s]*(?:对|凡)[^。；]*(?:奖励|奖补|补助|补贴|给予|予以|资助|补偿)[^。；]*$"
        ),
    )


_CONDITION = re.compile(r"(?:以上|及以上|以下|以内)?的(?:[，,；]|给予|予以|奖|补|一次性|按|不予|可|由|项目|企业|单位|个人|人员|家庭|[\u4e00-\u9fff]{2,8}(?:，|给予|予以|每|一次|全额|按|不))")
_ATTRIBUTIVE = re.compile(r"(?:以上|及以上|以下|级)?(?:的)?[\u4e00-\u9fff“”]{2,16}?$")
_ATTRIBUTE_OF = re.compile(r"(?:以上|以下|级)?(?:的)?[\u4e00-\u9fff“”]{2,24}?(?:约|近|超过|超)?\d[\d.]*[万千百]?[个家项户名座条处款]")
_CHANGE_TO = re.compile(r"(?:左右|以上)?[\u4e00-\u9fff（）、]{0,10}?(?:大幅|快速)?(?:增加|提高|提升|增长|增|扩大|扩展|扩|压减|压缩|降低|降|下降|减少|缩短|上升|升|拓展|发展|调整|优化|延长|翻)[到至为]")
_ASSIGNED = re.compile(r"下达[^，]{0,12}(?:任务|计划|指标)|(?:目标|改造|年度|建设)任务|计划(?!完成|总|投资)")
_FOR_BOUND = re.compile(r"(?:以上|以下|及以上|以内)(?:的|或者?|且|和|、|[\u4e00-\u9fff]{2,10}的)")
_THEN_NOUN = re.compile(r"(?:[、和及][\d.]+[万亿千百]*[元美]+)*(?:以上|以下)?(?:的|[\u4e00-\u9fff]{2})")
_REWARD = re.compile(r"(?:以上|以下|及以上|以内)?的(?:，|再|给予|予以|奖|补|一次性|每|不予|可享)")
_TERMS = re.compile(r"(?:不超过|不高于|不低于|不少于|不得[超高低少]于?过?)$")
_PROMISED = re.compile(r"承诺[：:]|年度(?:目标|计划|任务)(?:为|是)?$|完成[^，。；]{0,6}(?:目标|计划|任务)$|目标(?:为|是)?$|年初(?:提出|确定|安排|计划)")
_FOR = re.compile(r"(?:^|[，。；：、])[\x00\s]*(?:对|对于|凡|凡是|鼓励|支持)(?![^，。；]{0,3}(?:进出口|外贸|口))[^。；]*$")


def stand(
    folded: str, slot: Slot, tense: Reading, period: Period, year: int | None, lexicons: Lexicons
) -> Standing:
    """The status of one slot.

    ``tense`` is that of its clause, ``period`` what its words of time mean (null, null where none stand), ``year`` the
    document's year.
    """
    cues = _cues(lexicons)
    quantity = slot.quantity
    after = folded[quantity.end : min(slot.clause.end, quantity.end + 40)]
    part = folded[slot.part_start : quantity.start]
    if match := cues.target_right.match(after):
        return Standing("target", match.group())
    if starts_change(folded, slot):
        return Standing("actual", "由…到")
    if "下达" in part and re.match(r"[^，。；]{0,24}(?:任务|计划|目标)", after):
        return Standing("target", "下达…任务")
    if re.search(r"(?:占|完成|达到|为)[^，。；]{0,10}(?:计划|任务|目标)的$", part):
        return Standing("actual", "完成…的")
    is_point = quantity.unit is not None and quantity.unit.kind in ("point", "permillepoint")
    if not is_point and (match := _PROMISED.search(folded[slot.sentence_start : quantity.start])):
        return Standing("target", match.group())
    if reason := _standard(folded, slot, part, after, tense, cues):
        return Standing("standard", reason)
    if period.end is not None and year is not None:
        due = int(period.end[:4])
        if due > year:
            return Standing("target", f"due {period.end}")
        if due == year and tense.tense == "done" and _ASSIGNED.search(part):
            return Standing("target", "下达")
        if due < year and not _names_plan(folded[slot.sentence_start : quantity.start], cues):
            return Standing("actual", f"period {period.end}")
    if tense.tense == "planned":
        return Standing("target", tense.reason)
    return Standing("actual", tense.reason)


def _names_plan(part: str, cues: _Cues) -> bool:
    return cues.target_left.search(part) is not None


_CHANGE_BASE = re.compile(r"(?:由|从)[^，；]*$")


def starts_change(folded: str, slot: Slot) -> bool:
    """由28.6%提升到33%: the first number is where the change began."""
    quantity = slot.quantity
    if folded.find("由", slot.floor, quantity.start) < 0 and folded.find("从", slot.floor, quantity.start) < 0:
        return False
    left = folded[slot.floor : quantity.start]
    return bool(_CHANGE_BASE.search(left) and _CHANGE_TO.match(folded, quantity.end))


def _standard(folded: str, slot: Slot, part: str, after: str, tense: Reading, cues: _Cues) -> str:
    quantity, unit = slot.quantity, slot.quantity.unit
    kind = unit.kind if unit else "count"
    if match := _REWARD.match(after):
        return match.group()
    if re.match(r"以[上下](?:的)?[\u4e00-\u9fff]{2,14}每", after):
        return "以上…每"
    if kind in ("percent", "permille") and re.search(r"(?:补贴|补助|承担|负担|分担|资助|报销|贴息|减半|减免)$", part):
        return "分担"
    if kind == "times" and re.search(r"标准(?:由|不低于|不高于)?[^，；]*$", part):
        return "标准"
    if kind not in ("money", "percent", "permille") and not slot.left.verbs and re.match(r"(?:及)?以[上下]的[\u4e00-\u9fff]{2}", after):
        return "以上的"
    if (match := cues.per_gift.search(part)) and tense.tense != "done":
        return match.group()
    if kind == "money":
        return _standard_money(folded, slot, part, after, cues)
    if kind in ("percent", "permille", "area", "person", "event") and tense.tense != "planned" :
        if match := _TERMS.search(part):
            return match.group()
    if unit and unit.name == "层":
        return "层"
    if re.search(r"不再|禁止|严禁|不予", part) and re.match(r"以[上下]的", after):
        return "不再"
    if unit and unit.unit_class == "岁" and not re.search(r"平均|人均", part):
        return "岁"
    if _FOR_BOUND.match(after) and re.match(r"[\x00\s]*(?:对|凡)", slot.before):
        return "对…以上的"
    if kind == "time":
        return _standard_time(folded, slot, part, after, tense)
    if _CONDITION.match(after) and (_FOR.search(folded[slot.sentence_start : quantity.start]) or after.startswith(("的，", "以上的，"))):
        return "…的，"
    if kind in ("percent", "permille") and not slot.left.change and (cues.give_part.search(part) or re.match(r"的?(?:标准)?(?:给予|予以|补助|补贴|奖励|奖补|比例)", after)):
        return "标准"
    if re.search(r"每(?:次|期|个项目|家|个|班)?(?:协商|时间)?不(?:少于|低于|超过)$", part) and kind in ("event", "count", "person"):
        return "每…不少于" if kind == "event" else ""
    if kind in ("org", "count", "area", "length", "mass", "person") and _CONDITION.match(after) and re.search(r"(?:对|凡|鼓励|支持)[^，]*$", part):
        return "对…的"
    return ""


def _standard_money(folded: str, slot: Slot, part: str, after: str, cues: _Cues) -> str:
    quantity = slot.quantity
    near = folded[max(slot.part_start, quantity.start - 24) : quantity.start]
    if match := re.search(r"(最高|最多|最低|单笔)[\u4e00-\u9fff]{0,4}$", near):
        return match.group()
    if re.search(r"(?:对|凡)[^，。；]*(?:达到|满|超过|低于)(?:[\d.]+[万亿千百]*元[、和])*$", part) and _THEN_NOUN.match(after):
        return "对…达到"
    if cues.paid.search(part):
        return ""
    if _ATTRIBUTE_OF.match(after):
        return "attributive"
    if quantity.bare and not re.match(r"[，。；、]|$", after):
        return "attributive"
    if re.match(r"(?:以上|及以上|以下|以内)(?:的)?[\u4e00-\u9fff“]{2}", after) and not re.match(r"(?:以上|以下)(?:的)?(?:，|。|、|并|其中)", after):
        return "threshold"
    if _CONDITION.match(after):
        return "…的，"
    if match := cues.give_left.search(near):
        return match.group().strip()
    if match := cues.give_right.match(after):
        return match.group()
    if match := cues.give_part.search(part):
        return match.group()
    if not any(word.start >= slot.part_start and word.kind != "frequency" for word in slot.times if word.start < quantity.start) and (match := cues.per.search(part)) and not re.search(r"增|收入|产值|节|利润|产出|成本", match.group()):
        return "每…"
    previous = folded[slot.sentence_start : quantity.start]
    if cues.for_whom.search(previous) and not re.search(r"累计|共(?!同)|已", previous):
        return "对…给予"
    if quantity.list_of is not None and re.search(r"(?:给予|奖励|奖补|补助|补贴|资助)[^。；]{0,20}$", previous) and not cues.paid.search(previous[-30:]):
        return "分别给予"
    if re.search(r"(?:给予|奖励|奖补|补助|补贴|资助)[^，。；\d]{0,6}[\d.万千百亿元]+(?:[、和及]|元[、和])[\d.万千百亿元、和及]*$", previous):
        return "分别给予"
    return ""


def _standard_time(folded: str, slot: Slot, part: str, after: str, tense: Reading) -> str:
    if re.match(r"的?(?:国家|省定|行业|规定)?(?:标准|要求)", after) or re.search(r"有效期|保质期$", part[-6:]) or after.startswith("的，"):
        return "标准"
    if re.search(r"(?:压减|压缩|缩短|缩减|减少|降低|提速|提前|控制|降)(?:到|至|为|在)?(?:平均)?$", part):
        return ""
    if re.search(r"(?:不超过|最长|最多|不少于|不低于|满|超过|不得超过|为期|每|至少|年龄|期限)[\u4e00-\u9fff]{0,3}$", part):
        return "term"
    if re.match(r"(?:及)?(?:以上|以下|以内|内|期)", after) and tense.tense != "done":
        return "term"
    if re.match(r"(?:及)?(?:以上|以下|以内|内)(?:的|大学生|劳动合同)", after):
        return "term"
    return ""
