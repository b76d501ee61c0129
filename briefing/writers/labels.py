"""The words of a drawing: lines of one size that no word leaves, in the sans of drawings. Lengths are in points."""

from __future__ import annotations

from typing import Literal

from reportlab.lib.colors import HexColor

from briefing.writers.advances import SANS, SANS_BOLD, lines_of, width_of
from briefing.writers.shapes import Drawing, String

SIZE, LEADING = 8.0, 10.0
SLACK = 1.08  # a program without our font shows an SVG in one that may be wider
_DESCENT = 0.27  # of the size, below the baseline

Anchor = Literal["start", "middle", "end"]


def wrapped(words: str, width: float, *, bold: bool = False) -> list[str]:
    """The words on lines of at most this width; a word that is longer is parted."""
    room = width / SLACK
    return [part for line in lines_of(words, room, SIZE) for part in _parted(line, room, bold=bold)]


def _parted(line: str, room: float, *, bold: bool) -> list[str]:
    parts = [""]
    for character in line:
        if parts[-1] and width_of(parts[-1] + character, SIZE, bold=bold) > room:
            parts.append("")
        parts[-1] += character
    return parts


def widest(lines: list[str], *, bold: bool = False) -> float:
    """The room that the lines take across."""
    return SLACK * max((width_of(line, SIZE, bold=bold) for line in lines), default=0.0)


def write(  # noqa: PLR0913, PLR0917 - words have a place, an anchor and a face
    drawing: Drawing,
    x: float,
    top: float,
    lines: list[str],
    colour: str,
    anchor: Anchor = "start",
    *,
    bold: bool = False,
) -> float:
    """Puts the lines below a height and gives the height where they end."""
    face = SANS_BOLD if bold else SANS
    for number, line in enumerate(lines, start=1):
        y = top - number * LEADING + SIZE * _DESCENT
        drawing.add(String(x, y, line, fontName=face, fontSize=SIZE, fillColor=HexColor(colour), textAnchor=anchor))
    return top - len(lines) * LEADING
