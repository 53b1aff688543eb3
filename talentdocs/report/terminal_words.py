"""Words that terminal reports show for the values of the tables, in Chinese and English."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

Language = Literal["zh", "en"]

VALUES: Mapping[str, tuple[str, str]] = {
    "actual": ("已达到", "actual"),
    "target": ("目标", "target"),
    "standard": ("规定标准", "standard"),
    "firm": ("明确", "firm"),
    "aim": ("力争", "aim"),
    "encourage": ("鼓励", "encourage"),
}

HEADS: Mapping[str, tuple[str, str]] = {
    "doc_type": ("文种", "kind"),
    "region": ("地区", "region"),
    "year": ("年份", "year"),
    "status": ("数据性质", "status"),
    "documents": ("文件", "documents"),
    "figures": ("数据", "figures"),
    "commitments": ("承诺", "commitments"),
    "citations": ("引文", "citations"),
    "failures": ("未读", "failed"),
    "cached": ("未变", "unchanged"),
    "count": ("数", "count"),
    "indicator": ("指标", "indicator"),
    "value": ("目标值", "value"),
    "due": ("期限", "due"),
    "office": ("责任单位", "office"),
    "path": ("文件", "file"),
    "code": ("代码", "code"),
    "message": ("问题", "problem"),
    "hint": ("办法", "hint"),
    "targets": ("目标", "Targets"),
    "unread": ("未能读取", "Not read"),
    "warnings": ("提示", "Warnings"),
    "unknown": ("不详", "unknown"),
    "commitment": ("承诺", "commitment"),
    "citation": ("引文", "citation"),
    "more_targets": (
        "另有 {count} 个目标，见 figures 表 status = target",
        "{count} more: status = target in table figures",
    ),
    "more_failures": ("另有 {count} 个，见 failures 表", "{count} more in table failures"),
    "more": ("另 {count} 种", "{count} more"),
    "seconds": ("{seconds} 秒", "{seconds} s"),
}


def word(key: str, language: Language, **values: object) -> str:
    """The word for a head or a value; the key itself where there is none."""
    sides = HEADS.get(key) or VALUES.get(key) or (key, key)
    return sides[0 if language == "zh" else 1].format(**values)
