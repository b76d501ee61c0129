"""Going through a document: the children of a node, all nodes below it in reading order, and its words.

Reading order is the same for every format: the masthead before the blocks, the blocks in order; in a table
the caption, the head and the body; in a list, a callout or wide pages their content in order; the notes
where the document ends. `words.py` says what a whole paper reads like.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from itertools import chain
from operator import attrgetter
from typing import Any

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
    inside = _INSIDE.get(type(node))
    return inside(node) if inside is not None else ()


def walk(node: Node) -> list[Node]:
    """The node and all nodes below it: a parent before its children, children in reading order."""
    found = [node]
    _gather(children(node), found)
    return found


def _gather(nodes: Iterable[Node], found: list[Node]) -> None:
    """Adds the nodes and all below them. Papers are walked many times: this is as quick as a list can be made."""
    add, inside_of = found.append, _INSIDE.get
    for node in nodes:
        add(node)
        kind = type(node)
        if kind is not Text:  # most nodes are words
            inside = inside_of(kind)
            if inside is not None:
                _gather(inside(node), found)


def walk_blocks(blocks: Iterable[Node]) -> list[Node]:
    """The blocks and all nodes below them, except what is inside paragraphs and headings."""
    found: list[Node] = []
    _gather_blocks(blocks, found)
    return found


def _gather_blocks(nodes: Iterable[Node], found: list[Node]) -> None:
    for node in nodes:
        found.append(node)
        kind = type(node)
        if kind is not Paragraph and kind is not Heading and (inside := _INSIDE.get(kind)) is not None:
            _gather_blocks(inside(node), found)


Kinds = Mapping[type[Node], list[Any]]
"""Nodes by their kind, each kind in reading order; a kind that does not occur is missing."""


def by_kind(*nodes: Node) -> Kinds:
    """The nodes and all below them."""
    kinds: defaultdict[type[Node], list[Any]] = defaultdict(list)
    _sort(nodes, kinds)
    return dict(kinds)


def _sort(nodes: Iterable[Node], kinds: defaultdict[type[Node], list[Any]]) -> None:
    """As `_gather`, each node among those of its kind."""
    for node in nodes:
        kind = type(node)
        kinds[kind].append(node)
        if kind is not Text:
            inside = _INSIDE.get(kind)
            if inside is not None:
                _sort(inside(node), kinds)


def joined(parts: Iterable[Kinds]) -> Kinds:
    """The nodes of parts that follow each other."""
    found: defaultdict[type[Node], list[Any]] = defaultdict(list)
    for part in parts:
        for kind, nodes in part.items():
            found[kind] += nodes
    return dict(found)


def _items(node: BulletList | OrderedList) -> tuple[Node, ...]:
    return tuple(chain.from_iterable(node.items))


_INSIDE: Mapping[type[Node], Callable[[Any], tuple[Node, ...]]] = {
    Cell: attrgetter("blocks"),
    Wide: attrgetter("blocks"),
    Row: attrgetter("cells"),
    **dict.fromkeys(
        (Paragraph, Heading, Strong, Emphasis, Span, Link, Ref, Fact, Note),
        attrgetter("children"),
    ),
    BulletList: _items,
    OrderedList: _items,
    DefinitionList: attrgetter("items"),
    Definition: lambda node: (*node.term, *node.blocks),
    Table: lambda node: (*node.caption, *node.head, *node.body),
    Figure: attrgetter("caption"),
    Callout: lambda node: (*node.title, *node.blocks),
    Masthead: attrgetter("facts"),
    Document: lambda node: (node.masthead, *node.blocks, *node.notes),
}
"""How to get the children of each kind of node that has any."""


def text_of(content: Node | Iterable[Node], notes: Mapping[str, int] | None = None) -> str:
    """The words of a node or of a run of nodes, as a reader of any format gets them, on one line.

    Inlines follow each other as they stand. A line break is a space; a mark has no words; a note reference has
    none either, or its number if `notes` (`Numbering.notes`) is given. Blocks, rows, cells and terms are set
    apart by one space. A figure gives its caption without its label; page breaks, contents and notes nothing.
    """
    words: list[str] = []
    for node in (content,) if isinstance(content, Node) else content:
        for part in walk(node):
            word = part.text if type(part) is Text else _word(part, notes)
            if word is not None:
                words.append(word)
            elif words and words[-1] != _GAP:
                words.append(_GAP)
    return "".join(words).removesuffix(_GAP)


_GAP = " "
_SAID: Mapping[type[Node], str] = {LineBreak: _GAP, **dict.fromkeys((Strong, Emphasis, Span, Link, Ref, Mark), "")}


def _word(node: Node, notes: Mapping[str, int] | None) -> str | None:
    """What an inline node says by itself; None for nodes that stand apart from what comes before them."""
    if isinstance(node, NoteRef):
        return str(notes.get(node.note, "")) if notes else ""
    return _SAID.get(type(node))
