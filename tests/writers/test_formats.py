"""One text, all formats: each says the words of the document, in its order, with its headings, cells, notes, links."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

import pytest
from kitchen_sink import kitchen_sink
from readings import Reading, expected, of_docx, of_html, of_pdf, of_text, squeezed
from sections.papers import paper

from briefing.document.nodes import Document, Table
from briefing.document.notes import number
from briefing.document.walk import text_of, walk
from briefing.document.words import words
from briefing.settings import Style
from briefing.writers import FORMATS, writer

READERS: dict[str, Callable[[bytes], Reading]] = {"docx": of_docx, "pdf": of_pdf, "html": of_html, "txt": of_text}
DOCUMENTS: dict[str, Callable[[], Document]] = {"kitchen sink": kitchen_sink, "weekly": paper}


@cache
def said(name: str, form: str) -> Reading:
    return READERS[form](writer(form)(DOCUMENTS[name](), Style(), {}).data)


def test_every_format_has_a_reader() -> None:
    assert set(READERS) == set(FORMATS)


@pytest.mark.parametrize("name", DOCUMENTS)
@pytest.mark.parametrize("form", ["docx", "html", "pdf"])
def test_words_in_their_order(name: str, form: str) -> None:
    assert said(name, form).words == expected(DOCUMENTS[name]()).words


@pytest.mark.parametrize("name", DOCUMENTS)
@pytest.mark.parametrize("form", ["docx", "html", "pdf"])
def test_headings_cells_notes_and_links(name: str, form: str) -> None:
    found, wanted = said(name, form), expected(DOCUMENTS[name]())
    assert found.headings == wanted.headings
    assert found.tables == wanted.tables
    assert found.notes == wanted.notes
    # A link that breaks over lines is several in a PDF.
    assert (sorted(set(found.links)), sorted(set(wanted.links))) == (sorted(set(wanted.links)),) * 2


@pytest.mark.parametrize("name", DOCUMENTS)
def test_plain_text_says_every_line_in_order(name: str) -> None:
    document = DOCUMENTS[name]()
    numbering = number(document)
    tables = [node for node in walk(document) if isinstance(node, Table)]
    # Where a table is told row by row its column headings come with each cell, not first.
    heads = {
        squeezed(text_of(cell.blocks, numbering.notes)) for table in tables for row in table.head for cell in row.cells
    }
    found, at = said(name, "txt").words, 0
    for line in map(squeezed, words(document, numbering)):
        if line in heads:
            assert line in found
            continue
        at = found.index(line.replace("mailto:", ""), at) + len(line)


@pytest.mark.parametrize("name", DOCUMENTS)
def test_plain_text_has_headings_cells_and_links(name: str) -> None:
    found, wanted = said(name, "txt"), expected(DOCUMENTS[name]())
    assert found.headings == [(level, words) for level, words in wanted.headings if level <= 3]
    drawn = [[cell for cell in cells if cell] for cells in found.tables]
    written = [[cell for cell in cells if cell] for cells in wanted.tables]
    assert drawn == [cells for cells in written if cells in drawn]
    assert len(drawn) > len(written) / 2
    assert set(found.links) <= {link.removeprefix("mailto:") for link in wanted.links}


@pytest.mark.parametrize("name", DOCUMENTS)
def test_plain_text_keeps_to_78_columns(name: str) -> None:
    lines = writer("txt")(DOCUMENTS[name](), Style(), {}).data.decode().split("\n")
    assert [line for line in lines if len(line) > 78 and " " in line.strip()] == []
