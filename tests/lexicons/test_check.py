"""What `lexicon check` finds in a user's folder, and where."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from talentdocs.errors import LexiconError
from talentdocs.segment.check import check_folder
from talentdocs.segment.scan import REASONS, scan_file

OFFICES = "name\tkind\tfull\taliases\texamples\tnot\n"
INDICATORS = "name\tsynonyms\tunit\tmeasure\tgood\texamples\tnot\n"

CASES = [
    # file, content, line, what is said
    ("offices.tsv", OFFICES + "低空局\toffice\t\t\t市低空局\n", 0, ""),
    ("offices.tsv", "\ufeff" + OFFICES.replace("\n", "\r\n") + "低空局\toffice\t\t\t市低空局\r\n", 0, ""),
    (
        "offices.tsv",
        OFFICES + "低空局\toffice\t\t\t市航天局\n",
        2,
        "does not stand in its example '市航天局'",
    ),
    ("offices.tsv", OFFICES + "低空局\toffice\t低空管理局\t\t市低空管理局\n", 0, ""),
    ("offices.tsv", OFFICES + "低空局\toffice\n", 2, "has no example"),
    ("offices.tsv", OFFICES + "低空局\tofice\t\t\t市低空局\n", 2, "did you mean office?"),
    ("offices.tsv", OFFICES + "低空局\toffice\t\t\t市低空局\t\t多\t余\n", 2, "8 cells under 6 columns"),
    ("offices.tsv", OFFICES + "\toffice\t\t\t市低空局\n", 2, "without a key"),
    ("offices.tsv", OFFICES + "甲局\toffice\t\t\t市甲局\n甲局\toffice\t\t\t市甲局\n", 3, "first in line 2"),
    ("offices.tsv", OFFICES + "低空局\toffice\t\t发改委\t市低空局\n", 2, "'发改委' is a name of"),
    ("offices.tsv", "name\tkynd\n财政局\toffice\n", 1, "did you mean kind?"),
    ("offices.tsv", "name\tremove\n外办\tyes\n", 0, ""),
    ("offices.tsv", "name\tremove\n天使局\tyes\n", 2, "is not there"),
    ("offices.tsv", "# only a comment\n", 1, "no columns"),
    ("ofices.tsv", OFFICES, 1, "did you mean offices?"),
    ("indicators.tsv", INDICATORS + "低空飞行架次\t\t架次\tflow\tup\t全市低空飞行架次\t飞行架次\n", 0, ""),
    ("indicators.tsv", INDICATORS + "低空架次\t\t架次\tflows\tup\t低空架次\n", 2, "did you mean flow?"),
    ("indicators.tsv", INDICATORS + "低空架次\t\t趟数\tflow\tup\t低空架次\n", 2, "no unit is named '趟数'"),
    ("indicators.tsv", INDICATORS + "低空架次\t\t架次\tflow\tup\t高空架次\n", 2, "falls under None"),
    ("indicators.tsv", INDICATORS + "GDP总额\t生产总值\t元\tflow\tup\tGDP总额\n", 2, "is a name of"),
    (
        "indicators.tsv",
        INDICATORS + "低空架次\t飞机架次\t架次\tflow\tup\t低空架次\t飞机架次\n",
        2,
        "counter-example",
    ),
    ("indicators.tsv", "name\tgood\n常住人口\tup\n", 0, ""),
    ("indicator_words.tsv", "word\tclass\tto\texamples\n低空\tsame\t\t低空经济\n", 2, "A → B"),
    ("indicator_words.tsv", "word\tclass\tto\texamples\n无人机\tsame\t低空\t无人机架次 → 低空架次\n", 0, ""),
    (
        "regions.tsv",
        "code\tname\tlevel\tparent\talone\n990101\t某县\tcounty\t990100\tno\n",
        2,
        "has the code",
    ),
    ("promise_cues.toml", '[w]\nweight = 2\npattern = "拟议"\nexamples = ["拟议中"]\n', 0, ""),
    (
        "promise_cues.toml",
        '\n[w]\nweight = 2\npattern = "拟议("\nexamples = ["拟议"]\n',
        2,
        "no regular expression",
    ),
    ("promise_cues.toml", '[w]\npattern = "拟议"\nexamples = ["提议"]\n', 1, "does not match its example"),
    ("promise_cues.toml", '[w]\npattern = "拟"\nexamples = ["拟建"]\nnot = ["拟人"]\n', 1, "counter-example"),
    ("promise_cues.toml", "[w\n", 1, "not valid TOML"),
    ("promise_cues.toml", "w = 1\n", 1, "must be a table"),
]


@pytest.mark.parametrize(("name", "content", "line", "said"), CASES)
def test_faults_are_found_where_they_are(
    tmp_path: Path, name: str, content: str, line: int, said: str
) -> None:
    (tmp_path / name).write_text(content, encoding="utf-8", newline="")
    problems = check_folder(tmp_path)
    if not said:
        assert [str(problem) for problem in problems] == []
        return
    assert len(problems) == 1
    assert problems[0].line == line
    assert said in problems[0].reason
    assert str(problems[0]).startswith(f"{tmp_path / name}:{line}: ")


def test_every_fault_of_a_file_is_reported_in_one_run(tmp_path: Path) -> None:
    content = OFFICES + "\toffice\n甲局\tx\t\t\t市甲局\n乙局\toffice\n"
    (tmp_path / "offices.tsv").write_text(content, encoding="utf-8")
    (tmp_path / "units.tsv").write_bytes(b"\xff\xfe\x00")
    assert [(p.path.name, p.line, p.kind) for p in check_folder(tmp_path)] == [
        ("offices.tsv", 2, "key"),
        ("offices.tsv", 3, "value"),
        ("offices.tsv", 4, "no_example"),
        ("units.tsv", 1, "unreadable"),
    ]


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(LexiconError, match="no such lexicon folder"):
        check_folder(tmp_path / "nowhere")


def test_every_reason_has_its_chinese() -> None:
    from talentdocs.commands.lexicon_words import REASONS as CHINESE

    assert set(CHINESE) == set(REASONS)


@given(st.binary(max_size=300), st.sampled_from([".tsv", ".toml"]))
def test_no_file_makes_the_scan_fail(
    tmp_path_factory: pytest.TempPathFactory, data: bytes, suffix: str
) -> None:
    path = tmp_path_factory.mktemp("scan") / f"offices{suffix}"
    path.write_bytes(data)
    scan = scan_file(path)
    assert all(str(problem) for problem in scan.problems)


@given(st.text(alphabet="甲乙ab\t\n#| \r", max_size=80))
def test_any_table_is_read_or_reported(tmp_path_factory: pytest.TempPathFactory, content: str) -> None:
    path = tmp_path_factory.mktemp("scan") / "offices.tsv"
    path.write_text(content, encoding="utf-8", newline="")
    scan = scan_file(path)
    assert set(scan.lines) == set(scan.entries)
    assert scan.entries or scan.problems or scan.columns
