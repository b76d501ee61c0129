"""How well something is verified: from wording, independent lines, credibility, hedges and denials.

The table of every combination is in `tests/analysis/test_verification.py`; the rules with examples in
`docs/analysis.md`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

import msgspec

from briefing.analysis.findings import Verification
from briefing.corpus.records import Claim, Corpus
from briefing.selection import lineage

AFFIRMED = ("confirmed", "asserted", "reported", "alleged")
FLAT = ("confirmed", "asserted")
STRENGTH: tuple[Verification, ...] = ("denied", "unverified", "disputed", "single-source", "corroborated", "confirmed")


class Verdict(msgspec.Struct, frozen=True, kw_only=True):
    """How well one proposition is verified, the claims that count for it, and by which rule."""

    verification: Verification
    counted: tuple[Claim, ...]
    rule: str


def is_denial(claim: Claim) -> bool:
    """Whether the claim denies what it speaks of."""
    return claim.kind == "denial" or claim.wording == "denied"


def is_affirmed(claim: Claim) -> bool:
    """Whether the claim says that something is so: not a possibility, a forecast or a denial."""
    return claim.wording in AFFIRMED and claim.kind != "forecast" and not is_denial(claim)


def denied_by(corpus: Corpus, denials: Iterable[Claim], line_of: Mapping[str, str]) -> Callable[[Claim], bool]:
    """A test whether a claim is denied: by name, or as part of a denied flow.

    A denial of arms for a firm does not deny arms for the state; one of arms for the state denies both. A denial by
    name reaches what the same line says of the same flow elsewhere, so that saying it twice does not escape it.
    """
    against = list(denials)
    flows = {(d.provider, d.recipient, d.category) for d in against if d.provider and d.recipient and d.category}
    named = {c for d in against for c in d.denies}
    said = {_said(corpus.claims[c], line_of) for c in named if c in line_of}

    def denied(claim: Claim) -> bool:
        if claim.id in named or _said(claim, line_of) in said:
            return True
        return bool(flows) and any(
            (provider, recipient, claim.category) in flows
            for provider in lineage(corpus, claim.provider)
            for recipient in lineage(corpus, claim.recipient)
        )

    return denied


def _said(claim: Claim, line_of: Mapping[str, str]) -> tuple[str, ...]:
    """Who says what of which flow or event; of neither, the claim alone."""
    flow = (claim.provider, claim.recipient, claim.category)
    about = (*flow, claim.event) if any(flow) or claim.event else (claim.id,)
    return (line_of[claim.id], *about)


def verdict(
    corpus: Corpus, claims: Iterable[Claim], line_of: Mapping[str, str], denied: Callable[[Claim], bool]
) -> Verdict:
    """How well the claims of one proposition verify it.

    A line that hedges what it elsewhere states does not affirm it. What stands undenied decides; only where nothing
    does, the denied claims count, as disputed or denied.
    """
    here = list(claims)
    hedging = {line_of[c.id] for c in here if not is_affirmed(c) and c.quantity is None}
    said = [c for c in here if is_affirmed(c)]
    affirmed = [c for c in said if line_of[c.id] not in hedging]
    undenied = [c for c in affirmed if not denied(c)]
    counted = undenied or affirmed
    found, rule = level(corpus, counted, len({line_of[c.id] for c in counted}), bool(affirmed) and not undenied)
    rule = "hedged-by-its-line" if said and not counted else rule
    return Verdict(verification=found, counted=tuple(counted), rule=rule)


def level(corpus: Corpus, affirmed: Iterable[Claim], lines: int, denied: bool) -> tuple[Verification, str]:
    """The level for claims that affirm something, and the rule that gave it.

    Unverified: no line affirms it. Disputed: affirmed, and denied. Denied: only alleged, and denied. Confirmed: two
    or more lines, one of which is graded 1, or an official's or a reliable source's (A to C) confirmation.
    Corroborated: two or more lines. Single source: one line.
    """
    found = list(affirmed)
    if not found or lines == 0:
        return "unverified", "no-line"
    if denied:
        flat = any(c.wording != "alleged" for c in found)
        return ("disputed", "denied-though-reported") if flat else ("denied", "only-alleged")
    if lines == 1:
        return "single-source", "one-line"
    if any(c.credibility == 1 for c in found):
        return "confirmed", "graded-1"
    if any(c.wording == "confirmed" and _weighty(corpus, c) for c in found):
        return "confirmed", "weighty-confirmation"
    return "corroborated", "several-lines"


def best(verdicts: Iterable[Verdict]) -> Verdict:
    """The firmest of the verdicts; with none, unverified."""
    nothing = Verdict(verification="unverified", counted=(), rule="no-line")
    return max(verdicts, key=lambda v: STRENGTH.index(v.verification), default=nothing)


def _weighty(corpus: Corpus, claim: Claim) -> bool:
    """Whether a confirmation is an official's, or stands in a source that is at least fairly reliable."""
    origin = corpus.origins.get(claim.origin)
    return (origin is not None and origin.type == "official") or corpus.sources[claim.source].reliability in "ABC"
