"""Blocks as paragraphs and tables; each place in the document decides which styles its text takes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import assert_never

import msgspec

from briefing.document.labels import ENGLISH, Labels
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
from briefing.writers.docx.annotations import Annotations
from briefing.writers.docx.contents import Outline
from briefing.writers.docx.inlines import BOLD, PLAIN, Inlines
from briefing.writers.docx.markup import END, Look, element_run, field, paragraph, run, twips
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
from briefing.writers.docx.tables import Tables
from briefing.writers.style import CALLOUT_PADDING, text_styles

_CALLOUTS: Mapping[CalloutKind, str] = {
    "bottom-line": "Bottom Line",
    "note": "Callout",
    "warning": "Warning",
    "draft": "Warning",
}
_AFTER_TABLE = 8.0


class Form(msgspec.Struct, frozen=True):
    """Lists and the height of a page's text in points, as the template has them; the document's labels."""

    numbers: Numbers = OWN
    depth: float = 700
    labels: Labels = ENGLISH


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
        self._labels = form.labels
        self._outline = outline
        self._texts = {name: text_styles(inlines.style)[source] for name, source in PARAGRAPHS.items()}
        self._faces = {name: BOLD if text.bold else PLAIN for name, text in self._texts.items()}
        self._tables = Tables(inlines.style, inlines.styles, self._cell, form.depth)
        self._starts: dict[tuple[str, Place, bool], str] = {}
        self._behind: tuple[Node | None, ...] = ()
        self._new_page = False
        self._after_table = False
        self._box_above = ""

    def render(self, blocks: tuple[Block, ...], place: Place) -> list[str]:
        """The paragraphs and tables of blocks, one string each."""
        made: list[str] = []
        for block in blocks:
            if type(block) is Paragraph:  # most are
                made.append(self.text(role_style(block.role, place), block.children, place, origin=block))
            else:
                made += self._block(block, place)
        return made

    def _block(self, block: Block, place: Place) -> list[str]:
        match block:
            case Heading():
                return [self._heading(block, place)]
            case Paragraph():
                return self.render((block,), place)
            case BulletList() | OrderedList():
                return self._list(block, place)
            case DefinitionList():
                return self._definitions(block, place)
            case Table():
                return self._table(block, place)
            case Figure():
                return self._figure(block, place)
            case Callout():
                return self._callout(block, place)
            case Wide():
                return self.render(block.blocks, place)
            case PageBreak():
                self._new_page = True
                return []
            case Contents():
                return self._contents(block)
            case Notes():
                return []  # Word puts endnotes where the document ends
            case _:
                assert_never(block)

    # -- paragraphs --------------------------------------------------------------------------------------------

    def text(
        self, name: str, children: tuple[Inline, ...], place: Place, numbering: str = "", origin: Node | None = None
    ) -> str:
        """A paragraph in the style of this name; `origin` is the block that says where it comes from."""
        runs = self._annotated(self.inlines.render(children, self._faces[name]), children, origin)
        return self._paragraph(name, runs, place, numbering=numbering)

    def _annotated(self, runs: str, children: tuple[Inline, ...], origin: Node | None) -> str:
        """The runs with what stands behind them."""
        records = self._annotations.behind(children, *self._behind, origin)
        return self._annotations.around(runs, records) if records else runs

    def _paragraph(self, name: str, runs: str, place: Place, *, numbering: str = "", keep: bool = False) -> str:
        if self._new_page or self._after_table or numbering:
            start = self._look(name, place, numbering, keep=keep).start()
        else:
            key = (name, place, keep)
            start = self._starts.get(key, "")
            if not start:
                start = self._starts[key] = self._look(name, place, "", keep=keep).start()
        self._new_page = self._after_table = False
        self._box_above = place.box
        return f"{start}{runs}{END}"

    def _look(self, name: str, place: Place, numbering: str, *, keep: bool) -> Look:
        own_box = name.removesuffix(" Title") in _CALLOUTS.values()
        return Look(
            style=self.inlines.styles[name],
            keep_next=keep or place.keep,
            new_page=self._new_page,
            numbering=numbering or inside_item(name, place),
            box="" if own_box else place.box,
            spacing=self._spacing(name, close=bool(numbering and place.box)),
            indent=indent(name, place, numbering),
            align=place.align,
        )

    def _spacing(self, name: str, *, close: bool) -> str:
        """Space above what follows a table, which has none to give; less of it below the items of a list in a box."""
        above = self._after_table and self._texts[name].before < _AFTER_TABLE
        before = f' w:before="{twips(_AFTER_TABLE)}"' if above else ""
        after = f' w:after="{twips(self._texts["Definition"].after)}"' if close else ""
        return f"<w:spacing{before}{after}/>" if above or close else ""

    def _heading(self, heading: Heading, place: Place) -> str:
        name = f"heading {min(heading.level, 4)}"
        runs = self._annotated(self.inlines.render(heading.children, BOLD), heading.children, heading)
        return self._paragraph(name, self.inlines.bookmarks.around_block(heading.id, runs), place)

    def _callout(self, callout: Callout, place: Place) -> list[str]:
        kind = _CALLOUTS[callout.kind]
        inside = msgspec.structs.replace(
            place,
            text=kind,
            box=box(self.inlines.style, kind),
            inset=CALLOUT_PADDING,
            measure=place.measure - 2 * CALLOUT_PADDING,
        )
        made = [self._apart(place)] if self._box_above else []
        if callout.title:
            made.append(self.text(f"{kind} Title", callout.title, inside))
        made += self.render(callout.blocks, inside)
        self._after_table = True  # the box ends below the text, so what follows keeps a distance
        return made

    def _apart(self, place: Place) -> str:
        """A thin line: two tables, or two boxes, with nothing between them would become one."""
        height = '<w:spacing w:before="0" w:after="0" w:line="100" w:lineRule="exact"/>'
        page, self._new_page = self._new_page, False
        self._after_table = False
        self._box_above = ""
        return paragraph(Look(style=self.inlines.styles[place.text], new_page=page, spacing=height), "")

    def _contents(self, contents: Contents) -> list[str]:
        entries = self._outline.contents(contents.depth, self.inlines)
        return [entries] if entries else []

    # -- lists -------------------------------------------------------------------------------------------------

    def _list(self, block: BulletList | OrderedList, place: Place) -> list[str]:
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
        made: list[str] = []
        for item in block.items:
            first = item[0] if item and isinstance(item[0], Paragraph) else None
            made.append(self.text(name, first.children if first else (), place, numbering, first))
            made += self.render(item[1:] if first else item, rest)
        return made

    def _definitions(self, block: DefinitionList, place: Place) -> list[str]:
        framed = place.cell or bool(place.box)
        inside = place if framed else msgspec.structs.replace(place, text="Definition", level=place.level + 1)
        made: list[str] = []
        for item in block.items:
            made.append(self.text("Table Heading" if place.cell else "Definition Term", item.term, place))
            made += self.render(item.blocks, inside)
        return made

    # -- tables and figures ------------------------------------------------------------------------------------

    def _table(self, table: Table, place: Place) -> list[str]:
        made: list[str] = []
        if table.caption:
            made.append(self._caption(self._labels.table, table, self._numbering.tables[table.id], place))
        elif self._after_table or self._new_page:
            made.append(self._apart(place))
        rows = self._tables.table(table, place.measure)
        made.append(rows if table.caption else self.inlines.bookmarks.around_block(table.id, "") + rows)
        self._after_table = True
        return made

    def _cell(self, cell: Cell, row: Row | None, place: Place) -> str:
        """The content of a table cell, which ends with a paragraph; row and cell stand behind its first block."""
        self._after_table = False
        outside, self._behind = self._behind, (row, cell)
        content = self.render(cell.blocks[:1], place)
        self._behind = ()
        content += self.render(cell.blocks[1:], place)
        self._behind = outside
        if not content or not content[-1].startswith("<w:p>"):
            content.append(self._paragraph(place.text, "", place))
        return "".join(content)

    def _figure(self, figure: Figure, place: Place) -> list[str]:
        from briefing.writers.drawing import draw, natural_width  # noqa: PLC0415 - a paper without figures loads none

        inlines = self.inlines
        drawing = draw(figure.picture, inlines.style, natural_width(figure.picture, place.measure))
        stored = inlines.pictures.stored(drawing, inlines.style.colours.tint if place.box else "#FFFFFF")
        shown = element_run(inlines.pictures.inline(stored, figure.alt, inlines.relations))
        if not figure.caption:
            shown = inlines.bookmarks.around_block(figure.id, shown)
        # A bar belongs to the words below it, a figure to its caption.
        keep = bool(figure.caption) or isinstance(figure.picture, LikelihoodBar)
        made = [self._paragraph("Figure", shown, place, keep=keep)]
        if figure.caption:
            made.append(self._caption(self._labels.figure, figure, self._numbering.figures[figure.id], place))
        return made

    def _caption(self, pattern: str, block: Table | Figure, number: int, place: Place) -> str:
        face = f'<w:rStyle w:val="{self.inlines.styles["Caption Label"]}"/>'
        sequence = type(block).__name__  # English in any language, so that Word's own list of tables finds them
        before, _, after = pattern.partition("{number}")
        label = (run(before, face) if before else "") + field(f"SEQ {sequence} \\* ARABIC", str(number), face)
        runs = self.inlines.bookmarks.around_block(block.id, label) + run(f"{after} ", face)
        runs += self.inlines.render(block.caption)
        return self._paragraph("caption", runs, place, keep=sequence == "Table")
