"""Line breaking: runs of text become atoms that hold together, and atoms become lines.

A line may end at a space, after a dash, at a hyphen between letters, after a slash in an address and between
Han characters; never at a no-break space (`document/typography.py` puts them). Where one atom is wider than the
line it is cut anywhere. Text is ragged right and not hyphenated.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

import msgspec

from briefing.writers.pdf.canvas import Glyphs, Owner, Target


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


class Line(msgspec.Struct, frozen=True):
    """The pieces of a line and its width without the spaces at its end."""

    pieces: tuple[Piece, ...]
    width: float


class Atom(msgspec.Struct):
    """Pieces that stay on one line; `width` with and `tight` without the spaces at the end."""

    pieces: list[Piece]
    width: float = 0
    tight: float = 0
    line_end: bool = False


_SPACES = " \u2002\u2003\u2004\u2005\u2006\u2008\u2009\u200a\u3000"
_HAN = "\u2e80-\u2fdf\u3041-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
_CLOSING = "、。，．：；！？」』）】〉》ー々〕｝"  # noqa: RUF001 - these signs may not begin a line
_BREAK = re.compile(
    rf"[{_SPACES}]+"
    r"|(?<=[^\W\d][^\W\d])-(?=[^\W\d]{2})"
    r"|—(?=\w)|(?<=\w)–(?=[^\W\d])"
    r"|(?<=[\w:/])[/?&=](?=\w{3})"
    rf"|[{_HAN}](?![{_CLOSING}])|(?<=\S)(?=[{_HAN}])(?<![（「『【〈《〔])"  # noqa: RUF001
)


def break_lines(pieces: Iterable[Piece], width: float) -> list[Line]:
    """The pieces as lines of at most this width; one empty line if there are none."""
    lines: list[Line] = []
    current: list[Piece] = []
    used = tight = 0.0
    for atom in _fitting(_atoms(pieces), width):
        if current and used + atom.tight > width + 0.01:
            lines.append(_line(current, tight))
            current, used = [], 0.0
        current.extend(atom.pieces)
        tight = used + atom.tight
        used += atom.width
        if atom.line_end:
            lines.append(_line(current, tight))
            current, used, tight = [], 0.0, 0.0
    if current or not lines:
        lines.append(_line(current, tight))
    return lines


def longest_word(pieces: Iterable[Piece]) -> float:
    """The width of the widest atom."""
    return max((atom.tight for atom in _atoms(pieces)), default=0.0)


def natural_width(pieces: Iterable[Piece]) -> float:
    """The width on one line."""
    return sum(piece.width for piece in pieces)


def _line(pieces: list[Piece], width: float) -> Line:
    """The pieces, those of one look and owner joined."""
    joined: list[Piece] = []
    for piece in pieces:
        last = joined[-1] if joined else None
        if last is not None and _alike(last, piece):
            joined[-1] = msgspec.structs.replace(last, glyphs=_with_text(last, last.glyphs.text + piece.glyphs.text))
        else:
            joined.append(piece)
    return Line(tuple(joined), width)


def _alike(one: Piece, other: Piece) -> bool:
    a, b = one.glyphs, other.glyphs
    return (
        one.owner is other.owner
        and a.face is b.face
        and a.size == b.size
        and a.colour == b.colour
        and a.rise == b.rise
        and one.target is other.target
        and one.sign is None
        and other.sign is None
        and not other.place
    )


def _with_text(piece: Piece, text: str) -> Glyphs:
    look = piece.glyphs
    return Glyphs(text, look.face, look.size, look.colour, look.rise)


def _atoms(pieces: Iterable[Piece]) -> Iterator[Atom]:
    """The atoms in order."""
    atom = Atom([])
    for piece in pieces:
        if piece.line_end:
            atom.pieces.append(_part(piece, piece.glyphs.text))
            atom.width += piece.width
            atom.line_end = True
            yield atom
            atom = Atom([])
            continue
        for text, ends in _segments(piece):
            part = piece if text == piece.glyphs.text else _part(piece, text)
            full = part.width
            bare = text.rstrip(_SPACES)
            tight = full if part.sign or bare == text else part.glyphs.face.width(bare, part.glyphs.size)
            atom.tight = atom.width + tight if bare or part.sign else atom.tight
            atom.pieces.append(part)
            atom.width += full
            if ends:
                yield atom
                atom = Atom([])
    if atom.pieces:
        yield atom


def _segments(piece: Piece) -> Iterator[tuple[str, bool]]:
    """The text between places where a line may end, and whether the line may end after it."""
    text = piece.glyphs.text
    if piece.sign is not None:
        yield text, False
        return
    start = 0
    for found in _BREAK.finditer(text):
        if found.end() > start:
            yield text[start : found.end()], True
            start = found.end()
    if start < len(text):
        yield text[start:], False


def _part(piece: Piece, text: str) -> Piece:
    return Piece(_with_text(piece, text), piece.owner, piece.target, piece.place, piece.sign)


def _fitting(atoms: Iterable[Atom], width: float) -> Iterator[Atom]:
    """The atoms, those too wide for a line cut into characters."""
    for atom in atoms:
        if atom.tight <= width + 0.01:
            yield atom
            continue
        last = len(atom.pieces) - 1
        for place, piece in enumerate(atom.pieces):
            letters = [piece] if piece.sign else [_part(piece, letter) for letter in piece.glyphs.text]
            for index, letter in enumerate(letters):
                ends = atom.line_end and place == last and index == len(letters) - 1
                blank = letter.glyphs.text in _SPACES and not letter.sign
                yield Atom([letter], letter.width, 0 if blank else letter.width, ends)
