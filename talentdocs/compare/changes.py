"""What differs between two comparisons (变化): new promises, new results, other verdicts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Literal

from talentdocs.records import Change

Row = Mapping[str, Any]
Kind = Literal["promise", "result", "verdict", "revised", "gone"]


def changes_of(before: Iterable[Row], now: Iterable[Row]) -> Iterator[Change]:
    """Changes in the order of the newer comparison, then what is gone. Rows are as the tables hold them."""
    old = {_key(row): row for row in before}
    known = {row["promised_figure_id"]: row for row in old.values()}
    seen: set[str] = set()
    for row in now:
        promise = row["promised_figure_id"]
        seen.add(promise)
        earlier = old.get(_key(row)) or (_unanswered(known.get(promise)) if _repeated(row) else None)
        kind = _kind(earlier, row)
        if kind:
            yield _change(kind, row, earlier)
    for promise, row in known.items():
        if promise not in seen:
            yield _change("gone", None, row)


def _unanswered(row: Row | None) -> Row | None:
    """An earlier row of a promise for each year, as if this year had no result yet."""
    return {**row, "reported_figure_id": None, "reported_text": None, "verdict": "pending"} if row else None


def _key(row: Row) -> tuple[Any, ...]:
    """A promise by its place; for 每年 also by the year of the result."""
    yearly = row.get("reported_period_end") if _repeated(row) else None
    return row["promised_figure_id"], row.get("indicator"), yearly


def _repeated(row: Row) -> bool:
    return (row.get("extra") or {}).get("each") == "year"


def _kind(old: Row | None, new: Row) -> Kind | None:
    if old is None:
        return "promise"
    if not old.get("reported_figure_id") and new.get("reported_figure_id"):
        return "result"
    if old["verdict"] != new["verdict"]:
        return "verdict"
    same = all(old.get(name) == new.get(name) for name in ("reported_figure_id", "reported_value"))
    return None if same else "revised"


def _change(kind: Kind, new: Row | None, old: Row | None) -> Change:
    row = new or old or {}
    return Change(
        change=kind,
        region=row.get("region"),
        indicator=row.get("indicator"),
        promised_text=row.get("promised_text"),
        promised_path=row.get("promised_path"),
        promised_figure_id=row["promised_figure_id"],
        verdict=new["verdict"] if new else None,
        verdict_before=old["verdict"] if old else None,
        reported_text=new.get("reported_text") if new else None,
        reported_before=old.get("reported_text") if old else None,
        reported_path=new.get("reported_path") if new else None,
        reason=new.get("reason") if new else None,
    )
