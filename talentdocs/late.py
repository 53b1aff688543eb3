"""Patterns that are compiled where they are first needed (延迟编译), and kept from run to run.

To compile a pattern with Chinese ranges takes a millisecond or more, and a short text asks half of them
nothing: a program that reads one should not wait for all. A program that is run again and again may keep
what it has compiled in a file (``keep_in``, ``save``); a library never writes one by itself.
"""

from __future__ import annotations

import base64
import hashlib
import importlib
import json
import os
import re
import sys
from array import array
from functools import cached_property
from pathlib import Path
from typing import Any, NamedTuple, cast

LIMIT = 4000
"""Patterns that are kept at most; a file with more is begun anew."""


def late(pattern: str) -> re.Pattern[str]:
    """The same as ``compiled(pattern)``, later: a malformed pattern raises re.error at its first use."""
    return cast("re.Pattern[str]", _Late(pattern))


def compiled(pattern: str) -> re.Pattern[str]:
    """The same as ``re.compile(pattern)``, read from the kept file where it is there."""
    return _shelf.compiled(pattern) if _shelf else re.compile(pattern)


def keep_in(folder: Path) -> None:
    """From now on read compiled patterns from a file in ``folder``, which need not exist."""
    global _shelf
    _shelf = _Shelf(folder / f"patterns-{sys.implementation.cache_tag}-{sys.hexversion:x}.json")


def save() -> None:
    """Write down what has been compiled since ``keep_in``; where that cannot be, nothing happens.

    Like Python's own compiled files it is left alone under ``PYTHONDONTWRITEBYTECODE``.
    """
    if _shelf and not sys.dont_write_bytecode:
        _shelf.save()


def forget(folder: Path) -> None:
    """Delete what is kept in ``folder``."""
    for file in folder.glob("patterns-*.json"):
        file.unlink(missing_ok=True)


class _Late:
    """Stands for a compiled pattern; becomes as fast as one with the first call of each of its methods."""

    def __init__(self, pattern: str) -> None:
        self.pattern = pattern

    @cached_property
    def _compiled(self) -> re.Pattern[str]:
        return compiled(self.pattern)

    def __getattr__(self, name: str) -> Any:
        found = getattr(self._compiled, name)
        setattr(self, name, found)
        return found


class _Code(NamedTuple):
    """What the engine of ``re`` runs for one pattern, in plain types."""

    flags: int
    code: str
    """Words of 32 bits, base64."""
    groups: int
    names: dict[str, int]


class _Shelf:
    """Compiled patterns in a file of one Python version.

    The engine has no public way to load what it compiled. This one goes by its private parts, takes nothing
    that does not carry the right check sum and the engine's own number, and else compiles as ever.
    """

    def __init__(self, file: Path) -> None:
        self._file = file
        self._grown = False

    def compiled(self, pattern: str) -> re.Pattern[str]:
        """The pattern from the shelf, else compiled and put on it."""
        if not self.works:
            return re.compile(pattern)
        kept = self._known.get(pattern)
        if kept is None:
            kept = self._known[pattern] = list(_take_apart(pattern))
            self._grown = True
        return _put_together(pattern, _Code(*kept))

    @cached_property
    def works(self) -> bool:
        """Whether this Python has the parts that are needed."""
        probe = "[一二]+(?P<name>年)?"
        try:
            return _put_together(probe, _take_apart(probe)).fullmatch("二年") is not None
        except Exception:
            return False

    @cached_property
    def _known(self) -> dict[str, list[Any]]:
        """Patterns by their text."""
        try:
            check, _, body = self._file.read_text(encoding="ascii").partition("\n")
            known = json.loads(body) if check == _check_sum(body) else {}
        except (OSError, ValueError):
            known = {}
        return known if isinstance(known, dict) and len(known) <= LIMIT else {}

    def save(self) -> None:
        """Replace the file by one that holds what is new, too."""
        if not self._grown:
            return
        body = json.dumps(self._known)
        try:
            self._file.parent.mkdir(parents=True, exist_ok=True)
            draft = self._file.with_suffix(f".{os.getpid()}")
            draft.write_text(f"{_check_sum(body)}\n{body}", encoding="ascii")
            draft.replace(self._file)
        except OSError:
            return
        self._grown = False


def _check_sum(body: str) -> str:
    return f"{_private('_sre').MAGIC} {sys.byteorder} {hashlib.sha256(body.encode('ascii')).hexdigest()}"


def _take_apart(pattern: str) -> _Code:
    parsed = _private("re._parser").parse(pattern)
    code = array("I", _private("re._compiler")._code(parsed, 0)).tobytes()
    state = parsed.state
    return _Code(state.flags, base64.b64encode(code).decode(), state.groups - 1, state.groupdict)


def _put_together(pattern: str, kept: _Code) -> re.Pattern[str]:
    words = array("I", base64.b64decode(kept.code)).tolist()
    numbers = {number: name for name, number in kept.names.items()}
    index = tuple(numbers.get(number) for number in range(kept.groups + 1))
    engine = _private("_sre")
    made: re.Pattern[str] = engine.compile(pattern, kept.flags, words, kept.groups, kept.names, index)
    return made


def _private(module: str) -> Any:
    return importlib.import_module(module)


_shelf: _Shelf | None = None
