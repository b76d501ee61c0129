"""What an analysis finds, as frozen records. Each finding names the claims it rests on.

Words such as `corroborated` are defined in `docs/analysis.md`; nothing here is typed in by a curator.
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from decimal import Decimal
from typing import Literal

import msgspec

from briefing.corpus.records import Stage
from briefing.selection import Selection

Verification = Literal["confirmed", "corroborated", "single-source", "unverified", "disputed", "denied"]
ConflictKind = Literal["quantity", "date", "denial", "status"]
Reason = Literal[
    "ceiling-and-count", "different-dates", "one-origin", "different-origins", "hedge", "remark", "unexplained"
]
Treatment = Literal["range", "best-graded", "disputed", "undenied", "hedged", "open"]
Trend = Literal["new", "up", "down", "same"]
JudgmentChange = Literal["new", "raised", "lowered", "unchanged", "reworded", "retired"]


class Line(msgspec.Struct, frozen=True):
    """One independent line of reporting: an origin, or a source that names none, and the claims that come from it.

    `id` is `origin:<id>` or `source:<id>`.
    """

    id: str
    claims: tuple[str, ...]


class Amount(msgspec.Struct, frozen=True, kw_only=True):
    """The span of what claims say of one quantity; None is an open end. `counts` is how many figures differ in it."""

    unit: str
    low: Decimal | None
    high: Decimal | None
    approximate: bool
    counts: int
    claims: tuple[str, ...]


class StageFinding(msgspec.Struct, frozen=True, kw_only=True):
    """What is reported of a flow at one stage: how well it is verified, by how many lines, how much."""

    stage: Stage
    verification: Verification
    lines: tuple[Line, ...]
    grade: str
    amounts: tuple[Amount, ...]
    claims: tuple[str, ...]


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
    """Claims that cannot all be right. `sides` are its claims in the order to show; `about` what they are about.

    `id` is stable from issue to issue: the kind and what it is about.
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


class Judged(msgspec.Struct, frozen=True, kw_only=True):
    """How a key judgment stands against the last issue."""

    id: str
    change: JudgmentChange
    before: str = ""
    why: str = ""


class CellChange(msgspec.Struct, frozen=True, kw_only=True):
    """A cell of the matrix that is new, gone, or differs in stage or verification; None: there was none."""

    key: tuple[str, str, str]
    before: StageFinding | None
    after: StageFinding | None


class Changes(msgspec.Struct, frozen=True, kw_only=True):
    """What differs between two selections. `since` is None for the first issue."""

    since: datetime.date | None
    new_sources: tuple[str, ...] = ()
    lost_sources: tuple[str, ...] = ()
    new_claims: tuple[str, ...] = ()
    lost_claims: tuple[str, ...] = ()
    judgments: tuple[Judged, ...] = ()
    cells: tuple[CellChange, ...] = ()
    opened: tuple[str, ...] = ()
    settled: tuple[str, ...] = ()

    @property
    def material(self) -> bool:
        """Whether anything changed that a reader should know of."""
        moved = any(j.change != "unchanged" for j in self.judgments)
        rest = (self.new_sources, self.lost_sources, self.new_claims, self.lost_claims, self.cells, self.opened)
        return moved or any(rest) or bool(self.settled)


class Analysis(msgspec.Struct, frozen=True, kw_only=True):
    """All findings over one selection."""

    selection: Selection
    lines: Mapping[str, str]
    cells: Mapping[tuple[str, str, str], Cell]
    conflicts: tuple[Conflict, ...]
    changes: Changes
