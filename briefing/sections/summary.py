"""The summary: bottom line, key judgments, what changed, why it matters, what next.

Option `judgments`: how many key judgments to show, in the order of the corpus (default: all). A judgment shows its
likelihood with the percent range, its confidence in a sentence of its own with the reason, how it stands against
the last issue, the alternative and what would change it. The range follows the scale that the judgment names.
"""

from __future__ import annotations

from collections.abc import Mapping

from briefing.analysis.findings import Judged
from briefing.corpus.scales import band
from briefing.document.nodes import Figure, LikelihoodBar, Text
from briefing.sections.citing import cite, known_only
from briefing.sections.paper import Paper, said, upper_first
from briefing.selection import JudgmentState


def values(paper: Paper, options: Mapping[str, object]) -> dict[str, object]:
    """`bottom_line`, `basis` (Markdown), `matters`, `next` (lists of Markdown), `judgments`, `retired`, `changes`."""
    changes = {c.id: c for c in paper.analysis.changes.judgments}
    standing = [j for j in paper.selection.judgments.values() if not j.retired]
    wanted = options.get("judgments", len(standing))
    shown = standing[: wanted if isinstance(wanted, int) else len(standing)]
    line = paper.selection.bottom_line
    return {
        "bottom_line": known_only(paper, line.text) if line else "",
        "basis": known_only(paper, line.basis) if line else "",
        "location": line.location if line else None,
        "matters": [known_only(paper, m) for m in line.matters] if line else [],
        "next": [known_only(paper, n) for n in line.next] if line else [],
        "judgments": [judgment(paper, n, j, changes.get(j.id)) for n, j in enumerate(shown, start=1)],
        "left_out": len(standing) - len(shown),
        "retired": [_retired(paper, j) for j in paper.selection.judgments.values() if _just_retired(j, changes)],
        "first": paper.analysis.changes.since is None,
    }


def judgment(paper: Paper, number: int, state: JudgmentState, change: Judged | None) -> dict[str, object]:
    """A key judgment as its template shows it."""
    low, high = band(state.likelihood.scale, state.likelihood.term) or (0, 100)
    term = paper.word("likelihood", state.likelihood.term)

    def own(words: str) -> Text | str:
        return said(words, f"judgment:{state.id}", state.location)

    return {
        "id": state.id,
        "number": number,
        "text": own(state.text),
        "location": state.location,
        "notes": cite(paper.known(state.claims)),
        "contrary": cite(paper.known(state.contrary)),
        "term": upper_first(term),
        "range": f"{low}–{high} %",
        "bar": Figure(
            id=f"likelihood-{state.id}",
            picture=LikelihoodBar(low=low, high=high, label=f"{upper_first(term)}, {low}–{high} %"),
            alt=paper.say("bar", number=number, term=term, low=low, high=high),
        ),
        "level": paper.word("confidence", state.confidence.level),
        "reason": own(state.confidence.reason.rstrip(".")),
        "change": change.change if change else "unchanged",
        "mark": {"raised": "up", "lowered": "down", "unchanged": "same"}.get(change.change if change else "unchanged"),
        "before": paper.word("likelihood", change.before) if change else "",
        "level_before": paper.word("confidence", change.confidence_before) if change else "",
        "why": own(change.why) if change else "",
        "alternative": own(state.alternative),
        "assumptions": [own(a) for a in state.assumptions],
        "indicators": [own(i) for i in state.indicators],
        "matters": own(state.matters),
        "next": own(state.next),
    }


def _just_retired(state: JudgmentState, changes: Mapping[str, Judged]) -> bool:
    return state.retired and state.id in changes and changes[state.id].change == "retired"


def _retired(paper: Paper, state: JudgmentState) -> dict[str, object]:
    text, why = (said(words, f"judgment:{state.id}", state.location) for words in (state.text, state.why))
    return {"text": text, "why": why, "notes": cite(paper.known(state.claims))}
