"""A PDF file as numbered objects: compressed object streams, a cross-reference stream, fixed bytes.

The syntax is that of ISO 32000-1, 7.3 to 7.5. reportlab's own file layer is not used: it can write neither
object streams, which keep a structure tree small, nor the line end before `endstream` that PDF/A asks for.
"""

from __future__ import annotations

import hashlib
import zlib

_GROUP = 200  # objects to one object stream


def number(value: float) -> str:
    """A length or coordinate with at most two decimals."""
    text = f"{value:.2f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def literal(text: str) -> str:
    """A text string: as it is in ASCII, in UTF-16 otherwise."""
    if text.isascii() and text.isprintable():
        return "(" + text.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)") + ")"
    return "<FEFF" + text.encode("utf-16-be").hex().upper() + ">"


class PdfFile:
    """Collects objects and writes them down once. Numbers count from 1."""

    def __init__(self) -> None:
        self._plain: dict[int, bytes] = {}
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

    def set(self, number: int, body: str) -> None:
        """Gives a reserved number its object; `body` is ASCII."""
        self._plain[number] = body.encode("ascii")

    def stream(self, entries: str, data: bytes, *, compress: bool = True) -> int:
        """The number of a new stream; `entries` are those of its dictionary besides length and filter."""
        number = self.reserve()
        self._streams[number] = _stream(entries, data, compress=compress)
        return number

    def write(self, root: int, info: int) -> bytes:
        """The whole file. Its identifier is a digest of its content."""
        places: dict[int, tuple[int, int, int]] = {}
        parts = [b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"]
        position = len(parts[0])
        for group in self._groups():
            self._streams[stream := self.reserve()] = self._object_stream(group)
            places.update({number: (2, stream, index) for index, number in enumerate(group)})
        for number, body in sorted(self._streams.items()):
            places[number] = (1, position, 0)
            parts.append(b"%d 0 obj\n%b\nendobj\n" % (number, body))
            position += len(parts[-1])
        places[table := self.reserve()] = (1, position, 0)
        digest = hashlib.md5(b"".join(parts), usedforsecurity=False).hexdigest().upper()
        entries = f"/Type/XRef/Size {table + 1}/W[1 4 2]/Root {root} 0 R/Info {info} 0 R/ID[<{digest}><{digest}>]"
        rows = b"\0\0\0\0\0\xff\xff" + b"".join(_row(*places[number]) for number in range(1, table + 1))
        parts.append(b"%d 0 obj\n%b\nendobj\n" % (table, _stream(entries, rows)))
        parts.append(b"startxref\n%d\n%%%%EOF\n" % position)
        return b"".join(parts)

    def _groups(self) -> list[list[int]]:
        numbers = sorted(self._plain)
        return [numbers[start : start + _GROUP] for start in range(0, len(numbers), _GROUP)]

    def _object_stream(self, group: list[int]) -> bytes:
        heads: list[str] = []
        offset = 0
        for number in group:
            heads.append(f"{number} {offset}")
            offset += len(self._plain[number]) + 1
        head = " ".join(heads).encode("ascii") + b"\n"
        bodies = b"\n".join(self._plain[number] for number in group)
        return _stream(f"/Type/ObjStm/N {len(group)}/First {len(head)}", head + bodies)


def _stream(entries: str, data: bytes, *, compress: bool = True) -> bytes:
    if compress:
        data = zlib.compress(data, 6)
        entries += "/Filter/FlateDecode"
    # Both characters of the line end: a lone one could be taken together with a last byte of the data that is CR.
    return b"<<%b/Length %d>>\nstream\n%b\r\nendstream" % (entries.encode("ascii"), len(data), data)


def _row(kind: int, place: int, index: int) -> bytes:
    return bytes((kind,)) + place.to_bytes(4, "big") + index.to_bytes(2, "big")
