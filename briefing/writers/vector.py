"""Drawings as SVG (SVG 1.1, the shapes our drawings use) and that SVG as PNG.

The SVG has its text as text, so that it stays searchable and sharp; numbers have at most two decimals and the
order is the drawing's own, so that equal drawings give equal bytes.
"""

from __future__ import annotations

from functools import cache, lru_cache

from briefing.writers.fonts import family_files
from briefing.writers.shapes import Circle, Colour, Curve, Drawing, Line, Polygon, Rect, Shape, Words
from briefing.writers.xml_text import escape

_FAMILY = "'Source Sans Pro','Source Sans 3',Calibri,Arial,sans-serif"
_ANCHORS = {"middle": ' text-anchor="middle"', "end": ' text-anchor="end"'}
_TAKEN = {"M": 2, "L": 2, "C": 6, "Z": 0}  # numbers by the step of a curve


def svg(drawing: Drawing) -> bytes:
    """The drawing as a standalone SVG file of the same size in points."""
    width, height = _number(drawing.width), _number(drawing.height)
    shapes = "".join(_shape(shape, drawing.height) for shape in drawing.contents)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}pt" height="{height}pt" '
        f'viewBox="0 0 {width} {height}">{shapes}</svg>'
    ).encode()


@lru_cache(maxsize=64)
def png(picture: bytes, scale: float, fonts: tuple[str, ...] = (), ground: str = "") -> bytes:
    """An SVG of ours as a PNG with `scale` pixels to the point; `fonts` are font files for further scripts.

    The text is set in the installed package of Source Sans, never in a font that this machine happens to have. On a
    ground (`#RRGGBB`) a PNG is smaller and sooner made than with nothing behind its shapes.
    """
    from resvg_py import svg_to_bytes  # noqa: PLC0415 - a command without a DOCX does not need it

    # resvg reads points at 96 to the inch, so a scale of 1 is 72/96 of its own size.
    zoom = scale * 0.75
    files = [*sans_files(), *fonts]
    background = ground or None
    made = svg_to_bytes(
        picture.decode(), skip_system_fonts=True, font_files=files, dpi=96, zoom=zoom, background=background
    )
    return bytes(made)


@cache
def sans_files() -> tuple[str, str]:
    """The files of the font of drawings, regular and bold."""
    faces = family_files("source-sans-pro")
    return str(faces["regular"]), str(faces["bold"])


def _shape(shape: Shape, height: float) -> str:
    """One shape as an SVG element, with the vertical axis turned over."""
    match shape:
        case Rect():
            place = _attributes(x=shape.x, y=height - shape.y - shape.height, width=shape.width, height=shape.height)
            return f"<rect{place}{_paint(shape)}/>"
        case Circle():
            return f"<circle{_attributes(cx=shape.cx, cy=height - shape.cy, r=shape.r)}{_paint(shape)}/>"
        case Line():
            place = _attributes(x1=shape.x1, y1=height - shape.y1, x2=shape.x2, y2=height - shape.y2)
            return f"<line{place}{_paint(shape)}/>"
        case Polygon():
            return f'<polygon points="{" ".join(_points(shape.points, height))}"{_paint(shape)}/>'
        case Curve():
            return f'<path d="{_path(shape, height)}"{_paint(shape)}/>'
        case Words():
            return _words(shape, height)
        case _:
            message = f"no SVG for a {type(shape).__name__}"
            raise TypeError(message)


def _words(words: Words, height: float) -> str:
    place = _attributes(x=words.x, y=height - words.y) + f' font-size="{_number(words.size)}"'
    weight = ' font-weight="bold"' if words.bold else ""
    anchor = _ANCHORS.get(words.anchor, "")
    paint = f' fill="{_colour(words.fill)}"'
    return f'<text{place} font-family="{_FAMILY}"{weight}{anchor}{paint}>{escape(words.text)}</text>'


def _path(path: Curve, height: float) -> str:
    parts: list[str] = []
    at = 0
    for step in path.steps:
        to = at + _TAKEN[step]
        parts.append(step + " ".join(_points(path.points[at:to], height)))
        at = to
    return "".join(parts)


def _points(numbers: tuple[float, ...], height: float) -> list[str]:
    pairs = zip(numbers[::2], numbers[1::2], strict=True)
    return [f"{_number(x)},{_number(height - y)}" for x, y in pairs]


def _paint(shape: Shape) -> str:
    """Fill and stroke; a line has no fill."""
    fill = "" if isinstance(shape, Line) else f' fill="{_colour(shape.fill)}"'
    if shape.stroke is None:
        return fill
    dashes = ",".join(_number(length) for length in shape.dashes)
    dashed = f' stroke-dasharray="{dashes}"' if dashes else ""
    return f'{fill} stroke="{shape.stroke.hex}" stroke-width="{_number(shape.weight)}"{dashed}'


def _colour(colour: Colour | None) -> str:
    return "none" if colour is None else colour.hex


def _attributes(**lengths: float) -> str:
    return "".join(f' {name}="{_number(length)}"' for name, length in lengths.items())


def _number(value: float) -> str:
    """At most two decimals, never `-0`."""
    text = f"{value:.2f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text
