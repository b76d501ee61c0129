"""The matrix of assistance: a drawing of all flows, then categories in rows, directed dyads in columns, a legend.

Option `columns`: the dyads, each written `dprk > russia` (default: those with most reporting among the scope's
actors). More than three dyads are set on landscape pages. A cell states verification and stage, the amount, the number
of independent lines, the best grade and the trend; figures are never added and never cross stages. The drawing shows
the actors of the scope around the one with most flows, if there are two or more.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import get_args

from briefing.analysis.findings import Dyad, Verification
from briefing.corpus.dates import PartialDate, display
from briefing.document.build import inlines, mark, p, strong, wide
from briefing.document.nodes import Block
from briefing.sections import flows
from briefing.sections.matrix_table import build, reported
from briefing.sections.paper import Paper, upper_first

NARROW = 3  # dyads that fit a portrait page


def values(paper: Paper, options: Mapping[str, object]) -> dict[str, object]:
    """`figure` and `matrix`, each or None (landscape if wide); `legend`; `others`: reported dyads not shown."""
    dyads = _columns(options) or reported(paper)[:NARROW]
    day = display(PartialDate.exactly(paper.selection.as_of))
    made = build(paper, dyads, f"How far each flow has come and how well it is verified, as of {day}")
    shown = made if len(dyads) <= NARROW else wide(made, *_legend(paper))
    others = [d for d in reported(paper) if d not in dyads]
    return {
        "figure": flows.figure(paper, day),
        "matrix": shown if made.body else None,
        "legend": _legend(paper) if made.body and len(dyads) <= NARROW else (),
        "others": [paper.dyad(d.provider, d.recipient) for d in others],
    }


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
