"""Rules on what prose cites and whom it names (ICS 206-01; ICD 203, standards 1 and 3)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from briefing.analysis.tradecraft.estimative import terms
from briefing.analysis.tradecraft.figures import of_the_world, states
from briefing.analysis.tradecraft.material import Fault, Material, Passage, Sentence
from briefing.corpus.records import Claim, Corpus
from briefing.selection import lineage

_OPEN = re.compile(r"\b(?:would|will|could|can|may|might|should|shall|must)\b|\?", re.IGNORECASE)
_NAME = re.compile(r"[A-Z][\w’'-]*\w")
_BEGINS = re.compile(r"(?:^\s*|[.:;!?“‘\"'(\[*]\s*|\n\s*)$")
_POSSESSIVE = re.compile(r"[’']s?$")
_MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October")
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_CALENDAR = frozenset({*_MONTHS, "November", "December", *_DAYS})


def uncited(material: Material) -> Iterator[Fault]:
    """Each factual sentence of a bottom line, of why it matters and of a profile leads to its source.

    Example: "North has sold shells to South." with nothing after it. A sentence with a likelihood, a modal verb or a
    question mark states no fact; gaps and what to watch next are not looked at.
    """
    for passage in material.passages:
        if passage.part == "statement":
            for sentence in passage.sentences:
                if not (sentence.cited or _OPEN.search(sentence.text) or terms(sentence.text)):
                    yield _uncited(passage, sentence, "the sentence states a fact and cites nothing")


def uncited_notes(material: Material) -> Iterator[Fault]:
    """A sentence of a section of the user's own cites a claim where it names an actor or gives a figure or a date.

    Example: "North has promised more." in `note.md.j2`. What an editor says of the paper itself needs no citation.
    """
    names = _Actors(material.corpus)
    for passage in material.passages:
        if passage.part == "note":
            for sentence in passage.sentences:
                text = of_the_world(sentence.text, material.selection.as_of)
                if not (sentence.cited or _OPEN.search(text)) and (states(text) or names.find(text)):
                    yield _uncited(passage, sentence, "the sentence speaks of the world and cites nothing")


def _uncited(passage: Passage, sentence: Sentence, message: str) -> Fault:
    start = len(sentence.text) - len(sentence.text.lstrip())
    words = sentence.text.split()
    shown = " ".join(words[:6]) + (" ..." if len(words) > 6 else "")
    return passage.fault(sentence, start, f'{message}: "{shown}"', "cite a claim after it: [@source/number]")


def unmentioned(material: Material) -> Iterator[Fault]:
    """An actor that a sentence names is one that the claims it cites speak of.

    Example: "South has paid. [@a/1]", and the claim a/1 speaks of North alone.
    """
    actors = _Actors(material.corpus)
    borne: dict[str, set[str]] = {}
    for passage in material.passages:
        if passage.part not in ("statement", "note", "estimate") and passage.subject.kind != "scenario":
            continue  # questions and advice name whom they please
        for sentence in passage.sentences:
            claims = material.claims(sentence.claims)
            for claim in claims:
                if claim.id not in borne:
                    borne[claim.id] = actors.of(claim)
            known = {passage.subject.id} if passage.subject.kind == "profile" else set()
            known = known.union(*(borne[claim.id] for claim in claims))
            for name, actor, start in actors.find(sentence.text) if claims else ():
                if actor not in known:
                    message = f'"{name}" is named, and no claim that is cited here speaks of {actors.name(actor)}'
                    yield passage.fault(sentence, start, message, "cite the claim that does, or leave the name out")
                    known.add(actor)


def unknown_names(material: Material) -> Iterator[Fault]:
    """A name in prose is known to the corpus: an actor, source, origin, event, place or a name in some claim.

    Example: "North will likely send more to Eastland", and nothing in the corpus speaks of Eastland.
    """
    known = _known_words(material.corpus)
    for passage in material.passages:
        for sentence in passage.sentences:
            for match in _NAME.finditer(sentence.text):
                word = _POSSESSIVE.sub("", match.group())
                if not _forms(word) & known and not _BEGINS.search(sentence.text[: match.start()]):
                    message = f'no record knows the name "{word}"'
                    yield passage.fault(
                        sentence, match.start(), message, "correct it, or bring in the claim that has it"
                    )


class _Actors:
    """Finds actors in a text by their names and aliases, and what a claim speaks of."""

    def __init__(self, corpus: Corpus) -> None:
        self.corpus = corpus
        named = {a.text: key for key, actor in corpus.actors.items() for a in actor.aliases}
        self.named = named | {actor.name: key for key, actor in corpus.actors.items()}
        longest = sorted(self.named, key=lambda name: (-len(name), name))
        self.pattern = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest)) or '(?!)'})(?!\w)")

    def name(self, actor: str) -> str:
        """An actor's name."""
        return self.corpus.actors[actor].name

    def find(self, text: str) -> list[tuple[str, str, int]]:
        """Names of actors in a text, with the actor and the offset."""
        return [(m.group(), self.named[m.group()], m.start()) for m in self.pattern.finditer(text)]

    def of(self, claim: Claim) -> set[str]:
        """The actors that a claim speaks of, those it relays and those they are part of."""
        origin, event = self.corpus.origins.get(claim.origin), self.corpus.events.get(claim.event)
        found = {claim.provider, claim.recipient, claim.speaker, *claim.actors, origin.actor if origin else ""}
        found |= {actor for _, actor, _ in self.find(claim.text)}
        found |= set(event.actors) if event else set()
        return {above for actor in found if actor for above in lineage(self.corpus, actor)}


def _known_words(corpus: Corpus) -> frozenset[str]:
    """Every word that begins with a capital in what the records say, and the calendar's."""
    texts: list[str] = [claim.text for claim in corpus.claims.values()]
    texts += [claim.place for claim in corpus.claims.values() if claim.place]
    for source in corpus.sources.values():
        texts += [source.short, source.title, source.publisher, source.descriptor, *source.authors]
    for actor in corpus.actors.values():
        texts += [actor.name, actor.role, *(alias.text for alias in actor.aliases)]
    for category in corpus.categories.values():
        texts += [category.name, category.description]
    texts += [text for event in corpus.events.values() for text in (event.name, event.place, event.description)]
    texts += [text for origin in corpus.origins.values() for text in (origin.name, origin.note)]
    texts += [text for entry in corpus.glossary.values() for text in (entry.term, entry.definition, *entry.aliases)]
    return _CALENDAR.union(*map(_names, texts))


def _names(text: str) -> Iterable[str]:
    return (_POSSESSIVE.sub("", word) for word in _NAME.findall(text))


def _forms(word: str) -> set[str]:
    """A name and what it may be derived from: `Asian` from `Asia`."""
    return {word, *(word.removesuffix(ending) for ending in ("s", "n", "an", "ian", "ese", "ish") if len(word) > 4)}
