"""The width of words in the sans of drawings, known without loading a font.

The widths are those of Source Sans Pro Regular; a character outside ASCII counts as one of its script's
average letters. So a drawing has the same layout in every format and on every machine.
"""

from __future__ import annotations

import unicodedata

_ASCII = (
    (200, 289, 425, 497, 497, 824, 609, 249, 303, 303, 418, 497, 249, 311, 249, 350)  # space to /
    + (497,) * 10  # the figures
    + (249, 249, 497, 497, 497, 425, 847)  # : to @
    + (544, 588, 571, 615, 527, 494, 617, 652, 263, 480, 579, 486, 727)  # A to M
    + (647, 664, 566, 664, 569, 534, 536, 645, 515, 786, 513, 476, 539)  # N to Z
    + (303, 350, 303, 497, 500, 542)  # [ to `
    + (504, 553, 456, 555, 496, 292, 504, 544, 246, 247, 495, 255, 829)  # a to m
    + (547, 542, 555, 555, 347, 419, 338, 544, 467, 718, 446, 467, 425)  # n to z
    + (303, 241, 303, 497)  # { to ~
)
_LETTER, _CAPITAL, _WIDE, _BOLDER = 560, 645, 1000, 1.06


class _Advances(dict[str, int]):
    """The advance of each character in thousandths of the size, worked out when it is first asked for."""

    def __missing__(self, character: str) -> int:
        found = self[character] = _advance(character)
        return found


_ADVANCES = _Advances()
_advance_of = _ADVANCES.__getitem__


def width_of(text: str, size: float, *, bold: bool = False) -> float:
    """The width of one line of text, in points."""
    return _points(sum(map(_advance_of, text)), size, bold=bold)


def _points(thousandths: int, size: float, *, bold: bool = False) -> float:
    return thousandths * size / 1000 * (_BOLDER if bold else 1)


def _advance(character: str) -> int:
    code = ord(character)
    if 32 <= code < 127:
        return _ASCII[code - 32]
    if unicodedata.combining(character):
        return 0
    if unicodedata.east_asian_width(character) in "WF":
        return _WIDE
    return _CAPITAL if character.isupper() else _LETTER


def lines_of(text: str, width: float, size: float) -> list[str]:
    """The text broken between words into lines of at most this width; a longer word keeps a line of its own."""
    lines: list[str] = []
    taken = 0
    for word in text.split():
        advance = sum(map(_advance_of, word))
        longer = taken + _ASCII[0] + advance
        if lines and _points(longer, size) <= width:
            lines[-1] = f"{lines[-1]} {word}"
            taken = longer
        else:
            lines.append(word)
            taken = advance
    return lines


def parted(line: str, width: float, size: float, *, bold: bool = False) -> list[str]:
    """The line in pieces of at most this width, each as long as it can be and of one character at least."""
    if width_of(line, size, bold=bold) <= width:
        return [line]
    parts = [""]
    taken = 0
    for character in line:
        taken += _advance_of(character)
        if parts[-1] and _points(taken, size, bold=bold) > width:
            parts.append("")
            taken = _advance_of(character)
        parts[-1] += character
    return parts
