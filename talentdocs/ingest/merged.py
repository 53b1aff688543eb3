"""What a merged table cell says in the further rows that it spans (合并单元格)."""

from __future__ import annotations

import re

_DATE_OR_MARK = re.compile(r"(?:19|20)\d{2}年?(?!\d)|\d{1,2}[月日]|^[（(]?\d{1,3}[）).、．]")


def repeated(text: str, column: int) -> str:
    """``text`` for the rows below the first: itself, or empty where it would count a quantity again.

    The first column names what its rows are about and is always repeated (``6岁以下儿童``); further right
    categories, offices and dates are, and a quantity such as ``5000人`` is not.
    """
    if column == 0:
        return text
    rest = _DATE_OR_MARK.sub("", text)
    return "" if any(char.isdigit() for char in rest) else text
