"""Kerning as a shaping engine does it; the expected values are HarfBuzz's."""

from __future__ import annotations

import pytest
from reportlab.pdfbase.ttfonts import TTFontFile

from briefing.keeping import NOTHING
from briefing.writers.fonts import Face, family_files
from briefing.writers.pdf.fontfile import font_file
from briefing.writers.pdf.kerning import Kerning
from briefing.writers.pdf.typeface import Codes, Typeface

PAIRS = ("AV", "To", "ry", "r.", "P,", "fo", "nn", "11")


@pytest.mark.parametrize(
    ("family", "face", "expected"),
    [
        ("source-serif-pro", "regular", (-129, -70, 10, -91, -101, -15, 0, 0)),
        ("source-serif-pro", "italic", (-90, -40, 10, -70, -100, 0, 0, 0)),
        ("source-sans-pro", "bold", (-18, -76, 7, -88, -132, -10, 0, 0)),
    ],
)
def test_pairs(family: str, face: Face, expected: tuple[int, ...]) -> None:
    file = TTFontFile(str(family_files(family)[face]))
    kerning = Kerning(file.get_table("GPOS"))
    glyphs = file.charToGlyph
    found = tuple(kerning.pair(glyphs[ord(pair[0])], glyphs[ord(pair[1])]) for pair in PAIRS)
    assert found == expected


def test_a_font_without_kerning() -> None:
    assert not Kerning(b"")


def test_width_and_shown_text_agree() -> None:
    face = Typeface(font_file(family_files("source-serif-pro")["regular"], NOTHING), "F1", Codes())
    assert face.width("AV", 10) == pytest.approx(face.width("A", 10) + face.width("V", 10) - 1.29)
    assert face.show("AV") == "[(\0A)129(\0V)] TJ"
    # Words keep their distance, so that a line is as wide as its words.
    assert face.width("A V", 10) == pytest.approx(sum(face.width(letter, 10) for letter in "A V"))
