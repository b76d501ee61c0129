"""The words of a drawing: lines of one size that no word leaves, in the sans of drawings. Lengths are in points."""

from __future__ import annotations

from briefing.writers.advances import lines_of, parted, width_of
from briefing.writers.shapes import Anchor, Drawing, Words, colour

SIZE, LEADING = 8.0, 10.0
SLACK = 1.08  # a program without our font shows an SVG in one that may be wider
_DESCENT = 0.27  # of the size, below the baseline


def wrapped(words: str, width: float, *, bold: bool = False) -> list[str]:
    """The words on lines of at most this width; a word that is longer is parted."""
    room = width / SLACK
    return [part for line in lines_of(words, room, SIZE) for part in parted(line, room, SIZE, bold=bold)]


def widest(lines: list[str], *, bold: bool = False) -> float:
    """The room that the lines take across."""
    return SLACK * max((width_of(line, SIZE, bold=bold) for line in lines), default=0.0)


def write(  # noqa: PLR0913, PLR0917 - words have a place, an anchor and a face
    drawing: Drawing,
    x: float,
    top: float,
    lines: list[str],
    ink: str,
    anchor: Anchor = "start",
    *,
    bold: bool = False,
) -> float:
    """Puts the lines below a height and gives the height where they end."""
    for number, line in enumerate(lines, start=1):
        y = top - number * LEADING + SIZE * _DESCENT
        drawing.add(Words(x, y, line, SIZE, bold=bold, anchor=anchor, fill=colour(ink)))
    return top - len(lines) * LEADING
