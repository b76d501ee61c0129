"""Claims that cannot all be right: figures, dates, places, participants, denials, status and stage.

Found by rule, and added or settled by curators. Nothing is settled silently: a settled conflict stays in the list
with its reason. Each says who says what, the likely reason, and how a brief treats it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import get_args

import msgspec

from briefing.analysis import event_conflicts, figures, flow_conflicts
from briefing.analysis.findings import Cell, Conflict, Series
from briefing.analysis.matrix import flow_of
from briefing.corpus.records import ConflictKind, CuratedConflict
from briefing.problems import Problem
from briefing.selection import Selection, in_scope, known_from

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


def idle(selection: Selection, found: Iterable[Conflict]) -> Iterator[Problem]:
    """Warnings of curators' records that add or settle nothing (any more), though all their claims are in scope."""
    found, corpus = tuple(found), selection.corpus
    for record in corpus.conflicts.values():
        named = [corpus.claims[c] for c in (*record.claims, *record.against) if c in corpus.claims]
        if record.date.latest > selection.as_of or any(_settles(record, c) or c.id == _id(record) for c in found):
            continue
        if all(in_scope(corpus, selection.scope, c) and known_from(corpus, c) <= selection.as_of for c in named):
            yield _idle(record, [c.id for c in named if c.id not in selection.known])


def _idle(record: CuratedConflict, withdrawn: Sequence[str]) -> Problem:
    field: tuple[str | int, ...] = ("claims",)
    message = "no such contradiction is found among these claims"
    hint = "take the record out, or name the kind of one that is found, and claims of every side of it"
    if withdrawn:
        name = "claims" if withdrawn[0] in record.claims else "against"
        field = (name, getattr(record, name).index(withdrawn[0]))
        message, hint = f"{withdrawn[0]} is withdrawn, and nothing contradicts the rest", "take the record out"
    code = "conflict-idle"
    return Problem(code=code, message=message, location=record.location, field=field, hint=hint, severity="warning")


def _id(record: CuratedConflict) -> str:
    return f"curated:{record.id}"


def _settles(record: CuratedConflict, conflict: Conflict) -> bool:
    """Whether a curator's record settles a conflict: it is of its kind, and names only sides of it."""
    return record.action == "settled" and record.kind == conflict.kind and set(record.claims) <= set(conflict.sides)


def _settled(conflict: Conflict, curated: Iterable[CuratedConflict]) -> Conflict:
    """The conflict as a curator settled it, if one did."""
    for record in curated:
        if _settles(record, conflict):
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
        id=_id(record),
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
