"""Runs that are killed, and resumed: the tables must be those of an undisturbed run, byte for byte.

    python benchmarks/faults.py [--runs 100] [--documents 300] [--seed 1]

Each round begins with an empty cache and the output of an earlier run over other documents. The run is killed
with SIGKILL, all processes of it, at a random moment; the earlier output must stand untouched or be replaced
whole. Then it is run again and must end with the reference's bytes. Every second round kills random workers
instead, up to five, while the run goes on. Prints one line a failure; exits 1 if there was any.
"""

from __future__ import annotations

import argparse
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from machine import describe
from scale import make_folder, tree

TABLES = ("documents", "figures", "commitments", "citations", "failures")


def command(folder: Path, out: Path, cache: Path) -> list[str]:
    places = [str(folder), "-o", str(out), "--cache", str(cache)]
    return [sys.executable, "-m", "talentdocs", "extract", *places, "-j", "2", "-qq"]


def tables(out: Path) -> dict[str, bytes]:
    return {name: (out / f"{name}.jsonl").read_bytes() for name in TABLES if (out / f"{name}.jsonl").exists()}


def start(folder: Path, out: Path, cache: Path) -> subprocess.Popen[bytes]:
    return subprocess.Popen(command(folder, out, cache), start_new_session=True)


def kill_all(process: subprocess.Popen[bytes]) -> None:
    """SIGKILL for the parent alone: its workers must find out and end by themselves."""
    process.send_signal(signal.SIGKILL)
    process.wait()


def kill_workers(process: subprocess.Popen[bytes], random_: random.Random, seconds: float) -> int:
    killed = 0
    for _ in range(random_.randint(1, 5)):
        time.sleep(random_.random() * seconds / 5)
        children = [pid for pid in tree(process.pid) if pid != process.pid and is_worker(pid)]
        if process.poll() is None and children:
            os.kill(random_.choice(children), signal.SIGKILL)
            killed += 1
    process.wait()
    return killed


def is_worker(pid: int) -> bool:
    """A worker, and not the tracker that the standard library starts beside them."""
    try:
        return b"spawn_main" in Path(f"/proc/{pid}/cmdline").read_bytes()
    except OSError:
        return False


def orphans(marker: str) -> list[int]:
    """Processes that still work for a run that is gone."""
    found = []
    for entry in Path("/proc").iterdir():
        try:
            if entry.name.isdigit() and marker.encode() in (entry / "environ").read_bytes():
                found.append(int(entry.name))
        except OSError:
            continue
    return found


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--runs", type=int, default=100)
    parser.add_argument("--documents", type=int, default=300)
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    random_ = random.Random(arguments.seed)
    print(describe())
    with tempfile.TemporaryDirectory(prefix="talentdocs-faults-") as name:
        work = Path(name)
        os.environ["TALENTDOCS_FAULTS"] = name
        folder = make_folder(work / "docs", arguments.documents)
        other = make_folder(work / "other", 5)
        began = time.perf_counter()
        start(folder, work / "reference", work / "cache").wait()
        seconds = time.perf_counter() - began
        reference = tables(work / "reference")
        start(other, work / "earlier", work / "cache2").wait()
        earlier = tables(work / "earlier")
        print(f"undisturbed: {seconds:.1f} s, {sum(map(len, reference.values())) / 1e6:.1f} MB of tables")
        wrong = killed = whole = 0
        for number in range(arguments.runs):
            out, cache = work / "out", work / "round-cache"
            shutil.rmtree(out, ignore_errors=True)
            shutil.rmtree(cache, ignore_errors=True)
            shutil.copytree(work / "earlier", out)
            process = start(folder, out, cache)
            if number % 2:
                killed += kill_workers(process, random_, seconds)
            else:
                time.sleep(random_.random() * seconds * 1.05)
                ended = process.poll() is not None
                kill_all(process)
                between = tables(out)
                if between not in (earlier, reference):
                    wrong += 1
                    print(f"round {number}: the earlier output was harmed")
                whole += between == reference
                killed += not ended
                start(folder, out, cache).wait()
            if tables(out) != reference:
                wrong += 1
                failures = tables(out).get("failures", b"").decode()[:300]
                print(f"round {number}: the tables differ (exit {process.returncode}) {failures}")
            hidden = [path.name for path in out.iterdir() if path.name.startswith(".")]
            if hidden:
                wrong += 1
                print(f"round {number}: {hidden} was left behind")
        time.sleep(2)
        left = [pid for pid in orphans(name) if pid != os.getpid()]
        print(
            f"{arguments.runs} rounds, {killed} kills, {whole} of them after the tables were in place; "
            f"{wrong} wrong, {len(left)} processes left behind"
        )
        sys.exit(1 if wrong or left else 0)


if __name__ == "__main__":
    main()
