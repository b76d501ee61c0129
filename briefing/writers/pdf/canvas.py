"""Pages under construction, where all that is painted belongs to a structure element or is an artifact.

There is no third way to paint, so untagged text cannot come about.
Marks open and close by themselves: what follows for the same owner joins the mark that is open. Coordinates
are in points from the lower left corner of the page; colours are `#RRGGBB`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import lru_cache

import msgspec

from briefing.writers.pdf.file import PdfFile, number
from briefing.writers.pdf.links import Edges, Links, Target
from briefing.writers.pdf.structure import Element, Structure
from briefing.writers.pdf.typeface import Typeface


class Artifact(msgspec.Struct, frozen=True):
    """What is no content: rules, leaders, repeated rows; `properties` tell headers and footers."""

    properties: str = ""


DECORATION = Artifact("/Type/Layout")
HEADER = Artifact("/Type/Pagination/Subtype/Header")
FOOTER = Artifact("/Type/Pagination/Subtype/Footer")
Owner = Element | Artifact
Box = tuple[float, float, float, float]  # left, lower edge, width, height


_NOWHERE = (-1.0, -1.0, 0.0)


class Glyphs(msgspec.Struct, frozen=True):
    """A stretch of text of one face, size and colour; `rise` lifts it above the base line."""

    text: str
    face: Typeface
    size: float
    colour: str
    rise: float = 0


class Page:
    """One page: its size, its operators, its annotations, and what is known of it when all pages are.

    Its content is two streams: the operators, which are packed when the page ends, and what `last` makes when all pages
    have ended. `awaited` is the part of that which belongs to elements.
    """

    def __init__(self, size: tuple[float, float], number: int, content: int, key: int) -> None:
        self.size = size
        self.number = number  # of its object
        self.content = content  # of its first stream
        self.key = key  # its place in the parent tree
        self.code: list[str] = []
        self.annotations: list[int] = []
        self.awaited: list[tuple[Element, Callable[[], str]]] = []
        self.last: list[Callable[[], str]] = []

    def write(self, file: PdfFile) -> int:
        """The object number of its second stream, which is short and not compressed."""
        rest = file.stream("", "\n".join([text() for text in self.last]).encode("latin-1"), compress=False)
        self.awaited, self.last = [], []  # what they know holds the canvas, and the canvas this page
        return rest


class Canvas:
    """The pages of one document in the making."""

    def __init__(self, file: PdfFile) -> None:
        self.file = file
        self.structure = Structure(file)
        self.pages: list[Page] = []
        self.places: dict[str, tuple[int, float, float]] = {}
        self._numbers: list[int] = []  # of the objects of the pages
        self._owners: list[Element] = []  # of the marks of the current page
        self._links = Links(file, self.places, self._numbers)
        self._owner: Owner | None = None
        self._text_open = False
        self._state: tuple[Typeface, float, str, float] | None = None
        self._pen = _NOWHERE  # where text that is shown now would stand, and how it would lean
        self._forced: Artifact | None = None

    # -- pages and places --------------------------------------------------------------------------------------

    def new_page(self, size: tuple[float, float]) -> None:
        """Ends the page and begins one of this width and height."""
        self.finish()
        self._state = None
        self._owners = []
        number, content = self.file.reserve(), self.file.reserve()
        self._numbers.append(number)
        self.pages.append(Page(size, number, content, self.structure.key(self._owners)))

    def finish(self) -> None:
        """Ends the page."""
        self._close()
        if not self.pages:
            return
        page = self.pages[-1]
        page.last += [_marked(self._begin(owner), text) for owner, text in page.awaited]
        self.file.page(page.content, "\n".join(page.code).encode("latin-1"))
        page.code = []
        if self._owners:
            self.structure.settle(self._owners[-1], self._numbers)

    def write(self) -> int:
        """The object number of the structure's root, when all pages are made, as some links wait for."""
        self._links.finish()
        return self.structure.write(self._numbers)

    @property
    def page_number(self) -> int:
        """The number of the current page, from 1."""
        return len(self.pages)

    def place(self, name: str, x: float, y: float) -> None:
        """Names this point, for links; the first point of a name stays."""
        if self._forced is None:
            self.places.setdefault(name, (self.page_number - 1, x, y))

    @contextmanager
    def repeating(self) -> Iterator[None]:
        """Inside, everything is an artifact: rows that a new page repeats."""
        self._forced = DECORATION
        try:
            yield
        finally:
            self._forced = None

    # -- painting ----------------------------------------------------------------------------------------------

    def text(self, owner: Owner, x: float, baseline: float, look: Glyphs, text: str, width: float) -> None:  # noqa: PLR0913, PLR0917
        """Text of a look (all of it but its own text counts), from `x` to the right, and so wide."""
        code = self._open(owner)
        if not self._text_open:
            code.append("BT")
            self._text_open = True
            self._pen = _NOWHERE
        state = (look.face, look.size, look.colour, look.rise)
        if state != self._state:
            code.append(self._set(look))
            self._state = state
        face = look.face
        shown = face.show(text)
        if face.thickening:
            pen = f"2 Tr {number(face.thickening * look.size)} w {_colour(look.colour, 'RG')}"
            shown = f"{pen} {shown} 0 Tr"
        if self._pen == (x, baseline, face.slant):
            code.append(shown)
        else:
            lean = number(face.slant) if face.slant else "0"
            code.append(f"1 0 {lean} 1 {number(x)} {number(baseline)} Tm {shown}")
        self._pen = (x + width, baseline, face.slant)

    def later(self, owner: Element, right: float, baseline: float, look: Glyphs, words: Callable[[], str]) -> None:
        """Text that is known when all pages are: it ends at `right`; of `look`, all but the text counts."""
        if self._forced is None:
            self.pages[-1].awaited.append((owner, lambda: _ending(right, baseline, look, words())))

    def last(self, owner: Artifact, right: float, baseline: float, words: Callable[[], Sequence[Glyphs]]) -> None:
        """The same for text of an artifact."""
        begin = f"/Artifact <<{owner.properties}>> BDC"
        self.pages[-1].last.append(_marked(begin, lambda: _endings(right, baseline, words())))

    def fill(self, box: Box, colour: str, kind: Artifact = DECORATION) -> None:
        """A filled rectangle, as an artifact."""
        edges = " ".join(number(edge) for edge in box)
        self.graphics(kind, f"q {_colour(colour, 'rg')} {edges} re f Q")

    def rule(self, x: float, y: float, end: float, weight: float, colour: str) -> None:
        """A horizontal rule from `x` to `end`, as an artifact."""
        path = f"{number(x)} {number(y)} m {number(end)} {number(y)} l S"
        self.graphics(DECORATION, f"q {number(weight)} w {_colour(colour, 'RG')} {path} Q")

    def frame(self, box: Box, weight: float, colour: str, dash: str = "") -> None:
        """The outline of a rectangle, as an artifact; `dash` such as `2 2`."""
        edges = " ".join(number(edge) for edge in box)
        self.graphics(DECORATION, f"q {number(weight)} w [{dash}] 0 d {_colour(colour, 'RG')} {edges} re S Q")

    def graphics(self, owner: Owner, operators: str) -> None:
        """Painting operators of a drawing, which leave the graphics state as it was."""
        code = self._open(owner)
        self._end_text()
        if " Tf " in operators:  # a reader need not keep track of what Q restores
            self._state = None
        code.append(operators)

    def link(self, owner: Element, box: Edges, target: Target) -> None:
        """Makes a box lead to a target; rows that repeat have no links."""
        if self._forced is None:
            made = self._links.add(box, target, self.structure.key(owner))
            self.pages[-1].annotations.append(made)
            owner.linked(self.page_number - 1, made)

    # -- marks -------------------------------------------------------------------------------------------------

    def _open(self, owner: Owner) -> list[str]:
        """The page's operators, with a mark of this owner open."""
        owner = self._forced or owner
        page = self.pages[-1]
        if owner is not self._owner:
            self._close()
            self._owner = owner
            page.code.append(self._begin(owner))
        return page.code

    def _begin(self, owner: Owner) -> str:
        if isinstance(owner, Artifact):
            return f"/Artifact <<{owner.properties}>> BDC"
        owners = self._owners
        owners.append(owner)
        mark = len(owners) - 1
        owner.marked(self.page_number - 1, mark)
        return f"/{owner.role} <</MCID {mark}>> BDC"

    def _close(self) -> None:
        self._end_text()
        if self._owner is not None:
            self.pages[-1].code.append("EMC")
            self._owner = None

    def _end_text(self) -> None:
        if self._text_open:
            self.pages[-1].code.append("ET")
            self._text_open = False

    def _set(self, look: Glyphs) -> str:
        """The operators that change the state of the text to that of the look; it outlasts text objects."""
        face, size, colour, rise = self._state or (None, 0, "", None)
        changes: list[str] = []
        if face is not look.face or size != look.size:
            changes.append(f"/{look.face.resource} {number(look.size)} Tf")
        if colour != look.colour:
            changes.append(_colour(look.colour, "rg"))
        if rise != look.rise:
            changes.append(f"{number(look.rise)} Ts")
        return " ".join(changes)


def _marked(begin: str, text: Callable[[], str]) -> Callable[[], str]:
    """What makes operators, with a mark around them."""
    return lambda: f"{begin}\n{text()}\nEMC"


def _ending(right: float, baseline: float, look: Glyphs, text: str) -> str:
    """The operators for text that ends at `right`."""
    left = right - look.face.width(text, look.size)
    at = f"{number(left)} {number(baseline)} Td {look.face.show(text)}"
    return f"BT 0 Ts /{look.face.resource} {number(look.size)} Tf {_colour(look.colour, 'rg')} {at} ET"


def _endings(right: float, baseline: float, parts: Sequence[Glyphs]) -> str:
    """The same for stretches of text one behind the other."""
    shown = []
    for part in reversed(parts):
        shown.append(_ending(right, baseline, part, part.text))
        right -= part.face.width(part.text, part.size)
    return " ".join(reversed(shown))


@lru_cache(maxsize=64)
def _colour(colour: str, operator: str) -> str:
    """A colour as the operands of a colour operator."""
    parts = (int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5))
    return " ".join(f"{part:.4g}" for part in parts) + " " + operator
