"""The PNGs of a paper's drawings, for programs that cannot show SVG: made once, and kept from one paper to the next.

Making them is most of the time that a Word file with figures takes. Kept are those of a brief's last paper, by what
they show; what it shows no longer is let go when the next paper is made.
"""

from __future__ import annotations

import os

import msgspec
from resvg_py import __version__

from briefing.keeping import Keep, key_of, makers, name_of
from briefing.writers.vector import png, sans_files

_SCALE = 2.0  # pixels to the point: 144 to the inch; programs of today show the SVG


class Rasters:
    """PNGs by the drawings that they show; those of papers with the same name are kept in one place."""

    def __init__(self, keep: Keep, name: str, fonts: tuple[str, ...] = ()) -> None:
        self._keep = keep
        self._fonts = fonts
        self._name = name_of("rasters", name)
        told = (_told(file) for file in (*sans_files(), *fonts))
        self._key = key_of(makers("writers/rasters", "writers/vector"), __version__.encode(), *told)
        data = keep.get(self._name, self._key)
        self._held: dict[bytes, bytes] = msgspec.msgpack.decode(data) if data else {}
        self._used: dict[bytes, bytes] = {}

    def png(self, picture: bytes, ground: str = "") -> bytes:
        """An SVG of ours as a PNG on this ground (`#RRGGBB`), or on none."""
        shown = key_of(picture, ground.encode())
        made = self._held.get(shown) or png(picture, _SCALE, self._fonts, ground)
        self._used[shown] = made
        return made

    def close(self) -> None:
        """Keep those that were asked for, and no others."""
        if self._used.keys() != self._held.keys():
            self._keep.put(self._name, self._key, msgspec.msgpack.encode(self._used))


def _told(file: str) -> bytes:
    """What tells a font file from another: its name, size and time."""
    try:
        found = os.stat(file)  # noqa: PTH116 - a string, as the settings have it
    except OSError:
        return file.encode()
    return f"{file}\0{found.st_size}\0{found.st_mtime_ns}".encode()
