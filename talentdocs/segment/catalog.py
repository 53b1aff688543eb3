"""Which lexicons there are (词表目录): what each is, how many entries it has, and whose they are."""

from __future__ import annotations

from dataclasses import dataclass

from talentdocs.segment.lexicon import Lexicons, default_folder
from talentdocs.segment.scan import lexicon_files


@dataclass(frozen=True, slots=True)
class Listing:
    """One lexicon as it is read, and how many of its entries a user's folders add or change."""

    name: str
    entries: int
    own: int
    about: str
    """First sentence of the comment that opens the product's file."""


def catalog(lexicons: Lexicons) -> list[Listing]:
    """All lexicons of a run by name. Raises LexiconError where one cannot be read."""
    product = {path.stem: path for path in lexicon_files(default_folder())}
    base = Lexicons((default_folder(),))
    listings = []
    for name in lexicons.names():
        table = lexicons.table(name)
        known = base.table(name) if name in product else {}
        own = sum(1 for key, entry in table.items() if key not in known or known[key] != entry)
        about = _about(product[name].read_text(encoding="utf-8-sig")) if name in product else ""
        listings.append(Listing(name, len(table), own, about))
    return listings


def _about(content: str) -> str:
    """First sentence of the opening comment: ``Offices (机关、单位) as governments name them``."""
    lines = []
    for line in content.splitlines():
        if not line.startswith("#"):
            break
        lines.append(line.lstrip("# "))
    return " ".join(lines).partition(". ")[0].partition(" Used by")[0].rstrip(".")
