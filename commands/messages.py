"""The message catalogue (消息): what the command line says, in Chinese and English, in one place.

``say(key, **values)`` for the talk of commands; ``localized`` for errors, by their code.
"""

from __future__ import annotations

import re

from .language import language

MESSAGES: dict[str, tuple[str, str]] = {
    "written": ("已写入 {place}：{files}", "wrote {place}: {files}"),
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


def localized(code: str, where: str, message: str, hint: str) -> str:
    """One line for an error: ``T104 报告.pdf：文件有密码（去掉密码另存再试）``."""
    from talentdocs.report.terminal_words import problem

    message, hint = problem(code, message, hint, language())
    if language() == "zh":
        return f"{code} {where + '：' if where else ''}{message}{f'（{hint}）' if hint else ''}"
    return f"{code} {where + ': ' if where else ''}{message}{f' ({hint})' if hint else ''}"


USAGE = (
    (r"No such command '(.+)'\.", r"没有命令 \1"),
    (r"No such option: (\S+).*", r"没有选项 \1"),
    (r"Missing (?:argument|option) '(.+)'\.", r"缺少 \1"),
    (r"Option '(.+)' requires an argument\.", r"选项 \1 后面要有值"),
    (r"Got unexpected extra arguments? \((.+)\)", r"多出了 \1"),
    (r"Invalid value for '(.+)': (.+)", r"\1 的值不对：\2"),
)
"""What the command-line parser complains of, in Chinese."""


def usage(message: str) -> str:
    """A complaint of the command-line parser in the language of this process."""
    if language() == "zh":
        for pattern, chinese in USAGE:
            if match := re.fullmatch(pattern, message):
                return match.expand(chinese)
    return message
