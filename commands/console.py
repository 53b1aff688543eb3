"""The console on stderr: colour only where it is wanted, a progress bar only on a terminal."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from talentdocs.execute.progress import Callback, Progress, ignore
from talentdocs.tables.width import printable

from .language import tr

if TYPE_CHECKING:
    from rich.console import Console

PIPED_WIDTH = 100
"""Columns of talk that goes to a file or a pipe, where COLUMNS does not say otherwise."""


def console(*, stderr: bool = True) -> Console:
    """A console on stderr, or on stdout for commands that show. NO_COLOR and TERM=dumb are respected."""
    from rich.console import Console

    stream = sys.stderr if stderr else sys.stdout
    width = None if stream.isatty() or os.environ.get("COLUMNS") else PIPED_WIDTH
    force = True if os.environ.get("CLICOLOR_FORCE", "0") != "0" and not os.environ.get("NO_COLOR") else None
    return Console(file=stream, width=width, force_terminal=force, highlight=False, emoji=False)


@contextmanager
def progress_bar(*, quiet: bool, verbose: bool) -> Iterator[Callback]:
    """A callback that draws a bar on stderr, where that is a terminal; with ``verbose`` a line a document."""
    if verbose:
        yield _line
    elif quiet or not sys.stderr.isatty():
        yield ignore
    else:
        with _bar() as callback:
            yield callback


def _line(progress: Progress) -> None:
    if progress.path:
        print(f"{progress.done}/{progress.total} {printable(progress.path)}", file=sys.stderr)


@contextmanager
def _bar() -> Iterator[Callback]:
    from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeRemainingColumn
    from rich.progress import Progress as Bar

    columns = (
        BarColumn(bar_width=24),
        MofNCompleteColumn(),
        TimeRemainingColumn(),
        TextColumn("{task.fields[note]}", markup=False),
    )
    with Bar(*columns, console=console(), transient=True) as bar:
        task = bar.add_task("", total=None, note=tr("准备", "starting"))

        def draw(progress: Progress) -> None:
            failed = f"{tr('未读', 'failed')} {progress.failed} " if progress.failed else ""
            note = failed + printable(progress.path)[:40]
            bar.update(task, total=progress.total, completed=progress.done, note=note)

        yield draw
