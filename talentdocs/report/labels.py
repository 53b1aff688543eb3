"""Words that the HTML report shows for values and headings, in Chinese and English; signs of verdicts.

A verdict is told three ways, by word, sign and colour, so that none of them is needed to read it.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

Language = Literal["zh", "en"]

VERDICTS: Mapping[str, tuple[str, str, str]] = {
    "missed": ("✘", "未达成", "missed"),
    "met": ("✔", "达成", "met"),
    "unreported": ("?", "未见报告", "not reported"),
    "on_track": ("◐", "推进中", "under way"),
    "pending": ("○", "未到期", "not yet due"),
    "none": ("–", "未对照", "not compared"),
}
"""Sign, Chinese and English of every verdict, in the order of the filter; ``none``: nothing was compared."""

POLICIES: Mapping[str, tuple[str, str]] = {
    "issued": ("已出台", "issued"),
    "pending": ("未到期", "not yet due"),
    "unreported": ("未见出台", "not seen to be issued"),
}
"""Chinese and English of what became of a document that was promised."""

STATUSES: Mapping[str, tuple[str, str, str]] = {
    "actual": ("■", "已达到", "actual"),
    "target": ("▲", "目标", "target"),
    "standard": ("◆", "标准", "standard"),
}
"""Sign, Chinese and English of a figure's status."""

VALUES: Mapping[str, tuple[str, str]] = {
    "stock": ("存量", "stock"),
    "flow": ("流量", "flow"),
    "cumulative": ("累计", "cumulative"),
    "share": ("占比", "share"),
    "change": ("变化", "change"),
    "eq": ("等于", "equals"),
    "approx": ("约", "about"),
    "ge": ("至少", "at least"),
    "le": ("至多", "at most"),
    "range": ("区间", "range"),
    "firm": ("明确", "firm"),
    "aim": ("力争", "aim"),
    "encourage": ("鼓励", "encourage"),
    "yearly": ("每年", "yearly"),
    "monthly": ("每月", "monthly"),
    "quarterly": ("每季", "quarterly"),
    "daily": ("每天", "daily"),
}
"""Chinese and English of the other coded values."""

OUTCOMES: Mapping[str, tuple[str, str]] = {
    "applied": ("已应用", "applied"),
    "agreed": ("与机器一致", "agree with the machine"),
    "rejected": ("已剔除", "rejected"),
    "added": ("已补录", "added"),
    "unfit": ("不再适用", "no longer fit"),
    "absent": ("文件不在本次", "of documents not in this run"),
}
"""What became of a correction."""

RULES: Mapping[str, tuple[str, str]] = {
    "as_written": ("照原文", "as written"),
    "words_of_time": ("句中时间词语 {}", "words of time {}"),
    "year_of_document": ("文件年份（依据 {}）", "year of the document, by {}"),
    "year_of_section": ("章节年份 {}", "year of the section {}"),
    "region_of_document": ("文件的地区", "region of the document"),
    "named_in_text": ("文中点名", "named in the text"),
    "lexicon": ("词表", "lexicon"),
    "rule": ("规则", "rule"),
    "default": ("默认", "default"),
    "section planned": ("所在章节讲打算", "its section tells of plans"),
    "section done": ("所在章节讲做过的事", "its section tells of what was done"),
    "section neutral": ("所在章节没有倾向", "its section tells neither"),
    "table": ("所在表格", "its table"),
    "period": ("时期 {} 已过去", "the period {} is past"),
    "due": ("期限 {} 未到", "due {}, which is ahead"),
    "term": ("期限本身", "a term"),
    "person": ("人工补录", "added by a person"),
}
"""Rules that decided a column, by the word that opens the reason; ``{}`` takes what follows."""

YEAR_SOURCES: Mapping[str, tuple[str, str]] = {
    "date": ("落款日期", "the date of signing"),
    "number": ("文号", "the document number"),
    "force": ("施行日期或规划起始年", "the date of force or the first year of the plan"),
    "session": ("届次", "the session"),
    "text": ("正文", "the text"),
    "person": ("人工校正", "a person's correction"),
}
"""How the year of a document is known: ``year_source``, or a person's correction."""

UNFIT: Mapping[str, tuple[str, str]] = {
    "sentence_gone": ("文件中已没有这句话", "the sentence is no longer in the document"),
    "number_gone": ("句中已没有这个数", "the number is no longer found in the sentence"),
    "count_changed": ("同样的数从 {} 个变为 {} 个", "there were {} such numbers, now there are {}"),
    "not_in_run": ("文件不在本次", "its document is not in this run"),
    "machine_changed": ("机器的读法也变了：{}", "the machine reads it differently now: {}"),
    "machine_found": ("机器现在也找到了", "the machine finds it by now"),
    "followed": ("另有 {} 行随之改变", "{} other rows changed with it"),
    "not_followed": (
        "文件没有重读，其他行未随之改变",
        "the document was not read again, other rows are as they were",
    ),
    "not_read": ("文件没有重读", "the document was not read again"),
}
"""Why a correction came to that, by the code that opens the reason."""

HEADS: Mapping[str, tuple[str, str]] = {
    "title": ("承诺与结果", "Promised and reported"),
    "skip": ("跳到正文", "Skip to content"),
    "contents": ("目录", "Contents"),
    "covers": ("覆盖范围", "What it covers"),
    "gaps": ("差距最大的五项", "The five largest gaps"),
    "charts": ("历年承诺与结果", "Promise and result over the years"),
    "targets": ("全部目标", "All targets"),
    "cards": ("逐项出处", "Each target with its sources"),
    "contradictions": ("前后不一的数", "Contradictions"),
    "contradictions_note": (
        "同一指标、地区和时期，两份文件报告了不同的数。",
        "The same indicator, region and period, reported differently in two documents.",
    ),
    "one": ("一处", "one"),
    "other": ("另一处", "another"),
    "documents": ("文件原文", "The documents"),
    "made": ("如何得出", "How it was made"),
    "accuracy": ("实测准确度", "Measured accuracy"),
    "unread": ("未能读取", "What could not be read"),
    "corrections": ("人工校正", "Corrections"),
    "read": ("已读文件", "documents read"),
    "unread_count": ("未能读取", "not read"),
    "figures": ("数据", "figures"),
    "commitments": ("承诺", "commitments"),
    "years": ("年份", "years"),
    "regions": ("地区", "regions"),
    "verdict": ("结论", "verdict"),
    "indicator": ("指标", "indicator"),
    "promised": ("承诺", "promised"),
    "reported": ("报告", "reported"),
    "due": ("期限", "due"),
    "gap": ("差距", "gap"),
    "office": ("责任单位", "office"),
    "region": ("地区", "region"),
    "year": ("年份", "year"),
    "said_in": ("提出年份", "promised in"),
    "source": ("出处", "source"),
    "in_text": ("看原文", "in the text"),
    "to_card": ("详情", "details"),
    "line": ("第 {line} 行", "line {line}"),
    "page": ("第 {page} 页", "page {page}"),
    "reason": ("理由", "reason"),
    "why": ("各列依据", "why these values"),
    "no_report": (
        "期限内的报告中没有找到与之对应的结果。",
        "No result that answers it was found in the reports.",
    ),
    "due_note": (
        "到没到期，看所读文件最近到哪一年，不看今天。",
        "Whether a target is due goes by the latest year of the documents that were read, not by today.",
    ),
    "not_due": ("期限未到，还没有报告。", "Not yet due, and nothing is reported yet."),
    "no_gaps": ("没有发现未达成的目标。", "No missed target was found."),
    "no_targets": ("没有发现带数字的目标。", "No target with a number was found."),
    "no_failures": ("全部文件都已读取。", "Every document was read."),
    "unreported_hint": (
        "{count} 个到期目标未见报告",
        "{count} targets are due and no report on them was found",
    ),
    "all": ("全部", "all"),
    "search": ("指标或原文含", "indicator or words contain"),
    "reset": ("清除筛选", "clear"),
    "more": ("再显示一些", "show more"),
    "shown": ("符合 {count} 项", "{count} match"),
    "sort_by": ("按此列排序", "sort by this column"),
    "filters": ("筛选", "filters"),
    "legend": ("图例", "legend"),
    "commitment": ("承诺语句", "commitment"),
    "doc_type": ("文种", "kind"),
    "issuer": ("发文单位", "issuer"),
    "doc_number": ("文号", "number"),
    "date": ("日期", "date"),
    "path": ("文件", "file"),
    "problem": ("问题", "problem"),
    "hint": ("办法", "what to do"),
    "code": ("代码", "code"),
    "warnings": ("提示", "warnings"),
    "value": ("数值", "value"),
    "status": ("性质", "status"),
    "period": ("时期", "period"),
    "words": ("原文", "words"),
    "strength": ("力度", "strength"),
    "deadline": ("期限", "due"),
    "figure_table": ("本文件的数据", "Figures of this document"),
    "corrected": ("已校正", "corrected"),
    "added_by_hand": ("人工补录", "added by a person"),
    "machine": ("机器原值", "as the machine had it"),
    "unfit": ("不再适用的校正", "Corrections that no longer fit"),
    "number": ("数", "number"),
    "back": ("回到总览", "back to the overview"),
    "version": ("版本", "version"),
    "lexicons": ("词表摘要", "lexicon digest"),
    "rules": ("程序摘要", "code digest"),
    "offline": (
        "本报告是独立文件，不联网，可打印；不启用脚本也能阅读，脚本只用于排序、筛选和跳转。",
        "This report needs no network and can be printed; script only sorts, filters and jumps.",
    ),
    "judged": (
        "结论由规则得出，依据是文件自己的字句；未见报告不等于未达成。每一项都可以回到原文核对。",
        "Verdicts follow rules and the documents' own words; not reported does not mean missed.",
    ),
    "chart_note": ("单位：{unit}", "unit: {unit}"),
    "points": ("个百分点", " points"),
    "unknown": ("不详", "unknown"),
    "colon": ("：", ": "),
    "in_brackets": ("（{text}）", " ({text})"),
    "comma": ("、", ", "),
    "before": ("前", "before"),
    "count": ("数", "count"),
    "default": ("默认", "default"),
    "text": ("正文", "text"),
    "normalised": ("合 {value}", "= {value}"),
}
"""Chinese and English of headings and fixed sentences."""


def label(key: str, language: Language, **values: object) -> str:
    """The words for a heading or a coded value; the key itself where there are none."""
    side = 0 if language == "zh" else 1
    pair = HEADS.get(key) or VALUES.get(key) or OUTCOMES.get(key)
    if pair is None:
        triple = VERDICTS.get(key) or STATUSES.get(key)
        pair = triple[1:] if triple else (key, key)
    return pair[side].format(**values)


def rule(words: str, language: Language) -> str:
    """The words for a rule; quoted words of the document where it is none."""
    side = 0 if language == "zh" else 1
    if words in RULES:
        return RULES[words][side].format("")
    code, _, rest = words.partition(" ")
    if rest and "{}" in RULES.get(code, ("", ""))[0]:
        if code == "year_of_document" and rest in YEAR_SOURCES:
            rest = YEAR_SOURCES[rest][side]
        return RULES[code][side].format(rest)
    return f"“{words}”"


def unfit_reason(reason: str, language: Language) -> str:
    """The words for the reason of a correction's outcome: ``count_changed 2 1``."""
    code, *parts = reason.split(" ")
    pair = UNFIT.get(code)
    return pair[0 if language == "zh" else 1].format(*parts, "", "") if pair else reason


def sign(key: str) -> str:
    """The sign of a verdict or a status."""
    triple = VERDICTS.get(key) or STATUSES.get(key)
    return triple[0] if triple else ""
