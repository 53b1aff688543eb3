"""What stands behind a number (数量后的短语): the noun that is counted and what it did.

    培育100名左右市级技术能手      noun 市级技术能手
    6家企业成为省级示范企业         noun 企业, predicate 成为省级示范企业
    推进12个老旧小区微改造          noun 老旧小区微改造: a verb that closes a compound

Words and patterns are data: right_stops, quantity_bounds, phrase_patterns.
"""

from __future__ import annotations

from typing import NamedTuple

from talentdocs.extract.noun_phrase import clean_noun, first_item
from talentdocs.extract.phrase_words import BLANK, PhraseWords, phrase_words
from talentdocs.late import late
from talentdocs.segment.lexicon import Lexicons
from talentdocs.segment.patterns import Patterns
from talentdocs.segment.words import tag


class Right(NamedTuple):
    """What stands behind the unit, up to the next boundary."""

    noun: str
    predicate: str
    """What the noun did (成为省级示范企业), else empty."""


def parse_right(words: str, lexicons: Lexicons) -> Right:
    """Parse the stretch right of a unit, which ends at the next boundary.

    >>> from talentdocs.segment.lexicon import load
    >>> parse_right("左右年龄适合的绍兴青年工匠", load()).noun
    '绍兴青年工匠'
    """
    known = phrase_words(lexicons)
    says, rest = known.says, words
    if match := known.bounds.match(rest):
        rest = rest[match.end() :]
    if rest[:1].isdecimal() and (abutting := says["abutting"].match(rest)):
        rest = rest[abutting.end() :]
    rest = rest.strip(" \t\u3000*" + BLANK)
    if not rest or not _begins_noun(rest[0]) or says["no_noun"].match(rest) or known.link.of(rest) == rest:
        return Right("", "")
    clause_part, of, after = rest.rpartition("的")
    first = known.closes.of(rest)  # 建设内容28项: a verb that closes compounds may open one
    stop = known.stops.search(rest, len(known.wholes_at.of(rest)) or len(first))
    if says["asks"].search(after):
        return Right(clean_noun(clause_part, known), "")
    relative = (
        says["relative"].match(rest)
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
        return Right(_unjoined(clean_noun(adjective + noun.split("、")[0], known), says), deed)
    if match := says["and_more"].search(rest):
        rest = rest[: match.start()]
    if stop is None and (word := known.link.of(rest)) and says["to_a_number"].search(word):
        rest = rest[: -len(word)]  # 由2个县（市、区）扩大到: the verb leads to the next number
    if stop is None or stop.start() >= len(rest) or (stop.start() == 0 and known.gift.search(rest)):
        return Right(_unjoined(clean_noun(first_item(rest), known), says), "")
    noun = first_item(rest[: stop.start()])
    if (
        len(noun) < 2
        and stop.start() > 0
        and not (known.light.of(stop.group()) or known.vague.of(stop.group()))
    ):
        noun = first_item(rest)
        return Right(clean_noun(noun, known), "")
    at = stop.start()
    if noun == rest[:at] and (closing := known.closing.match(rest, at)):
        noun, at = rest[: closing.end()], closing.end()
    elif noun == rest[:at] and known.closes.of(stop.group()) and (thing := _named_after(rest[at:], known)):
        return Right(clean_noun(noun + thing, known), "")
    predicate = "".join(rest[at:].split("、")[0].replace(BLANK, "").split())
    if says["list_joint"].match(rest, at) or (at and says["list_joint"].match(rest, at - 1)):
        predicate = ""  # 设置34家机构、建成…: of the next member of the list
    return Right(says["trailing_adverb"].sub("", clean_noun(noun, known)) or noun, predicate)


def _unjoined(noun: str, says: Patterns) -> str:
    return says["trailing_joint"].sub("", noun)


def _named_after(words: str, known: PhraseWords) -> str:
    """建设示范区 behind 国家生态文明: a thing that is named by a verb that closes compounds, else empty."""
    thing = first_item(words)
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
    known = phrase_words(lexicons)
    rest = predicate
    while word := known.light.of(rest):
        rest = rest[len(word) :]
    rest = known.says["and_also"].split(rest, maxsplit=1)[0]
    leads_on = known.says["leads_on"].search(rest, max(0, len(rest) - 1))
    opens_next = known.link.of(rest) if leads_on else ""  # 签约率达到: of the next number
    if opens_next or known.vague.of(rest) or not 2 <= len(rest) <= 24 or _numbered(rest, known):
        return ""
    return rest


def _numbered(predicate: str, known: PhraseWords) -> bool:
    """Whether a number stands in a predicate, other than that of a list of the best (500强)."""
    return _DIGIT.search(known.says["ranked"].sub("", predicate)) is not None


def before_praise(noun: str, lexicons: Lexicons) -> str:
    """“临溪通办”平台不断优化 → “临溪通办”平台: a topic without what is said of it in general.

    Where a thing follows, the topic is that: 以“一网通办”全面推进数字社会建设 → 数字社会建设.
    """
    match = phrase_words(lexicons).vaguely.search(noun, 2)
    if not match:
        return noun
    after = noun[match.end() :]
    return after if len(after) >= 4 else noun[: match.start()]


def _begins_noun(char: str) -> bool:
    return "\u4e00" <= char <= "\u9fff" or char in "“《" or char.isalnum()


_DIGIT = late(r"\d")
