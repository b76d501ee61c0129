"""Lines of text: wrapping by the width of characters, and where two texts share a line."""

from __future__ import annotations

from unicodedata import combining, east_asian_width

MEASURE = 78  # columns


def width(text: str) -> int:
    """How many columns a text takes: two for a wide character, none for a mark that combines (UAX 11)."""
    if text.isascii():
        return len(text)
    return sum(0 if combining(c) else 2 if east_asian_width(c) in "WF" else 1 for c in text)


def wrapped(text: str, measure: int, first: str = "", hang: str = "") -> list[str]:
    """The words of a text in lines of this many columns; `first` begins the first line, `hang` the others.

    A line end in the text stays one. Lines break at plain blanks only, never inside a word.
    """
    lines: list[str] = []
    start = first
    for part in text.split("\n"):
        line, used = start, width(start)
        empty = True
        for word in part.split(" "):
            if not word:
                continue
            wide = width(word)
            if not empty and used + 1 + wide > measure:
                lines.append(line)
                line, used, empty = hang, width(hang), True
            line += word if empty else f" {word}"
            used += wide + (not empty)
            empty = False
        if not empty or part is not text:
            lines.append(line)
        start = hang
    return [] if not text.strip() else lines


def padded(text: str, columns: int, align: str = "left") -> str:
    """The text filled up with blanks to this many columns."""
    blanks = max(columns - width(text), 0)
    left = blanks if align == "right" else blanks // 2 if align == "center" else 0
    return " " * left + text + " " * (blanks - left)


def ends(left: str, right: str, measure: int) -> list[str]:
    """Two texts at the ends of a line, or on two lines where one cannot hold them."""
    if left and right and width(left) + width(right) + 2 <= measure:
        return [left + " " * (measure - width(left) - width(right)) + right]
    return [*wrapped(left, measure), *wrapped(right, measure)]
