"""The rule that every figure and date in prose is borne by a claim it cites (ICS 206-01; ICD 203, standard 1).

A claim bears the figures in its words and its quantity, the dates in its words and its own date, and the year or
month in which its source appeared. Counts of what the paper itself rests on ("three of the five texts") are borne by
the number of its sources. Numbers up to three in words are not looked at: they are mostly no measurements.
"""

from __future__ import annotations

import datetime
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from decimal import Decimal
from functools import cached_property

import msgspec

from briefing.analysis.tradecraft.material import Fault, Material, Passage, Sentence
from briefing.corpus import figures, text_dates
from briefing.corpus.dates import PartialDate
from briefing.corpus.figures import Figure, Figures
from briefing.corpus.records import Claim, Corpus
from briefing.corpus.text_dates import Mention

# "three of the five texts": a count of what the paper rests on, borne if there are as many sources
_MATERIAL = re.compile(
    r"[\s\u00a0-]+(?:of\s+(?:the\s+)?(?:\w+\s+)?)?(?:\w+\s+)?(?:texts?|sources?|articles?|papers?|accounts?|reports?)\b"
)
_WORD = re.compile(r"\w+")
_ISSUE = re.compile(r"\b(?:issue|revision)\s+(?:no\.\s*|number\s+)?\d+", re.IGNORECASE)
# What a text needs to give a figure or a date: a digit, or the beginning of a month, or of a number in words. A pattern
# that begins with one set of characters gets through a text in a third of the time; whether a word begins comes after.
_STATING = (
    re.compile(r"\d"),
    re.compile(
        r"[JFMASOND](?<!\w.)(?:(?<=J)(?:an|un|ul)|(?<=F)eb|(?<=M)(?:ar|ay)|(?<=A)(?:pr|ug)"
        r"|(?<=S)ep|(?<=O)ct|(?<=N)ov|(?<=D)ec)"
    ),
    re.compile(
        r"[fsentmhdbFSENTMHDB](?<!\w.)(?i:(?<=f)(?:our|ive|if|ort)|(?<=s)(?:ix|even|cores)|(?<=e)(?:igh|lev)|(?<=n)in"
        r"|(?<=t)(?:en|wel|wen|hir|housand|rill)|(?<=h)undred|(?<=[mb])ill|(?<=d)ozens)"
    ),
)


class Ground:
    """What one claim bears. Its words are read for figures when a figure is asked for, for dates when a date is."""

    def __init__(self, claim: Claim, published: PartialDate) -> None:
        self.text, self.date, self.published = f"{claim.text} {claim.remark}", claim.date, published
        quantity = msgspec.structs.asdict(claim.quantity).values() if claim.quantity else ()
        self.quantity = frozenset(q for q in quantity if isinstance(q, Decimal))

    @cached_property
    def figures(self) -> Figures:
        """All that can be read as a figure in the claim's words."""
        return figures.find(self.text)

    @cached_property
    def mentions(self) -> list[Mention]:
        """The dates in the claim's words."""
        return text_dates.find(self.text)

    def bears(self, figure: Figure) -> bool:
        """Whether the claim gives the figure, or a figure of the magnitude."""
        if figure.floor:
            return self.figures.reaches(figure.value) or any(figure.value <= q for q in self.quantity)
        return figure.value in self.figures.values or figure.value in self.quantity

    def dates(self, mention: Mention) -> bool:
        """Whether the claim gives the date, or a more exact one within it."""
        if any(_same(mention, other) for other in self.mentions):
            return True
        own = self.date is not None and _spans(mention, self.date)
        return own or (not mention.day and _spans(mention, self.published))


def unsupported(material: Material) -> Iterator[Fault]:
    """A figure or date in prose stands in a claim that the sentence, or the record it is in, cites.

    Example: "About 12,000 soldiers went. [@a/4]", and the claim a/4 says 3,000.
    """
    grounds: dict[str, Ground] = {}
    names = _Names(material.corpus)
    for passage in material.passages:
        if not _may_state(passage.text):
            continue
        for sentence in passage.sentences:
            if not _may_state(sentence.text):
                continue
            claims = material.claims(sentence.claims)
            if sentence.claims and not claims:
                continue  # not printed: nothing of it was known on the day
            text = sentence.text if passage.part != "note" else of_the_world(sentence.text, material.selection.as_of)
            text = names.blanked(text)
            held = _Held(material, claims, grounds)
            for kind, words, start in _unborne(text, held, material.texts):
                yield _fault(passage, sentence, kind, words, start)


class _Held:
    """What some claims bear together. Each is read when it is first asked, for the first ones mostly settle it."""

    def __init__(self, material: Material, claims: list[Claim], grounds: dict[str, Ground]) -> None:
        self.material, self.claims, self.grounds = material, claims, grounds

    def __iter__(self) -> Iterator[Ground]:
        """What each of the claims bears, in their order."""
        for claim in self.claims:
            if claim.id not in self.grounds:
                self.grounds[claim.id] = Ground(claim, self.material.corpus.sources[claim.source].published)
            yield self.grounds[claim.id]


def _unborne(text: str, held: _Held, sources: int) -> Iterator[tuple[str, str, int]]:
    """The dates and figures of a sentence that nothing bears: kind, words and offset, each once."""
    readings: dict[tuple[int, int], list[Mention]] = {}
    for mention in text_dates.find(text):
        readings.setdefault((mention.start, mention.end), []).append(mention)
    for (start, end), mentions in readings.items():
        if not any(ground.dates(mention) for ground in held for mention in mentions):
            yield "date", text[start:end], start
        text = text[:start] + " " * (end - start) + text[end:]
    for name, start in figures.named(text):
        if not any(name in ground.figures.names for ground in held):
            yield "figure", text[start:].split()[0].rstrip(".,;:)"), start
    for figure in figures.stated(text):
        counts = _MATERIAL.match(text, figure.start + len(figure.words)) and figure.value <= sources
        if not counts and not any(ground.bears(figure) for ground in held):
            yield "figure", figure.words, figure.start


def of_the_world(text: str, as_of: datetime.date) -> str:
    """A note's sentence without what it says of the paper itself: its number, and days from its own on."""
    text = _ISSUE.sub(lambda match: " " * len(match.group()), text)
    today = (as_of.year, as_of.month, as_of.day)
    for mention in text_dates.find(text):
        if mention.day and (mention.year, mention.month, mention.day) >= today:
            text = text[: mention.start] + " " * (mention.end - mention.start) + text[mention.end :]
    return text


def states(text: str) -> bool:
    """Whether a text gives a date, or a figure that does not count what the paper rests on."""
    counted = (figure for figure in figures.stated(text) if not _MATERIAL.match(text, figure.start + len(figure.words)))
    return _may_state(text) and (bool(text_dates.find(text)) or any(counted))


def _fault(passage: Passage, sentence: Sentence, kind: str, words: str, start: int) -> Fault:
    if sentence.claims:
        cited = ", ".join(sentence.claims[:3]) + (", ..." if len(sentence.claims) > 3 else "")
        message = f'the {kind} "{words}" stands in no claim that is cited here ({cited})'
        return passage.fault(sentence, start, message, "cite the claim that gives it, or correct it")
    message = f'the {kind} "{words}" is given without a citation'
    return passage.fault(sentence, start, message, "cite the claim that gives it")


def _may_state(text: str) -> bool:
    """Whether a text can hold a figure or a date at all; settles most texts cheaply."""
    return any(pattern.search(text) for pattern in _STATING)


class _Names:
    """Names with a figure in them (`Sherrod 2024`): they state nothing. Found by their rarest word."""

    def __init__(self, corpus: Corpus) -> None:
        names: set[str] = {name for s in corpus.sources.values() for name in (s.short, s.title)}
        names |= {e.name for e in corpus.events.values()} | {c.name for c in corpus.categories.values()}
        names |= {name for a in corpus.actors.values() for name in (a.name, *(x.text for x in a.aliases))}
        words = {name: _WORD.findall(name) for name in sorted(names) if _may_state(name)}
        common = Counter(word for found in words.values() for word in found)
        self.by_word: dict[str, list[str]] = {}
        for name, found in words.items():
            self.by_word.setdefault(min(found, key=lambda word: (common[word], word)), []).append(name)

    def blanked(self, text: str) -> str:
        """The text with blanks for each name, the longest first."""
        names = [name for word in self.by_word.keys() & _WORD.findall(text) for name in self.by_word[word]]
        for name in sorted(names, key=lambda name: (-len(name), name)):
            text = text.replace(name, " " * len(name))
        return text


def _same(one: Mention, other: Mention) -> bool:
    """Whether the first date says nothing that the other does not."""
    pairs = ((one.year, other.year), (one.month, other.month), (one.day, other.day))
    return all(not mine or mine == theirs for mine, theirs in pairs)


def _spans(mention: Mention, date: PartialDate) -> bool:
    """Whether a date that a text mentions is that of a record, a part of its form, or one of its two ends."""
    ends: Iterable[PartialDate | str] = [PartialDate.parse(end.rstrip("~")) for end in date.text.split("/")]
    return any(not isinstance(end, str) and _same(mention, _mention(end)) for end in (date, *ends))


def _mention(date: PartialDate) -> Mention:
    year, month, day, *_ = [*(int(part) for part in re.findall(r"\d+", date.text.split("/")[0])), 0, 0, 0]
    return Mention(year, month, day, 0, 0)
