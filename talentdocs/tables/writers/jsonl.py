"""JSON lines: the form that every other is made from."""

from __future__ import annotations

import os
import shutil
from collections.abc import Sequence
from pathlib import Path

from talentdocs.tables.writers import Spool


def write(spools: Sequence[Spool], target: Path) -> None:
    """Give the one spool the name ``target``, without copying it where the file system can."""
    (spool,) = spools
    try:
        os.link(spool.path, target)
    except OSError:
        shutil.copyfile(spool.path, target)
