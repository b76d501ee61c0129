"""A brief's settings and the style of its pages, frozen; one record each, read from `config/`.

Lengths are in points unless a name says millimetres; colours are `#RRGGBB`; languages are BCP 47 tags.
"""

from __future__ import annotations

from typing import Any, ClassVar, Literal

import msgspec

from briefing.corpus.dates import PartialDate
from briefing.corpus.records import Tlp
from briefing.problems import NOWHERE, Location

Cadence = Literal["daily", "weekly", "fortnightly", "monthly"]
Format = Literal["docx", "pdf", "html", "txt", "eml"]
PageSize = Literal["A4", "Letter"]
WordNotes = Literal["endnotes", "footnotes"]
RuleSeverity = Literal["error", "warning", "off"]


class Scope(msgspec.Struct, frozen=True, kw_only=True):
    """Which part of the corpus a brief speaks of; an empty list leaves that side open."""

    actors: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()
    since: PartialDate | None = None


class SectionSettings(msgspec.Struct, frozen=True, kw_only=True):
    """One section as a brief asks for it: its name and its options, checked by the section itself."""

    shorthand: ClassVar[tuple[str, ...]] = ("name", "options")  # `changes`, or `summary: {judgments: 6}`

    name: str
    options: dict[str, Any] = {}
    location: Location = NOWHERE


class Brief(msgspec.Struct, frozen=True, kw_only=True):
    """A brief: what it is called, what it covers, how often it comes, and its sections in order."""

    title: str
    corpus: str
    sections: tuple[SectionSettings, ...]
    series: str = ""
    publisher: str = ""
    author: str = ""
    contact: str = ""
    language: str = "en-GB"
    cadence: Cadence = "weekly"
    first_issue: PartialDate | None = None
    marking: Tlp = "TLP:CLEAR"
    handling: str = ""
    scope: Scope = Scope()
    formats: tuple[Format, ...] = ("docx", "pdf")
    filename: str = "{slug}-{week}"
    style: str = ""
    templates: str = ""
    out: str = "out"
    archive: str = "archive"
    distribution: str = ""
    location: Location = NOWHERE


class Fonts(msgspec.Struct, frozen=True, kw_only=True):
    """Font families. `serif` and `sans` of the PDF come from installed packages or files; Word's are names.

    `fallback` names further TrueType files, tried in order for characters that the family lacks.
    """

    serif: str = "source-serif-pro"
    sans: str = "source-sans-pro"
    fallback: tuple[str, ...] = ()
    word_serif: str = "Cambria"
    word_sans: str = "Calibri"


class Colours(msgspec.Struct, frozen=True, kw_only=True):
    """The few colours of a page."""

    ink: str = "#1C1E21"
    accent: str = "#1F3A5F"
    rule: str = "#C9CED6"
    tint: str = "#F2F4F7"
    muted: str = "#5A6069"
    alert: str = "#9B2C1F"


class Margins(msgspec.Struct, frozen=True, kw_only=True):
    """Page margins in millimetres."""

    left: float = 22
    right: float = 22
    top: float = 24
    bottom: float = 22


class Style(msgspec.Struct, frozen=True, kw_only=True):
    """How the paper looks: page, fonts, colours and the sizes of text in points (`size/leading`).

    `word_template` is a .docx or .dotx whose page, header, footer and styles the Word file takes.
    """

    page: PageSize = "A4"
    margins: Margins = Margins()
    fonts: Fonts = Fonts()
    colours: Colours = Colours()
    body_size: float = 10
    body_leading: float = 14
    h1_size: float = 17
    h1_leading: float = 21
    h2_size: float = 12.5
    h2_leading: float = 16
    h3_size: float = 10.5
    h3_leading: float = 14
    small_size: float = 8.5
    small_leading: float = 11.5
    location: Location = NOWHERE
    word_template: str = ""
    word_notes: WordNotes = "endnotes"
