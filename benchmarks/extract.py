"""The whole job in one process against plain ``jieba.cut`` on the same text; memory; start-up.

    python benchmarks/extract.py [FOLDER] [--profile]

Text in, table lines out, one process; both sides are measured in turn in processor time, the best of three
rounds each; start-up in wall time. FOLDER is by default the corpus of yearly reports beside the checkout.
"""

from __future__ import annotations

import argparse
import gc
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from machine import CORPUS, describe

ROUNDS = 3
TWO_PAGES = (
    "关于市人大一次会议第1号建议的答复\n\n某某代表：\n\n"
    + "2022年，全市新增技能人才1.2万人，增长5.3%，技能人才总量达到26.5万人，其中高技能人才8.1万人，占30.6%。"
    "下一步，我们将力争到2025年技能人才总量达到30万人，每年开展职业技能培训5000人次以上。\n\n"
    * 14
    + "2023年6月1日\n"
)


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", nargs="?", type=Path, default=CORPUS)
    parser.add_argument("--profile", action="store_true", help="print where the time goes instead")
    arguments = parser.parse_args()
    documents = [
        (path.read_bytes(), path.name) for path in sorted(arguments.folder.rglob("*")) if path.is_file()
    ]
    if not documents:
        sys.exit(f"no documents in {arguments.folder}")
    if arguments.profile:
        profile(documents)
        return
    print(describe())
    compare(documents)
    start_up()


def compare(documents: list[tuple[bytes, str]]) -> None:
    import jieba

    from talentdocs.execute.worker import SWEEP
    from talentdocs.process import Processor

    gc.set_threshold(SWEEP)  # as in every process that the command line starts
    processor = Processor()
    processor.prepare()
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    texts = [data.decode("utf-8-sig") for data, _ in documents]
    jieba.setLogLevel(60)
    jieba.initialize()

    def ours() -> int:
        return sum(len(processor(data, name)[0]) for data, name in documents)

    def theirs() -> int:
        return sum(1 for text in texts for _ in jieba.cut(text))

    processor(*documents[0])
    mine, plain = [], []
    for _ in range(ROUNDS):
        mine.append(seconds(ours))
        plain.append(seconds(theirs))
    after = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    size = sum(len(data) for data, _ in documents) / 1e6
    print(f"{len(documents)} documents, {size:.1f} MB, {sum(map(len, texts)):,} characters")
    tell("whole job", mine, size)
    tell("jieba.cut", plain, size)
    print(f"ratio         {min(mine) / min(plain):6.2f}     (whole job / jieba.cut alone)")
    print(f"peak memory   {after / 1024:6.0f} MB   ({before / 1024:.0f} MB before the first document)")


def tell(name: str, rounds: list[float], size: float) -> None:
    best = min(rounds)
    print(
        f"{name:<12}  {best:6.2f} s   {size / best:5.2f} MB/s   rounds {[round(each, 2) for each in rounds]}"
    )


def seconds(work: Callable[[], int], clock: Callable[[], float] = time.process_time) -> float:
    began = clock()
    work()
    return clock() - began


def start_up() -> None:
    """Whole processes, from nothing to exit, file cache warm: the median of nine.

    Python may keep compiled files, as it does of an installed package.
    """
    env = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "reply.txt"
        file.write_text(TWO_PAGES, encoding="utf-8")
        lines = {
            "bare python": [sys.executable, "-c", "pass"],
            "talentdocs --help": [sys.executable, "-m", "talentdocs", "--help"],
            "talentdocs text": [sys.executable, "-m", "talentdocs", "text", str(file)],
            "talentdocs extract, one two-page text": [
                *[sys.executable, "-m", "talentdocs", "extract", str(file), "-o", folder + "/out"],
                *["--no-cache", "-q"],
            ],
        }
        for name, command in lines.items():
            times = sorted(
                seconds(
                    lambda command=command: subprocess.run(command, capture_output=True, env=env).returncode,
                    time.perf_counter,
                )
                for _ in range(9)
            )
            print(f"{times[4]:6.2f} s   {name}   (best {times[0]:.2f})")


def profile(documents: list[tuple[bytes, str]]) -> None:
    import cProfile
    import pstats

    from talentdocs.process import Processor

    processor = Processor()
    processor.prepare()
    processor(*documents[0])
    profiler = cProfile.Profile()
    profiler.enable()
    for data, name in documents:
        processor(data, name)
    profiler.disable()
    pstats.Stats(profiler).sort_stats("tottime").print_stats(40)


if __name__ == "__main__":
    main()
