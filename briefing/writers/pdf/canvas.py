"""Pages under construction, where all that is painted belongs to a structure element or is an artifact.

There is no third way to paint, so untagged text cannot come about.
Marks open and close by themselves: what follows for the same owner joins the mark that is open. Coordinates
are in points from the lower left corner of the page; colours are `#RRGGBB`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import lru_cache
from urllib.parse import quote

import msgspec

from briefing.writers.pdf.file import Begun, PdfFile, literal, number
from briefing.writers.pdf.structure import Element, Structure
from briefing.writers.pdf.typeface import Typeface

_URL_SIGNS = "%/:=&?~#+!$,;'@()*[]"  # what an address holds as it stands; the rest is percent-encoded


class Artifact(msgspec.Struct, frozen=True):
    """What is no content: rules, leaders, repeated rows; `properties` tell headers and footers."""

    properties: str = ""


DECORATION = Artifact("/Type/Layout")
HEADER = Artifact("/Type/Pagination/Subtype/Header")
FOOTER = Artifact("/Type/Pagination/Subtype/Footer")
Owner = Element | Artifact
Box = tuple[float, float, float, float]  # left, lower edge, width, height


_NOWHERE = (-1.0, -1.0, 0.0)


class Target(msgspec.Struct, frozen=True):
    """Where a link leads: a web address, or a place of the document by name; and what it tells of it."""

    description: str
    url: str = ""
    place: str = ""


class Glyphs(msgspec.Struct, frozen=True):
    """A stretch of text of one face, size and colour; `rise` lifts it above the base line."""

    text: str
    face: Typeface
    size: float
    colour: str
    rise: float = 0


class _Awaited(msgspec.Struct, frozen=True):
    """A link to a place that is not yet on a page: its object's number, and what that says before where it leads."""

    number: int
    body: str
    place: str


class Page:
    """One page: its size, its operators, its annotations, and what is known of it when all pages are.

    `holes` are places among the operators that wait for that, `last` makes the last operators. A page without holes
    is packed when the next begins, and has no more operators.
    """

    def __init__(self, size: tuple[float, float], number: int, key: int) -> None:
        self.size = size
        self.number = number  # of its object
        self.key = key  # its place in the parent tree
        self.code: list[str] = []
        self.annotations: list[int] = []
        self.holes: list[tuple[int, Callable[[], str]]] = []
        self.last: list[Callable[[], str]] = []
        self.begun: Begun | None = None

    def pack(self, file: PdfFile) -> None:
        """Compresses the operators, except the last ones."""
        self.begun = file.begin("\n".join(self.code).encode("ascii"))
        self.code = []

    def write(self, file: PdfFile) -> int:
        """The object number of its content."""
        for place, text in self.holes:
            self.code[place] = text()
        if self.begun is None:
            self.pack(file)
        assert self.begun is not None  # noqa: S101 - packed in the line above
        file.end(self.begun, "".join(["\n" + text() for text in self.last]).encode("ascii"))
        self.holes, self.last, self.code = [], [], []  # what they know holds the canvas, and the canvas this page
        return self.begun.number


class Canvas:
    """The pages of one document in the making."""

    def __init__(self, file: PdfFile) -> None:
        self.file = file
        self.structure = Structure(file)
        self.pages: list[Page] = []
        self.places: dict[str, tuple[int, float, float]] = {}
        self._numbers: list[int] = []  # of the objects of the pages
        self._owners: list[Element] = []  # of the marks of the current page
        self._awaited: list[_Awaited] = []
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
        self._numbers.append(self.file.reserve())
        self.pages.append(Page(size, self._numbers[-1], self.structure.key(self._owners)))

    def finish(self) -> None:
        """Ends the page."""
        self._close()
        if self.pages and not self.pages[-1].holes:
            self.pages[-1].pack(self.file)
        if self._owners:
            self.structure.settle(self._owners[-1], self._numbers)

    def write(self) -> int:
        """The object number of the structure's root, when all pages are made; what waited for places is written."""
        for link in self._awaited:
            self.file.set(link.number, link.body + self._destination(link.place))
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
            code.append(f"1 0 {number(face.slant)} 1 {number(x)} {number(baseline)} Tm {shown}")
        self._pen = (x + width, baseline, face.slant)

    def later(self, owner: Owner, right: float, baseline: float, look: Glyphs, words: Callable[[], str]) -> None:
        """Text that is known when all pages are: it ends at `right`; of `look`, all but the text counts."""
        code = self._open(owner)
        self._end_text()
        self._state = None
        self.pages[-1].holes.append((len(code), lambda: _ending(right, baseline, look, words())))
        code.append("")

    def last(self, owner: Artifact, right: float, baseline: float, words: Callable[[], Sequence[Glyphs]]) -> None:
        """The same for text of an artifact, to be painted as the last of its page, which need not wait for it."""
        begin = f"/Artifact <<{owner.properties}>> BDC"
        self.pages[-1].last.append(lambda: f"{begin}\n{_endings(right, baseline, words())}\nEMC")

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

    def link(self, owner: Element, box: tuple[float, float, float, float], target: Target) -> None:
        """Makes a box (left, bottom, right, top) lead to a target; rows that repeat have no links."""
        if self._forced is not None:
            return
        made = self.file.reserve()
        self.pages[-1].annotations.append(made)
        owner.linked(self.page_number - 1, made)
        body = _annotation(box, target, self.structure.key(owner))
        if target.url:
            self.file.set(made, f"{body}/A<</S/URI/URI {literal(quote(target.url, safe=_URL_SIGNS))}>>>>")
        elif target.place in self.places:
            self.file.set(made, body + self._destination(target.place))
        else:
            self._awaited.append(_Awaited(made, body, target.place))

    def _destination(self, place: str) -> str:
        """The end of a link that leads to a place of the document."""
        page, x, y = self.places[place]
        return f"/Dest[{self._numbers[page]} 0 R/XYZ {number(x)} {number(y)} null]>>"

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


def _annotation(box: tuple[float, float, float, float], target: Target, key: int) -> str:
    """A link as an object, without its end, which says where it leads; `key` is its place in the parent tree."""
    edges = " ".join([number(edge) for edge in box])
    return (
        f"<</Type/Annot/Subtype/Link/Rect[{edges}]/Border[0 0 0]/F 4/Contents {literal(target.description)}"
        f"/StructParent {key}"
    )


@lru_cache(maxsize=64)
def _colour(colour: str, operator: str) -> str:
    """A colour as the operands of a colour operator."""
    parts = (int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5))
    return " ".join(f"{part:.4g}" for part in parts) + " " + operator
