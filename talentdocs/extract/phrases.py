"""Noun phrases beside a number (数量旁的名词短语): what stands left of it, what stands right, which verbs lead and link.

    新增两院院士16名，达到59名     left: verbs 新增, noun 两院院士 · left: link 达到, no noun
    社会消费品零售总额增长6.4%      left: noun 社会消费品零售总额, link 增长 (change, 增速)
    培育100名左右市级技术能手      left: verbs 培育 · right: noun 市级技术能手
    8家企业成为国家创新型企业       right: noun 企业, predicate 成为国家创新型企业

All words come from ``lexicons/``: link_verbs, indicator_verbs, indicator_noise, quantity_bounds, right_stops.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from talentdocs.segment.lexicon import Lexicons, alternation

BLANK = "\x00"
"""Stands for each character of a word of time that was taken out before parsing."""


@dataclass(frozen=True, slots=True)
class Left:
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


@dataclass(frozen=True, slots=True)
class Right:
    """What stands behind the unit, up to the next boundary."""

    noun: str
    predicate: str
    """What the noun did (成为国家创新型企业), else empty."""


@dataclass(frozen=True, slots=True)
class _Words:
    tail: re.Pattern[str]
    link: re.Pattern[str]
    suffixes: dict[str, tuple[bool, str]]
    base: re.Pattern[str]
    head: re.Pattern[str]
    drops: frozenset[str]
    keeps: frozenset[str]
    bounds: re.Pattern[str]
    stops: re.Pattern[str]
    kept_tail: re.Pattern[str]
    strong: re.Pattern[str]
    gift: re.Pattern[str]
    prelude: re.Pattern[str]
    award: re.Pattern[str]
    wholes: frozenset[str]
    """First two characters of words whose first character is a noise word by itself (共享)."""


@lru_cache(maxsize=8)
def _words(lexicons: Lexicons) -> _Words:
    links = lexicons.table("link_verbs")
    link = "|".join(
        (f"(?<![{''.join(e.list('not_after'))}])" if e.list("not_after") else "") + re.escape(e.key)
        for e in sorted(links.values(), key=lambda e: -len(e.key))
    )
    left_bounds = [e.key for e in lexicons.table("quantity_bounds").values() if e.text("side") == "left"]
    right_bounds = [e.key for e in lexicons.table("quantity_bounds").values() if e.text("side") == "right"]
    verbs = lexicons.table("indicator_verbs")
    drops = frozenset(e.key for e in verbs.values() if e.text("action") == "drop") | frozenset(
        lexicons.words("indicator_noise"))
    keeps = frozenset(e.key for e in verbs.values() if e.text("action") == "keep")
    adverb = alternation(lexicons.words("link_adverbs"))
    per = r"每[\u4e00-\u9fff]{1,3}?(?=每|最|约|近|不|补|奖|按|$)|每(?:人|户|名|亩|年|月|天|日|季度|次|家|个|期|部|套|平方米|公里|学期|学年)"
    return _Words(
        tail=re.compile(rf"(?:{adverb}|{alternation(left_bounds)}|{per}|[\x00\s的、]|按)$"),
        link=re.compile(rf"(?:{link})$"),
        suffixes={e.key: (e.text("gives") == "change", e.text("suffix")) for e in links.values()},
        base=re.compile(
            r"(?:(?:同比|环比|比上年同期|比上年|较上年|比去年|较去年|上年同期|按可比价格?(?:计算)?|比年初|较年初|五年|逆势|名义|实际)"
            r"|(?<!占)(?:比|较)[^，；。、]{0,14}?)$"
        ),
        head=re.compile(alternation(drops | keeps)),
        drops=drops,
        keeps=keeps,
        bounds=re.compile(rf"(?:\s?(?:（含）)?{alternation([*right_bounds, '的', '及以上', '以上', '，含'])})+"),
        stops=re.compile(alternation(lexicons.words("right_stops"))),
        wholes=frozenset(lexicons.words("whole_words")),
        gift=re.compile(
            alternation(e.key for e in lexicons.table("standard_cues").values() if "right" in e.list("side")) + "$"
        ),
        prelude=re.compile(alternation(lexicons.words("prelude_words"))),
        award=re.compile(alternation(lexicons.words("award_verbs"))),
        kept_tail=re.compile(alternation(keeps) + "$"),
        strong=re.compile(alternation(word for word in keeps if word.startswith("新") and len(word) > 1)),
    )


def parse_left(words: str, lexicons: Lexicons) -> Left:
    """Parse the stretch left of a number; words of time in it are BLANK.

    >>> from talentdocs.segment.lexicon import load
    >>> left = parse_left("，社会消费品零售总额增长", load())
    >>> left.noun, left.link, left.suffix
    ('社会消费品零售总额', '增长', '增速')
    """
    known = _words(lexicons)
    rest = re.sub(r"[（(][^（）()]*[）)]", "", words[-90:])
    if rest.count("）") > rest.count("（"):
        rest = rest.rpartition("）")[2]
    rest = re.sub(r"^[\x00\s*]*[一二三四五六七八九十]{1,2}是", "", rest)
    rest, link = _strip_tail(rest, known)
    change, suffix = known.suffixes.get(link, (False, ""))
    if change:
        rest = _strip_base(rest, known)
        rest, _ = _strip_tail(rest, known)
    rest = rest.strip("，、；：。 \t\u3000—*“”" if rest.count("“") != rest.count("”") else "，、；：。 \t\u3000—*")
    example_list = rest.endswith(("等", "等地"))
    verbs, noun = _split_verbs(rest, known)
    if _GOAL.fullmatch(noun):
        noun = ""
    if example_list:
        noun = ""
    cleaned = _clean_noun(noun)
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
        rest = rest[match.end():]
    rest = rest.strip(" \t\u3000*")
    if not rest or not _begins_noun(rest[0]) or rest[0] in "和及与或":
        return Right("", "")
    clause_part, of, after = rest.rpartition("的")
    stop = known.stops.search(rest)
    if re.match(r"(?:目标|任务|计划|要求|建议|做法|意见)", after):
        return Right(_clean_noun(clause_part), "")
    relative = rest[0] in "在从由以为被与" or stop is None or stop.start() == 0 or stop.start() > len(clause_part) or re.search(r"\d", clause_part)
    if of and len(after) >= 2 and relative:
        noun = after
        if inner := known.stops.search(noun, 2):
            noun = noun[: inner.start()]
        return Right(_clean_noun(noun.split("、")[0]).rstrip("和及与"), "")
    rest = re.split(r"(?:和|及|以及)(?=一批|一系列|\d)", rest)[0]
    if stop is None or stop.start() >= len(rest) or (stop.start() == 0 and known.gift.search(rest)):
        return Right(_clean_noun(rest.split("、")[0]).rstrip("和及与"), "")
    noun = rest[: stop.start()].split("、")[0]
    predicate = rest[stop.start():].split("、")[0]
    return Right(_clean_noun(noun), re.sub(r"[\x00\s]", "", predicate))


_GOAL = re.compile(r"(?:年度|全年)?(?:目标任务|目标|任务|计划)(?:数|值)?")
_MEANS = frozenset("户亩人日月年平场")
"""Characters that make 均 part of a name (户均, 亩均)."""


def _begins_noun(char: str) -> bool:
    return "\u4e00" <= char <= "\u9fff" or char in "“《" or char.isalnum()


def _strip_tail(rest: str, known: _Words) -> tuple[str, str]:
    """Take adverbs, bounds and link verbs off the end; the link nearest to the number counts."""
    link = ""
    while rest:
        match = known.link.search(rest)
        kept = known.kept_tail.search(rest)
        if match and kept and kept.start() < match.start():
            break
        if match and (not link or known.suffixes[match.group()][0] is False or not known.suffixes[link][0]):
            better = not link or (known.suffixes[match.group()][0] and link in ("约", "近", "超过", "超", "过", "不超过", "不低于", "不少于", "接近", "至少", "大约", "低于", "高于"))
            if better:
                link = match.group()
            rest = rest[: match.start()]
            continue
        if (match := known.tail.search(rest)) and not (match.group() == "均" and rest[-2:-1] in _MEANS):
            rest = rest[: match.start()]
            continue
        break
    return rest, link


def _strip_base(rest: str, known: _Words) -> str:
    while match := known.base.search(rest):
        if match.start() == match.end():
            break
        rest = rest[: match.start()]
    return rest


def _split_verbs(rest: str, known: _Words) -> tuple[str, str]:
    verbs = ""
    rest = rest.replace(BLANK, "")
    while rest:
        match = known.head.match(rest)
        if not match or match.end() == 0:
            break
        word = match.group()
        following = rest[match.end():]
        if len(word) > 1 and following[:1] and following[0] in "率量值额员者店品场馆厅费性障型":
            break
        if word in known.keeps:
            verbs += word
            rest = following
            joint = re.match(r"(?:和|及|并|、|与|或)", rest)
            following = known.head.match(rest, joint.end()) if joint else None
            if joint and following and following.group() in known.keeps and rest[joint.end():]:
                verbs += joint.group()
                rest = rest[joint.end():]
            continue
        if len(word) == 1 and word + following[:1] in known.wholes:
            break
        rest = following.lstrip("，、：")
    if not verbs and (cut := _past_prelude(rest, known)):
        return cut
    strong = known.strong.search(rest, 1)
    if strong and len(rest) - strong.end() >= 2 and (strong.start() >= 6 or (verbs and not verbs.startswith("新"))):
        return strong.group(), rest[strong.end():]
    return verbs, rest


def _past_prelude(rest: str, known: _Words) -> tuple[str, str] | None:
    """会同卫健部门设置水质监测点: the last known verb and what follows it."""
    if not known.prelude.match(rest) and not known.award.search(rest, 1):
        return None
    last: tuple[str, str] | None = None
    for match in known.head.finditer(rest, 2):
        after = rest[match.end():]
        if match.group() in known.keeps and len(match.group()) > 1 and len(after) >= 2:
            if after[0] not in "率量值额员者店品场馆厅费性障型":
                last = (match.group(), after)
    return last


def _clean_noun(noun: str) -> str:
    """The noun without time, relative clauses, quotes' remnants and trailing particles."""
    noun = noun.replace(BLANK, "").strip("，、；：。 \t\u3000—*的了")
    noun = re.sub(r"^.{0,6}下达(?:我[市县区州])?(?=.{2})", "", noun)
    _, of, after = noun.rpartition("的")
    if of and len(after) >= 2 and "占" not in noun:
        noun = after
    if not noun.startswith("实现"):
        noun = noun.replace("实现", "", 1)
    if "、" in noun and (match := re.search(r"等(?!级|于|额|值|待|候)", noun)) and len(noun) - match.end() >= 2:
        noun = noun[match.end():]
    if not noun.startswith("每") and (match := re.search(r"(?:设有|建有|拥有|共有|现有|已有|实有)(?=[\u4e00-\u9fff“]{2})", noun)):
        noun = noun[match.end():]
    noun = re.sub(r"^(?:其中|我市|全市|我省|全省|全县|我县|全区|我区|全州)+", "", noun)
    if noun.count("“") != noun.count("”"):
        noun = noun.replace("“", "").replace("”", "")
    return re.sub(r"\s+", "", noun)
