"""Commitments (承诺): every clause that says what the issuer will do, with strength, offices and deadline."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from functools import lru_cache

from talentdocs.extract.answers import Answer, measure_answers, row_answers
from talentdocs.extract.deadlines import commitment_deadline, names_time, opens_with_time
from talentdocs.extract.offices import sentence_offices
from talentdocs.extract.strength import commitment_strength
from talentdocs.extract.tense import Reading, read_tenses
from talentdocs.late import compiled, late
from talentdocs.records import Clause, Commitment, Document, Figure, Outline, Section, Text
from talentdocs.segment.firsts import Finder, can_tell, openings
from talentdocs.segment.lexicon import Lexicons
from talentdocs.structure.clauses import trim

_SHORTEST = 4
_QUOTED = late(r"“([^“”]{0,40})”")
_STOPS = "。！？；"
_HAN = late(r"[\u4e00-\u9fff]")


def find_commitments(
    text: Text,
    folded: str,
    outline: Outline,
    document: Document,
    figures: Sequence[Figure],
    lexicons: Lexicons,
) -> tuple[Commitment, ...]:
    """All commitments in order of their start.

    ``支持老旧厂房改造，2024年底前盘活50处。`` under 主要任务 → encourage, due 2024-12, with the offices of
    the bracket that closes the measure. Reports, headings, lead-ins, thanks and refusals are none.
    """
    readings = read_tenses(folded, outline, lexicons)
    glossary = _glossary(outline.sections, lexicons)
    tasks = row_answers(folded, outline, document.year, lexicons)
    measures = measure_answers(folded, outline, document.year, lexicons)
    starts = [figure.start for figure in figures]
    found: list[Commitment] = []
    sentence, carried, opens = -1, None, False
    for index, clause in enumerate(outline.clauses):
        if clause.section in glossary or not _promises(
            folded, clause, readings[index], index in tasks, lexicons
        ):
            continue
        words = folded[clause.start : clause.end]
        section = outline.sections[clause.section]
        strength, strength_words = commitment_strength(words, lexicons)
        answer = tasks.get(index) or measures.get(index) or Answer(sentence_offices(words, lexicons), None)
        planned = section.year_start if section.year_start == section.year_end else None
        start, end = _row_unit(folded, clause) if clause.kind == "row" else (clause.start, clause.end)
        if found and start < found[-1].end:
            continue
        inside = figures[bisect_left(starts, start) : bisect_right(starts, end - 1)]
        said = commitment_deadline(words, document.year, lexicons, planned)
        if clause.sentence_start != sentence:
            sentence, carried, opens = clause.sentence_start, said, opens_with_time(words, lexicons)
        elif said is not None or names_time(words, lexicons):
            carried = said or carried
        elif opens or any(figure.status == "target" for figure in inside):
            said = carried
        deadline = said or answer.deadline
        found.append(
            Commitment(
                commitment_id=f"{document.doc_id}:{start}-{end}",
                doc_id=document.doc_id,
                start=start,
                end=end,
                text=text.content[start:end],
                strength=strength,
                responsible=answer.offices,
                deadline=deadline,
                figure_ids=tuple(figure.figure_id for figure in inside if figure.end <= end),
                section=section.path,
                page=text.page_at(clause.start) if text.pages else None,
                reasons=(f"planned: {readings[index].reason}", f"strength={strength}: {strength_words}"),
            )
        )
    return tuple(found)


def _row_unit(folded: str, clause: Clause) -> tuple[int, int]:
    """The unit of text that a task cell stands in: its row, or what full stops in the row leave of it.

    ``改造泵站（座）⇥15⇥市水利局⇥年底前`` is one unit: the number, the office and the time belong to the task.
    """
    first, last = clause.paragraph_start, clause.paragraph_end
    start = max(first, *(folded.rfind(mark, first, clause.start) + 1 for mark in _STOPS))
    end = clause.end
    if folded[end - 1] not in _STOPS:
        stops = [at + 1 for mark in _STOPS if (at := folded.find(mark, end, last)) >= 0]
        end = min(stops, default=last)
    return trim(folded, start, end) or (clause.start, clause.end)


# --- what is a promise ---------------------------------------------------------------------------


class _Idle:
    """What promises nothing, of one set of lexicons."""

    def __init__(self, lexicons: Lexicons) -> None:
        entries = [entry for entry in lexicons.table("not_promises").values() if entry.text("pattern")]
        self.forms = [
            (late(entry.text("pattern")), late(entry.text("unless") or "(?!)")) for entry in entries
        ]
        patterns = [entry.text("pattern") for entry in entries]
        self.inside = Finder("|".join(each for each in patterns if each[0] != "^") or "(?!)")
        opening = [each for each in patterns if each[0] == "^"]
        told = [each for each in opening if can_tell(each)]
        self.opens = openings(told)
        self.opening = compiled("|".join(told) or "(?!)")
        self.loose = [(Finder(each), late(each)) for each in opening if each not in told]

    def holds(self, words: str) -> bool:
        """Whether a clause is of a kind that promises nothing: ``感谢您对治水工作的关心。``"""
        if "“" in words:
            words = _QUOTED.sub(lambda found: f"“{'□' * len(found[1])}”", words)
        opens = words[:1] in self.opens and self.opening.match(words)
        if not (opens or self.inside.regex.search(words) or self._opens_loosely(words)):
            return False
        return any(form.search(words) and not unless.search(words) for form, unless in self.forms)

    def _opens_loosely(self, words: str) -> bool:
        """Whether a clause opens with a form that any character may begin: each is told by one inside."""
        return any(finder.sign.search(words) and form.match(words) for finder, form in self.loose)


@lru_cache(maxsize=8)
def _idle(lexicons: Lexicons) -> _Idle:
    return _Idle(lexicons)


def _promises(folded: str, clause: Clause, reading: Reading, task: bool, lexicons: Lexicons) -> bool:
    """Whether a clause says what will be done: planned, and more than a formula."""
    if clause.kind != "prose" and not (clause.kind == "row" and task):
        return False
    if reading.tense != "planned" or clause.end - clause.start < _SHORTEST:
        return False
    words = folded[clause.start : clause.end]
    if _HAN.search(words) is None:
        return False
    return not _idle(lexicons).holds(words)


def _glossary(sections: Sequence[Section], lexicons: Lexicons) -> frozenset[int]:
    """Sections that explain words (名词解释), with those below them."""
    entry = lexicons.table("orientation").get("glossary")
    if entry is None:
        return frozenset()
    pattern = compiled(entry.text("pattern"))
    inside: set[int] = set()
    for section in sections:
        if section.parent in inside or pattern.search(section.title):
            inside.add(section.index)
    return frozenset(inside)
