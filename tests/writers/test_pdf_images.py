"""The logo in the head of the first page: drawn, told to those who do not see it, or a located problem."""

from pathlib import Path

import page as validation
import pypdfium2
import pytest
from kitchen_sink import kitchen_sink
from msgspec.structs import replace
from PIL import Image
from tagged_pdf import open_pdf, read

from briefing.document.nodes import Document
from briefing.problems import Location
from briefing.settings import Logo, Style
from briefing.writers.pdf import write

PLACE = Location("config/style.yaml", 4, 1)
SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 20 10"><rect width="20" height="10" fill="#00F"/></svg>'


def short() -> Document:
    return replace(kitchen_sink(), blocks=(), notes=())


def picture(folder: Path, kind: str) -> Logo:
    path = folder / f"logo.{kind}"
    if kind == "svg":
        path.write_text(SVG)
    else:
        Image.new("RGBA", (40, 20), (0, 0, 255, 255)).save(path)
    return Logo(file=str(path), alt="The house (of records)", height=10)


@pytest.mark.parametrize("kind", ["png", "svg"])
def test_a_logo_is_drawn_and_told(tmp_path: Path, kind: str) -> None:
    data = write(short(), Style(logo=picture(tmp_path, kind)), {}).data
    for profile in (validation.ValidationProfile.PDF_UA_1, validation.ValidationProfile.PDF_A_2A):
        assert validation.validate_pdf_bytes(data, profile=profile).is_compliant
    with open_pdf(data) as pdf:
        (figure,) = read(pdf).all("Figure")
        assert str(figure.node.Alt) == "The house (of records)"
        left, bottom, right, top = (float(edge) for edge in figure.node.A.BBox)
        assert abs(right - left - 56.7) < 0.1 > abs(top - bottom - 28.35)
    image = pypdfium2.PdfDocument(data)[0].render(scale=1).to_pil()
    assert image.getpixel((round((left + right) / 2), round(image.height - (top + bottom) / 2)))[:3] == (0, 0, 255)


def test_what_is_seen_through_is_white(tmp_path: Path) -> None:
    Image.new("RGBA", (40, 20), (255, 0, 0, 0)).save(tmp_path / "clear.png")
    data = write(short(), Style(logo=Logo(file=str(tmp_path / "clear.png"), alt="Nothing")), {}).data
    with open_pdf(data) as pdf:
        assert set(pdf.pages[0].Resources.XObject.Logo.read_bytes()) == {255}


@pytest.mark.parametrize(("name", "content"), [("a.png", b"GIF89a"), ("a.svg", b"<svg"), ("a.png", b"")])
def test_a_picture_that_cannot_be_read_is_a_located_problem(tmp_path: Path, name: str, content: bytes) -> None:
    (tmp_path / name).write_bytes(content)
    made = write(short(), Style(logo=Logo(file=str(tmp_path / name), alt="A"), location=PLACE), {})
    assert [(problem.code, problem.location, problem.field) for problem in made.problems] == [
        ("logo-unreadable", PLACE, ("logo", "file"))
    ]
    assert made.data == b""
