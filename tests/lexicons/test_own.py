"""A user's own words: added by the command, checked before they are written, laid over the product's."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from talentdocs.commands.main import run

from talentdocs.errors import UsageError
from talentdocs.segment.check import check_folder
from talentdocs.segment.lexicon import default_folder, load
from talentdocs.segment.own import add_entry


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("TALENTDOCS_CONFIG", raising=False)
    monkeypatch.setenv("TALENTDOCS_LANG", "en")
    return tmp_path


def test_add_writes_to_the_user_s_folder_and_the_word_is_known(here: Path) -> None:
    shipped = (default_folder() / "offices.tsv").read_bytes()
    assert run(["lexicon", "add", "offices", "低空局", "--kind", "office", "--example", "市低空局"]) == 0
    assert load((here / "words",)).table("offices")["低空局"].text("kind") == "office"
    assert (default_folder() / "offices.tsv").read_bytes() == shipped
    assert check_folder(here / "words") == []


def test_add_changes_fields_of_an_entry_that_is_there(here: Path) -> None:
    add = ["lexicon", "add", "indicators", "低空架次", "--lexicon", "mine"]
    given = ["--unit", "架次", "--measure", "flow", "--good=up", "--example", "全市低空架次"]
    assert run([*add, *given]) == 0
    assert run([*add, "--synonyms", "无人机架次 | 飞行架次"]) == 0
    entry = load((here / "mine",)).table("indicators")["低空架次"]
    assert entry.list("synonyms") == ("无人机架次", "飞行架次")
    assert entry.text("unit") == "架次"
    assert (here / "mine" / "indicators.tsv").read_text(encoding="utf-8").count("低空架次\t") == 1


def test_a_column_that_the_user_s_file_lacks_is_added(here: Path) -> None:
    folder = here / "mine"
    folder.mkdir()
    (folder / "offices.tsv").write_text("# 我的\nname\tremove\n外办\tyes\n", encoding="utf-8")
    add_entry(folder, "offices", "低空局", {"kind": ("office",), "examples": ("市低空局",)})
    offices = load((folder,)).table("offices")
    assert "外办" not in offices
    assert offices["低空局"].text("kind") == "office"
    assert (folder / "offices.tsv").read_text(encoding="utf-8").startswith("# 我的\n")


def test_a_toml_entry_keeps_the_types_of_the_product_s(here: Path) -> None:
    add = ["lexicon", "add", "promise_cues", "mooted", "--pattern", r"拟议(?!\d)", "--example", "拟议中"]
    assert run([*add, "--weight", "2.5", "--lead", "true", "--not", "拟议5次"]) == 0
    fields = load((here / "words",)).table("promise_cues")["mooted"].fields
    assert fields == {
        "weight": 2.5,
        "lead": True,
        "pattern": r"拟议(?!\d)",
        "examples": ["拟议中"],
        "not": ["拟议5次"],
    }
    assert run(add) == 2, "a table that is there is changed by hand"


def test_remove_drops_a_word_of_the_product(here: Path) -> None:
    assert run(["lexicon", "add", "offices", "外办", "--remove"]) == 0
    assert "外办" not in load((here / "words",)).table("offices")
    assert "外办" in load().table("offices")


@pytest.mark.parametrize(
    "arguments",
    [
        ["offices", "低空局", "--kind", "office"],
        ["offices", "低空局", "--kind", "ofice", "--example", "市低空局"],
        ["offices", "低空局", "--kind", "office", "--example", "市航天局"],
        ["offices", "低空局", "--kynd", "office", "--example", "市低空局"],
        ["offices", "低空局", "--kind"],
        ["offices", "低空局", "office", "--example", "市低空局"],
        ["offices", "低\t空", "--kind", "office", "--example", "市低\t空"],
        ["offices", "#低空局", "--kind", "office", "--example", "市#低空局"],
        ["offices", " ", "--kind", "office", "--example", "市 "],
        ["ofices", "低空局", "--example", "市低空局"],
        [
            "indicators",
            "GDP总额",
            "--unit",
            "元",
            "--measure",
            "flow",
            "--good",
            "up",
            "--example",
            "GDP总额",
        ],
        ["promise_cues", "x", "--weight", "2", "--pattern", "(", "--example", "("],
        ["offices", "天使局", "--remove"],
    ],
)
def test_what_does_not_check_is_not_written(here: Path, arguments: list[str]) -> None:
    if arguments[1] == "GDP总额":
        arguments = [*arguments, "--synonyms", "生产总值"]
    assert run(["lexicon", "add", *arguments]) == 2
    assert not (here / "words").exists()


def test_the_product_s_own_folder_is_refused() -> None:
    with pytest.raises(UsageError, match="not written to"):
        add_entry(default_folder(), "offices", "低空局", {"examples": ("市低空局",)})


def test_the_config_file_names_the_folder(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (here / "talentdocs.toml").write_text('lexicon = ["eigen"]\n', encoding="utf-8")
    assert run(["lexicon", "add", "offices", "低空局", "--kind", "office", "--example", "市低空局"]) == 0
    assert (here / "eigen" / "offices.tsv").is_file()
    capsys.readouterr()
    assert run(["lexicon", "list", "offices", "--match", "低空局", "--json"]) == 0
    assert [row["key"] for row in json.loads(capsys.readouterr().out)] == ["低空局"]


def test_list_names_every_lexicon_and_counts_one_s_own(
    here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run(["lexicon", "add", "offices", "低空局", "--kind", "office", "--example", "市低空局"])
    capsys.readouterr()
    assert run(["lexicon", "list", "--lexicon", "words", "--json"]) == 0
    rows = {row["name"]: row for row in json.loads(capsys.readouterr().out)}
    assert rows["offices"]["own"] == 1
    assert rows["units"]["own"] == 0
    assert run(["lexicon", "list"]) == 0
    assert "offices" in capsys.readouterr().out
    assert run(["lexicon", "list", "ofices"]) == 2
    assert "did you mean offices?" in capsys.readouterr().err


def test_check_prints_one_line_a_problem_and_exits_2(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (here / "mine").mkdir()
    (here / "mine" / "offices.tsv").write_text("name\tkind\n甲局\toffice\n乙局\toffice\n", encoding="utf-8")
    assert run(["lexicon", "check", "mine"]) == 2
    assert capsys.readouterr().out.splitlines() == [
        "mine/offices.tsv:2: '甲局' has no example",
        "mine/offices.tsv:3: '乙局' has no example",
    ]
    assert run(["--lang", "zh", "lexicon", "check", "mine"]) == 2
    assert capsys.readouterr().out.startswith("mine/offices.tsv:2: '甲局' 没有例句")
    assert run(["lexicon", "check", "nowhere"]) == 2


@settings(deadline=None, max_examples=40)
@given(st.text(alphabet=st.characters(exclude_categories=("Cc", "Cs")), min_size=1, max_size=12))
def test_any_word_can_be_added_and_read_back(tmp_path_factory: pytest.TempPathFactory, word: str) -> None:
    folder = tmp_path_factory.mktemp("own")
    fields = {"kind": ("office",), "examples": (f"市{word.strip()}",)}
    try:
        path, problems = add_entry(folder, "offices", word, fields)
    except UsageError:
        assert not word.strip() or word.startswith("#") or len(word.splitlines()) > 1
        return
    if not problems:
        assert word.strip() in load((folder,)).table("offices")
    else:
        assert not path.exists()
