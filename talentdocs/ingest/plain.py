"""Plain text and Markdown (.txt, .md): the decoded file itself, so that offsets are those of the file."""

from __future__ import annotations

import re

from talentdocs.ingest import lines, problems
from talentdocs.ingest.encoding import decode
from talentdocs.ingest.likeness import likeness
from talentdocs.records import Text

_FRONT_MATTER = re.compile(r"---[ \t]*\n(.{0,20000}?)\n(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL)
_TITLE = re.compile(r"^title[ \t]*:[ \t]*(.{1,500}?)[ \t]*$", re.MULTILINE)
_CONTROL = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f]")
BINARY_SHARE = 0.05
"""Share of control and undecodable characters above which bytes are no text: random bytes have 0.1 and
more."""
READABLE = 0.2
"""Likeness to Chinese text below which bytes are no text: random bytes have -1, a table of figures 0.6."""


def read_plain(data: bytes, format: str, encoding: str | None = None) -> Text:
    """Text of a .txt or .md file: BOM dropped, line breaks made ``\\n``, nothing else changed.

    Raises ReadError T101 for a blank file and T102 for bytes that are no text.
    """
    content, name, warnings = decode(data, encoding)
    if encoding is None and looks_binary(content, name):
        raise problems.unknown("binary data")
    content = content.replace("\r\n", "\n").replace("\r", "\n")
    if not content.strip():
        raise problems.empty()
    hint = front_title(content) if format == "md" else None
    return Text(content, lines.plain(content), format, name, None, tuple(warnings), hint)


def looks_binary(content: str, encoding: str) -> bool:
    """Whether decoded bytes hold too many control and undecodable characters for a text.

    Encodings that nearly any bytes fit (UTF-16 without a mark, GB18030, Big5) must also read like a text.
    """
    sample = content[:100_000]
    bad = len(_CONTROL.findall(sample)) + sample.count("\ufffd")
    if bad > max(3, BINARY_SHARE * len(sample)):
        return True
    return encoding in ("utf-16-le", "utf-16-be", "gb18030", "big5") and likeness(sample[:4000]) < READABLE


def front_title(content: str) -> str | None:
    """Title in the YAML front matter of Markdown, if it has one: ``title: 政府工作报告``."""
    block = _FRONT_MATTER.match(content)
    title = _TITLE.search(block.group(1)) if block else None
    return title.group(1).strip("\"'") or None if title else None
