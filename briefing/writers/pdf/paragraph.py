"""Paragraphs: lines of text of one structure element, broken once for each width, split with two lines at least."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from msgspec.structs import replace

from briefing.writers.pdf.canvas import DECORATION, Canvas, Owner
from briefing.writers.pdf.file import number
from briefing.writers.pdf.flow import Flowable
from briefing.writers.pdf.lines import Line, Piece, break_lines, longest_word, natural_width
from briefing.writers.pdf.links import Target
from briefing.writers.pdf.structure import Element
from briefing.writers.style import TextStyle

Align = Literal["left", "right", "center"]

_BASELINE = 0.76  # of the size: the height of a capital with some air, so that lines sit in the middle of their leading


class Paragraph(Flowable):
    """Pieces of text in a style. `place` names its beginning, for links."""

    def __init__(
        self,
        pieces: Sequence[Piece],
        style: TextStyle,
        owner: Owner,
        *,
        align: Align = "left",
        place: str = "",
    ) -> None:
        self.pieces = pieces
        self.style = style
        self.owner = owner
        self.align = align
        self.place = place
        self.balanced = False  # whether its lines are to be of about the same length
        self.before, self.after, self.keep = style.before, style.after, style.keep
        self._lines: tuple[float, list[Line]] | None = None

    def balance(self) -> Paragraph:
        """The same paragraph, to be set in lines of about the same length."""
        self.balanced = True
        return self

    def lines(self, width: float) -> list[Line]:
        """The lines at this width, without the style's indent."""
        if self._lines is None or self._lines[0] != width:
            measure = width - self.style.indent
            made = break_lines(self.pieces, measure)
            self._lines = (width, self._balanced(made, measure) if self.balanced else made)
        return self._lines[1]

    def _balanced(self, made: list[Line], measure: float) -> list[Line]:
        """The same number of lines, of about the same length: a title does not leave one word for its last line."""
        while 1 < len(made) <= 3:
            measure -= self.style.size
            narrower = break_lines(self.pieces, measure)
            if len(narrower) > len(made) or max(line.width for line in narrower) > measure:
                break
            made = narrower
        return made

    def height(self, width: float) -> float:
        """All lines."""
        return len(self.lines(width)) * self.style.leading

    def lead(self, width: float) -> float:
        """Two lines; three of three, so that none is left alone."""
        count = len(self.lines(width))
        return (count if count <= 3 else 2) * self.style.leading

    def narrowest(self) -> float:
        """The longest word."""
        return longest_word(self.pieces) + self.style.indent

    def natural(self) -> float:
        """All on one line."""
        return natural_width(self.pieces) + self.style.indent

    def split(self, width: float, room: float, *, force: bool = False) -> tuple[Paragraph, Paragraph] | None:
        """At least two lines on either side; with `force` at least one."""
        lines = self.lines(width)
        least = 1 if force else 2
        count = min(int(room / self.style.leading), len(lines) - least)
        if force and len(lines) > 1:
            count = max(count, 1)
        if count < least:
            return None
        first, rest = self._part(width, lines[:count]), self._part(width, lines[count:])
        first.after = rest.before = 0
        rest.place = ""
        return first, rest

    def _part(self, width: float, lines: list[Line]) -> Paragraph:
        pieces = [
            replace(run.piece, glyphs=replace(run.piece.glyphs, text=run.text)) for line in lines for run in line.runs
        ]
        part = Paragraph(pieces, self.style, self.owner, align=self.align, place=self.place)
        part._lines = (width, lines)
        return part

    def draw(self, canvas: Canvas, x: float, top: float, width: float) -> None:
        """Paints the lines."""
        style = self.style
        if self.place:
            canvas.place(self.place, x, top + 2)
        baseline = top - (style.leading - style.size) / 2 - style.size * _BASELINE
        for line in self.lines(width):
            spare = width - style.indent - line.width
            shift = {"left": 0.0, "right": spare, "center": spare / 2}[self.align]
            draw_line(canvas, self.owner, line, x + style.indent + shift, baseline)
            baseline -= style.leading


def draw_line(canvas: Canvas, owner: Owner, line: Line, x: float, baseline: float) -> None:
    """Paints a line from `x`, with its links and named places."""
    target: Target | None = None
    start = x
    first: Piece | None = None
    for run in line.runs:
        piece = run.piece
        if piece.target is not target:
            _link(canvas, first, (start, x), baseline)
            target, start, first = piece.target, x, piece
        if piece.place:
            canvas.place(piece.place, x, baseline + piece.glyphs.size * 2)
        if piece.sign is None:
            canvas.text(piece.owner or owner, x, baseline, piece.glyphs, run.text, run.width)
        else:
            drop = piece.glyphs.size * 0.08
            canvas.graphics(DECORATION, f"q 1 0 0 1 {number(x)} {number(baseline - drop)} cm {piece.sign[0]} Q")
        x += run.width
    _link(canvas, first, (start, x), baseline)


def _link(canvas: Canvas, piece: Piece | None, ends: tuple[float, float], baseline: float) -> None:
    """Makes what stands between two ends of a line lead to the target of the piece it begins with, if it has one."""
    if piece is not None and piece.target is not None and isinstance(piece.owner, Element):
        size, lift = piece.glyphs.size, baseline + piece.glyphs.rise
        canvas.link(piece.owner, (ends[0], lift - 0.25 * size, ends[1], lift + 0.85 * size), piece.target)
