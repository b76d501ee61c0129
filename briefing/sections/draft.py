"""The box before a draft: that it is one, and what is open by the rules of tradecraft."""

from __future__ import annotations

from briefing.analysis.tradecraft.material import Subject
from briefing.document.nodes import Block, Inline
from briefing.problems import Location, Problem
from briefing.sections.paper import Paper
from briefing.sections.prose import Wording

TEMPLATE = "draft"


def draft_box(paper: Paper, wording: Wording) -> tuple[tuple[Block, ...], list[Problem]]:
    """The box, with what is wrong in its template. Findings name their records, for a paper holds no paths."""
    findings = [
        {
            "where": record(paper, finding.subject),
            "id": finding.subject.id,
            "message": finding.problem.message,
            "rule": finding.rule,
            "error": finding.problem.severity == "error",
        }
        for finding in paper.examination.findings
    ]
    return wording.render(TEMPLATE, {"findings": findings}, cite=_nothing)


def record(paper: Paper, subject: Subject) -> str:
    """A record as a reader finds it in the paper: `judgment 6`, `profile North Korea`, `source Sherrod 2024`."""
    kind, key = subject.kind, subject.id
    name = key
    if kind == "judgment":
        standing = [j.id for j in paper.selection.judgments.values() if not j.retired]
        name = str(standing.index(key) + 1) if key in standing else key
    elif kind == "profile":
        name = paper.name(key)
    elif kind == "source":
        name = paper.corpus.sources[key].short
    elif kind == "bottom-line":
        name = ""
    return f"{paper.word('record', kind)} {name}".strip()


def _nothing(ids: tuple[str, ...], location: Location | None) -> Inline | list[Problem]:
    message = f"the draft's box cites nothing, and {ids[0]!r} is cited"
    return [Problem(code="notice-citation", message=message, location=location or Location())]
