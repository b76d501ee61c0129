"""Small corpora made in place, for tests of rules."""

from __future__ import annotations

import datetime
from typing import Any

from briefing.analysis import analyse
from briefing.analysis.findings import Analysis
from briefing.corpus.dates import PartialDate
from briefing.corpus.records import (
    Actor,
    Category,
    Claim,
    Confidence,
    Corpus,
    CorpusSettings,
    Event,
    InformationOrigin,
    Judgment,
    Likelihood,
    Revision,
    Source,
)
from briefing.selection import Selection, select
from briefing.settings import Scope


def day(text: str) -> PartialDate:
    made = PartialDate.parse(text)
    assert isinstance(made, PartialDate)
    return made


def source(key: str, *, reliability: Any = "C", published: str = "2024-11-01", relays: str = "") -> Source:
    return Source(
        id=key,
        short=key.title(),
        title=key,
        published=day(published),
        type="news",
        reliability=reliability,
        reliability_reason="known",
        descriptor="A paper.",
        relays=relays,
    )


def flow(key: str, **fields: Any) -> Claim:
    given: dict[str, Any] = {
        "at": (1,),
        "kind": "assistance",
        "wording": "asserted",
        "credibility": 3,
        "text": f"Claim {key}.",
        "provider": "north",
        "recipient": "east",
        "category": "troops",
        "stage": "delivered",
    }
    return Claim(id=key, **(given | fields))


def denial(key: str, **fields: Any) -> Claim:
    return flow(key, kind="denial", wording="denied", stage=None, **fields)


def corpus(*claims: Claim, sources: tuple[Source, ...] = (), **parts: Any) -> Corpus:
    made = sources or tuple(source(key) for key in sorted({c.source for c in claims}))
    actors = [Actor(id=a, name=a.title(), type="state") for a in ("north", "east", "west")]
    actors.append(Actor(id="corps", name="Corps", type="unit", part_of="north"))
    given: dict[str, Any] = {
        "origins": [InformationOrigin(id="ministry", name="the ministry", type="official")],
        "events": [Event(id="treaty", name="Treaty"), Event(id="war", name="War", lasting=True)],
        "categories": [Category(id=c, name=c.title(), group="military") for c in ("troops", "shells")],
        "judgments": [],
    }
    given |= parts
    empty: Any = {
        key: {}
        for key in ("bottom_lines", "questions", "negative_findings", "scenarios", "recommendations", "glossary")
    }
    collections: dict[str, Any] = {key: {r.id: r for r in records} for key, records in given.items()}
    return Corpus(
        settings=CorpusSettings(title="Small"),
        sources={s.id: s for s in made},
        claims={c.id: c for c in claims},
        actors={a.id: a for a in actors},
        **collections,
        **empty,
    )


def selected(made: Corpus, as_of: str = "2025-01-01", scope: Scope | None = None) -> Selection:
    return select(made, scope or Scope(), datetime.date.fromisoformat(as_of))


def analysed(*claims: Claim, **parts: Any) -> Analysis:
    return analyse(selected(corpus(*claims, **parts)))


def judgment(key: str, *revisions: Revision) -> Judgment:
    return Judgment(
        id=key,
        made=day("2024-11-01"),
        text="It is likely.",
        likelihood=Likelihood(scale="icd203", term="likely"),
        confidence=Confidence(level="low", reason="little is known"),
        claims=("a/1",),
        alternative="It is not.",
        revisions=revisions,
    )


def revision(date: str, change: Any, term: str = "", why: str = "A source said so.", level: Any = "") -> Revision:
    likelihood = Likelihood(scale="icd203", term=term) if term else None
    confidence = Confidence(level=level, reason="more is known") if level else None
    return Revision(date=day(date), change=change, why=why, likelihood=likelihood, confidence=confidence)
