"""Reads back the files that `file.py` writes: their objects, their structure tree, and the text of each element.

It knows the few forms that this writer uses, not PDF at large; what it cannot read raises `UnreadableError`.
"""

from __future__ import annotations

import hashlib
import re
import zlib
from binascii import unhexlify
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from typing import NamedTuple

_HEAD = re.compile(rb"\d+ 0 obj\n<<(.*?)/Length (\d+)>>\nstream\n", re.DOTALL)
_ELEMENTS = b"<</Type/StructElem/"  # so each begins
_ELEMENT = re.compile(rb"^<</Type/StructElem/S/(\w+)/P \d+ 0 R/K\[([^\]\n]*)\](?:/Pg (\d+) 0 R)?(.*)>>$", re.MULTILINE)
KID = re.compile(rb"(\d+) 0 R|<</Type/MCR/Pg (\d+) 0 R/MCID (\d+)>>|<</Type/OBJR/Pg \d+ 0 R/Obj (\d+) 0 R>>|(\d+)")
_BETWEEN = re.compile(rb">[^<]*<")  # from one stretch of codes to the next: a kern, or the way to another line or mark
_OPENED = b"</"  # what such ways leave of a mark: `</MCID 7`, and the codes that it shows
_APART = b"000A"  # a line end, which no text has, between the codes of marks
_ROW = 7  # bytes of a row of the cross-reference: the kind, four for a place in the file, two more
_PLACED = b"\1"  # the kind of objects that stand in no other
_OBJECTS, _NEAR = b"<</Type/ObjStm", 30  # how streams of objects begin, behind their number
_DESTINATION = re.compile(rb"/Dest\[(\d+) 0 R")
_CODE = re.compile(rb"<([0-9A-F]{4})> <([0-9A-F]+)>\n")
_REFERENCE = rb" (\d+) 0 R"
Described = tuple[bytes, bytes, bytes, bytes]  # what an element's object says: role, kids, page (if any), the rest


class UnreadableError(Exception):
    """The file is not one of ours, or is damaged."""


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
    """One file. Objects are bytes by number; those of the structure tree are among `elements`."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._streams: dict[int, int] = {}
        self._elements: list[tuple[list[int], bytes]] = []  # their numbers, and the lines among which they stand
        self.objects: dict[int, bytes] = {}
        self.destinations: set[int] = set()  # the objects that links and bookmarks lead to
        try:
            self._read()
        except (ValueError, IndexError, KeyError, AttributeError, zlib.error) as fault:
            raise UnreadableError(str(fault)) from fault

    def _read(self) -> None:
        at = int(self._data[self._data.rindex(b"startxref") + 9 :].split()[0])
        self.trailer, rows = self._stream_at(at)
        kinds = rows[::_ROW]
        number = kinds.find(_PLACED)
        while number >= 0:
            self._streams[number] = int.from_bytes(rows[number * _ROW + 1 : number * _ROW + 5], "big")
            number = kinds.find(_PLACED, number + 1)
        for place in list(self._streams.values()):
            if self._data.find(_OBJECTS, place, place + _NEAR) > 0:
                self._unpack(*self._stream_at(place))

    def _unpack(self, head: bytes, data: bytes) -> None:
        """The objects of an object stream: each begins where the stream's head says, and ends with its line."""
        first = self.integer(head, b"First")
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

    def _stream_at(self, at: int) -> tuple[bytes, bytes]:
        head, stream = self._packed_at(at)
        return head, unpacked(stream)

    def _packed_at(self, at: int) -> tuple[bytes, bytes]:
        """A stream's dictionary up to its length, and all of it."""
        match = _HEAD.match(self._data, at)
        if match is None:
            message = f"no stream at {at}"
            raise ValueError(message)
        return match[1], self._data[match.start(1) - 2 : match.end() + int(match[2])]

    def packed(self, number: int) -> bytes:
        """A stream as it stands in the file, from its dictionary to its last byte."""
        return self._packed_at(self._streams[number])[1]

    def stream(self, number: int) -> bytes:
        """The content of a stream."""
        return self._stream_at(self._streams[number])[1]

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

    def structure(self) -> Tagged:
        """The document element with all below it."""
        try:
            return self._tree(self.texts())[self.top]
        except (ValueError, IndexError, KeyError, AttributeError, zlib.error) as fault:
            message = f"the structure cannot be read: {fault}"
            raise UnreadableError(message) from fault

    @property
    def top(self) -> int:
        """The object number of the document element."""
        return self.integer(self.objects[self.integer(self.catalog, b"StructTreeRoot")], b"K")

    def elements(self) -> Iterator[tuple[int, Described]]:
        """The structure elements as they are written, the last first: number; role, kids, page and the rest."""
        for numbers, body in sorted(self._elements, reverse=True):
            yield from zip(reversed(numbers), reversed(_ELEMENT.findall(body)), strict=True)

    def _tree(self, texts: dict[bytes, list[str]]) -> dict[int, Tagged]:
        made: dict[int, Tagged] = {}
        found: list[tuple[Tagged, bytes, bytes]] = []
        for number, (role, kids, page, rest) in self.elements():
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

    def texts(self, known: Shown | None = None) -> dict[bytes, list[str]]:
        """The texts of the marks of each page, by its object's number as digits; marks are numbered in their order.

        What is `known` of a stream holds for one that is the same byte for byte; others are read.
        """
        streams = {page: self.packed(self.integer(self.objects[page], b"Contents")) for page in self.pages}
        digests = {page: digest(stream) for page, stream in streams.items()}
        known = known or Shown({}, frozenset())
        more = shown(stream for page, stream in streams.items() if digests[page] not in known.texts)
        signs = self._unicode()
        unknown = (known.characters | more.characters).difference(map(chr, signs), "\n")
        if unknown:
            message = f"no font has the code of {min(unknown)!r}"
            raise ValueError(message)
        different = {code: sign for code, sign in signs.items() if chr(code) != sign}
        codes = {**known.texts, **more.texts}
        found = {b"%d" % page: codes[digests[page]] for page in streams}
        return {page: (text.translate(different) if different else text).split("\n") for page, text in found.items()}

    def _unicode(self) -> dict[int, str]:
        """The character of each code, which is the same in all fonts."""
        found: dict[int, str] = {}
        for font in self.fonts.values():
            table = self.stream(self.integer(self.objects[font], b"ToUnicode"))
            entries = _CODE.findall(table, table.find(b" beginbfchar"))
            found |= {int(code, 16): bytes.fromhex(text.decode()).decode("utf-16-be") for code, text in entries}
        return found


def digest(stream: bytes) -> bytes:
    """What tells a stream from all others."""
    return hashlib.blake2b(stream, digest_size=16).digest()


def unpacked(stream: bytes) -> bytes:
    """The data of a stream, given from its head to its last byte."""
    head, _, body = stream.partition(b">>\nstream\n")
    length = int(head[head.rindex(b"/Length ") + 8 :])
    return zlib.decompress(body[:length]) if b"/FlateDecode" in head else body[:length]


class Shown(NamedTuple):
    """What pages show: the codes of each mark as characters, line ends between the marks, by digest; all that occur."""

    texts: Mapping[bytes, str]
    characters: frozenset[str]


def shown(streams: Iterable[bytes]) -> Shown:
    """What pages with these streams show. What stands between their marks is no text of the document."""
    texts = {digest(stream): _shown(stream) for stream in streams}
    return Shown(texts, frozenset().union(*texts.values()))


def _shown(stream: bytes) -> str:
    marks: list[bytes] = []
    content, _, _ = unpacked(stream).rpartition(b">")
    for part in _BETWEEN.sub(b"", content).split(_OPENED)[1:]:
        place = b"MCID %d" % len(marks)
        if part.startswith(place):
            marks.append(part[len(place) :])
        elif part.startswith(b"MCID"):
            message = "the marks of a page are not in order"
            raise ValueError(message)
    return unhexlify(_APART.join(marks)).decode("utf-16-be")
