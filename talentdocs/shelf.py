"""Shelves (存放架): plain values in files that one run leaves for the next, which need not make them again.

    keep_in(folder)
    index = shelf("names", lambda: state).get("index", make_index)
    save()

What stands on a shelf can always be made anew: a file that is damaged, or was made from something else (its
``state``), counts as empty. A program that is run again and again names a folder for them; a library keeps
nothing by itself.
"""

from __future__ import annotations

import hashlib
import json
import os
import sys
from collections.abc import Callable
from contextlib import suppress
from functools import cached_property
from pathlib import Path
from typing import Any

SUFFIX = ".shelf.json"
"""What the name of each file ends in."""


def keep_in(folder: Path | None) -> None:
    """From now on shelves are files in ``folder``, which need not exist; null for no shelves."""
    global _folder
    _folder = folder
    _shelves.clear()


def shelf(name: str, state: Callable[[], str], *, limit: int = 1000) -> Shelf | None:
    """The shelf of a name, empty where it was filled in another ``state``; null where none is kept.

    ``state`` is only asked where one is.
    """
    if _folder is None:
        return None
    found, now = _shelves.get(name), state()
    if found is None or found.state != now:
        found = _shelves[name] = Shelf(_folder / f"{name}{SUFFIX}", now, limit=limit)
    return found


def save() -> None:
    """Write down what is new since ``keep_in``; where that cannot be, nothing happens.

    Like Python's own compiled files they are left alone under ``PYTHONDONTWRITEBYTECODE``.
    """
    if not sys.dont_write_bytecode:
        for each in _shelves.values():
            each.save()


def forget(folder: Path) -> None:
    """Delete the shelves in ``folder``."""
    for file in folder.glob(f"*{SUFFIX}"):
        file.unlink(missing_ok=True)


class Shelf:
    """JSON values by name in ``file``, for one ``state`` of all that they are made from."""

    def __init__(self, file: Path, state: str, *, limit: int = 1000) -> None:
        """Nothing is read yet. With more than ``limit`` values the file is begun anew."""
        self._file = file
        self.state = state
        """What its values are made from."""
        self._limit = limit
        self._grown = False

    def get(self, name: str, make: Callable[[], Any]) -> Any:
        """The value of a name; what ``make`` returns where there is none, which is put on the shelf."""
        value = self._known.get(name)
        if value is None:
            value = self._known[name] = make()
            self._grown = True
        return value

    def save(self) -> None:
        """Replace the file by one that holds what is new, too; where that cannot be, nothing happens."""
        if not self._grown:
            return
        draft = self._file.with_suffix(f".{os.getpid()}")
        try:
            body = json.dumps(self._known, ensure_ascii=False).encode("utf-8", "surrogatepass")
            self._file.parent.mkdir(parents=True, exist_ok=True)
            draft.write_bytes(self._head(body) + b"\n" + body)
            draft.replace(self._file)
        except (OSError, TypeError, ValueError):  # a full disk; a date in a lexicon of the user
            with suppress(OSError):
                draft.unlink(missing_ok=True)
            return
        self._grown = False

    @cached_property
    def _known(self) -> dict[str, Any]:
        try:
            head, _, body = self._file.read_bytes().partition(b"\n")
            known = json.loads(body.decode("utf-8", "surrogatepass")) if head == self._head(body) else {}
        except (OSError, ValueError):
            known = {}
        return known if isinstance(known, dict) and len(known) <= self._limit else {}

    def _head(self, body: bytes) -> bytes:
        return f"{self.state} {hashlib.sha256(body).hexdigest()}".encode()


_folder: Path | None = None
_shelves: dict[str, Shelf] = {}
