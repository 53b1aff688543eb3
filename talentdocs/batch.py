"""A whole run of ``extract`` (批): documents under some paths, their rows in a sink, a summary."""

from __future__ import annotations

import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

from talentdocs.execute.limits import Execution
from talentdocs.execute.outcome import Done, Failed
from talentdocs.execute.plan import Plan
from talentdocs.execute.progress import Callback, ignore
from talentdocs.execute.run import Run
from talentdocs.extract.sessions import Sessions
from talentdocs.options import Options
from talentdocs.process import Processor, tables_of, targets_of
from talentdocs.report.summary import Summary
from talentdocs.tables.sink import Sink
from talentdocs.version import VERSION, code_digest

if TYPE_CHECKING:
    from talentdocs.tables.overlay import Overlay


@dataclass(frozen=True, slots=True)
class Report:
    """What a run did: its summary and the files that it wrote."""

    summary: Summary
    files: Sequence[Path]
    seconds: float
    standing: bool = False
    """Whether nothing had changed since an earlier run, so that its files were left as they are."""


def run_batch(
    plan: Plan,
    sink: Sink,
    *,
    options: Options,
    execution: Execution,
    progress: Callback = ignore,
    overlay: Overlay | None = None,
) -> Report:
    """Process every document of the plan into the sink, ``overlay`` laid over the rows, and close it.

    Whatever ends it early, the sink is abandoned: the earlier output stays as it was.
    """
    began = time.monotonic()
    processor = Processor(options)
    try:
        with Run(
            plan.tasks, processor, execution=execution, signature=signature(processor), progress=progress
        ) as opened:
            state = None if plan.failures or overlay is not None else opened.state
            standing = sink.standing() if state else None
            if standing and standing.get("state") == state:
                return _stand(sink, standing, began)
            summary = _write_all(plan, opened, sink, processor, overlay)
        seconds = time.monotonic() - began
        files = sink.close(manifest(processor, summary, seconds, state=None if summary.failed else state))
    except BaseException:
        sink.abandon()
        raise
    return Report(summary, files, seconds)


def _stand(sink: Sink, standing: Mapping[str, Any], began: float) -> Report:
    """Nothing has changed since the earlier run: its files stand as they are."""
    sink.abandon()
    return Report(Summary.restore(standing["summary"]), (), time.monotonic() - began, standing=True)


def _write_all(plan: Plan, opened: Run, sink: Sink, processor: Processor, overlay: Overlay | None) -> Summary:
    """Write the rows of every document in order; returns their summary."""
    summary = Summary()
    for failure in plan.failures:
        sink.write("failures", [failure])
        summary.fail(failure)
    for outcome in opened.outcomes(Sessions()):
        if isinstance(outcome, Done):
            if summary.is_open or overlay is not None:
                outcome.facts["targets"] = targets_of(outcome.payload, outcome.facts)
            facts = _write(sink, outcome, processor, overlay)
            summary.add(outcome.task.path, facts, cached=outcome.cached)
        elif isinstance(outcome, Failed):
            sink.write("failures", [outcome.failure])
            summary.fail(outcome.failure)
    if overlay is not None:
        sink.write("corrections", overlay.outcomes())
    return summary


def signature(processor: Processor) -> str:
    """Everything besides a document that decides its rows: version, code, lexicons, options, extras."""
    options = asdict(processor.options) | {"lexicons": processor.lexicons.digest}
    options["recognition"] = find_spec("rapidocr_onnxruntime") is not None
    return f"{VERSION} {code_digest()} {sorted(options.items())!r}"


def manifest(
    processor: Processor, summary: Summary, seconds: float, *, state: str | None = None
) -> dict[str, Any]:
    """What made the tables: version, lexicons, options, counts, and the only times there are."""
    options = processor.options
    return {
        "talentdocs": VERSION,
        "code": code_digest(),
        "python": sys.version.split()[0],
        "lexicons": processor.lexicons.digest,
        "options": {
            "encoding": options.encoding,
            "lexicons": [str(path) for path in options.lexicons],
            "ocr": options.ocr,
        },
        "counts": summary.counts(),
        "seconds": round(seconds, 3),
        "state": state,
        "summary": summary.as_json(),
    }


def _write(sink: Sink, outcome: Done, processor: Processor, overlay: Overlay | None) -> dict[str, Any]:
    """Write the tables of one document; returns its facts."""
    facts = outcome.facts
    tables: Mapping[str, bytes | memoryview] = tables_of(memoryview(outcome.payload), facts)
    if overlay is not None:
        from talentdocs.reread import Rereader

        plain = tables_of(outcome.payload, facts)
        tables, facts = overlay.lay(plain, facts, Rereader(processor, outcome))
    for (name, lines), count in zip(tables.items(), facts["counts"], strict=True):
        sink.write_lines(name, lines, count)
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
    return facts
