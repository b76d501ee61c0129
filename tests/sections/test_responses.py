"""When third parties responded, or when it was reported."""

from sections.papers import findings

from briefing.sections.paper import Paper
from briefing.sections.responses import values


def test_each_response_has_its_date_or_that_of_its_text_the_latest_first() -> None:
    found = findings()
    paper = Paper(brief=found.configuration.brief, issue=found.issue, analysis=found.analysis, words={})
    parties = values(paper, {})["parties"]
    assert isinstance(parties, list)
    times = {party["name"]: [(t["date"], t["dated"], len(t["responses"])) for t in party["times"]] for party in parties}
    assert times["United States"] == [
        ("28 February 2025", False, 3),
        ("about November 2024", False, 2),
        ("23 October 2024", True, 1),
        ("about September 2023", True, 1),
        ("about September 2023", False, 3),
    ]
    claims = [c for c in found.analysis.selection.claims.values() if c.kind == "response"]
    assert sum(number for party in times.values() for _, _, number in party) == len(claims)
