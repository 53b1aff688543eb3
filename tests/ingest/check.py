"""What holds for every Text, whatever the format."""

from __future__ import annotations

from talentdocs.records import Text


def check(text: Text) -> Text:
    """Lines are those of the content, in order; cells are what stands between the tabs of a row."""
    pieces = text.content.split("\n")
    assert len(pieces) == len(text.lines)
    start = 0
    for piece, line in zip(pieces, text.lines, strict=True):
        assert (line.start, line.end) == (start, start + len(piece))
        if line.kind == "row":
            assert [text.content[a:b] for a, b in line.cells] == piece.split("\t")
            assert line.table is not None
        else:
            assert line.cells == () and line.table is None
        if text.pages is not None:
            assert line.page is None or 1 <= line.page <= text.pages
        start += len(piece) + 1
    return text


def paragraphs(text: Text) -> list[str]:
    """Lines that are no table rows."""
    return [text.content[line.start : line.end] for line in check(text).lines if line.kind != "row"]


def rows(text: Text) -> list[tuple[str, ...]]:
    """Cells of the table rows."""
    return [
        tuple(text.content[a:b] for a, b in line.cells) for line in check(text).lines if line.kind == "row"
    ]
