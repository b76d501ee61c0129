"""Which face draws each character of a text: the family's own, then the chain of fonts that may help.

The chain: the face itself; the family's upright where an italic lacks a script; the other family; the files of
`style.fonts.fallback`; the extra `cjk`, cut to the characters that the document has; fonts of the system. Each
file is loaded when a character first needs it. What is found upright or light is slanted or thickened. A character
that no font has, and text that our left-to-right lines would set wrongly, becomes a located problem.
"""

from __future__ import annotations

import contextlib
import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from functools import cached_property
from pathlib import Path
from typing import cast

from briefing.document.nodes import Origin
from briefing.keeping import NOTHING, Keep
from briefing.problems import NOWHERE, Location, Problem
from briefing.settings import Style
from briefing.writers.cjk import cjk_files, is_cjk
from briefing.writers.fonts import Face, family_files, korean_first, system_files
from briefing.writers.pdf.file import PdfFile
from briefing.writers.pdf.fontfile import FontError, font_file
from briefing.writers.pdf.typeface import Codes, Typeface
from briefing.writers.style import Family

# Invisible characters that only steer the setting of text: soft hyphen, zero-width spaces, direction marks,
# variation selectors, byte order mark.
_INVISIBLE = dict.fromkeys(
    (0xAD, *range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x2070), *range(0xFE00, 0xFE10), 0xFEFF)
)
_CONTROLS = dict.fromkeys((*range(0x20), *range(0x7F, 0xA0), 0x2028, 0x2029), " ")
_CLEAN = {**_INVISIBLE, **_CONTROLS}
_UNCLEAN = re.compile("[" + re.escape("".join(map(chr, _CLEAN))) + "]")
_SHAPED = ((0x0900, 0x0DFF), (0x0F00, 0x109F), (0x1780, 0x17FF))  # India, Tibet, Burma, Khmer

_NAMES: dict[tuple[bool, bool], Face] = {  # by whether it is bold, and italic
    (False, False): "regular",
    (True, False): "bold",
    (False, True): "italic",
    (True, True): "bold-italic",
}
NAMED = 6  # characters without a font that one problem names
LONGEST = 30  # letters of a word that a problem quotes

Segments = list[tuple[Typeface, str]]
Refusal = tuple[str, str, str, Location]  # code, hint, record and place of what cannot be set
Refused = tuple[int, str, dict[str, None]]  # its place among the problems, its first word, its characters


def load(style: Style, keep: Keep) -> Iterator[Path]:
    """The files of the style's families, each loaded when it is given: a book of the same style finds them loaded."""
    for family in (style.fonts.serif, style.fonts.sans):
        for path in family_files(family).values():
            with contextlib.suppress(FontError):  # told where the font is needed
                font_file(path, keep)
            yield path


class FontBook:
    """The faces of one document, of which `text` gives all characters. `problems` grows while text is set."""

    def __init__(self, style: Style, text: Callable[[], str] = str, keep: Keep = NOTHING) -> None:
        self._keep = keep
        self._text = text
        self.problems: list[Problem] = []
        self._refused: dict[Refusal, Refused] = {}
        self._style = style
        self._families: dict[Family, dict[Face, Path]] = {}
        self._faces: dict[Path, Typeface | None] = {}
        self._chosen: dict[tuple[Family, Face, bool], dict[str, Typeface | None]] = {}
        self._ascii: dict[tuple[Family, Face], Typeface | None] = {}
        self._variants: dict[tuple[str, bool, bool], Typeface] = {}
        self._systems: dict[bool, list[Path]] = {}
        self._codes = Codes()

    @cached_property
    def _characters(self) -> frozenset[str]:
        return frozenset(self._text())

    def face(self, family: Family, *, bold: bool = False, italic: bool = False) -> Typeface | None:
        """A face of a family, or the nearest that it has; None, and a problem, if the family is not there."""
        return next(self._own(family, _NAMES[bold, italic]), None)

    def segments(  # noqa: PLR0913 - what decides on a face
        self, text: str, family: Family, *, bold: bool, italic: bool, language: str = "", origin: Origin | None = None
    ) -> Segments:
        """The text in stretches of one face each; what cannot be set is left out and is a problem at `origin`."""
        name = _NAMES[bold, italic]
        if text and text.isascii() and text.isprintable() and (whole := self._whole(family, name)) is not None:
            return [(whole, text)]
        text = clean(text)
        korean = language.startswith("ko")
        chosen = self._chosen.setdefault((family, name, korean), {})
        known = set(map(chosen.get, set(text)))
        if len(known) == 1 and None not in known:  # nearly all text: every character seen before, in one face
            return [(cast("Typeface", known.pop()), text)]
        found: Segments = []
        for character in text:
            try:
                face = chosen[character]
            except KeyError:
                korean_or_hangul = korean or "\uac00" <= character <= "\ud7a3"
                face = chosen[character] = self._choose(character, family, name, korean_or_hangul)
            if face is None:
                self._refuse(character, text, origin)
            elif found and (found[-1][0] is face or (character == " " and found[-1][0].has(" "))):
                found[-1] = (found[-1][0], found[-1][1] + character)
            else:
                found.append((face, character))
        return found

    def _whole(self, family: Family, name: Face) -> Typeface | None:
        """The face of a family if it has all of ASCII, as nearly all have."""
        key = (family, name)
        if key not in self._ascii:
            face = next(self._own(family, name), None)
            if face and all(map(face.has, map(chr, range(0x20, 0x7F)))):
                face = self._styled(face, slanted="italic" in name, bolder="bold" in name)
            else:
                face = None
            self._ascii[key] = face
        return self._ascii[key]

    def embed(self, file: PdfFile) -> dict[str, int]:
        """The used faces, written to the file: object numbers by resource name."""
        used = [face for face in self._faces.values() if face is not None and face.used]
        return {face.resource: face.embed(file, place) for place, face in enumerate(used)}

    def _choose(self, character: str, family: Family, face: Face, korean: bool) -> Typeface | None:
        if _direction(character) or _shaped(character):
            return None
        found = next((found for found in self._chain(family, face, korean) if found.has(character)), None)
        return found and self._styled(found, slanted="italic" in face, bolder="bold" in face)

    def _styled(self, face: Typeface, *, slanted: bool, bolder: bool) -> Typeface:
        """The face, or one made from it where its font is not italic or bold by itself."""
        key = (face.resource, slanted and not face.italic, bolder and not face.bold)
        if not any(key[1:]):
            return face
        if key not in self._variants:
            self._variants[key] = face.variant(slanted=key[1], bolder=key[2])
        return self._variants[key]

    def _chain(self, family: Family, face: Face, korean: bool) -> Iterator[Typeface]:
        yield from self._own(family, face)
        yield from self._own("sans" if family == "serif" else "serif", face)
        for name in self._style.fonts.fallback:
            loaded = self._load(Path(name), named=True)
            if loaded is not None:
                yield loaded
        bold = face.startswith("bold")
        for path in cjk_files(self._characters, bold=bold, language="ko" if korean else "zh"):
            loaded = self._load(path)
            if loaded is not None:
                yield loaded
        if bold not in self._systems:
            self._systems[bold] = system_files(bold=bold)
        files = self._systems[bold]
        for path in korean_first(files) if korean else files:
            loaded = self._load(path)
            if loaded is not None:
                yield loaded

    def _own(self, family: Family, face: Face) -> Iterator[Typeface]:
        """The family's face and the uprights that stand in for it."""
        if family not in self._families:
            self._families[family] = self._find(family)
        files = self._families[family]
        order: tuple[Face, ...] = (face, "bold" if face.startswith("bold") else "regular", "regular")
        for name in dict.fromkeys(order):
            loaded = self._load(files[name], named=True) if name in files else None
            if loaded is not None:
                yield loaded

    def _find(self, family: Family) -> dict[Face, Path]:
        name = self._style.fonts.serif if family == "serif" else self._style.fonts.sans
        files = family_files(name)
        if not files:
            self._report(
                "font-missing",
                f"the font family {name} is neither installed nor a TrueType file",
                f"pip install font-{name}, or name the path of a .ttf file under fonts.{family}",
            )
        return files

    def _load(self, path: Path, *, named: bool = False) -> Typeface | None:
        """The face in a file, loaded once; a file that the user named and that cannot be read is a problem."""
        if path not in self._faces:
            try:
                self._faces[path] = Typeface(font_file(path, self._keep), f"F{len(self._faces) + 1}", self._codes)
            except FontError as fault:
                self._faces[path] = None
                if named:
                    self._report("font-missing", f"cannot use the font {path}: {fault}", "it takes a TrueType file")
        return self._faces[path]

    def _report(self, code: str, message: str, hint: str) -> None:
        location = self._style.location
        self.problems.append(Problem(code=code, message=message, location=location, field=("fonts",), hint=hint))

    def _refuse(self, character: str, text: str, origin: Origin | None) -> None:
        """Note a character that cannot be set: one problem for all of one kind that a record has at a place."""
        code, hint = _fault(character)
        record = origin.record if origin is not None else ""
        location = origin.location if origin is not None and origin.location is not None else NOWHERE
        new: Refused = len(self.problems), _word(text, character), {}
        place, word, characters = self._refused.setdefault((code, hint, record, location), new)
        characters[character] = None
        message = _message(code, list(characters), word) + (f" (in {record})" if record else "")
        problem = Problem(code=code, message=message, location=location, hint=hint)
        self.problems[place : place + 1] = [problem]


def _fault(character: str) -> tuple[str, str]:
    """Why a character cannot be set, as a problem's code, and what helps."""
    if _direction(character):
        return "font-rtl", "write the words in Latin letters"
    if _shaped(character):
        return "font-shaping", "write the words in Latin letters"
    if is_cjk(character):
        return (
            "font-glyph",
            "install the extra cjk (pip install 'briefing[cjk]'), or name a font under fonts.fallback",
        )
    return "font-glyph", "name a TrueType font that has it under fonts.fallback in the style, or install one"


def _message(code: str, characters: Sequence[str], word: str) -> str:
    """What is wrong with these characters, of which the first stands in `word`."""
    number = len(characters)
    if code == "font-glyph":
        names = [f"U+{ord(c):04X} {unicodedata.name(c, 'UNNAMED')}" for c in characters[:NAMED]]
        more = f" and {number - NAMED} more" if number > NAMED else ""
        return f"no font has the character{'s' if number > 1 else ''} {', '.join(names)}{more}"
    what = "right-to-left text" if code == "font-rtl" else "a script whose letters change shape"
    count = f"{number} different characters, the first in" if number > 1 else "the character in"
    return f'{what} cannot be set yet: {count} "{word}"'


def _word(text: str, character: str) -> str:
    """The first word of a text that has the character, cut where it is long."""
    return next((word for word in text.split() if character in word), character)[:LONGEST]


def clean(text: str) -> str:
    """The text without invisible characters, composed where a letter and its accent have a common sign."""
    if _UNCLEAN.search(text):
        text = text.translate(_CLEAN)
    return text if text.isascii() else unicodedata.normalize("NFC", text)


def _direction(character: str) -> bool:
    return unicodedata.bidirectional(character) in {"R", "AL", "AN"}


def _shaped(character: str) -> bool:
    code = ord(character)
    return any(first <= code <= last for first, last in _SHAPED)
