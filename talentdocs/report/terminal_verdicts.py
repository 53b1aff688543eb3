"""A comparison summed up for a terminal: counts by region and office, the largest shortfalls, with links."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from talentdocs.records import Comparison
from talentdocs.report.labels import POLICIES, Language, label, sign
from talentdocs.report.spoken import told
from talentdocs.report.terminal import cell, new_table, print_parts
from talentdocs.report.verdicts import OFFICES, VERDICTS, VerdictSummary, ranked

if TYPE_CHECKING:
    from rich.console import Console
    from rich.table import Table

CHANGES: Mapping[str, tuple[str, str]] = {
    "promise": ("新承诺", "new promises"),
    "result": ("新结果", "new results"),
    "verdict": ("结论改变", "changed verdicts"),
    "revised": ("结果改变", "changed results"),
    "gone": ("不再出现", "gone"),
}
SHOWN_CHANGES = 15


def print_verdicts(
    console: Console, summary: VerdictSummary, language: Language, *, files: Mapping[str, Path]
) -> None:
    """Print counts, shortfalls, contradictions, policies and changes; nothing is cut."""
    zh = language == "zh"
    total = summary.verdicts.total()
    head = f"{'带数字的承诺' if zh else 'promises with a number'} {total}"
    print_parts(console, [head, *(f"{verdict_word(name, zh)} {summary.verdicts[name]}" for name in VERDICTS)])
    for title, groups in (
        ("地区" if zh else "region", summary.regions),
        ("责任单位" if zh else "office", summary.offices),
    ):
        if len(groups) > 1:
            console.print(_groups(title, ranked(groups), zh))
    if summary.shortfalls:
        console.print(_shortfalls(summary.shortfalls, zh, files))
    if summary.contradiction_count:
        _contradictions(console, summary, zh, files)
    if summary.policies:
        _policies(console, summary.policies, zh)
    if summary.changes:
        _changes(console, summary, zh)


def verdict_word(verdict: str, zh: bool) -> str:
    """Sign and word of a verdict: meaning never stands in colour alone."""
    return f"{sign(verdict)} {_word(verdict, zh)}"


def _word(verdict: str, zh: bool) -> str:
    return label(verdict, "zh" if zh else "en")


def linked(path: str | None, files: Mapping[str, Path]) -> Any:
    """A path for a cell, clickable in a terminal where its file is on this disk."""
    text = cell(path or "")
    if not path:
        return text
    file = files.get(path, Path(path))
    if file.is_file():
        text.stylize(f"link {file.resolve().as_uri()}")
    return text


def _groups(title: str, groups: Iterable[tuple[str, Counter[str]]], zh: bool) -> Table:
    rows = list(groups)
    table = new_table(title, *(_word(name, zh) for name in VERDICTS))
    for column in table.columns[1:]:
        column.justify = "right"
        column.no_wrap = True
    for name, counts in rows[:OFFICES]:
        table.add_row(cell(name or "–"), *(str(counts[verdict]) for verdict in VERDICTS))
    if len(rows) > OFFICES:
        rest: Counter[str] = Counter()
        for _, counts in rows[OFFICES:]:
            rest.update(counts)
        more = f"另 {len(rows) - OFFICES} 个" if zh else f"{len(rows) - OFFICES} more"
        table.add_row(more, *(str(rest[verdict]) for verdict in VERDICTS))
    return table


def _shortfalls(rows: Iterable[Comparison], zh: bool, files: Mapping[str, Path]) -> Table:
    heads = (
        ("指标", "承诺", "结果", "差", "承诺文件", "报告文件")
        if zh
        else ("indicator", "promised", "reported", "gap", "promised in", "reported in")
    )
    table = new_table(*heads)
    table.title = "差得最多的" if zh else "Largest shortfalls"
    for column in table.columns[1:4]:
        column.no_wrap = True
        column.justify = "right"
    for row in rows:
        name = (
            f"{row.region or ''} {row.promised_period_end or row.promised_year or ''} {row.indicator or ''}"
        )
        ratio = f"{row.gap_ratio * 100:+.1f}%" if row.gap_ratio is not None else ""
        table.add_row(
            cell(name.strip()),
            cell(told(row.promised_text, row.promised_value, row.promised_unit, row.promised_value_max)),
            cell(told(row.reported_text or "", row.reported_value, row.reported_unit)),
            ratio,
            linked(row.promised_path, files),
            linked(row.reported_path, files),
        )
    return table


def _contradictions(console: Console, summary: VerdictSummary, zh: bool, files: Mapping[str, Path]) -> None:
    heads = (
        ("指标", "一处", "另一处", "文件", "文件") if zh else ("indicator", "one", "another", "file", "file")
    )
    table = new_table(*heads)
    table.title = (
        f"前后不一的数 {summary.contradiction_count}"
        if zh
        else f"Contradictions {summary.contradiction_count}"
    )
    for row in summary.contradictions:
        table.add_row(
            cell(f"{row.region or ''} {row.period_end or ''} {row.indicator or ''}".strip()),
            cell(told(row.first_text, row.first_value, row.unit)),
            cell(told(row.second_text, row.second_value, row.unit)),
            linked(row.first_path, files),
            linked(row.second_path, files),
        )
    console.print(table)


def _policies(console: Console, states: Counter[str], zh: bool) -> None:
    parts = [f"{POLICIES[state][0 if zh else 1]} {count}" for state, count in sorted(states.items())]
    head = "承诺要出台的文件：" if zh else "documents promised: "
    print_parts(console, parts, head)


def _changes(console: Console, summary: VerdictSummary, zh: bool) -> None:
    counts: Counter[str] = Counter(change.change for change in summary.changes)
    side = 0 if zh else 1
    line = " · ".join(f"{words[side]} {counts[name]}" for name, words in CHANGES.items() if counts[name])
    table = new_table(
        *(
            ("变化", "指标", "承诺", "结论", "结果")
            if zh
            else ("change", "indicator", "promised", "verdict", "result")
        )
    )
    table.title = f"{'与上次相比：' if zh else 'Since the last run: '}{line}"
    for change in summary.changes[:SHOWN_CHANGES]:
        verdicts = [_word(word, zh) for word in (change.verdict_before, change.verdict) if word]
        results = [text for text in (change.reported_before, change.reported_text) if text]
        table.add_row(
            CHANGES[change.change][side],
            cell(f"{change.region or ''} {change.indicator or ''}".strip()),
            cell(change.promised_text or ""),
            " → ".join(dict.fromkeys(verdicts)),
            cell(" → ".join(dict.fromkeys(results))),
        )
    console.print(table)
