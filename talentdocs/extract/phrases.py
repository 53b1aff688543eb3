"""What stands before a number (数量前的短语): leading verbs, the noun, the verb that links both.

    新增两院院士16名，达到59名     verbs 新增, noun 两院院士 · link 达到, no noun
    社会消费品零售总额增长6.4%      noun 社会消费品零售总额, link 增长 (change, 增速)

Words and patterns are data: link_verbs, indicator_verbs, indicator_noise, quantity_bounds, phrase_patterns.
"""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from talentdocs.extract.noun_phrase import clean_noun
from talentdocs.extract.phrase_words import BLANK, PhraseWords, phrase_words
from talentdocs.late import late
from talentdocs.segment.lexicon import Lexicons


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


@lru_cache(maxsize=4096)
def parse_left(words: str, lexicons: Lexicons) -> Left:
    """Parse the stretch left of a number; words of time in it are BLANK.

    >>> from talentdocs.segment.lexicon import load
    >>> left = parse_left("，社会消费品零售总额增长", load())
    >>> left.noun, left.link, left.suffix
    ('社会消费品零售总额', '增长', '增速')
    """
    known = phrase_words(lexicons)
    rest = words[-90:]
    if "）" in rest or ")" in rest:
        rest = _BRACKETED.sub("", rest)
        if rest.count("）") > rest.count("（"):
            rest = rest.rpartition("）")[2]
    if "是" in rest:
        rest = _ORDER.sub("", rest)
    if "议" in rest:
        rest = known.says["suggested"].sub("", rest)
    if rest[:1] in _PREAMBLES or "按" in rest[:3] or "起" in rest or "以来" in rest or "会同" in rest:
        rest = known.says["reckoned"].sub("", rest)
    rest, link = _strip_tail(rest, known)
    change, suffix = known.suffixes.get(link, (False, ""))
    if change:
        rest = _strip_base(rest, known)
        rest, _ = _strip_tail(rest, known)
    rest = rest.strip(
        "，、；：。 \t\u3000—*“”" if rest.count("“") != rest.count("”") else "，、；：。 \t\u3000—*"
    )
    example_list = known.says["and_others"].search(rest, max(0, len(rest) - 2)) is not None
    verbs, noun = _split_verbs(rest, known)
    if known.says["goal"].search(noun) or (noun[:1] == "每" and noun[1:] in known.things):
        noun = ""
    if example_list:
        noun = ""
    cleaned = clean_noun(noun, known, owned=True)
    if "的" in noun and cleaned and not noun.startswith(cleaned):
        verbs = ""  # 纳入监测的低收入人口: the verb belongs to the clause before 的
    return Left(verbs, cleaned, link, change, suffix, example_list, words)


def last_object(words: str, lexicons: Lexicons) -> str:
    """What the last verb of a sentence part is done to, without its number.

    >>> from talentdocs.segment.lexicon import load
    >>> last_object("支持龙头企业建设二级节点", load())
    '二级节点'
    """
    known = phrase_words(lexicons)
    noun = parse_left(words, lexicons).noun
    _, later = _past_prelude(noun, known, led=True) or ("", noun)
    return later


def _strip_tail(rest: str, known: PhraseWords) -> tuple[str, str]:
    """Take adverbs, bounds and link verbs off the end; the link nearest to the number counts."""
    link = ""
    while rest:
        word = known.link.of(rest)
        if word and len(known.kept_tail.of(rest)) > len(word):
            break
        changes = bool(word) and known.suffixes[word][0]
        if word and (not link or not changes or not known.suffixes[link][0]):
            if not link or (changes and known.says["weak_link"].match(link)):
                link = word
            rest = rest[: -len(word)]
            continue
        length = _tail_length(rest, known)
        if not length or (length == 1 and known.says["mean"].search(rest, max(0, len(rest) - 2))):
            break
        rest = rest[:-length]
    return rest, link


def _tail_length(rest: str, known: PhraseWords) -> int:
    """How many characters an adverb, a bound or a denominator (每人, 每平方米) takes at the end, 0 for
    none."""
    length = len(known.tail.of(rest)) or int(rest[-1].isspace())
    at = rest.rfind("每", -6)
    if at >= 0 and rest[at + 1 :].lstrip("十百千万亿") in known.things:
        return max(len(rest) - at, length)
    return length


def _strip_base(rest: str, known: PhraseWords) -> str:
    while match := known.says["base"].search(rest) if known.says["maybe_base"].search(rest) else None:
        rest = rest[: match.start()]
    return rest


def _split_verbs(rest: str, known: PhraseWords) -> tuple[str, str]:
    verbs = ""
    led = False
    rest = rest.replace(BLANK, "")
    if (indeed := known.says["indeed"].match(rest)) and rest[indeed.end() :] in known.keeps:
        return rest[indeed.end() :], ""  # 计划新建40个，实际建成33个
    while word := known.head.of(rest):
        following = rest[len(word) :]
        if len(word) > 1 and known.says["noun_end"].match(following):
            break
        if word in known.keeps and len(known.wholes_at.of(rest)) > len(word):
            break
        if word in known.keeps:
            verbs += word
            rest = following
            joint = known.says["joint"].match(rest)
            if joint and known.head.of(rest, joint.end()) in known.keeps:
                verbs += joint.group()
                rest = rest[joint.end() :]
            continue
        if len(known.wholes_at.of(rest)) > len(word):
            break
        led = word in known.led
        rest = following.lstrip("，、：")
    if not verbs and (together := known.says["who_together"].search(rest)):
        deed = rest[together.end() :]
        if deed in known.keeps:
            return deed, ""  # 市、县两级共拨付3286万元
    by_others = known.prelude.of(verbs) == verbs
    if (not verbs or by_others) and (cut := _past_prelude(rest, known, led=led, by_others=bool(verbs))):
        return cut
    strong = known.strong.search(rest, 1) if "新" in rest else None
    if (
        strong
        and len(rest) - strong.end() >= 2
        and (strong.start() >= 6 or (verbs and not verbs.startswith("新")))
    ):
        return strong.group(), rest[strong.end() :]
    return verbs, rest


def _past_prelude(
    rest: str, known: PhraseWords, *, led: bool = False, by_others: bool = False
) -> tuple[str, str] | None:
    """会同卫健部门设置水质监测点: the last known verb and what follows it.

    ``led``: the word that opens the prelude was taken off already (向责任人推送预警短信).
    ``by_others``: only a verb behind those who do it counts (引导金融机构发放贷款).
    """
    opened = led or by_others or known.prelude.of(rest) or known.award.search(rest, 1)
    if not opened and not known.says["who_together"].search(rest):
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
            and not known.says["noun_end"].match(rest, position)
            and rest[position:].removesuffix("占") not in known.heads
            and (not by_others or known.says["agent_end"].search(rest[: position - len(word)]))
        ):
            last = (word, rest[position:])
    return last


_PREAMBLES = ("因", "受")
_BRACKETED = late(r"[（(][^（）()]*[）)]")
_ORDER = late(r"^[\x00\s*]*[一二三四五六七八九十]{1,2}是")
