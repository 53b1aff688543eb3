"""Chinese or English (语言): which one this process speaks, and the two-sided strings of the command line."""

from __future__ import annotations

import os
from collections.abc import Sequence
from typing import Literal

Language = Literal["zh", "en"]

_spoken: Language | None = None


def language() -> Language:
    """The language of messages and help: ``--lang``, else TALENTDOCS_LANG, else the locale."""
    return _spoken or detect()


def speak(name: str | None) -> None:
    """Fix the language for this process; null goes back to the environment."""
    global _spoken
    _spoken = "zh" if name == "zh" else "en" if name == "en" else None


def detect() -> Language:
    """Language of the environment: TALENTDOCS_LANG, else the first locale variable that is set."""
    for variable in ("TALENTDOCS_LANG", "LC_ALL", "LC_MESSAGES", "LANG"):
        value = os.environ.get(variable, "")
        if value:
            return "zh" if value.lower().startswith("zh") else "en"
    return "en"


def peek(arguments: Sequence[str]) -> str | None:
    """The value of ``--lang`` among raw arguments, which help texts need before the command line is parsed."""
    for position, argument in enumerate(arguments):
        if argument == "--":
            return None
        if argument.startswith("--lang="):
            return argument.removeprefix("--lang=")
        if argument == "--lang" and position + 1 < len(arguments):
            return arguments[position + 1]
    return None


def tr(zh: str, en: str) -> str:
    """The side of a two-sided text that this process speaks; help texts keep both at the point of use."""
    return zh if language() == "zh" else en
