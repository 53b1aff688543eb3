"""Patterns that are compiled where they are first needed (延迟编译), and kept from run to run.

To compile a pattern with Chinese ranges takes a millisecond or more, and a short text asks half of them
nothing: a program that reads one should not wait for all. Where ``shelf`` keeps files, what has been compiled
is kept in one.
"""

from __future__ import annotations

import base64
import importlib
import re
import sys
from array import array
from functools import cache, cached_property
from typing import Any, NamedTuple, cast

from talentdocs.shelf import shelf

_NAME = f"patterns-{sys.implementation.cache_tag}-{sys.hexversion:x}"
"""Of the file of this version of Python."""
LIMIT = 4000
"""Patterns that are kept at most; a file with more is begun anew."""


def late(pattern: str) -> re.Pattern[str]:
    """The same as ``compiled(pattern)``, later: a malformed pattern raises re.error at its first use."""
    return cast("re.Pattern[str]", _Late(pattern))


def compiled(pattern: str) -> re.Pattern[str]:
    """The same as ``re.compile(pattern)``, read from the kept file where it is there.

    The engine of ``re`` has no public way to load what it compiled. This goes by its private parts, takes
    nothing that does not carry the right check sum and the engine's own number, and else compiles as ever.
    """
    kept = shelf(_NAME, _engine, limit=LIMIT)
    if kept is None or not _works():
        return re.compile(pattern)
    return _put_together(pattern, _Code(*kept.get(pattern, lambda: [*_take_apart(pattern)])))


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


@cache
def _works() -> bool:
    """Whether this Python has the parts that are needed."""
    probe = "[一二]+(?P<name>年)?"
    try:
        return _put_together(probe, _take_apart(probe)).fullmatch("二年") is not None
    except Exception:
        return False


@cache
def _engine() -> str:
    """What the engine's code depends on: its own number, which changes with it, and the order of bytes."""
    return f"{getattr(_private('_sre'), 'MAGIC', None)} {sys.byteorder}"


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
