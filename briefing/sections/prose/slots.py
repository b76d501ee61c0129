"""Values on their way through a template: a slot in the text stands for the value until the Markdown is read.

What a template inserts is words, never markup. So the template's text carries only a slot's number between two
characters that no text may hold (U+FDD0 to U+FDD3 are not characters in Unicode); after the Markdown is read the
value itself goes in. In the same way the end of each line carries the line of the template that it came from.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

import msgspec

from briefing.document.nodes import Block, Inline
from briefing.problems import NOWHERE, Location

SLOT = re.compile("\ufdd0([0-9]+)\ufdd1")
RESERVED = re.compile("[\ufdd0-\ufdd3]")
_LINE = re.compile("\ufdd2([0-9]+)[.]([0-9]+)\ufdd3")
_EDGES = re.compile("^(?:\\s|\ufdd2[^\ufdd3]*\ufdd3)+|(?:\\s|\ufdd2[^\ufdd3]*\ufdd3)+$")


class Citation(msgspec.Struct, frozen=True):
    """A note on these claims, wanted where it stands."""

    ids: tuple[str, ...]


class Given(str):
    """A text that a brief gives to a section, with the place of the section; what is made of it is a plain text."""

    __slots__ = ("location",)
    location: Location

    def __new__(cls, text: str, location: Location) -> Given:  # noqa: PYI034 - and not of a kind that is made of it
        """The text with its place."""
        made = super().__new__(cls, text)
        made.location = location
        return made


class Markdown(msgspec.Struct, frozen=True, kw_only=True):
    """A curator's own Markdown; `field` leads from the record at `location` to it, `record` names the record."""

    text: str
    record: str = ""
    location: Location = NOWHERE
    field: tuple[str | int, ...] = ()


Value = str | int | float | Inline | Block | Citation | Markdown | Sequence["Value"]
"""What a template may insert."""


class Passage(msgspec.Struct, frozen=True, kw_only=True):
    """Markdown to be read: its text, the place of each line (the last counts for all after it), and its values.

    `record` becomes the origin of the nodes; `prefix` begins the ids that headings get from their words; `code` is
    that of problems with the Markdown.
    """

    text: str
    places: Sequence[Location] = (NOWHERE,)
    values: Sequence[object] = ()
    record: str = ""
    field: tuple[str | int, ...] = ()
    prefix: str = ""
    code: str = "template-markdown"

    def place(self, line: int) -> Location:
        """The place of a line, counted from 0."""
        return self.places[min(line, len(self.places) - 1)]


def slot(number: int) -> str:
    """What stands for a value."""
    return f"\ufdd0{number}\ufdd1"


def renumbered(text: str, values: Sequence[object]) -> tuple[str, list[object]]:
    """The text with its slots counted from 0, and their values: so the same template gives the same text again."""
    found: list[object] = []

    def counted(old: re.Match[str]) -> str:
        found.append(values[int(old[1])])
        return slot(len(found) - 1)

    return SLOT.sub(counted, text), found


def lined(text: str, file: int, first: int) -> str:
    """A piece of a template with its line behind each line; `first` is the line on which it begins."""
    lines = text.split("\n")
    ends = [f"{line}\ufdd2{file}.{first + n}\ufdd3" for n, line in enumerate(lines[:-1])]
    return "\n".join([*ends, lines[-1]])


def trimmed(text: str) -> str:
    """A piece of a template without the blank lines and blanks around it, and without their marks."""
    return _EDGES.sub("", text)


def located(text: str, files: Sequence[str]) -> tuple[str, list[Location]]:
    """The text without what `lined` put into it, and the place of each line."""
    found = [_LINE.search(line) for line in text.split("\n")]
    places = [Location(files[int(mark[1])], int(mark[2]), 1) for mark in found if mark is not None]
    last = places[-1] if places else Location(files[0] if files else "", 0, 1)
    places.append(Location(last.file, last.line + 1, 1))  # the last line has no end
    return _LINE.sub("", text), places
