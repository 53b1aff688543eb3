"""Work for the pool that a test can send to a worker: a document's words say what becomes of it."""

from __future__ import annotations

import os
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from talentdocs.errors import ReadError
from talentdocs.execute.outcome import Task


@dataclass(frozen=True)
class Echo:
    """Gives back a document's bytes; ``die``, ``hang``, ``eat``, ``raise``, ``once NAME`` do as they say."""

    log: str = ""
    """File to which each document's name is appended, to count how often it was done."""

    def __call__(self, data: bytes, path: str, context: Any = None) -> tuple[bytes, dict[str, Any]]:
        if self.log:
            with Path(self.log).open("a", encoding="utf-8") as stream:
                stream.write(f"{path}\n")
        act(data.decode())
        return data + str(context or "").encode(), {"path": path, "size": len(data)}


class Light(Echo):
    """Says of texts that begin with ``light`` that they need no worker; gives back where each was done."""

    def light(self, path: str, size: int, head: bytes) -> bool:
        return path.endswith(".txt") and size < 100 and head.startswith(b"light")

    def __call__(self, data: bytes, path: str, context: Any = None) -> tuple[bytes, dict[str, Any]]:
        return str(os.getpid()).encode(), {}


def act(words: str) -> None:
    if words == "die":
        os._exit(3)
    if words == "hang":
        time.sleep(600)
    if words == "eat":
        assert len(bytearray(3 << 30))
    if words == "raise":
        raise ReadError("broken", hint="mend it", code="T104")
    if words == "bug":
        raise KeyError("x")
    if words.startswith("once "):
        try:
            Path(words.removeprefix("once ")).touch(exist_ok=False)
        except FileExistsError:
            return
        os.kill(os.getpid(), 9)


def make_tasks(folder: Path, contents: list[str], suffix: str = "txt") -> list[Task]:
    tasks = []
    for number, content in enumerate(contents):
        file = folder / f"{number}.{suffix}"
        file.write_text(content)
        tasks.append(Task(file.name, str(file), len(content)))
    return tasks
