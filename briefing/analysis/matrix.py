"""The matrix of assistance: directed dyads by category, with stage and verification as two axes.

A claim speaks of a flow if it names provider, recipient and category, and a stage or a denial. Units, firms and
persons count for the state they are part of. Figures are never added, and never cross stages.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import get_args

import msgspec

from briefing.analysis import lines, propositions
from briefing.analysis.findings import Amount, Cell, Dyad, StageFinding, Trend
from briefing.analysis.verification import STRENGTH, best, denied_by, is_affirmed, is_denial, verdict
from briefing.corpus.quantities import bounds
from briefing.corpus.records import Claim, Corpus, Stage
from briefing.selection import Selection, lineage

LADDER: tuple[Stage, ...] = get_args(Stage)


def flow_of(corpus: Corpus, claim: Claim) -> tuple[str, str, str] | None:
    """Provider and recipient, each as the state it belongs to, and category; None if the claim is of no flow."""
    if not (claim.provider and claim.recipient and claim.category):
        return None
    return (_head(corpus, claim.provider), _head(corpus, claim.recipient), claim.category)


def cells(selection: Selection, line_of: Mapping[str, str]) -> dict[tuple[str, str, str], Cell]:
    """Every cell with reporting, by provider, recipient and category. `line_of` is each claim's line.

    A denial stands in the cell of the flow that it denies, and in those of the claims that it names.
    """
    flows: dict[tuple[str, str, str], list[Claim]] = {}
    for claim in selection.claims.values():
        flow = flow_of(selection.corpus, claim)
        if flow and (claim.stage or is_denial(claim)):
            flows.setdefault(flow, []).append(claim)
        for other in _named(selection, claim) - {flow}:
            flows.setdefault(other, []).append(claim)
    return {flow: _cell(selection.corpus, flow, found, line_of) for flow, found in sorted(flows.items())}


def _named(selection: Selection, claim: Claim) -> set[tuple[str, str, str]]:
    """The flows of the claims that a denial names."""
    named = [selection.claims[c] for c in claim.denies if c in selection.claims] if is_denial(claim) else []
    return {flow for c in named if c.stage and (flow := flow_of(selection.corpus, c))}


def with_trend(cell: Cell, before: Cell | None) -> Cell:
    """The cell with its trend against the same cell in the last issue."""
    return msgspec.structs.replace(cell, trend=_trend(cell, before))


def _head(corpus: Corpus, actor: str) -> str:
    """The state (or the outermost actor) that an actor is part of."""
    return [*lineage(corpus, actor)][-1]


def _cell(corpus: Corpus, flow: tuple[str, str, str], claims: list[Claim], line_of: Mapping[str, str]) -> Cell:
    denials = [c for c in claims if is_denial(c)]
    staged = [c for c in claims if c.stage and not is_denial(c)]
    stages = sorted({c.stage for c in staged if c.stage}, key=LADDER.index, reverse=True) or ["sought"]
    denied = denied_by(corpus, denials, line_of)
    findings = tuple(_finding(corpus, s, staged, line_of, denied) for s in stages)
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
    corpus: Corpus, stage: Stage, claims: list[Claim], line_of: Mapping[str, str], denied: Callable[[Claim], bool]
) -> StageFinding:
    """What the claims say of one stage: the best verified of the times that they speak of."""
    here = [c for c in claims if c.stage == stage]
    found = best(verdict(corpus, p, line_of, denied) for p in propositions.same_time(here))
    ranked = lines.best_first(corpus, found.counted or here)
    return StageFinding(
        stage=stage,
        verification=found.verification,
        rule=found.rule,
        lines=lines.group(line_of, sorted(c.id for c in found.counted)),
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
