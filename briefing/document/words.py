"""The words of a whole paper, in reading order: what every format has to say, no more and no less."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import assert_never

from briefing.document.nodes import (
    Block,
    BulletList,
    Callout,
    Contents,
    DefinitionList,
    Document,
    Figure,
    Heading,
    Notes,
    OrderedList,
    PageBreak,
    Paragraph,
    Table,
    Wide,
)
from briefing.document.notes import Numbering
from briefing.document.walk import text_of, walk


def words(document: Document, numbering: Numbering) -> list[str]:
    """The paper line by line: one line for each paragraph, heading, title, caption, fact and note.

    Note references are numbers behind their word; a numbered table's or figure's caption begins with `Table 1. ` or
    `Figure 1. ` (`Labels`); the contents list gives its headings without page numbers; the notes begin with their
    numbers, in their order. Not words: the signs of lists, marks, what a figure draws, and the header and footer of
    pages.
    """
    masthead = document.masthead
    lines = [masthead.series, masthead.issue, masthead.title]
    lines += [f"{fact.label} {text_of(fact, numbering.notes)}" for fact in masthead.facts]
    for block in document.blocks:
        lines += _block(block, document, numbering)
    return [line for line in lines if line]


def _block(block: Block, document: Document, numbering: Numbering) -> Iterator[str]:
    notes = numbering.notes
    match block:
        case Heading() | Paragraph():
            yield text_of(block, notes)
        case BulletList() | OrderedList():
            yield from _blocks((inner for item in block.items for inner in item), document, numbering)
        case DefinitionList():
            for item in block.items:
                yield text_of(item.term, notes)
                yield from _blocks(item.blocks, document, numbering)
        case Table():
            yield _caption(
                document.properties.labels.table, numbering.tables.get(block.id), text_of(block.caption, notes)
            )
            cells = (cell for row in (*block.head, *block.body) for cell in row.cells)
            yield from _blocks((inner for cell in cells for inner in cell.blocks), document, numbering)
        case Figure():
            yield _caption(
                document.properties.labels.figure, numbering.figures.get(block.id), text_of(block.caption, notes)
            )
        case Callout():
            yield text_of(block.title, notes)
            yield from _blocks(block.blocks, document, numbering)
        case Wide():
            yield from _blocks(block.blocks, document, numbering)
        case PageBreak():
            pass
        case Contents():
            headings = (node for node in walk(document) if isinstance(node, Heading))
            yield from (text_of(heading) for heading in headings if heading.level <= block.depth)
        case Notes():
            yield from _notes(document, notes)
        case _:
            assert_never(block)


def _blocks(blocks: Iterable[Block], document: Document, numbering: Numbering) -> Iterator[str]:
    for block in blocks:
        yield from _block(block, document, numbering)


def _caption(pattern: str, number: int | None, caption: str) -> str:
    """`Table 1. Caption`; nothing without a number."""
    return f"{pattern.format(number=number)} {caption}" if number is not None else ""


def _notes(document: Document, numbers: Mapping[str, int]) -> Iterator[str]:
    """The notes that are referred to, by number."""
    used = {numbers[note.key]: text_of(note) for note in document.notes if note.key in numbers}
    return (f"{number} {used[number]}" for number in sorted(used))
