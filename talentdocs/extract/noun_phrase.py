"""The noun of a phrase (名词), cut out of the words around it: no time, no relative clause, no particles.

经常参加足球活动的学生 → 经常参加足球活动学生 · 纳入监测的低收入人口 → 低收入人口 · 是“十一五” → nothing

Patterns are data: ``lexicons/phrase_patterns.toml``.
"""

from __future__ import annotations

from talentdocs.extract.phrase_words import BLANK, PhraseWords


def clean_noun(noun: str, known: PhraseWords, *, owned: bool = False) -> str:
    """The noun without time, relative clauses, quotes' remnants and trailing particles.

    ``owned``: a property behind 的 keeps its owner (科技进步对经济增长的贡献率).
    """
    says = known.says
    noun = noun.replace(BLANK, "").strip("，、；：。 \t\u3000—*的了")
    seldom = known.seldom.search(noun)
    if seldom:
        noun = says["ordered"].sub("", noun)
    clause, of, after = noun.rpartition("的")
    if of and len(after) == 2 and 2 <= len(clause) <= 12 and "、" not in clause:
        noun = clause + after  # 经常参加足球活动的学生: two characters alone say too little
    elif owned and of and after in known.heads and 2 <= len(clause) <= 18 and "、" not in clause:
        noun = clause + after  # 科技进步对经济增长的贡献率: a property is nothing without its owner
    elif of and len(after) >= 2 and "占" not in noun:
        noun = after
    if known.left_over.search(noun):
        noun = says["left_over"].sub("", noun)
    if noun[:1].isdecimal():
        noun = says["fields"].sub("", noun)
    if seldom:
        if says["multiple_of"].match(noun):
            return ""
        noun = says["out_of"].sub("", noun)
    if says["for_whom"].search(noun, max(0, len(noun) - 1)):
        return ""  # 分三批对…, 逐步将…: what the verb is done to stands behind the number
    if seldom and "现" in noun:
        noun = says["attained"].sub(r"\g<before>", noun)
    if "、" in noun and (match := says["and_so_on"].search(noun)) and len(noun) - match.end() >= 2:
        noun = noun[match.end() :]
    if "有" in noun and not noun.startswith("每") and (match := says["having"].search(noun)):
        noun = noun[match.end() :]
    if seldom:
        noun = says["provides"].sub("", noun)  # 为群众提供法律援助: whom it is for is not what is counted
        noun = says["whose"].sub("", noun)
    if noun.count("“") != noun.count("”"):
        noun = noun.replace("“", "").replace("”", "")
    return "".join(noun.split())


def first_item(words: str) -> str:
    """城市书屋、校园书屋 → 城市书屋; 智力、肢体残疾人 stays whole, since so short an item shares
    what follows."""
    first, mark, rest = words.partition("、")
    if "（" in first and "）" not in first and "）" in rest:
        inner, _, rest = rest.partition("）")
        first, (more, mark, rest) = f"{first}、{inner}）", rest.partition("、")
        first += more
    second = rest.partition("、")[0]
    shared = len(first) == 1 or (len(first) == 2 and len(second) >= 5)
    return f"{first}、{second}" if mark and shared else first
