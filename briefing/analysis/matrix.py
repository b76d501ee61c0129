"""The matrix of assistance: directed dyads by category, with stage and verification as two axes.

A claim speaks of a flow if it names provider, recipient and category, and a stage or a denial. Units, firms and
persons count for the state they are part of. Figures are never added, and never cross stages.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import get_args

import msgspec

from briefing.analysis import lines
from briefing.analysis.findings import Amount, Cell, Dyad, StageFinding, Trend, Verification
from briefing.corpus.quantities import bounds
from briefing.corpus.records import Claim, Corpus, Stage
from briefing.selection import Selection, lineage

LADDER: tuple[Stage, ...] = get_args(Stage)
AFFIRMED = ("confirmed", "asserted", "reported", "alleged")
STRENGTH: tuple[Verification, ...] = ("denied", "unverified", "disputed", "single-source", "corroborated", "confirmed")


def flow_of(corpus: Corpus, claim: Claim) -> tuple[str, str, str] | None:
    """Provider and recipient, each as the state it belongs to, and category; None if the claim is of no flow."""
    if not (claim.provider and claim.recipient and claim.category):
        return None
    return (_head(corpus, claim.provider), _head(corpus, claim.recipient), claim.category)


def cells(selection: Selection, line_of: Mapping[str, str]) -> dict[tuple[str, str, str], Cell]:
    """Every cell with reporting, by provider, recipient and category. `line_of` is each claim's line."""
    flows: dict[tuple[str, str, str], list[Claim]] = {}
    for claim in selection.claims.values():
        flow = flow_of(selection.corpus, claim)
        if flow and (claim.stage or is_denial(claim)):
            flows.setdefault(flow, []).append(claim)
    return {flow: _cell(selection.corpus, flow, found, line_of) for flow, found in sorted(flows.items())}


def is_denial(claim: Claim) -> bool:
    """Whether the claim denies what it speaks of."""
    return claim.kind == "denial" or claim.wording == "denied"


def is_affirmed(claim: Claim) -> bool:
    """Whether the claim says that something is so: not a possibility, a forecast or a denial."""
    return claim.wording in AFFIRMED and claim.kind != "forecast" and not is_denial(claim)


def denied_by(corpus: Corpus, claim: Claim, denials: Iterable[Claim]) -> bool:
    """Whether a denial names the claim, or denies a flow that the claim's flow is part of.

    A denial of arms for a firm does not deny arms for the state; one of arms for the state denies both.
    """
    return any(
        claim.id in d.denies
        or (
            d.category == claim.category
            and d.provider in lineage(corpus, claim.provider)
            and d.recipient in lineage(corpus, claim.recipient)
        )
        for d in denials
    )


def with_trend(cell: Cell, before: Cell | None) -> Cell:
    """The cell with its trend against the same cell in the last issue."""
    return msgspec.structs.replace(cell, trend=_trend(cell, before))


def verification(corpus: Corpus, affirmed: Iterable[Claim], line_count: int, denied: bool) -> Verification:
    """How well a flow is verified at a stage.

    Unverified: no line affirms it. Disputed: affirmed, and denied. Denied: only alleged, and denied. Confirmed: two
    or more lines, one of which is graded 1, or an official's or a reliable source's (A to C) confirmation.
    Corroborated: two or more lines. Single source: one line.
    """
    found = list(affirmed)
    if not found or line_count == 0:
        return "unverified"
    if denied:
        return "disputed" if any(c.wording != "alleged" for c in found) else "denied"
    if line_count == 1:
        return "single-source"
    sure = any(c.credibility == 1 or (c.wording == "confirmed" and _weighty(corpus, c)) for c in found)
    return "confirmed" if sure else "corroborated"


def _weighty(corpus: Corpus, claim: Claim) -> bool:
    """Whether a confirmation is an official's, or stands in a source that is at least fairly reliable."""
    origin = corpus.origins.get(claim.origin)
    return (origin is not None and origin.type == "official") or corpus.sources[claim.source].reliability in "ABC"


def _head(corpus: Corpus, actor: str) -> str:
    """The state (or the outermost actor) that an actor is part of."""
    return list(lineage(corpus, actor))[-1]


def _cell(corpus: Corpus, flow: tuple[str, str, str], claims: list[Claim], line_of: Mapping[str, str]) -> Cell:
    denials = [c for c in claims if is_denial(c)]
    staged = [c for c in claims if c.stage and not is_denial(c)]
    stages = sorted({c.stage for c in staged if c.stage}, key=LADDER.index, reverse=True) or ["sought"]
    findings = tuple(_finding(corpus, s, staged, line_of, denials) for s in stages)
    active = [f for f in findings if f.stage not in ("suspended", "refused")] or list(findings)
    headline = next((f for f in active if f.lines), active[0])
    return Cell(
        dyad=Dyad(flow[0], flow[1]),
        category=flow[2],
        headline=headline,
        findings=findings,
        denials=tuple(c.id for c in denials),
    )


def _finding(
    corpus: Corpus, stage: Stage, claims: list[Claim], line_of: Mapping[str, str], denials: list[Claim]
) -> StageFinding:
    """What the claims say of one stage. A line that hedges what it elsewhere states flatly does not affirm it.

    What stands undenied decides; only where nothing does, the denied claims count, as disputed or denied.
    """
    here = [c for c in claims if c.stage == stage]
    hedging = {line_of[c.id] for c in here if not is_affirmed(c) and c.quantity is None}
    affirmed = [c for c in here if is_affirmed(c) and line_of[c.id] not in hedging]
    undenied = [c for c in affirmed if not denied_by(corpus, c, denials)]
    denied = bool(affirmed) and not undenied
    affirmed = undenied or affirmed
    found = lines.group(line_of, (c.id for c in affirmed))
    ranked = lines.best_first(corpus, affirmed or here)
    return StageFinding(
        stage=stage,
        verification=verification(corpus, affirmed, len(found), denied),
        lines=found,
        grade=min((lines.grade(corpus, c) for c in ranked), default=""),
        amounts=_amounts([c for c in here if is_affirmed(c)] or here),
        claims=tuple(c.id for c in lines.best_first(corpus, here)),
    )


def _amounts(claims: list[Claim]) -> tuple[Amount, ...]:
    """The span of the figures of each unit; shares and growth rates count apart by what they are of."""
    by_unit: dict[tuple[str, str], list[Claim]] = {}
    for claim in claims:
        if claim.quantity:
            by_unit.setdefault(measure(claim), []).append(claim)
    return tuple(_amount(unit, found) for (unit, _), found in sorted(by_unit.items()))


def measure(claim: Claim) -> tuple[str, str]:
    """What a claim's figure measures: its unit, and for shares what they are of."""
    quantity = claim.quantity
    if quantity is None:
        return ("", "")
    return (quantity.unit, quantity.of if quantity.unit in ("percent", "share", "times") else "")


def _amount(unit: str, claims: list[Claim]) -> Amount:
    spans = [bounds(c.quantity) for c in claims if c.quantity]
    lows, highs = [s[0] for s in spans], [s[1] for s in spans]
    return Amount(
        unit=unit,
        low=min((x for x in lows if x is not None), default=None),
        high=max((x for x in highs if x is not None), default=None),
        approximate=any(s[2] for s in spans),
        counts=len({s[:2] for s in spans}),
        claims=tuple(c.id for c in claims),
    )


def _trend(cell: Cell, before: Cell | None) -> Trend:
    if before is None:
        return "new"
    now = (LADDER.index(cell.headline.stage), STRENGTH.index(cell.headline.verification))
    then = (LADDER.index(before.headline.stage), STRENGTH.index(before.headline.verification))
    return "same" if now == then else "up" if now > then else "down"
