"""A cell of a terminal table that folds as Chinese is set: marks keep off line starts, names stay whole."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any

from talentdocs.tables.width import breaks

if TYPE_CHECKING:
    from rich.containers import Lines
    from rich.text import Text


@lru_cache(maxsize=1)
def folded() -> type[Text]:
    """The class of text that folds by ``breaks`` instead of after any character; nothing of it is cut."""
    from rich.containers import Lines
    from rich.text import Text

    class Folded(Text):
        def wrap(self, console: Any, width: int, *, no_wrap: bool | None = None, **options: Any) -> Lines:
            """Lines of at most ``width`` columns."""
            if no_wrap or self.no_wrap:
                return super().wrap(console, width, no_wrap=True, **options)
            lines = Lines()
            for line in self.split(allow_blank=True):
                parts = line.divide(breaks(line.plain, width, hang=0))
                for part in parts:
                    part.rstrip()
                if justify := options.get("justify") or self.justify:
                    parts.justify(console, width, justify=justify, overflow="fold")
                lines.extend(parts)
            return lines

    return Folded
