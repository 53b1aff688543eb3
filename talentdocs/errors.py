"""Exceptions (错误), each with a code, what happened, where, and what to do next.

Codes: T1xx reading, T2xx warnings about a document that was read, T3xx lexicons and options, T4xx output.
"""

from __future__ import annotations

from collections.abc import Iterable

SHOWN_NAMES = 20
"""Names up to which all are listed where none is like the one that is not known."""


class TalentdocsError(Exception):
    """A failure that a user can act on; ``str()`` is one line without a traceback."""

    code = "T000"

    def __init__(self, message: str, *, where: str = "", hint: str = "", code: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.where = where
        self.hint = hint
        if code is not None:
            self.code = code

    def __str__(self) -> str:
        where = f" {self.where}:" if self.where else ""
        hint = f" ({self.hint})" if self.hint else ""
        return f"{self.code}{where} {self.message}{hint}"

    def __reduce__(self) -> tuple[object, ...]:
        return (_rebuild, (type(self), self.message, self.where, self.hint, self.code))


def _rebuild(cls: type[TalentdocsError], message: str, where: str, hint: str, code: str) -> TalentdocsError:
    return cls(message, where=where, hint=hint, code=code)


class ReadError(TalentdocsError):
    """A document cannot be read (无法读取)."""

    code = "T100"


class LexiconError(TalentdocsError):
    """A lexicon file has a bad entry (词表错误)."""

    code = "T300"


class UsageError(TalentdocsError):
    """The call itself is wrong (用法错误): exit code 2."""

    code = "T310"


class OutputError(TalentdocsError):
    """A table cannot be written (无法写出)."""

    code = "T400"


class UnknownName(UsageError):
    """A name that is none of those that may stand there (没有这个名字); ``near`` holds those most like it."""

    def __init__(
        self, kind: str, word: str, known: Iterable[str], *, where: str = "", code: str = "T310"
    ) -> None:
        self.kind = kind
        self.word = word
        self.known = tuple(known)
        self.near = nearest(word, self.known)
        some = self.near or (self.known if len(self.known) <= SHOWN_NAMES else ())
        hint = f"{'did you mean' if self.near else 'one of'} {', '.join(some)}{'?' if self.near else ''}"
        hint = hint if some else ""
        super().__init__(f"no {kind} is named {word!r}", where=where, hint=hint, code=code)

    def __reduce__(self) -> tuple[object, ...]:
        return (_rename, (self.kind, self.word, self.known, self.where, self.code))


def _rename(kind: str, word: str, known: tuple[str, ...], where: str, code: str) -> UnknownName:
    return UnknownName(kind, word, known, where=where, code=code)


def nearest(word: str, known: Iterable[str], count: int = 3) -> tuple[str, ...]:
    """The names most like a misspelt one, the best first: ``xslx`` gives ``xlsx``."""
    from difflib import get_close_matches

    names = {name.lower(): name for name in known}
    return tuple(names[name] for name in get_close_matches(word.lower(), names, n=count, cutoff=0.65))
