"""The Word file: native styles, lists, notes, contents and captions, as if made in Word by a careful hand."""

from __future__ import annotations

from collections.abc import Mapping

import msgspec

from briefing.document.manifest import encoded
from briefing.document.nodes import Document, Heading, Note, Notes
from briefing.document.notes import number
from briefing.keeping import NOTHING, Keep
from briefing.settings import Style
from briefing.writers import Written
from briefing.writers.docx.annotations import Annotations
from briefing.writers.docx.blocks import BlockWriter, Form
from briefing.writers.docx.body import body, document_part
from briefing.writers.docx.bookmarks import Bookmarks, targets
from briefing.writers.docx.contents import Outline
from briefing.writers.docx.core import CORE, core
from briefing.writers.docx.furniture import sections_of
from briefing.writers.docx.inlines import Inlines
from briefing.writers.docx.markup import twips
from briefing.writers.docx.notes import NativeNotes
from briefing.writers.docx.package import Package
from briefing.writers.docx.pages import COUNT, Sections
from briefing.writers.docx.pictures import Pictures
from briefing.writers.docx.prepared import shell_of
from briefing.writers.docx.provenance import attach
from briefing.writers.docx.shell import LISTS, Shell
from briefing.writers.docx.styles import StyleIds

# What stands for the sections until the number of pages in their footers is known: last of all, see `Outline`.
HOLDERS = Sections("\0first\0", "\0upright\0", "\0landscape\0")


def write(document: Document, style: Style, anchors: Mapping[str, int], keep: Keep = NOTHING) -> Written:
    """The document as a .docx file (ECMA-376, transitional). `anchors` is the page of each heading by id.

    A reviewer's edition is a document with comments. A user's template that cannot be used is a problem. What other
    papers need again is kept in `keep`; the bytes are the same without.
    """
    shell, problems = shell_of(style, document.properties, keep)
    if shell is None:
        return Written(data=b"", problems=tuple(problems))
    if style.word_notes == "footnotes":
        document = _without_endnotes(document)
    return Written(data=_written(document, style, anchors, shell, keep), problems=tuple(problems))


def _written(document: Document, style: Style, anchors: Mapping[str, int], shell: Shell, keep: Keep) -> bytes:
    package = Package(shell.parts, shell.relations, shell.main)
    styles, kind = StyleIds(shell.styles), style.word_notes.removesuffix("s")
    numbering = number(document)
    notes = NativeNotes(document.notes, numbering.notes, styles, kind)
    brief = document.manifest.brief if document.manifest else document.properties.title
    pictures = Pictures(package, keep, brief, style.fonts.fallback)
    marked = targets(document)
    text = Inlines(style, styles, Bookmarks(marked), pictures, notes)
    note_text = Inlines(style, styles, text.bookmarks, pictures, notes)
    annotations = Annotations(document, text.bookmarks, styles)
    headings = [block for block in marked if isinstance(block, Heading)]
    outline = Outline(headings, anchors, _contents_tabs(shell))
    form = Form(shell.numbers, shell.pages[0].depth, document.properties.labels)
    writer = BlockWriter(text, numbering, outline, annotations, form)
    story = body(document, writer, HOLDERS, shell.pages)

    def noted(note: Note) -> str:
        return annotations.around(note_text.render(note.children), annotations.behind_note(note.key))

    endnotes = notes.part(noted)
    pictures.close()
    comments = annotations.part(document.properties)
    manifest = encoded(document, numbering)
    # From here on the pages have to be known.
    sections = _furnished(package, shell, document, styles, kind, max(anchors.values(), default=1))
    fillings = {
        HOLDERS.first: sections.first,
        HOLDERS.upright: sections.upright,
        HOLDERS.landscape: sections.landscape,
        **outline.filled(),
    }
    text.relations.attach(package.main)
    note_text.relations.attach(package.add_story(f"{kind}s", endnotes)[1])
    if comments:
        package.add_story("comments", comments)
    lists = package.parts[shell.numbering]
    lists.content = writer.lists.entered(lists.content, LISTS)
    attach(package, manifest, annotations.records)
    return package.packed(document_part(story, fillings))


def _furnished(package: Package, shell: Shell, document: Document, styles: StyleIds, kind: str, pages: int) -> Sections:  # noqa: PLR0913, PLR0917
    """The sections, with their headers and footers in place, and the core properties."""
    if shell.sections is None:
        package.parts[CORE].content = core(document.properties)
        return sections_of(package, shell.pages, document.properties, styles, kind, pages)
    for part in package.parts.values():
        if part.name.startswith("/word/footer"):
            part.content = part.content.replace(COUNT.encode(), str(pages).encode())
    return shell.sections


def _without_endnotes(document: Document) -> Document:
    """The document without the place of its notes and the heading above it: footnotes stand on their pages."""
    blocks = document.blocks
    if blocks and isinstance(blocks[-1], Notes):
        blocks = blocks[:-1]
        if blocks and isinstance(blocks[-1], Heading):
            blocks = blocks[:-1]
    return msgspec.structs.replace(document, blocks=blocks)


def _contents_tabs(shell: Shell) -> str:
    """The tab before page numbers, where the styles of a user's template may have none."""
    if shell.sections is None:
        return ""
    place = twips(shell.pages[0].measure)
    return f'<w:tabs><w:tab w:val="right" w:leader="dot" w:pos="{place}"/></w:tabs>'
