"""A brief's settings and the style of its pages, frozen; one record each, read from `config/`.

Lengths are in points unless a name says millimetres; colours are `#RRGGBB`; languages are BCP 47 tags.
"""

# Annotations are values here, as in `corpus/records.py`.

import datetime
import re
from typing import Any, ClassVar, Literal

import msgspec

from briefing.corpus.dates import PartialDate, last_day
from briefing.corpus.records import TradecraftRule
from briefing.corpus.tlp import Tlp
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


class Period(msgspec.Struct, frozen=True):
    """A span of time, written `24 months`, `2 years`, `12 weeks` or `90 days`; years and weeks are counted as such."""

    text: str
    months: int = 0
    days: int = 0

    code: ClassVar[str] = "value-period"

    @classmethod
    def parse(cls, text: str) -> "Period | str":
        """The span that a text means, or what is wrong with it."""
        match = re.fullmatch(r"([1-9]\d{0,3}) (day|week|month|year)s?", text, re.ASCII)
        if match is None:
            return f'"{text[:40]}" is no span of time; write 24 months, 2 years, 12 weeks or 90 days'
        number = int(match[1])
        if match[2] in ("month", "year"):
            return cls(text, months=number * (12 if match[2] == "year" else 1))
        return cls(text, days=number * (7 if match[2] == "week" else 1))

    @classmethod
    def unknown(cls) -> "Period":
        """The span of which nothing is known."""
        return cls("")

    def before(self, day: datetime.date) -> datetime.date:
        """The day that lies this span before another; the last of its month where that one has no such day."""
        count = day.year * 12 + day.month - 1 - self.months
        year, month = max(count // 12, 1), count % 12 + 1
        first = day.replace(year=year, month=month, day=min(day.day, last_day(year, month)))
        return first - datetime.timedelta(days=min(self.days, (first - datetime.date.min).days))


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
    window: Period | None = None
    tradecraft: str = ""
    formats: tuple[Format, ...] = ("docx", "pdf")
    filename: str = "{slug}-{week}"
    style: str = ""
    templates: str = ""
    out: str = "out"
    archive: str = "archive"
    distribution: str = ""
    location: Location = NOWHERE


class Tradecraft(msgspec.Struct, frozen=True, kw_only=True):
    """How severe each rule of tradecraft is; a rule that is not named keeps its own severity."""

    rules: dict[TradecraftRule, RuleSeverity] = {}
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


class Logo(msgspec.Struct, frozen=True, kw_only=True):
    """A picture in the head of the first page: a PNG or SVG file, what it shows in words, its height in millimetres."""

    file: str
    alt: str
    height: float = 10


class Style(msgspec.Struct, frozen=True, kw_only=True):
    """How the paper looks: page, fonts, colours and the sizes of text in points (`size/leading`).

    `word_template` is a .docx or .dotx whose page, header, footer and styles the Word file takes.
    """

    page: PageSize = "A4"
    margins: Margins = Margins()
    fonts: Fonts = Fonts()
    colours: Colours = Colours()
    logo: Logo | None = None
    word_template: str = ""
    word_notes: WordNotes = "endnotes"
    title_size: float = 26
    title_leading: float = 30
    series_size: float = 9.5
    series_leading: float = 13
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
