"""What a file is, by its bytes; its name only decides where the bytes leave it open (文件类型)."""

from __future__ import annotations

import re
import zipfile
from io import BytesIO
from pathlib import PurePosixPath

_PICTURES = (
    (b"\x89PNG\r\n\x1a\n", "png"),
    (b"\xff\xd8\xff", "jpeg"),
    (b"GIF8", "gif"),
    (b"BM", "bmp"),
    (b"II*\0", "tiff"),
    (b"MM\0*", "tiff"),
)
PICTURES = frozenset({*(name for _, name in _PICTURES), "webp"})
OFFICE = frozenset({"doc", "wps", "rtf", "odt", "xls"})
"""Formats that LibreOffice turns into one we read."""
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OLE_STREAMS = (
    ("EncryptedPackage", "encrypted"),
    ("WordDocument", "doc"),
    ("Workbook", "xls"),
    ("Book", "xls"),
)
_HTML_OPENING = re.compile(
    rb"\s*(?:<\?xml[^>]{0,200}>\s*)?(?:<!--.{0,2000}?-->\s*)*<(?:!doctype\s+html|html|head|body)\b",
    re.I | re.S,
)
_HTML_TAG = re.compile(
    rb"<(?:html|head|body|meta|title|div|table|p|br|h[1-6]|span|article)\b[^<>]{0,500}>", re.I
)
_MAIL_HEADER = re.compile(rb"[!-9;-~]{1,60}:[ \t]")
_MIME = re.compile(rb"^(?:MIME-Version:[ \t]*1|Content-Type:[ \t]*multipart/)", re.I | re.M)
_RELATED = re.compile(rb"^Content-Type:[ \t]*multipart/related", re.I | re.M)
_MAIL = re.compile(rb"^(?:From|To|Subject|Received|Return-Path|Date):[ \t]", re.I | re.M)


def sniff(data: bytes, name: str) -> str:
    """Format of ``data``: pdf, docx, xlsx, odt, ofd, zip, doc, wps, xls, rtf, html, mht, eml, md, csv, txt,
    a picture format, ``encrypted`` (an office file under a password), or ``unknown``.
    """
    suffix = PurePosixPath(name.replace("\\", "/")).suffix.lower().lstrip(".")
    head = data[:4096]
    if b"%PDF-" in head[:1024]:
        return "pdf"
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _zip_kind(data, suffix)
    if head.startswith(_OLE):
        return _ole_kind(data, suffix)
    if head.lstrip().startswith(b"{\\rtf"):
        return "rtf"
    picture = _picture_kind(head)
    if picture:
        return picture
    return _text_kind(_ascii_view(head), suffix)


def _picture_kind(head: bytes) -> str | None:
    if head.startswith(b"RIFF") and head[8:12] == b"WEBP":
        return "webp"
    for magic, name in _PICTURES:
        if head.startswith(magic) and (name != "bmp" or (len(head) > 26 and head[6:10] == b"\0\0\0\0")):
            return name
    return None


def _zip_kind(data: bytes, suffix: str) -> str:
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            names = set(archive.namelist()[:50_000])
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, RecursionError):
        return {"docx": "docx", "xlsx": "xlsx", "ofd": "ofd", "odt": "odt"}.get(suffix, "zip")
    if "word/document.xml" in names or (
        "[Content_Types].xml" in names and any(n.startswith("word/") for n in names)
    ):
        return "docx"
    if any(n.startswith("xl/workbook.") for n in names):
        return "xlsx"
    if any(n.upper() == "OFD.XML" for n in names):
        return "ofd"
    if "content.xml" in names and "META-INF/manifest.xml" in names:
        return "odt"
    return "zip"


def _ole_kind(data: bytes, suffix: str) -> str:
    for stream, kind in _OLE_STREAMS:
        if stream.encode("utf-16-le") in data:
            return "wps" if kind == "doc" and suffix == "wps" else kind
    return suffix if suffix in OFFICE else "unknown"


def _ascii_view(head: bytes) -> bytes:
    """``head`` with the NULs of UTF-16 taken out, so that markup can be looked for as bytes."""
    head = head.removeprefix(b"\xef\xbb\xbf").removeprefix(b"\xff\xfe").removeprefix(b"\xfe\xff")
    return head.replace(b"\0", b"") if head.count(b"\0") > len(head) // 4 else head


def _text_kind(head: bytes, suffix: str) -> str:
    if _HTML_OPENING.match(head):
        return "html"
    if suffix in ("html", "htm", "xhtml", "shtml") and _HTML_TAG.search(head):
        return "html"
    if _MAIL_HEADER.match(head) and (_MIME.search(head) or suffix in ("eml", "mht", "mhtml")):
        if suffix in ("mht", "mhtml") or (_RELATED.search(head) and suffix != "eml"):
            return "mht"
        if suffix == "eml" or _MAIL.search(head):
            return "eml"
    if suffix in ("md", "markdown"):
        return "md"
    if suffix in ("csv", "tsv"):
        return "csv"
    return "txt"
