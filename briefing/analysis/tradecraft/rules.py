"""The check of tradecraft: the standards of analytic writing as rules, each one function with its standard.

`RULES` is the table of all rules; `docs/tradecraft.md` is its manual. `examine` gives what is open and what was
waived; a severity comes from the brief's `tradecraft:` file or else from the table.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from types import MappingProxyType

import msgspec

from briefing.analysis.findings import Analysis
from briefing.analysis.tradecraft import Examination, Finding, Waived, basis, citations, estimative, figures
from briefing.analysis.tradecraft.material import Fault, Material, Passage
from briefing.analysis.tradecraft.passages import passages
from briefing.beside import begun
from briefing.corpus.records import TradecraftRule, Waiver
from briefing.problems import Problem, Severity
from briefing.settings import Brief, RuleSeverity, Tradecraft

Find = Callable[[Material], Iterator[Fault]]
ICD, ICS = "ICD 203", "ICS 206-01"


class Rule(msgspec.Struct, frozen=True):
    """A rule: its function, the standard of ICD 203 (1 to 9) that it serves, where it is laid down, its severity."""

    find: Find
    standard: int
    basis: str
    severity: Severity = "error"


RULES: Mapping[TradecraftRule, Rule] = MappingProxyType(
    {
        "likelihood-text": Rule(estimative.text_and_term, 2, ICD),
        "likelihood-rows": Rule(estimative.rows, 2, ICD),
        "likelihood-scales": Rule(estimative.scales, 2, ICD),
        "likelihood-with-confidence": Rule(estimative.with_confidence, 2, ICD),
        "confidence-reason": Rule(estimative.confidence_reasons, 2, ICD),
        "bare-modal": Rule(estimative.bare_modals, 2, ICD),
        "certainty-word": Rule(estimative.certainty, 2, ICD),
        "single-line": Rule(basis.single_lines, 2, ICD),
        "weak-sources": Rule(basis.weak_sources, 1, "Admiralty grading"),
        "contrary-ignored": Rule(basis.contrary_claims, 4, ICD),
        "alternative-missing": Rule(basis.alternatives, 4, ICD),
        "kinds-mixed": Rule(basis.mixtures, 3, ICD, "warning"),
        "relevance-missing": Rule(basis.relevance, 5, ICD, "warning"),
        "change-direction": Rule(estimative.directions, 7, ICD),
        "figure-unsupported": Rule(figures.unsupported, 6, ICS),
        "sentence-uncited": Rule(citations.uncited, 1, ICS),
        "note-uncited": Rule(citations.uncited_notes, 1, ICS, "warning"),
        "actor-unsupported": Rule(citations.unmentioned, 6, ICS, "warning"),
        "actor-unknown": Rule(citations.unknown_names, 6, ICS, "warning"),
        "recommendation-retired": Rule(basis.retired_bases, 6, ICD),
        "diagonal-grading": Rule(basis.diagonals, 1, "Admiralty grading", "warning"),
        "stale-source": Rule(basis.stale, 1, ICD, "warning"),
    }
)


HEAVY: TradecraftRule = "figure-unsupported"
MANY = 300  # texts from which on a fork costs less than it saves


def examine(analysis: Analysis, brief: Brief, settings: Tradecraft, notes: Iterable[Passage] = ()) -> Examination:
    """What the rules find in one issue of a brief; `notes` are the passages of its own sections."""
    material = Material(analysis, (*passages(analysis.selection), *notes), brief.window)
    opened: list[Finding] = []
    waived: dict[Waived, None] = {}
    severities: dict[TradecraftRule, RuleSeverity] = {
        name: settings.rules.get(name, rule.severity)
        for name, rule in RULES.items()
        if name != "stale-source" or brief.window is not None
    }
    applied = {name: severity for name, severity in severities.items() if severity != "off"}
    faults = _faults(material, applied)
    for name, severity in applied.items():
        for fault in faults[name]:
            waiver = _waiver(material, name, fault)
            if waiver is None:
                opened.append(Finding(rule=name, subject=fault.subject, problem=_problem(name, severity, fault)))
            else:
                waived.setdefault(Waived(name, fault.subject, waiver.reason))
    off = tuple(name for name in RULES if name not in applied)
    return Examination(findings=tuple(opened), waived=tuple(waived), off=off)


def _faults(material: Material, applied: Collection[TradecraftRule]) -> dict[TradecraftRule, list[Fault]]:
    """What each rule finds; in many texts, the rule that takes longest is applied beside the others."""
    many = HEAVY in applied and len(material.passages) > MANY
    with begun(lambda: [*RULES[HEAVY].find(material)], worth_it=many) as heavy:
        faults = {name: [*RULES[name].find(material)] for name in applied if name != HEAVY}
        if HEAVY in applied:
            faults[HEAVY] = heavy()
    return faults


def _waiver(material: Material, rule: TradecraftRule, fault: Fault) -> Waiver | None:
    """The waiver that covers a fault: its subject's, or that of a claim it is about."""
    given = [*fault.subject.waive, *(w for c in fault.claims for w in material.corpus.claims[c].waive)]
    return next((waiver for waiver in given if waiver.rule == rule), None)


def _problem(rule: TradecraftRule, severity: Severity, fault: Fault) -> Problem:
    return Problem(
        code=rule,
        message=fault.message,
        location=fault.place or fault.subject.location,
        field=fault.field,
        other=fault.other,
        hint=fault.hint,
        severity=severity,
    )
