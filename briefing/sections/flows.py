"""Who gives what to whom as a figure: the actor with most flows in the middle, the others around it.

A dyad has at most one line for each status: what was delivered, what is disputed, what was only sought or promised,
what is unverified. So the width of a line, its independent lines of reporting, never mixes deliveries with wishes.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import get_args

from briefing.analysis.findings import Cell
from briefing.corpus.records import Stage
from briefing.document.build import inlines
from briefing.document.nodes import Figure, Flow, FlowStatus, HubAndSpokes, Party
from briefing.sections.paper import Paper

MOST = 12  # parties in one drawing; what is beyond is one party, "others"
OTHERS = "others"
NAMED, FEW = 3, 5  # categories that a flow names, where there are no more than so many parties around the middle


def figure(paper: Paper, day: str) -> Figure | None:
    """The figure for the flows between the actors of the scope; None where there are not two around the middle."""
    picture = _picture(paper)
    if picture is None:
        return None
    return Figure(
        id="flows",
        picture=picture,
        alt=alternative(paper, picture),
        caption=inlines(paper.say("flows", day=day)),
    )


def alternative(paper: Paper, picture: HubAndSpokes) -> str:
    """All that the drawing shows, in words: every party and every flow."""
    names = {party.id: party.label for party in picture.parties}
    around = paper.listing(name for party, name in names.items() if party != picture.hub)
    said = [paper.say("flow", giver=names[f.giver], receiver=names[f.receiver], what=f.label) for f in picture.flows]
    return f"{paper.say('around', hub=names[picture.hub], others=around)} {' '.join(said)}"


def _picture(paper: Paper) -> HubAndSpokes | None:
    order = _by_flows(paper.cells.values())
    shown = order if len(order) <= MOST else order[: MOST - 1]
    if len(order) <= 2:
        return None
    parties = [Party(id=actor, label=paper.name(actor)) for actor in shown]
    if len(order) > len(shown):
        parties.append(Party(id=OTHERS, label=paper.count(len(order) - len(shown), "other")))
    cells: dict[tuple[str, str, FlowStatus], list[Cell]] = {}
    for cell in paper.cells.values():
        giver, receiver = (a if a in shown else OTHERS for a in (cell.dyad.provider, cell.dyad.recipient))
        if giver != receiver:
            cells.setdefault((giver, receiver, _status(cell)), []).append(cell)
    named = NAMED if len(parties) <= FEW + 1 else 0
    places = {party.id: n for n, party in enumerate(parties)}
    statuses = get_args(FlowStatus)
    keys = sorted(cells, key=lambda key: (places[key[0]], places[key[1]], statuses.index(key[2])))
    flows = tuple(_flow(paper, key, cells[key], named) for key in keys)
    return HubAndSpokes(hub=order[0], parties=tuple(parties), flows=flows)


def _by_flows(cells: Iterable[Cell]) -> list[str]:
    """The actors, those with most flows first."""
    counts: dict[str, int] = {}
    for cell in cells:
        for actor in (cell.dyad.provider, cell.dyad.recipient):
            counts[actor] = counts.get(actor, 0) + 1
    return sorted(counts, key=lambda actor: (-counts[actor], actor))


def _status(cell: Cell) -> FlowStatus:
    match cell.headline.verification:
        case "unverified" | "denied":
            return "unverified"
        case "disputed":
            return "disputed"
        case _:
            return "tentative" if cell.tentative else "affirmed"


def _flow(paper: Paper, key: tuple[str, str, FlowStatus], cells: Sequence[Cell], named: int) -> Flow:
    giver, receiver, status = key
    ranked = sorted(cells, key=lambda cell: -len(cell.headline.lines))
    categories = dict.fromkeys(paper.inside(paper.category(cell.category).partition(",")[0]) for cell in ranked)
    lines = [line for cell in cells for line in cell.headline.lines]
    if named or len(categories) == 1:
        label = f"{_how(paper, status, cells)}: {_some(paper, list(categories), named)}"
    else:  # so that the drawing stays on its page
        label = f"{paper.word('flow', status)}: {paper.count(len(categories), 'kind')}"
    if lines:
        label += f"; {paper.lines(lines)}"
    return Flow(giver=giver, receiver=receiver, lines=len({line.id for line in lines}), status=status, label=label)


def _how(paper: Paper, status: FlowStatus, cells: Sequence[Cell]) -> str:
    """How far the flows have come, or how little is known of them."""
    if status in ("unverified", "disputed"):
        return paper.listing(sorted({paper.word("verification", c.headline.verification) for c in cells}))
    categories = [cell.category for cell in cells]
    stages = {cell.headline.stage for cell in cells}
    return paper.listing(paper.stage(stage, *categories) for stage in get_args(Stage) if stage in stages)


def _some(paper: Paper, names: Sequence[str], most: int) -> str:
    """The first names, and how many more there are; no name is left out alone."""
    if len(names) <= most + 1:
        return ", ".join(names)
    return paper.say("list", first=", ".join(names[:most]), last=paper.count(len(names) - most, "more", "more"))
