"""The verbs for Python stay verbs, whatever was imported before."""

from pathlib import Path

import talentdocs
from talentdocs.extract.document import extract_document

TEXT = "到2025年，全市高技能人才总量达到6.5万人以上。"


def test_extract_is_the_verb_though_a_subpackage_has_its_name(tmp_path: Path) -> None:
    (tmp_path / "文.txt").write_text(TEXT, encoding="utf-8")
    for _ in range(2):
        assert talentdocs.extract(tmp_path).figures["value"].tolist() == [65000]
    assert callable(extract_document)


def test_process_text_takes_a_string() -> None:
    (figure,) = talentdocs.process_text(TEXT, year=2023).figures
    assert (figure.value, figure.unit, figure.qualifier, figure.status) == (65000, "人", "ge", "target")
    assert TEXT[figure.start : figure.end] == figure.text == "6.5万人"
