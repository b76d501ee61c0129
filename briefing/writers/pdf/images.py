"""Pictures from files as image objects: a PNG as it is, an SVG drawn at print resolution. On white, for PDF/A.

A picture has no transparency of its own then, and no colour space but that of the page (sRGB).
"""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from typing import NamedTuple

from briefing.writers.pdf.file import PdfFile

_RESOLUTION = 300  # pixels to the inch, of an SVG
_LARGEST = 2000  # pixels, of either side


class UnreadablePictureError(Exception):
    """The file is no picture that can be set."""


class Image(NamedTuple):
    """An image object and its width for a height of 1."""

    number: int
    aspect: float


def embed(file: PdfFile, path: Path, height: float) -> Image:
    """The picture in a PNG or SVG file as an object of the PDF; `height` in points decides how fine an SVG is drawn."""
    from PIL import Image as Pictures  # noqa: PLC0415 - a paper without a logo does not load it

    try:
        data = _drawn(path, height) if path.suffix.lower() == ".svg" else path.read_bytes()
        with Pictures.open(BytesIO(data), formats=["PNG"]) as picture:
            picture.thumbnail((_LARGEST, _LARGEST))
            layer = picture.convert("RGBA")
        plain = Pictures.new("RGB", layer.size, "white")
        plain.paste(layer, mask=layer)
    except (OSError, ValueError, SyntaxError, Pictures.DecompressionBombError) as fault:
        raise UnreadablePictureError(str(fault)) from fault
    wide, high = plain.size
    entries = f"/Type/XObject/Subtype/Image/Width {wide}/Height {high}/ColorSpace/DeviceRGB/BitsPerComponent 8"
    return Image(file.stream(entries, plain.tobytes()), wide / high)


def _drawn(path: Path, height: float) -> bytes:
    """An SVG as a PNG."""
    from resvg_py import svg_to_bytes  # noqa: PLC0415 - as above

    drawn = svg_to_bytes(
        svg_string=path.read_text("utf-8"), height=round(height / 72 * _RESOLUTION), skip_system_fonts=True
    )
    return bytes(drawn)
