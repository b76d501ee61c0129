"""The table of contents: a line for each heading, with a leader and a page number that is filled in at the end."""

from __future__ import annotations

from collections.abc import Sequence

from briefing.writers.pdf.canvas import DECORATION, Canvas, Glyphs
from briefing.writers.pdf.file import number
from briefing.writers.pdf.flow import Flowable
from briefing.writers.pdf.lines import Piece
from briefing.writers.pdf.links import Target
from briefing.writers.pdf.paragraph import Paragraph, draw_line
from briefing.writers.pdf.structure import Element
from briefing.writers.style import TextStyle

_ROOM = 26.0  # for the page number


class ContentsLine(Flowable):
    """One entry. `entry` is its link in the structure; `look` is how the page number is set."""

    def __init__(self, pieces: Sequence[Piece], style: TextStyle, entry: Element, target: Target, look: Glyphs) -> None:
        self.text = Paragraph(pieces, style, entry)
        self.entry = entry
        self.target = target
        self.look = look
        self.before, self.after = style.before, style.after

    def height(self, width: float) -> float:
        """The lines of the heading."""
        return self.text.height(width - _ROOM)

    def draw(self, canvas: Canvas, x: float, top: float, width: float) -> None:
        """The heading, dots, the page number, and the link over all of it."""
        style = self.text.style
        lines = self.text.lines(width - _ROOM)
        baseline = top - (style.leading - style.size) / 2 - style.size * 0.76
        for line in lines:
            draw_line(canvas, self.entry, line, x + style.indent, baseline)
            baseline -= style.leading
        baseline += style.leading
        start, end = x + style.indent + lines[-1].width + 5, x + width - _ROOM + 4
        if end - start > 12:
            self._dots(canvas, start, end, baseline)
        canvas.later(self.entry, x + width, baseline, self.look, lambda: str(canvas.places[self.target.place][0] + 1))
        canvas.link(self.entry, (x, baseline - 3, x + width, top), self.target)

    def _dots(self, canvas: Canvas, start: float, end: float, baseline: float) -> None:
        """Round dots on a grid that all lines share."""
        step = 4.0
        first = start + (-start) % step
        path = f"{number(first)} {number(baseline + 0.8)} m {number(end)} {number(baseline + 0.8)} l S"
        canvas.graphics(DECORATION, f"q 1 J 0.8 w [0 {number(step)}] 0 d 0.6 G {path} Q")
