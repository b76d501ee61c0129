"""A vector drawing as page operators: the six shapes that `drawing.py` makes, in the colours of the page.

reportlab's own renderer needs its own canvas and its own fonts; the words of a drawing go through the font
book like all other words, with the same chain of fonts and the same problems.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from briefing.document.nodes import Origin
from briefing.writers.pdf.file import number
from briefing.writers.pdf.fontbook import FontBook
from briefing.writers.pdf.typeface import Typeface
from briefing.writers.shapes import Circle, Curve, Drawing, Group, Line, Polygon, Rect, String

_CIRCLE = 0.5523  # how far the handles of four curves stand that together make a circle of radius 1
_PATH = (("m", 2), ("l", 2), ("c", 6), ("h", 0))  # reportlab's path operators: PDF operator, number of operands


def operators(drawing: Drawing, book: FontBook, origin: Origin | None = None) -> str:
    """The drawing with its lower left corner at (0, 0), between `q` and `Q`; `origin` is that of its figure."""
    return "\n".join(("q", *_contents(drawing.contents, book, origin), "Q"))


def _contents(shapes: list[Any], book: FontBook, origin: Origin | None) -> Iterator[str]:
    for shape in shapes:
        match shape:
            case Group():
                matrix = " ".join(f"{value:.5g}" for value in shape.transform)
                yield "\n".join((f"q {matrix} cm", *_contents(shape.contents, book, origin), "Q"))
            case String():
                yield _string(shape, book, origin)
            case _:
                yield f"{_state(shape)} {_outline(shape)} {_paint(shape)}"


def _outline(shape: Any) -> str:  # noqa: ANN401 - reportlab's shapes are untyped
    match shape:
        case Rect():
            return f"{_numbers(shape.x, shape.y, shape.width, shape.height)} re"
        case Line():
            return f"{_numbers(shape.x1, shape.y1)} m {_numbers(shape.x2, shape.y2)} l"
        case Circle():
            return _circle(shape.cx, shape.cy, shape.r)
        case Polygon():
            pairs = list(zip(shape.points[::2], shape.points[1::2], strict=True))
            return " ".join(f"{_numbers(*pair)} {'l' if place else 'm'}" for place, pair in enumerate(pairs)) + " h"
        case Curve():
            return _path(shape)
        case _:
            message = f"a drawing holds a shape that no writer knows: {type(shape).__name__}"
            raise TypeError(message)


def _circle(x: float, y: float, r: float) -> str:
    k = r * _CIRCLE
    return (
        f"{_numbers(x + r, y)} m {_numbers(x + r, y + k, x + k, y + r, x, y + r)} c "
        f"{_numbers(x - k, y + r, x - r, y + k, x - r, y)} c {_numbers(x - r, y - k, x - k, y - r, x, y - r)} c "
        f"{_numbers(x + k, y - r, x + r, y - k, x + r, y)} c h"
    )


def _path(path: Any) -> str:  # noqa: ANN401
    points = iter(path.getPoints() if hasattr(path, "getPoints") else path.points)
    parts: list[str] = []
    for code in path.operators:
        name, count = _PATH[code]
        parts.append(f"{_numbers(*(next(points) for _ in range(count)))} {name}".strip())
    return " ".join(parts)


def _state(shape: Any) -> str:  # noqa: ANN401
    dash = " ".join(number(length) for length in shape.strokeDashArray or ()) if shape.strokeColor else ""
    parts = [f"{number(shape.strokeWidth)} w [{dash}] 0 d {shape.strokeLineCap or 0} J"]
    if shape.strokeColor is not None:
        parts.append(f"{_rgb(shape.strokeColor)} RG")
    if getattr(shape, "fillColor", None) is not None:
        parts.append(f"{_rgb(shape.fillColor)} rg")
    return " ".join(parts)


def _paint(shape: Any) -> str:  # noqa: ANN401
    filled = getattr(shape, "fillColor", None) is not None
    stroked = shape.strokeColor is not None and shape.strokeWidth
    return {(True, True): "B", (True, False): "f", (False, True): "S"}.get((filled, bool(stroked)), "n")


def _string(shape: Any, book: FontBook, origin: Origin | None) -> str:  # noqa: ANN401
    bold = "Bold" in shape.fontName
    segments = book.segments(shape.text, "sans", bold=bold, italic=False, origin=origin)
    width = sum(face.width(text, shape.fontSize) for face, text in segments)
    x = shape.x - {"middle": width / 2, "end": width}.get(shape.textAnchor, 0)
    return f"BT 0 Ts {_rgb(shape.fillColor)} rg {_shown(segments, shape.fontSize, x, shape.y)} ET"


def _shown(segments: list[tuple[Typeface, str]], size: float, x: float, y: float) -> str:
    parts: list[str] = []
    for face, text in segments:
        parts.append(f"/{face.resource} {number(size)} Tf 1 0 0 1 {_numbers(x, y)} Tm {face.show(text)}")
        x += face.width(text, size)
    return " ".join(parts)


def _numbers(*values: float) -> str:
    return " ".join(number(value) for value in values)


def _rgb(colour: Any) -> str:  # noqa: ANN401
    return f"{colour.red:.4g} {colour.green:.4g} {colour.blue:.4g}"
