r"""Markdown to nodes: what a template or a curator may write, and what it becomes.

    # Title {#id}            a heading; without `{#id}` its id comes from its words
    {.small}                 before a paragraph: its role (lead, judgment, small, label, quote)
    *italic* **bold** [words](https://...) [words](#id) [조선]{lang=ko}
    [@claim] [@a/1; @b/2]    a note on these claims
    - item   1. item         lists, also nested; a numbered list begins where its first number says
    > words                  a quotation
    Term                     a definition list: a term, then a line for each meaning
    : meaning
    ::: note Title           a box, up to `:::`: bottom-line, note, warning or draft; a box needs more colons
    :::                      than one inside it, or the same if both are closed
    ::: wide                 landscape pages, up to `:::`
    Table: Title {#id}       before a table: its title and its id
    | Head | Number |        a table; its first column are row headers, an empty head is none; the number of
    |:-----|-------:|        dashes is a column's share of the width, colons align it
    | row  |      3 |
    \newpage                  alone in a paragraph

A line end is a space; two spaces or a backslash before it make it a forced line end. Blanks before a citation fall
away. An inserted value that stands alone in a paragraph or a cell may be blocks. Whatever else Markdown knows (code,
pictures, HTML, rules) is reported as a problem.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import cast, get_args

import msgspec

from briefing.document.build import blocks
from briefing.document.nodes import (
    Align,
    Block,
    BulletList,
    Callout,
    CalloutKind,
    Cell,
    Column,
    Definition,
    DefinitionList,
    Heading,
    Inline,
    LineBreak,
    OrderedList,
    PageBreak,
    Paragraph,
    ParagraphRole,
    Row,
    Table,
    Text,
    Wide,
)
from briefing.document.walk import text_of
from briefing.problems import NOWHERE, Problem
from briefing.sections.prose.branches import MEANING, TITLE, Branch, lines, means
from briefing.sections.prose.files import hint
from briefing.sections.prose.inlines import Cite, InlineReader
from briefing.sections.prose.known import Known
from briefing.sections.prose.slots import RESERVED, SLOT, Markdown, Passage

_RULER = re.compile(r":?-+:?")
_NO_LETTER = re.compile(r"[\W_]+")
_ID = re.compile(r"\w[\w/:.-]*")


def read(passage: Passage, cite: Cite, known: Known) -> tuple[tuple[Block, ...], list[Problem]]:
    """The blocks of a passage, and what is wrong with it; where something is, the blocks lack it."""
    problems: list[Problem] = []
    return BlockReader(passage, cite, problems, known, set()).read(), problems


class BlockReader(InlineReader):
    """Reads the blocks of one passage. `ids` are those given so far; a generated one avoids them."""

    def __init__(self, passage: Passage, cite: Cite, problems: list[Problem], known: Known, ids: set[str]) -> None:
        super().__init__(passage, cite, problems)
        self.known, self.ids = known, ids

    def read(self) -> tuple[Block, ...]:
        """All blocks."""
        return self.blocks(self.known.blocks(self.passage.text))

    def markdown(self, value: Markdown) -> tuple[Block, ...]:
        """The blocks of a curator's Markdown; its problems are reported in its own file."""
        inner = Passage(
            text=RESERVED.sub("\ufffd", value.text),
            places=(value.location if value.location != NOWHERE else self.here,),
            record=value.record or self.passage.record,
            field=value.field,
            prefix=self.passage.prefix,
            code="record-markdown" if value.location != NOWHERE else self.passage.code,
        )
        return BlockReader(inner, self.cite, self.problems, self.known, self.ids).read()

    def blocks(self, branches: Iterable[Branch]) -> tuple[Block, ...]:
        """The blocks; a title goes to the table after it, definition lists that follow each other are one."""
        found: list[Block] = []
        title: Branch | None = None
        for branch in branches:
            if branch.line is not None:
                self.line = branch.line
            if title is not None and branch.kind != "table":
                self.fault("a table's title stands before no table", "leave only an empty line between the two")
                title = None
            if branch.kind == "paragraph" and branch.inside[0].content.startswith(TITLE):
                title = branch.inside[0]
                continue
            made = self._table(branch, title) if branch.kind == "table" else self._block(branch)
            title = None
            for block in made:
                if isinstance(block, DefinitionList) and found and isinstance(found[-1], DefinitionList):
                    found[-1] = msgspec.structs.replace(found[-1], items=found[-1].items + block.items)
                else:
                    found.append(block)
        if title is not None:
            self.fault("a table's title stands before no table", "write the table after it")
        return tuple(found)

    def _block(self, branch: Branch) -> Sequence[Block]:
        match branch.kind:
            case "paragraph":
                return self._paragraph(branch.inside[0])
            case "heading":
                return [self._heading(branch)]
            case "bullet_list":
                return [BulletList(items=self._items(branch), origin=self.origin)]
            case "ordered_list":
                start = int(branch.given.get("start", 1))
                return [OrderedList(items=self._items(branch), start=start, origin=self.origin)]
            case "blockquote":
                return [_in_role(block, "quote") for block in self.blocks(branch.inside)]
            case "box":
                return self._box(branch)
            case "box_unclosed":
                self.fault(f"the box {branch.info!r} is not closed", "end it with ::: on a line of its own")
                return self._box(branch)
            case _:
                self.unsupported(branch)
                return []

    # -- paragraphs and what looks like them ---------------------------------------------------------------------

    def _paragraph(self, words: Branch) -> Sequence[Block]:
        content = words.content.strip()
        role = self._role(words)
        if content == "\\newpage":
            return [PageBreak(origin=self.origin)]
        alone = SLOT.fullmatch(content)
        if alone is not None:
            return [_in_role(block, role) for block in self._standing(int(alone[1]))]
        by_line = lines(words.inside)
        if len(by_line) > 1 and means(by_line[1]) and not means(by_line[0]):
            return [self._definitions(by_line)]
        children = self.inline(words.inside)
        return [Paragraph(children=children, role=role, origin=self.origin)] if _says(children) else []

    def _standing(self, slot: int) -> tuple[Block, ...]:
        """A value that stands alone, as blocks; empty words make none."""
        origin = self.origin
        made = blocks(self.value(self.passage.values[slot]))
        return tuple(
            msgspec.structs.replace(block, origin=block.origin or origin)
            for block in made
            if not isinstance(block, Paragraph) or _says(block.children)
        )

    def _role(self, words: Branch) -> ParagraphRole:
        """The role that stands before a paragraph."""
        wanted = words.given.get("role", "body")
        if wanted in get_args(ParagraphRole):
            return cast("ParagraphRole", wanted)
        self.fault(f"a paragraph has no role {wanted!r}", hint(wanted, get_args(ParagraphRole)))
        return "body"

    def _definitions(self, by_line: Sequence[Sequence[Branch]]) -> DefinitionList:
        """Terms, each with the lines after it that begin with a colon."""
        origin = self.origin
        items: list[Definition] = []
        for line, after in zip(by_line, [*by_line[1:], ()], strict=True):
            if means(line):
                first = msgspec.structs.replace(line[0], content=MEANING.sub("", line[0].content, count=1))
                alone = SLOT.fullmatch(first.content.strip()) if len(line) == 1 else None
                body = self._standing(int(alone[1])) if alone else blocks(self.inline([first, *line[1:]]))
                items[-1] = msgspec.structs.replace(items[-1], blocks=items[-1].blocks + body)
            elif means(after):
                items.append(Definition(term=self.inline(line), blocks=(), origin=self.origin))
            else:
                more = (Text(text=" "), *self.inline(line))
                items[-1] = msgspec.structs.replace(items[-1], blocks=_continued(items[-1].blocks, more))
            self.line += 1
        return DefinitionList(items=tuple(items), origin=origin)

    # -- headings, lists, boxes ----------------------------------------------------------------------------------

    def _heading(self, branch: Branch) -> Heading:
        words = branch.inside[0]
        origin = self.origin
        children = self.inline(words.inside)
        anchor = self._anchor(words, text_of(children))
        return Heading(level=branch.level, id=anchor, children=children, origin=origin)

    def _anchor(self, written: Branch | None, words: str) -> str:
        """The id that is written, or one made of the words."""
        if written is not None and "anchor" in written.given:
            wanted = self.plain(written.given["anchor"])
            if wanted in self.ids:
                self.fault(f"the id {wanted!r} is given twice", "ids are unique", "template-id")
            if not _ID.fullmatch(wanted):
                self.fault(f"{wanted!r} is no id", "ids are letters and digits, joined by - or /", "template-id")
        else:
            made = "-".join(
                part for part in (self.passage.prefix, _NO_LETTER.sub("-", words.lower()).strip("-")) if part
            )
            wanted, more = made, 1
            while wanted in self.ids:
                more += 1
                wanted = f"{made}-{more}"
        self.ids.add(wanted)
        return wanted

    def _items(self, branch: Branch) -> tuple[tuple[Block, ...], ...]:
        return tuple(self.blocks(item.inside) for item in branch.inside)

    def _box(self, branch: Branch) -> Sequence[Block]:
        origin = self.origin
        name, _, title = branch.info.partition(" ")
        name = self.plain(name)
        words = self.inline(self.known.line(title.strip())) if title.strip() else ()
        inside = self.blocks(branch.inside)
        if name == "wide":
            if words:
                self.fault("wide pages have no title", "write a heading inside")
            return [Wide(blocks=inside, origin=origin)]
        if name not in get_args(CalloutKind):
            self.fault(f"there is no box {name!r}", hint(name, ("wide", *get_args(CalloutKind))))
            return inside
        return [Callout(kind=cast("CalloutKind", name), title=words, blocks=inside, origin=origin)]

    # -- tables --------------------------------------------------------------------------------------------------

    def _table(self, branch: Branch, title: Branch | None) -> Sequence[Block]:
        origin = self.origin
        first = branch.line or 0
        caption: tuple[Inline, ...] = ()
        if title is not None:
            caption = self.inline(self.known.line(title.content.removeprefix(TITLE).strip()))
        rows = [self._row(row, kind=part.kind) for part in branch.inside for row in part.inside]
        head = rows[:1] if any(cell.blocks for cell in rows[0].cells) else []
        heads = branch.inside[0].inside[0].inside
        anchor = self._anchor(title, text_of(caption) or "table")
        columns = _columns(heads, self.passage.text.split("\n")[first + 1])
        return [
            Table(id=anchor, columns=columns, head=tuple(head), body=tuple(rows[1:]), caption=caption, origin=origin)
        ]

    def _row(self, row: Branch, *, kind: str) -> Row:
        self.line = self.line if row.line is None else row.line
        cells = []
        for place, cell in enumerate(row.inside):
            made = self._paragraph(cell.inside[0]) if cell.inside else ()
            cells.append(Cell(blocks=tuple(made), header=kind == "thead" or place == 0, origin=self.origin))
        return Row(cells=tuple(cells), origin=self.origin)


def _columns(heads: Sequence[Branch], ruler: str) -> tuple[Column, ...]:
    """Columns as wide as their dashes, aligned by the colons."""
    dashes = [float(len(found)) for found in _RULER.findall(ruler)]
    widths = dashes if len(dashes) == len(heads) else [1.0] * len(heads)
    aligns = [head.given.get("style", "").removeprefix("text-align:") or "left" for head in heads]
    return tuple(Column(width=w, align=cast("Align", a)) for w, a in zip(widths, aligns, strict=True))


def _continued(before: Sequence[Block], more: tuple[Inline, ...]) -> tuple[Block, ...]:
    """The blocks with words added to the last paragraph."""
    if before and isinstance(before[-1], Paragraph):
        return (*before[:-1], msgspec.structs.replace(before[-1], children=before[-1].children + more))
    return (*before, *blocks(more))


def _says(children: Iterable[Inline]) -> bool:
    """Whether there is more than white space."""
    return any(not isinstance(c, LineBreak) and not (isinstance(c, Text) and not c.text.strip()) for c in children)


def _in_role(block: Block, role: ParagraphRole) -> Block:
    """A plain paragraph in this role; other blocks as they are."""
    if isinstance(block, Paragraph) and block.role == "body" and role != "body":
        return msgspec.structs.replace(block, role=role)
    return block
