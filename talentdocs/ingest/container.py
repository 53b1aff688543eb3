"""Zip containers of office formats and the XML in them, read within limits and without any DTD (容器)."""

from __future__ import annotations

import re
import zipfile
import zlib
from io import BytesIO
from typing import TYPE_CHECKING

from talentdocs.ingest import problems

if TYPE_CHECKING:
    from lxml.etree import _Element

MAX_PART = 128 * 2**20
"""Bytes of one part unpacked; the XML of a 3,000-page report has some 40 MB."""
MAX_TOTAL = 1024 * 2**20
MAX_MEMBERS = 20_000
_DECLARED = re.compile(rb"<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([A-Za-z0-9._-]{1,40})[\"']")
_BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError, RuntimeError)


class Package:
    """The members of one zip container. Raises ReadError T103 for damage, T104 for a password, T106 for a
    bomb."""

    def __init__(self, data: bytes, kind: str) -> None:
        self.kind = kind
        try:
            self._zip = zipfile.ZipFile(BytesIO(data))
            members = self._zip.infolist()
        except _BROKEN as error:
            raise problems.damaged(kind, str(error)) from error
        if len(members) > MAX_MEMBERS or sum(member.file_size for member in members) > MAX_TOTAL:
            raise problems.too_large("it unpacks to an unreasonable size")
        self._members = {member.filename.replace("\\", "/").lstrip("/").lower(): member for member in members}
        self.names = tuple(self._members)

    def read(self, name: str) -> bytes | None:
        """Bytes of a member, whatever the case of its name; null where there is none."""
        member = self._members.get(name.replace("\\", "/").lstrip("/").lower())
        if member is None:
            return None
        if member.flag_bits & 1:
            raise problems.encrypted(self.kind)
        if member.file_size > MAX_PART:
            raise problems.too_large("a part of it unpacks to an unreasonable size")
        try:
            return self._zip.read(member)
        except _BROKEN as error:
            raise problems.damaged(self.kind, str(error)) from error

    def xml(self, name: str) -> _Element | None:
        """Root element of an XML member; null where there is none."""
        data = self.read(name)
        return None if data is None else parse_xml(data, self.kind)


def parse_xml(data: bytes, kind: str) -> _Element:
    """Root element; a document type declaration is refused, so there is no entity to expand or to fetch."""
    from lxml import etree

    data = _as_utf8(data, kind)
    if b"<!DOCTYPE" in data or b"<!ENTITY" in data:
        raise problems.damaged(kind, "a document type declaration is not allowed in it")
    parser = etree.XMLParser(
        encoding="utf-8",
        resolve_entities=False,
        no_network=True,
        huge_tree=True,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise problems.damaged(kind, str(error)) from error
    if root is None:
        raise problems.damaged(kind, "an empty part")
    return root


def local(element: _Element) -> str:
    """Tag without its namespace (transitional and strict files differ in it only)."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def attribute(element: _Element, name: str) -> str | None:
    """Attribute by its name without the namespace."""
    for key, value in element.attrib.items():
        if str(key).rpartition("}")[2] == name:
            return str(value)
    return None


def child(element: _Element | None, *path: str) -> _Element | None:
    """First descendant along a path of tags without namespaces."""
    for name in path:
        if element is None:
            return None
        element = next((item for item in element if local(item) == name), None)
    return element


def value(element: _Element | None, *path: str) -> str | None:
    """``val`` attribute of the descendant along ``path``."""
    found = child(element, *path)
    return None if found is None else attribute(found, "val")


def _as_utf8(data: bytes, kind: str) -> bytes:
    if data.startswith(b"\xef\xbb\xbf"):
        return data[3:]
    declared = _DECLARED.match(data)
    name = declared.group(1).decode() if declared else "utf-8"
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        name = "utf-16"
    if name.lower().replace("_", "-") in ("utf-8", "utf8"):
        return data
    try:
        return data.decode(name).encode("utf-8")
    except (UnicodeError, LookupError) as error:
        raise problems.damaged(kind, str(error)) from error
