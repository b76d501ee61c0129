"""Three pages as pictures: what they look like does not change unseen. `pytest --force-regen` draws them anew."""

from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from long_brief import long_brief
from msgspec.structs import replace
from PIL import Image, ImageChops, ImageFilter

from briefing.document.build import callout, cell, h, p, row, strong, table, text, wide
from briefing.document.build import mark as sign
from briefing.document.nodes import Cell, Document
from briefing.settings import Style
from briefing.writers.pdf import write

PICTURES = Path(__file__).with_suffix("")
RENDERER = 8149  # the build of PDFium that drew them: another one may smooth letters otherwise
SCALE = 0.75  # pixels to the point
TOLERATED = 0.001  # part of the pixels that may differ by more than LEVELS, after a slight blur
LEVELS = 48


def matrix() -> Document:
    """A wide table with cells of every style, and a box."""

    def filled(words: str, kind: Any, style: Any) -> Cell:
        content = p(sign(kind), " ", strong(words)), p("1,500–12,000 troops", role="small")
        return Cell(blocks=content, style=style)

    lines = [
        row(cell(p(strong("Troops")), header=True), filled("Confirmed", "confirmed", "plain"),
            filled("Disputed", "disputed", "disputed"), filled("Sought", "unverified", "tentative"),
            Cell(blocks=(p("–"),), style="empty")),
        row(cell(p(strong("Shells")), header=True), filled("Denied", "denied", "plain"),
            filled("Corroborated", "corroborated", "plain"), filled("Single source", "single-source", "plain"),
            Cell(blocks=(p("none found"),), style="empty")),
    ]  # fmt: skip
    head = [row("Category", "A → B", "B → A", "C → A", "C → B", header=True)]
    blocks = wide(
        h(1, "m", "Who gives what"),
        table("m1", "lllll", head=head, body=lines, caption="Assistance by category"),
        callout("warning", [text("Read with care")], p("Figures are never added across stages.")),
    )
    return replace(long_brief(2), blocks=(blocks,), notes=())


PAGES = {"first": (long_brief(3), 0), "table": (long_brief(3), 2), "matrix": (matrix(), -1)}


def rendered(document: Document, number: int) -> Image.Image:
    made = write(document, Style(), {})
    pdf = pypdfium2.PdfDocument(made.data)
    page = pdf[number % len(pdf)]
    image: Image.Image = page.render(scale=SCALE).to_pil().convert("RGB")
    return image


def differing(one: Image.Image, other: Image.Image) -> float:
    """The part of the pixels that differ more than is tolerated."""
    blurred = (picture.filter(ImageFilter.BoxBlur(1)) for picture in (one, other))
    difference = ImageChops.difference(*blurred).convert("L")
    counts = difference.histogram()
    return sum(counts[LEVELS:]) / (one.width * one.height)


@pytest.mark.skipif(
    pypdfium2.version.PDFIUM_INFO.build != RENDERER, reason=f"the pictures were drawn by PDFium {RENDERER}"
)
@pytest.mark.parametrize("name", PAGES)
def test_pages_look_as_they_did(name: str, request: pytest.FixtureRequest) -> None:
    found = rendered(*PAGES[name])
    path = PICTURES / f"{name}.png"
    if request.config.getoption("force_regen"):
        path.parent.mkdir(exist_ok=True)
        found.quantize(64).save(path, optimize=True)
        pytest.fail(f"drew {path.name} anew: look at it")
    with Image.open(path) as kept:
        expected = kept.convert("RGB")
    assert found.size == expected.size
    assert differing(found, expected) < TOLERATED


def test_a_change_is_seen() -> None:
    document = long_brief(3)
    moved = replace(document, masthead=replace(document.masthead, title="Longer brief"))
    assert differing(rendered(document, 0), rendered(moved, 0)) > TOLERATED
    thin = Image.new("RGB", (400, 500), "white")
    ruled = thin.copy()
    ruled.paste("black", (50, 100, 350, 102))
    assert differing(thin, ruled) > TOLERATED
