"""Places in a document, and what they ask of a paragraph: its style, its indent, its part in a list."""

from __future__ import annotations

from collections.abc import Mapping

import msgspec

from briefing.document.nodes import ParagraphRole
from briefing.writers.docx.markup import twips
from briefing.writers.docx.numbering import NUMBER_INDENT, unnumbered
from briefing.writers.style import LIST_INDENT

_ROLES: Mapping[ParagraphRole, str] = {
    "lead": "Lead",
    "judgment": "Judgment",
    "small": "Small Text",
    "label": "Label",
    "quote": "Quote",
}


class Place(msgspec.Struct, frozen=True, kw_only=True, cache_hash=True):
    """Where blocks stand: the measure in points, the style of plain text, and what surrounds them.

    `level` is the depth of lists, `box` the border and shading of a callout with its `inset` in points.
    """

    measure: float
    text: str = "Body Text"
    level: int = 0
    cell: bool = False
    keep: bool = False
    align: str = ""
    box: str = ""
    inset: float = 0


def role_style(role: ParagraphRole, place: Place) -> str:
    """The style of a paragraph with this role."""
    if role == "body" or (role == "lead" and (place.box or place.cell)):
        return place.text
    if place.cell:
        small = "Table Small" if place.text == "Table Text" else place.text
        return {"judgment": "Table Heading", "label": "Table Heading", "small": small}.get(role, place.text)
    return _ROLES[role]


def inside_item(name: str, place: Place) -> str:
    """What makes a paragraph go on inside a list's item: it has no sign, yet does not end the list."""
    continues = name.startswith("List Continue") or (
        place.level > 0 and name == place.text and (place.cell or place.box)
    )
    return unnumbered(place.level - 1) if continues and place.level > 0 else ""


def indent(name: str, place: Place, numbering: str) -> str:
    """The indent of a paragraph where the style of its name cannot know it: inside callouts and lists."""
    if numbering:
        if not place.box:
            return ""
        hanging = NUMBER_INDENT
        left = place.inset + hanging + place.level * LIST_INDENT
        return f'<w:ind w:left="{twips(left)}" w:right="{twips(place.inset)}" w:hanging="{twips(hanging)}"/>'
    left = place.inset + place.level * LIST_INDENT
    if name.startswith("List Continue"):
        # LibreOffice takes the style's indent away with its number.
        return f'<w:ind w:left="{twips(left)}"/>'
    if name.startswith("List ") or name == "Definition" or left == 0 or (name == place.text and not place.level):
        return ""
    if name.endswith(" Title") and not place.level:
        return ""
    return f'<w:ind w:left="{twips(left)}" w:right="{twips(place.inset)}"/>'
