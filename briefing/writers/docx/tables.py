"""Tables as XML rows: spans, repeated header rows, widths from shares, a description for those who cannot see."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import pairwise

import msgspec

from briefing.document.nodes import Cell, Row, Table
from briefing.document.walk import text_of
from briefing.settings import Style
from briefing.writers.docx.markup import Look, paragraph, twips
from briefing.writers.docx.styles import TABLE_STYLE, StyleIds
from briefing.writers.docx.table_style import cell_borders, head_cell
from briefing.writers.style import CELL_PADDING
from briefing.writers.xml_text import escape

# Makes the content of a cell, the first of its row if that is given: the style of its text, its measure, its alignment
# (a jc element), and whether its row keeps with the next.
CellContent = Callable[[Cell, Row | None, str, float, str, bool], str]

_TEXT_STYLES = {"plain": "Table Text", "disputed": "Table Text", "tentative": "Table Tentative", "empty": "Table Empty"}
_EMPTY = Cell()


class _Placed(msgspec.Struct, frozen=True):
    """A cell in the grid: the column it begins in, and whether it only continues one from above."""

    cell: Cell
    column: int
    continued: bool = False


class _Kind(msgspec.Struct, frozen=True):
    """What a row is: part of the head, the last of it, one that keeps with the next."""

    row: Row
    head: bool
    last: bool
    keep: bool


class _Drawn(msgspec.Struct, frozen=True):
    """What the rows of one table share."""

    table: Table
    widths: tuple[int, ...]
    style: Style
    styles: StyleIds
    content: CellContent
    depth: float


def table(  # noqa: PLR0913, PLR0917 - what its rows share
    node: Table, style: Style, styles: StyleIds, content: CellContent, measure: float, depth: float
) -> str:
    """The tbl element, as wide as the measure; `depth` is the height of a page's text. Both in points."""
    drawn = _Drawn(node, _widths(node, measure), style, styles, content, depth)
    head = "".join(
        _row(drawn, row, cells, head=True, last=number == len(node.head))
        for number, (row, cells) in enumerate(zip(node.head, _placed(node.head, len(node.columns)), strict=True), 1)
    )
    placed = zip(node.body, _placed(node.body, len(node.columns)), strict=True)
    body = "".join(_row(drawn, row, cells) for row, cells in placed)
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in drawn.widths)
    return f"<w:tbl>{_properties(drawn)}<w:tblGrid>{grid}</w:tblGrid>{head}{body}</w:tbl>"


def _properties(drawn: _Drawn) -> str:
    node = drawn.table
    caption = text_of(node.caption) or node.summary
    first_column = any(row.cells and row.cells[0].header for row in node.body)
    look = f'w:firstRow="{int(bool(node.head))}" w:lastRow="0" w:firstColumn="{int(first_column)}" w:lastColumn="0"'
    words = f'<w:tblCaption w:val="{escape(caption)}"/>' if caption else ""
    words += f'<w:tblDescription w:val="{escape(node.summary)}"/>' if node.summary else ""
    return (
        f'<w:tblPr><w:tblStyle w:val="{drawn.styles[TABLE_STYLE]}"/>'
        f'<w:tblW w:w="{sum(drawn.widths)}" w:type="dxa"/><w:tblLayout w:type="fixed"/>'
        f'<w:tblLook w:val="0000" {look} w:noHBand="1" w:noVBand="1"/>{words}</w:tblPr>'
    )


def _widths(node: Table, measure: float) -> tuple[int, ...]:
    """The columns' widths in twips; they sum to the measure exactly."""
    shares = [column.width for column in node.columns]
    total, full = sum(shares), twips(measure)
    edges = [round(full * sum(shares[:number]) / total) for number in range(len(shares) + 1)]
    return tuple(right - left for left, right in pairwise(edges))


def _placed(rows: tuple[Row, ...], columns: int) -> Iterator[list[_Placed]]:
    """The cells of each row with their columns; spans from above have a continuing cell, gaps an empty one."""
    above: dict[int, tuple[Cell, int]] = {}
    for row in rows:
        waiting = list(row.cells)
        placed: list[_Placed] = []
        column = 0
        while column < columns:
            cell, left = above.pop(column, (None, 0))
            continued = cell is not None
            if cell is None:
                cell = waiting.pop(0) if waiting else _EMPTY
                left = cell.rowspan
            placed.append(_Placed(cell, column, continued))
            if left > 1:
                above[column] = (cell, left - 1)
            column += max(cell.colspan, 1)
        yield placed


def _row(drawn: _Drawn, row: Row, cells: list[_Placed], *, head: bool = False, last: bool = False) -> str:
    rows = "<w:tblHeader/>" if head else ""
    whole = "" if _tall(drawn, cells) else "<w:cantSplit/>"
    properties = f"<w:trPr>{whole}{rows}</w:trPr>" if whole or rows else ""
    # A row that only names the group below it stays with its first row.
    kind = _Kind(row, head, last, head or all(placed.cell.header or not placed.cell.blocks for placed in cells))
    return f"<w:tr>{properties}{''.join(_cell(drawn, placed, kind) for placed in cells)}</w:tr>"


def _tall(drawn: _Drawn, cells: list[_Placed]) -> bool:
    """Whether a row fills more than a third of the page, by the length of its words."""
    style = drawn.style
    longest = drawn.depth / 3 / style.small_leading
    for placed in cells:
        width = _width(drawn, placed) / 20 - 2 * CELL_PADDING
        # A letter is about half as wide as it is high.
        letters = len(text_of(placed.cell.blocks)) if not placed.continued else 0
        if letters * style.small_size * 0.5 > longest * max(width, 1):
            return True
    return False


def _width(drawn: _Drawn, placed: _Placed) -> int:
    return sum(drawn.widths[placed.column : placed.column + placed.cell.colspan])


def _cell(drawn: _Drawn, placed: _Placed, row: _Kind) -> str:
    cell, width = placed.cell, _width(drawn, placed)
    span = f'<w:gridSpan w:val="{cell.colspan}"/>' if cell.colspan > 1 else ""
    merge = "<w:vMerge/>" if placed.continued else '<w:vMerge w:val="restart"/>' if cell.rowspan > 1 else ""
    ground = head_cell(drawn.style, last=row.last) if row.head else cell_borders(drawn.style, cell.style)
    heading = row.head or cell.header
    name = "Table Heading" if heading else _TEXT_STYLES[cell.style]
    if placed.continued:
        content = paragraph(Look(style=drawn.styles[name]), "")
    else:
        of = row.row if placed.column == 0 else None
        content = drawn.content(cell, of, name, width / 20 - 2 * CELL_PADDING, _alignment(drawn, placed), row.keep)
    return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{span}{merge}{ground}</w:tcPr>{content}</w:tc>'


def _alignment(drawn: _Drawn, placed: _Placed) -> str:
    """The alignment of a cell's columns; left where they differ."""
    spanned = drawn.table.columns[placed.column : placed.column + placed.cell.colspan]
    aligns = {column.align for column in spanned}
    return f'<w:jc w:val="{spanned[0].align}"/>' if len(aligns) == 1 and aligns != {"left"} else ""
