"""Tables as HTML: caption, scopes, groups of rows, and a frame that scrolls where the screen is narrow."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Protocol

from briefing.document.nodes import Block, Cell, Row, Table
from briefing.document.walk import text_of
from briefing.writers.html.inlines import Inlines
from briefing.writers.xml_text import escape


class Content(Protocol):
    """What can make the content of a cell."""

    inlines: Inlines

    def inside(self, blocks: tuple[Block, ...]) -> str:
        """The content as HTML."""


def table(node: Table, label: str, content: Content) -> str:
    """The element; `label` stands before the caption."""
    total = sum(column.width for column in node.columns)
    caption = f"<caption>{label}{content.inlines.render(node.caption)}</caption>" if node.caption else ""
    shares = "".join(f'<col style="width:{100 * column.width / total:.4g}%">' for column in node.columns)
    parts = [f'<table id="{escape(node.id)}">{caption}<colgroup>{shares}</colgroup>']
    if node.head:
        parts += ["<thead>", *_rows(node, node.head, content, "col"), "</thead>"]
    for rows in _groups(node.body):
        parts += ["<tbody>", *_rows(node, rows, content, "row"), "</tbody>"]
    name = escape(node.summary or text_of(node.caption) or _unnamed(content.inlines.labels.a_table))
    opening = f'<div class="scroll" role="group" tabindex="0" aria-label="{name}">'
    return "\n".join((opening, *parts, "</table></div>"))


def _unnamed(table: str) -> str:
    return table[:1].upper() + table[1:]


def _groups(rows: tuple[Row, ...]) -> Iterator[tuple[Row, ...]]:
    """The rows, cut before each that names those below it; never through a cell that spans rows."""
    group: list[Row] = []
    open_rows = 0
    for row in rows:
        if group and open_rows <= 0 and _names_group(row):
            yield tuple(group)
            group = []
        group.append(row)
        open_rows = max([open_rows - 1, *(cell.rowspan - 1 for cell in row.cells)])
    if group:
        yield tuple(group)


def _names_group(row: Row) -> bool:
    return len(row.cells) == 1 and row.cells[0].header and row.cells[0].colspan > 1


def _rows(node: Table, rows: tuple[Row, ...], content: Content, scope: str) -> Iterator[str]:
    covered: dict[int, int] = {}
    for row in rows:
        cells, column = [], 0
        for cell in row.cells:
            while covered.get(column, 0) > 0:
                covered[column] -= 1
                column += 1
            align = node.columns[column].align if column < len(node.columns) else "left"
            kind = "rowgroup" if scope == "row" and _names_group(row) else _scope(cell, scope)
            cells.append(_cell(cell, content, kind, align if cell.colspan == 1 else "left"))
            for covered_column in range(column, column + cell.colspan):
                covered[covered_column] = cell.rowspan - 1
            column += cell.colspan
        for rest in range(column, len(node.columns)):
            covered[rest] = covered.get(rest, 0) - 1
        yield f"<tr>{''.join(cells)}</tr>"


def _scope(cell: Cell, scope: str) -> str:
    return f"{scope}group" if scope == "col" and cell.colspan > 1 else scope


def _cell(cell: Cell, content: Content, scope: str, align: str) -> str:
    # A header cell without words would head its column with nothing.
    heads = (cell.header or scope.startswith("col")) and bool(text_of(cell.blocks).strip())
    name = "th" if heads else "td"
    attributes = f' scope="{scope}"' if heads else ""
    attributes += f' colspan="{cell.colspan}"' if cell.colspan > 1 else ""
    attributes += f' rowspan="{cell.rowspan}"' if cell.rowspan > 1 else ""
    classes = [each for each in (cell.style if cell.style != "plain" else "", align if align != "left" else "") if each]
    attributes += f' class="{" ".join(classes)}"' if classes else ""
    return f"<{name}{attributes}>{content.inside(cell.blocks)}</{name}>"
