"""What sections of the user's own say, as passages for the check of tradecraft: their words with the citations."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache
from itertools import takewhile

from briefing.analysis.tradecraft.material import Passage, Subject
from briefing.document.nodes import Block, Node, NoteRef, Paragraph, Text
from briefing.document.walk import walk
from briefing.problems import NOWHERE, Location
from briefing.sections.citing import NEGATIVE

_WORDS = re.compile(r"\w[^\[\]{}*_`<>\\]*")  # of a line, as a paper has them


def passages(template: str, blocks: Iterable[Block], source: Callable[[Location], str]) -> Iterator[Passage]:
    """A passage for each paragraph, wherever it stands, with the places of its lines in its template's `source`."""
    read = cache(lambda file: source(Location(file)).split("\n"))
    for block in blocks:
        for node in walk(block):
            if isinstance(node, Paragraph) and (words := "".join(map(_words, walk(node)))).strip():
                about = Subject(kind="note", id=template, location=_place(node))
                lines = tuple(_lines(words, about.location, read(about.location.file)))
                yield Passage(subject=about, field=(), text=words, part="note", lines=lines)


def _place(paragraph: Paragraph) -> Location:
    """Where a paragraph's first words stand, of those that are not the brief's."""
    origins = (node.origin for node in walk(paragraph) if isinstance(node, Text) and node.origin)
    found = [(origin.record, origin.location) for origin in origins if origin.location]
    return next((place for record, place in found if record), found[0][1] if found else NOWHERE)


def _lines(text: str, place: Location, source: Sequence[str]) -> Iterator[tuple[int, Location]]:
    """Where the lines of a template begin in a paragraph, as far as their first words are found in it."""
    offset = 0
    yield offset, place
    following = takewhile(str.strip, source[place.line :])
    for number, line in enumerate(following, place.line + 1):
        words = _WORDS.search(line)
        found = text.find(" ".join(words[0].split()), offset + 1) if words else -1
        if found >= 0:
            offset = found
            yield offset, Location(place.file, number, 1)


def _words(node: Node) -> str:
    """An inline as a curator would have written it."""
    if isinstance(node, NoteRef):
        ids = [] if node.note.startswith(NEGATIVE) else node.note.split(" ")
        return f"[{'; '.join('@' + c for c in ids)}]" if ids else ""
    return node.text if isinstance(node, Text) else ""
