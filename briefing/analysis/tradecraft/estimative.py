"""Rules on words of estimative probability: ICD 203, standard 2 (uncertainty expressed and explained)."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from briefing.analysis.tradecraft.material import Fault, Material, Subject, Way, subject, way
from briefing.corpus.records import Likelihood
from briefing.corpus.scales import SCALES, SECOND_ROW, band
from briefing.corpus.text_dates import find as find_dates

_TERMS = sorted({term for scale in SCALES.values() for term in scale} - {"remote"}, key=lambda t: (-len(t), t))
_TERM = re.compile(
    rf"\b(?:{'|'.join(_TERMS)}|(?:highly )?(?:im)?probably|nearly certainly|remote(?=\s+(?:chance|possibility)))\b",
    re.IGNORECASE,
)
# The patterns below are texts that `re` compiles when they are first used: few briefs need them.
_CONFIDENCE = (
    r"(?i)\b(?:low|moderate|medium|high|little|great|much|full|complete)\s+confidence\b|\bconfident(?:ly)?\b"
    r"|\bconfidence\s+(?:is|in)\b"
)
_MODAL = r"(?i)\b(?:may|might|could|possibly|possible|perhaps|maybe|conceivabl[ey])\b"
_CERTAIN = (
    r"(?i)\b(?:certainly|undoubtedly|definitely|indisputabl[ey]|unquestionabl[ey]|undeniabl[ey]|obviously"
    r"|proves?|proved|proven|(?:without|beyond|no)\s+(?:any\s+)?doubt)\b"
)
_STEMS = ("certainly", "doubt", "definitely", "indisput", "unquestion", "undeni", "obvious", "prove")
_SOFTENED = r"(?i)\b(?:almost|nearly|virtually|not|never|no|none|nothing|nor|hardly|if|whether)\s+(?:\w+\s+)?$"

_DIRECTION = {"raised": "raised", "lowered": "lowered"}


def terms(text: str) -> list[tuple[str, int]]:
    """The likelihood terms of any scale in a text, the longest that fit, each with its offset; in one form."""
    return [(_canonical(match.group()), match.start()) for match in _TERM.finditer(text)]


def _canonical(term: str) -> str:
    """`Probably` is the term `probable`, `almost certainly` is `almost certain`."""
    plain = re.sub(r"\s+", " ", term.lower())
    return plain.replace("probably", "probable").replace("certainly", "certain")


def text_and_term(material: Material) -> Iterator[Fault]:
    """A judgment's text gives its likelihood, and no other.

    Example: the likelihood is `very likely`, and the text says "North will likely send more shells".
    """
    for judgment in material.judgments:
        own = judgment.likelihood.term
        found = terms(judgment.text)
        about, where = material.judgment(judgment), way(material.selection, judgment.id, "text")
        hint = f'word it with "{own}", or change the likelihood'
        if not found:
            message = f'the text gives no likelihood, and the judgment\'s is "{own}"'
            yield Fault(subject=about, message=message, field=where, hint=hint)
        for term, start in found:
            if term != _canonical(own):
                message = f'the text says "{term}", and the judgment\'s likelihood is "{own}"'
                yield Fault(subject=about, message=message, field=(*where, start), hint=hint)


def rows(material: Material) -> Iterator[Fault]:
    """One row of synonyms of ICD 203 is used throughout a product.

    Example: one judgment is `likely` (row 1), the next `highly probable` (row 2).
    """
    used = [(about, held, field) for about, held, field in _likelihoods(material) if held.scale == "icd203"]
    second = Counter(held.term in SECOND_ROW for _, held, _ in used)
    if len(second) < 2:
        return
    fewer = second[True] <= second[False]
    first = next(held.term for _, held, _ in used if (held.term in SECOND_ROW) != fewer)
    for about, held, field in used:
        if (held.term in SECOND_ROW) == fewer:
            row, other = ("second", "first") if fewer else ("first", "second")
            message = f'"{held.term}" is of the {row} row of ICD 203, and this product uses the {other}: "{first}"'
            yield Fault(subject=about, message=message, field=(*field, "term"), hint="use one row throughout")


def scales(material: Material) -> Iterator[Fault]:
    """All likelihoods of a product are of one scale, that of the corpus, which its method section prints.

    Example: the corpus has `likelihood_scale: icd203`, and a scenario is `{scale: phia, term: highly likely}`.
    """
    own = material.corpus.settings.likelihood_scale
    for about, held, field in _likelihoods(material):
        if held.scale != own:
            message = f"the likelihood is of the scale {held.scale}, and this product's is {own}"
            yield Fault(subject=about, message=message, field=(*field, "scale"), hint=f"use a term of {own}")


def _likelihoods(material: Material) -> Iterator[tuple[Subject, Likelihood, Way]]:
    """Every likelihood that the product prints."""
    for judgment in material.judgments:
        where = way(material.selection, judgment.id, "likelihood")
        yield material.judgment(judgment), judgment.likelihood, where
    for scenario in material.selection.scenarios:
        if scenario.likelihood:
            yield subject(scenario, "scenario", scenario.id), scenario.likelihood, ("likelihood",)


def with_confidence(material: Material) -> Iterator[Fault]:
    """A degree of likelihood and a level of confidence never stand in one sentence.

    Example: "We have high confidence that North will very likely send more." The reason of a confidence is printed
    in one sentence with its level, so it holds no likelihood term either.
    """
    for passage in material.passages:
        is_reason = passage.field[-1:] == ("reason",)
        for sentence in passage.sentences:
            named = "confiden" in sentence.text.lower() and re.search(_CONFIDENCE, sentence.text)
            found = terms(sentence.text) if named or is_reason else []
            if found:
                term, start = found[0]
                message = f'the likelihood "{term}" stands in one sentence with a level of confidence'
                yield passage.fault(sentence, start, message, "say each in a sentence of its own")


def confidence_reasons(material: Material) -> Iterator[Fault]:
    """A level of confidence has a reason, in words.

    Example: `confidence: {level: high, reason: strong}`.
    """
    for judgment in material.judgments:
        if len(re.findall(r"\w+", judgment.confidence.reason)) < 3:
            yield Fault(
                subject=material.judgment(judgment),
                message=f'"{judgment.confidence.reason}" is no reason for {judgment.confidence.level} confidence',
                field=(*way(material.selection, judgment.id, "confidence"), "reason"),
                hint="say what it rests on and what is missing",
            )


def bare_modals(material: Material) -> Iterator[Fault]:
    """A judgment estimates with a term of its scale, never with a bare `may`, `might`, `could` or `possibly`.

    Example: "North may send more shells."
    """
    for passage in material.passages:
        if passage.part != "estimate":
            continue
        for sentence in passage.sentences:
            text = sentence.text
            for term, start in [(m.group(), m.start()) for m in _TERM.finditer(text)]:
                text = text[:start] + " " * len(term) + text[start + len(term) :]
            months = [(mention.start, mention.end) for mention in find_dates(text)]
            for match in re.finditer(_MODAL, text):
                if not any(start <= match.start() < end for start, end in months):
                    message = f'"{match.group()}" is no estimate'
                    yield passage.fault(sentence, match.start(), message, "use the term of the likelihood alone")


def certainty(material: Material) -> Iterator[Fault]:
    """Words of certainty need a claim that its source says is confirmed, or one graded 1.

    Example: "The ship undoubtedly carried shells." with no confirmed claim cited.
    """
    for passage in material.passages:
        for sentence in passage.sentences:
            for match in re.finditer(_CERTAIN, sentence.text) if _may_be_certain(sentence.text) else ():
                claims = material.claims(sentence.claims)
                if re.search(_SOFTENED, sentence.text[: match.start()]) or (sentence.claims and not claims):
                    continue
                if not any(c.wording == "confirmed" or c.credibility == 1 for c in claims):
                    message = f'"{match.group()}" has no support: no cited claim is confirmed'
                    yield passage.fault(
                        sentence, match.start(), message, "leave the word out, or cite what confirms it"
                    )


def _may_be_certain(text: str) -> bool:
    """Whether a text can have a word of certainty; settles most texts in a tenth of the time of the search."""
    lowered = text.lower()
    return any(stem in lowered for stem in _STEMS)


def directions(material: Material) -> Iterator[Fault]:
    """A revision that says `raised` or `lowered` moves the likelihood that way; any other leaves it where it is.

    Example: `change: raised`, and the term goes from `likely` to `unlikely`. Standard 7: change is explained.
    """
    for judgment in material.judgments:
        record = material.corpus.judgments[judgment.id]
        before = record.likelihood
        for index, revision in enumerate(record.revisions):
            after = revision.likelihood or before
            moved = _moved(before, after)
            known = revision.date.latest <= material.selection.as_of and revision.change != "retired"
            if known and moved not in (_DIRECTION.get(revision.change, "unmoved"), "unknown"):
                message = (
                    f'the change is "{revision.change}", and the likelihood goes from "{before.term}" to "{after.term}"'
                )
                field = ("revisions", index, "change")
                hint = {"unmoved": "call it unchanged or reworded"}.get(moved, f"call it {moved}")
                yield Fault(subject=material.judgment(judgment), message=message, field=field, hint=hint)
            before = after


def _moved(before: Likelihood, after: Likelihood) -> str:
    """Which way a likelihood went: `raised`, `lowered`, `unmoved`; `unknown` between scales."""
    then, now = band(before.scale, before.term), band(after.scale, after.term)
    if before.scale != after.scale or then is None or now is None:
        return "unknown"
    return "unmoved" if sum(then) == sum(now) else "raised" if sum(now) > sum(then) else "lowered"
