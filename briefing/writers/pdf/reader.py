"""Reads back the files that `file.py` writes: their objects, their structure tree, and the text of each element.

It knows the few forms that this writer uses, not PDF at large; what it cannot read raises `UnreadableError`.
"""

from __future__ import annotations

import re
import zlib
from binascii import unhexlify
from collections.abc import Iterator
from functools import cached_property
from itertools import pairwise

_HEAD = re.compile(rb"\d+ 0 obj\n<<(.*?)/Length (\d+)>>\nstream\n", re.DOTALL)
_ELEMENT = re.compile(rb"<</Type/StructElem/S/(\w+)/P \d+ 0 R/K\[([^\]]*)\](?:/Pg (\d+) 0 R)?(.*)>>$", re.DOTALL)
KID = re.compile(rb"(\d+) 0 R|<</Type/MCR/Pg (\d+) 0 R/MCID (\d+)>>|<</Type/OBJR/Pg \d+ 0 R/Obj (\d+) 0 R>>|(\d+)")
_SHOWN = re.compile(rb"<([^>]+)>")  # each stretch of codes between two kerns
_MARK = b"/MCID "
_APART = b"000A"  # a line end, which no text has, between the codes of marks
_CODE = re.compile(rb"<([0-9A-F]{4})> <([0-9A-F]+)>\n")
_REFERENCE = rb" (\d+) 0 R"


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
    """One file. Objects are bytes by number."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._streams: dict[int, int] = {}
        self.objects: dict[int, bytes] = {}
        try:
            self._read()
        except (ValueError, IndexError, KeyError, AttributeError, zlib.error) as fault:
            raise UnreadableError(str(fault)) from fault

    def _read(self) -> None:
        at = int(self._data[self._data.rindex(b"startxref") + 9 :].split()[0])
        self.trailer, rows = self._stream_at(at)
        packed: dict[int, None] = {}
        for number in range(len(rows) // 7):
            kind, place = rows[number * 7], int.from_bytes(rows[number * 7 + 1 : number * 7 + 5], "big")
            if kind == 1:
                self._streams[number] = place
            elif kind == 2:
                packed.setdefault(place)
        for number in packed:
            self._unpack(*self._stream_at(self._streams[number]))

    def _unpack(self, head: bytes, data: bytes) -> None:
        first = self.integer(head, b"First")
        numbers = [int(word) for word in data[:first].split()]
        starts = [*numbers[1::2], len(data) - first + 1]
        for number, (start, end) in zip(numbers[::2], pairwise(starts), strict=True):
            self.objects[number] = data[first + start : first + end - 1]

    def _stream_at(self, at: int) -> tuple[bytes, bytes]:
        match = _HEAD.match(self._data, at)
        if match is None:
            message = f"no stream at {at}"
            raise ValueError(message)
        body = self._data[match.end() : match.end() + int(match[2])]
        return match[1], zlib.decompress(body) if b"/FlateDecode" in match[1] else body

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

    def elements(self) -> Iterator[tuple[int, bytes, bytes, bytes, bytes]]:
        """The structure elements as they are written, the last first: number, role, kids, page and the rest."""
        element = _ELEMENT.match
        for number in sorted(self.objects, reverse=True):
            match = element(self.objects[number])
            if match is not None:
                role, kids, page, rest = match.groups(b"0")
                yield number, role, kids, page, rest

    def _tree(self, texts: dict[int, list[str]]) -> dict[int, Tagged]:
        made: dict[int, Tagged] = {}
        found: list[tuple[Tagged, bytes]] = []
        for number, role, kids, page, rest in self.elements():
            made[number] = element = Tagged(role.decode(), rest, int(page))
            found.append((element, kids))
        for element, kids in found:
            for below, there, mark, annotation, here in KID.findall(kids):
                if below:
                    element.kids.append(made[int(below)])
                elif annotation:
                    element.kids.append(int(annotation))
                else:
                    element.kids.append(texts[int(there or element.page)][int(mark or here)])
        return made

    def texts(self) -> dict[int, list[str]]:
        """The texts of the marks of each page, by the number of its object; marks are numbered in their order."""
        signs = self._unicode()
        different = {code: sign for code, sign in signs.items() if chr(code) != sign}
        texts: dict[int, list[str]] = {}
        used: set[str] = set()
        for page in self.pages:
            content = self.stream(self.integer(self.objects[page], b"Contents"))
            shown = _marked(content)
            text = unhexlify(_APART.join(shown)).decode("utf-16-be")
            used.update(text)
            texts[page] = (text.translate(different) if different else text).split("\n")
        unknown = used - {chr(code) for code in signs} - {"\n"}
        if unknown:
            message = f"no font has the code of {min(unknown)!r}"
            raise ValueError(message)
        return texts

    def _unicode(self) -> dict[int, str]:
        """The character of each code, which is the same in all fonts."""
        found: dict[int, str] = {}
        for font in self.fonts.values():
            table = self.stream(self.integer(self.objects[font], b"ToUnicode"))
            entries = _CODE.findall(table, table.find(b" beginbfchar"))
            found |= {int(code, 16): bytes.fromhex(text.decode()).decode("utf-16-be") for code, text in entries}
        return found


def _marked(content: bytes) -> list[bytes]:
    """The codes of each mark of a page; what stands between the marks is no text of the document."""
    _, *bodies = content.split(_MARK)
    if any(not body.startswith(b"%d>> BDC" % place) for place, body in enumerate(bodies)):
        message = "the marks of a page are not in order"
        raise ValueError(message)
    stretches = _SHOWN.findall
    return [b"".join(stretches(body, 0, body.index(b"\nEMC"))) for body in bodies]
