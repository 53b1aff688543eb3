"""Tense (时态) of clauses: whether a clause tells of what was done, what will be done, or neither.

``read_tenses(folded, outline, lexicons)`` reads all clauses of a document in one pass, in the order of
``outline.clauses``; ``clause_tense(folded, clause, outline, lexicons)`` reads one. Call them on an outline
that ``date_sections`` has dated: a year counts against ``outline.year`` (到2025年 in one of 2023 is planned).

The place speaks first (``Clause.orientation``), its own cues may overrule it: ``promise_cues.toml`` and
``report_cues.toml``. A clause without cues of time goes with the year that opens the sentence before it.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from typing import Literal, NamedTuple

from talentdocs.extract.cues import cue_set
from talentdocs.late import late
from talentdocs.records import Clause, Outline
from talentdocs.segment.lexicon import Lexicons
from talentdocs.segment.patterns import Patterns, patterns

Tense = Literal["done", "planned", "neutral"]
PRIOR = 2.0
"""How much the place of a clause weighs against its cues."""
_CARRY = 2.5
_YEAR = late(r"(?<![\d〔\[（(])(20\d\d|19[89]\d)(?:年?\s*[-—~至到]\s*(20\d\d))?年(?:度)?(底|末)?(以来)?")
_PLAN = late(r"“?十([一二三四五六])五”?(?:规划)?(?:期间|时期|期末|末|以来)")
_QUOTED = late(r"《[^》]{0,120}》|“[^”]{0,40}”")
_DIGIT = late(r"\d")


class Reading(NamedTuple):
    """The tense of one clause and the words that decided, ``words@start-end``, or the place."""

    tense: Tense
    reason: str


_latest: list[tuple[str, Outline, Lexicons, tuple[Reading, ...]]] = []
"""The document read last: figures, commitments and citations ask for the same, and outlines hash slowly."""


def read_tenses(folded: str, outline: Outline, lexicons: Lexicons) -> tuple[Reading, ...]:
    """The tense of every clause, in the order of ``outline.clauses``."""
    for known in _latest:
        if known[0] is folded and known[1] is outline and known[2] is lexicons:
            return known[3]
    readings = tuple(_read(folded, outline.clauses, outline.year, lexicons))
    _latest[:] = [(folded, outline, lexicons, readings)]
    return readings


def clause_tense(folded: str, clause: Clause, outline: Outline, lexicons: Lexicons) -> Reading:
    """The tense of one clause: ``下一步，我局将加大投入。`` is planned, ``去年完成投资5亿元。`` done."""
    index = bisect_left(outline.clauses, clause.start, key=lambda each: each.start)
    first = index
    while first and outline.clauses[first - 1].paragraph_start == clause.paragraph_start:
        first -= 1
    return _read(folded, outline.clauses[first : index + 1], outline.year, lexicons)[-1]


def _read(folded: str, clauses: Sequence[Clause], year: int | None, lexicons: Lexicons) -> list[Reading]:
    promises, reports = cue_set(lexicons, "promise_cues"), cue_set(lexicons, "report_cues")
    says = patterns(lexicons, "clause_words")
    action = says["action"]
    readings: list[Reading] = []
    paragraph, carried, before = -1, 0.0, Reading("neutral", "")
    for clause in clauses:
        if clause.paragraph_start != paragraph:
            paragraph, carried = clause.paragraph_start, 0.0
        words = folded[clause.start : clause.end]
        shown = _blank_quotes(words)
        promise, promise_words = promises.heaviest(shown, clause.start)
        light = promise > 0 or clause.orientation == "neutral" or clause.sentence_start < clause.start
        report, report_words = reports.heaviest(shown, clause.start, light=light)
        if report_words and clause.orientation == "planned" and _attributive(shown, report_words, says):
            report, report_words = 0.0, ""
        turn, year_words = _year_turn(shown, year, clause.start, says)
        if turn > promise:
            promise, promise_words = turn, year_words
        elif -turn > report:
            report, report_words = -turn, year_words
        if turn or promise >= 4 or report >= 4:
            carried = 0.0
            if turn and abs(turn) >= 4:
                carried = _CARRY if turn > 0 else -_CARRY
        elif carried < 0 and _DIGIT.search(shown) and not action.match(shown):
            report = max(report, -carried)
        continues = clause.sentence_start < clause.start
        readings.append(
            _decide(clause, promise, report, promise_words, report_words, before if continues else None)
        )
        before = readings[-1]
    return readings


def _decide(
    clause: Clause,
    promise: float,
    report: float,
    promise_words: str,
    report_words: str,
    before: Reading | None,
) -> Reading:
    prior = PRIOR if clause.orientation == "planned" else -PRIOR if clause.orientation == "done" else 0.0
    if before is not None and before.tense != "neutral" and not (promise >= 2 or report >= 2):
        prior = prior * 0.5 + (1.5 if before.tense == "planned" else -1.5)
    score = promise - report + prior
    if promise and report and promise_words and report_words and prior == 0:
        score = promise - report
    tense: Tense = "planned" if score > 0 else "done" if score < 0 else "neutral"
    words = promise_words if tense == "planned" else report_words if tense == "done" else ""
    return Reading(tense, words or f"section {clause.orientation}")


def _attributive(words: str, cue: str, says: Patterns) -> bool:
    """Whether the ``cue`` 已 belongs to a noun in a clause that opens with a verb: 加快已征地块开发."""
    at = says["already"].search(words) if says["already"].match(cue) else None
    if at is not None and says["already_of"].match(words, at.start()):
        return True  # 对库容已满的填埋场封场
    if at is None or says["action"].match(words) is None:
        return False
    return _DIGIT.search(words, at.start(), at.start() + 14) is None


def _blank_quotes(words: str) -> str:
    if "《" not in words and "“" not in words:
        return words
    return _QUOTED.sub(lambda found: "□" * (found.end() - found.start()), words)


def _year_turn(words: str, year: int | None, offset: int, says: Patterns) -> tuple[float, str]:
    """Positive where a year ahead governs the clause, negative where a past one does, 0 for neither."""
    if year is None:
        return 0.0, ""
    if "五" in words and (found := _PLAN.search(words)):
        first = 1951 + 5 * (10 + "零一二三四五六七八九".index(found[1]))
        reason = f"{found.group()}@{offset + found.start()}-{offset + found.end()}"
        if found.start() <= 3 and (first + 4 < year or first > year):
            return (-4.0 if first + 4 < year else 4.0), reason
    for found in _YEAR.finditer(words) if "年" in words else ():
        last = int(found[2] or found[1])
        start = found.start()
        before = words[max(0, start - 2) : start]
        reason = f"{found.group()}@{offset + start}-{offset + found.end()}"
        behind = words[found.end() :]
        if not behind or says["no_turn_before"].search(before) or says["no_turn_behind"].match(behind):
            continue
        until = says["until"].search(before)
        if start and not until and not says["leads"].match(words, start - 1):
            continue
        if found[4]:
            return -4.0, reason
        if last > year:
            return 4.0, reason
        if last < year:
            return -4.0, reason
        if until or found[3]:
            return 3.0, reason
        return 0.0, ""
    return 0.0, ""
