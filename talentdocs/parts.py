"""A run on a cluster (分布式运行): documents and tables at fsspec paths, a Parquet part a batch.

The rows are those of a local run, in the same order: part after part. Inside a batch the same pool isolates
the documents as on one machine; the scheduler only hands batches to machines, and on when one dies.
"""

from __future__ import annotations

import json
import os
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path, PurePosixPath
from typing import Any

from talentdocs.batch import Report, manifest
from talentdocs.errors import OutputError, UsageError
from talentdocs.execute.limits import Execution
from talentdocs.execute.outcome import Done, Failed
from talentdocs.execute.plan import Plan, add_file
from talentdocs.execute.progress import Callback, Progress, ignore
from talentdocs.execute.run import run
from talentdocs.extract.sessions import Sessions
from talentdocs.options import Options
from talentdocs.process import Processor, tables_of, targets_of
from talentdocs.records import Failure
from talentdocs.report.summary import Summary
from talentdocs.tables.columns import EXTRACT_TABLES
from talentdocs.tables.sink import open_sink

BATCH_DOCUMENTS = 500
"""Documents of a batch: large enough that starting its pool does not count."""
PLACES = 10**7
"""More documents than a batch has, archives unpacked: batch and place in one number."""
SESSION_FACTS = ("session", "region", "year", "year_source")


@dataclass(frozen=True, slots=True)
class Remote:
    """A document at an fsspec path."""

    path: str
    """As it is shown."""
    url: str


@dataclass(frozen=True, slots=True)
class Batch:
    """Documents that one worker does in one go, and what the rest of the run says about some of them."""

    number: int
    remotes: tuple[Remote, ...]
    contexts: Mapping[int, Mapping[str, int]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class BatchReport:
    """What came of a batch: its rows are written, this is for the driver."""

    summary: Summary
    sessions: tuple[tuple[int, dict[str, Any]], ...]
    """Facts of the documents that name a session, by their place in the batch."""


@dataclass(frozen=True)
class BatchWork:
    """What a worker does with a batch; picklable."""

    output: str
    options: Options
    execution: Execution

    def __call__(self, batch: Batch) -> BatchReport:
        """Fetch, process, write one Parquet part of every table."""
        with tempfile.TemporaryDirectory(prefix="talentdocs-") as folder, Plan() as plan:
            for number, remote in enumerate(batch.remotes):
                _fetch(plan, remote, Path(folder) / f"{number}{PurePosixPath(remote.path).suffix}")
            report = self._process(plan, batch, Path(folder) / "tables")
            self._upload(Path(folder) / "tables", batch.number)
        return report

    def _process(self, plan: Plan, batch: Batch, folder: Path) -> BatchReport:
        summary = Summary()
        sessions: list[tuple[int, dict[str, Any]]] = []
        sink = open_sink(folder, formats=["parquet"], tables=EXTRACT_TABLES)
        for failure in plan.failures:
            sink.write("failures", [failure])
            summary.fail(failure)
        outcomes = run(
            plan.tasks, Processor(self.options), execution=self.execution, revision=_Told(batch.contexts)
        )
        for index, outcome in enumerate(outcomes):
            if isinstance(outcome, Done):
                for table, lines in tables_of(outcome.payload, outcome.facts).items():
                    sink.write_lines(table, lines)
                if summary.is_open:
                    outcome.facts["targets"] = targets_of(outcome.payload, outcome.facts)
                summary.add(outcome.task.path, outcome.facts)
                if outcome.facts["session"]:
                    sessions.append((index, {name: outcome.facts[name] for name in SESSION_FACTS}))
            elif isinstance(outcome, Failed):
                sink.write("failures", [outcome.failure])
                summary.fail(outcome.failure)
        sink.close()
        return BatchReport(summary, tuple(sessions))

    def _upload(self, folder: Path, number: int) -> None:
        system, root = _place(self.output)
        for table in EXTRACT_TABLES:
            system.makedirs(f"{root}/{table}", exist_ok=True)
            target = f"{root}/{table}/part-{number:06}.parquet"
            system.put_file(str(folder / f"{table}.parquet"), f"{target}.tmp-{os.getpid()}")
            system.mv(f"{target}.tmp-{os.getpid()}", target)


class _Told:
    """A revision that was told what the rest of the run says."""

    def __init__(self, contexts: Mapping[int, Mapping[str, int]]) -> None:
        self._contexts = contexts

    def may_tell(self, packed: bytes) -> bool:
        """It does not listen."""
        return False

    def see(self, index: int, facts: Mapping[str, Any]) -> None:
        """Learns nothing here."""

    def contexts(self) -> Mapping[int, Mapping[str, int]]:
        """What it was told."""
        return self._contexts


def run_on_cluster(
    paths: Sequence[str],
    output: str,
    address: str,
    *,
    options: Options,
    execution: Execution,
    progress: Callback = ignore,
    batch_documents: int = BATCH_DOCUMENTS,
) -> Report:
    """Extract documents at fsspec ``paths`` into Parquet parts at ``output``, on a scheduler.

    Both must be reachable from every worker. Raises UsageError without a scheduler or documents.
    """
    from talentdocs.execute.cluster import connect

    began = time.monotonic()
    remotes = list(_list(paths))
    if not remotes:
        raise UsageError("no documents found", where=" ".join(paths), code="T320")
    starts = range(0, len(remotes), batch_documents)
    batches = [Batch(number, tuple(remotes[at : at + batch_documents])) for number, at in enumerate(starts)]
    _clear(output)
    work = BatchWork(output, options, replace(execution, jobs=1, cache=None))
    with connect(address) as client:
        driver = _Driver(client, work, progress, len(remotes))
        driver.first(batches)
        driver.again(batches)
    summary = merge([driver.reports[number].summary for number in sorted(driver.reports)])
    seconds = time.monotonic() - began
    _write_manifest(output, manifest(Processor(options), summary, seconds), driver.reports)
    return Report(summary, (), seconds)


class _Driver:
    """Hands batches out and keeps their reports; a batch that no worker survives is split."""

    def __init__(self, client: Any, work: BatchWork, callback: Callback, total: int) -> None:
        self._client = client
        self._work = work
        self._callback = callback
        self._progress = Progress(total)
        self._sessions = Sessions()
        self.reports: dict[int, BatchReport] = {}

    def first(self, batches: Sequence[Batch]) -> None:
        """Every batch once."""
        self._callback(self._progress)
        for batch, report in self._run(batches):
            for index, facts in report.sessions:
                self._sessions.see(batch.number * PLACES + index, facts)
            self._progress.done += len(batch.remotes)
            self._progress.failed += report.summary.failed
            self._progress.path = batch.remotes[-1].path
            self._callback(self._progress)

    def again(self, batches: Sequence[Batch]) -> None:
        """Those batches again whose documents other batches tell something about."""
        told: dict[int, dict[int, Mapping[str, int]]] = {}
        for place, context in self._sessions.contexts().items():
            number, index = divmod(place, PLACES)
            told.setdefault(number, {})[index] = context
        todo = [replace(batches[number], contexts=contexts) for number, contexts in told.items()]
        for _ in self._run(todo):
            pass

    def _run(self, batches: Sequence[Batch]) -> Iterator[tuple[Batch, BatchReport]]:
        from talentdocs.execute.cluster import run_batches

        for batch, report in run_batches(self._client, self._work, batches):
            if isinstance(report, Exception):
                raise OutputError(
                    f"batch {batch.number} ended every worker that tried it: {report}",
                    hint="look into the workers' logs",
                    code="T407",
                ) from report
            self.reports[batch.number] = report
            yield batch, report


def merge(summaries: Sequence[Summary]) -> Summary:
    """One summary of many, in order."""
    total = Summary()
    for summary in summaries:
        total.join(summary)
    return total


def _place(url: str) -> tuple[Any, str]:
    """File system and root of a path or URL."""
    from fsspec.core import url_to_fs

    system, root = url_to_fs(url)
    return system, str(root).rstrip("/")


def _list(paths: Sequence[str]) -> Iterator[Remote]:
    """Documents under local folders and URLs, in the order of a local run."""
    from talentdocs.ingest.discover import discover, is_skipped

    for path in paths:
        if "://" not in path:
            for found in discover([path]):
                if isinstance(found, Failure):
                    raise UsageError(found.message, where=found.path, hint=found.hint, code=found.code)
                yield Remote(found.display, str(Path(found.path).absolute()))
            continue
        system, root = _place(path)
        files = [root] if system.isfile(root) else system.find(root)
        for file in sorted(files, key=lambda name: PurePosixPath(name).parts):
            shown = file.removeprefix(root).lstrip("/") or PurePosixPath(file).name
            if not any(is_skipped(part) for part in PurePosixPath(shown).parts):
                yield Remote(shown, system.unstrip_protocol(file))


def _fetch(plan: Plan, remote: Remote, file: Path) -> None:
    """Bring a document here and into the plan; what cannot be had is a failure of that document."""
    system, path = _place(remote.url)
    try:
        system.get_file(path, str(file))
    except OSError as error:
        message = error.strerror or str(error)
        plan.failures.append(
            Failure(remote.path, "discover", "T191", message, "check that workers can reach it")
        )
        return
    add_file(plan, str(file), remote.path)


def _clear(output: str) -> None:
    """Drop the parts of an earlier run: its batches were others. The manifest goes first."""
    system, root = _place(output)
    for name in ("manifest.json", *EXTRACT_TABLES):
        if system.exists(f"{root}/{name}"):
            system.rm(f"{root}/{name}", recursive=True)


def _write_manifest(output: str, head: Mapping[str, Any], reports: Mapping[int, BatchReport]) -> None:
    parts = {f"part-{number:06}": reports[number].summary.counts() for number in sorted(reports)}
    system, root = _place(output)
    with system.open(f"{root}/manifest.json", "wb") as stream:
        stream.write(
            json.dumps({**head, "parts": parts}, ensure_ascii=False, indent=1).encode("utf-8", "replace")
        )
