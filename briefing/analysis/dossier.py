"""All that a corpus holds on one id: the records, what points to them, what disputes them.

What points to a record is read from the tables of references and citations that the checks use.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import msgspec

from briefing.analysis.findings import Analysis, Conflict
from briefing.corpus.check_citations import CITING, cited
from briefing.corpus.check_references import REFERENCES, values
from briefing.corpus.dates import PartialDate
from briefing.corpus.quantities import Quantity
from briefing.corpus.quantities import display as amount
from briefing.corpus.records import Claim, Corpus, Record
from briefing.problems import Location

NAMES: Mapping[str, str] = {
    "claims": "claim",
    "sources": "source",
    "actors": "actor",
    "origins": "origin",
    "categories": "category",
    "events": "event",
    "judgments": "judgment",
    "bottom_lines": "bottom line",
    "questions": "question",
    "negative_findings": "negative finding",
    "scenarios": "scenario",
    "recommendations": "recommendation",
    "glossary": "glossary entry",
    "conflicts": "curated conflict",
}


class Mention(msgspec.Struct, frozen=True, order=True):
    """A record that points to another, and by which field."""

    kind: str
    id: str
    field: str
    location: Location


class Dispute(msgspec.Struct, frozen=True, kw_only=True):
    """A conflict that the analysis found: its kind, the claims that cannot all be right, and how a brief treats it."""

    id: str
    kind: str
    claims: tuple[str, ...]
    treatment: str


class Entry(msgspec.Struct, frozen=True, kw_only=True):
    """One record: its fields in the order of the manual, where it stands, what points to it, what disputes it.

    `line` is the independent line of reporting that a claim counts to; empty for other records, and for a claim that
    was not known on the day.
    """

    kind: str
    id: str
    location: Location
    fields: Mapping[str, object]
    mentions: tuple[Mention, ...]
    disputes: tuple[Dispute, ...]
    line: str = ""


def dossier(analysis: Analysis, key: str) -> tuple[Entry, ...]:
    """The records with this id (in the glossary, this term), with what an analysis of the whole corpus says of them."""
    corpus = analysis.selection.corpus
    return tuple(
        _entry(analysis, collection, key, getattr(corpus, collection)[key])
        for collection in NAMES
        if key in getattr(corpus, collection)
    )


def _entry(analysis: Analysis, collection: str, key: str, record: Record) -> Entry:
    corpus = analysis.selection.corpus
    mentions = tuple(dict.fromkeys(_mentions(corpus, collection, key)))
    concerned = _claims(record, mentions)
    return Entry(
        kind=NAMES[collection],
        id=key,
        location=record.location,
        fields=plain_fields(record),
        mentions=mentions,
        disputes=tuple(_dispute(c) for c in analysis.conflicts if concerned & set(c.sides) or key == c.event),
        line=analysis.lines.get(key, "") if collection == "claims" else "",
    )


def _claims(record: Record, mentions: tuple[Mention, ...]) -> set[str]:
    """The claims whose disputes are the record's: itself, or those it rests on, or those that are about it."""
    if isinstance(record, Claim):
        return {record.id}
    named = set(getattr(record, "claims", ()))
    return named or {mention.id for mention in mentions if mention.kind == "claim"}


def _mentions(corpus: Corpus, collection: str, key: str) -> Iterator[Mention]:
    """Where an id is named: in a field, in a citation, and a source by its claims' ids."""
    for holder, field, target, _ in REFERENCES:
        if target == collection:
            yield from _naming(corpus, holder, field, key)
    if collection == "claims":
        for holder, fields in CITING:
            for name, record in getattr(corpus, holder).items():
                for field in fields:
                    if any(claim == key for text, _ in values(record, field) for claim, _ in cited(text)):
                        yield Mention(NAMES[holder], name, field, record.location)
    if collection == "sources":
        claims = (claim for claim in corpus.claims.values() if claim.source == key)
        yield from (Mention("claim", claim.id, "id", claim.location) for claim in claims)


def _naming(corpus: Corpus, holder: str, field: str, key: str) -> Iterator[Mention]:
    for name, record in getattr(corpus, holder).items():
        if any(text == key for text, _ in values(record, field)):
            yield Mention(NAMES[holder], name, field, record.location)


def _dispute(conflict: Conflict) -> Dispute:
    return Dispute(id=conflict.id, kind=conflict.kind, claims=conflict.sides, treatment=conflict.treatment)


def plain_fields(record: msgspec.Struct) -> dict[str, object]:
    """A record's fields that are set, as texts, numbers, lists and mappings."""
    found = ((name, plain(getattr(record, name))) for name in record.__struct_fields__ if name != "location")
    return {name: value for name, value in found if value not in ("", None, [], {}, False)}


def plain(value: object) -> object:
    """A value as text, number, list or mapping; a date as it is written, a quantity in words."""
    match value:
        case PartialDate():
            return value.text
        case Quantity():
            return amount(value) + (f" ({value.of})" if value.of else "")
        case msgspec.Struct():
            return plain_fields(value)
        case tuple():
            return [plain(item) for item in value]
        case _:
            return value
