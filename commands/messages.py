"""The message catalogue (消息): what the command line says, in Chinese and English, in one place.

``say(key, **values)`` for the talk of commands; ``localized`` for errors, by their code.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from .language import language, tr

if TYPE_CHECKING:
    from talentdocs.errors import UnknownName

MESSAGES: dict[str, tuple[str, str]] = {
    "written": ("已写入 {place}", "wrote {place}"),
    "written_in": ("已写入 {place}：{files}", "wrote into {place}: {files}"),
    "interrupted": (
        "已中断：{done}/{total} 个文件已完成并存入缓存，原有输出未动；再次运行即可继续",
        "interrupted: {done}/{total} documents are done and cached; run again to go on",
    ),
    "cache": ("{folder}：{documents} 份结果，{size}", "{folder}: {documents} results, {size}"),
    "cleared": (
        "已清空 {folder}：{documents} 份结果，{size}",
        "cleared {folder}: {documents} results, {size}",
    ),
    "standing": ("{place} 已是最新，未改写", "{place} is up to date and was left as it is"),
    "no_output": ("没有写出表格；用 -o 文件夹 写出", "no table was written; write them with -o FOLDER"),
}
"""Key to (Chinese, English), with ``{name}`` for values."""


def say(key: str, **values: object) -> str:
    """A message in the language of this process."""
    return MESSAGES[key][0 if language() == "zh" else 1].format(**values)


def wrote(files: Sequence[Path], note: str = "") -> str:
    """Which files were written: the one, or the folder and their names; ``note`` follows in brackets."""
    if len(files) == 1:
        text = say("written", place=files[0])
    else:
        text = say("written_in", place=files[0].parent, files=" ".join(file.name for file in files))
    return f"{text}{tr('（', ' (')}{note}{tr('）', ')')}" if note else text


def localized(code: str, where: str, message: str, hint: str) -> str:
    """One line for an error: ``T104 报告.pdf：文件有密码（去掉密码另存再试）``."""
    from talentdocs.report.terminal_words import problem

    message, hint = problem(code, message, hint, language())
    if language() == "zh":
        return f"{code} {where + '：' if where else ''}{message}{f'（{hint}）' if hint else ''}"
    return f"{code} {where + ': ' if where else ''}{message}{f' ({hint})' if hint else ''}"


KINDS: dict[str, str] = {
    "format": "格式",
    "table": "表",
    "verdict": "结论",
    "lexicon": "词表",
    "column": "列",
    "kind": "类别",
    "language": "语言",
    "setting": "设置",
    "indicator": "指标",
    "encoding": "编码",
}
"""What a name can be the name of, in Chinese."""


def unknown_name(error: UnknownName) -> str:
    """One line for a name that is not known: ``T313 没有名为 xslx 的格式（你是不是要找：xlsx？）``."""
    if language() == "en":
        return localized(error.code, error.where, error.message, error.hint)
    kind = KINDS.get(error.kind, error.kind)
    hint = did_you_mean(error.near) or (f"可用：{'、'.join(error.known)}" if error.hint else "")
    where = f"{error.where}：" if error.where else ""
    return f"{error.code} {where}没有名为 {error.word} 的{kind}{f'（{hint}）' if hint else ''}"


def did_you_mean(names: Sequence[str]) -> str:
    """The question that offers the nearest names, empty without any."""
    if not names:
        return ""
    return (
        f"你是不是要找：{'、'.join(names)}？" if language() == "zh" else f"did you mean {', '.join(names)}?"
    )


USAGE = (
    (r"No such command '(.+)'\.", r"没有命令 \1"),
    (r"No such option: (\S+?)\.?", r"没有选项 \1"),
    (r"Missing (?:argument|option) '(.+)'\.", r"缺少 \1"),
    (r"Option '(.+)' requires an argument\.", r"选项 \1 后面要有值"),
    (r"Got unexpected extra arguments? \((.+)\)", r"多出了 \1"),
    (r"Invalid value for '(.+)': (.+)", r"\1 的值不对：\2"),
)
"""What the command-line parser complains of, in Chinese."""


def usage(message: str, near: Sequence[str] = ()) -> str:
    """A complaint of the command-line parser in the language of this process, with what was meant."""
    if near:
        message = re.sub(r" (?:Did you mean|\(Possible options:).*", "", message)
        return f"{usage(message).rstrip('.')}{tr('，', ', ')}{did_you_mean(near)}"
    if language() == "zh":
        for pattern, chinese in USAGE:
            if match := re.fullmatch(pattern, message):
                return match.expand(chinese)
    return message
