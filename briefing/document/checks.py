"""What holds in every document. A breach is a bug of the section that made it, never a user's fault."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence

from briefing.document.nodes import (
    Contents,
    Document,
    Figure,
    Heading,
    Link,
    Node,
    NoteRef,
    Notes,
    PageBreak,
    Ref,
    Row,
    Table,
    Text,
    Wide,
)
from briefing.document.notes import number
from briefing.document.walk import text_of, walk

Nodes = Sequence[Node]
"""All nodes of the document, as `walk` gives them: walked once for all rules."""

_BROKEN = re.compile(r"[\n\r\t\v\f\x85\u2028\u2029]")


def check(document: Document) -> list[str]:
    """What is wrong with a document, one sentence each; an empty list if nothing is."""
    nodes = list(walk(document))
    found = [fault for rule in OF_NODES for fault in rule(nodes)]
    return found + [fault for rule in OF_DOCUMENTS for fault in rule(document)]


def ids_are_unique(nodes: Nodes) -> Iterator[str]:
    """Every heading, table and figure has an id of its own."""
    for anchor, times in Counter(_ids(nodes)).items():
        if not anchor:
            yield "a heading, table or figure has no id"
        elif times > 1:
            yield f"the id {anchor!r} is given {times} times"


def references_resolve(nodes: Nodes) -> Iterator[str]:
    """Every cross reference has a target, and words to show."""
    ids = set(_ids(nodes))
    for node in nodes:
        if isinstance(node, Ref) and node.target not in ids:
            yield f"the reference {text_of(node)!r} leads to {node.target!r}, which is not there"
        if isinstance(node, (Ref, Link)) and not text_of(node).strip():
            yield f"a link to {node.target if isinstance(node, Ref) else node.url!r} has no words"


def notes_resolve(document: Document) -> Iterator[str]:
    """Every note reference has its note, keys are unique, and notes do not refer to notes."""
    keys = Counter(note.key for note in document.notes)
    yield from (f"the note {key!r} is given {times} times" for key, times in keys.items() if times > 1)
    yield from (f"there is no note {key!r}" for key in number(document).notes if key not in keys)
    for note in document.notes:
        if any(isinstance(node, NoteRef) for node in walk(note)):
            yield f"the note {note.key!r} refers to a note"


def notes_are_last(document: Document) -> Iterator[str]:
    """The notes stand once, as the last block, if any is referred to."""
    places = [n for n, block in enumerate(document.blocks) if isinstance(block, Notes)]
    if places not in ([], [len(document.blocks) - 1]):
        yield "the notes are not the last block"
    if not places and number(document).notes:
        yield "there are note references and no notes"


def pages_are_outermost(document: Document) -> Iterator[str]:
    """What concerns whole pages stands in no other block; page breaks and headings also on wide pages."""
    for block in document.blocks:
        for node in walk(block):
            if node is block:
                continue
            if isinstance(node, (Wide, Notes, Contents)) or (
                isinstance(node, PageBreak) and not isinstance(block, Wide)
            ):
                yield f"a {type(node).__name__} stands inside a {type(block).__name__}"


def headings_step_down_by_one(nodes: Nodes) -> Iterator[str]:
    """Levels begin with 1 and none is left out on the way down (PDF/UA-1, 7.4.2); a heading has words."""
    level = 0
    for node in nodes:
        if isinstance(node, Heading):
            if not 1 <= node.level <= level + 1:
                yield f"the heading {text_of(node)!r} has level {node.level} after level {level}"
            if not text_of(node).strip():
                yield f"the heading {node.id!r} has no words"
            level = node.level


def tables_are_full(nodes: Nodes) -> Iterator[str]:
    """The cells of head and body, with their spans, fill the columns and rows exactly."""
    for node in nodes:
        if isinstance(node, Table):
            if not node.columns or not node.body:
                yield f"the table {node.id!r} has no columns or no rows"
            for name, rows in (("head", node.head), ("body", node.body)):
                yield from (f"the table {node.id!r}, {name}, {fault}" for fault in _gaps(rows, len(node.columns)))


def texts_are_one_line(nodes: Nodes) -> Iterator[str]:
    """Texts hold no line ends and no tabs."""
    for node in nodes:
        if isinstance(node, Text) and _BROKEN.search(node.text):
            yield f"the text {node.text[:40]!r} has a line end or a tab in it"


OF_NODES: Sequence[Callable[[Nodes], Iterator[str]]] = (
    ids_are_unique,
    references_resolve,
    headings_step_down_by_one,
    tables_are_full,
    texts_are_one_line,
)
OF_DOCUMENTS: Sequence[Callable[[Document], Iterator[str]]] = (notes_resolve, notes_are_last, pages_are_outermost)


def _ids(nodes: Nodes) -> Iterator[str]:
    return (node.id for node in nodes if isinstance(node, (Heading, Table, Figure)))


def _gaps(rows: Sequence[Row], width: int) -> Iterator[str]:
    """Rows whose cells leave or exceed the grid; rows count from 1."""
    covered: Counter[tuple[int, int]] = Counter()
    for y, row in enumerate(rows):
        x = 0
        for cell in row.cells:
            while (y, x) in covered:
                x += 1
            covered.update((y + down, x + right) for down in range(cell.rowspan) for right in range(cell.colspan))
    grid = {(y, x) for y in range(len(rows)) for x in range(width)}
    wrong = (set(covered) ^ grid) | {place for place, times in covered.items() if times > 1}
    for y in sorted({y for y, _ in wrong}):
        yield f"row {y + 1}: its cells do not fill {width} columns" if y < len(rows) else "a span leads out of its rows"
