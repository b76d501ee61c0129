"""The options of a section, as a brief gives them: read by kind, checked against the corpus."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Mapping
from typing import Literal

from briefing.corpus.dates import PartialDate
from briefing.corpus.records import Corpus
from briefing.nearest import did_you_mean
from briefing.problems import Problem
from briefing.sections.prose.slots import Given
from briefing.settings import SectionSettings

DIGITS = 9  # of the largest count

Kind = Literal["count", "actors", "dyads", "date", "text", "flag"]
Fault = Callable[[str, str], None]


def read(
    settings: SectionSettings, kinds: Mapping[str, Kind], corpus: Corpus
) -> tuple[dict[str, object], list[Problem]]:
    """The options by name (`int`, tuples of texts, text with its place, `bool`), and what is wrong with them."""
    problems: list[Problem] = []
    values: dict[str, object] = {}
    for name, given in settings.options.items():

        def fault(message: str, hint: str = "", name: str = name) -> None:
            problems.append(
                Problem(
                    code="section-option",
                    message=message,
                    location=settings.location,
                    field=(settings.name, name),
                    hint=hint,
                )
            )

        kind = kinds.get(name)
        if kind is None:
            there_are = f"it takes {', '.join(kinds)}" if kinds else "it takes none"
            fault(f"the section {settings.name} has no option {name!r}", did_you_mean(name, kinds) or there_are)
        else:
            value = _value(kind, name, given, corpus, fault)
            values[name] = Given(value, settings.location) if isinstance(value, str) and kind == "text" else value
    return values, problems


def _value(kind: Kind, name: str, given: object, corpus: Corpus, fault: Fault) -> object:
    match kind:
        case "count":
            written = str(given)
            if not written.isdecimal() or len(written) > DIGITS or int(written) < 1:
                fault(f"{name} is {written[:40]!r}, not a whole number from 1", "")
                return 1
            return int(written)
        case "actors":
            names = _texts(given)
            _known(names, corpus.actors, fault)
            _once(names, fault)
            return names
        case "dyads":
            return _dyads(_texts(given), corpus, fault)
        case "date":
            made = PartialDate.parse(str(given))
            if isinstance(made, str):
                fault(made, "write a date such as 2023, 2023-09 or 2023-09-13")
            return str(given)
        case "text":
            if not isinstance(given, (str, int, float)) or isinstance(given, bool):
                fault(f"{name} is no text", "put the words in quotes")
            return str(given)
        case "flag":
            if not isinstance(given, bool):
                fault(f"{name} is {given!r}, neither true nor false", "write true or false")
            return given is True


def _texts(given: object) -> tuple[str, ...]:
    """A list, or one value, as texts."""
    return tuple(str(x) for x in given) if isinstance(given, (list, tuple)) else (str(given),)


def _once(names: Collection[str], fault: Fault) -> None:
    for name, times in Counter(names).items():
        if times > 1:
            fault(f"{name!r} stands {times} times", "name each once")


def _known(names: Collection[str], known: Collection[str], fault: Fault) -> None:
    for name in names:
        if name not in known:
            fault(f"the corpus has no actor {name!r}", did_you_mean(name, known))


def _dyads(texts: tuple[str, ...], corpus: Corpus, fault: Fault) -> tuple[str, ...]:
    """Who gives whom, each written `dprk > russia`."""
    for text in texts:
        provider, arrow, recipient = text.partition(">")
        if not arrow:
            fault(f"{text!r} names no direction", "write who gives, >, and who gets: dprk > russia")
            continue
        _known((provider.strip(), recipient.strip()), corpus.actors, fault)
        if provider.strip() == recipient.strip():
            fault(f"{text!r} leads from an actor to itself", "name two actors")
    _once([" > ".join(part.strip() for part in text.partition(">")[::2]) for text in texts], fault)
    return texts
