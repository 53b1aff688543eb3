"""Patterns compiled where they are first needed, and kept from run to run."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from talentdocs import late as module
from talentdocs import shelf
from talentdocs.late import compiled, late
from talentdocs.shelf import forget, keep_in, save

PATTERN = r"(?P<year>20\d\d)年[\u4e00-\u9fff]{1,3}?(?P<mark>[，。；、])|第([一二三四五六七八九十]+)批"
TEXT = "2023年新增，第十二批"


@pytest.fixture(autouse=True)
def no_file(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(shelf, "_folder", None)
    monkeypatch.setattr(shelf, "_shelves", {})
    monkeypatch.setattr("sys.dont_write_bytecode", False)
    module._works.cache_clear()
    yield
    module._works.cache_clear()


def kept(folder: Path) -> list[Path]:
    return sorted(folder.glob("patterns-*"))


def spans(pattern: re.Pattern[str]) -> list[tuple[object, ...]]:
    return [(hit.span(), hit.groups(), hit.groupdict(), hit.lastgroup) for hit in pattern.finditer(TEXT)]


def test_a_late_pattern_does_what_a_compiled_one_does() -> None:
    pattern = late(PATTERN)
    assert spans(pattern) == spans(re.compile(PATTERN))
    assert pattern.sub("", TEXT) == re.sub(PATTERN, "", TEXT)
    assert pattern.groupindex == re.compile(PATTERN).groupindex


def test_a_malformed_late_pattern_says_so_where_it_is_first_used() -> None:
    pattern = late("(")
    with pytest.raises(re.error):
        pattern.search(TEXT)


def test_the_library_writes_nothing_by_itself(tmp_path: Path) -> None:
    assert compiled(PATTERN).search(TEXT)
    save()
    assert not kept(tmp_path)


def test_what_was_kept_finds_the_same_in_the_next_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    keep_in(tmp_path)
    first = spans(compiled(PATTERN))
    save()
    assert len(kept(tmp_path)) == 1
    keep_in(tmp_path)
    assert module._works()
    monkeypatch.setattr(module, "_take_apart", lambda pattern: pytest.fail(f"{pattern} is compiled again"))
    assert spans(compiled(PATTERN)) == first == spans(re.compile(PATTERN))


@pytest.mark.parametrize("content", ["", "x", "1 little 00\n{}", "{}\n{}", "\x00\xff", '["a"]'])
def test_a_damaged_file_is_passed_over_and_written_anew(tmp_path: Path, content: str) -> None:
    keep_in(tmp_path)
    compiled(PATTERN)
    save()
    (file,) = kept(tmp_path)
    file.write_text(content, encoding="utf-8")
    keep_in(tmp_path)
    assert spans(compiled(PATTERN)) == spans(re.compile(PATTERN))
    save()
    assert PATTERN.encode("unicode_escape")[:8].decode() in file.read_text(encoding="utf-8")


def test_a_changed_file_does_not_carry_its_check_sum(tmp_path: Path) -> None:
    keep_in(tmp_path)
    compiled("一")
    save()
    (file,) = kept(tmp_path)
    file.write_text(file.read_text(encoding="utf-8").replace("一", "二"), encoding="utf-8")
    keep_in(tmp_path)
    assert compiled("二").fullmatch("二")


def test_what_was_kept_can_be_forgotten(tmp_path: Path) -> None:
    keep_in(tmp_path)
    compiled(PATTERN)
    save()
    forget(tmp_path)
    assert not kept(tmp_path)


def test_a_folder_that_cannot_be_written_does_no_harm(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    keep_in(tmp_path / "file")
    assert compiled(PATTERN).search(TEXT)
    save()


def test_nothing_is_written_where_python_is_told_to_keep_no_compiled_files(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.dont_write_bytecode", True)
    keep_in(tmp_path)
    compiled(PATTERN)
    save()
    assert not kept(tmp_path)


def test_a_python_without_the_parts_compiles_as_ever(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_take_apart", lambda pattern: 1 / 0)
    keep_in(tmp_path)
    assert spans(compiled(PATTERN)) == spans(re.compile(PATTERN))
    save()
    assert not kept(tmp_path)
