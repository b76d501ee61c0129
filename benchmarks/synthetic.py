"""A corpus of synthetic claims for benchmarks: as many as wanted, always the same ones."""

from __future__ import annotations

import datetime
import random
from decimal import Decimal

from briefing.corpus.dates import PartialDate
from briefing.corpus.quantities import Quantity
from briefing.corpus.records import Actor, Category, Claim, Corpus, CorpusSettings, Event, InformationOrigin, Source

STATES, CATEGORIES, EVENTS, ORIGINS, CLAIMS_OF_A_SOURCE = 12, 10, 400, 300, 60
START = datetime.date(2022, 1, 1).toordinal()
WORDINGS = ("confirmed", "asserted", "asserted", "reported", "reported", "alleged", "possible")
STAGES = ("sought", "pledged", "agreed", "in-transit", "delivered", "delivered", "in-use", "refused")


def corpus(claims: int, seed: int = 1) -> Corpus:
    """A corpus with so many claims from sources of sixty each: flows, events, figures, denials; all groups grow."""
    chance = random.Random(seed)  # noqa: S311 - no secret
    sources = [_source(number, chance) for number in range((claims - 1) // CLAIMS_OF_A_SOURCE + 1)]
    made = [_claim(number, sources[number // CLAIMS_OF_A_SOURCE].id, chance) for number in range(claims)]
    records = {
        "actors": [Actor(id=f"s{n}", name=f"State {n}", type="state") for n in range(STATES)]
        + [Actor(id=f"u{n}", name=f"Unit {n}", type="unit", part_of=f"s{n}") for n in range(STATES)],
        "categories": [Category(id=f"c{n}", name=f"Category {n}", group="military") for n in range(CATEGORIES)],
        "events": [Event(id=f"e{n}", name=f"Event {n}", lasting=n % 4 == 0) for n in range(EVENTS)],
        "origins": [InformationOrigin(id=f"o{n}", name=f"Origin {n}", type="official") for n in range(ORIGINS)],
    }
    names = ("judgments", "bottom_lines", "questions", "negative_findings", "scenarios", "recommendations", "glossary")
    empty: dict[str, dict[str, object]] = {name: {} for name in names}
    found = {name: {r.id: r for r in group} for name, group in records.items()}
    return Corpus(
        settings=CorpusSettings(title="Synthetic"),
        sources={s.id: s for s in sources},
        claims={c.id: c for c in made},
        **found,
        **empty,
    )


def _source(number: int, chance: random.Random) -> Source:
    return Source(
        id=f"source-{number}",
        short=f"Source {number}",
        title=f"Source {number}",
        published=PartialDate.exactly(datetime.date(2024, 12, 31)),
        type="news",
        reliability=chance.choice("ABCDEF"),
        reliability_reason="drawn",
        descriptor="Drawn by lot.",
        relays=f"source-{number - 1}" if number % 20 == 19 else "",
    )


def _claim(number: int, source: str, chance: random.Random) -> Claim:
    """A claim on a flow, or for one in five on an event."""
    provider, recipient = chance.sample(range(STATES), 2)
    denial = chance.random() < 0.02
    about_event = chance.random() < 0.2
    fields: dict[str, object] = {
        "kind": "denial" if denial else "event" if about_event else "assistance",
        "wording": "denied" if denial else chance.choice(WORDINGS),
        "date": _date(chance) if chance.random() < 0.6 else None,
        "quantity": _quantity(chance) if chance.random() < 0.4 else None,
        "origin": f"o{chance.randrange(ORIGINS)}" if chance.random() < 0.5 else "",
        "credibility": chance.choice((1, 2, 3, 3, 4)),
    }
    if about_event and not denial:
        fields |= {"event": f"e{chance.randrange(EVENTS)}", "place": f"Town {chance.randrange(5)}"}
    else:
        fields |= {"provider": f"{chance.choice('su')}{provider}", "recipient": f"s{recipient}"}
        fields |= {"category": f"c{chance.randrange(CATEGORIES)}", "stage": None if denial else chance.choice(STAGES)}
    return Claim(id=f"{source}/{number + 1}", at=(number % 60 + 1,), text=f"Claim {number}.", **fields)  # type: ignore[arg-type]


def _date(chance: random.Random) -> PartialDate:
    day = datetime.date.fromordinal(START + chance.randrange(1000))
    made = PartialDate.parse(day.isoformat()[: chance.choice((4, 7, 10))] + chance.choice(("", "", "~")))
    assert isinstance(made, PartialDate)  # noqa: S101
    return made


def _quantity(chance: random.Random) -> Quantity:
    number = Decimal(chance.randrange(100, 20000))
    match chance.randrange(4):
        case 0:
            return Quantity(unit="pieces", about=number)
        case 1:
            return Quantity(unit="pieces", low=number, high=number * 2)
        case 2:
            return Quantity(unit="pieces", at_least=number)
        case _:
            return Quantity(unit="pieces", value=number)
