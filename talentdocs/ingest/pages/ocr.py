"""Text from pixels (文字识别), with the extra ``talentdocs[ocr]``: its models come inside the package.

Recognised lines are laid out like any other page: each character gets its share of the line's box.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from talentdocs.errors import ReadError
from talentdocs.ingest import problems
from talentdocs.ingest.lines import Builder
from talentdocs.ingest.pages.assemble import Page, lines_around, write
from talentdocs.ingest.pages.glyphs import Glyph
from talentdocs.options import Options
from talentdocs.records import Text

if TYPE_CHECKING:
    from PIL.Image import Image

RESOLUTION = 150
"""Dots per inch at which a page is recognised: from 130 to 250 the same characters came out of a clean
page of
16-point type, and the time doubled."""
MAX_PIXELS = 40_000_000
MAX_FRAMES = 2_000
LOW = 0.85
"""Mean confidence under which a page is warned about; clean scans reach 0.95 and more."""
INSTALL = "pip install 'talentdocs[ocr]'"


def available() -> bool:
    """Whether the OCR extra is installed."""
    from importlib.util import find_spec

    return find_spec("rapidocr_onnxruntime") is not None


def recognise(image: Image, number: int, dpi: float = RESOLUTION) -> Page:
    """A page from its picture: lines with places in points, and the mean confidence of its characters."""
    import numpy

    scale = 72 / dpi
    found, _ = _engine()(numpy.asarray(image.convert("RGB"))[:, :, ::-1])
    glyphs: list[Glyph] = []
    total = count = 0.0
    height = image.height * scale
    for corners, text, score in found or ():
        glyphs += _glyphs(corners, str(text), scale, height)
        total += float(score) * len(text)
        count += len(text)
    confidence = round(total / count, 4) if count else None
    return Page(number, image.width * scale, height, lines_around(glyphs, (), height), confidence=confidence)


def recognise_bytes(data: bytes, number: int) -> Page:
    """A page that is one picture file, such as an OFD carries. Raises ReadError T103 or T106."""
    image, dpi = _frames(data, "picture")[0]
    return recognise(image, number, dpi)


def remark(page: Page) -> str:
    """Warning of a recognised page: that it was, and how sure the recognition is where that is low."""
    if page.confidence is not None and page.confidence < LOW:
        return f"T211 第{page.number}页由图像识别，可信度低（{page.confidence:.0%}），请核对"
    return f"T210 第{page.number}页的文字由图像识别"


def read_picture(data: bytes, kind: str, options: Options) -> Text:
    """Text of a picture, each frame a page. Raises ReadError T105 without the extra, T103, T106, T107."""
    if not options.ocr or not available():
        raise needed()
    pages = [
        recognise(image, number, dpi) for number, (image, dpi) in enumerate(_frames(data, kind), start=1)
    ]
    builder = Builder()
    write(pages, builder)
    if not len(builder):
        raise problems.no_text(kind, "no text was recognised in it")
    return builder.text(kind, pages=len(pages), warnings=[remark(page) for page in pages if page.lines])


def needed() -> ReadError:
    """T105: what to install to have pixels read."""
    return problems.missing("text recognition (OCR)", INSTALL)


@cache
def _engine() -> Any:
    import logging

    from rapidocr_onnxruntime import RapidOCR

    logging.getLogger("RapidOCR").setLevel(logging.ERROR)
    return RapidOCR(intra_op_num_threads=1, inter_op_num_threads=1)


def _glyphs(corners: Any, text: str, scale: float, height: float) -> list[Glyph]:
    """Characters of a recognised line, each with a share of the box by its width (Han twice a Latin
    letter)."""
    xs, ys = [float(x) for x, _ in corners], [float(y) for _, y in corners]
    left, right = min(xs) * scale, max(xs) * scale
    tall = (ys[2] + ys[3] - ys[0] - ys[1]) / 2 * scale
    baseline = height - max(ys[2], ys[3]) * scale + 0.15 * tall
    shares = [0.5 if char.isascii() else 1.0 for char in text]
    unit = (right - left) / max(sum(shares), 0.5)
    glyphs = []
    x = left
    for char, share in zip(text, shares, strict=True):
        glyphs.append(Glyph(char, x, x + share * unit, baseline, tall))
        x += share * unit
    return glyphs


def _frames(data: bytes, kind: str) -> list[tuple[Image, float]]:
    """Frames of a picture with their resolution, guessed from an A4 page where the file states none."""
    from io import BytesIO

    from PIL import Image as Pictures
    from PIL import ImageSequence

    frames: list[tuple[tuple[Image, int], float]] = []
    try:
        with Pictures.open(BytesIO(data)) as picture:
            if picture.width * picture.height > MAX_PIXELS * 4:
                raise problems.too_large(f"{picture.width} x {picture.height} pixels")
            stated = float(picture.info.get("dpi", (0, 0))[0] or 0)
            for frame in ImageSequence.Iterator(picture):
                if len(frames) >= (1 if kind in ("gif", "png", "webp") else MAX_FRAMES):
                    break
                dpi = stated if 72 < stated < 1200 else max(frame.width / 8.27, 72)
                frames.append((_reduced(frame.copy()), dpi))
    except (OSError, ValueError, SyntaxError, EOFError, Pictures.DecompressionBombError) as error:
        raise problems.damaged(kind, str(error)) from error
    return [(image, dpi * image.width / max(width, 1)) for (image, width), dpi in frames]


def _reduced(image: Image) -> tuple[Image, int]:
    """The picture, made smaller where it is larger than recognition needs, and its first width."""
    width = image.width
    pixels = image.width * image.height
    if pixels > MAX_PIXELS:
        factor = (MAX_PIXELS / pixels) ** 0.5
        image = image.resize((max(1, int(image.width * factor)), max(1, int(image.height * factor))))
    return image, width
