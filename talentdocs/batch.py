"""A whole run of ``extract`` (批): documents under some paths, their rows in a sink, a summary."""

from __future__ import annotations

import platform
import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from talentdocs.execute.limits import Execution
from talentdocs.execute.outcome import Done, Failed
from talentdocs.execute.plan import Plan
from talentdocs.execute.progress import Callback, ignore
from talentdocs.execute.run import run
from talentdocs.extract.sessions import Sessions
from talentdocs.options import Options
from talentdocs.process import Processor, tables_of
from talentdocs.report.summary import Summary
from talentdocs.tables.sink import Sink
from talentdocs.version import VERSION, code_digest


@dataclass(frozen=True, slots=True)
class Report:
    """What a run did: its summary and the files that it wrote."""

    summary: Summary
    files: Sequence[Path]
    seconds: float


def run_batch(
    plan: Plan, sink: Sink, *, options: Options, execution: Execution, progress: Callback = ignore
) -> Report:
    """Process every document of the plan into the sink and close it.

    Whatever ends it early, the sink is abandoned: the earlier output stays as it was.
    """
    began = time.monotonic()
    summary = Summary()
    try:
        for failure in plan.failures:
            sink.write("failures", [failure])
            summary.fail(failure)
        processor = Processor(options)
        outcomes = run(
            plan.tasks,
            processor,
            execution=execution,
            signature=signature(processor),
            revision=Sessions(),
            progress=progress,
        )
        for outcome in outcomes:
            if isinstance(outcome, Done):
                _write(sink, outcome)
                summary.add(outcome.task.path, outcome.facts, cached=outcome.cached)
            elif isinstance(outcome, Failed):
                sink.write("failures", [outcome.failure])
                summary.fail(outcome.failure)
        seconds = time.monotonic() - began
        files = sink.close(manifest(processor, summary, seconds))
    except BaseException:
        sink.abandon()
        raise
    return Report(summary, files, seconds)


def signature(processor: Processor) -> str:
    """Everything besides a document that decides its rows: version, code, lexicons, options."""
    options = asdict(processor.options) | {"lexicons": processor.lexicons.digest}
    return f"{VERSION} {code_digest()} {sorted(options.items())!r}"


def manifest(processor: Processor, summary: Summary, seconds: float) -> dict[str, Any]:
    """What made the tables: version, lexicons, options, counts, and the only times there are."""
    options = processor.options
    return {
        "talentdocs": VERSION,
        "code": code_digest(),
        "python": platform.python_version(),
        "lexicons": processor.lexicons.digest,
        "options": {
            "encoding": options.encoding,
            "lexicons": [str(path) for path in options.lexicons],
            "ocr": options.ocr,
        },
        "counts": summary.counts(),
        "seconds": round(seconds, 3),
    }


def _write(sink: Sink, outcome: Done) -> None:
    for name, lines in tables_of(outcome.payload, outcome.facts).items():
        sink.write_lines(name, lines)
    facts = outcome.facts
    sink.record(
        {
            "path": outcome.task.path,
            "doc_id": facts["doc_id"],
            "sha256": facts["sha256"],
            "format": facts["format"],
            "encoding": facts["encoding"],
            "figures": facts["counts"][1],
            "commitments": facts["counts"][2],
            "citations": facts["counts"][3],
        }
    )
