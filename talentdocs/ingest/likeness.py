"""How much a text looks like Chinese (文本可信度): by the characters that it is made of."""

from __future__ import annotations

from functools import cache

_FREQUENT = frozenset(
    "的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子说产种面而方后多定行学"
    "法所民得经十三之进着等部度家电力里如水化高自二理起小物现实加量都两体制机当使点从业本去把性好应开它合还因由其些然前外"
    "天政四日那社义事平形相全表间样与关各重新线内数正心反你明看原又么利比或但质气第向道命此变条只没结解问意建月公无系军很"
    "情者最立代想已通并提直题党程展五果料象员革位入常文总次品式活设及管特件长求老头基资边流路级少图山统接知较将组见计别她手"
    "角期根论运农指几九区强放决西被干做必战先回则任取据处队南给色光门即保治北造百规热领七海口东导器压志世金增争济阶油思术"
    "市务镇推乡企投财政环境服育医卫房居村城科技创优项目支持补贴培训就业招商引绿生态安督落责任办厅局府委省县"
    "個這為時來們對會發動過說產種後學經進著麼當點從業開應還樣與關於無問題長萬國區財務總質電實機標準員農強處門將議書請據確認證護"
)
"""Characters that make up some two thirds of official prose, in both scripts: they tell encodings apart
in short
pieces and where bytes are lost."""
_PUNCTUATION = frozenset("，。、；：？！“”‘’（）《》〈〉〔〕【】—…·％　")


@cache
def common_han() -> frozenset[str]:
    """The Han characters of GB 2312 level 1 (3,755) and Big5 level 1 (5,401), by their code ranges."""
    low = bytes([*range(0x40, 0x7F), *range(0xA1, 0xFF)])
    simplified = (bytes((high, byte)) for high in range(0xB0, 0xD8) for byte in range(0xA1, 0xFF))
    traditional = (bytes((high, byte)) for high in range(0xA4, 0xC7) for byte in low)
    han = {pair.decode("gb2312", "ignore") for pair in simplified}
    han |= {pair.decode("big5", "ignore") for pair in traditional}
    return frozenset(char for char in han if "\u4e00" <= char <= "\u9fff")


@cache
def worth(char: str) -> float:
    """Likeness of one character: frequent in prose 1.5, ASCII 0.6, common Han 0.5, undecodable -3."""
    if char in _FREQUENT or char in _PUNCTUATION:
        return 1.5
    if " " <= char <= "~" or char in "\r\n\t":
        return 0.6
    if char in common_han():
        return 0.5
    if char == "\ufffd":
        return -3.0
    if char < " " or "\ue000" <= char <= "\uf8ff" or not char.isprintable():
        return -2.0
    return 0.0


def likeness(text: str) -> float:
    """Mean worth of the characters: some 1.1 for official prose, below 0.6 where it is decoded wrongly."""
    return sum(map(worth, text)) / len(text) if text else -3.0
