"""The prose of an issue: every text that a curator wrote and a reader gets, with the claims that bear it.

Indicators and signs of success are left out: they say what would be seen, not what is so.
"""

from __future__ import annotations

from collections.abc import Iterator

from briefing.analysis.tradecraft.material import Part, Passage, Subject, subject, way
from briefing.corpus.records import Corpus
from briefing.selection import JudgmentState, Selection

Texts = Iterator[Passage]


def passages(selection: Selection) -> Texts:
    """All passages, in the order in which a paper has them."""
    yield from _bottom_line(selection)
    for state in selection.judgments.values():
        if not state.retired:
            yield from _judgment(selection, state)
    yield from _profiles(selection)
    yield from _questions(selection)
    yield from _outlook(selection)
    for entry in selection.glossary:
        if entry.claims:
            about = subject(entry, "glossary", entry.term)
            yield Passage(subject=about, field=("definition",), text=entry.definition, part="gap", claims=entry.claims)


def _bottom_line(selection: Selection) -> Texts:
    line = selection.bottom_line
    if line is None:
        return
    about = subject(line, "bottom-line", line.id)
    yield Passage(subject=about, field=("text",), text=line.text, part="statement")
    yield Passage(subject=about, field=("basis",), text=line.basis, part="statement")
    for name, texts in (("matters", line.matters), ("next", line.next)):
        for number, text in enumerate(texts):
            part: Part = "statement" if name == "matters" else "outlook"
            yield Passage(subject=about, field=(name, number), text=text, part=part)


def _judgment(selection: Selection, state: JudgmentState) -> Texts:
    """A judgment's texts as they read on the day; what supports it and what speaks against it bears all of them."""
    about = subject(selection.corpus.judgments[state.id], "judgment", state.id)
    claims = (*state.claims, *state.contrary)
    texts: list[tuple[str, str, Part]] = [
        ("text", state.text, "estimate"),
        ("alternative", state.alternative, "outlook"),
        ("matters", state.matters, "outlook"),
        ("next", state.next, "outlook"),
    ]
    for name, text, part in texts:
        yield Passage(subject=about, field=way(selection, state.id, name), text=text, part=part, claims=claims)
    reason = (*way(selection, state.id, "confidence"), "reason")
    yield Passage(subject=about, field=reason, text=state.confidence.reason, part="outlook", claims=claims)
    where = way(selection, state.id, "assumptions")
    for number, text in enumerate(state.assumptions):
        yield Passage(subject=about, field=(*where, number), text=text, part="outlook", claims=claims)
    if state.why:
        past = (r for r in selection.corpus.judgments[state.id].revisions if r.date.latest <= selection.as_of)
        number = sum(1 for _ in past) - 1
        yield Passage(subject=about, field=("revisions", number, "why"), text=state.why, part="outlook", claims=claims)


def _profiles(selection: Selection) -> Texts:
    """The profiles of actors; what their sentences cite and nobody knew on the day is not printed."""
    for actor in selection.corpus.actors.values():
        if actor.profile is None:
            continue
        about = subject(actor.profile, "profile", actor.id)
        for name in ("description", "position", "motives", "costs", "gaps"):
            part: Part = "gap" if name == "gaps" else "statement"
            yield Passage(subject=about, field=(name,), text=getattr(actor.profile, name), part=part)


def _questions(selection: Selection) -> Texts:
    for question in selection.questions:
        about = subject(question, "question", question.id)
        for name in ("text", "matters", "answered_by"):
            text = getattr(question, name)
            yield Passage(subject=about, field=(name,), text=text, part="outlook", claims=question.claims)
    for finding in selection.negative_findings:
        about = subject(finding, "negative-finding", finding.id)
        claims = _of_sources(selection, finding.sources)
        yield Passage(subject=about, field=("text",), text=finding.text, part="gap", claims=claims)


def _outlook(selection: Selection) -> Texts:
    """Scenarios and recommendations; a recommendation of our own is borne by what its judgments rest on."""
    for scenario in selection.scenarios:
        about = subject(scenario, "scenario", scenario.id)
        yield _scenario(about, ("title",), scenario.title, scenario.claims)
        yield _scenario(about, ("text",), scenario.text, scenario.claims)
        for number, driver in enumerate(scenario.drivers):
            yield _scenario(about, ("drivers", number), driver, scenario.claims)
    for advice in selection.recommendations:
        about = subject(advice, "recommendation", advice.id)
        judged = [selection.judgments[j] for j in advice.judgments if j in selection.judgments]
        claims = (*advice.claims, *(c for j in judged for c in (*j.claims, *j.contrary)))
        yield Passage(subject=about, field=("text",), text=advice.text, part="outlook", claims=claims)


def _scenario(about: Subject, field: tuple[str | int, ...], text: str, claims: tuple[str, ...]) -> Passage:
    return Passage(subject=about, field=field, text=text, part="outlook", claims=claims)


def _of_sources(selection: Selection, sources: tuple[str, ...]) -> tuple[str, ...]:
    corpus: Corpus = selection.corpus
    return tuple(c.id for c in corpus.claims.values() if c.source in sources and c.id in selection.known)
