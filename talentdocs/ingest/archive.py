"""Documents inside other files (压缩包与邮件): members of .zip, attachments of .eml, the page in .mht."""

from __future__ import annotations

import re
import struct
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO

from talentdocs.errors import ReadError
from talentdocs.ingest import problems
from talentdocs.ingest.discover import is_skipped
from talentdocs.ingest.encoding import decode
from talentdocs.ingest.sniff import sniff

MAX_DEPTH = 3
"""The outer archive, and archives nested in it at most twice."""
MAX_MEMBERS = 10_000
MAX_MEMBER = 256 * 2**20
MAX_TOTAL = 2 * 2**30
MAX_RATIO = 200
"""Unpacked to packed from 16 MB: text packs to 1/10, pages of a scan hardly; a bomb has 1000."""
_UNICODE_PATH = 0x7075
_DRIVE = re.compile(r"[A-Za-z]:")
_BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError, RuntimeError)


@dataclass(frozen=True, slots=True)
class Member:
    """A document in an archive: its bytes, or why there are none."""

    path: str
    """``archive.zip!/folder/member.docx``; archives in archives add another ``!/``."""
    data: bytes | None
    error: ReadError | None = None


class _Budget:
    """Bytes and members that one outer archive may still give, all levels together."""

    def __init__(self) -> None:
        self.bytes = MAX_TOTAL
        self.members = MAX_MEMBERS


def is_archive(data: bytes, name: str) -> bool:
    """Whether the file holds documents of its own (.zip, .eml) and is to be expanded; .docx and .ofd are
    not."""
    return sniff(data, name) in ("zip", "eml")


def expand(data: bytes, name: str) -> Iterator[Member]:
    """Documents of an archive in the order of their names, those of inner archives in their place.

    Hidden and temporary members are passed over. A member that is encrypted, damaged, unsafe by its path, too
    large or nested too deep comes with ``error``; so does an archive that cannot be opened at all, under
    its own path.
    """
    yield from _expand(data, name, 1, _Budget())


def _expand(data: bytes, name: str, depth: int, budget: _Budget) -> Iterator[Member]:
    kind = sniff(data, name)
    if depth > MAX_DEPTH:
        yield Member(name, None, problems.too_deep())
        return
    try:
        if kind == "zip":
            members = _zip_members(data, name, budget)
        elif kind in ("eml", "mht"):
            from talentdocs.ingest.mail import mail_parts

            members = (Member(f"{name}!/{part}", content) for part, content in mail_parts(data, kind))
        else:
            members = iter((Member(name, data),))
        for member in members:
            if member.data is not None and kind != "mht" and is_archive(member.data, member.path):
                yield from _expand(member.data, member.path, depth + 1, budget)
            else:
                yield member
    except ReadError as error:
        yield Member(name, None, error)
    except Exception as error:
        yield Member(name, None, problems.unforeseen(error))


def _zip_members(data: bytes, name: str, budget: _Budget) -> Iterator[Member]:
    try:
        archive = zipfile.ZipFile(BytesIO(data))
        infos = archive.infolist()
    except _BROKEN as error:
        raise problems.damaged("zip", str(error)) from error
    named = sorted(
        ((member_name(info), info) for info in infos if not info.is_dir()), key=lambda pair: pair[0]
    )
    for path, info in named:
        if _is_passed_over(path):
            continue
        shown = f"{name}!/{path}"
        budget.members -= 1
        if budget.members < 0:
            yield Member(name, None, problems.too_large(f"more than {MAX_MEMBERS} members"))
            return
        try:
            yield Member(shown, _member(archive, info, path, budget))
        except ReadError as error:
            yield Member(shown, None, error)


def _member(archive: zipfile.ZipFile, info: zipfile.ZipInfo, path: str, budget: _Budget) -> bytes:
    if is_unsafe(path):
        raise problems.unsafe_path(path)
    if info.flag_bits & 1:
        raise problems.encrypted("member")
    packed = max(info.compress_size, 1)
    if info.file_size > MAX_MEMBER or (info.file_size > 2**24 and info.file_size / packed > MAX_RATIO):
        raise problems.too_large(f"it unpacks to {info.file_size / 2**20:.0f} MB")
    if info.file_size > budget.bytes:
        raise problems.too_large("the archive unpacks to an unreasonable size")
    budget.bytes -= info.file_size
    try:
        return archive.read(info)
    except _BROKEN as error:
        raise problems.damaged("zip", str(error)) from error


def is_unsafe(path: str) -> bool:
    """Whether a member's path is absolute or climbs out of the archive: ``/etc/x``, ``C:\\x``, ``../x``."""
    return (
        path.startswith(("/", "\\")) or bool(_DRIVE.match(path)) or ".." in path.replace("\\", "/").split("/")
    )


def member_name(info: zipfile.ZipInfo) -> str:
    """Name of a member. Windows writes Chinese names in GBK without saying so, others add the name in
    UTF-8."""
    stated = _unicode_path(info.extra)
    if stated:
        return stated
    name = info.filename
    if not info.flag_bits & 0x800:
        try:
            raw = info.orig_filename.partition("\0")[0].encode("cp437")
        except UnicodeEncodeError:
            return name
        name = decode(raw)[0]
    return name.replace("\\", "/") if not _DRIVE.match(name) else name


def _unicode_path(extra: bytes) -> str | None:
    """Name in the Info-ZIP field 0x7075 of the central directory."""
    while len(extra) >= 4:
        tag, size = struct.unpack("<HH", extra[:4])
        if tag == _UNICODE_PATH and size > 5:
            return extra[9 : 4 + size].decode("utf-8", "replace")
        extra = extra[4 + size :]
    return None


def _is_passed_over(path: str) -> bool:
    parts = path.split("/")
    if ".." in parts:
        return False
    return "__MACOSX" in parts or any(is_skipped(part) for part in parts if part)
