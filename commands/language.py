"""Chinese or English (语言): which one this process speaks, and the two-sided strings of the command line."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from talentdocs.errors import UnknownName

Language = Literal["zh", "en"]

_spoken: Language | None = None


def language() -> Language:
    """The language of messages and help: ``--lang``, else TALENTDOCS_LANG, else the locale."""
    return _spoken or detect()


def speak(name: str | None) -> None:
    """Fix the language of this process; null goes back to the environment. Raises UnknownName for another."""
    global _spoken
    if name not in ("zh", "en", None):
        raise UnknownName("language", name, ("zh", "en"), where="--lang", code="T314")
    _spoken = "zh" if name == "zh" else "en" if name == "en" else None


def detect() -> Language:
    """Language of the environment: TALENTDOCS_LANG, else the first locale variable that is set."""
    for variable in ("TALENTDOCS_LANG", "LC_ALL", "LC_MESSAGES", "LANG"):
        value = os.environ.get(variable, "")
        if value:
            return "zh" if value.lower().startswith("zh") else "en"
    return "en"


@dataclass(frozen=True, slots=True)
class Globals:
    """What may stand anywhere on the command line, and the arguments without it."""

    rest: tuple[str, ...]
    lang: str | None = None
    debug: bool = False


def split_globals(arguments: Sequence[str]) -> Globals:
    """Take ``--lang zh|en`` and ``--debug`` out: help texts need the language before parsing."""
    rest: list[str] = []
    lang: str | None = None
    debug = False
    words = iter(arguments)
    for word in words:
        if word == "--":
            rest += [word, *words]
        elif word == "--lang":
            lang = next(words, "")
        elif word.startswith("--lang="):
            lang = word.removeprefix("--lang=")
        elif word == "--debug":
            debug = True
        else:
            rest.append(word)
    return Globals(tuple(rest), lang, debug)


def tr(zh: str, en: str) -> str:
    """The side of a two-sided text that this process speaks; help texts keep both at the point of use."""
    return zh if language() == "zh" else en
