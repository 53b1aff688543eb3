"""Places by name, by short name and from where the document stands."""

from __future__ import annotations

import pytest

from talentdocs.extract.regions import regions
from talentdocs.segment.lexicon import load

PLACES = regions(load())


@pytest.mark.parametrize(
    ("mention", "home", "region"),
    [
        ("全省", "慈溪市", "浙江省"),
        ("全市", "慈溪市", "慈溪市"),
        ("我市", "鼓楼区", "南京市"),
        ("全州", "大理白族自治州", "大理白族自治州"),
        ("全国", "慈溪市", "全国"),
        ("宁波", "慈溪市", "宁波市"),
        ("大理州", None, "大理白族自治州"),
        ("某个地方", "慈溪市", None),
    ],
)
def test_resolve(mention: str, home: str | None, region: str | None) -> None:
    assert PLACES.resolve(mention, home) == region


@pytest.mark.parametrize(
    ("words", "home", "found"),
    [
        ("浙江省宁波市去年降雨偏多", None, ["浙江省", "宁波市"]),
        ("全省降雨偏多，宁波次之", "慈溪市", ["全省", "宁波"]),
        ("立项城市更新项目", "宁波市", []),
        ("点亮灯塔，走上林间小路", "宁波市", []),
        ("慈溪水系发达", "宁波市", ["慈溪"]),
        ("城区域内", "宁波市", []),
        ("", None, []),
    ],
)
def test_find(words: str, home: str | None, found: list[str]) -> None:
    mentions = PLACES.find(words, home)
    assert [mention.text for mention in mentions] == found
    assert all(words[mention.start : mention.end] == mention.text for mention in mentions)


@pytest.mark.parametrize(
    ("name", "region"),
    [
        ("慈溪市水利局", "慈溪市"),
        ("浙江省宁波市慈溪市水利局", "慈溪市"),
        ("北京市朝阳区教委", "朝阳区"),
        ("大理白族自治州水务局", "大理白族自治州"),
        ("市水利局", None),
    ],
)
def test_at_start(name: str, region: str | None) -> None:
    assert PLACES.at_start(name) == region


def test_the_region_of_a_document_without_issuer_is_the_one_it_names_most() -> None:
    body = "我市水系发达。宁波市水利局考核慈溪治水工作，慈溪排名第一，慈溪经验推广。"
    assert PLACES.of_document(None, None, body) == "慈溪市"
    assert PLACES.of_document("宁波市水利局", None, body) == "宁波市"
    assert PLACES.of_document(None, None, "没有地名。") is None
