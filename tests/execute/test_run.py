"""What is known is not done again; what depends on the rest of the run is done again with it."""

import json
import sqlite3
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from talentdocs.errors import OutputError
from talentdocs.execute.cache import FILE, Cache, Keys, make_key
from talentdocs.execute.limits import Execution
from talentdocs.execute.outcome import Done, Failed, Task, Tasks
from talentdocs.execute.progress import Progress
from talentdocs.execute.run import run

from .work import Echo, make_tasks


def here(cache: Path | None = None) -> Execution:
    """In this process, so that a test can count."""
    return Execution(isolate=False, cache=cache)


def done_of(log: Path) -> list[str]:
    lines = log.read_text().split() if log.exists() else []
    log.unlink(missing_ok=True)
    return lines


def test_an_unchanged_document_is_not_done_again_a_changed_one_is(tmp_path: Path) -> None:
    log = tmp_path / "log"
    work, execution = Echo(str(log)), here(tmp_path / "cache")
    tasks = make_tasks(tmp_path, ["a", "b", "c"])
    first = list(run(tasks, work, execution=execution))
    assert done_of(log) == ["0.txt", "1.txt", "2.txt"]

    second = list(run(tasks, work, execution=execution))
    assert done_of(log) == []
    assert [outcome.payload for outcome in second if isinstance(outcome, Done)] == [b"a", b"b", b"c"]
    assert [outcome.cached for outcome in first + second if isinstance(outcome, Done)] == [False] * 3 + [
        True
    ] * 3

    tasks[1].file.write_text("new")
    list(run(tasks, work, execution=execution))
    assert done_of(log) == ["1.txt"]


@pytest.mark.parametrize("change", ["signature", "path"])
def test_whatever_decides_a_result_is_in_its_key(change: str, tmp_path: Path) -> None:
    log = tmp_path / "log"
    work, execution = Echo(str(log)), here(tmp_path / "cache")
    tasks = make_tasks(tmp_path, ["a"])
    list(run(tasks, work, execution=execution, signature="1"))
    if change == "path":
        tasks = [Task("renamed.txt", tasks[0].location, 1)]
    list(run(tasks, work, execution=execution, signature="2" if change == "signature" else "1"))
    assert len(done_of(log)) == 2


def test_failures_are_tried_again(tmp_path: Path) -> None:
    log = tmp_path / "log"
    execution = here(tmp_path / "cache")
    for _ in range(2):
        (outcome,) = run(make_tasks(tmp_path, ["raise"]), Echo(str(log)), execution=execution)
        assert isinstance(outcome, Failed)
    assert len(done_of(log)) == 2


def test_a_file_that_vanished_is_a_failure(tmp_path: Path) -> None:
    tasks = make_tasks(tmp_path, ["a", "b"])
    tasks[0].file.unlink()
    for execution in (here(), here(tmp_path / "cache")):
        first, second = run(tasks, Echo(), execution=execution)
        assert isinstance(first, Failed)
        assert (first.failure.code, first.failure.stage) == ("T191", "read")
        assert isinstance(second, Done)


class Neighbour:
    """A revision: documents that say ``ask`` are done again with the longest size seen."""

    def __init__(self) -> None:
        self.asked: list[int] = []
        self.longest = 0

    def may_tell(self, packed: bytes) -> bool:
        return b'"size": 0' not in packed

    def see(self, index: int, facts: Mapping[str, Any]) -> None:
        assert facts["size"]
        self.longest = max(self.longest, facts["size"])
        if facts["size"] == 3:
            self.asked.append(index)

    def contexts(self) -> Mapping[int, Any]:
        return dict.fromkeys(self.asked, self.longest)


def test_a_document_that_depends_on_the_others_is_done_again_with_what_they_say(tmp_path: Path) -> None:
    log = tmp_path / "log"
    tasks = make_tasks(tmp_path, ["ask", "longer", "a"])

    def payloads(execution: Execution) -> list[bytes]:
        outcomes = run(tasks, Echo(str(log)), execution=execution, revision=Neighbour())
        return [outcome.payload for outcome in outcomes if isinstance(outcome, Done)]

    assert payloads(here()) == [b"ask6", b"longer", b"a"]
    assert done_of(log) == ["0.txt", "1.txt", "2.txt", "0.txt"]

    cached = here(tmp_path / "cache")
    assert payloads(cached) == payloads(cached) == [b"ask6", b"longer", b"a"]
    assert done_of(log) == ["0.txt", "1.txt", "2.txt", "0.txt"]

    tasks[1].file.write_text("longest")
    assert payloads(cached) == [b"ask7", b"longest", b"a"]
    assert done_of(log) == ["1.txt", "0.txt"]


def test_what_can_tell_nothing_is_not_read(tmp_path: Path) -> None:
    tasks = make_tasks(tmp_path, ["", "ask", ""])  # Neighbour refuses to see a size of 0
    for execution in (here(), here(tmp_path / "cache"), here(tmp_path / "cache")):
        outcomes = run(tasks, Echo(), execution=execution, revision=Neighbour())
        assert [outcome.payload for outcome in outcomes if isinstance(outcome, Done)] == [b"", b"ask3", b""]


def test_progress_counts_every_document_once(tmp_path: Path) -> None:
    seen: list[tuple[int, int, int, int]] = []

    def watch(progress: Progress) -> None:
        seen.append((progress.total, progress.done, progress.failed, progress.cached))

    execution = here(tmp_path / "cache")
    tasks = make_tasks(tmp_path, ["a", "raise"])
    list(run(tasks, Echo(), execution=execution, progress=watch))
    assert seen == [(2, 0, 0, 0), (2, 1, 0, 0), (2, 2, 1, 0)]
    seen.clear()
    list(run(tasks, Echo(), execution=execution, progress=watch))
    assert seen == [(2, 0, 0, 0), (2, 1, 0, 1), (2, 2, 1, 1)]


def test_two_runs_share_a_cache(tmp_path: Path) -> None:
    with Cache(tmp_path) as one, Cache(tmp_path) as two:
        one.put(b"1", b"{}", b"one")
        one._commit()
        two.put(b"2", b"{}", b"two")
        two._commit()
        assert list(one.rows([b"2"])) == [(b"{}", b"two")]
        assert list(two.facts([b"3", b"1", b"2"])) == [None, b"{}", b"{}"]


def test_a_cache_over_its_limit_drops_the_longest_unused(tmp_path: Path) -> None:
    with Cache(tmp_path) as cache:
        for number in range(50):
            cache.put(bytes([number]), b"{}", bytes(100_000))
        cache._base.execute("UPDATE results SET used = rowid")
    with Cache(tmp_path, limit=1_000_000) as cache:
        pass
    with Cache(tmp_path) as cache:
        rows = cache.rows([bytes([number]) for number in range(50)])
        kept = [number for number, row in enumerate(rows) if row]
    assert 0 < len(kept) < 10
    assert kept == list(range(50 - len(kept), 50))


def test_a_damaged_cache_is_begun_anew(tmp_path: Path) -> None:
    (tmp_path / FILE).write_bytes(b"not a database" * 100)
    with Cache(tmp_path) as cache:
        cache.put(b"1", b"{}", b"one")
        assert list(cache.rows([b"1"])) == [(b"{}", b"one")]


def test_a_cache_that_cannot_be_used_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(OutputError) as error:
        Cache(tmp_path / "file")
    assert error.value.code == "T405"
    assert "--no-cache" in error.value.hint


def test_a_digest_is_remembered_by_size_time_and_inode_and_not_for_a_file_just_written(
    tmp_path: Path,
) -> None:
    import os

    file = tmp_path / "a.txt"
    file.write_text("a")
    with Cache(tmp_path / "cache") as cache:
        (fresh,) = cache.digests([str(file)])
        assert cache._base.execute("SELECT count(*) FROM files").fetchone() == (0,)
        os.utime(file, (1, 1))
        assert list(cache.digests([str(file)])) == [fresh]
        cache._base.execute("UPDATE files SET digest = x'00'")
        assert list(cache.digests([str(file)])) == [b"\0"]
        file.write_text("b")
        assert next(cache.digests([str(file)])) not in (fresh, b"\0")


def test_the_cache_can_be_cleared(tmp_path: Path) -> None:
    with Cache(tmp_path) as cache:
        cache.put(b"1", json.dumps({}).encode(), b"one")
        assert cache.clear().documents == 1
        assert cache.info().documents == 0
    assert sqlite3.connect(tmp_path / FILE).execute("SELECT count(*) FROM results").fetchone() == (0,)


def test_keys_tell_parts_apart() -> None:
    assert make_key("ab", "c") != make_key("a", "bc")
    assert make_key(b"ab") == make_key("ab")


@pytest.mark.parametrize(
    "task",
    [
        Task("a/b.txt", "/data/a/b.txt", 3),
        Task("b.txt", "b.txt", 0),
        Task("包.zip!/b.txt", "/tmp/spool/7", 1 << 40),
        Task("", "", 1),
    ],
)
def test_tasks_come_back_as_they_went_in(task: Task) -> None:
    others = [Task("a/a.txt", "/data/a/a.txt", 1), Task("x", "/elsewhere/x", 2)]
    tasks = Tasks([*others, task, *others])
    assert list(tasks) == [*others, task, *others]
    assert (tasks[2], tasks[-3], tasks[1:3]) == (task, task, [others[1], task])


def test_keys_come_back_as_they_went_in() -> None:
    keys = Keys()
    for number in range(5):
        keys.append(make_key(str(number)))
    keys.append(b"")
    keys[3] = make_key("x")
    assert keys[3] == make_key("x")
    assert keys[4:] == [make_key("4"), bytes(32)]
    assert keys[0] == make_key("0")
