"""Mutants of valid files through the readers: how many are read, refused, crash, hang or raise something
else.

    python benchmarks/fuzz.py --mutants 2000 --format pdf docx

Each format's mutants run in a worker process that is watched: one that dies is a crash, one that takes
longer than
``--seconds`` a hang, and both are replaced. Mutations: flipped bits, cut ends, spliced and doubled
stretches, changed
numbers, and for zip containers the same inside of a member.
"""

from __future__ import annotations

import argparse
import io
import multiprocessing
import random
import struct
import sys
import time
import zipfile
from collections import Counter
from collections.abc import Callable
from multiprocessing.connection import Connection
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from tests.ingest import make
from tests.ingest.check import check


def seeds() -> dict[str, list[bytes]]:
    """Valid files of each format, some with tables, lists and merged cells."""
    lines = [[line for text in make.PARAGRAPHS for line in make.wrapped(text, 26)]]
    import openpyxl

    book = openpyxl.Workbook()
    for row in make.ROWS:
        book.active.append(row)
    book.active.merge_cells("A2:A3")
    sheet = io.BytesIO()
    book.save(sheet)
    mail = b"From: a\nSubject: b\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=b\n\n--b\n" + (
        b"Content-Type: text/html; charset=gbk\n\n" + make.html("gbk") + b"\n--b--\n"
    )
    text = "\n".join(make.PARAGRAPHS)
    return {
        "txt": [text.encode(), text.encode("gb18030"), text.encode("utf-16"), text.encode("utf-16-le")],
        "html": [make.html(), make.html("gbk")],
        "docx": [make.docx()],
        "pdf": [make.pdf_lines(lines), make.grid_pdf([make.ROWS, make.ROWS])],
        "ofd": [make.ofd(lines)],
        "xlsx": [sheet.getvalue()],
        "csv": ["\n".join(",".join(row) for row in make.ROWS).encode("gbk")],
        "eml": [mail],
        "zip": [
            make.zipped(
                {"甲.txt": text, "乙.docx": make.docx(), "丙.zip": make.zipped({"丁.html": make.html()})}
            )
        ],
    }


# --- mutations ----------------------------------------------------------------------------------


def flip(data: bytearray, rng: random.Random) -> None:
    for _ in range(rng.choice((1, 2, 8, 64))):
        data[rng.randrange(len(data))] ^= 1 << rng.randrange(8)


def cut(data: bytearray, rng: random.Random) -> None:
    del data[rng.randrange(len(data)) :]


def drop(data: bytearray, rng: random.Random) -> None:
    start = rng.randrange(len(data))
    del data[start : start + rng.choice((1, 4, 100, 2000))]


def double(data: bytearray, rng: random.Random) -> None:
    start = rng.randrange(len(data))
    piece = data[start : start + rng.choice((1, 16, 500, 5000))]
    at = rng.randrange(len(data))
    data[at:at] = piece * rng.choice((1, 2, 50))


def splice(data: bytearray, rng: random.Random) -> None:
    start, at = rng.randrange(len(data)), rng.randrange(len(data))
    length = rng.choice((4, 64, 1000))
    data[at : at + length] = data[start : start + length]


def sizes(data: bytearray, rng: random.Random) -> None:
    """A number that is likely to be a size becomes an extreme one."""
    at = rng.randrange(max(1, len(data) - 8))
    value = rng.choice((0, 1, 0x7F, 0xFF, 0x7FFF, 0xFFFF, 0x7FFFFFFF, 0xFFFFFFFF))
    data[at : at + 4] = struct.pack(rng.choice("<>") + "I", value)


def digits(data: bytearray, rng: random.Random) -> None:
    places = [index for index, byte in enumerate(data) if 48 <= byte <= 57]
    if places:
        at = rng.choice(places)
        data[at : at + 1] = rng.choice((b"0", b"-1", b"99999999999", b"1e999", b"nan"))


def noise(data: bytearray, rng: random.Random) -> None:
    at = rng.randrange(len(data))
    data[at : at + 32] = rng.randbytes(32)


MUTATIONS: tuple[Callable[[bytearray, random.Random], None], ...] = (
    flip, cut, drop, double, splice, sizes, digits, noise,
)  # fmt: skip


def mutant(data: bytes, rng: random.Random) -> bytes:
    """A changed copy; of a zip container in three of four cases one member is changed and the rest kept
    valid."""
    if data.startswith(b"PK") and rng.random() < 0.75:
        return inside(data, rng)
    out = bytearray(data)
    for _ in range(rng.choice((1, 1, 2, 4))):
        if out:
            rng.choice(MUTATIONS)(out, rng)
    return bytes(out)


def inside(data: bytes, rng: random.Random) -> bytes:
    with zipfile.ZipFile(io.BytesIO(data)) as source:
        members = {name: source.read(name) for name in source.namelist()}
    chosen = rng.choice([name for name in members if members[name]])
    members[chosen] = mutant(members[chosen], rng)
    return make.zipped(dict(members))


# --- running ------------------------------------------------------------------------------------


def work(pipe: Connection) -> None:
    """Reads what comes through the pipe and answers with what became of it."""
    from talentdocs.ingest.archive import expand

    while True:
        data, name = pipe.recv()
        try:
            documents = [(data, name)]
            if name.endswith((".zip", ".eml")):
                documents = [
                    (member.data, member.path) for member in expand(data, name) if member.data is not None
                ]
            outcomes = [one(*document) for document in documents] or [("refused", "")]
            pipe.send(max(outcomes, key=lambda outcome: RANK.index(outcome[0])))
        except Exception as error:
            pipe.send(("unhandled", f"{type(error).__name__}: {error}"))


RANK = ("refused", "read", "unforeseen", "unhandled")


def one(data: bytes, name: str) -> tuple[str, str]:
    """What became of one document."""
    from talentdocs.errors import ReadError
    from talentdocs.ingest.read import read
    from talentdocs.options import Options

    try:
        check(read(data, name, Options(ocr=False)))
    except ReadError as error:
        return ("unforeseen", str(error)) if error.code == "T109" else ("refused", "")
    return "read", ""


class Worker:
    """A process that may die; it is started again when it has."""

    def __init__(self) -> None:
        self.start()

    def start(self) -> None:
        self.pipe, theirs = multiprocessing.Pipe()
        self.process = multiprocessing.Process(target=work, args=(theirs,), daemon=True)
        self.process.start()
        theirs.close()

    def ask(self, data: bytes, name: str, seconds: float) -> tuple[str, str]:
        try:
            self.pipe.send((data, name))
            if self.pipe.poll(seconds):
                return self.pipe.recv()
            outcome = ("hang", "")
        except (EOFError, OSError):
            self.process.join(5)
            outcome = ("crash", f"exit {self.process.exitcode}")
        self.process.kill()
        self.process.join()
        self.start()
        return outcome

    def stop(self) -> None:
        self.process.kill()
        self.process.join()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--mutants", type=int, default=2000, help="of each format")
    parser.add_argument("--seconds", type=float, default=20, help="after which a mutant counts as a hang")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--format", nargs="*", help="only these")
    parser.add_argument("--keep", type=Path, help="folder for mutants that crash, hang or raise")
    options = parser.parse_args()
    print(
        f"{'format':8}{'mutants':>9}{'read':>8}{'refused':>9}{'unforeseen':>12}{'crash':>7}{'hang':>6}{'unhandled':>11}{'s':>8}"
    )
    bad = 0
    for format, files in seeds().items():
        if options.format and format not in options.format:
            continue
        bad += run(format, files, options)
    sys.exit(1 if bad else 0)


def run(format: str, files: list[bytes], options: argparse.Namespace) -> int:
    """Runs one format and prints its row; the number of crashes, hangs and unhandled exceptions."""
    rng = random.Random(f"{options.seed}-{format}")
    worker = Worker()
    counts: Counter[str] = Counter()
    details: Counter[str] = Counter()
    begin = time.perf_counter()
    for number in range(options.mutants):
        data = mutant(rng.choice(files), rng)
        outcome, detail = worker.ask(data, f"m.{format}", options.seconds)
        counts[outcome] += 1
        if outcome not in ("read", "refused"):
            details[f"{outcome} {detail}"[:150]] += 1
            if options.keep:
                options.keep.mkdir(parents=True, exist_ok=True)
                (options.keep / f"{outcome}-{number}.{format}").write_bytes(data)
    worker.stop()
    spent = time.perf_counter() - begin
    print(
        f"{format:8}{options.mutants:9}{counts['read']:8}{counts['refused']:9}{counts['unforeseen']:12}"
        f"{counts['crash']:7}{counts['hang']:6}{counts['unhandled']:11}{spent:8.1f}",
        flush=True,
    )
    for detail, count in details.most_common(10):
        print(f"    {count} x {detail}", flush=True)
    return counts["crash"] + counts["hang"] + counts["unhandled"]


if __name__ == "__main__":
    main()
