"""Lexicons (词表): words as data, read from TSV and TOML, overlaid by the user's own, entry by entry.

A lexicon is a file ``NAME.tsv`` or ``NAME.toml`` in a folder; the first folder is the one that comes with
the product, later ones (``--lexicon DIR``) add entries or override those with the same key.

TSV: lines that begin with ``#`` are comments; the first other line names the columns; the first column is
the key. TOML: every top-level table is an entry, its name the key. In both, an entry may carry ``examples``
and ``not`` (counter-examples), lists being written with `` | `` in TSV, and ``remove`` to drop an entry.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any, NamedTuple, TypeVar, cast

from talentdocs.errors import LexiconError
from talentdocs.shelf import shelf
from talentdocs.version import code_digest

T = TypeVar("T")

SUFFIXES = (".tsv", ".toml")


class Entry(NamedTuple):
    """One entry: its key, its other fields, and the file and line (TSV) that it came from."""

    key: str
    fields: Mapping[str, Any]
    source: str

    def text(self, name: str, default: str = "") -> str:
        """The field as a string, ``default`` where it is absent or empty."""
        value = self.fields.get(name)
        return str(value) if value not in (None, "") else default

    def list(self, name: str) -> tuple[str, ...]:
        """The field as a tuple of strings: a TOML array, or a TSV cell split at ``|``."""
        value = self.fields.get(name)
        if value is None or value == "":
            return ()
        if isinstance(value, (list, tuple)):
            return tuple(str(item) for item in value)
        return tuple(part for part in (piece.strip() for piece in str(value).split("|")) if part)


class Lexicons:
    """All lexicons of a run: the product's folder first, then the user's, each overlaying the last.

    Raises LexiconError with file, line and reason where an entry is malformed.
    """

    def __init__(self, folders: Sequence[Path]) -> None:
        self.folders = tuple(folders)
        self._tables: dict[str, dict[str, Entry]] = {}

    def names(self) -> tuple[str, ...]:
        """Names of all lexicons, sorted."""
        found = {path.stem for folder in self.folders for path in _files(folder)}
        return tuple(sorted(found))

    def table(self, name: str) -> Mapping[str, Entry]:
        """Entries of one lexicon by key, in file order; LexiconError where no folder has it."""
        if name not in self._tables:
            self._tables[name] = self._load(name)
        return self._tables[name]

    def kept(self, name: str, make: Callable[[], T]) -> T:
        """What ``make`` gives, a plain JSON value that these lexicons and the code decide, and nothing else.

        Where a shelf is kept it is made once for all runs.
        """
        found = shelf("lexicons", lambda: f"{code_digest()} {self.digest}")
        return make() if found is None else cast(T, found.get(name, make))

    def words(self, name: str, field: str | None = None) -> tuple[str, ...]:
        """Keys of a lexicon, or all values of a list field."""
        table = self.table(name)
        if field is None:
            return tuple(table)
        return tuple(word for entry in table.values() for word in entry.list(field))

    @cached_property
    def digest(self) -> str:
        """First 16 hex digits of the SHA-256 over every lexicon file, in order."""
        total = hashlib.sha256()
        for folder in self.folders:
            for path in _files(folder):
                total.update(path.name.encode())
                total.update(b"\0")
                total.update(path.read_bytes())
                total.update(b"\0")
        return total.hexdigest()[:16]

    def _load(self, name: str) -> dict[str, Entry]:
        rows: list[Any] = self.kept(f"table {name}", lambda: [*self._merge(name).values()])
        return {row[0]: Entry(*row) for row in rows}

    def _merge(self, name: str) -> dict[str, Entry]:
        merged: dict[str, Entry] = {}
        if name not in self._paths:
            raise LexiconError(f"no lexicon named {name}", hint="see `talentdocs lexicon list`", code="T301")
        for path in self._paths[name]:
            entries = read_entries(path)
            if not merged and _is_plain(path, entries):
                merged = entries
                continue
            for key, entry in entries.items():
                fields = entry.fields
                if "remove" in fields and str(fields["remove"]).lower() in ("true", "1", "yes"):
                    merged.pop(key, None)
                elif key in merged:
                    base = {**merged[key].fields, **_filled(fields)}
                    merged[key] = Entry(key, base, entry.source)
                else:
                    merged[key] = entry._replace(fields=_filled(fields)) if "" in fields.values() else entry
        return merged

    @cached_property
    def _paths(self) -> dict[str, list[Path]]:
        """Files of each lexicon, those of earlier folders first."""
        found: dict[str, list[Path]] = {}
        for folder in self.folders:
            for path in _files(folder):
                found.setdefault(path.stem, []).append(path)
        return found


def default_folder() -> Path:
    """The folder of the lexicons that come with the product."""
    from importlib.resources import files

    return Path(str(files("talentdocs.lexicons")))


@lru_cache(maxsize=8)
def load(folders: tuple[Path, ...] = ()) -> Lexicons:
    """The product's lexicons with the user's ``folders`` laid over them.

    Raises LexiconError where a folder does not exist.
    """
    for folder in folders:
        if not folder.is_dir():
            raise LexiconError("no such lexicon folder", where=str(folder), code="T302")
    return Lexicons((default_folder(), *folders))


def read_entries(path: Path) -> dict[str, Entry]:
    """Entries of one file by key; LexiconError names the line of a bad one."""
    try:
        content = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise LexiconError(f"cannot be read as UTF-8: {error}", where=str(path), code="T303") from error
    if path.suffix == ".toml":
        return _read_toml(path, content)
    return _read_tsv(path, content)


def alternation(words: Iterable[str]) -> str:
    """A regular-expression alternation of literal words that matches the longest one that it can.

    Words that begin alike share their beginning (经济, 经济区, 经营 → 经(?:济(?:区)?|营)), so that most are
    passed over with their first character. Raises LexiconError for an empty list, which would match
    everywhere.
    """
    unique = {word for word in words if word}
    if not unique:
        raise LexiconError("an empty word list cannot be a pattern", code="T304")
    return f"(?:{_branches(unique)})"


def _branches(words: set[str]) -> str:
    """Branches of words, of which none is empty."""
    rests: dict[str, set[str]] = {}
    for word in sorted(words, key=lambda word: (-len(word), word)):
        rests.setdefault(word[0], set()).add(word[1:])
    branches = []
    for first, behind in rests.items():
        longer = behind - {""}
        rest = re.escape(*longer) if len(longer) == 1 else _branches(longer)
        if len(longer) > 1 or (longer and longer < behind):
            rest = f"(?:{rest}){'?' if longer < behind else ''}"
        branches.append(re.escape(first) + rest)
    return "|".join(branches)


def _filled(fields: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in fields.items() if value not in (None, "")}


def _is_plain(path: Path, entries: Mapping[str, Entry]) -> bool:
    """Whether entries are what they are where nothing stands below them: no empty cell, none removed."""
    return path.suffix == ".tsv" and not any("remove" in entry.fields for entry in entries.values())


def _files(folder: Path) -> list[Path]:
    found = (path for path in folder.iterdir() if not path.name.startswith("."))
    return sorted(path for path in found if path.suffix in SUFFIXES)


def _read_toml(path: Path, content: str) -> dict[str, Entry]:
    import tomllib  # here, since most runs find every table on the shelf

    try:
        data = tomllib.loads(content)
    except tomllib.TOMLDecodeError as error:
        raise LexiconError(f"not valid TOML: {error}", where=str(path), code="T305") from error
    entries: dict[str, Entry] = {}
    for key, fields in data.items():
        if not isinstance(fields, dict):
            raise LexiconError(f"entry {key!r} must be a table", where=str(path), code="T305")
        entries[key] = Entry(key, fields, path.name)
    return entries


def _read_tsv(path: Path, content: str) -> dict[str, Entry]:
    """Entries without their empty cells."""
    columns: list[str] = []
    entries: dict[str, Entry] = {}
    name = path.name
    for number, line in enumerate(content.splitlines(), start=1):
        if line.startswith("#") or not line.strip():
            continue
        cells = [cell.strip() for cell in line.split("\t")]
        if not columns:
            columns = cells
            continue
        key = cells[0]
        if len(cells) > len(columns) or not key or key in entries:
            raise _bad_row(cells, columns, f"{path}:{number}")
        fields = dict(zip(columns, cells))  # noqa: B905 - the last cells may be left out
        del fields[columns[0]]
        if "" in cells:
            fields = {column: cell for column, cell in fields.items() if cell}
        entries[key] = Entry(key, fields, f"{name}:{number}")
    return entries


def _bad_row(cells: list[str], columns: list[str], where: str) -> LexiconError:
    if len(cells) > len(columns):
        return LexiconError(f"{len(cells)} cells under {len(columns)} columns", where=where, code="T306")
    if not cells[0]:
        return LexiconError("an entry without a key", where=where, code="T306")
    return LexiconError(f"{cells[0]!r} stands twice", where=where, code="T307")
