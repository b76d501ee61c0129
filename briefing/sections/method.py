"""How this brief is made: what was counted, scales, grades, and the disclosure of AI use (ICD 203, ICS 206-01).

Options: none.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import get_args

from briefing.analysis.findings import Verification
from briefing.corpus.records import Reliability
from briefing.corpus.scales import SCALES
from briefing.document.build import cell, columns, inlines, mark, p, row, strong, table
from briefing.document.nodes import Table
from briefing.sections.draft import record
from briefing.sections.paper import Paper, upper_first


def values(paper: Paper, _options: Mapping[str, object]) -> dict[str, object]:
    """Counts, `grades` used, tables `likelihood`, `verifications` and `grading`, `waivers` and `ai_disclosure`."""
    selection = paper.selection
    types: dict[str, int] = {}
    for source in selection.sources.values():
        types[source.type] = types.get(source.type, 0) + 1
    kinds = [f"{n} {_type(paper, t, n)}" for t, n in sorted(types.items())]
    letters = sorted({s.reliability for s in selection.sources.values()})
    grades = [f"{x} ({paper.word('reliability', x)})" for x in letters]
    scale = selection.corpus.settings.likelihood_scale
    return {
        "sources": len(selection.sources),
        "claims": len(selection.claims),
        "lines": len(set(paper.analysis.lines.values())),
        "kinds": paper.listing(kinds),
        "grades": paper.listing(grades),
        "anonymous": sum(not s.authors for s in selection.sources.values()),
        "conflicts": len(paper.analysis.conflicts),
        "scale": paper.word("scale", scale),
        "likelihood": _likelihood(paper, scale),
        "verifications": _verifications(paper),
        "grading": _grading(paper),
        "waivers": [
            {
                "where": record(paper, waived.subject),
                "rule": paper.word("rule", waived.rule),
                "reason": waived.reason,
            }
            for waived in paper.examination.waived
        ],
        "ai_disclosure": selection.corpus.settings.ai_disclosure,
    }


def _type(paper: Paper, kind: str, number: int) -> str:
    """The word for one source of this type, or for several."""
    return paper.word("source_type" if number == 1 else "source_types", kind)


def _likelihood(paper: Paper, scale: str) -> Table:
    rows = [
        row(cell(upper_first(paper.word("likelihood", t)), header=True), f"{low}–{high} %")
        for t, (low, high) in _terms(scale)
    ]
    heads = (paper.word("head", "term"), paper.word("head", "range"))
    return table(
        "likelihood-scale",
        columns("lr", 2, 1),
        head=[row(*heads, header=True)],
        body=rows,
        caption=paper.say("likelihood", scale=paper.word("scale", scale)),
        summary=paper.say("likelihood_summary"),
    )


def _terms(scale: str) -> list[tuple[str, tuple[int, int]]]:
    """The terms of a scale with their bands, one for each band."""
    seen: dict[tuple[int, int], str] = {}
    for term, span in SCALES[scale].items():
        seen.setdefault(span, term)
    return [(term, span) for span, term in seen.items()]


def _verifications(paper: Paper) -> Table:
    rows = []
    for kind in get_args(Verification):
        word = inlines(mark(kind), " ", strong(upper_first(paper.word("verification", kind))))
        rows.append(row(cell(p(word), header=True), upper_first(paper.word("verification_meaning", kind)) + "."))
    heads = (paper.word("head", "term"), paper.word("head", "meaning"))
    return table(
        "verification-terms",
        columns("ll", 1, 3),
        head=[row(*heads, header=True)],
        body=rows,
        caption=paper.say("verification"),
        summary=paper.say("verification_summary"),
    )


def _grading(paper: Paper) -> Table:
    letters = [(x, paper.word("reliability", x)) for x in get_args(Reliability)]
    numbers = [(str(n), paper.word("credibility", str(n))) for n in range(1, 7)]
    rows = [
        row(cell(a, header=True), upper_first(b), cell(c, header=True), upper_first(d))
        for (a, b), (c, d) in zip(letters, numbers, strict=True)
    ]
    heads = [paper.word("head", h) for h in ("letter", "meaning", "number", "meaning")]
    return table(
        "grading",
        columns("clcl", 0.5, 2, 0.5, 2),
        head=[row(*heads, header=True)],
        body=rows,
        caption=paper.say("grades"),
        summary=paper.say("grades_summary"),
    )
