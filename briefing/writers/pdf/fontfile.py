"""TrueType files: what a face is measured by, and the subset that a paper embeds.

reportlab reads the file and cuts the subset. What came of that is kept, so that most papers need neither.
"""

from __future__ import annotations

import struct
from collections.abc import Sequence
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from briefing.keeping import Keep, key_of, libraries, makers, name_of
from briefing.writers.pdf.kerning import Kerning

if TYPE_CHECKING:
    from reportlab.pdfbase.ttfonts import TTFontFile


class FontError(Exception):
    """The file is no TrueType font that can be used."""


class Metrics(msgspec.Struct, frozen=True, gc=False):
    """A face's measures in thousandths of its size, as a font descriptor has them (ISO 32000-1, 9.8).

    `glyphs` and `widths` are by code point; `kerning` is where the GPOS table stands in the file, and its length.
    """

    name: str
    flags: int
    box: tuple[float, float, float, float]
    angle: float
    ascent: float
    descent: float
    cap_height: float
    stem: float
    units: int
    default_width: float
    glyphs: dict[int, int]
    widths: dict[int, float]
    kerning: tuple[int, int]


class FontFile:
    """One file. `digest` tells it from all others."""

    def __init__(self, path: Path, keep: Keep) -> None:
        self._path, self._keep = path, keep
        try:
            data = path.read_bytes()
        except OSError as fault:
            raise FontError(str(fault)) from fault
        self._digest = sha256(data).digest()
        self.metrics = self._metrics()
        start, length = self.metrics.kerning
        self.kerning = Kerning(data[start : start + length])

    def subset(self, codes: Sequence[int]) -> bytes:
        """A font program with the glyphs of these code points, numbered from 1 in their order."""
        wanted = b"".join(code.to_bytes(4, "big") for code in codes)
        slot = sha256(wanted).hexdigest()[:2]  # so that briefs with other characters do not take each other's place
        name, key = name_of("font-subset", self._digest.hex(), slot), self._key(wanted)
        found = self._keep.get(name, key)
        if found is None:
            made: bytes = _read(self._path, self._digest).makeSubset(list(codes))
            self._keep.put(name, key, found := made)
        return found

    def _metrics(self) -> Metrics:
        name, key = name_of("font", self._digest.hex()), self._key(b"")
        data = self._keep.get(name, key)
        if data is None:
            data = msgspec.msgpack.encode(_metrics(_read(self._path, self._digest)))
            self._keep.put(name, key, data)
        return msgspec.msgpack.decode(data, type=Metrics)

    def _key(self, more: bytes) -> bytes:
        return key_of(makers("writers/pdf/fontfile"), libraries("reportlab"), self._digest, more)


def font_file(path: Path, keep: Keep) -> FontFile:
    """The font in a file, read once as long as the file is the same; an unusable file raises `FontError`."""
    try:
        state = path.stat()
    except OSError as fault:
        raise FontError(str(fault)) from fault
    return _known(path, state.st_size, state.st_mtime_ns, keep)


@lru_cache(maxsize=64)
def _known(path: Path, _size: int, _changed: int, keep: Keep) -> FontFile:
    return FontFile(path, keep)


@lru_cache(maxsize=8)
def _read(path: Path, _digest: bytes) -> TTFontFile:
    from reportlab.pdfbase.ttfonts import TTFError, TTFontFile  # noqa: PLC0415 - most papers need only what is kept

    try:
        return TTFontFile(str(path))
    except (TTFError, OSError, struct.error) as fault:
        raise FontError(str(fault)) from fault


def _metrics(font: TTFontFile) -> Metrics:
    table = font.table.get("GPOS", {"offset": 0, "length": 0})
    return Metrics(
        name=font.name.decode("latin-1"),
        flags=font.flags,
        box=tuple(font.bbox),
        angle=font.italicAngle,
        ascent=font.ascent,
        descent=font.descent,
        cap_height=font.capHeight,
        stem=font.stemV,
        units=font.unitsPerEm,
        default_width=font.defaultWidth,
        glyphs=font.charToGlyph,
        widths=font.charWidths,
        kerning=(table["offset"], table["length"]),
    )
