"""Blocks become flowables, and take their places in the structure tree in reading order."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import assert_never

import msgspec

from briefing.document.nodes import (
    Block,
    BulletList,
    Callout,
    Contents,
    DefinitionList,
    Document,
    Figure,
    Heading,
    Inline,
    Notes,
    OrderedList,
    Origin,
    PageBreak,
    Paragraph,
    Table,
    Wide,
)
from briefing.document.notes import Numbering
from briefing.document.walk import text_of, walk_blocks
from briefing.settings import Style
from briefing.writers.pdf import apparatus, boxes, grid, masthead
from briefing.writers.pdf.file import literal
from briefing.writers.pdf.flow import Break, Flowable, Stack, Together
from briefing.writers.pdf.fontbook import FontBook
from briefing.writers.pdf.lines import Piece
from briefing.writers.pdf.outline import Entry
from briefing.writers.pdf.paragraph import Align
from briefing.writers.pdf.paragraph import Paragraph as Lines
from briefing.writers.pdf.structure import Element
from briefing.writers.pdf.text import Typesetter, note_place
from briefing.writers.style import LIST_INDENT, TextStyle, text_styles

_BULLETS = ("•", "–", "·")


class Setting(msgspec.Struct, frozen=True):
    """Where blocks stand: their element, the style of plain paragraphs, and how far in they are."""

    owner: Element
    width: float
    body: str = "body"
    align: Align = "left"
    depth: int = 0
    origin: Origin | None = None


class Builder:
    """Builds one document. `outline` lists its headings once it is built."""

    def __init__(self, document: Document, numbering: Numbering, style: Style, book: FontBook, root: Element) -> None:
        self._document = document
        self._style = style
        self.colours = style.colours
        self.labels = document.properties.labels
        self._book = book
        self._root = root
        self.numbering = numbering
        self._level = 0
        self._measures = (0.0, 0.0)
        self.styles = dict(text_styles(style))
        self.setter = Typesetter(book, style, self.numbering, _targets(document), self.labels)
        self.outline: list[Entry] = []
        self.logo = 0.0  # its width for a height of 1; 0 without one

    def document(self, width: float, landscape: float) -> Iterator[Flowable]:
        """The whole document, for pages of these measures, upright and landscape; each is made when it is asked for."""
        self._measures = (width, landscape)
        logo = masthead.logo(self._style, self.logo, self._root) if self.logo else None
        top = masthead.build(self._document.masthead, self.setter, self.styles, self._style, self._root)
        if logo is not None:
            top.insert(0, logo)
        yield from top
        setting = Setting(owner=self._root, width=width)
        for block in self._document.blocks:
            yield from self._block(block, setting)

    def blocks(self, blocks: Iterable[Block], setting: Setting) -> list[Flowable]:
        """The flowables of blocks that stand one under the other."""
        return [flowable for block in blocks for flowable in self._block(block, setting)]

    def inside(self, blocks: Sequence[Block], setting: Setting) -> list[Flowable]:
        """The flowables of a cell or an item: a lone paragraph is its element's own text."""
        if len(blocks) == 1 and isinstance(blocks[0], Paragraph) and blocks[0].role != "quote":
            block, element = blocks[0], setting.owner
            style = self.style(block.role, setting)
            pieces = self.setter.pieces(block.children, style, element, block.origin or setting.origin)
            return [Lines(pieces, style, element, align=setting.align)]
        return self.blocks(blocks, setting)

    def _block(self, block: Block, setting: Setting) -> Iterable[Flowable]:
        if block.origin is not None:
            setting = msgspec.structs.replace(setting, origin=block.origin)
        match block:
            case Heading():
                return [self._heading(block, setting)]
            case Paragraph():
                return [self._paragraph(block, setting)]
            case BulletList():
                labels = [_BULLETS[min(setting.depth, 2)]] * len(block.items)
                return self._list(block.items, labels, "Disc", setting)
            case OrderedList():
                labels = [f"{place}." for place in range(block.start, block.start + len(block.items))]
                return self._list(block.items, labels, "Decimal", setting)
            case DefinitionList():
                return self._definitions(block, setting)
            case Table():
                return grid.build(block, self, setting)
            case Figure():
                return [self._figure(block, setting)]
            case Callout():
                return [self._callout(block, setting)]
            case Wide():
                return self._wide(block, setting)
            case PageBreak():
                return [Break()]
            case Contents():
                return apparatus.contents(block, self._document, self, setting)
            case Notes():
                return apparatus.notes(self._document, self, setting)
            case _:
                assert_never(block)

    # -- text --------------------------------------------------------------------------------------------------

    def _heading(self, block: Heading, setting: Setting) -> Flowable:
        # A level that skips one would break the order of headings that PDF/UA asks for.
        self._level = min(block.level, self._level + 1)
        element = Element(f"H{self._level}", setting.owner)
        style = self.styles[f"h{min(self._level, 3)}"]
        self.outline.append(Entry(self._level, text_of(block.children), block.id))
        pieces = self._pieces(block.children, style, element, setting)
        return Lines(pieces, style, element, place=block.id).balance()

    def _paragraph(self, block: Paragraph, setting: Setting) -> Flowable:
        element = Element("BlockQuote" if block.role == "quote" else "P", setting.owner)
        style = self.style(block.role, setting)
        return Lines(self._pieces(block.children, style, element, setting), style, element, align=setting.align)

    def style(self, role: str, setting: Setting) -> TextStyle:
        """The style of a paragraph with this role, here."""
        if not setting.body.startswith("cell"):
            return self.styles[setting.body if role == "body" else role]
        base = self.styles[setting.body]
        match role:
            case "judgment" | "label":
                return msgspec.structs.replace(base, bold=True)
            case "small":
                # Smaller, but not paler: whole tables are set like this.
                return msgspec.structs.replace(base, size=base.size * 0.94, leading=base.leading * 0.95)
            case "quote":
                return msgspec.structs.replace(base, italic=True)
            case _:
                return base

    def _pieces(self, inlines: Iterable[Inline], style: TextStyle, element: Element, setting: Setting) -> list[Piece]:
        return self.setter.pieces(inlines, style, element, setting.origin)

    def caption(self, label: str, inlines: Sequence[Inline], owner: Element, setting: Setting, *, above: bool) -> Lines:
        """A caption with its label in bold; `above` what it describes, or below."""
        style = self.styles["caption"]
        style = (
            msgspec.structs.replace(style, keep=True) if above else msgspec.structs.replace(style, before=2, after=12)
        )
        element = Element("Caption", owner)
        start = self.setter.words(f"{label} ", msgspec.structs.replace(style, bold=True))
        return Lines([*start, *self._pieces(inlines, style, element, setting)], style, element)

    # -- lists -------------------------------------------------------------------------------------------------

    def _list(
        self, items: Sequence[Sequence[Block]], labels: Sequence[str], numbering: str, setting: Setting
    ) -> list[Flowable]:
        whole = Element("L", setting.owner)
        whole.owner = f"/O/List/ListNumbering/{numbering}"
        body = setting.body if setting.body.startswith("cell") else "item"
        style = self.styles[body]
        indent = LIST_INDENT if numbering == "Disc" else LIST_INDENT + max(0, len(labels[-1]) - 2) * 5
        if body != "item":
            indent = 8 if numbering == "Disc" else indent
        found: list[Flowable] = []
        for blocks, words in zip(items, labels, strict=True):
            item = Element("LI", whole)
            label = Lines(self.setter.words(words, style), style, Element("Lbl", item))
            inner = msgspec.structs.replace(
                setting, owner=Element("LBody", item), body=body, depth=setting.depth + 1, align="left"
            )
            found.append(boxes.Item(label, Stack(self.inside(blocks, inner)), indent, style.after))
        if found and not setting.depth and body == "item":
            found[-1].after = self.styles["body"].after
        return found

    def _definitions(self, block: DefinitionList, setting: Setting) -> list[Flowable]:
        whole = Element("L", setting.owner)
        whole.owner = "/O/List/ListNumbering/None"
        style = self.styles["term"] if setting.body in {"body", "item"} else self.style("label", setting)
        found: list[Flowable] = []
        for definition in block.items:
            origin = definition.origin or setting.origin
            item = Element("LI", whole)
            label = Element("Lbl", item)
            inner = msgspec.structs.replace(setting, owner=Element("LBody", item), origin=origin)
            found.append(Lines(self._pieces(definition.term, style, label, inner), style, label))
            content = Stack(self.inside(definition.blocks, inner))
            found.append(boxes.Item(None, content, LIST_INDENT, self.styles["body"].after))
        return found

    # -- boxes -------------------------------------------------------------------------------------------------

    def _callout(self, block: Callout, setting: Setting) -> Flowable:
        element = Element("Div", setting.owner)
        style = self.styles["callout-title"]
        colours = self.colours
        bars = {"bottom-line": colours.accent, "note": colours.muted, "warning": colours.alert, "draft": colours.alert}
        if block.kind in {"warning", "draft"}:
            style = msgspec.structs.replace(style, colour=colours.alert)
        content: list[Flowable] = []
        if block.title:
            title = Element("P", element)
            content.append(Lines(self._pieces(block.title, style, title, setting), style, title))
        body = "lead" if block.kind == "bottom-line" else "body"
        inner = msgspec.structs.replace(setting, owner=element, body=body, width=setting.width - 24, depth=0)
        content += self.blocks(block.blocks, inner)
        return boxes.Callout(Stack(content), colours.tint, bars[block.kind])

    def _figure(self, block: Figure, setting: Setting) -> Flowable:
        from briefing.writers.drawing import draw, natural_width  # noqa: PLC0415 - a paper without figures does not load it
        from briefing.writers.pdf.shapes import operators  # noqa: PLC0415

        drawing = draw(block.picture, self._style, natural_width(block.picture, setting.width))
        captioned = bool(block.caption)
        owner = Element("Div", setting.owner) if captioned else setting.owner
        element = Element("Figure", owner, {"Alt": literal(block.alt)})
        size = (drawing.width, drawing.height)
        picture = boxes.Picture(operators(drawing, self._book, setting.origin), size, element, block.id)
        if not captioned:
            picture.keep = True  # a bar stands between a judgment and the words that explain it
            return picture
        label = self.labels.figure.format(number=self.numbering.figures[block.id])
        return Together([picture, self.caption(label, block.caption, owner, setting, above=False)])

    def _wide(self, block: Wide, setting: Setting) -> list[Flowable]:
        inner = msgspec.structs.replace(setting, width=self._measures[1])
        return [Break(landscape=True), *self.blocks(block.blocks, inner), Break(landscape=False)]


def _targets(document: Document) -> dict[str, str]:
    """What each place that a link may lead to is called."""
    found: dict[str, str] = {}
    labels = document.properties.labels
    for node in walk_blocks(document.blocks):
        match node:
            case Heading():
                found[node.id] = text_of(node.children)
            case Table() | Figure():
                kind = labels.a_table if isinstance(node, Table) else labels.a_figure
                found[node.id] = text_of(node.caption) or kind
            case Notes():
                found |= {note_place(note.key): "" for note in document.notes}
            case _:
                pass
    return found
