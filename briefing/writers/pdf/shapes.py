"""A vector drawing as page operators: the six shapes that `drawing.py` makes, in the colours of the page.

The words of a drawing go through the font book like all other words, with the same chain of fonts and the same
problems.
"""

from __future__ import annotations

from collections.abc import Iterator

from briefing.document.nodes import Origin
from briefing.writers.pdf.file import number
from briefing.writers.pdf.fontbook import FontBook
from briefing.writers.pdf.typeface import Typeface
from briefing.writers.shapes import Circle, Colour, Curve, Drawing, Line, Polygon, Rect, Shape, Words

_CIRCLE = 0.5523  # how far the handles of four curves stand that together make a circle of radius 1
_TAKEN = {"M": 2, "L": 2, "C": 6, "Z": 0}  # numbers by the step of a curve
_CLOSE = "h"


def operators(drawing: Drawing, book: FontBook, origin: Origin | None = None) -> str:
    """The drawing with its lower left corner at (0, 0), between `q` and `Q`; `origin` is that of its figure."""
    return "\n".join(("q", *_contents(drawing.contents, book, origin), "Q"))


def _contents(shapes: list[Shape], book: FontBook, origin: Origin | None) -> Iterator[str]:
    for shape in shapes:
        if isinstance(shape, Words):
            yield _words(shape, book, origin)
        else:
            yield f"{_state(shape)} {_outline(shape)} {_paint(shape)}"


def _outline(shape: Shape) -> str:
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


def _path(path: Curve) -> str:
    parts: list[str] = []
    at = 0
    for step in path.steps:
        to = at + _TAKEN[step]
        parts.append(f"{_numbers(*path.points[at:to])} {step.lower()}" if to > at else _CLOSE)
        at = to
    return " ".join(parts)


def _state(shape: Shape) -> str:
    dash = " ".join(number(length) for length in shape.dashes) if shape.stroke else ""
    parts = [f"{number(shape.weight)} w [{dash}] 0 d 0 J"]
    if shape.stroke is not None:
        parts.append(f"{_rgb(shape.stroke)} RG")
    if shape.fill is not None:
        parts.append(f"{_rgb(shape.fill)} rg")
    return " ".join(parts)


def _paint(shape: Shape) -> str:
    filled, stroked = shape.fill is not None, shape.stroke is not None and shape.weight > 0
    return {(True, True): "B", (True, False): "f", (False, True): "S"}.get((filled, stroked), "n")


def _words(words: Words, book: FontBook, origin: Origin | None) -> str:
    segments = book.segments(words.text, "sans", bold=words.bold, italic=False, origin=origin)
    width = sum(face.width(text, words.size) for face, text in segments)
    x = words.x - {"middle": width / 2, "end": width}.get(words.anchor, 0)
    ink = f"{_rgb(words.fill)} rg " if words.fill is not None else ""
    return f"BT 0 Ts {ink}{_shown(segments, words.size, x, words.y)} ET"


def _shown(segments: list[tuple[Typeface, str]], size: float, x: float, y: float) -> str:
    parts: list[str] = []
    for face, text in segments:
        parts.append(f"/{face.resource} {number(size)} Tf 1 0 0 1 {_numbers(x, y)} Tm {face.show(text)}")
        x += face.width(text, size)
    return " ".join(parts)


def _numbers(*values: float) -> str:
    return " ".join(number(value) for value in values)


def _rgb(colour: Colour) -> str:
    return f"{colour.red:.4g} {colour.green:.4g} {colour.blue:.4g}"
