"""Checks of a corpus against the full texts: what is cited stands there, all of it is read, nothing is copied.

Each claim is held against the paragraphs that it names; what they cannot bear out is a problem. Nothing here says
that a claim is right: only a reader can.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator

import msgspec

from briefing.corpus import closeness, dating, figures
from briefing.corpus.quantities import Quantity, display
from briefing.corpus.records import Claim, Corpus, Source
from briefing.corpus.text_dates import find as find_dates
from briefing.corpus.text_names import Names
from briefing.corpus.texts import Texts
from briefing.problems import Problem

Field = tuple[str | int, ...]
_SINGLE = ("a", "an", "one", "single", "the")


class Cited(msgspec.Struct, frozen=True):
    """A claim with the paragraphs it names, and what they give."""

    claim: Claim
    paragraphs: tuple[str, ...]
    figures: figures.Figures

    @property
    def where(self) -> str:
        """`paragraph 4 of a`, `paragraphs 4 and 7 of a`."""
        return f"{_numbers(self.claim.at)} of {self.claim.source}"


Check = Callable[[Corpus, Texts, list[Cited]], Iterator[Problem]]


def check(corpus: Corpus, texts: Texts) -> list[Problem]:
    """All that the texts at hand do not bear out, by record; `yamlfile.pinpoint` gives the exact places."""
    cited = [
        Cited(claim, tuple(found), figures.find("\n".join(found)))
        for claim in corpus.claims.values()
        if (found := texts.at(claim.source, claim.at))
    ]
    problems = [problem for run in CHECKS for problem in run(corpus, texts, cited)]
    return sorted((p for p in problems if not _damaged(corpus, p)), key=lambda p: (p.location, p.code, repr(p.field)))


def _damaged(corpus: Corpus, problem: Problem) -> bool:
    """Whether a problem speaks of a field that could not be read."""
    return bool(problem.field) and problem.field[0] in corpus.damaged.get(problem.location, frozenset())


def _numbers(at: tuple[int, ...]) -> str:
    """`paragraph 4`, `paragraphs 4 and 7`."""
    *most, last = map(str, at)
    return f"paragraphs {', '.join(most)} and {last}" if most else f"paragraph {last}"


def paragraphs(corpus: Corpus, texts: Texts, _cited: list[Cited]) -> Iterator[Problem]:
    """Every paragraph that is named exists."""
    named: list[tuple[str, Claim | Source, Field, int]] = [
        (c.source, c, ("at", i), n) for c in corpus.claims.values() for i, n in enumerate(c.at)
    ]
    for source in corpus.sources.values():
        for index, entry in enumerate(source.skipped):
            named += [(source.id, source, ("skipped", index, "at", i), n) for i, n in enumerate(entry.at)]
    for key, record, field, number in named:
        last = len(texts.paragraphs.get(key, ()))
        if last and number > last:
            message = f"{key} has {last} paragraphs, and `at` says {number}"
            yield Problem(code="paragraph-missing", message=message, location=record.location, field=field)


def open_paragraphs(corpus: Corpus, texts: Texts) -> dict[str, tuple[int, ...]]:
    """The paragraphs of each text at hand that no claim cites and its card does not skip."""
    done = {(claim.source, number) for claim in corpus.claims.values() for number in claim.at}
    done |= {(s.id, number) for s in corpus.sources.values() for entry in s.skipped for number in entry.at}
    return {
        source: tuple(n for n in range(1, len(found) + 1) if (source, n) not in done)
        for source, found in texts.paragraphs.items()
    }


def complete(corpus: Corpus, texts: Texts, _cited: list[Cited]) -> Iterator[Problem]:
    """Every paragraph is cited or skipped with a reason; nothing is said of a file that could not be read in whole."""
    damaged = {place.file for place in corpus.damaged}
    for source, numbers in open_paragraphs(corpus, texts).items():
        if numbers and corpus.sources[source].location.file not in damaged:
            verb = "is" if len(numbers) == 1 else "are"
            yield Problem(
                code="paragraph-open",
                message=f"{_numbers(numbers)} of {source} {verb} neither cited nor skipped",
                location=corpus.sources[source].location,
                field=("skipped",),
                hint="cite them in claims, or list them under `skipped` with a reason",
            )


def quantities(_corpus: Corpus, _texts: Texts, cited: list[Cited]) -> Iterator[Problem]:
    """The numbers of a claim's quantity stand in its paragraphs, or follow from words there."""
    for one in cited:
        quantity = one.claim.quantity
        if quantity is None:
            continue
        for name in ("value", "about", "low", "high", "at_least", "at_most"):
            if getattr(quantity, name) is not None and not _borne_out(one, quantity, name):
                number = f"{getattr(quantity, name):,f}"
                message = f'the figure {number} of "{display(quantity)}" does not stand in {one.where}'
                yield _fault(one, "figure-not-in-text", message, "quantity", name)


def _borne_out(one: Cited, quantity: Quantity, name: str) -> bool:
    """Whether a number of a quantity stands in the paragraphs or follows from a magnitude, a plural or a singular."""
    value = getattr(quantity, name)
    if value in one.figures.values or (name == "at_least" and value in one.figures.floors):
        return True
    text = " ".join(one.paragraphs).casefold()
    unit = quantity.unit.casefold()
    if name == "at_least" and value == 2:  # a plural
        return unit in text
    if name == "value" and value == 1:  # a singular, up to two words before its noun
        singular = unit.removesuffix("s")
        return figures.follows(text, _SINGLE, singular)
    return False


def stated(corpus: Corpus, _texts: Texts, cited: list[Cited]) -> Iterator[Problem]:
    """The figures in a claim's words stand in its paragraphs; years and dates are the business of `dates`."""
    names = [n for a in corpus.actors.values() for n in (a.name, *(x.text for x in a.aliases)) if figures.stated(n)]
    for one in cited:
        text = one.claim.text
        for name in names:
            text = text.replace(name, " " * len(name))
        for mention in find_dates(text):
            text = text[: mention.start] + " " * (mention.end - mention.start) + text[mention.end :]
        for name, start in figures.named(text):
            if name not in one.figures.names:
                yield _unsaid(one, text[start:].split()[0].rstrip(".,;:"), start)
        for figure in figures.stated(text):
            given = one.figures.reaches(figure.value) if figure.floor else figure.value in one.figures.values
            if not given and not _in_quantity(one.claim, figure):
                yield _unsaid(one, figure.words, figure.start)


def _in_quantity(claim: Claim, figure: figures.Figure) -> bool:
    """Whether a figure of the words is that of the quantity, which is checked by itself."""
    found = msgspec.structs.asdict(claim.quantity).values() if claim.quantity else ()
    return figure.value in found


def _unsaid(one: Cited, words: str, start: int) -> Problem:
    return _fault(one, "figure-not-in-text", f'the figure "{words}" does not stand in {one.where}', "text", start)


def dates(corpus: Corpus, _texts: Texts, cited: list[Cited]) -> Iterator[Problem]:
    """A claim's date and the dates in its words stand in its paragraphs, or follow from there.

    What a date leaves open is taken from the article's own date; a paragraph of the same text that dates the same
    event will do, too.
    """
    grounds = {one.claim.id: _ground(corpus, one) for one in cited if one.claim.source in corpus.sources}
    dated: dict[tuple[str, str], list[tuple[datetime.date, datetime.date]]] = {}
    for one in cited:
        claim = one.claim
        if claim.event and claim.date and claim.id in grounds and not grounds[claim.id].missing(claim.date):
            dated.setdefault((claim.source, claim.event), []).append((claim.date.earliest, claim.date.latest))
    for one in cited:
        claim, known = one.claim, dated.get((one.claim.source, one.claim.event), [])
        ground = grounds.get(claim.id)
        if ground is None:
            continue
        if claim.date and (part := ground.missing(claim.date)) and not dating.within(claim.date, known):
            message = f'the date "{claim.date.text}": {part} does not stand in {one.where}'
            hint = "cite the paragraph that dates it, too, or mark the date with ~"
            yield _fault(one, "date-not-in-text", message, "date", hint=hint)
        for mention in find_dates(claim.text):
            if not dating.agrees(mention, claim.date) and not ground.bears_out(mention, known):
                words = claim.text[mention.start : mention.end]
                message = f'the date "{words}" does not stand in {one.where}'
                yield _fault(one, "date-not-in-text", message, "text", mention.start)


def _ground(corpus: Corpus, one: Cited) -> dating.Ground:
    published = corpus.sources[one.claim.source].published
    return dating.Ground(tuple(find_dates("\n".join(one.paragraphs))), published)


def actors(corpus: Corpus, texts: Texts, _cited: list[Cited]) -> Iterator[Problem]:
    """Every actor of a claim is named in its paragraphs or before them."""
    names = Names(corpus, dict(texts.paragraphs))
    for claim in corpus.claims.values():
        if claim.source not in texts.paragraphs or not claim.at:
            continue
        last = max(claim.at)
        named: list[tuple[str, str, Field]] = [
            (name, getattr(claim, name), (name,)) for name in ("provider", "recipient", "speaker")
        ]
        named += [("actors", actor, ("actors", index)) for index, actor in enumerate(claim.actors)]
        for role, actor, field in named:
            if actor not in corpus.actors:
                continue
            first = names.first(claim.source, actor)
            if first is None or first > last:
                record = corpus.actors[actor]
                until = f"up to paragraph {last} of {claim.source}"
                message = f"`{role}` is {actor}, and no name of {record.name} stands {until}"
                hint = "give the actor the name that the text uses as an alias, or name another"
                code = "actor-not-in-text"
                yield Problem(code=code, message=message, location=claim.location, field=field, hint=hint)


def own_words(corpus: Corpus, texts: Texts, _cited: list[Cited]) -> Iterator[Problem]:
    """No text of the corpus repeats a run of words of a full text."""
    yield from closeness.close(corpus, texts.paragraphs)


def _fault(one: Cited, code: str, message: str, *field: str | int, hint: str = "") -> Problem:
    hint = hint or "read the paragraph again, or cite the one where it stands"
    return Problem(code=code, message=message, location=one.claim.location, field=field, hint=hint)


CHECKS: tuple[Check, ...] = (paragraphs, complete, quantities, stated, dates, actors, own_words)
