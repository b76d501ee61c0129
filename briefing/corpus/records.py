"""The corpus as typed, frozen records; `docs/corpus.md` describes each field for curators.

Field names are the YAML keys. `location` is where a record stands; it is no key. Vocabularies are `Literal`
types: their order is the order in which they are shown.
"""

# Annotations are values here and not texts (no `from __future__ import annotations`): what decodes these records looks
# at three hundred of them at every start, and would have to compile each (2 ms).

from collections.abc import Mapping
from typing import ClassVar, Literal

import msgspec

from briefing.corpus.dates import PartialDate
from briefing.corpus.quantities import Quantity
from briefing.corpus.tlp import Tlp
from briefing.problems import NOWHERE, Location

ClaimKind = Literal[
    "assistance",
    "request",
    "statement",
    "denial",
    "event",
    "response",
    "assessment",
    "forecast",
    "recommendation",
    "context",
]
Stage = Literal["sought", "pledged", "agreed", "in-transit", "delivered", "in-use", "suspended", "refused"]
Wording = Literal["confirmed", "asserted", "reported", "alleged", "possible", "denied"]
Topic = Literal["position", "motive", "cost", "risk", "capability", "constraint"]
Reliability = Literal["A", "B", "C", "D", "E", "F"]
SourceType = Literal["official", "news", "opinion", "student-paper", "student-journal", "news-blog", "machine-report"]
ActorType = Literal["state", "organisation", "unit", "person", "group"]
OriginType = Literal["official", "interview", "media", "expert", "unstated"]
CategoryGroup = Literal["military", "technology", "economic", "political"]
ScaleId = Literal["icd203", "phia", "ipcc"]
ConfidenceLevel = Literal["low", "moderate", "high"]
RevisionChange = Literal["raised", "lowered", "unchanged", "reworded", "retired"]
Priority = Literal["high", "medium", "low"]
GlossaryKind = Literal["concept", "event", "unit", "document"]
ConflictKind = Literal["quantity", "date", "denial", "status", "stage", "place", "participants", "fact"]
CuratedTreatment = Literal["range", "latest", "best-graded", "open"]
TradecraftRule = Literal[
    "likelihood-text",
    "likelihood-rows",
    "likelihood-scales",
    "likelihood-with-confidence",
    "confidence-reason",
    "bare-modal",
    "certainty-word",
    "single-line",
    "weak-sources",
    "contrary-ignored",
    "alternative-missing",
    "kinds-mixed",
    "relevance-missing",
    "change-direction",
    "figure-unsupported",
    "sentence-uncited",
    "note-uncited",
    "actor-unsupported",
    "actor-unknown",
    "recommendation-retired",
    "diagonal-grading",
    "stale-source",
]


class Record(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """What all records share: the place in its file.

    Records are made of what cannot lead back to them, so the garbage collector need not look at them (`gc`).
    """

    location: Location = NOWHERE


class Waiver(Record, frozen=True):
    """A curator's word that a rule of tradecraft need not hold here, and why; the method section prints it."""

    rule: TradecraftRule
    reason: str


class CorpusSettings(Record, frozen=True):
    """`corpus.yaml`."""

    title: str
    language: str = "en-GB"
    likelihood_scale: ScaleId = "icd203"
    texts: str = ""
    ai_disclosure: str = ""


class Alias(Record, frozen=True):
    """Another name of an actor; `lang` is set for names in another language or script."""

    shorthand: ClassVar[tuple[str, ...]] = ("text",)  # a lone text is the name

    text: str
    lang: str = ""


class Profile(Record, frozen=True):
    """What a brief says of an actor: Markdown with citations."""

    description: str = ""
    position: str = ""
    motives: str = ""
    costs: str = ""
    gaps: str = ""
    waive: tuple[Waiver, ...] = ()


class Actor(Record, frozen=True):
    """A state, organisation, unit, person or group."""

    id: str
    name: str
    type: ActorType
    aliases: tuple[Alias, ...] = ()
    part_of: str = ""
    role: str = ""
    profile: Profile | None = None


class InformationOrigin(Record, frozen=True):
    """Whom a source relays: the unit of independence."""

    id: str
    name: str
    type: OriginType
    actor: str = ""
    source: str = ""
    relays: str = ""
    note: str = ""


class Category(Record, frozen=True):
    """A category of assistance, with its CAMEO code; `people` where men and women are sent, not things."""

    id: str
    name: str
    group: CategoryGroup
    cameo: str = ""
    description: str = ""
    people: bool = False


class Event(Record, frozen=True):
    """Something that several claims date or describe."""

    id: str
    name: str
    actors: tuple[str, ...] = ()
    place: str = ""
    description: str = ""
    lasting: bool = False


class TextFile(Record, frozen=True):
    """The full text, kept outside the repository: file name and SHA-256 of its bytes."""

    file: str
    sha256: str


class Skipped(Record, frozen=True):
    """Paragraphs that no claim cites, and why."""

    at: tuple[int, ...]
    reason: str


class Override(Record, frozen=True):
    """A curator's word that another claim is, or is not, about the same thing."""

    claim: str
    reason: str


class Claim(Record, frozen=True):
    """One statement of one source about one thing."""

    id: str
    at: tuple[int, ...]
    kind: ClaimKind
    wording: Wording
    credibility: Literal[1, 2, 3, 4, 5, 6]
    text: str
    provider: str = ""
    recipient: str = ""
    category: str = ""
    stage: Stage | None = None
    speaker: str = ""
    origin: str = ""
    quantity: Quantity | None = None
    date: PartialDate | None = None
    place: str = ""
    event: str = ""
    actors: tuple[str, ...] = ()
    topic: Topic | None = None
    remark: str = ""
    denies: tuple[str, ...] = ()
    same_as: tuple[Override, ...] = ()
    distinct_from: tuple[Override, ...] = ()
    added: PartialDate | None = None
    retracted: PartialDate | None = None
    retraction_reason: str = ""
    marking: Tlp | None = None
    waive: tuple[Waiver, ...] = ()

    @property
    def source(self) -> str:
        """The id of the source that makes the claim."""
        return self.id.partition("/")[0]


class Source(Record, frozen=True):
    """One publication, as its card describes and grades it (CSL-like; Admiralty reliability)."""

    id: str
    short: str
    title: str
    published: PartialDate
    type: SourceType
    reliability: Reliability
    reliability_reason: str
    descriptor: str
    authors: tuple[str, ...] = ()
    publisher: str = ""
    published_basis: str = ""
    accessed: PartialDate | None = None
    url: str = ""
    language: str = "en"
    disclosures: tuple[str, ...] = ()
    marking: Tlp = "TLP:CLEAR"
    text: TextFile | None = None
    skipped: tuple[Skipped, ...] = ()
    relays: str = ""
    added: PartialDate | None = None
    retracted: PartialDate | None = None
    waive: tuple[Waiver, ...] = ()


class Likelihood(Record, frozen=True):
    """A term together with the scale that gives it its range."""

    scale: ScaleId
    term: str


class Confidence(Record, frozen=True):
    """A level of confidence and the reason for it."""

    level: ConfidenceLevel
    reason: str


class Revision(Record, frozen=True):
    """What changed in a judgment on a day; a field that is None reads as before."""

    date: PartialDate
    change: RevisionChange
    why: str
    text: str | None = None
    likelihood: Likelihood | None = None
    confidence: Confidence | None = None
    claims: tuple[str, ...] | None = None
    contrary: tuple[str, ...] | None = None
    alternative: str | None = None
    assumptions: tuple[str, ...] | None = None
    indicators: tuple[str, ...] | None = None
    matters: str | None = None
    next: str | None = None


class Judgment(Record, frozen=True):
    """A key judgment in its first state, with its dated revisions."""

    id: str
    made: PartialDate
    text: str
    likelihood: Likelihood
    confidence: Confidence
    claims: tuple[str, ...]
    alternative: str
    contrary: tuple[str, ...] = ()
    assumptions: tuple[str, ...] = ()
    indicators: tuple[str, ...] = ()
    matters: str = ""
    next: str = ""
    topic: tuple[str, ...] = ()
    revisions: tuple[Revision, ...] = ()
    waive: tuple[Waiver, ...] = ()


class BottomLine(Record, frozen=True):
    """What a reader should take away, why it matters and what to watch, from a day on: Markdown with citations.

    `basis` says how good is what it rests on.
    """

    id: str
    made: PartialDate
    text: str
    judgments: tuple[str, ...]
    basis: str = ""
    matters: tuple[str, ...] = ()
    next: tuple[str, ...] = ()
    waive: tuple[Waiver, ...] = ()


class Question(Record, frozen=True):
    """An open question."""

    id: str
    opened: PartialDate
    text: str
    matters: str
    answered_by: str
    closed: PartialDate | None = None
    claims: tuple[str, ...] = ()
    waive: tuple[Waiver, ...] = ()


class NegativeFinding(Record, frozen=True):
    """What was looked for in which sources and not found."""

    id: str
    date: PartialDate
    text: str
    sources: tuple[str, ...]
    closed: PartialDate | None = None
    provider: str = ""
    recipient: str = ""
    category: str = ""
    waive: tuple[Waiver, ...] = ()


class Scenario(Record, frozen=True):
    """One way in which things may go on."""

    id: str
    made: PartialDate
    title: str
    text: str
    drivers: tuple[str, ...]
    indicators: tuple[str, ...]
    holder: Literal["source", "us"] = "us"
    claims: tuple[str, ...] = ()
    likelihood: Likelihood | None = None
    waive: tuple[Waiver, ...] = ()


class Recommendation(Record, frozen=True):
    """Advice: a source's (with its claims) or our own (with the judgments it rests on)."""

    id: str
    made: PartialDate
    text: str
    addressee: tuple[str, ...]
    priority: Priority
    success: str
    retired: PartialDate | None = None
    claims: tuple[str, ...] = ()
    judgments: tuple[str, ...] = ()
    waive: tuple[Waiver, ...] = ()


class GlossaryEntry(Record, frozen=True):
    """A term and its definition."""

    term: str
    kind: GlossaryKind
    definition: str
    aliases: tuple[str, ...] = ()
    claims: tuple[str, ...] = ()
    waive: tuple[Waiver, ...] = ()


class CuratedConflict(Record, frozen=True):
    """A contradiction that a curator adds, or one found by rule that a curator settles.

    Added: `claims` say one thing, `against` another, and no rule can know it. Settled: `claims` name the found
    conflict of this kind by some of its sides, at best one of each.
    """

    id: str
    date: PartialDate
    action: Literal["added", "settled"]
    kind: ConflictKind
    claims: tuple[str, ...]
    reason: str
    against: tuple[str, ...] = ()
    about: str = ""
    treatment: CuratedTreatment = "open"


class Corpus(msgspec.Struct, frozen=True, kw_only=True):
    """All that is known, by id; mappings keep the order of the files, sources that of their ids.

    `hashes` are the SHA-256 of the files, by their path in the corpus. `damaged` names, by the place of their
    record, the fields that could not be read, and `incomplete` the collections that lack records for that
    reason; those problems are reported and no check repeats them.
    """

    settings: CorpusSettings
    sources: Mapping[str, Source]
    claims: Mapping[str, Claim]
    actors: Mapping[str, Actor]
    origins: Mapping[str, InformationOrigin]
    categories: Mapping[str, Category]
    events: Mapping[str, Event]
    judgments: Mapping[str, Judgment]
    bottom_lines: Mapping[str, BottomLine]
    questions: Mapping[str, Question]
    negative_findings: Mapping[str, NegativeFinding]
    scenarios: Mapping[str, Scenario]
    recommendations: Mapping[str, Recommendation]
    glossary: Mapping[str, GlossaryEntry]
    conflicts: Mapping[str, CuratedConflict] = {}
    hashes: Mapping[str, str] = {}
    damaged: Mapping[Location, frozenset[str]] = {}
    incomplete: frozenset[str] = frozenset()
