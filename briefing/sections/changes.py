"""What changed since the last issue: sources, judgments, cells of the matrix, contradictions.

Options: none. The first issue says that it is the first; an issue without change says so in a sentence.
"""

from __future__ import annotations

from collections.abc import Mapping

from briefing.analysis.findings import CellChange, StageFinding
from briefing.corpus.dates import PartialDate, display
from briefing.document.build import cell, columns, p, row, table
from briefing.document.nodes import Table
from briefing.sections.citing import anchor, cite
from briefing.sections.paper import Paper, upper_first

CITED = 4


def values(paper: Paper, _options: Mapping[str, object]) -> dict[str, object]:
    """`since`, `sources` (name, anchor, claims), `judgments`, `cells` (a table or None), and counts."""
    changes = paper.analysis.changes
    judged = [_judged(paper, c.id, c.change, c.before, c.why) for c in changes.judgments if c.change != "unchanged"]
    scope = set(paper.brief.scope.actors)
    moved = tuple(c for c in changes.cells if not scope or {c.key[0], c.key[1]} <= scope)
    return {
        "first": changes.since is None,
        "since": display(PartialDate.exactly(changes.since)) if changes.since else "",
        "material": changes.material,
        "sources": [_source(paper, s) for s in changes.new_sources],
        "lost_sources": [paper.corpus.sources[s].short for s in changes.lost_sources],
        "new_claims": len(changes.new_claims),
        "lost_claims": len(changes.lost_claims),
        "judgments": judged,
        "unchanged": sum(c.change == "unchanged" for c in changes.judgments),
        "cells": _cells(paper, moved) if moved and changes.since else None,
        "opened": len(changes.opened),
        "settled": len(changes.settled),
    }


def _source(paper: Paper, source: str) -> dict[str, object]:
    record = paper.corpus.sources[source]
    number = sum(paper.claim(c).source == source for c in paper.analysis.changes.new_claims)
    return {"name": record.short, "title": record.title, "anchor": anchor(source), "claims": number}


def _judged(paper: Paper, judgment: str, change: str, before: str, why: str) -> dict[str, object]:
    state = paper.selection.judgments[judgment]
    word = upper_first(paper.word("change", change))
    mark = {"raised": "up", "lowered": "down"}.get(change)
    term = state.likelihood.term
    notes = cite(paper.known(state.claims))
    return {"text": state.text, "change": word, "mark": mark, "before": before, "now": term, "why": why, "notes": notes}


def _cells(paper: Paper, changes: tuple[CellChange, ...]) -> Table:
    heads = ("flow", "before", "now")
    rows = []
    for change in changes:
        provider, recipient, category = change.key
        name = f"{paper.dyad(provider, recipient)}: {paper.category(category).lower()}"
        cited = change.after or change.before
        notes = cite(cited.claims[:CITED]) if cited else ()
        now = p(_status(paper, change.after), notes, role="small")
        rows.append(row(cell(p(name, role="small"), header=True), p(_status(paper, change.before), role="small"), now))
    return table(
        "changed-cells",
        columns("lll", 1.6, 1.0, 1.2),
        head=[row(*(p(paper.word("head", h), role="small") for h in heads), header=True)],
        body=rows,
        caption="Flows whose stage or verification changed",
        summary="One row for each flow: stage and verification in the last issue and now.",
    )


def _status(paper: Paper, finding: StageFinding | None) -> str:
    if finding is None:
        return "not reported"
    return f"{upper_first(paper.word('stage', finding.stage))}, {paper.word('verification', finding.verification)}"
