"""Surroundings (上下文) of a number: what its name can borrow from the names and the words before it.

2457亿元，增长5.5%          the name before
加装电梯方面，…已完成120台   what the paragraph says that it is about
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from talentdocs.extract.followers import before_praise
from talentdocs.extract.names import Name
from talentdocs.extract.phrase_words import BLANK
from talentdocs.extract.phrases import parse_left
from talentdocs.extract.slots import Slot
from talentdocs.records import Status
from talentdocs.segment.lexicon import Lexicons
from talentdocs.segment.patterns import Patterns, patterns
from talentdocs.segment.units import Unit


def is_counted(unit: Unit | None) -> bool:
    """Whether a unit counts things or sums, so that its number is no rate and no size."""
    return unit is not None and unit.kind in ("person", "org", "count", "event", "money")


@dataclass
class Surroundings:
    """One sentence while its slots are named, in order; ``names`` grows."""

    folded: str
    slots: Sequence[Slot]
    statuses: Sequence[Status]
    before: Name | None
    """The last name of the sentence before in the paragraph."""
    lexicons: Lexicons
    names: list[Name]

    says: Patterns = field(init=False)
    """The patterns of naming."""

    def __post_init__(self) -> None:
        self.says = patterns(self.lexicons, "naming_patterns")

    def anchor(self, index: int) -> Name | None:
        """The name that a slot without one goes by: the last before it that is no standard, else any."""
        last: Name | None = None
        for position in range(index - 1, -1, -1):
            name = self.names[position]
            if not name.noun:
                continue
            if self.statuses[position] != "standard":
                return name
            last = last or name
        return last or self.before

    def counted_before(self, index: int, anchor: Name) -> Name | None:
        """The last name of the sentence that is no share, where ``anchor`` is one; else None."""
        if not self.says["rate_end"].search(anchor.noun) or anchor.suffix:
            return None
        for position in range(index - 1, -1, -1):
            name, unit = self.names[position], self.slots[position].quantity.unit
            counts = is_counted(unit) or (unit is not None and unit.kind in ("length", "area"))
            rate = self.says["rate_end"].search(name.noun)
            if counts and name.noun and not rate and self.statuses[position] != "standard":
                return name
        return None

    def spent_on(self, index: int, anchor: Name) -> Name:
        """改造小区143个，惠及居民6.8万户，完成投资11亿元: the sum is of what was done before, not of
        those who profit."""
        if not self.says["benefits"].fullmatch(anchor.verbs):
            return anchor
        for position in range(index - 1, -1, -1):
            name = self.names[position]
            if name.noun and is_counted(self.slots[position].quantity.unit) and name.verbs != anchor.verbs:
                return name
        return anchor

    def whole_of_part(self, index: int) -> Name | None:
        """参保69.8万人，其中城乡居民63.4万人、职工6.4万人: the name before 其中; None without it."""
        slot = self.slots[index]
        at = self.folded.rfind("其中", slot.sentence_start, slot.quantity.start)
        for position in range(index - 1 if at >= 0 else -1, -1, -1):
            if self.slots[position].quantity.end <= at and self.names[position].noun:
                return self.names[position]
        return None

    def after_rate(self, index: int) -> bool:
        """Whether the number before is a rate: 取暖率达到91%；新增改造8600户."""
        before = self.slots[index - 1].quantity.unit if index else None
        return before is not None and before.kind in ("percent", "permille", "point")

    def is_stage(self, index: int) -> bool:
        """设立总规模10亿元的产业基金，首期2亿元: a part of the parameter right before, in its unit."""
        before, unit = self.slots[index - 1].quantity.unit if index else None, self.slots[index].quantity.unit
        return (
            bool(index)
            and self.statuses[index - 1] == "standard"
            and before is not None
            and unit is not None
            and before.name == unit.name
        )

    def same_unit(self, index: int, unit: Unit) -> Name | None:
        """The latest name in the sentence whose number has the same unit."""
        for position in range(index - 1, -1, -1):
            before = self.slots[position].quantity.unit
            if before is not None and before.name == unit.name and self.names[position].noun:
                return self.names[position]
        return None

    def property_of(self, index: int) -> Name | None:
        """设立总规模20亿元的产业基金 → 产业基金总规模: a property that stands before its owner."""
        slot = self.slots[index]
        noun = slot.left.noun
        if noun not in self.lexicons.table("dependent_heads"):
            return None
        owned = self.says["owned"].match(self.folded, slot.quantity.end)
        owner = slot.right.noun
        if owned and not owner and index + 1 < len(self.slots):
            behind = self.slots[index + 1]
            owner = behind.right.noun if owned.end() == behind.quantity.start else ""
        return Name("", owner + noun) if owned and owner else None

    def paragraph_topic(self, index: int) -> str:
        """加装电梯方面，…: what the paragraph says that it is about."""
        slot = self.slots[index]
        start, end = slot.clause.paragraph_start, slot.quantity.start
        if self.folded.find("方面", start, end) < 0:
            return ""
        found = None
        for match in self.says["about"].finditer(self.folded[start:end]):
            found = match
        return parse_left(found[1], self.lexicons).noun if found else ""

    def launched(self, index: int) -> str:
        """打造“云岭书房”，书房里可借书。去年建成9家: what the sentences before say that was launched."""
        slot = self.slots[index]
        start, end = slot.clause.paragraph_start, slot.sentence_start
        if self.folded.find("”", start, end) < 0:
            return ""
        found = None
        for match in self.says["launched"].finditer(self.folded, start, end):
            found = match
        return found["thing"] if found else ""

    def near_topic(self, index: int) -> str:
        """建成产业园一期，总投资3.4亿元: the part right before names what the property is of."""
        if index and self.slots[index - 1].part_start == self.slots[index].part_start:
            return ""
        parts = self.says["parts"].split(self.slots[index].earlier)
        told = (part for part in reversed(parts) if not self.says["tells_no_topic"].match(part.strip(BLANK)))
        last = next((part for part in told if part.strip(BLANK + " \u3000")), "")
        if not last or self.says["numbered"].search(last):
            return ""
        noun = self._spoken_of(last)
        return noun if 3 <= len(noun) <= 16 else ""

    def following(self, index: int, *, counted: bool = False) -> str:
        """按不超过1个月的标准，开展国（境）外培训: the part behind names what the rule is about.

        ``counted``: a part with a number counts, too (投入3亿元，新建学校3所 → 学校).
        """
        slot = self.slots[index]
        start = self.folded.find("，", slot.quantity.end, slot.sentence_end) + 1
        while 0 < start < slot.sentence_end:
            end = self.folded.find("，", start, slot.sentence_end)
            part = self.folded[start : end if end >= 0 else slot.sentence_end]
            number = self.says["numbered"].search(part)
            if number is None or counted:
                words = part[: number.start()] if number else part
                noun = parse_left(words.rstrip("。；"), self.lexicons).noun
                return noun if 2 + (not counted) <= len(noun) <= 20 else ""
            start = end + 1
        return ""

    def topic(self, index: int) -> str:
        """The noun of the sentence parts before, where the number's own part has none."""
        for part in reversed(self.says["items"].split(self.slots[index].earlier)):
            if self.says["tells_no_topic"].match(part.strip(BLANK)):
                continue
            noun = self._spoken_of(part)
            if len(noun) >= 2 and not any(char.isdecimal() for char in noun):
                return noun
        return ""

    def _spoken_of(self, part: str) -> str:
        """The noun of a sentence part; of a document that it names, the matter: 出台《某市古树名木管理办法》
        → 古树名木."""
        if moved := self.says["moved"].match(part.strip(BLANK)):
            part = moved["what"]
        noun = before_praise(parse_left(part, self.lexicons).noun, self.lexicons)
        matter = self.says["matter"].search(noun) if "《" in noun else None
        return matter["matter"] if matter else noun
