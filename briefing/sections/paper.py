"""What a section gets: the brief, the issue, the analysis, and the words for the corpus's terms."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping

import msgspec

from briefing.analysis.findings import Amount, Analysis, Cell, Line
from briefing.analysis.tradecraft import Examination
from briefing.corpus import dates, quantities
from briefing.corpus.dates import DateWords, PartialDate
from briefing.corpus.quantities import NumberWords, Quantity
from briefing.corpus.records import Claim, Corpus, Source
from briefing.document.build import plain
from briefing.document.nodes import Figure, Origin, Text
from briefing.problems import Location
from briefing.schedule import Issue
from briefing.selection import Selection
from briefing.settings import Brief

Words = Mapping[str, Mapping[str, str]]
_CAPITALS = ("de", "lb")  # languages that write nouns with a capital letter


class Paper(msgspec.Struct, frozen=True, kw_only=True):
    """One issue of a brief, as its sections see it.

    `examination` is what the check of tradecraft found; `cited` are the sources that the other sections cite, `figures`
    the drawings that they hold.
    """

    brief: Brief
    issue: Issue
    analysis: Analysis
    words: Words
    calendar: DateWords = dates.ENGLISH
    numerals: NumberWords = quantities.ENGLISH
    examination: Examination = Examination()
    cited: frozenset[str] = frozenset()
    figures: tuple[Figure, ...] = ()

    @property
    def selection(self) -> Selection:
        """What was known on the day."""
        return self.analysis.selection

    @property
    def cells(self) -> dict[tuple[str, str, str], Cell]:
        """The cells between actors of the scope; all cells where the scope names none. Made anew at each call."""
        scope = set(self.brief.scope.actors)
        found = dict(self.analysis.cells)
        return {key: c for key, c in found.items() if {key[0], key[1]} <= scope} if scope else found

    @property
    def corpus(self) -> Corpus:
        """The whole corpus, for names and references."""
        return self.selection.corpus

    def word(self, group: str, key: str) -> str:
        """The word for a term of a vocabulary (`templates/words.yaml`); the term itself if there is none."""
        return self.words.get(group, {}).get(key, key)

    def stage(self, stage: str, *categories: str) -> str:
        """The word for a stage of flows of these categories; people arrive where things are delivered."""
        records = [self.corpus.categories.get(category) for category in categories]
        people = bool(records) and all(record and record.people for record in records)
        return (self.words.get("stage_of_people", {}).get(stage) if people else None) or self.word("stage", stage)

    def say(self, key: str, **values: object) -> str:
        """A phrase of `templates/words.yaml` with its placeholders filled."""
        return self.word("phrase", key).format_map(values)

    def count(self, number: int, one: str, many: str = "") -> str:
        """How many: `1 source`, `5 sources`; the words are those of `one`, or of `many`, by default `one` with an s."""
        key = one if number == 1 else many or f"{one}s"
        return self.word("count", key).format(number=self.number(number))

    def lines(self, lines: Iterable[Line]) -> str:
        """How many independent lines, and in how many texts where those are not as many: `4 lines in 3 texts`."""
        by_line = [(line.id, self.claim(claim).source) for line in lines for claim in line.claims]
        number, texts = (len(set(ids)) for ids in zip(*by_line, strict=True)) if by_line else (0, 0)
        said = self.count(number, "line")
        return said if texts == number else self.say("lines_in", lines=said, texts=self.count(texts, "text"))

    def number(self, number: float) -> str:
        """A number with the language's signs."""
        return quantities.figure(number, self.numerals)

    def day(self, date: datetime.date) -> str:
        """A day as a reader writes it: `2 March 2025`."""
        return dates.display(PartialDate.exactly(date), self.calendar)

    def date(self, date: PartialDate) -> str:
        """A date in words."""
        return dates.display(date, self.calendar)

    def quantity(self, quantity: Quantity) -> str:
        """A quantity in words."""
        return quantities.display(quantity, self.numerals)

    def amount(self, found: Amount) -> str:
        """A span of figures with its unit: `1,500–12,000 troops`, `about 12,000 troops`, `up to 12,000 troops`."""
        return self.quantity(amount(found))

    def listing(self, words: Iterable[str]) -> str:
        """`a`, `a and b`, `a, b and c`."""
        *others, last = list(words) or [""]
        return self.say("list", first=", ".join(others), last=last) if others else last

    def inside(self, name: str) -> str:
        """A category's name inside a sentence: in small letters, unless nouns have capital ones."""
        return name if self.brief.language.partition("-")[0].lower() in _CAPITALS else name.lower()

    def name(self, actor: str) -> str:
        """An actor's name."""
        record = self.corpus.actors.get(actor)
        return record.name if record else actor

    def dyad(self, provider: str, recipient: str) -> str:
        """Who gives whom: `North Korea → Russia`."""
        return f"{self.name(provider)} → {self.name(recipient)}"

    def category(self, category: str) -> str:
        """A category's name."""
        record = self.corpus.categories.get(category)
        return record.name if record else category

    def claim(self, claim: str) -> Claim:
        """A claim by its id."""
        return self.corpus.claims[claim]

    def source(self, claim: Claim) -> Source:
        """The source of a claim."""
        return self.corpus.sources[claim.source]

    def known(self, claims: Iterable[str]) -> tuple[str, ...]:
        """Those of the claims that were known on the day, in or out of the brief's scope."""
        return tuple(c for c in claims if c in self.selection.known)


def amount(found: Amount) -> Quantity:
    """A span of figures as one quantity."""
    low, high, unit = found.low, found.high, found.unit
    if found.counts > 1 and low is not None and high is not None and low != high:
        return Quantity(unit=unit, low=low, high=high)
    if low is None:
        return Quantity(unit=unit, at_most=high)
    if high is None:
        return Quantity(unit=unit, at_least=low)
    if found.approximate:
        return Quantity(unit=unit, about=low)
    if low != high:
        return Quantity(unit=unit, low=low, high=high)
    return Quantity(unit=unit, value=low)


def said(words: str, record: str, location: Location) -> Text | str:
    """Words that a curator wrote, so that what is set from them names their record; empty words stay empty."""
    return Text(text=plain(words), origin=Origin(record, location)) if words else ""


def upper_first(words: str) -> str:
    """The words with a capital first letter."""
    return words[:1].upper() + words[1:]
