"""Time and memory of ``compare`` as the cities grow: 1, 4, all, all copied ten times as other regions.

    python benchmarks/compare.py [--reports FOLDER] [--copies 10]

The reports of every city stand in a folder of its own. They are extracted once; what is measured is the
comparison of the tables, each in a process of its own. Pairing looks only within a region, so the time of a
figure must not grow with the number of regions.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from machine import CORPUS, describe

RUN = """
import sys
from talentdocs.commands.main import run
sys.exit(run(["compare", sys.argv[1], "-o", sys.argv[2], "-qq"]))
"""
TABLES = ("documents", "figures", "commitments", "citations")


def extract(reports: Path, out: Path) -> None:
    """The tables of all reports."""
    command = [sys.executable, "-m", "talentdocs", "extract", str(reports), "-o", str(out), "-q"]
    subprocess.run(command, check=True)


def choose(tables: Path, out: Path, cities: set[str], copies: int) -> int:
    """Write the tables of some cities, copied under other names; returns the number of figures."""
    out.mkdir()
    kept = {row["doc_id"] for row in _rows(tables / "documents.jsonl") if row["path"].split("/")[0] in cities}
    figures = 0
    for name in TABLES:
        with (out / f"{name}.jsonl").open("w", encoding="utf-8") as stream:
            for copy in range(copies):
                for row in _rows(tables / f"{name}.jsonl"):
                    if row["doc_id"] in kept:
                        figures += name == "figures"
                        stream.write(json.dumps(_renamed(row, copy), ensure_ascii=False) + "\n")
    return figures


def _renamed(row: dict[str, object], copy: int) -> dict[str, object]:
    """The same row of another region and document."""
    if not copy:
        return row
    row["doc_id"] = f"{copy:02}{str(row['doc_id'])[2:]}"
    if row.get("region"):
        row["region"] = f"{row['region']}{copy}"
    for name in ("figure_id", "commitment_id"):
        if row.get(name):
            row[name] = f"{copy:02}{str(row[name])[2:]}"
    return row


def _rows(path: Path) -> Iterator[dict[str, object]]:
    with path.open(encoding="utf-8") as stream:
        for line in stream:
            yield json.loads(line)


def measure(tables: Path, out: Path) -> tuple[float, float, float]:
    """Seconds, seconds of the processor and peak megabytes of one comparison."""
    began = time.perf_counter()
    process = subprocess.Popen([sys.executable, "-c", RUN, str(tables), str(out)])
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, "compare")
    return time.perf_counter() - began, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


def main() -> None:
    """Print a table: regions, figures, seconds, those of the processor, these a figure, megabytes."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--reports", type=Path, default=CORPUS)
    parser.add_argument("--copies", type=int, default=10)
    arguments = parser.parse_args()
    cities = sorted(path.name for path in arguments.reports.iterdir() if path.is_dir())
    print(describe())
    print(f"{'regions':>8} {'figures':>9} {'seconds':>8} {'cpu s':>8} {'cpu µs/figure':>14} {'peak MB':>8}")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        extract(arguments.reports, folder / "all")
        plan = [(1, 1), (4, 1), (len(cities), 1), (len(cities), arguments.copies)]
        for number, (count, copies) in enumerate(plan):
            tables = folder / f"tables{number}"
            figures = choose(folder / "all", tables, set(cities[:count]), copies)
            seconds, cpu, peak = measure(tables, folder / f"out{number}")
            each = cpu / max(figures, 1) * 1e6
            line = f"{count * copies:>8} {figures:>9} {seconds:>8.1f} {cpu:>8.1f} {each:>14.0f} {peak:>8.0f}"
            print(line, flush=True)


if __name__ == "__main__":
    main()
