"""Display width (显示宽度): a Chinese character takes two columns; folding that minds punctuation."""

from __future__ import annotations

import unicodedata

NOT_FIRST = frozenset("，。；：！？、）》〉”’％」』】〕·…—,.;:!?)]}%")
"""What may not open a line."""
NOT_LAST = frozenset("（《〈“‘「『【〔([{")
"""What may not close a line."""


def width(text: str) -> int:
    """Columns that ``text`` takes: wide characters two, combining marks none, the rest one."""
    return sum(map(_cell, text))


def _cell(character: str) -> int:
    if character < "\u0300":
        return 1
    if unicodedata.combining(character) or unicodedata.category(character) in ("Cf", "Mn"):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def fold(text: str, columns: int) -> list[str]:
    """Lines of at most ``columns`` columns; Latin words and numbers stay whole where they fit."""
    lines: list[str] = []
    line, used = "", 0
    for piece in _pieces(text):
        size = width(piece)
        if used + size > columns and line:
            hangs = piece in NOT_FIRST and used + size <= columns + 2
            if not hangs:
                carried = ""
                while line and line[-1] in NOT_LAST:
                    line, carried = line[:-1], line[-1] + carried
                lines.append(line.rstrip())
                line = carried + piece.lstrip()
                used = width(line)
                continue
        line += piece
        used += size
    lines.append(line.rstrip())
    return [part for line in lines for part in _chop(line, columns + 2)] or [""]


def pad(text: str, columns: int) -> str:
    """``text`` with blanks behind it up to ``columns`` columns."""
    return text + " " * max(0, columns - width(text))


def printable(text: str) -> str:
    """Text on one line without control characters, so that it cannot steer a terminal."""
    return "".join(character if character.isprintable() else "\ufffd" for character in " ".join(text.split()))


def _pieces(text: str) -> list[str]:
    """Units that are not split: single wide characters, blanks, and runs of everything else."""
    pieces: list[str] = []
    run = ""
    for character in text:
        if character.isspace() or _cell(character) == 2 or character in NOT_FIRST:
            if run and character in ",.:%-":
                run += character
                continue
            if run:
                pieces.append(run)
                run = ""
            pieces.append(character)
        else:
            run += character
    if run:
        pieces.append(run)
    return pieces


def _chop(line: str, columns: int) -> list[str]:
    """A line that is one overlong word, in parts that fit."""
    parts: list[str] = []
    while width(line) > columns:
        cut, used = 0, 0
        while used + _cell(line[cut]) <= columns:
            used += _cell(line[cut])
            cut += 1
        parts.append(line[:cut])
        line = line[cut:]
    return [*parts, line]
