"""The check of tradecraft: what came of it. The rules are loaded where they are applied (`rules.py`)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from briefing.corpus.records import TradecraftRule
from briefing.problems import Problem

if TYPE_CHECKING:
    from briefing.analysis.tradecraft.material import Subject


class Finding(msgspec.Struct, frozen=True, kw_only=True):
    """What a rule found in a record, as a located problem."""

    rule: TradecraftRule
    subject: Subject
    problem: Problem


class Waived(msgspec.Struct, frozen=True):
    """A fault that a curator waived, with the reason."""

    rule: TradecraftRule
    subject: Subject
    reason: str


class Examination(msgspec.Struct, frozen=True, kw_only=True):
    """The outcome for one issue. `off` are the rules not applied: switched off, or for want of a window."""

    findings: tuple[Finding, ...] = ()
    waived: tuple[Waived, ...] = ()
    off: tuple[TradecraftRule, ...] = ()

    @property
    def problems(self) -> list[Problem]:
        """The open findings as problems."""
        return [finding.problem for finding in self.findings]
