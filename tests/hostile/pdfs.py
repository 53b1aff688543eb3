"""PDF files written object by object, for what no library would write."""

from __future__ import annotations

from collections.abc import Sequence

Body = str | bytes | tuple[str, bytes]
"""An object as it stands; a stream's bytes; or a stream's dictionary entries and its bytes."""


def raw_pdf(objects: Sequence[Body]) -> bytes:
    """A PDF with ``objects`` numbered from 1, the first being the catalogue."""
    out = bytearray(b"%PDF-1.7\n")
    places = []
    for number, body in enumerate(objects, start=1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, _written(body))
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer\n<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, start)
    return bytes(out)


def _written(body: Body) -> bytes:
    if isinstance(body, str):
        return body.encode()
    entries, data = ("", body) if isinstance(body, bytes) else body
    return b"<<%s/Length %d>>\nstream\n%s\nendstream" % (entries.encode(), len(data), data)


def many_pages(count: int) -> bytes:
    """A PDF of ``count`` pages, each with a line of text."""
    kids = " ".join(f"{4 + 2 * number} 0 R" for number in range(count))
    objects: list[Body] = [
        "<</Type/Catalog/Pages 2 0 R>>",
        f"<</Type/Pages/Kids[{kids}]/Count {count}>>",
        "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    ]
    for number in range(count):
        objects.append(
            f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 300]/Contents {5 + 2 * number} 0 R"
            "/Resources<</Font<</F 3 0 R>>>>>>"
        )
        objects.append(b"BT /F 12 Tf 20 150 Td (Page %d) Tj ET" % number)
    return raw_pdf(objects)
