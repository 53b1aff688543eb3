"""One row to review in a terminal (逐行复核): its sentence with the words marked, its values, a question."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Literal

from talentdocs.errors import UsageError
from talentdocs.report.doubts import doubt_words
from talentdocs.report.labels import Language, label
from talentdocs.report.passage import around_words
from talentdocs.report.review import Case, decide, parse_value
from talentdocs.report.terminal_words import problem
from talentdocs.tables.corrections import (
    ACTIONS,
    FIELDS,
    Correction,
    addition,
    check_addition,
    choices,
    squeezed,
)
from talentdocs.tables.width import printable

if TYPE_CHECKING:
    from rich.console import Console

Ask = Callable[[str], str]
QUESTIONS: Mapping[str, tuple[str, str]] = {
    "accept": ("[a] 对", "[a]ccept"),
    "correct": ("[c] 改", "[c]orrect"),
    "reject": ("[r] 删", "[r]eject"),
    "add": ("[n] 补漏", "[n]ew number"),
}
"""What may be answered, in Chinese and English."""


def ask(
    console: Console, case: Case, language: Language, *, place: str = "", read: Ask = input
) -> Correction | Literal["quit"] | None:
    """Show a case and ask until the answer is understood; null to skip it.

    Answers: a accept, c correct (then ``column=value``, an empty line ends), r reject, n a number of the
    sentence that was missed (its words, then ``column=value``), s skip, q quit.
    """
    _show(console, case, language, place)
    actions = ACTIONS[case.table]
    asked = [words[0 if language == "zh" else 1] for action, words in QUESTIONS.items() if action in actions]
    question = (
        "  ".join([*asked, *(("[s] 跳过", "[q] 退出") if language == "zh" else ("[s]kip", "[q]uit"))]) + " > "
    )
    while True:
        try:
            answer = read(question).strip().lower()
        except EOFError:
            return "quit"
        if answer in ("a", "对"):
            return decide(case, "accept", {})
        if answer in ("r", "删") and "reject" in actions:
            return decide(case, "reject", {})
        if answer in ("n", "补") and "add" in actions:
            added = _added(console, case, language, read)
            if added:
                return added
        if answer in ("s", "", "跳过"):
            return None
        if answer in ("q", "退出"):
            return "quit"
        if answer in ("c", "改"):
            values = _values(console, case, language, read)
            if values:
                return decide(case, "correct", values)


def _show(console: Console, case: Case, language: Language, place: str) -> None:
    from rich.text import Text

    row = case.row
    page = f" · {label('page', language, page=row['page'])}" if row.get("page") else ""
    console.rule(Text(f"{place} {printable(case.document['path'])}{page}"), align="left", style="dim")
    if case.table != "documents":
        before, words, after = around_words(row.get("sentence") or row["text"], row["text"])
        marked = Text()
        marked.append(printable(before))
        marked.append(f"【{printable(words)}】", style="bold reverse")
        marked.append(printable(after))
        console.print(marked)
    for name in FIELDS[case.table]:
        value = row.get(name)
        if value not in (None, "", []):
            shown = "、".join(value) if isinstance(value, list) else str(value)
            console.print(Text(f"  {name:<13} {printable(label(shown, language))}"))
    if case.doubts:
        console.print(Text(f"  ? {doubt_words(case.doubts, language)}", style="yellow"))


def _added(console: Console, case: Case, language: Language, read: Ask) -> Correction | None:
    """A number of the case's sentence that the machine missed; null where it is given up."""
    zh = language == "zh"
    try:
        words = read("  数（从数字到单位，照抄）> " if zh else "  number, from numeral to unit > ").strip()
    except EOFError:
        return None
    if not words:
        return None
    if squeezed(words) not in squeezed(case.row["sentence"]):
        console.print(problem("T364", "the sentence does not hold it", "", language)[0], markup=False)
        return None
    needed = "value=… status=actual|target|standard"
    console.print(f"{'必填' if zh else 'needed'}: {needed}", markup=False, style="dim")
    values = _values(console, case, language, read)
    added = addition(case.document, case.row["sentence"], words, values=values)
    try:
        check_addition(added, case.document["path"])
    except UsageError as error:
        console.print(problem(error.code, error.message, "", language)[0], markup=False)
        return None
    return added


def _values(console: Console, case: Case, language: Language, read: Ask) -> dict[str, object]:
    """``column=value`` lines until an empty one; a wrong one is explained and asked again."""
    values: dict[str, object] = {}
    hint = (
        "列=值，空行结束；- 表示没有" if language == "zh" else "column=value, an empty line ends; - for none"
    )
    console.print(hint, markup=False, style="dim")
    while True:
        try:
            line = read("  > ").strip()
        except EOFError:
            return values
        if not line:
            return values
        name, _, text = line.partition("=")
        name = name.strip()
        if name not in FIELDS[case.table]:
            console.print(", ".join(FIELDS[case.table]), markup=False, style="dim")
            continue
        try:
            values[name] = parse_value(case.table, name, text, name)
        except UsageError as error:
            message, hint = problem(error.code, error.message, error.hint, language)
            allowed = choices(case.table, name) or (hint,)
            console.print(f"{message}: {' '.join(allowed)}".rstrip(": "), markup=False)
