"""The body: masthead and blocks in order, cut into sections where wide blocks lie on landscape pages."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from briefing.document.nodes import Block, Document, Wide
from briefing.writers.docx.blocks import BlockWriter
from briefing.writers.docx.markup import NAMESPACES, PROLOGUE, Look, paragraph, with_section
from briefing.writers.docx.masthead import masthead
from briefing.writers.docx.pages import Geometry, Sections
from briefing.writers.docx.places import Place


def body(document: Document, writer: BlockWriter, sections: Sections, pages: tuple[Geometry, Geometry]) -> list[str]:
    """The children of the body element, in order; `pages` are upright and landscape ones."""
    upright, landscape = (Place(measure=page.measure) for page in pages)
    story = masthead(document.masthead, writer.inlines)
    turned, section = False, sections.first
    for block in document.blocks:
        wide = isinstance(block, Wide)
        if wide != turned and not _silent(block):
            if _close(story, section, writer.inlines.styles["Body Text"]):
                section = sections.upright
            turned = wide
            section = sections.landscape if wide else section
        story += writer.render((block,), landscape if wide else upright)
    if not story or not story[-1].startswith("<w:p>"):
        story.append(_tiny(writer.inlines.styles["Body Text"]))  # a body ends with a paragraph
    story.append(section)
    return story


def document_part(story: Iterable[str], fillings: Mapping[str, str]) -> Iterator[str]:
    """document.xml with this body, piece by piece; `fillings` are what goes where a sign between two nulls stands.

    It stays text: a tree of some hundred pages costs more time and memory than writing them.
    """
    yield f"{PROLOGUE}<w:document {NAMESPACES}><w:body>"
    for piece in story:
        made = piece
        if "\0" in piece:
            for sign, filling in fillings.items():
                made = made.replace(sign, filling)
        yield made
    yield "</w:body></w:document>"


def _silent(block: Block) -> bool:
    """Whether a block puts nothing on the page by itself."""
    return isinstance(block, Wide) and not block.blocks


def _close(story: list[str], section: str, style: str) -> bool:
    """End a section with the story so far, if there is any; its properties stand in the last paragraph."""
    if not story:
        return False
    if not story[-1].startswith("<w:p>"):
        story.append(_tiny(style))
    story[-1] = with_section(story[-1], section)
    return True


def _tiny(style: str) -> str:
    """An empty paragraph a point high."""
    return paragraph(
        Look(style=style, spacing='<w:spacing w:before="0" w:after="0" w:line="20" w:lineRule="exact"/>'), ""
    )
