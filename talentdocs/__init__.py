"""Read Chinese official replies, opinions and reports; tables of figures, commitments and citations.

    import talentdocs
    talentdocs.extract("folder").figures          # a pandas DataFrame
    talentdocs.compare("folder").comparisons      # promised against reported
    talentdocs.process_text("到2025年，技能人才总量达到50万人。").figures

Names are imported when they are first used, so that ``import talentdocs`` costs nothing.
"""

from __future__ import annotations

import sys
from importlib import import_module
from types import ModuleType
from typing import TYPE_CHECKING, Any

from talentdocs.version import VERSION as __version__

if TYPE_CHECKING:
    from talentdocs.api import Comparisons, Result, compare, extract, process_text, read

_HOMES = dict.fromkeys(
    ("Comparisons", "Result", "compare", "extract", "process_text", "read"), "talentdocs.api"
)

__all__ = ["Comparisons", "Result", "__version__", "compare", "extract", "process_text", "read"]


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(_HOMES[name]), name)


class _Package(ModuleType):
    """Keeps ``talentdocs.extract`` the verb when the subpackage of the same name is imported."""

    def __setattr__(self, name: str, value: Any) -> None:
        if not (name in _HOMES and isinstance(value, ModuleType)):
            super().__setattr__(name, value)


sys.modules[__name__].__class__ = _Package


def __dir__() -> list[str]:
    return sorted({*globals(), *_HOMES})
