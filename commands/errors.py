"""Errors as one line for people, and the exit code that goes with each."""

from __future__ import annotations

from talentdocs.errors import ReadError, TalentdocsError, UnknownName
from talentdocs.tables.width import printable

from .exits import ExitCode
from .language import tr


def explain_error(error: Exception) -> tuple[str, ExitCode]:
    """The line to print and the exit code for an exception that reached the top."""
    if isinstance(error, TalentdocsError):
        code = ExitCode.FAILED if isinstance(error, ReadError) else ExitCode.USAGE
        return f"{tr('错误', 'error')} {describe(error)}", code
    if type(error).__name__ == "NoArgsIsHelpError":
        return str(getattr(error, "format_message")()), ExitCode.USAGE  # noqa: B009 - as below
    if hasattr(error, "format_message"):
        return _usage(error), ExitCode.USAGE
    if type(error).__name__ == "Abort":
        return tr("已取消", "cancelled"), ExitCode.USAGE
    kind = type(error).__name__
    hint = tr("加 --debug 看详情", "add --debug for details")
    return f"{tr('错误', 'error')} T000 {kind}: {error} ({hint})", ExitCode.FAILED


def describe(error: TalentdocsError) -> str:
    """Code, place, message and hint of an error on one line, in the language of this process."""
    from .messages import localized, unknown_name

    if isinstance(error, UnknownName):
        return printable(unknown_name(error))
    return printable(localized(error.code, error.where, error.message, error.hint))


def _usage(error: Exception) -> str:
    """A complaint of the command-line parser, with the command whose help to read."""
    from .messages import usage

    format_message = getattr(error, "format_message")  # noqa: B009 - Click's class has no name to import
    message = usage(printable(format_message()), tuple(getattr(error, "possibilities", None) or ()))
    context = getattr(error, "ctx", None)
    path = context.command_path if context is not None else "talentdocs"
    return f"{tr('用法错误', 'usage error')}{tr('：', ': ')}{message} ({path} --help)"
