"""Line breaking: pieces of text become lines, each of which shows stretches of the pieces.

A line may end at a space and where `breaks.py` says. What stands between two such places holds together, even over
several pieces; where it is wider than the line it is cut anywhere. Text is ragged right and not hyphenated.
"""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from briefing.writers.pdf.breaks import SPACES, parts
from briefing.writers.pdf.canvas import Glyphs, Owner
from briefing.writers.pdf.links import Target

_ROUNDING = 0.01


class Piece(msgspec.Struct, frozen=True):
    """A stretch of text in one look and of one owner.

    `owner` is the inline element or artifact it belongs to, or None for the paragraph's own; `target` makes it a
    link and `place` names its point; `sign` holds operators of a drawing that stands for the text, and its width.
    """

    glyphs: Glyphs
    owner: Owner | None = None
    target: Target | None = None
    place: str = ""
    sign: tuple[str, float] | None = None
    line_end: bool = False

    @property
    def width(self) -> float:
        """The width in points."""
        if self.sign is not None:
            return self.sign[1]
        return self.glyphs.face.width(self.glyphs.text, self.glyphs.size)


class Run(msgspec.Struct):
    """What a line shows of a piece, and how wide that is in points."""

    piece: Piece
    text: str
    width: float


class Line(msgspec.Struct, frozen=True):
    """The runs of a line and its width without the spaces at its end."""

    runs: tuple[Run, ...]
    width: float


def break_lines(pieces: Iterable[Piece], width: float) -> list[Line]:
    """The pieces as lines of at most this width; one empty line if there are none."""
    breaker = _Breaker(width + _ROUNDING)
    for piece in pieces:
        breaker.add(piece)
    return breaker.finish()


def natural_width(pieces: Iterable[Piece]) -> float:
    """The width on one line."""
    return sum(piece.width for piece in pieces)


def longest_word(pieces: Iterable[Piece]) -> float:
    """The width of the widest stretch that holds together."""
    widest = held = 0.0
    for piece in pieces:
        glyphs = piece.glyphs
        if piece.sign is not None:
            held += piece.width
            continue
        measures, unit = glyphs.face.measures, glyphs.size / 1000
        for place, word in enumerate(glyphs.text.split(" ")):
            if place:
                widest, held = max(widest, held), 0.0
            width = measures[word]
            if width >= 0:
                held += width * unit
                continue
            *ending, last = parts(word)
            for part in ending:
                widest, held = max(widest, held + glyphs.face.width(part.rstrip(SPACES), glyphs.size)), 0.0
            held = glyphs.face.width(last, glyphs.size)
    return max(widest, held)


class _Breaker:
    """The lines so far, the line in the making, and what is held back until it may end."""

    def __init__(self, limit: float) -> None:
        self._limit = limit
        self._lines: list[Line] = []
        self._runs: list[Run] = []
        self._used = self._tight = 0.0  # how wide the line is, with and without the spaces at its end
        self._held: list[Run] = []
        self._held_used = self._held_tight = 0.0

    def add(self, piece: Piece) -> None:
        """Sets a piece; its last word is held back, as the next piece may go on with it."""
        text = piece.glyphs.text
        if piece.sign is not None:
            self._hold(piece, text, piece.width, piece.width)
        elif piece.line_end:
            self._hold(piece, text, piece.width, 0)
            self._release()
            self._end()
        else:
            words = text.split(" ")
            if len(words) > 1:
                self._word(piece, words[0], " ")
                self._words(piece, words)
            self._word(piece, words[-1], "")

    def finish(self) -> list[Line]:
        """All lines."""
        if self._held:
            self._release()
        if self._runs or not self._lines:
            self._end()
        return self._lines

    def _words(self, piece: Piece, words: list[str]) -> None:
        """The words of a piece but the first and the last, each with its space."""
        glyphs, limit = piece.glyphs, self._limit
        measures, unit = glyphs.face.measures, glyphs.size / 1000
        space = measures[" "] * unit
        start = 1
        begin = used = self._used
        tight = self._tight
        for index in range(1, len(words) - 1):
            word = words[index]
            width = measures[word] * unit
            if used + width > limit or width < 0:
                self._run(piece, words[start:index], used - begin, tight)
                if width < 0 or width > limit:
                    self._word(piece, word, " ")
                    start, begin, used, tight = index + 1, self._used, self._used, self._tight
                    continue
                self._end()
                start, begin, used = index, 0.0, 0.0
            tight = used + width
            used = tight + space
        self._run(piece, words[start:-1], used - begin, tight)

    def _run(self, piece: Piece, words: list[str], width: float, tight: float) -> None:
        """Puts words that fit on the line."""
        if words:
            self._append(piece, " ".join(words) + " ", width)
            self._tight = tight

    def _append(self, piece: Piece, text: str, width: float) -> None:
        last = self._runs[-1] if self._runs else None
        if last is not None and last.piece is piece:
            last.text += text
            last.width += width
        else:
            self._runs.append(Run(piece, text, width))
        self._used += width

    def _word(self, piece: Piece, word: str, space: str) -> None:
        """One word with the space behind it; without one it is held back."""
        glyphs = piece.glyphs
        width = glyphs.face.measures[word] * glyphs.size / 1000
        if width < 0:
            *ending, word = parts(word)
            for part in ending:
                bare = part.rstrip(SPACES)
                tight = glyphs.face.width(bare, glyphs.size)
                self._hold(piece, part, tight if bare == part else glyphs.face.width(part, glyphs.size), tight)
                self._release()
            width = glyphs.face.width(word, glyphs.size)
        if word or space:
            spaced = width + glyphs.face.measures[" "] * glyphs.size / 1000 if space else width
            self._hold(piece, word + space, spaced, width)
        if space:
            self._release()

    def _hold(self, piece: Piece, text: str, width: float, tight: float) -> None:
        if tight:
            self._held_tight = self._held_used + tight
        self._held_used += width
        self._held.append(Run(piece, text, width))

    def _release(self) -> None:
        """Puts what was held back on the line, or on the next."""
        held, tight = self._held, self._held_tight
        self._held, self._held_used, self._held_tight = [], 0.0, 0.0
        if tight > self._limit:
            for run in held:
                self._cut(run)
            return
        if self._runs and self._used + tight > self._limit:
            self._end()
        self._tight = self._used + tight
        for run in held:
            self._append(run.piece, run.text, run.width)

    def _cut(self, run: Run) -> None:
        """Puts a stretch that no line can hold on as many as it needs."""
        glyphs = run.piece.glyphs
        for letter in [run.text] if run.piece.sign else run.text:
            width = run.width if run.piece.sign else glyphs.face.width(letter, glyphs.size)
            tight = 0 if letter in SPACES and not run.piece.sign else width
            if self._runs and self._used + tight > self._limit:
                self._end()
            self._tight = self._used + tight
            self._append(run.piece, letter, width)

    def _end(self) -> None:
        self._lines.append(Line(tuple(self._runs), self._tight))
        self._runs = []
        self._used = self._tight = 0.0
