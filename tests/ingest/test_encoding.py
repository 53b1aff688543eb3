"""Encodings: detected by content, also in short and in damaged texts; forced ones are obeyed."""

from __future__ import annotations

import codecs

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from talentdocs.errors import ReadError
from talentdocs.ingest.encoding import decode, detect

SIMPLIFIED = (
    "近年来，青川市围绕制造业转型升级，大力实施“青川工匠”行动计划。\n至2022年底，全市技能人才总量达到26.5万人，"
    "占就业人员的30.7%。\r\n下一步，我市将继续加大投入。"
)
TRADITIONAL = "近年來，青川市圍繞製造業轉型升級，大力實施「青川工匠」行動計畫。至2022年底，全市技能人才總量達到26.5萬人。"  # noqa: E501


@pytest.mark.parametrize(
    ("codec", "text", "name"),
    [
        ("utf-8", SIMPLIFIED, "utf-8"),
        ("utf-8-sig", SIMPLIFIED, "utf-8-sig"),
        ("gb2312", SIMPLIFIED, "gb18030"),
        ("gbk", SIMPLIFIED + "镕", "gb18030"),
        ("gb18030", SIMPLIFIED + "㐂𠀀", "gb18030"),
        ("big5", TRADITIONAL, "big5"),
        ("big5hkscs", TRADITIONAL + "嘅", "big5"),
        ("utf-16", SIMPLIFIED, "utf-16"),
        ("utf-16-le", SIMPLIFIED, "utf-16-le"),
        ("utf-16-be", SIMPLIFIED, "utf-16-be"),
        ("utf-16-le", "2022 report, no Chinese in it", "utf-16-le"),
        ("ascii", "plain", "utf-8"),
    ],
)
def test_detected_and_decoded(codec: str, text: str, name: str) -> None:
    assert decode(text.encode(codec)) == (text, name, [])


@pytest.mark.parametrize("codec", ["utf-8", "gb18030", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("text", ["全市新增就业3.2万人，", "力争到2025年达到50万", "市人力社保局、市财政局"])
def test_short_texts_are_told_apart(codec: str, text: str) -> None:
    assert decode(text.encode(codec))[0] == text


@pytest.mark.parametrize("damage", ["cut", "stray", "lost"])
@pytest.mark.parametrize(
    ("codec", "text"), [("gb18030", SIMPLIFIED), ("utf-8", SIMPLIFIED), ("big5", TRADITIONAL)]
)
def test_a_damaged_byte_costs_a_character_and_not_the_text(damage: str, codec: str, text: str) -> None:
    data = text.encode(codec)
    at = len(data) // 2 | 1
    broken = {"cut": data[:-1], "stray": data[:at] + b"\xff" + data[at:], "lost": data[:at] + data[at + 1 :]}[
        damage
    ]
    content, name, _ = decode(broken)
    assert name == codec
    assert sum(a == b for a, b in zip(content[:20], text, strict=False)) == 20
    assert content.rstrip("\ufffd")[-5:] in text
    assert abs(len(content) - len(text)) <= 3


def test_damage_is_said() -> None:
    _, _, warnings = decode(SIMPLIFIED.encode("utf-8")[:-1])
    assert warnings == ["T201 有1处字节不合utf-8编码，已用U+FFFD代替"]


def test_a_replacement_character_in_the_file_itself_is_no_damage() -> None:
    assert decode("好\ufffd的".encode())[2] == []


def test_forced_encoding_is_obeyed() -> None:
    assert decode("数据".encode("gbk"), "gbk")[:2] == ("数据", "gbk")
    assert decode(codecs.BOM_UTF8 + b"a", "utf-8")[0] == "a"


@pytest.mark.parametrize("name", ["no-such", "base64", "", "rot13", "\0"])
def test_unknown_forced_encoding(name: str) -> None:
    if not name:
        assert decode(b"a", name)[1] == "utf-8"
        return
    with pytest.raises(ReadError) as caught:
        decode(b"a", name)
    assert caught.value.code == "T108"


@settings(deadline=None)
@given(st.binary(max_size=300))
def test_whatever_bytes_give_text(data: bytes) -> None:
    content, name, _ = decode(data)
    assert isinstance(content, str)
    assert codecs.lookup(name)
    assert detect(data) == name
