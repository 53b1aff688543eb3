"""A run of ``compare`` (对照): documents or tables that ``extract`` wrote in, comparison tables out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from talentdocs.batch import manifest, run_batch
from talentdocs.compare.changes import changes_of
from talentdocs.compare.names import load_namer
from talentdocs.compare.rows import compare_items
from talentdocs.compare.run import compare_tables, region_items
from talentdocs.compare.selection import Selection, nearest
from talentdocs.compare.store import Store
from talentdocs.compare.trend import Trend, trends_of
from talentdocs.execute.limits import Execution
from talentdocs.execute.plan import make_plan
from talentdocs.execute.progress import Callback, ignore
from talentdocs.options import Options
from talentdocs.process import Processor
from talentdocs.records import Comparison
from talentdocs.report.summary import Summary
from talentdocs.report.verdicts import VerdictSummary
from talentdocs.tables.columns import EXTRACT_TABLES
from talentdocs.tables.load import open_tables
from talentdocs.tables.overlay import Overlay
from talentdocs.tables.rows import to_row
from talentdocs.tables.sink import Sink, open_sink

EVERYTHING = Selection()
BASES = (".duckdb", ".sqlite", ".db")
KEPT = (
    "figures.jsonl",
    "figures.csv",
    "figures.parquet",
    "figures",
    "talentdocs.duckdb",
    "talentdocs.sqlite",
)
"""Files of a folder that show it to be what ``extract`` wrote."""


@dataclass
class Inputs:
    """What a comparison is made from."""

    tables: Joined
    summary: Summary
    """Of the documents that were read for it."""
    files: Mapping[str, Path] = field(default_factory=dict)
    """Where the documents are, by their path in the tables."""


@dataclass
class Trends:
    """Trends of one indicator, or the names nearest to one that is not there."""

    trends: list[Trend] = field(default_factory=list)
    nearest: list[str] = field(default_factory=list)


class Joined:
    """Several places of tables as one."""

    def __init__(self, places: Sequence[str | Path]) -> None:
        self._tables = [open_tables(place) for place in places]

    def __contains__(self, table: object) -> bool:
        return any(table in tables for tables in self._tables)

    def rows(self, table: str) -> Iterator[dict[str, Any]]:
        """Rows of a table of all places, in order."""
        for tables in self._tables:
            if table in tables or len(self._tables) == 1:
                yield from tables.rows(table)


def holds_tables(path: str | Path) -> bool:
    """Whether a path is a database or folder of tables, not of documents."""
    place = Path(path)
    if place.is_dir():
        return any((place / name).exists() for name in KEPT)
    return place.suffix.lower() in BASES and place.is_file()


class Comparing:
    """Reads what is to be compared, and keeps its tables as long as it is open.

    with Comparing(paths, options=options, execution=execution) as comparing:
        comparing.write(sink)
    """

    def __init__(
        self,
        paths: Sequence[str],
        *,
        options: Options,
        execution: Execution,
        progress: Callback = ignore,
        overlay: Overlay | None = None,
    ) -> None:
        self._options = options
        self._overlay = overlay
        self._keep = TemporaryDirectory(prefix="talentdocs-", ignore_cleanup_errors=True)
        try:
            self.inputs = self._read(paths, execution, progress)
        except BaseException:
            self._keep.cleanup()
            raise

    def __enter__(self) -> Comparing:
        return self

    def __exit__(self, *_: object) -> None:
        self._keep.cleanup()

    @property
    def lexicons(self) -> Any:
        """The lexicons of the run."""
        return Processor(self._options).lexicons

    def write(
        self, sink: Sink, *, selection: Selection = EVERYTHING, since: str | Path | None = None
    ) -> VerdictSummary:
        """Compare into the sink and close it; with ``since``, an earlier comparison, also write ``changes``.

        Raises UsageError where ``since`` holds no comparison.
        """
        summary = VerdictSummary()
        before = _earlier(since, selection) if since is not None else None
        now: list[dict[str, Any]] = []

        def write(table: str, rows: Iterable[Any]) -> None:
            wanted = list(_wanted(table, rows, selection))
            summary.add(table, wanted)
            sink.write(table, wanted)
            if before is not None and table == "comparisons":
                now.extend(to_row(row) for row in wanted)

        try:
            compare_tables(self.inputs.tables, self.lexicons, write, keep=keeper(selection))
            if before is not None:
                write("changes", changes_of(before, now))
            sink.close(manifest(Processor(self._options), self.inputs.summary, 0.0))
        except BaseException:
            sink.abandon()
            raise
        return summary

    def trends(self, indicator: str, *, regions: Sequence[str] = ()) -> Trends:
        """The trends of one indicator in every region, and where there are none the names nearest to it."""
        namer = load_namer(self.lexicons)
        found = Trends()
        names: Counter[str] = Counter()
        with Store(self.inputs.tables) as store:
            for region in store.regions:
                if regions and not any(region.startswith(name) for name in regions):
                    continue
                items = list(region_items(store, region, namer))
                names.update(name for item in items for name in (item.indicator, item.name.key) if name)
                rows = compare_items(items, namer, store.office)
                found.trends += trends_of(items, rows, indicator, namer)
        if not found.trends:
            found.nearest = nearest(indicator, names)
        return found

    def _read(self, paths: Sequence[str], execution: Execution, progress: Callback) -> Inputs:
        places: list[str | Path] = [path for path in paths if holds_tables(path)]
        named = [path for path in paths if not holds_tables(path)]
        summary = Summary()
        files: dict[str, Path] = {}
        if named:
            folder = Path(self._keep.name) / "tables"
            with make_plan(named) as plan:
                files = {
                    task.path: task.file for task in plan.tasks if task.file.name == Path(task.path).name
                }
                sink = open_sink(folder, formats=["jsonl"], tables=EXTRACT_TABLES)
                summary = run_batch(
                    plan,
                    sink,
                    options=self._options,
                    execution=execution,
                    progress=progress,
                    overlay=self._overlay,
                ).summary
            places.insert(0, folder)
        return Inputs(Joined(places), summary, files)


def keeper(selection: Selection) -> Callable[[Comparison], bool]:
    """Which comparisons a selection wants."""

    def keep(row: Comparison) -> bool:
        return selection.wants_verdict(row.verdict) and selection.wants_promise(
            row.region, row.indicator, row.promised_year, row.office
        )

    return keep


def _wanted(table: str, rows: Iterable[Any], selection: Selection) -> Iterator[Any]:
    if table in ("series", "contradictions"):
        return (row for row in rows if selection.wants(row.region, row.indicator))
    if table == "policies":
        return (
            row
            for row in rows
            if selection.wants_promise(row.region, None, row.planned_year, row.office)
            and not selection.indicators
        )
    return iter(rows)


def _earlier(place: str | Path, selection: Selection) -> list[dict[str, Any]]:
    return [
        row
        for row in open_tables(place).rows("comparisons")
        if selection.wants_promise(row["region"], row["indicator"], row["promised_year"], row.get("office"))
    ]
