"""Blocks as lines of text; each block ends with an empty line."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import assert_never

from briefing.document.nodes import (
    Block,
    BulletList,
    Callout,
    Contents,
    DefinitionList,
    Document,
    Emphasis,
    Figure,
    Heading,
    Inline,
    LineBreak,
    Link,
    Mark,
    NoteRef,
    Notes,
    OrderedList,
    PageBreak,
    Paragraph,
    Ref,
    Span,
    Strong,
    Table,
    Text,
    Wide,
)
from briefing.document.notes import Numbering
from briefing.document.walk import text_of, walk
from briefing.writers.text.lines import width, wrapped
from briefing.writers.text.tables import table

_RULES = {1: "=", 2: "-", 3: "~"}
_NARROWEST = 24  # columns; a list nested so deep that less is left goes no further to the right


class BlockWriter:
    """What turns blocks into lines."""

    def __init__(self, document: Document, numbering: Numbering) -> None:
        self._document = document
        self._numbering = numbering
        self._labels = document.properties.labels

    def render(self, blocks: Iterable[Block], measure: int) -> Iterator[str]:
        """The lines of blocks, of at most `measure` columns where no word is longer."""
        for block in blocks:
            yield from self._block(block, measure)

    def _block(self, block: Block, measure: int) -> Iterator[str]:
        match block:
            case Heading():
                yield from self._heading(block, measure)
            case Paragraph():
                yield from self._paragraph(block, measure)
            case BulletList():
                yield from self._list([("-", item) for item in block.items], measure)
            case OrderedList():
                yield from self._list([(f"{n}.", item) for n, item in enumerate(block.items, block.start)], measure)
            case DefinitionList():
                for item in block.items:
                    yield from wrapped(self.said(item.term), measure)
                    yield from self._indented(item.blocks, "    ", measure)
            case Table():
                yield from self._caption(
                    self._labels.table, self._numbering.tables.get(block.id), block.caption, measure
                )
                yield from table(block, self.cell, measure)
                yield ""
            case Figure():
                yield from wrapped(f"[{block.alt}]", measure)
                yield ""
                yield from self._caption(
                    self._labels.figure, self._numbering.figures.get(block.id), block.caption, measure
                )
            case Callout():
                yield from self._callout(block, measure)
            case Wide():
                yield from self.render(block.blocks, measure)
            case PageBreak():
                pass
            case Contents():
                yield from self._contents(block.depth, measure)
            case Notes():
                yield from self._notes(measure)
            case _:
                assert_never(block)

    # -- words -------------------------------------------------------------------------------------------------

    def said(self, children: tuple[Inline, ...]) -> str:
        """The words of inlines, with the numbers of notes and the addresses of links."""
        return "".join(map(self._inline, children))

    def _inline(self, node: Inline) -> str:
        match node:
            case Text():
                return node.text
            case Strong() | Emphasis() | Span() | Ref():
                return self.said(node.children)
            case Link():
                words = self.said(node.children)
                shown = node.url.removeprefix("mailto:")
                return words if words in (node.url, shown) else f"{words} <{shown}>"
            case NoteRef():
                number = self._numbering.notes.get(node.note)
                return f"[{number}]" if number is not None else ""
            case LineBreak():
                return "\n"
            case Mark():
                return ""
            case _:
                assert_never(node)

    def cell(self, blocks: tuple[Block, ...], measure: int) -> list[str]:
        """The content of a table cell, its paragraphs one under the other."""
        return [line for line in self.render(blocks, measure) if line]

    # -- blocks ------------------------------------------------------------------------------------------------

    def _heading(self, heading: Heading, measure: int) -> Iterator[str]:
        lines = wrapped(self.said(heading.children), measure)
        yield from ("",) if heading.level < 3 else ()
        yield from lines
        rule = _RULES.get(heading.level, "")
        yield from (rule * max(map(width, lines), default=0),) if rule else ()
        yield ""

    def _paragraph(self, paragraph: Paragraph, measure: int) -> Iterator[str]:
        quoted = "    " if paragraph.role == "quote" else ""
        lines = wrapped(self.said(paragraph.children).strip(" "), measure, quoted, quoted)
        yield from lines
        yield from ("",) if lines and paragraph.role not in ("judgment", "label") else ()

    def _list(self, items: list[tuple[str, tuple[Block, ...]]], measure: int) -> Iterator[str]:
        """The items, close to each other where each is one paragraph."""
        close = all(len(blocks) == 1 and isinstance(blocks[0], Paragraph) for _, blocks in items)
        hang = max((len(sign) for sign, _ in items), default=0) + 1
        for sign, blocks in items:
            inside = list(self.render(blocks, max(measure - hang, _NARROWEST))) or [""]
            if close:
                inside = inside[:-1] or [""]
            yield f"{sign:<{hang}}{inside[0]}"
            yield from (" " * hang + line if line else "" for line in inside[1:])
        if close:
            yield ""

    def _indented(self, blocks: tuple[Block, ...], indent: str, measure: int) -> Iterator[str]:
        inside = self.render(blocks, max(measure - len(indent), _NARROWEST))
        return (f"{indent}{line}" if line else "" for line in inside)

    def _callout(self, callout: Callout, measure: int) -> Iterator[str]:
        """The box as lines with a bar before them."""
        lines = wrapped(self.said(callout.title), measure - 2)
        lines += ["", *self.render(callout.blocks, measure - 2)]
        while lines and not lines[-1]:
            lines.pop()
        yield from (f"| {line}" for line in lines)
        yield ""

    def _caption(self, label: str, number: int | None, caption: tuple[Inline, ...], measure: int) -> Iterator[str]:
        if number is not None:
            yield from wrapped(f"{label.format(number=number)} {self.said(caption)}", measure)
            yield ""

    def _contents(self, depth: int, measure: int) -> Iterator[str]:
        found = False
        for node in walk(self._document):
            if isinstance(node, Heading) and node.level <= depth:
                indent = "  " * node.level
                yield from wrapped(text_of(node), measure, indent, f"{indent}  ")
                found = True
        yield from ("",) if found else ()

    def _notes(self, measure: int) -> Iterator[str]:
        numbers = self._numbering.notes
        used = {numbers[note.key]: note for note in self._document.notes if note.key in numbers}
        for number in sorted(used):
            yield from wrapped(self.said(used[number].children), measure, f"[{number}] ", "    ")
        yield from ("",) if used else ()
