"""The PDF of the kitchen-sink document, read by foreign readers and validators."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import msgspec
import page as validation
import pikepdf
import pypdfium2
import pytest
from kitchen_sink import MARKUP, kitchen_sink
from tagged_pdf import Element, lines, open_pdf, read

from briefing.document.build import cell, h, p, row, span, strong, table
from briefing.document.nodes import Block, Document, Figure, IntervalRow, Intervals, Note, NoteRef, Notes, Origin, Text
from briefing.document.notes import number
from briefing.document.walk import walk
from briefing.document.words import words
from briefing.problems import Location
from briefing.settings import Fonts, Style
from briefing.writers import Written, writer
from briefing.writers.fonts import family_files, system_files
from briefing.writers.pdf.file import PdfFile

FOREIGN = {"조선": "Choson", "中国": "China"}  # scripts that not every machine has a font for


def sink() -> Document:
    """The kitchen sink, in scripts that the installed fonts cover."""
    document = kitchen_sink()
    if any("Droid" in path.name or "Nanum" in path.name for path in system_files(bold=False)):
        return document
    text = msgspec.json.encode(document).decode()
    for word, plain in FOREIGN.items():
        text = text.replace(word, plain)
    return msgspec.json.decode(text, type=Document)


def write(document: Document, style: Style | None = None) -> Written:
    return writer("pdf")(document, style or Style(), {})


def with_blocks(*blocks: Block, notes: tuple[Note, ...] = ()) -> Document:
    return msgspec.structs.replace(kitchen_sink(), blocks=blocks, notes=notes)


@pytest.fixture(scope="module")
def written() -> Written:
    made = write(sink())
    assert made.problems == ()
    return made


@pytest.fixture(scope="module")
def pdf(written: Written) -> pikepdf.Pdf:
    return open_pdf(written.data)


@pytest.fixture(scope="module")
def tree(pdf: pikepdf.Pdf) -> Element:
    return read(pdf)


# -- validity --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("profile", [validation.ValidationProfile.PDF_UA_1, validation.ValidationProfile.PDF_A_2A])
def test_conforms(written: Written, profile: validation.ValidationProfile) -> None:
    result = validation.validate_pdf_bytes(written.data, profile=profile)
    assert result.is_compliant, [f"{fault.rule_id}: {fault.message}" for fault in result.failures]


def test_a_document_of_nothing_conforms() -> None:
    made = write(with_blocks())
    assert made.pages == 1
    for profile in (validation.ValidationProfile.PDF_UA_1, validation.ValidationProfile.PDF_A_2A):
        assert validation.validate_pdf_bytes(made.data, profile=profile).is_compliant


@pytest.mark.skipif(shutil.which("qpdf") is None, reason="qpdf is not installed")
def test_qpdf_finds_nothing(written: Written, tmp_path: Path) -> None:
    path = tmp_path / "sink.pdf"
    path.write_bytes(written.data)
    done = subprocess.run(["qpdf", "--check", path], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "WARNING" not in done.stdout + done.stderr


@pytest.mark.skipif(shutil.which("pdftotext") is None, reason="poppler is not installed")
def test_poppler_is_silent(written: Written, tmp_path: Path) -> None:
    path = tmp_path / "sink.pdf"
    path.write_bytes(written.data)
    commands: list[list[str | Path]] = [["pdftotext", path, "-"], ["pdffonts", path], ["pdfinfo", "-struct", path]]
    for command in commands:
        done = subprocess.run(command, capture_output=True, text=True, check=True)
        assert not done.stderr


# -- words -----------------------------------------------------------------------------------------------------


def test_the_structure_says_the_words_of_the_document(tree: Element) -> None:
    document = sink()
    expected = ["".join(line.split()) for line in words(document, number(document))]
    assert "".join(lines(tree)) == "".join(expected)


def test_markup_in_words_arrives_as_written(tree: Element) -> None:
    paragraphs = [element.text() for role in ("P", "LBody", "TD") for element in tree.all(role)]
    assert MARKUP in paragraphs
    assert sum(MARKUP in text for text in paragraphs) == 4


def test_another_reader_finds_the_same_words(written: Written) -> None:
    text = ""
    with_pdfium = pypdfium2.PdfDocument(written.data)
    for page in with_pdfium:
        text += page.get_textpage().get_text_range()
    with_pdfium.close()
    for words_ in (
        "Kitchen sink & <more>",
        "Россия",
        "Ελλάδα",
        "naïve façade, Đặng",
        "Event 60 of sixty",
        "Page 1 of 8",
    ):
        assert words_ in text, words_


# -- structure -------------------------------------------------------------------------------------------------


def test_headings_are_nested_and_in_the_outline(written: Written, pdf: pikepdf.Pdf, tree: Element) -> None:
    headings = [node for block in sink().blocks for node in walk(block) if type(node).__name__ == "Heading"]
    assert [e.role for e in tree.walk() if e.role[0] == "H"] == [f"H{h.level}" for h in headings]  # type: ignore[attr-defined]
    with pdf.open_outline() as outline:
        top = [str(item.title) for item in outline.root]
        below = [str(item.title) for item in outline.root[1].children]
    assert top == ["Contents", "Inlines & emphasis", "Tables", "Figures", "On wide pages", "Notes"]
    assert below == ["Markup: <b> & {{ x }}", "Lists"]
    assert written.anchors["contents"] == 1
    assert written.anchors["notes"] == written.pages


def test_contents_list_the_headings_with_their_pages(written: Written, tree: Element) -> None:
    entries = [item.text() for item in tree.all("TOCI")]
    assert entries[1] == f"Inlines & emphasis {written.anchors['inlines']}"
    assert len(entries) == 8


def test_lists_are_nested(tree: Element) -> None:
    second = next(item for item in tree.all("LI") if item.text().startswith("•Two, with a list:"))
    (label, body) = [kid for kid in second.kids if isinstance(kid, Element)]
    assert (label.role, body.role) == ("Lbl", "LBody")
    assert [kid.role for kid in body.kids if isinstance(kid, Element)] == ["P", "L", "P"]


def test_table_cells_have_scope_and_spans(tree: Element) -> None:
    small = tree.all("Table")[0]
    assert [kid.role for kid in small.kids if isinstance(kid, Element)] == ["Caption", "THead", "TBody"]
    heads = small.all("TH")
    assert [str(head.node.A.Scope) for head in heads] == ["/Column"] * 4 + ["/Row"] * 3
    assert int(heads[0].node.A.RowSpan) == 2
    assert int(heads[1].node.A.ColSpan) == 2
    assert "Three categories" in str(small.node.A.Summary)


def test_a_repeated_head_is_no_content(written: Written, tree: Element) -> None:
    long = tree.all("Table")[1]
    assert len(long.all("TH")) == 3
    pages = {page for cell_ in long.all("TD") for element in cell_.walk() for page in element.pages}
    assert len(pages) >= 2
    with_pdfium = pypdfium2.PdfDocument(written.data)
    for number_ in sorted(pages):
        text = with_pdfium[number_].get_textpage().get_text_range()
        assert "Event" in text
        assert "Place" in text
    with_pdfium.close()


def test_figures_have_alternative_text_and_a_box(tree: Element) -> None:
    figures = tree.all("Figure")
    assert [str(figure.node.Alt) for figure in figures] == [
        "Very likely: 80 to 95 per cent.",
        "Unlikely: 20 to 45 per cent.",
        "Four statements of one number; all four can hold 12,000.",
        "East in the middle, around it North, West & South and an island. North gives East shells.",
        "A visit on 13 September 2023, a treaty about 2022, deliveries from 2022 to 2024, a word in 2024.",
    ]
    for figure in figures:
        left, bottom, right, top = map(float, figure.node.A.BBox)
        assert 0 < left < right < 596
        assert 0 < bottom < top < 842


def test_spans_name_their_language(tree: Element) -> None:
    assert [(str(e.node.Lang), e.text()) for e in tree.all("Span")][:2] == [("ru", "Россия"), ("el", "Ελλάδα")]


def test_wide_blocks_stand_on_landscape_pages(written: Written, pdf: pikepdf.Pdf) -> None:
    sizes = [tuple(float(edge) for edge in page.MediaBox)[2:] for page in pdf.pages]
    assert [width > height for width, height in sizes] == [False] * 6 + [True, False]
    with_pdfium = pypdfium2.PdfDocument(written.data)
    for page in with_pdfium:
        text = page.get_textpage().get_text_range()
        for furniture in ("Kitchen sink & <more>", "DRAFT", "TLP:GREEN", "Test press · Issue 7", "of 8"):
            assert furniture in text
    with_pdfium.close()


# -- links -----------------------------------------------------------------------------------------------------


def links(pdf: pikepdf.Pdf) -> list[tuple[int, pikepdf.Object]]:
    return [(index, note) for index, page in enumerate(pdf.pages) for note in page.get("/Annots", [])]


def test_each_link_leads_somewhere_and_belongs_to_its_words(pdf: pikepdf.Pdf) -> None:
    pages = {page.objgen for page in pdf.pages}
    nums = list(pdf.Root.StructTreeRoot.ParentTree.Nums)
    owners = dict(zip(nums[::2], nums[1::2], strict=True))
    found = links(pdf)
    assert len(found) == 29
    for _, link in found:
        assert str(link.Contents)
        assert owners[link.StructParent].S == "/Link"
        if "/A" in link:
            assert str(link.A.URI).startswith(("https://example.org/", "mailto:"))
        else:
            assert link.Dest[0].objgen in pages


def test_notes_and_references_lead_to_each_other(pdf: pikepdf.Pdf, tree: Element) -> None:
    notes = tree.all("Note")
    assert [note.text()[0] for note in notes] == ["1", "2", "3"]
    assert [str(note.node.ID) for note in notes] == ["note-1", "note-2", "note-3"]
    document = sink()
    numbering = number(document)
    there = [link for _, link in links(pdf) if str(link.Contents) == "Note 1"]
    back = [link for _, link in links(pdf) if str(link.Contents).startswith("Back to reference")]
    assert len(there) == numbering.references["a"] == 3
    assert {link.Dest[0].objgen for link in there} == {pdf.pages[7].objgen}
    # Each note's number leads back, and a letter for each reference of those that have several.
    several = sum(count for count in numbering.references.values() if count > 1)
    assert len(back) == len(notes) + several
    assert {link.Dest[0].objgen for link in back} == {pdf.pages[n].objgen for n in (0, 1, 2, 4)}


# -- fonts -----------------------------------------------------------------------------------------------------


def test_all_fonts_are_embedded_subsets_and_few_are_loaded(pdf: pikepdf.Pdf) -> None:
    fonts = pdf.pages[0].Resources.Font
    for font in fonts.values():
        assert "/FontFile2" in font.DescendantFonts[0].FontDescriptor
        assert str(font.BaseFont)[7] == "+"
    with open_pdf(write(with_blocks(p("Upright only."))).data) as plain:
        names = sorted(str(font.BaseFont)[8:] for font in plain.pages[0].Resources.Font.values())
    assert names == ["SourceSansPro-Bold", "SourceSansPro-Regular", "SourceSerifPro-Regular"]


def test_a_character_without_a_font_is_a_located_problem() -> None:
    place = Location("seeds/sources/a.yaml", 41, 12)
    words_ = Text(text="Sign \U0001f9ff here", origin=Origin(record="claim:a/1", location=place))
    made = write(with_blocks(h(1, "a", "A"), p(words_)))
    (problem,) = made.problems
    assert (problem.code, problem.location) == ("font-glyph", place)
    assert problem.message == "no font has the character U+1F9FF NAZAR AMULET (in claim:a/1)"
    assert "fonts.fallback" in problem.hint
    assert made.data == b""


def test_the_place_of_a_missing_character_is_the_nearest_origin() -> None:
    place = Location("seeds/actors.yaml", 3, 5)
    grid = table("t", "l", body=[row(cell("\ue123"), origin=Origin(location=place))])
    assert [problem.location for problem in write(with_blocks(grid)).problems] == [place]


def test_words_in_a_drawing_are_set_like_all_others() -> None:
    place = Location("seeds/sources/a.yaml", 7, 3)
    rows = (IntervalRow(label="Source \ue123", low=1, high=2),)
    picture = Figure(id="f", picture=Intervals(rows=rows), alt="One.", origin=Origin(location=place))
    assert [(found.code, found.location) for found in write(with_blocks(picture)).problems] == [("font-glyph", place)]


def test_right_to_left_text_is_refused() -> None:
    made = write(with_blocks(p("Name: ", span("he", "שלום"), " and ", span("ar", "سلام"))))
    assert {problem.code for problem in made.problems} == {"font-rtl"}
    assert made.data == b""


def test_what_cannot_be_set_is_one_problem_a_record() -> None:
    place = Location("seeds/sources/a.yaml", 4, 11)

    def said(words: str) -> list[str]:
        text = Text(text=words, origin=Origin(record="claim:a/1", location=place))
        found = write(with_blocks(h(1, "a", "A"), p(text, strong(text)))).problems
        assert all(problem.location == place for problem in found)
        return [problem.message for problem in found]

    arabic = 'right-to-left text cannot be set yet: 15 different characters, the first in "أرسلت" (in claim:a/1)'
    assert said("He said: أرسلت كوريا الشمالية جنودا.") == [arabic]
    hindi = 'a script whose letters change shape cannot be set yet: the character in "क" (in claim:a/1)'
    assert said("One क here") == [hindi]
    (glyphs,) = said("Signs " + "".join(map(chr, range(0xE100, 0xE109))))
    assert glyphs.startswith("no font has the characters U+E100 UNNAMED, U+E101 UNNAMED, ")
    assert glyphs.endswith("U+E105 UNNAMED and 3 more (in claim:a/1)")


def test_a_named_font_helps_where_the_family_lacks_a_character() -> None:
    serif = str(family_files("source-serif-pro")["regular"])
    sans = str(family_files("source-sans-pro")["regular"])
    style = Style(fonts=Fonts(serif=serif, sans=sans, fallback=(serif,)))
    made = write(with_blocks(p("A path names a family")), style)
    assert made.problems == ()
    missing = write(with_blocks(p("x")), Style(fonts=Fonts(serif="no-such-family", sans="/no/such.ttf")))
    assert [problem.code for problem in missing.problems] == ["font-missing", "font-missing"]


def test_a_stream_may_end_in_a_line_end() -> None:
    for data in (b"text\r", b"text\n", b"text\r\n", b""):
        file = PdfFile()
        number_ = file.stream("/Type/Metadata/Subtype/XML", data, compress=False)
        pages = file.add("<</Type/Pages/Kids[]/Count 0>>")
        root = file.add(f"<</Type/Catalog/Pages {pages} 0 R/Metadata {number_} 0 R>>")
        written_ = file.write(root, file.add("<<>>"))
        assert b"stream\n" + data + b"\r\nendstream" in written_
        with open_pdf(written_) as opened:
            assert opened.Root.Metadata.read_raw_bytes() == data


def test_an_italic_without_a_script_is_slanted_from_the_upright() -> None:
    made = write(with_blocks(p(span("ru", "Прямо 2024"), role="quote")))
    with open_pdf(made.data) as opened:
        names = {str(font.BaseFont)[8:] for font in opened.pages[0].Resources.Font.values()}
        matrices = {str(op.operands[2]) for op in operators(opened) if str(op.operator) == "Tm"}
    assert {"SourceSerifPro-Regular", "SourceSerifPro-It"} <= names
    assert matrices == {"0", "0.21"}


def test_a_fallback_without_a_bold_is_thickened(tmp_path: Path) -> None:
    # Of the serif family only the regular is there, under another name.
    path = tmp_path / "Only.ttf"
    shutil.copyfile(family_files("source-serif-pro")["regular"], path)
    made = write(with_blocks(p(strong("Bold"), " plain")), Style(fonts=Fonts(serif=str(path))))
    with open_pdf(made.data) as opened:
        modes = [str(op.operands[0]) for op in operators(opened) if str(op.operator) == "Tr"]
    assert modes == ["2", "0"]


def operators(pdf: pikepdf.Pdf) -> list[pikepdf.ContentStreamInstruction]:
    """Those of the first page."""
    return [op for op in pikepdf.parse_content_stream(pdf.pages[0]) if isinstance(op, pikepdf.ContentStreamInstruction)]


# -- properties and bytes --------------------------------------------------------------------------------------


def test_properties_stand_in_both_places_alike(pdf: pikepdf.Pdf) -> None:
    with pdf.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as xmp:
        assert xmp["dc:title"] == str(pdf.docinfo["/Title"]) == "Kitchen sink & <more>"
        assert xmp["dc:creator"] == [str(pdf.docinfo["/Author"])] == ["A. Writer"]
        assert xmp["dc:description"] == str(pdf.docinfo["/Subject"]) == "Every node once"
        assert xmp["pdf:Keywords"] == str(pdf.docinfo["/Keywords"]) == "one, two & three"
        assert xmp["xmp:CreateDate"] == "2025-03-02T00:00:00+00:00"
    assert str(pdf.docinfo["/CreationDate"]) == "D:20250302000000+00'00'"
    assert str(pdf.Root.Lang) == "en-GB"


SCRIPT = """
import sys, hashlib
from kitchen_sink import kitchen_sink
from briefing.settings import Style
from briefing.writers.pdf import write
print(hashlib.sha256(write(kitchen_sink(), Style(), {}).data).hexdigest())
"""


def test_two_processes_write_the_same_bytes() -> None:
    root = Path(__file__).parents[2]
    digests = set()
    for seed, zone in (("1", "UTC"), ("77", "Asia/Kathmandu")):
        surroundings = {**os.environ, "PYTHONHASHSEED": seed, "TZ": zone, "PYTHONPATH": f"{root}:{root / 'tests'}"}
        surroundings["SOURCE_DATE_EPOCH"] = seed
        done = subprocess.run(
            [sys.executable, "-c", SCRIPT], env=surroundings, capture_output=True, text=True, check=True, cwd="/"
        )
        digests.add(done.stdout)
    assert len(digests) == 1


def test_notes_without_a_place_are_not_linked() -> None:
    made = write(with_blocks(p("Said", NoteRef(note="a"), "."), notes=(Note(key="a", children=(Text(text="So."),)),)))
    with open_pdf(made.data) as opened:
        assert all("/Dest" not in link for _, link in links(opened))
    both = write(with_blocks(p("Said", NoteRef(note="a"), "."), Notes(), notes=(Note(key="a", children=()),)))
    with open_pdf(both.data) as opened:
        assert sum("/Dest" in link for _, link in links(opened)) == 2
