"""The timeline: a drawing of what happened when, then dated events and steps, one line each, in order.

Option `since`: a year or date before which nothing is listed (default: all). Claims that date one event alike
are one line, in the words of the best graded; another date for the same event is a line of its own, marked as such.
So is another amount given, lest the timeline choose one of several figures without saying so.
The drawing shows events and flows; there is none for fewer than three.
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
    return sorted(ranked, key=lambda found: _when(found[0]))


def _when(claim: Claim) -> tuple[object, ...]:
    date = claim.date
    return (date.earliest, date.latest, claim.id) if date else ()


def _row(paper: Paper, entry: list[Claim], disputed: set[str]) -> Row:
    """A line; `disputed` are the events on whose date the sources differ."""
    best = entry[0]
    remark = f" {paper.say('dates_differ')}" if best.event in disputed else ""
    date = paper.date(best.date) if isinstance(best.date, PartialDate) else ""
    same = [c for c in entry if c.text == best.text]
    words = p(best.text, cite(c.id for c in same), remark)
    return row(cell(p(date), header=True), words, origin=Origin(f"claim:{best.id}", best.location))
