"""What holds in every document. A breach is a fault of the section that made it, or of a template of a user's own."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain
from typing import Any

import msgspec

from briefing.document.nodes import (
    Cell,
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
from briefing.document.walk import Kinds, by_kind, text_of, walk

_BROKEN = re.compile(r"[\n\r\t\v\f\x85\u2028\u2029]")


class Fault(msgspec.Struct, frozen=True):
    """A breach in words, the nodes that are at fault, and what helps where the words do not say it."""

    message: str
    nodes: tuple[Node, ...] = ()
    hint: str = ""


class Nodes(msgspec.Struct, frozen=True):
    """A document with its nodes by kind, gathered once for all rules: those of its body, and those of its notes."""

    document: Document
    body: Kinds
    notes: Kinds

    def of(self, *kinds: type[Node]) -> Iterator[Any]:
        """All nodes of these kinds, each kind in reading order."""
        return chain.from_iterable(found.get(kind, ()) for kind in kinds for found in (self.body, self.notes))


def check(document: Document, body: Kinds | None = None) -> list[Fault]:
    """What is wrong with a document; an empty list if nothing is. `body` are the nodes of its masthead and blocks."""
    body = by_kind(document.masthead, *document.blocks) if body is None else body
    nodes = Nodes(document, body, by_kind(*document.notes))
    return [fault for rule in RULES for fault in rule(nodes)]


def ids_are_unique(nodes: Nodes) -> Iterator[Fault]:
    """Every heading, table and figure has an id of its own."""
    for anchor, times in Counter(_ids(nodes)).items():
        if anchor and times == 1:
            continue
        same = tuple(node for node in nodes.of(Heading, Table, Figure) if node.id == anchor)
        message = f"the id {anchor!r} is given {times} times" if anchor else "a heading, table or figure has no id"
        yield Fault(message, same, "give each an id of its own: a heading of a template ends in {#its-id}")


def references_resolve(nodes: Nodes) -> Iterator[Fault]:
    """Every cross reference has a target, and words to show."""
    ids = set(_ids(nodes))
    for node in nodes.of(Ref):
        if node.target not in ids:
            message = f"the reference {text_of(node)!r} leads to {node.target!r}, which is not there"
            yield Fault(message, (node,), "leave the section in that has it, or refer to another id")
    for node in nodes.of(Ref, Link):
        if not _says(node):
            yield Fault(f"a link to {node.target if isinstance(node, Ref) else node.url!r} has no words", (node,))


def notes_resolve(nodes: Nodes) -> Iterator[Fault]:
    """Every note reference has its note, keys are unique, and notes do not refer to notes."""
    keys = Counter(note.key for note in nodes.document.notes)
    yield from (Fault(f"the note {key!r} is given {times} times") for key, times in keys.items() if times > 1)
    referred = dict.fromkeys(reference.note for reference in nodes.body.get(NoteRef, ()))
    yield from (Fault(f"there is no note {key!r}") for key in referred if key not in keys)
    for note in nodes.document.notes if NoteRef in nodes.notes else ():
        if any(isinstance(node, NoteRef) for node in walk(note)):
            yield Fault(f"the note {note.key!r} refers to a note")


def notes_are_last(nodes: Nodes) -> Iterator[Fault]:
    """The notes stand once, as the last block, if any is referred to."""
    blocks = nodes.document.blocks
    places = [n for n, block in enumerate(blocks) if isinstance(block, Notes)]
    if places not in ([], [len(blocks) - 1]):
        yield Fault("the notes are not the last block")
    if not places and NoteRef in nodes.body:
        yield Fault("there are note references and no notes")


def pages_are_outermost(nodes: Nodes) -> Iterator[Fault]:
    """What concerns whole pages stands in no other block; page breaks and headings also on wide pages."""
    blocks = nodes.document.blocks
    if sum(isinstance(block, _PAGES) for block in blocks) == sum(1 for _ in nodes.of(*_PAGES)):
        return
    for block in blocks:
        for node in walk(block)[1:]:
            if isinstance(node, _PAGES) and not (isinstance(node, PageBreak) and isinstance(block, Wide)):
                yield Fault(f"a {type(node).__name__} stands inside a {type(block).__name__}", (node, block))


_PAGES = (Wide, Notes, Contents, PageBreak)


def headings_step_down_by_one(nodes: Nodes) -> Iterator[Fault]:
    """Levels begin with 1 and none is left out on the way down (PDF/UA-1, 7.4.2); a heading has words."""
    level = 0
    for node in nodes.of(Heading):
        if not 1 <= node.level <= level + 1:
            message = f"the heading {text_of(node)!r} has level {node.level} after level {level}"
            yield Fault(message, (node,), f"begin it with {'#' * (level + 1)} and a blank")
        if not _says(node):
            hint = "write words after the #; {{ title }} is the title that a note has in the brief"
            yield Fault(f"the heading {node.id!r} has no words", (node,), hint)
        level = node.level


def tables_are_full(nodes: Nodes) -> Iterator[Fault]:
    """The cells of head and body, with their spans, fill the columns and rows exactly."""
    for node in nodes.of(Table):
        if not node.columns or not node.body:
            yield Fault(f"the table {node.id!r} has no columns or no rows", (node,))
        for name, rows in (("head", node.head), ("body", node.body)):
            gaps = _gaps(rows, len(node.columns))
            yield from (Fault(f"the table {node.id!r}, {name}, {gap}", (node,)) for gap in gaps)


def texts_are_one_line(nodes: Nodes) -> Iterator[Fault]:
    """Texts hold no line ends and no tabs."""
    if _BROKEN.search("".join([node.text for node in nodes.of(Text)])):
        broken = (node for node in nodes.of(Text) if _BROKEN.search(node.text))
        yield from (Fault(f"the text {node.text[:40]!r} has a line end or a tab in it", (node,)) for node in broken)


RULES: Sequence[Callable[[Nodes], Iterator[Fault]]] = (
    ids_are_unique,
    references_resolve,
    headings_step_down_by_one,
    tables_are_full,
    texts_are_one_line,
    notes_resolve,
    notes_are_last,
    pages_are_outermost,
)


def _ids(nodes: Nodes) -> Iterable[str]:
    return (node.id for node in nodes.of(Heading, Table, Figure))


def _says(node: Node) -> bool:
    """Whether a node has any words."""
    return any(type(part) is Text and part.text and not part.text.isspace() for part in walk(node))


def _gaps(rows: Sequence[Row], width: int) -> Iterator[str]:
    """Rows whose cells leave or exceed the grid; rows count from 1."""
    if all(len(row.cells) == width and all(_plain(cell) for cell in row.cells) for row in rows):
        return
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


def _plain(cell: Cell) -> bool:
    """Whether a cell takes one place of the grid."""
    return cell.colspan == 1 and cell.rowspan == 1
