"""Dates in English prose, in the usual forms, as year, month and day, each of which may be missing.

`Oct. 23, 2024`, `23rd of October`, `13 and 14 September`, `June 2023`, `since March of 2023`, `the last quarter of
2024`, `summer 2023`, `2024-10-23`, `23/10/2024`. `May` and `March` count as months
where a preposition or a figure says so.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

import msgspec

MONTHS = {name: n for n, name in enumerate(("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug"), 1)}
MONTHS |= {name: n for n, name in enumerate(("Sep", "Oct", "Nov", "Dec"), 9)}
_MONTH = (
    "Jan(?:uary|\\.)?|Feb(?:ruary|\\.)?|Mar(?:ch|\\.)|Apr(?:il|\\.)?|May|June?|July?|Aug(?:ust|\\.)?"
    "|Sep(?:tember|t\\.|t|\\.)?|Oct(?:ober|\\.)?|Nov(?:ember|\\.)?|Dec(?:ember|\\.)?"
)
_DAY = r"\d{1,2}(?:st|nd|rd|th)?"
_TO = r"\s?(?:[-/\u2013]|to|and)\s?"
# Patterns are texts that `re` compiles when they are first used: most briefs need few of them.
_DATE = (
    rf"(?<![\w.,/])(?:(?:(?P<d1>{_DAY}){_TO})?(?P<d2>{_DAY})\s(?:of\s)?)?(?P<month>{_MONTH})(?![\w])"
    rf"(?:\s(?P<d3>{_DAY})(?![\d\w])(?:{_TO}(?P<d4>{_DAY})(?![\d\w]))?)?(?:,?\s(?:of\s)?(?P<year>[12]\d{{3}})(?!\d))?"
)
_BEFORE, _BEHIND = 30, 60  # characters that a date in words can have on either side of where its month begins
_ISO = r"(?<!\d)(?P<year>[12]\d{3})-(?P<month>0[1-9]|1[0-2])(?:-(?P<day>\d\d))?(?!\d)"
_SLASHED = r"(?<!\d)(\d{1,2})[/.](\d{1,2})[/.]\Z"  # before a year
_SEASONS = {
    "first quarter": (1, 2, 3),
    "second quarter": (4, 5, 6),
    "third quarter": (7, 8, 9),
    "last quarter": (10, 11, 12),
    "fourth quarter": (10, 11, 12),
    "final quarter": (10, 11, 12),
    "first half": (1, 2, 3, 4, 5, 6),
    "second half": (7, 8, 9, 10, 11, 12),
    "spring": (3, 4, 5),
    "summer": (6, 7, 8),
    "autumn": (9, 10, 11),
    "fall": (9, 10, 11),
    "winter": (12, 1, 2),
    "early": (1, 2, 3, 4),
    "mid": (5, 6, 7, 8),
    "late": (9, 10, 11, 12),
    "end": (11, 12),
    "beginning": (1, 2),
}
_SEASON = rf"(?i)\b(?P<name>{'|'.join(_SEASONS)})(?:\s|-)(?:of\s|in\s)?\Z"  # before a year
_YEAR = r"(?<![\d.,])(?P<year>1[5-9]\d\d|20\d\d)(?:s\b|(?![\d\w]))(?![.,]\d)"
_TWO_YEARS = r"(?<!\d)(1[5-9]|20)(\d\d)\s?[-/\u2013]\s?(\d\d)(?!\d)"
_PREPOSITION = (
    r"(?i)\b(in|of|on|since|until|till|by|to|from|during|last|next|early|late|mid|before|after|through|between|and"
    r"|this)[\s-]$"
)


# What dates in words, and all others, have in them: the latter are looked for only around it.
_A_MONTH = re.compile("[JFMASOND](?:an|eb|ar|pr|ay|un|ul|ug|ep|ct|ov|ec)")
_A_YEAR = re.compile(r"[12](?<!\d.)\d{3}", re.DOTALL)


class Mention(msgspec.Struct, frozen=True):
    """A date as a text mentions it, and where; a part that it leaves out is 0."""

    year: int
    month: int
    day: int
    start: int
    end: int

    @property
    def written(self) -> str:
        """The date as EDTF has it, as far as it goes; empty without a year."""
        parts = [f"{self.year:04}", f"{self.month:02}", f"{self.day:02}"]
        given = 1 if not self.month else 2 if not self.day else 3
        return "-".join(parts[:given]) if self.year else ""


def find(text: str) -> list[Mention]:
    """All dates in a text, seasons and quarters as each of their months, in no order."""
    full = list(_worded(text)) if _A_MONTH.search(text) else []
    places = [match.start() for match in _A_YEAR.finditer(text)]
    if not places:
        return full
    full += [*_numeric(text, places), *_seasons(text, places)]
    years = [Mention(int(m["year"]), 0, 0, m.start(), m.end()) for m in _at(_YEAR, text, places)]
    pairs = _at(_TWO_YEARS, text, places)
    years += [Mention(int(m[1] + end), 0, 0, m.start(), m.end()) for m in pairs for end in (m[2], m[3])]
    return [*full, *(y for y in years if not any(f.start <= y.start < f.end for f in full))]


def _at(pattern: str, text: str, places: Iterable[int]) -> Iterator[re.Match[str]]:
    """The matches that begin at one of some places."""
    match = re.compile(pattern).match
    return filter(None, (match(text, place) for place in places))


def _worded(text: str) -> Iterator[Mention]:
    """Dates with the month in words."""
    for match in _around_months(text):
        days = [int(re.sub(r"\D", "", day)) for day in match.group("d1", "d2", "d3", "d4") if day]
        year, month = int(match["year"] or 0), MONTHS[match["month"][:3]]
        lone = not days and not year and match["month"] in {"May", "March"}
        if lone and not re.search(_PREPOSITION, text[: match.start("month")]):
            continue
        for day in days or [0]:
            yield Mention(year, month, day, match.start(), match.end())


def _around_months(text: str) -> Iterator[re.Match[str]]:
    """Dates in words, looked for from a little before what may be a month to a little behind it."""
    search, end = re.compile(_DATE).search, 0
    for month in _A_MONTH.finditer(text):
        if month.start() >= end:
            match = search(text, max(end, month.start() - _BEFORE), month.start() + _BEHIND)
            if match is not None and match.start("month") == month.start():
                end = match.end()
                yield match


def _numeric(text: str, places: Sequence[int]) -> Iterator[Mention]:
    """Dates in digits; where day and month could change places, both readings."""
    for match in _at(_ISO, text, places):
        yield Mention(int(match["year"]), int(match["month"]), int(match["day"] or 0), match.start(), match.end())
    for place in places:
        before = re.search(_SLASHED, text[max(0, place - 7) : place])
        if before is not None and _ends_there(text, place):
            one, other, year = int(before[1]), int(before[2]), int(text[place : place + 4])
            for month, day in ((one, other), (other, one)):
                if 1 <= month <= 12:
                    yield Mention(year, month, day, place - len(before[0]), place + 4)


def _seasons(text: str, places: Iterable[int]) -> Iterator[Mention]:
    """Quarters, halves and seasons of a year."""
    for place in places:
        before = re.search(_SEASON, text[max(0, place - 30) : place])
        if before is not None and _ends_there(text, place):
            for month in _SEASONS[before["name"].lower()]:
                yield Mention(int(text[place : place + 4]), month, 0, place - len(before[0]), place + 4)


def _ends_there(text: str, place: int) -> bool:
    """Whether a number of four digits at a place goes on no further."""
    return not text[place + 4 : place + 5].isdecimal()
