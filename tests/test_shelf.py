"""Plain values that one run leaves for the next."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from talentdocs import shelf as module
from talentdocs.segment.indicators import IndicatorLexicon
from talentdocs.segment.lexicon import Entry, Lexicons
from talentdocs.shelf import Shelf, forget, keep_in, save, shelf


@pytest.fixture(autouse=True)
def no_shelves(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_folder", None)
    monkeypatch.setattr(module, "_shelves", {})
    monkeypatch.setattr("sys.dont_write_bytecode", False)


def opened(state: str = "a") -> Shelf:
    found = shelf("names", lambda: state)
    assert found is not None
    return found


def fail() -> Any:
    pytest.fail("it is made again")


def test_a_library_keeps_nothing_and_asks_for_no_state() -> None:
    assert shelf("names", fail) is None
    save()


@pytest.mark.parametrize("value", [{"宁波": ["浙江", 1, None]}, [], 0, "\ud800 \u2028", "x" * 100_000])
def test_what_one_run_made_the_next_one_finds(tmp_path: Path, value: Any) -> None:
    keep_in(tmp_path)
    assert opened().get("name", lambda: value) == value
    save()
    keep_in(tmp_path)
    assert opened().get("name", fail) == value


def test_another_state_finds_nothing_and_takes_the_place(tmp_path: Path) -> None:
    keep_in(tmp_path)
    opened("a").get("name", lambda: 1)
    save()
    assert opened("b").get("name", lambda: 2) == 2
    save()
    keep_in(tmp_path)
    assert opened("b").get("name", fail) == 2
    assert opened("a").get("name", lambda: 3) == 3


@pytest.mark.parametrize("content", [b"", b"x", b"{}\n{}", b"\x00\xff", b'["a"]', b'a 00\n{"name": 9}'])
def test_a_damaged_file_is_passed_over_and_written_anew(tmp_path: Path, content: bytes) -> None:
    keep_in(tmp_path)
    opened().get("name", lambda: 1)
    save()
    (file,) = tmp_path.iterdir()
    file.write_bytes(content)
    keep_in(tmp_path)
    assert opened().get("name", lambda: 2) == 2
    save()
    keep_in(tmp_path)
    assert opened().get("name", fail) == 2


def test_a_file_that_was_changed_by_hand_is_passed_over(tmp_path: Path) -> None:
    keep_in(tmp_path)
    opened().get("name", lambda: "宁波")
    save()
    (file,) = tmp_path.iterdir()
    file.write_text(file.read_text("utf-8").replace("宁", "温"), "utf-8")
    keep_in(tmp_path)
    assert opened().get("name", lambda: "宁波") == "宁波"


def test_too_many_values_are_begun_anew(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path / "x.json", "a", limit=3)
    for number in range(5):
        shelf.get(str(number), lambda: 1)
    shelf.save()
    assert Shelf(tmp_path / "x.json", "a", limit=3).get("4", lambda: 2) == 2


@pytest.mark.parametrize("value", [date(2024, 1, 1), {1, 2}])
def test_what_is_no_json_is_not_kept(tmp_path: Path, value: object) -> None:
    keep_in(tmp_path)
    assert opened().get("name", lambda: value) == value
    save()
    assert not [*tmp_path.iterdir()]


def test_a_folder_that_cannot_be_written_does_no_harm(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    keep_in(tmp_path / "file")
    assert opened().get("name", lambda: 1) == 1
    save()


def test_forgetting_leaves_other_files_alone(tmp_path: Path) -> None:
    keep_in(tmp_path)
    opened().get("name", lambda: 1)
    save()
    (tmp_path / "results.sqlite").write_text("")
    forget(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["results.sqlite"]


TSV = "# words\nkey\tto\texamples\n户\t户数\t有 3 户 | 2 户\n公里\t\t\n"
TOML = '[people]\npattern = "人"\nweights = [1, 2.5]\n'


def lexicons(folder: Path, tsv: str = TSV) -> Lexicons:
    folder.mkdir(exist_ok=True)
    (folder / "units.tsv").write_text(tsv, "utf-8")
    (folder / "cues.toml").write_text(TOML, "utf-8")
    return Lexicons([folder])


def test_tables_from_the_shelf_are_those_of_the_files(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    plain = {name: dict(lexicons(tmp_path / "words").table(name)) for name in ("units", "cues")}
    assert plain["units"]["户"] == Entry("户", {"to": "户数", "examples": "有 3 户 | 2 户"}, "units.tsv:3")
    for reads in (True, False):
        keep_in(tmp_path / "kept")
        if not reads:
            monkeypatch.setattr("talentdocs.segment.lexicon.read_entries", lambda path: fail())
        again = lexicons(tmp_path / "words")
        assert {name: dict(again.table(name)) for name in plain} == plain
        assert isinstance(again.table("units")["户"], Entry)
        save()


def test_a_changed_word_is_seen_at_once(tmp_path: Path) -> None:
    keep_in(tmp_path / "kept")
    lexicons(tmp_path / "words").table("units")
    save()
    keep_in(tmp_path / "kept")
    changed = lexicons(tmp_path / "words", TSV.replace("户数", "家数"))
    assert changed.table("units")["户"].text("to") == "家数"


def test_names_from_the_shelf_are_found_as_ever(tmp_path: Path) -> None:
    from talentdocs.segment.lexicon import default_folder

    names = ("规上工业增加值", "全市规模以上工业总产值", "没有这个指标")
    plain = [IndicatorLexicon(Lexicons([default_folder()])).key(name) for name in names]
    assert plain[0] and plain[2] is None
    for _ in range(2):
        keep_in(tmp_path)
        indicators = IndicatorLexicon(Lexicons([default_folder()]))
        assert [indicators.key(name) for name in names] == plain
        save()
