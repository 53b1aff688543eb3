"""Saved mail (.eml) and saved pages (.mht): their text and their attachments."""

from __future__ import annotations

from collections.abc import Iterator
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import PurePosixPath

from talentdocs.ingest import problems
from talentdocs.ingest.encoding import decode
from talentdocs.options import Options
from talentdocs.records import Text

MAX_PARTS = 2_000


def read_mht(data: bytes, options: Options) -> Text:
    """Text of the page in a .mht file. Raises ReadError T103 where it holds none."""
    return _read_part(data, "mht", options)


def read_eml(data: bytes, options: Options) -> Text:
    """Text of a mail's own body, attachments left to ``archive.expand``. Raises ReadError T107 without a
    body."""
    return _read_part(data, "eml", options)


def mail_parts(data: bytes, kind: str) -> Iterator[tuple[str, bytes]]:
    """Names and bytes of the documents in a mail: the body (``body.html``, ``body.txt``), then its
    attachments."""
    message = _parse(data)
    body = _body(message)
    if body is not None:
        yield ("page.html" if kind == "mht" else f"body.{_suffix(body)}"), _content(body)
    if kind == "mht":
        return
    for number, part in enumerate(message.walk()):
        if number > MAX_PARTS:
            raise problems.too_large(f"more than {MAX_PARTS} parts")
        name = _file_name(part)
        if name and part is not body and not part.is_multipart():
            yield name, _content(part)


def _read_part(data: bytes, kind: str, options: Options) -> Text:
    from talentdocs.ingest.html import read_html
    from talentdocs.ingest.plain import read_plain

    body = _body(_parse(data))
    if body is None:
        raise problems.no_text(kind, "the documents may be its attachments")
    content = _content(body)
    if _suffix(body) == "txt":
        return _as(read_plain(content, "txt", _charset(body, options)), kind)
    return _as(read_html(content, _charset(body, options)), kind)


def _as(text: Text, kind: str) -> Text:
    return Text(text.content, text.lines, kind, text.encoding, text.pages, text.warnings, text.title_hint)


def _parse(data: bytes) -> EmailMessage:
    message = message_from_bytes(data, policy=policy.default)
    if not isinstance(message, EmailMessage):
        raise problems.damaged("mail")
    return message


def _body(message: EmailMessage) -> EmailMessage | None:
    """The first HTML part that is no attachment, else the first of plain text."""
    plain = None
    for number, part in enumerate(message.walk()):
        if number > MAX_PARTS or not isinstance(part, EmailMessage) or part.is_attachment():
            continue
        kind = part.get_content_type()
        if kind in ("text/html", "application/xhtml+xml"):
            return part
        if kind == "text/plain" and plain is None and not part.is_multipart():
            plain = part
    return plain


def _content(part: EmailMessage) -> bytes:
    payload = part.get_payload(decode=True)
    return payload if isinstance(payload, bytes) else b""


def _suffix(part: EmailMessage) -> str:
    return "txt" if part.get_content_type() == "text/plain" else "html"


def _charset(part: EmailMessage, options: Options) -> str | None:
    """The encoding to force: the user's, else the one that the part declares where its bytes fit it."""
    if options.encoding:
        return options.encoding
    declared = (part.get_content_charset() or "").lower()
    name = {"gb2312": "gb18030", "gbk": "gb18030"}.get(declared, declared)
    try:
        _content(part).decode(name)
    except (LookupError, UnicodeError, ValueError):
        return None
    return name if name not in ("us-ascii", "ascii") else None


def _file_name(part: EmailMessage) -> str | None:
    """Name of an attachment without any folder; raw GBK bytes in the header are read as such."""
    name = part.get_filename()
    if not name:
        return None
    try:
        name.encode("utf-8")
    except UnicodeEncodeError:
        name = decode(name.encode("utf-8", "surrogateescape"))[0]
    return PurePosixPath(name.replace("\\", "/")).name or None
