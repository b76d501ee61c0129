"""The reviewer's edition, an editor's notes read back, footnotes, and templates that cannot be used."""

from __future__ import annotations

import zipfile
from io import BytesIO
from pathlib import Path

import docx
import msgspec
import pytest
from docx.oxml import parse_xml
from hypothesis import given, settings
from hypothesis import strategies as st
from kitchen_sink import kitchen_sink
from word_file import W, WordFile, text, values

from briefing.document.build import cell, noteref, p, row, table
from briefing.document.build import text as words_node
from briefing.document.nodes import Comment, Document, Manifest, Masthead, Note, Notes, Origin, Properties
from briefing.settings import Style
from briefing.writers.docx import write
from briefing.writers.docx.edits import read

_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_WHO = 'w:author="Jane Doe" w:date="2025-03-03T10:00:00Z"'


def paper(*comments: Comment) -> Document:
    judged = words_node("It is likely.", Origin("judgment:troops"))
    rows = [row(cell("Shells", header=True), "3,000", origin=Origin("claim:b/2"))]
    return Document(
        properties=Properties(title="Paper", language="en-GB", created="2025-03-02T06:30:00Z", author="The Desk"),
        masthead=Masthead(series="", issue="", title="Paper"),
        blocks=(
            p("1. ", judged, noteref("a"), role="judgment", origin=Origin("template:summary")),
            table("t", "ll", body=rows),
            p("Plain words.", origin=Origin("template:summary")),
            Notes(),
        ),
        notes=(Note(key="a", children=(words_node("First source."),), claims=("a/1",)),),
        manifest=Manifest(brief="Weekly", as_of="2025-03-02", product="Briefing", corpus="00"),
        comments=comments,
    )


def written(document: Document, style: Style = Style()) -> bytes:  # noqa: B008 - frozen
    made = write(document, style, {})
    assert made.problems == ()
    return made.data


OURS = (
    Comment(record="judgment:troops", lines=("Judgment troops: likely", "\u2022 a/1: <First> & last")),
    Comment(record="claim:b/2", lines=("A row",)),
    Comment(record="judgment:gone", lines=("Nothing of this record is in the paper",)),
)


def test_each_comment_stands_where_its_record_comes_first() -> None:
    file = WordFile(written(paper(*OURS)))
    comments = file.part("word/comments.xml")
    assert [[text(line) for line in each] for each in comments] == [list(each.lines) for each in OURS[:2]]
    assert {each.get(f"{W}author") for each in comments} == {"The Desk"}
    assert {each.get(f"{W}date") for each in comments} == {"2025-03-02T06:30:00Z"}
    for kind in ("commentRangeStart", "commentRangeEnd", "commentReference"):
        assert values(file.document, kind, "id") == ["1", "2"]
    assert values(file.paragraph("It is likely."), "commentRangeStart", "id") == ["1"]
    assert values(file.paragraph("Shells"), "commentRangeStart", "id") == ["2"]


def test_the_clean_edition_has_no_comments_and_the_same_words() -> None:
    clean, noted = (WordFile(written(document)) for document in (paper(), paper(*OURS)))
    assert "word/comments.xml" not in clean.members
    assert clean.lines() == noted.lines()


def test_the_file_says_what_stands_behind_each_paragraph() -> None:
    file = WordFile(written(paper()))
    item = file.part("customXml/item1.xml")
    behind = {each.get("bookmark"): [record.text for record in each] for each in item if each.get("bookmark")}
    assert list(behind.values()) == [["judgment:troops", "claim:a/1"], ["claim:b/2"], ["claim:a/1"]]
    names = values(file.document, "bookmarkStart", "name") + values(file.endnotes, "bookmarkStart", "name")
    assert set(behind) <= set(names)
    assert '"brief":"Weekly"' in (item[0].text or "")
    assert values(file.paragraph("Plain words."), "bookmarkStart", "name") == []


def edited(data: bytes) -> bytes:
    """The file after an editor: a comment, an insertion and a deletion, saved by python-docx."""
    opened = docx.Document(BytesIO(data))
    judgment = next(each for each in opened.paragraphs if "likely" in each.text)
    opened.add_comment(judgment.runs[1], text="Not so sure.", author="Jane Doe", initials="JD")
    new = f'<w:ins {_W} w:id="90" {_WHO}><w:r><w:t xml:space="preserve">very </w:t></w:r></w:ins>'
    judgment.runs[0]._r.addnext(parse_xml(new))
    gone = f'<w:del {_W} w:id="91" {_WHO}><w:r><w:delText>3,000</w:delText></w:r></w:del>'
    opened.tables[0].cell(0, 1).paragraphs[0]._p.append(parse_xml(gone))
    last = opened.paragraphs[-1]
    last._p.append(parse_xml(f'<w:ins {_W} w:id="92" {_WHO}><w:r><w:t>More.</w:t></w:r></w:ins>'))
    saved = BytesIO()
    opened.save(saved)
    return saved.getvalue()


def test_an_editors_notes_come_back_with_their_records() -> None:
    found = read(edited(written(paper(*OURS))))
    assert found is not None
    assert [(each.kind, each.author, each.text, each.records) for each in found] == [
        ("inserted", "Jane Doe", "very", ("judgment:troops", "claim:a/1")),
        ("deleted", "Jane Doe", "3,000", ("claim:b/2",)),
        ("inserted", "Jane Doe", "More.", ()),
        ("comment", "Jane Doe", "Not so sure.", ("judgment:troops", "claim:a/1")),
    ]
    assert found[0].on == "1. very It is likely."
    assert found[3].on == "It is likely."


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=60), st.integers(0, 5000))
def test_damaged_files_are_read_or_refused(noise: bytes, at: int) -> None:
    whole = bytearray(_SINK)
    whole[at : at + len(noise)] = noise
    assert read(bytes(whole)) is None or isinstance(read(bytes(whole)), list)


_SINK = written(paper(*OURS))


def test_no_word_file_has_no_notes() -> None:
    assert read(b"PK no zip") is None
    assert read(written(paper(*OURS))) == []


def test_notes_are_footnotes_by_setting() -> None:
    sink = written(kitchen_sink(), Style(word_notes="footnotes"))
    with zipfile.ZipFile(BytesIO(sink)) as archive:
        names = archive.namelist()
        notes = archive.read("word/footnotes.xml").decode()
        body = archive.read("word/document.xml").decode()
    assert "word/endnotes.xml" not in names
    assert body.count("<w:footnoteReference ") == notes.count("<w:footnoteRef/>") == 3
    assert "First source" in notes
    assert "endnote" not in body
    assert ">Notes<" not in body  # their heading would stand above nothing


def broken(kind: str) -> bytes:
    """A file that no template can be."""
    made = BytesIO()
    docx.Document().save(made)
    if kind == "text":
        return b"Dear reader"
    if kind == "encrypted":
        return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
    result = BytesIO()
    with zipfile.ZipFile(made) as archive, zipfile.ZipFile(result, "w") as copy:
        for name in archive.namelist():
            content = archive.read(name)
            if kind == "macros" and name == "[Content_Types].xml":
                content = content.replace(
                    b"vnd.openxmlformats-officedocument.wordprocessingml.document.main",
                    b"vnd.ms-word.document.macroEnabled.main",
                )
            if kind == "sections" and name == "word/document.xml":
                content = content.replace(b"w:sectPr", b"w:p")
            if kind == "xml" and name == "word/document.xml":
                content = content[:-20]
            copy.writestr(name, content)
    return result.getvalue()


@pytest.mark.parametrize(
    ("kind", "said"),
    [
        ("text", "damaged, or no Word file"),
        ("encrypted", "it is encrypted, or a .doc"),
        ("macros", "it holds macros"),
        ("sections", "it has no section"),
        ("xml", "damaged, or no Word file"),
    ],
)
def test_a_template_that_cannot_be_used_is_a_problem(tmp_path: Path, kind: str, said: str) -> None:
    path = tmp_path / "letterhead.docx"
    path.write_bytes(broken(kind))
    made = write(paper(), Style(word_template=str(path)), {})
    assert made.data == b""
    (problem,) = made.problems
    assert said in problem.message
    assert problem.message.startswith("letterhead.docx as word_template: ")
    assert (problem.code, problem.field, problem.severity) == ("word-template", ("word_template",), "error")


def test_what_a_template_cannot_give_is_a_warning(tmp_path: Path) -> None:
    path = tmp_path / "letterhead.docx"
    letter = docx.Document()
    letter.add_section()
    letter.styles.add_style("Judgment", docx.enum.style.WD_STYLE_TYPE.CHARACTER)
    letter.save(path)
    made = write(kitchen_sink(), Style(word_template=str(path)), {})
    assert [problem.severity for problem in made.problems] == ["warning", "warning"]
    assert "2 sections" in made.problems[0].message
    assert "its style 'Judgment' is a character style" in made.problems[1].message
    opened = docx.Document(BytesIO(made.data))
    assert "A judgment with its weight." in [q.text for q in opened.paragraphs if q.style.name == "Judgment (paper)"]


def test_a_dotx_is_a_template(tmp_path: Path) -> None:
    made, path = BytesIO(), tmp_path / "letterhead.dotx"
    docx.Document().save(made)
    with zipfile.ZipFile(made) as archive, zipfile.ZipFile(path, "w") as copy:
        for name in archive.namelist():
            content = archive.read(name).replace(b"wordprocessingml.document.main", b"wordprocessingml.template.main")
            copy.writestr(name, content)
    opened = docx.Document(BytesIO(written(paper(), Style(word_template=str(path)))))
    assert opened.paragraphs[1].text.startswith("1. It is likely.")


def test_bytes_with_comments_and_template_repeat(tmp_path: Path) -> None:
    path = tmp_path / "letterhead.docx"
    docx.Document().save(path)
    document = msgspec.structs.replace(kitchen_sink(), comments=(Comment(record="claim:c/1", lines=("x",)),))
    style = Style(word_template=str(path))
    assert write(document, style, {}).data == write(document, style, {}).data
