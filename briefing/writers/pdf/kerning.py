"""Pair kerning from a font's GPOS table: how much closer or wider two letters stand than their widths say.

Read are the lookups of the `kern` feature that adjust the advance of a pair's first glyph (OpenType 1.9, GPOS
lookup types 2 and 9); other features need a shaping engine.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from struct import unpack_from

_ADVANCE = 4  # the bit of a value format that says that an x advance is there


class Kerning:
    """The pairs of one font. `table` is its GPOS table; an empty one has none."""

    def __init__(self, table: bytes) -> None:
        self._table = table
        self._subtables = list(_pair_subtables(table)) if table else []
        self._pairs: dict[tuple[int, int], int] = {}
        self._covered = [_coverage(table, at + self._u16(at + 2)) for at in self._subtables]
        self._classes = [
            (_classes(table, at + self._u16(at + 8)), _classes(table, at + self._u16(at + 10)))
            if self._u16(at) == 2
            else (_NONE, _NONE)
            for at in self._subtables
        ]

    def __bool__(self) -> bool:
        return bool(self._subtables)

    def pair(self, first: int, second: int) -> int:
        """The adjustment between two glyphs, in font units; negative brings them closer."""
        key = (first, second)
        if key not in self._pairs:
            self._pairs[key] = self._look_up(first, second)
        return self._pairs[key]

    def _look_up(self, first: int, second: int) -> int:
        for index, at in enumerate(self._subtables):
            place = self._covered[index].get(first)
            if place is None:
                continue
            if self._u16(at) == 1:
                found = self._single(at, place, second)
                if found is not None:
                    return found
            else:
                # A class subtable that covers the first glyph decides, even where it says nothing.
                return self._class(at, index, first, second)
        return 0

    def _single(self, at: int, place: int, second: int) -> int | None:
        size = 2 + _size(self._u16(at + 4)) + _size(self._u16(at + 6))
        start = at + self._u16(at + 10 + 2 * place)
        low, high = 0, self._u16(start)
        while low < high:
            middle = (low + high) // 2
            record = start + 2 + middle * size
            glyph = self._u16(record)
            if glyph == second:
                return self._advance(record + 2, self._u16(at + 4))
            low, high = (middle + 1, high) if glyph < second else (low, middle)
        return None

    def _class(self, at: int, index: int, first: int, second: int) -> int:
        firsts, seconds = self._classes[index]
        size = _size(self._u16(at + 4)) + _size(self._u16(at + 6))
        record = at + 16 + size * ((firsts.get(first) or 0) * self._u16(at + 14) + (seconds.get(second) or 0))
        return self._advance(record, self._u16(at + 4))

    def _advance(self, at: int, form: int) -> int:
        """The x advance of a value record; placements may stand before it."""
        if not form & _ADVANCE:
            return 0
        value: int = unpack_from(">h", self._table, at + 2 * (form & 3).bit_count())[0]
        return value

    def _u16(self, at: int) -> int:
        value: int = unpack_from(">H", self._table, at)[0]
        return value


def _size(form: int) -> int:
    """The bytes of a value record of this format."""
    return 2 * (form & 0xFF).bit_count()


def _shorts(table: bytes, at: int, count: int) -> tuple[int, ...]:
    return unpack_from(f">{count}H", table, at)


def _pair_subtables(table: bytes) -> Iterator[int]:
    """Where the pair adjustment subtables of the `kern` feature stand."""
    features, lookups = _shorts(table, 6, 2)
    (count,) = _shorts(table, features, 1)
    wanted: set[int] = set()
    for place in range(count):
        tag, offset = unpack_from(">4sH", table, features + 2 + 6 * place)
        if tag == b"kern":
            (size,) = _shorts(table, features + offset + 2, 1)
            wanted |= set(_shorts(table, features + offset + 4, size))
    for lookup in sorted(wanted):
        at = lookups + _shorts(table, lookups + 2 + 2 * lookup, 1)[0]
        kind, _, size = _shorts(table, at, 3)
        for offset in _shorts(table, at + 6, size):
            if kind == 2:
                yield at + offset
            elif kind == 9 and _shorts(table, at + offset + 2, 1)[0] == 2:
                yield at + offset + unpack_from(">I", table, at + offset + 4)[0]


class _Ranges:
    """What a table says of ranges of glyphs, looked up range by range: few of a font's glyphs are ever asked for."""

    def __init__(self, first: Sequence[int], last: Sequence[int], value: Sequence[int], *, counted: bool) -> None:
        self._first, self._last, self._value = first, last, value
        self._counted = counted  # whether the value is that of the first glyph, and counts up from there

    def get(self, glyph: int) -> int | None:
        """The value of a glyph; None where no range has it."""
        place = bisect_right(self._first, glyph) - 1
        if place < 0 or glyph > self._last[place]:
            return None
        return self._value[place] + (glyph - self._first[place] if self._counted else 0)


def _coverage(table: bytes, at: int) -> _Ranges:
    """The glyphs of a coverage table with their places in it."""
    form, count = _shorts(table, at, 2)
    if form == 1:
        glyphs = _shorts(table, at + 4, count)
        return _Ranges(glyphs, glyphs, range(count), counted=False)
    ranges = _shorts(table, at + 4, 3 * count)
    return _Ranges(ranges[::3], ranges[1::3], ranges[2::3], counted=True)


def _classes(table: bytes, at: int) -> _Ranges:
    """The glyphs of a class definition with their classes; what is not listed is of class 0."""
    form, start = _shorts(table, at, 2)
    if form == 1:
        (count,) = _shorts(table, at + 4, 1)
        glyphs = range(start, start + count)
        return _Ranges(glyphs, glyphs, _shorts(table, at + 6, count), counted=False)
    ranges = _shorts(table, at + 4, 3 * start)
    return _Ranges(ranges[::3], ranges[1::3], ranges[2::3], counted=False)


_NONE = _Ranges((), (), (), counted=False)
