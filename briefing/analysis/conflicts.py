"""Claims that cannot all be right: figures, dates, places, participants, denials, status and stage.

Found by rule, and added or settled by curators. Nothing is settled silently: a settled conflict stays in the list
with its reason. Each says who says what, the likely reason, and how a brief treats it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import get_args

import msgspec

from briefing.analysis import event_conflicts, figures, flow_conflicts
from briefing.analysis.findings import Cell, Conflict, Series
from briefing.analysis.matrix import flow_of
from briefing.corpus.records import ConflictKind, CuratedConflict
from briefing.selection import Selection

ORDER: tuple[str, ...] = get_args(ConflictKind)


def find(
    selection: Selection, line_of: Mapping[str, str], cells: Mapping[tuple[str, str, str], Cell]
) -> tuple[tuple[Conflict, ...], tuple[Series, ...]]:
    """All conflicts among the selected claims, by kind and then by what they are about; and the series of figures."""
    counted, series = figures.find(selection, line_of)
    found = [*counted, *event_conflicts.find(selection, line_of), *flow_conflicts.find(selection, line_of, cells)]
    curated = [c for c in selection.corpus.conflicts.values() if c.date.latest <= selection.as_of]
    found = [_settled(c, curated) for c in found]
    found += [made for c in curated if c.action == "added" and (made := _added(selection, c, curated))]
    return tuple(sorted(found, key=lambda c: (ORDER.index(c.kind), c.id))), tuple(series)


def _settled(conflict: Conflict, curated: Iterable[CuratedConflict]) -> Conflict:
    """The conflict as a curator settled it, if one did: of its kind, and naming only sides of it."""
    sides = set(conflict.sides)
    for record in curated:
        if record.action == "settled" and record.kind == conflict.kind and set(record.claims) <= sides:
            return msgspec.structs.replace(
                conflict, treatment="settled", curated=record.id, note=record.reason, about=record.about
            )
    return conflict


def _added(selection: Selection, record: CuratedConflict, curated: Iterable[CuratedConflict]) -> Conflict | None:
    """A conflict that a curator added; None while not both sides are known."""
    one = [c for c in record.claims if c in selection.claims]
    other = [c for c in record.against if c in selection.claims]
    if not one or not other:
        return None
    first = [selection.claims[c] for c in (*one, *other)]
    flow = next((f for c in first if (f := flow_of(selection.corpus, c))), ("", "", ""))
    made = Conflict(
        id=f"curated:{record.id}",
        kind=record.kind,
        sides=(*one, *other),
        event=next((c.event for c in first if c.event), ""),
        provider=flow[0],
        recipient=flow[1],
        category=flow[2],
        reasons=("curator",),
        treatment=record.treatment,
        curated=record.id,
        note=record.reason,
        about=record.about,
    )
    return _settled(made, curated)
