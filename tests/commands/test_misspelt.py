"""Names that are not known: what was written is named, and what may have been meant is asked."""

import pickle

import pytest

from talentdocs.errors import UnknownName, nearest

from .conftest import Talentdocs

CASES = """
extrct                           | 没有命令 extrct，你是不是要找：extract？          | No such command 'extrct', did you mean extract?
lexicon lst                      | 没有命令 lst，你是不是要找：list？                | did you mean list?
extract --formt csv .            | 没有选项 --formt，你是不是要找：--format？         | No such option: --formt, did you mean --format?
extract -f xslx .                | 没有名为 xslx 的格式（你是不是要找：xlsx？）       | no format is named 'xslx' (did you mean xlsx?)
extract -f doc .                 | 没有名为 doc 的格式（可用：jsonl、csv             | (one of jsonl, csv
extract --table figurs .         | 没有名为 figurs 的表（你是不是要找：figures      | did you mean figures
compare --table comparison .     | 你是不是要找：comparisons                        | did you mean comparisons
compare --verdict mised .        | 没有名为 mised 的结论（你是不是要找：missed？）    | did you mean missed?
compare --fail-on unreporte .    | 你是不是要找：unreported？                       | did you mean unreported?
lexicon list office              | 没有名为 office 的词表（你是不是要找：offices      | did you mean offices
lexicon add indicator 甲         | 你是不是要找：indicators                         | did you mean indicators
lexicon add offices 甲 --kynd x  | 没有名为 kynd 的列（你是不是要找：kind？）         | did you mean kind?
lexicon test 甲 --as ofice .     | 没有名为 ofice 的类别（你是不是要找：office？）    | did you mean office?
text a.txt --lang cn             | 没有名为 cn 的语言（可用：zh、en）                 | no language is named 'cn' (one of zh, en)
extract -o out                   | 没有给出文件                                     | no files were named
"""  # noqa: E501
"""A command line, and what is said of it in Chinese and in English."""


@pytest.mark.parametrize("case", CASES.strip().splitlines(), ids=lambda case: case.split("|")[0].strip())
def test_the_nearest_name_is_offered(
    case: str, talentdocs: Talentdocs, monkeypatch: pytest.MonkeyPatch
) -> None:
    line, zh, en = (part.strip() for part in case.split("|"))
    for language, words in (("zh", zh), ("en", en)):
        monkeypatch.setenv("TALENTDOCS_LANG", language)
        ran = talentdocs(*line.split())
        assert (ran.code, ran.out) == (2, "")
        assert words in ran.err
        assert ran.err.count("\n") == 1


def test_a_path_where_the_command_belongs_is_told(talentdocs: Talentdocs, folder: object) -> None:
    ran = talentdocs(str(folder))
    assert ran.code == 2
    assert "少了命令" in ran.err
    assert f"talentdocs extract {folder}" in ran.err


def test_verdicts_may_be_given_in_the_words_that_people_are_shown(
    talentdocs: Talentdocs, folder: object
) -> None:
    ran = talentdocs("compare", str(folder), "--verdict", "未达成,未见报告", "-o", "-", "-q")
    assert ran.code == 1  # one of the documents cannot be read
    assert '"verdict": "met"' not in ran.out


@pytest.mark.parametrize(
    ("word", "known", "found"),
    [
        ("xslx", ["csv", "xlsx"], ("xlsx",)),
        ("XLSX", ["csv", "xlsx"], ("xlsx",)),
        ("高技能人才总数", ["高技能人才总量", "城镇新增就业"], ("高技能人才总量",)),
        ("pictures", ["csv", "xlsx"], ()),
    ],
)
def test_nearest(word: str, known: list[str], found: tuple[str, ...]) -> None:
    assert nearest(word, known) == found


def test_an_unknown_name_crosses_processes_whole() -> None:
    error = pickle.loads(pickle.dumps(UnknownName("format", "xslx", ["xlsx"], where="-f", code="T313")))
    assert str(error) == "T313 -f: no format is named 'xslx' (did you mean xlsx?)"
    assert (error.near, error.known) == (("xlsx",), ("xlsx",))
