"""What the rules of tradecraft look at: the judgments and the prose of one issue, sentence by sentence.

A `Subject` is the record that a fault is in, a `Passage` one of its texts with the claims that bear it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from itertools import pairwise
from typing import Literal

import msgspec

from briefing.analysis.findings import Analysis
from briefing.corpus.records import Claim, Corpus, Record, Waiver
from briefing.problems import NOWHERE, Location
from briefing.selection import JudgmentState, Selection
from briefing.settings import Period

Way = tuple[str | int, ...]
SubjectKind = Literal[
    "judgment",
    "bottom-line",
    "profile",
    "question",
    "negative-finding",
    "scenario",
    "recommendation",
    "glossary",
    "source",
    "note",
]
Part = Literal["estimate", "statement", "outlook", "gap", "note"]

_CITATION = re.compile(r"\[@([^\]]*)\]")
_LINK = "](#sources)"
# It begins with one set of characters, which the search for it takes to find its way quickly.
_END = re.compile(r"[.!?\n](?:(?<!\n)[\"'\u2019\u201d)\]]*(?P<cited>\s*(?:\[@[^\]]*\]\s*)*)(?=\s|$)|(?<=\n)\s*\n)")
_ABBREVIATED = re.compile(r"(?:\b[A-Z]|\b(?:Mr|Mrs|Dr|St|Gen|Col|No|vs|cf|approx|e\.g|i\.e))$")


class Subject(msgspec.Struct, frozen=True):
    """The record that a rule speaks of, its place, and what is waived for it."""

    kind: SubjectKind
    id: str
    location: Location = NOWHERE
    waive: tuple[Waiver, ...] = ()


class Fault(msgspec.Struct, frozen=True, kw_only=True):
    """What a rule finds; `field` leads from the subject's place to the faulty value. `claims` may waive it, too.

    `place` is the place itself, where no field leads there.
    """

    subject: Subject
    message: str
    field: Way = ()
    hint: str = ""
    other: Location | None = None
    claims: tuple[str, ...] = ()
    place: Location | None = None


class Sentence(msgspec.Struct, frozen=True, kw_only=True):
    """A sentence with its citations blanked out, where it begins in its passage, and the claims that bear it.

    `cited` says that it leads a reader to something: to claims, or to the list of sources.
    """

    text: str
    start: int
    claims: tuple[str, ...]
    cited: bool


class Passage(msgspec.Struct, frozen=True, kw_only=True, dict=True):
    """One text of a record.

    `claims` bear every sentence of it; the sentence's own citations come to them. `part` says what it is: our
    estimate, a statement of fact that must cite, an outlook (what to watch, why it matters), a gap, or a note. `lines`
    are the offsets at which lines of a file begin in it, with their places, where no field leads to the text.
    """

    subject: Subject
    field: Way
    text: str
    part: Part
    claims: tuple[str, ...] = ()
    lines: tuple[tuple[int, Location], ...] = ()

    @cached_property
    def sentences(self) -> tuple[Sentence, ...]:
        """The sentences, each with the citations in it and right after it."""
        ends = [0, *_ends(self.text), len(self.text)]
        return tuple(s for begin, end in pairwise(ends) for s in self._sentence(begin, end))

    def _sentence(self, begin: int, end: int) -> Iterator[Sentence]:
        whole = words = self.text[begin:end]
        ids: list[str] = []
        if "[@" in whole:
            words = _CITATION.sub(lambda match: " " * len(match.group()), whole)
            ids = [part.strip().removeprefix("@") for cited in _CITATION.findall(whole) for part in cited.split(";")]
        if words.strip():
            claims = tuple(dict.fromkeys([*ids, *self.claims]))
            yield Sentence(text=words, start=begin, claims=claims, cited=bool(claims) or _LINK in whole)

    def fault(self, sentence: Sentence, offset: int, message: str, hint: str = "") -> Fault:
        """A fault at an offset of one of the sentences."""
        start = sentence.start + offset
        field = (*self.field, start) if self.field else ()
        place = next((place for begin, place in reversed(self.lines) if begin <= start), None)
        return Fault(subject=self.subject, message=message, field=field, hint=hint, place=place)


class Material:
    """One issue as the rules see it: the analysis, the passages (the brief's own notes among them), the window."""

    def __init__(self, analysis: Analysis, passages: Iterable[Passage], window: Period | None) -> None:
        self.analysis = analysis
        self.passages = tuple(passages)
        self.window = window

    @property
    def selection(self) -> Selection:
        """What was known on the day."""
        return self.analysis.selection

    @property
    def corpus(self) -> Corpus:
        """The whole corpus."""
        return self.analysis.selection.corpus

    @property
    def judgments(self) -> list[JudgmentState]:
        """The judgments that stand."""
        return [j for j in self.selection.judgments.values() if not j.retired]

    @property
    def lines(self) -> Mapping[str, str]:
        """The line of reporting of each claim in scope."""
        return self.analysis.lines

    @cached_property
    def texts(self) -> int:
        """How many sources were known on the day, in the brief's scope or not: curators write for all briefs."""
        return len({c.partition("/")[0] for c in self.selection.known})

    def claims(self, ids: Iterable[str]) -> list[Claim]:
        """Those of the claims that were known on the day."""
        known = self.selection.known
        return [self.corpus.claims[c] for c in dict.fromkeys(ids) if c in known]

    def judgment(self, state: JudgmentState) -> Subject:
        """A judgment as the subject of a fault."""
        return subject(self.corpus.judgments[state.id], "judgment", state.id)


def subject(record: Record, kind: SubjectKind, key: str) -> Subject:
    """A record as the subject of a fault."""
    waive: tuple[Waiver, ...] = getattr(record, "waive", ())
    return Subject(kind, key, record.location, waive)


def way(material: Selection, judgment: str, name: str) -> Way:
    """Where a field of a judgment stands as it read on the day: in its first state, or in the last revision of it."""
    field: Way = (name,)
    for index, revision in enumerate(material.corpus.judgments[judgment].revisions):
        if revision.date.latest <= material.as_of and getattr(revision, name) is not None:
            field = ("revisions", index, name)
    return field


def _ends(text: str) -> Iterator[int]:
    """Where the sentences of a text end: after the stop, the closing quotes and the citations."""
    for match in _END.finditer(text):
        if not _ABBREVIATED.search(text[: match.start()]) or match["cited"]:
            yield match.end()
