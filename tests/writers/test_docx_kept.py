"""What is kept from one Word file to the next saves work and changes no byte."""

from __future__ import annotations

import os
import subprocess
import sys
from io import BytesIO
from pathlib import Path

import msgspec
import pytest
from kitchen_sink import kitchen_sink
from PIL import Image
from word_file import WordFile

from briefing.document.build import callout
from briefing.document.nodes import Document, Figure, LikelihoodBar, Masthead, Properties
from briefing.keeping import NOTHING, Keep
from briefing.settings import Colours, Style
from briefing.writers.docx import write
from briefing.writers.vector import png

ROOT = Path(__file__).parents[2]
PAPER = kitchen_sink()


def written(keep: Keep, style: Style = Style(), paper: Document = PAPER) -> bytes:  # noqa: B008 - frozen
    return write(paper, style, {}, keep).data


def test_bytes_are_the_same_with_and_without_what_is_kept(tmp_path: Path) -> None:
    bare = written(NOTHING)
    assert written(Keep(tmp_path)) == bare
    kept = {file: file.read_bytes() for file in tmp_path.rglob("*") if file.is_file()}
    assert len(kept) == 2  # the shell, the pictures
    assert written(Keep(tmp_path)) == bare
    assert {file: file.read_bytes() for file in tmp_path.rglob("*") if file.is_file()} == kept


@pytest.mark.parametrize("at", [0, 40, 70, -1])
def test_what_is_damaged_is_made_again(tmp_path: Path, at: int) -> None:
    bare = written(Keep(tmp_path))
    for file in [file for file in tmp_path.rglob("*") if file.is_file()]:
        data = bytearray(file.read_bytes())
        data[at] ^= 1
        file.write_bytes(data)
    assert written(Keep(tmp_path)) == bare


@pytest.mark.parametrize(
    "style",
    [
        Style(colours=Colours(accent="#123456", tint="#FFEEDD")),
        Style(body_size=11),
        Style(page="Letter"),
        Style(word_notes="footnotes"),
    ],
)
def test_another_style_takes_nothing_of_the_last(tmp_path: Path, style: Style) -> None:
    first = written(Keep(tmp_path))
    assert written(Keep(tmp_path), style) == written(NOTHING, style) != first
    assert written(Keep(tmp_path)) == first


def test_another_language_takes_nothing_of_the_last(tmp_path: Path) -> None:
    french = msgspec.structs.replace(PAPER, properties=msgspec.structs.replace(PAPER.properties, language="fr"))
    written(Keep(tmp_path))
    assert written(Keep(tmp_path), paper=french) == written(NOTHING, paper=french)


def test_a_second_paper_loads_no_library_of_packages_and_paints_nothing(tmp_path: Path) -> None:
    script = (
        "import sys; from pathlib import Path; from kitchen_sink import kitchen_sink;"
        "from briefing.keeping import Keep; from briefing.settings import Style;"
        "from briefing.writers.docx import write;"
        "from briefing.writers.vector import png;"
        "write(kitchen_sink(), Style(), {}, Keep(Path(sys.argv[1])));"
        "print(sorted({'docx', 'lxml', 'reportlab', 'PIL'} & set(sys.modules)), png.cache_info().misses)"
    )
    environment = {**os.environ, "PYTHONPATH": f"{ROOT}{os.pathsep}{ROOT / 'tests'}"}
    command = [sys.executable, "-c", script, str(tmp_path)]
    said = [
        subprocess.run(command, env=environment, check=True, capture_output=True, text=True).stdout.split("]")
        for _ in range(2)
    ]
    assert said[0][0] == "['docx', 'lxml'"
    assert int(said[0][1]) > 0
    assert said[1] == ["[", " 0\n"]


def test_pictures_that_a_paper_shows_no_longer_are_let_go(tmp_path: Path) -> None:
    written(Keep(tmp_path))
    largest = max(file.stat().st_size for file in tmp_path.rglob("*"))
    written(Keep(tmp_path), paper=msgspec.structs.replace(PAPER, blocks=(bar("a"),)))
    assert max(file.stat().st_size for file in tmp_path.rglob("*")) < largest


def bar(name: str) -> Figure:
    return Figure(id=name, picture=LikelihoodBar(low=20, high=45), alt="Unlikely")


def test_pictures_have_the_ground_that_they_stand_on() -> None:
    paper = Document(
        properties=Properties(title="Paper", language="en-GB", created="2025-03-02T06:30:00Z"),
        masthead=Masthead(series="", issue="", title="Paper"),
        blocks=(bar("a"), callout("note", "Box", bar("b")), bar("c")),
    )
    found = WordFile(written(NOTHING, paper=paper)).members
    images = [Image.open(BytesIO(data)) for name, data in sorted(found.items()) if name.endswith(".png")]
    corners = [image.convert("RGBA").getpixel((0, 0)) for image in images]
    assert corners == [(255, 255, 255, 255), (0xF2, 0xF4, 0xF7, 255)]


def test_a_drawing_is_painted_once_for_all_papers_of_a_process() -> None:
    written(NOTHING)
    before = png.cache_info().misses
    written(NOTHING)
    assert png.cache_info().misses == before
