"""Short constructors for nodes, so that a section reads like the page it makes.

Wherever words are wanted, a text, an inline, or a run of both will do (`Words`); wherever blocks are wanted,
words become paragraphs (`Content`). Texts go in as they are: nothing in them is markup, only white space is
made single spaces where it holds a line end or a tab.

    p("About ", strong("12,000"), " troops", noteref("a/1"), role="judgment")
    table("matrix", "lrr", head=[row("Category", "From", "To", header=True)], body=[row(cell("Shells"), "3", "5")])
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from briefing.document.nodes import (
    Align,
    Block,
    BulletList,
    Callout,
    CalloutKind,
    Cell,
    CellStyle,
    Column,
    Definition,
    DefinitionList,
    Emphasis,
    Heading,
    Inline,
    LineBreak,
    Link,
    Mark,
    MarkKind,
    NoteRef,
    OrderedList,
    Origin,
    Paragraph,
    ParagraphRole,
    Ref,
    Row,
    Span,
    Strong,
    Table,
    Text,
    Wide,
)

Words = str | Inline | Iterable["Words"]
Content = str | Inline | Block | Iterable["Content"]

_BROKEN_SPACE = re.compile(r"\s*[\t\n\v\f\r\x1c-\x1f\x85\u2028\u2029]\s*")
_ALIGNS: dict[str, Align] = {"l": "left", "r": "right", "c": "center"}


def plain(words: str) -> str:
    """The words on one line: white space that holds a line end or a tab becomes one space, the rest stays."""
    return words if words.isprintable() else _BROKEN_SPACE.sub(" ", words)  # most are, and are soon known to be


def inlines(*words: Words) -> tuple[Inline, ...]:
    """The words as inlines, in order; empty texts are left out."""
    found: list[Inline] = []
    for part in words:
        if isinstance(part, str):
            if part:
                found.append(Text(text=plain(part)))
        elif isinstance(part, Inline):
            found.append(part)
        else:
            found.extend(inlines(*part))
    return tuple(found)


def blocks(*content: Content) -> tuple[Block, ...]:
    """The content as blocks; texts and inlines that follow each other become one paragraph."""
    found: list[Block] = []
    run: list[Inline] = []
    for part in _flat(content):
        if isinstance(part, Inline):
            run.append(part)
            continue
        if run:
            found.append(Paragraph(children=tuple(run)))
            run = []
        found.append(part)
    if run:
        found.append(Paragraph(children=tuple(run)))
    return tuple(found)


def _flat(content: Iterable[Content]) -> Iterable[Inline | Block]:
    for part in content:
        if isinstance(part, str):
            yield from inlines(part)
        elif isinstance(part, (Inline, Block)):
            yield part
        else:
            yield from _flat(part)


# -- inlines ---------------------------------------------------------------------------------------------------


def text(words: str, origin: Origin | None = None) -> Text:
    """Words."""
    return Text(text=plain(words), origin=origin)


def strong(*words: Words) -> Strong:
    """Words in bold."""
    return Strong(children=inlines(*words))


def em(*words: Words) -> Emphasis:
    """Words in italic."""
    return Emphasis(children=inlines(*words))


def span(lang: str, *words: Words) -> Span:
    """Words in another language."""
    return Span(lang=lang, children=inlines(*words))


def link(url: str, *words: Words, title: str = "") -> Link:
    """A link; without words it shows its own address."""
    return Link(url=url, children=inlines(*words) or inlines(url.removeprefix("mailto:")), title=title)


def ref(target: str, *words: Words) -> Ref:
    """A cross reference to the block with the id `target`."""
    return Ref(target=target, children=inlines(*words))


def noteref(key: str) -> NoteRef:
    """A reference to the note with this key."""
    return NoteRef(note=key)


def mark(kind: MarkKind) -> Mark:
    """A small drawn mark; the word it repeats has to stand beside it."""
    return Mark(kind=kind)


def br() -> LineBreak:
    """A forced line end."""
    return LineBreak()


# -- blocks ----------------------------------------------------------------------------------------------------


def p(*words: Words, role: ParagraphRole = "body", origin: Origin | None = None) -> Paragraph:
    """A paragraph."""
    return Paragraph(children=inlines(*words), role=role, origin=origin)


def h(level: int, anchor: str, *words: Words, origin: Origin | None = None) -> Heading:
    """A heading whose id is `anchor`."""
    return Heading(level=level, id=anchor, children=inlines(*words), origin=origin)


def ul(*items: Content) -> BulletList:
    """A bulleted list, one item for each argument."""
    return BulletList(items=tuple(blocks(item) for item in items))


def ol(*items: Content, start: int = 1) -> OrderedList:
    """A numbered list, one item for each argument."""
    return OrderedList(items=tuple(blocks(item) for item in items), start=start)


def dl(*items: tuple[Words, Content]) -> DefinitionList:
    """A list of terms with their meanings."""
    return DefinitionList(items=tuple(Definition(term=inlines(term), blocks=blocks(body)) for term, body in items))


def cell(
    *content: Content, header: bool = False, colspan: int = 1, rowspan: int = 1, style: CellStyle = "plain"
) -> Cell:
    """A table cell."""
    return Cell(blocks=blocks(*content), header=header, colspan=colspan, rowspan=rowspan, style=style)


def row(*cells: Cell | Content, header: bool = False, origin: Origin | None = None) -> Row:
    """A table row; what is not yet a cell becomes one, a header cell if `header`."""
    made = (c if isinstance(c, Cell) else cell(c, header=header) for c in cells)
    return Row(cells=tuple(made), origin=origin)


def columns(aligns: str, *widths: float) -> tuple[Column, ...]:
    """Columns from letters, one each: `l`, `r` or `c`; widths are shares, 1 where not given."""
    shares = (*widths, *[1.0] * (len(aligns) - len(widths)))
    return tuple(Column(width=share, align=_ALIGNS[letter]) for letter, share in zip(aligns, shares, strict=True))


def table(  # noqa: PLR0913 - a table has these parts
    anchor: str,
    cols: str | Sequence[Column],
    *,
    head: Iterable[Row] = (),
    body: Iterable[Row],
    caption: Words = (),
    summary: str = "",
    origin: Origin | None = None,
) -> Table:
    """A table with the id `anchor`; `cols` are columns, or their alignments as letters (`lrr`)."""
    made = columns(cols) if isinstance(cols, str) else tuple(cols)
    parts = {"head": tuple(head), "body": tuple(body)}
    return Table(id=anchor, columns=made, caption=inlines(caption), summary=summary, origin=origin, **parts)


def callout(kind: CalloutKind, title: Words, *content: Content) -> Callout:
    """A tinted box."""
    return Callout(kind=kind, title=inlines(title), blocks=blocks(*content))


def wide(*content: Content) -> Wide:
    """Blocks on landscape pages."""
    return Wide(blocks=blocks(*content))
