"""Files appear whole or not at all; two runs do not mix; what goes wrong is said in one line."""

import errno
import io
import json
import subprocess
import sys
import time
from pathlib import Path

import duckdb
import pytest

from talentdocs.errors import OutputError, UsageError
from talentdocs.tables.columns import EXTRACT_TABLES, Column
from talentdocs.tables.place import COMPLETE, STAGE, Flusher, Place, settle
from talentdocs.tables.sink import FileSink, NullSink, open_sink
from talentdocs.tables.writers import FORMATS

from .records_made import DOCUMENT, FIGURE, ROWS


def fill(target: Path, formats: list[str]) -> dict[str, bytes]:
    sink = open_sink(target, formats=formats, tables=EXTRACT_TABLES)
    for table, rows in ROWS.items():
        sink.write(table, rows)
    sink.record({"path": "a"})
    sink.close({"version": 1})
    return {path.name: path.read_bytes() for path in sorted(target.iterdir())}


def test_nothing_is_there_before_close_and_nothing_else_after(tmp_path: Path) -> None:
    sink = open_sink(tmp_path / "out", formats=["jsonl"], tables=["documents", "figures"])
    sink.write("documents", [DOCUMENT])
    assert [path for path in (tmp_path / "out").iterdir() if not path.name.startswith(".")] == []
    sink.close({"seconds": 1})
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == [
        "documents.jsonl",
        "figures.jsonl",
        "manifest.json",
    ]


def test_an_abandoned_run_leaves_the_earlier_output_as_it_was(tmp_path: Path) -> None:
    before = fill(tmp_path, ["jsonl"])
    sink = open_sink(tmp_path, formats=["jsonl"], tables=EXTRACT_TABLES)
    sink.write("figures", [FIGURE] * 3)
    sink.abandon()
    assert {path.name: path.read_bytes() for path in sorted(tmp_path.iterdir())} == before


def test_the_same_rows_give_the_same_bytes_in_every_form(tmp_path: Path) -> None:
    forms = [name for name in FORMATS if name != "duckdb"]  # its files hold identifiers of their own
    assert fill(tmp_path / "a", forms) == fill(tmp_path / "b", forms)


def test_the_manifest_counts_rows_and_lists_documents(tmp_path: Path) -> None:
    manifest = json.loads(fill(tmp_path, ["jsonl"])["manifest.json"])
    assert manifest["version"] == 1
    assert manifest["tables"] == {
        "documents": 1,
        "figures": 1,
        "commitments": 1,
        "citations": 1,
        "failures": 1,
    }
    assert manifest["documents"] == [{"path": "a"}]


def test_two_runs_on_one_place_do_not_mix(tmp_path: Path) -> None:
    first = open_sink(tmp_path, formats=["jsonl"], tables=EXTRACT_TABLES)
    with pytest.raises(OutputError, match="another run is writing here") as error:
        open_sink(tmp_path, formats=["csv"], tables=EXTRACT_TABLES)
    assert error.value.code == "T401"
    first.close()
    open_sink(tmp_path, formats=["csv"], tables=EXTRACT_TABLES).close()


def test_a_run_that_died_before_its_mark_is_dropped_one_after_it_is_finished(tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_text("old")
    place = Place(tmp_path)
    (place.stage / "t.csv").write_text("new")
    place.release()

    settle(tmp_path / STAGE)
    assert (tmp_path / "t.csv").read_text() == "old"

    place = Place(tmp_path)
    (place.stage / "t.csv").write_text("new")
    (place.stage / "u.csv").write_text("new")
    (place.stage / COMPLETE).write_text(json.dumps(["t.csv", "u.csv"]))
    (place.stage / "t.csv").replace(tmp_path / "t.csv")
    place.release()

    Place(tmp_path).abandon()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["t.csv", "u.csv"]
    assert (tmp_path / "u.csv").read_text() == "new"


def test_a_stream_carries_one_table() -> None:
    stream = io.BytesIO()
    sink = open_sink("-", tables=EXTRACT_TABLES, table="figures", stdout=stream)  # type: ignore[arg-type]
    sink.write("documents", [DOCUMENT])
    sink.write("figures", [FIGURE])
    sink.close()
    assert [json.loads(line)["figure_id"] for line in stream.getvalue().splitlines()] == ["a:3-9"]


@pytest.mark.parametrize(
    ("target", "formats", "code"),
    [
        ("out", ["doc"], "T313"),
        ("out.csv", ["xlsx"], "T311"),
        ("-", [], "T312"),
        ("out.jsonl", [], "T312"),
    ],
)
def test_a_target_that_makes_no_sense_is_wrong_use(
    target: str, formats: list[str], code: str, tmp_path: Path
) -> None:
    place = target if target == "-" else tmp_path / target
    with pytest.raises(UsageError) as error:
        open_sink(place, formats=formats, tables=EXTRACT_TABLES, table="figures" if formats else "nope")
    assert error.value.code == code
    assert list(tmp_path.iterdir()) == []


def test_a_file_in_the_way_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(OutputError) as error:
        open_sink(tmp_path / "file" / "out", formats=["jsonl"], tables=EXTRACT_TABLES)
    assert error.value.code == "T404"


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
def test_a_full_disk_is_said_and_nothing_half_written_stays(tmp_path: Path) -> None:
    fill(tmp_path, ["jsonl"])
    before = sorted(path.name for path in tmp_path.iterdir())
    sink = open_sink(tmp_path, formats=["csv"], tables=EXTRACT_TABLES)
    stage = tmp_path / STAGE
    (stage / "figures.csv").symlink_to("/dev/full")
    sink.write("figures", [FIGURE] * 1000)
    with pytest.raises(OutputError, match="disk is full"):
        sink.close()
    assert sorted(path.name for path in tmp_path.iterdir()) == before


def test_a_killed_run_leaves_the_earlier_output_and_no_lock(tmp_path: Path) -> None:
    before = fill(tmp_path, ["jsonl"])
    script = (
        "import os, signal; from talentdocs.tables.sink import FileSink, NullSink, open_sink\n"
        f"sink = open_sink({str(tmp_path)!r}, formats=['jsonl'], tables=['figures'])\n"
        "sink.write('figures', [{'a': 1}] * 9999); os.kill(os.getpid(), signal.SIGKILL)"
    )
    subprocess.run([sys.executable, "-c", script], check=False)
    assert fill(tmp_path, ["jsonl"]) == before


def test_tables_of_other_commands_name_their_columns(tmp_path: Path) -> None:
    sink = open_sink(tmp_path, formats=["csv"], tables={"series": ["region", Column("value", "number")]})
    sink.write("series", [{"region": "某市", "value": 1.5}])
    sink.close()
    assert (tmp_path / "series.csv").read_text(encoding="utf-8-sig") == "region,value\n某市,1.5\n"


LINES = b'{"text": "1"}\n{"text": "2"}\n'


@pytest.mark.parametrize("count", [None, 2])
@pytest.mark.parametrize("lines", [LINES, memoryview(LINES), memoryview(b"xx" + LINES + b"yy")[2:-2]])
def test_ready_lines_are_written_as_they_are(
    lines: bytes | memoryview, count: int | None, tmp_path: Path
) -> None:
    stream = io.BytesIO()
    sinks = [open_sink(tmp_path, tables=["figures"]), open_sink("-", tables=["figures"], stdout=stream)]
    for sink in (*sinks, NullSink()):
        assert sink.write_lines("figures", lines, count) == 2
        sink.close({})
    assert (tmp_path / "figures.jsonl").read_bytes() == stream.getvalue() == LINES
    assert json.loads((tmp_path / "manifest.json").read_bytes())["tables"] == {"figures": 2}


def test_a_line_longer_than_others_is_known_to_be(tmp_path: Path) -> None:
    sink = open_sink(tmp_path / "x.duckdb", tables=["figures"])
    line = json.dumps({"text": "长" * (20 << 20)}, ensure_ascii=False).encode() + b"\n"
    sink.write_lines("figures", memoryview(LINES + line + LINES))
    sink.close()
    with duckdb.connect(str(tmp_path / "x.duckdb"), read_only=True) as base:
        lengths = base.execute("SELECT length(text) FROM figures").fetchall()
    assert lengths == [(1,), (1,), (20 << 20,), (1,), (1,)]


@pytest.mark.parametrize("what", ["lines", "entry"])
def test_a_full_disk_is_said_in_one_line_while_rows_come(
    what: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sink = open_sink(tmp_path, tables=["figures"])
    assert isinstance(sink, FileSink)

    class Full(io.BytesIO):
        def write(self, data: object) -> int:
            raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(sink, "_flusher", None)
    monkeypatch.setitem(sink._streams, "figures", Full())
    monkeypatch.setattr(sink, "_entries", Full())
    with pytest.raises(OutputError, match="the disk is full") as caught:
        sink.write_lines("figures", LINES) if what == "lines" else sink.record({"path": "a"})
    assert caught.value.code == "T402"
    sink.abandon()
    assert not [*tmp_path.iterdir()]


@pytest.mark.parametrize("ending", ["close", "abandon"])
def test_files_are_flushed_while_they_grow(
    ending: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    flushed: list[int] = []
    monkeypatch.setattr(Flusher, "STEP", 100)
    monkeypatch.setattr("talentdocs.tables.place.os.fsync", flushed.append)
    sink = open_sink(tmp_path, tables=["figures"])
    for number in range(50):
        sink.write_lines("figures", b'{"text": "%d"}\n' % number)
    deadline = time.monotonic() + 10
    while not flushed and time.monotonic() < deadline:
        time.sleep(0.01)
    assert flushed
    getattr(sink, ending)()
    written = tmp_path / "figures.jsonl"
    assert not written.exists() if ending == "abandon" else len(written.read_bytes().splitlines()) == 50
