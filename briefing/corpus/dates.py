"""Partial dates: a subset of EDTF (ISO 8601-2) with three-valued order and overlap.

Written `2024`, `2024-10`, `2024-10-23`, each with `~` if approximate, or two of them as an interval
`2024-10/2024-12`. An approximate year may be off by a year, a month by a month, a day by three days: what lies in
that margin is undecided.
"""

from __future__ import annotations

import datetime
import re
from typing import ClassVar, Literal

import msgspec

_PART = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?(~?)", re.ASCII)
_FORMS = "write 2024, 2024-10, 2024-10-23, 2024-10~ or 2024-10/2024-12"
_LENGTHS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_DAYS = 3  # by which an approximate day may be off
_MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)


class PartialDate(msgspec.Struct, frozen=True, gc=False):
    """A date known to the year, month or day, or an interval; `~` marks it approximate.

    `earliest` and `latest` are the first and last day it can mean, its approximation left aside.
    """

    text: str
    earliest: datetime.date
    latest: datetime.date
    approximate: bool = False

    code: ClassVar[str] = "value-date"

    @classmethod
    def parse(cls, text: str) -> PartialDate | str:
        """The date that a text means, or what is wrong with it."""
        first, slash, second = text.partition("/")
        if slash and not (_PART.fullmatch(first) and _PART.fullmatch(second)):
            return f'"{text}" is not a date; {_FORMS}'
        ends = [_part(first), _part(second)] if slash else [_part(first)]
        for end in ends:
            if isinstance(end, str):
                return end
        days = [day for end in ends if not isinstance(end, str) for day in end]
        if days[0] > days[-1]:
            return f'"{text}" is upside down: it ends before it begins'
        return cls(text, days[0], days[-1], "~" in text)

    @classmethod
    def unknown(cls) -> PartialDate:
        """The date of which nothing is known."""
        return cls("", datetime.date.min, datetime.date.max)

    @classmethod
    def exactly(cls, day: datetime.date) -> PartialDate:
        """A day."""
        return cls(day.isoformat(), day, day)


def _part(text: str) -> tuple[datetime.date, datetime.date] | str:
    """The first and last day of a year, month or day, or what is wrong with it."""
    match = _PART.fullmatch(text)
    if match is None:
        return f'"{text}" is not a date; {_FORMS}'
    year, month, day = (int(group) if group else None for group in match.groups()[:3])
    assert year is not None  # noqa: S101 - the pattern asks for it
    if year == 0:
        return f'"{text}" is not a date: there is no year 0'
    if month is None:
        return datetime.date(year, 1, 1), datetime.date(year, 12, 31)
    if not 1 <= month <= 12:
        return f'"{text}" is not a date: there is no month {month}'
    last = last_day(year, month)
    if day is None:
        return datetime.date(year, month, 1), datetime.date(year, month, last)
    if not 1 <= day <= last:
        return f'"{text}" is not a date: {_MONTHS[month - 1]} {year} has {last} days'
    return datetime.date(year, month, day), datetime.date(year, month, day)


def last_day(year: int, month: int) -> int:
    """How many days a month has (the standard library's `calendar` takes a millisecond to load)."""
    leaps = month == 2 and year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
    return _LENGTHS[month - 1] + leaps


def known_from(date: PartialDate) -> datetime.date:
    """The day from which something dated so is certainly there: the last it can mean."""
    return date.latest


def margins(date: PartialDate) -> tuple[datetime.date, datetime.date]:
    """The first and last day it can mean, the margin of an approximate end included."""
    first, _, second = date.text.partition("/")
    return _moved(date.earliest, first, -1), _moved(date.latest, second or first, 1)


def _moved(day: datetime.date, text: str, direction: int) -> datetime.date:
    """A part's first (direction -1) or last day (1), moved if the part is approximate."""
    if not text.endswith("~"):
        return day
    if len(text) == len("2024-10-23~"):
        moved = day.toordinal() + direction * _DAYS
        return datetime.date.fromordinal(min(max(moved, 1), datetime.date.max.toordinal()))
    months = day.year * 12 + day.month - 1 + direction * (12 if len(text) == len("2024~") else 1)
    year, month = divmod(months, 12)
    if not datetime.MINYEAR <= year <= datetime.MAXYEAR:
        return day
    return datetime.date(year, month + 1, 1 if direction < 0 else last_day(year, month + 1))


def compare(a: PartialDate, b: PartialDate) -> Literal["before", "after", "undecided"]:
    """Whether `a` is surely before or surely after `b`."""
    (a_first, a_last), (b_first, b_last) = margins(a), margins(b)
    if a_last < b_first:
        return "before"
    return "after" if a_first > b_last else "undecided"


def overlaps(a: PartialDate, b: PartialDate) -> bool | None:
    """Whether the two can mean the same time: True, False, or None where it hangs on an approximation."""
    if a.earliest <= b.latest and b.earliest <= a.latest:
        return True
    return None if compare(a, b) == "undecided" else False


class DateWords(msgspec.Struct, frozen=True, kw_only=True):
    """How dates are written in a language: the months' names, and a pattern for each kind of date."""

    months: tuple[str, ...] = _MONTHS
    day: str = "{day} {month} {year}"
    month: str = "{month} {year}"
    day_of_year: str = "{day} {month}"
    about: str = "about {date}"
    days: str = "{first}\u2013{last} {month} {year}"
    month_span: str = "{first}\u2013{last} {year}"
    span: str = "{first} to {last}"


ENGLISH = DateWords()


def display(date: PartialDate, words: DateWords = ENGLISH) -> str:
    """The date in words: `23 October 2024`, `about September 2023`, `October\u2013December 2024`."""
    first, _, second = date.text.partition("/")
    if not second:
        return _words(first, words)
    if "~" not in date.text and len(first) == len(second):
        if first == second:
            return _words(first, words)
        if len(first) == 4:
            return f"{first}\u2013{second}"
        month = words.months[int(second[5:7]) - 1]
        if first[:7] == second[:7]:
            return words.days.format(first=int(first[8:]), last=int(second[8:]), month=month, year=second[:4])
        if first[:4] == second[:4] and len(first) == 7:
            return words.month_span.format(first=words.months[int(first[5:7]) - 1], last=month, year=second[:4])
    same_year = first[:4] == second[:4] and len(first.rstrip("~")) > 4
    return words.span.format(first=_words(first, words, dated=not same_year), last=_words(second, words))


def _words(text: str, words: DateWords, *, dated: bool = True) -> str:
    """A year, month or day; without its year if it is not to be `dated`."""
    year, *rest = text.rstrip("~").split("-")
    month = words.months[int(rest[0]) - 1] if rest else ""
    if len(rest) == 2:
        pattern = words.day if dated else words.day_of_year
        shown = pattern.format(day=int(rest[1]), month=month, year=year)
    elif rest and dated:
        shown = words.month.format(month=month, year=year)
    else:
        shown = month or year
    return words.about.format(date=shown) if text.endswith("~") else shown
