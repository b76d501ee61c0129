"""The timeline as a figure: events and flows on one axis of years, in lanes by what they are."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Literal

from briefing.corpus.dates import PartialDate, overlaps
from briefing.corpus.records import Claim
from briefing.document.build import inlines
from briefing.document.nodes import Figure, Timeline, TimelineEntry
from briefing.sections.paper import Paper, upper_first

FEWEST, MOST = 3, 24  # entries in a figure; of more, those with most claims are drawn
Lane = Literal["assistance", "events", "responses"]
_LANES: Mapping[str, Lane] = {
    "assistance": "assistance",
    "request": "assistance",
    "statement": "responses",
    "response": "responses",
    "denial": "responses",
}


def figure(paper: Paper, groups: Sequence[Sequence[Claim]]) -> Figure | None:
    """The figure for groups of claims that date one thing alike; None where fewer than three can be named shortly."""
    clusters = _clusters(groups)
    if len(clusters) < FEWEST:
        return None
    places = sorted(range(len(clusters)), key=lambda n: (-len(clusters[n]), n))[:MOST]
    entries = sorted((_entry(paper, clusters[n], clusters) for n in sorted(places)), key=lambda e: (e.first, e.last))
    picture = Timeline(entries=tuple(entries))
    first, last = min(e.first for e in entries).year, max(e.last for e in entries).year
    span = f"{first}" if first == last else paper.calendar.span.format(first=first, last=last)
    if len(entries) < len(clusters):
        span += "; " + paper.say("some_entries", shown=len(entries), all=len(clusters))
    return Figure(
        id="timeline-figure",
        picture=picture,
        alt=paper.say("timeline_alternative", entries=alternative(picture)),
        caption=inlines(paper.say("timeline", span=span)),
    )


def alternative(picture: Timeline) -> str:
    """All that the drawing shows, in words: the entries lane by lane."""
    lanes = dict.fromkeys(entry.lane for entry in picture.entries)
    said = []
    for lane in lanes:
        found = [f"{entry.value}, {entry.label}" for entry in picture.entries if entry.lane == lane]
        said.append(f"{lane}: {'; '.join(found)}.")
    return " ".join(said)


def _clusters(groups: Sequence[Sequence[Claim]]) -> list[list[Claim]]:
    """What an event or a flow can name, once for each time: dates of one event that can mean the same are one."""
    clusters: list[list[Claim]] = []
    of_event: dict[str, list[list[Claim]]] = {}
    for group in groups:
        best = group[0]
        if best.event:
            same = next((c for c in of_event.get(best.event, ()) if _together(c[0], best)), None)
        elif best.provider and best.recipient and best.category:
            same = None
        else:
            continue
        if same is None:
            clusters.append(list(group))
            of_event.setdefault(best.event, []).append(clusters[-1])
        else:
            same += group
    return clusters


def _together(one: Claim, other: Claim) -> bool:
    return bool(one.date and other.date) and overlaps(_date(one), _date(other)) is not False


def _date(claim: Claim) -> PartialDate:
    return claim.date or PartialDate.unknown()


def _entry(paper: Paper, claims: Sequence[Claim], clusters: Sequence[Sequence[Claim]]) -> TimelineEntry:
    """An entry at the narrowest of its dates."""
    date = _date(min(claims, key=lambda c: (_date(c).latest - _date(c).earliest, _date(c).approximate)))
    return TimelineEntry(
        label=_label(paper, claims[0], clusters),
        first=date.earliest,
        last=date.latest,
        value=upper_first(paper.date(date)),
        lane=paper.word("lane", _lane(claims, clusters)),
        approximate=date.approximate,
        lasting="/" in date.text,
    )


def _lane(claims: Sequence[Claim], clusters: Sequence[Sequence[Claim]]) -> Lane:
    """What most claims on the event, or on the flow, are; every time of one event is in one lane."""
    event = claims[0].event
    about = [c for cluster in clusters for c in cluster if c.event == event] if event else claims
    lanes = [_LANES.get(claim.kind, "events") for claim in about]
    order: tuple[Lane, ...] = ("assistance", "events", "responses")
    return max(order, key=lanes.count)


def _label(paper: Paper, claim: Claim, clusters: Sequence[Sequence[Claim]]) -> str:
    event = paper.corpus.events.get(claim.event)
    if event is None:
        return f"{paper.dyad(claim.provider, claim.recipient)}: {paper.inside(paper.category(claim.category))}"
    disputed = claim.event in {c.event for c in paper.analysis.conflicts if c.kind == "date"}
    parted = sum(cluster[0].event == claim.event for cluster in clusters) > 1
    return paper.say("sources_differ", event=event.name) if disputed and parted else event.name
