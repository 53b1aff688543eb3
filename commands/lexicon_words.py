"""What ``talentdocs lexicon`` says in both languages, and the faults of a lexicon in Chinese."""

from __future__ import annotations

TEXT: dict[str, tuple[str, str]] = {
    "fine": ("词表没有问题：{folders}", "no problems in {folders}"),
    "refused": ("没有写入 {path}", "nothing was written to {path}"),
    "added": ("已写入 {path}：{key}", "wrote {key} to {path}"),
    "unnamed": (
        '要在以后使用，加 --lexicon {folder}，或在 talentdocs.toml 里写 lexicon = ["{folder}"]',
        'to use it, give --lexicon {folder}, or write lexicon = ["{folder}"] into talentdocs.toml',
    ),
    "counts": ("次数、文件数、词", "times, documents, word"),
    "changes": (
        "{documents} 个文件里：多 {gained} 行，少 {lost} 行，变 {changed} 行",
        "in {documents} documents: {gained} rows gained, {lost} lost, {changed} changed",
    ),
}
"""Key to (Chinese, English), with ``{name}`` for values."""

REASONS: dict[str, str] = {
    "number": "{key}：{column} 应是数字，不能是 {value}",
    "unreadable": "不是可读的 UTF-8 文件：{why}",
    "toml": "TOML 格式有误：{why}",
    "table": "{key!r} 应当是一个表（[{key}]）",
    "empty": "没有列名",
    "cells": "有 {cells} 格，而列名只有 {columns} 个",
    "key": "词条没有名称",
    "twice": "{key!r} 重复，首次在第 {first} 行",
    "comment": "文件开头没有说明用途的注释",
    "name": "没有名为 {name!r} 的词表{near}",
    "column": "没有名为 {column!r} 的列{near}",
    "value": "{key!r}：{column} 不能是 {value!r}{near}",
    "remove": "要停用的 {key!r} 并不存在",
    "no_example": "{key!r} 没有例句",
    "word": "{key!r} 不在例句 {example!r} 里",
    "pattern": "{key!r}：{column} 不是正则表达式：{why}",
    "unmatched": "{key!r} 与例句 {example!r} 不符",
    "overmatched": "{key!r} 误中反例 {example!r}",
    "indicator": "{example!r} 归入 {found!r}，而不是 {key!r}",
    "rewrite": "{example!r} 应写作 A → B，两边归一后相同",
    "shared": "{word!r} 同属 {key!r} 和 {other!r}",
    "unit": "{key!r}：没有名为 {value!r} 的单位",
    "parent": "{key!r}：没有代码为 {value!r} 的区划",
}
"""Kind of ``talentdocs.segment.scan.REASONS`` to its Chinese."""

KINDS: dict[str, tuple[str, str]] = {
    "synonym": ("可能是已有指标的别名", "perhaps other names of known indicators"),
    "indicator": ("词表没有的指标", "indicators that are not listed"),
    "office": ("词表没有的单位", "offices that are not listed"),
    "unit": ("数字后面没有认出的量词", "words behind numerals that are no listed unit"),
}
"""Kind of a suggestion to its heading in Chinese and English: the numbers are times and documents."""
