"""Every message of the reading layer, by code: what happened and what to do next.

T101 empty · T102 no known format · T103 damaged · T104 encrypted · T105 a program or extra is missing ·
T106 too large · T107 holds no text · T108 encoding · T109 unforeseen · T110 cannot be opened · T111 no
regular file · T112 loop of links · T113 not there · T114 time limit · T115 unsafe path in an archive ·
T116 archives nested too deep · T117 a paragraph or a text that is too long.
"""

from __future__ import annotations

from talentdocs.errors import ReadError

FORMATS = (
    "readable are txt, md, docx, pdf, html, doc, wps, rtf, odt, ofd, xls, xlsx, csv, eml, mht, zip, pictures"
)


def empty() -> ReadError:
    """T101: no byte in it, or nothing but white space."""
    return ReadError("the file is empty", hint="ask the sender for the file again", code="T101")


def unknown(what: str = "") -> ReadError:
    """T102: neither text nor a known format."""
    detail = f" ({what})" if what else ""
    return ReadError(f"not a document of a known format{detail}", hint=FORMATS, code="T102")


def damaged(kind: str, detail: str = "") -> ReadError:
    """T103: the container is cut off or broken."""
    detail = detail.partition(" <_io.")[0]  # the address of a buffer helps nobody
    reason = f": {one_line(detail)}" if detail else ""
    hint = "open it in its own program and save it again, or ask for the file again"
    return ReadError(f"the {kind} file is damaged{reason}", hint=hint, code="T103")


def encrypted(kind: str) -> ReadError:
    """T104: a password is needed."""
    return ReadError(f"the {kind} file is encrypted", hint="save it without a password first", code="T104")


def missing(need: str, install: str) -> ReadError:
    """T105: a program or an extra that is not installed."""
    return ReadError(f"{need} is needed to read it", hint=install, code="T105")


def too_large(what: str) -> ReadError:
    """T106: past a limit that protects the machine."""
    return ReadError(
        f"too large: {what}", hint="it may be made to exhaust memory; split it if it is genuine", code="T106"
    )


def no_text(kind: str, hint: str = "") -> ReadError:
    """T107: it was read, and there is no text in it."""
    return ReadError(
        f"the {kind} file holds no text", hint=hint or "open it and look whether it shows any", code="T107"
    )


def bad_encoding(name: str) -> ReadError:
    """T108: the forced encoding does not exist."""
    return ReadError(
        f"no such character encoding: {one_line(name)}", hint="for example gb18030, big5, utf-16", code="T108"
    )


def unforeseen(error: BaseException) -> ReadError:
    """T109: whatever no other code covers."""
    detail = one_line(f"{type(error).__name__}: {error}")
    return ReadError(f"cannot be read: {detail}", hint="please report it with the file", code="T109")


def unopened(detail: str) -> ReadError:
    """T110: the system refuses to open or list it."""
    return ReadError(f"cannot be opened: {one_line(detail)}", hint="check the permissions", code="T110")


def irregular(kind: str) -> ReadError:
    """T111: a device, a pipe or a socket."""
    return ReadError(f"is a {kind}, not a file", hint="name a regular file or a folder", code="T111")


def loop() -> ReadError:
    """T112: links that lead back to where they come from."""
    return ReadError("a symbolic link leads in a circle", hint="remove the link", code="T112")


def absent() -> ReadError:
    """T113: nothing under that name."""
    return ReadError("no such file or folder", hint="check the spelling", code="T113")


def timed_out(what: str, seconds: float) -> ReadError:
    """T114: a helper program took too long and was stopped."""
    return ReadError(
        f"{what} took more than {seconds:g} seconds and was stopped", hint="raise the limit", code="T114"
    )


def unsafe_path(path: str) -> ReadError:
    """T115: a member that would leave the archive."""
    return ReadError(
        f"unsafe path in the archive: {one_line(path)!r}", hint="the member was not read", code="T115"
    )


def too_deep() -> ReadError:
    """T116: archives inside archives inside archives."""
    return ReadError(
        "archives are nested more than twice", hint="unpack the outer archive first", code="T116"
    )


def too_long(what: str, found: int, limit: int) -> ReadError:
    """T117: more characters in one paragraph, or in all, than can be worked on."""
    hint = "put line breaks between its paragraphs, or split the file"
    return ReadError(f"{what} of {found:,} characters; the limit is {limit:,}", hint=hint, code="T117")


def one_line(text: str, limit: int = 160) -> str:
    """``text`` without line breaks and control characters, cut at ``limit`` characters."""
    flat = "".join(char if char.isprintable() else " " for char in text)
    flat = " ".join(flat.split())
    return flat if len(flat) <= limit else flat[: limit - 1] + "…"
