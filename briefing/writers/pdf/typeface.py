"""TrueType faces: character widths, the codes under which a face's characters are written, and embedding.

A face goes into the file as a composite font (ISO 32000-1, 9.7): two bytes a character, its code point where that
has two bytes, only the glyphs used, and a map back to Unicode so that copied text has the same characters.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from copy import copy
from operator import add
from typing import TypeVar

from briefing.writers.pdf.breaks import parts
from briefing.writers.pdf.file import PdfFile, number
from briefing.writers.pdf.fontfile import FontFile
from briefing.writers.pdf.streams import written

# Spaces and a hyphen that few fonts have, and the characters that look the same.
_STAND_INS = {
    0x202F: 0xA0, 0x2007: 0xA0, 0x2002: 0x20, 0x2003: 0x20, 0x2004: 0x20, 0x2005: 0x20, 0x2006: 0x20,
    0x2009: 0x20, 0x200A: 0x20, 0x2010: 0x2D, 0x2011: 0x2D,
}  # fmt: skip
_Value = TypeVar("_Value")
_FORCE_BOLD = 1 << 18  # a flag of font descriptors
_SLANT, _THICKENING = 0.21, 0.03  # 12 degrees; the strokes of a bold face of text
_PRIVATE = 0xE000  # the first code point without a meaning
_BITMAP_NAME = str.maketrans("0123456789", "ABCDEFGHIJ")


class _Found(dict[str, _Value]):
    """What is found out of a word when it is first asked for, and kept."""

    def __init__(self, find: Callable[[str], _Value]) -> None:
        super().__init__()
        self._find = find

    def __missing__(self, word: str) -> _Value:
        found = self[word] = self._find(word)
        return found


class Codes(dict[str, int]):
    """The code of each character in all faces of a document: its code point, or a private one if that is too long."""

    def __init__(self) -> None:
        super().__init__()
        self._taken: set[int] = set()

    def __missing__(self, character: str) -> int:
        code = ord(character)
        if code > 0xFFFF:
            code = _PRIVATE
        while code in self._taken:
            code += 1
        self._taken.add(code)
        self[character] = code
        return code


class Typeface:
    """One face of one font in one document.

    Words are measured and encoded once, as a paper repeats most of its words: no pair with a space in it is kerned,
    so that a text is as wide as its words and spaces. `measures` gives the width of a word in thousandths of the
    size, or -1 for a word inside which a line may end.
    """

    def __init__(self, file: FontFile, resource: str, codes: Codes) -> None:
        self.resource = resource  # its name in the page's resources
        self.slant = 0.0  # how far it leans, for a height of 1
        self.thickening = 0.0  # how wide its outlines are stroked, for a size of 1
        self._file = file
        self._glyphs = file.metrics.glyphs
        self._advances = _Found(self._advance)
        self._widths = _Found(self._width)
        self.measures = _Found(lambda word: -1 if word != " " and parts(word) != (word,) else self._widths[word])
        self._codes = codes
        self._used: dict[str, str] = {}  # the characters, as they are written
        self._shown = _Found(self._show)
        self._kerning = file.kerning
        self._scale = 1000 / file.metrics.units
        self._pairs = _Found(self._kern)

    @property
    def italic(self) -> bool:
        """Whether the font leans by itself."""
        return self._file.metrics.angle != 0

    @property
    def bold(self) -> bool:
        """Whether the font is bold by itself."""
        return bool(self._file.metrics.flags & _FORCE_BOLD)

    def variant(self, *, slanted: bool, bolder: bool) -> Typeface:
        """The same face, to be drawn leaning or with thicker strokes; it is embedded with this one."""
        made = copy(self)
        made.slant = _SLANT if slanted else 0.0
        made.thickening = _THICKENING if bolder else 0.0
        return made

    def has(self, character: str) -> bool:
        """Whether the face draws this character."""
        code = ord(character)
        # Some fonts list characters whose glyph is the missing one.
        return bool(self._glyphs.get(code) or self._glyphs.get(_STAND_INS.get(code, -1)))

    def width(self, text: str, size: float) -> float:
        """The width of a line of text in points."""
        words = text.split(" ")
        units: float = sum(map(self._widths.__getitem__, words))
        if len(words) > 1:
            units += (len(words) - 1) * self._widths[" "]
        return units * size / 1000

    def show(self, text: str) -> str:
        """The operator that shows the text, with its kerning, in Latin-1."""
        words = text.split(" ")
        if len(words) == 1:
            return f"[({self._shown[text]})] TJ"
        shown = self._shown
        return f"[({shown[' '].join(map(shown.__getitem__, words))})] TJ"

    def _width(self, word: str) -> float:
        units: float = sum(map(self._advances.__getitem__, word))
        if self._kerning:
            units += sum(map(self._pairs.__getitem__, map(add, word, word[1:])))
        return units

    def _show(self, word: str) -> str:
        used = self._used
        for character in word:
            if character not in used:
                used[character] = written(self._codes[character])
        if not self._kerning:
            return "".join([used[character] for character in word])
        shown = [used[word[0]]] if word else []
        for pair in map(add, word, word[1:]):
            kern = self._pairs[pair]
            if kern:
                shown.append(f"){number(-kern)}(")
            shown.append(used[pair[1]])
        return "".join(shown)

    def _kern(self, pair: str) -> float:
        """How much two characters are moved apart, in thousandths of the size; words are never moved together."""
        if pair[0].isspace() or pair[1].isspace():
            return 0.0
        first, second = (self._glyphs.get(self._source(character), 0) for character in pair)
        scaled: float = self._kerning.pair(first, second) * self._scale
        return scaled

    def _source(self, character: str) -> int:
        """The character whose glyph is drawn for this one."""
        code = ord(character)
        return code if self._glyphs.get(code) else _STAND_INS.get(code, code)

    def _advance(self, character: str) -> float:
        metrics = self._file.metrics
        return metrics.widths.get(self._source(character), metrics.default_width)

    @property
    def used(self) -> bool:
        """Whether any character of the face stands in the document."""
        return bool(self._used)

    def embed(self, file: PdfFile, place: int) -> int:
        """The object number of the font, written with the glyphs used so far; `place` tells subsets apart."""
        characters = {
            self._codes[character]: character for character in sorted(self._used, key=self._codes.__getitem__)
        }
        sources = [self._source(character) for character in characters.values()]
        subset = list(dict.fromkeys(sources))
        name = f"{place:06d}".translate(_BITMAP_NAME) + "+" + self._name()
        program = file.stream(f"/Length1 {len(data := self._file.subset(subset))}", data)
        descriptor = file.add(self._descriptor(name, program))
        glyphs = file.stream("", _code_to_glyph(dict(zip(characters, self._new_glyphs(subset, sources), strict=True))))
        widths = _widths({code: self._advance(character) for code, character in characters.items()})
        default = self._file.metrics.default_width
        descendant = file.add(
            f"<</Type/Font/Subtype/CIDFontType2/BaseFont/{name}/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)"
            f"/Supplement 0>>/FontDescriptor {descriptor} 0 R/CIDToGIDMap {glyphs} 0 R/DW {default:g}"
            f"/W[{widths}]>>"
        )
        unicode = file.stream("", _to_unicode(characters))
        return file.add(
            f"<</Type/Font/Subtype/Type0/BaseFont/{name}/Encoding/Identity-H/DescendantFonts[{descendant} 0 R]"
            f"/ToUnicode {unicode} 0 R>>"
        )

    def _name(self) -> str:
        name = self._file.metrics.name
        return "".join(character for character in name if character.isalnum() or character in "-_")

    def _new_glyphs(self, subset: list[int], sources: list[int]) -> list[int]:
        """The glyph numbers that the subset gives to the sources: counted from 1 by first use of each glyph."""
        places: dict[int, int] = {0: 0}
        for source in subset:
            places.setdefault(self._glyphs.get(source, 0), len(places))
        return [places[self._glyphs.get(source, 0)] for source in sources]

    def _descriptor(self, name: str, program: int) -> str:
        font = self._file.metrics
        box = " ".join(f"{math.floor(edge)}" for edge in font.box)
        # Symbolic (bit 3): the codes are ours, not those of a standard encoding. Bits 2 and 7: serif, italic.
        flags = 4 | (font.flags & 0b1000010)
        return (
            f"<</Type/FontDescriptor/FontName/{name}/Flags {flags}/FontBBox[{box}]/ItalicAngle {font.angle:g}"
            f"/Ascent {font.ascent:g}/Descent {font.descent:g}/CapHeight {font.cap_height:g}/StemV {font.stem:g}"
            f"/FontFile2 {program} 0 R>>"
        )


def _code_to_glyph(glyphs: Mapping[int, int]) -> bytes:
    """The glyph of each code, two bytes each; codes that are not used have the missing glyph."""
    table = bytearray(2 * (max(glyphs) + 1))
    for code, glyph in glyphs.items():
        table[2 * code : 2 * code + 2] = glyph.to_bytes(2, "big")
    return bytes(table)


def _widths(widths: Mapping[int, float]) -> str:
    """The widths of codes in ascending order, as stretches of codes that follow each other."""
    parts: list[str] = []
    before = -2
    for code, width in widths.items():
        if code != before + 1:
            parts.append(f"{']' if parts else ''}{code}[")
        parts.append(f"{width:g}" if parts[-1].endswith("[") else f" {width:g}")
        before = code
    return "".join(parts) + "]"


def _to_unicode(characters: Mapping[int, str]) -> bytes:
    """The map from codes to Unicode, at most 100 entries a block (ISO 32000-1, 9.10.3)."""
    lines = [f"<{code:04X}> <{character.encode('utf-16-be').hex().upper()}>" for code, character in characters.items()]
    blocks = [lines[start : start + 100] for start in range(0, len(lines), 100)]
    listed = "\n".join(f"{len(block)} beginbfchar\n" + "\n".join(block) + "\nendbfchar" for block in blocks)
    return (
        "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n"
        "/CIDSystemInfo <</Registry (Adobe)/Ordering (UCS)/Supplement 0>> def\n"
        "/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n"
        f"1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n{listed}\n"
        "endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend"
    ).encode("ascii")
