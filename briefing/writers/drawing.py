"""Pictures and marks as vector drawings, the same in every format; `vector.py` turns them into SVG and PNG.

No font is needed to make a drawing or its SVG.
Lengths are in points; the origin of a drawing is its lower left corner.
"""

from __future__ import annotations

import math
from typing import assert_never

from briefing.document.nodes import HubAndSpokes, Intervals, LikelihoodBar, MarkKind, Picture, Timeline
from briefing.settings import Colours, Style
from briefing.writers.advances import width_of
from briefing.writers.labels import SIZE, SLACK
from briefing.writers.shapes import WHITE, Circle, Curve, Drawing, Line, Polygon, Rect, Words, arc, colour
from briefing.writers.vector import png, svg

__all__ = ["draw", "mark", "natural_width", "png", "svg"]

BAR_WIDTH = 200.0  # about 70 mm
_BAR_HEIGHT, _TICK = 6.0, 2.0
_GAP = 4.0  # from the bar to its words
_NARROW = 90.0  # a bar that would be shorter beside its words stands without them


def natural_width(picture: Picture, measure: float) -> float:
    """How wide a picture likes to be where a line of text has this measure: bars are short, the rest fill it."""
    match picture:
        case LikelihoodBar():
            return min(BAR_WIDTH + _beside(picture.label), measure)
        case Intervals() | HubAndSpokes() | Timeline():
            return measure
        case _:
            assert_never(picture)


def draw(picture: Picture, style: Style, width: float) -> Drawing:
    """The picture at this width; its height follows from what it shows."""
    match picture:  # a large drawing is loaded for those who have one
        case LikelihoodBar():
            return _bar(picture, style.colours, width)
        case Intervals():
            from briefing.writers.intervals import draw_intervals  # noqa: PLC0415

            return draw_intervals(picture, style.colours, width)
        case HubAndSpokes():
            from briefing.writers.spokes import draw_spokes  # noqa: PLC0415

            return draw_spokes(picture, style.colours, width)
        case Timeline():
            from briefing.writers.timeline import draw_timeline  # noqa: PLC0415

            return draw_timeline(picture, style.colours, width)
        case _:
            assert_never(picture)


def _bar(bar: LikelihoodBar, colours: Colours, width: float) -> Drawing:
    """A scale from 0 to 100 with the band filled; small figures at its ends and middle, its words at its right."""
    side = 7.0  # room for half of a figure beyond either end
    base = SIZE + _TICK
    drawing = Drawing(width, base + _BAR_HEIGHT + 1)
    if bar.label and width - _beside(bar.label) >= _NARROW:
        width -= _beside(bar.label)
        drawing.add(Words(width + _GAP, base, bar.label, SIZE, bold=True, fill=colour(colours.ink)))
    rule, muted = colour(colours.rule), colour(colours.muted)

    def x(percent: float) -> float:
        return side + (width - 2 * side) * percent / 100

    tint = colour(colours.tint)
    drawing.add(Rect(x(0), base, x(100) - x(0), _BAR_HEIGHT, fill=tint, stroke=rule, weight=0.5))
    for percent in (0, 25, 50, 75, 100):
        drawing.add(Line(x(percent), base - _TICK, x(percent), base + _BAR_HEIGHT, stroke=rule, weight=0.5))
    # A band of one or two per cent is still to be seen in print.
    breadth = max(x(bar.high) - x(bar.low), 2.5)
    left = min(x(bar.low), x(100) - breadth)
    drawing.add(Rect(left, base, breadth, _BAR_HEIGHT, fill=colour(colours.accent)))
    for percent, figure in ((0, "0"), (50, "50"), (100, "100")):
        drawing.add(Words(x(percent), 2, figure, SIZE, anchor="middle", fill=muted))
    return drawing


def _beside(label: str) -> float:
    """The room of the words at a bar's right."""
    return _GAP + SLACK * width_of(label, SIZE, bold=True) if label else 0.0


def mark(kind: MarkKind, size: float, style: Style) -> Drawing:
    """A status mark in a square of this size. Each kind has a shape of its own, so that grey print loses nothing."""
    drawing = Drawing(size, size)
    colours = style.colours
    match kind:
        case "confirmed":
            _disc(drawing, colours.accent, 360)
        case "corroborated":
            _disc(drawing, colours.accent, 270)
        case "single-source":
            _disc(drawing, colours.accent, 90)
        case "unverified":
            _disc(drawing, colours.muted, 0)
        case "disputed":
            _disc(drawing, colours.alert, 180)
        case "denied":
            _cross(drawing, colours.alert)
        case "up" | "down" | "same":
            _arrow(drawing, colours.ink, {"up": 90, "same": 0, "down": -90}[kind])
        case _:
            assert_never(kind)
    return drawing


def _disc(drawing: Drawing, paint: str, degrees: int) -> None:
    """A ring, filled clockwise from the top over so many degrees."""
    size, ink = drawing.width, colour(paint)
    middle, stroke = size / 2, max(size * 0.09, 0.5)
    radius = size * 0.41
    fill = ink if degrees == 360 else WHITE
    drawing.add(Circle(middle, middle, radius, fill=fill, stroke=ink, weight=stroke))
    if 0 < degrees < 360:
        # A half disc is filled on the left, as in the glyph that readers know.
        start = 90 if degrees == 180 else 90 - degrees
        rim = arc(middle, middle, radius, start, start + degrees)
        drawing.add(Curve("M" + "L" * (len(rim) // 2) + "Z", (middle, middle, *rim), fill=ink))


def _cross(drawing: Drawing, paint: str) -> None:
    near, far = drawing.width * 0.16, drawing.width * 0.84
    for start, end in ((near, far), (far, near)):
        drawing.add(Line(near, start, far, end, stroke=colour(paint), weight=max(drawing.width * 0.16, 0.8)))


def _arrow(drawing: Drawing, paint: str, degrees: int) -> None:
    """An arrow with shaft and head, turned from pointing right by so many degrees."""
    size = drawing.width
    outline = ((-0.42, 0.07), (0.04, 0.07), (0.04, 0.3), (0.44, 0), (0.04, -0.3), (0.04, -0.07), (-0.42, -0.07))
    turn = math.radians(degrees)
    points: list[float] = []
    for x, y in outline:
        points.append(size * (0.5 + x * math.cos(turn) - y * math.sin(turn)))
        points.append(size * (0.5 + x * math.sin(turn) + y * math.cos(turn)))
    drawing.add(Polygon(tuple(points), fill=colour(paint)))
