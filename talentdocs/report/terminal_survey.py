"""A survey for a terminal: kinds, what cannot be read, doubles, years and regions that are there."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from talentdocs.report.coverage import Survey, need_of
from talentdocs.report.labels import Language
from talentdocs.report.terminal import cell, new_table
from talentdocs.report.terminal_words import problem

if TYPE_CHECKING:
    from rich.console import Console
    from rich.table import Table

SHOWN = 20
"""Rows of each table; the rest is counted, and whole in ``--json``."""

WORDS = {
    "kinds": ("种类", "kind"),
    "documents": ("文件", "documents"),
    "size": ("大小", "size"),
    "characters": ("字数", "characters"),
    "ocr": ("需要文字识别", "need text recognition"),
    "office": ("需要 LibreOffice", "need LibreOffice"),
    "unread": ("未能读取", "Not readable"),
    "path": ("文件", "file"),
    "problem": ("问题", "problem"),
    "hint": ("办法", "what to do"),
    "doubles": ("内容完全相同", "Same content"),
    "alike": ("内容近似", "Nearly the same"),
    "share": ("相同", "in common"),
    "coverage": ("覆盖的地区和年份", "Regions and years"),
    "region": ("地区", "region"),
    "gaps": ("缺 {years}", "none in {years}"),
    "offices": ("发文单位", "Offices"),
    "year": ("年份不详", "year unknown"),
    "issuer": ("发文单位不详", "issuer unknown"),
    "no_region": ("地区不详", "region unknown"),
    "more": ("另有 {count} 个，见 --json", "{count} more with --json"),
}


def word(key: str, language: Language, **values: object) -> str:
    """A word of the survey."""
    return WORDS[key][0 if language == "zh" else 1].format(**values)


def print_survey(console: Console, survey: Survey, language: Language) -> None:
    """Print the survey; sections without anything to say are left out."""
    _head(console, survey, language)
    if survey.documents:
        console.print(_kinds(survey, language))
    if survey.failures:
        console.print(_failures(survey, language))
    _doubles(console, survey, language)
    if survey.coverage():
        console.print(_coverage(survey, language))
    if survey.offices():
        console.print(_offices(survey, language))


def _head(console: Console, survey: Survey, language: Language) -> None:
    need = survey.need()
    parts = [f"{word('documents', language)} {len(survey.documents)}"]
    counts = {
        "unread": len(survey.failures),
        "ocr": len(need["ocr"]),
        "office": len(need["office"]),
        "year": len(survey.unknown("year")),
        "no_region": len(survey.unknown("region")),
    }
    parts += [f"{word(key, language)} {count}" for key, count in counts.items() if count]
    console.print(" · ".join(parts), markup=False)


def _kinds(survey: Survey, language: Language) -> Table:
    table = new_table(*(word(key, language) for key in ("kinds", "documents", "size", "characters")))
    for column in table.columns[1:]:
        column.justify = "right"
    for name, count, size, chars in survey.kinds():
        table.add_row(cell(name), str(count), _size(size), _chars(chars, language))
    return table


def _failures(survey: Survey, language: Language) -> Table:
    table = new_table(*(word(key, language) for key in ("path", "problem", "hint")))
    table.title = word("unread", language)
    ordered = sorted(survey.failures, key=lambda row: (need_of(row), row["code"]))
    for row in ordered[:SHOWN]:
        message, hint = problem(row["code"], row["message"], row["hint"], language)
        table.add_row(cell(row["path"]), cell(message), cell(hint))
    _more(table, ordered, language)
    return table


def _doubles(console: Console, survey: Survey, language: Language) -> None:
    doubles = survey.doubles()
    if doubles:
        table = new_table(word("doubles", language))
        for paths in doubles[:SHOWN]:
            table.add_row(cell(" = ".join(paths)))
        _more(table, doubles, language)
        console.print(table)
    alike = survey.alike()
    if alike:
        table = new_table(word("alike", language), "", word("share", language))
        for one, other, share in alike[:SHOWN]:
            table.add_row(cell(one), cell(other), f"{share:.0%}")
        _more(table, alike, language)
        console.print(table)


def _coverage(survey: Survey, language: Language) -> Table:
    coverage, gaps = survey.coverage(), survey.gaps()
    years = sorted({year for found in coverage.values() for year in found})[-10:]
    table = new_table(word("region", language), *map(str, years), "")
    table.title = word("coverage", language)
    for column in table.columns[1:-1]:
        column.justify = "right"
        column.no_wrap = True
    for region, found in list(coverage.items())[:SHOWN]:
        missing = gaps.get(region, [])
        note = word("gaps", language, years=_spans(missing)) if missing else ""
        table.add_row(cell(region), *(str(found.get(year, "·")) for year in years), cell(note))
    _more(table, list(coverage), language)
    return table


def _offices(survey: Survey, language: Language) -> Table:
    offices = survey.offices()
    table = new_table(word("offices", language), word("documents", language))
    table.columns[1].justify = "right"
    for name, count in offices[:SHOWN]:
        table.add_row(cell(name), str(count))
    _more(table, offices, language)
    return table


def _more(table: Table, rows: Sequence[object], language: Language) -> None:
    if len(rows) > SHOWN:
        table.caption = word("more", language, count=len(rows) - SHOWN)


def _size(size: int) -> str:
    return f"{size / 2**20:.1f} MB" if size >= 2**20 else f"{size / 2**10:.1f} KB"


def _chars(count: int, language: Language) -> str:
    return f"{count / 10_000:.1f}万" if language == "zh" and count >= 10_000 else f"{count:,}"


def _spans(years: Sequence[int]) -> str:
    """2019, 2020, 2021, 2023 as 2019-2021, 2023."""
    parts: list[list[int]] = []
    for year in years:
        if parts and parts[-1][-1] == year - 1:
            parts[-1].append(year)
        else:
            parts.append([year])
    return ", ".join(f"{part[0]}-{part[-1]}" if len(part) > 1 else str(part[0]) for part in parts)
