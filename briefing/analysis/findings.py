"""What an analysis finds, as frozen records. Each finding names the claims it rests on.

Words such as `corroborated` are defined in `docs/analysis.md`; nothing here is typed in by a curator.
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from decimal import Decimal
from typing import Literal

import msgspec

from briefing.corpus.records import ConflictKind, Stage
from briefing.selection import Selection

Verification = Literal["confirmed", "corroborated", "single-source", "unverified", "disputed", "denied"]
Reason = Literal[
    "ceiling-and-count",
    "different-dates",
    "different-unit",
    "one-origin",
    "relayed",
    "different-origins",
    "hedge",
    "hedge-dropped",
    "party-denies",
    "remark",
    "curator",
    "unexplained",
]
Treatment = Literal["range", "latest", "best-graded", "disputed", "undenied", "hedged", "open", "settled"]
Direction = Literal["growing", "falling", "varying"]
Trend = Literal["new", "up", "down", "same"]
JudgmentChange = Literal["new", "raised", "lowered", "unchanged", "reworded", "retired"]


class Line(msgspec.Struct, frozen=True):
    """One independent line of reporting: an origin, or a source that names none, and the claims that come from it.

    `id` is `origin:<id>` or `source:<id>`.
    """

    id: str
    claims: tuple[str, ...]


class Circular(msgspec.Struct, frozen=True, kw_only=True):
    """Circular reporting: several sources that speak of one flow or event and are one line, so count once.

    `line` is the line they share; `about` the flows (`north>east:troops`) and events on which they repeat it.
    """

    line: str
    sources: tuple[str, ...]
    claims: tuple[str, ...]
    about: tuple[str, ...]


class Amount(msgspec.Struct, frozen=True, kw_only=True):
    """The span of what claims say of one quantity; None is an open end. `counts` is how many figures differ in it."""

    unit: str
    low: Decimal | None
    high: Decimal | None
    approximate: bool
    counts: int
    claims: tuple[str, ...]


class StageFinding(msgspec.Struct, frozen=True, kw_only=True):
    """What is reported of a flow at one stage: how well it is verified (by `rule`), by how many lines, how much."""

    stage: Stage
    verification: Verification
    lines: tuple[Line, ...]
    grade: str
    amounts: tuple[Amount, ...]
    claims: tuple[str, ...]
    rule: str = ""


class Dyad(msgspec.Struct, frozen=True, order=True):
    """Who gives whom."""

    provider: str
    recipient: str


class Cell(msgspec.Struct, frozen=True, kw_only=True):
    """One category of assistance in one directed dyad.

    `findings` are the stages with reporting, the furthest first; `headline` is the one to state first: the furthest
    stage that a line affirms, else the furthest. `denials` are the claims that deny the flow.
    """

    dyad: Dyad
    category: str
    headline: StageFinding
    findings: tuple[StageFinding, ...]
    denials: tuple[str, ...]
    trend: Trend = "new"

    @property
    def key(self) -> tuple[str, str, str]:
        """Provider, recipient and category."""
        return (self.dyad.provider, self.dyad.recipient, self.category)

    @property
    def claims(self) -> tuple[str, ...]:
        """All claims of the cell, each once."""
        found = [c for finding in self.findings for c in finding.claims]
        return tuple(dict.fromkeys([*found, *self.denials]))

    @property
    def tentative(self) -> bool:
        """Whether the flow is only sought, promised, refused or unverified: not a delivery."""
        delivered = self.headline.stage in ("in-transit", "delivered", "in-use")
        return not delivered or self.headline.verification in ("unverified", "denied")


class Conflict(msgspec.Struct, frozen=True, kw_only=True):
    """Claims that cannot all be right. `sides` are its claims in the order to show.

    `id` is stable from issue to issue: the kind and what it is about. `curated` is the id of a curator's record that
    added or settled it, `note` the curator's reason, `about` the curator's name for what is at issue.
    """

    id: str
    kind: ConflictKind
    sides: tuple[str, ...]
    event: str = ""
    provider: str = ""
    recipient: str = ""
    category: str = ""
    unit: str = ""
    low: Decimal | None = None
    high: Decimal | None = None
    reasons: tuple[Reason, ...] = ()
    treatment: Treatment = "open"
    curated: str = ""
    note: str = ""
    about: str = ""

    @property
    def settled(self) -> bool:
        """Whether a curator settled it; it stays listed, with the reason."""
        return self.treatment == "settled"


class Series(msgspec.Struct, frozen=True, kw_only=True):
    """Counts of one thing at times that are surely apart: a development, not a contradiction. Oldest first."""

    id: str
    claims: tuple[str, ...]
    unit: str
    direction: Direction
    event: str = ""
    provider: str = ""
    recipient: str = ""
    category: str = ""


class Judged(msgspec.Struct, frozen=True, kw_only=True):
    """How a key judgment stands against the last issue: its likelihood, and its confidence if that differs."""

    id: str
    change: JudgmentChange
    before: str = ""
    confidence_before: str = ""
    why: str = ""

    @property
    def moved(self) -> bool:
        """Whether a reader should know of it."""
        return self.change != "unchanged" or bool(self.confidence_before)


class CellChange(msgspec.Struct, frozen=True, kw_only=True):
    """A cell of the matrix that is new, gone, or differs in stage or verification; None: there was none."""

    key: tuple[str, str, str]
    before: StageFinding | None
    after: StageFinding | None


class RevisedClaim(msgspec.Struct, frozen=True, kw_only=True):
    """A claim whose record reads otherwise now: the names of the fields that differ."""

    id: str
    fields: tuple[str, ...]


class Regraded(msgspec.Struct, frozen=True, kw_only=True):
    """A source whose reliability (A to F) changed, with the reason that now stands."""

    id: str
    before: str
    after: str
    why: str


class RangeChange(msgspec.Struct, frozen=True, kw_only=True):
    """The span of one unit at one stage of a cell that changed; `moved` where it neither holds nor lies in the old."""

    key: tuple[str, str, str]
    stage: Stage
    before: Amount
    after: Amount
    change: Literal["widened", "narrowed", "moved"]


class Changes(msgspec.Struct, frozen=True, kw_only=True):
    """What differs between two selections. `since` is None for the first issue.

    `lost_claims` are known no more, `retracted` those of them that their curator withdrew; `opened`, `settled` and
    `gone` are ids of conflicts: new or open again, settled by a curator, and no longer found.
    """

    since: datetime.date | None
    new_sources: tuple[str, ...] = ()
    lost_sources: tuple[str, ...] = ()
    new_claims: tuple[str, ...] = ()
    lost_claims: tuple[str, ...] = ()
    judgments: tuple[Judged, ...] = ()
    cells: tuple[CellChange, ...] = ()
    opened: tuple[str, ...] = ()
    settled: tuple[str, ...] = ()
    gone: tuple[str, ...] = ()
    revised: tuple[RevisedClaim, ...] = ()
    retracted: tuple[str, ...] = ()
    regraded: tuple[Regraded, ...] = ()
    ranges: tuple[RangeChange, ...] = ()

    @property
    def material(self) -> bool:
        """Whether anything changed that a reader should know of."""
        moved = any(j.moved for j in self.judgments)
        rest = (self.new_sources, self.lost_sources, self.new_claims, self.lost_claims, self.cells, self.opened)
        more = (self.settled, self.gone, self.revised, self.regraded, self.ranges)
        return moved or any(rest) or any(more)


class Analysis(msgspec.Struct, frozen=True, kw_only=True):
    """All findings over one selection."""

    selection: Selection
    lines: Mapping[str, str]
    cells: Mapping[tuple[str, str, str], Cell]
    conflicts: tuple[Conflict, ...]
    changes: Changes
    series: tuple[Series, ...] = ()
    circular: tuple[Circular, ...] = ()
