"""Going through a document: the children of a node, all nodes below it in reading order, and its words.

Reading order is the same for every format: the masthead before the blocks, the blocks in order; in a table
the caption, the head and the body; in a list, a callout or wide pages their content in order; the notes
where the document ends. `words.py` says what a whole paper reads like.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import chain

from briefing.document.nodes import (
    BulletList,
    Callout,
    Cell,
    Definition,
    DefinitionList,
    Document,
    Emphasis,
    Fact,
    Figure,
    Heading,
    LineBreak,
    Link,
    Mark,
    Masthead,
    Node,
    Note,
    NoteRef,
    OrderedList,
    Paragraph,
    Ref,
    Row,
    Span,
    Strong,
    Table,
    Text,
    Wide,
)


def children(node: Node) -> tuple[Node, ...]:
    """The nodes directly inside a node, in reading order; empty for leaves.

    A document's notes are its last children. A figure's picture is a drawing, not a node; its caption counts.
    """
    match node:  # the frequent kinds come first: a document is walked many times
        case Text() | NoteRef():
            return ()
        case Cell() | Wide():
            return node.blocks
        case Row():
            return node.cells
        case Paragraph() | Heading() | Strong() | Emphasis() | Span() | Link() | Ref() | Fact() | Note():
            return node.children
        case BulletList() | OrderedList():
            return tuple(chain.from_iterable(node.items))
        case DefinitionList():
            return node.items
        case Definition():
            return (*node.term, *node.blocks)
        case Table():
            return (*node.caption, *node.head, *node.body)
        case Figure():
            return node.caption
        case Callout():
            return (*node.title, *node.blocks)
        case Masthead():
            return node.facts
        case Document():
            return (node.masthead, *node.blocks, *node.notes)
        case _:
            return ()


def walk(node: Node) -> Iterator[Node]:
    """The node and all nodes below it: a parent before its children, children in reading order."""
    waiting = [node]
    while waiting:
        current = waiting.pop()
        yield current
        if type(current) is not Text:  # most nodes are words, and papers are walked many times
            waiting.extend(children(current)[::-1])


def text_of(content: Node | Iterable[Node], notes: Mapping[str, int] | None = None) -> str:
    """The words of a node or of a run of nodes, as a reader of any format gets them, on one line.

    Inlines follow each other as they stand. A line break is a space; a mark has no words; a note reference has
    none either, or its number if `notes` (`Numbering.notes`) is given. Blocks, rows, cells and terms are set
    apart by one space. A figure gives its caption without its label; page breaks, contents and notes nothing.
    """
    words: list[str] = []
    for node in (content,) if isinstance(content, Node) else content:
        for part in walk(node):
            word = part.text if type(part) is Text else _word(part, notes or {})
            if word is not None:
                words.append(word)
            elif words and words[-1] != _GAP:
                words.append(_GAP)
    return "".join(words).removesuffix(_GAP)


_GAP = " "


def _word(node: Node, notes: Mapping[str, int]) -> str | None:
    """What an inline node says by itself; None for nodes that stand apart from what comes before them."""
    match node:
        case Text():
            return node.text
        case LineBreak():
            return _GAP
        case NoteRef():
            return str(notes.get(node.note, ""))
        case Strong() | Emphasis() | Span() | Link() | Ref() | Mark():
            return ""
        case _:
            return None
