"""Many documents: -j 1 against -j 2, memory at 3,000 and 30,000, a second run, one changed document.

    python benchmarks/scale.py [--small 3000] [--large 30000] [--only speed|memory|again]

Documents are made up here, 1,800 characters each (for memory 400, so that 30,000 take minutes), no two alike.
Memory is that of the whole process tree (proportional set size), sampled ten times a second.
"""

from __future__ import annotations

import argparse
import os
import random
import subprocess
import sys
import tempfile
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from machine import describe

THINGS = [
    "技能人才",
    "高技能人才",
    "规上工业企业",
    "新能源汽车产量",
    "养老机构床位",
    "城镇新增就业",
    "充电桩",
    "污水处理率",
]
UNITS = ["人", "名", "家", "辆", "张", "万人", "个", "%"]
SHORT = 400
PLACES = ["东", "西", "南", "北", "中", "新", "老", "高"]


TIMED = """
import resource, sys
from talentdocs.commands.main import main
code = 0
try:
    main()
except SystemExit as end:
    code = end.code
for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN):
    spent = resource.getrusage(who)
    print(spent.ru_utime + spent.ru_stime)
sys.exit(code)
"""
"""The command line, and what processor time it and its workers took."""


def make_document(random_: random.Random, number: int, chars: int = 1800) -> str:
    """A reply of some ``chars`` characters with its own figures."""
    year = random_.randint(2018, 2024)
    lines = [
        f"关于市人大一次会议第{number}号建议的答复",
        f"{random_.choice(PLACES)}某代表：",
        "您提出的《关于加强有关工作的建议》收悉，现答复如下：",
        "一、工作开展情况",
    ]
    while sum(map(len, lines)) < chars // 2:
        place = random_.randrange(len(THINGS))
        value, more = random_.randint(10, 9999), random_.randint(2, 30) / 2
        lines.append(
            f"{year - 1}年，全市{random_.choice(PLACES)}部地区{THINGS[place]}达到{value}{UNITS[place]}，"
            f"同比增长{more}%，有关部门加强统筹协调，完善工作机制，各项任务有序推进，取得了阶段性成效。"
        )
    lines.append("二、下一步工作打算")
    while sum(map(len, lines)) < chars:
        place = random_.randrange(len(THINGS))
        value = random_.randint(10, 9999)
        lines.append(
            f"力争到{year + 2}年，{THINGS[place]}达到{value}{UNITS[place]}以上，"
            f"每年开展培训{value // 3 + 1}人次，"
            f"支持{random_.choice(PLACES)}部片区建设，加强督促检查，确保各项措施落到实处。"
        )
    return "\n\n".join([*lines, f"{year}年{random_.randint(1, 12)}月{random_.randint(1, 28)}日\n"])


def make_folder(folder: Path, count: int, chars: int = 1800) -> Path:
    random_ = random.Random(count)
    folder.mkdir()
    old = time.time() - 3600
    for number in range(count):
        sub = folder / f"{number // 500:03}"
        sub.mkdir(exist_ok=True)
        path = sub / f"{number:06}.txt"
        path.write_text(make_document(random_, number, chars), encoding="utf-8")
        os.utime(path, (old, old))
    return folder


@dataclass
class Run:
    seconds: float
    peak: float
    """Megabytes of the whole tree at its largest."""
    parent: float
    """Seconds of processor time of the process that was started."""
    workers: float
    """Seconds of processor time of those that it started."""

    @property
    def cpu(self) -> float:
        return self.parent + self.workers


def extract(folder: Path, out: Path, *arguments: str) -> Run:
    command = [sys.executable, "-c", TIMED, "extract", str(folder), "-o", str(out), "-q", *arguments]
    began = time.perf_counter()
    # Python may keep compiled files, as it does of an installed package
    env = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=env) as process:
        peak = [0.0]
        watcher = threading.Thread(target=watch, args=(process.pid, peak, process))
        watcher.start()
        spent, _ = process.communicate()
        seconds = time.perf_counter() - began
        watcher.join()
    if process.returncode:
        sys.exit(f"{' '.join(command)} ended with {process.returncode}")
    parent, workers = map(float, spent.split())
    return Run(seconds, peak[0], parent, workers)


def watch(root: int, peak: list[float], process: subprocess.Popen[bytes]) -> None:
    while process.poll() is None:
        peak[0] = max(peak[0], sum(map(pss, tree(root))))
        time.sleep(0.1)


def tree(root: int) -> list[int]:
    parents: dict[int, list[int]] = {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                fields = (entry / "stat").read_text().rpartition(")")[2].split()
            except OSError:
                continue
            parents.setdefault(int(fields[1]), []).append(int(entry.name))
    found, queue = [], [root]
    while queue:
        pid = queue.pop()
        found.append(pid)
        queue += parents.get(pid, [])
    return found


def pss(pid: int) -> float:
    try:
        for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
            if line.startswith("Pss:"):
                return int(line.split()[1]) / 1024
    except OSError:
        return 0.0
    return 0.0


def speed(work: Path, small: int) -> None:
    """-j 1 against -j 2, and against two runs of -j 1 over half the documents each, side by side: what two
    processes reach on this machine that have nothing to do with each other."""
    folder = make_folder(work / "speed", small)
    one = extract(folder, work / "one", "-j", "1", "--no-cache")
    two = extract(folder, work / "two", "-j", "2", "--no-cache")
    halves = [make_folder(work / f"half-{number}", small // 2) for number in range(2)]
    began = time.perf_counter()
    with ThreadPoolExecutor() as threads:
        list(
            threads.map(
                lambda half: extract(half, work / f"{half.name}-out", "-j", "1", "--no-cache"), halves
            )
        )
    apart = time.perf_counter() - began
    same = all((work / "one" / p.name).read_bytes() == p.read_bytes() for p in (work / "two").glob("*.jsonl"))
    print(
        f"{small} documents, -j 1: {one.seconds:.2f} s, -j 2: {two.seconds:.2f} s, "
        f"{one.seconds / two.seconds:.2f} times (two runs that share nothing: {one.seconds / apart:.2f}); "
        + ("same bytes" if same else "THE TABLES DIFFER")
    )
    for run, jobs in ((one, 1), (two, 2)):
        print(
            f"  -j {jobs}: processor time of the workers {run.workers:.1f} s, of the parent "
            f"{run.parent:.1f} s ({1000 * run.parent / small:.2f} ms a document)"
        )


def memory(work: Path, small: int, large: int) -> None:
    few = extract(make_folder(work / "few", small, SHORT), work / "few-out", "-j", "2", "--no-cache")
    many = extract(make_folder(work / "many", large, SHORT), work / "many-out", "-j", "2", "--no-cache")
    print(
        f"peak memory of the tree: {few.peak:.0f} MB for {small}, {many.peak:.0f} MB for {large}, "
        f"{many.peak / few.peak - 1:+.1%}; {many.seconds:.0f} s for {large}, "
        f"{large / many.seconds:.0f} documents/s"
    )


def again(work: Path, small: int) -> None:
    folder = make_folder(work / "again", small)
    single = make_folder(work / "single", 1)
    cache = ["--cache", str(work / "cache")]
    first = extract(folder, work / "out", *cache)
    second = min((extract(folder, work / "out", *cache) for _ in range(3)), key=lambda run: run.seconds)
    alone = min(
        (extract(single, work / "alone", "--no-cache") for _ in range(3)), key=lambda run: run.seconds
    )
    changed = folder / "000" / "000007.txt"
    times = []
    for number in range(3):
        changed.write_text(make_document(random.Random(), number), encoding="utf-8")
        times.append(extract(folder, work / "out", *cache))
    print(
        f"first run {first.seconds:.2f} s, unchanged second {second.seconds:.2f} s: "
        f"{first.seconds / second.seconds:.0f} times faster"
    )
    best = min(times, key=lambda run: run.seconds)
    over, cpu = best.seconds - alone.seconds, best.cpu - alone.cpu
    print(
        f"one of {small} changed: {best.seconds:.2f} s; one document alone: {alone.seconds:.2f} s; "
        f"beyond it {over:.2f} s, {over / first.seconds:.1%} of the first run; "
        f"of processor time {cpu:.2f} s, {cpu / first.cpu:.1%}"
    )


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--small", type=int, default=3000)
    parser.add_argument("--large", type=int, default=30000)
    parser.add_argument("--only", choices=["speed", "memory", "again"])
    arguments = parser.parse_args()
    print(describe())
    with tempfile.TemporaryDirectory(prefix="talentdocs-scale-") as folder:
        work = Path(folder)
        if arguments.only in (None, "speed"):
            speed(work, arguments.small)
        if arguments.only in (None, "again"):
            again(work, arguments.small)
        if arguments.only in (None, "memory"):
            memory(work, arguments.small, arguments.large)


if __name__ == "__main__":
    main()
