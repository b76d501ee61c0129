"""The drawing of a timeline: entries as dots and bars on one axis of years, each with its words beside it.

A day or a month is a dot, a longer time that something lasted a bar, a longer time at some day of which it was a
lighter bar; approximate ends run out. Entries of one lane stand together under the lane's name. An entry takes the
first row of its lane in which neither its mark nor its words meet another's. Lengths are in points.
"""

from __future__ import annotations

import datetime

import msgspec

from briefing.document.nodes import Timeline, TimelineEntry
from briefing.settings import Colours
from briefing.writers.advances import width_of
from briefing.writers.labels import LEADING, SIZE, SLACK, widest, wrapped, write
from briefing.writers.shapes import WHITE, Anchor, Circle, Colour, Drawing, Line, Rect, colour

_LANE = 0.15  # of the width, for the lanes' names
_AXIS = 13.0
_PAD, _ROW = 3.0, 1.5  # above and below a lane; between its rows
_GAP, _APART = 4.0, 12.0  # from a mark to its words; from an entry to the next in its row
_DOT, _BAR, _SOFT = 2.8, 5.0, 6.0  # radius; thickness; length of an end that runs out
_LEAST = 4.0  # a shorter piece of a rule is left out
_SHORT = 7.0  # a bar that is no longer is a dot
_WORDS = 0.4  # of the plot: a side with less room is too narrow for words
_LONG = 260.0  # the most that a line of words takes
_YEARS = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000)


class _Scale(msgspec.Struct, frozen=True):
    """The plot's edges, and the years between which it lies, the second one's first day at the right."""

    left: float
    right: float
    years: tuple[int, int]

    def x(self, day: datetime.date, *, end: bool = False) -> float:
        """Where a day begins, or ends."""
        first = datetime.date(self.years[0], 1, 1).toordinal()
        days = (self.years[1] - self.years[0]) * 365.2425
        return self.left + (self.right - self.left) * min((day.toordinal() + end - first) / days, 1.0)

    def year(self, year: int) -> float:
        """Where a year begins."""
        return self.left + (self.right - self.left) * (year - self.years[0]) / (self.years[1] - self.years[0])


class _Placed(msgspec.Struct, frozen=True):
    """An entry in its row: the ends of its mark, its words and their place; `over` where they stand above the mark."""

    entry: TimelineEntry
    ends: tuple[float, float]
    lines: list[str]
    x: float
    anchor: Anchor
    over: bool

    @property
    def taken(self) -> tuple[float, float]:
        """What it covers across."""
        wide = widest(self.lines)
        left = self.x - wide if self.anchor == "end" else self.x
        return min(self.ends[0], left), max(self.ends[1], left + wide)

    @property
    def height(self) -> float:
        return (max(len(self.lines), 1) + self.over) * LEADING


def draw_timeline(timeline: Timeline, colours: Colours, width: float) -> Drawing:
    """The lanes from top to bottom over the axis."""
    named = any(entry.lane for entry in timeline.entries)
    scale = _Scale(width * _LANE if named else _SOFT + _DOT, width - _SOFT - _DOT, _years(timeline))
    lanes = [(wrapped(name, width * _LANE - 8, bold=True), _rows(timeline, name, scale)) for name in _lanes(timeline)]
    heights = [max(_rows_height(rows), len(name) * LEADING) + 2 * _PAD for name, rows in lanes]
    drawing = Drawing(width, sum(heights) + _AXIS + 1)
    _axis(drawing, scale, colours)
    top = drawing.height - 0.5
    for (name, rows), height in zip(lanes, heights, strict=True):
        drawing.add(Line(0, top, width, top, stroke=colour(colours.rule), weight=0.5))
        write(drawing, 0, top - _PAD, name, colours.muted, bold=True)
        _grid(drawing, scale, rows, (top, top - height), colours)
        _lane(drawing, rows, top - _PAD, colours)
        top -= height
    return drawing


def _lanes(timeline: Timeline) -> list[str]:
    return list(dict.fromkeys(entry.lane for entry in timeline.entries))


# -- axis ------------------------------------------------------------------------------------------------------


def _years(timeline: Timeline) -> tuple[int, int]:
    """The first year, and the one after the last."""
    first = min((entry.first for entry in timeline.entries), default=datetime.date(2000, 1, 1)).year
    last = max((entry.last for entry in timeline.entries), default=datetime.date(2000, 1, 1)).year
    return first, last + 1


def _ticks(scale: _Scale) -> list[int]:
    """The years at whose begin a rule stands; as many as have room for their figures."""
    first, last = scale.years
    room = scale.year(first + 1) - scale.left
    step = next((n for n in _YEARS if n * room >= SLACK * width_of(str(last), SIZE) + 6), _YEARS[-1])
    return [year for year in range(first, last + 1) if year % step == 0]


def _axis(drawing: Drawing, scale: _Scale, colours: Colours) -> None:
    """The base line with the years, each behind its tick."""
    rule = colour(colours.rule)
    for year in _ticks(scale):
        x = scale.year(year)
        drawing.add(Line(x, _AXIS - 4, x, _AXIS, stroke=rule, weight=0.5))
        if x + 3 + SLACK * width_of(str(year), SIZE) <= scale.right:
            write(drawing, x + 3, _AXIS - 1, [str(year)], colours.muted)
    drawing.add(Line(scale.left, _AXIS, scale.right, _AXIS, stroke=rule, weight=0.75))


def _grid(
    drawing: Drawing, scale: _Scale, rows: list[list[_Placed]], ends: tuple[float, float], colours: Colours
) -> None:
    """Rules at the years over the height of a lane, but not through words."""
    top, bottom = ends
    floors = [top - _PAD - sum(_row_heights(rows)[: n + 1]) - _ROW * n for n in range(len(rows))]
    for year in _ticks(scale):
        x, start = scale.year(year), top
        for row, floor, height in zip(rows, floors, _row_heights(rows), strict=True):
            if any(left - 2 < x < right + 2 for left, right in (placed.taken for placed in row)):
                _rule(drawing, x, start, floor + height, colours)
                start = floor
        _rule(drawing, x, start, bottom, colours)


def _rule(drawing: Drawing, x: float, top: float, bottom: float, colours: Colours) -> None:
    if top - bottom > _LEAST:
        drawing.add(Line(x, bottom, x, top, stroke=colour(colours.rule), weight=0.5))


# -- entries ---------------------------------------------------------------------------------------------------


def _rows(timeline: Timeline, lane: str, scale: _Scale) -> list[list[_Placed]]:
    """The entries of a lane in rows, by their first days."""
    entries = [entry for entry in timeline.entries if entry.lane == lane]
    rows: list[list[_Placed]] = []
    for entry in sorted(entries, key=lambda e: (e.first, e.last)):
        placed = _place(entry, scale)
        free = (row for row in rows if all(_clear(placed, other) for other in row))
        row = next(free, None)
        if row is None:
            rows.append([placed])
        else:
            row.append(placed)
    return rows


def _clear(one: _Placed, other: _Placed) -> bool:
    (left, right), (start, end) = one.taken, other.taken
    return right + _APART <= start or end + _APART <= left


def _place(entry: TimelineEntry, scale: _Scale) -> _Placed:
    """The entry with its words right of its mark, left of it, or above, where they have room first."""
    left, right = scale.x(entry.first), scale.x(entry.last, end=True)
    if right - left <= _SHORT:
        middle = (left + right) / 2
        left, right = middle - _DOT, middle + _DOT
    if entry.approximate:
        left, right = left - _SOFT, right + _SOFT
    after, before = scale.right - right - _GAP, left - _GAP - scale.left
    behind = widest([entry.label]) <= after or after >= before
    room = after if behind else before
    over = room < (scale.right - scale.left) * _WORDS and room < widest([entry.label])
    lines = wrapped(entry.label, min(scale.right - scale.left if over else room, _LONG))
    if over:
        return _Placed(entry, (left, right), lines, min(left, scale.right - widest(lines)), "start", over=True)
    if behind:
        return _Placed(entry, (left, right), lines, right + _GAP, "start", over=False)
    return _Placed(entry, (left, right), lines, left - _GAP, "end", over=False)


def _row_heights(rows: list[list[_Placed]]) -> list[float]:
    return [max(placed.height for placed in row) for row in rows]


def _rows_height(rows: list[list[_Placed]]) -> float:
    return sum(_row_heights(rows)) + _ROW * max(len(rows) - 1, 0)


def _lane(drawing: Drawing, rows: list[list[_Placed]], top: float, colours: Colours) -> None:
    for row, height in zip(rows, _row_heights(rows), strict=True):
        for placed in row:
            below = write(drawing, placed.x, top, placed.lines, colours.ink, placed.anchor)
            y = (below if placed.over else top) - LEADING / 2
            _mark(drawing, placed, y, colours)
        top -= height + _ROW


def _mark(drawing: Drawing, placed: _Placed, y: float, colours: Colours) -> None:
    """A dot, a bar, or a lighter bar; an approximate one with ends that run out."""
    accent = colour(colours.accent)
    soft, faint = (WHITE.mixed(accent, share) for share in (0.4, 0.2))
    left, right = placed.ends
    blur = _SOFT if placed.entry.approximate else 0.0
    if right - left - 2 * blur <= _SHORT:
        if blur:
            _bar(drawing, left, right, y, soft)
        middle = (left + right) / 2
        drawing.add(Circle(middle, y, _DOT, fill=accent, stroke=WHITE, weight=0.5))
        return
    full, end = (accent, soft) if placed.entry.lasting else (soft, faint)
    if blur:
        _bar(drawing, left, right, y, end)
    _bar(drawing, left + blur, right - blur, y, full)


def _bar(drawing: Drawing, left: float, right: float, y: float, fill: Colour) -> None:
    drawing.add(Rect(left, y - _BAR / 2, right - left, _BAR, fill=fill))
