"""Tables as text: drawn with rules where every word has room, else told row by row with the columns' headings."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import msgspec

from briefing.document.nodes import Block, Cell, Row, Table
from briefing.document.walk import text_of
from briefing.writers.text.lines import padded, width, wrapped

CellLines = Callable[[tuple[Block, ...], int], list[str]]
_UNLIMITED = 10_000  # columns


class _Placed(msgspec.Struct, frozen=True):
    """A cell in the grid: its first column, and whether it only continues one from above or goes on below."""

    cell: Cell
    column: int
    continued: bool
    goes_on: bool

    @property
    def after(self) -> int:
        """The first column that it does not cover."""
        return self.column + max(self.cell.colspan, 1)


def table(node: Table, content: CellLines, measure: int) -> Iterator[str]:
    """The lines of a table."""
    head, body = _placed(node.head, len(node.columns)), _placed(node.body, len(node.columns))
    widths = _widths(node, [*head, *body], content, measure)
    if widths is None:
        yield from _told(node, body, content, measure)
        return
    yield _rule(head[0] if head else body[0] if body else [], widths, "-")
    for rows, below in ((head, "="), (body, "-")):
        for number, row in enumerate(rows, 1):
            yield from _row(node, row, widths, content)
            yield _rule(row, widths, below if number == len(rows) else "-", last=number == len(rows))


def _placed(rows: tuple[Row, ...], columns: int) -> list[list[_Placed]]:
    """The cells of each row with their columns."""
    above: dict[int, tuple[Cell, int]] = {}
    grid: list[list[_Placed]] = []
    for row in rows:
        waiting, column = list(row.cells), 0
        placed: list[_Placed] = []
        while column < columns:
            cell, left = above.pop(column, (None, 0))
            continued = cell is not None
            if cell is None:
                cell = waiting.pop(0) if waiting else Cell()
                left = cell.rowspan
            if left > 1:
                above[column] = (cell, left - 1)
            placed.append(_Placed(cell, column, continued, left > 1))
            column += max(cell.colspan, 1)
        grid.append(placed)
    return grid


def _widths(node: Table, grid: list[list[_Placed]], content: CellLines, measure: int) -> list[int] | None:
    """The columns' widths in characters; None where the longest words do not fit."""
    count = len(node.columns)
    least, most = [1] * count, [1] * count
    spanning: list[tuple[int, int, int]] = []
    for placed in (placed for row in grid for placed in row if not placed.continued):
        lines = content(placed.cell.blocks, _UNLIMITED)
        word = max((width(word) for line in lines for word in line.split(" ")), default=1)
        # A list's sign and its item's first word stand on one line.
        word = max([word, *(_signed(line) for line in content(placed.cell.blocks, 1))], default=word)
        if placed.cell.colspan == 1:
            least[placed.column] = max(least[placed.column], word)
            most[placed.column] = max([most[placed.column], *map(width, lines)])
        else:
            spanning.append((placed.column, placed.after, word))
    for start, after, word in spanning:
        missing = word - sum(least[start:after]) - 3 * (after - start - 1)
        least[after - 1] += max(missing, 0)
    room = measure - 3 * count - 1
    if sum(least) > room:
        return None
    return _shared(least, [max(pair) for pair in zip(least, most, strict=True)], room)


def _signed(line: str) -> int:
    """The columns of a line that cannot break: an item's indent, sign and word; 0 for others."""
    return width(line) if line.startswith((" ", "- ")) or line.partition(". ")[0].isdigit() else 0


def _shared(least: list[int], most: list[int], room: int) -> list[int]:
    """Widths between `least` and `most` that use the room: the column that lacks most gets the next character."""
    widths = list(least)
    for _ in range(room - sum(least)):
        lack = [full / have for have, full in zip(widths, most, strict=True)]
        narrowest = lack.index(max(lack))
        if lack[narrowest] <= 1:
            break
        widths[narrowest] += 1
    return widths


def _span(widths: list[int], placed: _Placed) -> int:
    return sum(widths[placed.column : placed.after]) + 3 * (placed.after - placed.column - 1)


def _row(node: Table, row: list[_Placed], widths: list[int], content: CellLines) -> Iterator[str]:
    cells = [[] if p.continued else content(p.cell.blocks, _span(widths, p)) for p in row]
    for number in range(max(map(len, cells), default=0) or 1):
        parts = []
        for placed, lines in zip(row, cells, strict=True):
            align = node.columns[placed.column].align if placed.cell.colspan == 1 else "left"
            parts.append(padded(lines[number] if number < len(lines) else "", _span(widths, placed), align))
        yield f"| {' | '.join(parts)} |"


def _rule(row: list[_Placed], widths: list[int], sign: str, *, last: bool = True) -> str:
    """The rule below a row; open where a cell goes on."""
    parts = [
        (" " if placed.goes_on and not last else sign) * (columns + 2)
        for placed in row
        for columns in widths[placed.column : placed.after]
    ]
    return f"+{'+'.join(parts)}+"


def _told(node: Table, body: list[list[_Placed]], content: CellLines, measure: int) -> Iterator[str]:
    """Row by row: the first cell as a title, the others further in; each below its column's heading."""
    heads = [""] * len(node.columns)
    for row in _placed(node.head, len(node.columns)):
        for placed in (placed for placed in row if not placed.continued):
            words = text_of(placed.cell.blocks)
            for column in range(placed.column, placed.after):
                heads[column] = f"{heads[column]}, {words}" if heads[column] else words
    for row in body:
        for placed in row:
            lines = content(placed.cell.blocks, measure - 2)
            if placed.column == 0:
                yield from (f"{heads[0]}:",) if heads[0] and lines else ()
                yield from lines
            elif lines and not placed.continued:
                yield from wrapped(f"{heads[placed.column]}:", measure, "  ", "  ")
                yield from (f"    {line}" for line in content(placed.cell.blocks, measure - 4))
        yield ""
