"""The Dask path on one machine: a scheduler and two workers on the loopback against the local pool of two.

    python benchmarks/cluster.py [--documents 3000] [--batch 250]

Same tables, the overhead, and a run in which one of two workers is killed in the middle. Needs the extra
``talentdocs[cluster]``.
"""

from __future__ import annotations

import argparse
import json
import os
import signal
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

from machine import describe
from scale import extract, make_folder

from talentdocs.execute.limits import Execution
from talentdocs.options import Options
from talentdocs.parts import run_on_cluster
from talentdocs.tables.columns import EXTRACT_TABLES
from talentdocs.tables.load import open_tables


def start(folder: Path) -> tuple[str, list[subprocess.Popen[bytes]]]:
    """Address of a scheduler, and the processes: the scheduler first, then two workers of one thread."""
    file = folder / "scheduler.json"
    command = [sys.executable, "-m"]
    common = ["--no-dashboard", "--host", "127.0.0.1"]
    log = (folder / "log").open("wb")
    scheduler = ["distributed.cli.dask_scheduler", "--port", "0", "--scheduler-file", str(file), *common]
    processes = [subprocess.Popen([*command, *scheduler], stdout=log, stderr=log)]
    while not file.exists() or not file.read_text():
        time.sleep(0.1)
    for _ in range(2):
        worker = ["distributed.cli.dask_worker", "--scheduler-file", str(file), "--nthreads", "1", *common]
        place = ["--local-directory", str(folder)]
        processes.append(
            subprocess.Popen([*command, *worker, *place], stdout=log, stderr=log, start_new_session=True)
        )
    return json.loads(file.read_text())["address"], processes


def run(docs: Path, out: Path, address: str, batch: int) -> float:
    began = time.perf_counter()
    run_on_cluster(
        [str(docs)], str(out), address, options=Options(), execution=Execution(), batch_documents=batch
    )
    return time.perf_counter() - began


def same(one: Path, two: Path) -> str:
    for table in EXTRACT_TABLES:
        if list(open_tables(one).rows(table)) != list(open_tables(two).rows(table)):
            return f"THE TABLE {table} DIFFERS"
    return "same rows in the same order"


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--documents", type=int, default=3000)
    parser.add_argument("--batch", type=int, default=250)
    arguments = parser.parse_args()
    print(describe())
    with tempfile.TemporaryDirectory(prefix="talentdocs-cluster-") as name:
        work = Path(name)
        docs = make_folder(work / "docs", arguments.documents)
        local = extract(docs, work / "local", "-j", "2", "--no-cache", "-f", "parquet")
        print(f"{arguments.documents} documents, local pool of two, to Parquet: {local.seconds:.1f} s")
        address, processes = start(work)
        try:
            from distributed import Client

            with Client(address, set_as_default=False) as client:
                client.wait_for_workers(2, timeout=60)
            seconds = run(docs, work / "parts", address, arguments.batch)
            print(
                f"two Dask workers, batches of {arguments.batch}: {seconds:.1f} s, "
                f"{seconds / local.seconds - 1:+.0%}; {same(work / 'local', work / 'parts')}"
            )
            timer = threading.Timer(seconds / 3, os.killpg, [processes[1].pid, signal.SIGKILL])
            timer.start()
            seconds = run(docs, work / "killed", address, arguments.batch)
            timer.join()
            print(
                f"one of two killed after a third: {seconds:.1f} s; {same(work / 'local', work / 'killed')}"
            )
        finally:
            for process in processes[1:]:
                if process.poll() is None:
                    os.killpg(process.pid, signal.SIGKILL)
            processes[0].kill()
            for process in processes:
                process.wait()


if __name__ == "__main__":
    main()
