r"""A document as readable text, for golden files: one node a line, indented by depth, always the same.

Inlines are written short: `**bold**`, `*italic*`, `{:ru Россия}` words in a language, `[words](address "title")`,
`{@target words}` a cross reference, `[^key]` a note reference, `{mark up}`, `{br}`. In texts the characters of these
signs have a backslash before them, and what does not print is written as its code (`\xa0`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import assert_never

from briefing.document.labels import ENGLISH
from briefing.document.nodes import (
    Block,
    BulletList,
    Callout,
    Cell,
    Column,
    Contents,
    DefinitionList,
    Document,
    Emphasis,
    Figure,
    Heading,
    HubAndSpokes,
    Inline,
    IntervalRow,
    Intervals,
    LikelihoodBar,
    LineBreak,
    Link,
    Mark,
    Node,
    NoteRef,
    Notes,
    OrderedList,
    PageBreak,
    Paragraph,
    Picture,
    Ref,
    Row,
    Span,
    Strong,
    Table,
    Text,
    Timeline,
    TimelineEntry,
    Wide,
)

_SIGNS = re.compile(r"[\\*\[\]{}]")
_Line = tuple[int, str, Node]


def dump(document: Document, *, origins: bool = False) -> str:
    """The document as text, ending with a line end; with `origins`, each line ends with where its node came from."""
    return _written(_document(document), origins=origins)


def dump_blocks(blocks: Iterable[Block], *, origins: bool = False) -> str:
    """Blocks as text, in the same way."""
    return _written(_blocks(blocks, 0), origins=origins)


def _written(lines: Iterable[_Line], *, origins: bool) -> str:
    return "".join(
        f"{'  ' * depth}{line}{_origin(node) if origins else ''}".rstrip() + "\n" for depth, line, node in lines
    )


def _origin(node: Node) -> str:
    if node.origin is None:
        return ""
    place = f" {node.origin.location}" if node.origin.location else ""
    return f"  <{node.origin.record}{place}>"


def _document(document: Document) -> Iterator[_Line]:
    yield 0, "document", document
    for name in document.properties.__struct_fields__:
        value = getattr(document.properties, name)
        if value and name != "origin" and value != ENGLISH:
            shown = "; ".join(value) if isinstance(value, tuple) else str(value)
            yield 1, f"{name}: {_plain(shown)}", document.properties
    masthead = document.masthead
    yield 1, f"masthead: {' | '.join(_plain(s) for s in (masthead.series, masthead.issue, masthead.title))}", masthead
    for fact in masthead.facts:
        yield 2, f"{_plain(fact.label)}: {_inline(fact.children)}", fact
    yield from _blocks(document.blocks, 1)
    for note in document.notes:
        claims = f" ({', '.join(note.claims)})" if note.claims else ""
        yield 1, f"[^{note.key}]: {_inline(note.children)}{claims}", note


def _blocks(blocks: Iterable[Block], depth: int) -> Iterator[_Line]:
    for block in blocks:
        yield from _block(block, depth)


def _block(block: Block, depth: int) -> Iterator[_Line]:
    match block:
        case Heading():
            yield depth, f"h{block.level} {{#{block.id}}} {_inline(block.children)}", block
        case Paragraph():
            yield depth, f"{'p' if block.role == 'body' else f'p.{block.role}'} {_inline(block.children)}", block
        case BulletList():
            yield depth, "bullets", block
            yield from _items(((item, "-") for item in block.items), depth + 1, block)
        case OrderedList():
            yield depth, "numbers", block
            yield from _items(((item, f"{n}.") for n, item in enumerate(block.items, block.start)), depth + 1, block)
        case DefinitionList():
            yield depth, "definitions", block
            for definition in block.items:
                yield depth + 1, f"term {_inline(definition.term)}", definition
                yield from _blocks(definition.blocks, depth + 2)
        case Table():
            yield from _table(block, depth)
        case Figure():
            yield depth, f"figure {{#{block.id}}} alt: {_plain(block.alt)}", block
            yield from _captioned(block, depth + 1)
            yield from _picture(block.picture, depth + 1)
        case Callout():
            yield depth, f"callout.{block.kind} {_inline(block.title)}", block
            yield from _blocks(block.blocks, depth + 1)
        case Wide():
            yield depth, "wide", block
            yield from _blocks(block.blocks, depth + 1)
        case PageBreak():
            yield depth, "page break", block
        case Contents():
            yield depth, f"contents to level {block.depth}", block
        case Notes():
            yield depth, "notes", block
        case _:
            assert_never(block)


def _items(items: Iterable[tuple[tuple[Block, ...], str]], depth: int, parent: Node) -> Iterator[_Line]:
    """List items; one that is a plain paragraph takes one line."""
    for blocks, sign in items:
        yield from _held(blocks, sign, depth, parent)


def _held(blocks: tuple[Block, ...], sign: str, depth: int, holder: Node) -> Iterator[_Line]:
    first = blocks[0] if blocks else None
    if isinstance(first, Paragraph) and first.role == "body":
        yield depth, f"{sign} {_inline(first.children)}", first
        blocks = blocks[1:]
    else:
        yield depth, sign, holder
    yield from _blocks(blocks, depth + 1)


def _table(table: Table, depth: int) -> Iterator[_Line]:
    columns = " ".join(_column(column) for column in table.columns)
    summary = f" summary: {_plain(table.summary)}" if table.summary else ""
    yield depth, f"table {{#{table.id}}} [{columns}]{summary}", table
    yield from _captioned(table, depth + 1)
    for name, rows in (("head", table.head), ("body", table.body)):
        for row in rows:
            yield from _row(row, name, depth + 1)


def _column(column: Column) -> str:
    return f"{column.align[0]}{column.width:g}"


def _captioned(block: Table | Figure, depth: int) -> Iterator[_Line]:
    if block.caption:
        yield depth, f"caption {_inline(block.caption)}", block


def _row(row: Row, name: str, depth: int) -> Iterator[_Line]:
    yield depth, name, row
    for cell in row.cells:
        yield from _held(cell.blocks, _cell(cell), depth + 1, cell)


def _cell(cell: Cell) -> str:
    spans = [f"{name}={n}" for name, n in (("colspan", cell.colspan), ("rowspan", cell.rowspan)) if n != 1]
    style = "" if cell.style == "plain" else f".{cell.style}"
    return " ".join([f"{'th' if cell.header else 'td'}{style}", *spans]) + ":"


def _picture(picture: Picture, depth: int) -> Iterator[_Line]:
    match picture:
        case LikelihoodBar():
            label = f" {_plain(picture.label)}" if picture.label else ""
            yield depth, f"bar {picture.low} to {picture.high}{label}", picture
        case Intervals():
            yield depth, f"intervals in {_plain(picture.unit)}", picture
            for row in picture.rows:
                yield depth + 1, _interval(row), row
        case HubAndSpokes():
            yield depth, f"hub {picture.hub}", picture
            for party in picture.parties:
                yield depth + 1, f"{party.id}: {_plain(party.label)}", party
            for flow in picture.flows:
                yield (
                    depth + 1,
                    f"{flow.giver} to {flow.receiver}: {flow.lines} {flow.status} {_plain(flow.label)}",
                    flow,
                )
        case Timeline():
            yield depth, "timeline", picture
            for entry in picture.entries:
                yield depth + 1, _entry(entry), entry
        case _:
            assert_never(picture)


def _entry(entry: TimelineEntry) -> str:
    link = " throughout " if entry.lasting else " to "
    when = f"{entry.first}{link}{entry.last}{' about' * entry.approximate}"
    return f"{_plain(entry.lane)}: {when} ({_plain(entry.value)}) {_plain(entry.label)}"


def _interval(row: IntervalRow) -> str:
    low, high = ("open" if end is None else f"{end:g}" for end in (row.low, row.high))
    return f"{_plain(row.label)}: {low} to {high}{' about' * row.approximate} ({_plain(row.value)})"


def _inline(nodes: Iterable[Inline]) -> str:
    return "".join(_one(node) for node in nodes)


def _one(node: Inline) -> str:
    match node:
        case Text():
            return _plain(node.text)
        case Strong():
            return f"**{_inline(node.children)}**"
        case Emphasis():
            return f"*{_inline(node.children)}*"
        case Span():
            return f"{{:{node.lang} {_inline(node.children)}}}"
        case Link():
            title = f' "{_plain(node.title)}"' if node.title else ""
            return f"[{_inline(node.children)}]({node.url}{title})"
        case Ref():
            return f"{{@{node.target} {_inline(node.children)}}}"
        case NoteRef():
            return f"[^{node.note}]"
        case Mark():
            return f"{{mark {node.kind}}}"
        case LineBreak():
            return "{br}"
        case _:
            assert_never(node)


def _plain(text: str) -> str:
    """A text with the signs of this form, and what does not print, marked by a backslash."""
    marked = _SIGNS.sub(lambda sign: "\\" + sign[0], text)
    return "".join(c if c.isprintable() else ascii(c)[1:-1] for c in marked)
