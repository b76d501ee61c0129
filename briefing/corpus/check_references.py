"""Checks of the ids with which records point to each other."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from briefing.corpus.records import Corpus
from briefing.nearest import did_you_mean, nearest
from briefing.problems import Problem

# Collection, field (a dot leads into a list of records), the collection it points to, code.
REFERENCES: tuple[tuple[str, str, str, str], ...] = (
    ("claims", "provider", "actors", "claim-dangling-actor"),
    ("claims", "recipient", "actors", "claim-dangling-actor"),
    ("claims", "speaker", "actors", "claim-dangling-actor"),
    ("claims", "actors", "actors", "claim-dangling-actor"),
    ("claims", "category", "categories", "claim-dangling-category"),
    ("claims", "origin", "origins", "claim-dangling-origin"),
    ("claims", "event", "events", "claim-dangling-event"),
    ("claims", "denies", "claims", "claim-dangling-claim"),
    ("claims", "same_as.claim", "claims", "claim-dangling-claim"),
    ("claims", "distinct_from.claim", "claims", "claim-dangling-claim"),
    ("sources", "relays", "sources", "source-dangling-source"),
    ("actors", "part_of", "actors", "actor-dangling-actor"),
    ("origins", "actor", "actors", "origin-dangling-actor"),
    ("origins", "source", "sources", "origin-dangling-source"),
    ("origins", "relays", "origins", "origin-dangling-origin"),
    ("events", "actors", "actors", "event-dangling-actor"),
    ("judgments", "claims", "claims", "judgment-dangling-claim"),
    ("judgments", "contrary", "claims", "judgment-dangling-claim"),
    ("judgments", "revisions.claims", "claims", "judgment-dangling-claim"),
    ("judgments", "revisions.contrary", "claims", "judgment-dangling-claim"),
    ("judgments", "topic", "actors", "judgment-dangling-actor"),
    ("bottom_lines", "judgments", "judgments", "bottom-line-dangling-judgment"),
    ("questions", "claims", "claims", "question-dangling-claim"),
    ("negative_findings", "sources", "sources", "finding-dangling-source"),
    ("negative_findings", "provider", "actors", "finding-dangling-actor"),
    ("negative_findings", "recipient", "actors", "finding-dangling-actor"),
    ("negative_findings", "category", "categories", "finding-dangling-category"),
    ("scenarios", "claims", "claims", "scenario-dangling-claim"),
    ("recommendations", "addressee", "actors", "recommendation-dangling-actor"),
    ("recommendations", "claims", "claims", "recommendation-dangling-claim"),
    ("recommendations", "judgments", "judgments", "recommendation-dangling-judgment"),
    ("glossary", "claims", "claims", "glossary-dangling-claim"),
    ("conflicts", "claims", "claims", "conflict-dangling-claim"),
    ("conflicts", "against", "claims", "conflict-dangling-claim"),
)

SINGULAR: Mapping[str, str] = {
    "actors": "actor",
    "categories": "category",
    "origins": "origin",
    "events": "event",
    "claims": "claim",
    "sources": "source",
    "judgments": "judgment",
}


def values(record: Any, field: str) -> Iterator[tuple[str, tuple[str | int, ...]]]:  # noqa: ANN401 - any record
    """The texts in a field, each with the way that leads to it; lists are gone through, None is left out."""
    first, _, rest = field.partition(".")
    value = getattr(record, first)
    if isinstance(value, tuple):
        for index, item in enumerate(value):
            if rest:
                yield from ((text, (first, index, *way)) for text, way in values(item, rest))
            elif item:
                yield item, (first, index)
    elif value and rest:
        yield from ((text, (first, *way)) for text, way in values(value, rest))
    elif value:
        yield value, (first,)


def claim_hint(claim: str, corpus: Corpus) -> str:
    """Advice on a claim's id that leads nowhere."""
    source, _, number = claim.partition("/")
    if source in corpus.sources:
        last = max(
            (int(n) for s, _, n in (c.partition("/") for c in corpus.claims) if s == source and n.isdigit()), default=0
        )
        return f"the claims of {source} go up to {source}/{last}" if last else f"{source} has no claims"
    likely = f"{nearest(source, corpus.sources)}/{number}"
    return f'did you mean "{likely}"?' if likely in corpus.claims else f"there is no source {source}"


def dangling_ids(corpus: Corpus) -> Iterator[Problem]:
    """An id names a record that there is."""
    for collection, field, target, code in REFERENCES:
        known = getattr(corpus, target)
        if target in corpus.incomplete:
            continue
        for record in getattr(corpus, collection).values():
            if not getattr(record, field.partition(".")[0]):
                continue
            for text, way in values(record, field):
                if text not in known:
                    message = f'`{field}` names no {SINGULAR[target]}: "{text}"'
                    hint = claim_hint(text, corpus) if target == "claims" else did_you_mean(text, known)
                    yield Problem(code=code, message=message, location=record.location, field=way, hint=hint)
