"""Links of a page (ISO 32000-1, 12.5.6.5): to a web address, or to a place of the document.

A link to a place is written when that is on a page: many lead to notes, which come last.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from urllib.parse import quote

import msgspec

from briefing.writers.pdf.file import PdfFile, literal, number

Edges = tuple[float, float, float, float]  # left, bottom, right, top
_URL_SIGNS = "%/:=&?~#+!$,;'@()*[]"  # what an address holds as it stands; the rest is percent-encoded


class Target(msgspec.Struct, frozen=True):
    """Where a link leads: a web address, or a place of the document by name; and what it tells of it."""

    description: str
    url: str = ""
    place: str = ""


class Links:
    """The links of a document. `places` are points by name, `pages` the object numbers of the pages; both grow."""

    def __init__(self, file: PdfFile, places: Mapping[str, tuple[int, float, float]], pages: Sequence[int]) -> None:
        self._file = file
        self._places = places
        self._pages = pages
        self._awaited: dict[str, list[tuple[int, str]]] = {}  # by place: object numbers, and what these say before that

    def add(self, box: Edges, target: Target, key: int) -> int:
        """The object number of a new link; `key` is its place in the parent tree."""
        made = self._file.reserve()
        left, bottom, right, top = box
        body = (
            f"<</Type/Annot/Subtype/Link/Rect[{number(left)} {number(bottom)} {number(right)} {number(top)}]"
            f"/Border[0 0 0]/F 4/Contents {literal(target.description)}/StructParent {key}"
        )
        if target.url:
            self._file.set(made, f"{body}/A<</S/URI/URI {literal(quote(target.url, safe=_URL_SIGNS))}>>>>")
        elif target.place in self._places:
            self._file.set(made, body + self._destination(target.place))
        else:
            self._awaited.setdefault(target.place, []).append((made, body))
        return made

    def finish(self) -> None:
        """Writes those that waited, when all places are known."""
        for place, links in self._awaited.items():
            destination = self._destination(place)
            for made, body in links:
                self._file.set(made, body + destination)
        self._awaited = {}

    def _destination(self, place: str) -> str:
        """The end of a link that leads to a place."""
        page, x, y = self._places[place]
        return f"/Dest[{self._pages[page]} 0 R/XYZ {number(x)} {number(y)} null]>>"
