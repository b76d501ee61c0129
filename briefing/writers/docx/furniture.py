"""The headers and footers of our own template, and the sections that show them."""

from __future__ import annotations

from briefing.document.nodes import Properties
from briefing.writers.docx.package import Package
from briefing.writers.docx.pages import Geometry, Sections, footer, header, section
from briefing.writers.docx.styles import StyleIds


def sections_of(  # noqa: PLR0913, PLR0917 - what stands in a header and a footer
    package: Package,
    geometries: tuple[Geometry, Geometry],
    properties: Properties,
    styles: StyleIds,
    notes: str,
    pages: int,
) -> Sections:
    """The sections of a file, with their headers and footers in place; `pages` is the number to show until counted."""
    made: list[str] = []
    for place, page in enumerate(geometries, 1):
        head, _ = package.add_story("header", header(properties, page, styles), place)
        foot, _ = package.add_story("footer", footer(properties, page, styles, str(pages)), place)
        made.append(section(page, head, foot, notes))
    return Sections(made[0], made[0], made[1])
