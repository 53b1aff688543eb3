"""Print random passages where a rule fires, to read and count by hand how often it is right.

    python benchmarks/sample.py FOLDER --what leadin --n 60 --seed 1

What can be sampled: heading, section, leadin, planned, done, neutral, commitment, none (clauses in plans that
are no commitment), row, citation, deadline, office, cue:NAME (an entry of promise_cues or report_cues),
strength:aim …
"""

from __future__ import annotations

import argparse
import random
import re
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from talentdocs.extract.citations import find_citations
from talentdocs.extract.commitments import find_commitments
from talentdocs.extract.metadata import read_metadata
from talentdocs.extract.source import Source
from talentdocs.extract.tense import read_tenses
from talentdocs.ingest.read import read
from talentdocs.segment.lexicon import Lexicons, load
from talentdocs.structure.fold import fold
from talentdocs.structure.outline import build_outline, date_sections


def passages(path: Path, what: str, lexicons: Lexicons) -> Iterator[str]:
    """Every passage of one document where ``what`` fires, one line each."""
    text = read(path.read_bytes(), path.name)
    content, folded = text.content, fold(text.content)
    outline = build_outline(text, folded, lexicons)
    document = read_metadata(text, folded, outline, Source("sample", path.name), lexicons)
    outline = date_sections(outline, document.year, lexicons)
    if what in ("heading", "section"):
        for section in outline.sections[1:]:
            before = content[max(0, section.start - 12) : section.start]
            place = f"{'  ' * section.level}[{section.orientation} {section.year_start}]"
            yield f"{place} {before}⟦{section.title}⟧"
        return
    if what == "citation":
        for cited in find_citations(text, folded, outline, document, lexicons):
            yield f"{cited.role} {cited.number}: {content[max(0, cited.start - 40) : cited.end + 12]}"
        return
    if what in ("commitment", "none", "deadline", "office") or what.startswith("strength:"):
        yield from _commitments(text, folded, outline, document, what, lexicons)
        return
    readings = read_tenses(folded, outline, lexicons)
    wanted = _cue(what, lexicons)
    for clause, reading in zip(outline.clauses, readings, strict=True):
        words = content[clause.start : clause.end]
        section = outline.sections[clause.section].path[-30:]
        shown = f"[{reading.tense}: {reading.reason}] {words}   <{clause.orientation} {section}>"
        if what in (clause.kind, "leadin" if clause.kind == "leadin" else "") or (
            what == reading.tense and clause.kind == "prose"
        ):
            yield shown
        elif wanted and clause.kind == "prose" and (hit := wanted.search(folded, clause.start, clause.end)):
            yield f"⟦{hit.group()}⟧ {shown}"


def _cue(what: str, lexicons: Lexicons) -> re.Pattern[str] | None:
    if not what.startswith("cue:"):
        return None
    name = what.partition(":")[2]
    for lexicon in ("promise_cues", "report_cues"):
        if entry := lexicons.table(lexicon).get(name):
            return re.compile(entry.text("pattern"))
    sys.exit(f"sample: no cue named {name}; known: {', '.join(_names(lexicons))}")


def _names(lexicons: Lexicons) -> list[str]:
    return [name for lexicon in ("promise_cues", "report_cues") for name in lexicons.table(lexicon)]


def _commitments(text, folded, outline, document, what, lexicons) -> Iterator[str]:  # type: ignore[no-untyped-def]
    rows = {row.start: row for row in find_commitments(text, folded, outline, document, (), lexicons)}
    if what == "none":
        readings = read_tenses(folded, outline, lexicons)
        for index, clause in enumerate(outline.clauses):
            if clause.orientation == "planned" and clause.kind == "prose" and clause.start not in rows:
                reading = readings[index]
                yield f"[{reading.tense}: {reading.reason}] {text.content[clause.start : clause.end]}"
        return
    for row in rows.values():
        keep = (
            what == "commitment"
            or (what == "deadline" and row.deadline)
            or (what == "office" and row.responsible)
        )
        if keep or what == f"strength:{row.strength}":
            offices = "、".join(row.responsible)
            yield f"[{row.strength} {row.deadline} {offices} | {row.reasons[0]}] {row.text}"


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", type=Path)
    parser.add_argument("--what", default="leadin")
    parser.add_argument("--n", type=int, default=60)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--only", default="", help="part of the path")
    given = parser.parse_args()
    lexicons = load()
    found: list[tuple[str, str]] = []
    for path in sorted(
        path for path in given.folder.rglob("*") if path.suffix in (".txt", ".md") and given.only in str(path)
    ):
        found += [
            (f"{path.parent.name}/{path.stem}", line.replace("\n", "⏎"))
            for line in passages(path, given.what, lexicons)
        ]
    picked = random.Random(given.seed).sample(found, min(given.n, len(found)))
    for where, line in picked:
        print(f"{where}\t{line}")
    print(f"{len(found)} passages in {len(Counter(where for where, _ in found))} documents", file=sys.stderr)


if __name__ == "__main__":
    main()
