"""A PDF file as numbered objects: compressed object streams, a cross-reference stream, fixed bytes.

The syntax is that of ISO 32000-1, 7.3 to 7.5. reportlab's own file layer is not used: it can write neither
object streams, which keep a structure tree small, nor the line end before `endstream` that PDF/A asks for.
"""

from __future__ import annotations

import hashlib
import zlib
from array import array
from collections.abc import Callable, Mapping
from functools import lru_cache

_GROUP = 200  # objects to one object stream
_ROW = 7  # bytes of a row of the cross-reference
_LEVEL = 6  # of compression
_QUICK = 4  # where there are many streams: in half of the time a tenth more
# Both characters of the line end: a lone one could be taken together with a last byte of the data that is CR.
_AFTER = b"\r\nendstream"


@lru_cache(maxsize=50_000)  # margins, base lines, sizes: nearly all numbers of a paper stand there often
def number(value: float) -> str:
    """A length or coordinate with at most two decimals."""
    text = f"{value:.2f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def literal(text: str) -> str:
    """A text string: as it is in ASCII, in UTF-16 otherwise."""
    if text.isascii() and text.isprintable():
        return "(" + text.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)") + ")"
    return "<FEFF" + text.encode("utf-16-be").hex().upper() + ">"


Heard = Callable[[int, bytes], None]


class PdfFile:
    """Collects objects and writes them down once. Numbers count from 1.

    Who `heard` is told of each stream of a page or of objects when it is made: its number, and its bytes from its
    dictionary to its last byte, as they will stand in the file.
    """

    OTHER, STRUCTURE = range(2)  # kinds of objects

    def __init__(self, heard: Heard = lambda _number, _stream: None) -> None:
        self._heard = heard
        self._plain: list[dict[int, str]] = [{}, {}]  # those that no object stream has yet, by kind
        self._groups: dict[int, array[int]] = {}  # the numbers of the objects in each object stream
        self._streams: dict[int, bytes] = {}
        self._last = 0

    def reserve(self) -> int:
        """A number for an object that is set later."""
        self._last += 1
        return self._last

    def add(self, body: str) -> int:
        """The number of a new object."""
        number = self.reserve()
        self.set(number, body)
        return number

    def set(self, number: int, body: str, kind: int = OTHER) -> None:
        """Gives a reserved number its object; `body` is ASCII. What is of a kind goes into the same object streams."""
        group = self._plain[kind]
        group[number] = body
        if len(group) == _GROUP:
            self._pack(kind)

    def stream(self, entries: str, data: bytes, *, compress: bool = True) -> int:
        """The number of a new stream; `entries` are those of its dictionary besides length and filter."""
        number = self.reserve()
        self._streams[number] = _stream(entries, data, _LEVEL if compress else 0)
        return number

    def page(self, number: int, data: bytes) -> None:
        """Gives a reserved number a stream: what a page shows."""
        self._hear(number, _stream("", data, _QUICK))

    def _hear(self, number: int, stream: bytes) -> None:
        self._streams[number] = stream
        self._heard(number, stream[: -len(_AFTER)])

    def write(self, root: int, info: int) -> bytes:
        """The whole file. Its identifier is a digest of its content."""
        for kind, group in enumerate(self._plain):
            if group:
                self._pack(kind)
        parts = [b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"]
        position = len(parts[0])
        places: dict[int, int] = {}
        for number in sorted(self._streams):
            places[number] = position
            parts += b"%d 0 obj\n" % number, self._streams.pop(number), b"\nendobj\n"
            position += sum(map(len, parts[-3:]))
        places[table := self.reserve()] = position
        hashed = hashlib.md5(usedforsecurity=False)
        for part in parts:
            hashed.update(part)
        digest = hashed.hexdigest().upper()
        entries = f"/Type/XRef/Size {table + 1}/W[1 4 2]/Root {root} 0 R/Info {info} 0 R/ID[<{digest}><{digest}>]"
        parts.append(b"%d 0 obj\n%b\nendobj\n" % (table, _stream(entries, self._rows(places, table + 1))))
        parts.append(b"startxref\n%d\n%%%%EOF\n" % position)
        return b"".join(parts)

    def _rows(self, places: Mapping[int, int], count: int) -> bytes:
        """The rows of the cross-reference: where each stream stands, and in which stream each other object."""
        rows = bytearray(b"\0\0\0\0\0\xff\xff" + bytes(_ROW * (count - 1)))
        for number, place in places.items():
            rows[_ROW * number : _ROW * (number + 1)] = b"\1%b\0\0" % place.to_bytes(4, "big")
        for stream, members in self._groups.items():
            head = b"\2" + stream.to_bytes(4, "big")
            for index, number in enumerate(members):
                rows[_ROW * number : _ROW * (number + 1)] = head + index.to_bytes(2, "big")
        return bytes(rows)

    def _pack(self, kind: int) -> None:
        """Puts the objects of a kind that were set last in an object stream."""
        group = self._plain[kind]
        heads: list[str] = []
        offset = 0
        for number, body in group.items():
            heads.append(f"{number} {offset}")
            offset += len(body) + 1
        head = " ".join(heads) + "\n"
        entries = f"/Type/ObjStm/N {len(group)}/First {len(head)}"
        stream = self.reserve()
        self._hear(stream, _stream(entries, (head + "\n".join(group.values())).encode("ascii"), _QUICK))
        self._groups[stream] = array("I", group)
        self._plain[kind] = {}


def _stream(entries: str, data: bytes, level: int = _LEVEL) -> bytes:
    if level:
        data = zlib.compress(data, level)
        entries += "/Filter/FlateDecode"
    return b"<<%b/Length %d>>\nstream\n%b%b" % (entries.encode("ascii"), len(data), data, _AFTER)
