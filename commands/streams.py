"""Standard streams: UTF-8 whatever the console's code page, and quiet when a pipe breaks."""

from __future__ import annotations

import io
import os
import sys


def open_streams() -> None:
    """Make stdout and stderr UTF-8, unless PYTHONIOENCODING says otherwise; never crash."""
    forced = bool(os.environ.get("PYTHONIOENCODING"))
    for stream, errors in ((sys.stdout, "replace"), (sys.stderr, "backslashreplace")):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding=None if forced else "utf-8", errors=errors)


def silence() -> None:
    """After a broken pipe: send what is left to nowhere, so that exit does not complain."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except (OSError, ValueError):
            try:
                os.dup2(nowhere, stream.fileno())
            except (OSError, ValueError):
                continue
