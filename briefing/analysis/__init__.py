"""What follows from a selection: lines, matrix, conflicts, changes. Rules only; the wording is the sections'."""

from __future__ import annotations

import msgspec

from briefing.analysis import changes, conflicts, lines, matrix
from briefing.analysis.findings import Analysis, Changes
from briefing.selection import Selection


def analyse(selection: Selection, before: Analysis | None = None) -> Analysis:
    """All findings over a selection, compared with those of the last issue if there was one."""
    line_of = {c.id: lines.line_of(selection.corpus, c) for c in selection.claims.values()}
    found = matrix.cells(selection, line_of)
    if before is not None:
        found = {key: matrix.with_trend(cell, before.cells.get(key)) for key, cell in found.items()}
    clashes, series = conflicts.find(selection, line_of, found)
    analysis = Analysis(
        selection=selection,
        lines=line_of,
        cells=found,
        conflicts=clashes,
        series=series,
        circular=lines.circular(line_of, selection.claims.values()),
        changes=Changes(since=None),
    )
    return msgspec.structs.replace(analysis, changes=changes.compare(before, analysis))
