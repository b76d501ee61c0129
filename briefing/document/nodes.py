"""The neutral document: a closed set of blocks and inlines that every writer can put on paper.

Nodes are frozen values. `origin` says which record or template a node came from; it takes no part in
equality. Adding a node type makes the type checker name every writer that lacks it (`assert_never`).

Text rules, the same in every format: the words of a document are the `Text` of its inlines in reading
order; a `NoteRef` shows the note's number (`notes.numbering`), a `Mark` is a drawing beside the word
that it repeats and has no text of its own.
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Literal

import msgspec

from briefing.document.labels import ENGLISH, Labels
from briefing.problems import Location


class Origin(msgspec.Struct, frozen=True, eq=False):
    """Where a node came from: a record (`judgment:troops`, `claim:a/1`, `template:summary`) and its place.

    All origins are equal to each other and to None, so that equality of nodes speaks of content only.
    """

    record: str = ""
    location: Location | None = None

    def __eq__(self, other: object) -> bool:
        return other is None or isinstance(other, Origin)

    def __hash__(self) -> int:
        return 0


class Node(msgspec.Struct, frozen=True, kw_only=True, tag=True, omit_defaults=True):
    """What all nodes share."""

    origin: Origin | None = None


# -- inlines ---------------------------------------------------------------------------------------------------


class Text(Node, frozen=True):
    """Words, without line breaks or markup."""

    text: str


class Strong(Node, frozen=True):
    """Set in bold."""

    children: tuple[Inline, ...]


class Emphasis(Node, frozen=True):
    """Set in italic."""

    children: tuple[Inline, ...]


class Span(Node, frozen=True):
    """Words in another language: `lang` is a BCP 47 tag."""

    lang: str
    children: tuple[Inline, ...]


class Link(Node, frozen=True):
    """A link to a web or mail address; `title` describes the target for those who do not see it."""

    url: str
    children: tuple[Inline, ...]
    title: str = ""


class Ref(Node, frozen=True):
    """A cross reference to the block whose `id` is `target`."""

    target: str
    children: tuple[Inline, ...]


class NoteRef(Node, frozen=True):
    """A reference to the note with this key; shown as its number, raised."""

    note: str


class Mark(Node, frozen=True):
    """A small drawn status mark; the word stands beside it, so it is decoration to a screen reader."""

    kind: MarkKind


class LineBreak(Node, frozen=True):
    """A forced line end inside a paragraph."""


MarkKind = Literal[
    "confirmed", "corroborated", "single-source", "unverified", "disputed", "denied", "up", "down", "same"
]
Inline = Text | Strong | Emphasis | Span | Link | Ref | NoteRef | Mark | LineBreak

# -- blocks ----------------------------------------------------------------------------------------------------

ParagraphRole = Literal["body", "lead", "judgment", "small", "label", "quote"]
Align = Literal["left", "right", "center"]
CellStyle = Literal["plain", "disputed", "tentative", "empty"]
CalloutKind = Literal["bottom-line", "note", "warning", "draft"]


class Heading(Node, frozen=True):
    """A heading; `level` 1 is a section. `id` is its anchor, unique in the document."""

    level: int
    id: str
    children: tuple[Inline, ...]


class Paragraph(Node, frozen=True):
    """A paragraph; its role chooses the style (see `writers/style.py`)."""

    children: tuple[Inline, ...]
    role: ParagraphRole = "body"


class BulletList(Node, frozen=True):
    """An unordered list; an item holds blocks, also lists."""

    items: tuple[tuple[Block, ...], ...]


class OrderedList(Node, frozen=True):
    """A numbered list that begins at `start`."""

    items: tuple[tuple[Block, ...], ...]
    start: int = 1


class Definition(Node, frozen=True):
    """A term and what it means."""

    term: tuple[Inline, ...]
    blocks: tuple[Block, ...]


class DefinitionList(Node, frozen=True):
    """Terms with their meanings."""

    items: tuple[Definition, ...]


class Column(Node, frozen=True):
    """A table column: its share of the width, and how its cells are aligned."""

    width: float = 1.0
    align: Align = "left"


class Cell(Node, frozen=True):
    """A table cell; it holds blocks and may span columns and rows. `header` makes it a row or column header."""

    blocks: tuple[Block, ...] = ()
    colspan: int = 1
    rowspan: int = 1
    header: bool = False
    style: CellStyle = "plain"


class Row(Node, frozen=True):
    """A table row. Places covered by a span from above or from the left have no cell of their own."""

    cells: tuple[Cell, ...]


class Table(Node, frozen=True):
    """A table. `head` rows repeat on each page; `summary` describes it for those who do not see it.

    `caption` stands above the table, numbered "Table n." (`Labels.table`) by `notes.numbering` if it is not empty.
    """

    id: str
    columns: tuple[Column, ...]
    head: tuple[Row, ...]
    body: tuple[Row, ...]
    caption: tuple[Inline, ...] = ()
    summary: str = ""


class LikelihoodBar(Node, frozen=True):
    """A scale from 0 to 100 per cent with the band of a likelihood term filled.

    `label` is drawn beside it; like all that a figure draws it is no text of the document, which has to say it too.
    """

    low: int
    high: int
    label: str = ""


class IntervalRow(Node, frozen=True):
    """One statement of a quantity: from `low` to `high`; None is an open end. `approximate` blurs the ends."""

    label: str
    low: float | None
    high: float | None
    approximate: bool = False
    value: str = ""


class Intervals(Node, frozen=True):
    """Statements of one quantity, one under the other on one scale; the scale's figures have these signs."""

    rows: tuple[IntervalRow, ...]
    unit: str = ""
    thousands: str = ","
    decimal: str = "."


FlowStatus = Literal["affirmed", "disputed", "tentative", "unverified"]


class Party(Node, frozen=True):
    """One who gives or gets; `id` is unique in its picture."""

    id: str
    label: str


class Flow(Node, frozen=True):
    """What one party gives another, by their ids: how many independent lines of reporting, how sure, and in words.

    `affirmed`: a line states the delivery as fact; `disputed`: so too, and a party denies it; `tentative`: sought,
    promised or stopped, but not delivered; `unverified`: only supposed, feared or alleged.
    """

    giver: str
    receiver: str
    lines: int
    status: FlowStatus
    label: str


class HubAndSpokes(Node, frozen=True):
    """One party in the middle (`hub` is its id), the others around it, and the flows between them."""

    hub: str
    parties: tuple[Party, ...]
    flows: tuple[Flow, ...]


class TimelineEntry(Node, frozen=True):
    """Something that was on a day, or at some time between two days, both included; `value` says when in words.

    `lasting`: it went on from the first day to the last. `approximate` blurs both ends.
    """

    label: str
    first: datetime.date
    last: datetime.date
    value: str = ""
    lane: str = ""
    approximate: bool = False
    lasting: bool = False


class Timeline(Node, frozen=True):
    """Entries on one axis of years, those of one lane together; lanes in the order of their first entry."""

    entries: tuple[TimelineEntry, ...]


class Figure(Node, frozen=True):
    """A drawing with its alternative text. Without a caption it is small and stands in the run of text."""

    id: str
    picture: Picture
    alt: str
    caption: tuple[Inline, ...] = ()


class Callout(Node, frozen=True):
    """A tinted box with a title and blocks."""

    kind: CalloutKind
    title: tuple[Inline, ...]
    blocks: tuple[Block, ...]


class Wide(Node, frozen=True):
    """Blocks set on landscape pages."""

    blocks: tuple[Block, ...]


class PageBreak(Node, frozen=True):
    """What follows begins a page."""


class Contents(Node, frozen=True):
    """The place of the table of contents: headings of level 1 to `depth`."""

    depth: int = 2


class Notes(Node, frozen=True):
    """The place of the notes: the last block of a document."""


Picture = LikelihoodBar | Intervals | HubAndSpokes | Timeline
Block = (
    Heading
    | Paragraph
    | BulletList
    | OrderedList
    | DefinitionList
    | Table
    | Figure
    | Callout
    | Wide
    | PageBreak
    | Contents
    | Notes
)

# -- the whole -------------------------------------------------------------------------------------------------


class Note(Node, frozen=True):
    """A note: its key, its content, and the claims it rests on."""

    key: str
    children: tuple[Inline, ...]
    claims: tuple[str, ...] = ()


class Fact(Node, frozen=True):
    """One line of the masthead: `Date`, `2 March 2025`."""

    label: str
    children: tuple[Inline, ...]


class Masthead(Node, frozen=True):
    """The head of the first page."""

    series: str
    issue: str
    title: str
    facts: tuple[Fact, ...] = ()


class Properties(Node, frozen=True):
    """What the file says of itself. `created` is an ISO 8601 instant in UTC, `language` a BCP 47 tag.

    `marking` is a TLP 2.0 label, `handling` a line of its own beside it. `footer` stands left in the footer.
    `labels` are the words that writers add, in the document's language.
    """

    title: str
    language: str
    created: str
    author: str = ""
    subject: str = ""
    keywords: tuple[str, ...] = ()
    marking: str = ""
    handling: str = ""
    header: str = ""
    footer: str = ""
    draft: bool = False
    labels: Labels = ENGLISH


class Manifest(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What a paper was made from; every file carries it (`document/manifest.py`). No path, clock or user is in it.

    `issue` is its number, empty if it has none; `as_of` an ISO 8601 day; `product` name and version of this program;
    `corpus` a digest of all that was known on the day. `records` maps each record behind the paper (`claim:a/1`,
    `source:a`, `recommendation:b`) to a digest of what it said.
    """

    brief: str
    as_of: str
    product: str
    corpus: str
    issue: str = ""
    revision: int = 1
    records: Mapping[str, str] = {}


class Comment(Node, frozen=True):
    """A remark for reviewers on all that comes from a record (`judgment:troops`); it is no part of the paper."""

    record: str
    lines: tuple[str, ...]


class Document(Node, frozen=True):
    """A whole brief: what the writers get. A reviewer's edition has comments, which only the Word file shows."""

    properties: Properties
    masthead: Masthead
    blocks: tuple[Block, ...]
    notes: tuple[Note, ...] = ()
    manifest: Manifest | None = None
    comments: tuple[Comment, ...] = ()
