"""The words that no template has: `words.yaml` in the templates folders, a brief's own before ours.

Groups of `PATTERNS` hold patterns: what stands in braces there has to stand in a brief's own words, too.
"""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TypedDict

import msgspec

from briefing.corpus.dates import DateWords
from briefing.corpus.quantities import NumberWords
from briefing.document.labels import Labels, placeholders
from briefing.keeping import NOTHING, Keep
from briefing.nearest import did_you_mean
from briefing.problems import NOWHERE, Location, Problem
from briefing.sections.paper import Words
from briefing.yamlfile import Shelf, read

FILE = "words.yaml"
_NAMED = {"space": "\u00a0", "none": ""}  # signs that no text in a file shows
PATTERNS = ("count", "phrase", "label", "month", "date", "number")


class Vocabulary(msgspec.Struct, frozen=True, kw_only=True):
    """The groups of words, each term by its key."""

    location: Location = NOWHERE
    stage: dict[str, str] = {}
    stage_of_people: dict[str, str] = {}
    verification: dict[str, str] = {}
    verification_meaning: dict[str, str] = {}
    wording: dict[str, str] = {}
    group: dict[str, str] = {}
    priority: dict[str, str] = {}
    change: dict[str, str] = {}
    trend: dict[str, str] = {}
    glossary: dict[str, str] = {}
    source_type: dict[str, str] = {}
    source_types: dict[str, str] = {}
    actor_type: dict[str, str] = {}
    reliability: dict[str, str] = {}
    credibility: dict[str, str] = {}
    confidence: dict[str, str] = {}
    likelihood: dict[str, str] = {}
    direction: dict[str, str] = {}
    range: dict[str, str] = {}
    field: dict[str, str] = {}
    scale: dict[str, str] = {}
    fact: dict[str, str] = {}
    head: dict[str, str] = {}
    flow: dict[str, str] = {}
    lane: dict[str, str] = {}
    outcome: dict[str, str] = {}
    standard: dict[str, str] = {}
    standard_without_check: dict[str, str] = {}
    rule: dict[str, str] = {}
    record: dict[str, str] = {}
    count: dict[str, str] = {}
    phrase: dict[str, str] = {}
    label: dict[str, str] = {}
    month: dict[str, str] = {}
    date: dict[str, str] = {}
    number: dict[str, str] = {}


_GROUPS = Vocabulary.__struct_fields__[1:]


def vocabulary(folders: Sequence[Path], keep: Keep = NOTHING) -> tuple[Words, list[Problem]]:
    """The words by group and key; the first folder that has one gives it. `keep` is where what was read is kept.

    The last folder is ours. A pattern of another that ours does not know, or that has other placeholders than ours, is
    a problem, and ours stands in for it.
    """
    shelf = Shelf(keep, ("sections/vocabulary",))
    words: dict[str, dict[str, str]] = {}
    problems: list[Problem] = []
    for folder in reversed(folders):
        path = folder / FILE
        if not path.is_file():
            continue
        found, faults = read(path, str(path), Vocabulary, shelf)
        problems += faults
        if found is None:
            continue
        unfit = {fault.field: fault for fault in _unfit(found, words)} if words else {}
        problems += unfit.values()
        for group in _GROUPS:
            given: dict[str, str] = getattr(found, group)
            into = words.setdefault(group, {})
            into.update((key, word) for key, word in given.items() if not unfit or (group, key) not in unfit)
    return words, problems


def _unfit(found: Vocabulary, ours: Mapping[str, Mapping[str, str]]) -> Iterator[Problem]:
    """Patterns without a place, and those with other placeholders than ours have."""
    for group in PATTERNS:
        known = ours[group]
        given: dict[str, str] = getattr(found, group)
        for key, pattern in given.items():
            field = (group, key)
            if key not in known:
                hint = did_you_mean(key, known) or f"the words of {group} are {', '.join(known)}"
                message = f"{group} has no words {key!r}"
                yield Problem(code="words-key", message=message, location=found.location, field=field, hint=hint)
                continue
            wanted, names = placeholders(known[key]) or [], placeholders(pattern)
            if names != wanted and not (group == "count" and names == []):
                message = f"{pattern!r} has to have {_braced(wanted)}"
                hint = f"ours is {known[key]!r}"
                yield Problem(
                    code="words-placeholder", message=message, location=found.location, field=field, hint=hint
                )


def _braced(names: Sequence[str]) -> str:
    """Names in braces, in words."""
    found = " and ".join(f"{{{name}}}" for name in names)
    return f"{found}, each once, and no other braces" if found else "no braces"


def labels(words: Words) -> Labels:
    """What the writers add."""
    return Labels(**words.get("label", {}))


def calendar(words: Words) -> DateWords:
    """How dates are written."""
    months = tuple(words["month"][str(number)] for number in range(1, 13)) if "month" in words else DateWords().months
    return DateWords(months=months, **words.get("date", {}))


def numerals(words: Words) -> NumberWords:
    """How quantities are written."""
    return NumberWords(**{key: _NAMED.get(word, word) for key, word in words.get("number", {}).items()})


class Spoken(TypedDict):
    """What a paper has of its words as rules of their own."""

    calendar: DateWords
    numerals: NumberWords


def spoken(words: Words) -> Spoken:
    """How dates and quantities are written."""
    return {"calendar": calendar(words), "numerals": numerals(words)}
