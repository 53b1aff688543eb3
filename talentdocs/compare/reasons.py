"""Why a pair was made and why its verdict is what it is, in one plain line (理由)."""

from __future__ import annotations

from decimal import Decimal

from talentdocs.compare.answers import ahead, spans_years
from talentdocs.compare.items import Item
from talentdocs.compare.judge import Judgement, Verdict, in_unit_of
from talentdocs.compare.pair import Edge
from talentdocs.records import Figure

WAYS = {"up": "越高越好", "down": "越低越好", "within": "应落在区间内"}
VERDICTS = {"met": "达成", "missed": "未达成", "on_track": "尚未到期，推进中"}


def reason_of(
    target: Item,
    edge: Edge | None,
    verdict: Verdict,
    judged: Judgement | None,
    doubts: tuple[str, ...] | None,
    now: int,
) -> str:
    """The line of one row: 2023年报告了2022年的新增上市公司；越高越好，27家低于30家，未达成."""
    if edge is None or judged is None:
        return _unanswered(target, verdict, doubts, now)
    told = f"{VERDICTS.get(verdict, verdict)}{_way_gone(target, edge, verdict)}"
    return f"{_same(target, edge)}；{_held(target, edge, judged)}，{told}"


def _same(target: Item, edge: Edge) -> str:
    result = edge.result
    told = f"{result.document.year}年的文件报告了{edge.result.span.last}年的结果"
    if target.name.key and target.name.key == result.name.key:
        return f"同为{target.name.key}，{told}"
    if target.indicator == result.indicator:
        return f"指标名称相同，{told}"
    return f"“{result.indicator}”与“{target.indicator}”所指相同（相似度{edge.score:.2f}），{told}"


def _held(target: Item, edge: Edge, judged: Judgement) -> str:
    promised, reported = target.figure, edge.result.figure
    value = in_unit_of(edge.result, target)
    against = (
        promised.value_max if judged.way == "down" and promised.value_max is not None else promised.value
    )
    relation = "等于" if value == against else "高于" if value > against else "低于"
    words = WAYS[judged.way] if promised.qualifier != "le" else "不得高于"
    near = "（左右，上下2%以内算达成）" if judged.slack else ""
    bound = {"ge": "只知不低于", "le": "只知不高于"}.get(reported.qualifier, "")
    return f"{words}，{bound}{_words(reported)}{relation}{_words(promised)}{near}"


def _words(figure: Figure) -> str:
    """The words of a figure; a bare number of a table with scale and unit: 6.5 under 万人 is 65000人."""
    text, unit = figure.text, figure.unit
    if not unit or unit in text or text.startswith("百分之") or text.endswith("成"):
        return text
    return f"{figure.value.normalize():f}{unit}"


def _way_gone(target: Item, edge: Edge, verdict: Verdict) -> str:
    """For a promise still ahead: the share of the way gone, and of the time."""
    if verdict != "on_track":
        return ""
    parts = []
    value, promised = in_unit_of(edge.result, target), target.figure.value
    if promised and value >= 0 and promised > 0:
        parts.append(f"已到目标的{_percent(value / promised)}")
    first = target.span.first or target.document.year
    last, year = target.span.last, edge.result.span.last
    if first is not None and last is not None and year is not None and last >= first:
        gone = Decimal(year - first + 1) / Decimal(last - first + 1)
        parts.append(f"时间已过{_percent(max(Decimal(0), min(Decimal(1), gone)))}")
    return f"（{'，'.join(parts)}）" if parts else ""


def _unanswered(target: Item, verdict: Verdict, doubts: tuple[str, ...] | None, now: int) -> str:
    due = target.span.last
    undated = target.figure.period_end is None
    stated = f"没有写明期限，按{due}年看" if undated else f"{due}年到期"
    if doubts:
        return f"{stated}；{'、'.join(doubts)}同样接近，不作配对"
    if verdict == "pending":
        return f"{stated}，所读文件只到{now}年，尚无结果"
    kind = "同一指标的期末值" if ahead(target) or spans_years(target) else "同一指标的全年结果"
    return f"{stated}；所读文件到{now}年为止，没有找到{kind}"


def _percent(share: Decimal) -> str:
    """A share as a percentage; what is not the whole never reads 100%."""
    whole = (share * 100).quantize(Decimal(1))
    return f"{(share * 100).quantize(Decimal('0.1')) if whole == 100 != share * 100 else whole}%"
