"""Accounts of one event that exclude each other: when it was, where it was, who took part.

Events that last are not compared: over weeks there are many days and places.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from briefing.analysis import lines
from briefing.analysis.figures import reasons
from briefing.analysis.findings import Conflict, Reason
from briefing.analysis.propositions import apart
from briefing.analysis.verification import is_affirmed, is_denial
from briefing.corpus.dates import margins
from briefing.corpus.records import Claim, Corpus
from briefing.selection import Selection

# Words that make a place so wide that another may lie in it.
_WIDE = (
    r"(?i)\b(area|region|province|district|oblast|coast|border|sea|ocean|front|far east|near|north|south|east|west)\b"
)


def find(selection: Selection, line_of: Mapping[str, str]) -> Iterator[Conflict]:
    """Conflicts of date, place and participants, by event."""
    events = selection.corpus.events
    accounts: dict[str, list[Claim]] = {}
    for claim in selection.claims.values():
        event = events.get(claim.event)
        if event and not event.lasting and claim.kind in ("event", "context") and is_affirmed(claim):
            accounts.setdefault(event.id, []).append(claim)
    for name, claims in sorted(accounts.items()):
        yield from _dates(selection, name, [c for c in claims if c.date], line_of)
        yield from _places(selection, name, [c for c in claims if c.place], line_of)
    yield from _participants(selection)


def _dates(selection: Selection, event: str, claims: list[Claim], line_of: Mapping[str, str]) -> Iterator[Conflict]:
    """Dates of one event that exclude each other, the earliest first."""
    days = {c.id: margins(c.date) for c in claims if c.date}
    first_end, last_begin = (
        min((d[1] for d in days.values()), default=None),
        max((d[0] for d in days.values()), default=None),
    )
    clashing = [
        c
        for c in claims
        if first_end
        and last_begin
        and (days[c.id][0] > first_end or days[c.id][1] < last_begin)
        and _opposed(c, claims)
    ]
    if clashing:
        ranked = lines.best_first(selection.corpus, claims)
        yield Conflict(
            id=f"date:{event}",
            kind="date",
            sides=tuple(sorted((c.id for c in claims), key=lambda key: (days[key], key))),
            event=event,
            reasons=reasons(claims, clashing, line_of),
            treatment="open" if ranked[0].remark else "best-graded",
        )


def _opposed(claim: Claim, claims: Iterable[Claim]) -> bool:
    """Whether one of the claims that no curator keeps apart from this one gives a date that excludes its own."""
    if not claim.distinct_from and not any(c.distinct_from for c in claims):
        return True
    first, last = margins(claim.date) if claim.date else (None, None)
    return any(
        first and last and c.date and not apart(claim, c) and (margins(c.date)[0] > last or margins(c.date)[1] < first)
        for c in claims
    )


def _places(selection: Selection, event: str, claims: list[Claim], line_of: Mapping[str, str]) -> Iterator[Conflict]:
    """Places of one event of which neither can hold the other."""
    by_place: dict[str, list[Claim]] = {}
    for claim in claims:
        by_place.setdefault(claim.place.casefold(), []).append(claim)
    names = sorted(by_place)
    elsewhere = {n for n in names for other in names if n != other and exclusive(selection.corpus, n, other)}
    clashing = [c for n in names if n in elsewhere for c in by_place[n]]
    if any(not apart(a, b) for a in clashing for b in clashing if a.place.casefold() != b.place.casefold()):
        yield Conflict(
            id=f"place:{event}",
            kind="place",
            sides=tuple(c.id for n in names if n in elsewhere for c in by_place[n]),
            event=event,
            reasons=reasons(clashing, clashing, line_of),
            treatment="open",
        )


def exclusive(corpus: Corpus, one: str, other: str) -> bool:
    """Whether two places are apart for sure: neither names the other, neither is wide, neither is a state alone.

    Two different states are apart. A town may lie in any region or state, so those decide nothing.
    """
    first, second = one.casefold(), other.casefold()
    if first in second or second in first:
        return False
    states = {name.casefold(): a.id for a in corpus.actors.values() if a.type == "state" for name in _names(a)}
    if first in states or second in states:
        return first in states and second in states and states[first] != states[second]
    return not (re.search(_WIDE, first) or re.search(_WIDE, second))


def _names(actor: object) -> Iterator[str]:
    yield getattr(actor, "name", "")
    yield from (alias.text for alias in getattr(actor, "aliases", ()))


def _participants(selection: Selection) -> Iterator[Conflict]:
    """Denials by name, of one event, of actors whom the denied account puts there."""
    for claim in selection.claims.values():
        event = selection.corpus.events.get(claim.event)
        if event is None or event.lasting or not is_denial(claim) or not claim.actors:
            continue
        named = [selection.claims[c] for c in claim.denies if c in selection.claims]
        denied = [c for c in named if takes_part(claim, c)]
        if denied:
            why: tuple[Reason, ...] = ("party-denies",) if claim.speaker in claim.actors else ()
            yield Conflict(
                id=f"participants:{claim.event}:{claim.id}",
                kind="participants",
                sides=(*(c.id for c in denied), claim.id),
                event=claim.event,
                reasons=why,
                treatment="disputed",
            )


def takes_part(denial: Claim, account: Claim) -> bool:
    """Whether a denial speaks of who took part: of one event, and of actors that the account names there."""
    same = denial.event == account.event and account.kind == "event"
    return bool(same and denial.actors) and set(denial.actors) <= set(account.actors)
