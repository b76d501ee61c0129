"""The named text styles of a paper, made from `settings.Style`; all writers with pages share them.

A style's name is a paragraph role of the document (`body`, `judgment`, ...) or a place on the page (`h1`,
`caption`, `cell`, `note`, `masthead-title`, `header`, ...). Lengths are in points, colours are `#RRGGBB`.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

import msgspec
from msgspec.structs import replace

from briefing.settings import Style

Family = Literal["serif", "sans"]

MILLIMETRE = 72 / 25.4
PAGE_SIZES: Mapping[str, tuple[float, float]] = {"A4": (595.28, 841.89), "Letter": (612.0, 792.0)}

CELL_PADDING = 3.0
LIST_INDENT = 14.0
NOTE_INDENT = 20.0
QUOTE_INDENT = 16.0
CALLOUT_PADDING = 9.0
CONTENTS_INDENT = 12.0

# Traffic Light Protocol 2.0: each label in its colour on black, 12 point or more.
TLP_BACKGROUND = "#000000"
TLP_COLOURS: Mapping[str, str] = {
    "TLP:RED": "#FF2B2B",
    "TLP:AMBER": "#FFC000",
    "TLP:AMBER+STRICT": "#FFC000",
    "TLP:GREEN": "#33FF00",
    "TLP:CLEAR": "#FFFFFF",
}


class TextStyle(msgspec.Struct, frozen=True, kw_only=True):
    """How a paragraph is set: `before` and `after` are the space above and below, of two spaces the larger counts.

    `keep` holds the paragraph on one page with the first lines of what follows.
    """

    family: Family = "serif"
    size: float
    leading: float
    colour: str
    bold: bool = False
    italic: bool = False
    before: float = 0
    after: float = 0
    indent: float = 0
    keep: bool = False


def text_styles(style: Style) -> Mapping[str, TextStyle]:
    """The styles by name."""
    return {**_running(style), **_headings(style), **_tables(style), **_furniture(style)}


def _running(style: Style) -> dict[str, TextStyle]:
    size, leading, colours = style.body_size, style.body_leading, style.colours
    small = TextStyle(family="sans", size=style.small_size, leading=style.small_leading, colour=colours.ink)
    body = TextStyle(size=size, leading=leading, colour=colours.ink, after=leading * 0.5)
    sans = replace(body, family="sans")
    return {
        "body": body,
        "lead": replace(body, size=size * 1.15, leading=leading * 1.18, after=leading * 0.6),
        "judgment": replace(sans, size=size * 1.05, bold=True, before=leading * 0.75, after=leading * 0.25, keep=True),
        "small": replace(small, after=leading * 0.35),
        "label": replace(small, colour=colours.accent, bold=True, before=leading * 0.4, after=2, keep=True),
        "quote": replace(body, italic=True, indent=QUOTE_INDENT),
        "term": replace(sans, bold=True, after=1, keep=True),
        "item": replace(body, after=leading * 0.2),
        "note": replace(small, family="serif", after=2.5),
        "caption": replace(small, before=leading * 0.5, after=5),
        "callout-title": replace(sans, bold=True, colour=colours.accent, after=3, keep=True),
    }


def _headings(style: Style) -> dict[str, TextStyle]:
    """Headings: the space above is twice the space below."""
    sizes = {
        "h1": (style.h1_size, style.h1_leading, 7.0),
        "h2": (style.h2_size, style.h2_leading, 4.5),
        "h3": (style.h3_size, style.h3_leading, 3.0),
    }
    return {
        name: TextStyle(
            family="sans",
            size=size,
            leading=leading,
            colour=style.colours.accent if name == "h1" else style.colours.ink,
            bold=True,
            before=below * 2,
            after=below,
            keep=True,
        )
        for name, (size, leading, below) in sizes.items()
    }


def _tables(style: Style) -> dict[str, TextStyle]:
    cell = TextStyle(
        family="sans", size=style.small_size, leading=style.small_leading, colour=style.colours.ink, after=2
    )
    return {
        "cell": cell,
        "cell-head": replace(cell, bold=True),
        "cell-tentative": replace(cell, italic=True),
        "cell-empty": replace(cell, colour=style.colours.muted),
    }


def _furniture(style: Style) -> dict[str, TextStyle]:
    colours = style.colours
    small = TextStyle(family="sans", size=style.small_size, leading=style.small_leading, colour=colours.muted)
    return {
        "masthead-series": replace(
            small, size=style.series_size, leading=style.series_leading, colour=colours.accent, bold=True, after=2
        ),
        "masthead-issue": replace(small, size=style.series_size, leading=style.series_leading, after=4),
        "masthead-title": TextStyle(
            family="sans",
            size=style.title_size,
            leading=style.title_leading,
            colour=colours.ink,
            bold=True,
            after=8,
            keep=True,
        ),
        "fact-label": replace(small, size=style.small_size),
        "fact": replace(small, colour=colours.ink),
        "contents1": TextStyle(
            family="sans",
            size=style.body_size,
            leading=style.body_leading,
            colour=colours.ink,
            bold=True,
            before=style.body_leading * 0.2,
        ),
        "contents2": TextStyle(
            family="sans", size=style.body_size * 0.95, leading=style.body_leading, colour=colours.ink
        ),
        "header": small,
        "footer": small,
        "marking": TextStyle(family="sans", size=12, leading=15, colour=colours.ink, bold=True),
        "draft": TextStyle(family="sans", size=12, leading=15, colour=colours.alert, bold=True),
    }
