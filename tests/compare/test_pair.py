"""Which result answers which promise: the surest first, each once, none where it is doubtful."""

from __future__ import annotations

from collections.abc import Sequence

from talentdocs.compare.align import Index
from talentdocs.compare.items import Item
from talentdocs.compare.pair import pair

from .made import document, item, namer

MADE, TOLD = document(2022), document(2023)


def promise(indicator: str, text: str, value: float, unit: str, **fields: object) -> Item:
    return item(MADE, indicator, text, value, unit, **({"status": "target", "year": 2022} | fields))


def result(indicator: str, text: str, value: float, unit: str, **fields: object) -> Item:
    return item(TOLD, indicator, text, value, unit, **({"year": 2022} | fields))


def answers(promises: Sequence[Item], results: Sequence[Item]) -> list[str | None]:
    """The text of the result that answers each promise."""
    paired = pair(promises, Index(results), namer())
    found = [paired.answers.get(id(target), []) for target in promises]
    return [edges[0].result.figure.text if edges else None for edges in found]


def test_new_and_total_beside_each_other() -> None:
    """新增上市公司12家、累计262家 against a promise of new ones."""
    results = [
        result("新增上市公司", "12家", 12, "家"),
        result("上市公司总数", "262家", 262, "家", measure="stock"),
    ]
    assert answers([promise("新增上市公司", "10家", 10, "家")], results) == ["12家"]
    assert answers([promise("上市公司总数", "260家", 260, "家", measure="stock")], results) == ["262家"]


def test_a_result_answers_one_promise_only() -> None:
    promises = [promise("新建绿道", "200公里", 200, "公里"), promise("新建滨水绿道", "50公里", 50, "公里")]
    assert answers(promises, [result("新建绿道", "230公里", 230, "公里")]) == ["230公里", None]


def test_the_same_promise_in_two_places_is_answered_twice() -> None:
    promises = [
        promise("城镇新增就业", "3万人", 30000, "人"),
        promise("城镇新增就业", "3万人", 30000, "人", sentence="民生实事：城镇新增就业3万人。"),
    ]
    assert answers(promises, [result("城镇新增就业", "3.2万人", 32000, "人")]) == ["3.2万人", "3.2万人"]


def test_no_pair_between_two_that_fit_equally() -> None:
    results = [
        result("社区养老服务站点建设改造", "30个", 30, "个"),
        result("社区养老服务站点建设提升", "36个", 36, "个"),
    ]
    paired = pair([target := promise("社区养老服务站点建设配套", "32个", 32, "个")], Index(results), namer())
    assert not paired.answers
    assert set(paired.doubts[id(target)]) == {"30个", "36个"}


def test_another_region_answers_nothing() -> None:
    elsewhere = document(2023, region="他市", name="2023-2")
    found = item(elsewhere, "城镇新增就业", "3.2万人", 32000, "人", year=2022)
    assert answers([promise("城镇新增就业", "3万人", 30000, "人")], [found]) == [None]


def test_the_runner_up_is_kept_for_show() -> None:
    near = result("培育高新技术企业", "700家", 700, "家")
    paired = pair([target := promise("新增高新技术企业", "100家", 100, "家")], Index([near]), namer())
    assert not paired.answers
    assert paired.nearest[id(target)].result is near


def test_candidates_are_few_however_many_results_there_are() -> None:
    many = [result(f"新建第{number}类示范村", f"{number}个", number, "个") for number in range(1, 400)]
    wanted = promise("新建示范村", "10个", 10, "个")
    assert len(Index(many).candidates(wanted, 2022, namer())) <= 24
