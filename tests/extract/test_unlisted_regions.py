"""Places that no lexicon lists are read off the organ that speaks."""

import pytest

from talentdocs.extract.regions import unlisted
from talentdocs.segment.lexicon import load


@pytest.mark.parametrize(
    ("words", "region"),
    [
        ("临溪市财政局", "临溪市"),
        ("云塘县人力资源和社会保障局", "云塘县"),
        ("东堰区教育局", "东堰区"),
        ("浙江省临溪市财政局", "临溪市"),
        ("临溪市第十五届人民代表大会第五次会议", "临溪市"),
        ("临溪市人民政府关于推进“技能临溪”建设的实施意见", "临溪市"),
        ("青岭藏族自治州民政局", "青岭藏族自治州"),
    ],
)
def test_the_place_opens_the_name_of_the_organ(words: str, region: str) -> None:
    assert unlisted(words, load()) == region


@pytest.mark.parametrize(
    "words",
    [
        "市财政局",
        "城市管理局",
        "市城市管理局",
        "高新区城市管理局",
        "高新技术产业开发区管委会",
        "市十五届人大五次会议",
        "关于加强城市更新局工作",
        "全市财政局",
        "临溪市“十四五”人才发展规划",
    ],
)
def test_no_place(words: str) -> None:
    assert unlisted(words, load()) is None
