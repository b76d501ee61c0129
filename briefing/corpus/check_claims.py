"""Checks of claims and of the sources that make them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import get_args

from briefing.corpus import quantities
from briefing.corpus.dates import compare, display
from briefing.corpus.records import Claim, Corpus, Source
from briefing.corpus.tlp import Tlp
from briefing.problems import Location, Problem

_SHA256 = re.compile("[0-9a-f]{64}")
_MARKINGS = get_args(Tlp)  # from open to closed
_LAST = 1_000_000  # paragraph
# What a claim may say of the time after its source came out.
_AHEAD_KINDS = frozenset({"forecast", "recommendation"})
_AHEAD_STAGES = frozenset({"sought", "pledged"})


def _at(claim: Claim | Source, code: str, message: str, *field: str | int, hint: str = "") -> Problem:
    return Problem(code=code, message=message, location=claim.location, field=field, hint=hint)


def sources_by_file(corpus: Corpus) -> dict[str, Source]:
    """Each source by the file it stands in."""
    return {source.location.file: source for source in corpus.sources.values()}


def claim_ids(corpus: Corpus) -> Iterator[Problem]:
    """A claim's id is its source's id, a slash and a number."""
    sources = sources_by_file(corpus)
    for claim in corpus.claims.values():
        source = sources.get(claim.location.file)
        prefix, _, number = claim.id.partition("/")
        if source is not None and (prefix != source.id or not re.fullmatch("[1-9][0-9]*", number)):
            message = f"the claim's id \"{claim.id}\" is not its source's id, a slash and a number"
            yield _at(claim, "claim-id", message, "id", hint=f"write {source.id}/1, {source.id}/2, ...")


def source_files(corpus: Corpus) -> Iterator[Problem]:
    """A source's file has the name of its id, and its text's digest is a SHA-256."""
    for source in corpus.sources.values():
        stem = PurePosixPath(source.location.file).stem
        if stem != source.id:
            message = f'the source\'s id is "{source.id}" and its file is {stem}.yaml'
            yield _at(source, "source-file-name", message, "id", hint=f"name the file {source.id}.yaml")
        if source.text is not None and not _SHA256.fullmatch(source.text.sha256):
            message = "`sha256` is not 64 lower-case hexadecimal digits"
            yield _at(source, "source-text-digest", message, "text", "sha256", hint="sha256sum FILE prints it")


def paragraphs(corpus: Corpus) -> Iterator[Problem]:
    """A claim names its paragraphs, each once and counted from 1, and none that its source's card leaves out."""
    skipped = {
        (source.id, number): (index, source)
        for source in corpus.sources.values()
        for index, entry in enumerate(source.skipped)
        for number in entry.at
    }
    for claim in corpus.claims.values():
        if not claim.at:
            yield _at(claim, "claim-paragraph", "the claim names no paragraph", "at")
        for index, number in enumerate(claim.at):
            if not 1 <= number <= _LAST:
                yield _at(claim, "claim-paragraph", _no_paragraph(number), "at", index)
            elif number in claim.at[:index]:
                yield _at(claim, "claim-paragraph", f"`at` names paragraph {number} twice", "at", index)
            elif (found := skipped.get((claim.source, number))) is not None:
                entry = found[1].skipped[found[0]]
                yield Problem(
                    code="paragraph-cited-and-skipped",
                    message=f"paragraph {number} is cited by {claim.id} and skipped in the source's card",
                    location=claim.location,
                    field=("at", index),
                    other=entry.location,
                )
    yield from _skipped(corpus)


def _skipped(corpus: Corpus) -> Iterator[Problem]:
    for source in corpus.sources.values():
        for index, entry in enumerate(source.skipped):
            for place, number in enumerate(entry.at):
                if not 1 <= number <= _LAST:
                    yield _at(source, "source-skipped-paragraph", _no_paragraph(number), "skipped", index, "at", place)


def _no_paragraph(number: int) -> str:
    if number < 1:
        return f"paragraphs are counted from 1, and `at` says {number}"
    return f"`at` says {str(number)[:12]}, and no text has more than {_LAST:,} paragraphs"


def amounts(corpus: Corpus) -> Iterator[Problem]:
    """A quantity has one form, its range the right way up, and no negative number."""
    for claim in corpus.claims.values():
        if claim.quantity is not None and (found := quantities.fault(claim.quantity)) is not None:
            yield _at(claim, "claim-quantity", found[0], "quantity", hint=found[1])


def flows(corpus: Corpus) -> Iterator[Problem]:
    """Assistance goes from one actor to another, of some category, at some stage."""
    for claim in corpus.claims.values():
        if claim.kind == "assistance":
            unread = corpus.damaged.get(claim.location, frozenset())
            needed = ("provider", "recipient", "category", "stage")
            missing = [name for name in needed if not getattr(claim, name) and name not in unread]
            if missing:
                names = ", ".join(f"`{name}`" for name in missing)
                message = f"a claim of kind assistance lacks {names}"
                yield _at(claim, "claim-flow", message, missing[0], hint="if nothing flows, choose another kind")
        if claim.provider and claim.provider == claim.recipient:
            message = f'provider and recipient are both "{claim.provider}"'
            yield _at(claim, "claim-flow-to-itself", message, "recipient")


def denials(corpus: Corpus) -> Iterator[Problem]:
    """A denial says what it denies; no claim denies, equals or differs from itself."""
    for claim in corpus.claims.values():
        flow = claim.provider and claim.recipient and claim.category
        unread = corpus.damaged.get(claim.location, frozenset()) & {"denies", "provider", "recipient", "category"}
        if claim.kind == "denial" and not claim.denies and not flow and not unread:
            message = "the denial denies nothing"
            hint = "name the claims in `denies`, or give provider, recipient and category of what is denied"
            yield _at(claim, "claim-denies-nothing", message, "kind", hint=hint)
        targets = {
            "denies": claim.denies,
            "same_as": tuple(o.claim for o in claim.same_as),
            "distinct_from": tuple(o.claim for o in claim.distinct_from),
        }
        for name, ids in targets.items():
            if claim.id in ids:
                yield _at(claim, "claim-names-itself", f"`{name}` names the claim itself", name, ids.index(claim.id))


def dates(corpus: Corpus) -> Iterator[Problem]:
    """What happened or was said is not dated after its source came out, unless it looks ahead."""
    for claim in corpus.claims.values():
        source = corpus.sources.get(claim.source)
        if source is None or claim.date is None or _looks_ahead(claim):
            continue
        if compare(claim.date, source.published) == "after":
            said, out = display(claim.date), display(source.published)
            message = f"the claim is dated {said}, after its source came out ({out})"
            hint = "a date is when it happened or was said; what lies ahead is a forecast, sought or pledged"
            yield Problem(
                code="claim-date-after-source",
                message=message,
                location=claim.location,
                field=("date",),
                other=source.location,
                hint=hint,
            )


def _looks_ahead(claim: Claim) -> bool:
    return claim.kind in _AHEAD_KINDS or claim.stage in _AHEAD_STAGES or claim.wording == "possible"


def retractions(corpus: Corpus) -> Iterator[Problem]:
    """Nothing is retracted before it was known."""
    for source in corpus.sources.values():
        begin = source.added or source.published
        if source.retracted is not None and compare(source.retracted, begin) == "before":
            message = f"the source is retracted on {display(source.retracted)}, before {display(begin)}"
            yield _at(source, "source-retracted-early", message, "retracted")
    for claim in corpus.claims.values():
        known = corpus.sources.get(claim.source)
        first = claim.added or (known.added or known.published if known is not None else None)
        if claim.retracted is not None and first is not None and compare(claim.retracted, first) == "before":
            message = f"the claim is retracted on {display(claim.retracted)}, before it was known ({display(first)})"
            yield _at(claim, "claim-retracted-early", message, "retracted")


def markings(corpus: Corpus) -> Iterator[Problem]:
    """A claim's marking is not lower than its source's."""
    for claim in corpus.claims.values():
        source = corpus.sources.get(claim.source)
        if source is None or claim.marking is None:
            continue
        if _MARKINGS.index(claim.marking) < _MARKINGS.index(source.marking):
            message = f"the claim is {claim.marking} and its source {source.marking}"
            hint = "leave the claim's marking out, or raise it"
            other: Location = source.location
            yield Problem(
                code="claim-marking",
                message=message,
                location=claim.location,
                field=("marking",),
                other=other,
                hint=hint,
            )
