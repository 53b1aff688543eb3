"""Lines that a PDF page draws (框线): paths at any depth of form objects, in page space."""

from __future__ import annotations

import ctypes
from typing import TYPE_CHECKING, Any

from talentdocs.ingest.pages.ruling import MAX_EDGES, Edge, edge, strokes

if TYPE_CHECKING:
    from pypdfium2 import PdfPage

MAX_OBJECTS = 60_000
"""Objects of one page that are looked at: a dense table draws 3,000, a map without any table a million."""
Matrix = tuple[float, float, float, float, float, float]


def page_edges(page: PdfPage, height: float) -> list[Edge]:
    """Horizontal and vertical lines that the page draws, as lines or as thin rectangles."""
    import pypdfium2.raw as pdfium

    edges: list[Edge] = []
    left, bottom = page.get_bbox()[:2]
    origin: Matrix = (1, 0, 0, 1, -left, -bottom)
    budget = MAX_OBJECTS
    stack: list[tuple[Any, Matrix, int]] = []
    count = pdfium.FPDFPage_CountObjects(page)
    stack.extend(
        (pdfium.FPDFPage_GetObject(page, index), origin, 0) for index in range(min(count, MAX_OBJECTS))
    )
    while stack and budget and len(edges) < MAX_EDGES:
        budget -= 1
        item, matrix, depth = stack.pop()
        kind = pdfium.FPDFPageObj_GetType(item)
        if kind == pdfium.FPDF_PAGEOBJ_FORM and depth < 4:
            inner = _times(_matrix(item), matrix)
            inside = min(pdfium.FPDFFormObj_CountObjects(item), MAX_OBJECTS)
            stack.extend(
                (pdfium.FPDFFormObj_GetObject(item, index), inner, depth + 1) for index in range(inside)
            )
        elif kind == pdfium.FPDF_PAGEOBJ_PATH:
            for points in _subpaths(item, _times(_matrix(item), matrix)):
                edges += [edge(x0, height - y0, x1, height - y1) for x0, y0, x1, y1 in strokes(points)]
    return edges


def _matrix(item: Any) -> Matrix:
    import pypdfium2.raw as pdfium

    raw = pdfium.FS_MATRIX()
    pdfium.FPDFPageObj_GetMatrix(item, raw)
    return raw.a, raw.b, raw.c, raw.d, raw.e, raw.f


def _times(first: Matrix, then: Matrix) -> Matrix:
    a, b, c, d, e, f = first
    g, h, i, j, k, m = then
    return a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + m


def _subpaths(path: Any, matrix: Matrix) -> list[list[tuple[float, float]]]:
    import pypdfium2.raw as pdfium

    a, b, c, d, e, f = matrix
    x, y = ctypes.c_float(), ctypes.c_float()
    subpaths: list[list[tuple[float, float]]] = []
    for index in range(min(pdfium.FPDFPath_CountSegments(path), MAX_EDGES)):
        segment = pdfium.FPDFPath_GetPathSegment(path, index)
        if not pdfium.FPDFPathSegment_GetPoint(segment, x, y):
            continue
        point = (a * x.value + c * y.value + e, b * x.value + d * y.value + f)
        if pdfium.FPDFPathSegment_GetType(segment) == pdfium.FPDF_SEGMENT_MOVETO or not subpaths:
            subpaths.append([point])
        else:
            subpaths[-1].append(point)
        if pdfium.FPDFPathSegment_GetClose(segment):
            subpaths[-1].append(subpaths[-1][0])
    return subpaths
