"""Every statement of fact leads to a note, every note to a source and a paragraph."""

import re
from collections.abc import Iterator

import pytest
from sections.papers import findings, paper

from briefing.document.nodes import (
    Block,
    BulletList,
    Callout,
    Document,
    Heading,
    Inline,
    Mark,
    Node,
    NoteRef,
    Paragraph,
    Ref,
    Strong,
    Table,
    Text,
)
from briefing.document.walk import text_of, walk

DATES = ["2023-10-01", "2024-12-01", "2025-02-02", "2025-03-02"]
NEXT_SENTENCE = re.compile(r"[.!?]”? +[A-Z]")


def sections(document: Document) -> Iterator[tuple[str, Block]]:
    """Each block with the anchor of the heading it stands under, the nearest of level 1 or 2."""
    place = ""
    for block in document.blocks:
        if isinstance(block, Heading) and block.level < 3:
            place = block.id
        yield place, block


def unsupported(inlines: tuple[Inline, ...]) -> list[str]:
    """The sentences of a run of inlines that end without a note, and without a reference to the sources."""
    found, open_text, referred = [], "", False
    for inline in inlines:
        if isinstance(inline, NoteRef):
            if NEXT_SENTENCE.search(open_text):
                found.append(open_text)
            open_text, referred = "", False
        else:
            open_text += text_of(inline)
            referred = referred or isinstance(inline, Ref)
    if open_text.strip(" .") and not referred:
        found.append(open_text)
    return found


def paragraphs(block: Block) -> Iterator[Paragraph]:
    for node in walk(block):
        if isinstance(node, Paragraph):
            yield node


@pytest.mark.parametrize("as_of", DATES)
def test_every_note_names_known_claims_a_source_and_a_paragraph(as_of: str) -> None:
    document, known = paper(as_of), findings(as_of).analysis.selection.known
    anchors = {b.id for b in document.blocks if isinstance(b, Heading)}
    for note in document.notes:
        words = text_of(note)
        if note.key.startswith("negative:"):
            assert "Searched by" in words
            continue
        assert note.claims
        assert set(note.claims) <= known
        targets = {node.target for node in walk(note) if isinstance(node, Ref)}
        assert targets == {f"source-{c.partition('/')[0]}" for c in note.claims}
        assert targets <= anchors
        assert "¶" in words


@pytest.mark.parametrize("as_of", DATES)
def test_bottom_line_and_reasons_that_matter_are_noted_sentence_by_sentence(as_of: str) -> None:
    checked = 0
    for place, block in sections(paper(as_of)):
        if (isinstance(block, Callout) and block.kind == "bottom-line") or (
            place == "why-it-matters" and isinstance(block, BulletList)
        ):
            for paragraph in paragraphs(block):
                assert unsupported(paragraph.children) == []
                checked += 1
    assert checked > 2


@pytest.mark.parametrize("as_of", DATES)
def test_profiles_are_noted_sentence_by_sentence_but_for_what_is_missing(as_of: str) -> None:
    checked = 0
    for place, block in sections(paper(as_of)):
        if place.startswith("actor-") and isinstance(block, Paragraph) and block.role == "body":
            head = block.children[0]
            children = block.children[1:] if isinstance(head, Strong) else block.children
            if not (isinstance(head, Strong) and text_of(head) == "Gaps."):
                assert unsupported(children) == [], place
                checked += 1
    assert checked > 4


@pytest.mark.parametrize("as_of", DATES)
def test_judgments_responses_and_the_timeline_are_noted(as_of: str) -> None:
    checked = 0
    for place, block in sections(paper(as_of)):
        if place.startswith("responses") and isinstance(block, BulletList):
            lines = [p.children for p in paragraphs(block)]
        elif isinstance(block, Table) and block.id == "timeline":
            lines = [p.children for row in block.body for p in paragraphs_of(row.cells[1])]
        elif isinstance(block, Paragraph) and block.role == "judgment":
            lines = [block.children]
        else:
            continue
        for children in lines:
            assert any(isinstance(node, NoteRef) for node in children), children
            checked += 1
    assert checked > 20


def paragraphs_of(node: Node) -> Iterator[Paragraph]:
    return (n for n in walk(node) if isinstance(n, Paragraph))


@pytest.mark.parametrize("as_of", DATES)
def test_every_cell_of_the_matrix_and_every_row_of_the_register_leads_to_its_source(as_of: str) -> None:
    tables = {n.id: n for b in paper(as_of).blocks for n in walk(b) if isinstance(n, Table)}
    for row in tables["matrix"].body:
        for cell in row.cells:
            nodes = list(walk(cell))
            if any(isinstance(node, Mark) for node in nodes):
                assert any(isinstance(node, NoteRef) for node in nodes)
    assert tables["register"].body
    for row in tables["register"].body:
        assert any(isinstance(node, Ref) and node.target.startswith("source-") for node in walk(row))
        assert "¶" in text_of(row)


def test_a_sentence_without_a_note_is_noticed() -> None:
    said = Text(text="It rained. It snowed.")
    assert unsupported((said, NoteRef(note="a/1"))) == ["It rained. It snowed."]
    assert unsupported((said,)) == ["It rained. It snowed."]
