"""Check lexicon files (检查词表): their form, their examples and counter-examples, names with two meanings.

A user's folder is checked as it will be used: laid over the product's, whose columns and values it shares.
What a lexicon may hold beyond the rule stands in ``lexicons/schemas.toml``.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from talentdocs.errors import LexiconError, nearest
from talentdocs.segment.indicators import IndicatorLexicon
from talentdocs.segment.lexicon import Entry, Lexicons, default_folder
from talentdocs.segment.scan import Problem, Scan, has_comment, lexicon_files, scan_file

PATTERNS = ("pattern", "title", "opening", "before", "behind")
_WIDE = {ord(c) + 0xFEE0: c for c in map(chr, range(0x21, 0x7F)) if c.isalnum()}
_NUMBER = re.compile(r"\d+(?:\.\d+)?(?:[eE]-?\d+)?")
_COMMAS = frozenset("，,、；;。 ")
_OWN = frozenset(("examples", "not", "remove"))


@dataclass(frozen=True, slots=True)
class _File:
    """One scanned file, what lies under it, and the schema of its lexicon."""

    scan: Scan
    base: Mapping[str, Entry]
    """The product's entries of this lexicon, where the file is a user's."""
    columns: tuple[str, ...]
    """Columns that the product's file has; empty where there is none or it is TOML."""
    schema: Entry
    own: bool
    """Whether the file is a user's."""

    @property
    def name(self) -> str:
        return self.scan.path.stem

    def problem(self, key: str, kind: str, **values: object) -> Problem:
        return Problem(self.scan.path, self.scan.lines.get(key, 1), kind, {"key": key, **values})

    def merged(self) -> Iterator[Entry]:
        """Entries as they will be read, the product's fields under the file's; removed ones left out."""
        for key, entry in self.scan.entries.items():
            if not _removes(entry):
                under = dict(self.base[key].fields) if key in self.base else {}
                own = {k: v for k, v in entry.fields.items() if v not in (None, "")}
                yield Entry(key, {**under, **own}, entry.source)


def check_folder(folder: Path) -> list[Problem]:
    """Every problem of the lexicons in a folder, by file and line; the product's own folder or a user's.

    Raises LexiconError where there is no such folder.
    """
    if not folder.is_dir():
        raise LexiconError("no such lexicon folder", where=str(folder), code="T302")
    own = folder.resolve() != default_folder().resolve()
    product = Lexicons((default_folder(),))
    schemas = product.table("schemas")
    files = [_open(path, product, schemas, own) for path in lexicon_files(folder)]
    problems = [problem for file in files for problem in _problems_of(file, product)]
    if not any(file.scan.problems for file in files):
        problems += _meaning(files, folder, own=own)
    return sorted(problems, key=lambda problem: (str(problem.path), problem.line, problem.kind))


def _open(path: Path, product: Lexicons, schemas: Mapping[str, Entry], own: bool) -> _File:
    name = path.stem
    base = product.table(name) if own and name in product.names() else {}
    source = default_folder() / f"{name}.tsv"
    columns = scan_file(source).columns if own and source.exists() else ()
    return _File(scan_file(path), base, columns, schemas.get(name, Entry(name, {}, "")), own)


def _problems_of(file: _File, product: Lexicons) -> Iterator[Problem]:
    yield from file.scan.problems
    path = file.scan.path
    if file.own:
        if file.name not in product.names():
            yield Problem(path, 1, "name", {"name": file.name, "near": near(file.name, product.names())})
            return
        for column in file.scan.columns[1:]:
            if file.columns and column not in file.columns and column not in _OWN:
                yield Problem(path, 1, "column", {"column": column, "near": near(column, file.columns[1:])})
        for key, entry in file.scan.entries.items():
            if _removes(entry) and key not in file.base:
                yield file.problem(key, "remove")
    elif not has_comment(path):
        yield Problem(path, 1, "comment")
    for entry in file.merged():
        yield from _entry_problems(file, entry)


def _entry_problems(file: _File, entry: Entry) -> Iterator[Problem]:
    allowed = file.schema.fields.get("values", {})
    for column, values in allowed.items():
        value = entry.text(column)
        if value not in values and (value or column in file.schema.list("required")):
            yield file.problem(entry.key, "value", column=column, value=value, near=near(value, values))
    for column in file.schema.list("numbers"):
        value = entry.text(column)
        if value and not _NUMBER.fullmatch(value):
            yield file.problem(entry.key, "number", column=column, value=value)
    rule = file.schema.text("example", "pattern" if file.scan.path.suffix == ".toml" else "word")
    if rule == "none":
        return
    if not entry.list("examples"):
        yield file.problem(entry.key, "no_example")
    if rule == "word":
        yield from _word_problems(file, entry)
    elif rule == "pattern":
        yield from _pattern_problems(file, entry)


def _word_problems(file: _File, entry: Entry) -> Iterator[Problem]:
    """An example holds the key or one of the other forms."""
    forms = [entry.key, *(form for name in file.schema.list("forms") for form in entry.list(name))]
    for example in entry.list("examples"):
        if not any(form in example for form in forms):
            yield file.problem(entry.key, "word", example=example)


def _pattern_problems(file: _File, entry: Entry) -> Iterator[Problem]:
    """Some pattern finds every example, and none a counter-example."""
    patterns: list[re.Pattern[str]] = []
    for column in (*PATTERNS, "unless_before"):
        if not entry.text(column):
            continue
        try:
            patterns.append(re.compile(entry.text(column)))
        except re.error as error:
            yield file.problem(entry.key, "pattern", column=column, why=error)
            return
    unless = entry.text("unless_before")
    if unless:
        patterns.pop()
    find = _finder(
        patterns,
        start=file.schema.text("match") == "start",
        unless=re.compile(f"(?:{unless})$") if unless else None,
    )
    for example in entry.list("examples"):
        if not find(example, False):
            yield file.problem(entry.key, "unmatched", example=example)
    for example in entry.list("not") if file.schema.text("counter") != "none" else ():
        if find(example, entry.text("lead").lower() == "true"):
            yield file.problem(entry.key, "overmatched", example=example)


def _finder(
    patterns: Iterable[re.Pattern[str]], *, start: bool, unless: re.Pattern[str] | None
) -> Callable[[str, bool], bool]:
    """Whether a text holds a match; with ``lead`` only at its start or behind a comma counts."""

    def find(text: str, lead: bool) -> bool:
        folded = text.translate(_WIDE)
        for pattern in patterns:
            for match in [pattern.match(folded)] if start else pattern.finditer(folded):
                if match is None or (unless and unless.search(folded, 0, match.start())):
                    continue
                if not lead or match.start() == 0 or folded[match.start() - 1] in _COMMAS:
                    return True
        return False

    return find


def _meaning(files: list[_File], folder: Path, *, own: bool) -> Iterator[Problem]:
    """What can only be seen in the whole: names with two meanings, units and regions that do not exist."""
    lexicons = Lexicons((default_folder(), folder) if own else (folder,))
    for file in files:
        if file.name in ("indicators", "indicator_words"):
            yield from _name_problems(file, lexicons)
        elif file.name == "regions":
            yield from _region_problems(file, lexicons)
        elif file.name == "offices":
            yield from _shared_names(file, lexicons.table("offices"), lambda word: word, ("aliases",))


def _name_problems(file: _File, lexicons: Lexicons) -> Iterator[Problem]:
    try:
        indicators = IndicatorLexicon(lexicons)
    except (LexiconError, re.error, ArithmeticError):
        return
    judge = _indicator_problems if file.name == "indicators" else _rewrite_problems
    yield from judge(file, indicators, lexicons)


def _indicator_problems(file: _File, indicators: IndicatorLexicon, lexicons: Lexicons) -> Iterator[Problem]:
    units = lexicons.table("units")
    yield from _shared_names(file, indicators.entries, indicators.normalise, ("synonyms",))
    for entry in file.merged():
        unit = entry.text("unit")
        if unit and unit not in units:
            yield file.problem(entry.key, "unit", value=unit)
        for example in entry.list("examples"):
            found = indicators.key(example)
            if found != entry.key:
                yield file.problem(entry.key, "indicator", example=example, found=found)
        for example in entry.list("not"):
            if indicators.key(example) == entry.key:
                yield file.problem(entry.key, "overmatched", example=example)


def _shared_names(
    file: _File, table: Mapping[str, Entry], normal: Callable[[str], str], fields: tuple[str, ...]
) -> Iterator[Problem]:
    """One name under two keys of the merged table, reported at the later key of this file."""
    owners: dict[str, str] = {}
    for key, entry in table.items():
        for word in (key, *(form for name in fields for form in entry.list(name))):
            other = owners.setdefault(normal(word), key)
            if other != key and (key in file.scan.entries or other in file.scan.entries):
                line = file.scan.lines[key if key in file.scan.entries else other]
                yield Problem(file.scan.path, line, "shared", {"word": word, "key": key, "other": other})


def _rewrite_problems(file: _File, indicators: IndicatorLexicon, _: Lexicons) -> Iterator[Problem]:
    for entry in file.merged():
        rewrites = entry.text("class") in ("same", "drop", "head", "tail")
        for example in entry.list("examples"):
            if not rewrites:
                if entry.key not in example:
                    yield file.problem(entry.key, "word", example=example)
            elif not _equal(example, indicators):
                yield file.problem(entry.key, "rewrite", example=example)
        for example in entry.list("not"):
            if _equal(example, indicators):
                yield file.problem(entry.key, "overmatched", example=example)


def _equal(example: str, indicators: IndicatorLexicon) -> bool:
    left, arrow, right = example.partition("→")
    return bool(arrow) and indicators.normalise(left) == indicators.normalise(right)


def _region_problems(file: _File, lexicons: Lexicons) -> Iterator[Problem]:
    codes = lexicons.table("regions")
    for entry in file.merged():
        parent = entry.text("parent")
        if parent and parent not in codes:
            yield file.problem(entry.key, "parent", value=parent)


def _removes(entry: Entry) -> bool:
    return str(entry.fields.get("remove", "")).lower() in ("true", "1", "yes")


def near(word: str, known: Iterable[str]) -> str:
    """A hint at what may have been meant, empty where nothing is close."""
    choices = sorted(known)
    close = nearest(word, choices)
    if close:
        return f", did you mean {', '.join(close)}?"
    return f" (one of {', '.join(choices)})" if len(choices) <= 8 else ""
