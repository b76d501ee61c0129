"""What follows from a selection: lines, matrix, conflicts, changes. Rules only; the wording is the sections'."""

from __future__ import annotations

from briefing.analysis import changes, conflicts, lines, matrix
from briefing.analysis.findings import Analysis
from briefing.selection import Selection


def analyse(selection: Selection, before: Analysis | None = None) -> Analysis:
    """All findings over a selection, compared with those of the last issue if there was one."""
    line_of = {c.id: lines.line_of(selection.corpus, c) for c in selection.claims.values()}
    found = matrix.cells(selection, line_of)
    if before is not None:
        found = {key: matrix.with_trend(cell, before.cells.get(key)) for key, cell in found.items()}
    clashes = conflicts.find(selection, line_of, found)
    return Analysis(
        selection=selection,
        lines=line_of,
        cells=found,
        conflicts=clashes,
        changes=changes.compare(before, selection, found, clashes),
    )
