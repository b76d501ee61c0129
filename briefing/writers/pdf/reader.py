"""Reads back the files that `file.py` writes: their objects, their structure tree, and the text of each element.

It knows the few forms that this writer uses, not PDF at large; what it cannot read raises `UnreadableError`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cached_property

from briefing.writers.pdf.streams import digest, readable, shown, unpacked

_HEAD = re.compile(rb"\d+ 0 obj\n<<(.*?)/Length (\d+)>>\nstream\n", re.DOTALL)
_ELEMENTS = b"<</Type/StructElem/"  # so each begins
_ELEMENT = re.compile(
    rb"^<</Type/StructElem/S/(\w+)/P (\d+) 0 R/K\[([^\]\n]*)\](?:/Pg (\d+) 0 R)?(.*)>>$", re.MULTILINE
)
KID = re.compile(rb"(\d+) 0 R|<</Type/MCR/Pg (\d+) 0 R/MCID (\d+)>>|<</Type/OBJR/Pg \d+ 0 R/Obj (\d+) 0 R>>|(\d+)")
_ROW = 7  # bytes of a row of the cross-reference: the kind, four for a place in the file, two more
_PLACED = b"\1"  # the kind of objects that stand in no other
_OBJECTS, _NEAR = b"<</Type/ObjStm", 30  # how streams of objects begin, behind their number
_MARKED = b"/MCID "
_CONTENTS = re.compile(rb"/Contents\[?((?:\d+ 0 R ?)+)")
_DESTINATION = re.compile(rb"/Dest\[(\d+) 0 R")
_CODE = re.compile(rb"<([0-9A-F]{4})> <([0-9A-F]+)>\n")
_REFERENCE = rb" (\d+) 0 R"
# What an element's object says: its role, the element it is in, its kids, its page (if any), and the rest.
Described = tuple[bytes, bytes, bytes, bytes, bytes]


class Tagged:
    """A structure element: its role, what else its object says, its page (an object number; 0 without text).

    `kids` are, in order, elements, stretches of text, and the object numbers of annotations.
    """

    __slots__ = ("attributes", "kids", "page", "role")

    def __init__(self, role: str, attributes: bytes, page: int) -> None:
        self.role = role
        self.attributes = attributes
        self.page = page
        self.kids: list[Tagged | str | int] = []

    def walk(self) -> Iterator[Tagged]:
        """The element and all below it, in reading order."""
        waiting = [self]
        while waiting:
            element = waiting.pop()
            yield element
            waiting.extend(kid for kid in reversed(element.kids) if isinstance(kid, Tagged))

    def text(self) -> str:
        """All text in it."""
        return "".join([kid for element in self.walk() for kid in element.kids if isinstance(kid, str)])


class PdfReader:
    """One file. Objects are bytes by number; those of the structure tree are among `elements`.

    Its streams may be heard of before there is a file; then it must have them, byte for byte.
    """

    def __init__(self, data: bytes = b"") -> None:
        self._data = self.trailer = b""
        self._places: dict[int, int] = {}  # of the streams in the file
        self._heard: dict[int, bytes] = {}  # digests of the streams that were heard of
        self._elements: list[tuple[list[int], bytes]] = []  # their numbers, and the lines among which they stand
        self._codes: dict[int, str] = {}  # what the marks of a stream of a page show
        self._characters: set[str] = set()  # all that occur there
        self.objects: dict[int, bytes] = {}
        self.destinations: set[int] = set()  # the objects that links and bookmarks lead to
        if data:
            with readable():
                self.read(data)

    def hear(self, number: int, stream: bytes) -> None:
        """A stream of objects or of a page, from its dictionary to its last byte, before there is a file."""
        self._heard[number] = digest(stream)
        if stream.startswith(_OBJECTS):
            self._unpack(stream)
        else:
            self._show(number, stream)

    def read(self, data: bytes) -> None:
        """The file, as far as it was not heard of."""
        self._data = data
        self.trailer = self._packed_at(int(data[data.rindex(b"startxref") + 9 :].split()[0]))
        rows = unpacked(self.trailer)
        kinds = rows[::_ROW]
        number = kinds.find(_PLACED)
        while number >= 0:
            self._places[number] = int.from_bytes(rows[number * _ROW + 1 : number * _ROW + 5], "big")
            number = kinds.find(_PLACED, number + 1)
        for number, place in self._places.items():
            if number not in self._heard and data.find(_OBJECTS, place, place + _NEAR) > 0:
                self._unpack(self.packed(number))
        for number, known in self._heard.items():
            if digest(self.packed(number)) != known:
                message = f"the stream {number} is not as it was"
                raise ValueError(message)

    def _unpack(self, stream: bytes) -> None:
        """The objects of an object stream: each begins where the stream's head says, and ends with its line."""
        data = unpacked(stream)
        first = self.integer(stream, b"First")
        listed, body = data[:first].split(), data[first:]
        numbers, places = list(map(int, listed[::2])), list(map(int, listed[1::2]))
        before = bytes(map(data[first - 1 :].__getitem__, places))  # what stands before each
        lines = body.count(b"\n") + 1
        if before != b"\n" * lines or len(set(places)) != lines:
            message = f"the objects from {numbers[0]} are not where their stream says"
            raise ValueError(message)
        elements = body.count(_ELEMENTS)
        if elements == len(numbers):
            self._elements.append((numbers, body))
            return
        bodies = body.split(b"\n")
        self.objects.update(zip(numbers, bodies, strict=True))
        if elements:
            described = [number for number, found in zip(numbers, bodies, strict=True) if found.startswith(_ELEMENTS)]
            self._elements.append((described, body))
        self.destinations.update(map(int, _DESTINATION.findall(body)))

    def _packed_at(self, at: int) -> bytes:
        """A stream from its dictionary to its last byte."""
        match = _HEAD.match(self._data, at)
        if match is None:
            message = f"no stream at {at}"
            raise ValueError(message)
        return self._data[match.start(1) - 2 : match.end() + int(match[2])]

    def packed(self, number: int) -> bytes:
        """A stream as it stands in the file, from its dictionary to its last byte."""
        return self._packed_at(self._places[number])

    def stream(self, number: int) -> bytes:
        """The content of a stream."""
        return unpacked(self.packed(number))

    @staticmethod
    def integer(body: bytes, name: bytes) -> int:
        """The first number behind a name: a value, or the number of the object referred to."""
        match = re.search(rb"/%b[ \[]*(\d+)" % name, body)
        if match is None:
            message = f"no {name.decode()}"
            raise KeyError(message)
        return int(match[1])

    @cached_property
    def catalog(self) -> bytes:
        """The document's catalogue."""
        return self.objects[self.integer(self.trailer, b"Root")]

    @cached_property
    def pages(self) -> dict[int, int]:
        """The number of each page, from 1, by its object's number."""
        tree = self.objects[self.integer(self.catalog, b"Pages")]
        kids = tree[tree.index(b"/Kids[") + 6 : tree.rindex(b"]")]
        return {int(number): place for place, number in enumerate(kids.split()[::3], 1)}

    @cached_property
    def fonts(self) -> dict[bytes, int]:
        """The object number of each font by its name in the resources, which all pages share."""
        for page in self.pages:
            resources = self.objects[self.integer(self.objects[page], b"Resources")]
            return {name: int(number) for name, number in re.findall(rb"/(F\d+)" + _REFERENCE, resources)}
        return {}

    @cached_property
    def structure(self) -> Tagged:
        """The document element with all below it."""
        with readable():
            return self._tree()[self.top]

    @property
    def top(self) -> int:
        """The object number of the document element."""
        return self.integer(self.objects[self.integer(self.catalog, b"StructTreeRoot")], b"K")

    def elements(self) -> Iterator[tuple[int, Described]]:
        """The structure elements in the order in which they were written: number, and what its object says; each once.

        The number of each is lower than those of the elements in it.
        """
        for numbers, body in self._elements:
            yield from zip(numbers, _ELEMENT.findall(body), strict=True)
        self._elements = []

    def _tree(self) -> dict[int, Tagged]:
        texts = {b"%d" % page: self._texts(page) for page in self.pages}
        made: dict[int, Tagged] = {}
        found: list[tuple[Tagged, bytes, bytes]] = []
        for number, (role, _, kids, page, rest) in self.elements():
            made[number] = element = Tagged(role.decode(), rest, int(page or 0))
            found.append((element, kids, page))
        for element, kids, page in found:
            for below, there, mark, annotation, here in KID.findall(kids):
                if below:
                    element.kids.append(made[int(below)])
                elif annotation:
                    element.kids.append(int(annotation))
                else:
                    element.kids.append(texts[there or page][int(mark or here)])
        return made

    def contents(self, page: int) -> list[int]:
        """The object numbers of the streams of a page."""
        found = _CONTENTS.search(self.objects[page])
        return [int(number) for number in found[1].split()[::3]] if found else []

    def check_pages(self) -> None:
        """Raises an error if a page does not show the stream after it first, or a code that no font has."""
        for page in self.pages:
            first, *rest = self.contents(page)
            if first != page + 1:
                message = f"the page {page} does not begin with what stands after it"
                raise ValueError(message)
            if any(_MARKED in self.packed(number) for number in rest):
                self._texts(page)
        self._check(self._characters)

    def _texts(self, page: int) -> list[str]:
        """The texts of the marks of a page, which are numbered in their order."""
        found: list[str] = []
        for number in self.contents(page):
            stream = self.packed(number)
            if _MARKED in unpacked(stream):
                found += self.said(shown(stream, len(found))).split("\n")
        return found

    def codes(self, content: int) -> list[str]:
        """What the marks of a stream of a page show, as codes; `said` makes texts of them."""
        if content not in self._codes:
            self._show(content, self.packed(content))
        return self._codes[content].split("\n")

    def _show(self, number: int, stream: bytes) -> None:
        self._codes[number] = codes = shown(stream)
        self._characters.update(codes)

    def said(self, codes: str) -> str:
        """The text that codes stand for; line ends may stand between them."""
        self._check(codes)
        different = {code: sign for code, sign in self._signs.items() if chr(code) != sign}
        return codes.translate(different) if different else codes

    def _check(self, codes: Iterable[str]) -> None:
        """Raises an error if no font has one of the codes."""
        unknown = set(codes).difference(map(chr, self._signs), "\n")
        if unknown:
            message = f"no font has the code of {min(unknown)!r}"
            raise ValueError(message)

    @cached_property
    def _signs(self) -> dict[int, str]:
        """The character of each code, which is the same in all fonts."""
        found: dict[int, str] = {}
        for font in self.fonts.values():
            table = self.stream(self.integer(self.objects[font], b"ToUnicode"))
            entries = _CODE.findall(table, table.find(b" beginbfchar"))
            found |= {int(code, 16): bytes.fromhex(text.decode()).decode("utf-16-be") for code, text in entries}
        return found
