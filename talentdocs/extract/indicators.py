"""Indicators (指标): what a number measures, as the noun phrase that an analyst puts at the head of a column.

    全市技能人才总量达26.5万人 → 技能人才总量 · 社会消费品零售总额增长6.4% → 社会消费品零售总额增速
    2457亿元，增长5.5% → the name before, with 增速 · 占地区生产总值比重达到4.1% → 全社会研发投入占地区生产总值比重
    8家企业成为国家创新型企业 → 成为国家创新型企业企业 · 新增25家超然书房 → 新增超然书房 · 其中省级2家 → 省级 + the noun before
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from talentdocs.extract.distribute import Share, distribute
from talentdocs.extract.phrases import BLANK, parse_left
from talentdocs.extract.slots import Slot
from talentdocs.extract.standing import starts_change
from talentdocs.records import Status
from talentdocs.segment.lexicon import Lexicons, alternation
from talentdocs.segment.units import Unit

_SHARE = re.compile(r"(?P<part>[^，]*?)(?:约|仅|已|合计|共|总)?占(?P<whole>(?![地比道用位据补有])[^，]*)$")
_DONE_OF = re.compile(r"完成[^，。；]{0,6}?(?P<goal>(?:年度)?(?:任务|目标|计划))[^，。；]{0,16}的$")
_ABOUT = re.compile(r"(?:^|[。；：\n\s\u3000])(?:一是|二是|三是|在)?([\u4e00-\u9fff“”、]{2,16})方面[，：]")
_LIST_MARK = re.compile(r"(?:以上|左右|以内)?(?:[\u4e00-\u9fff“”（）]{2,24})?[、和及]")
_GRADE_START = re.compile(r"(?:国家|省|市|县|区)级(?:、(?:国家|省|市|县|区)级)*(?:以上)?|全国|中国")
_RATE_KINDS = ("percent", "permille", "point", "permillepoint", "times")
_GRADE_END = re.compile(r"(?:级|类|型|性|外|内|籍|[A-Z\d]级|星|市级以上|级以上|及以上)$")


@dataclass(frozen=True, slots=True)
class Name:
    """A name in its parts, so that what follows can borrow from it."""

    verbs: str
    noun: str
    suffix: str = ""

    @property
    def full(self) -> str:
        return f"{self.verbs}{self.noun}{self.suffix}"

    @property
    def level(self) -> str:
        """The name without what a change added."""
        return f"{self.verbs}{self.noun}"


@lru_cache(maxsize=8)
def _heads(lexicons: Lexicons) -> re.Pattern[str]:
    return re.compile(alternation(lexicons.words("dependent_heads")) + r"$")


@lru_cache(maxsize=8)
def _awards(lexicons: Lexicons) -> re.Pattern[str]:
    return re.compile(alternation(lexicons.words("award_verbs")))


@lru_cache(maxsize=8)
def _gives(lexicons: Lexicons) -> re.Pattern[str]:
    entries = lexicons.table("standard_cues").values()
    return re.compile(alternation(e.key for e in entries if e.list("side") != ("segment",) and len(e.key) > 1))


def name_slots(
    folded: str,
    slots: Sequence[Slot],
    statuses: Sequence[Status],
    places: Sequence[str | None],
    before: Name | None,
    lexicons: Lexicons,
) -> list[Name]:
    """Names of all slots of one sentence.

    ``places`` holds the region where a slot names nothing but a region (南平市为64.5%), ``before`` is the last name of
    the sentence before in the paragraph.
    """
    shares = distribute(folded, slots, lexicons)
    names: list[Name] = []
    for index, slot in enumerate(slots):
        namer = _Namer(folded, slots, names, statuses, before, lexicons)
        if places[index] is not None:
            name = namer.of_place(index)
        elif index and _ends_change(folded, slots[index - 1], slot):
            name = names[index - 1]
        elif index in shares:
            name = namer.distributed(index, shares[index], statuses[index])
        elif statuses[index] == "standard":
            name = namer.standard(index)
        else:
            name = namer.plain(index)
        names.append(_tidy(name))
    return names


_FIELD = re.compile(r"[\u4e00-\u9fff]{2,6}(?:领域|行业|系统)")
_TRAIL = re.compile(r"(?:总量|总数|人数|数)$")


def _trail(noun: str) -> str:
    match = _TRAIL.search(noun)
    return match.group() if match else ""


def _inherit(before: str, noun: str) -> str:
    """What a list member takes from the one before: 中国专利金奖、银奖 → 中国专利银奖; 国家级绿色园区、绿色工厂 → 国家级绿色工厂."""
    if len(noun) == 2 and len(before) > 4 and before[-1] == noun[-1]:
        return before[:-2] + noun
    at = before.rfind(noun[:2])
    if at > 1 and len(noun) <= 4 and len(before) - at <= len(noun) + 1:
        return before[:at] + noun
    grade = _GRADE_START.match(before)
    if grade and not _GRADE_START.match(noun) and before[grade.end() : grade.end() + 2] == noun[:2]:
        return grade.group() + noun
    return noun


def _ends_change(folded: str, before: Slot, slot: Slot) -> bool:
    """由615元提高到655元: the second number is of the same thing as the first."""
    return not slot.left.noun and slot.left.link.endswith(("到", "至", "为")) and starts_change(folded, before)


def _tidy(name: Name) -> Name:
    noun = "".join(name.noun.replace(BLANK, "").replace("*", "").split()).strip("，、；：。的—-")
    return Name(name.verbs.replace("*", ""), noun, name.suffix)


class _Namer:
    """Names one slot with the names before it at hand."""

    def __init__(
        self,
        folded: str,
        slots: Sequence[Slot],
        names: Sequence[Name],
        statuses: Sequence[Status],
        before: Name | None,
        lexicons: Lexicons,
    ) -> None:
        self.statuses = statuses
        self.folded = folded
        self.slots = slots
        self.names = names
        self.before = before
        self.lexicons = lexicons

    def plain(self, index: int) -> Name:
        """A slot that reports or promises."""
        slot = self.slots[index]
        kind = slot.quantity.unit.kind if slot.quantity.unit else "person"
        left = slot.left
        if "占" in left.words and (share := self._share(index, left.noun or _stripped(left.words))):
            return share
        if kind in _RATE_KINDS:
            return self._rate(index, kind)
        if left.change and not slot.right.noun:
            base = self._own_or_anchor(index)
            return Name(base.verbs, base.noun, left.suffix if left.link in ("多", "少") else left.link)
        if slot.right.noun or slot.right.predicate:
            if name := self._right(index):
                return self._in_list(index, name)
        if left.noun:
            return self._in_list(index, self._with_anchor(index, Name(left.verbs, left.noun)))
        if len(left.verbs) >= 3 and "完成" in left.words:
            return Name("完成", left.verbs)
        anchor = self._anchor(index)
        if index == 0 and (topic := self._topic(index) or self._paragraph_topic(index)):
            anchor = Name("", topic)
        unit = slot.quantity.unit
        if index and not left.verbs and unit is not None:
            anchor = self._same_kind(index, unit) or anchor
        if anchor is None:
            return Name(left.verbs, "")
        if left.verbs:
            return Name(left.verbs, anchor.noun)
        if noun := self._unit_noun(index):
            return Name(anchor.verbs, anchor.noun + noun)
        if left.link.endswith(("到", "至", "达")) and slot.floor >= slot.part_start and "，" in self.folded[slot.part_start - 1 : slot.part_start]:
            return Name("", anchor.noun)
        return Name(anchor.verbs, anchor.noun)

    def standard(self, index: int) -> Name:
        """A parameter of a rule: whom it is for, and what it is (奖励, 补助, 期限)."""
        slot = self.slots[index]
        words = _stripped(slot.left.words)
        what = ""
        if slot.right.noun and not slot.right.noun.startswith("标准"):
            what = slot.right.noun
        elif match := re.match(r"(?:的标准)?(?:给予|予以|计发|执行)", slot.right.predicate):
            what = slot.right.predicate[match.end():]
        gives = None
        for match in _gives(self.lexicons).finditer(slot.before[-24:]):
            gives = match.group()
        noun = _whom_of(_without_gift(slot.left.noun, gives))
        gift = what or self._gift(index, gives)
        unit = slot.quantity.unit
        if unit is not None and unit.kind == "time":
            return Name("", self._term(index, slot.left.verbs + noun if _is_term(noun) else noun))
        if unit is not None and unit.kind in ("percent", "permille"):
            noun = noun or self._whom(slot) or self._topic(index)
            end = "" if re.search(r"(?:率|比例|比重|幅|增长)$", noun + gift) else "比例"
            return Name("", noun + ("" if gift in noun else gift) + end)
        if len(noun) >= 2:
            return Name("", _rule(noun, gift))
        whom = self._whom(slot) or ("" if len(gift) >= 4 else self._topic(index))
        if gift:
            return Name("", _rule(whom, gift))
        anchor = self._anchor(index)
        if index and anchor:
            return Name("", anchor.noun)
        return Name("", whom or (anchor.noun if anchor else ""))

    def _gift(self, index: int, gives: str | None) -> str:
        """What is given: the noun behind a later number of the list, the verb itself, else what was named before."""
        slot = self.slots[index]
        gift = _plain_gift(gives or "")
        if gift and gift != "奖补":
            return gift
        for later in self.slots[index + 1 :]:
            if later.part_start > slot.part_end + 1:
                break
            if later.right.noun and _gives(self.lexicons).search(later.right.noun):
                return later.right.noun
        if found := _gives(self.lexicons).search(self.folded, slot.quantity.end, min(slot.clause.end, slot.quantity.end + 24)):
            return found.group()
        before = [m.group() for m in _gives(self.lexicons).finditer(self.folded, slot.sentence_start, slot.part_start)]
        words = [word for word in before if word not in ("给予", "予以", "一次性")]
        return words[-1] if words else gift

    def _term(self, index: int, noun: str) -> str:
        """A term or an age: 补贴期限不超过3年, 最多补两年, 35岁以下."""
        slot = self.slots[index]
        unit = slot.quantity.unit
        end = "年龄" if unit is not None and unit.unit_class == "岁" else "期限"
        if end == "年龄" and slot.right.noun:
            return slot.right.noun + end
        if _is_term(noun):
            return noun
        if end == "期限" and slot.right.noun and len(noun) < 2:
            return slot.right.noun.removesuffix("期限") + end
        if len(noun) < 2:
            anchor = self._anchor(index)
            noun = anchor.noun if index and anchor else self._whom(slot) or self._topic(index)
        return noun.removesuffix("期限") + end

    def of_place(self, index: int) -> Name:
        """南平市为64.5%: the same as before, of another region."""
        unit = self.slots[index].quantity.unit
        for position in range(index - 1, -1, -1):
            before = self.slots[position].quantity.unit
            if unit is not None and before is not None and before.unit_class == unit.unit_class:
                return self.names[position]
        anchor = self._anchor(index)
        return Name(anchor.verbs, anchor.noun, anchor.suffix) if anchor else Name("", "")

    def distributed(self, index: int, share: Share, status: Status) -> Name:
        """A slot of a chain that 分别 leads."""
        slot = self.slots[index]
        lead = parse_left(share.lead, self.lexicons)
        if share.earlier is not None and share.earlier < len(self.names):
            earlier = self.names[share.earlier]
            if status == "standard":
                gift = _gives(self.lexicons).search(share.lead)
                return Name("", _rule(earlier.noun, slot.right.noun or self._gift(index, gift.group() if gift else None)))
            if lead.change:
                return Name(earlier.verbs, earlier.noun, lead.suffix)
            return self._share_of(earlier.noun, share.lead) or Name(earlier.verbs, earlier.noun + lead.noun)
        unit = slot.quantity.unit
        if unit is not None and unit.kind in ("point", "permillepoint") and (anchor := self._anchor(index)):
            return Name(anchor.verbs, anchor.noun, lead.suffix or "差距")
        own = parse_left(share.noun, self.lexicons)
        noun = own.noun or share.noun
        if status == "standard":
            gift = _gives(self.lexicons).search(share.lead)
            noun = noun.rpartition("的")[2] or noun
            noun = re.sub(r"^.*(?:取得|获得|评为|认定为|获评)", "", noun)
            given = _without_gift(lead.noun, gift.group() if gift else None)
            given = slot.right.noun or given or self._gift(index, gift.group() if gift else None)
            return Name("", noun[-16:] + given)
        if found := self._share_of(noun, share.lead):
            return found
        if lead.change:
            return Name(own.verbs, noun, lead.suffix)
        kind = slot.quantity.unit.kind if slot.quantity.unit else ""
        name = Name(lead.verbs or own.verbs, noun + (lead.noun if lead.noun not in noun else ""))
        if not lead.noun and not lead.verbs and kind not in _RATE_KINDS and not own.verbs:
            return self._with_anchor(index, name)
        return name

    def _share(self, index: int, phrase: str) -> Name | None:
        """X占Y的比重, or 占Y where X is the name before."""
        match = _SHARE.search(phrase)
        if not match or phrase.endswith("占地"):
            return None
        part = match["part"].strip("，、其中")
        if not part:
            anchor = self._anchor(index)
            part = anchor.noun if anchor else ""
            if anchor and anchor.verbs and len(anchor.verbs) <= 2:
                part = anchor.verbs + part
        return Name("", f"{part}占{_whole(match['whole'])}比重")

    def _share_of(self, part: str, lead: str) -> Name | None:
        match = _SHARE.search(_stripped(lead))
        return Name("", f"{part}占{_whole(match['whole'])}比重") if match else None

    def _rate(self, index: int, kind: str) -> Name:
        slot = self.slots[index]
        left = slot.left
        part = self.folded[slot.part_start : slot.quantity.start]
        if (match := _DONE_OF.search(part)) and (anchor := self._anchor(index)):
            return Name(anchor.verbs, f"{anchor.noun}{match['goal']}完成率")
        noun = left.noun
        suffix = left.suffix if left.change else ""
        if not noun:
            anchor = self._anchor(index) if index else Name("", self._topic(index) or (self.before.noun if self.before else ""))
            if anchor is None:
                return Name(left.verbs, self._topic(index), suffix)
            if not left.change and kind in ("percent", "permille") and anchor.suffix == "" and not slot.right.noun:
                return Name(anchor.verbs, anchor.noun)
            return Name(anchor.verbs, anchor.noun, suffix or anchor.suffix)
        if not left.change and slot.right.noun and kind in ("percent", "permille"):
            return Name(left.verbs, noun)
        return self._with_anchor(index, Name(left.verbs, noun, suffix))

    def _right(self, index: int) -> Name | None:
        slot = self.slots[index]
        left, right = slot.left, slot.right
        unit = slot.quantity.unit
        verbs = left.verbs or (left.link if left.change else "")
        if not right.noun:
            if unit and unit.kind == "person" and not left.noun and right.predicate and not left.verbs:
                return Name("", right.predicate + "人数")
            return None
        if left.link and not left.change and left.noun and not left.example_list:
            return None
        if left.noun and not left.example_list:
            joined = left.noun + right.noun if right.noun not in left.noun and len(left.noun) <= 14 else right.noun
            return Name(verbs, joined)
        if verbs:
            return Name(verbs, right.noun)
        if right.predicate and len(right.predicate) <= 24 and _awards(self.lexicons).match(right.predicate):
            return Name(right.predicate, right.noun)
        return Name("", right.noun)

    def _in_list(self, index: int, name: Name) -> Name:
        """A member of a 、 list takes the verb and the grade of the member before it.

        新增国家级智能制造示范工厂3个、智能制造优秀场景11个: the second is 新增国家级智能制造优秀场景.
        """
        slot = self.slots[index]
        if not index or name.verbs or slot.left.link and not slot.left.change and slot.quantity.unit is None:
            return name
        at = index - 1
        while at > 0 and self.statuses[at] == "standard":
            at -= 1
        previous = self.slots[at]
        between = self.folded[previous.quantity.end : slot.quantity.start]
        if not _LIST_MARK.match(between) or "，" in between or previous.left.link and not previous.left.verbs:
            return name
        before = self.names[at]
        if before.suffix or not before.verbs:
            return name
        return Name(before.verbs, _inherit(before.noun, name.noun), name.suffix)

    def _unit_noun(self, index: int) -> str:
        """开工改造734个小区、6.07万户: the second counts 户数 of the same."""
        unit = self.slots[index].quantity.unit
        previous = self.slots[index - 1].quantity.unit if index else None
        if unit is None or previous is None or unit.unit_class == previous.unit_class:
            return ""
        entry = self.lexicons.table("unit_nouns").get(unit.name)
        return entry.text("noun") if entry else ""

    def _own_or_anchor(self, index: int) -> Name:
        left = self.slots[index].left
        if left.noun:
            return Name(left.verbs, left.noun)
        anchor = self._anchor(index)
        return Name(anchor.verbs, anchor.noun) if anchor else Name(left.verbs, self._topic(index))

    def _with_anchor(self, index: int, name: Name) -> Name:
        """Names that need the one before: 总量 → 规上农产品加工企业总量, 其中省级 → 省级技能大师工作室."""
        slot = self.slots[index]
        anchor = self._anchor(index)
        if index == 0 and (topic := self._topic(index) or self._paragraph_topic(index)) and topic != name.noun:
            anchor = Name("", topic)
        if anchor is None or not anchor.noun:
            return name
        if name.noun in ("出口", "进口", "出口额", "进口额", "出口总额", "进口总额"):
            whole = re.sub("进出口(?:总额|额|总值)?", name.noun, anchor.noun) if "进出口" in anchor.noun else name.noun
            return Name(name.verbs, whole, name.suffix)
        if not name.verbs and _heads(self.lexicons).fullmatch(name.noun):
            near = self._near_topic(index)
            base = near or _heads(self.lexicons).sub("", anchor.noun) or anchor.noun
            if not near and (name.noun in ("总量", "总数", "总规模") or name.noun.endswith(("幅", "增速", "占比", "比重", "比例"))):
                base = anchor.noun
            return Name("", base + name.noun, name.suffix)
        if name.noun in self.lexicons.table("scope_words") and not name.verbs and index:
            noun = re.sub(r"^(?:国家|省|市|县|区)级", "", anchor.noun)
            return Name("", name.noun + noun, name.suffix)
        if field := _FIELD.match(anchor.noun):
            if not name.noun.startswith(field.group()) and name.noun[-4:] == anchor.noun[-4 - len(_trail(anchor.noun)):][:4]:
                return Name(name.verbs, field.group() + name.noun, name.suffix)
        if _GRADE_END.search(name.noun) and len(name.noun) <= 8 and index and anchor.noun[: len(name.noun)] != name.noun:
            noun = re.sub(r"^(?:国家|省|市|县|区)级(?:、(?:国家|省|市|县|区)级)*", "", anchor.noun)
            previous = self.slots[index - 1].quantity.unit
            unit = slot.quantity.unit
            if previous is not None and unit is not None and (previous.unit_class == unit.unit_class):
                return Name(name.verbs or anchor.verbs, name.noun + noun, name.suffix)
        return name

    def _anchor(self, index: int) -> Name | None:
        for position in range(index - 1, -1, -1):
            name = self.names[position]
            if name.noun and self.statuses[position] != "standard":
                return name
        for position in range(index - 1, -1, -1):
            if self.names[position].noun:
                return self.names[position]
        return self.before

    def _same_kind(self, index: int, unit: Unit) -> Name | None:
        """The latest name in the sentence whose number has the same unit."""
        for position in range(index - 1, -1, -1):
            before = self.slots[position].quantity.unit
            if before is not None and before.name == unit.name and self.names[position].noun:
                return self.names[position]
        return None

    def _paragraph_topic(self, index: int) -> str:
        """加装电梯方面，…: what the paragraph says that it is about."""
        slot = self.slots[index]
        words = self.folded[slot.clause.paragraph_start : slot.quantity.start]
        found = None
        for match in _ABOUT.finditer(words):
            found = match
        return parse_left(found[1], self.lexicons).noun if found else ""

    def _near_topic(self, index: int) -> str:
        """建成产业园一期，总投资3.4亿元: the part right before names what the property is of."""
        parts = [part for part in re.split(r"[，。；：,]", self.slots[index].earlier) if part.strip(BLANK + " \u3000")]
        if not parts or re.search(r"\d|[一二三四五六七八九]成", parts[-1]):
            return ""
        noun = parse_left(parts[-1], self.lexicons).noun
        return noun if 3 <= len(noun) <= 16 else ""

    def _topic(self, index: int) -> str:
        """The noun of the sentence parts before, where the number's own part has none."""
        slot = self.slots[index]
        for part in reversed(re.split(r"[，。；：、,]", slot.earlier)):
            noun = parse_left(part, self.lexicons).noun
            if len(noun) >= 2 and not re.search(r"\d", noun):
                return noun
        return ""

    def _whom(self, slot: Slot) -> str:
        """对获奖人员给予…: whom a rule is for, from its sentence."""
        words = self.folded[slot.sentence_start : slot.quantity.start]
        found = None
        for match in re.finditer(r"(?:^|[，。；：、（(])(?:对|对于|凡|给予|给)([^，。；：]{2,60})", words):
            found = match
        if found is None:
            return ""
        whom = re.split(r"(?:给予|予以|一次性|按|每|分别|奖励|奖补|补助|补贴|发放|最[高长多])", found[1])[0]
        if len(whom.rpartition("的")[2]) >= 2:
            whom = whom.rpartition("的")[2]
        whom = re.sub(r"^.*\d[\d.]*[万亿千百]*[\u4e00-\u9fff]{1,3}?(?:以上|以下|及以上|以内)", "", whom).strip("的")
        whom = re.split(r"\d", whom)[0].strip("的")
        noun = whom.rpartition("的")[2] if len(whom.rpartition("的")[2]) >= 2 else whom
        return re.sub(r"[“”\s]", "", noun)[-16:]


def _whom_of(noun: str) -> str:
    """项目招引技能人才由属地财政给予企业 → 项目招引技能人才; 企业新型学徒制培训按职工学徒 → 企业新型学徒制培训."""
    noun = re.split(r"由[^，]{0,8}(?:财政|政府|市县|区县)", noun)[0] or noun
    behind = noun.rpartition("给予")[2] or noun.rpartition("发放")[2]
    noun = behind if len(behind) >= 2 else re.split(r"给予|发放|按照|按", noun)[0] or noun
    return noun


def _rule(whom: str, gift: str) -> str:
    """A rule's name: a gift that says enough by itself stands alone where whom it is for takes too many words."""
    if not gift or gift in whom:
        return whom
    if len(gift) >= 4 and len(whom) > 10:
        return gift
    return whom[-16:] + gift


def _is_term(noun: str) -> bool:
    return noun.endswith(("期限", "年限", "时限", "时间", "年龄", "任期", "有效期"))


def _without_gift(noun: str, gives: str | None) -> str:
    """获奖人员给予 → 获奖人员: the verb of giving is said by the name's end."""
    for word in (gives or "", "给予", "予以", "按", "奖", "补"):
        if word and noun.endswith(word):
            noun = noun[: -len(word)]
    noun = re.sub(r"(?:每[\u4e00-\u9fff]{1,3}(?:每[年月天])?|单个项目|单户|单家|单个|最[高多长低])+$", "", noun)
    return noun.strip("的按")


def _stripped(words: str) -> str:
    return re.sub(r"(?:比重|比例)?(?:约|近|超过|超|达到|达|为|仅|仅为|已|均|提高到|提升到|上升到|上升至|提高至|提升至|降至|不到|不足|高达)*$", "", words.replace(BLANK, "").strip("，、；：。 ")).strip("的")


def _whole(words: str) -> str:
    words = re.sub(r"(?:的)?(?:比重|比例|份额)?(?:达到|达|为|约|约为|超过|提高到|提升到|上升到|提高至|提升至)?$", "", words.replace(BLANK, ""))
    return words.strip("的 ")


def _plain_gift(word: str) -> str:
    word = re.sub(r"^(?:一次性|再|最高|给予最高|每年)", "", word)
    return {"给予": "奖补", "予以": "奖补", "奖": "奖励", "补": "补贴", "计": "", "计发": "标准", "处": "罚款"}.get(word, word)
