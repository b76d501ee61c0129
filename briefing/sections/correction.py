"""The draft of a correction notice, as Markdown: what readers must hear when a source, claim or origin is withdrawn.

The words are in `templates/correction.md`; each list is filled from what falls with the record.
"""

from __future__ import annotations

from collections.abc import Iterable
from string import Template

from briefing.analysis.findings import Analysis
from briefing.analysis.impact import Impact, Support
from briefing.corpus.dates import PartialDate, display
from briefing.settings import Brief

FILE = "correction.md"
NOTHING = "- None."


def notice(template: str, brief: Brief, analysis: Analysis, found: Impact) -> str:
    """The notice, from the text of its template; unknown placeholders stay as they are."""
    selection = analysis.selection
    corpus = selection.corpus
    actors, categories = corpus.actors, corpus.categories
    levels = (
        f"{actors[level.key[0]].name} → {actors[level.key[1]].name}, {categories[level.key[2]].name.lower()}, "
        f"{level.stage}: {level.before}, now {level.after or 'not reported'}"
        for level in found.levels
    )
    recommendations = (r.text for r in selection.recommendations if r.id in found.recommendations)
    clashes = {c.id: c for c in analysis.conflicts}
    gone = (f"No longer found: {c} ({', '.join(clashes[c].sides)})" for c in found.conflicts_gone)
    return (
        Template(template)
        .safe_substitute(
            title=brief.title,
            day=display(PartialDate.exactly(selection.as_of)),
            kind=found.kind,
            name=_name(analysis, found),
            claims=_bullets(f"{corpus.claims[c].text} ({c})" for c in found.claims),
            levels=_bullets(levels),
            judgments=_bullets(_support(analysis, s) for s in found.judgments),
            recommendations=_bullets(recommendations),
            conflicts=_bullets([*gone, *(f"Found now: {c}" for c in found.conflicts_new)]),
            issues=_bullets(found.issues) if found.issues else "- [list the issues that used it]",
            contact="",
        )
        .rstrip()
    )


def _name(analysis: Analysis, found: Impact) -> str:
    """A source's title, an origin's name, or a claim's id."""
    corpus = analysis.selection.corpus
    if found.kind == "source":
        return corpus.sources[found.id].title
    return corpus.origins[found.id].name if found.kind == "origin" else found.id


def _support(analysis: Analysis, support: Support) -> str:
    text = analysis.selection.judgments[support.id].text
    total = len(support.lost) + len(support.left)
    against = f", and {len(support.contrary_lost)} that spoke against it" if support.contrary_lost else ""
    lines = f"independent lines: {support.lines_before} before, {support.lines_after} now"
    return f"{text} It loses {len(support.lost)} of {total} supporting claims{against}; {lines}."


def _bullets(lines: Iterable[str]) -> str:
    """One line each, or that there is none."""
    return "\n".join(f"- {line}" for line in lines) or NOTHING
