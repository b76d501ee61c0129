"""The Word file, read back by its XML and by python-docx."""

from __future__ import annotations

import re
from io import BytesIO
from posixpath import normpath

import docx
import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from kitchen_sink import MARKUP, kitchen_sink
from lxml import etree
from word_file import WP, R, W, WordFile, text, values

from briefing.document.build import callout, cell, h, link, noteref, ol, p, ref, row, span, strong, table, ul, wide
from briefing.document.build import text as words_node
from briefing.document.nodes import (
    Block,
    Cell,
    Contents,
    Document,
    Figure,
    LikelihoodBar,
    Masthead,
    Note,
    Notes,
    PageBreak,
    Properties,
)
from briefing.document.notes import number
from briefing.document.words import words
from briefing.settings import Style
from briefing.writers.docx import write

PAGES = {"contents": 1, "inlines": 2, "markup": 2, "lists": 3, "tables": 4, "figures": 7, "wide": 9, "notes": 10}


def paper(*blocks: Block, notes: tuple[Note, ...] = (), language: str = "en-GB") -> Document:
    properties = Properties(title="Paper", language=language, created="2025-03-02T06:30:00Z", marking="TLP:AMBER")
    return Document(
        properties=properties, masthead=Masthead(series="", issue="", title="Paper"), blocks=blocks, notes=notes
    )


def written(*blocks: Block, notes: tuple[Note, ...] = (), language: str = "en-GB") -> WordFile:
    return WordFile(write(paper(*blocks, notes=notes, language=language), Style(), {}).data)


@pytest.fixture(scope="module")
def data() -> bytes:
    return write(kitchen_sink(), Style(), PAGES).data


@pytest.fixture(scope="module")
def sink(data: bytes) -> WordFile:
    return WordFile(data)


# -- words -----------------------------------------------------------------------------------------------------


def test_words_and_their_order_are_those_of_the_document() -> None:
    document = kitchen_sink()
    found = WordFile(write(document, Style(), {}).data).lines()
    assert " ".join(found).split() == " ".join(words(document, number(document))).split()


def test_python_docx_reads_headings_and_saves_without_loss(data: bytes) -> None:
    opened = docx.Document(BytesIO(data))
    headings = [(q.style.name, q.text) for q in opened.paragraphs if q.style.name.startswith("Heading")]
    assert ("Heading 1", "Inlines & emphasis") in headings
    assert ("Heading 2", "Markup: <b> & {{ x }}") in headings
    assert ("Heading 3", "Marks") in headings
    again = BytesIO()
    opened.save(again)
    assert WordFile(again.getvalue()).lines() == WordFile(data).lines()
    assert opened.tables[0].cell(2, 0).text == "Shells"


def test_markup_arrives_as_written() -> None:
    assert written(p(MARKUP)).lines()[-1] == MARKUP


# What XML can carry; the rest is refused before it comes here.
_CARRIED = st.text(st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufffe\uffff"), min_size=1)


@settings(max_examples=20, deadline=None)
@given(st.lists(_CARRIED, min_size=1, max_size=20))
def test_any_text_arrives_as_written(texts: list[str]) -> None:
    found = written(*(p(words_node(each)) for each in texts), ul(*map(words_node, texts)))
    lines = [text(paragraph) for paragraph in found.document.iter(f"{W}p")]
    expected = [p(words_node(each)).children[0] for each in texts]
    assert lines[1:] == [each.text for each in expected] * 2  # type: ignore[union-attr]


def test_what_xml_cannot_carry_does_not_break_the_file() -> None:
    assert written(p("a\x00b\x0bc\ud800d\uffffe")).lines()[-1].startswith("a\ufffdb")


# -- nothing dangles -------------------------------------------------------------------------------------------


def test_styles_exist(sink: WordFile) -> None:
    ids = set(values(sink.styles, "style", "styleId"))
    used = {value for tree in [*sink.stories(), sink.part("word/numbering.xml")] for kind in ("p", "r", "tbl")
            for value in values(tree, f"{kind}Style")}  # fmt: skip
    assert used <= ids
    assert {"Title", "Heading1", "ListBullet", "ListNumber2", "Caption", "EndnoteText", "BriefingTable"} <= used
    within = {v for tag in ("basedOn", "next", "link") for v in values(sink.styles, tag)}
    assert within <= ids


def test_anchors_and_fields_lead_to_bookmarks(sink: WordFile) -> None:
    names = values(sink.document, "bookmarkStart", "name")
    assert len(names) == len(set(names))
    assert all(re.fullmatch(r"[A-Za-z_]\w{0,39}", name) for name in names)
    numbers = values(sink.document, "bookmarkStart", "id")
    assert sorted(numbers) == sorted(values(sink.document, "bookmarkEnd", "id"))
    assert len(numbers) == len(set(numbers))
    anchors = {v for tree in sink.stories() for v in values(tree, "hyperlink", "anchor") if v}
    fields = [node.text or "" for tree in sink.stories() for node in tree.iter(f"{W}instrText")]
    targets = {field.split()[1] for field in fields if field.split()[0] in ("PAGEREF", "NOTEREF")}
    assert anchors
    assert targets
    assert anchors | targets <= set(names)


def test_relationships_lead_somewhere_and_are_all_used(sink: WordFile) -> None:
    for part in ("word/document.xml", "word/endnotes.xml"):
        targets = sink.relations(part)
        used = set(re.findall(r'r:(?:id|embed)="(\w+)"', sink.members[part].decode()))
        own = {number for number in targets if number.startswith(("rLink", "rImage"))}
        assert used <= set(targets)
        assert own <= used
        inside = [target for target in targets.values() if "://" not in target and not target.startswith("mailto:")]
        assert all(normpath(f"word/{target}") in sink.members for target in inside)


def test_a_reference_to_nothing_keeps_its_words() -> None:
    found = written(p("See ", ref("nowhere", "that"), noteref("unknown")))
    assert found.lines()[-1] == "See that"
    assert not values(found.document, "hyperlink", "anchor")


def test_bookmarks_of_long_and_odd_ids_are_unique() -> None:
    ids = ["a" * 60, "a" * 61, "1 ö", "1 ü", "1_-", "x"]
    found = written(*(h(1, each, each) for each in ids), *(p(ref(each, each)) for each in ids))
    names = values(found.document, "bookmarkStart", "name")
    assert len({name.lower() for name in names}) == len(ids)
    assert values(found.document, "hyperlink", "anchor") == names


def test_links_are_uris_that_word_can_open() -> None:
    found = written(p(link('https://example.org/a b?<q>="1"&r=ä#top', "there", title='A "page"')))
    assert found.relations("word/document.xml")["rLink1"] == "https://example.org/a%20b?%3Cq%3E=%221%22&r=ä#top"
    assert values(found.document, "hyperlink", "tooltip") == ['A "page"']


# -- accessibility ---------------------------------------------------------------------------------------------


def test_each_drawing_is_described_or_decoration(sink: WordFile) -> None:
    drawings = list(sink.document.iter(f"{WP}docPr"))
    described = [node.get("descr") for node in drawings if node.get("descr")]
    decoration = [node for node in drawings if "decorative" in etree.tostring(node).decode()]
    assert described[0] == "Very likely: 80 to 95 per cent."
    assert len(described) == 5
    assert len(described) + len(decoration) == len(drawings)
    assert len({node.get("id") for node in drawings}) == len(drawings)


def test_each_image_is_stored_once_as_svg_and_png() -> None:
    bars = [Figure(id=f"f{i}", picture=LikelihoodBar(low=20, high=45), alt="Unlikely") for i in range(5)]
    media = [name for name in written(*bars).members if name.startswith("word/media/")]
    assert media == ["word/media/image1.png", "word/media/image1.svg"]


def test_tables_repeat_their_header_and_are_described(sink: WordFile) -> None:
    tables = list(sink.document.iter(f"{W}tbl"))
    assert [len(list(each.iter(f"{W}tblHeader"))) for each in tables] == [2, 1, 0, 2]
    assert values(tables[0], "tblCaption") == ["A small table, cited"]
    assert values(tables[3], "tblDescription") == ["Four categories by four dyads."]


def test_every_row_fills_the_grid_and_every_cell_ends_with_a_paragraph(sink: WordFile) -> None:
    for each in sink.document.iter(f"{W}tbl"):
        grid = [int(v) for v in values(each, "gridCol", "w")]
        for tr in each.iter(f"{W}tr"):
            spans = [int((values(tc, "gridSpan") or ["1"])[0]) for tc in tr.iter(f"{W}tc")]
            assert sum(spans) == len(grid)
            assert sum(int(v) for v in values(tr, "tcW", "w")) == sum(grid)
            assert all(tc[-1].tag == f"{W}p" for tc in tr.iter(f"{W}tc"))


def test_spans_over_rows_continue_below() -> None:
    found = written(table("t", "lll", body=[row(cell("a", rowspan=2, colspan=2), "b"), row("c"), row("d", "e", "f")]))
    merges = [[values(tc, "vMerge") for tc in tr.iter(f"{W}tc")] for tr in found.document.iter(f"{W}tr")]
    assert merges == [[["restart"], []], [[""], []], [[], [], []]]


@pytest.mark.parametrize(
    ("content", "whole"),
    [
        (cell("short"), True),
        (cell("long words " * 30), True),  # seven lines
        (cell("long words " * 60), False),  # thirteen
        (cell(*[p("a line") for _ in range(8)]), True),
        (cell(*[p("In use: dual-use goods, of two to four lines, single source. " * 3) for _ in range(5)]), False),
        (cell(*[p("x") for _ in range(22)]), False),
    ],
)
def test_only_rows_of_many_lines_may_be_divided(content: Cell, whole: bool) -> None:
    body = [row("short", "short"), row("short", content)]
    found = written(table("t", "ll", head=[row("a", "b")], body=body))
    assert [len(values(tr, "cantSplit")) for tr in found.document.iter(f"{W}tr")] == [1, 1, int(whole)]


def test_languages_of_runs() -> None:
    found = written(p("a ", span("ru", "б"), span("ko", "조"), span("ar", "ع")), language="fr")
    languages = [dict(node.attrib) for node in found.document.iter(f"{W}lang")]
    assert languages == [{f"{W}val": "ru-RU"}, {f"{W}eastAsia": "ko-KR"}, {f"{W}bidi": "ar-SA"}]
    assert len(values(found.document, "rtl")) == 1
    assert values(found.styles, "lang") == ["fr-FR"]


# -- Word's own means ------------------------------------------------------------------------------------------


def test_notes_are_endnotes_in_the_order_of_their_references(sink: WordFile) -> None:
    assert values(sink.document, "endnoteReference", "id") == ["1", "2", "3"]
    notes = [each for each in sink.endnotes if each.get(f"{W}type") is None]
    assert [text(each)[:6] for each in notes] == [" First", " Secon", " Third"]
    again = [each.text for each in sink.document.iter(f"{W}instrText") if "NOTEREF" in (each.text or "")]
    assert again == [f" NOTEREF _RefNote{n} \\f \\h " for n in (1, 3, 2, 1)]


def test_numbers_of_notes_side_by_side_do_not_run_together() -> None:
    notes = tuple(Note(key=key, children=(words_node(key),)) for key in "ab")
    found = written(p("x", noteref("a"), noteref("b"), "."), notes=notes)
    runs = [each for each in found.paragraph("x12.").iter(f"{W}r") if values(each, "endnoteReference", "id")]
    assert [len(values(each, "spacing")) for each in runs] == [1, 0]


def test_numbered_lists_begin_anew_where_the_document_says() -> None:
    found = written(ol("a", "b"), p("between"), ol("c", ("d", ol("e"))), ol("f", start=7))
    used = [values(paragraph, "numId") for paragraph in found.document.iter(f"{W}p")]
    assert used == [[], ["3"], ["3"], [], ["4"], ["4"], ["5"], ["6"]]
    numbering = found.part("word/numbering.xml")
    starts = {num.get(f"{W}numId"): values(num, "startOverride") for num in numbering.iter(f"{W}num")}
    assert starts == {"1": [], "2": [], "3": ["1"], "4": ["1"], "5": ["1"], "6": ["7"]}


def test_bullets_come_from_their_styles_alone() -> None:
    found = written(ul("a", ("b", ul("c", ("d", ul("e"))))))
    assert values(found.document, "pStyle")[1:] == [
        *("ListBullet", "ListBullet", "ListBullet2", "ListBullet2", "ListBullet3")
    ]
    assert not values(found.document, "numId")


def test_contents_are_filled_with_links_and_pages(sink: WordFile) -> None:
    entries = [each for each in sink.document.iter(f"{W}p") if values(each, "pStyle")[0].startswith("TOC")]
    assert [text(each) for each in entries][1:4] == ["Inlines & emphasis 2", "Markup: <b> & {{ x }} 2", "Lists 3"]
    assert len(values(entries[0], "hyperlink", "anchor")) == 1
    assert "TOC \\o" in next(entries[0].iter(f"{W}instrText")).text  # type: ignore[operator]
    kinds = [v for each in sink.document.iter(f"{W}sdt") for v in values(each, "fldChar", "fldCharType")]
    assert kinds.count("begin") == kinds.count("end") == len(entries) + 1
    assert b"updateFields" not in sink.members["word/settings.xml"]


def test_contents_without_pages_have_no_page_numbers() -> None:
    found = written(Contents(depth=1), h(1, "one", "One"), h(2, "two", "Two"))
    assert found.lines()[1:] == ["One", "One", "Two"]
    assert not [each for each in found.document.iter(f"{W}instrText") if "PAGEREF" in (each.text or "")]


def test_contents_of_a_paper_without_headings_leave_no_trace() -> None:
    assert not values(written(Contents(), p("Text")).document, "instrText", "none")


def test_wide_blocks_lie_on_landscape_pages_with_marking(sink: WordFile) -> None:
    sections = list(sink.document.iter(f"{W}sectPr"))
    assert [values(each, "pgSz", "orient") for each in sections] == [[""], ["landscape"], [""]]
    targets = sink.relations("word/document.xml")
    for each in sections:
        ids = [node.get(f"{R}id", "") for node in each if node.tag.endswith("Reference")]
        parts = [text(sink.part(f"word/{targets[number]}")) for number in ids]
        assert len(parts) == 2
        assert all("TLP:GREEN" in part for part in parts)
        assert "Kitchen sink & <more>" in parts[0]
        assert "Page 1 of 10" in parts[1]


@pytest.mark.parametrize(
    ("blocks", "orientations"),
    [
        ((wide(p("a")),), ["", "landscape"]),
        ((p("x"), wide(p("a")), wide(p("b")), Notes()), ["", "landscape", ""]),
        ((wide(table("t", "l", body=[row("a")])), p("x")), ["", "landscape", ""]),
        ((wide(), p("x")), [""]),
    ],
)
def test_sections_change_only_where_pages_turn(blocks: tuple[Block, ...], orientations: list[str]) -> None:
    assert values(written(*blocks).document, "pgSz", "orient") == orientations


def test_tables_and_boxes_do_not_run_together() -> None:
    small = [table(f"t{n}", "l", body=[row("a")]) for n in range(2)]
    found = written(*small, callout("note", "One", p("a")), callout("note", "Two", p("b")))
    body = found.document[0]
    tags = [each.tag.removeprefix(W) for each in body if "bookmark" not in each.tag]
    assert tags == ["p", "tbl", "p", "tbl", "p", "p", "p", "p", "p", "sectPr"]
    assert [text(each) for each in body.iter(f"{W}p")][-3:] == ["", "Two", "b"]


def test_a_page_break_is_a_property_of_what_follows() -> None:
    found = written(p("one"), PageBreak(), h(1, "two", "Two"))
    assert [len(values(each, "pageBreakBefore")) for each in found.document.iter(f"{W}p")] == [0, 0, 1]


def test_strong_words_stay_bold_in_a_bold_paragraph() -> None:
    found = written(p("Weighed ", strong("words"), role="judgment"), p("Plain ", strong("words")))
    # A character style that is bold would switch off the bold of the paragraph's style.
    assert values(found.paragraph("Weighed words"), "rStyle") == []
    assert values(found.paragraph("Plain words"), "rStyle") == ["Strong"]


def test_captions_are_sequence_fields_inside_the_bookmark(sink: WordFile) -> None:
    codes = [each.text for each in sink.document.iter(f"{W}instrText") if "SEQ" in (each.text or "")]
    assert codes == [f" SEQ {kind} \\* ARABIC " for kind in ("Table", "Table", "Figure", "Figure", "Figure", "Figure")]
    caption = sink.paragraph("Table 1. A small table")
    assert values(caption, "bookmarkStart", "name") == ["t_small", "_RefNote3"][:1]


def test_core_properties(data: bytes) -> None:
    core = docx.Document(BytesIO(data)).core_properties
    assert (core.title, core.author, core.last_modified_by) == ("Kitchen sink & <more>", "A. Writer", "A. Writer")
    assert (core.subject, core.keywords, core.language) == ("Every node once", "one, two & three", "en-GB")
    assert core.created == core.modified
    assert core.created is not None
    assert core.created.isoformat() == "2025-03-02T00:00:00+00:00"
    assert core.content_status == "Draft"


def test_moments_are_in_utc() -> None:
    document = paper(p("a"))
    later = msgspec.structs.replace(document.properties, created="2025-03-02T06:30:00+02:00")
    data = write(msgspec.structs.replace(document, properties=later), Style(), {}).data
    assert b"2025-03-02T04:30:00Z</dcterms:created>" in WordFile(data).members["docProps/core.xml"]
