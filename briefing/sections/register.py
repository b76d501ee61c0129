"""The register: each record behind the matrix, after the SIPRI arms transfers register.

Option `figures` (true or false; default true): whether the data behind the paper's figures follow as small tables. One
row for each claim that speaks of a flow, with from and to, category, amount, stage, the source's own certainty, date,
and source with paragraph and grade.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from briefing.analysis.findings import Cell
from briefing.analysis.lines import grade
from briefing.analysis.matrix import flow_of
from briefing.corpus.records import Claim
from briefing.document.build import columns, p, row, table
from briefing.document.nodes import Origin, Row
from briefing.sections.citing import reference
from briefing.sections.figure_data import tables
from briefing.sections.paper import Paper, upper_first

HEADS = ("from_to", "amount", "stage", "date", "claim", "source")


def values(paper: Paper, options: Mapping[str, object]) -> dict[str, object]:
    """`register`: the table, `number`, how many records it holds, and `data`: the tables behind the figures."""
    rows = [_row(paper, paper.claim(c), key) for key, found in paper.cells.items() for c in _own(paper, found)]
    register = table(
        "register",
        columns("llllll", 1.5, 0.9, 0.9, 0.8, 3.2, 1.1),
        head=[row(*(p(paper.word("head", h), role="small") for h in HEADS), header=True)],
        body=rows,
        caption=paper.say("register"),
        summary=paper.say("register_summary"),
    )
    return {
        "register": register if rows else None,
        "number": len(rows),
        "data": tables(paper, paper.figures) if options.get("figures", True) else [],
    }


def _own(paper: Paper, found: Cell) -> Iterator[str]:
    """The claims of a cell, without denials that name one of them but are about another flow."""
    return (c for c in found.claims if flow_of(paper.corpus, paper.claim(c)) == found.key)


def _row(paper: Paper, claim: Claim, key: tuple[str, str, str]) -> Row:
    stage = paper.stage(claim.stage, key[2]) if claim.stage else paper.word("wording", "denied")
    worded = paper.word("wording", claim.wording)
    quantity = paper.quantity(claim.quantity) if claim.quantity else "–"
    cells = (
        (f"{paper.name(claim.provider)} → {paper.name(claim.recipient)}: {paper.inside(paper.category(key[2]))}",),
        (quantity,),
        (f"{upper_first(stage)}; {worded}",),
        (paper.date(claim.date) if claim.date else "–",),
        (claim.text,),
        (reference(paper, claim), f"; {grade(paper.corpus, claim)}"),
    )
    made = (p(*words, role="small") for words in cells)
    return row(*made, origin=Origin(f"claim:{claim.id}", claim.location))
