"""What leads through the document: the lines of the contents, and the notes with their ways back."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import TYPE_CHECKING

from msgspec.structs import replace

from briefing.document.nodes import Contents, Document, Heading, LineBreak, Note, Origin, Text
from briefing.document.walk import text_of, walk, walk_blocks
from briefing.writers.pdf.boxes import Item
from briefing.writers.pdf.contents import ContentsLine
from briefing.writers.pdf.file import literal
from briefing.writers.pdf.flow import Flowable, Stack
from briefing.writers.pdf.lines import Piece
from briefing.writers.pdf.links import Target
from briefing.writers.pdf.paragraph import Paragraph
from briefing.writers.pdf.structure import Element
from briefing.writers.pdf.text import note_place, reference_place
from briefing.writers.style import NOTE_INDENT

if TYPE_CHECKING:  # blocks.py builds contents and notes
    from briefing.writers.pdf.blocks import Builder, Setting


def contents(block: Contents, document: Document, builder: Builder, setting: Setting) -> list[Flowable]:
    """A line for each heading down to the depth that the block asks for."""
    whole = Element("TOC", setting.owner)
    headings = (node for node in walk_blocks(document.blocks) if isinstance(node, Heading))
    return [_line(heading, whole, builder) for heading in headings if heading.level <= block.depth and heading.children]


def _line(heading: Heading, whole: Element, builder: Builder) -> Flowable:
    style = builder.styles["contents1" if heading.level == 1 else "contents2"]
    entry = Element("Link", Element("Reference", Element("TOCI", whole)))
    words = text_of(heading.children)
    pieces = [piece for part, origin in _parts(heading) for piece in builder.setter.words(part, style, origin)]
    look = builder.setter.words("0", replace(style, bold=False))[0].glyphs
    return ContentsLine(pieces, style, entry, Target(builder.labels.go_to.format(place=words), place=heading.id), look)


def _parts(heading: Heading) -> list[tuple[str, Origin | None]]:
    """The words of a heading, and a blank, by the place from which they come: what cannot be set is told there."""

    def place(node: Text | LineBreak) -> Origin | None:
        return node.origin if node.origin is not None and node.origin.location is not None else heading.origin

    found: list[tuple[str, Origin | None]] = []
    words = [node for node in walk(heading) if isinstance(node, (Text, LineBreak))]
    for _, run in groupby(words, key=lambda node: (origin := place(node)) and origin.location):
        together = list(run)
        found.append(("".join(node.text if isinstance(node, Text) else " " for node in together), place(together[0])))
    last, origin = found.pop() if found else ("", heading.origin)
    return [*found, (last.removesuffix(" ") + " ", origin)]


def notes(document: Document, builder: Builder, setting: Setting) -> Iterator[Flowable]:
    """The notes that are referred to, by number."""
    numbers = builder.numbering.notes
    shown = sorted((note for note in document.notes if note.key in numbers), key=lambda note: numbers[note.key])
    return (_note(note, numbers[note.key], builder, setting) for note in shown)


def _note(note: Note, number: int, builder: Builder, setting: Setting) -> Flowable:
    style = builder.styles["note"]
    element = Element("Note", setting.owner, {"ID": literal(f"note-{number}")})
    label = Element("Lbl", element)
    link = Element("Link", label)
    back = Target(builder.labels.back.format(reference=number), place=reference_place(note.key, 1))
    look = replace(style, colour=builder.colours.accent)
    mark = [Piece(piece.glyphs, link, back) for piece in builder.setter.words(str(number), look)]
    body = Element("P", element)
    pieces = builder.setter.pieces(note.children, style, body, note.origin or setting.origin)
    text = Paragraph([*pieces, *_back(note.key, body, builder)], style, body, place=note_place(note.key))
    return Item(Paragraph(mark, style, label), Stack([text]), NOTE_INDENT, style.after)


def _back(key: str, owner: Element, builder: Builder) -> Iterator[Piece]:
    """Letters that lead back to each reference of a note that has several."""
    count = builder.numbering.references[key]
    style = builder.styles["note"]
    look = replace(style, size=style.size * 0.85, colour=builder.colours.accent, italic=True)
    for occurrence in range(1, count + 1) if count > 1 else ():
        letter = _letter(occurrence)
        target = Target(builder.labels.back.format(reference=letter), place=reference_place(key, occurrence))
        yield from builder.setter.words(" ", style)
        link = Element("Link", Element("Reference", owner, {"T": literal(target.description)}))
        yield from (Piece(piece.glyphs, link, target) for piece in builder.setter.words(letter, look))


def _letter(occurrence: int) -> str:
    """What leads back to a note's n-th reference, from 1: a to z, then 27."""
    return chr(ord("a") + occurrence - 1) if occurrence <= 26 else str(occurrence)
