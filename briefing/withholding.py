"""A corpus for readers with a lower clearance: what is marked above a limit is left out, and whatever rests on it.

A record of the curator's own (judgment, scenario, advice ...) rests on claims; where one of those is left out, so is
the record, in all its states, for its words may tell what the claim says. Of Markdown texts the sentences are left out
that cite such a claim; a sentence ends with its citations.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from typing import TypeVar

import msgspec
from msgspec.structs import replace

from briefing.corpus.markings import above, of_claim
from briefing.corpus.records import Actor, BottomLine, Claim, Corpus
from briefing.corpus.tlp import Tlp

_CITED = re.compile(r"\[@([^\]]*)\]")
_SENTENCE = re.compile(r".*?(?:\[@[^\]]*\]\s*)+(?=\S|$)", re.DOTALL)

T = TypeVar("T")


def without_above(corpus: Corpus, limit: Tlp) -> Corpus:
    """The corpus without what is marked above `limit`; the same object if nothing is."""
    gone = {c.id for c in corpus.claims.values() if above(of_claim(corpus, c), limit)}
    sources = {key: s for key, s in corpus.sources.items() if not above(s.marking, limit)}
    if not gone and len(sources) == len(corpus.sources):
        return corpus
    claims = {key: _unlinked(c, gone) for key, c in corpus.claims.items() if key not in gone}
    judgments = _clean(corpus.judgments, gone)
    lost = corpus.judgments.keys() - judgments.keys()
    origins = {key: o for key, o in corpus.origins.items() if not o.source or o.source in sources}
    whole = {name: _clean(getattr(corpus, name), gone) for name in _others(corpus)}
    return replace(
        corpus,
        **whole,
        sources=sources,
        claims=claims,
        actors={key: _profiled(a, gone) for key, a in corpus.actors.items()},
        origins=_used(origins, gone, corpus, {c.origin for c in claims.values()}),
        events={key: e for key, e in corpus.events.items() if _named(corpus, claims, gone, key)},
        judgments=judgments,
        bottom_lines={key: _shortened(b, gone, lost) for key, b in corpus.bottom_lines.items()},
        negative_findings={
            key: n for key, n in _clean(corpus.negative_findings, gone).items() if all(s in sources for s in n.sources)
        },
        recommendations={
            key: r for key, r in _clean(corpus.recommendations, gone).items() if not lost.intersection(r.judgments)
        },
        glossary={
            key: replace(g, definition=without_sentences(g.definition, gone))
            for key, g in _clean(corpus.glossary, gone).items()
        },
    )


HANDLED = ("sources", "claims", "actors", "origins", "events", "judgments", "bottom_lines", "negative_findings")
FILES = ("hashes", "damaged")


def _others(corpus: Corpus) -> list[str]:
    """The collections of which a record stays or goes as it is."""
    names = [name for name in corpus.__struct_fields__ if isinstance(getattr(corpus, name), Mapping)]
    return [name for name in names if name not in (*HANDLED, *FILES, "recommendations", "glossary")]


def without_sentences(markdown: str, gone: Collection[str]) -> str:
    """A Markdown text without the sentences that cite one of the claims."""
    kept, end = [], 0
    for match in _SENTENCE.finditer(markdown):
        end = match.end()
        if not cited(match.group()).intersection(gone):
            kept.append(match.group())
    return ("".join(kept) + markdown[end:]).strip() if end else markdown


def cited(markdown: str) -> set[str]:
    """The ids of the claims that a Markdown text cites."""
    return {part.strip().removeprefix("@") for ids in _CITED.findall(markdown) for part in ids.split(";")}


def _clean(records: Mapping[str, T], gone: Collection[str]) -> dict[str, T]:
    """The records that neither rest on nor cite any of the claims, in any of their fields."""
    return {key: record for key, record in records.items() if not mentions(record, gone)}


def mentions(value: object, gone: Collection[str]) -> bool:
    """Whether a record, or any part of it, is or cites the id of one of the claims."""
    match value:
        case str():
            return value in gone or ("[@" in value and bool(cited(value).intersection(gone)))
        case msgspec.Struct():
            return any(mentions(getattr(value, name), gone) for name in value.__struct_fields__)
        case tuple() | list() | frozenset():
            return any(mentions(part, gone) for part in value)
        case Mapping():
            return any(mentions(part, gone) for part in value.values())
        case _:
            return False


def _unlinked(claim: Claim, gone: set[str]) -> Claim:
    """A claim without its links to claims that are left out."""
    return replace(
        claim,
        denies=tuple(c for c in claim.denies if c not in gone),
        same_as=tuple(o for o in claim.same_as if o.claim not in gone),
        distinct_from=tuple(o for o in claim.distinct_from if o.claim not in gone),
    )


def _profiled(actor: Actor, gone: set[str]) -> Actor:
    """An actor with what its profile may say."""
    if actor.profile is None:
        return actor
    profile = actor.profile
    texts = {n: t for n in profile.__struct_fields__ if isinstance(t := getattr(profile, n), str)}
    shorter = {name: without_sentences(text, gone) for name, text in texts.items()}
    return replace(actor, profile=replace(profile, **shorter))


def _shortened(line: BottomLine, gone: set[str], lost: Collection[str]) -> BottomLine:
    """A bottom line without what rests on something left out. It stays the newest, so that no older one returns.

    What is said of all it rests on goes: it would speak of what is left out, or no longer be true.
    """
    if set(lost).intersection(line.judgments):
        kept = tuple(j for j in line.judgments if j not in lost)
        return replace(line, text="", basis="", matters=(), next=(), judgments=kept)

    def shorter(texts: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(t for t in texts if not cited(t).intersection(gone))

    text = without_sentences(line.text, gone)
    return replace(line, text=text, basis="", matters=shorter(line.matters), next=shorter(line.next))


def _used(origins: Mapping[str, T], gone: set[str], corpus: Corpus, kept: set[str]) -> dict[str, T]:
    """The origins, without those that only claims left out name; an origin that another relays stays with it."""
    only = {corpus.claims[c].origin for c in gone} - kept
    relayed = {getattr(origins[key], "relays", "") for key in kept if key in origins}
    return {key: o for key, o in origins.items() if key not in only or key in relayed}


def _named(corpus: Corpus, claims: Mapping[str, Claim], gone: set[str], event: str) -> bool:
    """Whether an event may be named: some claim that stays speaks of it, or none that is left out does."""
    return any(c.event == event for c in claims.values()) or not any(corpus.claims[c].event == event for c in gone)
