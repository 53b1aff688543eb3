"""The public verbs: ``extract`` and ``compare`` a folder, ``process_text`` a string, ``read`` a file."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from os import PathLike, fspath
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from talentdocs.options import Options
from talentdocs.records import Extraction, Failure, Text

if TYPE_CHECKING:
    import pandas

    from talentdocs.report.summary import Summary
    from talentdocs.report.verdicts import VerdictSummary

AnyPath = str | PathLike[str]


class Result:
    """The tables of a run as pandas DataFrames, each read when it is first used.

    Columns are those of the record contract; numbers are numbers, lists are lists, unknown is missing.
    """

    def __init__(
        self, folder: Path, summary: Summary, *, keep: TemporaryDirectory[str] | None = None
    ) -> None:
        self.folder = folder
        """Where the tables are as JSON lines."""
        self.summary = summary
        """Counts by kind, region, year and status, the first targets and failures."""
        self._keep = keep

    @cached_property
    def documents(self) -> pandas.DataFrame:
        """One row a document."""
        return self.table("documents")

    @cached_property
    def figures(self) -> pandas.DataFrame:
        """One row a quantity."""
        return self.table("figures")

    @cached_property
    def commitments(self) -> pandas.DataFrame:
        """One row for every sentence that says what the issuer will do."""
        return self.table("commitments")

    @cached_property
    def citations(self) -> pandas.DataFrame:
        """One row a document named in 《》."""
        return self.table("citations")

    @cached_property
    def failures(self) -> pandas.DataFrame:
        """One row a document that could not be read."""
        return self.table("failures")

    def table(self, name: str) -> pandas.DataFrame:
        """A table by name."""
        from talentdocs.tables.frames import read_frame

        return read_frame(self.folder / f"{name}.jsonl", name)

    def __repr__(self) -> str:
        counts = ", ".join(f"{name}={count}" for name, count in self.summary.counts().items())
        return f"Result({counts})"


def extract(
    *paths: AnyPath,
    output: AnyPath | None = None,
    encoding: str | None = None,
    lexicons: Sequence[AnyPath] = (),
    jobs: int = 1,
    cache: AnyPath | None = None,
    limit: int | None = None,
    corrections: AnyPath | None = None,
) -> Result:
    """Extract the documents under ``paths`` (files, folders, globs).

    ``output``: a folder that keeps the tables as JSON lines, else they live as long as the result.
    ``jobs``: 1 works in this process; more starts workers, each document under a time and memory limit.
    ``cache``: a folder in which results are kept by content, none by default.
    ``corrections``: a file that ``talentdocs review apply`` wrote, laid over the rows.
    A document that cannot be read is a row of ``failures``, never an exception. Raises LexiconError for a bad
    lexicon, OutputError where ``output`` cannot be written.

        >>> import talentdocs
        >>> talentdocs.extract("samples").figures  # doctest: +SKIP
    """
    from talentdocs.batch import run_batch
    from talentdocs.execute.limits import Execution
    from talentdocs.execute.plan import make_plan
    from talentdocs.tables.columns import EXTRACT_TABLES
    from talentdocs.tables.corrections import read_corrections
    from talentdocs.tables.overlay import Overlay
    from talentdocs.tables.sink import open_sink

    keep = (
        None if output is not None else TemporaryDirectory(prefix="talentdocs-", ignore_cleanup_errors=True)
    )
    folder = Path(keep.name) if keep else Path(output or "")
    options = _options(encoding, lexicons)
    execution = Execution(jobs=jobs, isolate=jobs > 1, cache=Path(cache) if cache is not None else None)
    overlay = Overlay(read_corrections(Path(corrections))) if corrections is not None else None
    with make_plan([fspath(path) for path in paths], limit=limit) as plan:
        sink = open_sink(folder, formats=["jsonl"], tables=EXTRACT_TABLES)
        report = run_batch(plan, sink, options=options, execution=execution, overlay=overlay)
    return Result(folder, report.summary, keep=keep)


class Comparisons:
    """The tables of a comparison as pandas DataFrames, each read when it is first used."""

    def __init__(
        self, folder: Path, summary: VerdictSummary, *, keep: TemporaryDirectory[str] | None = None
    ) -> None:
        self.folder = folder
        """Where the tables are as JSON lines."""
        self.summary = summary
        """Verdicts by region and office, the largest shortfalls."""
        self._keep = keep

    @cached_property
    def comparisons(self) -> pandas.DataFrame:
        """One row a promise with a number, and what was reported for it."""
        return self.table("comparisons")

    @cached_property
    def series(self) -> pandas.DataFrame:
        """One row a reported value of an indicator, in order of time."""
        return self.table("series")

    @cached_property
    def contradictions(self) -> pandas.DataFrame:
        """One row for every two documents that report different values."""
        return self.table("contradictions")

    @cached_property
    def policies(self) -> pandas.DataFrame:
        """One row a document promised in 《》, and whether it was issued."""
        return self.table("policies")

    def table(self, name: str) -> pandas.DataFrame:
        """A table by name."""
        from talentdocs.tables.frames import read_frame

        return read_frame(self.folder / f"{name}.jsonl", name)

    def __repr__(self) -> str:
        counts = ", ".join(f"{name}={count}" for name, count in sorted(self.summary.verdicts.items()))
        return f"Comparisons({counts})"


def compare(
    *paths: AnyPath,
    output: AnyPath | None = None,
    encoding: str | None = None,
    lexicons: Sequence[AnyPath] = (),
    jobs: int = 1,
    cache: AnyPath | None = None,
) -> Comparisons:
    """Hold what was promised against what was reported, in documents or in what ``extract`` wrote.

    ``paths``: files, folders and globs of documents, folders of tables, ``.duckdb`` and ``.sqlite`` files.
    The other arguments are those of ``extract``. Raises UsageError where a place holds no tables.

        >>> import talentdocs
        >>> talentdocs.compare("samples").comparisons  # doctest: +SKIP
    """
    from talentdocs.comparing import Comparing
    from talentdocs.execute.limits import Execution
    from talentdocs.tables.columns import COMPARE_TABLES
    from talentdocs.tables.sink import open_sink

    keep = (
        None if output is not None else TemporaryDirectory(prefix="talentdocs-", ignore_cleanup_errors=True)
    )
    folder = Path(keep.name) if keep else Path(output or "")
    execution = Execution(jobs=jobs, isolate=jobs > 1, cache=Path(cache) if cache is not None else None)
    options = _options(encoding, lexicons)
    with Comparing([fspath(path) for path in paths], options=options, execution=execution) as comparing:
        summary = comparing.write(open_sink(folder, formats=["jsonl"], tables=COMPARE_TABLES))
    return Comparisons(folder, summary, keep=keep)


def process_text(
    text: str,
    *,
    name: str = "text.txt",
    year: int | None = None,
    lexicons: Sequence[AnyPath] = (),
) -> Extraction:
    """Extract one document that is already a string; offsets count into it, line breaks as ``\\n``.

    ``year``: the year it speaks from, where its own words do not say. Raises LexiconError for a bad lexicon.

        >>> process_text("到2025年，技能人才总量达到50万人。").figures[0].value
        Decimal('500000')
    """
    from talentdocs.process import Processor

    return Processor(_options("utf-8", lexicons)).extract(
        text.encode("utf-8", "surrogatepass"), name, year=year
    )


def read(path: AnyPath, *, encoding: str | None = None) -> Text:
    """The canonical text of one file, which every offset counts into. Raises ReadError."""
    from talentdocs.errors import ReadError
    from talentdocs.ingest.read import read as read_bytes

    try:
        data = Path(path).read_bytes()
    except OSError as error:
        raise ReadError(error.strerror or str(error), where=str(path), code="T191") from error
    return read_bytes(data, fspath(path), Options(encoding=encoding))


def _options(encoding: str | None, lexicons: Sequence[AnyPath]) -> Options:
    return Options(encoding=encoding, lexicons=tuple(Path(folder) for folder in lexicons))


__all__ = [
    "Comparisons",
    "Extraction",
    "Failure",
    "Result",
    "compare",
    "extract",
    "process_text",
    "read",
]
