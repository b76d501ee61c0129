"""When a brief comes out, what number an issue has, and how its folder and files are named.

Weeks are ISO 8601 weeks. A monthly brief comes on the first issue's day of the month, or on the last day of a month
that is too short.
"""

from __future__ import annotations

import datetime
import re
import string
import unicodedata
from itertools import takewhile

import msgspec

from briefing.corpus.dates import last_day
from briefing.problems import Problem
from briefing.settings import Brief, Cadence

DAYS = {"daily": 1, "weekly": 7, "fortnightly": 14}
PLACEHOLDERS = ("slug", "week", "date", "issue", "number")
SLUG_LENGTH = 80
NAME_LENGTH = 200  # bytes; file systems take 255, and endings and marks of work in hand are added


class Issue(msgspec.Struct, frozen=True, kw_only=True):
    """One issue of a brief: what is known on `as_of`, sent on `date`, the issue day on or before it.

    `number` is None for a brief without a first issue; `previous` is None for the first issue.
    A correction is a further `revision`.
    """

    as_of: datetime.date
    date: datetime.date
    previous: datetime.date | None
    next: datetime.date
    number: int | None = None
    revision: int = 1

    @property
    def week(self) -> str:
        """The ISO week of the issue day: `2025-W09`."""
        year, week, _ = self.date.isocalendar()
        return f"{year}-W{week:02}"


def issue_of(brief: Brief, as_of: datetime.date) -> Issue | Problem:
    """The issue that `as_of` belongs to; or a problem with the brief's first issue."""
    cadence, start = brief.cadence, brief.first_issue
    if start is None:
        previous, following = _day(as_of, cadence, -1), _day(as_of, cadence, 1)
        return Issue(as_of=as_of, date=as_of, previous=previous, next=following)
    if start.earliest != start.latest or start.approximate:
        message = f"the first issue is {start.text}, which is not one day"
        return _problem(brief, "first_issue", "first-issue-day", message, "write it as 2023-10-01")
    first = start.earliest
    if as_of < first:
        message = f"there is no issue as of {as_of}: the first one is of {first}"
        return _problem(brief, "first_issue", "before-first-issue", message, "give a later --as-of")
    index = _index(first, cadence, as_of)
    return Issue(
        as_of=as_of,
        date=_day(first, cadence, index),
        previous=_day(first, cadence, index - 1) if index else None,
        next=_day(first, cadence, index + 1),
        number=index + 1,
    )


def _problem(brief: Brief, field: str, code: str, message: str, hint: str) -> Problem:
    return Problem(code=code, message=message, location=brief.location, field=(field,), hint=hint)


def _day(first: datetime.date, cadence: Cadence, index: int) -> datetime.date:
    """The issue day `index` issues after `first`."""
    if cadence != "monthly":
        return first + datetime.timedelta(days=index * DAYS[cadence])
    years, month = divmod(first.month - 1 + index, 12)
    year = first.year + years
    return datetime.date(year, month + 1, min(first.day, last_day(year, month + 1)))


def _index(first: datetime.date, cadence: Cadence, as_of: datetime.date) -> int:
    """How many issues after `first` the last one on or before `as_of` comes."""
    if cadence != "monthly":
        return (as_of - first).days // DAYS[cadence]
    months = (as_of.year - first.year) * 12 + as_of.month - first.month
    return months - (_day(first, cadence, months) > as_of)


def folder(brief: Brief, issue: Issue) -> str:
    """The name of an issue's folder: its week, its month, or its day."""
    match brief.cadence:
        case "daily":
            return issue.date.isoformat()
        case "monthly":
            return issue.date.isoformat()[:7]
        case _:
            return issue.week


def slug(title: str) -> str:
    """A title as part of a file name: lower-case words of letters and digits of any script, joined by hyphens."""
    letters = unicodedata.normalize("NFKD", title.lower())
    plain = "".join(c for c in letters if not "\u0300" <= c <= "\u036f" and c not in "'\u2019")
    kept = "".join(c if unicodedata.category(c)[0] in "LMN" else " " for c in unicodedata.normalize("NFC", plain))
    words = kept.split()
    lengths = [len("-".join(words[: n + 1]).encode()) for n in range(len(words))]
    fitting = words[: sum(1 for _ in takewhile(lambda length: length <= SLUG_LENGTH, lengths))]
    return "-".join(fitting) or "brief"


def file_stem(brief: Brief, issue: Issue) -> str | Problem:
    """The name of an issue's files without their ending, after the brief's `filename`; or what is wrong with that."""
    values = {
        "slug": slug(brief.title),
        "week": issue.week,
        "date": issue.date.isoformat(),
        "issue": folder(brief, issue),
        "number": "" if issue.number is None else str(issue.number),
    }
    hint = "the placeholders are " + ", ".join(f"{{{name}}}" for name in PLACEHOLDERS)
    try:
        parts = list(string.Formatter().parse(brief.filename))
    except ValueError:
        return _problem(brief, "filename", "filename-pattern", f"{brief.filename!r} has a brace without its pair", hint)
    for _, name, form, conversion in parts:
        if name is not None and (name not in values or form or conversion):
            shown = name + (f"!{conversion}" if conversion else "") + (f":{form}" if form else "")
            return _problem(brief, "filename", "filename-pattern", f"unknown placeholder {{{shown}}}", hint)
        if name == "number" and issue.number is None:
            message = "{number} needs an issue number, and the brief has no first_issue"
            return _problem(brief, "filename", "filename-pattern", message, "add first_issue, or use {date}")
    stem = "".join(text + (values[name] if name else "") for text, name, _, _ in parts)
    if not stem.strip(". ") or stem.startswith(".") or re.search(r'[/\\:*?"<>|\x00-\x1f]', stem):
        return _problem(brief, "filename", "filename-pattern", f"{stem!r} cannot be a file's name", hint)
    if len(stem.encode()) > NAME_LENGTH:
        message = f"a file's name of {len(stem.encode())} bytes is longer than {NAME_LENGTH}"
        return _problem(brief, "filename", "filename-pattern", message, "shorten it")
    return stem
