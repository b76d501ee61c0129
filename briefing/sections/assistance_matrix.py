"""The matrix of assistance: a drawing of all flows, then categories in rows, directed dyads in columns, a legend.

Option `columns`: the dyads, each written `dprk > russia` (default: those with most reporting among the scope's
actors). More than three dyads are set on landscape pages. A cell states verification and stage, the amount, the number
of independent lines, the best grade and the trend; figures are never added and never cross stages. The drawing shows
the actors of the scope around the one with most flows, if there are two or more.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import get_args

from briefing.analysis.findings import Dyad, Verification
from briefing.document.build import cell, columns, inlines, mark, p, row, strong, table, wide
from briefing.document.nodes import Block, Table
from briefing.sections import flows
from briefing.sections.matrix_table import build, reported
from briefing.sections.paper import Paper, upper_first

NARROW = 3  # dyads that fit a portrait page
SENTENCE = 12  # dyads that fit a sentence


def values(paper: Paper, options: Mapping[str, object]) -> dict[str, object]:
    """`figure` and `matrix`, each or None (landscape if wide); `legend`; `others`: reported dyads not shown.

    `table_of_others` is None where they fit a sentence.
    """
    dyads = _columns(options) or reported(paper)[:NARROW]
    day = paper.day(paper.selection.as_of)
    made = build(paper, dyads, paper.say("matrix", day=day))
    shown = made if len(dyads) <= NARROW else wide(made, *_legend(paper))
    others = [d for d in reported(paper) if d not in dyads]
    return {
        "figure": flows.figure(paper, day),
        "matrix": shown if made.body else None,
        "legend": _legend(paper) if made.body and len(dyads) <= NARROW else (),
        "others": [paper.dyad(d.provider, d.recipient) for d in others],
        "table_of_others": _table_of(paper, others) if len(others) > SENTENCE else None,
    }


def _table_of(paper: Paper, dyads: Sequence[Dyad]) -> Table:
    """Each dyad with what is reported, in the order of the parties' names."""
    found: dict[Dyad, list[str]] = {}
    for one in paper.cells.values():
        found.setdefault(one.dyad, []).append(paper.inside(paper.category(one.category)))
    named = {d: (paper.name(d.provider), paper.name(d.recipient)) for d in dyads}
    return table(
        "matrix-others",
        columns("ll", 1.0, 1.6),
        head=[row(paper.word("head", "from_to"), paper.word("head", "category"), header=True)],
        body=[
            row(cell(paper.dyad(d.provider, d.recipient), header=True), p(", ".join(found[d]), role="small"))
            for d in sorted(dyads, key=named.__getitem__)
        ],
        caption=paper.say("others"),
        summary=paper.say("others_summary"),
    )


def _columns(options: Mapping[str, object]) -> list[Dyad]:
    """The dyads of the option; its form is checked before."""
    wanted = options.get("columns")
    pairs = [str(c).partition(">") for c in wanted] if isinstance(wanted, (list, tuple)) else []
    return [Dyad(left.strip(), right.strip()) for left, _, right in pairs]


def _legend(paper: Paper) -> tuple[Block, ...]:
    """One line for each mark: what its word means."""
    lines: list[Block] = []
    for kind in get_args(Verification):
        word = upper_first(paper.word("verification", kind))
        lines.append(
            p(inlines(mark(kind), " ", strong(word), f": {paper.word('verification_meaning', kind)}."), role="small")
        )
    return tuple(lines)
