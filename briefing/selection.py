"""What a brief may speak of: the corpus as it was known on a day, within the brief's scope.

A claim is known from its source's publication (a partial date counts from its last day), or from `added`
where it was found later; `retracted` ends it. So any past issue can be built again.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Mapping

import msgspec

from briefing.corpus.dates import PartialDate
from briefing.corpus.records import (
    BottomLine,
    Claim,
    Confidence,
    Corpus,
    GlossaryEntry,
    Judgment,
    Likelihood,
    NegativeFinding,
    Question,
    Recommendation,
    Revision,
    Scenario,
    Source,
)
from briefing.problems import Location
from briefing.settings import Scope


class JudgmentState(msgspec.Struct, frozen=True, kw_only=True):
    """A judgment as it read on a day. `previous` is the likelihood term that the last revision replaced, if it did."""

    id: str
    text: str
    likelihood: Likelihood
    confidence: Confidence
    claims: tuple[str, ...]
    contrary: tuple[str, ...]
    alternative: str
    assumptions: tuple[str, ...]
    indicators: tuple[str, ...]
    matters: str
    next: str
    topic: tuple[str, ...]
    made: PartialDate
    location: Location
    change: str = "new"
    changed: PartialDate | None = None
    why: str = ""
    previous: str = ""

    @property
    def retired(self) -> bool:
        """Whether the judgment no longer stands."""
        return self.change == "retired"


class Selection(msgspec.Struct, frozen=True, kw_only=True):
    """The part of a corpus that was known on `as_of` and lies in `scope`.

    `claims` and `sources` are in the order of their ids; `known` are the ids of all claims known on the day, in
    scope or not, which prose may cite; `corpus` stays at hand for names and references.
    """

    corpus: Corpus
    as_of: datetime.date
    scope: Scope
    sources: Mapping[str, Source]
    claims: Mapping[str, Claim]
    known: frozenset[str]
    judgments: Mapping[str, JudgmentState]
    bottom_line: BottomLine | None
    questions: tuple[Question, ...]
    negative_findings: tuple[NegativeFinding, ...]
    scenarios: tuple[Scenario, ...]
    recommendations: tuple[Recommendation, ...]
    glossary: tuple[GlossaryEntry, ...]


def select(corpus: Corpus, scope: Scope, as_of: datetime.date) -> Selection:
    """The corpus as it was known at the end of `as_of`, within `scope`."""
    sources = {key: s for key, s in sorted(corpus.sources.items()) if _source_known(s, as_of)}
    known = _known_claims(corpus, as_of)
    members = members_of(corpus, scope)
    within = [c for c in known if _concerns(scope, members, c)]
    claims = {c.id: c for c in sorted(within, key=lambda c: _order(c.id))}
    concern = _Concern(claims)
    judgments = [j for j in corpus.judgments.values() if j.made.latest <= as_of and concern(j.claims)]
    lines = [b for b in corpus.bottom_lines.values() if b.made.latest <= as_of]
    kept = {j.id for j in judgments}
    named = {c.source for c in claims.values()}
    return Selection(
        corpus=corpus,
        as_of=as_of,
        scope=scope,
        sources={key: s for key, s in sources.items() if key in named},
        claims=claims,
        known=frozenset([c.id for c in known]),
        judgments={j.id: state(j, as_of) for j in judgments},
        bottom_line=max(
            (b for b in lines if all(j in kept for j in b.judgments)),
            key=lambda b: (b.made.latest, b.id),
            default=None,
        ),
        questions=tuple(q for q in corpus.questions.values() if _open(q.opened, q.closed, as_of) and concern(q.claims)),
        negative_findings=tuple(
            n
            for n in corpus.negative_findings.values()
            if _open(n.date, n.closed, as_of)
            and (not (n.provider or n.recipient) or _within(corpus, scope, n.provider, n.recipient))
        ),
        scenarios=tuple(s for s in corpus.scenarios.values() if s.made.latest <= as_of and concern(s.claims)),
        recommendations=tuple(
            r
            for r in corpus.recommendations.values()
            if _open(r.made, r.retired, as_of)
            and (any(j in kept for j in r.judgments) if r.judgments else bool(claims))
        ),
        glossary=tuple(g for g in corpus.glossary.values() if concern(g.claims)),
    )


class _Concern(msgspec.Struct, frozen=True):
    """Tells of records whether they concern the selected claims: they cite one of them, or none at all."""

    claims: Mapping[str, Claim]

    def __call__(self, cited: tuple[str, ...]) -> bool:
        return bool(self.claims) and (not cited or any(c in self.claims for c in cited))


def known_from(corpus: Corpus, claim: Claim) -> datetime.date:
    """The day from which a claim is known: the last day that its `added` or its source's publication can mean."""
    source = corpus.sources[claim.source]
    return (claim.added or source.added or source.published).latest


def in_scope(corpus: Corpus, scope: Scope, claim: Claim) -> bool:
    """Whether a claim speaks of an actor and a category of the scope and of its time; a unit counts as its parent."""
    return _concerns(scope, members_of(corpus, scope), claim)


def members_of(corpus: Corpus, scope: Scope) -> frozenset[str]:
    """The actors of a scope and all that is part of one of them."""
    if not scope.actors:
        return frozenset()
    return frozenset(scope.actors) | {a for a in corpus.actors if not set(scope.actors).isdisjoint(lineage(corpus, a))}


def _concerns(scope: Scope, members: frozenset[str], claim: Claim) -> bool:
    """As `in_scope`, with the scope's actors found beforehand: there may be a million claims to ask."""
    if scope.actors and not (
        claim.provider in members
        or claim.recipient in members
        or claim.speaker in members
        or (claim.actors and not members.isdisjoint(claim.actors))
    ):
        return False
    if scope.categories and claim.category and claim.category not in scope.categories:
        return False
    return not (scope.since and claim.date and claim.date.latest < scope.since.earliest)


def _within(corpus: Corpus, scope: Scope, *actors: str) -> bool:
    """Whether one of the actors, or what it is part of, is among those of the scope; always where it names none."""
    return not scope.actors or any(a in scope.actors for name in actors if name for a in lineage(corpus, name))


def lineage(corpus: Corpus, actor: str) -> Iterator[str]:
    """An actor, its parent, the parent's parent and so on; ends where a chain would close."""
    seen: set[str] = set()
    while actor and actor not in seen:
        seen.add(actor)
        yield actor
        record = corpus.actors.get(actor)
        actor = record.part_of if record else ""


def state(judgment: Judgment, as_of: datetime.date) -> JudgmentState:
    """The judgment as it read at the end of `as_of`: its first state with each later revision laid over."""
    fields = {name: getattr(judgment, name) for name in JudgmentState.__struct_fields__ if hasattr(judgment, name)}
    current = JudgmentState(**fields)
    for revision in judgment.revisions:
        if revision.date.latest <= as_of:
            current = _revised(current, revision)
    return current


def _revised(before: JudgmentState, revision: Revision) -> JudgmentState:
    """The state that follows from a revision."""
    given = {
        name: value
        for name in Revision.__struct_fields__
        if name in JudgmentState.__struct_fields__
        and name != "location"
        and (value := getattr(revision, name)) is not None
    }
    term = revision.likelihood.term if revision.likelihood else before.likelihood.term
    given["changed"] = revision.date
    given["previous"] = before.likelihood.term if term != before.likelihood.term else ""
    return msgspec.structs.replace(before, **given)


def _known_claims(corpus: Corpus, as_of: datetime.date) -> list[Claim]:
    """The claims known on a day, in the order of the files."""
    late = {key for key, source in corpus.sources.items() if not _source_known(source, as_of)}
    claims: Iterable[Claim] = corpus.claims.values()
    if late:
        claims = [c for c in claims if c.source not in late]
    return [c for c in claims if (c.added is None and c.retracted is None) or _stands(c, as_of)]


def _stands(claim: Claim, as_of: datetime.date) -> bool:
    if claim.added is not None and claim.added.latest > as_of:
        return False
    return claim.retracted is None or claim.retracted.earliest > as_of


def _source_known(source: Source, as_of: datetime.date) -> bool:
    from_day = (source.added or source.published).latest
    return from_day <= as_of and not (source.retracted and source.retracted.earliest <= as_of)


def _open(start: PartialDate, end: PartialDate | None, as_of: datetime.date) -> bool:
    return start.latest <= as_of and not (end and end.earliest <= as_of)


def _order(claim_id: str) -> tuple[str, int, str]:
    """Claims of a source in the order of their numbers: `a/2` before `a/10`."""
    source, _, number = claim_id.partition("/")
    return (source, int(number) if number.isdigit() else 0, number)
