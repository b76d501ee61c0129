"""Boxes in the flow: tinted callouts, list items with their labels, drawings, columns side by side, rules."""

from __future__ import annotations

from collections.abc import Sequence

from briefing.writers.pdf.canvas import Canvas
from briefing.writers.pdf.file import number
from briefing.writers.pdf.flow import Flowable, Stack
from briefing.writers.pdf.paragraph import Paragraph
from briefing.writers.pdf.structure import Element
from briefing.writers.style import CALLOUT_PADDING

_BAR = 2.5  # the coloured bar at the left of a callout


class Callout(Flowable):
    """A tinted box with a bar in the colour of its kind; it may go over to the next page."""

    def __init__(self, content: Stack, tint: str, bar: str) -> None:
        self.content = content
        self.tint = tint
        self.bar = bar
        self.before = self.after = 10

    def _inner(self, width: float) -> float:
        return width - 2 * CALLOUT_PADDING - _BAR

    def height(self, width: float) -> float:
        """The content and the padding."""
        return self.content.height(self._inner(width)) + 2 * CALLOUT_PADDING

    def lead(self, width: float) -> float:
        """The beginning of the content and the padding."""
        return self.content.lead(self._inner(width)) + 2 * CALLOUT_PADDING

    def narrowest(self) -> float:
        """That of the content."""
        return self.content.narrowest() + 2 * CALLOUT_PADDING + _BAR

    def split(self, width: float, room: float, *, force: bool = False) -> tuple[Callout, Callout] | None:
        """Two boxes."""
        parts = self.content.split(self._inner(width), room - 2 * CALLOUT_PADDING, force=force)
        if parts is None:
            return None
        return Callout(parts[0], self.tint, self.bar), Callout(parts[1], self.tint, self.bar)

    def draw(self, canvas: Canvas, x: float, top: float, width: float) -> None:
        """The tint, the bar, the content."""
        height = self.height(width)
        canvas.fill((x, top - height, width, height), self.tint)
        canvas.fill((x, top - height, _BAR, height), self.bar)
        self.content.draw(canvas, x + _BAR + CALLOUT_PADDING, top - CALLOUT_PADDING, self._inner(width))


class Item(Flowable):
    """A label with content beside it, indented: an item of a list, a note."""

    def __init__(self, label: Paragraph | None, content: Stack, indent: float, after: float) -> None:
        self.label = label
        self.content = content
        self.indent = indent
        self.after = after

    def height(self, width: float) -> float:
        """The content, or the label if it is taller."""
        label = self.label.style.leading if self.label else 0
        return max(self.content.height(width - self.indent), label)

    def lead(self, width: float) -> float:
        """The beginning of the content."""
        label = self.label.style.leading if self.label else 0
        return max(self.content.lead(width - self.indent), label)

    def narrowest(self) -> float:
        """That of the content, indented."""
        return self.indent + self.content.narrowest()

    def split(self, width: float, room: float, *, force: bool = False) -> tuple[Item, Item] | None:
        """The label stays with the first part."""
        parts = self.content.split(width - self.indent, room, force=force)
        if parts is None:
            return None
        return Item(self.label, parts[0], self.indent, 0), Item(None, parts[1], self.indent, self.after)

    def draw(self, canvas: Canvas, x: float, top: float, width: float) -> None:
        """The label and the content."""
        if self.label is not None:
            self.label.draw(canvas, x, top, self.indent)
        self.content.draw(canvas, x + self.indent, top, width - self.indent)


class Picture(Flowable):
    """A drawing of a fixed size as a figure of the structure."""

    def __init__(self, operators: str, size: tuple[float, float], owner: Element, place: str) -> None:
        self.operators = operators
        self.size = size
        self.owner = owner
        self.place = place
        self.before, self.after = 3, 6

    def height(self, width: float) -> float:
        """The drawing's."""
        del width
        return self.size[1]

    def narrowest(self) -> float:
        """The drawing's width."""
        return self.size[0]

    def draw(self, canvas: Canvas, x: float, top: float, width: float) -> None:
        """The drawing, and its box among the attributes of its element."""
        del width
        across, down = self.size
        box = (x, top - down, x + across, top)
        self.owner.owner = f"/O/Layout/Placement/Block/BBox[{' '.join(number(edge) for edge in box)}]"
        canvas.place(self.place, x, top)
        canvas.graphics(self.owner, f"q 1 0 0 1 {number(x)} {number(top - down)} cm {self.operators} Q")


class Beside(Flowable):
    """Stacks side by side in columns of equal width; the last may be set to the right margin by its paragraphs."""

    def __init__(self, columns: Sequence[Stack], gap: float, count: int, after: float = 0) -> None:
        self.columns = columns
        self.gap = gap
        self.count = count
        self.after = after

    def _column(self, width: float) -> float:
        return (width - self.gap * (self.count - 1)) / self.count

    def height(self, width: float) -> float:
        """The tallest column."""
        return max((stack.height(self._column(width)) for stack in self.columns), default=0)

    def draw(self, canvas: Canvas, x: float, top: float, width: float) -> None:
        """The columns from left to right."""
        column = self._column(width)
        for place, stack in enumerate(self.columns):
            stack.draw(canvas, x + place * (column + self.gap), top, column)


class Shelf(Flowable):
    """Stacks side by side, each as wide as its longest line; what does not fit goes on below."""

    def __init__(self, stacks: Sequence[Stack], gap: float, after: float = 0) -> None:
        self.stacks = stacks
        self.gap = gap
        self.after = after

    def _rows(self, width: float) -> list[list[tuple[float, float, Stack]]]:
        """The stacks of each row with their left edge and width."""
        rows: list[list[tuple[float, float, Stack]]] = [[]]
        x = 0.0
        for stack in self.stacks:
            wide = min(stack.natural() + 0.1, width)
            if x and x + wide > width:
                rows.append([])
                x = 0.0
            rows[-1].append((x, wide, stack))
            x += wide + self.gap
        return rows

    def height(self, width: float) -> float:
        """All rows."""
        rows = self._rows(width)
        return sum(max(stack.height(wide) for _, wide, stack in row) for row in rows) + 4 * (len(rows) - 1)

    def draw(self, canvas: Canvas, x: float, top: float, width: float) -> None:
        """The rows."""
        for row in self._rows(width):
            for left, wide, stack in row:
                stack.draw(canvas, x + left, top, wide)
            top -= max(stack.height(wide) for _, wide, stack in row) + 4


class Rule(Flowable):
    """A rule over the whole width."""

    def __init__(self, weight: float, colour: str, before: float, after: float) -> None:
        self.weight = weight
        self.colour = colour
        self.before, self.after = before, after

    def height(self, width: float) -> float:
        """The rule's weight."""
        del width
        return self.weight

    def draw(self, canvas: Canvas, x: float, top: float, width: float) -> None:
        """The rule."""
        canvas.rule(x, top - self.weight / 2, x + width, self.weight, self.colour)
