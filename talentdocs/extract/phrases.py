"""Noun phrases beside a number (数量旁的名词短语): what stands left of it, what stands right, which verbs
lead and link.

    新增两院院士16名，达到59名     left: verbs 新增, noun 两院院士 · left: link 达到, no noun
    社会消费品零售总额增长6.4%      left: noun 社会消费品零售总额, link 增长 (change, 增速)
    培育100名左右市级技术能手      left: verbs 培育 · right: noun 市级技术能手
    8家企业成为国家创新型企业       right: noun 企业, predicate 成为国家创新型企业

All words come from ``lexicons/``: link_verbs, indicator_verbs, indicator_noise, quantity_bounds, right_stops.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from talentdocs.late import late
from talentdocs.segment.affixes import Prefixes, Suffixes
from talentdocs.segment.lexicon import Entry, Lexicons, alternation
from talentdocs.segment.words import tag

BLANK = "\x00"
"""Stands for each character of a word of time that was taken out before parsing."""


class Left(NamedTuple):
    """What stands between the boundary and the number."""

    verbs: str
    """Leading verbs that belong to the name (新增, 引进和培养), else empty."""
    noun: str
    link: str
    """The verb that links noun and number (达到, 增长), else empty."""
    change: bool
    """Whether the link tells of a growth, a fall or a difference."""
    suffix: str
    """What the name takes for the change (增速, 降幅)."""
    example_list: bool
    """Whether the phrase is a list of examples that ends in 等 (数控车工等21个技术工种)."""
    words: str
    """The whole stretch, as written."""


class Right(NamedTuple):
    """What stands behind the unit, up to the next boundary."""

    noun: str
    predicate: str
    """What the noun did (成为国家创新型企业), else empty."""


@dataclass(frozen=True, slots=True)
class _Words:
    tail: Suffixes
    link: Suffixes
    suffixes: dict[str, tuple[bool, str]]
    head: Prefixes
    keeps: frozenset[str]
    kept_tail: Suffixes
    bounds: re.Pattern[str]
    stops: re.Pattern[str]
    closing: re.Pattern[str]
    """Verbs that close a compound, with the noun that may follow (改造, 建设项目)."""
    closes: Prefixes
    light: Prefixes
    vague: Prefixes
    vaguely: re.Pattern[str]
    strong: re.Pattern[str]
    gift: re.Pattern[str]
    things: frozenset[str]
    """What 每 may stand before (人, 平方米, 年)."""
    prelude: Prefixes
    award: re.Pattern[str]
    heads: frozenset[str]
    wholes_at: Prefixes
    """How words begin whose beginning is noise or a verb by itself (共享, 服务业)."""


@lru_cache(maxsize=8)
def _words(lexicons: Lexicons) -> _Words:
    links = lexicons.table("link_verbs").values()
    bounds = lexicons.table("quantity_bounds").values()
    left_bounds = [e.key for e in bounds if e.text("side") == "left"]
    right_bounds = [e.key for e in bounds if e.text("side") == "right"]
    verbs = lexicons.table("indicator_verbs").values()
    drops = {e.key for e in verbs if e.text("action") == "drop"} | set(lexicons.words("indicator_noise"))
    keeps = frozenset(e.key for e in verbs if e.text("action") == "keep")
    gifts = [e.key for e in lexicons.table("standard_cues").values() if "right" in e.list("side")]
    stops = lexicons.table("right_stops").values()
    compound, light, vague = (
        [e.key for e in stops if e.text("role") == role] for role in ("compound", "light", "vague")
    )
    return _Words(
        tail=Suffixes(
            [*lexicons.words("link_adverbs"), *left_bounds, BLANK, "的", "、", "按"],
            {e.key: "".join(e.list("not_after")) for e in bounds if e.text("side") == "left"},
        ),
        link=Suffixes((e.key for e in links), {e.key: "".join(e.list("not_after")) for e in links}),
        suffixes={e.key: (e.text("gives") == "change", e.text("suffix")) for e in links},
        head=Prefixes(drops | keeps),
        keeps=keeps,
        kept_tail=Suffixes(keeps),
        bounds=re.compile(
            rf"(?:\s?(?:（含）)?{alternation([*right_bounds, '的', '及以上', '以上', '，含'])})+"
        ),
        stops=re.compile(_guarded(stops)),
        closing=re.compile(_CLOSING.format(alternation(compound))),
        closes=Prefixes(compound),
        light=Prefixes(light),
        vague=Prefixes(vague),
        vaguely=re.compile(alternation(vague)),
        strong=re.compile(alternation(word for word in keeps if word.startswith("新") and len(word) > 1)),
        gift=re.compile(alternation(gifts) + "$"),
        things=frozenset([*lexicons.words("per_things"), *lexicons.words("units"), *"年月天日周季"]),
        prelude=Prefixes(lexicons.words("prelude_words")),
        award=re.compile(alternation(lexicons.words("award_verbs"))),
        heads=frozenset(lexicons.words("dependent_heads")),
        wholes_at=Prefixes(lexicons.words("whole_words")),
    )


def _guarded(stops: Iterable[Entry]) -> str:
    """An alternation of words, longest first, each with what must not follow it (上市, but not 上市公司)."""
    pieces = []
    for entry in sorted(stops, key=lambda entry: (-len(entry.key), entry.key)):
        before, behind = entry.list("not_after"), entry.list("not_before")
        open_ = f"(?<![{''.join(before)}])" if before else ""
        close = f"(?!{alternation(behind)})" if behind else ""
        pieces.append(open_ + re.escape(entry.key) + close)
    return "(?:" + "|".join(pieces) + ")"


@lru_cache(maxsize=4096)
def parse_left(words: str, lexicons: Lexicons) -> Left:
    """Parse the stretch left of a number; words of time in it are BLANK.

    >>> from talentdocs.segment.lexicon import load
    >>> left = parse_left("，社会消费品零售总额增长", load())
    >>> left.noun, left.link, left.suffix
    ('社会消费品零售总额', '增长', '增速')
    """
    known = _words(lexicons)
    rest = words[-90:]
    if "）" in rest or ")" in rest:
        rest = _BRACKETED.sub("", rest)
        if rest.count("）") > rest.count("（"):
            rest = rest.rpartition("）")[2]
    if "是" in rest:
        rest = _ORDER.sub("", rest)
    if "按" in rest[:3]:
        rest = _RECKONED.sub("", rest)
    rest, link = _strip_tail(rest, known)
    change, suffix = known.suffixes.get(link, (False, ""))
    if change:
        rest = _strip_base(rest, known)
        rest, _ = _strip_tail(rest, known)
    rest = rest.strip(
        "，、；：。 \t\u3000—*“”" if rest.count("“") != rest.count("”") else "，、；：。 \t\u3000—*"
    )
    example_list = rest.endswith(("等", "等地"))
    verbs, noun = _split_verbs(rest, known)
    if _GOAL.fullmatch(noun) or (noun[:1] == "每" and noun[1:] in known.things):
        noun = ""
    if example_list:
        noun = ""
    cleaned = _clean_noun(noun, known.heads)
    if "的" in noun and cleaned and not noun.startswith(cleaned):
        verbs = ""  # 纳入监测的低收入人口: the verb belongs to the clause before 的
    return Left(verbs, cleaned, link, change, suffix, example_list, words)


def parse_right(words: str, lexicons: Lexicons) -> Right:
    """Parse the stretch right of a unit, which ends at the next boundary.

    >>> from talentdocs.segment.lexicon import load
    >>> parse_right("左右年龄适合的绍兴青年工匠", load()).noun
    '绍兴青年工匠'
    """
    known = _words(lexicons)
    rest = words
    if match := known.bounds.match(rest):
        rest = rest[match.end() :]
    if rest[:1].isdecimal() and (abutting := _ABUTTING.match(rest)):
        rest = rest[abutting.end() :]
    rest = rest.strip(" \t\u3000*" + BLANK)
    if not rest or not _begins_noun(rest[0]) or rest[0] in "和及与或因于" or known.link.of(rest) == rest:
        return Right("", "")
    clause_part, of, after = rest.rpartition("的")
    first = known.closes.of(rest)  # 建设内容28项: a verb that closes compounds may open one
    stop = known.stops.search(rest, len(known.wholes_at.of(rest)) or len(first))
    if after.startswith(_ASKS) or (len(after) <= 8 and after.endswith(_ASKS)):
        return Right(_clean_noun(clause_part), "")
    relative = (
        rest[0] in "在从由以为被与"
        or stop is None
        or stop.start() == 0
        or stop.start() > len(clause_part)
        or _DIGIT.search(clause_part)
    )
    if of and len(after) >= 2 and relative:
        inner = known.stops.search(after, 2)
        noun = after[: inner.start()] if inner else after
        room = 12 if len(noun) == 2 else 4
        adjective = clause_part if len(clause_part) <= room and "、" not in clause_part else ""
        deed = after[inner.start() :].split("、")[0] if inner else ""
        return Right(_clean_noun(adjective + noun.split("、")[0]).rstrip("和及与"), deed)
    if match := _AND_MORE.search(rest):
        rest = rest[: match.start()]
    if (word := known.link.of(rest)) and word.endswith(("到", "至", "达", "破")) and stop is None:
        rest = rest[: -len(word)]  # 由2个县（市、区）扩大到: the verb leads to the next number
    if stop is None or stop.start() >= len(rest) or (stop.start() == 0 and known.gift.search(rest)):
        return Right(_clean_noun(_first_item(rest)).rstrip("和及与"), "")
    noun = _first_item(rest[: stop.start()])
    if (
        len(noun) < 2
        and stop.start() > 0
        and not (known.light.of(stop.group()) or known.vague.of(stop.group()))
    ):
        noun = _first_item(rest)
        return Right(_clean_noun(noun), "")
    at = stop.start()
    if noun == rest[:at] and (closing := known.closing.match(rest, at)):
        noun, at = rest[: closing.end()], closing.end()
    elif noun == rest[:at] and known.closes.of(stop.group()) and (thing := _named_after(rest[at:], known)):
        return Right(_clean_noun(noun + thing), "")
    predicate = "".join(rest[at:].split("、")[0].replace(BLANK, "").split())
    if rest[at : at + 1] in _ANDS or rest[at - 1 : at] in _ANDS:
        predicate = ""  # 设置34家机构、建成…: of the next member of the list
    return Right(_clean_noun(noun).rstrip("均都已将") or noun, predicate)


def _named_after(words: str, known: _Words) -> str:
    """建设示范区 behind 国家生态文明: a thing that is named by a verb that closes compounds, else empty."""
    thing = _first_item(words)
    tagged = tag(thing[:16]) if 3 <= len(thing) <= 16 else ()
    if len(tagged) < 2 or not tagged[-1][1].startswith("n") or known.stops.search(thing, 2):
        return ""
    return thing


def what_it_did(predicate: str, lexicons: Lexicons) -> str:
    """The part of a predicate that tells one thing from another, empty where it tells nothing.

    全部实现脱贫 → 脱贫 · 入选中国民营企业500强 → the same · 加快推进 → empty

    >>> from talentdocs.segment.lexicon import load
    >>> what_it_did("全部得到妥善安置", load())
    '妥善安置'
    """
    known = _words(lexicons)
    rest = predicate
    while word := known.light.of(rest):
        rest = rest[len(word) :]
    rest = _AND_ALSO.split(rest, maxsplit=1)[0]
    opens_next = known.link.of(rest) if rest[-1:] in _LEADS_ON else ""  # 签约率达到: of the next number
    if opens_next or known.vague.of(rest) or not 2 <= len(rest) <= 24 or _DIGIT.search(rest):
        return ""
    return rest


def before_praise(noun: str, lexicons: Lexicons) -> str:
    """“天府市民云”平台不断优化 → “天府市民云”平台: a topic without what is said of it in general.

    Where a thing follows, the topic is that: 以“一网通办”全面推进数字社会建设 → 数字社会建设.
    """
    match = _words(lexicons).vaguely.search(noun, 2)
    if not match:
        return noun
    after = noun[match.end() :]
    return after if len(after) >= 4 else noun[: match.start()]


def _first_item(words: str) -> str:
    """超然书房、校园书苑 → 超然书房; 智力、肢体残疾人 stays whole, since so short an item shares
    what follows."""
    first, mark, rest = words.partition("、")
    if "（" in first and "）" not in first and "）" in rest:
        inner, _, rest = rest.partition("）")
        first, (more, mark, rest) = f"{first}、{inner}）", rest.partition("、")
        first += more
    second = rest.partition("、")[0]
    shared = len(first) == 1 or (len(first) == 2 and len(second) >= 5)
    return f"{first}、{second}" if mark and shared else first


_BRACKETED = re.compile(r"[（(][^（）()]*[）)]")
_ORDER = re.compile(r"^[\x00\s*]*[一二三四五六七八九十]{1,2}是")
_MAY_BE_BASE = re.compile(
    r"(?:基础上?|同期|五年|逆势|名义|实际|口径)$|[比较][^，；。、]{0,14}$|剔除|[高低优好快]于"
)
_BASE = re.compile(
    r"(?:(?:同口径|剔除[^，]{2,14}?(?:因素|影响)后?|按[^，]{2,8}?口径|同比|环比|比上年同期|比上年|较上年|比去年|较去年|上年同期|按可比价格?(?:计算)?|比年初|较年初|五年|逆势|名义|实际)"
    r"|(?:可)?在[^，；。]{0,12}基础上?|(?:高于|低于|优于|好于|快于)[^，；。、]{0,4}?(?:均|平均|平均水平|水平)|(?<!占)(?:比|较)[^，；。、]{0,14}?)$"
)
_WEAK_LINKS = frozenset(
    ("约", "近", "超过", "超", "过", "不超过", "不低于", "不少于", "接近", "至少", "大约", "低于", "高于")
)
_GOAL = re.compile(r"(?:年度|全年)?(?:目标任务|目标|任务|计划)(?:数|值)?")
_MEANS = frozenset("户亩人日月年平场")
"""Characters that make 均 part of a name (户均, 亩均)."""


def _begins_noun(char: str) -> bool:
    return "\u4e00" <= char <= "\u9fff" or char in "“《" or char.isalnum()


def _strip_tail(rest: str, known: _Words) -> tuple[str, str]:
    """Take adverbs, bounds and link verbs off the end; the link nearest to the number counts."""
    link = ""
    while rest:
        word = known.link.of(rest)
        if word and len(known.kept_tail.of(rest)) > len(word):
            break
        changes = bool(word) and known.suffixes[word][0]
        if word and (not link or not changes or not known.suffixes[link][0]):
            if not link or (changes and link in _WEAK_LINKS):
                link = word
            rest = rest[: -len(word)]
            continue
        length = _tail_length(rest, known)
        if not length or (length == 1 and rest[-1] == "均" and rest[-2:-1] in _MEANS):
            break
        rest = rest[:-length]
    return rest, link


def _tail_length(rest: str, known: _Words) -> int:
    """How many characters an adverb, a bound or a denominator (每人, 每平方米) takes at the end, 0 for
    none."""
    length = len(known.tail.of(rest)) or int(rest[-1].isspace())
    at = rest.rfind("每", -6)
    if at >= 0 and rest[at + 1 :].lstrip("十百千万") in known.things:
        return max(len(rest) - at, length)
    return length


def _strip_base(rest: str, known: _Words) -> str:
    while match := _BASE.search(rest) if _MAY_BE_BASE.search(rest) else None:
        rest = rest[: match.start()]
    return rest


def _split_verbs(rest: str, known: _Words) -> tuple[str, str]:
    verbs = ""
    rest = rest.replace(BLANK, "")
    while word := known.head.of(rest):
        following = rest[len(word) :]
        if len(word) > 1 and following[:1] in _NOUN_ENDS:
            break
        if word in known.keeps and len(known.wholes_at.of(rest)) > len(word):
            break
        if word in known.keeps:
            verbs += word
            rest = following
            joint = _JOINT.match(rest)
            if joint and known.head.of(rest, joint.end()) in known.keeps:
                verbs += joint.group()
                rest = rest[joint.end() :]
            continue
        if len(known.wholes_at.of(rest)) > len(word):
            break
        rest = following.lstrip("，、：")
    if not verbs and (cut := _past_prelude(rest, known)):
        return cut
    strong = known.strong.search(rest, 1) if "新" in rest else None
    if (
        strong
        and len(rest) - strong.end() >= 2
        and (strong.start() >= 6 or (verbs and not verbs.startswith("新")))
    ):
        return strong.group(), rest[strong.end() :]
    return verbs, rest


def _past_prelude(rest: str, known: _Words) -> tuple[str, str] | None:
    """会同卫健部门设置水质监测点: the last known verb and what follows it."""
    if not known.prelude.of(rest) and not known.award.search(rest, 1):
        return None
    last: tuple[str, str] | None = None
    position = 2
    while position < len(rest):
        word = known.head.of(rest, position)
        position += len(word) or 1
        if (
            len(word) > 1
            and word in known.keeps
            and len(rest) - position >= 2
            and rest[position] not in _NOUN_ENDS
            and rest[position:].removesuffix("占") not in known.heads
        ):
            last = (word, rest[position:])
    return last


def _clean_noun(noun: str, heads: frozenset[str] = frozenset()) -> str:
    """The noun without time, relative clauses, quotes' remnants and trailing particles."""
    noun = noun.replace(BLANK, "").strip("，、；：。 \t\u3000—*的了")
    if "下达" in noun:
        noun = _ORDERED.sub("", noun)
    clause, of, after = noun.rpartition("的")
    if of and len(after) == 2 and 2 <= len(clause) <= 12 and "、" not in clause:
        noun = clause + after  # 经常参加足球活动的学生: two characters alone say too little
    elif of and after in heads and 2 <= len(clause) <= 18 and "、" not in clause:
        noun = clause + after  # 科技进步对经济增长的贡献率: a property is nothing without its owner
    elif of and len(after) >= 2 and "占" not in noun:
        noun = after
    noun = _LEFT_OVER.sub("", noun)
    if noun[:1].isdecimal():
        noun = _FIELDS.sub("", noun)
    if noun[:1] in "是为相" and _MULTIPLE_OF.match(noun):
        return ""
    if "从" in noun and noun[-1:] in "中里":
        noun = _OUT_OF.sub("", noun)
    if noun[-1:] in _FOR_WHOM and noun[-2:] != "结对":
        return ""  # 分三批对…, 逐步将…: what the verb is done to stands behind the number
    if not noun.startswith("实现"):
        noun = noun.replace("实现", "", 1)
    if "、" in noun and (match := _AND_SO_ON.search(noun)) and len(noun) - match.end() >= 2:
        noun = noun[match.end() :]
    if "有" in noun and not noun.startswith("每") and (match := _HAVING.search(noun)):
        noun = noun[match.end() :]
    if "提供" in noun:
        noun = _PROVIDES.sub("", noun)  # 为群众提供法律援助: whom it is for is not what is counted
    if noun[:1] in _WHOSE_FIRST:
        noun = _WHOSE.sub("", noun)
    if noun.count("“") != noun.count("”"):
        noun = noun.replace("“", "").replace("”", "")
    return "".join(noun.split())


_CLOSING = (
    r"(?:全面|综合|整体)?(?:{0}|提升|提质)+(?:(?:示范|试点|治理)?(?:项目|工程|任务|试点))?"
    r"(?=$|[、和及并等]|全[部面]|完成|顺利|基本|竣工|开工|加快|有序|成效|稳步|取得|进展|提速|持续|扎实)"
)
_ABUTTING = re.compile(r"[\d.]+[万亿千百]*[余多]?[人名户家个项类座条支台辆]")
"""12类45项基本公共服务, 44支1260人: a second number right behind the first."""
_ANDS = tuple("、和及与并")
_LEADS_ON = tuple("到达至为过破")
_AND_ALSO = re.compile(r"并(?!网|购|轨|入)|，")
_AND_MORE = re.compile(r"(?:和|及|以及)(?=一批|一系列|\d)")
_DIGIT = re.compile(r"\d")
_ASKS = ("目标", "任务", "计划", "要求", "建议", "做法", "意见")
_NOUN_ENDS = frozenset("率量值额员者店品场馆厅费性障型器")
"""Characters that make a noun of the verb before them (就业率, 服务员)."""
_JOINT = re.compile(r"(?:和|及|并|、|与|或)")
_ORDERED = re.compile(r"^.{0,6}下达(?:我[市县区州])?(?=.{2})")
_RECKONED = late(r"^[，；。]?按照?[\u4e00-\u9fff、]{2,14}?(?:测算|计算|推算|估算|口径)")
_AND_SO_ON = re.compile(r"等(?!级|于|额|值|待|候)")
_HAVING = late(r"(?:设有|建有|拥有|共有|现有|已有|实有)(?=[\u4e00-\u9fff“]{2})")
_LEFT_OVER = re.compile(
    r"(?<=.{2})(?:没有|未能|尚未|仍然?|共计?|合计|分别|稳定|一般|由负转正|由降转升|止跌回升|扭亏为盈|[由从](?:过去|以前|原来|原先|此前|最初|当初|改革前)?)$"
)
_MULTIPLE_OF = re.compile(r"(?:是|为|相当于)“?十[一二三四五六]五”?(?:时期|期间|末)?$")
_OUT_OF = re.compile(r"^.{0,4}从.{2,12}[中里]$")
_FIELDS = re.compile(r"^\d+[个大](?:方面|领域|类别|大类|类)(?=$|.{2})")
"""6个方面78项任务: how many fields is no name of what is counted."""
_FOR_WHOM = tuple("对将把从")
_PROVIDES = late(r"^[\u4e00-\u9fff、]{2,12}提供(?=[\u4e00-\u9fff]{2})")
_WHOSE = re.compile(r"^(?:其中|我市|全市|我省|全省|全县|我县|全区|我区|全州)+")
_WHOSE_FIRST = ("其", "我", "全")
