"""Try a word before it is added (试词): which rows a new lexicon entry would bring, take away or change."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Literal

from talentdocs.errors import ReadError, UsageError
from talentdocs.execute.outcome import Task
from talentdocs.options import Options
from talentdocs.process import Processor
from talentdocs.records import Commitment, Extraction, Figure
from talentdocs.segment.indicators import load_indicators
from talentdocs.segment.lexicon import Lexicons
from talentdocs.segment.own import Fields, add_entry
from talentdocs.segment.scan import Problem

Kind = Literal["indicator", "unit", "cue", "office"]
KINDS: Mapping[Kind, tuple[str, Fields]] = {
    "indicator": ("indicators", {"measure": ("flow",), "good": ("none",)}),
    "unit": ("units", {"kind": ("count",), "factor": ("1",)}),
    "cue": ("target_cues", {"side": ("left",)}),
    "office": ("offices", {"kind": ("office",)}),
}
"""Lexicon that a word of a kind goes into, and the fields that it has where none are given."""
WATCHED = (
    "value",
    "unit",
    "qualifier",
    "status",
    "measure",
    "indicator",
    "region",
    "period_start",
    "period_end",
)


@dataclass(frozen=True, slots=True)
class Change:
    """One row that is gained, lost or changed."""

    kind: Literal["gained", "lost", "changed"]
    table: Literal["figures", "commitments"]
    path: str
    start: int
    text: str
    sentence: str
    columns: Mapping[str, tuple[Any, Any]]
    """Column to (before, after), of changed rows those that differ."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A word as it would be added."""

    lexicon: str
    key: str
    fields: Fields


def entry_of(word: str, kind: Kind, fields: Fields) -> Entry:
    """A word of a kind with its fields, the word itself as its example.

    ``synonym_of`` makes an indicator another name of a listed one. Raises UsageError where that is not known.
    """
    lexicon, usual = KINDS[kind]
    given = dict(fields)
    original = given.pop("synonym_of", ())
    if original:
        from talentdocs.segment.lexicon import load

        known = load().table(lexicon).get(original[0])
        if known is None or kind != "indicator":
            raise UsageError(f"no indicator is named {original[0]!r}", code="T375")
        return Entry(lexicon, original[0], {"synonyms": (*known.list("synonyms"), word)})
    return Entry(lexicon, word, {**usual, "examples": (word,), **given})


def try_entry(entry: Entry, tasks: Sequence[Task], options: Options, word: str) -> Iterator[Change | Problem]:
    """Changes of every document that holds ``word``, in order; instead the problems, where it does not check.

    Documents that cannot be read are passed over. Raises UsageError for an entry that no lexicon can hold.
    """
    with tempfile.TemporaryDirectory(prefix="talentdocs-") as place:
        _, problems = add_entry(Path(place), entry.lexicon, entry.key, entry.fields)
        if problems:
            yield from (replace(problem, path=Path(problem.path.name)) for problem in problems)
            return
        before = Processor(options)
        after = Processor(replace(options, lexicons=(*options.lexicons, Path(place))))
        for task in tasks:
            try:
                data = task.file.read_bytes()
                if word not in _content(data, task.path, options):
                    continue
                one, other = before.extract(data, task.path), after.extract(data, task.path)
            except (ReadError, OSError):
                continue
            yield from _figure_changes(task.path, one, other, before.lexicons, after.lexicons)
            yield from _commitment_changes(task.path, one, other)


def _content(data: bytes, path: str, options: Options) -> str:
    from talentdocs.ingest.read import read

    return read(data, path, options).content


def _figure_changes(
    path: str, before: Extraction, after: Extraction, old: Lexicons, new: Lexicons
) -> Iterator[Change]:
    one = {(figure.start, figure.end): figure for figure in before.figures}
    other = {(figure.start, figure.end): figure for figure in after.figures}
    for span in sorted(one.keys() | other.keys()):
        left = _figure_columns(one[span], old) if span in one else {}
        right = _figure_columns(other[span], new) if span in other else {}
        shown = other.get(span) or one[span]
        yield from _change("figures", path, (shown.start, shown.text, shown.sentence), left, right)


def _figure_columns(figure: Figure, lexicons: Lexicons) -> dict[str, Any]:
    columns = {name: getattr(figure, name) for name in WATCHED}
    name = figure.indicator
    known = load_indicators(lexicons)
    key = figure.indicator_key or (known.key(name, figure.unit, figure.measure) if name else None)
    return {**columns, "indicator_key": key}


def _commitment_changes(path: str, before: Extraction, after: Extraction) -> Iterator[Change]:
    one = {(row.start, row.end): row for row in before.commitments}
    other = {(row.start, row.end): row for row in after.commitments}
    for span in sorted(one.keys() | other.keys()):
        left = _commitment_columns(one[span]) if span in one else {}
        right = _commitment_columns(other[span]) if span in other else {}
        shown = other.get(span) or one[span]
        yield from _change("commitments", path, (shown.start, shown.text, shown.text), left, right)


def _commitment_columns(row: Commitment) -> dict[str, Any]:
    return {"responsible": row.responsible, "strength": row.strength, "deadline": row.deadline}


def _change(
    table: Literal["figures", "commitments"],
    path: str,
    words: tuple[int, str, str],
    left: Mapping[str, Any],
    right: Mapping[str, Any],
) -> Iterator[Change]:
    if left == right:
        return
    kind: Literal["gained", "lost", "changed"] = "gained" if not left else "lost" if not right else "changed"
    names = (name for name in {**left, **right} if left.get(name) != right.get(name))
    columns = {name: (left.get(name), right.get(name)) for name in names}
    yield Change(kind, table, path, *words, columns)
