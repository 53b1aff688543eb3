"""Names (指标名称) in their parts, and how one is joined from two.

中国专利金奖、银奖 → 中国专利银奖 · 国家级绿色园区、绿色工厂 → 国家级绿色工厂 · X 占 Y 的比重 → X占Y比重
"""

from __future__ import annotations

from typing import NamedTuple

from talentdocs.extract.phrase_words import BLANK
from talentdocs.segment.patterns import Patterns
from talentdocs.segment.words import tag


class Name(NamedTuple):
    """A name in its parts, so that what follows can borrow from it."""

    verbs: str
    noun: str
    suffix: str = ""

    @property
    def full(self) -> str:
        """The name as it stands in the table."""
        return f"{self.verbs}{self.noun}{self.suffix}"

    def tidied(self) -> Name:
        """The name without marks and white space: ``**城镇居民**人均收入的`` → 城镇居民人均收入."""
        noun = self.noun.replace(BLANK, "").replace("*", "")
        noun = "".join(noun.split()).strip("，、；：。的—-").removesuffix("于")
        return Name(self.verbs.replace("*", ""), noun, self.suffix)


def inherited(before: str, noun: str, says: Patterns) -> str:
    """What a list member takes from the one before: 中国专利金奖、银奖 → 中国专利银奖."""
    if len(noun) == 2 and len(before) > 4 and before[-1] == noun[-1]:
        return before[:-2] + noun
    at = before.rfind(noun[:2])
    if at > 1 and len(noun) <= 4 and len(before) - at <= len(noun) + 1:
        return before[:at] + noun
    grade = says["grade"].match(before)
    if grade and not says["grade"].match(noun) and before[grade.end() : grade.end() + 2] == noun[:2]:
        return grade.group() + noun
    return noun


def with_field(before: str, name: Name, says: Patterns) -> Name | None:
    """教育领域高层次人才120名，高层次人才总量…: the field goes on; None where there is none."""
    field = says["field"].match(before)
    if field is None or name.noun.startswith(field.group()):
        return None
    trail = says["trail"].search(before)
    length = len(trail.group()) if trail else 0
    if name.noun[-4:] != before[-4 - length :][:4]:
        return None
    return Name(name.verbs, field.group() + name.noun, name.suffix)


def stripped(words: str, says: Patterns) -> str:
    """The stretch left of a number without what leads up to it: 第三产业占比达到 → 第三产业占."""
    words = words.replace(BLANK, "").strip("，、；：。 ")
    return says["reaching"].sub("", words).strip("的")


def share_name(part: str, whole: str, says: Patterns) -> Name:
    """研发投入, 地区生产总值的比重达到 → 研发投入占地区生产总值比重."""
    whole = says["whole_tail"].sub("", whole.replace(BLANK, "")).strip("的到 ")
    part = says["share_before"].sub("", says["whose_part"].sub("", part)).strip("的")
    if not whole:
        return Name("", part if says["rate_end"].search(part) else f"{part}占比")
    return Name("", f"{part}占{whole}比重")


def without_verb(noun: str) -> str:
    """约谈供货企业 → 供货企业: what a verb of its own is about, for another verb to take (清退1家)."""
    words = tag(noun[:24]) if len(noun) > 3 else ()
    if len(words) > 1 and words[0][1] == "v" and len(words[0][0]) > 1 and len(noun) - len(words[0][0]) >= 2:
        return noun[len(words[0][0]) :]
    return noun


def only_deeds(noun: str) -> bool:
    """联审通过, 兑付: words of doing without a thing, which only the paragraph's topic tells."""
    return all(flag[0] in "vdp" for _, flag in tag(noun))
