"""Exit codes (退出码), the same for every command."""

from enum import IntEnum


class ExitCode(IntEnum):
    """What the shell learns."""

    DONE = 0
    """All done."""
    FAILED = 1
    """Some documents failed; what could be done is written."""
    USAGE = 2
    """Wrong use, or a place that cannot be written: nothing was written."""
    CONDITION = 3
    """A condition asked for by ``--fail-on`` holds."""
    INTERRUPTED = 130
    """Ctrl-C."""
