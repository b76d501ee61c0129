"""Tables as XML rows: spans, repeated header rows, widths from shares, a description for those who cannot see.

A row stays whole unless that could leave more than a sixth of the page blank: then it may be divided. Where a row falls
is for the reader's program to find out, so it is its lines that decide, estimated from the words and the width.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import pairwise

import msgspec

from briefing.document.nodes import Cell, Column, Row, Table
from briefing.document.walk import text_of
from briefing.settings import Style
from briefing.writers.docx.markup import Look, paragraph, twips
from briefing.writers.docx.places import Place
from briefing.writers.docx.styles import TABLE_STYLE, StyleIds
from briefing.writers.docx.table_style import cell_borders, head_cell
from briefing.writers.style import CELL_PADDING
from briefing.writers.xml_text import escape

# Makes the content of a cell in its place, the first of its row if that is given.
CellContent = Callable[[Cell, Row | None, Place], str]

_TEXT_STYLES = {"plain": "Table Text", "disputed": "Table Text", "tentative": "Table Tentative", "empty": "Table Empty"}
_EMPTY = Cell()


class _Placed(msgspec.Struct, frozen=True, gc=False):
    """A cell in the grid: the column it begins in, and whether it only continues one from above."""

    cell: Cell
    column: int
    continued: bool = False


class _Kind(msgspec.Struct, frozen=True, cache_hash=True):
    """What a row is: part of the head, the last of it, one that keeps with the next."""

    head: bool = False
    last: bool = False
    keep: bool = False


_KEPT, _LOOSE = _Kind(keep=True), _Kind()


class _Frame(msgspec.Struct, frozen=True):
    """What is the same for cells of one kind: the cell up to its content, where its content stands, an empty content.

    `letters` is how many fill a line.
    """

    start: str
    place: Place
    blank: str
    letters: float


class _Grid(msgspec.Struct, frozen=True):
    """What tables with the same columns share: widths in twips, the columns, and frames by what decides on them."""

    widths: tuple[int, ...]
    columns: tuple[Column, ...]
    frames: dict[tuple[object, ...], _Frame]


class Tables:
    """What turns tables into XML; `depth` is the height of a page's text in points."""

    def __init__(self, style: Style, styles: StyleIds, content: CellContent, depth: float) -> None:
        self._style = style
        self._styles = styles
        self._content = content
        self._whole = depth / 6 / style.small_leading  # lines of the longest row that stays whole
        self._letter = style.small_size * 0.5  # a letter is about half as wide as it is high
        self._grids: dict[tuple[tuple[Column, ...], float], _Grid] = {}

    def table(self, node: Table, measure: float) -> str:
        """The tbl element, as wide as the measure in points."""
        grid = self._grids.get((node.columns, measure))
        if grid is None:
            grid = self._grids[node.columns, measure] = _Grid(_widths(node.columns, measure), node.columns, {})
        rows = [
            self._row(grid, row, cells, _Kind(head=True, last=number == len(node.head), keep=True))
            for number, (row, cells) in enumerate(_placed(node.head, len(node.columns)), 1)
        ]
        for row, cells in _placed(node.body, len(node.columns)):
            # A row that only names the group below it stays with its first row.
            keep = all(placed.cell.header or not placed.cell.blocks for placed in cells)
            rows.append(self._row(grid, row, cells, _KEPT if keep else _LOOSE))
        columns = "".join(f'<w:gridCol w:w="{width}"/>' for width in grid.widths)
        properties = self._properties(node, sum(grid.widths))
        return f"<w:tbl>{properties}<w:tblGrid>{columns}</w:tblGrid>{''.join(rows)}</w:tbl>"

    def _properties(self, node: Table, width: int) -> str:
        caption = text_of(node.caption) or node.summary
        first_column = any(row.cells and row.cells[0].header for row in node.body)
        look = f'w:firstRow="{int(bool(node.head))}" w:lastRow="0" w:firstColumn="{int(first_column)}" w:lastColumn="0"'
        words = f'<w:tblCaption w:val="{escape(caption)}"/>' if caption else ""
        words += f'<w:tblDescription w:val="{escape(node.summary)}"/>' if node.summary else ""
        return (
            f'<w:tblPr><w:tblStyle w:val="{self._styles[TABLE_STYLE]}"/>'
            f'<w:tblW w:w="{width}" w:type="dxa"/><w:tblLayout w:type="fixed"/>'
            f'<w:tblLook w:val="0000" {look} w:noHBand="1" w:noVBand="1"/>{words}</w:tblPr>'
        )

    def _row(self, grid: _Grid, row: Row, cells: list[_Placed], kind: _Kind) -> str:
        made: list[str] = []
        tall = False
        for placed in cells:
            cell = placed.cell
            key = (placed.column, cell.colspan, cell.rowspan, placed.continued, cell.style, cell.header, kind)
            frame = grid.frames.get(key)
            if frame is None:
                frame = grid.frames[key] = self._frame(grid, placed, kind)
            if placed.continued:
                content = frame.blank
            else:
                content = self._content(cell, row if placed.column == 0 else None, frame.place)
                tall = tall or self._is_tall(cell, content, frame.letters)
            made.append(f"{frame.start}{content}</w:tc>")
        rows = "<w:tblHeader/>" if kind.head else ""
        whole = "" if tall else "<w:cantSplit/>"
        properties = f"<w:trPr>{whole}{rows}</w:trPr>" if whole or rows else ""
        return f"<w:tr>{properties}{''.join(made)}</w:tr>"

    def _is_tall(self, cell: Cell, content: str, letters: float) -> bool:
        """Whether a cell has more lines than a row that stays whole, by its paragraphs and the length of its words."""
        # Each paragraph's last line is half full. The XML is longer than the words in it: mostly it is enough to tell.
        room = (self._whole - content.count("</w:p>") / 2) * letters
        return len(content) > room and len(text_of(cell.blocks)) > room

    def _frame(self, grid: _Grid, placed: _Placed, kind: _Kind) -> _Frame:
        cell = placed.cell
        width = sum(grid.widths[placed.column : placed.column + cell.colspan])
        span = f'<w:gridSpan w:val="{cell.colspan}"/>' if cell.colspan > 1 else ""
        merge = "<w:vMerge/>" if placed.continued else '<w:vMerge w:val="restart"/>' if cell.rowspan > 1 else ""
        ground = head_cell(self._style, last=kind.last) if kind.head else cell_borders(self._style, cell.style)
        name = "Table Heading" if kind.head or cell.header else _TEXT_STYLES[cell.style]
        measure = width / 20 - 2 * CELL_PADDING
        align = _alignment(grid.columns[placed.column : placed.column + cell.colspan])
        return _Frame(
            start=f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{span}{merge}{ground}</w:tcPr>',
            place=Place(measure=measure, text=name, cell=True, keep=kind.keep, align=align),
            blank=paragraph(Look(style=self._styles[name]), ""),
            letters=max(measure, 1) / self._letter,
        )


def _widths(columns: tuple[Column, ...], measure: float) -> tuple[int, ...]:
    """The columns' widths in twips; they sum to the measure exactly."""
    shares = [column.width for column in columns]
    total, full = sum(shares), twips(measure)
    edges = [round(full * sum(shares[:number]) / total) for number in range(len(shares) + 1)]
    return tuple(right - left for left, right in pairwise(edges))


def _placed(rows: tuple[Row, ...], columns: int) -> Iterator[tuple[Row, list[_Placed]]]:
    """Each row, its cells with their columns; spans from above have a continuing cell, gaps an empty one."""
    above: dict[int, tuple[Cell, int]] = {}
    for row in rows:
        if not above and len(row.cells) == columns and _plain(row.cells):
            yield row, [_Placed(cell, column) for column, cell in enumerate(row.cells)]
            continue
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
        yield row, placed


def _plain(cells: Iterable[Cell]) -> bool:
    """Whether no cell spans anything."""
    return all(cell.colspan == 1 and cell.rowspan == 1 for cell in cells)


def _alignment(spanned: tuple[Column, ...]) -> str:
    """The alignment of a cell's columns, a jc element; left where they differ."""
    aligns = {column.align for column in spanned}
    return f'<w:jc w:val="{spanned[0].align}"/>' if len(aligns) == 1 and aligns != {"left"} else ""
