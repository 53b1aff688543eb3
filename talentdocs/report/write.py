"""Pages to the disk (写出): all appear together, and pages of an earlier report do not linger."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

from talentdocs.tables.place import Place, explained

_OURS = re.compile(r"[dp]\d+\.html")
"""Names of pages that a report puts into its folder."""


def write_pages(folder: Path, pages: Iterable[tuple[str, str]]) -> list[Path]:
    """Write (name, content) pairs below ``folder``, whole or not at all; returns their paths in order.

    Raises OutputError where the folder cannot be written.
    """
    stream = iter(pages)
    name, content = next(stream)
    place = Place(folder, name=name)
    try:
        names = [_stage(place, name, content), *(_stage(place, *page) for page in stream)]
        place.commit(names)
    except BaseException:
        place.abandon()
        raise
    _tidy(folder, set(names))
    return [folder / name for name in names]


def _stage(place: Place, name: str, content: str) -> str:
    with explained(place.folder):
        staged = place.stage / name
        staged.parent.mkdir(exist_ok=True)
        (place.folder / name).parent.mkdir(exist_ok=True)
        staged.write_bytes(content.encode("utf-8", "replace"))
    return name


def _tidy(folder: Path, names: set[str]) -> None:
    """Remove pages that an earlier, larger report left in the folder of this one."""
    for parent in {Path(name).parent for name in names if "/" in name}:
        for path in (folder / parent).iterdir():
            if _OURS.fullmatch(path.name) and (parent / path.name).as_posix() not in names:
                path.unlink(missing_ok=True)
