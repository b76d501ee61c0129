"""Pages: their size and margins as sections, and what stands at their head and foot.

Upright and landscape pages have headers and footers of their own, because the right-hand tab stands elsewhere.
"""

from __future__ import annotations

import msgspec

from briefing.document.labels import pieces
from briefing.document.nodes import Properties
from briefing.settings import Style
from briefing.writers.docx.markup import (
    NAMESPACES,
    PROLOGUE,
    TAB,
    Look,
    field,
    paragraph,
    run,
    twips,
)
from briefing.writers.docx.styles import StyleIds, marking_style
from briefing.writers.style import MILLIMETRE, PAGE_SIZES

COUNT = "\ufdd0"  # stands for the number of pages where that is not known yet: a character that no text may have
_HEADER_FROM_EDGE = 10 * MILLIMETRE
_APART = "\u2003"  # an em space
_PADDING = "\u2005"  # a quarter of it, on the black of the marking


class Sections(msgspec.Struct, frozen=True):
    """The sectPr elements of a file: of its first pages, of upright pages after them, of landscape pages."""

    first: str
    upright: str
    landscape: str


class Geometry(msgspec.Struct, frozen=True):
    """A page in points: its size and margins, and the measure between the margins.

    `foreign` is one of a user's template, whose styles may have their tabs elsewhere.
    """

    width: float
    height: float
    left: float
    right: float
    top: float
    bottom: float
    landscape: bool = False
    foreign: bool = False

    @property
    def measure(self) -> float:
        """The width of the text."""
        return self.width - self.left - self.right

    @property
    def depth(self) -> float:
        """The height of the text."""
        return self.height - self.top - self.bottom


def geometry(style: Style, *, landscape: bool = False) -> Geometry:
    """The page that the style asks for, or that page turned."""
    width, height = PAGE_SIZES[style.page]
    if landscape:
        width, height = height, width
    sides = style.margins
    left, right, top, bottom = (side * MILLIMETRE for side in (sides.left, sides.right, sides.top, sides.bottom))
    return Geometry(width, height, left, right, top, bottom, landscape)


def note_form(kind: str) -> str:
    """The form of the notes' numbers. LibreOffice reads it in a section, Word in the settings."""
    return f'<w:{kind}Pr><w:numFmt w:val="decimal"/></w:{kind}Pr>'


def section(page: Geometry, header: str, footer: str, notes: str) -> str:
    """A sectPr element: pages of this geometry with the header and footer of these relationship ids."""
    turned = ' w:orient="landscape"' if page.landscape else ""
    edge = twips(_HEADER_FROM_EDGE)
    return (
        f'<w:sectPr><w:headerReference w:type="default" r:id="{header}"/>'
        f'<w:footerReference w:type="default" r:id="{footer}"/>'
        f'{note_form(notes)}<w:type w:val="nextPage"/>'
        f'<w:pgSz w:w="{twips(page.width)}" w:h="{twips(page.height)}"{turned}/>'
        f'<w:pgMar w:top="{twips(page.top)}" w:right="{twips(page.right)}" w:bottom="{twips(page.bottom)}" '
        f'w:left="{twips(page.left)}" w:header="{edge}" w:footer="{edge}" w:gutter="0"/></w:sectPr>'
    )


def header(properties: Properties, page: Geometry, styles: StyleIds) -> bytes:
    """The header part: the short title left; the word for a draft, the handling and the marking right."""
    draft = run(properties.labels.draft, f'<w:rStyle w:val="{styles["Draft"]}"/>') if properties.draft else ""
    handling = run(properties.handling) if properties.handling else ""
    right = [part for part in (draft, handling, _marking(properties, styles)) if part]
    line = _line(run(properties.header or properties.title), run(_APART).join(right), page, styles["Header"])
    return f"{PROLOGUE}<w:hdr {NAMESPACES}>{line}</w:hdr>".encode()


def footer(properties: Properties, page: Geometry, styles: StyleIds, pages: str) -> bytes:
    """The footer part: publisher and issue left, `Page x of y` and the marking right."""
    counts = {"page": field("PAGE", "1"), "pages": field("NUMPAGES", pages), "": ""}
    parts = pieces(properties.labels.page)
    number = "".join((run(words) if words else "") + counts[name] for words, name in parts)
    right = [part for part in (number, _marking(properties, styles)) if part]
    line = _line(run(properties.footer), run(_APART).join(right), page, styles["Footer"])
    return f"{PROLOGUE}<w:ftr {NAMESPACES}>{line}</w:ftr>".encode()


def marking_line(properties: Properties, styles: StyleIds, name: str) -> str:
    """A line for the header or footer of a user's template: the word for a draft, the handling, the marking."""
    draft = run(properties.labels.draft, f'<w:rStyle w:val="{styles["Draft"]}"/>') if properties.draft else ""
    handling = run(properties.handling) if properties.handling else ""
    parts = [part for part in (draft, handling, _marking(properties, styles)) if part]
    look = Look(style=styles[name], spacing='<w:spacing w:before="0" w:after="0"/>', align='<w:jc w:val="right"/>')
    return paragraph(look, run(_APART).join(parts)) if parts else ""


def _line(left: str, right: str, page: Geometry, style: str) -> str:
    """A line with words at both ends of the measure."""
    tabs = ""
    if page.foreign:
        tabs = f'<w:tabs><w:tab w:val="right" w:pos="{twips(page.measure)}"/></w:tabs>'
    elif page.landscape:
        # The style's own tab stands at the edge of upright pages.
        upright = twips(page.height - page.left - page.right)
        edge = f'<w:tab w:val="right" w:pos="{twips(page.measure)}"/>'
        tabs = f'<w:tabs><w:tab w:val="clear" w:pos="{upright}"/>{edge}</w:tabs>'
    return paragraph(Look(style=style, box=tabs), left + TAB + right)


def _marking(properties: Properties, styles: StyleIds) -> str:
    if not properties.marking:
        return ""
    label = f"{_PADDING}{properties.marking}{_PADDING}"
    return run(label, f'<w:rStyle w:val="{styles[marking_style(properties.marking)]}"/>')
