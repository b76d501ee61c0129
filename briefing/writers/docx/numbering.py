"""List numbering: the definitions behind the list styles, and an instance of its own for each numbered list."""

from __future__ import annotations

import msgspec

from briefing.settings import Style
from briefing.writers.docx.markup import NAMESPACES, PROLOGUE, W, twips
from briefing.writers.style import LIST_INDENT

DEPTH = 3  # levels that have list styles of their own; Word's own number of them
_LEVELS = 9
_BULLETS = ("\u2022", "\u2013", "\u00b7")  # bullet, en dash, middle dot
NUMBER_INDENT = LIST_INDENT + 4
BULLET_ID, NUMBER_ID = 1, 2


class Numbers(msgspec.Struct, frozen=True):
    """Where our lists stand in a numbering part: the bullets' instance, the numbers' definition, the first free id."""

    bullets: int
    numbers: int
    first: int


OWN = Numbers(BULLET_ID, NUMBER_ID, NUMBER_ID + 1)


def definitions(style: Style) -> str:
    """numbering.xml with the two definitions and the instances that the list styles name."""
    bullets = "".join(_bullet(level, style.fonts.word_sans) for level in range(_LEVELS))
    numbers = "".join(_number(level) for level in range(_LEVELS))
    instances = "".join(
        f'<w:num w:numId="{number}"><w:abstractNumId w:val="{number}"/></w:num>' for number in (BULLET_ID, NUMBER_ID)
    )
    return (
        f"{PROLOGUE}<w:numbering {NAMESPACES}>"
        f'<w:abstractNum w:abstractNumId="{BULLET_ID}"><w:multiLevelType w:val="multilevel"/>{bullets}</w:abstractNum>'
        f'<w:abstractNum w:abstractNumId="{NUMBER_ID}"><w:multiLevelType w:val="multilevel"/>{numbers}</w:abstractNum>'
        f"{instances}</w:numbering>"
    )


def list_style(kind: str, level: int) -> str:
    """The name of a list style: `List Bullet`, `List Bullet 2`, ...; `level` counts from 0."""
    return f"List {kind}" if level == 0 else f"List {kind} {min(level, DEPTH - 1) + 1}"


def _bullet(level: int, font: str) -> str:
    face = f'<w:rPr><w:rFonts w:ascii="{font}" w:hAnsi="{font}" w:cs="{font}" w:hint="default"/></w:rPr>'
    return _level(level, list_style("Bullet", level), ("bullet", _BULLETS[level % 3]), LIST_INDENT, face)


def _number(level: int) -> str:
    return _level(level, list_style("Number", level), ("decimal", f"%{level + 1}."), NUMBER_INDENT)


def _level(level: int, style: str, label: tuple[str, str], indent: float, face: str = "") -> str:
    """A level of a definition; `label` is the format of its numbers and the text around them."""
    form, text = label
    linked = f'<w:pStyle w:val="{style.replace(" ", "")}"/>' if level < DEPTH else ""
    return (
        f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>{linked}'
        f'<w:lvlText w:val="{text}"/><w:lvlJc w:val="left"/><w:pPr>'
        f'<w:ind w:left="{twips(indent + level * LIST_INDENT)}" w:hanging="{twips(indent)}"/></w:pPr>{face}</w:lvl>'
    )


class Lists:
    """The instances of numbered lists, each with its own start."""

    def __init__(self, numbers: Numbers = OWN) -> None:
        self.bullets = numbers.bullets
        self._definition = numbers.numbers
        self._first = numbers.first
        self._starts: list[tuple[int, int]] = []

    def numbered(self, start: int, level: int) -> int:
        """The instance for a new list at this level that begins with `start`."""
        self._starts.append((start, level))
        return self._first + len(self._starts) - 1

    def entered(self, part: bytes, place: bytes) -> bytes:
        """The numbering part with the num elements of these lists at a place in it."""
        declared = "" if b"<w:numbering" in part else f' xmlns:w="{W}"'  # a template may call the namespace otherwise
        instances = "".join(
            f'<w:num{declared} w:numId="{number}"><w:abstractNumId w:val="{self._definition}"/>'
            f'<w:lvlOverride w:ilvl="{level}"><w:startOverride w:val="{start}"/></w:lvlOverride></w:num>'
            for number, (start, level) in enumerate(self._starts, self._first)
        )
        return part.replace(place, instances.encode())


def unnumbered(level: int) -> str:
    """The numPr element of a paragraph that goes on inside an item: part of the list, with no sign of its own."""
    return f'<w:numPr><w:ilvl w:val="{min(level, _LEVELS - 1)}"/><w:numId w:val="0"/></w:numPr>'


def numbered_as(instance: int, level: int) -> str:
    """The numPr element that puts a paragraph into a list."""
    return f'<w:numPr><w:ilvl w:val="{min(level, _LEVELS - 1)}"/><w:numId w:val="{instance}"/></w:numPr>'
