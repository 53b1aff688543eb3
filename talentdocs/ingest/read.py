"""One document: bytes in, canonical text out, whatever the bytes are."""

from __future__ import annotations

from collections.abc import Callable

from talentdocs.errors import ReadError
from talentdocs.ingest import problems
from talentdocs.ingest.sniff import OFFICE, PICTURES, sniff
from talentdocs.options import Options
from talentdocs.records import Text

Reader = Callable[[bytes, str, Options], Text]


def read(data: bytes, name: str, options: Options = Options()) -> Text:  # noqa: B008 - frozen
    """Canonical text of one document; the content decides the format, ``name`` only hints.

    Raises ReadError with code, message and hint for anything that cannot be read, and nothing else.
    """
    try:
        text = _read(data, name, options)
        _check_length(text, options)
        return text
    except ReadError as error:
        raise error if error.where else _at(error, name) from error
    except MemoryError as error:
        raise _at(problems.too_large("it does not fit into memory"), name) from error
    except Exception as error:
        raise _at(problems.unforeseen(error), name) from error


def _check_length(text: Text, options: Options) -> None:
    """Raises ReadError T117 for a text that would take minutes only to run out of time or memory."""
    if options.longest_text and len(text.content) > options.longest_text:
        raise problems.too_long("a text", len(text.content), options.longest_text)
    longest = max((line.end - line.start for line in text.lines), default=0)
    if options.longest_line and longest > options.longest_line:
        raise problems.too_long("a paragraph", longest, options.longest_line)


def _at(error: ReadError, name: str) -> ReadError:
    where = problems.one_line(name, limit=400)
    return ReadError(error.message, where=where, hint=error.hint, code=error.code)


def _read(data: bytes, name: str, options: Options) -> Text:
    if not data:
        raise problems.empty()
    return _reader(sniff(data, name))(data, name, options)


def _reader(kind: str) -> Reader:
    """The reader of a format; its module is imported only when such a file turns up."""
    if kind in ("txt", "md"):
        return lambda data, _, options: _plain(data, kind, options)
    if kind in _READERS:
        return _READERS[kind]
    if kind in OFFICE:
        return lambda data, _, options: _office(data, kind, options)
    if kind in PICTURES:
        return lambda data, _, options: _picture(data, kind, options)
    if kind == "encrypted":
        raise problems.encrypted("office")
    raise problems.unknown(kind)


def _plain(data: bytes, kind: str, options: Options) -> Text:
    from talentdocs.ingest.plain import read_plain

    return read_plain(data, kind, options.encoding)


def _docx(data: bytes, _: str, __: Options) -> Text:
    from talentdocs.ingest.docx import read_docx

    return read_docx(data)


def _html(data: bytes, _: str, options: Options) -> Text:
    from talentdocs.ingest.html import read_html

    return read_html(data, options.encoding)


def _pdf(data: bytes, _: str, options: Options) -> Text:
    from talentdocs.ingest.pages.pdf import read_pdf

    return read_pdf(data, options)


def _mht(data: bytes, _: str, options: Options) -> Text:
    from talentdocs.ingest.mail import read_mht

    return read_mht(data, options)


def _eml(data: bytes, _: str, options: Options) -> Text:
    from talentdocs.ingest.mail import read_eml

    return read_eml(data, options)


def _picture(data: bytes, kind: str, options: Options) -> Text:
    from talentdocs.ingest.pages.ocr import read_picture

    return read_picture(data, kind, options)


def _office(data: bytes, kind: str, options: Options) -> Text:
    from talentdocs.ingest.office import read_office

    return read_office(data, kind, options)


def _xlsx(data: bytes, _: str, __: Options) -> Text:
    from talentdocs.ingest.sheet import read_xlsx

    return read_xlsx(data)


def _csv(data: bytes, _: str, options: Options) -> Text:
    from talentdocs.ingest.sheet import read_csv

    return read_csv(data, options.encoding)


def _ofd(data: bytes, _: str, options: Options) -> Text:
    from talentdocs.ingest.pages.ofd import read_ofd

    return read_ofd(data, options)


_READERS: dict[str, Reader] = {
    "csv": _csv,
    "docx": _docx,
    "eml": _eml,
    "html": _html,
    "mht": _mht,
    "ofd": _ofd,
    "pdf": _pdf,
    "xlsx": _xlsx,
}
