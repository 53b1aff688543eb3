"""A user's own lexicon folder (自己的词表): entries are added in place, where the folder still checks.

The product's lexicons are never written to: a word that is added there would be lost with the next version.
"""

from __future__ import annotations

import json
import os
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from talentdocs.errors import UnknownName, UsageError
from talentdocs.segment.check import check_folder
from talentdocs.segment.lexicon import Lexicons, default_folder
from talentdocs.segment.scan import Problem, Scan, scan_file

Fields = Mapping[str, tuple[str, ...]]


def add_entry(folder: Path, name: str, key: str, fields: Fields) -> tuple[Path, tuple[Problem, ...]]:
    """Add an entry to lexicon ``name`` of a user's folder, or change the fields of one that is there.

    Returns the file, and the problems that the entry would bring: with any, nothing was written.
    Raises UsageError for an unknown lexicon or column, for a key that a file cannot hold, and for the
    product's own folder.
    """
    if folder.resolve() == default_folder().resolve():
        raise UsageError("the product's own lexicons are not written to", where=str(folder), code="T370")
    product = Lexicons((default_folder(),))
    if name not in product.names():
        raise UnknownName("lexicon", name, product.names())
    source = next(path for path in default_folder().iterdir() if path.stem == name and path.suffix != ".py")
    for cell in (key, *(value for values in fields.values() for value in values)):
        if not cell.strip() or len(cell.splitlines()) > 1 or "\t" in cell or key.startswith("#"):
            raise UsageError(f"no entry can hold {cell!r}", code="T372")
    path = folder / source.name
    if source.suffix == ".toml":
        text = _with_table(path, source, key, fields)
    else:
        text = _with_row(path, scan_file(source), key, fields)
    problems = _new_problems(folder, path, text)
    if not problems:
        folder.mkdir(parents=True, exist_ok=True)
        _write(path, text)
    return path, problems


def _with_row(path: Path, source: Scan, key: str, fields: Fields) -> str:
    """The TSV file with the row added, or its fields changed where it is there; columns grow as needed."""
    known = (*source.columns, "remove")
    for column in fields:
        if column not in known[1:]:
            raise UnknownName("column", column, known[1:])
    text = path.read_text(encoding="utf-8-sig") if path.exists() else _opening(path.name, source.columns)
    lines = text.splitlines()
    head = next((n for n, line in enumerate(lines) if line.strip() and not line.startswith("#")), None)
    if head is None:
        lines.append("\t".join(source.columns))
        head = len(lines) - 1
    columns = [cell.strip() for cell in lines[head].split("\t")]
    columns += [column for column in fields if column not in columns]
    lines[head] = "\t".join(columns)
    row = {column: " | ".join(values) for column, values in fields.items()}
    for number in range(head + 1, len(lines)):
        cells = [cell.strip() for cell in lines[number].split("\t")]
        if cells[0] == key and not lines[number].startswith("#"):
            row = {**dict(zip(columns[1:], cells[1:], strict=False)), **row}
            lines[number] = _row(columns, key, row)
            return "\n".join(lines) + "\n"
    return "\n".join([*lines, _row(columns, key, row)]) + "\n"


def _row(columns: list[str], key: str, row: Mapping[str, str]) -> str:
    return "\t".join([key, *(row.get(column, "") for column in columns[1:])]).rstrip("\t")


def _opening(name: str, columns: tuple[str, ...]) -> str:
    return f"# Own words, laid over the {name} of talentdocs.\n" + "\t".join(columns) + "\n"


def _with_table(path: Path, source: Path, key: str, fields: Fields) -> str:
    """The TOML file with the table added. Raises UsageError where it is there: a table is changed by hand."""
    samples: dict[str, Any] = {}
    for entry in scan_file(source).entries.values():
        samples.update(entry.fields)
    text = path.read_text(encoding="utf-8-sig") if path.exists() else _opening(path.name, ()).rstrip() + "\n"
    if key in scan_file(path).entries if path.exists() else False:
        raise UsageError(f"[{key}] stands in the file already", where=str(path), code="T374")
    lines = [f"[{_name(key)}]"]
    for column, values in fields.items():
        if column not in samples and column != "remove":
            raise UnknownName("column", column, samples)
        lines.append(f"{column} = {_toml(values, samples.get(column, ''))}")
    return text.rstrip("\n") + "\n\n" + "\n".join(lines) + "\n"


def _name(key: str) -> str:
    return key if key.replace("_", "").replace("-", "").isalnum() and key.isascii() else json.dumps(key)


def _toml(values: tuple[str, ...], sample: Any) -> str:
    """A value of the same type as the product's: list, number, truth value or string."""
    if isinstance(sample, list):
        return "[" + ", ".join(json.dumps(value, ensure_ascii=False) for value in values) + "]"
    value = values[-1]
    plain = value in ("true", "false") if isinstance(sample, bool) else _is_number(value)
    if isinstance(sample, (bool, int, float)) and plain:
        return value
    return json.dumps(value, ensure_ascii=False)


def _is_number(value: str) -> bool:
    return value.removeprefix("-").replace(".", "", 1).isdigit() and value[-1] != "."


def _new_problems(folder: Path, path: Path, text: str) -> tuple[Problem, ...]:
    """Problems of the folder with the changed file in it that the folder as it is does not have."""
    before = check_folder(folder) if folder.is_dir() else []
    known = {(problem.path.name, problem.reason) for problem in before}
    with tempfile.TemporaryDirectory() as place:
        trial = Path(place)
        for other in folder.iterdir() if folder.is_dir() else ():
            if other.suffix in (".tsv", ".toml") and other.is_file():
                (trial / other.name).write_bytes(other.read_bytes())
        (trial / path.name).write_text(text, encoding="utf-8")
        after = check_folder(trial)
    fresh = (problem for problem in after if (problem.path.name, problem.reason) not in known)
    return tuple(
        Problem(folder / problem.path.name, problem.line, problem.kind, problem.values) for problem in fresh
    )


def _write(path: Path, text: str) -> None:
    """The whole file or nothing."""
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=".", suffix=path.suffix)
    with os.fdopen(handle, "w", encoding="utf-8") as stream:
        stream.write(text)
    Path(name).chmod(0o644)
    Path(name).replace(path)
