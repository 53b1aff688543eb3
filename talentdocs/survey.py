"""What lies in a folder, before work is done on it (摸底): each document read and dated, no more."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from talentdocs.execute.limits import Execution
from talentdocs.execute.outcome import Done, Failed
from talentdocs.execute.plan import Plan
from talentdocs.execute.progress import Callback, ignore
from talentdocs.execute.run import run
from talentdocs.extract.sessions import Sessions
from talentdocs.options import Options
from talentdocs.process import Processor, document_id
from talentdocs.report.coverage import Survey
from talentdocs.report.likeness import sketch
from talentdocs.segment.lexicon import Lexicons
from talentdocs.tables.rows import to_row
from talentdocs.version import VERSION, code_digest


@dataclass(frozen=True)
class Surveyor:
    """Work on one document that only reads it and its letterhead; picklable, so that workers can do it."""

    options: Options

    @cached_property
    def lexicons(self) -> Lexicons:
        """The lexicons of the run, loaded once in each process."""
        return Processor(self.options).lexicons

    def __getstate__(self) -> dict[str, Any]:
        return {"options": self.options}

    def __call__(
        self, data: bytes, path: str, context: Mapping[str, int] | None = None
    ) -> tuple[bytes, dict[str, Any]]:
        """No payload; the document's row and a sketch of its text as facts."""
        from talentdocs.extract.document import Source
        from talentdocs.extract.metadata import read_metadata
        from talentdocs.ingest.read import read
        from talentdocs.structure.fold import fold
        from talentdocs.structure.outline import build_outline

        text = read(data, path, self.options)
        folded = fold(text.content)
        outline = build_outline(text, folded, self.lexicons)
        source = Source(document_id(data), path, context or {})
        row = to_row(read_metadata(text, folded, outline, source, self.lexicons))
        return b"", {**row, "size": len(data), "sketch": sketch(text.content)}


def survey(plan: Plan, *, options: Options, execution: Execution, progress: Callback = ignore) -> Survey:
    """Look at every document of the plan. Pages without a text layer are counted, not recognised."""
    work = Surveyor(Options(options.encoding, options.lexicons, ocr=False))
    found = Survey()
    for failure in plan.failures:
        found.fail(to_row(failure))
    outcomes = run(
        plan.tasks,
        work,
        execution=execution,
        signature=f"survey {VERSION} {code_digest()} {work.lexicons.digest} {options.encoding}",
        revision=Sessions(),
        progress=progress,
    )
    for outcome in outcomes:
        if isinstance(outcome, Done):
            found.add(outcome.facts | {"path": outcome.task.path})
        elif isinstance(outcome, Failed):
            found.fail(to_row(outcome.failure) | {"size": outcome.task.size})
    return found
