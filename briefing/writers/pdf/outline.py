"""The outline that a viewer shows beside the pages: the headings, nested by level."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import msgspec

from briefing.writers.pdf.file import PdfFile, literal, number


class Entry(msgspec.Struct, frozen=True):
    """A heading: its level from 1, its words, and the name of its place."""

    level: int
    words: str
    place: str


def outline(
    file: PdfFile, entries: Sequence[Entry], places: Mapping[str, tuple[int, float, float]], pages: Sequence[int]
) -> int:
    """The object number of the outline; 0 if there are no entries."""
    if not entries:
        return 0
    root = file.reserve()
    numbers = [file.reserve() for _ in entries]
    parents = _parents(entries)
    for index, entry in enumerate(entries):
        siblings = [other for other, parent in enumerate(parents) if parent == parents[index]]
        place = siblings.index(index)
        above = root if parents[index] is None else numbers[parents[index] or 0]
        page, x, y = places[entry.place]
        body = f"<</Title {literal(entry.words)}/Parent {above} 0 R"
        body += f"/Dest[{pages[page]} 0 R/XYZ {number(x)} {number(y)} null]"
        if place:
            body += f"/Prev {numbers[siblings[place - 1]]} 0 R"
        if place + 1 < len(siblings):
            body += f"/Next {numbers[siblings[place + 1]]} 0 R"
        file.set(numbers[index], body + _family(index, parents, numbers) + ">>")
    file.set(root, f"<</Type/Outlines{_family(None, parents, numbers)}>>")
    return root


def _parents(entries: Sequence[Entry]) -> list[int | None]:
    """The index of the entry above each; None at the top."""
    found: list[int | None] = []
    above: list[int] = []
    for index, entry in enumerate(entries):
        while above and entries[above[-1]].level >= entry.level:
            above.pop()
        found.append(above[-1] if above else None)
        above.append(index)
    return found


def _family(index: int | None, parents: Sequence[int | None], numbers: Sequence[int]) -> str:
    """First, last and number of the entries below one, all open."""
    below = [other for other, parent in enumerate(parents) if parent == index]
    if not below:
        return ""
    count = _descendants(index, parents)
    return f"/First {numbers[below[0]]} 0 R/Last {numbers[below[-1]]} 0 R/Count {count}"


def _descendants(index: int | None, parents: Sequence[int | None]) -> int:
    below = [other for other, parent in enumerate(parents) if parent == index]
    return len(below) + sum(_descendants(other, parents) for other in below)
