"""What changed since the last issue: sources, judgments, cells of the matrix, contradictions.

Options: none. The first issue says that it is the first; an issue without change says so in a sentence.
"""

from __future__ import annotations

from collections.abc import Mapping

from briefing.analysis.findings import CellChange, Judged, RangeChange, Regraded, RevisedClaim, StageFinding
from briefing.document.build import cell, columns, p, row, table
from briefing.document.nodes import Table
from briefing.sections.citing import anchor, cite
from briefing.sections.paper import Paper, upper_first

CITED = 4


def values(paper: Paper, _options: Mapping[str, object]) -> dict[str, object]:
    """`since`, `sources` (name, anchor, claims), `judgments`, `cells` (a table or None), and counts."""
    changes = paper.analysis.changes
    judged = [_judged(paper, change) for change in changes.judgments if change.moved]
    scope = set(paper.brief.scope.actors)
    moved = tuple(c for c in changes.cells if not scope or {c.key[0], c.key[1]} <= scope)
    return {
        "first": changes.since is None,
        "since": paper.day(changes.since) if changes.since else "",
        "material": changes.material,
        "sources": [_source(paper, s) for s in changes.new_sources],
        "lost_sources": [_short(paper, s) for s in changes.lost_sources],
        "new_claims": len(changes.new_claims),
        "lost_claims": len(changes.lost_claims),
        "judgments": judged,
        "unchanged": sum(not change.moved for change in changes.judgments),
        "cells": _cells(paper, moved) if moved and changes.since else None,
        "opened": len(changes.opened),
        "settled": _settled(paper),
        "gone": len(changes.gone),
        "retracted": len(changes.retracted),
        "revised": [_revised(paper, r) for r in changes.revised],
        "regraded": [_regraded(paper, r) for r in changes.regraded],
        "ranges": [_range(paper, r) for r in changes.ranges if not scope or {r.key[0], r.key[1]} <= scope],
    }


def _short(paper: Paper, source: str) -> str:
    """A source's short name; its id where only the archived corpus of the last issue had it."""
    record = paper.corpus.sources.get(source)
    return record.short if record else source


def _settled(paper: Paper) -> list[dict[str, object]]:
    """The curator's reason for each contradiction settled since."""
    settled = paper.analysis.changes.settled
    return [{"note": c.note, "notes": cite(c.sides)} for c in paper.analysis.conflicts if c.id in settled]


def _revised(paper: Paper, change: RevisedClaim) -> dict[str, object]:
    """The claim's source, the fields that read otherwise, and its note."""
    source = paper.corpus.sources[paper.claim(change.id).source].short
    fields = paper.listing(paper.word("field", f.replace("_", " ")) for f in change.fields)
    return {"source": source, "fields": fields, "notes": cite((change.id,))}


def _regraded(paper: Paper, change: Regraded) -> dict[str, object]:
    """The source's name, its letters before and now, whether it fell (A is best, F cannot be judged), and why."""
    name = paper.corpus.sources[change.id].short
    fell = change.after > change.before
    return {"name": name, "before": change.before, "now": change.after, "fell": fell, "why": change.why}


def _range(paper: Paper, change: RangeChange) -> dict[str, object]:
    """The flow with its stage, the spans before and now, and how they moved."""
    provider, recipient, category = change.key
    name = f"{paper.dyad(provider, recipient)}: {paper.inside(paper.category(category))}"
    return {
        "name": f"{name}, {paper.stage(change.stage, category)}",
        "change": paper.word("range", change.change),
        "before": paper.amount(change.before),
        "now": paper.amount(change.after),
        "notes": cite(change.after.claims[:CITED]),
    }


def _source(paper: Paper, source: str) -> dict[str, object]:
    record = paper.corpus.sources[source]
    number = sum(paper.claim(c).source == source for c in paper.analysis.changes.new_claims)
    return {"name": record.short, "title": record.title, "anchor": anchor(source), "claims": number}


def _judged(paper: Paper, change: Judged) -> dict[str, object]:
    """The judgment, how its likelihood moved, and its level of confidence where that differs."""
    state = paper.selection.judgments[change.id]
    return {
        "text": state.text,
        "change": upper_first(paper.word("change", change.change)),
        "same": change.change == "unchanged",
        "mark": {"raised": "up", "lowered": "down"}.get(change.change),
        "before": paper.word("likelihood", change.before),
        "now": paper.word("likelihood", state.likelihood.term),
        "level_before": paper.word("confidence", change.confidence_before),
        "level": paper.word("confidence", state.confidence.level),
        "why": change.why,
        "notes": cite(paper.known(state.claims)),
    }


def _cells(paper: Paper, changes: tuple[CellChange, ...]) -> Table:
    heads = ("flow", "before", "now")
    rows = []
    for change in changes:
        provider, recipient, category = change.key
        name = f"{paper.dyad(provider, recipient)}: {paper.inside(paper.category(category))}"
        cited = change.after or change.before
        notes = cite(paper.known(cited.claims[:CITED])) if cited else ()
        then = p(_status(paper, change.before, category), role="small")
        now = p(_status(paper, change.after, category), notes, role="small")
        rows.append(row(cell(p(name, role="small"), header=True), then, now))
    return table(
        "changed-cells",
        columns("lll", 1.6, 1.0, 1.2),
        head=[row(*(p(paper.word("head", h), role="small") for h in heads), header=True)],
        body=rows,
        caption=paper.say("changed_flows"),
        summary=paper.say("changed_flows_summary"),
    )


def _status(paper: Paper, finding: StageFinding | None, category: str) -> str:
    if finding is None:
        return paper.say("not_reported")
    return f"{upper_first(paper.stage(finding.stage, category))}, {paper.word('verification', finding.verification)}"
