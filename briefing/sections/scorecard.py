"""The scorecard: the nine tradecraft standards of ICD 203, and for each the checks behind it, passed or open.

Options: none. A check that was not applied says so. Standard 8 (accurate judgments) has no check: only time tells.
"""

from __future__ import annotations

from collections.abc import Mapping

from briefing.analysis.tradecraft import Examination
from briefing.corpus.records import TradecraftRule
from briefing.document.build import cell, columns, p, row, table
from briefing.document.nodes import Row
from briefing.sections.paper import Paper, upper_first

STANDARDS = range(1, 10)


def values(paper: Paper, _options: Mapping[str, object]) -> dict[str, object]:
    """`scorecard`: the table; `open`, `waived`, `off`: how many findings are open and waived, and rules not applied."""
    found = paper.examination
    made = table(
        "scorecard",
        columns("lll", 1.2, 2.2, 1),
        head=[row(*(paper.word("head", h) for h in ("standard", "check", "outcome")), header=True)],
        body=[r for number in STANDARDS for r in _rows(paper, number)],
        caption=paper.say("scorecard"),
        summary=paper.say("scorecard_summary"),
    )
    return {"scorecard": made, "open": len(found.findings), "waived": len(found.waived), "off": len(found.off)}


def _rows(paper: Paper, number: int) -> list[Row]:
    """The rows of a standard: one for each check, with the standard's name spanning them."""
    from briefing.analysis.tradecraft.rules import RULES  # noqa: PLC0415 - few papers name them

    names = [name for name, rule in RULES.items() if rule.standard == number]
    checks = [(paper.word("rule", name), outcome(paper, paper.examination, name)) for name in names]
    checks = checks or [(paper.word("standard_without_check", str(number)), paper.word("outcome", "none"))]
    standard = f"{number}. {upper_first(paper.word('standard', str(number)))}"
    head = cell(p(standard), header=True, rowspan=len(checks))
    first, *rest = [(upper_first(check), result) for check, result in checks]
    return [row(head, *first), *(row(*pair) for pair in rest)]


def outcome(paper: Paper, found: Examination, rule: TradecraftRule) -> str:
    """What came of a check: `passed`, `2 open`, `1 waived`, `1 open, 1 waived`, `not applied`."""
    if rule in found.off:
        return paper.word("outcome", "off")
    counts = {
        "open": sum(finding.rule == rule for finding in found.findings),
        "waived": sum(waived.rule == rule for waived in found.waived),
    }
    told = [f"{number} {paper.word('outcome', name)}" for name, number in counts.items() if number]
    return ", ".join(told) or paper.word("outcome", "passed")
