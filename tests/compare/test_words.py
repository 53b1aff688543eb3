"""The lexicons of counting words and of one thing under two names: every entry against its own examples."""

from __future__ import annotations

import pytest

from talentdocs.segment.lexicon import Entry, load

from .made import namer

WORDS = load().table("compare_words")
SAME = load().table("compare_same")


@pytest.mark.parametrize("entry", WORDS.values(), ids=list(WORDS))
def test_an_example_shows_its_class(entry: Entry) -> None:
    (example,) = entry.list("examples")
    found = namer().words.read(example)
    assert entry.key in example
    assert any(entry.text("class") in kinds for kinds in found.found), found


@pytest.mark.parametrize(
    "entry", [entry for entry in WORDS.values() if entry.list("not")], ids=lambda entry: entry.key
)
def test_a_counter_example_does_not(entry: Entry) -> None:
    """A word inside one of its ``not`` words is not found, whatever else stands there."""
    for guard in entry.list("not"):
        assert entry.key in guard
        mine = frozenset((entry.text("class"), *entry.list("also")))
        own = WORDS.get(guard)
        other = frozenset((own.text("class"), *own.list("also"))) if own else frozenset()
        assert all(kinds == other for kinds in namer().words.read(guard).found if kinds == mine)


@pytest.mark.parametrize("entry", SAME.values(), ids=list(SAME))
def test_one_thing_under_two_names(entry: Entry) -> None:
    (example,) = entry.list("examples")
    one, two = example.split(" → ")
    assert namer().content(one).text == namer().content(two).text
    assert entry.key in one


@pytest.mark.parametrize(
    "entry", [entry for entry in SAME.values() if entry.list("not")], ids=lambda entry: entry.key
)
def test_two_things_stay_two(entry: Entry) -> None:
    for pair in entry.list("not"):
        one, two = pair.split(" → ")
        assert namer().content(one) != namer().content(two)


CASES = [
    ("新增公共停车泊位", "公共停车泊位"),
    ("推进老旧小区改造项目", "老旧小区改造"),
    ("居民消费价格指数", "居民消费价格指数"),  # 数 is no tail there
    ("增加值", "增加值"),
    ("引进项目", "引进项目"),  # 项目 alone says too little
    ("国际组织", "国际组织"),
    ("人均可支配收入", "人均可支配收入"),
    ("21.城镇新增就业", "城镇就业"),
    ("市民公园等城市公园", "城市公园"),
    ("高等学校", "高等学校"),
    ("建设", "建设"),  # a name is never emptied
]


@pytest.mark.parametrize(("name", "bare"), CASES)
def test_what_is_left_of_a_name(name: str, bare: str) -> None:
    assert namer().content(name).text == bare
