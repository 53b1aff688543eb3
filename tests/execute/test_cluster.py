"""A run on a Dask scheduler gives the rows of a local run, in the same order, in Parquet parts."""

import os
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from talentdocs.errors import UsageError
from talentdocs.execute.limits import Execution
from talentdocs.options import Options
from talentdocs.tables.columns import EXTRACT_TABLES
from talentdocs.tables.load import open_tables

pytest.importorskip("distributed", reason="needs the extra: pip install 'talentdocs[cluster]'")

REPLY = (
    "关于县人大十二届三次会议第{number}号建议的答复\n\n王小明代表：\n\n"
    "2022年，全县新增技能人才{number}00人。力争到2025年技能人才总量达到3.{number}万人。\n\n{date}\n"
)


class Cluster:
    """A scheduler and two workers on the loopback, each a process of its own."""

    def __init__(self, folder: Path) -> None:
        self.address = ""
        self.workers: list[subprocess.Popen[bytes]] = []
        file = folder / "scheduler.json"
        python = [sys.executable, "-m"]
        options = ["--host", "127.0.0.1", "--port", "0", "--no-dashboard", "--scheduler-file", str(file)]
        quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
        self.scheduler = subprocess.Popen([*python, "distributed.cli.dask_scheduler", *options], **quiet)  # type: ignore[call-overload]
        while not file.exists():
            time.sleep(0.1)
        for _ in range(2):
            worker = [
                *python,
                "distributed.cli.dask_worker",
                "--scheduler-file",
                str(file),
                "--nthreads",
                "1",
            ]
            options = ["--no-dashboard", "--host", "127.0.0.1", "--local-directory", str(folder)]
            self.workers.append(
                subprocess.Popen([*worker, *options], start_new_session=True, **quiet)  # type: ignore[call-overload]
            )
        import json

        self.address = json.loads(file.read_text())["address"]

    def stop(self) -> None:
        for worker in self.workers:
            kill_group(worker)
        self.scheduler.kill()
        self.scheduler.wait()


def kill_group(process: subprocess.Popen[bytes]) -> None:
    if process.poll() is None:
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()


@pytest.fixture(scope="module")
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cluster]:
    from distributed import Client

    started = Cluster(tmp_path_factory.mktemp("dask"))
    with Client(started.address, set_as_default=False) as client:
        client.wait_for_workers(2, timeout=60)
    yield started
    started.stop()


@pytest.fixture
def docs(tmp_path: Path) -> Path:
    folder = tmp_path / "docs"
    folder.mkdir()
    for number in range(1, 10):
        date = "2024年6月8日" if number == 9 else ""
        (folder / f"{number}.txt").write_text(REPLY.format(number=number, date=date), encoding="utf-8")
    (folder / "bad.docx").write_bytes(b"PK\x03\x04 cut off")
    shutil.make_archive(str(folder / "more"), "zip", folder, "1.txt")
    return folder


def test_the_rows_are_those_of_a_local_run(cluster: Cluster, docs: Path, tmp_path: Path) -> None:
    from talentdocs.api import extract
    from talentdocs.parts import run_on_cluster

    local = tmp_path / "local"
    extract(docs, output=local)
    report = run_on_cluster(
        [str(docs)],
        str(tmp_path / "parts"),
        cluster.address,
        options=Options(),
        execution=Execution(),
        batch_documents=3,
    )
    assert report.summary.failed == 1
    assert len(list((tmp_path / "parts" / "figures").glob("*.parquet"))) == 4
    for table in EXTRACT_TABLES:
        theirs = list(open_tables(tmp_path / "parts").rows(table))
        assert theirs == list(open_tables(local).rows(table)), table
    years = {row["path"]: row["year_source"] for row in open_tables(tmp_path / "parts").rows("documents")}
    assert (years["1.txt"], years["9.txt"]) == ("session", "date")


def test_documents_and_tables_may_be_at_urls(cluster: Cluster, docs: Path, tmp_path: Path) -> None:
    from talentdocs.parts import run_on_cluster

    output = (tmp_path / "parts").as_uri()
    report = run_on_cluster(
        [docs.as_uri()], output, cluster.address, options=Options(), execution=Execution(), batch_documents=50
    )
    assert report.summary.documents == 10
    paths = [row["path"] for row in open_tables(tmp_path / "parts").rows("documents")]
    assert paths == [*(f"{number}.txt" for number in range(1, 10)), "more.zip!/1.txt"]


def test_a_worker_that_dies_in_the_middle_costs_nothing(cluster: Cluster, docs: Path, tmp_path: Path) -> None:
    from talentdocs.parts import run_on_cluster

    victim = cluster.workers[0]
    timer = threading.Timer(1.0, kill_group, [victim])
    timer.start()
    report = run_on_cluster(
        [str(docs)] * 1,
        str(tmp_path / "parts"),
        cluster.address,
        options=Options(),
        execution=Execution(),
        batch_documents=1,
    )
    timer.join()
    assert victim.poll() is not None
    assert report.summary.documents == 10
    assert len(list(open_tables(tmp_path / "parts").rows("documents"))) == 10


def test_no_scheduler_is_said() -> None:
    from talentdocs.execute import cluster

    seconds = cluster.CONNECT_SECONDS
    cluster.CONNECT_SECONDS = 1
    try:
        with pytest.raises(UsageError) as error:
            cluster.connect("tcp://127.0.0.1:9")
    finally:
        cluster.CONNECT_SECONDS = seconds
    assert error.value.code == "T331"
