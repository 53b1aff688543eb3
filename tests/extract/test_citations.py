"""Documents named in 《》: which count, their number and their role."""

from __future__ import annotations

import pytest

from tests.extract.making import citations, plan, reply


def roles(content: str) -> dict[str, str]:
    return {row.title: row.role for row in citations(content)}


@pytest.mark.parametrize(
    ("sentence", "role"),
    [
        ("去年制定出台《河道管理办法》，管护有据可依。", "issued"),
        ("我局印发《清淤细则》《管护细则》等制度。", "issued"),
        ("《节水条例》颁布实施。", "issued"),
        ("编制实施《水网规划》。", "issued"),
        ("按照《若干措施》，对新建泵站给予奖补。", "basis"),
        ("全面贯彻落实新修订的《水法》。", "basis"),
        ("根据国务院印发的《清淤通知》开展工作。", "basis"),
        ("2021年省水利厅出台《评审办法》。", "mentioned"),
        ("国务院印发《节水意见》。", "mentioned"),
        ("目前正在起草《水价办法》。", "planned"),
        ("今年编印《节水条例汇编办法》千册。", "issued"),
        ("用好用足《清淤奖补办法》，对农户给予奖补。", "basis"),
        ("下一步，我局将制定《水价办法》。", "planned"),
    ],
)
def test_roles(sentence: str, role: str) -> None:
    found = roles(reply("近年来，我局推进清淤。", sentence).replace("云岭县", "慈溪市"))
    assert set(found.values()) - {"mentioned"} == ({role} - {"mentioned"})
    assert found.pop("关于清淤的建议") == "mentioned"
    assert found


def test_under_a_plan_what_will_be_made_is_planned() -> None:
    assert roles(plan("出台《水价办法》。", "根据《水法》，实行计量收费。")) == {
        "水价办法": "planned",
        "水法": "basis",
    }
    assert roles(plan("6月底前完成《水网规划》编制。")) == {"水网规划": "planned"}


def test_books_and_papers_are_no_documents() -> None:
    assert roles(reply("近年来，《江河日报》报道了治水经验，编写《云岭水志》《水边的人》。")) == {
        "关于清淤的建议": "mentioned"
    }


@pytest.mark.parametrize(
    ("behind", "number"),
    [
        ("（云水〔2021〕3号）", "云水〔2021〕3号"),
        ("(云水[2021]3号)", "云水〔2021〕3号"),
        ("（以下简称《办法》）", None),
        ("（第12号）", None),
        ("，云水〔2021〕3号", None),
    ],
)
def test_numbers(behind: str, number: str | None) -> None:
    content = plan(f"落实《河道管理办法》{behind}。")
    first = citations(content)[0]
    assert (first.title, first.number) == ("河道管理办法", number)
    assert content[first.start : first.end] == first.title


def test_a_title_may_hold_a_title() -> None:
    assert list(roles(plan("落实《关于落实《水法》的意见》。"))) == ["关于落实《水法》的意见"]
