"""The drawing of what several statements say of one quantity: a row each, on one scale.

A row is a label, a bar (or a disc, for a single value) and its value in words. An open end is an arrow to the
edge of the plot; an approximate end runs out in a lighter extension. Lengths are in points.
"""

from __future__ import annotations

import math
from itertools import pairwise

import msgspec

from briefing.document.nodes import IntervalRow, Intervals
from briefing.settings import Colours
from briefing.writers.advances import lines_of, width_of
from briefing.writers.shapes import WHITE, Circle, Colour, Drawing, Line, Polygon, Rect, Words, colour

_SIZE, _LEADING, _PAD = 8.0, 10.0, 4.0
_ARROW_ROOM, _GAP = 16.0, 8.0
_AXIS_HEIGHT = 14.0
_BAR, _SOFT = 5.0, 10.0  # thickness of a bar, length of a lighter extension
_MAX_TICKS = 6
_SLACK = 1.08  # a program without our font shows an SVG in one that may be wider


class _Scale(msgspec.Struct, frozen=True):
    """Where values lie: the plot's edges, the axis inside it and its ticks."""

    left: float
    right: float
    ticks: tuple[float, ...]

    def x(self, value: float) -> float:
        first, last = self.ticks[0], self.ticks[-1]
        inner = self.right - self.left - 2 * _ARROW_ROOM
        return self.left + _ARROW_ROOM + inner * (value - first) / (last - first)

    @property
    def floor(self) -> float:
        """Where an arrow to the left ends: no quantity lies below nought."""
        return self.x(0) if self.ticks[0] == 0 else self.left


def draw_intervals(intervals: Intervals, colours: Colours, width: float) -> Drawing:
    """The rows from top to bottom, over an axis with a few round figures and the unit."""
    labels = [lines_of(row.label, width * 0.36, _SIZE) for row in intervals.rows]
    values = [lines_of(row.value, width * 0.26, _SIZE) for row in intervals.rows]
    heights = [max(len(label), len(value), 1) * _LEADING + _PAD for label, value in zip(labels, values, strict=True)]
    values_width = max(_widest(values), min(width_of(intervals.unit, _SIZE), width * 0.26))
    left = _widest(labels) + _GAP
    right = width - values_width - _GAP
    scale = _Scale(left, right, _ticks(intervals.rows, right - left - 2 * _ARROW_ROOM))
    drawing = Drawing(width, sum(heights) + _AXIS_HEIGHT)
    _axis(drawing, scale, intervals, colours)
    top = drawing.height
    for row, label, value, height in zip(intervals.rows, labels, values, heights, strict=True):
        middle = top - height / 2
        _words(drawing, 0, middle, label, colours.ink)
        _words(drawing, right + _GAP, middle, value, colours.ink)
        _statement(drawing, scale, middle, row, colours)
        top -= height
    return drawing


def _widest(columns: list[list[str]]) -> float:
    return _SLACK * max((width_of(line, _SIZE) for lines in columns for line in lines), default=0.0)


def _words(drawing: Drawing, x: float, middle: float, lines: list[str], ink: str) -> None:
    """Lines of text, centred on a height."""
    baseline = middle + (len(lines) - 1) * _LEADING / 2 - _SIZE * 0.33
    for number, line in enumerate(lines):
        drawing.add(Words(x, baseline - number * _LEADING, line, _SIZE, fill=colour(ink)))


# -- axis ------------------------------------------------------------------------------------------------------


def _ticks(rows: tuple[IntervalRow, ...], room: float) -> tuple[float, ...]:
    """Round values that enclose all ends, as many as have room for their figures; at least two."""
    ends = [end for row in rows for end in (row.low, row.high) if end is not None] or [0.0, 1.0]
    low, high = min(ends), max(ends)
    # Zero belongs on the scale of a quantity, unless all values lie far from it (years, for one).
    if low > 0 and low < 0.7 * high:
        low = 0.0
    if low == high:
        low, high = (0.0, low) if low > 0 else (low, low + 1.0)
    step = 10.0 ** math.floor(math.log10((high - low) / 10))
    if all(end == int(end) for end in ends):
        step = max(step, 1.0)  # half a missile is no figure
    for factor in (1, 2, 5, 10, 20, 50, 100):
        ticks = _multiples(low, high, step * factor)
        if len(ticks) <= _MAX_TICKS and _apart(ticks, room):
            return ticks
    return _multiples(low, high, step * 100)


def _multiples(low: float, high: float, step: float) -> tuple[float, ...]:
    first, last = math.floor(low / step + 1e-9), math.ceil(high / step - 1e-9)
    # Twelve digits take away what binary fractions add to 0.1 times 3.
    return tuple(float(f"{number * step:.12g}") for number in range(first, max(last, first + 1) + 1))


def _apart(ticks: tuple[float, ...], room: float) -> bool:
    """Whether the ticks' figures do not touch on an axis of this length."""
    distance = room / (len(ticks) - 1)
    widths = [width_of(figure(tick), _SIZE) for tick in ticks]
    return all((one + other) / 2 + 6 <= distance for one, other in pairwise(widths))


def figure(value: float) -> str:
    """A value as the axis shows it: `12,000`, `0.5`, `2,024`."""
    return f"{value:,.10f}".rstrip("0").rstrip(".")


def _axis(drawing: Drawing, scale: _Scale, intervals: Intervals, colours: Colours) -> None:
    rule, muted = colour(colours.rule), colour(colours.muted)
    signs = {ord(","): intervals.thousands, ord("."): intervals.decimal}
    for tick in scale.ticks:
        x = scale.x(tick)
        drawing.add(Line(x, _AXIS_HEIGHT - 3, x, drawing.height, stroke=rule, weight=0.5))
        drawing.add(Words(x, 2, figure(tick).translate(signs), _SIZE, anchor="middle", fill=muted))
    drawing.add(Line(scale.left, _AXIS_HEIGHT, scale.right, _AXIS_HEIGHT, stroke=rule, weight=0.75))
    if intervals.unit:
        x = scale.right + _GAP
        drawing.add(Words(x, 2, intervals.unit, _SIZE, fill=muted))


# -- one statement ---------------------------------------------------------------------------------------------


def _statement(drawing: Drawing, scale: _Scale, y: float, row: IntervalRow, colours: Colours) -> None:
    """A row's bar or disc, with arrows at open ends and lighter extensions at approximate ones."""
    accent = colour(colours.accent)
    soft = WHITE.mixed(accent, 0.35)
    low = scale.floor if row.low is None else scale.x(row.low)
    high = scale.right if row.high is None else scale.x(row.high)
    if row.approximate:
        if row.low is not None:
            _bar(drawing, low - _SOFT, low, y, soft)
        if row.high is not None:
            _bar(drawing, high, high + _SOFT, y, soft)
    if row.low is None or row.high is None:
        _open(drawing, (low, high), y, accent, (row.low is None, row.high is None))
    elif high > low:
        _bar(drawing, low, high, y, accent)
    if row.low is None or row.high is None or high - low < _BAR:
        for end in dict.fromkeys(end for end in (row.low, row.high) if end is not None):
            drawing.add(Circle(scale.x(end), y, _BAR * 0.62, fill=accent, stroke=WHITE, weight=0.5))


def _bar(drawing: Drawing, left: float, right: float, y: float, fill: Colour) -> None:
    drawing.add(Rect(left, y - _BAR / 2, right - left, _BAR, fill=fill))


def _open(drawing: Drawing, ends: tuple[float, float], y: float, ink: Colour, arrows: tuple[bool, bool]) -> None:
    """A line from end to end with an arrow head where it is open."""
    left, right = ends
    head = 5.0
    drawing.add(Line(left + head * arrows[0], y, right - head * arrows[1], y, stroke=ink, weight=1.4))
    for x, inward, wanted in ((left, head, arrows[0]), (right, -head, arrows[1])):
        if wanted:
            points = (x, y, x + inward, y + head * 0.6, x + inward, y - head * 0.6)
            drawing.add(Polygon(points, fill=ink))
