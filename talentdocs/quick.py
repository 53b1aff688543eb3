"""Frozen records (不可变记录) that are made as fast as plain ones.

A frozen dataclass sets each field by ``object.__setattr__``, which takes four times as long as an assignment;
a document of forty pages makes a thousand records of up to thirty fields. While it is made, a quick record
is of a plain class with the same slots; from then on it is frozen.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import MISSING, fields
from typing import Any, TypeVar

T = TypeVar("T")
_UNSET: Any = object()


def quick(record: type[T]) -> type[T]:
    """The same frozen dataclass with another ``__init__``; stands above ``@dataclass(frozen, slots)``."""
    kind: Any = record
    plain = type(kind.__name__, (), {"__slots__": kind.__slots__})
    known: dict[str, Any] = {"become": object.__setattr__, "plain": plain, "record": record, "UNSET": _UNSET}
    arguments, lines = ["self"], ['become(self, "__class__", plain)']
    for field in fields(kind):
        value = name = field.name
        if field.default_factory is not MISSING:
            known[f"new_{name}"] = field.default_factory
            arguments.append(f"{name}=UNSET")
            value = f"new_{name}() if {name} is UNSET else {name}"
        elif field.default is not MISSING:
            known[f"default_{name}"] = field.default
            arguments.append(f"{name}=default_{name}")
        else:
            arguments.append(name)
        lines.append(f"self.{name} = {value}")
    lines.append("self.__class__ = record")
    source = f"def __init__({', '.join(arguments)}):\n    " + "\n    ".join(lines)
    exec(source, known)  # as dataclasses does
    made: Callable[..., None] = known["__init__"]
    made.__qualname__ = f"{kind.__qualname__}.__init__"
    made.__annotations__ = dict(kind.__init__.__annotations__)
    kind.__init__ = made
    return record
