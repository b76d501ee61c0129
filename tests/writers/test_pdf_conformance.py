"""Whole briefs as PDF/UA-1 and PDF/A-2a, and that the validators see what would be wrong with them."""

import datetime
import io
import re
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import msgspec
import page as validation
import pikepdf
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from kitchen_sink import kitchen_sink
from long_brief import long_brief
from tagged_pdf import lines, open_pdf, read

from briefing import issue
from briefing.document.build import cell, em, h, noteref, p, row, span, strong, table, ul
from briefing.document.nodes import Document, Note, Notes, Text
from briefing.document.notes import number
from briefing.document.words import words
from briefing.keeping import NOTHING
from briefing.settings import Style
from briefing.writers import Written, aside
from briefing.writers.pdf import verify, write
from briefing.writers.pdf.file import PdfFile
from briefing.writers.pdf.links import Links
from briefing.writers.pdf.streams import shown, written
from briefing.writers.pdf.typeface import Typeface
from briefing.writers.pdf.writer import Hearers, unread

ROOT = Path(__file__).parents[2]
UA, A = validation.ValidationProfile.PDF_UA_1, validation.ValidationProfile.PDF_A_2A
EVERY_SECTION = """\
title: Nothing yet
corpus: ../corpus
sections: [summary, changes, actor-profiles, assistance-matrix, timeline, responses, uncertainties, scenarios,
  recommendations, glossary, method, register, sources]
"""


def brief(path: Path, day: str) -> Document:
    built, problems = issue.build(
        path, as_of=datetime.date.fromisoformat(day), created=f"{day}T00:00:00Z", formats=["pdf"]
    )
    assert built is not None, problems
    return built.document


def weekly(day: str) -> Document:
    return brief(ROOT / "config" / "weekly.yaml", day)


def of_nothing(folder: Path) -> Document:
    shutil.copytree(ROOT / "tests" / "errors" / "base" / "corpus", folder / "corpus")
    (folder / "config").mkdir()
    (folder / "config" / "brief.yaml").write_text(EVERY_SECTION)
    return brief(folder / "config" / "brief.yaml", "2020-01-01")


def scripts(*samples: tuple[str, str]) -> Document:
    """Every style of text in each script, with notes."""
    blocks: list[Any] = []
    for place, (language, sample) in enumerate(samples):
        said = span(language, sample)
        blocks += [
            h(1, f"s{place}", said),
            p(said, " ", strong(said), " ", em(said), " ", strong(em(said)), noteref("n")),
            p(said, role="quote"),
            ul(p(said), p(said)),
            table(f"t{place}", "ll", head=[row(cell(p(said)), "Note", header=True)], body=[row(cell(p(said)), "x")]),
        ]
    note = Note(key="n", children=(Text(text=samples[0][1]),))
    return msgspec.structs.replace(kitchen_sink(), blocks=(*blocks, Notes()), notes=(note,))


RUSSIAN = ("ru", "Северная Корея поставила 3000 снарядов")
GREEK = ("el", "Η Βόρεια Κορέα παρέδωσε βλήματα")
KOREAN = ("ko", "조선민주주의인민공화국 군대")
CHINESE = ("zh", "中华人民共和国外交部，北京")


def faults(data: bytes) -> list[str]:
    reports = [validation.validate_pdf_bytes(data, profile=profile) for profile in (UA, A)]
    return [f"{fault.rule_id}: {fault.message}" for report in reports for fault in report.failures]


def conforms(document: Document) -> Written:
    """Valid by both profiles, and a foreign reader finds the words of the document in its structure."""
    made = write(document, Style(), {})
    assert [problem.message for problem in made.problems] == []
    assert faults(made.data) == []
    expected = ["".join(line.split()) for line in words(document, number(document))]
    with open_pdf(made.data) as pdf:
        assert "".join(lines(read(pdf))) == "".join(expected)
    return made


def or_skip(document: Document) -> Document:
    """The document, where this machine has fonts for its Korean and Chinese."""
    if any(problem.code == "font-glyph" for problem in write(document, Style(), {}).problems):
        pytest.skip("no font here has Korean and Chinese: install the extra cjk")
    return document


@pytest.mark.parametrize("day", ["2023-10-01", "2024-12-01", "2025-02-02", "2025-03-02"])
def test_the_weekly_brief(day: str) -> None:
    conforms(or_skip(weekly(day)))


def test_a_brief_in_cyrillic_and_greek() -> None:
    conforms(scripts(RUSSIAN, GREEK))


def test_a_brief_in_hangul_and_han() -> None:
    conforms(or_skip(scripts(KOREAN, CHINESE, RUSSIAN)))


def test_a_brief_of_which_every_section_is_empty(tmp_path: Path) -> None:
    conforms(of_nothing(tmp_path))


def test_four_hundred_pages() -> None:
    made = write(long_brief(400), Style(), {})  # its words are compared as it is written
    assert 360 < made.pages < 440
    assert faults(made.data) == []


# -- what is broken is seen ------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def sound() -> bytes:
    made = write(scripts(RUSSIAN, ("en", "Plain words")), Style(), {})
    kitchen = write(with_latin(kitchen_sink()), Style(), {})
    assert faults(made.data) == faults(kitchen.data) == []
    return kitchen.data


def with_latin(document: Document) -> Document:
    text = msgspec.json.encode(document).decode().replace("조선", "Choson").replace("中国", "China")
    return msgspec.json.decode(text, type=Document)


def elements(pdf: pikepdf.Pdf, role: str) -> list[Any]:
    return [o for o in pdf.objects if isinstance(o, pikepdf.Dictionary) and o.get("/S") == f"/{role}" and "/P" in o]


def no_alternative_text(pdf: pikepdf.Pdf) -> None:
    del elements(pdf, "Figure")[0].Alt


def a_heading_level_left_out(pdf: pikepdf.Pdf) -> None:
    elements(pdf, "H2")[0].S = pikepdf.Name("/H4")


def no_link_description(pdf: pikepdf.Pdf) -> None:
    del next(note for page in pdf.pages for note in page.get("/Annots", [])).Contents


def no_language(pdf: pikepdf.Pdf) -> None:
    del pdf.Root.Lang


def no_way_back_to_characters(pdf: pikepdf.Pdf) -> None:
    del next(iter(pdf.pages[0].Resources.Font.values())).ToUnicode


def no_note_id(pdf: pikepdf.Pdf) -> None:
    del elements(pdf, "Note")[0].ID


def one_note_id_twice(pdf: pikepdf.Pdf) -> None:
    first, second, *_ = elements(pdf, "Note")
    second.ID = first.ID


def no_header_scope(pdf: pikepdf.Pdf) -> None:
    for header in elements(pdf, "TH"):
        if "/A" in header:
            del header.A


def text_outside_the_structure(pdf: pikepdf.Pdf) -> None:
    first, *rest = pdf.pages[0].Contents
    content = first.read_bytes()
    pdf.pages[0].Contents = pikepdf.Array(
        [pdf.make_stream(re.sub(rb"/P <</MCID \d+>> BDC", b"/P BMC", content, count=1)), *rest]
    )


def not_said_to_be_tagged(pdf: pikepdf.Pdf) -> None:
    pdf.Root.MarkInfo.Marked = False


def no_title_shown(pdf: pikepdf.Pdf) -> None:
    pdf.Root.ViewerPreferences.DisplayDocTitle = False


def no_order_of_links(pdf: pikepdf.Pdf) -> None:
    for page in pdf.pages:
        del page.Tabs


def no_colour_profile(pdf: pikepdf.Pdf) -> None:
    del pdf.Root.OutputIntents


def no_font_program(pdf: pikepdf.Pdf) -> None:
    font = next(iter(pdf.pages[0].Resources.Font.values()))
    del font.DescendantFonts[0].FontDescriptor.FontFile2


def a_role_nobody_knows(pdf: pikepdf.Pdf) -> None:
    del pdf.Root.StructTreeRoot.RoleMap["/Title"]


def no_annotation_in_the_structure(pdf: pikepdf.Pdf) -> None:
    del next(note for page in pdf.pages for note in page.get("/Annots", [])).StructParent


def a_schema_not_declared(pdf: pikepdf.Pdf) -> None:
    packet = pdf.Root.Metadata.read_bytes()
    broken = re.sub(rb"<pdfaExtension:schemas>.*</pdfaExtension:schemas>", b"", packet, flags=re.DOTALL)
    broken = broken.replace(b"<pdfuaid:part>", b"<briefing:other>x</briefing:other><pdfuaid:part>")
    stream = pdf.make_stream(broken)
    stream.Type, stream.Subtype = pikepdf.Name.Metadata, pikepdf.Name.XML
    pdf.Root.Metadata = stream


MUTATIONS: tuple[Callable[[pikepdf.Pdf], None], ...] = (
    no_alternative_text,
    a_heading_level_left_out,
    no_link_description,
    no_language,
    no_way_back_to_characters,
    no_note_id,
    one_note_id_twice,
    no_header_scope,
    text_outside_the_structure,
    not_said_to_be_tagged,
    no_title_shown,
    no_order_of_links,
    no_colour_profile,
    no_font_program,
    a_role_nobody_knows,
    no_annotation_in_the_structure,
    a_schema_not_declared,
)


def saved(pdf: pikepdf.Pdf) -> bytes:
    out = io.BytesIO()
    pdf.save(out, deterministic_id=True)
    return out.getvalue()


def test_a_foreign_program_may_save_it(sound: bytes) -> None:
    with open_pdf(sound) as pdf:
        found = faults(saved(pdf))
    # Where a stream's last byte is CR, the validator takes it for a part of the line end that qpdf puts behind it.
    assert [fault for fault in found if "STREAM-LENGTH" not in fault] == []


@pytest.mark.parametrize("mutate", MUTATIONS, ids=lambda mutate: mutate.__name__)
def test_what_is_left_out_is_seen(sound: bytes, mutate: Callable[[pikepdf.Pdf], None]) -> None:
    with open_pdf(sound) as pdf:
        mutate(pdf)
        assert faults(saved(pdf)) != []


# -- the writer reads its own file back ------------------------------------------------------------------------


def test_other_words_do_not_go_out(sound: bytes) -> None:
    document = with_latin(kitchen_sink())
    numbering = number(document)
    verify.verify(sound, document, numbering)
    fewer = msgspec.structs.replace(document, blocks=(*document.blocks[:2], *document.blocks[3:]))
    swapped = msgspec.structs.replace(document, blocks=(document.blocks[1], document.blocks[0], *document.blocks[2:]))
    for other in (fewer, swapped):
        with pytest.raises(verify.FaultyFileError, match="where the document says"):
            verify.verify(sound, other, numbering)


@pytest.mark.parametrize("many", [0, 1000])
def test_a_page_that_shows_other_words_does_not_go_out(monkeypatch: pytest.MonkeyPatch, many: int) -> None:
    monkeypatch.setattr(aside, "MANY", many)
    document = with_latin(kitchen_sink())
    for made in (write(document, Style(), {}), _aside(document)):
        assert made.data
    real = Typeface.show
    monkeypatch.setattr(Typeface, "show", lambda face, text: real(face, text.replace("e", "a")))
    with pytest.raises(verify.FaultyFileError, match="where the document says"):
        write(document, Style(), {})
    with pytest.raises(verify.FaultyFileError, match="where the document says"):
        _aside(document)


def _aside(document: Document) -> Written:
    """The document as another process writes it."""
    made = aside.begun(document, Style(), NOTHING)
    try:
        return made.value()
    finally:
        made.end()


def streams_of(document: Document) -> tuple[bytes, list[tuple[int, bytes]]]:
    """The file of a document, and what is heard of it while it is written."""
    heard: list[tuple[int, bytes]] = []
    hearers = Hearers(lambda _pages: None, lambda place, stream: heard.append((place, stream)))
    return unread(document, Style(), NOTHING, hearers).data, heard


@pytest.mark.parametrize("together", [1, 3, 1000])
def test_what_is_read_while_it_is_written_is_the_file(together: int) -> None:
    document = with_latin(kitchen_sink())
    data, heard = streams_of(document)
    lost = msgspec.structs.replace(document, blocks=document.blocks[1:])
    for meant in (document, lost):
        reading = verify.Reading(meant, number(meant))
        for start in range(0, len(heard), together):
            reading.hear(heard[start : start + together])
        if meant is document:
            reading.verify(data)
        else:
            with pytest.raises(verify.FaultyFileError, match="where the document says"):
                reading.verify(data)


@given(st.lists(st.text(st.characters(codec="utf-16-be", max_codepoint=0xFFFF, exclude_characters="\n"))))
@example(["(", "㰼⽍䍉", "\u010a\u0d0d", "\\050", "⠨⤩<</MCID 0>>"])  # bytes that mean something outside of strings
def test_what_a_mark_shows_is_read_as_it_was_written(texts: list[str]) -> None:
    strings = ["".join(written(ord(character)) for character in text) for text in texts]
    marks = [
        f"/P <</MCID {place}>> BDC\nBT 1 0 0 1 7 8 Tm [({string})] TJ ET\nEMC" for place, string in enumerate(strings)
    ]
    data = "\n/Artifact <</Type/Layout>> BDC BT [(no text)] TJ ET EMC\n".join(marks).encode("latin-1")
    assert shown(b"<</Length %d>>\nstream\n%b" % (len(data), data)) == "\n".join(texts)


def test_a_file_that_is_not_what_was_heard_does_not_go_out() -> None:
    document = with_latin(kitchen_sink())
    data, heard = streams_of(document)
    for place, (name, stream) in enumerate(heard):
        other = b"<</Length 1>>\nstream\n " if b"/ObjStm" not in stream else stream.replace(b"/N ", b"/N 0")
        with pytest.raises(verify.FaultyFileError):
            _read(document, [*heard[:place], (name, other), *heard[place + 1 :]], data)


def _read(document: Document, heard: list[tuple[int, bytes]], data: bytes) -> None:
    """Reads a file after its streams."""
    reading = verify.Reading(document, number(document))
    reading.hear(heard)
    reading.verify(data)


def test_a_note_numbered_as_another_way_back_is_read() -> None:
    """From the 27th on, what leads back to a reference is a number, and note 27 leads back by its number."""
    keys = [f"n{place}" for place in range(28)]
    often = [noteref("n0") for _ in range(30)]
    notes = tuple(Note(key=key, children=(Text(text=f"Note {key}."),)) for key in keys)
    made = msgspec.structs.replace(
        kitchen_sink(),
        blocks=(p("Said often", *often), *(p("Said", noteref(key)) for key in keys), Notes()),
        notes=notes,
    )
    assert write(made, Style(), {}).data


def test_a_file_cut_short_does_not_go_out(sound: bytes) -> None:
    document = with_latin(kitchen_sink())
    for data in (b"", sound[: len(sound) // 2], sound.replace(b"startxref\n", b"startxref\n9"), sound[:-40]):
        with pytest.raises(verify.FaultyFileError, match="cannot be read"):
            verify.verify(data, document, number(document))


def test_a_link_to_nowhere_does_not_go_out(monkeypatch: pytest.MonkeyPatch) -> None:
    real = Links._destination
    monkeypatch.setattr(Links, "_destination", lambda *parts: re.sub(r"\[\d+", "[99999", real(*parts)))
    with pytest.raises(verify.FaultyFileError, match="leads to 99999"):
        write(with_latin(kitchen_sink()), Style(), {})


def test_an_empty_font_does_not_go_out(monkeypatch: pytest.MonkeyPatch) -> None:
    real = PdfFile.stream

    def stream(file: Any, entries: str, data: bytes, *, compress: bool = True) -> int:
        return real(file, entries, b"" if "/Length1" in entries else data, compress=compress)

    monkeypatch.setattr(PdfFile, "stream", stream)
    with pytest.raises(verify.FaultyFileError, match="is empty"):
        write(with_latin(kitchen_sink()), Style(), {})


@pytest.mark.parametrize("heading", ["Since 2024", "Part 1", "7", "Chapter 12 3"])
def test_a_heading_may_end_in_a_number(heading: str) -> None:
    document = kitchen_sink()
    changed = re.sub(
        r'("type":"Heading"[^}]*?"text":")[^"]*', rf"\g<1>{heading}", msgspec.json.encode(document).decode()
    )
    conforms(with_latin(msgspec.json.decode(changed, type=Document)))
