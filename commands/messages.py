"""The message catalogue (消息): what the command line says, in Chinese and English, in one place.

``say(key, **values)`` for the talk of commands; ``localized`` for errors, by their code.
"""

from __future__ import annotations

from .language import language

MESSAGES: dict[str, tuple[str, str]] = {
    "written": ("已写入 {place}：{files}", "wrote {place}: {files}"),
    "nothing": ("没有找到可读的文件：{paths}", "no documents found in {paths}"),
    "cache": ("{folder}：{documents} 份结果，{size}", "{folder}: {documents} results, {size}"),
    "cleared": (
        "已清空 {folder}：{documents} 份结果，{size}",
        "cleared {folder}: {documents} results, {size}",
    ),
    "no_output": ("没有写出表格；用 -o 文件夹 写出", "no table was written; write them with -o FOLDER"),
}
"""Key to (Chinese, English), with ``{name}`` for values."""

ERRORS: dict[str, tuple[str, str]] = {}
"""Code to (message, hint) in Chinese; the library's own words are the English side."""


def say(key: str, **values: object) -> str:
    """A message in the language of this process."""
    return MESSAGES[key][0 if language() == "zh" else 1].format(**values)


def localized(code: str, where: str, message: str, hint: str) -> str:
    """One line for an error: ``T104 报告.pdf：没有文字层（提示：…）``."""
    if language() == "zh":
        zh_message, zh_hint = ERRORS.get(code, ("", ""))
        message, hint = zh_message or message, zh_hint or hint
        return f"{code} {where + '：' if where else ''}{message}{f'（{hint}）' if hint else ''}"
    return f"{code} {where + ': ' if where else ''}{message}{f' ({hint})' if hint else ''}"
