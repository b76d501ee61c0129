"""The body: masthead and blocks in order, cut into sections where wide blocks lie on landscape pages."""

from __future__ import annotations

from briefing.document.nodes import Block, Document, Wide
from briefing.settings import Style
from briefing.writers.docx.blocks import BlockWriter, Place
from briefing.writers.docx.markup import NAMESPACES, PROLOGUE, Look, paragraph, with_section
from briefing.writers.docx.masthead import masthead
from briefing.writers.docx.pages import geometry


def body(document: Document, style: Style, writer: BlockWriter, sections: tuple[str, str]) -> str:
    """The children of the body element; `sections` are the sectPr of upright and of landscape pages."""
    upright = Place(measure=geometry(style).measure)
    landscape = Place(measure=geometry(style, landscape=True).measure)
    story = masthead(document.masthead, writer.inlines)
    turned = False
    for block in document.blocks:
        wide = isinstance(block, Wide)
        if wide != turned and not _silent(block):
            _close(story, sections[turned], writer.inlines.styles["Body Text"])
            turned = wide
        story.extend(writer.render((block,), landscape if wide else upright))
    if not story or not story[-1].startswith("<w:p>"):
        story.append(_tiny(writer.inlines.styles["Body Text"]))  # a body ends with a paragraph
    return "".join(story) + sections[turned]


def document_part(content: str) -> bytes:
    """document.xml with this body.

    It stays text: a tree of some hundred pages costs more time and memory than writing them.
    """
    return f"{PROLOGUE}<w:document {NAMESPACES}><w:body>{content}</w:body></w:document>".encode()


def _silent(block: Block) -> bool:
    """Whether a block puts nothing on the page by itself."""
    return isinstance(block, Wide) and not block.blocks


def _close(story: list[str], section: str, style: str) -> None:
    """End a section with the story so far; its properties stand in the last paragraph."""
    if not story:
        return
    if not story[-1].startswith("<w:p>"):
        story.append(_tiny(style))
    story[-1] = with_section(story[-1], section)


def _tiny(style: str) -> str:
    """An empty paragraph a point high."""
    return paragraph(
        Look(style=style, spacing='<w:spacing w:before="0" w:after="0" w:line="20" w:lineRule="exact"/>'), ""
    )
