"""Tables: column widths, bands of rows that hold together, parts of a table on several pages.

A band is a run of rows that a spanning cell ties together, most often one row. A band is kept on one page
unless it is taller than a third of one; then it is cut between its rows, or inside its first row.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from briefing.document.nodes import CellStyle
from briefing.settings import Colours
from briefing.writers.pdf.canvas import Canvas
from briefing.writers.pdf.flow import Flowable, Stack
from briefing.writers.style import CELL_PADDING

_THIRD = 230.0  # a third of a page's column
_PAD = 2 * CELL_PADDING


class Place(NamedTuple):
    """Where a cell stands: its first column and row, and how many of each it covers."""

    column: int
    row: int
    columns: int = 1
    rows: int = 1


class CellBox(NamedTuple):
    """A cell with its content, ready to be painted."""

    place: Place
    content: Stack
    style: CellStyle = "plain"


class Band:
    """Rows that hold together, with cells whose rows count from the band's first."""

    def __init__(self, cells: Sequence[CellBox], heights: Sequence[float]) -> None:
        self.cells = cells
        self.heights = list(heights)
        self.height = sum(heights)

    def edge(self, row: int) -> float:
        """The distance of a row's upper edge from the band's."""
        return sum(self.heights[:row])


class Table(Flowable):
    """A table, or the part of one that stands on a page. `widths` are those of its columns."""

    def __init__(self, head: Band | None, bands: Sequence[Band], widths: Sequence[float], colours: Colours) -> None:
        self.head = head
        self.bands = bands
        self.widths = widths
        self.colours = colours
        self.place = ""
        self.goes_on = False  # whether the head is a repetition
        self.before, self.after = 4, 12

    @property
    def _head_height(self) -> float:
        return self.head.height if self.head else 0

    def height(self, width: float) -> float:
        """Head and rows."""
        del width
        return self._head_height + sum(band.height for band in self.bands)

    def lead(self, width: float) -> float:
        """The head and the first band, or the beginning of that if it is tall."""
        del width
        return self._head_height + sum(self._lead(band) for band in self._first())

    def _first(self) -> Sequence[Band]:
        """The bands that a part of the table begins with: two, unless the first is tall."""
        short = len(self.bands) > 1 and all(band.height <= _THIRD for band in self.bands[:2])
        return self.bands[: 2 if short else 1]

    def _lead(self, band: Band) -> float:
        if band.height <= _THIRD:
            return band.height
        if band.heights[0] <= _THIRD:
            return band.heights[0]
        leads = [cell.content.lead(self.inner(cell.place)) for cell in band.cells if cell.place.row == 0]
        return max(leads, default=0) + _PAD

    def inner(self, place: Place) -> float:
        """The width of a cell's content."""
        return sum(self.widths[place.column : place.column + place.columns]) - _PAD

    def split(self, width: float, room: float, *, force: bool = False) -> tuple[Table, Table] | None:
        """The bands that fit under the head, a tall one cut."""
        del width
        left = room - self._head_height
        count = 0
        while count < len(self.bands) and self.bands[count].height <= left:
            left -= self.bands[count].height
            count += 1
        here, there = list(self.bands[:count]), list(self.bands[count:])
        must = force and not here
        if there and (must or (there[0].height > _THIRD and self._lead(there[0]) <= left)):
            upper, lower = self._cut(there[0], left, force=must)
            here.append(upper)
            there[0] = lower
        if len(there) == 1 and len(here) > 2 and there[0].height <= _THIRD:
            there.insert(0, here.pop())  # a single row is not left to the next page
        if not there or not here or (len(here) < len(self._first()) and not force):
            return None
        first, rest = self._part(here), self._part(there)
        first.place, first.goes_on = self.place, self.goes_on
        first.after = rest.before = 0
        return first, rest

    def _part(self, bands: list[Band]) -> Table:
        part = Table(self.head, bands, self.widths, self.colours)
        part.goes_on = True
        return part

    def _cut(self, band: Band, room: float, *, force: bool) -> tuple[Band, Band]:
        """The upper and the lower part of a band that is too tall: between rows, or inside the first."""
        row = next(count for count in range(len(band.heights), -1, -1) if band.edge(count) <= room + 0.01)
        cut = band.edge(row) if row else room
        upper: list[CellBox] = []
        lower: list[CellBox] = []
        for cell in band.cells:
            above, below = self._parts(band, cell, row, cut, force=force)
            upper += above
            lower += below
        if row:
            rest = _heights(lower, self.inner, band.heights[row:])
            return Band(upper, band.heights[:row]), Band(lower, rest)
        return Band(upper, [cut]), Band(lower, _heights(lower, self.inner, [0.0] * len(band.heights)))

    def _parts(
        self, band: Band, cell: CellBox, row: int, cut: float, *, force: bool
    ) -> tuple[list[CellBox], list[CellBox]]:
        """What stands of a cell above and below the cut, which is under the band's first `row` rows or in its first."""
        place = cell.place
        end = place.row + place.rows
        if row and end <= row:
            return [cell], []
        if place.row >= max(row, 1):
            return [], [cell._replace(place=place._replace(row=place.row - row))]
        room = cut - band.edge(place.row) - _PAD
        parts = _split(cell.content, self.inner(place), room, force=force)
        rows = max(row, 1) - place.row
        under = place._replace(row=0, rows=max(end - max(row, 1), 1) if row else place.rows)
        return [cell._replace(content=parts[0], place=place._replace(rows=rows))], [
            cell._replace(content=parts[1], place=under)
        ]

    def draw(self, canvas: Canvas, x: float, top: float, width: float) -> None:
        """Rules above, under the head and below; the cells."""
        del width
        end = x + sum(self.widths)
        if self.place:
            canvas.place(self.place, x, top + 2)
        y = top
        if self.head is not None:
            canvas.fill((x, top - self.head.height, end - x, self.head.height), self.colours.tint)
            self._draw_head(canvas, self.head, x, top)
            y -= self.head.height
            canvas.rule(x, y, end, 0.6, self.colours.ink)
        canvas.rule(x, top, end, 0.9, self.colours.ink)
        for place, band in enumerate(self.bands):
            if place:
                canvas.rule(x, y, end, 0.35, self.colours.rule)
            self._draw_rules(canvas, band, x, y)
            self._draw_band(canvas, band, x, y)
            y -= band.height
        canvas.rule(x, y, end, 0.9, self.colours.ink)

    def _draw_head(self, canvas: Canvas, head: Band, x: float, top: float) -> None:
        if self.goes_on:
            with canvas.repeating():
                self._draw_band(canvas, head, x, top)
        else:
            self._draw_band(canvas, head, x, top)

    def _draw_band(self, canvas: Canvas, band: Band, x: float, top: float) -> None:
        for cell in band.cells:
            place = cell.place
            left = x + sum(self.widths[: place.column])
            upper = top - band.edge(place.row)
            self._draw_frame(canvas, cell, (left, upper - sum(band.heights[place.row : place.row + place.rows])), upper)
            if band is self.head:  # heads stand on the rule below them
                upper -= sum(band.heights[place.row : place.row + place.rows]) - _PAD
                upper += cell.content.height(self.inner(place))
            cell.content.draw(canvas, left + CELL_PADDING, upper - CELL_PADDING, self.inner(place))

    def _draw_rules(self, canvas: Canvas, band: Band, x: float, top: float) -> None:
        """Rules between the rows of a band, but not through cells that span them."""
        for row in range(1, len(band.heights)):
            across = {
                column
                for cell in band.cells
                if cell.place.row < row < cell.place.row + cell.place.rows
                for column in range(cell.place.column, cell.place.column + cell.place.columns)
            }
            left = x
            for column, width in enumerate(self.widths):
                if column not in across:
                    canvas.rule(left, top - band.edge(row), left + width, 0.35, self.colours.rule)
                left += width

    def _draw_frame(self, canvas: Canvas, cell: CellBox, corner: tuple[float, float], upper: float) -> None:
        box = (corner[0] + 0.8, corner[1] + 1, self.inner(cell.place) + _PAD - 1.6, upper - corner[1] - 2)
        if cell.style == "disputed":
            canvas.frame(box, 0.5, self.colours.ink)
        elif cell.style == "tentative":
            canvas.frame(box, 0.5, self.colours.muted, "2 2")


def _split(content: Stack, width: float, room: float, *, force: bool) -> tuple[Stack, Stack]:
    if content.height(width) <= room + 0.01:
        return content, Stack([])
    return content.split(width, room, force=force) or (Stack([]), content)


def column_widths(shares: Sequence[float], least: Sequence[float], width: float) -> list[float]:
    """The widths of columns that together take `width`: by share, but none narrower than its least.

    Where the least widths do not fit, all columns are narrower than they need, in proportion.
    """
    wanted = [value + _PAD for value in least]
    if sum(wanted) >= width:
        return [value * width / sum(wanted) for value in wanted]
    fixed: set[int] = set()
    while True:
        left = width - sum(wanted[column] for column in sorted(fixed))
        total = sum(share for column, share in enumerate(shares) if column not in fixed)
        widths = [wanted[column] if column in fixed else left * share / total for column, share in enumerate(shares)]
        narrow = {column for column, value in enumerate(widths) if value < wanted[column] - 0.01}
        if not narrow:
            return widths
        fixed |= narrow


def least_widths(cells: Sequence[CellBox], count: int) -> list[float]:
    """The least width of each column: its longest word; what spans several asks only for what is missing."""
    least = [0.0] * count
    for cell in sorted(cells, key=lambda cell: cell.place.columns):
        place = cell.place
        across = range(place.column, min(place.column + place.columns, count))
        missing = cell.content.narrowest() - sum(least[column] for column in across) - _PAD * (len(across) - 1)
        if missing > 0:
            for column in across:
                least[column] += missing / len(across)
    return least


def bands(cells: Sequence[CellBox], rows: int, widths: Sequence[float], *, together: bool = False) -> list[Band]:
    """The rows as bands; with `together` as one."""

    def inner(place: Place) -> float:
        return sum(widths[place.column : place.column + place.columns]) - _PAD

    heights = _heights(cells, inner, [0.0] * rows)
    runs = [(0, rows)] if together else list(_runs(cells, rows, len(widths)))
    home = [place for place, (first, end) in enumerate(runs) for _ in range(first, end)]
    inside: list[list[CellBox]] = [[] for _ in runs]
    for cell in sorted(cells, key=lambda cell: (cell.place.row, cell.place.column)):
        band = home[cell.place.row]
        inside[band].append(cell._replace(place=cell.place._replace(row=cell.place.row - runs[band][0])))
    return [Band(group, heights[first:end]) for group, (first, end) in zip(inside, runs, strict=True)]


def _runs(cells: Sequence[CellBox], rows: int, columns: int) -> Iterator[tuple[int, int]]:
    """Runs of rows that no spanning cell crosses: first row, and the row after the last.

    A cell over the whole width is the title of the rows below and stays with the next of them.
    """
    reach = list(range(1, rows + 1))
    for cell in cells:
        row, end = cell.place.row, cell.place.row + cell.place.rows
        title = cell.place.columns == columns > 1 and end < rows
        reach[row] = max(reach[row], end + title)
    first = end = 0
    for row in range(rows):
        end = max(end, reach[row])
        if row + 1 >= end:
            yield first, row + 1
            first = row + 1


def _heights(cells: Sequence[CellBox], inner: Callable[[Place], float], least: Sequence[float]) -> list[float]:
    """The heights of rows: what their cells need, and their least; a spanning cell lengthens its last row."""
    heights = list(least)
    for cell in sorted(cells, key=lambda cell: cell.place.rows):
        place = cell.place
        covered = heights[place.row : place.row + place.rows]
        missing = cell.content.height(inner(place)) + _PAD - sum(covered)
        if missing > 0:
            heights[min(place.row + place.rows, len(heights)) - 1] += missing
    return heights
