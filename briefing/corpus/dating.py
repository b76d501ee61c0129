"""Whether a text bears a date out: by its own words, or by what follows from the day it was published."""

from __future__ import annotations

import datetime
from collections.abc import Iterable

import msgspec

from briefing.corpus.dates import PartialDate, display
from briefing.corpus.text_dates import Mention

Span = tuple[datetime.date, datetime.date]
_RECENT = 3  # months before its publication that a text may call "now" or "recently"


class Ground(msgspec.Struct, frozen=True):
    """The dates that a claim's paragraphs mention, and when the text was published."""

    mentions: tuple[Mention, ...]
    published: PartialDate

    def missing(self, date: PartialDate) -> str:
        """The first part of a date that nothing bears out, in words; empty if all is well."""
        ends = date.text.split("/")
        for place, end in enumerate(ends):
            written = end.rstrip("~")
            if place and self._until_now(PartialDate.parse(end)):
                continue
            part = self._missing(*_parts(written), approximate="~" in end)
            if part:
                return part
        return ""

    def bears_out(self, mention: Mention, known: Iterable[Span]) -> bool:
        """Whether a date in a claim's words is in the text, or is that of an event which the text dates elsewhere."""
        if not mention.year:
            year = self._last(mention.month, mention.day)
            mention = msgspec.structs.replace(mention, year=year)
        if not self._missing(mention.year, mention.month, mention.day, approximate=False):
            return True
        parsed = PartialDate.parse(mention.written)
        return not isinstance(parsed, str) and within(parsed, known)

    def _missing(self, year: int, month: int, day: int, *, approximate: bool) -> str:
        near = [m for m in self.mentions if (m.month == month and (not day or m.day == day)) or not month]
        if any(m.year == year for m in near):
            return ""
        own = self._own_years() if approximate else ()
        if not month:
            return "" if year in own else f"the year {year}"
        if near:
            open_year = any(not m.year for m in near)
            there = year in own or year == self._last(month, day) or any(m.year == year for m in self.mentions)
            return "" if open_year and there else f"the year {year}"
        if approximate and self._recent(year, month) and not day:
            return ""
        first = display(PartialDate.exactly(datetime.date(year, month, 1))).partition(" ")[2]
        return f"{day} {first}" if day else first  # a text may name a day that there is not

    def _own_years(self) -> range:
        """The years that an undated "this year" or "last year" can mean."""
        return range(self.published.earliest.year - 1, self.published.latest.year + 1)

    def _last(self, month: int, day: int) -> int:
        """The year of the last such day or month before the text was published."""
        latest = self.published.latest
        return latest.year if (month, day) <= (latest.month, latest.day) else latest.year - 1

    def _recent(self, year: int, month: int) -> bool:
        """Whether a month is that of publication or shortly before."""
        first, last = self.published.earliest, self.published.latest
        return first.year * 12 + first.month - _RECENT <= year * 12 + month <= last.year * 12 + last.month

    def _until_now(self, end: PartialDate | str) -> bool:
        """Whether a period's end is the text's own date: "since 2012"."""
        own = self.published
        return not isinstance(end, str) and end.earliest <= own.latest and own.earliest <= end.latest


def _parts(written: str) -> tuple[int, int, int]:
    """Year, month and day of a date as EDTF has it; 0 for what it leaves out."""
    year, month, day, *_ = [*map(int, written.split("-")), 0, 0]
    return year, month, day


def agrees(mention: Mention, date: PartialDate | None) -> bool:
    """Whether a date in a claim's words is the claim's own date, or part of it."""
    if date is None:
        return False
    if not mention.year:
        months = {day.month for day in (date.earliest, date.latest)}
        days = {day.day for day in (date.earliest, date.latest)}
        return mention.month in months and (not mention.day or mention.day in days)
    parsed = PartialDate.parse(mention.written)
    return not isinstance(parsed, str) and parsed.earliest <= date.latest and date.earliest <= parsed.latest


def within(date: PartialDate, known: Iterable[Span]) -> bool:
    """Whether one of the known days lies wholly within a date."""
    return any(date.earliest <= first and last <= date.latest for first, last in known)
