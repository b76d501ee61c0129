"""Inlines as runs: faces by character style, languages, links, references, notes and marks."""

from __future__ import annotations

from typing import assert_never

import msgspec

from briefing.document.nodes import (
    Emphasis,
    Inline,
    LineBreak,
    Link,
    Mark,
    MarkKind,
    NoteRef,
    Ref,
    Span,
    Strong,
    Text,
)
from briefing.settings import Style
from briefing.writers.docx.bookmarks import Bookmarks
from briefing.writers.docx.languages import regional, script
from briefing.writers.docx.markup import RUN_END, element_run, run_start
from briefing.writers.docx.notes import NativeNotes
from briefing.writers.docx.pictures import Picture, Pictures
from briefing.writers.docx.relations import Relations
from briefing.writers.docx.styles import StyleIds
from briefing.writers.xml_text import escape

_MARK_SIZE = 8.0


class Face(msgspec.Struct, frozen=True, kw_only=True, cache_hash=True):
    """How the words of a run look: `ground` says that their paragraph is bold, `link` names a link's style."""

    ground: bool = False
    strong: bool = False
    emphasis: bool = False
    lang: str = ""
    link: str = ""


PLAIN, BOLD = Face(), Face(ground=True)


class Inlines:
    """What turns the inlines of one part of the file into runs."""

    def __init__(
        self, style: Style, styles: StyleIds, bookmarks: Bookmarks, pictures: Pictures, notes: NativeNotes
    ) -> None:
        self.style = style
        self.styles = styles
        self.bookmarks = bookmarks
        self.pictures = pictures
        self.notes = notes
        self.relations = Relations()
        self._marks: dict[MarkKind, Picture] = {}
        self._starts: dict[Face, str] = {}

    def render(self, children: tuple[Inline, ...], face: Face = PLAIN) -> str:
        """The runs of inlines."""
        start = self._starts.get(face)
        if start is None:
            start = self._starts[face] = run_start(self._properties(face))
        runs: list[str] = []
        for place, node in enumerate(children, 1):
            if type(node) is Text:
                runs.append(f"{start}{escape(node.text)}{RUN_END}")
            elif type(node) is NoteRef:
                crowded = place < len(children) and type(children[place]) is NoteRef
                runs.append(self.notes.reference(node.note, self.bookmarks, crowded=crowded))
            else:
                runs.append(self._inline(node, face))
        return "".join(runs)

    def _inline(self, node: Inline, face: Face) -> str:
        match node:
            case Strong():
                return self.render(node.children, msgspec.structs.replace(face, strong=True))
            case Emphasis():
                return self.render(node.children, msgspec.structs.replace(face, emphasis=not face.emphasis))
            case Span():
                return self.render(node.children, msgspec.structs.replace(face, lang=node.lang))
            case Link():
                return self._link(node, face)
            case Ref():
                return self._reference(node, face)
            case Text() | NoteRef():
                return self.render((node,), face)
            case Mark():
                shown = self.pictures.inline(self._mark(node.kind), "", self.relations)
                return element_run(shown, '<w:position w:val="-2"/>')
            case LineBreak():
                return element_run("<w:br/>")
            case _:
                assert_never(node)

    def _mark(self, kind: MarkKind) -> Picture:
        if kind not in self._marks:
            from briefing.writers.drawing import mark  # noqa: PLC0415 - a paper without drawings does not load them

            self._marks[kind] = self.pictures.stored(mark(kind, _MARK_SIZE, self.style))
        return self._marks[kind]

    def _link(self, node: Link, face: Face) -> str:
        if face.link:
            return self.render(node.children, face)
        runs = self.render(node.children, msgspec.structs.replace(face, link="Hyperlink"))
        tip = f' w:tooltip="{escape(node.title[:260])}"' if node.title else ""
        return f'<w:hyperlink r:id="{self.relations.link(node.url)}"{tip} w:history="1">{runs}</w:hyperlink>'

    def _reference(self, node: Ref, face: Face) -> str:
        target = self.bookmarks.name(node.target)
        if face.link or target is None:
            return self.render(node.children, face)
        runs = self.render(node.children, msgspec.structs.replace(face, link="Cross Reference"))
        return f'<w:hyperlink w:anchor="{target}" w:history="1">{runs}</w:hyperlink>'

    def _properties(self, face: Face) -> str:
        """The content of a run's rPr in the order of the schema.

        A run has one character style. Bold and italic of a character style turn those of the paragraph's style
        off, so strong words in a bold paragraph need none.
        """
        strong = face.strong and not face.ground
        name = face.link or ("Strong" if strong else "Emphasis" if face.emphasis else "")
        style = f'<w:rStyle w:val="{self.styles[name]}"/>' if name else ""
        weight = "<w:b/><w:bCs/>" if strong and name != "Strong" else ""
        slope = "<w:i/><w:iCs/>" if face.emphasis and name != "Emphasis" else ""
        hint, turn, lang = _language(face.lang)
        return f"{style}{hint}{weight}{slope}{turn}{lang}"


def _language(tag: str) -> tuple[str, str, str]:
    """The font hint, the writing direction and the language of a run; all empty for the document's own."""
    if not tag:
        return "", "", ""
    kind = script(tag)
    hint = '<w:rFonts w:hint="eastAsia"/>' if kind == "eastAsia" else ""
    turn = "<w:rtl/>" if kind == "bidi" else ""
    return hint, turn, f'<w:lang w:{kind}="{escape(regional(tag))}"/>'


def plain_words(children: tuple[Inline, ...]) -> tuple[Inline, ...]:
    """The inlines without links, references, notes, marks and line breaks, for places that repeat them."""
    kept: list[Inline] = []
    for node in children:
        match node:
            case Text():
                kept.append(node)
            case Strong() | Emphasis() | Span():
                kept.append(msgspec.structs.replace(node, children=plain_words(node.children)))
            case Link() | Ref():
                kept.extend(plain_words(node.children))
            case LineBreak():
                kept.append(Text(text=" "))
            case NoteRef() | Mark():
                pass
            case _:
                assert_never(node)
    return tuple(kept)
