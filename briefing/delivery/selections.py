"""A selection as records that can be archived, and back."""

from __future__ import annotations

import datetime
from typing import Any

import msgspec

from briefing.corpus.records import (
    Actor,
    BottomLine,
    Category,
    Claim,
    Corpus,
    CorpusSettings,
    Event,
    GlossaryEntry,
    InformationOrigin,
    Judgment,
    NegativeFinding,
    Question,
    Recommendation,
    Scenario,
    Source,
)
from briefing.selection import Selection, select
from briefing.settings import Scope


class Records(msgspec.Struct, frozen=True, kw_only=True):
    """The records an issue was made from: all that was known on the day, of which the issue shows what is in scope."""

    as_of: datetime.date
    scope: Scope
    settings: CorpusSettings
    sources: tuple[Source, ...]
    claims: tuple[Claim, ...]
    actors: tuple[Actor, ...]
    origins: tuple[InformationOrigin, ...]
    categories: tuple[Category, ...]
    events: tuple[Event, ...]
    judgments: tuple[Judgment, ...]
    bottom_lines: tuple[BottomLine, ...]
    questions: tuple[Question, ...]
    negative_findings: tuple[NegativeFinding, ...]
    scenarios: tuple[Scenario, ...]
    recommendations: tuple[Recommendation, ...]
    glossary: tuple[GlossaryEntry, ...]


def records(selection: Selection) -> Records:
    """The records that a selection rests on: claims known on the day with their sources, and what may name them."""
    corpus = selection.corpus
    claims = tuple(c for c in corpus.claims.values() if c.id in selection.known)
    named = {c.source for c in claims} | set(selection.sources)
    rest: tuple[str, ...] = ("actors", "origins", "categories", "events", "judgments", "bottom_lines", "questions")
    rest += ("negative_findings", "scenarios", "recommendations", "glossary")
    return Records(
        as_of=selection.as_of,
        scope=selection.scope,
        settings=corpus.settings,
        sources=tuple(s for key, s in corpus.sources.items() if key in named),
        claims=claims,
        **{name: tuple(getattr(corpus, name).values()) for name in rest},
    )


def restored(found: Records) -> Selection:
    """The selection that the records were taken from."""
    by_id: dict[str, Any] = {
        name: {getattr(record, "term" if name == "glossary" else "id"): record for record in getattr(found, name)}
        for name in Records.__struct_fields__
        if name not in ("as_of", "scope", "settings")
    }
    return select(Corpus(settings=found.settings, **by_id), found.scope, found.as_of)
