"""A table node becomes a table that can be painted: where cells stand, what they hold, how wide columns are."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

import msgspec

from briefing.document.nodes import Align, Cell, Row, Table
from briefing.writers.pdf.file import literal
from briefing.writers.pdf.flow import Flowable, Stack
from briefing.writers.pdf.structure import Element
from briefing.writers.pdf.tables import CellBox, Place, bands, column_widths, least_widths
from briefing.writers.pdf.tables import Table as Painted

if TYPE_CHECKING:  # blocks.py builds tables, and cells hold blocks
    from briefing.writers.pdf.blocks import Builder, Setting


def build(table: Table, builder: Builder, setting: Setting) -> list[Flowable]:
    """The table's caption, if it has one, and the table."""
    element = Element("Table", setting.owner)
    if table.summary:
        element.owner = f"/O/Table/Summary {literal(table.summary)}"
    found: list[Flowable] = []
    if table.caption:
        label = builder.labels.table.format(number=builder.numbering.tables[table.id])
        found.append(builder.caption(label, table.caption, element, setting, above=True))
    inner = msgspec.structs.replace(setting, depth=0, body="cell", origin=table.origin or setting.origin)
    head = list(_boxes(table, table.head, "THead", builder, msgspec.structs.replace(inner, owner=element)))
    body = list(_boxes(table, table.body, "TBody", builder, msgspec.structs.replace(inner, owner=element)))
    least = least_widths([*head, *body], len(table.columns))
    widths = column_widths([column.width for column in table.columns], least, setting.width)
    top = bands(head, len(table.head), widths, together=True)[0] if table.head else None
    painted = Painted(top, bands(body, len(table.body), widths), widths, builder.colours)
    painted.place = table.id
    return [*found, painted]


def places(rows: Sequence[Row], columns: int) -> Iterator[tuple[int, list[tuple[Place, Cell]]]]:
    """The cells of each row with their places; places that a span covers are passed over."""
    covered: set[tuple[int, int]] = set()
    for number, row in enumerate(rows):
        found: list[tuple[Place, Cell]] = []
        column = 0
        for cell in row.cells:
            while (number, column) in covered:
                column += 1
            across = max(1, min(cell.colspan, columns - column))
            down = max(1, min(cell.rowspan, len(rows) - number))
            found.append((Place(column, number, across, down), cell))
            covered |= {(number + r, column + c) for r in range(down) for c in range(across)}
            column += across
        yield number, found


def _boxes(table: Table, rows: Sequence[Row], role: str, builder: Builder, setting: Setting) -> Iterator[CellBox]:
    if not rows:
        return
    group = Element(role, setting.owner)
    for number, found in places(rows, len(table.columns)):
        element = Element("TR", group)
        origin = rows[number].origin or setting.origin
        for place, cell in found:
            inner = msgspec.structs.replace(setting, owner=element, origin=cell.origin or origin)
            yield CellBox(place, _content(table, place, cell, role == "THead", builder, inner), cell.style)


def _content(  # noqa: PLR0913, PLR0917 - a cell's content depends on all of these
    table: Table, place: Place, cell: Cell, head: bool, builder: Builder, setting: Setting
) -> Stack:
    element = Element("TH" if cell.header or head else "TD", setting.owner)
    parts = ["/O/Table"]
    if element.role == "TH":
        parts.append(f"/Scope/{'Column' if head else 'Row'}")
    if place.columns > 1:
        parts.append(f"/ColSpan {place.columns}")
    if place.rows > 1:
        parts.append(f"/RowSpan {place.rows}")
    if len(parts) > 1:
        element.owner = "".join(parts)
    spanned = table.columns[place.column : place.column + place.columns]
    aligns = sorted({column.align for column in spanned})
    apart: Align = "center" if head else "left"
    inner = msgspec.structs.replace(
        setting,
        owner=element,
        body=_style(cell, head),
        align=aligns[0] if len(aligns) == 1 else apart,
        width=setting.width * sum(c.width for c in spanned) / sum(c.width for c in table.columns) - 6,
    )
    return Stack(builder.inside(cell.blocks, inner))


def _style(cell: Cell, head: bool) -> str:
    if head or cell.header:
        return "cell-head"
    if cell.style in {"tentative", "empty"}:
        return f"cell-{cell.style}"
    return "cell"
