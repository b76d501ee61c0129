"""The front of a paper: its masthead, and what the file says of itself."""

from __future__ import annotations

from briefing.document.build import inlines, link
from briefing.document.nodes import Fact, Masthead, Properties
from briefing.sections.paper import Paper
from briefing.sections.vocabulary import labels


def masthead(paper: Paper) -> Masthead:
    """Series, issue, title; cut-off, next issue, basis, contact."""
    brief, issue, selection = paper.brief, paper.issue, paper.selection
    lines = len(set(paper.analysis.lines.values()))
    counts = ((len(selection.sources), "source"), (len(selection.claims), "claim"), (lines, "independent_line"))
    basis = ", ".join(paper.count(number, what) for number, what in counts)
    facts = [
        Fact(label=paper.word("fact", "as_of"), children=inlines(paper.day(selection.as_of))),
        Fact(label=paper.word("fact", "next"), children=inlines(paper.day(issue.next))),
        Fact(label=paper.word("fact", "basis"), children=inlines(basis)),
    ]
    if brief.contact:
        address = link(f"mailto:{brief.contact}") if "@" in brief.contact else brief.contact
        facts.append(Fact(label=paper.word("fact", "contact"), children=inlines(address)))
    if brief.handling:
        facts.append(Fact(label=paper.word("fact", "handling"), children=inlines(brief.handling)))
    return Masthead(series=brief.series, issue=_issue(paper), title=brief.title, facts=tuple(facts))


def properties(paper: Paper, created: str) -> Properties:
    """Title, author, subject, keywords, marking, header and footer. `created` is an ISO 8601 instant in UTC."""
    brief = paper.brief
    return Properties(
        title=f"{brief.title}, {paper.day(paper.selection.as_of)}",
        language=brief.language,
        created=created,
        author=brief.author or brief.publisher,
        subject=f"{brief.series or brief.title}: {_issue(paper)}",
        keywords=tuple(paper.name(a) for a in brief.scope.actors),
        marking=brief.marking,
        handling=brief.handling,
        header=brief.title,
        labels=labels(paper.words),
        footer=" · ".join(part for part in (brief.publisher, _issue(paper)) if part),
    )


def _issue(paper: Paper) -> str:
    """`Issue 75 · 2 March 2025 · Revision 2`; a brief without numbers gives the day alone."""
    issue = paper.issue
    number = [] if issue.number is None else [paper.say("issue", number=issue.number)]
    revision = [] if issue.revision == 1 else [paper.say("revision", number=issue.revision)]
    return " · ".join([*number, paper.day(issue.date), *revision])
