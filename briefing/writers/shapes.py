"""What drawings are made of: plain shapes in points, the origin in the lower left corner of the drawing.

They are values of our own and no library's: a program that writes pages or SVG needs six kinds of shapes, and loading
a library of charts for them would take longer than drawing.
"""

from __future__ import annotations

import math
from functools import cache
from typing import Literal

import msgspec

Anchor = Literal["start", "middle", "end"]


class Colour(msgspec.Struct, frozen=True):
    """A colour by its parts of red, green and blue, from 0 to 1."""

    red: float
    green: float
    blue: float

    @property
    def hex(self) -> str:
        """The colour as `#1f3a5f`."""
        return "#" + "".join(f"{int(part * 255) & 255:02x}" for part in (self.red, self.green, self.blue))

    def mixed(self, other: Colour, share: float) -> Colour:
        """The colour with so much of the other in it, from 0 to 1."""
        red, green, blue = other.red - self.red, other.green - self.green, other.blue - self.blue
        return Colour(self.red + share * red, self.green + share * green, self.blue + share * blue)


WHITE = Colour(1.0, 1.0, 1.0)


@cache
def colour(value: str) -> Colour:
    """The colour of `#RRGGBB`."""
    return Colour(*(int(value[place : place + 2], 16) / 255 for place in (1, 3, 5)))


class Shape(msgspec.Struct, frozen=True, kw_only=True):
    """How a shape is painted: filled, stroked with a line of this width, or both; `dashes` are lengths on and off."""

    fill: Colour | None = None
    stroke: Colour | None = None
    weight: float = 1
    dashes: tuple[float, ...] = ()


class Rect(Shape, frozen=True):
    """A rectangle by its lower left corner."""

    x: float
    y: float
    width: float
    height: float


class Circle(Shape, frozen=True):
    """A circle around a point."""

    cx: float
    cy: float
    r: float


class Line(Shape, frozen=True):
    """A straight line; it has no fill."""

    x1: float
    y1: float
    x2: float
    y2: float


class Polygon(Shape, frozen=True):
    """A closed polygon: x and y of its corners in turn."""

    points: tuple[float, ...]


class Curve(Shape, frozen=True):
    """A path: its steps by their letters in SVG (M, L, C, Z), and x and y of the points that they take (1, 1, 3, 0)."""

    steps: str
    points: tuple[float, ...]


class Words(Shape, frozen=True):
    """A line of words in the sans of drawings, at its baseline."""

    x: float
    y: float
    text: str
    size: float
    bold: bool = False
    anchor: Anchor = "start"


class Drawing:
    """Shapes on a ground of this size, later ones above those before."""

    def __init__(self, width: float, height: float) -> None:
        self.width = width
        self.height = height
        self.contents: list[Shape] = []

    def add(self, shape: Shape) -> None:
        """Puts a shape above all others."""
        self.contents.append(shape)


def arc(x: float, y: float, radius: float, start: float, end: float) -> tuple[float, ...]:
    """Points on an arc around (x, y), one a degree: x and y in turn. The angles are degrees, anticlockwise."""
    first, last = math.radians(start), math.radians(end)
    count = max(int((last - first) / math.radians(1) + 0.5), 1)
    angles = (first + step * (last - first) / count for step in range(count + 1))
    return tuple(value for angle in angles for value in (x + radius * math.cos(angle), y + radius * math.sin(angle)))
