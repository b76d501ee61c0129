"""The outline that a viewer shows beside the pages: the headings, nested by level."""

from __future__ import annotations

from bisect import bisect_left
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
    below: dict[int | None, list[int]] = {}
    for index, parent in enumerate(parents):
        below.setdefault(parent, []).append(index)
    for index, (entry, parent) in enumerate(zip(entries, parents, strict=True)):
        siblings = below[parent]
        place = bisect_left(siblings, index)
        above = root if parent is None else numbers[parent]
        page, x, y = places[entry.place]
        body = f"<</Title {literal(entry.words)}/Parent {above} 0 R"
        body += f"/Dest[{pages[page]} 0 R/XYZ {number(x)} {number(y)} null]"
        if place:
            body += f"/Prev {numbers[siblings[place - 1]]} 0 R"
        if place + 1 < len(siblings):
            body += f"/Next {numbers[siblings[place + 1]]} 0 R"
        file.set(numbers[index], body + _family(index, below, numbers) + ">>")
    file.set(root, f"<</Type/Outlines{_family(None, below, numbers)}>>")
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


def _family(index: int | None, below: Mapping[int | None, Sequence[int]], numbers: Sequence[int]) -> str:
    """First, last and number of the entries below one, all open."""
    if index not in below:
        return ""
    first, last = below[index][0], below[index][-1]
    return f"/First {numbers[first]} 0 R/Last {numbers[last]} 0 R/Count {_descendants(index, below)}"


def _descendants(index: int | None, below: Mapping[int | None, Sequence[int]]) -> int:
    return sum(1 + _descendants(other, below) for other in below.get(index, ()))
