"""Words tried before they are added, and words that documents use and lexicons lack."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from talentdocs.commands.main import run

from talentdocs.errors import UsageError
from talentdocs.execute.plan import make_plan
from talentdocs.options import Options
from talentdocs.segment.lexicon import load
from talentdocs.segment.scan import Problem
from talentdocs.suggest import Suggestion, suggest
from talentdocs.trial import Change, entry_of, try_entry

REPORT = """2023年政府工作报告

一、2022年工作回顾
全市低空飞行架次3200架次，推广无人机320嚯。全市地区生产总值1200亿元。

二、2023年工作安排
低空飞行架次突破5000架次。推广无人机500嚯。新增低空飞行驿站20个。（责任单位：市低空司、市财政局）
"""


@pytest.fixture
def documents(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("TALENTDOCS_LANG", "en")
    folder = tmp_path / "documents"
    folder.mkdir()
    for year in (2023, 2024):
        text = REPORT.replace("2022", str(year - 1)).replace("2023", str(year))
        (folder / f"{year}.txt").write_text(text, encoding="utf-8")
    (folder / "broken.docx").write_bytes(b"PK\x03\x04 cut off")
    return folder


def changes_of(documents: Path, word: str, kind: str, /, **fields: str) -> list[Change]:
    entry = entry_of(word, kind, {name: (value,) for name, value in fields.items()})  # type: ignore[arg-type]
    with make_plan([str(documents)]) as plan:
        found = list(try_entry(entry, plan.tasks, Options(), word))
    assert not [item for item in found if isinstance(item, Problem)]
    return [item for item in found if isinstance(item, Change)]


def test_a_new_unit_gains_rows(documents: Path) -> None:
    changes = changes_of(documents, "嚯", "unit", kind="count")
    assert [(change.kind, change.table, change.text) for change in changes] == [
        ("gained", "figures", "320嚯"),
        ("gained", "figures", "500嚯"),
    ] * 2
    assert changes[0].columns["unit"] == (None, "嚯")
    assert "推广无人机320嚯" in changes[0].sentence


def test_a_new_indicator_gives_figures_a_key(documents: Path) -> None:
    changes = changes_of(documents, "低空飞行架次", "indicator", unit="架次")
    assert {change.kind for change in changes} == {"changed"}
    assert {change.columns["indicator_key"] for change in changes} == {(None, "低空飞行架次")}
    assert len(changes) == 4


def test_a_synonym_of_a_listed_indicator(documents: Path) -> None:
    entry = entry_of("低空驿站", "indicator", {"synonym_of": ("零工驿站数",)})
    assert entry.key == "零工驿站数"
    assert entry.fields["synonyms"] == (
        *load().table("indicators")["零工驿站数"].list("synonyms"),
        "低空驿站",
    )
    with pytest.raises(UsageError, match="no indicator is named"):
        entry_of("低空驿站", "indicator", {"synonym_of": ("天使驿站数",)})


def test_a_word_that_is_nowhere_changes_nothing(documents: Path) -> None:
    assert changes_of(documents, "嚯哟", "unit", kind="count") == []


def test_a_word_that_is_taken_is_a_problem_and_not_a_trial(documents: Path) -> None:
    entry = entry_of("生产总值", "indicator", {})
    with make_plan([str(documents)]) as plan:
        found = list(try_entry(entry, plan.tasks, Options(), "生产总值"))
    assert found
    assert all(isinstance(item, Problem) and item.path == Path("indicators.tsv") for item in found)


def test_the_command_shows_rows_and_writes_nothing(
    documents: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["lexicon", "test", "嚯", "--as", "unit", "--kind", "count", "documents", "--rows", "1"]) == 0
    shown = capsys.readouterr()
    assert shown.out.startswith("+ 2023.txt:")
    assert shown.out.count("\n+ ") == 0
    assert "in 2 documents: 4 rows gained, 0 lost, 0 changed" in shown.err
    assert run(["lexicon", "test", "嚯", "--as=unit", "--kind=count", "documents", "--json"]) == 0
    assert len(json.loads(capsys.readouterr().out)) == 4
    assert run(["lexicon", "test", "嚯", "--as", "weight", "documents"]) == 2
    assert run(["lexicon", "test", "生产总值", "documents"]) == 2
    assert [path.name for path in documents.parent.iterdir()] == ["documents"]


def test_words_that_are_lacking_are_counted(documents: Path) -> None:
    with make_plan([str(documents)]) as plan:
        found = {(item.kind, item.word): item for item in suggest(plan.tasks, Options(), least=2)}
    flights = found["indicator", "低空飞行架次"]
    assert (flights.count, flights.documents, flights.unit) == (4, 2, "架次")
    assert "低空飞行架次3200架次" in flights.examples[0]
    assert found["unit", "嚯"].count == 4
    assert found["office", "市低空司"].count == 6
    assert not [word for kind, word in found if "生产总值" in word or word == "市财政局"]


@pytest.mark.parametrize(
    ("sentence", "word", "like"),
    [
        ("低收入农户人均收入9000元。", "低收入农户人均收入", "低收入农户人均可支配收入"),
        ("省级零工驿站50个。", "省级零工驿站", ""),
    ],
)
def test_a_near_name_is_proposed_where_no_word_that_counts_differs(
    tmp_path: Path, sentence: str, word: str, like: str
) -> None:
    (tmp_path / "a.txt").write_text(
        f"2023年政府工作报告\n\n一、2022年工作回顾\n{sentence}\n", encoding="utf-8"
    )
    with make_plan([str(tmp_path)]) as plan:
        found: list[Suggestion] = suggest(plan.tasks, Options(), least=1)
    assert [item.like for item in found if item.word == word] == [like]


def test_the_suggest_command(documents: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["lexicon", "suggest", "documents", "--least", "2"]) == 0
    assert "indicators that are not listed" in capsys.readouterr().out
    assert run(["lexicon", "suggest", "documents", "--least", "2", "--json"]) == 0
    assert {row["kind"] for row in json.loads(capsys.readouterr().out)} >= {"indicator", "office", "unit"}
    assert run(["lexicon", "suggest"]) == 2
