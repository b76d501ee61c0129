"""Which claims speak of the same thing.

Two claims are one proposition if they name the same event, or the same provider, recipient and category (units,
firms and persons count for their state) at times that are not surely apart. Claims without a time may speak of any
time, so they belong to every proposition of their flow, but join no two of them. A curator overrides: `same_as` joins
two claims whatever their times; `distinct_from` keeps two apart whatever else they share, and what their sources say
again in the same way. Both count in both directions.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence

from briefing.corpus.dates import margins
from briefing.corpus.records import Claim


def same_time(claims: Iterable[Claim]) -> list[list[Claim]]:
    """Claims of one flow or event as propositions, the earliest first; undated ones stand in each.

    Times that overlap or are undecided chain into one time. Sorts once: n log n.
    """
    found = list(claims)
    dated = sorted((c for c in found if c.date), key=lambda c: (*_span(c), c.id))
    undated = [c for c in found if not c.date]
    times: list[list[Claim]] = []
    end = 0
    for claim in dated:
        first, last = _span(claim)
        if times and first <= end:
            times[-1].append(claim)
            end = max(end, last)
        else:
            times.append([claim])
            end = last
    joined = _joined(times) if any(c.same_as for c in found) else times
    return [part for time in (joined or [[]]) for part in _parted([*time, *undated])]


def connected(claims: Iterable[Claim], keys: Callable[[Claim], tuple[str, ...]]) -> dict[str, list[Claim]]:
    """Claims that share a key or are `same_as` each other, directly or through others.

    Under the first of their keys, in sorted order; claims without a key are left out.
    """
    keyed = [(claim, found) for claim in claims if (found := keys(claim))]
    first = {claim.id: found[0] for claim, found in keyed}
    top = _union(
        [*(found for _, found in keyed)],
        [(first[c.id], first[o.claim]) for c, _ in keyed for o in c.same_as if o.claim in first],
    )
    groups: dict[str, list[Claim]] = {}
    for claim, found in keyed:
        groups.setdefault(top(found[0]), []).append(claim)
    return dict(sorted(groups.items()))


def apart(a: Claim, b: Claim) -> bool:
    """Whether a curator holds the two claims to be about different things."""
    return any(o.claim == b.id for o in a.distinct_from) or any(o.claim == a.id for o in b.distinct_from)


def joined(a: Claim, b: Claim) -> bool:
    """Whether a curator holds the two claims to be about the same thing."""
    return any(o.claim == b.id for o in a.same_as) or any(o.claim == a.id for o in b.same_as)


def _span(claim: Claim) -> tuple[int, int]:
    """First and last day that a dated claim may mean, as ordinals, the margins of approximate dates included."""
    first, last = margins(claim.date) if claim.date else (None, None)
    return (first.toordinal() if first else 0, last.toordinal() if last else 0)


def _joined(times: Sequence[list[Claim]]) -> list[list[Claim]]:
    """The times with those merged that share two claims which are `same_as` each other."""
    place = {c.id: str(i).zfill(9) for i, time in enumerate(times) for c in time}
    pairs = [(place[c.id], place[o.claim]) for time in times for c in time for o in c.same_as if o.claim in place]
    top = _union([], pairs)
    merged: dict[str, list[Claim]] = {}
    for time in times:
        merged.setdefault(top(place[time[0].id]), []).extend(time)
    return list(merged.values())


def _parted(claims: list[Claim]) -> list[list[Claim]]:
    """The claims, in several groups where `distinct_from` forbids one; claims that it does not reach stand in each.

    It reaches what the same source says once more, so that saying a thing twice does not escape it.
    """
    if not any(c.distinct_from for c in claims):
        return [claims]
    said = {c.id: _said(c) for c in claims}
    ordered = {(said[c.id], said[o.claim]) for c in claims for o in c.distinct_from if o.claim in said}
    clashing = {pair for one, other in ordered if one != other for pair in ((one, other), (other, one))}
    torn = {one for one, _ in clashing}
    rest = [c for c in claims if said[c.id] not in torn]
    groups: list[list[Claim]] = []
    # By what is said and not by id, so that it does not matter where in a source it is said again.
    for claim in sorted((c for c in claims if said[c.id] in torn), key=lambda c: (*map(str, said[c.id]), c.id)):
        group = next((g for g in groups if not any((said[claim.id], said[o.id]) in clashing for o in g)), None)
        if group is None:
            groups.append([claim])
        else:
            group.append(claim)
    return [[*group, *rest] for group in groups] or [claims]


def _said(claim: Claim) -> tuple[Hashable, ...]:
    """What a source says and how, all that a verification may rest on: equal where it says a thing twice."""
    return (
        *(claim.source, claim.origin, claim.kind, claim.wording, claim.credibility),
        *(claim.provider, claim.recipient, claim.category, claim.stage),
        *(claim.event, claim.quantity, claim.date, claim.place),
    )


def _union(chains: Iterable[Sequence[str]], pairs: Iterable[tuple[str, str]]) -> Callable[[str], str]:
    """The name of a key's group: the first in sorted order of the keys joined with it."""
    parent: dict[str, str] = {}

    def top(key: str) -> str:
        root = key
        while (above := parent.get(root, root)) != root:
            root = above
        while (above := parent.get(key, key)) != key:
            parent[key] = root
            key = above
        return root

    links = [*((chain[0], other) for chain in chains for other in chain[1:]), *pairs]
    for one, other in links:
        low, high = sorted((top(one), top(other)))
        if low != high:
            parent[high] = low
    return top


def by_key(claims: Iterable[Claim], key: Callable[[Claim], str]) -> Mapping[str, list[Claim]]:
    """Claims by a key of one's own, in sorted order; those whose key is empty are left out."""
    groups: dict[str, list[Claim]] = {}
    for claim in claims:
        if name := key(claim):
            groups.setdefault(name, []).append(claim)
    return dict(sorted(groups.items()))
