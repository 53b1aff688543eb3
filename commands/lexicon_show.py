"""What the lexicon commands show: catalogues, entries, problems, trials and suggestions."""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from talentdocs.errors import UnknownName

from .language import language
from .lexicon_words import KINDS, REASONS, TEXT

if TYPE_CHECKING:
    from talentdocs.segment.lexicon import Lexicons
    from talentdocs.segment.scan import Problem
    from talentdocs.suggest import Suggestion
    from talentdocs.trial import Change

SIGNS = {"gained": "+", "lost": "-", "changed": "~"}


def talk(key: str, /, **values: object) -> str:
    """A sentence of ``lexicon_words`` in the language of this process."""
    return TEXT[key][0 if language() == "zh" else 1].format(**values)


def spoken(problem: Problem) -> str:
    """``file:line: reason`` in the language of this process."""
    if language() == "en":
        return str(problem)
    values = {name: _zh_near(name, value) for name, value in problem.values.items()}
    return f"{problem.path}:{problem.line}: {REASONS[problem.kind].format(**values)}"


def show_changes(changes: Sequence[Change], rows: int, *, as_json: bool) -> None:
    """Up to ``rows`` changes of each kind on stdout, how many there are on stderr."""
    counts: Counter[str] = Counter(change.kind for change in changes)
    if as_json:
        print(json.dumps([asdict(change) for change in changes], ensure_ascii=False, indent=1, default=str))
    else:
        for kind in SIGNS:
            for change in [change for change in changes if change.kind == kind][:rows]:
                print(_change_line(change))
    documents = len({change.path for change in changes})
    numbers = {kind: counts[kind] for kind in SIGNS}
    print(talk("changes", documents=documents, **numbers), file=sys.stderr)


def _change_line(change: Change) -> str:
    from talentdocs.tables.width import printable

    if change.kind == "changed":
        told = "  ".join(
            f"{name}: {_plain(old)} → {_plain(new)}" for name, (old, new) in change.columns.items()
        )
    else:
        side = 1 if change.kind == "gained" else 0
        names = ("indicator", "value", "unit", "status", "responsible")
        told = "  ".join(_plain(change.columns[name][side]) for name in names if name in change.columns)
    words = change.text if change.table == "figures" else ""
    head = f"{SIGNS[change.kind]} {change.path}:{change.start}  {words}  {told}"
    return f"{printable(head)}\n    {printable(change.sentence)}"


def show_suggestions(suggestions: Sequence[Suggestion], rows: int, *, as_json: bool) -> None:
    """Up to ``rows`` of each kind: times, documents, the word, what it may mean, an example."""
    from talentdocs.tables.width import printable

    if as_json:
        print(json.dumps([asdict(item) for item in suggestions], ensure_ascii=False, indent=1))
        return
    for kind, titles in KINDS.items():
        found = [item for item in suggestions if item.kind == kind]
        if not found:
            continue
        print(f"{titles[0 if language() == 'zh' else 1]} ({len(found)}): {talk('counts')}")
        for item in found[:rows]:
            like = f" = {item.like}" if item.like else f" ({item.unit})" if item.unit else ""
            print(f"  {item.count:>4} {item.documents:>4}  {printable(item.word + like)}")
            print(f"             {printable(item.examples[0])[:80]}")


def _plain(value: Any) -> str:
    if value is None:
        return "∅"
    return "、".join(map(str, value)) if isinstance(value, (list, tuple)) else str(value)


def _zh_near(name: str, value: Any) -> Any:
    if name != "near":
        return value
    return (
        str(value).replace(", did you mean ", "，是不是 ").replace(" (one of ", "（可用：").replace(")", "）")
    )


def show_catalog(lexicons: Lexicons, *, as_json: bool) -> None:
    """Names, counts and what each is; ``+n`` counts the user's own."""
    from talentdocs.segment.catalog import catalog
    from talentdocs.tables.width import pad

    listings = catalog(lexicons)
    if as_json:
        rows = [{"name": x.name, "entries": x.entries, "own": x.own, "about": x.about} for x in listings]
        print(json.dumps(rows, ensure_ascii=False, indent=1))
        return
    wide = max(len(listing.name) for listing in listings)
    for listing in listings:
        own = f" +{listing.own}" if listing.own else ""
        print(f"{pad(listing.name, wide)}  {listing.entries:>5}{pad(own, 5)}  {listing.about}")


def show_entries(lexicons: Lexicons, name: str, match: str, *, as_json: bool) -> None:
    """Entries that hold ``match``. Raises UnknownName for a lexicon that is none."""
    from talentdocs.tables.width import printable

    if name not in lexicons.names():
        raise UnknownName("lexicon", name, lexicons.names())
    entries = [
        entry
        for entry in lexicons.table(name).values()
        if match in entry.key or any(match in str(value) for value in entry.fields.values())
    ]
    if as_json:
        rows = [{"key": entry.key, **entry.fields, "source": entry.source} for entry in entries]
        print(json.dumps(rows, ensure_ascii=False, indent=1))
        return
    for entry in entries:
        told = (
            f"{column}={_cell(value)}" for column, value in entry.fields.items() if value not in ("", None)
        )
        print("\t".join(printable(part) for part in (entry.key, *told)))


def _cell(value: Any) -> str:
    return " | ".join(map(str, value)) if isinstance(value, list) else str(value)
