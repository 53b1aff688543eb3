"""Everything that a report shows of the documents under some paths (汇集)."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from talentdocs.batch import run_batch
from talentdocs.execute.limits import Execution
from talentdocs.execute.outcome import Done
from talentdocs.execute.plan import Plan
from talentdocs.execute.progress import Callback, ignore
from talentdocs.execute.run import run
from talentdocs.options import Options
from talentdocs.process import Processor
from talentdocs.records import Line
from talentdocs.report.bundle import Bundle, Prose
from talentdocs.segment.lexicon import Lexicons
from talentdocs.tables.columns import COMPARE_TABLES, EXTRACT_TABLES
from talentdocs.tables.overlay import Overlay
from talentdocs.tables.rows import to_row
from talentdocs.tables.sink import open_sink
from talentdocs.version import VERSION, code_digest

Tables = dict[str, list[dict[str, Any]]]


class Rows:
    """Tables in memory; ``compare`` adds those of a comparison."""

    def __init__(self, tables: Tables) -> None:
        self.tables = tables

    def __contains__(self, table: object) -> bool:
        return table in self.tables

    def rows(self, table: str) -> Iterable[dict[str, Any]]:
        """All rows of a table."""
        return self.tables[table]

    def compare(self, options: Options) -> None:
        """Hold every promise against what was reported."""
        from talentdocs.compare.run import compare_tables

        found: Tables = {table: [] for table in COMPARE_TABLES}

        def write(table: str, rows: Iterable[Any]) -> None:
            found[table].extend(to_row(row) for row in rows)

        compare_tables(self, Processor(options).lexicons, write)
        self.tables = self.tables | found


@dataclass(frozen=True)
class Reader:
    """Work on one document that only reads it: its text, and the kind and page of each line."""

    options: Options

    @cached_property
    def lexicons(self) -> Lexicons:
        """The lexicons of the run, which tell headings."""
        return Processor(self.options).lexicons

    def __getstate__(self) -> dict[str, Any]:
        return {"options": self.options}

    def __call__(self, data: bytes, path: str, context: Any = None) -> tuple[bytes, dict[str, Any]]:
        """The text as payload, its lines as facts."""
        from talentdocs.ingest.read import read
        from talentdocs.structure.fold import fold
        from talentdocs.structure.outline import build_outline

        text = read(data, path, self.options)
        sections = build_outline(text, fold(text.content), self.lexicons).sections
        headings = {section.heading_start: section.heading_end for section in sections[1:]}
        facts = {"lines": [[_kind(line, headings, text.content), line.page] for line in text.lines]}
        return text.content.encode("utf-8", "surrogatepass"), facts


def gather(
    plan: Plan,
    *,
    options: Options,
    execution: Execution,
    output: Path,
    progress: Callback = ignore,
    overlay: Overlay | None = None,
) -> Bundle:
    """The bundle of a report that will be written at ``output``, which links to sources count from."""
    tables = gather_tables(plan, options=options, execution=execution, progress=progress, overlay=overlay)
    return Bundle(
        documents=tables["documents"],
        figures=tables["figures"],
        commitments=tables["commitments"],
        citations=tables["citations"],
        failures=tables["failures"],
        comparisons=tables["comparisons"],
        contradictions=tables["contradictions"],
        texts=gather_texts(plan, options=options, execution=execution),
        sources=source_links(plan, output.parent),
        made=made_by(options),
        unfit=overlay.unfit() if overlay else (),
    )


def gather_tables(
    plan: Plan,
    *,
    options: Options,
    execution: Execution,
    progress: Callback = ignore,
    overlay: Overlay | None = None,
) -> Tables:
    """The rows of every table of a run, comparison included."""
    with TemporaryDirectory(prefix="talentdocs-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        sink = open_sink(folder, formats=["jsonl"], tables=EXTRACT_TABLES)
        run_batch(plan, sink, options=options, execution=execution, progress=progress, overlay=overlay)
        found = Rows({table: _rows(folder / f"{table}.jsonl") for table in EXTRACT_TABLES})
    found.compare(options)
    return found.tables


def gather_texts(plan: Plan, *, options: Options, execution: Execution) -> dict[str, Prose]:
    """The text of every document that can be read, by path; kept by the cache like any other work."""
    reader = Reader(options)
    digest = reader.lexicons.digest
    signature = f"text {VERSION} {code_digest()} {digest} {options.encoding} {options.ocr}"
    texts: dict[str, Prose] = {}
    for outcome in run(plan.tasks, reader, execution=execution, signature=signature):
        if isinstance(outcome, Done):
            lines = tuple((kind, page) for kind, page in outcome.facts["lines"])
            texts[outcome.task.path] = Prose(outcome.payload.decode("utf-8", "surrogatepass"), lines)
    return texts


def _kind(line: Line, headings: Mapping[int, int], content: str) -> str:
    """The kind of a line; one that is a heading and nothing else is ``heading`` whatever the format says."""
    start = line.start + len(content[line.start : line.end]) - len(content[line.start : line.end].lstrip())
    whole = headings.get(start, -1) >= line.start + len(content[line.start : line.end].rstrip())
    return "heading" if whole else line.kind


def source_links(plan: Plan, folder: Path) -> dict[str, str]:
    """Links from ``folder`` to the files on this disk; members of archives and standard input have none."""
    links: dict[str, str] = {}
    for task in plan.tasks:
        if "!/" not in task.path and task.file.name == Path(task.path).name:
            try:
                relative = os.path.relpath(task.file, folder)
            except ValueError:  # another drive
                continue
            links[task.path] = Path(relative).as_posix()
    return links


def made_by(options: Options) -> Mapping[str, str]:
    """How the rows were made: version, digests of code and lexicons."""
    return {
        "version": VERSION,
        "rules": code_digest(),
        "lexicons": Processor(options).lexicons.digest,
    }


def _rows(path: Path) -> list[dict[str, Any]]:
    with path.open(encoding="utf-8") as stream:
        return [json.loads(line) for line in stream]
