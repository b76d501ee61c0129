"""Uncertainties: each contradiction with its sides, open questions, what rests on one line, what was not found.

Options: none. A contradiction says what is at issue, who says what and when with origin and grade, why the sides may
differ, and how this brief treats it; three figures or more also as intervals on one scale.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from briefing.analysis.findings import Circular, Conflict, Series
from briefing.analysis.lines import grade
from briefing.corpus import quantities
from briefing.corpus.records import Claim
from briefing.document.build import columns, inlines, p, row, table, text
from briefing.document.nodes import Figure, IntervalRow, Intervals, Origin, Row, Table
from briefing.sections.citing import cite, cite_negative, place, reference
from briefing.sections.paper import Paper, upper_first

DRAWN = 3  # figures that a drawing is worth
CITED = 4  # claims that a flow on one line of reporting names
NAMED = 6  # claims that a line behind several sources names
HEADS = ("value", "says", "date", "origin", "source")


def values(paper: Paper, _options: Mapping[str, object]) -> dict[str, object]:
    """`conflicts`, `series`, `circular`, `questions`, `single` (flows and judgments on one line) and `negatives`."""
    return {
        "conflicts": [_conflict(paper, c, n) for n, c in enumerate(paper.analysis.conflicts, start=1)],
        "series": [_series(paper, s) for s in paper.analysis.series],
        "circular": [_circular(paper, c) for c in paper.analysis.circular],
        "questions": [_question(paper, q.id) for q in paper.selection.questions],
        "single": _single(paper),
        "single_judgments": _single_judgments(paper),
        "negatives": [
            {"text": upper_first(n.text), "notes": cite_negative(n.id)} for n in paper.selection.negative_findings
        ],
    }


def _conflict(paper: Paper, conflict: Conflict, number: int) -> dict[str, object]:
    sides = [paper.claim(c) for c in conflict.sides]
    return {
        "id": f"conflict-{number}",
        "kind": conflict.kind,
        "about": text(
            conflict.about or _about(paper, conflict) + _stage(paper, conflict), Origin(f"conflict:{conflict.id}")
        ),
        "note": conflict.note,
        "unit": conflict.unit,
        "span": _span(paper, conflict),
        "reasons": conflict.reasons,
        "treatment": conflict.treatment,
        "table": _sides(paper, conflict, sides, number),
        "figure": _figure(paper, conflict, sides, number) if conflict.kind == "quantity" and conflict.unit else None,
        "speakers": paper.listing(
            dict.fromkeys(paper.name(c.speaker) for c in sides if c.wording == "denied" and c.speaker)
        ),
        "remarks": [{"claim": reference(paper, c), "text": c.remark} for c in sides if c.remark],
        "notes": cite(conflict.sides),
    }


def _series(paper: Paper, series: Series) -> dict[str, object]:
    """What is counted, how it moves, and each count with its date."""
    claims = [paper.claim(c) for c in series.claims]
    return {
        "about": _about(paper, series),
        "unit": series.unit,
        "direction": paper.word("direction", series.direction),
        "points": [
            {"date": paper.date(c.date) if c.date else "", "value": paper.quantity(c.quantity)}
            for c in claims
            if c.quantity
        ],
        "notes": cite(series.claims),
    }


def _circular(paper: Paper, found: Circular) -> dict[str, object]:
    """The line, the sources that repeat it and on what."""
    kind, _, key = found.line.partition(":")
    origin = paper.corpus.origins.get(key)
    about = [_topic(paper, a) for a in found.about]
    return {
        "line": upper_first(origin.name) if kind == "origin" and origin else paper.corpus.sources[key].short,
        "sources": paper.listing(paper.corpus.sources[s].short for s in found.sources),
        "about": paper.listing(dict.fromkeys(about)),
        "notes": cite(found.claims[:NAMED]),
    }


def _topic(paper: Paper, about: str) -> str:
    """A flow as `North to East: troops`, or the name of an event in lower case."""
    if about.startswith("event "):
        event = paper.corpus.events.get(about.removeprefix("event "))
        return _begun(paper, event.name) if event else about
    dyad, _, category = about.partition(":")
    provider, _, recipient = dyad.partition(">")
    return f"{paper.inside(paper.category(category))} ({paper.dyad(provider, recipient)})"


def _begun(paper: Paper, name: str) -> str:
    """An event's name inside a sentence."""
    return paper.inside(name[:1]) + name[1:]


def _about(paper: Paper, conflict: Conflict | Series) -> str:
    """The flow with its category, or the event, or a reported act."""
    event = paper.corpus.events.get(conflict.event)
    if not conflict.provider:
        return event.name if event else paper.say("an_act")
    flow = paper.dyad(conflict.provider, conflict.recipient)
    category = paper.inside(paper.category(conflict.category))
    return flow if category == conflict.unit else f"{flow}, {category}"


def _stage(paper: Paper, conflict: Conflict) -> str:
    """What is hedged of a flow: `, in use`, lest it read as a doubt of the whole flow; empty for other kinds."""
    stages = {paper.claim(c).stage for c in conflict.sides}
    stage = stages.pop() if conflict.kind == "status" and len(stages) == 1 else ""
    return f", {paper.stage(stage, conflict.category)}" if stage else ""


def _span(paper: Paper, conflict: Conflict) -> str:
    if conflict.low is None or conflict.high is None:
        return ""
    return paper.quantity(quantities.Quantity(unit=conflict.unit, low=conflict.low, high=conflict.high))


def _sides(paper: Paper, conflict: Conflict, sides: Sequence[Claim], number: int) -> Table:
    return table(
        f"conflict-{number}-sides",
        columns("lllll", 1.1, 2.7, 0.9, 1.2, 1.3),
        head=[row(*(p(paper.word("head", h), role="small") for h in HEADS), header=True)],
        body=[_side(paper, conflict, c) for c in sides],
        summary=paper.say("sides_summary"),
    )


def _side(paper: Paper, conflict: Conflict, claim: Claim) -> Row:
    origin = paper.corpus.origins.get(claim.origin)
    speaker = paper.name(claim.speaker) if claim.speaker else ""
    whose = origin.name if origin else speaker or paper.say("source_itself")
    cells = (
        (_stated(paper, conflict, claim),),
        (claim.text,),
        (paper.date(claim.date) if claim.date else paper.say("not_dated"),),
        (whose,),
        (reference(paper, claim), f"; {grade(paper.corpus, claim)}"),
    )
    made = (p(*words, role="small") for words in cells)
    return row(*made, origin=Origin(f"claim:{claim.id}", claim.location))


def _stated(paper: Paper, conflict: Conflict, claim: Claim) -> str:
    """What is at issue in a claim: its figure with stage and wording, its date, or how sure it is."""
    worded = paper.word("wording", claim.wording)
    match conflict.kind:
        case "quantity" if claim.quantity:
            stage = f"{paper.stage(claim.stage, claim.category)}, " if claim.stage else ""
            return f"{upper_first(paper.quantity(claim.quantity))}; {stage}{worded}"
        case "date" if claim.date:
            return f"{upper_first(paper.date(claim.date))}; {worded}"
        case "place" if claim.place:
            return f"{claim.place}; {worded}"
        case "stage" if claim.stage:
            return f"{upper_first(paper.stage(claim.stage, claim.category))}; {worded}"
        case _:
            return upper_first(worded)


def _figure(paper: Paper, conflict: Conflict, sides: Sequence[Claim], number: int) -> Figure | None:
    """The figures on one scale; None for fewer than three."""
    rows = []
    for claim in sides:
        if claim.quantity:
            low, high, approximate = quantities.bounds(claim.quantity)
            shown = paper.quantity(claim.quantity)
            rows.append(
                IntervalRow(
                    label=f"{paper.source(claim).short}, {place(claim)}",
                    low=None if low is None else float(low),
                    high=None if high is None else float(high),
                    approximate=approximate,
                    value=upper_first(shown.removesuffix(f" {conflict.unit}")),
                )
            )
    if len(rows) < DRAWN:
        return None
    whose = paper.listing(dict.fromkeys(paper.source(claim).short for claim in sides if claim.quantity))
    said = "; ".join(f"{r.label}: {r.value}" for r in rows)
    return Figure(
        id=f"conflict-{number}-figure",
        picture=Intervals(
            rows=tuple(rows),
            unit=conflict.unit,
            thousands=paper.numerals.thousands,
            decimal=paper.numerals.decimal,
        ),
        alt=paper.say("figures", unit=conflict.unit, figures=said),
        caption=inlines(paper.say("how_many", unit=conflict.unit, sources=whose)),
    )


def _question(paper: Paper, question: str) -> dict[str, object]:
    found = paper.corpus.questions[question]
    notes = cite(paper.known(found.claims))
    return {"text": found.text, "matters": found.matters, "answered_by": found.answered_by, "notes": notes}


def _single(paper: Paper) -> list[dict[str, object]]:
    """Dyads with the categories whose headline rests on one line."""
    by_dyad: dict[str, list[dict[str, object]]] = {}
    for found in paper.cells.values():
        if found.headline.verification == "single-source":
            name = paper.dyad(found.dyad.provider, found.dyad.recipient)
            item: dict[str, object] = {
                "name": paper.inside(paper.category(found.category)),
                "notes": cite(found.headline.claims[:4]),
            }
            by_dyad.setdefault(name, []).append(item)
    return [{"dyad": dyad, "flows": flows} for dyad, flows in by_dyad.items()]


def _single_judgments(paper: Paper) -> list[int]:
    """The numbers of the standing judgments whose supporting claims come from one line."""
    standing = [j for j in paper.selection.judgments.values() if not j.retired]
    lines = paper.analysis.lines
    return [n for n, j in enumerate(standing, 1) if len({lines[c] for c in j.claims if c in lines}) == 1]
