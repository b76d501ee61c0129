"""Blocks as HTML elements, one string each."""

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
from briefing.settings import Style
from briefing.writers.drawing import draw, natural_width, svg
from briefing.writers.html.inlines import Inlines, note_id, reference_id
from briefing.writers.html.tables import table
from briefing.writers.xml_text import escape

MAIN = "main~"
_FIGURE_WIDTH = 460.0  # points


class BlockWriter:
    """What turns blocks into elements. The title of the paper is its h1, so a heading is one level lower."""

    def __init__(self, document: Document, style: Style, numbering: Numbering) -> None:
        nodes = [node for block in document.blocks for node in walk(block)]
        targets = frozenset(node.id for node in nodes if isinstance(node, Heading | Table | Figure))
        self.inlines = Inlines(style, numbering, targets, document.properties.labels)
        self._headings = [node for node in nodes if isinstance(node, Heading)]
        self._notes = document.notes
        self._numbering = numbering
        self._labels = document.properties.labels
        self._style = style

    def render(self, blocks: Iterable[Block]) -> Iterator[str]:
        """The elements of blocks."""
        for block in blocks:
            yield from self._block(block)

    def inside(self, blocks: tuple[Block, ...]) -> str:
        """The content of an item or a cell: a single plain paragraph needs no element of its own."""
        if len(blocks) == 1 and isinstance(blocks[0], Paragraph) and blocks[0].role == "body":
            return self.inlines.render(blocks[0].children)
        return "\n".join(self.render(blocks))

    def _block(self, block: Block) -> Iterator[str]:
        match block:
            case Heading():
                yield self._heading(block)
            case Paragraph():
                yield self._paragraph(block)
            case BulletList():
                yield self._items("<ul>", block.items, "</ul>")
            case OrderedList():
                start = f' start="{block.start}"' if block.start != 1 else ""
                yield self._items(f"<ol{start}>", block.items, "</ol>")
            case DefinitionList():
                items = (
                    f"<dt>{self.inlines.render(i.term)}</dt>\n<dd>{self.inside(i.blocks)}</dd>" for i in block.items
                )
                yield "\n".join(("<dl>", *items, "</dl>"))
            case Table():
                label = self._label(self._labels.table, self._numbering.tables.get(block.id))
                yield table(block, label, self)
            case Figure():
                yield self._figure(block)
            case Callout():
                yield self._callout(block)
            case Wide():
                yield "\n".join(('<div class="wide">', *self.render(block.blocks), "</div>"))
            case PageBreak():
                yield '<div class="page-break"></div>'
            case Contents():
                yield from self._contents(block.depth)
            case Notes():
                yield from self._endnotes()
            case _:
                assert_never(block)

    def _heading(self, heading: Heading) -> str:
        level = min(heading.level + 1, 6)
        return f'<h{level} id="{escape(heading.id)}">{self.inlines.render(heading.children)}</h{level}>'

    def _paragraph(self, paragraph: Paragraph) -> str:
        words = self.inlines.render(paragraph.children)
        if paragraph.role == "quote":
            return f"<blockquote><p>{words}</p></blockquote>"
        role = f' class="{paragraph.role}"' if paragraph.role != "body" else ""
        return f"<p{role}>{words}</p>"

    def _items(self, opening: str, items: Iterable[tuple[Block, ...]], closing: str) -> str:
        return "\n".join((opening, *(f"<li>{self.inside(item)}</li>" for item in items), closing))

    def _callout(self, callout: Callout) -> str:
        title = f'<p class="box-title">{self.inlines.render(callout.title)}</p>' if callout.title else ""
        return "\n".join(
            (f'<div class="box {callout.kind}" role="note">{title}', *self.render(callout.blocks), "</div>")
        )

    def _figure(self, figure: Figure) -> str:
        """The drawing with its name and description; a caption makes it a figure of its own."""
        width = natural_width(figure.picture, _FIGURE_WIDTH)
        drawn = svg(draw(figure.picture, self._style, width)).decode()
        name = escape(figure.id)
        caption = text_of(figure.caption)
        bar = type(figure.picture).__name__ == "LikelihoodBar"
        title = caption or (self._labels.likelihood if bar else self._labels.drawing)
        begun, _, rest = drawn.partition(">")
        begun += f' role="img" aria-labelledby="{name}~t" aria-describedby="{name}~d">'
        said = f'<title id="{name}~t">{escape(title)}</title><desc id="{name}~d">{escape(figure.alt)}</desc>'
        label = self._label(self._labels.figure, self._numbering.figures.get(figure.id))
        below = f"\n<figcaption>{label}{self.inlines.render(figure.caption)}</figcaption>" if figure.caption else ""
        return f'<figure id="{name}">{begun}{said}{rest}{below}</figure>'

    def _label(self, pattern: str, number: int | None) -> str:
        """`Table 1. ` before a caption; nothing without a number."""
        if number is None:
            return ""
        return f'<span class="caption-label">{escape(pattern.format(number=number))} </span>'

    def _contents(self, depth: int) -> Iterator[str]:
        """The contents as nested lists of links."""
        headings = [heading for heading in self._headings if heading.level <= depth]
        if not headings:
            return
        level, parts = 0, [f'<nav aria-label="{escape(self._labels.contents)}">']
        for heading in headings:
            if heading.level > level:
                parts.append("<ul>" * (heading.level - level))
            else:
                parts.append("</li>" + "</ul></li>" * (level - heading.level))
            level = heading.level
            words = self.inlines.render(heading.children, bare=True)
            parts.append(f'<li><a href="#{escape(heading.id)}">{words}</a>')
        parts.append("</li></ul>" * level + "</nav>")
        yield "\n".join(parts)

    def _endnotes(self) -> Iterator[str]:
        """The notes that are referred to, by number, each with links back."""
        numbers = self._numbering.notes
        used = sorted((numbers[note.key], note) for note in self._notes if note.key in numbers) if numbers else []
        if not used:
            return
        items = []
        for number, note in used:
            times = range(1, self._numbering.references[note.key] + 1)
            back = "".join(self._back(number, time) for time in times)
            words = self.inlines.render(note.children)
            items.append(f'<li id="{note_id(number)}" value="{number}">{words} <span class="back">{back}</span></li>')
        yield "\n".join(('<ol class="notes">', *items, "</ol>"))

    def _back(self, number: int, time: int) -> str:
        label = escape(self._labels.back_to_note.format(reference=time, number=number))
        return f'<a href="#{reference_id(number, time)}" role="doc-backlink" aria-label="{label}">\u21a9\ufe0e</a>'
