"""The drawing of who gives what to whom: one party in the middle, the others in a column at either side.

A party is its name and a row of words for each of its flows; the flow's line begins or ends at its row, so that no
line needs a key and no label can meet another. A line is as thick as it has independent lines of reporting; dashes,
dots and grey say what is not affirmed. A flow between two parties at the sides passes over the middle.
Lengths are in points; the layout follows from the order of the parties and flows alone.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from typing import assert_never

import msgspec

from briefing.document.nodes import Flow, FlowStatus, HubAndSpokes, Party
from briefing.settings import Colours
from briefing.writers.labels import LEADING, widest, wrapped, write
from briefing.writers.shapes import WHITE, Anchor, Circle, Colour, Curve, Drawing, Line, Polygon, colour

_COLUMN = 0.34  # of the width, for the words of either side
_GAP, _EDGE = 5.0, 2.0  # from words to the line at their side; above and below all
_BETWEEN = 12.0  # from party to party
_NAME, _ROW = 1.0, 3.0  # above the first row, between rows
_PITCH = 9.0  # from line to line where they meet the middle
_FAN = math.radians(130)  # the part of the middle's rim that the lines of one side may take
_THIN, _STEP, _THICK = 0.8, 0.8, 5.2  # the width for no line of reporting; for one more; the most of a drawing
_FILLED = 0.6  # of the rim, the most that lines cover
_OVER = 9.0  # from one line that passes over the middle to the next

Point = tuple[float, float]
_Unplaced = tuple[tuple[Party, list[str]], list[tuple[Flow, list[str]]]]


class _Row(msgspec.Struct, frozen=True):
    """A flow beside its words; `y` is the middle of their first line."""

    flow: Flow
    lines: list[str]
    y: float


class _Block(msgspec.Struct, frozen=True):
    """A party's words at one side. `side` is -1 for left and 1 for right; `x` is the edge that faces the middle."""

    party: Party
    side: int
    x: float
    top: float
    name: list[str]
    rows: tuple[_Row, ...]

    @property
    def bottom(self) -> float:
        return self.top - _height(self.name, [row.lines for row in self.rows])


class _Middle(msgspec.Struct, frozen=True):
    """The disc in the middle."""

    x: float
    y: float
    radius: float


class _Pen(msgspec.Struct, frozen=True):
    """What draws lines: `step` is the width that one more line of reporting adds."""

    drawing: Drawing
    colours: Colours
    step: float


def draw_spokes(picture: HubAndSpokes, colours: Colours, width: float) -> Drawing:
    """The hub in the middle, the other parties around it, the flows between them."""
    hub = next(party for party in picture.parties if party.id == picture.hub)
    sides = _sides(picture, width * _COLUMN)
    name = wrapped(hub.label, width * (0.5 - _COLUMN), bold=True)
    ends = max(sum(not _is_past(picture, flow) for _, rows in side for flow, _ in rows) for side in sides)
    radius = _radius(name, ends, width)
    half = max(radius, *(_column_height(side) / 2 for side in sides))
    middle = _Middle(width / 2, half + _EDGE, radius)
    placed = (b for hand, side in zip((-1, 1), sides, strict=True) for b in _placed(side, hand, middle.y, width))
    blocks = {block.party.id: block for block in placed}
    past = [(block, row) for block in blocks.values() for row in block.rows if _is_past(picture, row.flow)]
    arcs = [
        (_past((block, row.y), blocks[row.flow.receiver], middle, number), row.flow)
        for number, (block, row) in enumerate(past, start=1)
    ]
    drawing = Drawing(width, max((middle.y + half, *(_crest(points) for points, _ in arcs))) + _EDGE)
    most = max((flow.lines for flow in picture.flows), default=0)
    thick = max(min(_THICK, _FILLED * radius * _FAN / max(ends, 1)), _THIN)
    pen = _Pen(drawing, colours, min(_STEP, (thick - _THIN) / max(most, 1)))
    for points, flow in (*arcs, *_spokes(picture, blocks, middle)):
        _arrow(pen, points, flow)
    accent = colour(colours.accent)
    drawing.add(Circle(middle.x, middle.y, radius, fill=colour(colours.tint), stroke=accent))
    write(drawing, middle.x, middle.y + len(name) * LEADING / 2, name, colours.ink, "middle", bold=True)
    for block in blocks.values():
        _words(drawing, block, colours)
    return drawing


def _radius(name: list[str], ends: int, width: float) -> float:
    """Room for the name, and on the rim for so many lines of one side, as far as the sides leave it."""
    words = math.hypot(widest(name, bold=True) / 2, len(name) * LEADING / 2) + 4
    return max(words, min(ends * _PITCH / _FAN, width * (0.5 - _COLUMN) * 0.6))


# -- places ----------------------------------------------------------------------------------------------------


def _sides(picture: HubAndSpokes, column: float) -> tuple[list[_Unplaced], list[_Unplaced]]:
    """The parties with their wrapped words, each at the side that is shorter so far."""
    sides: tuple[list[_Unplaced], list[_Unplaced]] = ([], [])
    for party in picture.parties:
        if party.id != picture.hub:
            rows = [(f, wrapped(_said(picture, f), column - _GAP)) for f in _own(picture, party.id)]
            name = wrapped(party.label, column - _GAP, bold=True)
            shorter = min(sides, key=_column_height)
            shorter.append(((party, name), rows))
    return sides


def _own(picture: HubAndSpokes, party: str) -> list[Flow]:
    """The flows with words at this party: what it gives past the middle, gives the middle, gets from the middle."""
    flows = picture.flows
    past = [f for f in flows if f.giver == party and f.receiver != picture.hub]
    gives = [f for f in flows if f.giver == party and f.receiver == picture.hub]
    return past + gives + [f for f in flows if f.giver == picture.hub and f.receiver == party]


def _said(picture: HubAndSpokes, flow: Flow) -> str:
    """A flow's words; one past the middle says where it leads."""
    if not _is_past(picture, flow):
        return flow.label
    receiver = next(party.label for party in picture.parties if party.id == flow.receiver)
    return f"→ {receiver}, {flow.label}"


def _height(name: list[str], rows: Sequence[list[str]]) -> float:
    return (len(name) + sum(map(len, rows))) * LEADING + _NAME + _ROW * (len(rows) - 1)


def _column_height(side: list[_Unplaced]) -> float:
    heights = [_height(name, [lines for _, lines in rows]) for (_, name), rows in side]
    return sum(heights) + _BETWEEN * max(len(heights) - 1, 0)


def _placed(side: list[_Unplaced], hand: int, middle: float, width: float) -> list[_Block]:
    """The parties of one side from top to bottom, centred on the middle's height."""
    column = width * _COLUMN
    x = column if hand < 0 else width - column
    top = middle + _column_height(side) / 2
    blocks: list[_Block] = []
    for (party, name), rows in side:
        y = top - len(name) * LEADING - _NAME
        placed: list[_Row] = []
        for flow, lines in rows:
            placed.append(_Row(flow, lines, y - LEADING / 2))
            y -= len(lines) * LEADING + _ROW
        blocks.append(_Block(party, hand, x, top, name, tuple(placed)))
        top = blocks[-1].bottom - _BETWEEN
    return blocks


def _words(drawing: Drawing, block: _Block, colours: Colours) -> None:
    """A party's name and rows against a rule that faces the middle."""
    x = block.x + block.side * _GAP
    anchor: Anchor = "end" if block.side < 0 else "start"
    drawing.add(Line(block.x, block.bottom, block.x, block.top, stroke=colour(colours.accent), weight=1))
    y = write(drawing, x, block.top, block.name, colours.ink, anchor, bold=True) - _NAME
    for row in block.rows:
        y = write(drawing, x, y, row.lines, colours.ink, anchor) - _ROW


# -- lines -----------------------------------------------------------------------------------------------------


def _spokes(
    picture: HubAndSpokes, blocks: Mapping[str, _Block], middle: _Middle
) -> Iterator[tuple[tuple[Point, ...], Flow]]:
    """The curves from and to the middle, in front of all others, each with a place of its own on the rim."""
    for side in (-1, 1):
        rows = [(b, row) for b in blocks.values() if b.side == side for row in b.rows]
        ends = [(b, row) for b, row in rows if not _is_past(picture, row.flow)]
        for number, (block, row) in enumerate(ends):
            angle = (len(ends) - 1 - 2 * number) * min(_PITCH / middle.radius, _FAN / len(ends)) / 2
            points = _spoke(block, row.y, middle, angle)
            yield (points if row.flow.receiver == picture.hub else points[::-1]), row.flow


def _is_past(picture: HubAndSpokes, flow: Flow) -> bool:
    """Whether a flow passes the middle."""
    return picture.hub not in {flow.giver, flow.receiver}


def _crest(points: tuple[Point, ...]) -> float:
    """A height that the curve of a flow past the middle does not pass."""
    (_, start), (_, handle), _, (_, end) = points
    return max(start, end) + max(handle - start, 0.0) * 0.75


def _spoke(block: _Block, y: float, middle: _Middle, angle: float) -> tuple[Point, ...]:
    """The curve from a row to the rim, which it meets so far above the horizontal."""
    across, up = block.side * math.cos(angle), math.sin(angle)
    rim = (middle.x + across * (middle.radius + 1), middle.y + up * (middle.radius + 1))
    edge = (block.x - block.side, y)
    pull = abs(rim[0] - edge[0])
    return (
        edge,
        (edge[0] - block.side * pull * 0.55, edge[1]),
        (rim[0] + across * pull * 0.35, rim[1] + up * pull * 0.35),
        rim,
    )


def _past(start: tuple[_Block, float], end: _Block, middle: _Middle, number: int) -> tuple[Point, ...]:
    """The curve of a flow from side to side above the middle, the `number`th of them; on one side, a bow."""
    block, y = start
    first = (block.x - block.side, y)
    last = (end.x - end.side, end.top - LEADING / 2)
    if block.side == end.side:
        out = -block.side * min(18 + 4 * number, 60)
        return first, (first[0] + out, first[1]), (last[0] + out, last[1]), last
    reach = abs(last[0] - first[0]) * 0.3
    crest = middle.y + middle.radius + number * _OVER - _EDGE
    # A curve of this kind passes its middle at three quarters of its handles' height and a quarter of its ends'.
    lift = max(crest - (first[1] + last[1]) / 2, 0.0) / 0.75
    return (
        first,
        (first[0] - block.side * reach, first[1] + lift),
        (last[0] - end.side * reach, last[1] + lift),
        last,
    )


def _arrow(pen: _Pen, points: tuple[Point, ...], flow: Flow) -> None:
    """A curve with an arrow head at its end."""
    weight = _THIN + pen.step * max(flow.lines, 0)
    ink, dashes = _look(flow.status, pen.colours)
    start, first, second, tip = points
    head = 4 + 1.1 * weight
    distance = math.dist(second, tip) or 1.0
    ux, uy = (tip[0] - second[0]) / distance, (tip[1] - second[1]) / distance
    shaft = (*start, *first, *second, tip[0] - ux * head * 0.9, tip[1] - uy * head * 0.9)
    pen.drawing.add(Curve("MC", shaft, stroke=ink, weight=weight, dashes=dashes))
    corners = [*tip]
    for side in (-0.5, 0.5):
        corners += [tip[0] - head * (ux + side * uy), tip[1] - head * (uy - side * ux)]
    pen.drawing.add(Polygon(tuple(corners), fill=ink, stroke=WHITE, weight=0.4))


def _look(status: FlowStatus, colours: Colours) -> tuple[Colour, tuple[float, ...]]:
    """Colour and dashes; the line style alone tells them apart in grey."""
    match status:
        case "affirmed":
            return colour(colours.accent), ()
        case "disputed":
            return colour(colours.accent), (7, 2, 1.5, 2)
        case "tentative":
            return colour(colours.muted), (4.5, 2.5)
        case "unverified":
            return colour(colours.muted), (1.2, 2)
        case _:
            assert_never(status)
