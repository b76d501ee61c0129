"""Inlines become pieces of text: faces, sizes, raised note numbers, drawn marks, links and languages."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import assert_never

import msgspec

from briefing.document.labels import ENGLISH, Labels
from briefing.document.nodes import (
    Emphasis,
    Inline,
    LineBreak,
    Link,
    Mark,
    MarkKind,
    NoteRef,
    Origin,
    Ref,
    Span,
    Strong,
    Text,
)
from briefing.document.notes import Numbering
from briefing.document.walk import text_of
from briefing.settings import Style
from briefing.writers.pdf.canvas import DECORATION, Glyphs, Owner
from briefing.writers.pdf.file import literal
from briefing.writers.pdf.fontbook import FontBook
from briefing.writers.pdf.lines import Piece
from briefing.writers.pdf.links import Target
from briefing.writers.pdf.structure import Element
from briefing.writers.style import TextStyle

_WORDING = "template:"  # who worded a text, not what stands behind it
_RAISED, _RISE = 0.66, 0.36  # size and height of note numbers, as parts of the text's size


class Look(msgspec.Struct, frozen=True):
    """How an inline is set, as its surroundings say."""

    style: TextStyle
    owner: Element
    bold: bool
    italic: bool
    language: str = ""
    target: Target | None = None
    origin: Origin | None = None
    inline: bool = False  # whether `owner` is an inline element


def note_place(note: str) -> str:
    """The place of a note."""
    return f"note:{note}"


def reference_place(note: str, occurrence: int) -> str:
    """The place of the n-th reference to a note, from 1."""
    return f"reference:{note}:{occurrence}"


class Typesetter:
    """Sets the inlines of one document; counts the references to notes as it comes to them."""

    def __init__(
        self, book: FontBook, style: Style, numbering: Numbering, targets: Mapping[str, str], labels: Labels = ENGLISH
    ) -> None:
        self.book = book
        self._style = style
        self._numbering = numbering
        self._labels = labels
        self._targets = targets  # what each place is called, for those who do not see it
        self._seen: Counter[str] = Counter()
        self._signs: dict[tuple[MarkKind, float], tuple[str, float]] = {}

    def pieces(
        self, inlines: Iterable[Inline], style: TextStyle, owner: Element, origin: Origin | None = None
    ) -> list[Piece]:
        """The inlines of a paragraph that belongs to `owner`."""
        if origin is not None and not origin.record.startswith(_WORDING):
            owner.record = origin.record
        look = Look(style=style, owner=owner, bold=style.bold, italic=style.italic, origin=origin)
        return self._all(inlines, look)

    def words(self, text: str, style: TextStyle, origin: Origin | None = None) -> list[Piece]:
        """Plain words in a style."""
        segments = self.book.segments(text, style.family, bold=style.bold, italic=style.italic, origin=origin)
        return [Piece(Glyphs(part, face, style.size, style.colour)) for face, part in segments]

    def _all(self, inlines: Iterable[Inline], look: Look) -> list[Piece]:
        found: list[Piece] = []
        before: Inline | None = None
        for inline in inlines:
            if isinstance(inline, NoteRef) and isinstance(before, NoteRef):
                # The eye needs a comma between two numbers; the words of the document have none.
                found.extend(self._raised(",", look, DECORATION))
            found.extend(self._one(inline, look))
            before = inline
        return found

    def _one(self, inline: Inline, look: Look) -> list[Piece]:
        match inline:
            case Text():
                return self._text(inline, look)
            case Strong():
                return self._all(inline.children, msgspec.structs.replace(look, bold=True))
            case Emphasis():
                return self._all(inline.children, msgspec.structs.replace(look, italic=not look.italic))
            case Span():
                owner = Element("Span", look.owner, {"Lang": literal(inline.lang)})
                inner = msgspec.structs.replace(look, owner=owner, language=inline.lang, inline=True)
                return self._all(inline.children, inner)
            case Link():
                target = Target(_described(inline), url=inline.url)
                return self._all(inline.children, self._linked(look, Element("Link", look.owner), target))
            case Ref():
                return self._reference(inline, look)
            case NoteRef():
                return self._note(inline, look)
            case Mark():
                return [self._mark(inline, look)]
            case LineBreak():
                return [msgspec.structs.replace(piece, line_end=True) for piece in self.words(" ", look.style)]
            case _:
                assert_never(inline)

    def _text(self, inline: Text, look: Look) -> list[Piece]:
        style = look.style
        segments = self.book.segments(
            inline.text,
            style.family,
            bold=look.bold,
            italic=look.italic,
            language=look.language,
            origin=inline.origin or look.origin,
        )
        colour = self._style.colours.accent if look.target else style.colour
        owner = look.owner if look.inline else None
        return [Piece(Glyphs(part, face, style.size, colour), owner, look.target) for face, part in segments]

    def _linked(self, look: Look, owner: Element, target: Target) -> Look:
        return msgspec.structs.replace(look, owner=owner, target=target, inline=True)

    def _reference(self, inline: Ref, look: Look) -> list[Piece]:
        if inline.target not in self._targets:
            return self._all(inline.children, look)
        owner = Element("Link", Element("Reference", look.owner))
        target = Target(self._labels.go_to.format(place=self._targets[inline.target]), place=inline.target)
        return self._all(inline.children, self._linked(look, owner, target))

    def _note(self, inline: NoteRef, look: Look) -> list[Piece]:
        note = inline.note
        self._seen[note] += 1
        number = str(self._numbering.notes[note])
        owner = Element("Link", Element("Reference", look.owner))
        linked = note_place(note) in self._targets
        target = Target(self._labels.note.format(number=number), place=note_place(note)) if linked else None
        pieces = self._raised(number, look, owner, target)
        place = reference_place(note, self._seen[note])
        return [msgspec.structs.replace(pieces[0], place=place), *pieces[1:]] if pieces else []

    def _raised(self, text: str, look: Look, owner: Owner, target: Target | None = None) -> list[Piece]:
        size = look.style.size
        segments = self.book.segments(text, look.style.family, bold=False, italic=False)
        colour = self._style.colours.accent
        return [
            Piece(Glyphs(part, face, size * _RAISED, colour, size * _RISE), owner, target) for face, part in segments
        ]

    def _mark(self, inline: Mark, look: Look) -> Piece:
        from briefing.writers.drawing import mark  # noqa: PLC0415 - a paper without drawings does not load them
        from briefing.writers.pdf.shapes import operators  # noqa: PLC0415

        size = round(look.style.size * 0.82, 2)
        key = (inline.kind, size)
        if key not in self._signs:
            self._signs[key] = operators(mark(inline.kind, size, self._style), self.book), size
        face = self.words(" ", look.style)[0].glyphs
        return Piece(face, sign=self._signs[key])


def _described(inline: Link) -> str:
    """What a link says of its target: its title, or its words and address."""
    if inline.title:
        return inline.title
    words = text_of(inline.children)
    address = inline.url.removeprefix("mailto:")
    return address if words in {"", address} else f"{words}: {address}"
