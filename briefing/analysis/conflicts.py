"""Claims that cannot all be right: figures, dates, denials, and what one source both states and hedges.

Nothing is settled here: each conflict says who says what, the likely reason by rule, and how a brief treats it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal
from itertools import combinations

from briefing.analysis import lines
from briefing.analysis.findings import Cell, Conflict, Reason
from briefing.analysis.matrix import denied_by, flow_of, is_affirmed, is_denial, measure
from briefing.corpus.dates import compare
from briefing.corpus.quantities import bounds, disjoint
from briefing.corpus.records import Claim
from briefing.selection import Selection

PLANNED = ("sought", "pledged", "agreed")
Lines = Mapping[str, str]


def find(selection: Selection, line_of: Lines, cells: Mapping[tuple[str, str, str], Cell]) -> tuple[Conflict, ...]:
    """All conflicts among the selected claims, by kind and then by what they are about."""
    found = [
        *_quantities(selection, line_of),
        *_dates(selection, line_of),
        *_denials(selection, cells),
        *_hedges(selection, line_of),
    ]
    return tuple(found)


def _quantities(selection: Selection, line_of: Lines) -> Iterable[Conflict]:
    """Figures of one measure, for one flow or event at times that are not surely apart, that exclude each other."""
    counted = [c for c in selection.claims.values() if c.quantity and not is_denial(c)]
    for key, claims in _groups(counted, lambda c: _measures(selection, c)).items():
        clashing = [(a, b) for a, b in combinations(claims, 2) if _figures_clash(a, b)]
        if not clashing:
            continue
        spans = [bounds(c.quantity) for c in claims if c.quantity]
        flow = next((f for c in claims if (f := flow_of(selection.corpus, c))), ("", "", ""))
        yield Conflict(
            id="quantity:" + key,
            kind="quantity",
            sides=tuple(c.id for c in sorted(claims, key=_size)),
            event=next((c.event for c in claims if c.event), ""),
            provider=flow[0],
            recipient=flow[1],
            category=flow[2],
            unit=measure(claims[0])[0],
            low=min((s[0] for s in spans if s[0] is not None), default=None),
            high=_highest(spans),
            reasons=_reasons(claims, clashing, line_of),
            treatment="range",
        )


def _dates(selection: Selection, line_of: Lines) -> Iterable[Conflict]:
    """Dates of one event that exclude each other. Events that last are not compared."""
    events = selection.corpus.events
    dated: dict[str, list[Claim]] = {}
    for claim in selection.claims.values():
        event = events.get(claim.event)
        if event and not event.lasting and claim.date and claim.kind in ("event", "context"):
            dated.setdefault(event.id, []).append(claim)
    for event_id, claims in sorted(dated.items()):
        clashing = [(a, b) for a, b in combinations(claims, 2) if _apart(a, b)]
        if clashing:
            ranked = lines.best_first(selection.corpus, claims)
            yield Conflict(
                id=f"date:{event_id}",
                kind="date",
                sides=tuple(c.id for c in sorted(claims, key=lambda c: (c.date.earliest, c.id) if c.date else ())),
                event=event_id,
                reasons=_reasons(claims, clashing, line_of),
                treatment="open" if ranked[0].remark else "best-graded",
            )


def _denials(selection: Selection, cells: Mapping[tuple[str, str, str], Cell]) -> Iterable[Conflict]:
    """Flows that one side asserts or alleges and another denies, and claims denied by name."""
    shown: set[str] = set()
    for cell in cells.values():
        denials = [selection.claims[c] for c in cell.denials]
        named = [c for d in denials for c in d.denies if c in selection.claims]
        reached = [c for f in cell.findings if f.stage not in PLANNED for c in f.claims]
        against = [c for c in reached if _contradicted(selection, selection.claims[c], denials)]
        against = list(dict.fromkeys([*against, *named]))
        if cell.denials and against:
            shown.update(cell.denials)
            yield Conflict(
                id=f"denial:{cell.dyad.provider}>{cell.dyad.recipient}:{cell.category}",
                kind="denial",
                sides=tuple(dict.fromkeys([*against, *cell.denials])),
                provider=cell.dyad.provider,
                recipient=cell.dyad.recipient,
                category=cell.category,
                treatment="disputed" if cell.headline.verification in ("disputed", "denied") else "undenied",
            )
    for claim in selection.claims.values():
        denied = [c for c in claim.denies if c in selection.claims]
        if denied and claim.id not in shown:
            sides = (*denied, claim.id)
            yield Conflict(id=f"denial:{claim.id}", kind="denial", sides=sides, treatment="disputed")


def _contradicted(selection: Selection, claim: Claim, denials: Iterable[Claim]) -> bool:
    return is_affirmed(claim) and claim.kind == "assistance" and denied_by(selection.corpus, claim, denials)


def _hedges(selection: Selection, line_of: Lines) -> Iterable[Conflict]:
    """What one line states flatly in one place and hedges in another: same flow and stage, or same lasting event."""
    spoken = [c for c in selection.claims.values() if not is_denial(c) and c.kind != "forecast"]
    for key, claims in _groups(spoken, lambda c: _statements(selection, c, line_of)).items():
        flat = [c for c in claims if c.wording in ("confirmed", "asserted")]
        hedged = [c for c in claims if c.wording == "possible" and c.quantity is None]
        if flat and hedged:
            flow = flow_of(selection.corpus, flat[0]) or ("", "", "")
            yield Conflict(
                id="status:" + key,
                kind="status",
                sides=tuple(c.id for c in (*flat, *hedged)),
                event=flat[0].event,
                provider=flow[0],
                recipient=flow[1],
                category=flow[2],
                reasons=("hedge",),
                treatment="hedged",
            )


def _groups(claims: Iterable[Claim], keys: Callable[[Claim], tuple[str, ...]]) -> dict[str, list[Claim]]:
    """Claims that share a key, directly or through others, under the first of their keys, in sorted order."""
    parent: dict[str, str] = {}

    def top(key: str) -> str:
        while parent.setdefault(key, key) != key:
            key = parent[key]
        return key

    keyed = [(claim, found) for claim in claims if (found := keys(claim))]
    for _, found in keyed:
        for other in found[1:]:
            low, high = sorted((top(found[0]), top(other)))
            parent[high] = low
    groups: dict[str, list[Claim]] = {}
    for claim, found in keyed:
        groups.setdefault(top(found[0]), []).append(claim)
    return dict(sorted(groups.items()))


def _measures(selection: Selection, claim: Claim) -> tuple[str, ...]:
    """What a figure counts: the flow and the event it speaks of, each with the measure."""
    unit = ":".join(filter(None, measure(claim)))
    flow = flow_of(selection.corpus, claim)
    found = [f"{flow[0]}>{flow[1]}:{flow[2]}:{unit}"] if flow else []
    return (*found, *([f"event {claim.event}:{unit}"] if claim.event else []))


def _statements(selection: Selection, claim: Claim, line_of: Lines) -> tuple[str, ...]:
    """What a claim states, with its line: a flow at a stage that is more than a plan, or a lasting event."""
    line = line_of[claim.id]
    flow = flow_of(selection.corpus, claim)
    if flow and claim.stage and claim.stage not in PLANNED:
        return (f"{flow[0]}>{flow[1]}:{flow[2]}:{claim.stage}:{line}",)
    return ()


def _figures_clash(a: Claim, b: Claim) -> bool:
    """Whether two figures exclude each other: disjoint, both reported as fact, and not surely of different times."""
    if a.quantity is None or b.quantity is None or not disjoint(a.quantity, b.quantity):
        return False
    if (a.stage in PLANNED) != (b.stage in PLANNED) or not (is_affirmed(a) and is_affirmed(b)):
        return False
    return a.date is None or b.date is None or compare(a.date, b.date) == "undecided"


def _apart(a: Claim, b: Claim) -> bool:
    return bool(a.date and b.date and compare(a.date, b.date) != "undecided")


def _highest(spans: Iterable[tuple[Decimal | None, Decimal | None, bool]]) -> Decimal | None:
    """The upper end of all spans; None if one of them has none."""
    highs = [high for _, high, _ in spans]
    return None if None in highs else max(h for h in highs if h is not None)


def _size(claim: Claim) -> tuple[bool, object, object, str]:
    """Smaller figures first; a mere ceiling after the counts."""
    low, high, _ = bounds(claim.quantity) if claim.quantity else (None, None, False)
    return (low is None, low if low is not None else high, high if high is not None else low, claim.id)


def _reasons(claims: list[Claim], clashing: list[tuple[Claim, Claim]], line_of: Lines) -> tuple[Reason, ...]:
    """Why the claims may differ, by rule, the most telling first."""
    found: list[Reason] = []
    if any(c.quantity and c.quantity.at_most is not None for c in claims):
        found.append("ceiling-and-count")
    if any(a.date and b.date and a.date.text != b.date.text for a, b in clashing if a.quantity):
        found.append("different-dates")
    if all(line_of[a.id] == line_of[b.id] for a, b in clashing):
        found.append("one-origin")
    elif len({line_of[c.id] for pair in clashing for c in pair}) > 1:
        found.append("different-origins")
    if any(c.remark for pair in clashing for c in pair):
        found.append("remark")
    return tuple(found) or ("unexplained",)
