"""What cannot be set in words that a brief gives, at the setting or the section's option that has it."""

from __future__ import annotations

import re
from collections.abc import Mapping

import msgspec

from briefing.problems import NOWHERE, Problem
from briefing.settings import Brief

SHOWN = ("title", "series", "publisher", "contact", "handling")  # what the pages show of a brief's settings


def placed(problem: Problem, brief: Brief) -> Problem:
    """A problem without a place is in what the brief says of itself, one at a section in an option of that.

    It is in the setting or option that has what the message names: a quoted word, or characters by their numbers.
    """
    named = re.findall(r'"([^"]+)"', problem.message)
    named += [chr(int(code, 16)) for code in re.findall(r"U\+([0-9A-F]{4,6}) ", problem.message)]
    if problem.location == NOWHERE:
        settings = {field: getattr(brief, field) for field in SHOWN}
        return msgspec.structs.replace(problem, location=brief.location, field=(_holding(settings, named) or "title",))
    for section in brief.sections:
        if section.location == problem.location and not problem.field and (option := _holding(section.options, named)):
            return msgspec.structs.replace(problem, field=(section.name, option))
    return problem


def _holding(settings: Mapping[str, object], named: list[str]) -> str:
    """The first setting that has one of the words; empty if none has."""
    return next((name for name, given in settings.items() if any(part in str(given) for part in named)), "")
