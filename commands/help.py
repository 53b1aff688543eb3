"""Help pages (帮助) that fold Chinese by display width instead of cutting it, and load fast.

Options are grouped by their ``rich_help_panel`` in the order INPUT, OUTPUT, READING, RUN, OTHER.
"""

from __future__ import annotations

import inspect
import re
import shutil
from typing import Any

from typer.core import TyperCommand, TyperGroup

from talentdocs.errors import nearest
from talentdocs.tables.width import fold, pad, width

from .language import tr

INPUT = tr("输入", "Input")
OUTPUT = tr("输出", "Output")
READING = tr("识别", "Reading")
RUN = tr("运行", "Running")
OTHER = tr("其他", "Other")
PANELS = (INPUT, OUTPUT, READING, RUN, OTHER)

Record = tuple[str, str]

GLOBAL: tuple[Record, ...] = (
    ("--lang zh|en", tr("语言，默认随系统", "Language, by default the system's")),
    ("--debug", tr("出错时显示详情", "Show details of an error")),
)
"""Options that ``main`` takes out before parsing, wherever they stand."""

CLICK_WORDS = (
    ("Show this message and exit.", "显示帮助"),
    ("[default: ", "[默认 "),
    ("; required]", "；必填]"),
    ("[required]", "[必填]"),
)
"""What Click itself writes into help, in English and Chinese."""


class HelpCommand(TyperCommand):
    """A command whose help page is ours."""

    def get_help(self, ctx: Any) -> str:
        """The help page."""
        return page(self, ctx)


class HelpGroup(TyperGroup):
    """A group whose help page is ours, and that knows what a misspelt command may have meant."""

    def get_help(self, ctx: Any) -> str:
        """The help page."""
        return page(self, ctx)

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        """The command that is named; the complaint about one that is not there says which ones are near."""
        name = args[0]
        try:
            return super().resolve_command(ctx, args)
        except Exception as error:
            setattr(error, "possibilities", nearest(name, self.list_commands(ctx)))  # noqa: B010 - Click's class
            raise


def page(command: Any, ctx: Any) -> str:
    """The whole help page of a command or a group, as wide as the terminal, at most 100 columns."""
    columns = max(50, min(shutil.get_terminal_size((80, 24)).columns, 100))
    parts = [_usage(command, ctx, columns)]
    text = inspect.cleandoc(command.help or "")
    lead, _, rest = text.partition("\n\n")
    parts.append(_paragraphs(lead, columns))
    for title, records in _sections(command, ctx):
        parts.append(f"{title}{tr('：', ':')}\n" + _definitions(records, columns))
    if rest:
        parts.append(_paragraphs(rest, columns))
    if command.epilog:
        parts.append(_paragraphs(inspect.cleandoc(command.epilog), columns))
    return "\n\n".join(part for part in parts if part)


def _usage(command: Any, ctx: Any, columns: int) -> str:
    head = f"{tr('用法', 'Usage')}{tr('：', ': ')}{ctx.command_path} "
    pieces = " ".join(command.collect_usage_pieces(ctx))
    lines = fold(pieces, columns - width(head))
    return head + ("\n" + " " * width(head)).join(lines)


def _paragraphs(text: str, columns: int) -> str:
    """Text with its own line breaks; indented lines (examples) stay as they are."""
    lines: list[str] = []
    for line in text.split("\n"):
        lines.extend([line] if line.startswith(" ") else fold(line, columns))
    return "\n".join(lines)


def _sections(command: Any, ctx: Any) -> list[tuple[str, list[Record]]]:
    groups: dict[str, list[Record]] = {}
    for parameter in command.get_params(ctx):
        parameter.show_envvar = False
        record = parameter.get_help_record(ctx)
        if record is None:
            continue
        argument = parameter.param_type_name == "argument"
        panel = getattr(parameter, "rich_help_panel", None) or (INPUT if argument else OTHER)
        groups.setdefault(panel, []).append(_localized(record))
    groups.setdefault(OTHER, []).extend(GLOBAL)
    sections: list[tuple[str, list[Record]]] = []
    if hasattr(command, "list_commands"):
        sections.append((tr("命令", "Commands"), _commands(command, ctx)))
    order = {panel: place for place, panel in enumerate(PANELS)}
    return sections + sorted(groups.items(), key=lambda item: order.get(item[0], len(order)))


def _localized(record: Record) -> Record:
    """Click's own words in the language of this process; the type behind an argument's name says nothing."""
    word = re.sub(r" <[^<>]*>$", "", record[0])
    meaning = record[1]
    for english, chinese in CLICK_WORDS:
        meaning = meaning.replace(english, tr(chinese, english))
    return word, meaning


def _commands(group: Any, ctx: Any) -> list[Record]:
    records = []
    for name in group.list_commands(ctx):
        command = group.get_command(ctx, name)
        if command is not None and not command.hidden:
            text = inspect.cleandoc(command.short_help or command.help or "")
            records.append((name, text.partition("\n")[0]))
    return records


def _definitions(records: list[Record], columns: int) -> str:
    """Two columns: the word, and what it means folded beside it."""
    left = min(max(width(word) for word, _ in records), columns * 2 // 5)
    lines: list[str] = []
    for word, meaning in records:
        folded = fold(meaning, columns - left - 4)
        if width(word) > left:
            lines.append(f"  {word}")
            first = ""
        else:
            first = word
        lines.append(f"  {pad(first, left)}  {folded[0]}")
        lines.extend(" " * (left + 4) + line for line in folded[1:])
    return "\n".join(line.rstrip() for line in lines)
