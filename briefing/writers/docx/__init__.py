"""The Word file: native styles, lists, notes, contents and captions, as if made in Word by a careful hand."""

from __future__ import annotations

from collections.abc import Mapping

import msgspec
from docx.document import Document as Package
from docx.oxml.ns import qn

from briefing.document.manifest import encoded
from briefing.document.nodes import Document, Heading, Note, Notes
from briefing.document.notes import number
from briefing.problems import Problem
from briefing.settings import Style
from briefing.writers import Written
from briefing.writers.docx.adoption import append_list
from briefing.writers.docx.annotations import Annotations
from briefing.writers.docx.blocks import BlockWriter, Form
from briefing.writers.docx.body import body, document_part
from briefing.writers.docx.bookmarks import Bookmarks
from briefing.writers.docx.contents import Outline
from briefing.writers.docx.furniture import add_part, sections_of
from briefing.writers.docx.inlines import Inlines
from briefing.writers.docx.languages import regional, script
from briefing.writers.docx.markup import twips
from briefing.writers.docx.notes import NativeNotes
from briefing.writers.docx.package import describe, packed
from briefing.writers.docx.pages import Sections
from briefing.writers.docx.pictures import Pictures
from briefing.writers.docx.provenance import attach
from briefing.writers.docx.template import Template, open_template

# What stands for the sections until the number of pages in their footers is known: last of all, see `Outline`.
HOLDERS = Sections("\0first\0", "\0upright\0", "\0landscape\0")


def write(document: Document, style: Style, anchors: Mapping[str, int]) -> Written:
    """The document as a .docx file (ECMA-376, transitional). `anchors` is the page of each heading by id.

    A reviewer's edition is a document with comments. A user's template that cannot be used is a problem.
    """
    template, problems = open_template(style)
    if template is None:
        return Written(data=b"", problems=tuple(problems))
    if style.word_notes == "footnotes":
        document = _without_endnotes(document)
    return _written(document, style, anchors, template, problems)


def _written(
    document: Document, style: Style, anchors: Mapping[str, int], template: Template, problems: list[Problem]
) -> Written:
    package, styles, kind = template.package, template.styles, style.word_notes.removesuffix("s")
    numbering = number(document)
    notes = NativeNotes(document.notes, numbering.notes, styles, kind)
    pictures = Pictures(package.part.package, style.fonts.fallback)
    text = Inlines(style, styles, Bookmarks(document), pictures, notes)
    note_text = Inlines(style, styles, text.bookmarks, pictures, notes)
    annotations = Annotations(document, text.bookmarks, styles)
    outline = Outline(document, anchors, _contents_tabs(template))
    form = Form(template.numbers, template.pages[0].depth)
    writer = BlockWriter(text, numbering, outline, annotations, form)
    story = body(document, writer, HOLDERS, template.pages)
    sections = sections_of(template, document.properties, kind, max(anchors.values(), default=1))
    for holder, section in zip(HOLDERS, sections, strict=True):
        story = story.replace(holder, section)
    story = outline.filled(story)
    text.relations.attach(package.part)

    def noted(note: Note) -> str:
        return annotations.around(note_text.render(note.children), annotations.behind_note(note.key))

    note_text.relations.attach(add_part(package, f"{kind}s", notes.part(noted))[1])
    if comments := annotations.part(document.properties):
        add_part(package, "comments", comments)
    for instance in writer.lists.instances():
        append_list(package, instance)
    attach(package.part, encoded(document, numbering), annotations.records)
    _speak(package, document.properties.language)
    describe(package, document.properties)
    return Written(data=packed(package, document_part(story)), problems=tuple(problems))


def _without_endnotes(document: Document) -> Document:
    """The document without the place of its notes and the heading above it: footnotes stand on their pages."""
    blocks = document.blocks
    if blocks and isinstance(blocks[-1], Notes):
        blocks = blocks[:-1]
        if blocks and isinstance(blocks[-1], Heading):
            blocks = blocks[:-1]
    return msgspec.structs.replace(document, blocks=blocks)


def _contents_tabs(template: Template) -> str:
    """The tab before page numbers, where the styles of a user's template may have none."""
    if template.section is None:
        return ""
    place = twips(template.pages[0].measure)
    return f'<w:tabs><w:tab w:val="right" w:leader="dot" w:pos="{place}"/></w:tabs>'


def _speak(package: Package, language: str) -> None:
    """Set the language of the whole document."""
    for element in package.styles.element.iterfind(f".//{qn('w:docDefaults')}//{qn('w:lang')}"):
        element.set(qn(f"w:{script(language)}"), regional(language))
