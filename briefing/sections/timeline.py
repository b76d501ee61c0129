"""The timeline: a drawing of what happened when, then dated events and steps, one line each, in order.

Option `since`: a year or date before which nothing is listed (default: all). Claims that date one event alike
are one line, in the words of the best graded; another date for the same event is a line of its own, marked as such.
A date that is only approximate goes with an exact one that it may mean. Another amount has a line of its own, lest the
timeline choose one of several figures without saying so. The drawing shows events and flows; there is none for fewer
than three.
"""

from __future__ import annotations

from collections.abc import Mapping

from briefing.analysis.lines import best_first
from briefing.corpus.dates import PartialDate
from briefing.corpus.records import Claim
from briefing.document.build import cell, columns, p, row, table
from briefing.document.nodes import Origin, Row
from briefing.sections import chronology
from briefing.sections.citing import cite
from briefing.sections.paper import Paper

SHOWN = ("event", "assistance", "statement", "response", "denial", "request")


def values(paper: Paper, options: Mapping[str, object]) -> dict[str, object]:
    """`timeline`: a table, or None if nothing is dated; `number` of its lines; `figure`, or None."""
    since = str(options.get("since", ""))
    entries = [e for e in _entries(paper) if str(e[0].date.latest if e[0].date else "") >= since]
    disputed = {c.event for c in paper.analysis.conflicts if c.kind == "date" and not c.settled}
    rows = [_row(paper, entry, disputed) for entry in entries]
    made = table(
        "timeline",
        columns("ll", 1.0, 4.2),
        head=[row(paper.word("head", "date"), paper.word("head", "happened"), header=True)],
        body=rows,
        summary=paper.say("timeline_summary"),
    )
    return {"timeline": made if rows else None, "number": len(rows), "figure": chronology.figure(paper, entries)}


def _entries(paper: Paper) -> list[list[Claim]]:
    """Groups of claims that date one thing alike, and give one amount, the best graded first, in order of dates."""
    groups: dict[tuple[str, str, str], list[Claim]] = {}
    for claim in paper.selection.claims.values():
        if claim.date and claim.kind in SHOWN and claim.wording != "possible":
            amount = paper.quantity(claim.quantity) if claim.kind == "assistance" and claim.quantity else ""
            groups.setdefault((claim.date.text, claim.event or claim.id, amount), []).append(claim)
    ranked = [best_first(paper.corpus, found) for found in groups.values()]
    return sorted(_joined(ranked), key=lambda found: _when(found[0]))


def _joined(groups: list[list[Claim]]) -> list[list[Claim]]:
    """The groups; one that dates an event about, and gives no amount, goes to the first that dates it within that."""
    found: list[list[Claim]] = []
    exact: dict[str, list[list[Claim]]] = {}
    for group in groups:
        if group[0].event and group[0].date and not group[0].date.approximate:
            exact.setdefault(group[0].event, []).append(group)
    for group in groups:
        within = next((other for other in exact.get(group[0].event, ()) if _loose(group[0], other[0])), None)
        if within is None:
            found.append(group)
        else:
            within += group
    return found


def _loose(claim: Claim, other: Claim) -> bool:
    """Whether the claim's date is only about, and the other's, of the same event, lies within it."""
    about, exact = claim.date, other.date
    if not (about and exact and about.approximate):
        return False
    counted = claim.kind == "assistance" and claim.quantity is not None
    return not counted and about.earliest <= exact.earliest and exact.latest <= about.latest


def _when(claim: Claim) -> tuple[object, ...]:
    date = claim.date
    return (date.earliest, date.latest, claim.id) if date else ()


def _row(paper: Paper, entry: list[Claim], disputed: set[str]) -> Row:
    """A line; `disputed` are the events on whose date the sources differ."""
    best = entry[0]
    remark = f" {paper.say('dates_differ')}" if best.event in disputed else ""
    date = paper.date(best.date) if isinstance(best.date, PartialDate) else ""
    dated = {c.date: c for c in reversed(entry)}  # the best of each date that the line stands for
    same = [c for c in entry if c.text == best.text or c is dated[c.date]]
    words = p(best.text, cite(c.id for c in same), remark)
    return row(cell(p(date), header=True), words, origin=Origin(f"claim:{best.id}", best.location))
