"""Things that flow down a column, and how a column is filled: heights, breaks, what keeps together.

platypus is not used: it moves a heading and the whole table after it to the next page, splits long tables in
quadratic time, and obeys markup in the text of paragraphs. Here a flowable says how tall it is, how little of
it may begin a column's end, and gives its two parts at a break; the document is laid out once.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from briefing.writers.pdf.canvas import Canvas

_ROUNDING = 0.01


class Flowable:
    """Something with a height. `before` and `after` are the spaces it wants; `keep` ties it to what follows."""

    before: float = 0
    after: float = 0
    keep: bool = False

    def height(self, width: float) -> float:
        """How tall it is at this width."""
        raise NotImplementedError

    def lead(self, width: float) -> float:
        """The least height at which a first part of it can stand; its whole height if it does not split."""
        return self.height(width)

    def narrowest(self) -> float:
        """The least width at which no word is cut."""
        return 0

    def natural(self) -> float:
        """The width at which no line has to break."""
        return self.narrowest()

    def split(self, width: float, room: float, *, force: bool = False) -> tuple[Flowable, Flowable] | None:
        """The part that fits into so much height, and the rest; None if no part does.

        With `force`, at the top of a page, what else keeps together may be parted, so that something fits.
        """
        del width, room, force
        return None

    def draw(self, canvas: Canvas, x: float, top: float, width: float) -> None:
        """Paints it with its upper left corner at this point."""
        raise NotImplementedError


class Break(Flowable):
    """The end of a page. `landscape` says which way the next pages lie; None leaves it."""

    def __init__(self, *, landscape: bool | None = None) -> None:
        self.landscape = landscape

    def height(self, width: float) -> float:
        """Nothing."""
        del width
        return 0

    def draw(self, canvas: Canvas, x: float, top: float, width: float) -> None:
        """Nothing: it only counts between the pages."""


Placed = list[tuple[float, Flowable]]


class Waiting:
    """What has still to be placed: made when it is looked at, so that a long document is never there as a whole.

    It is true while there is something; then `first` and `take` have it.
    """

    def __init__(self, flowables: Iterable[Flowable]) -> None:
        self._coming = iter(flowables)
        self._here: deque[Flowable] = deque()

    def __bool__(self) -> bool:
        if not self._here:
            self._here.extend(islice(self._coming, 1))
        return bool(self._here)

    def __iter__(self) -> Iterator[Flowable]:
        yield from tuple(self._here)
        for flowable in self._coming:
            self._here.append(flowable)
            yield flowable

    @property
    def first(self) -> Flowable:
        """The next one."""
        return self._here[0]

    def put_back(self, rest: Flowable) -> None:
        """Puts the rest of the one that was taken last before all others."""
        self._here.appendleft(rest)

    def take(self) -> Flowable:
        """The next one, which then waits no more."""
        return self._here.popleft()


def fill(waiting: Waiting, width: float, room: float, *, force: bool = False) -> Placed:
    """Takes from `waiting` what fits into a column, with its distance from the top; the rest stays there.

    With `force` the first one is placed even if it does not fit, so that a column is never empty.
    """
    placed: Placed = []
    used = after = 0.0
    while waiting:
        following = waiting.first
        if isinstance(following, Break):
            break
        top = used + (max(after, following.before) if placed else 0)
        left = room - top + _ROUNDING
        must = force and not placed
        height = following.height(width)
        if not must and (following.keep and _chain(waiting, width) > left):
            break
        if height > left:
            parts = following.split(width, left, force=must)
            if parts is not None:
                placed.append((top, parts[0]))
                waiting.take()
                waiting.put_back(parts[1])
                break
            if not must:
                break
        placed.append((top, waiting.take()))
        used, after = top + height, following.after
    return placed


def _chain(waiting: Iterable[Flowable], width: float) -> float:
    """The height of those that keep together from the first on, with the beginning of the one after them."""
    total = after = 0.0
    for place, flowable in enumerate(waiting):
        if isinstance(flowable, Break):
            break
        total += max(after, flowable.before) if place else 0
        if not flowable.keep:
            return total + flowable.lead(width)
        total += flowable.height(width)
        after = flowable.after
    return total


class Stack(Flowable):
    """Flowables one under the other, as the content of a cell, an item or a box."""

    def __init__(self, children: Sequence[Flowable]) -> None:
        self.children = [child for child in children if not isinstance(child, Break)]
        self.before = self.children[0].before if self.children else 0
        self.after = self.children[-1].after if self.children else 0
        self._placed: tuple[float, Placed, float] | None = None

    def _layout(self, width: float) -> tuple[Placed, float]:
        if self._placed is None or self._placed[0] != width:
            placed: Placed = []
            used = after = 0.0
            for child in self.children:
                top = used + (max(after, child.before) if placed else 0)
                placed.append((top, child))
                used, after = top + child.height(width), child.after
            self._placed = (width, placed, used)
        return self._placed[1], self._placed[2]

    def height(self, width: float) -> float:
        """The heights of all with the spaces between them."""
        return self._layout(width)[1]

    def lead(self, width: float) -> float:
        """What its first ones need."""
        return _chain(self.children, width)

    def narrowest(self) -> float:
        """That of the widest."""
        return max((child.narrowest() for child in self.children), default=0)

    def natural(self) -> float:
        """That of the widest."""
        return max((child.natural() for child in self.children), default=0)

    def split(self, width: float, room: float, *, force: bool = False) -> tuple[Stack, Stack] | None:
        """Those that fit and the others."""
        waiting = Waiting(self.children)
        placed = fill(waiting, width, room, force=force)
        if not placed or not waiting:
            return None
        return Stack([child for _, child in placed]), Stack(list(waiting))

    def draw(self, canvas: Canvas, x: float, top: float, width: float) -> None:
        """Paints all."""
        for offset, child in self._layout(width)[0]:
            child.draw(canvas, x, top - offset, width)


class Together(Stack):
    """A stack that does not split, such as a figure and its caption."""

    def lead(self, width: float) -> float:
        """All of it."""
        return self.height(width)

    def split(self, width: float, room: float, *, force: bool = False) -> None:
        """Never."""
        del width, room, force
