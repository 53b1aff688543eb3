"""A document that kills or hangs its worker costs only itself; results come in the order of the tasks."""

import os
from pathlib import Path

import pytest

from talentdocs.errors import TalentdocsError
from talentdocs.execute.limits import Execution
from talentdocs.execute.outcome import Done, Failed, Task
from talentdocs.execute.pool import CHUNK_BYTES, CHUNK_COUNT, Item, Pool, chunks
from talentdocs.execute.run import run

from .work import Echo, Light, make_tasks

FAST = Execution(jobs=2, timeout=2)


def test_results_come_in_the_order_of_the_tasks(tmp_path: Path) -> None:
    words = [str(number) * (number % 7 + 1) for number in range(60)]
    outcomes = list(run(make_tasks(tmp_path, words), Echo(), execution=FAST))
    assert [outcome.payload.decode() for outcome in outcomes if isinstance(outcome, Done)] == words


@pytest.mark.parametrize(
    ("words", "code", "stage"),
    [
        ("die", "T195", "extract"),
        ("hang", "T193", "extract"),
        ("raise", "T104", "read"),
        ("bug", "T190", "extract"),
        ("eat", "T192", "extract"),
    ],
)
def test_a_bad_document_costs_only_itself(words: str, code: str, stage: str, tmp_path: Path) -> None:
    contents = [f"good {number}" for number in range(40)]
    contents[13] = words
    outcomes = list(run(make_tasks(tmp_path, contents), Echo(), execution=FAST))
    (failed,) = [outcome for outcome in outcomes if isinstance(outcome, Failed)]
    assert (failed.task.path, failed.failure.code, failed.failure.stage) == ("13.txt", code, stage)
    assert failed.failure.hint
    good = [outcome.payload.decode() for outcome in outcomes if isinstance(outcome, Done)]
    assert good == [content for content in contents if content != words]


def test_a_document_that_kills_its_worker_is_tried_twice_and_no_other_is_done_twice(tmp_path: Path) -> None:
    tasks = make_tasks(tmp_path, ["a", "b", "die", "c", "d"])
    list(run(tasks, Echo(str(tmp_path / "log")), execution=Execution(jobs=1)))
    done = (tmp_path / "log").read_text().split()
    assert done.count("2.txt") == 2
    assert {name: done.count(name) for name in done if name != "2.txt"} == dict.fromkeys(
        ["0.txt", "1.txt", "3.txt", "4.txt"], 1
    )


def test_a_worker_killed_from_outside_costs_nothing(tmp_path: Path) -> None:
    contents = ["a", f"once {tmp_path / 'mark'}", "b"]
    outcomes = list(run(make_tasks(tmp_path, contents), Echo(), execution=FAST))
    assert all(isinstance(outcome, Done) for outcome in outcomes)


def test_every_document_bad_ends_all_the_same(tmp_path: Path) -> None:
    outcomes = list(run(make_tasks(tmp_path, ["die"] * 6), Echo(), execution=FAST))
    assert [outcome.failure.code for outcome in outcomes if isinstance(outcome, Failed)] == ["T195"] * 6


def test_workers_are_renewed_without_losing_anything(tmp_path: Path) -> None:
    words = [str(number) for number in range(50)]
    execution = Execution(jobs=2, renew=7)
    for suffix in ("bin", "txt"):
        tasks = make_tasks(tmp_path, words, suffix)
        outcomes = list(run(tasks, Echo(), execution=execution))
        assert [outcome.payload.decode() for outcome in outcomes if isinstance(outcome, Done)] == words


@pytest.mark.parametrize(("suffix", "renewed"), [("bin", True), ("txt", False)])
def test_workers_that_only_read_texts_live_longer(suffix: str, renewed: bool, tmp_path: Path) -> None:
    words = ["light"] * 50
    outcomes = list(run(make_tasks(tmp_path, words, suffix), Light(), execution=Execution(jobs=1, renew=7)))
    processes = {outcome.payload for outcome in outcomes if isinstance(outcome, Done)}
    assert (len(processes) > 1) is renewed


@pytest.mark.parametrize(
    ("words", "here"), [(["light"], True), (["heavy"], False), (["light", "light too"], False)]
)
def test_one_light_document_needs_no_worker(words: list[str], here: bool, tmp_path: Path) -> None:
    outcomes = list(run(make_tasks(tmp_path, words), Light(), execution=Execution(jobs=1)))
    places = {outcome.payload.decode() for outcome in outcomes if isinstance(outcome, Done)}
    assert (places == {str(os.getpid())}) is here


class Unable:
    """Work that cannot even be prepared."""

    def prepare(self) -> None:
        raise TalentdocsError("no words", code="T301")

    def __call__(self, data: bytes, path: str, context: object = None) -> tuple[bytes, dict[str, object]]:
        raise AssertionError


def test_what_keeps_workers_from_starting_is_raised(tmp_path: Path) -> None:
    with pytest.raises(TalentdocsError, match="no words"):
        list(run(make_tasks(tmp_path, ["a"]), Unable(), execution=FAST))


def test_no_worker_outlives_its_pool(tmp_path: Path) -> None:
    items = [Item(index, task) for index, task in enumerate(make_tasks(tmp_path, ["done first", "hang"]))]
    with Pool(Echo(), Execution(jobs=2, timeout=60)) as pool:
        next(pool.run(items))
        processes = [worker.process for worker in pool._workers]
    assert processes
    assert not any(process.is_alive() for process in processes)


def test_the_largest_documents_go_first(tmp_path: Path) -> None:
    tasks = make_tasks(tmp_path, ["aa", "a", "aaaa", "aaa", "bbb"])
    list(run(tasks, Echo(str(tmp_path / "log")), execution=Execution(jobs=1)))
    assert (tmp_path / "log").read_text().split() == ["2.txt", "3.txt", "4.txt", "0.txt", "1.txt"]


def test_chunks_stay_small() -> None:
    items = [
        Item(index, Task(str(index), "", size))
        for index, size in enumerate([CHUNK_BYTES * 3, 20, 10] + [1] * 40)
    ]
    made = list(chunks(items))
    assert [item.task.size for item in made[0]] == [CHUNK_BYTES * 3]
    assert max(map(len, made)) <= CHUNK_COUNT
    assert sorted(item.index for chunk in made for item in chunk) == list(range(43))
