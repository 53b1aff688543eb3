"""The numbers on how often it is right stand in one place; everything that shows them agrees with it."""

from __future__ import annotations

from pathlib import Path

import pytest

from talentdocs.report.accuracy import markdown, measured, plain
from talentdocs.report.html import render
from talentdocs.report.labels import Language

from .making import bundle

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize(("language", "page"), [("en", "docs/rules.md"), ("zh", "docs/zh/rules.md")])
def test_the_docs_hold_what_was_measured(language: Language, page: str) -> None:
    """Where this fails after the numbers have changed, run benchmarks/write_accuracy.py."""
    assert markdown(language) in (ROOT / page).read_text(encoding="utf-8")


def test_the_readme_quotes_the_row_of_documents_at_first_sight() -> None:
    _, found, core, _ = next(row for row in measured("en").rows if "replies of other places" in row[0])
    told = " ".join((ROOT / "README.md").read_text(encoding="utf-8").split())
    assert f"{float(found):.0%}".rstrip("%") + " of 100 are found" in told
    assert f"some {float(core):.0%}".rstrip("%") + " with the right value" in told


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_report_says_how_often_it_is_right_and_on_what(language: Language) -> None:
    accuracy = measured(language)
    _, page = next(render(bundle(), language=language))
    for row in accuracy.rows:
        assert f'<th scope="row">{row[0]}</th>' in page
    for text in (*accuracy.notes, *accuracy.limits):
        assert plain(text) in page


def test_both_languages_say_the_same() -> None:
    zh, en = measured("zh"), measured("en")
    assert [row[1:] for row in zh.rows] == [row[1:] for row in en.rows]
    assert (len(zh.notes), len(zh.limits)) == (len(en.notes), len(en.limits))
