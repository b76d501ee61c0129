"""What changed between two analyses of one corpus, as of two days.

A judgment is new, raised, lowered, reworded, retired or unchanged; its reason is the curator's. A cell changed if its
headline's stage or verification did.
"""

from __future__ import annotations

from briefing.analysis.findings import Analysis, Cell, CellChange, Changes, Conflict, Judged
from briefing.selection import JudgmentState, Selection


def compare(
    before: Analysis | None,
    selection: Selection,
    cells: dict[tuple[str, str, str], Cell],
    conflicts: tuple[Conflict, ...],
) -> Changes:
    """The changes from `before` to the findings given; with nothing before, all judgments are new."""
    if before is None:
        return Changes(
            since=None, judgments=tuple(_judged(j, None) for j in selection.judgments.values() if not j.retired)
        )
    then = before.selection
    old_conflicts = {c.id for c in before.conflicts}
    new_conflicts = {c.id for c in conflicts}
    return Changes(
        since=then.as_of,
        new_sources=tuple(s for s in selection.sources if s not in then.sources),
        lost_sources=tuple(s for s in then.sources if s not in selection.sources),
        new_claims=tuple(c for c in selection.claims if c not in then.claims),
        lost_claims=tuple(c for c in then.claims if c not in selection.claims),
        judgments=tuple(
            _judged(j, then.judgments.get(j.id))
            for j in selection.judgments.values()
            if not (j.retired and (j.id not in then.judgments or then.judgments[j.id].retired))
        ),
        cells=_cells(before, cells),
        opened=tuple(c.id for c in conflicts if c.id not in old_conflicts),
        settled=tuple(c.id for c in before.conflicts if c.id not in new_conflicts),
    )


def _judged(now: JudgmentState, then: JudgmentState | None) -> Judged:
    """How one judgment stands against the last issue."""
    if then is None:
        return Judged(id=now.id, change="new", why=now.why)
    if now.changed == then.changed:
        return Judged(id=now.id, change="unchanged")
    before = then.likelihood.term if then.likelihood.term != now.likelihood.term else ""
    match now.change:
        case "raised" | "lowered" | "reworded" | "retired":
            return Judged(id=now.id, change=now.change, before=before, why=now.why)
        case _:
            return Judged(id=now.id, change="unchanged", why=now.why)


def _cells(before: Analysis, cells: dict[tuple[str, str, str], Cell]) -> tuple[CellChange, ...]:
    """Cells whose headline differs in stage or verification, new ones and lost ones."""
    found = []
    for key in sorted({*before.cells, *cells}):
        old, new = before.cells.get(key), cells.get(key)
        then, now = old.headline if old else None, new.headline if new else None
        same = then and now and (then.stage, then.verification) == (now.stage, now.verification)
        if not same:
            found.append(CellChange(key=key, before=then, after=now))
    return tuple(found)
