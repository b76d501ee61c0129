"""Figures of one thing: those that exclude each other, and those that follow each other as a series.

Two figures are compared if they count the same (one unit, one whole for shares, no different `of`), for one flow or
event, both reported as fact, both done or both planned, at times that are not surely apart.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import pairwise

from briefing.analysis.findings import Conflict, Direction, Reason, Series
from briefing.analysis.matrix import flow_of, measure
from briefing.analysis.propositions import apart, connected
from briefing.analysis.verification import is_affirmed, is_denial
from briefing.corpus.dates import margins
from briefing.corpus.quantities import band, bounds, disjoint
from briefing.corpus.records import Claim
from briefing.selection import Selection

PLANNED = ("sought", "pledged", "agreed")
Band = tuple[Decimal, Decimal]


def find(selection: Selection, line_of: Mapping[str, str]) -> tuple[list[Conflict], list[Series]]:
    """The conflicts of figures and, where there is none, the series."""
    counted = [c for c in selection.claims.values() if c.quantity and not is_denial(c)]
    conflicts, series = [], []
    for key, claims in _groups(selection, counted):
        clashing = excluding(claims)
        if clashing:
            conflicts.append(_conflict(selection, key, claims, clashing, line_of))
        elif found := _series(selection, key, claims):
            series.append(found)
    return conflicts, series


def _groups(selection: Selection, counted: Iterable[Claim]) -> Iterator[tuple[str, list[Claim]]]:
    """Figures of one thing by a key; where `same_as` joins figures of different measures, each measure apart."""
    for key, claims in connected(counted, lambda c: _measures(selection, c)).items():
        by_measure: dict[str, list[Claim]] = {}
        for claim in claims:
            by_measure.setdefault(":".join(measure(claim)), []).append(claim)
        if len(by_measure) == 1:
            yield key, claims
        else:
            yield from ((f"{key}/{name}", part) for name, part in sorted(by_measure.items()))


def excluding(claims: Iterable[Claim]) -> list[Claim]:
    """The claims whose figure is excluded by another's at a time not surely apart. n log n, but for overridden ones."""
    facts: dict[bool, list[Claim]] = {}
    for claim in claims:
        if claim.quantity and is_affirmed(claim):
            facts.setdefault(claim.stage in PLANNED, []).append(claim)
    found = [c for group in facts.values() for c in _excluding(group)]
    return sorted(found, key=lambda c: c.id)


def _excluding(claims: list[Claim]) -> list[Claim]:
    named = {c.id for c in claims if c.distinct_from} | {o.claim for c in claims for o in c.distinct_from}
    found = {c.id: c for c in _swept([c for c in claims if c.id not in named])}
    for claim in (c for c in claims if c.id in named):
        against = [o for o in claims if o is not claim and _clash(claim, o)]
        found |= {c.id: c for c in ([claim, *against] if against else [])}
    return list(found.values())


def _clash(a: Claim, b: Claim) -> bool:
    (a_first, a_last), (b_first, b_last) = _days(a), _days(b)
    meet = a_first <= b_last and b_first <= a_last
    return bool(meet and a.quantity and b.quantity and disjoint(a.quantity, b.quantity) and not apart(a, b))


def _swept(claims: Sequence[Claim]) -> list[Claim]:
    """The claims that clash with another of the list, none of which is kept apart from another."""
    by_whole: dict[str, list[Claim]] = {}
    for claim in claims:
        by_whole.setdefault(claim.quantity.of.casefold() if claim.quantity else "", []).append(claim)
    if len(by_whole) == 1:
        return [c for c, hit in zip(claims, _excluded(claims, claims), strict=True) if hit]
    unnamed = by_whole.get("", [])
    found = [c for c, hit in zip(unnamed, _excluded(unnamed, claims), strict=True) if hit]
    for whole, group in by_whole.items():
        if whole:
            found += [c for c, hit in zip(group, _excluded(group, [*group, *unnamed]), strict=True) if hit]
    return found


def _excluded(asked: Sequence[Claim], others: Sequence[Claim]) -> list[bool]:
    """For each claim asked about, whether a figure among the others excludes its own while their times meet.

    Of the others that meet a time, only the lowest top and the highest bottom count. Others go in by their last day,
    the latest first, into a tree over their first days: n log n.
    """
    ranked = sorted({_days(c)[0] for c in others})
    tree = _Extremes(ranked)
    waiting = sorted(others, key=lambda c: _days(c)[1])
    hits: dict[str, bool] = {}
    for claim in sorted(asked, key=lambda c: _days(c)[0], reverse=True):
        first, last = _days(claim)
        while waiting and _days(waiting[-1])[1] >= first:
            other = waiting.pop()
            tree.add(_days(other)[0], _band(other))
        low, high = _band(claim)
        lowest_top, highest_bottom = tree.up_to(last)
        hits[claim.id] = lowest_top < low or highest_bottom > high
    return [hits[c.id] for c in asked]


class _Extremes:
    """A Fenwick tree over days: the lowest top and the highest bottom of the bands that begin up to a day."""

    def __init__(self, days: Sequence[int]) -> None:
        self.days = days
        self.tops = [Decimal("Infinity")] * (len(days) + 1)
        self.bottoms = [Decimal("-Infinity")] * (len(days) + 1)

    def _rank(self, day: int) -> int:
        return bisect_right(self.days, day)

    def add(self, day: int, band: Band) -> None:
        """A band that begins on a day."""
        place = self._rank(day)
        while place < len(self.tops):
            self.bottoms[place] = max(self.bottoms[place], band[0])
            self.tops[place] = min(self.tops[place], band[1])
            place += place & -place

    def up_to(self, day: int) -> tuple[Decimal, Decimal]:
        """Lowest top and highest bottom of the bands that begin on the day or before."""
        top, bottom = Decimal("Infinity"), Decimal("-Infinity")
        place = self._rank(day)
        while place:
            top, bottom = min(top, self.tops[place]), max(bottom, self.bottoms[place])
            place -= place & -place
        return top, bottom


def _days(claim: Claim) -> tuple[int, int]:
    """First and last day that a claim's date may mean; all days if it has none."""
    if claim.date is None:
        return 0, 10**9
    first, last = margins(claim.date)
    return first.toordinal(), last.toordinal()


def _band(claim: Claim) -> Band:
    return band(claim.quantity) if claim.quantity else (Decimal(0), Decimal("Infinity"))


def _conflict(
    selection: Selection, key: str, claims: list[Claim], clashing: list[Claim], line_of: Mapping[str, str]
) -> Conflict:
    spans = [bounds(c.quantity) for c in claims if c.quantity]
    flow = next((f for c in claims if (f := flow_of(selection.corpus, c))), ("", "", ""))
    return Conflict(
        id="quantity:" + key,
        kind="quantity",
        sides=tuple(c.id for c in sorted(claims, key=_size)),
        event=min((c.event for c in claims if c.event), default=""),
        provider=flow[0],
        recipient=flow[1],
        category=flow[2],
        unit=measure(claims[0])[0],
        low=min((s[0] for s in spans if s[0] is not None), default=None),
        high=_highest(spans),
        reasons=reasons(claims, clashing, line_of),
        treatment="range",
    )


def reasons(claims: Sequence[Claim], clashing: Sequence[Claim], line_of: Mapping[str, str]) -> tuple[Reason, ...]:
    """Why the claims may differ, by rule, the most telling first."""
    figures = [c for c in clashing if c.quantity]
    lines = {line_of[c.id] for c in clashing}
    rules: tuple[tuple[Reason, Callable[[], bool]], ...] = (
        ("ceiling-and-count", lambda: any(c.quantity and c.quantity.at_most is not None for c in claims)),
        ("different-dates", lambda: len({c.date.text for c in figures if c.date}) > 1),
        ("different-unit", lambda: len({c.quantity.of for c in figures if c.quantity}) > 1),
        ("one-origin", lambda: len(lines) == 1 and len({c.source for c in clashing}) == 1),
        ("relayed", lambda: len(lines) < len({c.source for c in clashing})),
        ("different-origins", lambda: len(lines) > 1),
        ("remark", lambda: any(c.remark for c in clashing)),
    )
    return tuple(name for name, holds in rules if holds()) or ("unexplained",)


def _series(selection: Selection, key: str, claims: list[Claim]) -> Series | None:
    """Two or more counts as fact on days that are surely apart, one after the other; None if there are not."""
    facts = [c for c in claims if c.date and is_affirmed(c) and c.stage not in PLANNED]
    facts.sort(key=lambda c: (*_days(c), c.id))
    if len({c.quantity.of.casefold() for c in facts if c.quantity and c.quantity.of}) > 1:
        return None
    steps = [_step(a, b) for a, b in pairwise(facts) if _days(a)[1] < _days(b)[0]]
    moved = {s for s in steps if s}
    if not moved:
        return None
    direction: Direction = "varying" if len(moved) > 1 else "growing" if moved == {1} else "falling"
    flow = next((f for c in facts if (f := flow_of(selection.corpus, c))), ("", "", ""))
    return Series(
        id="series:" + key,
        claims=tuple(c.id for c in facts),
        unit=measure(facts[0])[0],
        direction=direction,
        event=min((c.event for c in facts if c.event), default=""),
        provider=flow[0],
        recipient=flow[1],
        category=flow[2],
    )


def _step(a: Claim, b: Claim) -> int:
    """1 if the later figure is surely higher, -1 if surely lower, else 0."""
    (a_low, a_high), (b_low, b_high) = _band(a), _band(b)
    return 1 if a_high < b_low else -1 if b_high < a_low else 0


def _measures(selection: Selection, claim: Claim) -> tuple[str, ...]:
    """What a figure counts: the flow and the event it speaks of, each with the measure."""
    unit = ":".join(filter(None, measure(claim)))
    flow = flow_of(selection.corpus, claim)
    found = [f"{flow[0]}>{flow[1]}:{flow[2]}:{unit}"] if flow else []
    return (*found, *([f"event {claim.event}:{unit}"] if claim.event else []))


def _highest(spans: Iterable[tuple[Decimal | None, Decimal | None, bool]]) -> Decimal | None:
    """The upper end of all spans; None if one of them has none."""
    highs = [high for _, high, _ in spans]
    return None if None in highs else max(h for h in highs if h is not None)


def _size(claim: Claim) -> tuple[bool, object, object, str]:
    """Smaller figures first; a mere ceiling after the counts."""
    low, high, _ = bounds(claim.quantity) if claim.quantity else (None, None, False)
    return (low is None, low if low is not None else high, high if high is not None else low, claim.id)
