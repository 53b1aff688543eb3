"""Letterhead and closing (文头、文尾): title, issuer, number, signatory, addressee and date, line by line.

Words are data: ``lexicons/letterhead_words.toml`` and ``letterhead_keys.tsv``.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from talentdocs.extract.dates import full_date, read_date
from talentdocs.late import late
from talentdocs.records import Outline, Text
from talentdocs.segment.lexicon import Lexicons
from talentdocs.segment.patterns import Patterns, patterns
from talentdocs.structure.frame import line_forms

_NUMBER = late(
    r"(?P<word>[\u4e00-\u9fff]{1,14}(?:字)?)\s*[〔\[［【（(]\s*(?P<year>(?:19|20)\d\d)\s*[〕\]］】）)]\s*(?:第\s*)?(?P<n>[A-Za-z]*\d{1,6})\s*号"
)


@dataclass(slots=True)
class Letterhead:
    """What the frame of a document says; every field null where it does not say it."""

    title: str | None = None
    issuer: str | None = None
    doc_number: str | None = None
    signatory: str | None = None
    addressee: str | None = None
    date: str | None = None
    published: str | None = None
    """Date of publication: not the date of signing."""
    head: str = ""
    """All lines of the letterhead, for what is looked up in them."""
    keyed: dict[str, str] = field(default_factory=dict)


def read_letterhead(text: Text, folded: str, outline: Outline, lexicons: Lexicons) -> Letterhead:
    """Read the lines above the body and the closing below it.

    ``某市民政局文件`` → issuer; lines of a title are joined; [2023] and （2023） are written 〔2023〕.
    """
    found = Letterhead()
    says = patterns(lexicons, "letterhead_words")
    organ = line_forms(lexicons)["organ"]
    plain: list[str] = []
    for line in _lines(text.content, folded, 0, outline.body_start, text):
        _take_line(line, found, plain, lexicons)
    found.head = "\n".join((*plain, found.addressee or ""))
    hint = text.title_hint or _keyed(found, "title", lexicons)
    _take_title(plain, found, organ, hint, says)
    closing = _lines(text.content, folded, outline.body_end, _closing_end(text, outline), text)
    _take_closing(closing, found, organ, says)
    if found.date is None and (imprint := says["imprint"].search(folded, max(0, len(folded) - 60))):
        found.date = full_date(imprint["date"])  # below the annexes
    if found.issuer is None and found.title and (match := says["organ_in_title"].match(found.title)):
        found.issuer = match["organ"]
    if found.issuer is None:
        found.issuer = _keyed(found, "issuer", lexicons)
    return found


def _keyed(found: Letterhead, gives: str, lexicons: Lexicons) -> str | None:
    """What the first label that gives it says, null where none does."""
    labels = lexicons.table("letterhead_keys").values()
    told = [found.keyed.get(entry.key) for entry in labels if entry.text("gives") == gives]
    return next(filter(None, told), None)


def _closing_end(text: Text, outline: Outline) -> int:
    return next((annex for annex in outline.annexes if annex >= outline.body_end), len(text.content))


def _lines(content: str, folded: str, start: int, end: int, text: Text) -> list[str]:
    picked = [
        line for line in text.lines if line.start >= start and line.end <= end and line.start < max(end, 1)
    ]
    return [words for line in picked if (words := folded[line.start : line.end].strip(" \t*#>\u3000-─—"))]


def _take_line(line: str, found: Letterhead, plain: list[str], lexicons: Lexicons) -> None:
    says = patterns(lexicons, "letterhead_words")
    if keyed := says["keyed"].fullmatch(line):
        key = re.sub(r"\s", "", keyed["key"]).lower()
        found.keyed.setdefault(key, keyed["value"].strip().strip("\"'"))
        label = lexicons.table("letterhead_keys").get(key)
        gives = label.text("gives") if label else ""
        if gives == "date":
            found.date = found.date or full_date(keyed["value"])
        elif gives == "published":
            found.published = full_date(keyed["value"])
        elif gives == "number":
            found.doc_number = found.doc_number or read_number(keyed["value"])
        return
    if signed := says["signatory"].search(line):
        found.signatory = re.sub(r"\s", "", signed["name"])
        line = (line[: signed.start()] + line[signed.end() :]).strip()
    if number := _NUMBER.search(line):
        rest = line[: number.start()] + line[number.end() :]
        if len(rest.strip(" （）()")) < 6:
            found.doc_number = found.doc_number or read_number(line)
            return
    if not line or (line.startswith("<") and "年" not in line):
        return
    if line[-1] in ":：" and len(line) <= 91:
        found.addressee = line[:-1].strip()
        return
    if found.date is None and _dated(line, says):
        found.date = full_date(line)
    plain.append(line)


def _dated(line: str, says: Patterns) -> bool:
    """Whether a head line is the date of delivery: on its own, or 于 … 会议上."""
    if full_date(line) is None:
        return False
    return (
        bool(says["at_session"].search(line))
        or len(line) <= 24
        or line.startswith("<")
        or bool(says["own_report"].search(line))
    )


def read_number(words: str) -> str | None:
    """Document number with 〔〕: ``慈人社建[2023]5号`` → 慈人社建〔2023〕5号."""
    found = _NUMBER.search(words)
    return f"{found['word']}〔{found['year']}〕{found['n']}号" if found else None


def _take_title(
    plain: list[str], found: Letterhead, organ: re.Pattern[str], hint: str | None, says: Patterns
) -> None:
    lines = [line for line in plain if not line.startswith("<")]
    first = next(
        (
            k
            for k, line in enumerate(lines)
            if says["title_start"].search(line) and not says["at_session"].match(line)
        ),
        None,
    )
    if first and says["title_tail"].match(lines[first]) and says["ends_in_session"].search(lines[first - 1]):
        first -= 1  # 某局对市政协五届三次会议 / 第92号提案的答复
    elif first and _short_title(lines[first], says) and _broken_title(lines[first - 1], organ, says):
        first -= 1
    above = lines[:first] if first is not None else lines
    for line in above:
        if head := says["letterhead"].fullmatch(line):
            found.issuer = found.issuer or head["organ"]
        elif organ.fullmatch(line) and len(line) >= 4:
            found.issuer = found.issuer or re.sub(r"\s", "", line)
    if first is None:
        bare = [
            line for line in above if len(line) >= 6 and not organ.fullmatch(line) and full_date(line) is None
        ]
        found.title = _once(hint) if hint else (bare[-1] if len(bare) == 1 else None)
        return
    last = first
    while not says["title_end"].search(lines[last]) and last + 1 < len(lines) and last - first < 4:
        last += 1
    if not says["title_end"].search(lines[last]):
        last = first
    if last + 1 < len(lines) and says["title_span"].fullmatch(lines[last + 1]):
        last += 1
    title = re.sub(r"\s+", "", "".join(lines[first : last + 1]))
    found.title = _fuller(title, _once(hint)) if hint else title


def _short_title(line: str, says: Patterns) -> bool:
    """Whether a title line needs the one above it: ``行动方案（2024—2026年）``; not ``政府工作报告``."""
    return len(re.sub(r"[（(].*", "", line)) <= 8 and not says["own_title"].match(line)


def _broken_title(line: str, organ: re.Pattern[str], says: Patterns) -> bool:
    """Whether a line goes on in the title below it: ``某市促进节水高质量发展``; no organ, date or name."""
    return (
        len(line) >= 8
        and not organ.fullmatch(line)
        and says["letterhead"].fullmatch(line) is None
        and not says["broken"].search(line)
    )


def _fuller(title: str, hint: str) -> str:
    """The title that the container states, where it is the same one with more words."""
    core = re.split(r"[（(\-—*]", title)[0]
    return hint if core and core in hint and len(hint) > len(core) else title


def _once(title: str) -> str:
    """A title that a page writes twice in a row, once."""
    title = re.sub(r"\s+", "", title) if not re.search(r"[A-Za-z]", title) else title.strip()
    half = len(title) // 2
    return title[:half] if half > 4 and title[:half] == title[half:] else title


def _take_closing(lines: Sequence[str], found: Letterhead, organ: re.Pattern[str], says: Patterns) -> None:
    organs: list[str] = []
    for line in lines:
        bare = re.sub(r"\s", "", line)
        if match := says["contact_signatory"].search(line):
            found.signatory = found.signatory or match["name"]
        elif (date := full_date(bare)) and len(bare) <= 14:
            found.date = date
        elif organ.fullmatch(bare) and not says["contact"].search(bare):
            organs.append(bare)
        elif (date := read_date(bare)) and len(date) == 10 and bare.endswith("日"):
            found.date = found.date or date
            if organ.fullmatch(re.split(r"\d", bare)[0]):
                organs.append(re.split(r"\d", bare)[0])
    if organs and found.issuer is None:
        found.issuer = organs[0]
