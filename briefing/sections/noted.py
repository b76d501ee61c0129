"""What sections of the user's own say, as passages for the check of tradecraft: their words with the citations."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from briefing.analysis.tradecraft.material import Passage, Subject
from briefing.document.nodes import Block, Node, NoteRef, Paragraph, Text
from briefing.document.walk import walk
from briefing.problems import NOWHERE, Location
from briefing.sections.citing import NEGATIVE


def passages(template: str, blocks: Iterable[Block]) -> Iterator[Passage]:
    """A passage for each paragraph, wherever it stands; its place is that of its line in the template."""
    for block in blocks:
        for node in walk(block):
            if isinstance(node, Paragraph) and (words := "".join(map(_words, walk(node)))).strip():
                about = Subject(kind="note", id=template, location=_place(node))
                yield Passage(subject=about, field=(), text=words, part="note")


def _place(paragraph: Paragraph) -> Location:
    """Where a paragraph's first words stand."""
    origins = (node.origin for node in walk(paragraph) if isinstance(node, Text) and node.origin)
    return next((origin.location for origin in origins if origin.location), NOWHERE)


def _words(node: Node) -> str:
    """An inline as a curator would have written it."""
    if isinstance(node, NoteRef):
        ids = [] if node.note.startswith(NEGATIVE) else node.note.split(" ")
        return f"[{'; '.join('@' + c for c in ids)}]" if ids else ""
    return node.text if isinstance(node, Text) else ""
