"""The proposal that a reply answers (建议、提案): kind, number, session, proposer and title.

Words are data: ``lexicons/proposal_words.toml``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from talentdocs.late import late
from talentdocs.segment.lexicon import Lexicons
from talentdocs.segment.patterns import Patterns, patterns

_QUOTED = late(r"《([^《》]{2,120}(?:《[^《》]*》[^《》]*)?)》")


@dataclass(frozen=True, slots=True)
class Proposal:
    """What is known of the answered proposal; every field null where the document does not say it."""

    kind: str | None = None
    number: str | None = None
    session: str | None = None
    proposer: str | None = None
    title: str | None = None


def read_session(words: str, lexicons: Lexicons) -> str | None:
    """The congress or committee session: ``对市人大九届二次会议第12号建议的答复`` → 市人大九届二次会议."""
    says = patterns(lexicons, "proposal_words")
    found = says["session"].search(words)
    if found is None:
        return None
    session = found.group()
    for cut in says.text("session_cuts").split("|"):
        if cut in session[:-6]:
            session = session.split(cut)[-1]
    return session or None


def read_proposal(
    title: str | None, opening: str, addressee: str | None, lexicons: Lexicons, *, assisting: bool = False
) -> Proposal:
    """The proposal by the title, the opening sentences and whom the reply is addressed to.

    An opinion of an ``assisting`` office is addressed to the office that answers, not to the proposer.
    """
    says = patterns(lexicons, "proposal_words")
    head = title or ""
    return Proposal(
        kind=_kind(head, opening, says),
        number=_number(says["number"], head) or _number(says["number_behind"], opening),
        session=read_session(head, lexicons) or read_session(opening, lexicons),
        proposer=_proposer(None if assisting else addressee, opening, says),
        title=_title(opening, says),
    )


def _kind(title: str, opening: str, says: Patterns) -> str | None:
    for words in (title, opening):
        kinds = says["kinds"].findall(words)
        if kinds:
            kind = kinds[-1 if words is title else 0]
            return "提案" if says["committee_kind"].match(kind) else "建议"
    if says["committee"].search(title):
        return "提案"
    return "建议" if says["congress"].search(title) else None


def _number(pattern: re.Pattern[str], words: str) -> str | None:
    found = pattern.search(words)
    return next((group for group in found.groups() if group), None) if found else None


def _proposer(addressee: str | None, opening: str, says: Patterns) -> str | None:
    if found := says["person"].search(opening):
        names = says["handed_on"].sub("", found["names"])
        if not says["pronoun"].match(names):
            return names
    if found := says["party"].search(opening):
        return found["names"]
    if addressee is None:
        return None
    if found := says["addressed"].match(addressee.strip()):
        return re.sub(r"\s+", "", found["names"])
    if says["office"].search(addressee) and says["member"].search(opening):
        return None
    return addressee if says["proposes"].search(opening) else None


def _title(opening: str, says: Patterns) -> str | None:
    for found in _QUOTED.finditer(opening):
        if says["quoted_title"].search(found[1]):
            return found[1]
    named = says["in_quotes"].search(opening) or says["unquoted"].search(opening)
    return named[1] if named is not None else None
