"""Why a finding is as it is: which claims, by which rule. One sentence an item; the rules are in `docs/analysis.md`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType

from briefing.analysis.findings import Analysis, Cell, Conflict, Reason, StageFinding
from briefing.analysis.verification import is_affirmed
from briefing.selection import JudgmentState

RULES: Mapping[str, str] = MappingProxyType(
    {
        "no-line": "no line states it as fact",
        "hedged-by-its-line": "each line that states it also hedges it",
        "denied-though-reported": "all that states it is denied, and some of it is more than an allegation",
        "only-alleged": "it is only alleged, and denied",
        "one-line": "one independent line states it",
        "graded-1": "two or more lines state it, and a claim among them is graded 1",
        "weighty-confirmation": "two or more lines state it, one with a confirmation by an official or a source A to C",
        "several-lines": "two or more independent lines state it, none of them a confirmation that counts",
    }
)
CONFLICTS: Mapping[str, str] = MappingProxyType(
    {
        "quantity": "figures of one measure exclude each other at times that are not surely apart",
        "date": "dates of one event that does not last exclude each other",
        "denial": "claims of a flow are denied, by name or as part of the flow",
        "status": "one flow at one stage is stated as fact here, and hedged or only alleged there",
        "stage": "a flow is refused here and granted there, at times that are not surely apart",
        "place": "places of one event that does not last exclude each other",
        "participants": "a denial names actors whom an account puts at the event",
        "fact": "accounts exclude each other, as a curator reads them",
    }
)
REASONS: Mapping[Reason, str] = MappingProxyType(
    {
        "ceiling-and-count": "some figures are ceilings, others counts",
        "different-dates": "the figures carry different dates",
        "different-unit": "the figures do not name alike what they count",
        "one-origin": "all sides stand in one source",
        "relayed": "sources of one line differ",
        "different-origins": "the sides come from different lines",
        "hedge": "one line both states and hedges it",
        "hedge-dropped": "one line states what another hedges or only alleges",
        "party-denies": "a party to the flow denies it",
        "remark": "the curator doubts a side",
        "curator": "a curator found it",
        "unexplained": "no rule explains it",
    }
)


def explain(analysis: Analysis, finding: Cell | Conflict | JudgmentState) -> tuple[str, ...]:
    """What a cell, a conflict or a judgment follows from, as sentences; claims by their ids."""
    match finding:
        case Cell():
            return tuple(_cell(analysis, finding))
        case Conflict():
            return tuple(_conflict(finding))
        case JudgmentState():
            return tuple(_judgment(analysis, finding))


def _cell(analysis: Analysis, cell: Cell) -> Iterator[str]:
    for finding in cell.findings:
        yield from _stage(analysis, finding)
    if cell.denials:
        yield f"Denied by {', '.join(cell.denials)}."
    others = "" if len(cell.findings) == 1 else " among " + ", ".join(f.stage for f in cell.findings)
    firm = "the furthest stage that a line affirms" if cell.headline.lines else "the furthest stage reported"
    yield f"Stated first: {cell.headline.stage}, {firm}{others}."


def _stage(analysis: Analysis, finding: StageFinding) -> Iterator[str]:
    """The level with its rule, each line with its claims, and the claims that do not count, with the cause."""
    rule = RULES.get(finding.rule, "")
    yield f"{finding.stage}: {finding.verification}, because {rule}." if rule else f"{finding.stage}: nothing reported."
    for line in finding.lines:
        yield f"Line {line.id}: {', '.join(line.claims)}."
    counted = {c for line in finding.lines for c in line.claims}
    claims = analysis.selection.claims
    for claim in (claims[c] for c in finding.claims if c not in counted):
        why = "is denied, hedged by its own line or of another time" if is_affirmed(claim) else f"is {claim.wording}"
        yield f"Not counted: {claim.id}, which {why}."


def _conflict(conflict: Conflict) -> Iterator[str]:
    rule = CONFLICTS["fact"] if conflict.curated and conflict.id.startswith("curated:") else CONFLICTS[conflict.kind]
    yield f"{conflict.kind}: {rule}."
    yield f"Sides: {', '.join(conflict.sides)}."
    if conflict.reasons:
        yield f"Likely because {'; '.join(REASONS[r] for r in conflict.reasons)}."
    if conflict.curated:
        done = "settled" if conflict.settled else "added"
        yield f"A curator {done} it ({conflict.curated}): {conflict.note}"


def _judgment(analysis: Analysis, judgment: JudgmentState) -> Iterator[str]:
    """The claims and lines on which it rests, what speaks against it, the conflicts that touch it."""
    by_line: dict[str, list[str]] = {}
    for claim in judgment.claims:
        by_line.setdefault(analysis.lines.get(claim, "not known on the day"), []).append(claim)
    yield f"Rests on {len(judgment.claims)} claims from {len(by_line)} lines."
    yield from (f"Line {line}: {', '.join(claims)}." for line, claims in sorted(by_line.items()))
    if judgment.contrary:
        yield f"Against it: {', '.join(judgment.contrary)}."
    used = {*judgment.claims, *judgment.contrary}
    touching = [c.id for c in analysis.conflicts if used & set(c.sides) and not c.settled]
    if touching:
        yield f"Contradictions that touch it: {', '.join(touching)}."
    yield f"Confidence {judgment.confidence.level}, because {judgment.confidence.reason}"
