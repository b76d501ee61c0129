"""Blocks as paragraphs and tables; each place in the document decides which styles its text takes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple, assert_never

import msgspec

from briefing.document.nodes import (
    Block,
    BulletList,
    Callout,
    CalloutKind,
    Cell,
    Contents,
    DefinitionList,
    Figure,
    Heading,
    Inline,
    LikelihoodBar,
    Node,
    Notes,
    OrderedList,
    PageBreak,
    Paragraph,
    Row,
    Table,
    Wide,
)
from briefing.document.notes import Numbering
from briefing.writers.docx import tables
from briefing.writers.docx.annotations import Annotations
from briefing.writers.docx.contents import Outline
from briefing.writers.docx.inlines import Face, Inlines
from briefing.writers.docx.markup import Look, element_run, field, paragraph, run, twips
from briefing.writers.docx.numbering import (
    DEPTH,
    OWN,
    Lists,
    Numbers,
    list_style,
    numbered_as,
)
from briefing.writers.docx.places import Place, indent, inside_item, role_style
from briefing.writers.docx.styles import PARAGRAPHS, box
from briefing.writers.drawing import draw, natural_width
from briefing.writers.style import CALLOUT_PADDING, text_styles

_CALLOUTS: Mapping[CalloutKind, str] = {
    "bottom-line": "Bottom Line",
    "note": "Callout",
    "warning": "Warning",
    "draft": "Warning",
}
_AFTER_TABLE = 8.0


class Form(NamedTuple):
    """What blocks need to know of the template: its list definitions, and the height of a page's text in points."""

    numbers: Numbers = OWN
    depth: float = 700


class BlockWriter:
    """What turns blocks into the children of a body or a cell."""

    def __init__(
        self, inlines: Inlines, numbering: Numbering, outline: Outline, annotations: Annotations, form: Form
    ) -> None:
        self.inlines = inlines
        self.lists = Lists(form.numbers)
        self._annotations = annotations
        self._depth = form.depth
        self._numbering = numbering
        self._outline = outline
        self._texts = {name: text_styles(inlines.style)[source] for name, source in PARAGRAPHS.items()}
        self._new_page = False
        self._after_table = False
        self._box_above = ""

    def render(self, blocks: tuple[Block, ...], place: Place) -> Iterator[str]:
        """The paragraphs and tables of blocks, one string each."""
        for block in blocks:
            yield from self._block(block, place)

    def _block(self, block: Block, place: Place) -> Iterator[str]:
        match block:
            case Heading():
                yield self._heading(block, place)
            case Paragraph():
                yield self.text(role_style(block.role, place), block.children, place, origin=block)
            case BulletList() | OrderedList():
                yield from self._list(block, place)
            case DefinitionList():
                yield from self._definitions(block, place)
            case Table():
                yield from self._table(block, place)
            case Figure():
                yield from self._figure(block, place)
            case Callout():
                yield from self._callout(block, place)
            case Wide():
                yield from self.render(block.blocks, place)
            case PageBreak():
                self._new_page = True
            case Contents():
                yield from self._contents(block)
            case Notes():
                pass  # Word puts endnotes where the document ends
            case _:
                assert_never(block)

    # -- paragraphs --------------------------------------------------------------------------------------------

    def text(
        self, name: str, children: tuple[Inline, ...], place: Place, numbering: str = "", origin: Node | None = None
    ) -> str:
        """A paragraph in the style of this name; `origin` is the block that says where it comes from."""
        runs = self.inlines.render(children, Face(ground=self._texts[name].bold))
        runs = self._annotated(runs, children, place, origin)
        return self._paragraph(name, runs, place, numbering=numbering)

    def _annotated(self, runs: str, children: tuple[Inline, ...], place: Place, origin: Node | None) -> str:
        """The runs with what stands behind them."""
        return self._annotations.around(runs, self._annotations.behind(children, *place.behind, origin))

    def _paragraph(self, name: str, runs: str, place: Place, *, numbering: str = "", keep: bool = False) -> str:
        own_box = name.removesuffix(" Title") in _CALLOUTS.values()
        look = Look(
            style=self.inlines.styles[name],
            keep_next=keep or place.keep,
            new_page=self._new_page,
            numbering=numbering or inside_item(name, place),
            box="" if own_box else place.box,
            spacing=self._spacing(name, close=bool(numbering and place.box)),
            indent=indent(name, place, numbering),
            align=place.align,
        )
        self._new_page = self._after_table = False
        self._box_above = place.box
        return paragraph(look, runs)

    def _spacing(self, name: str, *, close: bool) -> str:
        """Space above what follows a table, which has none to give; less of it below the items of a list in a box."""
        above = self._after_table and self._texts[name].before < _AFTER_TABLE
        before = f' w:before="{twips(_AFTER_TABLE)}"' if above else ""
        after = f' w:after="{twips(self._texts["Definition"].after)}"' if close else ""
        return f"<w:spacing{before}{after}/>" if above or close else ""

    def _heading(self, heading: Heading, place: Place) -> str:
        name = f"heading {min(heading.level, 4)}"
        runs = self.inlines.render(heading.children, Face(ground=True))
        runs = self._annotated(runs, heading.children, place, heading)
        return self._paragraph(name, self.inlines.bookmarks.around_block(heading.id, runs), place)

    def _callout(self, callout: Callout, place: Place) -> Iterator[str]:
        kind = _CALLOUTS[callout.kind]
        inside = msgspec.structs.replace(
            place,
            text=kind,
            box=box(self.inlines.style, kind),
            inset=CALLOUT_PADDING,
            measure=place.measure - 2 * CALLOUT_PADDING,
        )
        if self._box_above:
            yield self._apart(place)
        if callout.title:
            yield self.text(f"{kind} Title", callout.title, inside)
        yield from self.render(callout.blocks, inside)
        self._after_table = True  # the box ends below the text, so what follows keeps a distance

    def _apart(self, place: Place) -> str:
        """A thin line: two tables, or two boxes, with nothing between them would become one."""
        height = '<w:spacing w:before="0" w:after="0" w:line="100" w:lineRule="exact"/>'
        page, self._new_page = self._new_page, False
        self._after_table = False
        self._box_above = ""
        return paragraph(Look(style=self.inlines.styles[place.text], new_page=page, spacing=height), "")

    def _contents(self, contents: Contents) -> Iterator[str]:
        entries = self._outline.contents(contents.depth, self.inlines)
        if entries:
            yield entries

    # -- lists -------------------------------------------------------------------------------------------------

    def _list(self, block: BulletList | OrderedList, place: Place) -> Iterator[str]:
        level = place.level
        if isinstance(block, OrderedList):
            kind, instance = "Number", self.lists.numbered(block.start, level)
        else:
            kind, instance = "Bullet", self.lists.bullets
        framed = place.cell or bool(place.box)
        name = place.text if framed else list_style(kind, level)
        # The style of a bullet says all; a number belongs to its own list.
        of_style = kind == "Bullet" and not framed and level < DEPTH
        numbering = "" if of_style else numbered_as(instance, level)
        following = place.text if framed else list_style("Continue", level)
        rest = msgspec.structs.replace(place, level=level + 1, text=following)
        for item in block.items:
            first = item[0] if item and isinstance(item[0], Paragraph) else None
            yield self.text(name, first.children if first else (), place, numbering, first)
            yield from self.render(item[1:] if first else item, rest)

    def _definitions(self, block: DefinitionList, place: Place) -> Iterator[str]:
        framed = place.cell or bool(place.box)
        inside = place if framed else msgspec.structs.replace(place, text="Definition", level=place.level + 1)
        for item in block.items:
            yield self.text("Table Heading" if place.cell else "Definition Term", item.term, place)
            yield from self.render(item.blocks, inside)

    # -- tables and figures ------------------------------------------------------------------------------------

    def _table(self, table: Table, place: Place) -> Iterator[str]:
        bookmarks = self.inlines.bookmarks
        if table.caption:
            yield self._caption("Table", table, self._numbering.tables[table.id], place)
        elif self._after_table or self._new_page:
            yield self._apart(place)
        rows = tables.table(table, self.inlines.style, self.inlines.styles, self._cell, place.measure, self._depth)
        yield rows if table.caption else bookmarks.around_block(table.id, "") + rows
        self._after_table = True

    def _cell(self, cell: Cell, row: Row | None, text: str, measure: float, align: str, keep: bool) -> str:  # noqa: PLR0913, PLR0917
        """The content of a table cell, which ends with a paragraph; `keep` holds its row with the next."""
        self._after_table = False
        place = Place(measure=measure, text=text, cell=True, keep=keep, align=align)
        first = msgspec.structs.replace(place, behind=(row, cell))
        content = [*self.render(cell.blocks[:1], first), *self.render(cell.blocks[1:], place)]
        if not content or not content[-1].startswith("<w:p>"):
            content.append(self._paragraph(text, "", place))
        return "".join(content)

    def _figure(self, figure: Figure, place: Place) -> Iterator[str]:
        inlines = self.inlines
        drawing = draw(figure.picture, inlines.style, natural_width(figure.picture, place.measure))
        shown = element_run(inlines.pictures.inline(drawing, figure.alt, inlines.relations))
        if not figure.caption:
            shown = inlines.bookmarks.around_block(figure.id, shown)
        # A bar belongs to the words below it, a figure to its caption.
        keep = bool(figure.caption) or isinstance(figure.picture, LikelihoodBar)
        yield self._paragraph("Figure", shown, place, keep=keep)
        if figure.caption:
            yield self._caption("Figure", figure, self._numbering.figures[figure.id], place)

    def _caption(self, word: str, block: Table | Figure, number: int, place: Place) -> str:
        face = f'<w:rStyle w:val="{self.inlines.styles["Caption Label"]}"/>'
        label = run(f"{word} ", face) + field(f"SEQ {word} \\* ARABIC", str(number), face)
        runs = self.inlines.bookmarks.around_block(block.id, label) + run(". ", face)
        runs += self.inlines.render(block.caption)
        return self._paragraph("caption", runs, place, keep=word == "Table")
