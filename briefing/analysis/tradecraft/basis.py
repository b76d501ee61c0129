"""Rules on what a judgment rests on: sources, claims against it, its alternative (ICD 203, standards 1 and 3 to 6)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from briefing.analysis import lines
from briefing.analysis.tradecraft.estimative import terms
from briefing.analysis.tradecraft.material import Fault, Material, subject, way
from briefing.analysis.verification import denied_by, is_affirmed, is_denial
from briefing.corpus.dates import compare
from briefing.corpus.records import Claim, Corpus
from briefing.selection import JudgmentState, lineage, state

Statement = tuple[str, ...]
TELLING = 5  # claims of one source from which on equal grades are no chance

_PROVEN = "ABC"  # completely, usually and fairly reliable
_MIXED = re.compile(
    r"\b(?P<assumption>assum(?:e|es|ed|ing|ptions?)|suppos(?:e|es|ed|ing))\b"
    r"|\b(?P<information>according to|reportedly|allegedly|(?:is|are) (?:said|reported|alleged) to)\b"
    r"|\b(?P<advice>should|ought to|must)\b",
    re.IGNORECASE,
)


def single_lines(material: Material) -> Iterator[Fault]:
    """A judgment that rests on one independent line of reporting has low confidence: nothing corroborates it.

    Example: both claims relay one ministry, and the confidence is moderate.
    """
    for judgment in material.judgments:
        claims = material.claims(judgment.claims)
        found = {lines.line_of(material.corpus, claim) for claim in claims}
        if len(found) == 1 and judgment.confidence.level != "low":
            number = "its claim is" if len(claims) == 1 else f"all {len(claims)} claims are"
            message = (
                f"the confidence is {judgment.confidence.level}, and {number} one line of reporting, {_line(found)}"
            )
            yield _confidence(material, judgment, message, "lower it, or cite a line that does not lead back there")


def weak_sources(material: Material) -> Iterator[Fault]:
    """High confidence needs proven sources: at least one graded A to C.

    Example: the confidence is high, and the only sources are an unsigned page (F) and a machine's report (E).
    """
    for judgment in material.judgments:
        claims = material.claims(judgment.claims)
        letters = sorted({material.corpus.sources[claim.source].reliability for claim in claims})
        if letters and judgment.confidence.level == "high" and not set(letters) & set(_PROVEN):
            message = f"the confidence is high, and no source is better than {letters[0]}"
            yield _confidence(material, judgment, message, "lower it, or cite a source graded A to C")


def _confidence(material: Material, judgment: JudgmentState, message: str, hint: str) -> Fault:
    field = (*way(material.selection, judgment.id, "confidence"), "level")
    return Fault(subject=material.judgment(judgment), message=message, field=field, hint=hint)


def _line(found: set[str]) -> str:
    kind, _, name = next(iter(found)).partition(":")
    return f"the {kind} {name}"


def contrary_claims(material: Material) -> Iterator[Fault]:
    """A judgment weighs what speaks against its claims: denials of them, and hedges of the same flow at the same stage.

    Example: a judgment rests on `a/1`, `b/2` denies it, and `b/2` stands neither among its claims nor under `contrary`.
    """
    corpus = material.corpus
    spoken = [*material.selection.claims.values()]
    denials = [c for c in spoken if is_denial(c)]
    hedges: dict[Statement, list[Claim]] = {}
    for claim in spoken:
        if claim.wording == "possible" and claim.kind != "forecast" and (said := _said(corpus, claim)):
            hedges.setdefault(said, []).append(claim)
    for judgment in material.judgments:
        weighed = {*judgment.claims, *judgment.contrary}
        against: dict[str, list[str]] = {}
        for claim in material.claims(judgment.claims):
            if not is_affirmed(claim) or claim.id not in material.lines:  # outside the brief's scope
                continue
            found = [d for d in denials if denied_by(corpus, [d], material.lines)(claim)]
            said = _said(corpus, claim)
            found += [h for h in hedges.get(said, ()) if _at_one_time(h, claim)] if said else []
            for other in found:
                if other.id not in weighed:
                    against.setdefault(other.id, []).append(claim.id)
        yield from (_ignored(material, judgment, other, claims) for other, claims in against.items())


def _ignored(material: Material, judgment: JudgmentState, other: str, claims: list[str]) -> Fault:
    record = material.corpus.claims[other]
    what = f"{_listed(claims)} {'says' if len(claims) == 1 else 'say'}"
    return Fault(
        subject=material.judgment(judgment),
        message=f"{other} {'denies' if is_denial(record) else 'hedges'} what {what}, which the judgment does not weigh",
        field=way(material.selection, judgment.id, "claims"),
        hint=f"name {other} under `contrary`",
        other=record.location,
        claims=(other,),
    )


def _said(corpus: Corpus, claim: Claim) -> Statement | None:
    """The flow at its stage that a claim speaks of, parties as the states they belong to; None if it is of none."""
    if not (claim.provider and claim.recipient and claim.category and claim.stage):
        return None
    heads = (list(lineage(corpus, actor))[-1] for actor in (claim.provider, claim.recipient))
    return (*heads, claim.category, claim.stage)


def _at_one_time(one: Claim, other: Claim) -> bool:
    return not one.date or not other.date or compare(one.date, other.date) == "undecided"


def _listed(claims: list[str]) -> str:
    return " and ".join(claims) if len(claims) < 3 else f"{claims[0]} and {len(claims) - 1} others"


def alternatives(material: Material) -> Iterator[Fault]:
    """A judgment names an alternative that is one.

    Example: `alternative: none`.
    """
    for judgment in material.judgments:
        thin = len(re.findall(r"\w+", judgment.alternative)) < 3
        if thin or judgment.alternative.strip() == judgment.text.strip():
            message = "the judgment names no alternative" if thin else "the alternative repeats the judgment"
            yield Fault(
                subject=material.judgment(judgment),
                message=message,
                field=way(material.selection, judgment.id, "alternative"),
                hint="say how else the claims could be explained",
            )


def mixtures(material: Material) -> Iterator[Fault]:
    """Information, assumption, judgment and advice are told apart: each stands in its own field.

    Example: a judgment "According to the ministry, North will likely send more", or an assumption "North will
    probably keep its promise", which is an estimate.
    """
    for passage in material.passages:
        if passage.part == "estimate":
            for sentence in passage.sentences:
                for match in _MIXED.finditer(sentence.text):
                    message = f'"{match.group()}" makes it {_KINDS[match.lastgroup or ""]}, not a judgment'
                    yield passage.fault(sentence, match.start(), message, "give it its own field")
        elif passage.subject.kind == "judgment" and "assumptions" in passage.field:
            for sentence in passage.sentences:
                for term, start in terms(sentence.text):
                    message = f'"{term}" makes it an estimate, not an assumption'
                    yield passage.fault(sentence, start, message, "make it a judgment, or leave the term out")


_KINDS = {"assumption": "an assumption", "information": "information", "advice": "advice"}


def relevance(material: Material) -> Iterator[Fault]:
    """A judgment says why it matters to its readers.

    Example: a judgment without `matters`.
    """
    for judgment in material.judgments:
        if not judgment.matters.strip():
            message, hint = "the judgment does not say why it matters", "say it under `matters`"
            yield Fault(subject=material.judgment(judgment), message=message, hint=hint)


def retired_bases(material: Material) -> Iterator[Fault]:
    """A recommendation does not rest on a judgment that no longer stands.

    Example: the judgment `trade` is retired in December, and the recommendation `watch` still names it.
    """
    for advice in material.selection.recommendations:
        for index, name in enumerate(advice.judgments):
            record = material.corpus.judgments.get(name)
            now = state(record, material.selection.as_of) if record else None
            if record and now and now.retired:
                yield Fault(
                    subject=subject(advice, "recommendation", advice.id),
                    message=f"the recommendation rests on the judgment {name}, which is retired",
                    field=("judgments", index),
                    hint="retire the recommendation, too, or rest it on a judgment that stands",
                    other=record.location,
                )


def diagonals(material: Material) -> Iterator[Fault]:
    """Reliability and credibility are graded apart: not every claim has the number at its source's letter's place.

    Example: all six claims of a source graded D have the credibility 4. Fewer than five claims tell nothing.
    """
    claims: dict[str, list[Claim]] = {}
    for claim in material.selection.claims.values():
        claims.setdefault(claim.source, []).append(claim)
    for key, found in claims.items():
        source = material.corpus.sources[key]
        number = "ABCDEF".index(source.reliability) + 1
        if len(found) >= TELLING and all(claim.credibility == number for claim in found):
            yield Fault(
                subject=subject(source, "source", key),
                message=f"all {len(found)} claims have the grade {source.reliability}{number}",
                field=("reliability",),
                hint="grade each claim by itself: the credibility does not follow from the source",
            )


def stale(material: Material) -> Iterator[Fault]:
    """What is stated as current rests on at least one source within the brief's window.

    Example: `window: 12 months`, and all claims of a judgment come from texts that are two years old.
    """
    if material.window is None:
        return
    first = material.window.before(material.selection.as_of)

    def old(ids: tuple[str, ...]) -> bool:
        found = material.claims(ids)
        return bool(found) and all(material.corpus.sources[c.source].published.latest < first for c in found)

    hint = "cite something newer, say since when it holds, or retire it"
    message = f"all that this rests on is older than the brief's window of {material.window.text}"
    for judgment in material.judgments:
        if old(judgment.claims):
            field = way(material.selection, judgment.id, "claims")
            yield Fault(subject=material.judgment(judgment), message=message, field=field, hint=hint)
    for passage in material.passages:
        if passage.subject.kind == "bottom-line":
            yield from (passage.fault(s, 0, message, hint) for s in passage.sentences if old(s.claims))
