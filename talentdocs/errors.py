"""Exceptions (错误), each with a code, what happened, where, and what to do next.

Codes: T1xx reading, T2xx warnings about a document that was read, T3xx lexicons and options, T4xx output.
"""

from __future__ import annotations


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
