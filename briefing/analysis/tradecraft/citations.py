"""Rules on what prose cites and whom it names (ICS 206-01; ICD 203, standards 1 and 3)."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from itertools import islice

from briefing.analysis.tradecraft.estimative import terms
from briefing.analysis.tradecraft.figures import of_the_world, states
from briefing.analysis.tradecraft.material import Fault, Material, Passage, Sentence
from briefing.corpus.records import Claim, Corpus
from briefing.selection import lineage

_OPEN = re.compile(r"\b(?:would|will|could|can|may|might|should|shall|must)\b|\?", re.IGNORECASE)
_NAME = re.compile(r"[A-Z][\w’'-]*\w")
_OPENING = tuple(".:;!?“‘\"'([*")
_WORD = re.compile(r"\w+")
_POSSESSIVE = re.compile(r"[’']s?$")
_BLOCK = 500  # texts that are searched as one
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
    found = [(passage, sentence, match) for passage in material.passages for sentence, match in _named(passage)]
    words = {form for _, _, match in found for form in _forms(match.group())}
    unknown = _unknown(words, material.corpus)
    for passage, sentence, match in found:
        if _forms(match.group()) <= unknown:
            message = f'no record knows the name "{_bare(match.group())}"'
            yield passage.fault(sentence, match.start(), message, "correct it, or bring in the claim that has it")


def _named(passage: Passage) -> Iterator[tuple[Sentence, re.Match[str]]]:
    """The names in a passage, but for words that may have their capital from where they stand."""
    for sentence in passage.sentences:
        for match in _NAME.finditer(sentence.text):
            if not _begins(sentence.text[: match.start()]):
                yield sentence, match


def _begins(before: str) -> bool:
    """Whether a sentence, a quotation or a line begins after this."""
    said = before.rstrip()
    return not said or said.endswith(_OPENING) or "\n" in before[len(said) :]


class _Actors:
    """Finds actors in a text by their names and aliases, and what a claim speaks of."""

    def __init__(self, corpus: Corpus) -> None:
        self.corpus = corpus
        named = {a.text: key for key, actor in corpus.actors.items() for a in actor.aliases}
        self.named = named | {actor.name: key for key, actor in corpus.actors.items()}
        self.by_word: dict[str, list[tuple[str, int]]] = {}  # the longest first, with the place of the word in them
        for name in sorted(self.named, key=lambda name: (-len(name), name)):
            if first := _WORD.search(name):
                self.by_word.setdefault(first.group(), []).append((name, first.start()))

    def name(self, actor: str) -> str:
        """An actor's name."""
        return self.corpus.actors[actor].name

    def find(self, text: str) -> list[tuple[str, str, int]]:
        """Names of actors in a text as whole words, none within another, with the actor and the offset."""
        found: list[tuple[str, str, int]] = []
        if self.by_word.keys().isdisjoint(_WORD.findall(text)):
            return found
        end = 0
        for word in _WORD.finditer(text):
            for name, place in self.by_word.get(word.group(), ()):
                start = word.start() - place
                if start >= end and text.startswith(name, start) and _apart(text, start, start + len(name)):
                    found.append((name, self.named[name], start))
                    end = start + len(name)
                    break
        return found

    def of(self, claim: Claim) -> set[str]:
        """The actors that a claim speaks of, those it relays and those they are part of."""
        origin, event = self.corpus.origins.get(claim.origin), self.corpus.events.get(claim.event)
        found = {claim.provider, claim.recipient, claim.speaker, *claim.actors, origin.actor if origin else ""}
        found |= {actor for _, actor, _ in self.find(claim.text)}
        found |= set(event.actors) if event else set()
        return {above for actor in found if actor for above in lineage(self.corpus, actor)}


def _apart(text: str, start: int, end: int) -> bool:
    """Whether no word goes on before or after a part of a text."""
    return not (_WORD.match(text, end) or (start and _WORD.match(text, start - 1, start)))


def _unknown(words: Collection[str], corpus: Corpus) -> set[str]:
    """Those of the words that are no name in what the records say, and none of the calendar's.

    The few words are looked for in the many texts, a block of them at a time.
    """
    left = set(words) - _CALENDAR
    texts = _texts(corpus)
    while left and (block := "\n".join(islice(texts, _BLOCK))):
        if any(word in block for word in left):
            left.difference_update(map(_bare, _NAME.findall(block)))
    return left


def _texts(corpus: Corpus) -> Iterator[str]:
    """What the records say, the shorter lists first; no text is empty."""
    several = [(actor.name, actor.role, *(alias.text for alias in actor.aliases)) for actor in corpus.actors.values()]
    several += [(category.name, category.description) for category in corpus.categories.values()]
    several += [(event.name, event.place, event.description) for event in corpus.events.values()]
    several += [(origin.name, origin.note) for origin in corpus.origins.values()]
    several += [(entry.term, entry.definition, *entry.aliases) for entry in corpus.glossary.values()]
    several += [(s.short, s.title, s.publisher, s.descriptor, *s.authors) for s in corpus.sources.values()]
    yield from (text for texts in several for text in texts if text)
    for claim in corpus.claims.values():
        yield f"{claim.text}\n{claim.place}"


def _bare(name: str) -> str:
    return _POSSESSIVE.sub("", name)


def _forms(name: str) -> set[str]:
    """A name and what it may be derived from: `Asian` from `Asia`."""
    word = _bare(name)
    return {word, *(word.removesuffix(ending) for ending in ("s", "n", "an", "ian", "ese", "ish") if len(word) > 4)}
