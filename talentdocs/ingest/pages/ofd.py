"""OFD files (.ofd, GB/T 33190): pages of placed text objects, laid out like those of a PDF.

Lengths in the file are millimetres from the top left corner; here points, y upwards.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from talentdocs.ingest import problems
from talentdocs.ingest.container import Package, attribute, child, local
from talentdocs.ingest.lines import Builder
from talentdocs.ingest.pages import ocr
from talentdocs.ingest.pages.assemble import Page, lines_around, write
from talentdocs.ingest.pages.glyphs import Glyph, once
from talentdocs.ingest.pages.ruling import MAX_EDGES, Edge, edge, ruled_tables, strokes
from talentdocs.options import Options
from talentdocs.records import Text

if TYPE_CHECKING:
    from lxml.etree import _Element

POINT = 72 / 25.4
MAX_PAGES = 20_000
MAX_GLYPHS = 200_000
MAX_DEPTH = 20
_A4 = (0.0, 0.0, 210.0, 297.0)
_TOKEN = re.compile(r"[A-Za-z]|-?\d*\.?\d+(?:[eE][-+]?\d+)?")
Matrix = tuple[float, float, float, float, float, float]
_ARGUMENTS = {"M": 2, "S": 2, "L": 2, "Q": 4, "B": 6, "A": 7, "C": 0}


@dataclass(slots=True)
class _Sheet:
    """What a page shows, gathered from its template and its own layers."""

    width: float
    height: float
    glyphs: list[Glyph] = field(default_factory=list)
    edges: list[Edge] = field(default_factory=list)
    pictures: list[str] = field(default_factory=list)


def read_ofd(data: bytes, options: Options = Options()) -> Text:  # noqa: B008 - frozen
    """Text of an OFD file. Raises ReadError T103 (damaged), T104, T105 (only pictures), T106 or T107."""
    package = Package(data, "ofd")
    root = package.xml("OFD.xml")
    if root is None:
        raise problems.damaged("ofd", "it has no OFD.xml")
    warnings: list[str] = []
    pages: list[Page] = []
    title = None
    for body in root:
        if local(body) != "DocBody":
            continue
        title = title or _text_of(child(body, "DocInfo", "Title"))
        for page in _document(package, _text_of(child(body, "DocRoot")), options, len(pages), warnings):
            pages.append(page)
    if not pages:
        raise problems.damaged("ofd", "it has no pages")
    builder = Builder()
    write(pages, builder)
    if not len(builder):
        wanting = any(warning.startswith("T203") for warning in warnings) and not ocr.available()
        raise ocr.needed() if wanting else problems.no_text("ofd")
    return builder.text("ofd", pages=len(pages), warnings=warnings, title_hint=title)


def _document(
    package: Package, path: str, options: Options, before: int, warnings: list[str]
) -> Iterator[Page]:
    root = package.xml(path) if path else None
    if root is None:
        raise problems.damaged("ofd", "its document part is missing")
    base = posixpath.dirname(path)
    common = child(root, "CommonData")
    area = _numbers(_text_of(child(common, "PageArea", "PhysicalBox")), 4) or _A4
    templates = {
        attribute(item, "ID"): package.xml(_joined(base, attribute(item, "BaseLoc") or ""))
        for item in (common if common is not None else ())
        if local(item) == "TemplatePage"
    }
    pictures = _pictures(package, common, base)
    listed = [item for item in _parts(child(root, "Pages")) if local(item) == "Page"]
    if before + len(listed) > MAX_PAGES:
        raise problems.too_large(f"{before + len(listed)} pages")
    for number, item in enumerate(listed, start=before + 1):
        content = package.xml(_joined(base, attribute(item, "BaseLoc") or ""))
        if content is None:
            warnings.append(f"T206 第{number}页缺失，未能读出")
            yield Page(number)
            continue
        sheet = _sheet(content, templates, area)
        yield _page(package, sheet, number, pictures, options, warnings)


def _page(
    package: Package,
    sheet: _Sheet,
    number: int,
    pictures: dict[str, str],
    options: Options,
    warnings: list[str],
) -> Page:
    """Lines and tables of a page; one that is only a picture is recognised, where that is installed and
    wanted."""
    if len(sheet.glyphs) < 3 and sheet.pictures:
        image = next((pictures[key] for key in sheet.pictures if key in pictures), None)
        data = package.read(image) if image else None
        if data and options.ocr and ocr.available():
            found = ocr.recognise_bytes(data, number)
            warnings.append(ocr.remark(found))
            return found
        warnings.append(f"T203 第{number}页没有可用的文字层")
    glyphs, _ = once(sheet.glyphs)
    tables, rest = ruled_tables(sheet.edges, glyphs, sheet.height)
    return Page(number, sheet.width, sheet.height, lines_around(rest, tables, sheet.height), tables)


def _pictures(package: Package, common: _Element | None, base: str) -> dict[str, str]:
    """Member of every picture by its resource number."""
    found: dict[str, str] = {}
    for part in _parts(common):
        if local(part) not in ("PublicRes", "DocumentRes"):
            continue
        path = _joined(base, _text_of(part))
        root = package.xml(path)
        folder = (
            _joined(posixpath.dirname(path), attribute(root, "BaseLoc") or "") if root is not None else ""
        )
        for media in root.iter() if root is not None else ():
            if local(media) == "MultiMedia":
                found[attribute(media, "ID") or ""] = _joined(folder, _text_of(child(media, "MediaFile")))
    return found


# --- objects on a page --------------------------------------------------------------------------


def _sheet(
    content: _Element, templates: dict[str | None, _Element | None], area: tuple[float, ...]
) -> _Sheet:
    box = _numbers(_text_of(child(content, "Area", "PhysicalBox")), 4) or area
    sheet = _Sheet(box[2] * POINT, box[3] * POINT)
    for item in content:
        if local(item) == "Template":
            template = templates.get(attribute(item, "TemplateID"))
            if template is not None:
                _gather(child(template, "Content"), sheet)
    _gather(child(content, "Content"), sheet)
    return sheet


def _gather(parent: _Element | None, sheet: _Sheet) -> None:
    """Adds text, lines and pictures of a content tree in its order."""
    stack = list(reversed(_parts(parent)))
    while stack and len(sheet.glyphs) < MAX_GLYPHS:
        item = stack.pop()
        name = local(item)
        if attribute(item, "Visible") == "false":
            continue
        if name in ("Layer", "PageBlock"):
            stack.extend(reversed(_parts(item)))
        elif name == "TextObject":
            _add_text(item, sheet)
        elif name == "PathObject" and len(sheet.edges) < MAX_EDGES:
            _add_path(item, sheet)
        elif name == "ImageObject":
            sheet.pictures.append(attribute(item, "ResourceID") or "")


def _matrix(item: _Element) -> Matrix:
    """Object space to page space in millimetres: the object's own matrix, then the corner of its boundary."""
    boundary = _numbers(attribute(item, "Boundary"), 4) or (0.0, 0.0, 0.0, 0.0)
    a, b, c, d, e, f = _numbers(attribute(item, "CTM"), 6) or (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
    return a, b, c, d, e + boundary[0], f + boundary[1]


def _add_text(item: _Element, sheet: _Sheet) -> None:
    """Adds the glyphs of a text object; slanted ones (watermarks) are left out."""
    a, b, c, d, e, f = _matrix(item)
    if abs(b) > 0.1 * abs(a):
        return
    size = (_numbers(attribute(item, "Size"), 1) or (4.0,))[0]
    wide = size * (_numbers(attribute(item, "HScale"), 1) or (1.0,))[0]
    x = y = 0.0
    for code in item:
        if local(code) != "TextCode":
            continue
        x = (_numbers(attribute(code, "X"), 1) or (x,))[0]
        y = (_numbers(attribute(code, "Y"), 1) or (y,))[0]
        text = code.text or ""
        across, down = (
            deltas(attribute(code, "DeltaX"), len(text)),
            deltas(attribute(code, "DeltaY"), len(text)),
        )
        for index, char in enumerate(text):
            advance = wide * (0.5 if char.isascii() else 1.0)
            left, base = a * x + c * y + e, b * x + d * y + f
            right = left + a * advance
            if char not in "\r\n\t":
                place = sheet.height - base * POINT
                sheet.glyphs.append(Glyph(char, left * POINT, right * POINT, place, abs(d) * size * POINT))
            x += across[index] if across else advance
            y += down[index] if down else 0.0


def deltas(text: str | None, count: int) -> list[float]:
    """Steps between characters: ``5 5 4.5``, or ``g 3 5 4.5`` for three times 5; empty where none are given.

    The last step is repeated for characters that the list does not reach.
    """
    tokens = (text or "").split()
    steps: list[float] = []
    index = 0
    while index < len(tokens) and len(steps) < count:
        if tokens[index] == "g" and index + 2 < len(tokens):
            times = int(tokens[index + 1]) if tokens[index + 1].isdecimal() else 0
            steps += [_number(tokens[index + 2])] * max(0, min(times, count - len(steps)))
            index += 3
        else:
            steps.append(_number(tokens[index]))
            index += 1
    return steps + [steps[-1]] * (count - len(steps)) if steps else []


def _add_path(item: _Element, sheet: _Sheet) -> None:
    matrix = _matrix(item)
    for points in _subpaths(_text_of(child(item, "AbbreviatedData")), matrix):
        for x0, y0, x1, y1 in strokes(points):
            sheet.edges.append(edge(x0, y0, x1, y1))


def _subpaths(data: str, matrix: Matrix) -> Iterator[list[tuple[float, float]]]:
    """Corner points of each subpath in points, y downwards; a curve counts by its end."""
    a, b, c, d, e, f = matrix
    points: list[tuple[float, float]] = []
    tokens = _TOKEN.findall(data[:200_000])
    index = 0
    while index < len(tokens):
        command = tokens[index].upper()
        count = _ARGUMENTS.get(command)
        if count is None:
            index += 1
            continue
        arguments = [_number(token) for token in tokens[index + 1 : index + 1 + count]]
        index += 1 + count
        if len(arguments) < count:
            break
        if command in ("M", "S") and points:
            yield points
            points = []
        if command == "C" and points:
            points.append(points[0])
        elif count:
            x, y = arguments[-2:]
            points.append(((a * x + c * y + e) * POINT, (b * x + d * y + f) * POINT))
    if points:
        yield points


# --- small things -------------------------------------------------------------------------------


def _joined(folder: str, path: str) -> str:
    """Member path of a reference: from the root of the container where it begins with ``/``."""
    return path.lstrip("/") if path.startswith("/") else posixpath.normpath(posixpath.join(folder, path))


def _parts(element: _Element | None) -> list[_Element]:
    return [] if element is None else list(element)


def _text_of(element: _Element | None) -> str:
    return (element.text or "").strip() if element is not None else ""


def _numbers(text: str | None, count: int) -> tuple[float, ...] | None:
    """``count`` finite numbers; null where there are fewer."""
    values = [_number(token) for token in (text or "").split()[:count]]
    return tuple(values) if len(values) == count else None


def _number(token: str) -> float:
    try:
        number = float(token)
    except ValueError:
        return 0.0
    return number if abs(number) < 1e6 else 0.0
