"""The proposal that a reply answers (建议、提案): kind, number, session, proposer and title."""

from __future__ import annotations

import re
from dataclasses import dataclass

from talentdocs.late import late

_COUNT = r"[一二三四五六七八九十\d]{1,3}"
_BODY = r"(?:人大常委会|人大|人民代表大会|政协|委员会)"

_SESSION = re.compile(
    rf"(?:中国人民政治协商会议|政协)?(?:[\u4e00-\u9fff]{{2,12}}?(?=第?{_COUNT}届|人大|政协|人民代表大会)|[省市州县区旗盟])?"
    rf"{_BODY}?第?{_COUNT}届(?:全国)?{_BODY}?(?:常务委员会)?第?{_COUNT}次(?:全体)?会议"
)
_NUMBER = re.compile(
    r"第\s*[A-Za-z\-]*\s*(\d{1,12})\s*号?(?:的)?(?:[\u4e00-\u9fff]{0,4})(?=建议|提案|议案|重点)|(?:建议|提案|议案)[^《》。]{0,8}?第?\s*(\d{1,12})\s*号|第\s*(\d{1,12})\s*号"
)
_QUOTED = re.compile(r"《([^《》]{2,120}(?:《[^《》]*》[^《》]*)?)》")
_IN_QUOTES = late(
    r"“((?:关于)?[^”]{4,100}?(?:建议|提案|议案)?)”(?:的?(?:建议|提案|议案))?[^，。]{0,6}(?:收悉|收到|交)"
)
_UNQUOTED = late(
    r"(?:提出的|提交的|提的|有关|的)?(关于[^《》。；]{4,100}?的?(?:建议|提案|议案))(?:已?(?:收悉|收到|交)|后|，|[（(]第)"
)
_NAME = r"[\u4e00-\u9fff·]{2,6}?"
_PERSON = late(
    rf"(?:^|，|、|由|经|现将|关于|对)?(?P<names>{_NAME}(?:[、，]{_NAME})*)(?P<more>等(?:\d+|[一二三四五六七八九十]+)?[名位]?)?(?:人大|政协)?(?:代表|委员)(?:们)?(?:[（(][^（）()]*[）)])?(?:联名|领衔|牵头|共同|联合)?(?:在[^，。]{{2,30}}?上?)?提[出交]"
)
_HANDED_ON = re.compile(r"^.*?(?:转来|转交|转办|移交|交办|送来|分办)的")
"""贵局转来的张某代表提出的建议: who handed it on proposes nothing."""
_ADDRESSED = re.compile(
    rf"^(?:尊敬的)?(?P<names>{_NAME}(?:[、，\s]{_NAME})*)(?:等(?:\d+|[一二三四五六七八九十]+)?[名位]?)?(?:代表|委员)(?:们)?$"
)


@dataclass(frozen=True, slots=True)
class Proposal:
    """What is known of the answered proposal; every field null where the document does not say it."""

    kind: str | None = None
    number: str | None = None
    session: str | None = None
    proposer: str | None = None
    title: str | None = None


def read_session(words: str) -> str | None:
    """The congress or committee session: ``对市人大九届二次会议第12号建议的答复`` → 市人大九届二次会议."""
    found = _SESSION.search(words)
    if found is None:
        return None
    session = found.group()
    for cut in ("关于", "现就", "就", "对", "在", "于", "日"):
        if cut in session[:-6]:
            session = session.split(cut)[-1]
    return session or None


def read_proposal(
    title: str | None, opening: str, addressee: str | None, *, assisting: bool = False
) -> Proposal:
    """The proposal by the title, the opening sentences and whom the reply is addressed to.

    An opinion of an ``assisting`` office is addressed to the office that answers, not to the proposer.
    """
    head = title or ""
    return Proposal(
        kind=_kind(head, opening),
        number=_number(head) or _number(opening, after_title=True),
        session=read_session(head) or read_session(opening),
        proposer=_proposer(addressee, opening, assisting),
        title=_title(opening),
    )


def _kind(title: str, opening: str) -> str | None:
    for words in (title, opening):
        kinds = re.findall(r"提案|建议(?=[的》（(]|$|收|已|办|协|会|号|第)|议案", words)
        if kinds:
            return "提案" if kinds[-1 if words is title else 0] == "提案" else "建议"
    if "政协" in title or "委员" in title:
        return "提案"
    return "建议" if "人大" in title else None


def _number(words: str, *, after_title: bool = False) -> str | None:
    if after_title:
        found = re.search(
            r"》[^，。]{0,6}第?\s*(\d{1,12})\s*号|第\s*(\d{1,12})\s*号(?:建议|提案|议案)", words
        )
        return next((group for group in found.groups() if group), None) if found else None
    found = _NUMBER.search(words)
    return next((group for group in found.groups() if group), None) if found else None


def _proposer(addressee: str | None, opening: str, assisting: bool) -> str | None:
    if found := _PERSON.search(opening):
        names = _HANDED_ON.sub("", found["names"])
        if names not in ("您", "你", "贵"):
            return names
    if addressee is None or assisting:
        return None
    if found := _ADDRESSED.match(addressee.strip()):
        return re.sub(r"\s+", "", found["names"])
    if re.search(r"[局委办厅院]$|政府$", addressee) and re.search(r"代表|委员", opening):
        return None
    return addressee if re.search(r"建议|提案", opening) else None


def _title(opening: str) -> str | None:
    for found in _QUOTED.finditer(opening):
        if re.search(r"建议|提案|议案|关于", found[1]):
            return found[1]
    named = _IN_QUOTES.search(opening) or _UNQUOTED.search(opening)
    return named[1] if named is not None else None
